//! A running `atelier serve`, and a browser's line to it.

use canvas::agenda::Writing;
use canvas::command::{Command as Deed, Step, Voices};
use host::protocol::{FromScreen, ToScreen};
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tungstenite::{Message, WebSocket};

/// A server, ended with this.
pub struct Served {
    child: Child,
    host: String,
    token: String,
}

impl Served {
    /// Starts the program and waits for its address.
    pub fn start(data: &Path, args: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_atelier"))
            .args(["serve", "--port", "0"])
            .args(args)
            .env("ATELIER_DATA", data)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("it is piped"))
            .read_line(&mut line)
            .expect("the program says something");
        let address = line.split("http://").nth(1).expect("an address").trim();
        let (host, token) = address.split_once("/?token=").expect("a token");
        Served {
            host: host.to_owned(),
            token: token.to_owned(),
            child,
        }
    }

    /// A browser connects as this client; gives back who it is and what was accepted from it.
    pub fn connect(&self, client: Option<&str>) -> (Line, String, u32) {
        let stream = TcpStream::connect(&self.host).expect("it listens");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a time that is none");
        let address = format!("ws://{}/ws?token={}", self.host, self.token);
        let (socket, _) = tungstenite::client(address, stream).expect("the token is right");
        let mut line = Line { socket };
        line.say(&FromScreen::Hello {
            client: client.map(str::to_owned),
        });
        match line.hear() {
            Some(ToScreen::Welcome {
                client, accepted, ..
            }) => (line, client, accepted),
            other => panic!("{other:?}"),
        }
    }

    /// As a power cut or the system would: at once, without a word.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it has ended");
    }

    /// As somebody at the keyboard would. True if the program says that all is well.
    #[cfg(unix)]
    pub fn interrupt(mut self) -> bool {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status();
        assert!(sent.expect("there is a kill").success());
        self.child.wait().expect("it has ended").success()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A browser's line.
pub struct Line {
    socket: WebSocket<TcpStream>,
}

impl Line {
    /// Says something; nobody may be there any more.
    pub fn say(&mut self, message: &FromScreen) {
        let text = serde_json::to_string(message).expect("messages are JSON");
        let _ = self.socket.send(Message::Text(text.into()));
    }

    /// What the host says next; nothing when it is gone.
    pub fn hear(&mut self) -> Option<ToScreen> {
        loop {
            match self.socket.read().ok()? {
                Message::Text(text) => return serde_json::from_str(&text).ok(),
                Message::Close(_) => return None,
                _ => {}
            }
        }
    }

    pub fn act(&mut self, count: u32, by: Option<&str>, deed: Deed) {
        self.say(&FromScreen::Do {
            count,
            seen: 1,
            gesture: count,
            writing: Writing::Open,
            step: Step {
                by: by.map(str::to_owned),
                voices: Voices::default(),
                tidy: false,
                command: deed,
            },
        });
    }

    /// Hears until this was acknowledged; gives back what was at last. The host may be gone before.
    pub fn acked(&mut self, count: u32) -> u32 {
        let mut last = 0;
        while last < count {
            match self.hear() {
                Some(ToScreen::Ack { count }) => last = count,
                Some(ToScreen::Refused { problem, .. }) => panic!("{problem:?}"),
                Some(_) => {}
                None => break,
            }
        }
        last
    }
}
