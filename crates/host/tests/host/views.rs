//! Questions about shares beyond the shares themselves.

use crate::screen::{Place, Screen};
use host::Host;
use host::protocol::{Answer, Ask, Desk};
use ownership::report::{Scope, Views};

fn sample(host: &Host) -> Screen {
    let mut ada = Screen::new(host);
    ada.desk(Desk::Sample).unwrap();
    ada
}

fn views(ada: &mut Screen, scope: Scope) -> Views {
    match ada.ask(Ask::Views { scope }).unwrap() {
        Answer::Views { views } => views,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_other_views_are_of_the_people_and_sides_of_the_report() {
    let place = Place::new();
    let host = place.host();
    let mut ada = sample(&host);
    for scope in [Scope::Board, Scope::Decided] {
        let views = views(&mut ada, scope);
        let Answer::Ownership { report } = ada.ask(Ask::Ownership { scope }).unwrap() else {
            panic!("no report");
        };
        let ids: Vec<&str> = report.people.iter().map(|row| row.id.as_str()).collect();
        let robust: Vec<&str> = views.robust.iter().map(|row| row.id.as_str()).collect();
        let equal = views.equal_cards.people.iter();
        let equal: Vec<&str> = equal.map(|row| row.id.as_str()).collect();
        assert_eq!((&robust, &equal), (&ids, &ids));
        let sides = views.equal_cards.sides.iter().map(|side| side.side);
        assert!(sides.eq(report.sides.iter().map(|side| side.side)));
    }
}
