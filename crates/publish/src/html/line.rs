//! Lines of text with signs, names and figures in them.

use super::escape::text;
use super::{Page, put, svg};
use crate::document::{Sign, Span, beginning, person_name, side_name};
use crate::summary::{Person, Side};
use crate::words::say;
use std::fmt::Write;

impl Page<'_> {
    pub(super) fn element(&mut self, name: &str, attributes: &str, line: &[Span]) {
        put!(self, "<{name}{attributes}>");
        self.line(line);
        put!(self, "</{name}>\n");
    }

    pub(super) fn line(&mut self, line: &[Span]) {
        for (i, span) in line.iter().enumerate() {
            if i > 0 && matches!(span, Span::Sign(_)) {
                // A sign stays on the line of what it marks.
                put!(self, "\u{a0}\u{2060}");
            }
            self.span(span);
        }
    }

    fn span(&mut self, span: &Span) {
        let words = self.document.words;
        match span {
            Span::Words(says) => put!(self, "{}", text(says)),
            Span::Strong(says) => put!(self, "<strong>{}</strong>", text(says)),
            Span::Content(says) => put!(self, "<bdi>{}</bdi>", text(says)),
            Span::Side(side) => put!(self, "{}", svg::side(*side)),
            Span::Person(i) => {
                let name = person_name(self.summary(), words, *i);
                let person = &self.document.summary.people[*i];
                let side = side_name(words, person.side);
                put!(
                    self,
                    "<span class=\"person\" title=\"{}\">{}",
                    text(&side),
                    badge(person)
                );
                put!(self, "<bdi>{}</bdi></span>", text(&name));
            }
            Span::Card(i) => {
                let card = &self.document.summary.cards[*i];
                let says = match beginning(&card.text) {
                    says if says.is_empty() => words.say("no-text"),
                    says => says,
                };
                let n = card.number;
                put!(
                    self,
                    "<a class=\"to-card\" href=\"#card-{n}\"><span>{n}</span> "
                );
                put!(self, "<bdi>{}</bdi></a>", text(&says));
            }
            Span::Number(i) => {
                let n = self.document.summary.cards[*i].number;
                put!(
                    self,
                    "<a class=\"to-card\" href=\"#card-{n}\"><span>{n}</span></a>"
                );
            }
            Span::Sign(sign) => {
                let says = words.say(match sign {
                    Sign::Wow => "card-wow",
                    Sign::Pain => "card-pain",
                    Sign::Promise => "card-promise",
                });
                put!(self, "{}", svg::sign(*sign, &says));
            }
            Span::Figure(figure, places) => {
                let shown = words.figure(figure, *places);
                if figure.is_whole() {
                    put!(self, "{shown}");
                } else {
                    let exact = figure.to_string();
                    let says = say!(words, "exactly", exact = exact.as_str());
                    put!(
                        self,
                        "<data value=\"{exact}\" title=\"{}\">{shown}</data>",
                        text(&says)
                    );
                }
            }
            Span::Difference(figure) => {
                let shown = words.difference(figure);
                let says = say!(words, "exactly", exact = figure.to_string());
                put!(
                    self,
                    "<data value=\"{figure}\" title=\"{}\">{shown}</data>",
                    text(&says)
                );
            }
        }
    }
}

/// A person's initials on the sign of the side.
pub(super) fn badge(person: &Person) -> String {
    let mut badge = String::new();
    let (class, lightness) = (side_class(person.side), lightness(person.step));
    let initials = text(&person.initials);
    write!(
        badge,
        "<span class=\"badge {class}\" style=\"--l:{lightness:.3}\" aria-hidden=\"true\">{initials}</span>"
    )
    .expect("a string takes everything");
    badge
}

pub(super) fn side_class(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Customer) => "customers",
        Some(Side::Staff) => "staff",
        Some(Side::Other) => "others",
        None => "untold",
    }
}

/// Steps of lightness within a side, all dark enough for white letters.
pub(super) fn lightness((step, of): (usize, usize)) -> f64 {
    const DARKEST: f64 = 0.42;
    const LIGHTEST: f64 = 0.58;
    if of < 2 {
        return (DARKEST + LIGHTEST) / 2.0;
    }
    DARKEST + (LIGHTEST - DARKEST) * step as f64 / (of - 1) as f64
}
