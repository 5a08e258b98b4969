//! The host: one thread that has the open canvas and everybody who is connected.
//!
//! All that comes in, comes through one channel. In each turn the thread does everything that is
//! waiting, and then sends each screen one patch for all of it.

use crate::certificate::CertificateFiles;
use crate::counts::{Counts, Tally};
use crate::front::Front;
use crate::house::House;
use crate::line::Line;
use crate::problem;
use crate::protocol::{FromScreen, Sharing};
use crate::role::Role;
use crate::syncing::Syncing;
use crate::token::Keys;
use std::any::Any;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;
use std::time::Duration;
use store::Store;
use workshop::view::Problem;

/// How a host works.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The disk.
    pub store: Store,
    /// How long after a change a canvas that has a path is saved.
    pub autosave: Duration,
    /// What encrypts a workshop that is open to the network. They are read each time it is opened.
    pub certificate: CertificateFiles,
}

impl Settings {
    /// As people use it.
    pub fn new(store: Store) -> Self {
        Settings {
            store,
            autosave: Duration::from_secs(30),
            certificate: CertificateFiles::default(),
        }
    }
}

/// A running host. Dropping it saves what has a path and ends it; the journal has the rest.
pub struct Host {
    reception: Reception,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// Where screens come to a host: its thread's ear, and the keys by which it lets them in.
#[derive(Clone)]
pub struct Reception {
    pub events: Sender<Event>,
    pub keys: Arc<Keys>,
    pub tally: Arc<Tally>,
    /// Where a server of this program listens for this host, if one does.
    pub front: Arc<OnceLock<Front>>,
}

/// A screen's connection. Dropping it ends it.
pub struct Connection {
    id: u32,
    events: Sender<Event>,
}

/// Something that keeps a sender back until the host has done what it sent.
pub type Permit = Box<dyn Any + Send>;

pub enum Event {
    Connected {
        id: u32,
        role: Role,
        line: Line,
    },
    Said {
        id: u32,
        message: FromScreen,
        _permit: Option<Permit>,
    },
    /// All that was waiting for a slow screen has gone out.
    Drained {
        id: u32,
    },
    Left {
        id: u32,
    },
    Synced {
        epoch: u32,
        synced: Result<u64, Problem>,
    },
    Open {
        what: Beginning,
        answer: Sender<Result<(), Problem>>,
    },
    Share {
        on: bool,
        answer: Sender<Result<Sharing, Problem>>,
    },
    /// Another device has reached the page where people join.
    Reached,
    Stop {
        answer: Sender<Result<(), Problem>>,
    },
}

/// What a host begins with.
#[derive(Clone, Debug)]
pub enum Beginning {
    /// A canvas or scenario file.
    File(String),
    /// A new canvas from the template of that id.
    Template(String),
    /// A new canvas from the sample workshop.
    Sample,
}

impl Host {
    /// Starts a host without a canvas.
    pub fn start(settings: Settings) -> Self {
        let (events, received) = mpsc::channel();
        let synced = events.clone();
        let syncing = Syncing::start(move |epoch, synced_to| {
            let synced_to = synced_to.map_err(|error| problem::of_store(&error));
            // The host may have ended.
            let _ = synced.send(Event::Synced {
                epoch,
                synced: synced_to,
            });
        });
        let reception = Reception {
            events,
            keys: Arc::new(Keys::new()),
            tally: Arc::default(),
            front: Arc::default(),
        };
        let house = House::new(settings, syncing, reception.clone());
        let thread = std::thread::Builder::new()
            .name("host".to_owned())
            .spawn(move || house.run(&received))
            .expect("the system can start a thread");
        Host {
            reception,
            thread: Mutex::new(Some(thread)),
        }
    }

    /// Lets a screen in. What the host has for it goes down the line.
    pub fn connect(&self, role: Role, line: Line) -> Connection {
        self.reception.connect(role, line)
    }

    pub(crate) fn reception(&self) -> &Reception {
        &self.reception
    }

    /// What this host did not take so far.
    pub fn counts(&self) -> Counts {
        self.reception.tally.so_far()
    }

    /// Opens a canvas.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn open(&self, what: Beginning) -> Result<(), Problem> {
        self.ask(|answer| Event::Open { what, answer })
    }

    /// Opens the workshop to devices on the network, or closes it to them.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub fn share(&self, on: bool) -> Result<Sharing, Problem> {
        self.ask(|answer| Event::Share { on, answer })
    }

    /// Saves and ends. Screens are told that it is over.
    ///
    /// # Errors
    /// Why not everything is in the file; the journal has it.
    pub fn stop(&self) -> Result<(), Problem> {
        let thread = self.thread.lock().expect("nothing panics here").take();
        let Some(thread) = thread else { return Ok(()) };
        let stopped = self.ask(|answer| Event::Stop { answer });
        // A panic of the thread has been reported, and there is nothing more to end.
        let _ = thread.join();
        stopped
    }

    fn ask<A>(
        &self,
        event: impl FnOnce(Sender<Result<A, Problem>>) -> Event,
    ) -> Result<A, Problem> {
        let (answer, answered) = mpsc::channel();
        let _ = self.reception.events.send(event(answer));
        answered.recv().unwrap_or_else(|_| Err(problem::ended()))
    }
}

impl Reception {
    pub fn connect(&self, role: Role, line: Line) -> Connection {
        static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(1);
        let id = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        // If the host has ended, nothing ever comes down the line.
        let _ = self.events.send(Event::Connected { id, role, line });
        Connection {
            id,
            events: self.events.clone(),
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        if let Err(problem) = self.stop() {
            tracing::warn!("not everything is in the file: {}", problem.says);
        }
    }
}

impl Connection {
    /// Passes on what the screen says.
    pub fn say(&self, message: FromScreen) {
        self.say_with(message, None);
    }

    /// The same; `permit` is dropped when the host has done it.
    pub fn say_with(&self, message: FromScreen, permit: Option<Permit>) {
        let _ = self.events.send(Event::Said {
            id: self.id,
            message,
            _permit: permit,
        });
    }

    /// All that was waiting for this screen has gone out.
    pub fn drained(&self) {
        let _ = self.events.send(Event::Drained { id: self.id });
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let _ = self.events.send(Event::Left { id: self.id });
    }
}
