//! The thread that answers what takes longer than the canvas can wait.
//!
//! A question comes with everything that its answer is made of, so that people go on working
//! meanwhile. Each screen has one question waiting at most: a later one takes its place.

use crate::line::Line;
use crate::problem;
use crate::protocol::{Answer, ToScreen};
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

/// What makes an answer.
pub type Study = Box<dyn FnOnce() -> Answer + Send>;

/// Asks for answers.
pub struct Studying {
    desk: Arc<Desk>,
}

#[derive(Default)]
struct Desk {
    pile: Mutex<Pile>,
    changed: Condvar,
}

#[derive(Default)]
struct Pile {
    waiting: VecDeque<Order>,
    over: bool,
}

struct Order {
    guest: u32,
    line: Line,
    id: u32,
    study: Study,
}

impl Studying {
    /// Starts the thread. It ends when this is dropped.
    pub fn start() -> Self {
        let desk = Arc::new(Desk::default());
        let own = desk.clone();
        thread::spawn(move || {
            while let Some(order) = own.next() {
                // Sent from here: a long answer takes its time to be written, too.
                let Order { line, id, .. } = order;
                line.send(match catch_unwind(AssertUnwindSafe(order.study)) {
                    Ok(answer) => ToScreen::Answer { id, answer },
                    Err(_) => ToScreen::Failed {
                        id,
                        problem: problem::no_answer(),
                    },
                });
            }
        });
        Studying { desk }
    }

    /// Has a guest's question answered down its line.
    pub fn order(&self, guest: u32, line: Line, id: u32, study: Study) {
        let mut pile = self.desk.pile();
        let earlier = pile.waiting.iter().position(|order| order.guest == guest);
        if let Some(earlier) = earlier.and_then(|at| pile.waiting.remove(at)) {
            earlier.line.send(ToScreen::Failed {
                id: earlier.id,
                problem: problem::asked_again(),
            });
        }
        pile.waiting.push_back(Order {
            guest,
            line,
            id,
            study,
        });
        self.desk.changed.notify_one();
    }
}

impl Drop for Studying {
    fn drop(&mut self) {
        self.desk.pile().over = true;
        self.desk.changed.notify_one();
    }
}

impl Desk {
    fn pile(&self) -> MutexGuard<'_, Pile> {
        self.pile.lock().expect("nothing panics here")
    }

    /// Waits for an order; none when it is over.
    fn next(&self) -> Option<Order> {
        let mut pile = self.pile();
        loop {
            if pile.over {
                return None;
            }
            if let Some(order) = pile.waiting.pop_front() {
                return Some(order);
            }
            pile = self.changed.wait(pile).expect("nothing panics here");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;
    use std::time::Duration;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn line() -> (Line, mpsc::Receiver<ToScreen>) {
        let (send, heard) = mpsc::channel();
        (
            Line::to_desktop(move |message| drop(send.send(message))),
            heard,
        )
    }

    #[test]
    fn a_later_question_takes_the_place_of_one_that_still_waits() {
        let studying = Studying::start();
        let (go, wait) = mpsc::channel::<()>();
        let (first, _) = line();
        let busy: Study = Box::new(move || {
            let _ = wait.recv();
            Answer::Done
        });
        studying.order(1, first, 1, busy);
        let (second, heard) = line();
        for id in [7, 8] {
            studying.order(2, second.clone(), id, Box::new(|| Answer::Done));
        }
        go.send(()).unwrap();
        let code = match heard.recv_timeout(PATIENCE).unwrap() {
            ToScreen::Failed { id: 7, problem } => problem.code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code, "asked-again");
        let answer = Answer::Done;
        let answered = heard.recv_timeout(PATIENCE).unwrap();
        assert_eq!(answered, ToScreen::Answer { id: 8, answer });
    }

    #[test]
    fn a_bug_in_one_answer_leaves_the_others() {
        let studying = Studying::start();
        let (line, heard) = line();
        studying.order(
            1,
            line.clone(),
            1,
            Box::new(|| panic!("a bug of the test's own")),
        );
        let code = match heard.recv_timeout(PATIENCE).unwrap() {
            ToScreen::Failed { id: 1, problem } => problem.code,
            other => panic!("{other:?}"),
        };
        assert_eq!(code, "bug");
        studying.order(1, line, 2, Box::new(|| Answer::Done));
        let answer = Answer::Done;
        let answered = heard.recv_timeout(PATIENCE).unwrap();
        assert_eq!(answered, ToScreen::Answer { id: 2, answer });
    }
}
