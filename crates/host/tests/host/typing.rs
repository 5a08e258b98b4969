//! Two people type in one card at once.

use crate::screen::{Place, Screen};
use canvas::command::Command;
use std::time::Duration;

/// A small generator of chance that a failing test can repeat.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        // Knuth's MMIX constants.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// A screen that types: it shows its own letters at once, and the host's text where nothing of its
/// own is on the way.
struct Typist {
    screen: Screen,
    name: &'static str,
    letters: Vec<char>,
    typed: usize,
    /// The text as its author sees it.
    text: Vec<char>,
}

impl Typist {
    /// Types one letter, or deletes one of its own last.
    fn strike(&mut self, chance: &mut Chance) {
        // Nothing of its own is on the way: what the host has is what its author sees.
        let at = chance.below(self.text.len() + 1);
        let letter = self.letters[self.typed];
        self.typed += 1;
        self.text.insert(at, letter);
        self.screen.act(Screen::step(
            self.name,
            Command::Edit {
                card: "c1".to_owned(),
                at,
                delete: 0,
                insert: letter.to_string(),
            },
        ));
    }

    /// Catches up with the host.
    fn look(&mut self) {
        let count = self.screen.count;
        self.screen.until(|screen| screen.acked >= count);
        self.text = self.screen.text("c1").unwrap().chars().collect();
    }
}

#[test]
fn nothing_is_lost_or_doubled_and_both_end_equal() {
    for seed in 0..8 {
        let place = Place::new();
        let host = place.host();
        let (mut ada, mut ben) = (Screen::new(&host), Screen::new(&host));
        ada.begin();
        ada.seat("ben");
        ada.act_and_wait(ada.add("ada", "c1", ""));
        ben.until(|ben| ben.text("c1").is_some());
        let typist = |screen, name, first: u32| Typist {
            screen,
            name,
            letters: (0..60).filter_map(|i| char::from_u32(first + i)).collect(),
            typed: 0,
            text: Vec::new(),
        };
        // Letters that are all different, so that each can be looked for.
        let mut typists = [typist(ada, "ada", 0x0400), typist(ben, "ben", 0x4E00)];
        let mut chance = Chance(seed);
        while typists.iter().any(|typist| typist.typed < 60) {
            let who = chance.below(2);
            if typists[who].typed == 60 {
                continue;
            }
            // A burst without a look at what the other has done.
            for _ in 0..=chance.below(5).min(59 - typists[who].typed) {
                typists[who].strike(&mut chance);
            }
            if chance.below(3) > 0 {
                typists[who].look();
            }
        }
        for typist in &mut typists {
            typist.look();
        }
        for typist in &mut typists {
            typist.screen.hear_for(Duration::from_millis(60));
        }
        let [ada, ben] = typists;
        let (one, other) = (
            ada.screen.text("c1").unwrap(),
            ben.screen.text("c1").unwrap(),
        );
        assert_eq!(one, other, "seed {seed}");
        assert_eq!(one.chars().count(), 120, "seed {seed}");
        for letter in ada.letters.iter().chain(&ben.letters) {
            assert_eq!(one.matches(*letter).count(), 1, "seed {seed}: {letter}");
        }
        assert_eq!(ada.screen.refused(), []);
        assert_eq!(ben.screen.refused(), []);
        // In a run of letters that one typed without looking, their order is theirs.
        assert_eq!(ada.screen.board, ben.screen.board, "seed {seed}");
    }
}
