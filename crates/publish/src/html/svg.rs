//! Drawings and signs as inline SVG. Inks become classes; the style sheet gives them colours.

use super::escape::text;
use super::line::{lightness, side_class};
use crate::document::Sign;
use crate::drawing::{Anchor, Dash, Drawing, Ink, Mark, Point, Shape};
use crate::summary::Side;
use std::fmt::Write;

/// The outlines of the signs, each in a square from −1 to 1, to be used by name.
pub(super) const SIGNS: &str = concat!(
    "<svg width=\"0\" height=\"0\" class=\"unseen\" aria-hidden=\"true\"><defs>",
    "<symbol id=\"circle\" viewBox=\"-1 -1 2 2\" overflow=\"visible\"><circle r=\".92\"/></symbol>",
    "<symbol id=\"square\" viewBox=\"-1 -1 2 2\" overflow=\"visible\">",
    "<rect x=\"-.84\" y=\"-.84\" width=\"1.68\" height=\"1.68\" rx=\".14\"/></symbol>",
    "<symbol id=\"diamond\" viewBox=\"-1 -1 2 2\" overflow=\"visible\">",
    "<path d=\"M0-1.05 1.05 0 0 1.05-1.05 0z\"/></symbol>",
    "<symbol id=\"ring\" viewBox=\"-1 -1 2 2\" overflow=\"visible\">",
    "<circle r=\".84\" fill=\"none\" stroke=\"currentColor\" stroke-width=\".16\"/></symbol>",
    "<symbol id=\"star\" viewBox=\"-1 -1 2 2\" overflow=\"visible\">",
    "<path d=\"M0-1 .27-.29 1.02-.25.44.22.63.95 0 .54-.63.95-.44.22-1.02-.25-.27-.29z\"/></symbol>",
    "<symbol id=\"drop\" viewBox=\"-1 -1 2 2\" overflow=\"visible\">",
    "<path d=\"M0-1.05C.3-.5.72-.12.72.35a.72.68 0 0 1-1.44 0C-.72-.12-.3-.5 0-1.05z\"/></symbol>",
    "<symbol id=\"flag\" viewBox=\"-1 -1 2 2\" overflow=\"visible\">",
    "<path d=\"M-.72-1h.22v2h-.22zM-.4-.9h1.2L.42-.38.8.14H-.4z\"/></symbol>",
    "</defs></svg>\n",
);

/// A drawing; `name` tells apart drawings of one subject.
pub(super) fn svg(drawing: &Drawing, name: &str) -> String {
    let mut out = String::new();
    let (width, height) = (number(drawing.width), number(drawing.height));
    // Escaped texts and plain numbers only.
    put(
        &mut out,
        &format!("<svg class=\"drawing\" viewBox=\"0 0 {width} {height}\" role=\"img\""),
    );
    put(
        &mut out,
        &format!(
            " data-width=\"{name}\" aria-label=\"{}\">\n",
            text(&drawing.title)
        ),
    );
    put(
        &mut out,
        &format!("<desc>{}</desc>\n", text(&drawing.description)),
    );
    for mark in &drawing.marks {
        self::mark(&mut out, mark);
    }
    put(&mut out, "</svg>");
    out
}

fn put(out: &mut String, more: &str) {
    out.push_str(more);
}

