//! The shell with a host and dialogs that only remember what they were asked, and without a
//! display.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use host::protocol::{Answer, Desk, FromScreen, Home, Recent, SummaryFormat, ToScreen};
use tauri::async_runtime::block_on;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{
    INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets,
};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, RunEvent, WebviewWindow, WebviewWindowBuilder};
use workshop::view::Problem;

use crate::dialogs::{Dialogs, Later, NewFile, Unsaved};
use crate::screen::{Hear, Host, Say, Screen, Window};
use crate::{build, happened};

/// Answers as a host does that has a canvas with or without unsaved changes.
#[derive(Clone, Default)]
struct Canvas(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    unsaved: bool,
    path: Option<String>,
    broken: bool,
    heard: Vec<FromScreen>,
    recent: Vec<Recent>,
}

impl Canvas {
    fn unsaved() -> Self {
        let canvas = Self::default();
        canvas.0.lock().unwrap().unsaved = true;
        canvas
    }

    fn desk(&self) -> Vec<Desk> {
        let told = self.0.lock().unwrap();
        let desk = told.heard.iter().filter_map(|message| match message {
            FromScreen::Desk { desk, .. } if *desk != Desk::Home => Some(desk.clone()),
            _ => None,
        });
        desk.collect()
    }
}

impl Told {
    fn answer(&mut self, desk: Desk) -> Result<Answer, &'static str> {
        match desk {
            Desk::Close { discard: false } if self.unsaved => Err("unsaved"),
            Desk::Save if self.broken => Err("disk-full"),
            Desk::Save if self.path.is_none() => Err("needs-a-path"),
            Desk::Open { path: None }
            | Desk::SaveAs { path: None }
            | Desk::ExportSummary { path: None, .. } => Err("needs-a-path"),
            Desk::Save => {
                self.unsaved = false;
                Ok(Answer::Done)
            }
            Desk::SaveAs { path } => {
                self.unsaved = false;
                self.path = path;
                Ok(Answer::Done)
            }
            Desk::Home => Ok(Answer::Home {
                home: Home {
                    recent: self.recent.clone(),
                    ..Home::default()
                },
            }),
            _ => Ok(Answer::Done),
        }
    }
}

impl Host for Canvas {
    fn connect(&self, hear: Hear) -> Say {
        let canvas = self.clone();
        Box::new(move |message| {
            canvas.0.lock().unwrap().heard.push(message.clone());
            match message {
                FromScreen::Hello { .. } => hear(ToScreen::Welcome {
                    client: "1".into(),
                    accepted: 0,
                    desktop: true,
                }),
                FromScreen::Desk { id, desk } => {
                    let answer = canvas.0.lock().unwrap().answer(desk);
                    hear(match answer {
                        Ok(answer) => ToScreen::Answer { id, answer },
                        Err(code) => ToScreen::Failed {
                            id,
                            problem: problem(code),
                        },
                    });
                }
                _ => {}
            }
        })
    }
}

fn problem(code: &str) -> Problem {
    Problem {
        code: code.into(),
        says: format!("{code}."),
        way_out: String::new(),
    }
}

/// Answers the dialogs in the order given; none left counts as closed.
#[derive(Default)]
struct Person {
    files: Mutex<VecDeque<&'static str>>,
    choices: Mutex<VecDeque<Unsaved>>,
    asked: AtomicUsize,
}

impl Person {
    fn who(files: &[&'static str], choices: &[Unsaved]) -> Arc<Self> {
        Arc::new(Self {
            files: Mutex::new(files.iter().copied().collect()),
            choices: Mutex::new(choices.iter().copied().collect()),
            asked: AtomicUsize::new(0),
        })
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    fn file(&self) -> Later<Option<PathBuf>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let file = self.files.lock().unwrap().pop_front();
        Box::pin(async move { file.map(PathBuf::from) })
    }
}

impl Dialogs for Person {
    fn pick_open(&self) -> Later<Option<PathBuf>> {
        self.file()
    }

    fn pick_save(&self, _: NewFile) -> Later<Option<PathBuf>> {
        self.file()
    }

    fn unsaved(&self, _: &str, _: Option<&str>) -> Later<Unsaved> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let choice = self.choices.lock().unwrap().pop_front();
        Box::pin(async move { choice.unwrap_or(Unsaved::Cancel) })
    }
}

