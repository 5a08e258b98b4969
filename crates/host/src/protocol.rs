//! What a screen and the host say to each other, the same in the desktop window (IPC) and in a
//! browser (WebSocket): one JSON message each way.

use canvas::agenda::Writing;
use canvas::board::Person;
use canvas::command::Step;
use canvas::experience::Experience;
use canvas::people::Side;
use ownership::report::{Explanation, Report, Scope, Views};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use workshop::ideas::Idea;
use workshop::replay::Replay;
use workshop::view::{
    Patch, Pointed, Pointer, Presence, Problem, Reaction, Sign, Signal, Snapshot,
};

/// From a screen to the host. `id` grows with every message of a client and comes back with the
/// reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export, optional_fields)]
pub enum FromScreen {
    /// The first message. A returning client gives the `client` it was given before and resends
    /// what was not yet acknowledged.
    Hello { client: Option<String> },
    /// A participant without a seat asks for one: a new one, or one that was prepared.
    Join {
        name: String,
        side: Side,
        seat: Option<String>,
    },
    /// Something said to the room that is not about the canvas.
    Signal { signal: Signal },
    /// Something done on the canvas. `count` numbers this client's commands from 1 without gaps
    /// and is accepted once. `seen` is the `n` of the last snapshot or patch that the author saw.
    /// Commands of one gesture (a typing burst, a drag of five cards) share `gesture`. `writing` is
    /// how the author was told that new cards are written.
    Do {
        count: u32,
        seen: u32,
        gesture: u32,
        #[serde(default, skip_serializing_if = "Writing::is_open")]
        #[ts(as = "Option<Writing>", optional)]
        writing: Writing,
        step: Step,
    },
    /// A question about the open canvas.
    Ask { id: u32, ask: Ask },
    /// Files: home, new, open, save.
    Desk { id: u32, desk: Desk },
    /// Whether this screen's person writes just now, and on which card. A card that is to have no
    /// name is named to nobody.
    Here {
        person: Option<String>,
        card: Option<String>,
        writing: bool,
    },
    /// Where this screen's person points, if anywhere, and whether it shows where others do.
    Point {
        person: Option<String>,
        at: Option<Pointed>,
        shows: bool,
    },
    /// A sign for a card, or for the room.
    React { sign: Sign, card: Option<String> },
}

/// Questions about the open canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "about", rename_all = "snake_case")]
#[ts(export, optional_fields)]
pub enum Ask {
    Ownership {
        scope: Scope,
    },
    Explain {
        person: String,
        scope: Scope,
    },
    /// The same result counted in other ways.
    Views {
        scope: Scope,
    },
    /// What became of a person's ideas.
    Ideas {
        person: String,
    },
    /// The canvas and the shares after the entries of a stretch of the log, as frames.
    Replay {
        scope: Scope,
        /// The last entry before it; 0 for the beginning.
        from: u32,
        /// Its last entry.
        to: u32,
        /// Into how many frames it is cut, as evenly as whole entries allow.
        frames: u32,
    },
    Experience,
    /// A picture on a card.
    Attachment {
        sha256: String,
    },
    /// The workshop summary; `html` or `markdown`.
    Summary {
        format: SummaryFormat,
    },
}

/// How a summary is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SummaryFormat {
    Markdown,
    Html,
}

/// What the facilitator's machine does with files. Without a path the desktop shows its own
/// dialog; a browser gets the refusal `needs-a-path`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "verb", rename_all = "snake_case")]
#[ts(export, optional_fields)]
pub enum Desk {
    /// Recent canvases, templates and samples.
    Home,
    New {
        template: String,
        title: String,
    },
    /// A new canvas from the sample workshop.
    Sample,
    Open {
        path: Option<String>,
    },
    /// A canvas file's text, from a browser.
    OpenText {
        name: String,
        text: String,
    },
    Save,
    SaveAs {
        path: Option<String>,
    },
    /// The canvas as a file's text, for a browser to download.
    Download,
    /// Leaves the canvas. Unsaved changes: refused with `unsaved` unless `discard`.
    Close {
        discard: bool,
    },
    /// Forgets a recent canvas (the file stays).
    Forget {
        path: String,
    },
    /// Opens the workshop to devices on the network, or closes it to them.
    Share {
        on: bool,
    },
    /// Whether whoever comes is let in without being asked for.
    LetAllIn {
        on: bool,
    },
    /// Whether somebody may come in without a name.
    NamesOptional {
        on: bool,
    },
    /// Lets somebody in who waits, in a new seat or in this one.
    Admit {
        guest: u32,
        seat: Option<String>,
    },
    TurnAway {
        guest: u32,
    },
    /// Somebody's devices are sent away; what the person wrote stays.
    Remove {
        person: String,
    },
    /// A new canvas with this one's agenda, stages, lanes and seats, on which nothing was done yet.
    NewFromThis,
    /// Writes the summary to a file.
    ExportSummary {
        format: SummaryFormat,
        path: Option<String>,
    },
}

