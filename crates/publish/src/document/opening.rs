//! The beginning: the facts, the headline, the whole in one paragraph, and who took part.

use super::{Attendance, Block, Headline, Section, scope, side_name};
use crate::figure::Figure;
use crate::summary::{Side, Summary};
use crate::words::{Places, Words, say};

pub(super) fn facts(summary: &Summary, words: &Words) -> Vec<String> {
    let facts = &summary.facts;
    let mut known = Vec::new();
    known.extend(facts.date.as_ref().map(|date| words.date(date)));
    known.extend(facts.duration_ms.map(|ms| words.length(ms)));
    known.extend(facts.entries.map(|n| say!(words, "made-of-entries", n = n)));
    known
}

/// The customers' share, where customers took part and there is anything to share.
pub(super) fn headline(summary: &Summary, words: &Words) -> Option<Headline> {
    let customers = summary.shares.side(Side::Customer)?;
    let share = words.share(customers.of_1000?);
    let caption = match Figure::ratio(customers.heads, summary.shares.heads()) {
        Some(heads) => {
            let heads = words.part(&heads);
            say!(
                words,
                "headline-caption-heads",
                scope = scope(summary),
                heads = heads
            )
        }
        None => say!(words, "headline-caption", scope = scope(summary)),
    };
    Some(Headline { share, caption })
}

pub(super) fn in_short(summary: &Summary, words: &Words) -> String {
    let mut sentences = Vec::new();
    if summary.people.is_empty() {
        sentences.push(words.say("in-short-nobody"));
    }
    let counts = &summary.counts;
    if counts.all() == 0 {
        if !summary.people.is_empty() {
            sentences.push(say!(
                words,
                "in-short-no-cards",
                who = present(summary, words)
            ));
        }
        return sentences.join(" ");
    }
    if !summary.people.is_empty() {
        let (who, cards) = (
            present(summary, words),
            say!(words, "count-cards", n = counts.all()),
        );
        sentences.push(match summary.facts.duration_ms {
            Some(ms) => {
                let time = words.length(ms);
                say!(
                    words,
                    "in-short-cards-time",
                    who = who,
                    cards = cards,
                    time = time
                )
            }
            None => say!(words, "in-short-cards", who = who, cards = cards),
        });
    }
    sentences.push(states(summary, words));
    sentences.push(
        match (headline(summary, words), summary.shares.total.is_zero()) {
            (Some(headline), _) => {
                say!(
                    words,
                    "in-short-share",
                    scope = scope(summary),
                    share = headline.share
                )
            }
            (None, true) => say!(words, "in-short-no-share", scope = scope(summary)),
            (None, false) => words.say("in-short-no-customers"),
        },
    );
    sentences.extend(experience(summary, words));
    let (votes, promises) = (summary.votes.total, summary.promises.len());
    sentences.push(say!(
        words,
        "in-short-votes",
        votes = votes,
        promises = promises
    ));
    sentences.join(" ")
}

/// “5 customers, 3 staff and 1 other”.
fn present(summary: &Summary, words: &Words) -> String {
    let n = |side| summary.seats(side).count();
    let mut parts = vec![
        say!(words, "count-customers", n = n(Side::Customer)),
        say!(words, "count-staff", n = n(Side::Staff)),
    ];
    if n(Side::Other) > 0 {
        parts.push(say!(words, "count-others", n = n(Side::Other)));
    }
    let unnamed = summary
        .people
        .iter()
        .filter(|p| p.unnamed.is_some())
        .count();
    if unnamed > 0 {
        parts.push(say!(words, "count-unnamed", n = unnamed));
    }
    words.list(&parts)
}

fn states(summary: &Summary, words: &Words) -> String {
    let counts = &summary.counts;
    let mut parts = vec![say!(words, "in-short-decided", n = counts.decided)];
    if counts.open > 0 {
        parts.push(say!(words, "in-short-open", n = counts.open));
    }
    if counts.parked > 0 {
        parts.push(say!(words, "in-short-parked", n = counts.parked));
    }
    if counts.dismissed > 0 {
        parts.push(say!(words, "in-short-dismissed", n = counts.dismissed));
    }
    if counts.removed > 0 {
        parts.push(say!(words, "in-short-removed", n = counts.removed));
    }
    say!(words, "in-short-states", states = words.list(&parts))
}

fn experience(summary: &Summary, words: &Words) -> Vec<String> {
    let curve = &summary.curve;
    let rated = curve
        .moments
        .iter()
        .filter(|moment| moment.customers.is_some())
        .count();
    if rated == 0 {
        return vec![words.say("in-short-not-rated")];
    }
    let moments = say!(words, "count-moments", n = rated);
    let (wow, pain) = (curve.wow().count(), curve.pain().count());
    let mut sentences = vec![say!(
        words,
        "in-short-rated",
        moments = moments,
        wow = wow,
        pain = pain
    )];
    if let Some(figure) = &curve.peak_end {
        let figure = words.figure(figure, Places::One);
        sentences.push(say!(words, "in-short-memory", figure = figure));
    }
    sentences
}

pub(super) fn who_took_part(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("people", words.say("who-took-part"));
    if summary.people.is_empty() {
        section.text(words.say("who-nobody"));
    } else {
        section.add(Block::People(attendance(summary, words)));
        section.note(words.say("who-order"));
    }
    section
}

fn attendance(summary: &Summary, words: &Words) -> Vec<Attendance> {
    let sides = [
        Some(Side::Customer),
        Some(Side::Staff),
        Some(Side::Other),
        None,
    ];
    let of_side = |side: Option<Side>| {
        let people: Vec<(usize, Option<String>)> = (0..summary.people.len())
            .filter(|&i| summary.people[i].side == side)
            .map(|i| {
                let person = &summary.people[i];
                let remark = match (
                    person.facilitator,
                    person.unnamed.is_some() && side.is_some(),
                ) {
                    (true, _) => Some(words.say("facilitator")),
                    (_, true) => Some(words.say("no-seat")),
                    _ => None,
                };
                (i, remark)
            })
            .collect();
        let seats = side.map(|side| summary.seats(side).count());
        Attendance {
            side,
            name: side_name(words, side),
            count: seats.unwrap_or(people.len()),
            people,
        }
    };
    let mut attendance: Vec<Attendance> = sides.into_iter().map(of_side).collect();
    attendance.retain(|side| !side.people.is_empty());
    attendance
}
