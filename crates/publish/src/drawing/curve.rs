//! The experience curve: from 1 to 7, stage by stage.

use super::labels::Labels;
use super::{Anchor, Dash, Drawing, Ink, Mark, Point, Shape, point, text_width};
use crate::figure::Figure;
use crate::summary::{Moment, Side, Summary};
use crate::words::{Places, Words, say};

const PLOT: f64 = 240.0;
const LEFT: f64 = 30.0;
const RIGHT: f64 = 10.0;
const LEGEND_ROW: f64 = 22.0;

/// The three lines of the picture.
const LINES: [(&str, Ink, Dash, Shape, bool); 3] = [
    (
        "curve-customers",
        Ink::Side(Some(Side::Customer)),
        Dash::Solid,
        Shape::Circle,
        false,
    ),
    (
        "curve-expected",
        Ink::Soft,
        Dash::Dashed,
        Shape::Circle,
        true,
    ),
    (
        "curve-staff",
        Ink::Side(Some(Side::Staff)),
        Dash::Dotted,
        Shape::Square,
        false,
    ),
];

/// The curve for a page of a given width.
pub(crate) fn curve(summary: &Summary, words: &Words, width: f64) -> Drawing {
    let mut marks = Vec::new();
    let legend = legend(words, width, &mut marks);
    let plot = Plot {
        width,
        top: legend + 30.0,
        stages: summary.curve.stages.len().max(1),
    };
    plot.grid(&mut marks);
    let depth = plot.stage_names(&summary.journey.stages, &mut marks);

    let mut labels = Labels::default();
    for (line, (_, ink, dash, shape, hollow)) in LINES.iter().enumerate().rev() {
        let values: Vec<Option<Point>> = (0..summary.curve.stages.len())
            .map(|stage| {
                let point = &summary.curve.stages[stage];
                let value = [&point.perceived, &point.expected, &point.staff][line].as_ref()?;
                Some(plot.at(plot.middle(stage), value))
            })
            .collect();
        for part in values.split(Option::is_none).filter(|part| part.len() > 1) {
            let points: Vec<Point> = part.iter().flatten().copied().collect();
            for pair in points.windows(2) {
                labels.keep_off_line(pair[0], pair[1]);
            }
            let width = if line == 0 { 3.0 } else { 1.75 };
            marks.push(Mark::Line {
                points,
                ink: *ink,
                width,
                dash: *dash,
            });
        }
        for at in values.into_iter().flatten() {
            let size = if line == 0 { 11.0 } else { 8.0 };
            labels.keep_off(at, size + 2.0);
            marks.push(Mark::Sign {
                shape: *shape,
                at,
                size,
                ink: *ink,
                hollow: *hollow,
            });
        }
    }
    moments(summary, words, &plot, &mut labels, &mut marks);
    Drawing {
        width,
        height: plot.top + PLOT + depth,
        title: words.say("curve-title"),
        description: words.say("curve-description"),
        marks,
    }
}

/// What the lines are. Gives back how far down it reaches.
fn legend(words: &Words, width: f64, marks: &mut Vec<Mark>) -> f64 {
    let (mut x, mut y) = (LEFT, 14.0);
    for (name, ink, dash, shape, hollow) in LINES {
        let text = words.say(name);
        let needed = 40.0 + text_width(&text, 13.0);
        if x > LEFT && x + needed > width {
            (x, y) = (LEFT, y + LEGEND_ROW);
        }
        let points = vec![point(x, y), point(x + 28.0, y)];
        marks.push(Mark::Line {
            points,
            ink,
            width: 2.5,
            dash,
        });
        marks.push(Mark::Sign {
            shape,
            at: point(x + 14.0, y),
            size: 9.0,
            ink,
            hollow,
        });
        marks.push(Mark::Text {
            at: point(x + 36.0, y + 4.5),
            text,
            size: 13.0,
            bold: false,
            anchor: Anchor::Start,
            ink: Ink::Strong,
        });
        x += needed + 24.0;
    }
    y
}

struct Plot {
    width: f64,
    top: f64,
    stages: usize,
}

impl Plot {
    fn column(&self) -> f64 {
        (self.width - LEFT - RIGHT) / self.stages as f64
    }

    fn middle(&self, stage: usize) -> f64 {
        LEFT + self.column() * (stage as f64 + 0.5)
    }

    fn y(&self, value: f64) -> f64 {
        self.top + PLOT * (7.0 - value) / 6.0
    }

    fn at(&self, x: f64, value: &Figure) -> Point {
        point(x, self.y(value.position().clamp(1.0, 7.0)))
    }

    fn grid(&self, marks: &mut Vec<Mark>) {
        for value in 1..=7_u8 {
            let y = self.y(f64::from(value));
            marks.push(Mark::Line {
                points: vec![point(LEFT, y), point(self.width - RIGHT, y)],
                ink: Ink::Faint,
                width: if value == 4 { 1.5 } else { 1.0 },
                dash: Dash::Solid,
            });
            marks.push(Mark::Text {
                at: point(LEFT - 10.0, y + 4.5),
                text: value.to_string(),
                size: 13.0,
                bold: false,
                anchor: Anchor::End,
                ink: Ink::Soft,
            });
        }
    }

