//! What stands on disk: saving, and what is there after a kill.

use crate::screen::{Place, Screen};
use host::protocol::{Answer, Desk, Saved, SummaryFormat};
use std::time::Duration;
use workshop::Workshop;

/// The texts of the cards in a file, which must hold.
fn in_file(path: &std::path::Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let opened = Workshop::open(&bytes, [0; 32]).unwrap();
    assert_eq!(opened.differences, Vec::<String>::new());
    let board = opened.workshop.canvas().board();
    board.cards.into_iter().map(|card| card.text).collect()
}

#[test]
fn a_canvas_without_a_file_survives_a_kill_whole() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Not lost"));
    let after = place.as_a_kill_would_leave_it();

    let host = after.host();
    let mut back = Screen::back(&host, &ada.client);
    assert_eq!(back.client, ada.client);
    let recovered = back.recovered();
    assert_eq!(recovered.len(), 1);
    assert_eq!(recovered[0].title, "Renewal");
    back.open(format!("recovered:{}", recovered[0].id)).unwrap();
    assert_eq!(back.board, ada.board);
    assert_eq!((&back.client, back.accepted), (&ada.client, ada.count));
    // What was acknowledged is not done again; what was not, is.
    let (again, next) = (ada.add("ada", "c1", "Again"), ada.add("ada", "c2", "More"));
    back.send(ada.count, back.n, again);
    back.act_and_wait(next);
    assert_eq!(back.board.as_ref().unwrap().cards.len(), 2);
    assert_eq!((back.notices(), back.refused()), (vec![], vec![]));
}

#[test]
fn even_an_untouched_new_canvas_survives_a_kill() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.desk(Desk::Sample).unwrap();
    let after = place.as_a_kill_would_leave_it();
    let host = after.host();
    let mut back = Screen::new(&host);
    let recovered = back.recovered();
    back.open(format!("recovered:{}", recovered[0].id)).unwrap();
    assert_eq!(back.board, ada.board);
}

#[test]
fn a_refused_count_is_used_up_after_a_kill_too() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let delete = canvas::command::Command::Delete {
        card: "nowhere".to_owned(),
    };
    ada.act(Screen::step("ada", delete));
    ada.until(|ada| !ada.refused().is_empty());
    let after = place.as_a_kill_would_leave_it();
    let host = after.host();
    let mut back = Screen::back(&host, &ada.client);
    let left = back.recovered();
    back.open(format!("recovered:{}", left[0].id)).unwrap();
    assert_eq!(back.accepted, ada.count);
}

#[test]
fn recovered_work_can_be_thrown_away() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    let after = place.as_a_kill_would_leave_it();
    let host = after.host();
    let mut back = Screen::new(&host);
    let path = format!("recovered:{}", back.recovered()[0].id);
    back.desk(Desk::Forget { path: path.clone() }).unwrap();
    assert_eq!(back.recovered(), []);
    insta::assert_snapshot!(after.redacted(&back.open(path).unwrap_err()), @"
    [no-such-journal] This work is no longer there to be recovered.
    It may be open in another window, or saved by now.
    ");
}

#[test]
fn what_is_saved_is_in_the_file_and_nothing_is_left_to_recover() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "Saved"));
    assert_eq!(ada.file.as_ref().unwrap().saved, Saved::Journal);
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.until(Screen::is_saved);
    assert_eq!(in_file(&place.path("a.atelier")), ["Saved"]);
    ada.act_and_wait(ada.add("ada", "c2", "Later"));
    ada.until(|ada| !ada.is_saved());
    ada.desk(Desk::Save).unwrap();
    ada.until(Screen::is_saved);
    assert_eq!(in_file(&place.path("a.atelier")), ["Saved", "Later"]);
    ada.close().unwrap();
    assert_eq!(ada.recovered(), []);
    assert!(ada.board.is_none());
}

#[test]
fn a_canvas_with_a_file_is_saved_by_itself() {
    let place = Place::new();
    let host = place.host_that_saves_after(Duration::from_millis(50));
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c1", "By itself"));
    ada.until(Screen::is_saved);
    assert_eq!(in_file(&place.path("a.atelier")), ["By itself"]);
}

#[test]
fn closing_and_ending_save() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c1", "Close"));
    ada.close().unwrap();
    assert_eq!(in_file(&place.path("a.atelier")), ["Close"]);
    ada.open(place.name("a.atelier")).unwrap();
    ada.act(ada.add("ada", "c2", "End"));
    host.stop().unwrap();
    ada.until(|ada| ada.acked == ada.count);
    assert_eq!(in_file(&place.path("a.atelier")), ["Close", "End"]);
}

#[test]
fn a_client_is_known_again_after_saving_closing_and_ending() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c1", "x"));
    host.stop().unwrap();
    let host = place.host();
    host.open(host::Beginning::File(place.name("a.atelier")))
        .unwrap();
    let back = Screen::back(&host, &ada.client);
    assert_eq!((&back.client, back.accepted), (&ada.client, ada.count));
}

