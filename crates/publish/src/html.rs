//! The summary as one page that needs nothing from anywhere: style and drawings stand in it.
//!
//! The page is well-formed XML as well as HTML, runs no script (its own policy forbids it), asks
//! for no file and keeps to light or dark as its reader prefers. On paper it is A4, the journey
//! across.

mod escape;
mod journey;
mod line;
mod svg;

use crate::document::{Attendance, Block, Document, Section, Table, person_name};
use crate::drawing::{self, Drawing};
use crate::summary::Summary;
use crate::words::Words;
use escape::{css_string, text};
use std::collections::HashSet;
use std::fmt::Write;

/// Drawings are made for each width that a page is read at, so that their letters stay readable:
/// a screen, a phone, a sheet of A4.
const WIDTHS: [(&str, f64); 3] = [("wide", 960.0), ("narrow", 340.0), ("paper", 680.0)];
/// The longest table that is kept together on paper.
const MOST_ROWS_TOGETHER: usize = 20;

/// The summary as a page.
pub fn html(summary: &Summary) -> String {
    let words = Words::english();
    let document = Document::new(summary, &words);
    let mut page = Page {
        document: &document,
        out: String::new(),
        anchors: HashSet::new(),
    };
    page.write();
    page.out
}

/// A page being written.
struct Page<'a> {
    document: &'a Document<'a>,
    out: String,
    /// Cards that can be linked to already; the first time a card is shown is its place.
    anchors: HashSet<usize>,
}

macro_rules! put {
    ($page:expr, $($format:tt)*) => {
        write!($page.out, $($format)*).expect("a string takes everything")
    };
}
use put;

