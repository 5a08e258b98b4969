//! A workshop on the network with a certificate.

use crate::screen::Place;
use crate::shared::{Shared, share, until};
use crate::wire::{get, line, say, status};
use host::protocol::{DoorState, FromScreen, ToScreen};
use host::server::Server;
use host::{Beginning, CertificateFiles, Host, Settings};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tungstenite::WebSocket;
use tungstenite::client::IntoClientRequest;

const NAME: &str = "board.example";
/// From when to when a certificate is good that gives no trouble.
const GOOD: (i32, i32) = (2000, 3000);

type Encrypted = StreamOwned<ClientConnection, TcpStream>;

/// A certificate for these names that is good for these years.
fn certificate(names: &[&str], years: (i32, i32)) -> (String, String) {
    let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
    let mut wanted = CertificateParams::new(names).unwrap();
    wanted.not_before = rcgen::date_time_ymd(years.0, 1, 1);
    wanted.not_after = rcgen::date_time_ymd(years.1, 1, 1);
    let key = KeyPair::generate().unwrap();
    (wanted.self_signed(&key).unwrap().pem(), key.serialize_pem())
}

fn files(place: &Place, chain: &str, key: &str) -> CertificateFiles {
    let written = |name: &str, content: &str| {
        let path = place.path(name);
        std::fs::write(&path, content).unwrap();
        Some(path)
    };
    CertificateFiles {
        chain: written("chain.pem", chain),
        key: written("key.pem", key),
        name: None,
    }
}

/// A host of a workshop with these files for a certificate.
fn host(place: &Place, certificate: CertificateFiles) -> Host {
    let host = Host::start(Settings {
        certificate,
        ..Settings::new(place.store())
    });
    host.open(Beginning::Template("journey".to_owned()))
        .unwrap();
    host
}

/// A workshop that is shared with a certificate.
struct Room {
    certificate: String,
    host: Host,
    shared: Shared,
    _place: Place,
}

impl Room {
    fn new() -> Self {
        let place = Place::new();
        let (certificate, key) = certificate(&[NAME, "127.0.0.1"], GOOD);
        let host = host(&place, files(&place, &certificate, &key));
        let shared = share(&host);
        Room {
            certificate,
            host,
            shared,
            _place: place,
        }
    }

    fn at(&self, name: &str) -> String {
        format!("{name}:{}", self.shared.port)
    }

    fn connect(&self) -> Encrypted {
        connect(self.shared.port, &self.certificate)
    }

    /// A line with the code, by this address and from this page; or how it was refused.
    fn line(&self, at: &str, origin: Option<&str>) -> Result<WebSocket<Encrypted>, u16> {
        let address = format!("wss://{at}/ws?code={}", self.shared.code);
        let mut request = address.into_client_request().unwrap();
        if let Some(origin) = origin {
            let headers = request.headers_mut();
            headers.insert("origin", origin.parse().unwrap());
        }
        match tungstenite::client(request, self.connect()) {
            Ok((socket, _)) => Ok(socket),
            Err(tungstenite::HandshakeError::Failure(tungstenite::Error::Http(answer))) => {
                Err(answer.status().as_u16())
            }
            Err(other) => panic!("{other}"),
        }
    }

