//! A host without a canvas, until the real one is connected.

use host::protocol::{Answer, Desk, FromScreen, Home, ToScreen};
use workshop::view::Problem;

use crate::screen::{Hear, Host, Say};

/// Welcomes a screen and has nothing to show.
pub struct Nothing;

impl Host for Nothing {
    fn connect(&self, hear: Hear) -> Say {
        Box::new(move |message| match message {
            FromScreen::Hello { .. } => {
                hear(ToScreen::Welcome {
                    client: "1".into(),
                    accepted: 0,
                    desktop: true,
                });
                hear(ToScreen::NoCanvas);
            }
            FromScreen::Desk { id, desk } => hear(match desk {
                Desk::Home => ToScreen::Answer {
                    id,
                    answer: Answer::Home {
                        home: Home::default(),
                    },
                },
                Desk::Close { .. } => ToScreen::Answer {
                    id,
                    answer: Answer::Done,
                },
                Desk::Open { path: None }
                | Desk::Save
                | Desk::SaveAs { path: None }
                | Desk::ExportSummary { path: None, .. } => failed(id, "needs-a-path"),
                _ => failed(id, "no-host"),
            }),
            _ => {}
        })
    }
}

fn failed(id: u32, code: &str) -> ToScreen {
    ToScreen::Failed {
        id,
        problem: Problem {
            code: code.into(),
            says: String::new(),
            way_out: String::new(),
        },
    }
}
