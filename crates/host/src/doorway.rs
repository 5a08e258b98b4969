//! Where connections come in: each has a place among those of its peer, or is closed at once.

use crate::counts::Tally;
use crate::peers::{Peers, Place, counted};
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// An address that is listened at.
pub struct Doorway {
    pub listener: TcpListener,
    pub peers: Arc<Peers>,
    /// Those who count what is not taken.
    pub tallies: Vec<Arc<Tally>>,
}

/// A connection with its place.
pub struct Held {
    stream: TcpStream,
    _place: Place,
}

/// Whose connection it is.
#[derive(Clone, Copy)]
pub struct Peer(pub IpAddr);

impl Listener for Doorway {
    type Io = Held;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Held, SocketAddr) {
        loop {
            // Waits where the system has no more connections to give.
            let (stream, address) = Listener::accept(&mut self.listener).await;
            let Some(place) = self.peers.place(counted(address.ip())) else {
                for tally in &self.tallies {
                    tally.too_many.count();
                }
                continue;
            };
            // What is typed goes out letter by letter; without this it only goes out later.
            let _ = stream.set_nodelay(true);
            let held = Held {
                stream,
                _place: place,
            };
            return (held, address);
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Doorway>> for Peer {
    fn connect_info(incoming: IncomingStream<'_, Doorway>) -> Self {
        Peer(counted(incoming.remote_addr().ip()))
    }
}

impl AsyncRead for Held {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Held {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
