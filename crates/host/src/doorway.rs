//! Where connections come in: each has a place among those of its peer, or is closed at once.
//!
//! Where there is a certificate, both sides first agree on how to encrypt, within a time and beside
//! each other: one that never comes to an end keeps nobody else waiting. Whoever begins to speak
//! unencrypted is let through and known as such, so that they can be told.

use crate::certificate::Certificate;
use crate::counts::Tally;
use crate::peers::{Peers, Place, counted};
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// How long both sides may take to agree on how to encrypt.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// What the first byte is then.
const GREETING: u8 = 22;

/// An address that is listened at.
pub struct Doorway {
    listener: TcpListener,
    peers: Arc<Peers>,
    /// Those who count what is not taken.
    tallies: Arc<[Arc<Tally>]>,
    /// What encrypts it.
    acceptor: Option<TlsAcceptor>,
    /// Those who agree on how to encrypt.
    greeting: JoinSet<Option<(Held, SocketAddr)>>,
}

/// A connection with its place.
pub struct Held {
    stream: Stream,
    _place: Place,
}

enum Stream {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// Whose connection it is.
#[derive(Clone, Copy)]
pub struct Peer {
    pub ip: IpAddr,
    pub encrypted: bool,
}

impl Doorway {
    pub fn new(
        listener: TcpListener,
        peers: Arc<Peers>,
        tallies: Arc<[Arc<Tally>]>,
        certificate: Option<&Certificate>,
    ) -> Self {
        Doorway {
            listener,
            peers,
            tallies,
            acceptor: certificate.map(Certificate::acceptor),
            greeting: JoinSet::new(),
        }
    }
}

/// Agrees with the other side on how to encrypt, if it speaks so.
async fn greet(stream: TcpStream, acceptor: TlsAcceptor) -> io::Result<Stream> {
    let mut first = [0];
    match stream.peek(&mut first).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ if first != [GREETING] => Ok(Stream::Plain(stream)),
        _ => {
            let stream = acceptor.accept(stream).await?;
            Ok(Stream::Encrypted(Box::new(stream)))
        }
    }
}

impl Listener for Doorway {
    type Io = Held;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Held, SocketAddr) {
        loop {
            let (stream, address) = tokio::select! {
                Some(greeted) = self.greeting.join_next() => match greeted {
                    Ok(Some(greeted)) => return greeted,
                    _ => continue,
                },
                // Waits where the system has no more connections to give.
                come = Listener::accept(&mut self.listener) => come,
            };
            let Some(place) = self.peers.place(counted(address.ip())) else {
                for tally in &*self.tallies {
                    tally.too_many.count();
                }
                continue;
            };
            // What is typed goes out letter by letter; without this it only goes out later.
            let _ = stream.set_nodelay(true);
            let held = |stream| Held {
                stream,
                _place: place,
            };
            let Some(acceptor) = self.acceptor.clone() else {
                return (held(Stream::Plain(stream)), address);
            };
            let tallies = self.tallies.clone();
            self.greeting.spawn(async move {
                match timeout(HANDSHAKE, greet(stream, acceptor)).await {
                    Ok(Ok(stream)) => Some((held(stream), address)),
                    _ => {
                        for tally in &*tallies {
                            tally.handshakes.count();
                        }
                        None
                    }
                }
            });
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Doorway>> for Peer {
    fn connect_info(incoming: IncomingStream<'_, Doorway>) -> Self {
        Peer {
            ip: counted(incoming.remote_addr().ip()),
            encrypted: matches!(incoming.io().stream, Stream::Encrypted(_)),
        }
    }
}

impl AsyncRead for Held {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_read(context, buffer),
            Stream::Encrypted(stream) => Pin::new(stream).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for Held {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write(context, bytes),
            Stream::Encrypted(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_flush(context),
            Stream::Encrypted(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_shutdown(context),
            Stream::Encrypted(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match &mut self.stream {
            Stream::Plain(stream) => Pin::new(stream).poll_write_vectored(context, parts),
            Stream::Encrypted(stream) => Pin::new(stream).poll_write_vectored(context, parts),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match &self.stream {
            Stream::Plain(stream) => stream.is_write_vectored(),
            Stream::Encrypted(stream) => stream.is_write_vectored(),
        }
    }
}
