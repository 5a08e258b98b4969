# The summary of a workshop: what the page for the board of directors says.

## Numbers, dates, lists

decimal-mark = .
# English sets no blank before the sign.
percent = { $n }%
percent-range = { $low }–{ $high }%
months = January February March April May June July August September October November December
date = { $day } { $month } { $year }
length-short = less than a minute
length-minutes = { $minutes } min
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
list-and = { $first } and { $last }
exactly = exactly { $exact }
given-of-offered = { $given } of { $offered }

## The people and their sides

customers = Customers
staff = Staff
others = Others
unnamed = Unnamed, side not told
unnamed-writer = Anonymous { $n }
facilitator = facilitator
no-seat = not counted: no seat
template = the template
tidy = tidying up
ai = a language model
somebody = somebody without a seat

count-customers = { $n ->
    [one] 1 customer
   *[other] { $n } customers
}
count-staff = { $n } staff
count-others = { $n ->
    [one] 1 other
   *[other] { $n } others
}
count-unnamed = { $n ->
    [one] 1 unnamed writer
   *[other] { $n } unnamed writers
}
count-cards = { $n ->
    [one] 1 card
   *[other] { $n } cards
}
count-votes = { $n ->
    [one] 1 vote
   *[other] { $n } votes
}
count-moments = { $n ->
    [one] 1 moment
   *[other] { $n } moments
}
count-letters = { $n ->
    [one] 1 letter
   *[other] { $n } letters
}

## The opening

summary-of = Workshop summary
untitled = Untitled canvas
made-of-entries = { $n ->
    [one] 1 step in the log
   *[other] { $n } steps in the log
}
fingerprint = Fingerprint of the log: { $head }
page-of = of
contents = Contents

## In short

in-short = In short
in-short-nobody = Nobody has taken a seat yet.
in-short-no-cards = { $who } took part. No card has been written yet.
in-short-cards = { $who } put { $cards } on the canvas.
in-short-cards-time = { $who } put { $cards } on the canvas in { $time }.
in-short-decided = { $n ->
    [0] none decided
   *[other] { $n } decided
}
in-short-open = { $n } open
in-short-parked = { $n } parked
in-short-dismissed = { $n } dismissed
in-short-removed = { $n } removed
in-short-states = What became of them: { $states }.
in-short-share = { $scope ->
    [decided] The customers’ share of what is decided is { $share }.
   *[board] The customers’ share of what stands is { $share }.
}
in-short-no-share = { $scope ->
    [decided] Nothing is decided yet, so nobody has a share.
   *[board] Nothing stands on the canvas yet, so nobody has a share.
}
in-short-no-customers = No customers took part.
in-short-rated = Customers rated { $moments }: { $wow } wow, { $pain } pain.
in-short-memory = What stays in memory, peak and end together, is { $figure } of 7.
in-short-not-rated = Customers have not rated any moment.
in-short-votes = In all, { $votes ->
    [one] 1 vote was cast
   *[other] { $votes } votes were cast
} and { $promises ->
    [0] no promise was made
    [one] 1 promise was made
   *[other] { $promises } promises were made
}.
headline-caption = { $scope ->
    [decided] of what is decided is the customers’ work
   *[board] of what stands on the canvas is the customers’ work
}
headline-caption-heads = { $scope ->
    [decided] of what is decided is the customers’ work; they are { $heads } of the people
   *[board] of what stands on the canvas is the customers’ work; they are { $heads } of the people
}

## Who took part

who-took-part = Who took part
who-nobody = Nobody has taken a seat yet.
who-order = In the order in which they joined.

## The journey

journey = The journey
journey-empty = No card stands on the canvas.
journey-lanes-empty = No cards in { $lanes }.
journey-stages-empty = The stages: { $stages }.
journey-overview = Card numbers by lane and stage; decided cards in bold.
journey-elsewhere = Without a place in the journey
journey-groups = Groups
journey-part = Stages { $from } to { $to } of { $all }
journey-caption = The journey, stages { $from } to { $to } of { $all }: lanes from top to bottom, stages from left to right
lane = Lane
no-text = (no text)
unnamed-group = Group without a name
key = Key
key-decided = decided
key-votes = votes, one dot each
key-wow = wow moment
key-pain = pain moment
key-promise = promise made
card-decided = decided
card-parked = parked
card-dismissed = dismissed
card-open = open
card-wow = wow moment
card-pain = pain moment
card-promise = promise made
card-group = group “{ $group }”
card-removed = a removed card
card-idea-of = idea of { $who }
builds-on = builds on { $card }
leads-to = leads to { $card }
relates-to = relates to { $card }

## The experience

experience = The experience
experience-none = Nobody has rated a moment.
experience-no-customers = Only staff have rated; their guess alone makes no curve of the customers’ experience.
experience-how = How the customers found each stage, from 1 to 7, against what they had expected. { $feeling } of each rating is how it felt, the rest how it worked. Staff’s guess stands beside it and is in no score.
curve-title = The experience, stage by stage
curve-description = Customers’ experience, their expectation and staff’s guess from 1 to 7 for each stage; the table after it has the same figures.
curve-customers = Customers’ experience
curve-expected = What they expected
curve-staff = Staff’s guess
curve-peak = Peak { $figure }
curve-end = End { $figure }
curve-peak-and-end = Peak and end { $figure }
stage = Stage
experienced = Experience
expected = Expected
gap = Difference
staff-guess = Staff’s guess
not-rated = –
peak-end = The peak is the moment farthest from the middle ({ $peak }), the end is the last rated moment ({ $end }). Their mean, { $both }, is what tends to stay in memory.
moments-wow = Wow moments
moments-pain = Pain moments
moments-wow-none = No wow moment: nothing went beyond expectation by a full step for at least two customers.
moments-pain-none = No pain moment: nothing fell short of expectation by a full step for at least two customers.
moment-above = { $size } above what { $n ->
    [one] 1 customer
   *[other] { $n } customers
} expected
moment-below = { $size } below what { $n ->
    [one] 1 customer
   *[other] { $n } customers
} expected
blind-spots = Blind spots
blind-spots-none = No blind spots: nowhere is staff’s guess a full step or more from customers’ ratings.
blind-spots-not-known = Blind spots show where both customers and staff have rated the same moment; that is not the case yet.
blind-spot-better = staff think it { $size } better than customers find it
blind-spot-worse = staff think it { $size } worse than customers find it
moments-all = Every rated moment
moment = Moment
blind-spot = Blind spot
removed-since = a card removed since

