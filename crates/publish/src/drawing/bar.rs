//! The shares as one bar, and the heads as another beneath it.

use super::{Anchor, Drawing, Ink, Mark, Shape, point, text_width};
use crate::document::side_name;
use crate::summary::{Side, Summary};
use crate::words::Words;

const SIDES: [Option<Side>; 4] = [
    Some(Side::Customer),
    Some(Side::Staff),
    Some(Side::Other),
    None,
];
const TALL: f64 = 40.0;
const LOW: f64 = 12.0;
/// Between two people.
const SEAM: f64 = 1.5;

/// Everybody's share in the order of joining within each side, for a page of a given width.
pub(crate) fn bar(summary: &Summary, words: &Words, width: f64) -> Drawing {
    let mut marks = Vec::new();
    let label = |text: &str, y: f64| Mark::Text {
        at: point(0.0, y),
        text: words.say(text),
        size: 13.0,
        bold: false,
        anchor: Anchor::Start,
        ink: Ink::Soft,
    };
    let shares = &summary.shares;
    marks.push(label("bar-made", 12.0));
    let mut x = 0.0;
    for side in SIDES {
        let start = x;
        for owner in &shares.owners {
            let person = &summary.people[owner.person];
            let of_1000 = owner.share.map_or(0, |share| share.of_1000);
            if person.side != side || of_1000 == 0 {
                continue;
            }
            let wide = f64::from(of_1000) / 1000.0 * width;
            let seam = SEAM.min(wide / 4.0);
            marks.push(Mark::Rect {
                at: point(x, 20.0),
                width: wide - seam,
                height: TALL,
                radius: 3.0,
                ink: Ink::of(person),
            });
            if wide > text_width(&person.initials, 13.0) + 10.0 {
                marks.push(Mark::Text {
                    at: point(x + (wide - seam) / 2.0, 20.0 + TALL / 2.0 + 4.5),
                    text: person.initials.clone(),
                    size: 13.0,
                    bold: true,
                    anchor: Anchor::Middle,
                    ink: Ink::OnPerson,
                });
            }
            x += wide;
        }
        if x > start {
            let of_1000 = shares.sides.iter().find(|share| share.side == side);
            let share = words.share(of_1000.and_then(|share| share.of_1000).unwrap_or(0));
            let name = side_name(words, side);
            beneath(
                &mut marks,
                side,
                start,
                x - start,
                20.0 + TALL + 18.0,
                &name,
                &share,
            );
        }
    }
    let below = 20.0 + TALL + 50.0;
    marks.push(label("bar-heads", below));
    let mut x = 0.0;
    for share in &shares.sides {
        let heads = share.heads as f64 / shares.heads().max(1) as f64 * width;
        if heads > 0.0 {
            marks.push(Mark::Rect {
                at: point(x, below + 8.0),
                width: heads - SEAM,
                height: LOW,
                radius: 3.0,
                ink: Ink::Side(share.side),
            });
            let y = below + 8.0 + LOW + 18.0;
            let (name, people) = (side_name(words, share.side), share.heads.to_string());
            beneath(&mut marks, share.side, x, heads, y, &name, &people);
            x += heads;
        }
    }
    Drawing {
        width,
        height: below + 8.0 + LOW + 28.0,
        title: words.say("bar-title"),
        description: words.say("bar-description"),
        marks,
    }
}

/// A side's sign with as much text as there is room for.
fn beneath(
    marks: &mut Vec<Mark>,
    side: Option<Side>,
    x: f64,
    room: f64,
    y: f64,
    name: &str,
    figure: &str,
) {
    const SIZE: f64 = 13.0;
    if room < 14.0 {
        return;
    }
    let (shape, ink) = (Shape::of_side(side), Ink::Side(side));
    marks.push(Mark::Sign {
        shape,
        at: point(x + 6.0, y - 4.5),
        size: 11.0,
        ink,
        hollow: false,
    });
    let full = format!("{name} {figure}");
    let fits = |text: &str| text_width(text, SIZE) + 20.0 < room;
    let text = [full.as_str(), figure].into_iter().find(|text| fits(text));
    if let Some(text) = text {
        marks.push(Mark::Text {
            at: point(x + 17.0, y),
            text: text.to_owned(),
            size: SIZE,
            bold: false,
            anchor: Anchor::Start,
            ink: Ink::Strong,
        });
    }
}
