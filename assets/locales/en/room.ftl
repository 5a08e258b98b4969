# What the facilitator's screen says about leading a workshop: agenda, sharing, rounds, the room.

rail-agenda = Agenda
drawer-agenda = Agenda
do-agenda = Open or close the agenda
do-next-phase = Begin the next phase
do-previous-phase = Go back to the phase before
do-more-time = Give this phase 1 minute more
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
agenda-more-says = Give this phase 1 minute more
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
agenda-replace = Take another agenda
agenda-replace-says = It takes the place of the phases above.
agenda-replaced = The phases are those of the other agenda now.
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
phase-writing-anonymous-says = Nothing in the file or on the network leads back to a person. In the shares each of these cards is somebody’s without a name, unless its writer claims it.
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
guard-phase-says = In this phase shares are not to be seen yet. Seeing percentages while writing narrows what people write: shares are for the closing.

## Revealing

reveal = Reveal
reveal-all = Reveal all cards
reveal-by = Reveal the cards of
reveal-choose = Reveal by person
reveal-some = Reveal these
reveal-anonymous = Cards without names are revealed all at once and shuffled, so that nothing shows whose they are.
reveal-says = Nobody’s hidden cards are on this screen, since it may be on a projector. After the reveal everybody sees them.

## Sharing

do-share = Let people join, or close the workshop
share = Share
share-on = Sharing
share-title = Let people join
share-off-says = People in the same network open this canvas on a phone or laptop: no account, no internet. They scan a code or type a short address, say their name, and wait here until you let them in.
share-off-plain = While it is open, this machine answers on the network. Whoever has the code can ask to come in; nobody else gets anything. Close it when the workshop is over.
share-turn-on = Open to the network
share-turning-on = Opening…
share-turn-off = Close to the network
share-is-on = The workshop is open to the network.
share-is-on-says = Whoever has the code can ask to come in.
share-network = Network
share-no-network = This machine is in no network just now. Join a wireless network, or open a hotspot as told below.
share-scan = Scan this with a phone’s camera
share-or-type = or open this address
share-code = and type this code
share-qr = QR code of { $address }
share-let-all-in = Let everybody in
share-let-all-in-says = Without it, everybody waits until you admit them.
share-names-optional = Names are optional
share-names-optional-says = Whoever gives none becomes “Guest 1”, “Guest 2” and so on.
share-in =
    { $count ->
        [0] Nobody is in yet.
        [one] One person is in.
       *[other] { $count } people are in.
    }
share-reached =
    { $count ->
        [0] No device has reached the address yet.
        [one] One device has reached the address.
       *[other] { $count } devices have reached the address.
    }
share-projector = Show the board to the room
share-projector-says = Open this address on the machine at the projector. It shows the board, the phase and the time, and changes nothing.
share-copy = Copy
share-copied = Copied
share-copy-what = Copy { $what }
share-waiting = Waiting to come in
share-waiting-none = Nobody waits.
share-wait =
    { $count ->
        [one] { $count } waits
       *[other] { $count } wait
    }
share-wait-says =
    { $count ->
        [one] One person waits to be let in
       *[other] { $count } people wait to be let in
    }
share-admit = Admit
share-admit-name = Admit { $name }
share-admit-all = Admit all
share-turn-away = Turn away
share-turn-away-name = Turn away { $name }
share-guest-unnamed = Without a name
share-seat = Seat of { $name }
share-seat-new = A new seat
share-nobody = Nobody has reached the address yet
share-nobody-says = That usually has one of two reasons:
share-nobody-guest = Guest networks often keep devices apart, so that a phone cannot reach this machine. Use another network, or a hotspot.
share-nobody-firewall = A firewall on this machine may hold visitors back. Allow Atelier in private networks (port { $port }).
share-nobody-same = And check that the phones are in the network chosen above, not on mobile data.
share-hotspot = Open a hotspot
share-hotspot-phone = On a phone: turn on its personal hotspot in the settings, then connect this machine and everybody’s phones with it. Nothing goes through the internet.
share-hotspot-windows = Windows: Settings, Network & internet, Mobile hotspot, On.
share-hotspot-mac = macOS: System Settings, General, Sharing, Internet Sharing. Without a cable, a phone’s hotspot is simpler.
share-hotspot-linux = Linux: Settings, Wi-Fi, the menu at the top, Turn On Wi-Fi Hotspot.
share-hotspot-then = Then close the workshop here and open it again, and choose the new network.

## Rounds

do-open-round = Open a round of voting or rating
do-close-round = Close the round and show its result
round-open = Open a round
round-title = A round on the cards
round-says = Nobody sees what others give until you close the round. Until then everybody can change their mind.
round-kind = What people do
round-kind-votes = Vote: choose what matters most
round-kind-ratings = Rate: what was expected, how it worked, how it felt
round-which = On which cards
round-which-all = All that are open or decided
round-which-chosen = Those chosen on the board
round-which-lane = The lane
round-which-stage = The stage
round-count =
    { $count ->
        [0] No cards
        [one] { $count } card
       *[other] { $count } cards
    }
round-budget = Votes for each person
round-per-card = At most on one card
round-suggest-quarter = { $budget } is about a quarter of { $cards } cards: enough to say what one likes, too few to like everything.
round-suggest-least = { $budget } is the least that lets people choose more than one thing.
round-suggest-few = With { $cards } cards, more would let everybody choose everything.
round-suggest-most = { $budget } are plenty: more take longer to give than they tell.
round-suggest-take = Take { $budget }
round-own-cards = People may vote for their own cards
round-begin-votes = Begin voting
round-begin-ratings = Begin rating
round-none = There is no card here to choose from.
round-alike =
    { $count ->
        [one] Some cards seem to say the same
       *[other] { $count } sets of cards seem to say the same
    }