/// Remembers what the page was shown.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<ToScreen>>>);

impl Window for Page {
    fn show(&self, message: ToScreen) {
        self.0.lock().unwrap().push(message);
    }

    fn recent(&self, _: Vec<Recent>) {}
}

impl Page {
    fn wait_for(&self, wanted: impl Fn(&ToScreen) -> bool) -> ToScreen {
        eventually(|| self.0.lock().unwrap().iter().find(|m| wanted(m)).cloned())
    }

    fn answer(&self, wanted: u32) -> ToScreen {
        self.wait_for(|message| {
            matches!(message, ToScreen::Answer { id, .. } | ToScreen::Failed { id, .. } if *id == wanted)
        })
    }

    fn items(&self) -> Vec<String> {
        let shown = self.0.lock().unwrap();
        let items = shown.iter().filter_map(|message| match message {
            ToScreen::Menu { item } => Some(item.clone()),
            _ => None,
        });
        items.collect()
    }
}

fn menu(item: &str) -> ToScreen {
    ToScreen::Menu { item: item.into() }
}

fn eventually<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..500 {
        if let Some(found) = look() {
            return found;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not happen within five seconds");
}

fn screen(canvas: &Canvas, person: &Arc<Person>) -> (Arc<Screen>, Page) {
    let page = Page::default();
    let screen = Screen::connect(canvas, person.clone(), page.clone(), vec![menu("open:/a")]);
    (screen, page)
}

#[test]
fn where_the_host_needs_a_path_the_person_is_asked_and_the_page_gets_one_answer() {
    let export = |path| Desk::ExportSummary {
        format: SummaryFormat::Html,
        path,
    };
    let path = || Some("/w/a".to_owned());
    for (asked, resent) in [
        (Desk::Open { path: None }, Desk::Open { path: path() }),
        (Desk::Save, Desk::SaveAs { path: path() }),
        (Desk::SaveAs { path: None }, Desk::SaveAs { path: path() }),
        (export(None), export(path())),
    ] {
        let (canvas, person) = (Canvas::default(), Person::who(&["/w/a"], &[]));
        let (screen, page) = screen(&canvas, &person);
        screen.say(FromScreen::Desk {
            id: 7,
            desk: asked.clone(),
        });
        assert!(matches!(page.answer(7), ToScreen::Answer { .. }));
        assert_eq!(canvas.desk(), [asked, resent]);
        assert_eq!(page.0.lock().unwrap().len(), 1);
    }
}

#[test]
fn a_dialog_closed_without_a_choice_is_done() {
    let (canvas, person) = (Canvas::default(), Person::who(&[], &[]));
    let (screen, page) = screen(&canvas, &person);
    screen.say(FromScreen::Desk {
        id: 1,
        desk: Desk::Open { path: None },
    });
    assert!(matches!(
        page.answer(1),
        ToScreen::Answer {
            answer: Answer::Done,
            ..
        }
    ));
    assert_eq!(canvas.desk().len(), 1);
}

#[test]
fn other_refusals_go_to_the_page() {
    let (canvas, person) = (Canvas::unsaved(), Person::who(&[], &[]));
    let (screen, page) = screen(&canvas, &person);
    screen.say(FromScreen::Desk {
        id: 1,
        desk: Desk::Close { discard: false },
    });
    let ToScreen::Failed { problem, .. } = page.answer(1) else {
        panic!("refused");
    };
    assert_eq!(problem.code, "unsaved");
    assert_eq!(person.asked(), 0);
}

#[test]
fn menu_items_wait_until_the_page_can_hear_them() {
    let (canvas, person) = (Canvas::default(), Person::who(&[], &[]));
    let (screen, page) = screen(&canvas, &person);
    screen.tell(menu("save"));
    assert!(page.items().is_empty());
    screen.say(FromScreen::Hello { client: None });
    screen.tell(menu("undo"));
    assert_eq!(page.items(), ["open:/a", "save", "undo"]);
    assert!(matches!(
        page.0.lock().unwrap()[0],
        ToScreen::Welcome { .. }
    ));
}

#[test]
fn a_saved_canvas_closes_without_a_question() {
    let (canvas, person) = (Canvas::default(), Person::who(&[], &[]));
    let (screen, _) = screen(&canvas, &person);
    assert!(block_on(screen.may_close()));
    assert_eq!(person.asked(), 0);
}

#[test]
fn unsaved_changes_are_the_persons_decision() {
    let close = |discard| Desk::Close { discard };
    let save_as = || Desk::SaveAs {
        path: Some("/w/a".into()),
    };
    for (choices, files, closes, steps) in [
        (vec![Unsaved::Cancel], vec![], false, vec![close(false)]),
        (
            vec![Unsaved::Discard],
            vec![],
            true,
            vec![close(false), close(true)],
        ),
        (
            vec![Unsaved::Save],
            vec!["/w/a"],
            true,
            vec![close(false), Desk::Save, save_as(), close(false)],
        ),
        // Closing the dialog for the path is a second thought about closing.
        (
            vec![Unsaved::Save],
            vec![],
            false,
            vec![close(false), Desk::Save],
        ),
    ] {
        let (canvas, person) = (Canvas::unsaved(), Person::who(&files, &choices));
        let (screen, _) = screen(&canvas, &person);
        assert_eq!(block_on(screen.may_close()), closes, "{choices:?}");
        assert_eq!(canvas.desk(), steps, "{choices:?}");
    }
}

#[test]
fn a_save_that_fails_keeps_the_window_and_says_why() {
    let (canvas, person) = (Canvas::unsaved(), Person::who(&[], &[Unsaved::Save]));
    canvas.0.lock().unwrap().broken = true;
    let (screen, page) = screen(&canvas, &person);
    assert!(!block_on(screen.may_close()));
    let ToScreen::Notice { problem } = page.wait_for(|m| matches!(m, ToScreen::Notice { .. }))
    else {
        unreachable!()
    };
    assert_eq!(problem.code, "disk-full");
}

fn desktop(canvas: &Canvas, person: &Arc<Person>) -> App<MockRuntime> {
    let app = build(mock_builder(), Arc::new(canvas.clone()), person.clone())
        .build(mock_context(noop_assets()))
        .expect("the app can be built");
    WebviewWindowBuilder::new(&app, "main", Default::default())
        .build()
        .expect("a window can be made");
    app
}

fn invoke(window: &WebviewWindow<MockRuntime>, command: &str, body: serde_json::Value) {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().expect("an address"),
        body: InvokeBody::Json(body),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).expect("the command is known and its arguments fit");
}

