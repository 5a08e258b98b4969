//! Tricks with letters: typing, deleting, and typing what others wrote.

use super::{SENTENCE, Trick, add, babble, edit, opening_and, over, tricks, typed};
use crate::adversaries::Limit::Texts;
use serde_json::{Value, json};

/// The same letters from another alphabet.
fn alike(text: &str) -> String {
    let twin = |letter| match letter {
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'o' => 'о',
        's' => 'ѕ',
        letter => letter,
    };
    text.chars().map(twin).collect()
}

/// Something invisible joined to every letter.
fn joined(text: &str, mark: char) -> String {
    let letter = |letter: char| match letter {
        ' ' => " ".to_owned(),
        letter => format!("{letter}{mark}"),
    };
    text.chars().map(letter).collect()
}

/// Letters of the same look that are as wide as ideographs.
fn wide(text: &str) -> String {
    let widen = |c: char| char::from_u32(u32::from(c) + 0xfee0).filter(|_| c.is_ascii_alphabetic());
    text.chars().map(|c| widen(c).unwrap_or(c)).collect()
}

fn set_text(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "set_text", "card": card, "text": text})
}

fn by(by: &str, what: &str) -> Value {
    json!({"by": by, "do": what})
}

tricks! {
    churn => Trick {
        thief: over(20, &[typed("mallory", "m1", 9, "zzzz"), vec![edit("mallory", "m1", 9, 4, "")]].concat()),
        ..Trick::of("Types letters and deletes them, over and over")
    };
    churn_by_undo => Trick {
        thief: [
            vec![edit("mallory", "m1", 9, 0, "zzzz")],
            over(20, &[by("mallory", "undo"), by("mallory", "redo")]),
            vec![by("mallory", "undo")],
        ]
        .concat(),
        ..Trick::of("Undoes and redoes the same letters, over and over")
    };
    retyping_ones_own => Trick {
        thief: over(20, &[edit("mallory", "m1", 0, 9, ""), edit("mallory", "m1", 0, 0, "Call back")]),
        ..Trick::of("Deletes the own text and types it again, over and over")
    };
    blanks_and_marks => Trick {
        thief: vec![
            edit("mallory", "m1", 9, 0, &" \n\t\u{a0}…!?—.,;(*)".repeat(50)),
            edit("mallory", "m1", 9, 0, "\u{301}\u{308}\u{20dd}"),
        ],
        ..Trick::of("Pads a text with blanks, punctuation and bare marks")
    };
    invisible_characters => Trick {
        thief: vec![
            edit("mallory", "c1", 3, 0, &"\u{200b}\u{2060}\u{feff}\u{ad}".repeat(20)),
            edit("mallory", "m1", 0, 0, &"\u{200e}\u{202e}\u{2063}".repeat(20)),
        ],
        ..Trick::of("Fills cards with characters that nobody sees")
    };
    invisible_joiners => Trick {
        thief: vec![set_text("mallory", "c1", &joined(SENTENCE, '\u{200d}'))],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Writes Anna's text over with an invisible joiner in every letter: no letter is equal")
    };
    capitals => Trick {
        thief: vec![
            edit("mallory", "c1", 0, 32, &SENTENCE.to_uppercase()),
            set_text("mallory", "c1", &SENTENCE.to_lowercase()),
        ],
        ..Trick::of("Writes Anna's text over in capitals, and small again")
    };
    look_alikes => Trick {
        thief: vec![edit("mallory", "c1", 0, 32, &alike(SENTENCE))],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Writes Anna's whole text over with some letters from another alphabet that look the same: no 20 in a row are equal")
    };
    a_few_look_alikes => Trick {
        thief: vec![set_text("mallory", "c1", &SENTENCE.replacen('a', "а", 1))],
        gains: "1",
        others: &[("anna", "-1")],
        limits: &[Texts(1)],
        ..Trick::of("Puts one look-alike into Anna's text: that letter alone changes hands")
    };
    accents => Trick {
        thief: vec![edit("mallory", "c1", 0, 32, &joined(SENTENCE, '\u{323}'))],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Writes Anna's text over with a dot below every letter")
    };
    composed_and_decomposed => Trick {
        given: vec![add("anna", "c1", "Überall fehlt ein Verantwortlicher für später")],
        thief: vec![
            edit("mallory", "c1", 0, 45, ""),
            edit("mallory", "c1", 0, 0, "U\u{308}berall fehlt ein Verantwortlicher fu\u{308}r spa\u{308}ter"),
        ],
        ..Trick::of("Types Anna's text again with its accents written as two characters instead of one")
    };
    typing_it_again => Trick {
        thief: vec![add("mallory", "m2", SENTENCE)],
        ..Trick::of("Types Anna's sentence on a card of her own")
    };
    typing_it_again_letter_by_letter => Trick {
        thief: [vec![add("mallory", "m2", "")], typed("mallory", "m2", 0, SENTENCE)].concat(),
        ..Trick::of("Does it letter by letter")
    };
    typing_it_again_from_the_end => Trick {
        thief: [
            vec![add("mallory", "m2", "")],
            SENTENCE.chars().rev().map(|c| edit("mallory", "m2", 0, 0, &c.to_string())).collect(),
        ]
        .concat(),
        ..Trick::of("Does it letter by letter from the last to the first")
    };
    deleting_and_typing_it_again => Trick {
        thief: vec![edit("mallory", "c1", 0, 32, ""), edit("mallory", "c1", 0, 0, SENTENCE)],
        ..Trick::of("Deletes Anna's text and types it again in its place")
    };
    typing_19_letters => Trick {
        thief: vec![add("mallory", "m2", "The customer waits for")],
        gains: "19",
        limits: &[Texts(1)],
        ..Trick::of("Types 19 letters of Anna's on a card of her own: too short to be known again")
    };
    deleting_and_typing_in_pieces => Trick {
        thief: vec![
            edit("mallory", "c1", 0, 32, ""),
            edit("mallory", "c1", 0, 0, "The customer waits xx for an answer"),
        ],
        gains: "29",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Deletes Anna's text and types it again with two letters in the middle, so that no 20 in a row are equal")
    };
    taking_out_what_kept_the_pieces_apart => Trick {
        thief: vec![
            edit("mallory", "c1", 0, 32, ""),
            edit("mallory", "c1", 0, 0, "The customer waits xx for an answer"),
            edit("mallory", "c1", 19, 3, ""),
        ],
        ..Trick::of("Does it, and takes the two letters out again so that it reads well")
    };
    a_friend_takes_it_out => Trick {
        thief: vec![
            edit("mallory", "c1", 0, 32, ""),
            edit("mallory", "c1", 0, 0, "The customer waits xx for an answer"),
            edit("oskar", "c1", 19, 3, ""),
        ],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Does it, and lets Oskar take the two letters out: only what the same person's entry changes is looked at again")
    };
    moving_the_pieces_together => Trick {
        thief: vec![
            add("mallory", "m2", "for an answer The customer waits "),
            json!({"by": "mallory", "do": "transfer", "from": "m2", "at": 14, "length": 19,
                "to": "m2", "to_at": 0, "keep": false}),
        ],
        gains: "27",
        limits: &[Texts(1)],
        ..Trick::of("Types the second half of Anna's sentence before the first, and moves them into their places: a move is no typing")
    };
    moving_the_pieces_and_typing_the_end => Trick {
        thief: vec![
            add("mallory", "m2", "for an answe The customer waits "),
            json!({"by": "mallory", "do": "transfer", "from": "m2", "at": 13, "length": 19,
                "to": "m2", "to_at": 0, "keep": false}),
            edit("mallory", "m2", 31, 0, "r"),
        ],
        ..Trick::of("Does it, and types the last letter afterwards: then all that it ends is known again")
    };
    around_annas_word => Trick {
        given: opening_and(vec![add("anna", "c2", "Ok")]),
        thief: vec![
            edit("mallory", "c2", 2, 0, " for an answer"),
            edit("mallory", "c2", 0, 0, "The customer waits "),
            edit("mallory", "c2", 19, 3, ""),
        ],
        gains: "27",
        others: &[("anna", "-2")],
        limits: &[Texts(1)],
        ..Trick::of("Types Anna's sentence around a word of Anna's, and deletes that word: what others wrote kept the pieces apart")
    };
    every_letter_twice => Trick {
        thief: vec![set_text("mallory", "m1", &SENTENCE.chars().flat_map(|c| [c, c]).collect::<String>())],
        gains: "32",
        limits: &[Texts(1)],
        ..Trick::of("Types every letter of Anna's sentence twice in place of her 8 letters")
    };
    full_width => Trick {
        thief: vec![set_text("mallory", "c1", &wide(SENTENCE))],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Writes Anna's text over in letters of full width, which are others")
    };
    sharp_s => Trick {
        given: vec![add("anna", "c1", "Bloß große Straßen, Füße groß, Grüße bloß")],
        thief: vec![add("mallory", "m1", "BLOSS GROSSE STRASSEN, FÜSSE GROSS, GRÜSSE BLOSS")],
        gains: "40",
        limits: &[Texts(1)],
        ..Trick::of("Types a sentence of Anna's again in capitals, with SS for every ß: one letter is compared with one letter")
    };
    stacked_marks => Trick {
        thief: vec![edit("mallory", "m1", 9, 0, &format!("x{}", "\u{300}\u{323}\u{334}".repeat(100)))],
        gains: "1",
        limits: &[Texts(1)],
        ..Trick::of("Piles three hundred accents upon one letter")
    };
    flags_in_pieces => Trick {
        honest: vec![edit("mallory", "m1", 9, 0, "🇫🇷")],
        thief: vec![edit("mallory", "m1", 9, 0, "🇫"), edit("mallory", "m1", 10, 0, "🇷")],
        gains: "1",
        limits: &[Texts(1)],
        ..Trick::of("Types the two halves of a flag one after the other, so that they stay two")
    };
    taking_back_for_a_friend => Trick {
        given: opening_and(vec![add("oskar", "o1", "Somebody calls me back within a day")]),
        thief: vec![
            edit("oskar", "o1", 0, 35, ""),
            add("mallory", "m2", "Somebody calls me back within a day"),
            json!({"by": "oskar", "do": "undo"}),
        ],
        seats: &["mallory", "oskar"],
        gains: "29",
        limits: &[Texts(1)],
        ..Trick::of("Lets Oskar take his sentence back, types it as her own, and lets Oskar undo the deletion")
    };
    what_anna_threw_away => Trick {
        given: opening_and(vec![edit("anna", "c1", 0, 32, "")]),
        thief: vec![add("mallory", "m2", SENTENCE)],
        gains: "27",
        limits: &[Texts(1)],
        ..Trick::of("Types what Anna herself has deleted: what its own voice deleted is no source")
    };
    a_letter_in_the_middle_afterwards => Trick {
        thief: vec![add("mallory", "m2", SENTENCE), edit("mallory", "m2", 19, 0, "x")],
        gains: "1",
        limits: &[Texts(1)],
        ..Trick::of("Types Anna's sentence again and puts a letter into its middle afterwards: that letter alone is new")
    };
    a_changed_word => Trick {
        given: opening_and(vec![add("anna", "c2",
            "Somebody explains every number on the bill before the first payment is due")]),
        thief: vec![add("mallory", "m2",
            "Somebody explains every number on the invoice before the first payment is due")],
        gains: "7",
        limits: &[Texts(1)],
        ..Trick::of("Types a long sentence of Anna's again with another word in the middle: the word is new, both halves stay Anna's")
    };
    every_second_word => Trick {
        thief: (0..6)
            .map(|n| {
                let word = SENTENCE.split(' ').nth(n).expect("six words");
                let at = SENTENCE.split(' ').take(n).map(|w| w.len() + 1).sum();
                let who = ["mallory", "oskar"][n % 2];
                edit(who, "m2", at, 0, &format!("{word} "))
            })
            .fold(vec![add("mallory", "m2", "")], |mut steps, step| {
                steps.push(step);
                steps
            }),
        seats: &["mallory", "oskar"],
        gains: "27",
        limits: &[Texts(2)],
        ..Trick::of("Types Anna's sentence again with Oskar, word about: a stretch is known again only in one person's hand")
    };
    squeezing_in => Trick {
        thief: (0..27)
            .map(|n| edit("mallory", "c1", 2 * n + 1, 0, "x"))
            .collect(),
        gains: "27",
        limits: &[Texts(1)],
        ..Trick::of("Types a letter behind every letter of Anna's")
    };
    a_new_text_with_the_same_middle => Trick {
        thief: vec![set_text("mallory", "c1", "Xhe customer waits for an answeX")],
        gains: "2",
        others: &[("anna", "-2")],
        limits: &[Texts(1)],
        ..Trick::of("Gives Anna's card a whole new text that differs at both ends alone: the middle is known again")
    };
    a_new_text_with_the_same_short_middle => Trick {
        given: opening_and(vec![add("anna", "c2", "Answer in a day")]),
        thief: vec![set_text("mallory", "c2", "Xnswer in a daX")],
        gains: "12",
        others: &[("anna", "-12")],
        limits: &[Texts(1)],
        ..Trick::of("Does it with a short card, where the middle has fewer than 20 letters")
    };
    padding => Trick {
        thief: vec![edit("mallory", "m1", 9, 0, &babble(1_000, 1))],
        gains: "32",
        limits: &[Texts(1)],
        ..Trick::of("Types a thousand letters without a blank on her card of 8 letters")
    };
    padding_anothers_card => Trick {
        thief: vec![edit("mallory", "c1", 32, 0, &babble(1_000, 1))],
        gains: "40",
        limits: &[Texts(1)],
        ..Trick::of("Types a thousand letters on Anna's card")
    };
    the_same_padding_everywhere => Trick {
        thief: (0..10)
            .map(|n| add("mallory", &format!("x{n}"), &babble(40, 1)))
            .collect(),
        gains: "40",
        limits: &[Texts(1)],
        ..Trick::of("Types the same 40 letters on ten new cards")
    };
    other_padding_everywhere => Trick {
        thief: (0..10)
            .map(|n| add("mallory", &format!("x{n}"), &babble(400, n)))
            .collect(),
        gains: "400",
        limits: &[Texts(10)],
        ..Trick::of("Types 400 other letters on each of ten new cards")
    };
    emoji => Trick {
        thief: vec![edit("mallory", "m1", 9, 0, &"👩‍👩‍👧‍👦🇫🇷👍🏽".repeat(3))],
        gains: "9",
        limits: &[Texts(1)],
        ..Trick::of("Types emoji made of many characters each: every one counts as one letter")
    };
    emoji_in_pieces => Trick {
        thief: typed("mallory", "m1", 9, "👩").into_iter().chain([
            edit("mallory", "m1", 10, 0, "\u{200d}"),
            edit("mallory", "m1", 11, 0, "👩"),
            edit("mallory", "m1", 12, 0, "\u{200d}"),
            edit("mallory", "m1", 13, 0, "👧"),
        ]).collect(),
        gains: "3",
        limits: &[Texts(1)],
        ..Trick::of("Types a family of three in pieces that show as one")
    };
    right_to_left => Trick {
        thief: vec![
            edit("mallory", "c1", 0, 32, ""),
            edit("mallory", "c1", 0, 0,
                &format!("\u{202e}{}\u{202c}", SENTENCE.chars().rev().collect::<String>())),
        ],
        gains: "27",
        others: &[("anna", "-27")],
        limits: &[Texts(1)],
        ..Trick::of("Writes Anna's text over from right to left, so that it reads the same")
    };
    at_the_same_time => Trick {
        given: Vec::new(),
        honest: vec![add("anna", "c1", SENTENCE)],
        thief: vec![
            add("anna", "c1", SENTENCE),
            json!({"by": "mallory", "base": 0, "do": "add", "card": "m1",
                "stage": "Use", "lane": "Steps", "text": SENTENCE}),
        ],
        ..Trick::of("Types what Anna has just typed, and says she had not seen it")
    };
    a_late_new_text => Trick {
        given: vec![add("anna", "c1", "Wait"), edit("anna", "c1", 4, 0, " for an answer")],
        thief: vec![
            json!({"by": "mallory", "base": 1, "do": "set_text", "card": "c1", "text": "Hold"}),
        ],
        gains: "4",
        others: &[("anna", "-4")],
        limits: &[Texts(1)],
        ..Trick::of("Writes over what Anna wrote, late, as if she had not seen what Anna added: what was added stays")
    };
    squatting_on_a_phrase => Trick {
        given: vec![],
        honest: vec![
            add("mallory", "m1", "Thank you for your patience"),
            add("anna", "c1", "Never say thank you for your patience"),
        ],
        thief: vec![
            add("mallory", "m1", "Thank you for your patience"),
            json!({"by": "mallory", "do": "state", "card": "m1", "state": "parked"}),
            add("anna", "c1", "Never say thank you for your patience"),
        ],
        ..Trick::of("Writes down a phrase that others will need, and parks it: it counts for her where Anna needs it, once, and no more than her own card would have")
    };
    squatting_and_deleting => Trick {
        given: vec![],
        honest: vec![add("anna", "c1", "Never say thank you for your patience")],
        thief: vec![
            add("mallory", "m1", "Thank you for your patience"),
            json!({"by": "mallory", "do": "delete", "card": "m1"}),
            add("anna", "c1", "Never say thank you for your patience"),
        ],
        ..Trick::of("Writes a phrase down and deletes it again, so that nobody sees it: what its own voice deleted is no source")
    };
    a_dictionary_of_phrases => Trick {
        given: vec![],
        honest: phrases("anna", "c"),
        thief: [
            vec![
                add("mallory", "m1", &PHRASES.join(". ")),
                json!({"by": "mallory", "do": "state", "card": "m1", "state": "parked"}),
            ],
            phrases("anna", "c"),
        ]
        .concat(),
        gains: "40",
        others: &[("anna", "-89")],
        limits: &[Texts(1)],
        ..Trick::of("Parks a card with many phrases that others will need: all of them together count 40")
    };
}

const PHRASES: [&str; 4] = [
    "Thank you for your patience",
    "How can we help you today",
    "Your call is important to us",
    "We are looking forward to it",
];

fn phrases(by: &str, prefix: &str) -> Vec<Value> {
    PHRASES
        .iter()
        .enumerate()
        .map(|(n, phrase)| add(by, &format!("{prefix}{n}"), phrase))
        .collect()
}
