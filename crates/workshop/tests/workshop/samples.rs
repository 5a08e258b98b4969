//! The workshop that ships as a sample: its figures, so that nobody changes them unawares.

use ownership::report::Scope;
use serde_json::json;
use workshop::Workshop;
use workshop::scenario::Scenario;

const ONBOARDING: &[u8] = include_bytes!("../../../../assets/samples/b2b-onboarding.scenario.json");

fn onboarding() -> Workshop {
    let scenario = Scenario::parse(ONBOARDING).expect("a scenario");
    scenario
        .play("onboarding", [5; 32], None)
        .expect("it can be played")
}

#[test]
fn ownership_of_the_board() {
    insta::assert_json_snapshot!(onboarding().report());
}

#[test]
fn ownership_of_what_was_decided() {
    insta::assert_json_snapshot!(onboarding().report_in(Scope::Decided));
}

#[test]
fn experience() {
    insta::assert_json_snapshot!(onboarding().canvas().experience());
}

#[test]
fn explanation_of_one_person() {
    let workshop = onboarding();
    let person = &workshop.canvas().people()[1].id;
    insta::assert_json_snapshot!(json!(workshop.explain(person, Scope::Decided)));
}