#[test]
fn an_unsaved_canvas_is_not_closed_without_a_word() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.new_canvas();
    // Nobody did anything yet.
    ada.close().unwrap();
    ada.begin();
    insta::assert_snapshot!(place.redacted(&ada.close().unwrap_err()), @"
    [unsaved] This canvas has not been saved in a file yet.
    Save it, or close it without saving.
    ");
    assert_eq!(ada.desk(Desk::Sample).unwrap_err().code, "unsaved");
    assert!(ada.board.is_some());
    ada.desk(Desk::Close { discard: true }).unwrap();
    assert_eq!(ada.recovered(), []);
}

#[test]
fn without_a_path_there_is_no_saving() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    for desk in [
        Desk::Save,
        Desk::SaveAs { path: None },
        Desk::ExportSummary {
            format: SummaryFormat::Html,
            path: None,
        },
    ] {
        assert_eq!(ada.desk(desk).unwrap_err().code, "needs-a-path");
    }
    // Nobody is asked for a path in vain.
    let open = Desk::Open { path: None };
    assert_eq!(ada.desk(open.clone()).unwrap_err().code, "unsaved");
    ada.desk(Desk::Close { discard: true }).unwrap();
    assert_eq!(ada.desk(open).unwrap_err().code, "needs-a-path");
}

#[test]
fn a_download_opens_again_as_the_same_canvas() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "In a browser"));
    let Answer::Text { name, text } = ada.desk(Desk::Download).unwrap() else {
        panic!("a text");
    };
    assert_eq!(name, "Renewal.atelier");
    let board = ada.board.clone();
    ada.desk(Desk::Close { discard: true }).unwrap();
    ada.desk(Desk::OpenText { name, text }).unwrap();
    assert_eq!(ada.board, board);
    assert_eq!(ada.notices(), []);
}

#[test]
fn the_summary_goes_into_a_file() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.desk(Desk::Sample).unwrap();
    let path = Some(place.name("summary.html"));
    let format = SummaryFormat::Html;
    ada.desk(Desk::ExportSummary { format, path }).unwrap();
    let page = std::fs::read_to_string(place.path("summary.html")).unwrap();
    assert!(page.contains("</html>"));
}

#[test]
fn recent_canvases_stand_on_the_first_screen_with_a_picture() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.act_and_wait(ada.add("ada", "c1", "x"));
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.close().unwrap();
    let Answer::Home { home } = ada.desk(Desk::Home).unwrap() else {
        panic!("the first screen");
    };
    assert_eq!(home.recent.len(), 1);
    assert_eq!(home.recent[0].title, "Renewal");
    assert_eq!(home.recent[0].cells[0][0], 1);
    assert!(!home.recent[0].missing);
    assert_eq!(home.templates.len(), 3);
    let path = home.recent[0].path.clone();
    ada.desk(Desk::Forget { path }).unwrap();
    let Answer::Home { home } = ada.desk(Desk::Home).unwrap() else {
        panic!("the first screen");
    };
    assert_eq!(home.recent, []);
}

#[test]
fn save_as_goes_on_in_the_new_file_and_leaves_the_old() {
    let place = Place::new();
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.save_as(place.name("a.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c1", "x"));
    ada.save_as(place.name("b.atelier")).unwrap();
    ada.act_and_wait(ada.add("ada", "c2", "y"));
    ada.desk(Desk::Save).unwrap();
    assert_eq!(in_file(&place.path("a.atelier")), Vec::<String>::new());
    assert_eq!(in_file(&place.path("b.atelier")), ["x", "y"]);
    ada.close().unwrap();
    ada.open(place.name("a.atelier")).unwrap();
    assert_eq!(ada.board.unwrap().cards, []);
}

#[test]
fn a_journal_that_somebody_removes_begins_again() {
    for file in [None, Some("a.atelier")] {
        let place = Place::new();
        let host = place.host();
        let mut ada = Screen::new(&host);
        ada.begin();
        if let Some(name) = file {
            ada.save_as(place.name(name)).unwrap();
        }
        for round in 0..2 {
            ada.act_and_wait(ada.add("ada", &format!("before-{round}"), "x"));
            std::fs::remove_dir_all(place.data().join("journals")).unwrap();
            ada.act_and_wait(ada.add("ada", &format!("after-{round}"), "x"));
        }
        // What was acknowledged is on disk again.
        let Some(name) = file else {
            let after = place.as_a_kill_would_leave_it();
            let host = after.host();
            let mut back = Screen::new(&host);
            let left = back.recovered();
            back.open(format!("recovered:{}", left[0].id)).unwrap();
            assert_eq!(back.board, ada.board);
            continue;
        };
        ada.until(Screen::is_saved);
        assert_eq!(in_file(&place.path(name)).len(), 4);
    }
}

#[cfg(unix)]
#[test]
fn a_data_folder_that_takes_nothing_is_said_before_work_begins() {
    let place = Place::new();
    // A file where the folder should be stops even those who may write anywhere.
    std::fs::write(place.data(), "").unwrap();
    let host = place.host();
    let mut ada = Screen::new(&host);
    let problem = ada.desk(Desk::Sample).unwrap_err();
    insta::assert_snapshot!(place.redacted(&problem));
    assert!(ada.board.is_none());
}

#[test]
fn a_new_canvas_that_nobody_touched_is_not_offered_again() {
    let place = Place::new();
    let host = place.host();
    host.open(host::Beginning::Sample).unwrap();
    host.stop().unwrap();
    assert_eq!(Screen::new(&place.host()).recovered(), []);
}
