//! Whole pages, as they are.

use crate::samples;
use crate::workshop::Workshop;
use publish::summary::Facts;
use publish::{html, markdown};

fn check(name: &str, workshop: &Workshop, facts: Facts) {
    let summary = workshop.parts().summary(facts).expect("the figures agree");
    insta::assert_snapshot!(format!("{name}.md"), markdown(&summary));
    let page = html(&summary);
    let (style, rest) = page.split_once("</style>").expect("the page has a style");
    let head = style.split_once("<style>").expect("the page has a style").0;
    insta::assert_snapshot!(
        format!("{name}.html"),
        format!("{head}<style>…</style>{rest}")
    );
    // A folder to look at the pages in.
    if let Ok(folder) = std::env::var("PUBLISH_PAGES") {
        std::fs::write(format!("{folder}/{name}.html"), page).expect("written");
        std::fs::write(format!("{folder}/{name}.md"), markdown(&summary)).expect("written");
    }
}

#[test]
fn an_empty_canvas_says_what_is_not_there_yet() {
    check("empty", &samples::empty(), Facts::default());
}

#[test]
fn a_small_canvas() {
    check("small", &samples::small(), Facts::default());
}

#[test]
fn a_workshop_with_everything() {
    check("rich", &samples::rich(), samples::facts());
}

#[test]
fn a_workshop_seen_by_what_is_decided() {
    let mut workshop = samples::small();
    workshop.scope = ownership::report::Scope::Decided;
    check("decided", &workshop, Facts::default());
}

#[test]
fn hostile_texts_everywhere() {
    check("hostile", &samples::hostile(), samples::facts());
}
