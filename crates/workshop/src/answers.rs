//! The answers to the closing questions while they are open. They never leave the host.

use crate::given::Given;
use canvas::canvas::Canvas;
use canvas::entry::PersonNo;
use canvas::feelings::{Answer, Told};
use canvas::people::Side;

pub type Answers = Given<Answer>;

impl Answers {
    /// How many people have answered.
    pub fn len(&self, canvas: &Canvas) -> usize {
        self.standing(canvas).len()
    }

    /// What of them may be told.
    pub fn told(&self, canvas: &Canvas) -> Told {
        let answers: Vec<(PersonNo, Side, Answer)> = self
            .standing(canvas)
            .into_iter()
            .filter_map(|(person, answer)| Some((person, canvas.side(person)?, *answer)))
            .collect();
        Told::of(&answers)
    }
}
