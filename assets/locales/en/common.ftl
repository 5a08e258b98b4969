# What more than one page says.

app-name = Atelier
page-title = { $title } – Atelier
close = Close
cancel = Cancel
percent = { $percent }%
trouble-host-gone = The host cannot be reached.
trouble-host-gone-out = What you write is kept here and sent when the connection is back. Try this again then.
trouble-stranded = Another canvas is open now than the one you wrote on. Your last changes did not reach it.
trouble-stranded-out = Nothing else is lost. Open that canvas again and write them there.
trouble-needs-a-path = A browser cannot choose a place for the file.
trouble-needs-a-path-out = Download a copy instead.
trouble-no-picture = This is no picture that can be read.
trouble-no-picture-out = Nothing was changed. PNG, JPEG, WebP and GIF go onto cards as they are.
trouble-unknown = That did not work ({ $code }).
trouble-your-words = Your words: { $text }
side-customer = Customers
side-staff = Staff
side-other = Others
side-untold = Without a name, side not told
side-customer-one = Customer
side-staff-one = Staff
side-other-one = Other
people-facilitator = facilitator
card-text = Text of the card
card-empty = No text
card-votes =
    { $votes ->
        [one] 1 vote
       *[other] { $votes } votes
    }
card-comments =
    { $count ->
        [one] One comment
       *[other] { $count } comments
    }
hidden-card = Hidden card
hidden-card-says = Only you see it until it is revealed. Hold it with the pointer to peek, or press H.
locked-card = Locked: only facilitators change it
locked-line = Locked: only facilitators change anything here
card-promises =
    { $promises ->
        [one] 1 promise
       *[other] { $promises } promises
    }
describe-place = { $lane }, { $stage }
describe-by = By { $names }
describe-group = In the group { $name }
state-open = Open
state-decided = Decided
state-parked = Parked
state-dismissed = Dismissed
link-builds-on = builds on
link-leads-to = leads to
link-relates-to = relates to
link-builds-on-says = “{ $from }” grew out of “{ $to }” and gives it credit.
link-leads-to-says = “{ $from }” leads on to “{ $to }”.
link-relates-to-says = “{ $from }” and “{ $to }” belong together.
undone = Took back { $what }.
theme-title = Theme
theme-system = As the system
theme-light = Light
theme-dark = Dark
person-unnamed = Without a name
person-anonymous = Anonymous { $n }
voice-template = The template
voice-tidy = Tidying up
voice-ai = A machine
share-percent = { NUMBER($percent, minimumFractionDigits: 1, maximumFractionDigits: 1) }%
feelings-title = How much of it feels yours?
feelings-count = { $answered } of { $of } have answered.
feelings-private = Your answers stay yours. The others learn how many have answered, and sums of at least three people. Let nobody look over your shoulder.
feelings-begin = Begin
feelings-scale = { $name }, how much does each sentence hold for you? 1 is not at all, 7 is completely.
feelings-least = not at all
feelings-most = completely
feelings-item-mine = A part of this result is mine.
feelings-item-ours = It is our result, and I belong to that “our”.
feelings-item-control = I could decide with the others what is in it.
feelings-item-knowledge = I know it well enough to explain it to somebody who was not here.
feelings-item-thought = I have put much of my own thinking into it.
feelings-item-stand = I will stand up for it and see that it becomes real.
feelings-back = Back
feelings-next = Go on
feelings-estimate = How much of the whole result is yours, as you feel it?
feelings-estimate-says = There is no right answer. Say what you feel, not what you think was counted.
feelings-share = Show my answers with my name.
feelings-share-says = Otherwise they only go into sums.
feelings-keep = Keep my answers
feelings-kept = Thank you. Your answers are kept.
feelings-again = Until the questions are closed you can answer anew.
quoted = “{ $text }”
ideas-asking = Looking through the workshop…
idea-decided = It was decided.
idea-parked = { $name } parked it.
idea-dismissed = { $name } dismissed it.
idea-reason = The reason: “{ $reason }”.
idea-no-reason = No reason was given.
idea-deleted = It was removed.
idea-deleted-by = { $name } removed it.
idea-merged = { $name } merged it into “{ $card }”.
idea-all-letters = Every letter of it stands.
idea-letters = { $living } of { $written } letters stand.
idea-edited = { $names } wrote on it.
idea-moved = It was moved to { $place }.
idea-built-on = “{ $card }” builds on it
written-for-you = Written down for you
written-yes = Yes, that is what I said
written-says = These words count already. Confirming makes sure whose they are.
kind-direct = Direct
kind-indirect = Indirect
kind-says-direct = Direct touchpoint: { $kind }
kind-says-indirect = Indirect touchpoint: { $kind }
kind-product = Product
kind-website = Website
kind-sales = Sales
kind-call-centre = Call centre
kind-support = Support
kind-delivery = Delivery
kind-billing = Billing
kind-event = Event
kind-advertising = Advertising
kind-review = Review
kind-news = News
kind-word-of-mouth = Word of mouth
kind-social-media = Social media
promise-by = { $name }, by { $due }
claim-here = This card was written without a name, on this device.
claim-begin = It was me: claim it…
claim-says = Everybody will see then that { $name } wrote it, and its letters count for { $name }.
claim-do = I am { $name }, and I wrote it
pictures-add = Add a picture…
pictures-unnamed = A picture
pictures-count =
    { $count ->
        [one] 1 picture
       *[other] { $count } pictures
    }
card-votes-title = Votes
rating-figures = expected { $expected }, worked { $worked }, felt { $felt }
rate-as = Rate as { $name }, from 1 to 7:
rate-expected = What was expected
rate-worked = How it worked
rate-felt = How it felt
rate-give = Rate
rate-again = Change the rating
card-promises-title = Promises
card-links = Links
link-to = { $verb } “{ $card }”
link-back = “{ $card }” { $link } this
card-unlink = Remove this link
group-name = Name of the group
group-unnamed = Name this group
find-label = Find cards
find-placeholder = Words on cards, or a name

## Reactions: shown for a moment, without names, and kept nowhere

react-room = A quick sign to everybody, without your name
react-card = A quick sign to this card, without your name
sign-like = I like it
sign-idea = Gives me an idea
sign-question = A question
sign-cheer = Well done
