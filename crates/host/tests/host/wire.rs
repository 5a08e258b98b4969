//! Browsers: who is let in, and what a line over the network takes.

use crate::screen::Place;
use host::Host;
use host::protocol::{FromScreen, ToScreen};
use host::server::Server;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::time::Duration;
use tungstenite::client::IntoClientRequest;
use tungstenite::{Message, WebSocket};

/// A server that runs for as long as this.
pub struct Served {
    pub place: Place,
    pub host: Arc<Host>,
    _runtime: tokio::runtime::Runtime,
    pub port: u16,
    pub token: String,
}

impl Served {
    pub fn new() -> Self {
        Self::at(Place::new())
    }

    pub fn at(place: Place) -> Self {
        Self::with(place, host::Beginning::Template("journey".to_owned()))
    }

    pub fn with(place: Place, beginning: host::Beginning) -> Self {
        let host = Arc::new(place.host());
        host.open(beginning).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let server = runtime
            .block_on(Server::bind(
                Ipv4Addr::LOCALHOST.into(),
                Some(0),
                None,
                vec![host.clone()],
            ))
            .unwrap();
        let address = server.address(&host);
        let (start, token) = address.split_once("/?token=").unwrap();
        let port = start.rsplit_once(':').unwrap().1.parse().unwrap();
        let token = token.to_owned();
        runtime.spawn(server.run(std::future::pending()));
        Served {
            place,
            host,
            _runtime: runtime,
            port,
            token,
        }
    }

    fn get(&self, path: &str, host: &str) -> String {
        get(self.port, path, host)
    }

    fn status(&self, path: &str, host: &str) -> u16 {
        status(self.port, path, host)
    }

    fn own(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// A line with the right token.
    pub fn line_of(&self, origin: Option<&str>) -> Result<WebSocket<TcpStream>, u16> {
        self.line(&self.token, origin)
    }

    fn line(&self, token: &str, origin: Option<&str>) -> Result<WebSocket<TcpStream>, u16> {
        line(self.port, &format!("token={token}"), origin)
    }
}

/// The answer to a request for this path under this name.
pub fn get(port: u16, path: &str, host: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

pub fn status(port: u16, path: &str, host: &str) -> u16 {
    get(port, path, host)[9..12].parse().unwrap()
}

/// A line to whoever listens at this port, with this key; or how it was refused.
pub fn line(port: u16, key: &str, origin: Option<&str>) -> Result<WebSocket<TcpStream>, u16> {
    let address = format!("ws://127.0.0.1:{port}/ws?{key}");
    let mut request = address.into_client_request().unwrap();
    if let Some(origin) = origin {
        let headers = request.headers_mut();
        headers.insert("origin", origin.parse().unwrap());
    }
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(10)))
        .unwrap();
    match tungstenite::client(request, stream) {
        Ok((socket, _)) => Ok(socket),
        Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(answer))) => {
            Err(answer.status().as_u16())
        }
        Err(other) => panic!("{other}"),
    }
}

pub fn say<S: Read + Write>(socket: &mut WebSocket<S>, message: &FromScreen) {
    let text = serde_json::to_string(message).unwrap();
    socket.send(Message::Text(text.into())).unwrap();
}

pub fn hear<S: Read + Write>(socket: &mut WebSocket<S>) -> ToScreen {
    loop {
        if let Message::Text(text) = socket.read().unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

fn hello(socket: &mut WebSocket<TcpStream>) {
    say(socket, &FromScreen::Hello { client: None });
    assert!(matches!(
        hear(socket),
        ToScreen::Welcome { desktop: false, .. }
    ));
    assert!(matches!(hear(socket), ToScreen::Canvas { .. }));
}

#[test]
fn only_the_whole_address_shows_the_page() {
    let served = Served::new();
    let own = served.own();
    let whole = format!("/?token={}", served.token);
    assert_ne!(served.status(&whole, &own), 403);
    assert_ne!(
        served.status(&whole, &format!("localhost:{}", served.port)),
        421
    );
    for path in ["/", "/?token=", "/?token=0123", "/?other=1"] {
        assert_eq!(served.status(path, &own), 403, "{path}");
    }
    for path in [
        "/nothing",
        "/../Cargo.toml",
        "/assets/%2e%2e/index.html",
        "/index.html",
    ] {
        assert_eq!(served.status(path, &own), 404, "{path}");
    }
}

#[test]
fn other_names_and_ports_are_not_ours() {
    let served = Served::new();
    let whole = format!("/?token={}", served.token);
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{}", served.port),
        format!("localhost.evil.example:{}", served.port),
        "127.0.0.1".to_owned(),
        "127.0.0.1:1".to_owned(),
        String::new(),
    ] {
        assert_eq!(served.status(&whole, &host), 421, "{host}");
        assert_eq!(served.status("/ws", &host), 421, "{host}");
    }
}

#[test]
fn every_answer_says_what_the_page_may_do() {
    let served = Served::new();
    for path in ["/", "/nothing"] {
        let answer = served.get(path, &served.own()).to_lowercase();
        for header in [
            "content-security-policy: default-src 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
        ] {
            assert!(answer.contains(header), "{path}: {header}");
        }
        assert!(!answer.contains(&served.token));
    }
}

#[test]
fn a_line_needs_the_token_and_the_own_page() {
    let served = Served::new();
    let own = format!("http://{}", served.own());
    assert_eq!(served.line("", None).err(), Some(403));
    assert_eq!(served.line("0123", Some(&own)).err(), Some(403));
    let token = served.token.clone();
    for origin in [
        "http://evil.example",
        "null",
        "https://127.0.0.1",
        "http://127.0.0.1:1",
    ] {
        assert_eq!(
            served.line(&token, Some(origin)).err(),
            Some(403),
            "{origin}"
        );
    }
    hello(&mut served.line(&token, Some(&own)).unwrap());
    hello(&mut served.line(&token, None).unwrap());
}

#[test]
fn garbage_hurts_nobody() {
    let served = Served::new();
    let mut socket = served.line(&served.token, None).unwrap();
    for garbage in [
        "",
        "{",
        "null",
        "[]",
        "\u{0}",
        r#"{"type":"hello","client":7}"#,
        r#"{"type":"do"}"#,
        r#"{"type":"do","count":-1,"seen":0,"gesture":0,"step":{"do":"undo"}}"#,
        r#"{"type":"do","count":4294967296,"seen":0,"gesture":0,"step":{"do":"undo"}}"#,
        r#"{"type":"nothing"}"#,
        &"[".repeat(100_000),
    ] {
        socket
            .send(Message::Text(garbage.to_owned().into()))
            .unwrap();
    }
    socket
        .send(Message::Binary(vec![0xff; 1000].into()))
        .unwrap();
    // Before it has said who it is, nothing it does counts.
    let undo = r#"{"type":"do","count":1,"seen":9,"gesture":1,"step":{"do":"undo"}}"#;
    socket.send(Message::Text(undo.into())).unwrap();
    hello(&mut socket);
    // Numbers at the edge of what they can be.
    for (count, seen) in [(0, 0), (u32::MAX, u32::MAX), (1, u32::MAX)] {
        let command = format!(
            r#"{{"type":"do","count":{count},"seen":{seen},"gesture":{seen},"step":{{"do":"undo","by":"x"}}}}"#
        );
        socket.send(Message::Text(command.into())).unwrap();
    }
    hello(&mut served.line(&served.token, None).unwrap());
    assert!(served.host.stop().is_ok());
}
