//! Scenario files that are not right.

use super::{add, edit, head};
use canvas::refusal::Refusal;
use serde_json::{Value, json};
use workshop::scenario::{Scenario, Stopped};

fn stopped(bytes: &[u8]) -> Stopped {
    let played = Scenario::parse(bytes).and_then(|scenario| scenario.play("", [0; 32], None));
    played.err().expect("it is not right")
}

#[test]
fn what_is_no_scenario_says_so() {
    let cases: [(&[u8], &str); 11] = [
        (b"", "not-a-scenario"),
        (b"not JSON", "not-a-scenario"),
        (b"\xff\xfe", "not-a-scenario"),
        (b"[]", "not-a-scenario"),
        (b"{}", "not-a-scenario"),
        (b"{\"scenario\": 1, \"people\": []", "not-a-scenario"),
        (b"{\"scenario\": 1, \"people\": [], \"steps\": {}}", "not-a-scenario"),
        (b"{\"scenario\": \"1\", \"people\": [], \"steps\": []}", "not-a-scenario"),
        (b"{\"scenario\": 2, \"people\": [], \"steps\": []}", "newer-version"),
        (b"{\"scenario\": 1, \"people\": [{\"id\": \"a\", \"name\": \"A\", \"side\": \"boss\"}], \"steps\": []}", "not-a-scenario"),
        (b"{\"scenario\": 1, \"people\": [], \"stages\": [\"A\", \"A\"], \"steps\": []}", "name-taken"),
    ];
    for (bytes, code) in cases {
        let Stopped { step, refusal } = stopped(bytes);
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!((step, refusal.code), (None, code), "{shown}");
        assert!(
            !refusal.says.is_empty() && !refusal.way_out.is_empty(),
            "{shown}"
        );
    }
}

#[test]
fn the_first_wrong_step_is_named_by_its_number() {
    let wrong = [
        ("unknown-name", edit("anna", "nocard", 0, 0, "")),
        ("past-the-end", edit("anna", "c", 99, 0, "")),
        ("not-a-step", json!({"by": "anna", "do": "dance"})),
        (
            "not-a-step",
            json!({"by": "anna", "do": "edit", "card": 3, "at": 0}),
        ),
        ("not-a-step", json!([])),
        (
            "not-yet",
            json!({"by": "anna", "do": "edit", "card": "c", "at": 0, "base": 4}),
        ),
        ("nobody", json!({"do": "undo"})),
    ];
    for (code, step) in wrong {
        // Fine steps before it, and a worse one after it.
        for number in 2..4_usize {
            let mut steps = vec![add("anna", "c", "a")];
            steps.resize(number - 1, edit("ben", "c", 0, 0, "b"));
            steps.extend([step.clone(), Value::Null]);
            let mut scenario = head();
            scenario["steps"] = json!(steps);
            let Stopped { step: at, refusal } = stopped(scenario.to_string().as_bytes());
            assert_eq!((at, refusal.code), (Some(number), code), "{step}");
            let shown = Stopped {
                step: at,
                refusal: refusal.clone(),
            }
            .to_string();
            let Refusal { says, way_out, .. } = refusal;
            assert_eq!(shown, format!("Step {number}: {says} {way_out} [{code}]"));
        }
    }
}

#[test]
fn a_base_may_be_everything_before_but_no_more() {
    let mut scenario = head();
    let mut last = edit("ben", "c", 1, 0, "b");
    last["base"] = json!(1);
    scenario["steps"] = json!([add("anna", "c", "a"), last]);
    assert!(
        crate::plays::scenario(&scenario)
            .play("", [0; 32], None)
            .is_ok()
    );
    scenario["steps"][1]["base"] = json!(2);
    assert_eq!(
        stopped(scenario.to_string().as_bytes()).refusal.code,
        "not-yet"
    );
}

#[test]
fn a_seat_has_no_id_that_is_kept_for_those_without_one() {
    for id in ["anonymous 1", "template", "tidy", "ai"] {
        let mut scenario = head();
        scenario["people"][4] = json!({"id": id, "name": "Kim", "side": "other"});
        let Stopped { step, refusal } = stopped(scenario.to_string().as_bytes());
        assert_eq!((step, refusal.code), (None, "name-taken"), "{id}");
    }
}