impl Page<'_> {
    fn summary(&self) -> &Summary {
        self.document.summary
    }

    fn words(&self) -> &Words {
        self.document.words
    }

    fn write(&mut self) {
        let title = self.document.title();
        put!(
            self,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        );
        put!(
            self,
            "<meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        );
        put!(
            self,
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        );
        put!(
            self,
            "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
        );
        let kind = self.words().say("summary-of");
        put!(self, "<title>{} – {}</title>\n", text(&title), text(&kind));
        put!(
            self,
            "<style>\n{}{}</style>\n",
            include_str!("html/style.css"),
            self.margins(&title)
        );
        put!(self, "</head>\n<body>\n{}<main>\n", svg::SIGNS);
        self.opening(&title);
        for section in &self.document.sections {
            self.section(section);
        }
        put!(self, "</main>\n</body>\n</html>\n");
    }

    /// What stands at the foot of each printed page.
    fn margins(&self, title: &str) -> String {
        let kind = self.words().say("summary-of");
        let known = self
            .document
            .facts
            .first()
            .filter(|_| self.summary().facts.date.is_some());
        let known = known.map(|date| format!(" · {date}")).unwrap_or_default();
        let left = css_string(&format!("{title} – {kind}{known}"));
        let of = css_string(&format!(" {} ", self.words().say("page-of")));
        format!(
            "@page {{ @bottom-left {{ content: {left}; }} \
             @bottom-right {{ content: counter(page) {of} counter(pages); }} }}\n"
        )
    }

    fn opening(&mut self, title: &str) {
        put!(self, "<header class=\"opening\">\n");
        put!(
            self,
            "<p class=\"kind\">{}</p>\n",
            text(&self.words().say("summary-of"))
        );
        put!(self, "<h1 dir=\"auto\">{}</h1>\n", text(title));
        if !self.summary().purpose.is_empty() {
            put!(
                self,
                "<p class=\"purpose\" dir=\"auto\">{}</p>\n",
                text(&self.summary().purpose)
            );
        }
        if !self.document.facts.is_empty() {
            put!(self, "<p class=\"facts\">");
            for (i, fact) in self.document.facts.iter().enumerate() {
                put!(
                    self,
                    "{}<span>{}</span>",
                    if i > 0 { " · " } else { "" },
                    text(fact)
                );
            }
            put!(self, "</p>\n");
        }
        put!(
            self,
            "</header>\n<section class=\"in-short\" id=\"in-short\">\n<div>"
        );
        put!(self, "<h2>{}</h2>\n", text(&self.words().say("in-short")));
        put!(self, "<p>{}</p></div>\n", text(&self.document.in_short));
        if let Some(headline) = &self.document.headline {
            let (share, caption) = (text(&headline.share), text(&headline.caption));
            put!(
                self,
                "<aside class=\"headline\"><p><strong>{share}</strong> {caption}</p></aside>\n"
            );
        }
        put!(self, "</section>\n");
        put!(
            self,
            "<nav aria-label=\"{}\"><ul>",
            text(&self.words().say("contents"))
        );
        for section in &self.document.sections {
            put!(
                self,
                "<li><a href=\"#{}\">{}</a></li>",
                section.id,
                text(&section.heading)
            );
        }
        put!(self, "</ul></nav>\n");
    }

    fn section(&mut self, section: &Section) {
        let across = section
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Journey));
        let class = if across { " class=\"across\"" } else { "" };
        put!(
            self,
            "<section id=\"{}\"{class}>\n<h2>{}</h2>\n",
            section.id,
            text(&section.heading)
        );
        for block in &section.blocks {
            self.block(block);
        }
        put!(self, "</section>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(line) => self.element("h3", "", line),
            Block::Text(line) => self.element("p", "", line),
            Block::Note(line) => self.element("p", " class=\"note\"", line),
            Block::List(lines) => {
                put!(self, "<ul class=\"list\">\n");
                for line in lines {
                    self.element("li", "", line);
                }
                put!(self, "</ul>\n");
            }
            Block::Table(table) => self.table(table),
            Block::People(sides) => self.people(sides),
            Block::Journey => self.journey(),
            Block::Curve => self.drawing(drawing::curve),
            Block::Bar => self.drawing(drawing::bar),
            Block::Cards(cards) => {
                put!(self, "<div class=\"cards\">\n");
                for &card in cards {
                    self.card(card, true);
                }
                put!(self, "</div>\n");
            }
        }
    }

    fn drawing(&mut self, draw: impl Fn(&Summary, &Words, f64) -> Drawing) {
        for (class, width) in WIDTHS {
            let drawing = draw(self.document.summary, self.document.words, width);
            put!(
                self,
                "<figure class=\"{class}\">{}</figure>\n",
                svg::svg(&drawing, class)
            );
        }
    }

    fn table(&mut self, table: &Table) {
        // A short table stays on one printed page.
        let brief = if table.rows.len() <= MOST_ROWS_TOGETHER {
            " brief"
        } else {
            ""
        };
        put!(self, "<table class=\"figures{brief}\">\n");
        put!(
            self,
            "<caption class=\"unseen\">{}</caption>\n<thead><tr>",
            text(&table.caption)
        );
        for column in &table.columns {
            let class = column_class(column.numeric, column.apart);
            put!(
                self,
                "<th scope=\"col\"{class}>{}</th>",
                text(&column.label)
            );
        }
        put!(self, "</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(table, row);
        }
        put!(self, "</tbody>\n");
        if let Some(total) = &table.total {
            put!(self, "<tfoot>");
            self.row(table, total);
            put!(self, "</tfoot>\n");
        }
        put!(self, "</table>\n");
    }

    fn row(&mut self, table: &Table, row: &[crate::document::Cell]) {
        put!(self, "<tr>");
        for (cell, column) in row.iter().zip(&table.columns) {
            let class = column_class(column.numeric, column.apart);
            let empty = if cell.is_empty() {
                " data-empty=\"\""
            } else {
                ""
            };
            put!(
                self,
                "<td{class} data-label=\"{}\"{empty}>",
                text(&column.label)
            );
            // One child, so that a label can stand beside it on a phone.
            put!(self, "<span>");
            self.line(cell);
            put!(self, "</span></td>");
        }
        put!(self, "</tr>\n");
    }

    fn people(&mut self, sides: &[Attendance]) {
        put!(self, "<div class=\"sides\">\n");
        for side in sides {
            let (sign, name, count) = (svg::side(side.side), text(&side.name), side.count);
            put!(
                self,
                "<div><h3>{sign}{name} <span class=\"count\">{count}</span></h3>\n<ul>\n"
            );
            for (i, remark) in &side.people {
                let name = person_name(self.summary(), self.words(), *i);
                let person = &self.document.summary.people[*i];
                put!(
                    self,
                    "<li>{}<span><bdi>{}</bdi>",
                    line::badge(person),
                    text(&name)
                );
                if let Some(remark) = remark {
                    put!(self, " <small>{}</small>", text(remark));
                }
                put!(self, "</span></li>\n");
            }
            put!(self, "</ul></div>\n");
        }
        put!(self, "</div>\n");
    }
}

fn column_class(numeric: bool, apart: bool) -> &'static str {
    match (numeric, apart) {
        (true, true) => " class=\"number apart\"",
        (true, false) => " class=\"number\"",
        (false, true) => " class=\"apart\"",
        (false, false) => "",
    }
}
