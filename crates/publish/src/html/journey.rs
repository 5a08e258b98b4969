//! The grid of the journey and the cards in it.

use super::escape::text;
use super::line::badge;
use super::{Page, put, svg};
use crate::document::{Sign, bands, notes, person_name, side_name};
use crate::summary::{Card, Who};
use crate::words::say;
use canvas::command::State;
use std::fmt::Write;
use std::ops::Range;

/// More dots than these are one dot and a number.
const MOST_DOTS: u32 = 10;

impl Page<'_> {
    pub(super) fn journey(&mut self) {
        let stages = self.document.summary.journey.stages.len();
        let parts = bands(stages);
        self.key();
        for band in parts.iter().cloned() {
            let words = self.document.words;
            let (from, to) = (band.start + 1, band.end);
            if parts.len() > 1 {
                let part = say!(words, "journey-part", from = from, to = to, all = stages);
                put!(self, "<p class=\"note band\">{}</p>\n", text(&part));
            }
            let caption = say!(words, "journey-caption", from = from, to = to, all = stages);
            self.band(band, &caption);
        }
    }

    /// Some stages with all lanes. On a phone the cells stand one below the other, stage by stage:
    /// `--stage` and `--lane` give their order there.
    fn band(&mut self, band: Range<usize>, caption: &str) {
        let journey = &self.document.summary.journey;
        put!(
            self,
            "<table class=\"journey\">\n<caption class=\"unseen\">{}</caption>\n",
            text(caption)
        );
        let lane = self.document.words.say("lane");
        put!(
            self,
            "<thead><tr><th scope=\"col\" class=\"corner\">{}</th>",
            text(&lane)
        );
        for stage in band.clone() {
            let name = text(&journey.stages[stage]);
            put!(
                self,
                "<th scope=\"col\" style=\"--stage:{stage}\" dir=\"auto\">{name}</th>"
            );
        }
        put!(self, "</tr></thead>\n<tbody>\n");
        for lane in journey.lanes_in_use() {
            let name = text(&journey.lanes[lane]);
            let tint = lane % 8;
            put!(
                self,
                "<tr class=\"tint-{tint}\" style=\"--lane:{}\">",
                lane + 1
            );
            put!(self, "<th scope=\"row\" dir=\"auto\">{name}</th>");
            for stage in band.clone() {
                put!(self, "<td style=\"--stage:{stage}\" data-lane=\"{name}\"");
                let cards = &journey.cells[stage][lane];
                if cards.is_empty() {
                    put!(self, " data-empty=\"\"></td>");
                    continue;
                }
                put!(self, ">\n");
                for &card in cards {
                    self.card(card, false);
                }
                put!(self, "</td>");
            }
            put!(self, "</tr>\n");
        }
        put!(self, "</tbody>\n</table>\n");
    }

    /// A card; `in_full` says beside it where it stands and whose idea it was.
    pub(super) fn card(&mut self, place: usize, in_full: bool) {
        let summary = self.document.summary;
        let words = self.document.words;
        let card = &summary.cards[place];
        let class = match card.state {
            State::Open => "card",
            State::Decided => "card decided",
            State::Parked => "card parked",
            State::Dismissed => "card dismissed",
        };
        let tint = card.lane.unwrap_or(0) % 8;
        put!(self, "<article class=\"{class} tint-{tint}\"");
        if self.anchors.insert(place) {
            put!(self, " id=\"card-{}\"", card.number);
        }
        if card.text.is_empty() {
            put!(
                self,
                "><p class=\"text none\">{}</p>\n",
                text(&words.say("no-text"))
            );
        } else {
            put!(
                self,
                "><p class=\"text\" dir=\"auto\">{}</p>\n",
                text(&card.text)
            );
        }
        let lines = notes(summary, words, card);
        if in_full || !lines.is_empty() {
            put!(self, "<p class=\"notes\">");
            if in_full {
                self.place(card);
            }
            for (i, line) in lines.iter().enumerate() {
                put!(self, "{}", if i > 0 || in_full { " · " } else { "" });
                self.line(line);
            }
            put!(self, "</p>\n");
        }
        put!(self, "<footer><span class=\"n\">{}</span>", card.number);
        if card.state != State::Open {
            let state = crate::document::state_name(words, card.state);
            put!(self, "<span class=\"unseen\">{}</span>", text(&state));
        }
        if card.votes > 0 {
            let says = say!(words, "count-votes", n = card.votes);
            put!(self, "{}", svg::dots(card.votes, MOST_DOTS, &says));
        }
        self.signs(place, card);
        put!(self, "<span class=\"creators\">");
        for who in &card.creators {
            self.creator(who, in_full);
        }
        put!(self, "</span></footer></article>\n");
    }

    /// Where a card stands: its state, stage and lane.
    fn place(&mut self, card: &Card) {
        let journey = &self.document.summary.journey;
        let stage = card.stage.map(|stage| journey.stages[stage].as_str());
        let lane = card.lane.map(|lane| journey.lanes[lane].as_str());
        let place: Vec<String> = [stage, lane]
            .into_iter()
            .flatten()
            .map(|name| format!("<bdi>{}</bdi>", text(name)))
            .collect();
        put!(self, "{}", place.join(" · "));
    }

    fn signs(&mut self, place: usize, card: &Card) {
        let words = self.document.words;
        let of_card = |moment: &&crate::summary::Moment| moment.card == Some(place);
        let curve = &self.document.summary.curve;
        let signs = [
            (
                curve.wow().any(|moment| of_card(&moment)),
                Sign::Wow,
                "card-wow",
            ),
            (
                curve.pain().any(|moment| of_card(&moment)),
                Sign::Pain,
                "card-pain",
            ),
            (card.promised, Sign::Promise, "card-promise"),
        ];
        for (there, sign, says) in signs {
            if there {
                put!(self, "{}", svg::sign(sign, &words.say(says)));
            }
        }
    }

    /// The sign of whose idea a card is; with the name where there is room.
    fn creator(&mut self, who: &Who, in_full: bool) {
        let words = self.document.words;
        let Who::Person(i) = who else {
            return;
        };
        let person = &self.document.summary.people[*i];
        let name = person_name(self.summary(), words, *i);
        let idea = say!(words, "card-idea-of", who = name.as_str());
        let title = format!("{idea} ({})", side_name(words, person.side));
        put!(
            self,
            "<span class=\"creator\" title=\"{}\">{}",
            text(&title),
            badge(person)
        );
        let class = if in_full { "" } else { " class=\"unseen\"" };
        put!(self, "<bdi{class}>{}</bdi></span>", text(&name));
    }

    /// What the signs mean.
    fn key(&mut self) {
        let words = self.document.words;
        put!(
            self,
            "<ul class=\"key\" aria-label=\"{}\">",
            text(&words.say("key"))
        );
        put!(
            self,
            "<li><i class=\"edge\"></i>{}</li>",
            text(&words.say("key-decided"))
        );
        put!(
            self,
            "<li>{}{}</li>",
            svg::dots(2, MOST_DOTS, ""),
            text(&words.say("key-votes"))
        );
        for (sign, says) in [
            (Sign::Wow, "key-wow"),
            (Sign::Pain, "key-pain"),
            (Sign::Promise, "key-promise"),
        ] {
            put!(
                self,
                "<li>{}{}</li>",
                svg::sign(sign, ""),
                text(&words.say(says))
            );
        }
        put!(self, "</ul>\n");
    }
}