    /// The answer to a request for this path by this address.
    fn get(&self, path: &str, at: &str) -> String {
        let mut stream = self.connect();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// An encrypted connection to whoever listens at this port, for who trusts in this certificate.
fn connect(port: u16, trusted: &str) -> Encrypted {
    let mut roots = RootCertStore::empty();
    let trusted = CertificateDer::from_pem_slice(trusted.as_bytes()).unwrap();
    roots.add(trusted).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(NAME).unwrap();
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    StreamOwned::new(
        ClientConnection::new(Arc::new(config), name).unwrap(),
        stream,
    )
}

fn is_at_the_door(line: &mut WebSocket<Encrypted>) {
    say(line, &FromScreen::Hello { client: None });
    until(line, |heard| match heard {
        ToScreen::Door { door } => (door.state == DoorState::New).then_some(()),
        _ => None,
    });
}

#[test]
fn a_phone_comes_by_an_encrypted_line() {
    let room = Room::new();
    let at = room.at(NAME);
    is_at_the_door(&mut room.line(&at, None).unwrap());
    is_at_the_door(&mut room.line(&at, Some(&format!("https://{at}"))).unwrap());
    let number = room.at("127.0.0.1");
    let own = format!("https://{number}");
    is_at_the_door(&mut room.line(&number, Some(&own)).unwrap());
    let page = room.get("/join", &at);
    assert!(
        page.contains(&format!("connect-src 'self' wss://{at};")),
        "{page}"
    );
    let sharing = room.host.share(true).unwrap();
    assert!(sharing.warnings.is_empty());
    for address in sharing.ways.iter().map(|way| &way.address) {
        assert!(
            address.starts_with(&format!("https://{at}/join?code=")),
            "{address}"
        );
    }
}

#[test]
fn names_and_pages_that_are_not_ours_get_nothing_encrypted_either() {
    let room = Room::new();
    let at = room.at(NAME);
    for origin in [
        format!("http://{at}"),
        format!("https://{}", room.at("evil.example")),
        format!("https://{NAME}"),
        "null".to_owned(),
    ] {
        assert_eq!(room.line(&at, Some(&origin)).err(), Some(403), "{origin}");
    }
    for host in [
        room.at("evil.example"),
        room.at(&format!("{NAME}.evil.example")),
        room.at(&format!("{NAME};script-src *")),
        NAME.to_owned(),
    ] {
        let answer = room.get("/join", &host);
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
    }
}

#[test]
fn whoever_comes_unencrypted_is_told_where_it_is_encrypted() {
    let room = Room::new();
    let Shared { port, code, .. } = &room.shared;
    for at in [room.at(NAME), room.at("127.0.0.1")] {
        let path = format!("/join?code={code}");
        let answer = get(*port, &path, &at);
        assert!(answer.starts_with("HTTP/1.1 307"), "{answer}");
        assert!(
            answer.contains(&format!("location: https://{at}{path}\r\n")),
            "{answer}"
        );
        assert!(
            answer.contains("Use the address that begins with https"),
            "{answer}"
        );
        assert!(!answer.to_lowercase().contains("strict-transport-security"));
    }
    assert_eq!(line(*port, &format!("code={code}"), None).err(), Some(307));
    // Not to just anywhere.
    assert_eq!(status(*port, "/", &room.at("evil.example")), 421);
}

#[test]
fn who_never_comes_to_an_agreement_is_cut_off_and_keeps_nobody_waiting() {
    let room = Room::new();
    let begun = Instant::now();
    let silent = TcpStream::connect(("127.0.0.1", room.shared.port)).unwrap();
    let mut halting = TcpStream::connect(("127.0.0.1", room.shared.port)).unwrap();
    halting.write_all(&[22, 3, 1, 2, 0, 1]).unwrap();
    let mut babbling = TcpStream::connect(("127.0.0.1", room.shared.port)).unwrap();
    babbling.write_all(&[22; 1000]).unwrap();

    is_at_the_door(&mut room.line(&room.at(NAME), None).unwrap());
    assert!(begun.elapsed() < Duration::from_secs(5));
    for mut stream in [silent, halting, babbling] {
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let mut rest = Vec::new();
        if let Err(error) = stream.read_to_end(&mut rest) {
            assert_eq!(error.kind(), ErrorKind::ConnectionReset);
        }
    }
    assert!(begun.elapsed() > Duration::from_secs(9));
    // Who was cut off hears of it before it is counted.
    while room.host.counts().handshakes < 3 {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(room.host.counts().handshakes, 3);
}

#[test]
fn a_host_that_is_open_from_the_start_is_encrypted_for_its_facilitator_too() {
    let place = Place::new();
    let (trusted, key) = certificate(&[NAME], GOOD);
    let files = files(&place, &trusted, &key);
    let host = Arc::new(host(&place, files.clone()));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bind = |listen: Ipv4Addr| {
        let certificate = files.read().unwrap();
        let bound = Server::bind(listen.into(), Some(0), certificate, vec![host.clone()]);
        runtime.block_on(bound).unwrap()
    };
    let own = bind(Ipv4Addr::LOCALHOST).address(&host);
    assert!(own.starts_with("http://127.0.0.1:"), "{own}");

    let server = bind(Ipv4Addr::UNSPECIFIED);
    let address = server.address(&host);
    runtime.spawn(server.run(std::future::pending()));
    assert!(address.starts_with("https://"), "{address}");
    let (at, token) = address["https://".len()..].split_once("/?").unwrap();
    let port = at.rsplit_once(':').unwrap().1.parse().unwrap();
    let line = tungstenite::client(format!("wss://{at}/ws?{token}"), connect(port, &trusted));
    say(&mut line.unwrap().0, &FromScreen::Hello { client: None });
}

#[test]
fn files_that_are_of_no_use_are_named_with_a_way_out_and_open_nothing() {
    let place = Place::new();
    let (chain, key) = certificate(&[NAME], GOOD);
    let (_, other) = certificate(&[NAME], GOOD);
    let locked = key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY");
    let begun = &chain[..chain.len() / 2];
    let damaged = "-----BEGIN CERTIFICATE-----\nMAAA\n-----END CERTIFICATE-----\n";
    let strange = "-----BEGIN PRIVATE KEY-----\nMAAA\n-----END PRIVATE KEY-----\n";
    let long = "x".repeat(2 << 20);
    let mut told = String::new();
    for (chain, key) in [
        (&*key, &*key),
        ("\u{0}\u{1}", &key),
        (begun, &key),
        (damaged, &key),
        (&long, &key),
        (&chain, &chain),
        (&chain, &locked),
        (&chain, &other),
        (&chain, strange),
        (&chain, &key[..key.len() / 2]),
    ] {
        let host = host(&place, files(&place, chain, key));
        let problem = host.share(true).unwrap_err();
        told += &format!("{}\n", place.redacted(&problem));
        host.stop().unwrap();
    }
    let half = CertificateFiles {
        key: None,
        ..files(&place, &chain, &key)
    };
    let missing = CertificateFiles {
        chain: Some(place.path("nothing.pem")),
        ..files(&place, &chain, &key)
    };
    told += &place.redacted(&half.read().err().unwrap());
    for name in [
        "other.example",
        "*.example",
        "127.0.0.1",
        "board.example:4117",
        "?",
    ] {
        let named = CertificateFiles {
            name: Some(name.to_owned()),
            ..files(&place, &chain, &key)
        };
        told += &format!("\n{}", place.redacted(&named.read().err().unwrap()));
    }
    // The rest are the system's own words.
    assert_eq!(missing.read().err().unwrap().code, "certificate-unread");
    insta::assert_snapshot!(told);
}

#[test]
fn a_certificate_out_of_its_time_is_used_with_a_warning() {
    for (years, code) in [
        ((2000, 2001), "certificate-expired"),
        ((2999, 3000), "certificate-not-yet"),
    ] {
        let place = Place::new();
        let (chain, key) = certificate(&[NAME], years);
        let host = host(&place, files(&place, &chain, &key));
        let warnings = host.share(true).unwrap().warnings;
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert_eq!(warnings[0].code, code);
        assert!(warnings[0].says.contains(&format!(
            "{}-01-01",
            if years.0 == 2000 { 2001 } else { 2999 }
        )));
    }
}

#[test]
fn a_certificate_without_whoever_issued_it_is_used_with_a_warning() {
    let mut wanted = CertificateParams::new(Vec::new()).unwrap();
    wanted.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    wanted.distinguished_name.push(DnType::CommonName, "House");
    let authority = CertifiedIssuer::self_signed(wanted, KeyPair::generate().unwrap()).unwrap();
    let mut wanted = CertificateParams::new(vec![NAME.to_owned()]).unwrap();
    wanted.distinguished_name.push(DnType::CommonName, "Board");
    let key = KeyPair::generate().unwrap();
    let own = wanted.signed_by(&key, &authority).unwrap().pem();
    let (another, _) = certificate(&[NAME], GOOD);
    let whole = format!("{own}{}", authority.pem());
    for (chain, codes) in [
        (&own, vec!["issuer-missing"]),
        (&format!("{own}{another}"), vec!["issuer-missing"]),
        (&whole, vec![]),
    ] {
        let place = Place::new();
        let host = host(&place, files(&place, chain, &key.serialize_pem()));
        let warnings = host.share(true).unwrap().warnings;
        let told: Vec<_> = warnings.iter().map(|warning| &*warning.code).collect();
        assert_eq!(told, codes);
    }
}

#[test]
fn a_renewed_certificate_is_taken_when_the_workshop_is_opened_again() {
    let place = Place::new();
    let (chain, key) = certificate(&[NAME], (2000, 2001));
    let host = host(&place, files(&place, &chain, &key));
    assert_eq!(host.share(true).unwrap().warnings.len(), 1);
    host.share(false).unwrap();
    let (chain, key) = certificate(&[NAME], GOOD);
    files(&place, &chain, &key);
    assert_eq!(host.share(true).unwrap().warnings, []);
}