fn connect(window: &WebviewWindow<MockRuntime>) {
    invoke(
        window,
        "connect",
        serde_json::json!({"channel": "__CHANNEL__:0"}),
    );
    let hello = serde_json::json!({"message": {"type": "hello", "client": null}});
    invoke(window, "send", hello);
}

/// Runs the app until its last window is closed; the person closes it as soon as it is there and
/// again while it stays.
fn run(app: App<MockRuntime>, person: &Arc<Person>) {
    let person = person.clone();
    app.run(move |app, event| {
        happened(app, &event);
        if let (RunEvent::Ready, Some(window)) = (event, app.get_webview_window("main")) {
            let questions = person.choices.lock().unwrap().len();
            let person = person.clone();
            std::thread::spawn(move || {
                while window.close().is_ok() && person.asked() < questions {
                    std::thread::sleep(Duration::from_millis(500));
                }
            });
        }
    });
}

#[test]
fn what_the_page_says_reaches_the_host() {
    let (canvas, person) = (Canvas::default(), Person::who(&[], &[]));
    let app = desktop(&canvas, &person);
    connect(&app.get_webview_window("main").unwrap());
    let told = canvas.0.lock().unwrap();
    assert_eq!(told.heard[0], FromScreen::Hello { client: None });
}

#[test]
fn closing_the_window_asks_each_time_until_the_person_lets_go() {
    let choices = [Unsaved::Cancel, Unsaved::Discard];
    let (canvas, person) = (Canvas::unsaved(), Person::who(&[], &choices));
    let app = desktop(&canvas, &person);
    connect(&app.get_webview_window("main").unwrap());
    run(app, &person);
    assert_eq!(person.asked(), 2);
    assert_eq!(canvas.desk().last(), Some(&Desk::Close { discard: true }));
}

#[test]
fn a_window_whose_page_never_came_up_closes() {
    let (canvas, person) = (Canvas::unsaved(), Person::who(&[], &[]));
    run(desktop(&canvas, &person), &person);
    assert_eq!(person.asked(), 0);
}
