//! One window's conversation with the host, and what the desktop adds to it: where the host needs
//! a path, the person is asked in a dialog of the system; and the shell asks for itself what it
//! needs to know, on the same connection, so that both always speak of the same canvas.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::Duration;

use host::protocol::{Answer, Desk, FileState, FromScreen, Recent, SummaryFormat, ToScreen};
use tokio::sync::oneshot;
use workshop::view::Problem;

use crate::dialogs::{Dialogs, Later, NewFile, Unsaved, file_name};
use crate::words::text;

/// What the shell needs of the host.
pub trait Host: Send + Sync + 'static {
    /// A screen connects. What the host has for it goes to `hear`, in order; what the screen has
    /// to say goes into what is given back. Dropping that ends the connection.
    fn connect(&self, hear: Hear) -> Say;
}

/// Takes what the host says. Does not block.
pub type Hear = Box<dyn Fn(ToScreen) + Send + Sync>;
/// Takes what a screen says. Does not block.
pub type Say = Box<dyn Fn(FromScreen) + Send + Sync>;

/// Where a screen is shown.
pub trait Window: Send + Sync + 'static {
    /// Passes a message to the page.
    fn show(&self, message: ToScreen);
    /// The list of recent canvases may have changed.
    fn recent(&self, recent: Vec<Recent>);
}

/// Message ids from here on are the shell's own; a page counts from 1.
const OWN: u32 = 1 << 31;
/// How long the host may take to say whether the canvas may be closed.
const PATIENCE: Duration = Duration::from_secs(10);
/// The page gathers what is typed for a moment (40 ms) before it says it.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// A window's connection.
pub struct Screen {
    window: Box<dyn Window>,
    dialogs: Arc<dyn Dialogs>,
    say: OnceLock<Say>,
    state: Mutex<State>,
}

struct State {
    /// What was asked of the host and still needs the shell.
    asked: HashMap<u32, Asked>,
    next: u32,
    /// What was to be told before the page could hear it; none once it can.
    early: Option<Vec<ToScreen>>,
    choosing: bool,
    title: String,
    path: Option<String>,
}

struct Asked {
    desk: Desk,
    /// Who waits: the shell, or else the page.
    reply: Option<oneshot::Sender<Done>>,
}

/// What came of a request; `None` if the person closed the dialog.
type Done = Result<Option<Answer>, Problem>;

impl Screen {
    /// Connects a window. `early` is passed on as soon as the page can hear it.
    pub fn connect(
        host: &dyn Host,
        dialogs: Arc<dyn Dialogs>,
        window: impl Window,
        early: Vec<ToScreen>,
    ) -> Arc<Self> {
        let screen = Arc::new(Self {
            window: Box::new(window),
            dialogs,
            say: OnceLock::new(),
            state: Mutex::new(State {
                asked: HashMap::new(),
                next: OWN,
                early: Some(early),
                choosing: false,
                title: String::new(),
                path: None,
            }),
        });
        let hearing = Arc::downgrade(&screen);
        let say = host.connect(Box::new(move |message| {
            if let Some(screen) = hearing.upgrade() {
                screen.hear(message);
            }
        }));
        // Just made, so nobody else has set it.
        let _ = screen.say.set(say);
        screen
    }

    /// Passes on what the page says.
    pub fn say(&self, message: FromScreen) {
        if let FromScreen::Desk { id, desk } = &message
            && may_need_a_path(desk)
        {
            let asked = Asked {
                desk: desk.clone(),
                reply: None,
            };
            self.state().asked.insert(*id, asked);
        }
        self.to_host(message);
    }

    /// Tells the page something of the desktop's; kept for it until it can hear.
    pub fn tell(&self, message: ToScreen) {
        if let Some(early) = &mut self.state().early {
            early.push(message);
            return;
        }
        self.window.show(message);
    }

    /// Asks on the shell's own account.
    pub async fn ask(&self, desk: Desk) -> Done {
        let (reply, answer) = oneshot::channel();
        let id = {
            let mut state = self.state();
            let id = state.next;
            state.next += 1;
            let asked = Asked {
                desk: desk.clone(),
                reply: Some(reply),
            };
            state.asked.insert(id, asked);
            id
        };
        self.to_host(FromScreen::Desk { id, desk });
        answer.await.unwrap_or_else(|_| Err(no_answer()))
    }

    /// Leaves the canvas, asking the person about unsaved changes. False: the window stays.
    pub async fn may_close(&self) -> bool {
        tokio::time::sleep(LAST_WORDS).await;
        loop {
            let closing = self.ask(Desk::Close { discard: false });
            let problem = match tokio::time::timeout(PATIENCE, closing).await {
                Ok(Ok(_)) => return true,
                Ok(Err(problem)) => problem,
                Err(_) => no_answer(),
            };
            let title = self.state().title.clone();
            let because = (problem.code != "unsaved").then_some(problem.says.as_str());
            match self.dialogs.unsaved(&title, because).await {
                Unsaved::Cancel => return false,
                Unsaved::Discard => {
                    let leaving = self.ask(Desk::Close { discard: true });
                    // Whatever comes of it: the person has decided.
                    let _ = tokio::time::timeout(PATIENCE, leaving).await;
                    return true;
                }
                Unsaved::Save => match self.ask(Desk::Save).await {
                    Ok(Some(_)) => {}
                    Ok(None) => return false,
                    Err(problem) => {
                        self.window.show(ToScreen::Notice { problem });
                        return false;
                    }
                },
            }
        }
    }

