//! The one door: who comes in over a network, and as what.
//!
//! - `/` with the facilitator's or the projector's token shows their page;
//! - `/join` shows the page of participants, with the right code in the address, a wrong one or
//!   none: whether a code is right is not told by what the page is;
//! - `/code?code=…` says whether a code is right: 204, 403, or 429 after too many wrong ones;
//! - `/ws` with one of the three is a conversation; 403 and 429 as before.
//!
//! A page from elsewhere cannot come in by a name that leads here (DNS rebinding): only numbers,
//! `localhost` and the names of the certificate are accepted as the host, and only this host's own
//! page as the origin. Where there is a certificate, whoever comes unencrypted is sent on to where
//! they are not.

use crate::certificate::Certificate;
use crate::counts::{Counter, Tally};
use crate::doorway::{Doorway, Peer};
use crate::front::{HTTP, HTTPS};
use crate::host::{Event, Reception};
use crate::page;
use crate::peers::{Peers, Tries};
use crate::role::{Role, longest_message};
use crate::talk::{FAREWELL, converse};
use crate::token::Pass;
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, Query, Request, State};
use axum::http::header::{CONNECTION, HOST, HeaderName, LOCATION, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Instant;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Screens at once.
const MOST_SCREENS: usize = 1200;
/// Bytes that are read at once. As many are cleared each time that a conversation looks for a
/// message, which is after each message that it sends, so many more would be most of its work.
const READ: usize = 4 * 1024;

/// What the handlers know.
pub struct Gate {
    /// The hosts behind it; a key opens the way to one of them.
    receptions: Vec<Reception>,
    port: u16,
    /// What encrypts what is said here.
    certificate: Option<Arc<Certificate>>,
    /// Whether a facilitator's token is worth anything here.
    leads: bool,
    screens: Arc<Semaphore>,
    peers: Arc<Peers>,
    tries: Tries,
}

impl Gate {
    pub fn new(
        receptions: Vec<Reception>,
        port: u16,
        certificate: Option<Arc<Certificate>>,
        leads: bool,
    ) -> Self {
        Gate {
            receptions,
            port,
            certificate,
            leads,
            screens: Arc::new(Semaphore::new(MOST_SCREENS)),
            peers: Arc::default(),
            tries: Tries::default(),
        }
    }

    /// Answers at these addresses until `end` comes, then lets the screens have their last
    /// messages.
    pub async fn serve(self, listeners: Vec<TcpListener>, end: impl Future<Output = ()>) {
        let gate = Arc::new(self);
        let router = Router::new()
            .route("/", get(index))
            .route("/join", get(join))
            .route("/code", get(code))
            .route("/ws", get(line))
            .fallback(asset)
            .layer(middleware::from_fn_with_state(gate.clone(), guard))
            .with_state(gate.clone());
        let (ended, seen) = watch::channel(());
        let mut doorways = JoinSet::new();
        let tallies: Arc<[_]> = gate.receptions.iter().map(|r| r.tally.clone()).collect();
        for listener in listeners {
            let certificate = gate.certificate.as_deref();
            let doorway = Doorway::new(listener, gate.peers.clone(), tallies.clone(), certificate);
            let router = router.clone();
            let mut seen = seen.clone();
            doorways.spawn(async move {
                let service = router.into_make_service_with_connect_info::<Peer>();
                let ended = async move {
                    // It ends when nobody can say so any more, too.
                    let _ = seen.changed().await;
                };
                let served = axum::serve(doorway, service).with_graceful_shutdown(ended);
                if let Err(error) = served.await {
                    tracing::error!("an address is no longer listened at: {error}");
                }
            });
        }
        end.await;
        drop(ended);
        // Whoever still reads has had its time then.
        let all_gone = async {
            let screens = gate.screens.acquire_many(MOST_SCREENS as u32).await;
            while doorways.join_next().await.is_some() {}
            drop(screens);
        };
        let _ = timeout(FAREWELL, all_gone).await;
    }

    /// Where somebody goes with their key, and as what.
    fn let_in(&self, pass: &Pass, peer: IpAddr) -> Result<(&Reception, Role), StatusCode> {
        let now = Instant::now();
        let tries = pass.code.is_some();
        if tries && !self.tries.may(peer, now, self.tally()) {
            return Err(StatusCode::TOO_MANY_REQUESTS);
        }
        let found = self.receptions.iter().find_map(|reception| {
            let role = reception.keys.role(pass)?;
            Some((reception, role))
        });
        match found {
            Some((_, Role::Facilitator)) if !self.leads => {}
            Some(found) => return Ok(found),
            None => {}
        }
        self.tally().wrong_keys.count();
        if tries {
            self.tries.was_wrong(peer, now);
        }
        Err(StatusCode::FORBIDDEN)
    }

    /// The host that was asked for, if it is one of ours: a number, `localhost` or a name of the
    /// certificate, and our port.
    fn host_of(&self, headers: &HeaderMap, peer: Peer) -> Option<String> {
        let host = headers.get(HOST)?.to_str().ok()?;
        let (name, its_port) = match host.rsplit_once(':') {
            Some((name, its_port)) if its_port.bytes().all(|b| b.is_ascii_digit()) => {
                (name, its_port.parse().ok()?)
            }
            _ if peer.encrypted => (host, HTTPS),
            _ => (host, HTTP),
        };
        let number = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'))
            .unwrap_or(name);
        let covers = |given: &Arc<Certificate>| given.covers(name);
        let ours = name.eq_ignore_ascii_case("localhost")
            || number.parse::<IpAddr>().is_ok()
            || self.certificate.as_ref().is_some_and(covers);
        (ours && its_port == self.port).then(|| host.to_owned())
    }

    /// Where it is counted what belongs to none of the hosts.
    fn tally(&self) -> &Tally {
        &self.receptions[0].tally
    }

    fn refuse(&self, status: StatusCode, counter: &Counter) -> Response {
        counter.count();
        status.into_response()
    }
}

/// Turns away who did not come by this host's own address, and tells browsers what the page may do.
async fn guard(
    State(gate): State<Arc<Gate>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let Some(host) = gate.host_of(request.headers(), peer) else {
        gate.tally().foreign.count();
        return page::message(
            StatusCode::MISDIRECTED_REQUEST,
            "This is not the address of Atelier",
            "Use the address that Atelier gave when it started.",
        );
    };
    let mut response = match gate.certificate.is_some() && !peer.encrypted {
        true => only_encrypted(&host, request.uri()),
        false => next.run(request).await,
    };
    let line = if peer.encrypted { "wss" } else { "ws" };
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self' {line}://{host}; \
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

/// Sends somebody on to the same address, encrypted. Browsers are not to keep that in mind: the
/// workshop of another day may have no certificate.
fn only_encrypted(host: &str, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let mut response = page::message(
        StatusCode::TEMPORARY_REDIRECT,
        "Atelier is encrypted here",
        &format!("Use the address that begins with https, https://{host}."),
    );
    let headers = response.headers_mut();
    if let Ok(there) = HeaderValue::from_str(&format!("https://{host}{path}")) {
        headers.insert(LOCATION, there);
    }
    headers.insert(CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Whether a WebSocket comes from this host's own page, or from no page at all.
fn is_own_origin(headers: &HeaderMap, peer: Peer) -> bool {
    let (Some(origin), Some(host)) = (headers.get(ORIGIN), headers.get(HOST)) else {
        return !headers.contains_key(ORIGIN);
    };
    let scheme = if peer.encrypted {
        "https://"
    } else {
        "http://"
    };
    let origin = origin.to_str().ok().and_then(|o| o.strip_prefix(scheme));
    origin.is_some() && origin == host.to_str().ok()
}

async fn index(
    State(gate): State<Arc<Gate>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Query(pass): Query<Pass>,
) -> Response {
    let asks = pass.token.is_some() || pass.projector.is_some();
    if !asks && gate.receptions.iter().any(|open| open.keys.is_open()) {
        // Whoever types the address by hand wants to join.
        return Redirect::to("/join").into_response();
    }
    let pass = Pass { code: None, ..pass };
    match gate.let_in(&pass, peer.ip) {
        Ok((_, Role::Projector)) => page::projector(),
        Ok(_) => page::index(),
        Err(_) => page::message(
            StatusCode::FORBIDDEN,
            "This address is not complete",
            "Use the whole address that Atelier gave when it started. It changes with each start.",
        ),
    }
}

async fn join(State(gate): State<Arc<Gate>>, ConnectInfo(peer): ConnectInfo<Peer>) -> Response {
    for reception in &gate.receptions {
        if reception.keys.reached(peer.ip) {
            // The host may have ended.
            let _ = reception.events.send(Event::Reached);
        }
    }
    page::participant()
}

async fn code(
    State(gate): State<Arc<Gate>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Query(pass): Query<Pass>,
) -> Response {
    let pass = Pass {
        code: Some(pass.code.unwrap_or_default()),
        ..Pass::default()
    };
    match gate.let_in(&pass, peer.ip) {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(status) => (status, [(RETRY_AFTER, "60")]).into_response(),
    }
}

async fn asset(uri: Uri) -> Response {
    page::asset(uri.path().trim_start_matches('/'))
}

async fn line(
    State(gate): State<Arc<Gate>>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Query(pass): Query<Pass>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !is_own_origin(&headers, peer) {
        return gate.refuse(StatusCode::FORBIDDEN, &gate.tally().foreign);
    }
    let (reception, role) = match gate.let_in(&pass, peer.ip) {
        Ok((reception, role)) => (reception.clone(), role),
        Err(status) => return status.into_response(),
    };
    let Ok(place) = gate.screens.clone().try_acquire_owned() else {
        return gate.refuse(StatusCode::SERVICE_UNAVAILABLE, &reception.tally.too_many);
    };
    upgrade
        .max_message_size(longest_message(role))
        .max_frame_size(longest_message(role))
        .read_buffer_size(READ)
        .on_upgrade(move |socket| converse(socket, reception, role, place))
}
