# What the projector shows to the room.

projector-in =
    { $here ->
        [one] 1 of { $seats } is in
       *[other] { $here } of { $seats } are in
    }
projector-ready =
    { $ready ->
        [one] 1 is done
       *[other] { $ready } are done
    }
projector-writes = somebody is writing
projector-gone = The host cannot be reached. This screen connects again by itself.
projector-join = Join with your phone
projector-or = or in the network { $network }: { $address }
projector-or-name = or { $address }
projector-round = The round
projector-votes =
    { $cards ->
        [one] Vote on one card
       *[other] Vote on { $cards } cards
    }
projector-ratings =
    { $cards ->
        [one] Rate one moment
       *[other] Rate { $cards } moments
    }
projector-budget = Everybody has { $budget } votes, at most { $most } for one card.
projector-cast = { $cast } of { $of } have taken part
projector-secret = What each gives stays secret, and can be changed until the round is closed.
