//! Who took part.

use canvas::board::Board;
pub use canvas::people::Side;
use ownership::report::Report;
use unicode_segmentation::UnicodeSegmentation;

/// A seat or an unnamed writer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    /// Empty for unnamed writers.
    pub name: String,
    /// The number of an unnamed writer.
    pub unnamed: Option<usize>,
    pub side: Option<Side>,
    pub facilitator: bool,
    /// One or two letters of the name.
    pub initials: String,
    /// The person's place among the people of the same side, and how many those are: people are
    /// steps of lightness within their side's colour.
    pub step: (usize, usize),
}

/// The people of the board, then those only the report knows (unnamed writers with points).
pub(super) fn seated(board: &Board, report: &Report) -> Vec<Person> {
    let of_board = board
        .people
        .iter()
        .filter(|p| p.same_as.is_none())
        .map(|p| (&p.id, &p.name, p.side, p.facilitator));
    let of_report = report
        .people
        .iter()
        .filter(|share| board.people.iter().all(|p| p.id != share.id))
        .map(|p| (&p.id, &p.name, p.side, false));

    let mut people: Vec<Person> = Vec::new();
    for (id, name, side, facilitator) in of_board.chain(of_report) {
        let unnamed = name.is_none().then(|| {
            let before = people.iter().filter(|p| p.unnamed.is_some()).count();
            number_at_end(id).unwrap_or(before + 1)
        });
        let name = name.as_deref().unwrap_or_default().trim().to_owned();
        people.push(Person {
            id: id.clone(),
            initials: unnamed.map_or_else(|| initials(&name), |_| "?".to_owned()),
            name,
            unnamed,
            side,
            facilitator,
            step: (0, 0),
        });
    }
    for side in [
        Some(Side::Customer),
        Some(Side::Staff),
        Some(Side::Other),
        None,
    ] {
        let of_side: Vec<usize> = (0..people.len())
            .filter(|&i| people[i].side == side)
            .collect();
        for (step, &i) in of_side.iter().enumerate() {
            people[i].step = (step, of_side.len());
        }
    }
    people
}

/// The number of `anonymous 3`.
fn number_at_end(id: &str) -> Option<usize> {
    id.rsplit(' ').next()?.parse().ok()
}

/// The first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut letters = name
        .unicode_words()
        .filter_map(|word| word.graphemes(true).next());
    let first = letters.next().unwrap_or("?").to_uppercase();
    let last = letters
        .next_back()
        .map(str::to_uppercase)
        .unwrap_or_default();
    first + &last
}

pub(super) fn find(people: &[Person], id: &str) -> Option<usize> {
    people.iter().position(|p| p.id == id)
}