/// From the host to a screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export, optional_fields)]
pub enum ToScreen {
    /// The answer to `hello`: who this client is, and the last command accepted from it.
    Welcome {
        client: String,
        accepted: u32,
        desktop: bool,
    },
    /// A participant is at the door: what to know before coming in, and how it stands.
    Door {
        door: Door,
    },
    /// Who waits to be let in, for facilitators.
    Waiting {
        guests: Vec<WaitingGuest>,
    },
    /// How the workshop is open to devices on the network, for facilitators.
    Sharing {
        sharing: Sharing,
    },
    /// A facilitator has sent this device away, or the workshop is closed to the network.
    SentAway {
        problem: Problem,
    },
    /// The canvas that is open now; also sent when another is opened.
    Canvas {
        snapshot: Snapshot,
        file: FileState,
        /// Milliseconds since the canvas began: clocks of devices differ.
        #[ts(type = "number")]
        now_ms: u64,
    },
    /// No canvas is open.
    NoCanvas,
    /// Nothing is new, and the line stands: from the last of these a screen knows when it does not.
    Beat,
    Patch {
        patch: Patch,
    },
    /// Commands up to `count` are on disk. `done` tells what an undo or redo took back.
    Ack {
        count: u32,
    },
    /// A command was refused; those after it go on.
    Refused {
        count: u32,
        problem: Problem,
    },
    /// What an undo or redo of this screen did, the last of it, and of how many things.
    Undone {
        count: u32,
        redo: bool,
        times: u32,
        done: workshop::view::Done,
    },
    Answer {
        id: u32,
        answer: Answer,
    },
    /// A question or a file action did not work.
    Failed {
        id: u32,
        problem: Problem,
    },
    File {
        file: FileState,
    },
    Presence {
        people: Vec<Presence>,
    },
    /// Those who point elsewhere than before.
    Pointers {
        people: Vec<Pointer>,
    },
    /// What signs were given in the last moment.
    Reactions {
        given: Vec<Reaction>,
    },
    /// A menu item of the desktop window was chosen.
    Menu {
        item: String,
    },
    /// Something everybody at this screen should know.
    Notice {
        problem: Problem,
    },
}

/// What a participant sees before coming in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Door {
    pub title: String,
    /// Prepared seats that nobody has taken: id, name, side.
    pub seats: Vec<Person>,
    pub names_optional: bool,
    pub state: DoorState,
}

/// How it stands with somebody at the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DoorState {
    /// Has not said who they are.
    New,
    /// Waits to be let in.
    Waiting,
    TurnedAway,
    /// No workshop is open just now; the page waits for one.
    Closed,
}

/// Somebody who waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WaitingGuest {
    pub guest: u32,
    pub name: String,
    pub side: Side,
    pub seat: Option<String>,
}

/// How the workshop is open to devices on the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Sharing {
    pub on: bool,
    /// One for each of the machine's networks.
    pub ways: Vec<WayIn>,
    /// What to type where the address has no code in it.
    pub code: String,
    /// The address that shows the board to the room.
    pub projector: String,
    pub let_all_in: bool,
    pub names_optional: bool,
    /// How many devices have reached one of the addresses so far.
    pub reached: u32,
    /// Since when it is on, in milliseconds since 1970.
    #[ts(type = "number")]
    pub since_ms: u64,
    /// What is wrong with the certificate, if there is one.
    pub warnings: Vec<Problem>,
}

/// An address on one of the machine's networks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WayIn {
    /// The network's name on this machine; the machine's own, where it is found by a name.
    pub network: String,
    /// The address with the code in it.
    pub address: String,
    /// The same to be read aloud: without the code, and without the beginning where it is `http`.
    pub short: String,
    /// The address as a QR code: rows of `1` (dark) and `0`, without a margin.
    pub qr: Vec<String>,
}

/// Answers to [`Ask`] and [`Desk`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "about", rename_all = "snake_case")]
#[ts(export, optional_fields)]
pub enum Answer {
    Ownership {
        report: Report,
    },
    Explain {
        explanation: Explanation,
    },
    Views {
        views: Views,
    },
    Ideas {
        ideas: Vec<Idea>,
    },
    Replay {
        replay: Replay,
    },
    Experience {
        experience: Experience,
    },
    /// A picture, in base64.
    Attachment {
        mime: String,
        data: String,
    },
    Text {
        name: String,
        text: String,
    },
    Home {
        home: Home,
    },
    /// Done; a dialog that was closed without a choice is also done.
    Done,
}

/// The first screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Home {
    pub recent: Vec<Recent>,
    pub templates: Vec<Template>,
    /// Work that a stopped app had not saved.
    pub recovered: Vec<Recovered>,
}

/// A canvas opened before, with a small picture of itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Recent {
    pub path: String,
    pub title: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub opened_ms: u64,
    pub missing: bool,
    /// Number of cards in each cell, row by row (a row for each lane).
    pub cells: Vec<Vec<u32>>,
}

/// A beginning for a new canvas.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Template {
    pub id: String,
    pub name: String,
    pub description: String,
    pub stages: Vec<String>,
    pub lanes: Vec<String>,
}

/// A journal without its file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Recovered {
    /// To be opened as `recovered:` and this id.
    pub id: String,
    pub title: String,
    #[ts(type = "number")]
    pub changed_ms: u64,
}

/// How the open canvas stands on disk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FileState {
    /// None until it was first saved.
    pub path: Option<String>,
    pub saved: Saved,
    /// Why it cannot be changed here, and what to do.
    pub read_only: Option<Problem>,
}

/// Whether the file has everything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case")]
#[ts(export)]
pub enum Saved {
    Saved,
    /// Everything is in the journal, not yet in the file.
    Journal,
    Saving,
    Failed {
        problem: Problem,
    },
}
