//! The summary as Markdown: CommonMark with the tables of GitHub's flavour.
//!
//! Written to be read as it is, too: the journey is an overview table and then a list, stage by
//! stage. Drawings stand as the tables that have the same figures.

mod escape;

use crate::document::{
    Attendance, Block, Cell, Document, Sign, Span, Table, beginning, notes, person_name,
    state_name, who,
};
use crate::summary::{Card, Side, Summary};
use crate::words::{Words, say};
use canvas::command::State;
use escape::text;

/// The summary as Markdown.
pub fn markdown(summary: &Summary) -> String {
    let words = Words::english();
    let document = Document::new(summary, &words);
    let mut page = Page {
        document: &document,
        out: String::new(),
    };
    page.write();
    page.out
}

/// A page being written: blocks with one empty line between them.
struct Page<'a> {
    document: &'a Document<'a>,
    out: String,
}

impl Page<'_> {
    fn write(&mut self) {
        let document = self.document;
        self.paragraph(&format!("# {}", text(&document.title())));
        let summary = document.summary;
        if !summary.purpose.is_empty() {
            self.paragraph(&text(&summary.purpose));
        }
        let facts: Vec<String> = document.facts.iter().map(|fact| text(fact)).collect();
        if !facts.is_empty() {
            self.paragraph(&facts.join(" · "));
        }
        self.paragraph(&format!("## {}", text(&document.words.say("in-short"))));
        self.paragraph(&text(&document.in_short));
        if let Some(headline) = &document.headline {
            let (share, caption) = (text(&headline.share), text(&headline.caption));
            self.paragraph(&format!("**{share}** {caption}"));
        }
        for section in &document.sections {
            self.paragraph(&format!("## {}", text(&section.heading)));
            for block in &section.blocks {
                self.block(block);
            }
        }
    }

    fn paragraph(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn list(&mut self, lines: &[String]) {
        let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
        self.paragraph(&lines.join("\n"));
    }

    fn cards(&mut self, cards: &[usize], in_full: bool) {
        let lines: Vec<String> = cards.iter().map(|&card| self.card(card, in_full)).collect();
        self.list(&lines);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(line) => self.paragraph(&format!("### {}", self.line(line))),
            Block::Text(line) | Block::Note(line) => self.paragraph(&self.line(line)),
            Block::List(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| self.line(line)).collect();
                self.list(&lines);
            }
            Block::Table(table) => self.table(table),
            Block::People(sides) => self.people(sides),
            Block::Journey => self.journey(),
            // The table beside each drawing has the same figures.
            Block::Curve | Block::Bar => {}
            Block::Cards(cards) => self.cards(cards, true),
        }
    }

    fn line(&self, line: &[Span]) -> String {
        let mut out = String::new();
        for (i, span) in line.iter().enumerate() {
            match span {
                // Before a text that says what it is, the sign alone; after one, in words too.
                Span::Sign(sign) if i == 0 => out.push_str(&format!("{} ", sign_of(*sign))),
                Span::Sign(sign) => out.push_str(&format!(" ({})", self.sign_in_words(*sign))),
                span => out.push_str(&self.span(span)),
            }
        }
        out
    }

    fn span(&self, span: &Span) -> String {
        let (summary, words) = (self.document.summary, self.document.words);
        match span {
            Span::Words(says) | Span::Content(says) => text_within(says),
            Span::Strong(says) => format!("**{}**", text(says)),
            Span::Side(side) => format!("{} ", side_sign(*side)),
            Span::Person(i) => {
                let sign = side_sign(summary.people[*i].side);
                format!("{sign} {}", text(&person_name(summary, words, *i)))
            }
            Span::Card(i) => {
                let card = &summary.cards[*i];
                let says = match beginning(&card.text) {
                    says if says.is_empty() => words.say("no-text"),
                    says => says,
                };
                format!("{} · {}", card.number, text(&says))
            }
            Span::Number(i) => summary.cards[*i].number.to_string(),
            Span::Sign(sign) => self.sign_in_words(*sign),
            Span::Figure(figure, places) => words.figure(figure, *places),
            Span::Difference(figure) => words.difference(figure),
        }
    }

    fn sign_in_words(&self, sign: Sign) -> String {
        let says = self.document.words.say(match sign {
            Sign::Wow => "card-wow",
            Sign::Pain => "card-pain",
            Sign::Promise => "card-promise",
        });
        format!("{} {}", sign_of(sign), text(&says))
    }

    fn table(&mut self, table: &Table) {
        let heads: Vec<String> = table
            .columns
            .iter()
            .map(|column| text(&column.label))
            .collect();
        let rule: Vec<&str> = table
            .columns
            .iter()
            .map(|column| if column.numeric { "--:" } else { "---" })
            .collect();
        let mut lines = vec![row(&heads), format!("| {} |", rule.join(" | "))];
        for cells in table.rows.iter().chain(&table.total) {
            let cells: Vec<String> = cells.iter().map(|cell: &Cell| self.line(cell)).collect();
            lines.push(row(&cells));
        }
        self.paragraph(&lines.join("\n"));
    }

    fn people(&mut self, sides: &[Attendance]) {
        let (summary, words) = (self.document.summary, self.document.words);
        let line = |side: &Attendance| {
            let names = side.people.iter().map(|(i, remark)| {
                let name = text(&person_name(summary, words, *i));
                match remark {
                    Some(remark) => format!("{name} ({})", text(remark)),
                    None => name,
                }
            });
            let names = names.collect::<Vec<String>>().join(", ");
            format!(
                "{} **{} {}**: {names}",
                side_sign(side.side),
                text(&side.name),
                side.count
            )
        };
        self.list(&sides.iter().map(line).collect::<Vec<String>>());
    }

    fn journey(&mut self) {
        let (summary, words) = (self.document.summary, self.document.words);
        let journey = &summary.journey;
        let lanes = journey.lanes_in_use();
        if lanes.is_empty() {
            return;
        }
        self.paragraph(&text(&words.say("journey-overview")));
        let mut heads = vec![text(&words.say("lane"))];
        heads.extend(journey.stages.iter().map(|stage| text(stage)));
        let rule = vec!["---"; heads.len()];
        let mut lines = vec![row(&heads), format!("| {} |", rule.join(" | "))];
        for &lane in &lanes {
            let mut cells = vec![text(&journey.lanes[lane])];
            for stage in &journey.cells {
                let numbers = stage[lane].iter().map(|&card| {
                    let card = &summary.cards[card];
                    match card.state {
                        State::Decided => format!("**{}**", card.number),
                        _ => card.number.to_string(),
                    }
                });
                cells.push(numbers.collect::<Vec<String>>().join(", "));
            }
            lines.push(row(&cells));
        }
        self.paragraph(&lines.join("\n"));
        for (stage, cells) in journey.cells.iter().enumerate() {
            if cells.iter().all(Vec::is_empty) {
                continue;
            }
            self.paragraph(&format!("### {}", text(&journey.stages[stage])));
            for &lane in &lanes {
                if !cells[lane].is_empty() {
                    self.paragraph(&format!("**{}**", text(&journey.lanes[lane])));
                    self.cards(&cells[lane], false);
                }
            }
        }
    }

    /// `7 · What does it cost? (decided; 3 votes; wow moment; idea of …)`.
    fn card(&self, place: usize, in_full: bool) -> String {
        let (summary, words) = (self.document.summary, self.document.words);
        let card = &summary.cards[place];
        let mut remarks = Vec::new();
        if in_full {
            remarks.extend(self.place(card));
        } else if card.state != State::Open {
            remarks.push(text(&state_name(words, card.state)));
        }
        if card.votes > 0 {
            remarks.push(text(&say!(words, "count-votes", n = card.votes)));
        }
        let rated = |marked: fn(&crate::summary::Moment) -> bool| {
            summary
                .curve
                .moments
                .iter()
                .any(|m| m.card == Some(place) && marked(m))
        };
        for (there, sign) in [
            (rated(|moment| moment.wow), Sign::Wow),
            (rated(|moment| moment.pain), Sign::Pain),
            (card.promised, Sign::Promise),
        ] {
            if there {
                remarks.push(self.sign_in_words(sign));
            }
        }
        remarks.extend(
            notes(summary, words, card)
                .iter()
                .map(|note| self.line(note)),
        );
        let creators: Vec<String> = card
            .creators
            .iter()
            .map(|creator| self.span(&who(words, creator)))
            .collect();
        if !creators.is_empty() {
            remarks.push(creators.join(", "));
        }
        let says = match card.text.as_str() {
            "" => text(&words.say("no-text")),
            says => text(says),
        };
        let remarks = match remarks.is_empty() {
            true => String::new(),
            false => format!(" ({})", remarks.join("; ")),
        };
        format!("{} · {says}{remarks}", card.number)
    }

    fn place(&self, card: &Card) -> Option<String> {
        let journey = &self.document.summary.journey;
        let stage = card.stage.map(|stage| text(&journey.stages[stage]));
        let lane = card.lane.map(|lane| text(&journey.lanes[lane]));
        let place: Vec<String> = [stage, lane].into_iter().flatten().collect();
        (!place.is_empty()).then(|| place.join(" · "))
    }
}

/// Keeps the blanks at both ends, which join pieces of a line.
fn text_within(says: &str) -> String {
    let start = if says.starts_with(' ') { " " } else { "" };
    let end = if says.ends_with(' ') && !says.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{start}{}{end}", text(says))
}

fn row(cells: &[String]) -> String {
    format!(
        "| {} |",
        cells
            .iter()
            .map(|cell| cell.trim())
            .collect::<Vec<_>>()
            .join(" | ")
    )
}

fn side_sign(side: Option<Side>) -> &'static str {
    match side {
        Some(Side::Customer) => "●",
        Some(Side::Staff) => "■",
        Some(Side::Other) => "◆",
        None => "○",
    }
}

fn sign_of(sign: Sign) -> &'static str {
    match sign {
        Sign::Wow => "★",
        Sign::Pain => "▼",
        Sign::Promise => "⚑",
    }
}
