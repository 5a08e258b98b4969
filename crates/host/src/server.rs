//! Browsers: the page over HTTP, the conversation over a WebSocket.
//!
//! Whoever comes needs the token of the address that was printed. A page from elsewhere cannot
//! come in by a name that leads here (DNS rebinding): only numbers and `localhost` are accepted as
//! the host, and only this host's own page as the origin.

use crate::host::{Host, Permit};
use crate::line::{Line, Outgoing};
use crate::protocol::FromScreen;
use crate::role::Role;
use crate::{machine, page};
use axum::Router;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Query, Request, State};
use axum::http::header::{HOST, HeaderName, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::time::{Instant, interval, timeout};

/// The port that is taken if it is free and no other is asked for.
const USUAL_PORT: u16 = 4117;
/// Screens at once.
const MOST_SCREENS: usize = 1000;
/// Messages of one screen that the host has not done yet.
const MOST_UNDONE: usize = 256;
/// How often a silent screen is asked whether it is still there, and how often it may not answer.
const PING: Duration = Duration::from_secs(20);
const PATIENCE: Duration = Duration::from_secs(60);
/// How long screens have to take their last messages.
const FAREWELL: Duration = Duration::from_secs(2);

/// A server that has its address and does not answer yet.
pub struct Server {
    listener: TcpListener,
    own: SocketAddr,
    facilitator: String,
}

/// What the handlers know.
struct Gate {
    host: Arc<Host>,
    port: u16,
    facilitator: String,
    screens: Arc<Semaphore>,
}

impl Server {
    /// Takes an address. Without a port it is the usual one, or a free one.
    ///
    /// # Errors
    /// If the address cannot be had.
    pub async fn bind(listen: IpAddr, port: Option<u16>) -> io::Result<Self> {
        let listener = match port {
            Some(port) => TcpListener::bind((listen, port)).await?,
            None => match TcpListener::bind((listen, USUAL_PORT)).await {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    TcpListener::bind((listen, 0)).await?
                }
                bound => bound?,
            },
        };
        Ok(Server {
            own: listener.local_addr()?,
            listener,
            facilitator: machine::secret(),
        })
    }

    /// The facilitator's address, with the token. Whoever has it may do everything.
    pub fn address(&self) -> String {
        let mut own = self.own;
        if own.ip().is_unspecified() {
            own.set_ip(IpAddr::from([127, 0, 0, 1]));
        }
        format!("http://{own}/?token={}", self.facilitator)
    }

    /// Answers until `end` comes, then lets the screens have their last messages.
    ///
    /// # Errors
    /// If the system does not let it go on.
    pub async fn run(
        self,
        host: Arc<Host>,
        end: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        let screens = Arc::new(Semaphore::new(MOST_SCREENS));
        let gate = Arc::new(Gate {
            host,
            port: self.own.port(),
            facilitator: self.facilitator,
            screens: screens.clone(),
        });
        let router = Router::new()
            .route("/", get(index))
            .route("/ws", get(line))
            .fallback(asset)
            .layer(middleware::from_fn_with_state(gate.clone(), guard))
            .with_state(gate);
        axum::serve(self.listener, router)
            .with_graceful_shutdown(end)
            .await?;
        // Whoever still reads has had its time then.
        let _ = timeout(FAREWELL, screens.acquire_many(MOST_SCREENS as u32)).await;
        Ok(())
    }
}

#[derive(Deserialize)]
struct Pass {
    token: Option<String>,
}

impl Gate {
    /// Who somebody is by their token.
    fn role(&self, pass: &Pass) -> Option<Role> {
        let token = pass.token.as_deref()?;
        same(token, &self.facilitator).then_some(Role::Facilitator)
    }
}

/// Whether two tokens are the same, in a time that says nothing about where they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one
            .bytes()
            .zip(other.bytes())
            .fold(0, |differ, (a, b)| differ | (a ^ b))
            == 0
}

