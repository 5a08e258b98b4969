//! What the desktop's windows have in common.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use host::protocol::{FromScreen, Recent, ToScreen};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Runtime, State, WebviewWindow};

use crate::dialogs::Dialogs;
use crate::menu;
use crate::screen::{Host, Screen, Window};

/// The host, the dialogs, and who is connected.
pub struct Shell {
    host: Arc<dyn Host>,
    dialogs: Arc<dyn Dialogs>,
    state: Mutex<Windows>,
}

#[derive(Default)]
struct Windows {
    /// By the window's label.
    screens: HashMap<String, Arc<Screen>>,
    /// What was to be told before there was a screen.
    early: Vec<ToScreen>,
    /// Windows whose person is being asked about unsaved changes.
    closing: Vec<String>,
}

impl Shell {
    /// A shell without windows.
    pub fn new(host: Arc<dyn Host>, dialogs: Arc<dyn Dialogs>) -> Self {
        Self {
            host,
            dialogs,
            state: Mutex::default(),
        }
    }

    /// Tells the main window's page something.
    pub fn tell(&self, message: ToScreen) {
        let mut windows = self.windows();
        match windows.screens.get("main").cloned() {
            Some(screen) => {
                drop(windows);
                screen.tell(message);
            }
            None => windows.early.push(message),
        }
    }

    /// Closes the window once nothing unsaved is left behind or the person has decided.
    pub fn close<R: Runtime>(&self, window: WebviewWindow<R>) {
        let label = window.label().to_owned();
        let screen = {
            let mut windows = self.windows();
            if windows.closing.contains(&label) {
                return;
            }
            windows.closing.push(label.clone());
            windows.screens.get(&label).cloned()
        };
        tauri::async_runtime::spawn(async move {
            let close = match screen {
                Some(screen) => screen.may_close().await,
                // A page that never came up has nothing to lose.
                None => true,
            };
            let shell = window.state::<Shell>();
            let mut windows = shell.windows();
            windows.closing.retain(|closing| *closing != label);
            if close {
                windows.screens.remove(&label);
                drop(windows);
                // An error means that it is gone already.
                let _ = window.destroy();
            }
        });
    }

    fn windows(&self) -> MutexGuard<'_, Windows> {
        self.state
            .lock()
            .expect("nothing panics while it holds the list of windows")
    }
}

/// The page of a window starts to listen. A page loaded anew takes the place of the one before.
#[tauri::command]
pub fn connect<R: Runtime>(
    window: WebviewWindow<R>,
    shell: State<'_, Shell>,
    channel: Channel<ToScreen>,
) {
    let page = Page {
        app: window.app_handle().clone(),
        channel,
    };
    let early = std::mem::take(&mut shell.windows().early);
    let screen = Screen::connect(&*shell.host, shell.dialogs.clone(), page, early);
    let before = shell
        .windows()
        .screens
        .insert(window.label().to_owned(), screen);
    drop(before);
}

/// The page says something to the host.
///
/// # Errors
/// If the window is not connected: the page connects and says it again.
#[tauri::command]
pub fn send<R: Runtime>(
    window: WebviewWindow<R>,
    shell: State<'_, Shell>,
    message: FromScreen,
) -> Result<(), &'static str> {
    let screen = shell.windows().screens.get(window.label()).cloned();
    screen.ok_or("not-connected")?.say(message);
    Ok(())
}

struct Page<R: Runtime> {
    app: AppHandle<R>,
    channel: Channel<ToScreen>,
}

impl<R: Runtime> Window for Page<R> {
    fn show(&self, message: ToScreen) {
        // An error means that the window is gone; a closed one needs nothing.
        let _ = self.channel.send(message);
    }

    fn recent(&self, recent: Vec<Recent>) {
        // An error means that the window is gone; a closed one has no menu.
        let _ = menu::show_recent(&self.app, &recent);
    }
}
