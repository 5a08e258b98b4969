//! Browsers: the address at which a program serves them.
//!
//! Whoever comes needs a key, see `gate`. The facilitator's token is in the address that is printed;
//! it is worth something here and nowhere else.
//!
//! What does not leave this machine is not encrypted: nobody else hears it, and a certificate for
//! `127.0.0.1` is rare, so the facilitator would be warned of their own page each time. Browsers
//! count such an address as secure anyway.

use crate::certificate::Certificate;
use crate::front::{Front, Spot};
use crate::gate::Gate;
use crate::host::Host;
use crate::machine;
use std::future::Future;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use workshop::view::Problem;

/// The port that is taken if it is free and no other is asked for.
pub(crate) const USUAL_PORT: u16 = 4117;

/// A server that has its address and does not answer yet.
pub struct Server {
    listener: TcpListener,
    front: Front,
    hosts: Vec<Arc<Host>>,
}

impl Server {
    /// Takes an address for some hosts. Without a port it is the usual one, or a free one. With a
    /// certificate, what others can hear is encrypted.
    ///
    /// # Errors
    /// If the address cannot be had.
    pub async fn bind(
        listen: IpAddr,
        port: Option<u16>,
        certificate: Option<Arc<Certificate>>,
        hosts: Vec<Arc<Host>>,
    ) -> io::Result<Self> {
        let listener = match port {
            Some(port) => TcpListener::bind((listen, port)).await?,
            None => match TcpListener::bind((listen, USUAL_PORT)).await {
                Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                    TcpListener::bind((listen, 0)).await?
                }
                bound => bound?,
            },
        };
        let front = Front {
            at: listener.local_addr()?,
            certificate: certificate.filter(|_| !listen.is_loopback()),
        };
        for host in &hosts {
            // A host behind two servers is reached at the first.
            let _ = host.reception().front.set(front.clone());
        }
        Ok(Server {
            front,
            listener,
            hosts,
        })
    }

    /// The facilitator's address of a host, with the token. Whoever has it may do everything.
    pub fn address(&self, host: &Host) -> String {
        // Who is warned of their own page has at least the address that this machine has itself.
        let first = self.spots().into_iter().find(|spot| spot.covered);
        let origin = match &self.front.certificate {
            Some(_) => first.map_or_else(|| self.front.own(), |spot| spot.origin),
            None => self.front.own(),
        };
        format!("{origin}/?token={}", host.reception().keys.facilitator())
    }

    /// What is wrong with the certificate, if there is one.
    pub fn warnings(&self) -> Vec<Problem> {
        self.front.warnings(&self.spots(), machine::now_ms())
    }

    fn spots(&self) -> Vec<Spot> {
        self.front.spots(&self.front.networks())
    }

    /// Answers until `end` comes, then lets the screens have their last messages.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let receptions = self.hosts.iter().map(|host| host.reception().clone());
        let Front { at, certificate } = self.front;
        Gate::new(receptions.collect(), at.port(), certificate, true)
            .serve(vec![self.listener], end)
            .await;
    }
}
