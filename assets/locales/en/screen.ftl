# What the screens say: home, board, panels, menus.

## Coming and going

waiting-connecting = Opening the studio…
waiting-gone = The workshop cannot be reached. This page keeps trying; check that Atelier runs on the facilitator’s machine and that you are in the same network.
gone-title = The host cannot be reached.
gone-says =
    { $waiting ->
        [0] Everything you did is there already. This screen connects again by itself.
        [one] One change waits here and is sent when the connection is back. Go on, and keep this page open.
       *[other] { $waiting } changes wait here and are sent when the connection is back. Go on, and keep this page open.
    }
notices-label = Notices

saved-saved = Saved
saved-saving = Saving…
saved-saving-more = The file is being written.
saved-journal = Kept, saved to the file soon
saved-journal-more = Every change is on this machine’s disk already. Click to write the file now.
saved-no-file = Kept, no file yet
saved-no-file-more = Every change is on the host’s disk. Click to save it as a file.
saved-failed = Could not save
saved-read-only = Read only
saved-gone =
    { $waiting ->
        [0] Host gone
        [one] Host gone, 1 change waits
       *[other] Host gone, { $waiting } changes wait
    }
saved-gone-more = Nothing is lost: what you do is kept here until the host is back.

## Home

home-title = Design it together, and see whose it is.
home-says = Put customers and staff at one table. Everyone writes on cards along the customer’s journey, and Atelier keeps, letter by letter, whose idea each of them was.
home-new = Begin a canvas
home-sample = Look at a finished workshop
home-open = Open a file…
home-drop = or drop a canvas file here
home-recent = Recent
home-recent-none = The canvases you open will lie here.
home-missing = The file is not where it was
home-forget = Forget { $title }
home-forget-says = Take it off this list. The file stays.
home-untitled = New canvas
home-recovered = Work that was not saved
home-recovered-says = Atelier stopped before these were written to a file. They are whole up to the last change that was confirmed.
home-changed = last changed { $when }
template-journey-name = Customer journey
template-journey-says = From first becoming aware to renewing, with questions, feelings and ideas.
template-service-recovery-name = Service recovery
template-service-recovery-says = When something went wrong: from the complaint to trust again.
template-blank-name = Blank
template-blank-says = One stage, one lane. You name the rest.

unsaved-title = Save “{ $title }” before leaving?
unsaved-says = It has changes that are in no file yet.
unsaved-save = Save and leave
unsaved-discard = Leave without saving
unsaved-stay = Stay

## Where there is room for one banner only

banners-more = What else goes on
banners-fewer = Only the most pressing

## Showing shares, tidying up, giving reasons

guard-title = Show the shares on this screen?
guard-says = This screen fills its display, so the room may be looking at it. Seeing percentages while writing narrows what people write: shares are for the closing.
guard-show = Show the shares
guard-not-now = Not now
tidy-title = Tidying up:
tidy-says = what you add counts for nobody.
tidy-off = Write as myself
reason-parked =
    { $count ->
        [one] Parked “{ $card }”. Why?
       *[other] Parked { $count } cards. Why?
    }
reason-dismissed =
    { $count ->
        [one] Dismissed “{ $card }”. Why?
       *[other] Dismissed { $count } cards. Why?
    }
reason-placeholder = In one line, if you like
reason-keep = Keep the reason
reason-none = Without a reason
card-reason = Why?

## People

who-title = Who is here?
who-says = Atelier keeps whose idea everything is. So first: who leads this workshop? Everybody else joins in the next step.
who-name = Your name
who-side = You sit here for
who-begin = Begin
people-intro = Click a person who speaks next; what is written then is theirs.
people-name = Name
people-side = Side
people-facilitates = Facilitates
people-keep = Keep
people-change = Change { $name }
people-speaks = { $name } speaks now
people-ideas = What became of the ideas of { $name }
people-add-title = Add a person
people-add = Add to the table
people-unnamed =
    { $count ->
        [one] One person writes without a name.
       *[other] { $count } people write without a name.
    }

speaking-now = Speaking now:
speaking-nobody = Who is speaking?
speaking-for = for
speaking-tidying = tidying
speaking-title = Who is speaking
speaking-for-title = { $name } writes down the words of
speaking-tidy = Only tidying up
speaking-tidy-says = What a facilitator writes and moves then adds to nobody’s share.
speaking-add = Add a person…

