//! The workshops that the tests look at.

use crate::workshop::{CardExt, Parts, Workshop};
use canvas::command::{LinkKind, State};
use canvas::people::Side::{Customer, Other, Staff};
use ownership::report::FactKind;
use publish::summary::{Facts, Summary};

pub const LANES: [&str; 7] = [
    "Steps",
    "Questions",
    "Activities",
    "Feelings",
    "Barriers",
    "Touchpoints",
    "Ideas",
];

pub fn summary(parts: &Parts) -> Summary {
    parts.summary(facts()).expect("the figures agree")
}

pub fn facts() -> Facts {
    Facts {
        date: Some("2027-03-09".to_owned()),
        duration_ms: Some(95 * 60_000),
        entries: Some(412),
        head: Some("5f1c9a0e77b3d2c4".to_owned()),
    }
}

/// A canvas just made.
pub fn empty() -> Workshop {
    Workshop::new("", "", &["Become aware", "Choose", "Use"], &LANES)
}

/// Two people, three cards, no ratings.
pub fn small() -> Workshop {
    let mut w = Workshop::new(
        "Renewal journey",
        "",
        &["Become aware", "Choose", "Use"],
        &LANES,
    );
    w.person("anna", "Anna Meyer", Customer)
        .person("tom", "Tom Oduya", Staff)
        .facilitator("tom");
    w.card("anna", "Choose", "Questions", "What does it cost?")
        .votes(&[("anna", 1)]);
    w.card("tom", "Use", "Ideas", "A reminder two weeks before")
        .link("c1", LinkKind::BuildsOn);
    w.card("anna+tom", "Use", "Ideas", "One page that shows the price")
        .decided();
    w.fact("anna", FactKind::Lineage, "c2", (5, 1));
    w
}

