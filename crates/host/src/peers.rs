//! Who is connected from where, and who has tried wrong codes.

use crate::counts::Tally;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Connections from one address.
const MOST_OF_ONE: usize = 100;
/// Connections of all.
const MOST: usize = 4000;
/// Wrong codes that somebody may try in a minute.
const WRONG: u32 = 20;
const MINUTE: Duration = Duration::from_secs(60);
/// Addresses whose wrong codes are remembered.
const REMEMBERED: usize = 10_000;

/// An address as it is counted: whoever has an IPv6 address has 2⁶⁴ of them.
pub fn counted(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            match address.is_loopback() {
                true => address.into(),
                false => Ipv6Addr::from_bits(network).into(),
            }
        }
        v4 => v4,
    }
}

/// The connections that there are.
#[derive(Default)]
pub struct Peers {
    of: Mutex<HashMap<IpAddr, usize>>,
}

/// A connection's place among them, free again when this is dropped.
pub struct Place {
    peers: Arc<Peers>,
    peer: IpAddr,
}

impl Peers {
    /// A place for one more connection, if there is one. Programs on this machine are not counted
    /// apart: a proxy brings everybody from there.
    pub fn place(self: &Arc<Self>, peer: IpAddr) -> Option<Place> {
        let mut of = self.of.lock().expect("nothing panics here");
        let all: usize = of.values().sum();
        let own = of.get(&peer).copied().unwrap_or(0);
        if all >= MOST || (own >= MOST_OF_ONE && !peer.is_loopback()) {
            return None;
        }
        of.insert(peer, own + 1);
        Some(Place {
            peers: self.clone(),
            peer,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut of = self.peers.of.lock().expect("nothing panics here");
        if let Some(own) = of.get_mut(&self.peer) {
            *own -= 1;
            if *own == 0 {
                of.remove(&self.peer);
            }
        }
    }
}

/// Wrong codes by where they came from.
#[derive(Default)]
pub struct Tries {
    of: Mutex<HashMap<IpAddr, Wrong>>,
}

struct Wrong {
    since: Instant,
    count: u32,
}

impl Tries {
    /// Whether somebody's codes are looked at now.
    pub fn may(&self, peer: IpAddr, now: Instant, tally: &Tally) -> bool {
        let shut = self.of().get(&peer).is_some_and(|wrong| {
            wrong.count >= WRONG && now.saturating_duration_since(wrong.since) < MINUTE
        });
        if shut {
            tally.shut_out.count();
        }
        !shut
    }

    /// Somebody has tried a wrong code.
    pub fn was_wrong(&self, peer: IpAddr, now: Instant) {
        let mut of = self.of();
        if of.len() >= REMEMBERED && !of.contains_key(&peer) {
            of.retain(|_, wrong| now.saturating_duration_since(wrong.since) < MINUTE);
            if of.len() >= REMEMBERED {
                // Somebody has very many addresses; the codes are long enough for that.
                of.clear();
            }
        }
        let wrong = of.entry(peer).or_insert(Wrong {
            since: now,
            count: 0,
        });
        if now.saturating_duration_since(wrong.since) >= MINUTE {
            *wrong = Wrong {
                since: now,
                count: 0,
            };
        }
        wrong.count += 1;
        if wrong.count == WRONG {
            // From now on a whole minute.
            wrong.since = now;
        }
    }

    fn of(&self) -> MutexGuard<'_, HashMap<IpAddr, Wrong>> {
        self.of.lock().expect("nothing panics here")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn one_device_does_not_take_every_place() {
        let peers = Arc::new(Peers::default());
        let (one, other) = (address("192.168.1.7"), address("192.168.1.8"));
        let places: Vec<Place> = (0..MOST_OF_ONE).map_while(|_| peers.place(one)).collect();
        assert_eq!(places.len(), MOST_OF_ONE);
        assert!(peers.place(one).is_none());
        assert!(peers.place(other).is_some());
        drop(places);
        assert!(peers.place(one).is_some());
        let own: Vec<_> = (0..MOST + 1)
            .map_while(|_| peers.place(address("127.0.0.1")))
            .collect();
        assert_eq!(own.len(), MOST);
    }

    #[test]
    fn after_twenty_wrong_codes_a_minute_passes() {
        let (tries, tally) = (Tries::default(), Tally::default());
        let (one, other) = (address("192.168.1.7"), address("192.168.1.8"));
        let mut now = Instant::now();
        for _ in 0..WRONG {
            assert!(tries.may(one, now, &tally));
            tries.was_wrong(one, now);
            now += Duration::from_secs(2);
        }
        assert!(!tries.may(one, now, &tally));
        assert!(tries.may(other, now, &tally));
        assert_eq!(tally.so_far().shut_out, 1);
        now += MINUTE;
        assert!(tries.may(one, now, &tally));
    }

    #[test]
    fn addresses_of_one_network_card_count_as_one() {
        for (one, other) in [
            ("2001:db8::1", "2001:db8::ffff"),
            ("::ffff:10.0.0.7", "10.0.0.7"),
        ] {
            assert_eq!(counted(address(one)), counted(address(other)));
        }
        assert_ne!(counted(address("10.0.0.7")), counted(address("10.0.0.8")));
        assert!(counted(address("::1")).is_loopback());
    }
}
