//! What is hidden, over real lines: no other screen, no file and no answer has it, and after the
//! reveal nothing on the disk leads back to who wrote without a name.

use crate::screen::Place;
use crate::shared::{Line, desk, facilitator, join, share, until};
use crate::wire::{Served, line, say};
use canvas::agenda::Writing;
use host::protocol::{Ask, Desk, FromScreen, SummaryFormat, ToScreen};
use ownership::report::Scope;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::time::Duration;
use tungstenite::Message;
use workshop::view::{Pointed, Sign};

/// Words and ids that only Anna may see.
const SECRETS: [&str; 4] = ["zanzibar", "quagga", "hidden-one", "hidden-two"];

/// A line that keeps count of its commands and of all that it hears.
struct Ear {
    line: Line,
    count: u32,
    heard: Vec<String>,
}

impl Ear {
    fn on(line: Line) -> Self {
        Ear {
            line,
            count: 0,
            heard: Vec::new(),
        }
    }

    fn does(&mut self, step: Value) {
        self.count += 1;
        say(
            &mut self.line,
            &FromScreen::Do {
                count: self.count,
                seen: u32::MAX,
                gesture: self.count,
                writing: Writing::Open,
                step: serde_json::from_value(step).unwrap(),
            },
        );
        self.listens();
    }

    /// Hears all that comes, until nothing does for a while.
    fn listens(&mut self) {
        let wait = Some(Duration::from_millis(250));
        self.line.get_ref().set_read_timeout(wait).unwrap();
        while let Ok(message) = self.line.read() {
            if let Message::Text(text) = message {
                self.heard.push(text.to_string());
            }
        }
        let long = Some(Duration::from_secs(10));
        self.line.get_ref().set_read_timeout(long).unwrap();
    }

    fn knows(&self, words: &str) -> bool {
        self.heard.iter().any(|heard| heard.contains(words))
    }
}

fn phase(id: &str, writing: &str) -> Value {
    json!({
        "id": id, "name": id, "instruction": "",
        "plan": {"minutes": 5, "rights": {"add": true, "edit_own": true, "comment": true},
            "writing": writing, "typing": false, "shares": false, "end": "nothing"},
    })
}

fn add(by: &str, card: &str, text: &str) -> Value {
    json!({"by": by, "do": "add", "card": card, "stage": "Compare", "lane": "Ideas", "text": text})
}

fn files(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => files(&path, found),
            path => found.push((
                path.display().to_string(),
                fs::read(&path).unwrap_or_default(),
            )),
        }
    }
}

#[test]
fn nothing_hidden_leaves_the_host() {
    let served = Served::at(Place::new());
    let shared = share(&served.host);
    let mut lead = Ear::on(facilitator(&served));
    lead.does(
        json!({"do": "person", "id": "tom", "name": "Tom", "side": "staff",
        "facilitator": true}),
    );
    desk(&mut lead.line, 1, Desk::LetAllIn { on: true });
    let comes = |name: &str| {
        let mut line = shared.line();
        say(&mut line, &FromScreen::Hello { client: None });
        say(&mut line, &join(name));
        let you = until(&mut line, |message| match message {
            ToScreen::Canvas { snapshot, .. } => snapshot.you.person,
            _ => None,
        });
        (Ear::on(line), you)
    };
    let ((mut anna, anna_id), (mut ben, ben_id)) = (comes("Anna"), comes("Ben"));
    let (_cem, _) = comes("Cem");
    let mut wall = Ear::on(line(shared.port, &shared.projector(), None).unwrap());
    say(&mut wall.line, &FromScreen::Hello { client: None });
    let phases = [phase("alone", "private"), phase("nameless", "anonymous")];
    lead.does(json!({"by": "tom", "do": "agenda", "phases": phases}));
    lead.does(json!({"by": "tom", "do": "enter_phase", "phase": "alone"}));

    anna.does(add(&anna_id, "hidden-one", "A secret about zanzibar"));
    for message in [
        FromScreen::Here {
            person: Some(anna_id.clone()),
            card: Some("hidden-one".to_owned()),
            writing: true,
        },
        FromScreen::React {
            sign: Sign::Idea,
            card: Some("hidden-one".to_owned()),
        },
        FromScreen::Point {
            person: Some(anna_id.clone()),
            at: Some(Pointed {
                stage: "Compare".to_owned(),
                lane: "Ideas".to_owned(),
                x: 1,
                y: 1,
            }),
            shows: true,
        },
    ] {
        say(&mut anna.line, &message);
    }
    anna.does(
        json!({"by": anna_id, "do": "edit", "card": "hidden-one", "at": 0, "delete": 2,
        "insert": "The quagga"}),
    );
    lead.does(json!({"by": "tom", "do": "enter_phase", "phase": "nameless"}));
    anna.does(add(&anna_id, "hidden-two", "Nobody says quagga"));
    assert!(anna.knows("zanzibar") && anna.knows("hidden-two"));

    // All that can be asked for, by who leads and by who takes part.
    let asks = || {
        [
            Ask::Ownership {
                scope: Scope::Board,
            },
            Ask::Explain {
                person: anna_id.clone(),
                scope: Scope::Board,
            },
            Ask::Views {
                scope: Scope::Board,
            },
            Ask::Ideas {
                person: anna_id.clone(),
            },
            Ask::Replay {
                scope: Scope::Board,
                from: 0,
                to: 1000,
                frames: 100,
            },
            Ask::Experience,
            Ask::Summary {
                format: SummaryFormat::Html,
            },
            Ask::Summary {
                format: SummaryFormat::Markdown,
            },
        ]
    };
    for ear in [&mut lead, &mut ben] {
        for (id, ask) in (10..).zip(asks()) {
            say(&mut ear.line, &FromScreen::Ask { id, ask });
        }
        say(
            &mut ear.line,
            &FromScreen::Desk {
                id: 30,
                desk: Desk::Download,
            },
        );
        ear.listens();
    }
    let path = served.place.name("workshop.atelier");
    desk(
        &mut lead.line,
        31,
        Desk::SaveAs {
            path: Some(path.clone()),
        },
    );
    ben.does(add(&ben_id, "bens", "My own"));
    // Whoever comes back is shown everything anew.
    let mut again = Ear::on(facilitator(&served));
    again.listens();
    let ((mut dora, _), ear) = (comes("Dora"), &mut wall);
    dora.listens();
    ear.listens();
    let saved = fs::read_to_string(&path).unwrap();
    for secret in SECRETS {
        for (who, ear) in [
            ("lead", &lead),
            ("again", &again),
            ("ben", &ben),
            ("dora", &dora),
            ("wall", &wall),
        ] {
            assert!(!ear.knows(secret), "{who} knows {secret}");
            let signs = ear.knows("\"reactions\"") || ear.knows("\"pointers\"");
            assert!(!signs, "{who} knows of a sign or a pointer");
        }
        assert!(!saved.contains(secret), "the file has {secret}");
    }

    // What was private has its name now; what was written without one has nobody's.
    lead.does(json!({"by": "tom", "do": "reveal"}));
    for ear in [&mut ben, &mut wall, &mut dora] {
        ear.listens();
        assert!(ear.knows("zanzibar") && ear.knows("Nobody says quagga"));
    }
    served.host.stop().unwrap();
    let mut found = Vec::new();
    files(served.place.path("").as_path(), &mut found);
    for (name, bytes) in found {
        let text = String::from_utf8_lossy(&bytes);
        for record in text.split("{\"is\":") {
            let leads_back = record.contains("Nobody says quagga") && record.contains("\"draft\"");
            assert!(!leads_back, "{name}: {record}");
        }
    }
}