## Votes, decisions, promises

votes = Votes
votes-none = Nobody has voted.
votes-total = Total
votes-on-removed = { $n ->
    [one] 1 further vote is on a card removed since, and in no figure here.
   *[other] { $n } further votes are on cards removed since, and in no figure here.
}
rank = Rank
card = Card
state = State
from-customers = From customers
from-staff = From staff
from-others = From others
decisions = Decisions
decisions-none = Nothing is decided yet.
promises = Promises
promises-none = Nobody has promised anything yet.
promises-next = They open the next workshop.
promise = Promise
owner = Who
due = By when

## Whose result it is

shares = Whose result is it?
shares-none = { $scope ->
    [decided] Nothing is decided, so nobody has a share. That is no equal split: there is nothing to split.
   *[board] Nothing that counts stands on the canvas, so nobody has a share. That is no equal split: there is nothing to split.
}
shares-scope = { $scope ->
    [decided] The result here is what is decided.
   *[board] The result here is every card that is open or decided.
}
bar-title = Shares by side
bar-description = One bar for the shares of what stands and one for the people present, customers first; the table after it has the same figures.
bar-made = Made
bar-heads = Heads
side = Side
people = People
share = Share
points = Points
balance = Balance
balance-spread = The result is spread as evenly as if { $owners } of { $people } people had made equal parts. For all parts to be equal, { $hoover } of it would have to change hands.
balance-one = One person took part, so there is nothing to balance.
balance-customers = Customers are { $heads } of the people and hold { $share } of the result.
how-to-read = How to read this
how-to-read-made = Made is a person’s part of everything that still stands. Each letter counts for the person whose idea it was, whoever typed it, up to { $cap } letters for each person and card, so that long texts do not win. Working on other people’s cards, by putting them in their place, grouping or linking them, counts { $fact } letters each time and at most { $cap } in all, and so does being built on. Copying, undoing, restoring, voting and holding the keyboard change nothing.
how-to-read-not = The share says whose ideas the words on the canvas are. It does not say who led the talk, and it is no mark for anybody: people stand in the order of joining.
how-to-read-say = Had a say counts the votes and ratings a person gave, of those offered to that person. It answers another question and is no part of the share.
how-to-read-feels = Feels mine is what a person answered at the end, where they chose to show it. It is no part of the share either.
everybody = Everybody’s share
person = Person
made = Made
range = In brackets: from what is recorded beyond doubt to everything that counts for the person.
letters = Letters
words = Words
structure = Shaping
lineage = Built on
had-a-say = Had a say
feels-mine = Feels mine
total = Total
not-shared = –
points-are = Words + shaping + built on = points; points of all people = 100%. Letters are shown without the limit of { $cap } a card.
rounded = Single figures are rounded to one decimal place, so that their sums may differ in the last place; the exact fractions are at the end.
accounts = What the points come from
account-had-a-say = Had a say: { $given } of { $offered } votes and ratings.
account-nothing = Nothing of this person’s stands in the result.
account-where = Idea or work
account-letters = Letters
account-counted = Counted
account-state = State
account-now-in = now in { $places }
account-attributed = { $n ->
    [one] 1 letter typed by another, not confirmed yet
   *[other] { $n } letters typed by another, not confirmed yet
}
account-inferred = { $n ->
    [one] 1 letter recognised as typed again
   *[other] { $n } letters recognised as typed again
}
account-held-back = Beyond the limits, not counted
fact-place = Put in its place:
fact-group = Grouped:
fact-links = Linked:
fact-lineage = Built on in:
text-title = The title of the canvas
text-purpose = The purpose
text-stage = Stage name “{ $name }”
text-lane = Lane name “{ $name }”
text-group = Group name “{ $name }”
text-promise = Promise on { $card }
text-promise-unknown = A promise
text-removed = A card removed since
text-card = card { $number }
outside = Outside the shares
outside-none = Every letter of the result is somebody’s.
outside-letters = From { $who }: { $letters }, in nobody’s share.

## The end

aside = Set aside
aside-none = Nothing was parked or dismissed.
aside-parked = Parked
aside-dismissed = Dismissed
sums = The sums
sums-what = What
sums-parts = Parts
sums-whole = Whole
sums-cards = Cards: open + decided + parked + dismissed + removed
sums-merged = { $n ->
    [one] Of the removed cards, 1 went into another card.
   *[other] Of the removed cards, { $n } went into other cards.
}
sums-shares = Shares of all people
sums-points = Points of all people
sums-votes = Votes on all cards
exact = Exact figures
exact-all-whole = Every figure of the shares is a whole number.
exact-why = Shares are computed in fractions, without rounding. Here are the people whose figures are not all whole.
