//! A screen as the tests have it: it says things, hears things, and puts the canvas together.

use canvas::agenda::Writing;
use canvas::board::Board;
use canvas::command::{Command, Step, Voices};
use canvas::people::Side;
use host::protocol::{
    Answer, Desk, Door, DoorState, FileState, FromScreen, Saved, Sharing, ToScreen, WaitingGuest,
};
use host::role::Role;
use host::{Connection, Host, Line, Settings};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use store::Store;
use tempfile::TempDir;
use workshop::view::{Floor, ListChange, Patch, Problem, You};

/// A folder for a test: the app's data in it, and room for canvases.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Place {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub fn store(&self) -> Store {
        Store::new(self.data())
    }

    /// A host that does not save by itself.
    pub fn host(&self) -> Host {
        self.host_that_saves_after(Duration::from_secs(3600))
    }

    pub fn host_that_saves_after(&self, autosave: Duration) -> Host {
        Host::start(Settings {
            autosave,
            ..Settings::new(self.store())
        })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A path as messages have it.
    pub fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// What a kill would leave right now, in a place of its own. Canvases with a file stay under
    /// their old path, so only those without are found there.
    pub fn as_a_kill_would_leave_it(&self) -> Place {
        let place = Place::new();
        copy(self.folder.path(), place.folder.path());
        place
    }

    /// What a person reads, without where the test happens to run.
    pub fn redacted(&self, problem: &Problem) -> String {
        let text = format!("[{}] {}\n{}", problem.code, problem.says, problem.way_out);
        let folder = self.folder.path().to_str().unwrap();
        let real = self.folder.path().canonicalize().unwrap();
        let text = text.replace(real.to_str().unwrap(), "").replace(folder, "");
        let holder = host::holder();
        let held = format!("by {} on {}.", holder.user, holder.host);
        let text = text.replace(&held, "by USER on HOST.");
        // Copies are named by what is in them.
        match text.split_once("/set-aside/") {
            Some((before, after)) => {
                let (_, after) = after.split_once(".atelier").unwrap();
                format!("{before}/set-aside/COPY.atelier{after}")
            }
            None => text,
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            // What is removed in this moment is not there after a kill either.
            let _ = std::fs::copy(entry.path(), target);
        }
    }
}

/// A connected screen.
pub struct Screen {
    connection: Option<Connection>,
    heard: Receiver<ToScreen>,
    /// What the host said that this screen is.
    pub client: String,
    pub accepted: u32,
    pub count: u32,
    pub acked: u32,
    pub n: u32,
    pub board: Option<Board>,
    pub file: Option<FileState>,
    pub you: You,
    pub floor: Floor,
    pub door: Option<Door>,
    pub waiting: Vec<WaitingGuest>,
    pub sharing: Sharing,
    /// All that was heard and says nothing about the canvas.
    pub others: Vec<ToScreen>,
    /// It has been shown something.
    ready: bool,
    id: u32,
}

impl Screen {
    pub fn new(host: &Host) -> Self {
        Self::of(host, Role::Facilitator, None)
    }

    pub fn back(host: &Host, client: &str) -> Self {
        Self::of(host, Role::Facilitator, Some(client.to_owned()))
    }

    pub fn of(host: &Host, role: Role, client: Option<String>) -> Self {
        let (send, heard) = mpsc::channel();
        let line = Line::to_desktop(move |message| drop(send.send(message)));
        let mut screen = Screen {
            connection: Some(host.connect(role, line)),
            heard,
            client: String::new(),
            accepted: 0,
            count: 0,
            acked: 0,
            n: 0,
            board: None,
            file: None,
            you: You::default(),
            floor: Floor::default(),
            door: None,
            waiting: Vec::new(),
            sharing: Sharing::default(),
            others: Vec::new(),
            ready: false,
            id: 0,
        };
        screen.say(FromScreen::Hello { client });
        screen.until(|screen| screen.ready);
        screen
    }

    pub fn say(&self, message: FromScreen) {
        self.connection.as_ref().expect("it is there").say(message);
    }

    /// Goes away without a word.
    pub fn leave(&mut self) {
        self.connection = None;
    }

    /// Hears what comes until this is so.
    pub fn until(&mut self, is_so: impl Fn(&Screen) -> bool) {
        let patience = Instant::now() + Duration::from_secs(20);
        while !is_so(self) {
            let left = patience.saturating_duration_since(Instant::now());
            match self.heard.recv_timeout(left) {
                Ok(message) => self.hear(message),
                Err(_) => panic!("it did not happen; heard {:?}", self.others),
            }
        }
    }