/// Turns away who did not come by this host's own address, and tells browsers what the page may do.
async fn guard(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let Some(host) = host_of(request.headers(), gate.port) else {
        return page::message(
            StatusCode::MISDIRECTED_REQUEST,
            "This is not the address of Atelier",
            "Use the address that Atelier gave when it started.",
        );
    };
    let mut response = next.run(request).await;
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws://{host}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert("content-security-policy", policy);
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        // The address has the token in it.
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

/// The host that was asked for, if it is one of ours: a number or `localhost`, and our port.
fn host_of(headers: &HeaderMap, port: u16) -> Option<String> {
    let host = headers.get(HOST)?.to_str().ok()?;
    let (name, its_port) = match host.rsplit_once(':') {
        Some((name, its_port)) if its_port.bytes().all(|b| b.is_ascii_digit()) => {
            (name, its_port.parse().ok()?)
        }
        _ => (host, 80),
    };
    let number = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    let ours = name.eq_ignore_ascii_case("localhost") || number.parse::<IpAddr>().is_ok();
    (ours && its_port == port).then(|| host.to_owned())
}

/// Whether a WebSocket comes from this host's own page, or from no page at all.
fn is_own_origin(headers: &HeaderMap) -> bool {
    let (Some(origin), Some(host)) = (headers.get(ORIGIN), headers.get(HOST)) else {
        return !headers.contains_key(ORIGIN);
    };
    let origin = origin.to_str().ok().and_then(|o| o.strip_prefix("http://"));
    origin.is_some() && origin == host.to_str().ok()
}

async fn index(State(gate): State<Arc<Gate>>, Query(pass): Query<Pass>) -> Response {
    match gate.role(&pass) {
        Some(_) => page::index(),
        None => page::message(
            StatusCode::FORBIDDEN,
            "This address is not complete",
            "Use the whole address that Atelier gave when it started. It changes with each start.",
        ),
    }
}

async fn asset(uri: Uri) -> Response {
    page::asset(uri.path().trim_start_matches('/'))
}

async fn line(
    State(gate): State<Arc<Gate>>,
    Query(pass): Query<Pass>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let Some(role) = gate.role(&pass).filter(|_| is_own_origin(&headers)) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let Ok(place) = gate.screens.clone().try_acquire_owned() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    upgrade
        .max_message_size(role.longest_message())
        .max_frame_size(role.longest_message())
        .on_upgrade(move |socket| converse(socket, gate, role, place))
}

/// One screen's conversation, until one of the two ends it.
async fn converse(
    mut socket: WebSocket,
    gate: Arc<Gate>,
    role: Role,
    _place: OwnedSemaphorePermit,
) {
    let (send, mut outgoing) = mpsc::unbounded_channel::<Outgoing>();
    let waiting = Arc::new(AtomicUsize::new(0));
    let count = waiting.clone();
    let line = Line::to_browser(
        move |message| {
            count.fetch_add(1, Ordering::Relaxed);
            // A screen that has gone gets nothing more.
            let _ = send.send(message);
        },
        waiting.clone(),
    );
    let connection = gate.host.connect(role, line);
    let undone = Arc::new(Semaphore::new(MOST_UNDONE));
    let mut pings = interval(PING);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            message = outgoing.recv() => {
                let Some(text) = message.as_ref().and_then(Outgoing::to_json) else {
                    // An error means that it has gone already.
                    let _ = timeout(FAREWELL, socket.send(Message::Close(None))).await;
                    return;
                };
                match timeout(PATIENCE, socket.send(Message::Text(text.into()))).await {
                    Ok(Ok(())) => {}
                    _ => return,
                }
                if waiting.fetch_sub(1, Ordering::Relaxed) == 1 {
                    connection.drained();
                }
            }
            message = socket.recv() => {
                let Some(Ok(message)) = message else { return };
                heard = Instant::now();
                let Message::Text(text) = message else { continue };
                // What is no message is passed over: nobody's screen says it.
                let Ok(message) = serde_json::from_str::<FromScreen>(&text) else {
                    tracing::debug!("a message of {} bytes is none of ours", text.len());
                    continue;
                };
                let Ok(permit) = undone.clone().acquire_owned().await else { return };
                connection.say_with(message, Some(Box::new(permit) as Permit));
            }
            _ = pings.tick() => {
                if heard.elapsed() > PATIENCE {
                    return;
                }
                match timeout(PATIENCE, socket.send(Message::Ping(Vec::new().into()))).await {
                    Ok(Ok(())) => {}
                    _ => return,
                }
            }
        }
    }
}