## Board

board-label = Journey board: { $title }
board-role = board
board-empty-title = The table is free.
board-empty-says = Double-click in a cell, or press N, and write what you expect, feel or wish there.
cell-hint = Press N to write here
card-new = New card
card-placeholder = Write…

stage-name = Name of the stage
stage-menu = Stage { $name }
stage-new = New stage
stage-add-before = Add a stage before
stage-add-after = Add a stage after
stage-earlier = Move to the left
stage-later = Move to the right
stage-remove = Remove this stage
stage-remove-not-empty = Remove (move its cards first)
lane-name = Name of the lane
lane-menu = Lane { $name }
lane-new = New lane
lane-add-before = Add a lane above
lane-add-after = Add a lane below
lane-earlier = Move up
lane-later = Move down
lane-remove = Remove this lane
lane-remove-not-empty = Remove (move its cards first)
line-rename = Rename

drop-onto = Let go to choose
drop-joins = Joins “{ $name }”
drop-leaves = Leaves “{ $name }”
drop-group = Put both into a group
drop-into-group = Put into its group
drop-before = Only put it beside
drop-builds-on = It builds on this card
drop-merge = Merge the texts into one card
choices-label = What should happen
choices-nothing = Nothing
link-choose-from = Choose the later idea. Esc ends.
link-choose-to = Now choose the earlier idea it comes from. Esc ends.

## Bars

title-label = Title of the canvas
menu-label = Menu
tools-label = Tools
tool-card = Card
tool-card-says = A new card where you are
tool-link = Link
tool-link-says = Link two cards
tool-group = Group
tool-group-says = Put the chosen cards into a group
tool-move = Select
tool-move-says = Select and move. Space and drag moves the board.
zoom-label = Zoom
rail-left = Workshop
rail-right = Views
rail-people = People
rail-outline = Outline
rail-find = Find
rail-ownership = Whose?
rail-experience = Experience
rail-card = Card
rail-votes = Votes
rail-promises = Promises
drawer-people = Who is here
drawer-outline = Outline
drawer-find = Find
panel-ownership = Whose is it?
panel-person = What became of the ideas
panel-experience = How is the experience?
panel-card = This card
panel-votes = Votes
panel-promises = Promises
panel-close = Close this panel
undo-what = Undo { $what }
redo-what = Redo { $what }
undo-nothing = Nothing to undo
redo-nothing = Nothing to redo
redone = Did again { $what }.
undone-several = Took back { $count } things of { $name }.
undone-several-again = Bring them back
done-on = { $what }: “{ $card }”
done-something = the last step
done-add = adding a card
done-edit = writing
done-set-text = new wording
done-transfer = moving text
done-copy = copying a card
done-split = splitting a card
done-merge = merging cards
done-move = moving a card
done-state = a decision
done-delete = removing a card
done-restore = restoring a card
done-group = grouping
done-ungroup = taking out of a group
done-link = a link
done-unlink = removing a link
done-rate = a rating
done-vote = a vote
done-promise = a promise
done-confirm = a confirmation
done-person = adding a person
done-change-person = changing a person
done-same-person = saying that two seats are one person's
done-add-stage = adding a stage
done-add-lane = adding a lane
done-remove-stage = removing a stage
done-remove-lane = removing a lane
done-reorder-stage = moving a stage
done-reorder-lane = moving a lane
done-rename = a new name
done-open-feelings = asking the closing questions
done-close-feelings = closing the questions
done-attach = a picture
done-detach = removing a picture
done-claim = a claim
done-reassign = a correction
done-feeling = the weight of feeling

## Commands