/// A workshop as it should be: twelve people, forty cards, ratings, votes, promises.
pub fn rich() -> Workshop {
    let mut w = Workshop::new(
        "Renewing the household insurance",
        "Design a renewal that customers choose because it is easy, not because leaving is hard.",
        &[
            "Become aware",
            "Compare",
            "Choose",
            "Set up",
            "Use and renew",
        ],
        &LANES,
    );
    w.person("anna", "Anna Meyer", Customer)
        .person("tom", "Tom Oduya", Staff)
        .person("ines", "Inês Carvalho", Customer)
        .person("kwame", "Kwame Mensah", Customer)
        .person("li", "李 梅", Customer)
        .person(
            "marie",
            "Marie-Theres Freifrau von Hohenstein-Wassertrüdingen",
            Customer,
        )
        .person("sara", "Sara Lindqvist", Staff)
        .person("omar", "Omar Haddad", Staff)
        .person("joe", "Joe Bell", Customer)
        .person("ruth", "Ruth Adler", Staff)
        .person("pia", "Pia Novak", Other)
        .person("anonymous 1", "", Customer)
        .facilitator("tom");
    w.group("g1", "Prices one can see")
        .group("g2", "People, not queues")
        .group("g3", "");
    w.template_letters = 63;
    w.feels = vec![
        ("anna".to_owned(), 150),
        ("tom".to_owned(), 100),
        ("joe".to_owned(), 125),
    ];

    // Become aware
    w.card(
        "anna",
        "Become aware",
        "Steps",
        "A letter arrives: the price goes up in May",
    )
    .rated(&[
        ("anna", 4, 2, 1),
        ("ines", 5, 3, 2),
        ("kwame", 4, 3, 2),
        ("tom", 4, 5, 5),
        ("sara", 5, 4, 5),
    ])
    .kind = Some("direct: letter".to_owned());
    w.card(
        "kwame",
        "Become aware",
        "Questions",
        "Why is it more than last year, when nothing happened?",
    )
    .votes(&[("kwame", 1), ("anna", 2), ("li", 1)]);
    w.card(
        "joe",
        "Become aware",
        "Feelings",
        "Caught out. I had forgotten the date again.",
    );
    w.card(
        "sara",
        "Become aware",
        "Touchpoints",
        "Renewal letter, six weeks before",
    );
    w.card(
        "li",
        "Become aware",
        "Touchpoints",
        "My neighbour says hers is cheaper",
    )
    .kind = Some("indirect: word of mouth".to_owned());
    w.card(
        "ines",
        "Become aware",
        "Ideas",
        "Tell me the three reasons for the new price, in one sentence each",
    )
    .decided()
    .grouped("g1")
    .link("c2", LinkKind::BuildsOn)
    .votes(&[
        ("anna", 3),
        ("ines", 1),
        ("kwame", 2),
        ("marie", 3),
        ("joe", 2),
        ("tom", 2),
        ("omar", 1),
    ])
    .promise(
        "Write the three reasons for the ten most frequent cases",
        "omar",
        "2027-04-15",
    );
    // Compare
    w.card(
        "marie",
        "Compare",
        "Steps",
        "Put two offers side by side at the kitchen table",
    )
    .rated(&[
        ("marie", 4, 4, 3),
        ("joe", 3, 3, 4),
        ("li", 4, 3, 3),
        ("ruth", 3, 4, 4),
    ]);
    w.card(
        "marie",
        "Compare",
        "Questions",
        "Is water damage from the street covered or not?",
    )
    .votes(&[("marie", 2)]);
    w.card(
        "joe",
        "Compare",
        "Barriers",
        "Forty pages, and the important part is in a footnote",
    )
    .rated(&[("joe", 4, 2, 1), ("anna", 3, 2, 2), ("tom", 4, 4, 4)])
    .votes(&[("joe", 2), ("anna", 1), ("ruth", 1)]);
    w.card("anna", "Compare", "Feelings", "Suspicious");
    w.card(
        "omar",
        "Compare",
        "Activities",
        "Customers call the branch to ask what changed",
    );
    w.card(
        "kwame",
        "Compare",
        "Ideas",
        "Old and new policy on one page, differences in colour",
    )
    .decided()
    .grouped("g1")
    .link("c9", LinkKind::BuildsOn)
    .votes(&[
        ("kwame", 2),
        ("joe", 3),
        ("li", 2),
        ("marie", 1),
        ("sara", 2),
    ])
    .promise(
        "A paper prototype for five real policies",
        "kwame",
        "2027-03-30",
    )
    .promise("Check the wording with legal", "ruth", "2027-04-02");
    w.card(
        "ruth",
        "Compare",
        "Ideas",
        "An adviser who answers within the hour on any channel",
    )
    .grouped("g2");
    // Choose
    w.card("li", "Choose", "Steps", "Decide to stay or to leave")
        .rated(&[
            ("li", 4, 5, 6),
            ("kwame", 4, 6, 6),
            ("ines", 5, 6, 7),
            ("tom", 4, 4, 4),
            ("sara", 5, 5, 4),
        ]);
    w.card(
        "ines",
        "Choose",
        "Questions",
        "Can I change the sum without starting again?",
    );
    w.card(
        "kwame",
        "Choose",
        "Questions",
        "What does it cost a month, with everything in it?",
    )
    .grouped("g1");
    w.card("tom", "Choose", "Activities", "Adviser goes through the needs with the customer, one by one, and writes down what the household really owns, so that nobody pays for what they do not have and nobody is left without cover for what they do")
        .link("c12", LinkKind::RelatesTo);
    w.card(
        "joe",
        "Choose",
        "Feelings",
        "Relieved when somebody with a name says: this is enough for you",
    )
    .rated(&[
        ("joe", 4, 6, 7),
        ("anna", 5, 6, 7),
        ("marie", 4, 6, 6),
        ("ruth", 5, 6, 6),
    ])
    .votes(&[("joe", 1), ("anna", 1)]);
    w.card(
        "anna",
        "Choose",
        "Ideas",
        "One click to stay, one click to leave; both equally easy to find",
    )
    .decided()
    .votes(&[
        ("anna", 2),
        ("kwame", 3),
        ("ines", 2),
        ("joe", 1),
        ("pia", 1),
        ("marie", 2),
        ("li", 3),
    ])
    .promise(
        "Design both buttons and test them with eight customers",
        "Sara’s design team",
        "as soon as the new site is up",
    );
    w.card(
        "anonymous 1",
        "Choose",
        "Ideas",
        "Show what other families of our size insure",
    );
    // Set up
    w.card(
        "marie",
        "Set up",
        "Steps",
        "Send photographs of the bicycles and the cellar",
    )
    .rated(&[("marie", 5, 5, 5), ("li", 5, 5, 4)]);
    w.card(
        "li",
        "Set up",
        "Barriers",
        "The upload stops at the third picture and starts again from nothing",
    )
    .rated(&[
        ("li", 5, 1, 1),
        ("joe", 5, 2, 1),
        ("omar", 5, 5, 5),
        ("tom", 5, 4, 5),
    ])
    .votes(&[("li", 3), ("joe", 2), ("omar", 1)]);
    w.card("sara", "Set up", "Touchpoints", "App").kind = Some("direct: product".to_owned());
    w.card("omar", "Set up", "Touchpoints", "Call centre").kind =
        Some("direct: call centre".to_owned());
    w.card(
        "omar",
        "Set up",
        "Ideas",
        "Keep what was sent; go on where it stopped, on any device",
    )
    .decided()
    .link("c22", LinkKind::BuildsOn)
    .votes(&[("li", 2), ("omar", 2)])
    .promise("Resumable uploads in the May release", "omar", "2027-05-20");
    w.card(
        "kwame+anna",
        "Set up",
        "Ideas",
        "A person calls back at a time I choose",
    )
    .grouped("g2");
    w.card(
        "pia",
        "Set up",
        "Questions",
        "Who may see the photographs, and for how long?",
    )
    .votes(&[("pia", 2), ("anna", 1)]);
    // Use and renew
    w.card(
        "joe",
        "Use and renew",
        "Steps",
        "The cellar is flooded at two in the morning",
    );
    w.card(
        "ines",
        "Use and renew",
        "Feelings",
        "Alone with it until Monday",
    )
    .rated(&[("ines", 4, 2, 1), ("kwame", 4, 3, 2), ("ruth", 4, 4, 4)]);
    w.card(
        "ruth",
        "Use and renew",
        "Touchpoints",
        "Claims hotline, day and night",
    );
    w.card(
        "kwame",
        "Use and renew",
        "Ideas",
        "First help at night: what to switch off, whom to call, what to photograph",
    )
    .votes(&[("kwame", 2), ("ines", 2), ("ruth", 3)])
    .grouped("g2");
    w.card(
        "li",
        "Use and renew",
        "Ideas",
        "A note two months before renewal, with what changed at home this year",
    )
    .decided()
    .rated(&[("li", 4, 5, 5), ("anna", 4, 6, 5), ("sara", 4, 5, 5)])
    .votes(&[("li", 1), ("anna", 1), ("sara", 1), ("pia", 1)])
    .link("c1", LinkKind::BuildsOn)
    .link("c31", LinkKind::LeadsTo);
    w.card(
        "template",
        "Use and renew",
        "Questions",
        "What would make you tell a friend?",
    );
    // Set aside
    w.card(
        "tom",
        "Choose",
        "Ideas",
        "A discount for those who threaten to leave",
    )
    .state = State::Dismissed;
    w.card("joe", "Compare", "Ideas", "A comparison site of our own")
        .votes(&[("joe", 1)])
        .state = State::Parked;
    w.card("sara", "Set up", "Ideas", "Video call with the appraiser")
        .state = State::Parked;
    let removed = w.card("tom", "Choose", "Ideas", "Test");
    removed.deleted = true;
    let merged = w
        .card("anna", "Set up", "Ideas", "Call me back")
        .votes(&[("anna", 1)]);
    merged.merged_into = Some("c26".to_owned());
    let undone = w
        .card("joe", "Set up", "Ideas", "Never mind")
        .votes(&[("joe", 2)]);
    (undone.deleted, undone.undone) = (true, true);

    w.fact("tom", FactKind::Place, "c9", (5, 1))
        .fact("tom", FactKind::Group, "c6", (5, 1))
        .fact("tom", FactKind::Group, "c12", (5, 1))
        .fact("anna", FactKind::Group, "c16", (5, 1))
        .fact("sara", FactKind::Links, "c17", (5, 2))
        .fact("omar", FactKind::Links, "c17", (5, 2))
        .fact("kwame", FactKind::Lineage, "c6", (5, 1))
        .fact("joe", FactKind::Lineage, "c12", (5, 1))
        .fact("li", FactKind::Lineage, "c25", (5, 1))
        .fact("anna", FactKind::Lineage, "c32", (5, 3));
    w
}

