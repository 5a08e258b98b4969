//! Pictures as shapes: the drawing model.
//!
//! A drawing knows what each mark means ([`Ink`]) and where it stands, not which colour that is: a
//! page on a screen, in the dark or on paper gives the inks their colours. One unit is one pixel at
//! the width the drawing was made for.

mod bar;
mod curve;
mod labels;

pub(crate) use bar::bar;
pub(crate) use curve::curve;

use crate::summary::{Person, Side};

/// A picture with a title and a description for whoever cannot see it.
pub(crate) struct Drawing {
    pub width: f64,
    pub height: f64,
    pub title: String,
    pub description: String,
    /// From the back to the front.
    pub marks: Vec<Mark>,
}

/// A shape.
pub(crate) enum Mark {
    Line {
        points: Vec<Point>,
        ink: Ink,
        width: f64,
        dash: Dash,
    },
    Rect {
        at: Point,
        width: f64,
        height: f64,
        radius: f64,
        ink: Ink,
    },
    /// A sign around its middle; `size` is its height. Hollow ones show the paper inside.
    Sign {
        shape: Shape,
        at: Point,
        size: f64,
        ink: Ink,
        hollow: bool,
    },
    Text {
        at: Point,
        text: String,
        size: f64,
        bold: bool,
        anchor: Anchor,
        ink: Ink,
    },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub x: f64,
    pub y: f64,
}

pub(crate) fn point(x: f64, y: f64) -> Point {
    Point { x, y }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

/// Customers are circles, staff squares, others diamonds; unnamed writers of an untold side are
/// rings. Wow is a star, pain a drop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Circle,
    Square,
    Diamond,
    Ring,
    Star,
    Drop,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// What a mark means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ink {
    /// Text and what must be seen first.
    Strong,
    /// Text beside it.
    Soft,
    /// Lines of a grid.
    Faint,
    Side(Option<Side>),
    /// A person: a step of lightness, `(step, of how many)`, within the side's colour.
    Person(Option<Side>, (usize, usize)),
    /// Text on a person's or a side's colour.
    OnPerson,
    Wow,
    Pain,
}

impl Shape {
    pub fn of_side(side: Option<Side>) -> Self {
        match side {
            Some(Side::Customer) => Shape::Circle,
            Some(Side::Staff) => Shape::Square,
            Some(Side::Other) => Shape::Diamond,
            None => Shape::Ring,
        }
    }
}

impl Ink {
    pub fn of(person: &Person) -> Self {
        Ink::Person(person.side, person.step)
    }
}

/// How wide a text is about, for a face like Inter.
fn text_width(text: &str, size: f64) -> f64 {
    let units = text.chars().map(|c| match c {
        'i' | 'l' | 'j' | 't' | 'f' | 'r' | ' ' | '.' | ',' | '’' => 0.34,
        'm' | 'w' | 'M' | 'W' => 0.88,
        'A'..='Z' => 0.68,
        '\u{1100}'.. => 1.0,
        _ => 0.58,
    });
    units.sum::<f64>() * size
}
