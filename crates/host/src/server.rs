//! Browsers: the address at which a program serves them.
//!
//! Whoever comes needs a key, see `gate`. The facilitator's token is in the address that is printed;
//! it is worth something here and nowhere else.

use crate::gate::Gate;
use crate::host::Host;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;

/// The port that is taken if it is free and no other is asked for.
pub(crate) const USUAL_PORT: u16 = 4117;

/// A server that has its address and does not answer yet.
pub struct Server {
    listener: TcpListener,
    own: SocketAddr,
    hosts: Vec<Arc<Host>>,
}

impl Server {
    /// Takes an address for some hosts. Without a port it is the usual one, or a free one.
    ///
    /// # Errors
    /// If the address cannot be had.
    pub async fn bind(
        listen: IpAddr,
        port: Option<u16>,
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
        let own = listener.local_addr()?;
        for host in &hosts {
            // A host behind two servers is reached at the first.
            let _ = host.reception().front.set(own);
        }
        Ok(Server {
            own,
            listener,
            hosts,
        })
    }

    /// The facilitator's address of a host, with the token. Whoever has it may do everything.
    pub fn address(&self, host: &Host) -> String {
        let mut own = self.own;
        if own.ip().is_unspecified() {
            own.set_ip(IpAddr::from([127, 0, 0, 1]));
        }
        format!(
            "http://{own}/?token={}",
            host.reception().keys.facilitator()
        )
    }

    /// Answers until `end` comes, then lets the screens have their last messages.
    pub async fn run(self, end: impl Future<Output = ()>) {
        let receptions = self.hosts.iter().map(|host| host.reception().clone());
        Gate::new(receptions.collect(), self.own.port(), true)
            .serve(vec![self.listener], end)
            .await;
    }
}