round-alike-says = Votes would split among them. Merge what is the same: the texts then stand together on one card, for you to shorten. Or group what is similar, and let people vote for one of it.
round-alike-merge = Merge into one
round-alike-group = Group
round-alike-leave = Leave as they are
round-on-votes = Voting
round-on-ratings = Rating
round-on-says-votes = { $budget } votes each, at most { $per_card } on one card. Hidden until you close the round.
round-on-says-ratings = Hidden until you close the round.
round-turnout = { $cast } of { $of }
round-turnout-says = have given something
round-close = Close and show the result
round-here = Vote on this screen
round-here-rate = Rate on this screen
round-here-says = For people without a device. Choose who speaks at the top right; what you give as “for” somebody else is marked as given for them.
round-left =
    { $left ->
        [0] { $name } has no votes left.
        [one] { $name } has one vote left.
       *[other] { $name } has { $left } votes left.
    }
round-nobody = Choose who speaks at the top right first.
round-more = One vote more for { $card }
round-less = One vote less for { $card }
round-rated = given
round-result-votes = Result of the vote
round-result-ratings = Result of the rating
round-numbered-votes = Round { $number }: voting
round-numbered-ratings = Round { $number }: rating
round-choose = Which round
round-voters =
    { $voters ->
        [0] Nobody took part.
        [one] One person took part.
       *[other] { $voters } people took part.
    }
round-proxies =
    { $proxies ->
        [one] For one of them somebody else gave it.
       *[other] For { $proxies } of them somebody else gave it.
    }
round-apart-not = Sides are told apart when three people or more of each took part, so that nobody’s choice shows.
round-ratings-few = A card’s ratings are told when three people or more of one side rated it.
round-nothing = No card got anything.
round-rest =
    { $count ->
        [one] One card got none.
       *[other] { $count } cards got none.
    }
round-as-table = Show as a table
round-as-bars = Show as bars
round-table = What each card got
round-column-card = Card
round-column-all = All
round-expected = Expected
round-worked = Worked
round-felt = Felt
round-people =
    { $n ->
        [one] { $n } person
       *[other] { $n } people
    }
round-gone = A card that is not there any more
votes-open = Votes outside rounds

## People in the room

ready-count = { $ready } of { $of }
ready-count-says =
    { $of ->
        [one] { $ready } of { $of } person in the room is ready
       *[other] { $ready } of { $of } people in the room are ready
    }
hands-count =
    { $count ->
        [one] One hand is raised
       *[other] { $count } hands are raised
    }
hands-title = Hands, in the order in which they were raised
hands-lower = Lower
hands-lower-name = Lower the hand of { $name }
people-here = here
people-not-here = no device
people-ready = ready
people-in-count =
    { $here ->
        [0] No device of anybody is connected.
        [one] One person’s device is connected.
       *[other] The devices of { $here } people are connected.
    }
people-prepared = Whoever joins can pick a seat that is prepared here. Somebody without a device is a seat too: choose who speaks, or write for them.
people-facilitates-says = Leads the workshop. To hand it over, give this to somebody else.
people-deleted =
    { $count ->
        [one] { $name } removed one card
       *[other] { $name } removed { $count } cards
    }
people-bring-back = Bring back
people-bring-back-card = Bring back “{ $card }”
people-bring-all-back = Bring all back
people-last-minute = Take back the last minute
people-last-minute-says = What { $name } did in the last minute is as if it had not been done. What others have built on stays.
people-same = This is the same person as
people-same-nobody = nobody else
people-same-says = Everything done as { $second } counts for { $name } from now on, as if it had been one seat from the start. Devices of { $second } get the seat of { $name }. Of two ballots or answers, the later stands.
people-same-yes = { $second } is { $name }
people-same-joined = { $second } is a second seat of { $name }.
people-same-apart = { $second } is somebody else after all
people-remove = Remove from the room
people-remove-says = { $name } is told, and this device cannot come back by itself. The seat and everything written on it stay. Somebody else can join on it.
people-remove-yes = Remove { $name }

## Leading

do-lock-card = Lock the chosen cards
do-unlock-card = Unlock the chosen cards
do-lock-all = Lock everything for participants
do-unlock-all = Unlock everything
do-react-like = React: I like it
do-react-idea = React: Gives me an idea
do-react-question = React: A question
do-react-cheer = React: Well done
do-spotlight = Show this card to everybody
do-spotlight-off = End the spotlight
do-bring = Bring everybody here
do-follow = Let everybody follow me
do-follow-off = Let everybody look around again
do-rehearse = Begin a rehearsal
do-rehearse-off = End the rehearsal
do-start-real = Start the real workshop
do-peek = Peek at my hidden card
keys-leading = Leading
line-lock = Lock for participants
line-unlock = Unlock
attention-label = What everybody’s screen does
attention-locked = Everything is locked for participants.
attention-unlock = Unlock
attention-spotlight = Everybody sees “{ $card }”.
attention-end = End
attention-go = Go there
attention-follow = Everybody follows this screen.
attention-followed = Everybody follows the facilitator.
attention-brought = Everybody was brought here.
attention-writes = Somebody is writing…
rehearsal-on = This is a rehearsal.
rehearsal-says = Nothing that is done now counts.
rehearsal-title = Start the real workshop?
rehearsal-start-says = Everything that was written, voted and decided in the rehearsal is thrown away. A new canvas begins with the same stages, lanes, agenda and seats, and the devices in the room stay in.
rehearsal-not-yet = Go on rehearsing
remarks-title = Comments
remarks-none = Nobody has said anything about this card yet.
remarks-write = Say something about this card
remarks-send = Comment
remarks-ago =
    { $minutes ->
        [0] just now
        [one] a minute ago
       *[other] { $minutes } min ago
    }