    fn hear(self: &Arc<Self>, message: ToScreen) {
        match message {
            ToScreen::Answer { id, answer } => self.answered(id, Ok(Some(answer))),
            ToScreen::Failed { id, problem } => self.answered(id, Err(problem)),
            message => {
                let welcome = matches!(message, ToScreen::Welcome { .. });
                let renamed = self.note(&message);
                self.window.show(message);
                if welcome {
                    let early = self.state().early.take();
                    for message in early.into_iter().flatten() {
                        self.window.show(message);
                    }
                }
                if welcome || renamed {
                    tauri::async_runtime::spawn(self.clone().look_for_recent());
                }
            }
        }
    }

    /// Remembers which canvas is open. True if its file is another now.
    fn note(&self, message: &ToScreen) -> bool {
        let mut state = self.state();
        match message {
            ToScreen::Canvas { snapshot, file, .. } => {
                state.title.clone_from(&snapshot.board.title);
                state.file_is(file)
            }
            ToScreen::Patch { patch } => {
                if let Some(title) = &patch.title {
                    state.title.clone_from(title);
                }
                false
            }
            ToScreen::File { file } => state.file_is(file),
            ToScreen::NoCanvas => {
                state.title.clear();
                state.path.take().is_some()
            }
            _ => false,
        }
    }

    fn answered(self: &Arc<Self>, id: u32, done: Done) {
        let asked = self.state().asked.remove(&id);
        match (asked, done) {
            (Some(asked), Err(problem)) if problem.code == "needs-a-path" => {
                tauri::async_runtime::spawn(self.clone().choose_path(id, asked));
            }
            (Some(asked), done) => self.finish(id, asked, done),
            (None, done) => self.to_page(id, done),
        }
    }

    fn finish(&self, id: u32, asked: Asked, done: Done) {
        match asked.reply {
            // Nobody waits any longer if the patience was at an end.
            Some(reply) => drop(reply.send(done)),
            None => self.to_page(id, done),
        }
    }

    /// A reply that nobody in the shell waits for.
    fn to_page(&self, id: u32, done: Done) {
        if id >= OWN {
            return;
        }
        self.window.show(match done {
            Ok(answer) => ToScreen::Answer {
                id,
                answer: answer.unwrap_or(Answer::Done),
            },
            Err(problem) => ToScreen::Failed { id, problem },
        });
    }

    /// Asks the person for the path that the host misses, and the host again.
    async fn choose_path(self: Arc<Self>, id: u32, asked: Asked) {
        // One dialog at a time: a second request while one is open counts as closed.
        if std::mem::replace(&mut self.state().choosing, true) {
            return self.finish(id, asked, Ok(None));
        }
        let path = match &asked.desk {
            Desk::Open { .. } => self.dialogs.pick_open(),
            Desk::ExportSummary { format, .. } => {
                self.pick_save("dialog-export", extension_of(*format))
            }
            _ => self.pick_save("dialog-save", "atelier"),
        }
        .await;
        self.state().choosing = false;
        let Some(path) = path else {
            return self.finish(id, asked, Ok(None));
        };
        let Ok(path) = path.into_os_string().into_string() else {
            return self.finish(id, asked, Err(not_unicode()));
        };
        let desk = match asked.desk {
            Desk::Open { .. } => Desk::Open { path: Some(path) },
            Desk::ExportSummary { format, .. } => Desk::ExportSummary {
                format,
                path: Some(path),
            },
            _ => Desk::SaveAs { path: Some(path) },
        };
        let asked = Asked {
            desk: desk.clone(),
            reply: asked.reply,
        };
        self.state().asked.insert(id, asked);
        self.to_host(FromScreen::Desk { id, desk });
    }

    async fn look_for_recent(self: Arc<Self>) {
        if let Ok(Some(Answer::Home { home })) = self.ask(Desk::Home).await {
            self.window.recent(home.recent);
        }
    }

    fn pick_save(&self, question: &'static str, extension: &'static str) -> Later<Option<PathBuf>> {
        let (title, path) = {
            let state = self.state();
            (state.title.clone(), state.path.clone().map(PathBuf::from))
        };
        let stem = path.as_deref().and_then(Path::file_stem);
        self.dialogs.pick_save(NewFile {
            question,
            name: match stem {
                Some(stem) => stem.to_string_lossy().into_owned(),
                None => file_name(&title),
            },
            folder: path.as_deref().and_then(Path::parent).map(Path::to_owned),
            extension,
        })
    }

    fn to_host(&self, message: FromScreen) {
        if let Some(say) = self.say.get() {
            say(message);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state
            .lock()
            .expect("nothing panics while it holds the screen's state")
    }
}

impl State {
    fn file_is(&mut self, file: &FileState) -> bool {
        let changed = self.path != file.path;
        self.path.clone_from(&file.path);
        changed
    }
}

fn may_need_a_path(desk: &Desk) -> bool {
    matches!(
        desk,
        Desk::Open { path: None }
            | Desk::Save
            | Desk::SaveAs { path: None }
            | Desk::ExportSummary { path: None, .. }
    )
}

fn extension_of(format: SummaryFormat) -> &'static str {
    match format {
        SummaryFormat::Markdown => "md",
        SummaryFormat::Html => "html",
    }
}

fn no_answer() -> Problem {
    Problem {
        code: "no-answer".into(),
        says: text("no-answer-says"),
        way_out: text("no-answer-way-out"),
    }
}

fn not_unicode() -> Problem {
    Problem {
        code: "name-not-unicode".into(),
        says: text("name-not-unicode-says"),
        way_out: text("name-not-unicode-way-out"),
    }
}
