# What the facilitator's screen says about leading a workshop: agenda, sharing, rounds, the room.

rail-agenda = Agenda
drawer-agenda = Agenda
do-agenda = Open or close the agenda
do-next-phase = Begin the next phase
do-previous-phase = Go back to the phase before
do-more-time = Give this phase a minute more
do-reveal = Reveal all hidden cards

## Agenda

agenda-empty = No agenda yet
agenda-empty-says = An agenda leads everybody through the workshop: what to do now, for how long, and who sees what. Take one of these and change it as you like, at any time, also while it runs.
agenda-own = Begin an agenda of your own
agenda-template-60 = One hour
agenda-template-60-says = From today’s steps to promises: one question, up to twenty people.
agenda-template-90 = An hour and a half
agenda-template-90-says = Also looks at how it feels today and what stands in the way.
agenda-template-180 = Half a day
agenda-template-180-says = Also hears what nobody says aloud, turns barriers into questions, and has a break.
agenda-total = { $minutes } minutes in all
agenda-phases =
    { $count ->
        [one] { $count } phase
       *[other] { $count } phases
    }
agenda-list = Phases
agenda-add = Add a phase
agenda-start = Start
agenda-start-name = Start with { $name }
agenda-start-this = Begin { $name }
agenda-back = Back
agenda-back-to = Back to { $name }
agenda-more = +1 min
agenda-more-says = Give this phase a minute more
agenda-next = Next
agenda-next-to = Next: { $name }
agenda-last = This is the last phase.
agenda-now = Now
agenda-left = Time left
agenda-over-nothing = Time is over. People can go on until you begin the next phase.
agenda-over-close = Time is over. Nothing new is taken from participants.
agenda-over-go-on = Time is over. The next phase begins by itself.
agenda-drag = Move { $name }: drag it, or press the up and down arrows
agenda-moved = { $name } is now phase { $place } of { $of }.
agenda-edit = Change { $name }
agenda-edit-done = Done
agenda-delete = Delete this phase
agenda-deleted = { $name } was taken out of the agenda.
agenda-undo = Put it back
agenda-delete-now = The phase that is on cannot be deleted. Begin another one first.
agenda-new-name = New phase

phase-name = Name
phase-instruction = What people do
phase-instruction-says = One or two sentences that everybody reads on their screen.
phase-minutes-label = Minutes
phase-writing = Who sees what is written
phase-writing-open = Everybody, at once
phase-writing-private = Only the writer, until revealed
phase-writing-anonymous = Only the writer, then all without names
phase-writing-anonymous-says = Nothing in the file or on the network leads back to a person. Shares count these cards for nobody, unless their writers claim them.
phase-typing = Others see that somebody is writing
phase-rights = Participants may
phase-right-add = Write cards
phase-right-edit-own = Change their own cards
phase-right-edit-all = Change all cards
phase-right-move = Place, group and link
phase-right-vote = Vote
phase-right-rate = Rate moments
phase-right-comment = Comment
phase-shares = Shares may be seen
phase-shares-says = Percentages narrow what people write. Best kept for the end.
phase-end = When the time is over
phase-end-nothing = Nothing happens
phase-end-close-writing = Nothing new is taken
phase-end-go-on = The next phase begins

phase-banner-close = Close
phase-banner-label = This phase

## Revealing

reveal = Reveal
reveal-all = Reveal all cards
reveal-by = Reveal the cards of
reveal-choose = Reveal by person
reveal-some = Reveal these
reveal-anonymous = Cards without names are revealed all at once and shuffled, so that nothing shows whose they are.
reveal-says = Nobody’s hidden cards are on this screen, since it may be on a projector. After the reveal everybody sees them.
