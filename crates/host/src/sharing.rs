//! A workshop that is open to devices on the network: a second listener, for participants and the
//! projector alone, which is there for as long as the workshop is shared.

use crate::certificate::Certificate;
use crate::front::{Front, Spot};
use crate::gate::Gate;
use crate::host::Reception;
use crate::house::House;
use crate::machine;
use crate::network::{Network, way_in};
use crate::problem;
use crate::protocol::{Sharing, WayIn};
use crate::role::Role;
use crate::server::USUAL_PORT;
use socket2::{Domain, Protocol, Socket, Type};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use tokio::sync::oneshot;
use workshop::view::Problem;

/// Between two looks at the networks: somebody may open a hotspot meanwhile.
const LOOK: Duration = Duration::from_secs(3);
/// Ports that are tried, the usual one first: a port that is the same next time is easier to find.
const TRIED: u16 = 10;
/// Threads for the network.
const THREADS: usize = 4;

/// How the workshop is shared.
#[derive(Default)]
pub struct Shared {
    open: Option<Open>,
    /// Counts changes.
    pub changes: u32,
}

struct Open {
    since_ms: u64,
    /// Where others come in.
    front: Front,
    networks: Vec<Network>,
    ways: Vec<WayIn>,
    spots: Vec<Spot>,
    looked: Instant,
    /// None where the program's own address is open to the network.
    listening: Option<Listening>,
}

impl Shared {
    /// When the networks are looked at again.
    pub fn next_look(&self) -> Option<Instant> {
        Some(self.open.as_ref()?.looked + LOOK)
    }
}

