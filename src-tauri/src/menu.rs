//! The native menu. Each item has an id; what is chosen goes to the page under that id, except
//! what only the desktop can do.

use host::protocol::{Recent, ToScreen};
use tauri::menu::{Menu, MenuBuilder, MenuItem, MenuItemBuilder, Submenu, SubmenuBuilder};
use tauri::{AppHandle, Manager, Runtime};

use crate::shell::Shell;
use crate::words::text;

/// The submenu of recent canvases.
const RECENT: &str = "open-recent";
/// An item with this before a path opens that file.
const OPEN: &str = "open:";

/// The item that opens this file.
pub fn open_item(path: &str) -> String {
    format!("{OPEN}{path}")
}

/// The whole menu, without recent canvases.
pub fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let recent = SubmenuBuilder::with_id(app, RECENT, text("menu-open-recent")).build()?;
    fill_recent(app, &recent, &[])?;
    let file = SubmenuBuilder::new(app, text("menu-file"))
        .item(&item(app, "new", Some("CmdOrCtrl+N"))?)
        .item(&item(app, "open", Some("CmdOrCtrl+O"))?)
        .item(&recent)
        .separator()
        .item(&item(app, "save", Some("CmdOrCtrl+S"))?)
        .item(&item(app, "save-as", Some("CmdOrCtrl+Shift+S"))?)
        .separator()
        .item(&item(app, "close", Some("CmdOrCtrl+W"))?)
        .item(&item(app, "quit", Some("CmdOrCtrl+Q"))?)
        .build()?;

    // Their keys belong to the page: in a text field they mean the text, elsewhere the canvas.
    let edit = SubmenuBuilder::new(app, text("menu-edit"))
        .item(&item(app, "undo", None)?)
        .item(&item(app, "redo", None)?)
        .separator();
    #[cfg(target_os = "linux")]
    let edit = edit
        .item(&item(app, "cut", None)?)
        .item(&item(app, "copy", None)?)
        .item(&item(app, "paste", None)?)
        .item(&item(app, "select-all", None)?);
    #[cfg(not(target_os = "linux"))]
    let edit = edit
        .cut_with_text(text("menu-cut"))
        .copy_with_text(text("menu-copy"))
        .paste_with_text(text("menu-paste"))
        .select_all_with_text(text("menu-select-all"));
    let edit = edit.build()?;

    let theme = SubmenuBuilder::new(app, text("menu-theme"))
        .item(&item(app, "theme-system", None)?)
        .item(&item(app, "theme-light", None)?)
        .item(&item(app, "theme-dark", None)?)
        .build()?;
    let view = SubmenuBuilder::new(app, text("menu-view"))
        .item(&item(app, "zoom-in", None)?)
        .item(&item(app, "zoom-out", None)?)
        .item(&item(app, "zoom-fit", None)?)
        .separator()
        .item(&theme)
        .build()?;
    let help = SubmenuBuilder::new(app, text("menu-help"))
        .item(&item(app, "keys", None)?)
        .item(&item(app, "about", None)?)
        .build()?;
    MenuBuilder::new(app)
        .items(&[&file, &edit, &view, &help])
        .build()
}

/// Lists the recent canvases, newest first.
pub fn show_recent<R: Runtime>(app: &AppHandle<R>, recent: &[Recent]) -> tauri::Result<()> {
    let Some(menu) = app.menu() else {
        return Ok(());
    };
    for kind in menu.items()? {
        let submenu = kind.as_submenu().and_then(|file| file.get(RECENT));
        if let Some(submenu) = submenu.as_ref().and_then(|kind| kind.as_submenu()) {
            return fill_recent(app, submenu, recent);
        }
    }
    Ok(())
}

fn fill_recent<R: Runtime>(
    app: &AppHandle<R>,
    submenu: &Submenu<R>,
    recent: &[Recent],
) -> tauri::Result<()> {
    while submenu.remove_at(0)?.is_some() {}
    for canvas in recent.iter().filter(|canvas| !canvas.missing).take(10) {
        let item =
            MenuItemBuilder::with_id(open_item(&canvas.path), literal(&canvas.title)).build(app)?;
        submenu.append(&item)?;
    }
    if submenu.items()?.is_empty() {
        let none = MenuItemBuilder::new(text("menu-open-recent-none"))
            .enabled(false)
            .build(app)?;
        submenu.append(&none)?;
    }
    Ok(())
}

/// Does what the menu item with this id stands for.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    let Some(window) = app.get_webview_window("main") else {
        return;
    };
    match id {
        // The window asks about unsaved changes when it is closed. An error means it is gone.
        "quit" => drop(window.close()),
        #[cfg(target_os = "linux")]
        "cut" | "copy" | "paste" | "select-all" => edit(&window, id),
        item => app.state::<Shell>().tell(ToScreen::Menu {
            item: item.to_owned(),
        }),
    }
}

/// Lets the page's text field do what its own keys do.
#[cfg(target_os = "linux")]
fn edit<R: Runtime>(window: &tauri::WebviewWindow<R>, id: &str) {
    let command = match id {
        "cut" => "Cut",
        "copy" => "Copy",
        "paste" => "Paste",
        _ => "SelectAll",
    };
    // An error means that the window is gone.
    let _ = window.with_webview(move |webview| {
        webkit2gtk::WebViewExt::execute_editing_command(&webview.inner(), command);
    });
}

fn item<R: Runtime>(
    app: &AppHandle<R>,
    id: &str,
    keys: Option<&str>,
) -> tauri::Result<MenuItem<R>> {
    let item = MenuItemBuilder::with_id(id, text(&format!("menu-{id}")));
    match keys {
        Some(keys) => item.accelerator(keys),
        None => item,
    }
    .build(app)
}

/// A menu reads `&` as a mark for the letter after it.
fn literal(title: &str) -> String {
    title.replace('&', "&&")
}