    /// Hears whatever comes within a moment.
    pub fn hear_for(&mut self, moment: Duration) {
        let until = Instant::now() + moment;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.heard.recv_timeout(left) {
                Ok(message) => self.hear(message),
                Err(_) => return,
            }
        }
    }

    fn hear(&mut self, message: ToScreen) {
        match message {
            ToScreen::Welcome {
                client, accepted, ..
            } => {
                if client != self.client {
                    self.count = accepted;
                }
                self.client = client;
                self.accepted = accepted;
                self.count = self.count.max(accepted);
            }
            ToScreen::Canvas { snapshot, file, .. } => {
                self.ready = true;
                self.door = None;
                self.n = snapshot.n;
                self.you = snapshot.you;
                self.floor = snapshot.floor;
                self.board = Some(snapshot.board);
                self.file = Some(file);
            }
            ToScreen::NoCanvas => {
                self.ready = true;
                self.board = None;
                self.file = None;
            }
            ToScreen::Patch { patch } => {
                assert_eq!(patch.n, self.n + 1, "no patch is missing");
                self.n = patch.n;
                if let Some(you) = &patch.you {
                    self.you = you.clone();
                }
                if let Some(floor) = &patch.floor {
                    self.floor = floor.clone();
                }
                apply(self.board.as_mut().expect("a canvas is open"), patch);
            }
            ToScreen::Ack { count } => self.acked = self.acked.max(count),
            ToScreen::File { file } => self.file = Some(file),
            ToScreen::Door { door } => {
                self.ready = true;
                self.board = None;
                self.door = Some(door);
            }
            ToScreen::Waiting { guests } => self.waiting = guests,
            ToScreen::Sharing { sharing } => self.sharing = sharing,
            other => self.others.push(other),
        }
    }

    // ── coming in ────────────────────────────────────────────────────────────────────────────

    pub fn join(&self, name: &str) {
        self.say(FromScreen::Join {
            name: name.to_owned(),
            side: Side::Customer,
            seat: None,
        });
    }

    pub fn is_at_the_door(&self, state: DoorState) -> bool {
        self.door.as_ref().is_some_and(|door| door.state == state)
    }

    /// The number of whoever waits under this name.
    pub fn who_waits(&mut self, name: &str) -> u32 {
        let named = |guest: &&WaitingGuest| guest.name == name;
        self.until(|screen| screen.waiting.iter().any(|guest| named(&guest)));
        self.waiting.iter().find(named).unwrap().guest
    }

    /// This facilitator lets somebody in who asks for it; gives back their id.
    pub fn let_in(&mut self, other: &mut Screen, name: &str) -> String {
        other.join(name);
        let guest = self.who_waits(name);
        self.desk(Desk::Admit { guest, seat: None }).unwrap();
        other.until(|other| other.board.is_some());
        other.you.person.clone().unwrap()
    }

    // ── doing ────────────────────────────────────────────────────────────────────────────────

    pub fn step(by: &str, command: Command) -> Step {
        Step {
            by: Some(by.to_owned()),
            voices: Voices::default(),
            tidy: false,
            command,
        }
    }

    /// Does something; gives back its count.
    pub fn act(&mut self, step: Step) -> u32 {
        self.count += 1;
        self.send(self.count, self.n, step);
        self.count
    }

    pub fn send(&self, count: u32, seen: u32, step: Step) {
        self.say(FromScreen::Do {
            count,
            seen,
            gesture: count,
            writing: Writing::Open,
            step,
        });
    }

    /// Does something and waits until it is on disk.
    pub fn act_and_wait(&mut self, step: Step) {
        let count = self.act(step);
        self.until(|screen| screen.acked >= count);
    }

    /// Somebody takes a seat.
    pub fn seat(&mut self, id: &str) {
        self.sit(id, Side::Customer, false);
    }

    /// A person of the staff takes a seat and leads the workshop.
    pub fn lead(&mut self, id: &str) {
        self.sit(id, Side::Staff, true);
    }

    fn sit(&mut self, id: &str, side: Side, facilitator: bool) {
        self.act_and_wait(Step {
            by: None,
            voices: Voices::default(),
            tidy: false,
            command: Command::Person {
                id: id.to_owned(),
                name: id.to_owned(),
                side,
                facilitator,
            },
        });
    }

    /// A new card in the first cell.
    pub fn add(&self, by: &str, card: &str, text: &str) -> Step {
        let board = self.board.as_ref().expect("a canvas is open");
        Self::step(
            by,
            Command::Add {
                card: card.to_owned(),
                stage: board.stages[0].id.clone(),
                lane: board.lanes[0].id.clone(),
                text: text.to_owned(),
                kind: None,
                anonymous: false,
                claim: None,
            },
        )
    }

    pub fn text(&self, card: &str) -> Option<String> {
        let board = self.board.as_ref()?;
        let card = board.cards.iter().find(|c| c.id == card)?;
        Some(card.text.clone())
    }

    // ── asking ───────────────────────────────────────────────────────────────────────────────

    pub fn desk(&mut self, desk: Desk) -> Result<Answer, Problem> {
        self.id += 1;
        let asked = self.id;
        self.say(FromScreen::Desk { id: asked, desk });
        self.answer(asked)
    }

    pub fn ask(&mut self, ask: host::protocol::Ask) -> Result<Answer, Problem> {
        self.id += 1;
        let asked = self.id;
        self.say(FromScreen::Ask { id: asked, ask });
        self.answer(asked)
    }

    fn answer(&mut self, asked: u32) -> Result<Answer, Problem> {
        let is_it = |message: &ToScreen| matches!(message, ToScreen::Answer { id, .. } | ToScreen::Failed { id, .. } if *id == asked);
        self.until(|screen| screen.others.iter().any(is_it));
        let at = self.others.iter().position(is_it).unwrap();
        match self.others.remove(at) {
            ToScreen::Answer { answer, .. } => Ok(answer),
            ToScreen::Failed { problem, .. } => Err(problem),
            _ => unreachable!(),
        }
    }

    /// A new canvas, and Ada at it.
    pub fn begin(&mut self) {
        self.new_canvas();
        self.seat("ada");
    }

    pub fn new_canvas(&mut self) {
        self.desk(Desk::New {
            template: "journey".to_owned(),
            title: "Renewal".to_owned(),
        })
        .unwrap();
        assert!(self.board.is_some());
    }

    pub fn save_as(&mut self, path: String) -> Result<Answer, Problem> {
        self.desk(Desk::SaveAs { path: Some(path) })
    }

    pub fn open(&mut self, path: String) -> Result<Answer, Problem> {
        self.desk(Desk::Open { path: Some(path) })
    }

    pub fn close(&mut self) -> Result<Answer, Problem> {
        self.desk(Desk::Close { discard: false })
    }

    pub fn recovered(&mut self) -> Vec<host::protocol::Recovered> {
        match self.desk(Desk::Home).unwrap() {
            Answer::Home { home } => home.recovered,
            other => panic!("{other:?}"),
        }
    }

    pub fn is_saved(&self) -> bool {
        self.file
            .as_ref()
            .is_some_and(|file| file.saved == Saved::Saved)
    }

    pub fn refused(&self) -> Vec<(u32, Problem)> {
        let refused = self.others.iter().filter_map(|message| match message {
            ToScreen::Refused { count, problem } => Some((*count, problem.clone())),
            _ => None,
        });
        refused.collect()
    }

    pub fn notices(&self) -> Vec<Problem> {
        let notices = self.others.iter().filter_map(|message| match message {
            ToScreen::Notice { problem } => Some(problem.clone()),
            _ => None,
        });
        notices.collect()
    }
}

