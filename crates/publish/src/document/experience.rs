//! How the journey feels: the curve with its table, wow and pain moments, blind spots.

use super::{Block, Cell, Column, Section, Sign, Span, Table};
use crate::figure::Figure;
use crate::summary::{Curve, Moment, Summary};
use crate::words::{Places, Words, say};

pub(super) fn experience(summary: &Summary, words: &Words) -> Section {
    let mut section = Section::new("experience", words.say("experience"));
    let curve = &summary.curve;
    if curve.moments.is_empty() {
        section.text(words.say("experience-none"));
        return section;
    }
    if curve.end.is_some() {
        let feeling = words.percent(&curve.feeling.to_string());
        section.text(say!(words, "experience-how", feeling = feeling));
        section.add(Block::Curve);
        section.add(Block::Table(stages(summary, words)));
        section.extend_with_peak_and_end(curve, words);
        highlights(&mut section, words, Sign::Wow, curve.wow());
        highlights(&mut section, words, Sign::Pain, curve.pain());
    } else {
        section.text(words.say("experience-no-customers"));
    }
    blind_spots(&mut section, curve, words);
    section.subheading(words.say("moments-all"));
    section.add(Block::Table(moments(summary, words)));
    section
}

impl Section {
    fn extend_with_peak_and_end(&mut self, curve: &Curve, words: &Words) {
        let perceived = |moment: Option<usize>| -> Option<String> {
            let rated = curve.moments[moment?].customers.as_ref()?;
            Some(words.figure(&rated.perceived, Places::One))
        };
        if let (Some(peak), Some(end), Some(both)) =
            (perceived(curve.peak), perceived(curve.end), &curve.peak_end)
        {
            let both = words.figure(both, Places::One);
            self.note(say!(words, "peak-end", peak = peak, end = end, both = both));
        }
    }
}

fn stages(summary: &Summary, words: &Words) -> Table {
    let shown = |figure: &Option<Figure>| match figure {
        Some(figure) => vec![Span::Figure(figure.clone(), Places::One)],
        None => vec![Span::Words(words.say("not-rated"))],
    };
    let rows = summary.journey.stages.iter().zip(&summary.curve.stages);
    // Numbered, because the curve has only numbers where it is narrow.
    let rows = rows.enumerate().map(|(i, (name, point))| {
        vec![
            vec![
                Span::Words(format!("{} · ", i + 1)),
                Span::Content(name.clone()),
            ],
            shown(&point.perceived),
            shown(&point.expected),
            difference(words, point.gap.as_ref()),
            shown(&point.staff),
        ]
    });
    Table::new(
        words.say("curve-title"),
        vec![
            Column::text(words.say("stage")),
            Column::number(words.say("experienced")),
            Column::number(words.say("expected")),
            Column::number(words.say("gap")),
            Column::number(words.say("staff-guess")).apart(),
        ],
        rows.collect(),
        None,
    )
}

fn difference(words: &Words, figure: Option<&Figure>) -> Cell {
    vec![match figure {
        Some(figure) => Span::Difference(figure.clone()),
        None => Span::Words(words.say("not-rated")),
    }]
}

/// The wow or the pain moments, or the sentence that there are none.
fn highlights<'a>(
    section: &mut Section,
    words: &Words,
    sign: Sign,
    moments: impl Iterator<Item = &'a Moment>,
) {
    let (heading, none) = match sign {
        Sign::Wow => ("moments-wow", "moments-wow-none"),
        _ => ("moments-pain", "moments-pain-none"),
    };
    section.subheading(words.say(heading));
    let lines: Vec<Vec<Span>> = moments
        .filter_map(|moment| {
            let rated = moment.customers.as_ref()?;
            let size = words.figure(&rated.gap.size(), Places::One);
            let says = if rated.gap.is_negative() {
                say!(words, "moment-below", size = size, n = rated.n)
            } else {
                say!(words, "moment-above", size = size, n = rated.n)
            };
            Some(vec![
                Span::Sign(sign),
                card(words, moment),
                Span::Words(format!(" – {says}")),
            ])
        })
        .collect();
    if lines.is_empty() {
        section.note(words.say(none));
    } else {
        section.add(Block::List(lines));
    }
}

fn blind_spots(section: &mut Section, curve: &Curve, words: &Words) {
    section.subheading(words.say("blind-spots"));
    let spots = curve.blind_spots();
    if spots.is_empty() {
        let known = curve
            .moments
            .iter()
            .any(|moment| moment.blind_spot.is_some());
        section.note(words.say(if known {
            "blind-spots-none"
        } else {
            "blind-spots-not-known"
        }));
        return;
    }
    let line = |moment: &Moment| {
        let spot = moment.blind_spot.as_ref()?;
        let size = words.figure(&spot.size(), Places::One);
        let says = if spot.is_negative() {
            say!(words, "blind-spot-worse", size = size)
        } else {
            say!(words, "blind-spot-better", size = size)
        };
        Some(vec![card(words, moment), Span::Words(format!(" – {says}"))])
    };
    section.add(Block::List(spots.into_iter().filter_map(line).collect()));
}

fn card(words: &Words, moment: &Moment) -> Span {
    match moment.card {
        Some(card) => Span::Card(card),
        None => Span::Words(words.say("removed-since")),
    }
}

fn moments(summary: &Summary, words: &Words) -> Table {
    let none = || vec![Span::Words(words.say("not-rated"))];
    let row = |moment: &Moment| {
        let mut name = vec![card(words, moment)];
        if moment.wow {
            name.push(Span::Sign(Sign::Wow));
        }
        if moment.pain {
            name.push(Span::Sign(Sign::Pain));
        }
        let customers = moment.customers.as_ref();
        let figure = |figure: Option<&Figure>| {
            figure.map_or_else(none, |f| vec![Span::Figure(f.clone(), Places::One)])
        };
        vec![
            name,
            vec![Span::Words(
                customers.map_or(0, |rated| rated.n).to_string(),
            )],
            figure(customers.map(|rated| &rated.perceived)),
            figure(customers.map(|rated| &rated.expected)),
            difference(words, customers.map(|rated| &rated.gap)),
            figure(moment.staff.as_ref().map(|guess| &guess.perceived)),
            difference(words, moment.blind_spot.as_ref()),
        ]
    };
    Table::new(
        words.say("moments-all"),
        vec![
            Column::text(words.say("moment")),
            Column::number(words.say("customers")),
            Column::number(words.say("experienced")),
            Column::number(words.say("expected")),
            Column::number(words.say("gap")),
            Column::number(words.say("staff-guess")).apart(),
            Column::number(words.say("blind-spot")),
        ],
        summary.curve.moments.iter().map(row).collect(),
        None,
    )
}
