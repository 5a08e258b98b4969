# What the page says that people in the room open on their phones.

## Coming in

code-title = Join a workshop
code-says = The code stands on the screen in the room, beside the square picture.
code-label = Code, six letters and digits
code-short = A code has six letters and digits.
code-unknown = The workshop is not open under { $code } any more. Look at the screen in the room for the code that holds now. What you wrote is kept on this device.
code-enter = Go in
door-workshop = You are about to join
door-seats = Is one of these seats yours?
door-seats-none = I am none of these
door-seats-back = Back to the prepared seats
door-name = Your name
door-name-optional = You may leave it empty: you are a guest with a number then.
door-side = You sit here for
door-come = Join
door-waiting-title = Nearly in
door-waiting-says = The facilitator lets you in. Keep this page open.
door-closed-title = The workshop is closed
door-closed-says = Nobody can come in just now. This page opens by itself when the facilitator shares the workshop again.
door-away-title = You were not let in
door-away-says = Talk to the facilitator, then ask again.
door-away-again = Ask again
recorded-title = What is recorded
recorded = What you write and do is recorded under your name with its time, so that everybody can see later whose idea it was. Deleted words stay in the file until they are redacted. The file is the facilitator’s, who can pass it on.
away-title = You were taken out of the workshop
away-again = Ask to come in again
elsewhere-title = Open in another tab
elsewhere-says = You have opened this workshop in another tab of this device. Go on there.
elsewhere-here = Go on here
left-title = You have left
left-says = Your cards stay. On this device you come back to your seat at any time while the workshop is open.
left-back = Come back
nothing-open-title = No workshop is open
nothing-open-says = The facilitator has closed the canvas. This page opens by itself when there is one again.
waiting-connecting-phone = Opening the workshop…
waiting-gone-phone = The workshop cannot be reached. This page keeps trying. Check that this device is in the network that the screen in the room names.
gone-phone =
    { $waiting ->
        [0] No connection. All you did is there already; this page connects again by itself.
        [one] No connection. One change waits on this device and is sent by itself.
       *[other] No connection. { $waiting } changes wait on this device and are sent by themselves.
    }

## The phase

head-open = Everybody sees your cards with your name.
head-private = Only you see your cards until the facilitator reveals them.
head-anonymous = Nobody ever learns which cards are yours, unless you claim them later.
head-locked = The facilitator has locked the board: just look and listen.
head-left = { $time } left
head-rehearsal = A rehearsal: nothing counts yet.
anonymous-claim = This device alone keeps the proof of which were yours, so that you can claim them later if you wish.
told-phase = Now: { $name }.
told-minute = One minute left.
told-over = Time is over.
spotlight = Everybody is looking at this card
tabs-label = Parts of this page
tab-write = Write
tab-now = Now
tab-vote = Vote
tab-rate = Rate
tab-cards = Cards
tab-board = Board
tab-mine = Mine
tab-mine-lost =
    { $count ->
        [one] One text did not reach the board.
       *[other] { $count } texts did not reach the board.
    }
tab-more = More
tab-more-asked = The closing questions are open.
ready = I am done with this part

## Writing

write-label = A new card
write-placeholder = One thought, one card
write-stage = Stage
write-lane = Lane
write-send = Add the card
write-send-private = Add the card, for my eyes only
write-sent = Your card is in { $place }.
write-sent-private = Your card is in { $place }. Only you see it.
write-waits = Your card for { $place } waits on this device and is sent by itself.
write-nowhere = The board has no stages and lanes yet. The facilitator makes them.
board-comes = The board is coming…
board-missing = The board could not be loaded. Go to another part of this page, and try again.
bar-read-only = Nothing can be changed just now.
bar-phase = That is not part of this phase.
bar-time = The time for it is over.
bar-all-locked = The facilitator has locked the board.
bar-card-locked = The facilitator has locked this card.
bar-line-locked = The facilitator has locked this part of the board.
bar-read-only-add = Nothing can be written just now. Your draft is kept on this device.
bar-phase-add = No cards are added in this phase. Your draft is kept on this device.
bar-time-add = The time for writing is over. Your draft is kept on this device.
bar-all-locked-add = The facilitator has locked the board. Your draft is kept on this device.
bar-card-locked-add = This card is locked. Your draft is kept on this device.
bar-line-locked-add = The facilitator has locked this part of the board. Choose another, or wait: your draft is kept on this device.
bar-read-only-edit = Nothing can be changed just now.
bar-phase-edit = Cards are not changed in this phase.
bar-time-edit = The time for writing is over, so cards are not changed now.
bar-all-locked-edit = The facilitator has locked the board, so cards are not changed now.
bar-card-locked-edit = The facilitator has locked this card.
bar-line-locked-edit = The facilitator has locked this part of the board.

