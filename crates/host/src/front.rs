//! An address at which a host listens, as others find it.

use crate::certificate::Certificate;
use crate::network::{Network, networks};
use crate::problem;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use workshop::view::Problem;

/// The ports that browsers take where an address has none.
pub const HTTP: u16 = 80;
pub const HTTPS: u16 = 443;

#[derive(Clone)]
pub struct Front {
    /// One of this machine's, or all of them.
    pub at: SocketAddr,
    /// What encrypts it.
    pub certificate: Option<Arc<Certificate>>,
}

/// Where somebody on a network finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The network's name; the machine's own, where it is found by a name.
    pub network: String,
    /// What this host's page has as its origin there.
    pub origin: String,
    /// Whether browsers find in the certificate, if there is one, what they look for.
    pub covered: bool,
}

impl Front {
    /// The networks on which it is found.
    pub fn networks(&self) -> Vec<Network> {
        let mut networks = networks();
        if !self.at.ip().is_unspecified() {
            networks.retain(|network| network.address == self.at.ip());
        }
        networks
    }

    /// Where it is found on them. If the certificate covers some of these, the others are left out:
    /// people would be warned of the page there.
    pub fn spots(&self, networks: &[Network]) -> Vec<Spot> {
        let covers = |network: &Network| match &self.certificate {
            Some(certificate) => certificate.covers_address(network.address),
            None => true,
        };
        let named = match &self.certificate {
            // Where nobody gets to by a number, nobody does by a name.
            Some(certificate) if !networks.is_empty() => certificate.names(),
            _ => Vec::new(),
        };
        let mut spots: Vec<Spot> = named
            .into_iter()
            .map(|name| Spot {
                origin: self.origin(&name),
                network: name,
                covered: true,
            })
            .chain(networks.iter().map(|network| Spot {
                origin: self.origin(&numbered(network.address)),
                network: network.name.clone(),
                covered: covers(network),
            }))
            .collect();
        if spots.iter().any(|spot| spot.covered) {
            spots.retain(|spot| spot.covered);
        }
        spots
    }

    /// Where whoever sits at this machine finds it.
    pub fn own(&self) -> String {
        let ip = self.at.ip();
        let ip = if ip.is_unspecified() {
            Ipv4Addr::LOCALHOST.into()
        } else {
            ip
        };
        self.origin(&numbered(ip))
    }

    /// What is wrong with the certificate, if there is one.
    pub fn warnings(&self, spots: &[Spot], now_ms: u64) -> Vec<Problem> {
        let Some(certificate) = &self.certificate else {
            return Vec::new();
        };
        let mut warnings = certificate.warnings(now_ms);
        if spots.iter().any(|spot| !spot.covered) {
            warnings.push(match certificate.domain() {
                Some(domain) => problem::name_left_open(&domain),
                None => problem::not_covered(),
            });
        }
        warnings
    }

    fn origin(&self, host: &str) -> String {
        match (&self.certificate, self.at.port()) {
            (Some(_), HTTPS) => format!("https://{host}"),
            (Some(_), port) => format!("https://{host}:{port}"),
            (None, HTTP) => format!("http://{host}"),
            (None, port) => format!("http://{host}:{port}"),
        }
    }
}

/// An address as it stands in others.
fn numbered(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::CertificateFiles;

    fn front(names: &[&str], port: u16) -> Front {
        named(names, port, None)
    }

    /// The same for a machine that is said to have this name.
    fn named(names: &[&str], port: u16, name: Option<&str>) -> Front {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        let [chain, key] = [
            ("chain.pem", made.cert.pem()),
            ("key.pem", made.signing_key.serialize_pem()),
        ]
        .map(|(name, pem)| {
            let path = folder.path().join(name);
            std::fs::write(&path, pem).unwrap();
            Some(path)
        });
        Front {
            at: SocketAddr::from((Ipv4Addr::UNSPECIFIED, port)),
            certificate: CertificateFiles {
                chain,
                key,
                name: name.map(str::to_owned),
            }
            .read()
            .unwrap(),
        }
    }

    fn found(front: &Front) -> (Vec<String>, Vec<String>) {
        let networks = [("wlan0", "192.168.1.5"), ("eth0", "2001:db8::5")];
        let networks = networks.map(|(name, address)| Network {
            name: name.to_owned(),
            address: address.parse().unwrap(),
        });
        let spots = front.spots(&networks);
        let warnings = front.warnings(&spots, crate::machine::now_ms());
        (
            spots.into_iter().map(|spot| spot.origin).collect(),
            warnings.into_iter().map(|warning| warning.code).collect(),
        )
    }

    #[test]
    fn people_are_given_what_the_certificate_covers() {
        let ways = [
            (vec!["Board.example"], vec!["https://board.example:4117"]),
            (vec!["192.168.1.5"], vec!["https://192.168.1.5:4117"]),
            (
                vec!["board.example", "*.example", "localhost", "2001:db8::5"],
                vec!["https://board.example:4117", "https://[2001:db8::5]:4117"],
            ),
        ];
        for (names, origins) in ways {
            let (shown, warnings) = found(&front(&names, 4117));
            assert_eq!(shown, origins);
            assert!(warnings.is_empty(), "{warnings:?}");
        }
    }

    #[test]
    fn where_it_covers_nothing_every_address_is_given_with_a_warning() {
        for (names, code) in [
            (vec!["*.house.example"], "name-left-open"),
            (vec!["localhost", "127.0.0.1"], "not-covered"),
            (vec![], "not-covered"),
        ] {
            let (shown, warnings) = found(&front(&names, 4117));
            let all = ["https://192.168.1.5:4117", "https://[2001:db8::5]:4117"];
            assert_eq!(shown, all);
            assert_eq!(warnings, [code]);
        }
    }

    #[test]
    fn the_name_that_is_given_is_the_one_that_people_are_given() {
        for names in [
            vec!["*.house.example"],
            vec!["old.example", "board.house.example"],
        ] {
            let front = named(&names, 4117, Some("Board.House.Example"));
            let (shown, warnings) = found(&front);
            assert_eq!(shown, ["https://board.house.example:4117"]);
            assert!(warnings.is_empty(), "{warnings:?}");
        }
    }

    #[test]
    fn a_port_that_browsers_take_by_themselves_is_not_said() {
        let (shown, _) = found(&front(&["board.example"], HTTPS));
        assert_eq!(shown, ["https://board.example"]);
        let plain = Front {
            certificate: None,
            ..front(&["board.example"], HTTP)
        };
        assert_eq!(found(&plain).0[0], "http://192.168.1.5");
        assert_eq!(plain.own(), "http://127.0.0.1");
    }
}