do-add = Add a card
do-add-touchpoint = Add a touchpoint of a kind…
do-add-unnamed = Write a card without a name
do-edit = Write on the card
do-stop = End writing, choose nothing
do-delete = Remove the card
do-copy = Duplicate the card
do-split = Split the card at the caret
do-merge = Merge the chosen cards into the first
do-group = Group the chosen cards
do-ungroup = Take out of the group
do-link = Link to another card
do-decide = Decide: this is in
do-park = Park for later
do-dismiss = Dismiss
do-reopen = Open again
do-vote-more = Give a vote
do-vote-less = Take a vote back
do-pointers = Show where people point, and where I do
do-pointers-off = Hide where people point, and where I do
do-card-details = Everything about the card
do-confirm = Yes, that is what I said
do-go-right = Walk the board
do-move-right = Move the card to the next cell
do-earlier = Earlier in its cell
do-later = Later in its cell
do-select-all = Choose all cards
do-undo = Undo
do-redo = Redo
do-palette = All commands…
do-keys = Keys…
do-about = About Atelier
do-find = Find…
do-people = People
do-outline = Outline
do-ownership = Whose is it?
do-past = Look back: how it came about
do-experience = How is the experience?
do-votes = Votes
do-promises = Promises
do-zoom-in = Zoom in
do-zoom-out = Zoom out
do-zoom-full = Full size
do-zoom-fit = Fit everything
do-present = Fill the screen, for presenting
do-save = Save
do-save-as = Save as…
do-download = Download a copy
do-open = Open a file…
do-summary-html = Summary as a page
do-summary-markdown = Summary as text
do-close = Home
do-theme-light = Light theme
do-theme-dark = Dark theme
do-theme-system = Theme as the system

palette-title = All commands
palette-placeholder = What would you like to do?
palette-nothing = No command of this name.
palette-speak = { $name } speaks now
palette-ideas = What became of the ideas of { $name }
palette-light = Show the letters of { $name }

keys-title = Keys
keys-cards = Cards
keys-around = Moving around
keys-deciding = Choosing and deciding
keys-view = View
keys-work = Work
keys-speaker = Who speaks now (Alt and the digit while writing)
keys-pointer = Mouse and fingers
pointer-double = Double-click: a new card, or write on one
pointer-drag = Drag: move cards, or mark several on the free table
pointer-space = Space and drag, or two fingers: move the board
pointer-wheel = Ctrl and wheel, or pinch: zoom
pointer-shift = Shift and click: choose several

about-says = For workshops in which customers and staff design an experience together and can see that the result is theirs.
about-rule = Your share is your part of everything that is still on the finished canvas: each letter counts for the person whose idea it was, up to 40 letters per person and card. Shaping other people’s cards (placing, grouping, linking) counts 5 letters each time and at most 40 in all, and so does being built on. Copying, undoing, restoring, voting, and who held the keyboard change nothing.

## Looking back