## Cards

cards-stages = Which stage
cards-all = All
cards-hidden = What is written now is hidden until it is revealed. Your own hidden cards are here and under “Mine”.
cards-somebody-writes = Somebody is writing.
cards-none = No cards yet.
cards-none-here = No cards in this stage yet.
group-unnamed-phone = A group without a name
several-begin = Choose several…
several-says = Tap the cards that belong together.
several-count =
    { $count ->
        [0] None chosen
        [one] 1 card chosen
       *[other] { $count } cards chosen
    }
several-group = Group
several-end = Cancel
several-title = Group these cards
several-joined = These { $count } cards are in “{ $name }” now.
card-private = Only you see this
card-private-says = Only you see this card, until it is revealed.
card-waits = Not sent yet
card-written = { $name } is writing on it just now.
card-locked = Locked by the facilitator
card-edit = Edit
card-edit-done = Done
card-edit-live = What you type is kept as you type.
card-remove = Remove
card-removed = The card was removed.
card-bring-back = Bring it back
card-move = Move it elsewhere…
group-in-unnamed = In a group without a name
group-title = Group
group-with = Group with…
group-more = Add a card, or change the group…
group-leave = Take out of the group
group-left = It is out of “{ $name }”.
group-joined = It is in “{ $name }” now.
group-taken-in = The card is in the group now.
group-made =
    { $count ->
        [2] Both are a group now.
       *[other] These { $count } cards are a group now.
    }
group-make = Make it a group
group-name-later = Can be given later
group-alone = No other card is in it.
group-others =
    { $count ->
        [one] With 1 other card
       *[other] With { $count } other cards
    }
group-of =
    { $count ->
        [one] 1 card: “{ $card }”
       *[other] { $count } cards, the first: “{ $card }”
    }
links-count = { $count } links
link-with = Link to…
link-made = The cards are linked.
link-removed = The link was removed.
link-turn = The other way round
link-none-left = They are linked in every way in this direction.
card-unlink-which = Remove the link: { $link }
tie-group-title = Group this card with…
tie-link-title = Link this card to…
tie-back = Choose another card
tie-found =
    { $count ->
        [one] 1 found
       *[other] { $count } found
    }
tie-nothing = There is no other card here that you could choose.
tie-not-found = No card or group has these words.
choices-more =
    { $count ->
        [one] and 1 more
       *[other] and { $count } more
    }
choices-more-find =
    { $count ->
        [one] 1 more is there. Find it by its words.
       *[other] { $count } more are there. Find them by their words.
    }
take-back = Undo
taken-back = It was taken back.
take-back-late = You have done something else since, so that is not taken back.
comments-title = Comments
comments-count =
    { $count ->
        [one] 1 comment
       *[other] { $count } comments
    }
comments-none = No comments yet.
comment-label = Say something about this card
comment-give = Add the comment
votes-all-own =
    { $own ->
        [0] { $all } in all, none from you
       *[other] { $all } in all, { $own } from you
    }

## Rounds

