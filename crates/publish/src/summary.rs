//! The report model: what stands on a canvas at the end, as figures and references.

mod cards;
mod disagreement;
mod experience;
mod journey;
mod people;
mod shares;
mod votes;

pub use cards::{Card, CardLink, Counts, Promise, Who};
pub use disagreement::Disagreement;
pub use experience::{Curve, Guess, Moment, Rated, StagePoint};
pub use journey::{Group, Journey};
pub use people::{Person, Side};
pub use shares::{Account, Held, Outside, Owner, Piece, Shares, SideShare, SourceText};
pub use votes::{Voted, Votes};

use canvas::board::Board;
use canvas::experience::Experience;
use ownership::report::{Explanation, Report, Scope};

/// What is known of a workshop beside its canvas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The day, `2027-01-31`.
    pub date: Option<String>,
    /// From the first entry of the log to the last.
    pub duration_ms: Option<u64>,
    /// How many entries the log has.
    pub entries: Option<u64>,
    /// The fingerprint of the log, by which a printed summary can be matched with its file.
    pub head: Option<String>,
}

/// Everything a summary tells.
///
/// - `people` stand in the order of joining and are never sorted otherwise.
/// - `cards` are the living ones: first those of the result in the order in which the journey is
///   read, then what was parked or dismissed. A card's number is its place in this list plus one.
///   Removed cards are counted and not shown.
/// - Every sum has been checked: points to their total, shares to a thousand, cards to all cards.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub title: String,
    pub purpose: String,
    pub facts: Facts,
    pub counts: Counts,
    pub people: Vec<Person>,
    pub cards: Vec<Card>,
    pub journey: Journey,
    pub curve: Curve,
    pub votes: Votes,
    /// By the day they are due, those without a proper date last.
    pub promises: Vec<Promise>,
    pub shares: Shares,
}

impl Summary {
    /// Brings together what the engines say about one state of one canvas.
    ///
    /// `explanations` may be of some people only; those people get an account.
    ///
    /// # Errors
    /// When a figure cannot be read, or sums disagree: then the parts are not of one state, or one
    /// of the engines has a bug, and a summary would mislead.
    pub fn new(
        board: &Board,
        report: &Report,
        explanations: &[Explanation],
        experience: &Experience,
        facts: Facts,
    ) -> Result<Self, Disagreement> {
        let people = people::seated(board, report);
        let numbers = cards::Numbers::of(board);
        let curve = experience::curve(board, experience, &numbers)?;
        Ok(Summary {
            title: board.title.trim().to_owned(),
            purpose: board.purpose.trim().to_owned(),
            facts,
            counts: cards::counts(board),
            cards: cards::living(board, &people, &numbers),
            journey: journey::journey(board, &numbers),
            votes: votes::votes(board, &people, &numbers),
            promises: cards::promises(board, &people, &numbers),
            shares: shares::shares(board, report, explanations, &people, &numbers)?,
            curve,
            people,
        })
    }

    /// Whether the result is what is decided, and not everything that stands.
    pub fn decided_only(&self) -> bool {
        self.shares.scope == Scope::Decided
    }

    /// The seats of a side, in the order of joining; unnamed writers are no seats.
    pub fn seats(&self, side: Side) -> impl Iterator<Item = usize> {
        (0..self.people.len())
            .filter(move |&i| self.people[i].side == Some(side) && self.people[i].unnamed.is_none())
    }

    /// Whether votes or ratings were offered to somebody: nobody offers them to no name.
    pub(crate) fn was_offered(&self, owner: &Owner) -> bool {
        owner.had_a_say.offered > 0 && self.people[owner.person].unnamed.is_none()
    }
}
