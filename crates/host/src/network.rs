//! The networks that this machine is on, as ways for others to come in.

use crate::front::Spot;
use crate::protocol::WayIn;
use fast_qr::QRBuilder;
use std::net::IpAddr;

/// An address of this machine on one of its networks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    pub name: String,
    pub address: IpAddr,
}

/// The networks on which others can reach this machine, those with IPv4 first.
pub fn networks() -> Vec<Network> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_else(|error| {
        tracing::warn!("the networks of this machine are not known: {error}");
        Vec::new()
    });
    let mut networks: Vec<Network> = interfaces
        .into_iter()
        .map(|interface| Network {
            address: interface.ip(),
            name: interface.name,
        })
        .filter(|network| can_be_reached(network.address))
        .collect();
    let with_v4: Vec<String> = networks
        .iter()
        .filter(|network| network.address.is_ipv4())
        .map(|network| network.name.clone())
        .collect();
    // One address of a network is enough, and the shorter one can be read aloud.
    networks.retain(|network| network.address.is_ipv4() || !with_v4.contains(&network.name));
    networks.sort_by_key(|network| (network.address.is_ipv6(), network.name.clone()));
    networks.dedup_by(|one, other| one.address.is_ipv6() && one.name == other.name);
    networks
}

/// Whether an address can be typed into another device of the same network.
fn can_be_reached(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !address.is_loopback() && !address.is_link_local(),
        // Addresses of one link need the name of the other device's network card.
        IpAddr::V6(address) => !address.is_loopback() && !address.is_unicast_link_local(),
    }
}

/// How others come in over a network.
pub fn way_in(spot: &Spot, code: &str) -> WayIn {
    let address = format!("{}/join?code={code}", spot.origin);
    // Who types it gets there without the beginning, but not encrypted from the first word on.
    let short = spot.origin.strip_prefix("http://").unwrap_or(&spot.origin);
    WayIn {
        network: spot.network.clone(),
        short: short.to_owned(),
        qr: qr(&address),
        address,
    }
}

/// A text as a QR code: rows of `1` (dark) and `0`.
fn qr(text: &str) -> Vec<String> {
    let Ok(code) = QRBuilder::new(text).build() else {
        // Longer than any address.
        return Vec::new();
    };
    let row = |row: usize| {
        let modules = code[row].iter().take(code.size);
        modules.map(|m| if m.value() { '1' } else { '0' }).collect()
    };
    (0..code.size).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_in_has_an_address_for_people_and_one_for_cameras() {
        let spot = Spot {
            network: "wlan0".to_owned(),
            origin: "http://192.168.1.5:4117".to_owned(),
            covered: true,
        };
        let way = way_in(&spot, "K7CD4M");
        assert_eq!(way.address, "http://192.168.1.5:4117/join?code=K7CD4M");
        assert_eq!(way.short, "192.168.1.5:4117");
        let size = way.qr.len();
        // Version n has 17 + 4n modules to a side.
        assert!(size >= 21 && (size - 17).is_multiple_of(4), "{size}");
        assert!(way.qr.iter().all(|row| row.len() == size));
        // The three corners by which a camera finds it.
        for (row, column) in [(0, 0), (0, size - 7), (size - 7, 0)] {
            let corner = |y: usize| &way.qr[row + y][column..column + 7];
            assert_eq!(corner(0), "1111111");
            assert_eq!(corner(1), "1000001");
            assert_eq!(corner(3), "1011101");
        }
    }

    #[test]
    fn addresses_that_nobody_else_can_use_are_left_out() {
        for address in ["127.0.0.1", "::1", "fe80::1", "169.254.3.4"] {
            assert!(!can_be_reached(address.parse().unwrap()), "{address}");
        }
        for address in ["192.168.1.5", "10.0.0.1", "2001:db8::5"] {
            assert!(can_be_reached(address.parse().unwrap()), "{address}");
        }
    }
}
