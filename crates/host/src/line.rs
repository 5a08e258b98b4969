//! The way from the host to one screen.

use crate::protocol::ToScreen;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use workshop::view::Patch;

/// Something on its way to a screen.
#[derive(Clone, Debug)]
pub enum Outgoing {
    Message(Box<ToScreen>),
    /// A patch that others get too, each under a number of their own.
    Patch {
        n: u32,
        patch: Arc<SharedPatch>,
    },
    /// The host is done with this screen.
    Close,
}

/// A patch that several screens get, written as JSON once.
#[derive(Debug)]
pub struct SharedPatch {
    patch: Patch,
    /// What follows the number.
    rest: OnceLock<String>,
}

const BEFORE_NUMBER: &str = r#"{"type":"patch","patch":{"n":"#;

impl SharedPatch {
    /// Takes a patch whose number does not matter.
    pub fn new(patch: Patch) -> Arc<Self> {
        Arc::new(SharedPatch {
            patch: Patch { n: 0, ..patch },
            rest: OnceLock::new(),
        })
    }

    fn to_json(&self, n: u32) -> String {
        let rest = self.rest.get_or_init(|| {
            let message = ToScreen::Patch {
                patch: self.patch.clone(),
            };
            let whole = json(&message);
            let rest = whole
                .strip_prefix(BEFORE_NUMBER)
                .and_then(|rest| rest.strip_prefix('0'))
                .expect("a patch begins with its number");
            rest.to_owned()
        });
        format!("{BEFORE_NUMBER}{n}{rest}")
    }
}

impl Outgoing {
    /// As it goes over a socket; nothing for the end of it.
    pub fn to_json(&self) -> Option<String> {
        match self {
            Outgoing::Message(message) => Some(json(message)),
            Outgoing::Patch { n, patch } => Some(patch.to_json(*n)),
            Outgoing::Close => None,
        }
    }

    /// As it goes within this program; nothing for the end of it.
    pub fn into_message(self) -> Option<ToScreen> {
        match self {
            Outgoing::Message(message) => Some(*message),
            Outgoing::Patch { n, patch } => Some(ToScreen::Patch {
                patch: Patch {
                    n,
                    ..patch.patch.clone()
                },
            }),
            Outgoing::Close => None,
        }
    }
}

impl From<ToScreen> for Outgoing {
    fn from(message: ToScreen) -> Self {
        Outgoing::Message(Box::new(message))
    }
}

/// A message as it goes over a socket.
pub fn json(message: &ToScreen) -> String {
    serde_json::to_string(message).expect("messages of our own are JSON")
}

/// Takes what the host has for one screen, in order, without blocking.
#[derive(Clone)]
pub struct Line {
    send: Arc<dyn Fn(Outgoing) + Send + Sync>,
    /// How much of it is still waiting to go out.
    waiting: Arc<AtomicUsize>,
    pub(crate) desktop: bool,
}

impl Line {
    /// A line within this program, to the desktop's own window.
    pub fn to_desktop(send: impl Fn(ToScreen) + Send + Sync + 'static) -> Self {
        Line {
            send: Arc::new(move |outgoing| {
                if let Some(message) = outgoing.into_message() {
                    send(message);
                }
            }),
            waiting: Arc::default(),
            desktop: true,
        }
    }

    /// A line over a network, which may be slow: `waiting` is how much has not gone out yet.
    pub fn to_browser(
        send: impl Fn(Outgoing) + Send + Sync + 'static,
        waiting: Arc<AtomicUsize>,
    ) -> Self {
        Line {
            send: Arc::new(send),
            waiting,
            desktop: false,
        }
    }

    pub(crate) fn send(&self, outgoing: impl Into<Outgoing>) {
        (self.send)(outgoing.into());
    }

    pub(crate) fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_patch_reads_the_same_on_either_way() {
        let patch = Patch {
            title: Some("Renewal \"2027\"".to_owned()),
            feeling: Some(55),
            ..Patch::default()
        };
        let shared = SharedPatch::new(patch);
        for n in [1, 812] {
            let patch = shared.clone();
            let outgoing = Outgoing::Patch { n, patch };
            let json = outgoing.to_json().unwrap();
            let read: ToScreen = serde_json::from_str(&json).unwrap();
            assert_eq!(Some(read), outgoing.into_message());
        }
    }
}