round-votes = Give your votes
round-ratings = Rate each moment
round-opened = A round has opened.
round-go = Go there
round-write = Write a card meanwhile
round-back = Back to the round
round-all = All at a glance
round-one = One by one
vote-left =
    { $left ->
        [0] No votes left of { $budget }
        [one] 1 vote left of { $budget }
       *[other] { $left } votes left of { $budget }
    }
rate-count = { $done } of { $of } rated
round-place = { $place } of { $of }
round-back-card = Back
round-next-card = Next
round-not-yet = Not rated yet
round-empty = There are no cards in this round.
round-secret-votes = Nobody sees your votes. Until the round is closed you can change them.
round-secret-ratings = Nobody sees your ratings. Until the round is closed you can change them.
vote-own = This card is yours. In this round own cards get no votes.
vote-one = Give it a vote
vote-given-one = You voted for it. Take it back
vote-steps = Your votes for this card
vote-less = One vote less
vote-more = One vote more
vote-given =
    { $votes ->
        [0] No vote
        [one] 1 vote
       *[other] { $votes } votes
    }
vote-none-left = All your votes are given. Take one back elsewhere to give it here.
vote-most = { $most } is the most that one card can get.
rate-least = 1 very poor
rate-most = 7 excellent
rate-keep = Keep it
rate-next = Keep it, and next
rate-done = Your ratings are kept.
result-votes = What was chosen
result-ratings = How it was rated
result-turnout = { $voters } of { $of } took part.
result-proxies =
    { $proxies ->
        [one] For one of them somebody else gave the votes.
       *[other] For { $proxies } of them somebody else gave the votes.
    }
result-no-votes = No card got a vote.
result-few = Too few people rated for figures that give nobody away.
result-side = { $side } { $votes }
result-all = All
result-rating = { $side }: expected { NUMBER($expected, maximumFractionDigits: 1) }, worked { NUMBER($worked, maximumFractionDigits: 1) }, felt { NUMBER($felt, maximumFractionDigits: 1) }

## Mine

mine-waits =
    { $waiting ->
        [one] One change of yours is on its way.
       *[other] { $waiting } changes of yours are on their way.
    }
mine-private =
    { $count ->
        [one] One card that only you see
       *[other] { $count } cards that only you see
    }
mine-private-says = Hidden from everybody, the facilitator too, until they are revealed.
mine-unnamed =
    { $count ->
        [one] Written without a name on this device
       *[other] { $count } written without a name on this device
    }
mine-unnamed-says = Nobody else knows that these are yours. Open one to claim it.
mine-open =
    { $count ->
        [one] One card of yours on the board
       *[other] { $count } cards of yours on the board
    }
mine-none = You have not written a card yet.
mine-ideas = What became of your ideas
mine-ideas-none = You have not begun a card yet. What you wrote on other people’s cards counts all the same.
lost-title = This did not reach the board
lost-says = Your words are kept here until you decide. You can also select and copy them.
lost-see = See your words
lost-again = Try again
lost-draft = Make it a new draft
lost-drop = Let it go
trouble-phase-gone = The phase in which this was written is over.
reveal-own = Show my hidden cards to everybody…
reveal-sure = Everybody will see them with your name. That cannot be taken back.
reveal-do = Show them now
own-share = Your share
share-says = So much of what stands on the board now came from you.
share-how = Each letter counts for the person whose idea it was, up to 40 letters per person and card. Voting, copying and undoing change nothing.
share-range = { $low } is sure. The rest others wrote down for you, or typed again from your words.
share-none = None of the words that stand on the board now are yours.

## More

hand-raise = Raise a hand
hand-lower = Take the hand down
hand-up = The facilitator sees that you want to say something.
here-title =
    { $count ->
        [one] One person is here
       *[other] { $count } people are here
    }
here-hand = hand raised
here-ready = done
here-away = not connected
closing-says = Look through everybody’s cards first. Then come six sentences to agree with or not, and one estimate.
closing-again = Answer anew
leave = Leave the workshop…
leave-sure = Your cards stay on the board. On this device you can come back to your seat.
leave-do = Leave
