//! The desktop shell of Atelier: window, menu, dialogs, files handed over by the system, and the
//! way between the page and the host. It knows nothing of canvases: what another host of the same
//! page would need too is in `host`.
#![cfg(feature = "desktop")]

mod dialogs;
mod instance;
mod menu;
mod screen;
mod shell;
mod stand_in;
#[cfg(all(test, feature = "mock-runtime"))]
mod tests;
mod words;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime, WebviewWindowBuilder, WindowEvent};

use dialogs::{Dialogs, Native};
use instance::Start;
use screen::Host;
use shell::Shell;

/// Opens the desktop with the files given on the command line, or hands them to the one that is
/// open already. Comes back when the last window is closed.
///
/// # Errors
/// If the data folder cannot be written, or no window can be opened.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    let files: Vec<String> = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .filter_map(|path| absolute(&path))
        .collect();
    let first = match instance::start(&host::data_dir(), &files)? {
        Start::First(first) => first,
        Start::HandedOver => return Ok(()),
    };
    let app = build(
        Builder::default(),
        Arc::new(stand_in::Nothing),
        Arc::new(Native),
        &files,
    )
    .menu(menu::build)
    .build(tauri::generate_context!())?;
    let handle = app.handle().clone();
    first.listen(move |files| raise(&handle, &files));
    app.run(|app, event| happened(app, &event));
    Ok(())
}

/// Adds all that makes the app the desktop but the menu, which needs a display; the runtime may be
/// a mock.
fn build<R: Runtime>(
    builder: Builder<R>,
    host: Arc<dyn Host>,
    dialogs: Arc<dyn Dialogs>,
    files: &[String],
) -> Builder<R> {
    builder
        .manage(Shell::new(host, dialogs, files))
        .invoke_handler(tauri::generate_handler![shell::connect, shell::send])
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(|app| {
            for config in &app.config().app.windows {
                WebviewWindowBuilder::from_config(app, config)?
                    .on_document_title_changed(|window, title| {
                        // An error means that the window is gone.
                        let _ = window.set_title(&title);
                    })
                    .build()?;
            }
            Ok(())
        })
}

/// Reacts to what happens to the app.
fn happened<R: Runtime>(app: &AppHandle<R>, event: &RunEvent) {
    match event {
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } => {
            if let Some(window) = app.get_webview_window(label) {
                api.prevent_close();
                app.state::<Shell>().close(window);
            }
        }
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let files = urls.iter().filter_map(|url| url.to_file_path().ok());
            raise(
                app,
                &files.filter_map(|path| absolute(&path)).collect::<Vec<_>>(),
            );
        }
        _ => {}
    }
}

/// Brings the window forward and opens the files there.
fn raise<R: Runtime>(app: &AppHandle<R>, files: &[String]) {
    if let Some(window) = app.get_webview_window("main") {
        // Errors mean that the window is gone.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
    for path in files {
        app.state::<Shell>().menu(menu::open_item(path));
    }
}

/// The path from the root on, since another start has another working folder. None for a name
/// that is not Unicode.
fn absolute(path: &Path) -> Option<String> {
    std::path::absolute(path)
        .ok()?
        .into_os_string()
        .into_string()
        .ok()
}
