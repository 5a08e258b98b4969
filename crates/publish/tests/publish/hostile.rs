//! Content is text, never markup.

use crate::samples::{self, HOSTILE, summary};
use publish::{html, markdown};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use quick_xml::Reader;
use quick_xml::events::Event as Xml;

fn pages() -> Vec<(&'static str, String)> {
    [
        ("empty", samples::empty()),
        ("small", samples::small()),
        ("rich", samples::rich()),
        ("hostile", samples::hostile()),
    ]
    .into_iter()
    .map(|(name, workshop)| (name, html(&summary(&workshop.parts()))))
    .collect()
}

/// Every element's name and attributes.
fn elements(page: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    let mut elements = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().expect("well formed");
        let start = match &event {
            Xml::Start(start) => {
                depth += 1;
                start
            }
            Xml::Empty(start) => start,
            Xml::End(_) => {
                depth -= 1;
                continue;
            }
            Xml::Eof => break,
            _ => continue,
        };
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("well formed, each name once");
            let name = attribute.key.as_ref().to_owned();
            (name, attribute.value.into_owned())
        });
        let name = start.name().as_ref().to_owned();
        elements.push((name, attributes.collect()));
    }
    assert_eq!(depth, 0, "every element is closed");
    elements
}

#[test]
fn pages_are_well_formed_and_ask_for_nothing() {
    const KNOWN: [&str; 46] = [
        "a", "article", "aside", "bdi", "body", "caption", "circle", "data", "defs", "desc", "div",
        "figure", "footer", "h1", "h2", "h3", "head", "header", "html", "i", "li", "main", "meta",
        "nav", "p", "path", "polyline", "rect", "section", "small", "span", "strong", "style",
        "svg", "symbol", "table", "tbody", "td", "text", "tfoot", "th", "thead", "title", "tr",
        "ul", "use",
    ];
    for (page, html) in pages() {
        for (name, attributes) in elements(&html) {
            assert!(KNOWN.contains(&name.as_str()), "{page}: <{name}>");
            for (key, value) in attributes {
                assert!(!key.starts_with("on"), "{page}: {key}");
                if key == "href" || key == "src" {
                    assert!(value.starts_with('#'), "{page}: {key}={value}");
                }
            }
        }
        let style = html.split_once("<style>").expect("a style").1;
        let style = style.split_once("</style>").expect("it ends").0;
        for asks in ["url(", "@import", "//", "<"] {
            assert!(!style.contains(asks), "{page}: the style has {asks}");
        }
        assert!(!html.contains("<script"), "{page}");
    }
}

#[test]
fn each_place_on_a_page_has_its_own_name_and_links_lead_somewhere() {
    for (page, html) in pages() {
        let elements = elements(&html);
        let all = |key: &str| -> Vec<&str> {
            let attributes = elements.iter().flat_map(|(_, attributes)| attributes);
            attributes
                .filter(|(k, _)| k == key)
                .map(|(_, value)| value.as_str())
                .collect()
        };
        let mut ids = all("id");
        for link in all("href") {
            assert!(ids.contains(&&link[1..]), "{page}: {link} leads nowhere");
        }
        let n = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), n, "{page}: an id stands twice");
    }
}

#[test]
fn hostile_texts_come_out_of_the_page_as_they_went_in() {
    let page = html(&summary(&samples::hostile().parts()));
    let mut reader = Reader::from_str(&page);
    let mut texts: Vec<String> = Vec::new();
    let mut inside = false;
    loop {
        match reader.read_event().expect("well formed") {
            Xml::Start(start) if start.name().as_ref() == "p" => {
                inside = start
                    .attributes()
                    .flatten()
                    .any(|a| a.value.as_ref() == "text");
                if inside {
                    texts.push(String::new());
                }
            }
            Xml::End(_) => inside = false,
            Xml::Text(text) if inside => {
                texts.last_mut().expect("inside").push_str(&text);
            }
            Xml::GeneralRef(entity) if inside => {
                let name = entity.into_inner().into_owned();
                let c = match name.as_str() {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "#39" => '\'',
                    _ => panic!("&{name};"),
                };
                texts.last_mut().expect("inside").push(c);
            }
            Xml::Eof => break,
            _ => {}
        }
    }
    for hostile in HOSTILE
        .iter()
        .filter(|text| !text.contains(['\0', '\t', '\u{202E}']))
    {
        assert!(texts.iter().any(|text| text == hostile), "{hostile:?}");
    }
    assert!(
        texts
            .iter()
            .any(|text| text.ends_with("and on\u{2069}\u{202C}")),
        "closed again"
    );
    assert!(
        texts
            .iter()
            .all(|text| !text.contains(|c: char| c.is_control() && c != '\n'))
    );
}

#[test]
fn hostile_texts_make_nothing_of_markdown() {
    let markdown = markdown(&summary(&samples::hostile().parts()));
    let mut headings = 0;
    let mut columns = 0;
    let mut cells = 0;
    let mut items: Vec<String> = Vec::new();
    for event in Parser::new_ext(
        &markdown,
        Options::all() - Options::ENABLE_SMART_PUNCTUATION,
    ) {
        match event {
            Event::Start(Tag::Heading { .. }) => headings += 1,
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => assert_eq!(cells, columns),
            Event::Start(Tag::Item) => items.push(String::new()),
            Event::InlineHtml(html) => assert_eq!(html.as_ref(), "<br>"),
            Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Strong) => {}
            Event::Text(text) => {
                if let Some(item) = items.last_mut() {
                    item.push_str(&text);
                }
            }
            Event::End(_) | Event::SoftBreak => {}
            other => panic!("{other:?} in\n{markdown}"),
        }
    }
    let ours = markdown
        .lines()
        .filter(|line| line.starts_with('#'))
        .count();
    assert_eq!(headings, ours, "no heading but ours");
    for hostile in HOSTILE
        .iter()
        .filter(|text| !text.contains(['\0', '\u{202E}']))
    {
        let joined: String = hostile.lines().map(str::trim).collect();
        assert!(
            items.iter().any(|item| item.contains(&joined)),
            "{joined:?} in {items:#?}"
        );
    }
}
