//! Painting on a machine without a graphics card.
//!
//! WebKit would imitate one, and the first picture of a board then takes seconds. Without layers it
//! paints straight with the processor. Measured on two cores without a card, sample workshop, with
//! and without: first frame 0.5 s and 2.3 s after the page began, median frame while panning 17 ms
//! and 51 ms.

use std::os::unix::process::CommandExt;
use std::process::Command;

const SWITCH: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// Starts this program over with WebKit's layers switched off, if there is no card and nobody has
/// chosen otherwise. WebKit reads the choice only from its environment.
pub fn suit_the_machine() {
    if std::env::var_os(SWITCH).is_some() || has_card() {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    // Comes back only if it could not be started over, and then it is painted slowly.
    let _ = Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(SWITCH, "1")
        .exec();
}

fn has_card() -> bool {
    std::fs::read_dir("/dev/dri").is_ok_and(|entries| {
        entries
            .flatten()
            .any(|entry| entry.file_name().as_encoded_bytes().starts_with(b"renderD"))
    })
}