past-label = Looking back
past-winding = Winding the film back…
past-slider = Moment of the workshop
past-play = Play
past-pause = Pause
past-back = One step back
past-on = One step on
past-leave = Back to now
past-whose = Draw the line of one person, too
past-whose-nobody = Line of…
past-beginning = Before anything was written
past-template = The template
past-table = The shares through the workshop
past-table-time = Time
past-show = Show
past-show-at = Show the board at { $at }
past-shares-says = As it was at { $at }. Choose somebody to draw the person’s line.
past-shares-none = Nobody’s words were on the board yet.
past-headline = of what stood there came from customers.
moment-something = { $name } did something
moment-add = { $name } wrote a card
moment-add-card = { $name } wrote “{ $card }”
moment-edit = { $name } wrote
moment-edit-card = { $name } edited “{ $card }”
moment-set-text = { $name } reworded a card
moment-set-text-card = { $name } reworded “{ $card }”
moment-transfer = { $name } moved text
moment-transfer-card = { $name } moved text from “{ $card }”
moment-copy = { $name } duplicated a card
moment-copy-card = { $name } duplicated “{ $card }”
moment-split = { $name } split a card
moment-split-card = { $name } split “{ $card }”
moment-merge = { $name } merged two cards
moment-merge-card = { $name } merged “{ $card }” into another
moment-move = { $name } moved a card
moment-move-card = { $name } moved “{ $card }”
moment-state = { $name } changed a decision
moment-state-card = { $name } changed the decision about “{ $card }”
moment-delete = { $name } removed a card
moment-delete-card = { $name } removed “{ $card }”
moment-restore = { $name } brought a card back
moment-restore-card = { $name } brought back “{ $card }”
moment-group = { $name } grouped cards
moment-ungroup = { $name } took cards out of a group
moment-link = { $name } linked two cards
moment-link-card = { $name } linked “{ $card }”
moment-unlink = { $name } removed a link
moment-unlink-card = { $name } removed a link of “{ $card }”
moment-rate = { $name } rated a moment
moment-rate-card = { $name } rated “{ $card }”
moment-vote = { $name } voted
moment-vote-card = { $name } voted on “{ $card }”
moment-promise = { $name } promised something
moment-promise-card = { $name } promised something about “{ $card }”
moment-confirm = { $name } confirmed what was written down
moment-confirm-card = { $name } confirmed what was written on “{ $card }”
moment-undo = { $name } took a step back
moment-undo-card = { $name } took back a step on “{ $card }”
moment-redo = { $name } did a step again
moment-redo-card = { $name } did a step on “{ $card }” again
moment-person = { $name } added a person
moment-change-person = { $name } changed a person
moment-same-person = { $name } said whether two seats are one person's
moment-add-stage = { $name } added a stage
moment-add-lane = { $name } added a lane
moment-remove-stage = { $name } removed a stage
moment-remove-lane = { $name } removed a lane
moment-reorder-stage = { $name } moved a stage
moment-reorder-lane = { $name } moved a lane
moment-rename = { $name } changed a name
moment-open-feelings = { $name } asked the closing questions
moment-feel = { $name } answered the closing questions
moment-close-feelings = { $name } closed the closing questions
moment-feeling = { $name } changed the weight of feeling
moment-attach = { $name } added a picture
moment-attach-card = { $name } added a picture to “{ $card }”
moment-detach = { $name } removed a picture
moment-detach-card = { $name } removed a picture from “{ $card }”
moment-claim = { $name } claimed what was written without a name
moment-claim-card = { $name } claimed letters on “{ $card }”
moment-reassign = { $name } corrected whose words these are
moment-reassign-card = { $name } corrected whose words “{ $card }” are
moment-declare = { $name } named authors
moment-declare-card = { $name } named the authors of “{ $card }”

## Panels

outline-purpose = Purpose of this workshop
outline-purpose-placeholder = What should be better afterwards, and for whom?
outline-cards =
    { $count ->
        [one] 1 card
       *[other] { $count } cards
    }
removed-title = Removed cards
removed-none = Nothing was removed. Removed cards wait here and can come back.
removed-restore = Restore
find-hint = Cards that match are marked on the board.
find-count =
    { $count ->
        [0] No card matches.
        [one] 1 card
       *[other] { $count } cards
    }

share-heads =
    { $heads ->
        [one] 1 person
       *[other] { $heads } people
    }
scope-label = Which cards count
scope-board = The whole board
scope-decided = Only decided
ownership-headline = of what stands here came from customers.
ownership-none = Nobody’s words are on the board yet, so nobody has a share.
ownership-none-decided = No card is decided yet, so nobody has a share of the decided ones.
ownership-tidy = Tidying up is on: what the facilitator writes adds to nobody’s share. Choose who is speaking at the top right, or switch tidying off there.
ownership-replay = Watch how it came about
ownership-people = Each person’s share
ownership-asking = Counting…
ownership-outside = Outside the shares:
outside-template = { $letters } letters of the template
outside-tidy = { $letters } letters from tidying up
outside-ai = { $letters } letters of a machine
ownership-how = How this is counted
share-robust = { $range }% however you count
table-who = Who
as-table = Show as table
as-picture = Show as picture
ownership-tab-shares = Shares
ownership-tab-balance = Balance
ownership-tab-three = Three figures
equal-title = Counting every card once says something else
equal-says = Here a long text weighs no more than a short one: each card counts 1, split by its letters. For somebody the two ways are more than five points apart.
equal-letters = by letters
equal-cards = by cards
balance-none = There is no result yet whose balance could be shown.
balance-sides = Sides
balance-people = of the people
balance-result = of the result
balance-difference = Difference
balance-points = { $sign }{ NUMBER($points, minimumFractionDigits: 1, maximumFractionDigits: 1) }
balance-customers = Customers made { $share } of the result and are { $heads } of the people.
balance-owners = People
balance-as-if = As if { NUMBER($owners, minimumFractionDigits: 1, maximumFractionDigits: 1) } people owned it equally
balance-holding =
    { $holding ->
        [one] 1 of { $people } people holds a part of the result.
       *[other] { $holding } of { $people } people hold a part of the result.
    }