/// Does to a board what a patch says.
fn apply(board: &mut Board, patch: Patch) {
    for card in patch.cards {
        match board.cards.iter_mut().find(|known| known.id == card.id) {
            Some(known) => *known = card,
            None => board.cards.push(card),
        }
    }
    for change in patch.texts {
        let known = board.cards.iter_mut().find(|known| known.id == change.card);
        let card = known.expect("what is written on is known");
        let mut text: Vec<u16> = card.text.encode_utf16().collect();
        text.splice(
            change.at..change.at + change.delete,
            change.insert.encode_utf16(),
        );
        card.text = String::from_utf16(&text).expect("no character is cut");
        let ListChange { at, delete, insert } = change.letters;
        card.letters.splice(at..at + delete, insert);
    }
    for group in patch.groups {
        match board.groups.iter_mut().find(|known| known.id == group.id) {
            Some(known) => *known = group,
            None => board.groups.push(group),
        }
    }
    if let Some(stages) = patch.stages {
        board.stages = stages;
    }
    if let Some(lanes) = patch.lanes {
        board.lanes = lanes;
    }
    if let Some(ListChange { at, delete, insert }) = patch.people {
        board.people.splice(at..at + delete, insert);
    }
    if let Some(title) = patch.title {
        board.title = title;
    }
    if let Some(purpose) = patch.purpose {
        board.purpose = purpose;
    }
    if let Some(feeling) = patch.feeling {
        board.feeling = feeling;
    }
}
