//! A workshop that is open to the network: over real lines, at an address of its own.

use crate::screen::{Place, Screen};
use crate::wire::{Served, get, hear, line, say, status};
use canvas::people::Side;
use host::protocol::{Desk, DoorState, FromScreen, Sharing, ToScreen};
use host::server::Server;
use host::{Beginning, Host};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

pub type Line = WebSocket<TcpStream>;

/// Where the workshop of a host is shared.
pub struct Shared {
    pub port: u16,
    pub code: String,
    projector: String,
}

pub fn share(host: &Host) -> Shared {
    let Sharing {
        on,
        code,
        projector,
        ..
    } = host.share(true).unwrap();
    assert!(on);
    let (address, projector) = projector.split_once("/?").unwrap();
    Shared {
        port: address.rsplit_once(':').unwrap().1.parse().unwrap(),
        projector: projector.to_owned(),
        code,
    }
}

impl Shared {
    pub fn projector(&self) -> String {
        self.projector.clone()
    }

    fn own(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    pub fn line(&self) -> Line {
        line(self.port, &format!("code={}", self.code), None).unwrap()
    }

    /// Comes as this client and hears who it is and where it stands.
    fn hello(&self, client: Option<String>) -> (Line, String, ToScreen) {
        let mut line = self.line();
        say(&mut line, &FromScreen::Hello { client });
        let ToScreen::Welcome { client, .. } = hear(&mut line) else {
            panic!("not welcome")
        };
        let next = hear(&mut line);
        (line, client, next)
    }
}

pub fn until<S: Read + Write, T>(
    line: &mut WebSocket<S>,
    found: impl Fn(ToScreen) -> Option<T>,
) -> T {
    loop {
        if let Some(found) = found(hear(line)) {
            return found;
        }
    }
}

/// A facilitator's line, with the canvas on it.
pub fn facilitator(served: &Served) -> Line {
    let mut lead = served.line_of(None).unwrap();
    say(&mut lead, &FromScreen::Hello { client: None });
    until(&mut lead, |m| {
        matches!(m, ToScreen::Canvas { .. }).then_some(())
    });
    lead
}

pub fn desk(line: &mut Line, id: u32, desk: Desk) {
    say(line, &FromScreen::Desk { id, desk });
    until(line, |message| match message {
        ToScreen::Answer { id: answered, .. } if answered == id => Some(()),
        ToScreen::Failed { problem, .. } => panic!("{problem:?}"),
        _ => None,
    });
}

pub fn join(name: &str) -> FromScreen {
    FromScreen::Join {
        name: name.to_owned(),
        side: Side::Customer,
        seat: None,
    }
}

#[test]
fn a_phone_joins_by_the_code_and_is_let_in() {
    let served = Served::new();
    let shared = share(&served.host);
    let mut lead = facilitator(&served);
    let (mut phone, _, next) = shared.hello(None);
    assert!(matches!(next, ToScreen::Door { door } if door.state == DoorState::New));
    say(&mut phone, &join("Ben"));
    let guest = until(&mut lead, |message| match message {
        ToScreen::Waiting { guests } => guests.first().map(|guest| guest.guest),
        _ => None,
    });
    desk(&mut lead, 1, Desk::Admit { guest, seat: None });
    let you = until(&mut phone, |message| match message {
        ToScreen::Canvas { snapshot, .. } => Some(snapshot.you),
        _ => None,
    });
    assert!(you.person.is_some());
}

#[test]
fn only_the_code_and_the_projectors_token_open_the_shared_address() {
    let served = Served::new();
    let shared = share(&served.host);
    assert_ne!(shared.port, served.port);
    for key in [
        "",
        "code=",
        "code=AAAAAA",
        "projector=0123",
        &format!("code={}", served.token),
        // Whoever leads does so at the host's own address.
        &format!("token={}", served.token),
    ] {
        assert_eq!(line(shared.port, key, None).err(), Some(403), "{key}");
    }
    assert!(line(shared.port, &format!("code={}", shared.code), None).is_ok());
    assert!(line(shared.port, &shared.projector, None).is_ok());
    // The code is good at the host's own address, too.
    assert!(line(served.port, &format!("code={}", shared.code), None).is_ok());
    let own = shared.own();
    assert_eq!(
        status(shared.port, &format!("/?token={}", served.token), &own),
        403
    );
    assert_eq!(status(shared.port, "/", &own), 303);
    assert_ne!(
        status(shared.port, &format!("/?{}", shared.projector), &own),
        403
    );
    assert_eq!(served.host.counts().wrong_keys, 7);
}

#[test]
fn other_names_and_pages_are_not_ours_at_the_shared_address_either() {
    let served = Served::new();
    let shared = share(&served.host);
    let key = format!("code={}", shared.code);
    for host in [
        "evil.example",
        "127.0.0.1",
        &format!("evil.example:{}", shared.port),
    ] {
        assert_eq!(status(shared.port, "/join", host), 421, "{host}");
    }
    for origin in [
        "http://evil.example",
        "null",
        &format!("https://{}", shared.own()),
    ] {
        assert_eq!(
            line(shared.port, &key, Some(origin)).err(),
            Some(403),
            "{origin}"
        );
    }
    let own = format!("http://{}", shared.own());
    assert!(line(shared.port, &key, Some(&own)).is_ok());
    let page = get(shared.port, "/join", &shared.own()).to_lowercase();
    assert!(page.contains("content-security-policy: default-src 'none'"));
    assert_eq!(served.host.counts().foreign, 6);
}

#[test]
fn after_twenty_wrong_codes_nobody_looks_at_more_of_them() {
    let served = Served::new();
    let shared = share(&served.host);
    let own = shared.own();
    let right = format!("/code?code={}", shared.code.to_lowercase());
    assert_eq!(status(shared.port, &right, &own), 204);
    for _ in 0..20 {
        assert_eq!(status(shared.port, "/code?code=WRONGS", &own), 403);
    }
    // Not even at the right one.
    for path in [&*right, "/code?code=WRONGS"] {
        let answer = get(shared.port, path, &own);
        assert!(answer.starts_with("HTTP/1.1 429"), "{answer}");
        assert!(answer.to_lowercase().contains("retry-after: 60"));
    }
    assert_eq!(
        line(shared.port, &format!("code={}", shared.code), None).err(),
        Some(429)
    );
    let counts = served.host.counts();
    assert_eq!((counts.wrong_keys, counts.shut_out), (20, 3));
}

#[test]
fn the_facilitator_sees_who_reached_the_page() {
    let served = Served::new();
    let shared = share(&served.host);
    let mut lead = facilitator(&served);
    for _ in 0..3 {
        get(shared.port, "/join", &shared.own());
    }
    let sharing = until(&mut lead, |message| match message {
        ToScreen::Sharing { sharing } if sharing.reached > 0 => Some(sharing),
        _ => None,
    });
    assert_eq!(sharing.reached, 1);
    assert_eq!(sharing.code, shared.code);
    for way in sharing.ways {
        assert!(way.address.contains(&way.short) && way.address.contains(&shared.code));
        assert!(!way.short.contains(&shared.code));
        assert!(way.qr.len() >= 21);
    }
}

#[test]
fn when_sharing_ends_everybody_is_told_and_nobody_comes_in() {
    let served = Served::new();
    let shared = share(&served.host);
    let (mut phone, ..) = shared.hello(None);
    let mut wall = line(shared.port, &shared.projector, None).unwrap();
    say(&mut wall, &FromScreen::Hello { client: None });
    let mut lead = facilitator(&served);
    assert!(!served.host.share(false).unwrap().on);
    let away = |message| match message {
        ToScreen::SentAway { problem } => Some(problem),
        _ => None,
    };
    let told = until(&mut phone, away);
    insta::assert_snapshot!(served.place.redacted(&told), @"
    [sharing-ended] The workshop is not open to other devices any more.
    Wait until the facilitator opens it, then use the new code.
    ");
    assert_eq!(until(&mut wall, away), told);
    for line in [&mut phone, &mut wall] {
        assert!(matches!(line.read(), Ok(Message::Close(_)) | Err(_)));
    }
    let patience = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(("127.0.0.1", shared.port)).is_ok() {
        assert!(Instant::now() < patience, "it is still listened at");
        std::thread::sleep(Duration::from_millis(20));
    }
    let key = format!("code={}", shared.code);
    assert_eq!(line(served.port, &key, None).err(), Some(403));
    // The facilitator's own line goes on.
    desk(&mut lead, 1, Desk::Share { on: true });
    let again = share(&served.host);
    assert_ne!(again.code, shared.code);
}

#[test]
fn after_a_kill_a_phone_has_its_seat_and_the_code_is_the_same() {
    let served = Served::new();
    let shared = share(&served.host);
    let mut lead = facilitator(&served);
    desk(&mut lead, 1, Desk::LetAllIn { on: true });
    let (mut phone, client, _) = shared.hello(None);
    say(&mut phone, &join("Ben"));
    let seat = |message| match message {
        ToScreen::Canvas { snapshot, .. } => snapshot.you.person,
        _ => None,
    };
    let own = until(&mut phone, seat);
    // A later command is on disk only after what was before it.
    desk(&mut lead, 2, Desk::NamesOptional { on: true });
    std::thread::sleep(Duration::from_millis(200));

    let place = served.place.as_a_kill_would_leave_it();
    let left = place.store().journals().unwrap().readable[0].id.clone();
    let beginning = Beginning::File(format!("recovered:{left}"));
    let after = Served::with(place, beginning);
    let before = shared.code;
    let shared = share(&after.host);
    assert_eq!(shared.code, before);
    let (_line, again, next) = shared.hello(Some(client.clone()));
    assert_eq!(again, client);
    assert_eq!(seat(next), Some(own));
}

#[test]
fn garbage_by_one_disturbs_nobody() {
    let served = Served::new();
    let shared = share(&served.host);
    let mut lead = facilitator(&served);
    let mut vandal = shared.line();
    let deaf = std::thread::spawn(move || {
        let until = Instant::now() + Duration::from_secs(2);
        while Instant::now() < until {
            let garbage = [
                Message::Text("[".repeat(1000).into()),
                Message::Text(r#"{"type":"do","count":7}"#.into()),
                Message::Binary(vec![0xff; 1000].into()),
            ];
            for message in garbage {
                if vandal.send(message).is_err() {
                    return;
                }
            }
        }
    });
    let mut slowest = Duration::ZERO;
    for id in 1..40 {
        let begun = Instant::now();
        desk(&mut lead, id, Desk::NamesOptional { on: id % 2 == 0 });
        slowest = slowest.max(begun.elapsed());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(slowest < Duration::from_millis(500), "{slowest:?}");
    drop(served.host.share(false));
    deaf.join().unwrap();
    let counts = served.host.counts();
    assert!(counts.garbage >= 200 && counts.too_fast > 0, "{counts:?}");
    // A second has fifty of them, and two hundred more could come at once.
    assert!(counts.garbage < 400, "{counts:?}");
}

#[test]
fn a_message_longer_than_a_role_may_send_ends_its_line() {
    let served = Served::new();
    let shared = share(&served.host);
    let mut wall = line(shared.port, &shared.projector, None).unwrap();
    let _ = wall.send(Message::Text(" ".repeat(5000).into()));
    assert!(wall.read().is_err() || wall.read().is_err());
}

#[test]
fn each_of_several_canvases_has_keys_of_its_own() {
    let (one, other) = (Place::new(), Place::new());
    let hosts = [&one, &other].map(|place| Arc::new(place.host()));
    let titles = ["journey", "service-recovery"];
    for (host, template) in hosts.iter().zip(titles) {
        let template = template.to_owned();
        host.open(Beginning::Template(template)).unwrap();
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bound = Server::bind(Ipv4Addr::LOCALHOST.into(), Some(0), None, hosts.to_vec());
    let server = runtime.block_on(bound).unwrap();
    let addresses = hosts.each_ref().map(|host| server.address(host));
    runtime.spawn(server.run(std::future::pending()));
    let codes = hosts.each_ref().map(|host| share(host).code);
    let (address, _) = addresses[0].split_once("/?").unwrap();
    let port = address.rsplit_once(':').unwrap().1.parse().unwrap();
    let title = |key: &str| {
        let mut line = line(port, key, None).unwrap();
        say(&mut line, &FromScreen::Hello { client: None });
        until(&mut line, |message| match message {
            ToScreen::Canvas { snapshot, .. } => Some(snapshot.board.title),
            ToScreen::Door { door } => Some(door.title),
            _ => None,
        })
    };
    let keys = addresses
        .each_ref()
        .map(|address| address.split_once("/?").unwrap().1);
    let led = keys.map(title);
    assert_ne!(led[0], led[1]);
    let joined = codes.each_ref().map(|code| title(&format!("code={code}")));
    assert_eq!(joined, led);
}

#[test]
fn only_a_kill_leaves_a_code_that_is_good_again() {
    let place = Place::new();
    let path = place.name("shared.atelier");
    let host = place.host();
    let mut ada = Screen::new(&host);
    ada.begin();
    ada.save_as(path.clone()).unwrap();
    let first = share(&host).code;
    host.stop().unwrap();
    let host = place.host();
    host.open(Beginning::File(path)).unwrap();
    assert_ne!(share(&host).code, first);
}