impl House {
    /// Opens the workshop to devices on the network, or closes it to them.
    ///
    /// # Errors
    /// `no-address`, and those of a certificate.
    pub fn share(&mut self, on: bool) -> Result<(), Problem> {
        match (on, self.sharing.open.is_some()) {
            (true, false) => self.begin_sharing(),
            (false, true) => {
                self.end_sharing();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn begin_sharing(&mut self) -> Result<(), Problem> {
        let front = self.reception.front.get();
        let (front, listening) = match front.filter(|front| !front.at.ip().is_loopback()) {
            Some(front) => (front.clone(), None),
            None => {
                let certificate = self.settings.certificate.read()?;
                let listening = Listening::start(self.reception.clone(), certificate.clone());
                let listening = listening.map_err(|error| problem::no_address(&error))?;
                let at = SocketAddr::from((Ipv4Addr::UNSPECIFIED, listening.port));
                (Front { at, certificate }, Some(listening))
            }
        };
        let earlier = self.room.as_ref().and_then(|room| room.shared.clone());
        self.reception.keys.open(earlier);
        self.keep_keys();
        self.sharing.open = Some(Open {
            since_ms: machine::now_ms(),
            front,
            spots: Vec::new(),
            networks: Vec::new(),
            ways: Vec::new(),
            looked: Instant::now(),
            listening,
        });
        self.look_at_networks();
        self.sharing.changes += 1;
        Ok(())
    }

    /// Closes the workshop to others; those who are in are told.
    pub fn end_sharing(&mut self) -> Option<Listening> {
        let open = self.sharing.open.take()?;
        self.reception.keys.close();
        self.keep_keys();
        let others = self.guests.iter();
        let others = others.filter(|(_, guest)| guest.came != Role::Facilitator);
        let others: Vec<u32> = others.map(|(id, _)| *id).collect();
        // What they did is acknowledged before.
        self.send_patches();
        self.send_replies();
        for id in others {
            self.send_away(id, problem::sharing_ended());
        }
        self.sharing.changes += 1;
        let mut listening = open.listening?;
        listening.close();
        Some(listening)
    }

    /// The open canvas remembers the keys that others have.
    pub fn keep_keys(&mut self) {
        if let Some(room) = &mut self.room {
            room.keep_shared(self.reception.keys.given());
        }
    }

    /// Looks which networks there are by now.
    pub fn look_again(&mut self, now: Instant) {
        if self.sharing.next_look().is_some_and(|at| at <= now) {
            self.look_at_networks();
        }
    }

    fn look_at_networks(&mut self) {
        let Some(open) = &mut self.sharing.open else {
            return;
        };
        open.looked = Instant::now();
        let Some(given) = self.reception.keys.given() else {
            return;
        };
        let networks = open.front.networks();
        if networks == open.networks && !open.ways.is_empty() {
            return;
        }
        open.spots = open.front.spots(&networks);
        let way = |spot| way_in(spot, &given.code);
        open.ways = open.spots.iter().map(way).collect();
        if open.networks != networks {
            open.networks = networks;
            self.sharing.changes += 1;
        }
    }

    /// How the workshop is shared, as those who lead see it.
    pub fn how_shared(&self) -> Sharing {
        let settings = Sharing {
            let_all_in: self.entrance.rules.let_all_in,
            names_optional: self.entrance.rules.names_optional,
            ..Sharing::default()
        };
        let keys = &self.reception.keys;
        let (Some(open), Some(given)) = (&self.sharing.open, keys.given()) else {
            return settings;
        };
        let first = open.spots.first();
        let origin = first.map_or_else(|| open.front.own(), |spot| spot.origin.clone());
        Sharing {
            on: true,
            ways: open.ways.clone(),
            code: given.code,
            projector: format!("{origin}/?projector={}", given.projector),
            reached: keys.count_reached(),
            since_ms: open.since_ms,
            warnings: open.front.warnings(&open.spots, machine::now_ms()),
            ..settings
        }
    }
}

/// A listener on all networks of this machine, on a thread of its own.
pub struct Listening {
    port: u16,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Listening {
    fn start(reception: Reception, certificate: Option<Arc<Certificate>>) -> io::Result<Self> {
        let any = IpAddr::from(Ipv4Addr::UNSPECIFIED);
        let mut ports = USUAL_PORT..USUAL_PORT + TRIED;
        let v4 = ports.find_map(|port| listen(any, port).ok());
        let v4 = v4.map_or_else(|| listen(any, 0), Ok)?;
        let port = v4.local_addr()?.port();
        // A machine may have no IPv6.
        let v6 = listen(Ipv6Addr::UNSPECIFIED.into(), port).ok();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(threads.min(THREADS))
            .thread_name("sharing")
            .enable_all()
            .build()?;
        let (end, ended) = oneshot::channel();
        let listeners = {
            let _inside = runtime.enter();
            let all = [Some(v4), v6].into_iter().flatten();
            all.map(tokio::net::TcpListener::from_std)
                .collect::<io::Result<Vec<_>>>()?
        };
        let thread = std::thread::Builder::new()
            .name("sharing".to_owned())
            .spawn(move || {
                let gate = Gate::new(vec![reception], port, certificate, false);
                runtime.block_on(gate.serve(listeners, async {
                    // It ends when the host has, too.
                    let _ = ended.await;
                }));
                // Connections that are still there end with it.
                runtime.shutdown_background();
            })?;
        Ok(Listening {
            port,
            end: Some(end),
            thread: Some(thread),
        })
    }

    /// Nobody comes in any more; those who are there have a moment for their last messages.
    fn close(&mut self) {
        drop(self.end.take());
    }

    /// Waits until they had it.
    pub fn join(mut self) {
        self.close();
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been reported.
            let _ = thread.join();
        }
    }
}

fn listen(ip: IpAddr, port: u16) -> io::Result<TcpListener> {
    let at = SocketAddr::new(ip, port);
    let socket = Socket::new(Domain::for_address(at), Type::STREAM, Some(Protocol::TCP))?;
    if at.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    // As the standard library does: a port that was just closed is free.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&at.into())?;
    socket.listen(1024)?;
    socket.set_nonblocking(true)?;
    Ok(socket.into())
}
