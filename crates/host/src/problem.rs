//! What goes wrong here, each with a code, a sentence and a way out.

use crate::machine;
use canvas::file::FileError;
use canvas::refusal::Refusal;
use std::path::Path;
use workshop::scenario::Stopped;
use workshop::view::Problem;

/// A problem of this crate's own.
pub(crate) fn problem(code: &str, says: impl Into<String>, way_out: impl Into<String>) -> Problem {
    Problem {
        code: code.to_owned(),
        says: says.into(),
        way_out: way_out.into(),
    }
}

/// What the disk says.
pub fn of_store(error: &store::Error) -> Problem {
    problem(error.code(), error.to_string(), error.way_out())
}

/// Why a command was not done.
pub fn of_refusal(refusal: Refusal) -> Problem {
    problem(refusal.code, refusal.says, refusal.way_out)
}

/// Why a scenario was not played.
pub fn of_scenario(stopped: Stopped) -> Problem {
    let says = match stopped.step {
        Some(step) => format!("Step {step}: {}", stopped.refusal.says),
        None => stopped.refusal.says,
    };
    problem(stopped.refusal.code, says, stopped.refusal.way_out)
}

/// Why a file is no canvas.
pub fn of_file(error: &FileError) -> Problem {
    let (says, way_out) = match error {
        FileError::Foreign => (
            error.to_string(),
            "Choose a file that Atelier has saved; its name ends in .atelier.".to_owned(),
        ),
        FileError::Newer(version) => (
            format!(
                "The file was written by a newer version of Atelier (format {version}). \
                 It was not changed."
            ),
            "Update Atelier to open it.".to_owned(),
        ),
        FileError::Broken(_)
        | FileError::Damaged(_)
        | FileError::Changed(_)
        | FileError::Picture(_) => (
            capitalised(&error.to_string()),
            "Open it in Atelier to recover what can be read.".to_owned(),
        ),
    };
    problem(error.code(), says, way_out)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

pub(crate) fn no_canvas() -> Problem {
    problem(
        "no-canvas",
        "No canvas is open.",
        "Open one, or begin a new one.",
    )
}

pub(crate) fn needs_a_path() -> Problem {
    problem(
        "needs-a-path",
        "It is not said where the file is to be.",
        "Name a file, or download a copy.",
    )
}

pub(crate) fn unsaved() -> Problem {
    problem(
        "unsaved",
        "This canvas has not been saved in a file yet.",
        "Save it, or close it without saving.",
    )
}

pub(crate) fn not_yours() -> Problem {
    problem(
        "not-yours",
        "Only the facilitator opens, saves and closes canvases.",
        "Ask the facilitator.",
    )
}

pub(crate) fn projector_only_shows() -> Problem {
    problem(
        "projector-only-shows",
        "This screen only shows the board.",
        "Join with a device of your own.",
    )
}

pub(crate) fn only_leading() -> Problem {
    problem(
        "not-yours",
        "Only a facilitator is told this.",
        "Ask the facilitator.",
    )
}

pub(crate) fn not_shown() -> Problem {
    problem(
        "not-shown",
        "Shares are not shown in this phase.",
        "Wait for the phase in which they are.",
    )
}

pub(crate) fn not_in() -> Problem {
    problem(
        "not-in",
        "You have not been let in yet.",
        "Wait until the facilitator lets you in.",
    )
}

pub(crate) fn name_needed() -> Problem {
    problem(
        "name-needed",
        "In this workshop everybody has a name.",
        "Write your name, or what you want to be called.",
    )
}

pub(crate) fn name_too_long(most: usize) -> Problem {
    problem(
        "too-long",
        format!("A name has at most {most} letters."),
        "Take a shorter one.",
    )
}

pub(crate) fn too_long(most: usize) -> Problem {
    problem(
        "too-long",
        format!("At most {most} letters can be written at once."),
        "Write it in parts.",
    )
}

pub(crate) fn seat_taken() -> Problem {
    problem(
        "seat-taken",
        "Somebody has this seat already.",
        "Choose another, or join with your name.",
    )
}

pub(crate) fn full(most: usize) -> Problem {
    problem(
        "full",
        format!("There are {most} people in this workshop, and there is no room for more."),
        "Share a device with somebody who is in.",
    )
}

pub(crate) fn nobody_waits() -> Problem {
    problem(
        "nobody-waits",
        "This person does not wait any more.",
        "Look who waits now.",
    )
}

pub(crate) fn sent_away() -> Problem {
    problem(
        "sent-away",
        "The facilitator has removed you from the workshop. What you wrote stays.",
        "Talk to the facilitator; you can ask to be let in again.",
    )
}

pub(crate) fn sharing_ended() -> Problem {
    problem(
        "sharing-ended",
        "The workshop is not open to other devices any more.",
        "Wait until the facilitator opens it, then use the new code.",
    )
}

pub(crate) fn no_address(error: &std::io::Error) -> Problem {
    problem(
        "no-address",
        format!("This computer does not let others come in: {error}."),
        "Look whether another program forbids it, then share again.",
    )
}

pub(crate) fn half_a_certificate() -> Problem {
    problem(
        "half-a-certificate",
        "A certificate and its key belong together, and only one of them is given.",
        "Give both files, or neither.",
    )
}

pub(crate) fn unread_certificate(path: &Path, error: &std::io::Error) -> Problem {
    problem(
        "certificate-unread",
        format!("{} could not be read: {error}.", path.display()),
        "Name a file that is there and that Atelier may read.",
    )
}

pub(crate) fn no_certificate(path: &Path) -> Problem {
    problem(
        "no-certificate",
        format!("There is no certificate in {}.", path.display()),
        "Give a PEM file, in which a line says “BEGIN CERTIFICATE”; `openssl pkcs12 -nodes` and \
         `openssl x509 -inform der` make one of other files.",
    )
}

pub(crate) fn broken_certificate(path: &Path) -> Problem {
    problem(
        "broken-certificate",
        format!("A certificate in {} is damaged.", path.display()),
        "Get the file again from whoever issued it.",
    )
}

pub(crate) fn no_key(path: &Path) -> Problem {
    problem(
        "no-key",
        format!("There is no private key in {}.", path.display()),
        "Give the PEM file in which a line says “BEGIN PRIVATE KEY”.",
    )
}

pub(crate) fn locked_key(path: &Path) -> Problem {
    problem(
        "locked-key",
        format!("The key in {} needs a password.", path.display()),
        "Write it without one, where only you can read it: `openssl pkey -in locked.pem -out key.pem`.",
    )
}

pub(crate) fn strange_key(path: &Path) -> Problem {
    problem(
        "strange-key",
        format!(
            "The key in {} is damaged, or of a kind that is not used here.",
            path.display()
        ),
        "Use an RSA key of 2048 bits or more, an ECDSA key (P-256 or P-384), or an Ed25519 key.",
    )
}

pub(crate) fn key_of_another(chain: &Path, key: &Path) -> Problem {
    problem(
        "key-of-another",
        format!(
            "The key in {} does not belong to the first certificate in {}.",
            key.display(),
            chain.display()
        ),
        "Give the key with which this certificate was asked for. Where the file has several, the \
         machine’s own comes first.",
    )
}

pub(crate) fn expired(at_ms: u64) -> Problem {
    problem(
        "certificate-expired",
        format!(
            "The certificate was good until {}. Browsers warn of it.",
            machine::day(at_ms)
        ),
        "Renew it, then start Atelier again.",
    )
}

pub(crate) fn not_valid_yet(at_ms: u64) -> Problem {
    problem(
        "certificate-not-yet",
        format!(
            "The certificate is good from {} on. Until then browsers warn of it.",
            machine::day(at_ms)
        ),
        "Look whether this computer’s clock is right.",
    )
}

pub(crate) fn not_covered() -> Problem {
    problem(
        "not-covered",
        "The certificate is for none of this computer’s addresses, so browsers warn of them.",
        "Tell people a name that the certificate has and that leads to this computer, or get one \
         for its addresses.",
    )
}

pub(crate) fn name_left_open(domain: &str) -> Problem {
    problem(
        "name-left-open",
        format!(
            "The certificate is for names that end in .{domain} and does not say which of them leads \
             to this computer, so browsers warn of these addresses."
        ),
        format!(
            "Start Atelier with one that does: --name atelier.{domain}, or ATELIER_NAME for the \
             window."
        ),
    )
}

pub(crate) fn name_of_another(name: &str, chain: &Path) -> Problem {
    problem(
        "name-of-another",
        format!(
            "The certificate in {} is not for the name “{name}”.",
            chain.display()
        ),
        "Give a name that it has, without a port, or get a certificate for this one.",
    )
}

pub(crate) fn issuer_missing() -> Problem {
    problem(
        "issuer-missing",
        "Whoever issued the certificate is not in its file, so phones may warn of it although it is \
         good.",
        "Give the file with the whole chain, often called fullchain.pem. If you have told every \
         device to trust the issuer, all is well.",
    )
}

/// What participants hear of a canvas that cannot be changed: where it is kept is not theirs.
pub(crate) fn only_to_look_at() -> Problem {
    problem(
        "read-only",
        "This canvas can only be looked at.",
        "Ask the facilitator for one that can be changed.",
    )
}

pub(crate) fn unknown_person(id: &str) -> Problem {
    problem(
        "unknown-name",
        format!("There is no person “{id}”."),
        "Name somebody who is at the table.",
    )
}

pub(crate) fn no_picture() -> Problem {
    problem(
        "no-picture",
        "This picture is not here any more.",
        "Ask whoever brought it to bring it again.",
    )
}

pub(crate) fn ended() -> Problem {
    problem(
        "host-gone",
        "The host has ended.",
        "Start it again; everything acknowledged is on disk.",
    )
}

pub(crate) fn asked_again() -> Problem {
    problem(
        "asked-again",
        "A later question took the place of this one.",
        "Wait for the answer to the later one.",
    )
}

pub(crate) fn no_answer() -> Problem {
    problem(
        "bug",
        "Atelier made a mistake and cannot answer this. Nothing was changed.",
        "Go on; ask for something smaller, or save and open the canvas again.",
    )
}

pub(crate) fn bug() -> Problem {
    problem(
        "bug",
        "Atelier made a mistake and has opened the canvas again from the disk. \
         Everything acknowledged is there.",
        "Go on; what you did last may have to be done again.",
    )
}