    /// The names below the plot, in two lines where needed, or numbers where there is no room.
    /// Gives back how much room they take.
    fn stage_names(&self, stages: &[String], marks: &mut Vec<Mark>) -> f64 {
        const SIZE: f64 = 13.0;
        let room = self.column() - 10.0;
        let numbers = room < 60.0;
        for (stage, name) in stages.iter().enumerate() {
            let lines = if numbers {
                vec![(stage + 1).to_string()]
            } else {
                two_lines(name, room, SIZE)
            };
            for (line, text) in lines.into_iter().enumerate() {
                marks.push(Mark::Text {
                    at: point(
                        self.middle(stage),
                        self.top + PLOT + 26.0 + 17.0 * line as f64,
                    ),
                    text,
                    size: SIZE,
                    bold: false,
                    anchor: Anchor::Middle,
                    ink: Ink::Strong,
                });
            }
        }
        if numbers { 36.0 } else { 54.0 }
    }
}

/// Single moments, each in its stage's column, and the labels of the peak, the end and the stages.
fn moments(
    summary: &Summary,
    words: &Words,
    plot: &Plot,
    labels: &mut Labels,
    marks: &mut Vec<Mark>,
) {
    let curve = &summary.curve;
    let mut named: Vec<(Point, usize)> = Vec::new();
    let mut alone = vec![false; curve.stages.len()];
    for (stage, alone) in alone.iter_mut().enumerate() {
        let here: Vec<usize> = (0..curve.moments.len())
            .filter(|&i| {
                curve.moments[i].stage == Some(stage) && curve.moments[i].customers.is_some()
            })
            .collect();
        for (n, &i) in here.iter().enumerate() {
            let moment = &curve.moments[i];
            let Some(rated) = &moment.customers else {
                continue;
            };
            let across = plot.column() * ((n + 1) as f64 / (here.len() + 1) as f64 - 0.5);
            let at = plot.at(plot.middle(stage) + across, &rated.perceived);
            let marked = curve.peak == Some(i) || curve.end == Some(i);
            if marked {
                let (ink, shape) = (Ink::Strong, Shape::Ring);
                marks.push(Mark::Sign {
                    shape,
                    at,
                    size: 24.0,
                    ink,
                    hollow: false,
                });
                labels.keep_off(at, 24.0);
                named.push((at, i));
                *alone |= here.len() == 1;
            }
            if let Some(sign) = sign(moment, at, here.len() > 1) {
                labels.keep_off(at, 16.0);
                marks.push(sign);
            }
        }
    }
    let within = [
        point(LEFT, plot.top - 24.0),
        point(plot.width - 2.0, plot.top + PLOT + 8.0),
    ];
    for (at, i) in named {
        let Some(rated) = &curve.moments[i].customers else {
            continue;
        };
        let figure = words.figure(&rated.perceived, Places::One);
        let text = match (curve.peak == Some(i), curve.end == Some(i)) {
            (true, true) => say!(words, "curve-peak-and-end", figure = figure),
            (true, false) => say!(words, "curve-peak", figure = figure),
            _ => say!(words, "curve-end", figure = figure),
        };
        labels.keep_off(at, 26.0);
        marks.push(labels.place(at, text, Ink::Strong, within));
    }
    for (stage, point) in curve.stages.iter().enumerate() {
        if let Some(perceived) = point.perceived.as_ref().filter(|_| !alone[stage]) {
            let at = plot.at(plot.middle(stage), perceived);
            let text = words.figure(perceived, Places::One);
            marks.push(labels.place(at, text, Ink::Side(Some(Side::Customer)), within));
        }
    }
}

/// A star, a drop or a small dot; one moment alone in a stage is the stage's own dot.
fn sign(moment: &Moment, at: Point, dot: bool) -> Option<Mark> {
    let (shape, size, ink) = match (moment.wow, moment.pain) {
        (true, _) => (Shape::Star, 17.0, Ink::Wow),
        (_, true) => (Shape::Drop, 17.0, Ink::Pain),
        _ if dot => (Shape::Circle, 6.0, Ink::Side(Some(Side::Customer))),
        _ => return None,
    };
    Some(Mark::Sign {
        shape,
        at,
        size,
        ink,
        hollow: false,
    })
}

/// Breaks a name at a blank into at most two lines and cuts what is too long.
fn two_lines(name: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        let last = lines.len() == 2;
        match lines.last_mut() {
            Some(line) if last || text_width(&format!("{line} {word}"), size) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    for line in &mut lines {
        if text_width(line, size) > room {
            while !line.is_empty() && text_width(&format!("{line}…"), size) > room {
                line.pop();
            }
            line.truncate(line.trim_end().len());
            line.push('…');
        }
    }
    lines
}
