//! The questions that the desktop asks in its own dialogs.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;

use rfd::{AsyncFileDialog, AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};

use crate::words::{text, text_with};

/// An answer that comes when the person gives it.
pub type Later<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Asks the person. Everything comes back `None` or [`Unsaved::Cancel`] when the dialog was closed
/// without a choice.
pub trait Dialogs: Send + Sync + 'static {
    /// Which file to open.
    fn pick_open(&self) -> Later<Option<PathBuf>>;
    /// Where to save.
    fn pick_save(&self, file: NewFile) -> Later<Option<PathBuf>>;
    /// What to do with changes that are not in the file. `because` says why the file does not have
    /// them yet, if there is more to say than that.
    fn unsaved(&self, title: &str, because: Option<&str>) -> Later<Unsaved>;
}

/// A file about to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The text of the dialog's title.
    pub question: &'static str,
    /// The name that the dialog starts with, without extension.
    pub name: String,
    /// The folder that the dialog starts in; none: the person's documents.
    pub folder: Option<PathBuf>,
    /// What the name ends with, without a dot.
    pub extension: &'static str,
}

/// What to do with unsaved changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    /// Write them to the file, then close.
    Save,
    /// Close without them.
    Discard,
    /// Stay.
    Cancel,
}

/// The system's own dialogs.
pub struct Native;

impl Dialogs for Native {
    fn pick_open(&self) -> Later<Option<PathBuf>> {
        let dialog = AsyncFileDialog::new()
            .set_title(text("dialog-open"))
            .add_filter(text("files-canvas"), &["atelier"])
            .add_filter(text("files-scenario"), &["json"])
            .add_filter(text("files-all"), &["*"]);
        Box::pin(async { Some(dialog.pick_file().await?.path().to_owned()) })
    }

    fn pick_save(&self, file: NewFile) -> Later<Option<PathBuf>> {
        Box::pin(async move {
            loop {
                let mut dialog = AsyncFileDialog::new()
                    .set_title(text(file.question))
                    .set_file_name(format!("{}.{}", file.name, file.extension));
                if let Some(folder) = file.folder.clone().or_else(documents) {
                    dialog = dialog.set_directory(folder);
                }
                let chosen = dialog.save_file().await?;
                let path = with_extension(chosen.path(), file.extension);
                // The dialog has asked about the name that was typed, not about the one completed.
                if path == chosen.path() || !path.exists() || replace(&path).await {
                    return Some(path);
                }
            }
        })
    }

    fn unsaved(&self, title: &str, because: Option<&str>) -> Later<Unsaved> {
        let mut says = text_with("unsaved-says", &[("title", title)]);
        if let Some(because) = because {
            says = format!("{says}\n\n{because}");
        }
        let [save, discard, cancel] =
            ["unsaved-save", "unsaved-discard", "unsaved-cancel"].map(text);
        let answer = message("unsaved-title", &says)
            .set_buttons(MessageButtons::YesNoCancelCustom(
                save.clone(),
                discard.clone(),
                cancel,
            ))
            .show();
        Box::pin(async move {
            match answer.await {
                MessageDialogResult::Yes => Unsaved::Save,
                MessageDialogResult::No => Unsaved::Discard,
                MessageDialogResult::Custom(chosen) if chosen == save => Unsaved::Save,
                MessageDialogResult::Custom(chosen) if chosen == discard => Unsaved::Discard,
                _ => Unsaved::Cancel,
            }
        })
    }
}

async fn replace(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let [yes, no] = ["replace-yes", "replace-no"].map(text);
    let answer = message(
        "replace-title",
        &text_with("replace-says", &[("name", &name)]),
    )
    .set_buttons(MessageButtons::OkCancelCustom(yes.clone(), no))
    .show()
    .await;
    match answer {
        MessageDialogResult::Ok => true,
        MessageDialogResult::Custom(chosen) => chosen == yes,
        _ => false,
    }
}

fn message(title: &str, says: &str) -> AsyncMessageDialog {
    // GTK takes the description as a format.
    let says = if cfg!(target_os = "linux") {
        says.replace('%', "%%")
    } else {
        says.to_owned()
    };
    AsyncMessageDialog::new()
        .set_level(MessageLevel::Warning)
        .set_title(text(title))
        .set_description(says)
}

fn documents() -> Option<PathBuf> {
    dirs::document_dir()
        .filter(|folder| folder.is_dir())
        .or_else(dirs::home_dir)
}

/// The path as it was typed, with the extension unless it is there already.
fn with_extension(path: &Path, extension: &str) -> PathBuf {
    if path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case(extension))
    {
        return path.to_owned();
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    name.into()
}

/// A title as a file name: without what a file system does not take.
pub fn file_name(title: &str) -> String {
    let name: String = title
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                ' '
            } else {
                c
            }
        })
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    // 255 bytes is the limit of most; the extension and a lock's ending need some of them.
    let end = (0..=200.min(name.len()))
        .rev()
        .find(|&i| name.is_char_boundary(i));
    let name = name[..end.unwrap_or(0)].trim_matches(['.', ' ']);
    if name.is_empty() {
        "Atelier".into()
    } else {
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gets_its_extension_once() {
        for (typed, whole) in [
            ("/w/Renewal", "/w/Renewal.atelier"),
            ("/w/Renewal.atelier", "/w/Renewal.atelier"),
            ("/w/Renewal.ATELIER", "/w/Renewal.ATELIER"),
            ("/w/Version 2.1", "/w/Version 2.1.atelier"),
        ] {
            assert_eq!(
                with_extension(Path::new(typed), "atelier"),
                Path::new(whole)
            );
        }
    }

    #[test]
    fn a_title_becomes_a_name_that_every_file_system_takes() {
        for (title, name) in [
            ("Renewal journey", "Renewal journey"),
            ("Before/after: what\nnow?", "Before after what now"),
            ("..", "Atelier"),
            ("", "Atelier"),
        ] {
            assert_eq!(file_name(title), name);
        }
        assert!(file_name(&"ü".repeat(300)).len() <= 200);
    }
}
