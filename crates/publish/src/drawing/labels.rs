//! Texts beside marks that keep out of each other's way.

use super::{Anchor, Ink, Mark, Point, point, text_width};

/// What is already taken in a drawing.
#[derive(Default)]
pub(super) struct Labels {
    taken: Vec<Area>,
}

#[derive(Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn overlap(&self, other: &Area) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }
}

impl Labels {
    /// Keeps texts off a mark.
    pub fn keep_off(&mut self, at: Point, size: f64) {
        let half = size / 2.0;
        self.taken.push(Area {
            left: at.x - half,
            top: at.y - half,
            right: at.x + half,
            bottom: at.y + half,
        });
    }

    /// Keeps texts off a line, roughly: small areas all along it.
    pub fn keep_off_line(&mut self, from: Point, to: Point) {
        const STEP: f64 = 6.0;
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let steps = ((dx * dx + dy * dy).sqrt() / STEP).ceil().max(1.0);
        for i in 0..=steps as usize {
            let part = i as f64 / steps;
            self.keep_off(point(from.x + dx * part, from.y + dy * part), 4.0);
        }
    }

    /// A text near a mark, where it covers least, within the drawing from `left` to `right` and
    /// from `top` to `bottom`.
    pub fn place(&mut self, near: Point, text: String, ink: Ink, within: [Point; 2]) -> Mark {
        const SIZE: f64 = 13.0;
        let width = text_width(&text, SIZE) + 4.0;
        let [least, most] = within;
        let across = width / 2.0 + 10.0;
        let places = [
            (0.0, -16.0),
            (0.0, 16.0),
            (across, 0.0),
            (-across, 0.0),
            (0.0, -30.0),
            (0.0, 30.0),
            (across, -16.0),
            (-across, -16.0),
            (across, 16.0),
            (-across, 16.0),
        ];
        let mut best: Option<(f64, Point, Area)> = None;
        for (rank, (dx, dy)) in places.into_iter().enumerate() {
            let x = (near.x + dx)
                .min(most.x - width / 2.0)
                .max(least.x + width / 2.0);
            let y = near.y + dy;
            let area = Area {
                left: x - width / 2.0,
                top: y - SIZE * 0.6,
                right: x + width / 2.0,
                bottom: y + SIZE * 0.5,
            };
            let outside = (least.y - area.top).max(area.bottom - most.y).max(0.0);
            let covered: f64 = self.taken.iter().map(|taken| area.overlap(taken)).sum();
            let cost = covered + outside * 100.0 + rank as f64;
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, point(x, y), area));
            }
        }
        let (_, at, area) = best.expect("there are places to choose from");
        self.taken.push(area);
        let at = point(at.x, at.y + SIZE * 0.36);
        Mark::Text {
            at,
            text,
            size: SIZE,
            bold: true,
            anchor: Anchor::Middle,
            ink,
        }
    }
}