fn mark(out: &mut String, mark: &Mark) {
    let done = match mark {
        Mark::Line {
            points,
            ink,
            width,
            dash,
        } => {
            let points: Vec<String> = points.iter().map(coordinates).collect();
            let dash = match dash {
                Dash::Solid => "",
                Dash::Dashed => " stroke-dasharray=\"6 5\"",
                Dash::Dotted => " stroke-dasharray=\"1 5\"",
            };
            writeln!(
                out,
                "<polyline class=\"line {}\" points=\"{}\" stroke-width=\"{}\"{dash}/>",
                class(*ink),
                points.join(" "),
                number(*width),
            )
        }
        Mark::Rect {
            at,
            width,
            height,
            radius,
            ink,
        } => writeln!(
            out,
            "<rect class=\"fill {}\"{} x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
            class(*ink),
            style(*ink),
            number(at.x),
            number(at.y),
            number(*width),
            number(*height),
            number(*radius),
        ),
        Mark::Sign {
            shape,
            at,
            size,
            ink,
            hollow,
        } => writeln!(
            out,
            "<use class=\"{} {}\" href=\"#{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            if *hollow { "hollow" } else { "fill" },
            class(*ink),
            symbol(*shape),
            number(at.x - size / 2.0),
            number(at.y - size / 2.0),
            number(*size),
            number(*size),
        ),
        Mark::Text {
            at,
            text: says,
            size,
            bold,
            anchor,
            ink,
        } => writeln!(
            out,
            "<text class=\"text {}{}\" x=\"{}\" y=\"{}\" font-size=\"{}\" text-anchor=\"{}\">{}</text>",
            class(*ink),
            if *bold { " bold" } else { "" },
            number(at.x),
            number(at.y),
            number(*size),
            match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            },
            text(says),
        ),
    };
    done.expect("a string takes everything");
}

fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Strong => "strong",
        Ink::Soft => "soft",
        Ink::Faint => "faint",
        Ink::Side(side) => side_class(side),
        Ink::Person(side, _) => match side {
            Some(Side::Customer) => "person customers",
            Some(Side::Staff) => "person staff",
            Some(Side::Other) => "person others",
            None => "person untold",
        },
        Ink::OnPerson => "on-person",
        Ink::Wow => "wow",
        Ink::Pain => "pain",
    }
}

fn style(ink: Ink) -> String {
    match ink {
        Ink::Person(_, step) => format!(" style=\"--l:{:.3}\"", lightness(step)),
        _ => String::new(),
    }
}

fn symbol(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "circle",
        Shape::Square => "square",
        Shape::Diamond => "diamond",
        Shape::Ring => "ring",
        Shape::Star => "star",
        Shape::Drop => "drop",
    }
}

fn coordinates(point: &Point) -> String {
    format!("{},{}", number(point.x), number(point.y))
}

/// Two decimals at most, without idle zeros.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A side's sign within a line.
pub(super) fn side(side: Option<Side>) -> String {
    let (class, symbol) = (side_class(side), symbol(Shape::of_side(side)));
    format!("<svg class=\"sign {class}\" aria-hidden=\"true\"><use href=\"#{symbol}\"/></svg>")
}

/// A sign within a line, with what it means; none where the meaning stands beside it.
pub(super) fn sign(sign: Sign, says: &str) -> String {
    let (class, symbol) = match sign {
        Sign::Wow => ("wow", "star"),
        Sign::Pain => ("pain", "drop"),
        Sign::Promise => ("promise", "flag"),
    };
    format!(
        "<svg class=\"sign {class}\"{}><use href=\"#{symbol}\"/></svg>",
        meaning(says)
    )
}

/// Votes as dots.
pub(super) fn dots(votes: u32, most: u32, says: &str) -> String {
    let dots = if votes > most { 1 } else { votes };
    let mut out = format!(
        "<span class=\"votes\"><svg class=\"dots\" viewBox=\"0 0 {w} 8\" width=\"{w}\" height=\"8\"{}>",
        meaning(says),
        w = dots * 9 - 1,
    );
    for dot in 0..dots {
        put(
            &mut out,
            &format!("<circle cx=\"{}\" cy=\"4\" r=\"3.5\"/>", dot * 9 + 4),
        );
    }
    put(&mut out, "</svg>");
    if votes > most {
        put(&mut out, &format!("× {votes}"));
    }
    out + "</span>"
}

fn meaning(says: &str) -> String {
    if says.is_empty() {
        return " aria-hidden=\"true\"".to_owned();
    }
    format!(" role=\"img\" aria-label=\"{}\"", text(says))
}