balance-unnamed =
    { $unnamed ->
        [one] One of them wrote without a name, and may be somebody at the table.
       *[other] { $unnamed } of them wrote without a name, and may be people at the table.
    }
balance-hands = Hands
balance-hoover = { NUMBER($percent, minimumFractionDigits: 1, maximumFractionDigits: 1) }% would have to change hands
balance-hoover-says = So much of the result would have to go from some people to others for everybody to hold the same.
balance-rule = These figures describe. Nothing says that equal is right: whoever has more to say on the matter may well own more of it.
three-made = Made
three-made-says = The part of the finished result that came from the person.
three-say = Had a say
three-say-says = Votes and ratings given, of those offered.
three-feels = Feels mine
three-feels-says = What the person answered at the end, if shared.
three-of = { $given } of { $offered }
three-rule = Three figures for three things. They are never added or mixed.
lens-everyone = Show all letters
lens-off = Show the board as it is
lens-legend = Whose letters these are
lens-initials = whose letters begin here
lens-attributed = written down for somebody, not yet confirmed
lens-inferred = typed again from an earlier text
lens-nobody = counts for nobody here
lens-rest = others’, or not counted
letters-confirmed =
    { $letters ->
        [one] 1 letter: { $names }, { $at }
       *[other] { $letters } letters: { $names }, { $at }
    }
letters-attributed =
    { $letters ->
        [one] 1 letter: { $names }, { $at }, written down for them and not yet confirmed
       *[other] { $letters } letters: { $names }, { $at }, written down for them and not yet confirmed
    }
letters-inferred =
    { $letters ->
        [one] 1 letter: { $names }, { $at }, typed again from an earlier text
       *[other] { $letters } letters: { $names }, { $at }, typed again from an earlier text
    }
explain-words = Words
explain-structure = Shaping others’ cards
explain-lineage = Being built on
explain-points = Points
explain-of-total = of { $total } points of everybody
explain-range = { $low } is sure. The rest others wrote down and nobody has confirmed it yet, or it was typed again from earlier words.
explain-words-title = The words ({ $points })
explain-capped = { $letters } letters stand there
explain-cap-rule = At most 40 letters count for one person on one card.
explain-facts-title = Shaping and being built on
explain-held-structure = Above the limit for shaping
explain-held-lineage = Above the limit for being built on
explain-nothing = Nothing of { $name } is in this result yet.
origin-card = On a card
origin-title = The title
origin-purpose = The purpose
origin-stage = The name of the stage “{ $name }”
origin-lane = The name of the lane “{ $name }”
origin-group = The name of the group “{ $name }”
origin-promise = A promise on “{ $name }”
origin-pictures = { $pictures } on “{ $card }”
fact-place = Placed “{ $card }”
fact-group = Grouped “{ $card }”
fact-links = Linked “{ $card }”
fact-lineage = “{ $card }” builds on it

feelings-open = The closing questions are open.
feelings-answer = Answer
feelings-close = Close the questions
feelings-ask = Ask the closing questions
feelings-ask-again = Ask the closing questions again
feelings-ask-says = Everybody answers for oneself. What is told are sums of three people or more, and single answers only of those who share theirs.
feelings-ask-wait = A facilitator can ask the closing questions.
feelings-intro = First you see everybody’s cards, then six sentences to agree with or not, and at the end one estimate.
feelings-who = Who answers now?
feelings-choose = Choose your name…
feelings-cards = This is what all of you have made. Read it once through before you answer.
feelings-cards-label = Everybody’s cards
feelings-seen = I have seen them
feelings-next-person = The next person
feelings-told =
    { $answered ->
        [one] One person answered
       *[other] { $answered } people answered
    }
