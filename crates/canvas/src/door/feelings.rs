//! Steps of the closing questionnaire.

use super::whose::in_ones_own_name;
use crate::canvas::Canvas;
use crate::command::Step;
use crate::entry::{Op, PersonNo};
use crate::feelings::{AGREEMENT, Answer, Told};
use crate::refusal::Refusal;

impl Canvas {
    pub(super) fn open_feelings(&self, step: &Step, by: PersonNo) -> Result<Op, Refusal> {
        self.leads_feelings(step, by)?;
        if self.feelings_open().is_some() {
            return Err(Refusal::new(
                "feelings-open",
                "The closing questions are open already.",
                "Close them when everybody has answered.",
            ));
        }
        // Between the sums of two rounds one could see what a single person added.
        if let Some((_, told)) = self.feelings_told()
            && told.says_something()
        {
            return Err(Refusal::new(
                "feelings-told",
                "The closing questions were asked, and the answers are told.",
                "Ask them again at the end of another workshop.",
            ));
        }
        Ok(Op::OpenFeelings)
    }

    pub(super) fn feel(&self, step: &Step, answer: &Answer) -> Result<Op, Refusal> {
        in_ones_own_name(step)?;
        self.are_feelings_open()?;
        if answer.items.iter().any(|item| !AGREEMENT.contains(item)) {
            return Err(Refusal::new(
                "out-of-range",
                "How much a sentence holds goes from 1 to 7.",
                "Give six numbers from 1 to 7.",
            ));
        }
        if answer.estimate > 1000 {
            return Err(Refusal::new(
                "out-of-range",
                "Nobody's part is more than the whole.",
                "Give a number from 0 to 1000.",
            ));
        }
        Ok(Op::Feel)
    }

    /// What is told is filled in by whoever has the answers.
    pub(super) fn close_feelings(&self, step: &Step, by: PersonNo) -> Result<Op, Refusal> {
        self.leads_feelings(step, by)?;
        self.are_feelings_open()?;
        Ok(Op::CloseFeelings {
            told: Box::new(Told::default()),
        })
    }

    fn are_feelings_open(&self) -> Result<(), Refusal> {
        if self.feelings_open().is_some() {
            return Ok(());
        }
        Err(Refusal::new(
            "feelings-closed",
            "The closing questions are not open.",
            "A facilitator opens them at the end.",
        ))
    }

    fn leads_feelings(&self, step: &Step, by: PersonNo) -> Result<(), Refusal> {
        in_ones_own_name(step)?;
        if self.is_facilitator(by) {
            return Ok(());
        }
        Err(Refusal::new(
            "facilitators-only",
            "Only a facilitator opens and closes the closing questions.",
            "Ask a facilitator.",
        ))
    }
}
