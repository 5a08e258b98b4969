//! The desktop shell of Atelier: window, menu, dialogs, files handed over by the system, and the
//! way between the page and the host. It knows nothing of canvases: what another host of the same
//! page would need too is in `host`.
#![cfg(feature = "desktop")]

mod dialogs;
mod instance;
mod local;
mod menu;
#[cfg(target_os = "linux")]
mod painting;
mod screen;
mod shell;
#[cfg(all(test, feature = "mock-runtime"))]
mod tests;
mod words;

use std::path::Path;
use std::sync::Arc;

use host::protocol::ToScreen;
use host::{Beginning, CertificateFiles, Settings};
use store::Store;
use tauri::{AppHandle, Builder, Manager, RunEvent, Runtime, WebviewWindowBuilder, WindowEvent};

use dialogs::{Dialogs, Native};
use instance::Start;
use screen::Host;
use shell::Shell;

/// Opens the desktop with the file given on the command line, or hands it to the one that is open
/// already. Comes back when the last window is closed.
///
/// # Errors
/// If the data folder cannot be written, or no window can be opened.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    #[cfg(target_os = "linux")]
    painting::suit_the_machine();
    let file = std::env::args_os()
        .skip(1)
        .find(|argument| !argument.as_encoded_bytes().starts_with(b"-"))
        .and_then(|path| absolute(Path::new(&path)));
    let data = host::data_dir();
    let first = match instance::start(&data, file.as_deref())? {
        Start::First(first) => first,
        Start::HandedOver => return Ok(()),
    };
    let host = Arc::new(host::Host::start(Settings {
        certificate: CertificateFiles::from_environment(),
        ..Settings::new(Store::new(data))
    }));
    let app = build(Builder::default(), Arc::new(host.clone()), Arc::new(Native))
        .menu(menu::build)
        .build(tauri::generate_context!())?;
    let handle = app.handle().clone();
    first.listen(move |file| raise(&handle, file));
    if let Some(file) = file {
        begin(&host, app.handle().clone(), file);
    }
    app.run(move |app, event| {
        happened(app, &event);
        if matches!(event, RunEvent::Exit)
            && let Err(problem) = host.stop()
        {
            tracing::warn!("not everything is in the file: {}", problem.says);
        }
    });
    Ok(())
}

/// Opens the first file while the window is still on its way.
fn begin<R: Runtime>(host: &Arc<host::Host>, app: AppHandle<R>, file: String) {
    let host = host.clone();
    std::thread::spawn(move || {
        if let Err(problem) = host.open(Beginning::File(file)) {
            app.state::<Shell>().tell(ToScreen::Notice { problem });
        }
    });
}

/// Adds all that makes the app the desktop but the menu, which needs a display; the runtime may be
/// a mock.
fn build<R: Runtime>(
    builder: Builder<R>,
    host: Arc<dyn Host>,
    dialogs: Arc<dyn Dialogs>,
) -> Builder<R> {
    builder
        .manage(Shell::new(host, dialogs))
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
            let mut files = urls.iter().filter_map(|url| url.to_file_path().ok());
            raise(app, files.find_map(|path| absolute(&path)));
        }
        _ => {}
    }
}

/// Brings the window forward and opens the file there.
fn raise<R: Runtime>(app: &AppHandle<R>, file: Option<String>) {
    if let Some(window) = app.get_webview_window("main") {
        // Errors mean that the window is gone.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
    if let Some(path) = file {
        let item = menu::open_item(&path);
        app.state::<Shell>().tell(ToScreen::Menu { item });
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
