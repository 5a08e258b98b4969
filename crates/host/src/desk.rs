//! What the facilitator's machine does with files, and what it answers about the open canvas.

use crate::home;
use crate::house::House;
use crate::machine;
use crate::problem::{self, of_store};
use crate::protocol::{Answer, Ask, Desk};
use crate::room::Room;
use crate::studying::Study;
use crate::summary::{extension, summary};
use ownership::report::Scope;
use std::path::Path;
use workshop::replay::{Replay, Stretch};
use workshop::view::Problem;

impl House {
    /// Does what was asked for.
    ///
    /// # Errors
    /// Why not.
    pub fn desk(&mut self, desk: Desk) -> Result<Answer, Problem> {
        match desk {
            Desk::Home => {
                let home = home::home(&self.settings.store)?;
                return Ok(Answer::Home { home });
            }
            Desk::New { template, title } => {
                self.may_leave()?;
                let opening = self.door.begin(&template, &title)?;
                self.enter(opening)?;
            }
            Desk::Sample => {
                self.may_leave()?;
                let opening = self.door.sample()?;
                self.enter(opening)?;
            }
            Desk::Open { path } => {
                if path.as_deref().is_none_or(|path| !self.has_open(path)) {
                    // Before the person is asked for a path in vain.
                    self.may_leave()?;
                    let path = path.ok_or_else(problem::needs_a_path)?;
                    let opening = self.door.open(&path)?;
                    self.enter(opening)?;
                }
            }
            Desk::OpenText { name, text } => {
                self.may_leave()?;
                let opening = self.door.open_text(&name, text.as_bytes())?;
                self.enter(opening)?;
            }
            Desk::Save => self.room()?.save()?,
            Desk::SaveAs { path } => {
                let room = self.room()?;
                let path = path.ok_or_else(problem::needs_a_path)?;
                room.save_as(Path::new(&path))?;
            }
            Desk::Download => {
                let room = self.room()?;
                let bytes = room.workshop.to_bytes();
                return Ok(Answer::Text {
                    name: format!("{}.atelier", room.file_name()),
                    text: String::from_utf8(bytes).expect("a canvas file is UTF-8"),
                });
            }
            Desk::Close { discard } => {
                if self.leave(discard)? {
                    self.show_home();
                }
            }
            Desk::Forget { path } => home::forget(&self.settings.store, &path)?,
            Desk::Share { on } => self.share(on)?,
            Desk::LetAllIn { on } => self.let_all_in(on)?,
            Desk::NamesOptional { on } => self.names_optional(on),
            Desk::Admit { guest, seat } => self.admit(guest, seat)?,
            Desk::TurnAway { guest } => self.turn_away(guest)?,
            Desk::Remove { person } => self.remove(&person)?,
            Desk::NewFromThis => self.begin_anew()?,
            Desk::ExportSummary { format, path } => {
                let room = self.room()?;
                let path = path.ok_or_else(problem::needs_a_path)?;
                let text = summary(&room.workshop, Scope::Board, format)?;
                self.settings
                    .store
                    .save_new(Path::new(&path), &machine::holder(), text.as_bytes())
                    .map_err(|error| of_store(&error))?;
            }
        }
        Ok(Answer::Done)
    }

    /// From a rehearsal to the real workshop: whoever had a seat has it there, too.
    fn begin_anew(&mut self) -> Result<(), Problem> {
        let room = self.room.as_ref().ok_or_else(problem::no_canvas)?;
        // A rehearsal leaves nothing behind; anything else is somebody's work.
        let rehearsed = room.workshop.floor().rehearsal;
        if !rehearsed {
            room.may_close()?;
        }
        let opening = self.door.anew(&room.workshop)?;
        let devices = room.devices();
        let heirs = devices.map(|(secret, person)| (secret.clone(), person.to_owned()));
        let heirs = heirs.collect();
        self.leave(rehearsed)?;
        self.entrance.heirs = heirs;
        self.enter(opening)
    }

    fn room(&mut self) -> Result<&mut Room, Problem> {
        self.room.as_mut().ok_or_else(problem::no_canvas)
    }

    /// Before another canvas is opened: the one that is open must not be lost.
    fn may_leave(&mut self) -> Result<(), Problem> {
        match &mut self.room {
            Some(room) => room.may_close(),
            None => Ok(()),
        }
    }

    fn has_open(&self, path: &str) -> bool {
        let open = self.room.as_ref().and_then(|room| room.keeping.path());
        let real = std::fs::canonicalize(path).ok();
        open.is_some() && open == real.as_deref()
    }
}

/// A replay has as many frames at most, however many a screen asks for.
const MOST_FRAMES: u32 = 2000;

/// An answer, or how it will be made.
pub enum Reply {
    Now(Box<Answer>),
    /// It takes too long for the canvas to wait.
    Later(Study),
}

impl Room {
    /// Answers a question about the canvas.
    ///
    /// # Errors
    /// `unknown-name`; or that the figures do not add up.
    pub fn answer(&self, ask: Ask) -> Result<Reply, Problem> {
        let answer = match ask {
            Ask::Ownership { scope } => Answer::Ownership {
                report: self.workshop.report_in(scope),
            },
            Ask::Explain { person, scope } => {
                let explanation = self.workshop.explain(&person, scope);
                let explanation = explanation.ok_or_else(|| problem::unknown_person(&person))?;
                Answer::Explain { explanation }
            }
            Ask::Views { scope } => Answer::Views {
                views: self.workshop.views(scope),
            },
            Ask::Ideas { person } => {
                let ideas = self.workshop.ideas(&person);
                let ideas = ideas.ok_or_else(|| problem::unknown_person(&person))?;
                Answer::Ideas { ideas }
            }
            Ask::Replay {
                scope,
                from,
                to,
                frames,
            } => {
                let stretch = Stretch {
                    scope,
                    from,
                    to,
                    frames: frames.min(MOST_FRAMES),
                };
                let log = self.workshop.canvas().log();
                let log = log[..log.len().min(to as usize)].to_vec();
                return Ok(Reply::Later(Box::new(move || Answer::Replay {
                    replay: Replay::of(log, stretch),
                })));
            }
            Ask::Attachment { sha256 } => {
                let picture = self.workshop.picture(&sha256);
                let (mime, data) = picture.ok_or_else(problem::no_picture)?;
                Answer::Attachment {
                    mime: mime.to_owned(),
                    data: data.to_owned(),
                }
            }
            Ask::Experience => Answer::Experience {
                experience: self.workshop.canvas().experience(),
            },
            Ask::Summary { format } => Answer::Text {
                name: format!("{}.{}", self.file_name(), extension(format)),
                text: summary(&self.workshop, Scope::Board, format)?,
            },
        };
        Ok(Reply::Now(Box::new(answer)))
    }
}