/// Texts that try to be more than text.
pub const HOSTILE: [&str; 14] = [
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> & &amp; &#x41; </style></title></textarea>",
    "| a | b |\n| --- | --- |\n| \\| c |",
    "# Heading\n## Another\n===\n---",
    "- [x] done\n1. first\n+ more\n> said",
    "[link](javascript:alert(1)) ![image](https://example.org/x.png) <https://example.org>",
    "https://example.org/a_b_c www.example.org",
    "```\ncode\n``` `tick` ~~gone~~ **bold** __under__ $x^2$ ==mark== %%note%%",
    "[^1] and [ref]\n\n[^1]: note\n[ref]: https://example.org",
    "\u{202E}right to left\u{2067} and on",
    "nul\0 bell\u{7} escape\u{1b}[31m \u{FFFE} \u{2028}line",
    "}} { $n } @import url(https://example.org/x.css); body{display:none}",
    "12) twelfth\n7. seventh\n\tindented\n    code",
    "\\",
];

/// Hostile texts in every place that takes a text, on a journey of eight stages.
pub fn hostile() -> Workshop {
    let stages: Vec<&str> = HOSTILE.iter().copied().take(8).collect();
    let mut w = Workshop::new(HOSTILE[1], HOSTILE[5], &stages, &HOSTILE[8..11]);
    w.person("anna", HOSTILE[0], Customer)
        .person("tom", HOSTILE[9], Staff);
    w.group("g", HOSTILE[2]);
    for (n, text) in HOSTILE.into_iter().enumerate() {
        let by = if n % 2 == 0 { "anna" } else { "tom" };
        let card = w.card(by, stages[n % 8], HOSTILE[8 + n % 3], text);
        card.grouped("g").decided().votes(&[("anna", 1 + n as u32)]);
        card.rated(&[("anna", 4, 1 + (n % 7) as u8, 3), ("tom", 2, 6, 6)]);
        card.promise(text, text, text);
        card.kind = Some(text.to_owned());
        card.state = [State::Open, State::Decided, State::Parked, State::Dismissed][n % 4];
    }
    w
}