feelings-told-few = Sums are told from three people on, so that they give nobody away.
feelings-told-says = Means from 1 (not at all) to 7 (completely), per side from three people on.
feelings-sentence = Sentence
feelings-everybody = All
feelings-sum = Self-estimates together
feelings-sum-says = What { $n } people feel is theirs adds up to { $sum }.
feelings-apart = Where Made and Feels mine part
feelings-feels-more = { $name } made { $made }, and feels { $feels } is theirs.
feelings-feels-less = { $name } made { $made }, yet feels only { $feels } is theirs.
ideas-open = What became of the ideas
ideas-none = { $name } has not begun a card yet.
ideas-none-says = What somebody wrote on other people’s cards counts all the same: it is under “Shares”.
ideas-says =
    { $count ->
        [one] { $name } began one card. This is what became of it.
       *[other] { $name } began { $count } cards. This is what became of them.
    }
ideas-standing = Stand on the board ({ $count })
ideas-merged = Live on in another card ({ $count })
ideas-parked = Parked for later ({ $count })
ideas-dismissed = Dismissed ({ $count })
ideas-deleted = Removed ({ $count })
written-for = Written down for { $name }
written-read-aloud = Read aloud and agreed
written-wait = { $name } or a facilitator can confirm it.

experience-none = No moment is rated yet.
experience-none-says = Choose a card, open “Card” and say what was expected, how it worked and how it felt. Customers’ ratings make the curve; what staff think stands beside it as a guess.
experience-curve = As customers live it
experience-as-table = As a table
experience-as-curve = As a curve
experience-stage = Stage
experience-perceived = Perceived
experience-gap = Against expected
experience-peak = Strongest moment
experience-end = Last moment
experience-peak-end = What stays
experience-wow = Wow ({ $count })
experience-pain = Pain ({ $count })
experience-rule = At least two customers, and one point or more above or below what they expected.
experience-blind = Blind spots
experience-blind-none = Staff and customers see the rated moments alike.
blind-better = “{ $card }”: staff believe { $staff }, customers live { $customers }
blind-worse = “{ $card }”: staff fear { $staff }, customers live { $customers }
curve-says = How customers perceive each stage, from 1 to 7: { $values }

feeling-label = Weight of feeling
feeling-says = { $percent }% feeling, { $rest }% whether it worked
feeling-none = only what worked
feeling-all = only what was felt
touchpoints-title = Touchpoints
touchpoints-none = No card is marked as a touchpoint yet. The arrow beside “Card” adds one with its kind; a journey needs direct and indirect ones.
touchpoints-way-none = none yet. A journey needs both ways.
touchpoints-count = { $kind } { $count }
touchpoints-missing = Not on the board: { $kinds }

votes-who = { $name } has given { $given } votes. Press + or − on a card to give or take back one.
votes-none = No votes yet.
votes-none-says = Choose a card and press +. Votes help to choose; they change nobody’s share.
promises-none = No promises yet.
promises-none-says = Choose a card, open “Card” and say who will do what by when. Promises open the next workshop.
promise-add = Add a promise…
promise-text = What will be done
promise-placeholder = I will…
promise-owner = By whom
promise-due = Until
promise-give = Promise

card-panel-none = Choose a card to see everything about it.
card-state = Decision
card-creators = Whose card
card-letters = Letters on it
card-letters-none = No letters of anybody at the table.
card-unnamed = without a name
claim-elsewhere = Written without a name. Whoever wrote it can claim it on the device it was written on.
claim-title = Claim this card as { $name }?
correct-begin = Correct whose words these are…
correct-title = Whose words are these?
correct-says = A correction is agreed in the room. It stays in the log with its reason and with who agreed; it moves letters, and makes no new ones.
correct-text = Words on the card: select a part, or leave it for all
correct-all = All letters on the card
correct-part = Only “{ $text }”
correct-to = They are the words of
correct-agreed = Who has agreed
correct-reason = Why
correct-reason-placeholder = In one line
correct-lacks-words = Select some words.
correct-lacks-owner = Say whose words they are.
correct-lacks-agreement = Somebody beside you has to agree.
correct-lacks-reason = Say why, in one line.
correct-do = Correct it
pictures-title = Pictures
pictures-hint = Or drop one on the card, or paste it while the card is chosen. A picture counts like five letters.
pictures-by = { $names }, { $size }
pictures-kilobytes = { $size } kB
pictures-megabytes = { NUMBER($size, maximumFractionDigits: 1) } MB
pictures-remove = Remove the picture { $name }
card-ratings = Ratings
card-links-none = No links yet. Press L to draw one.
