//! The thread that makes journals durable, many records at a time.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};
use store::JournalSync;

/// Between the beginnings of two syncs.
const GATHER: Duration = Duration::from_millis(20);

/// Asks for journals to be made durable.
pub struct Syncing {
    orders: mpsc::Sender<Order>,
}

enum Order {
    Sync {
        epoch: u32,
        journal: JournalSync,
    },
    /// Somebody waits until what was ordered before is done, and hears that by this being dropped.
    Rest {
        _waits: mpsc::Sender<()>,
    },
}

impl Syncing {
    /// Starts the thread. `done` hears the epoch and the number up to which, exclusive, the journal
    /// is durable. It ends when this is dropped.
    pub fn start(done: impl Fn(u32, store::Result<u64>) + Send + 'static) -> Self {
        let (orders, ordered) = mpsc::channel::<Order>();
        thread::spawn(move || {
            while let Ok(first) = ordered.recv() {
                let begun = Instant::now();
                let (mut last, mut rests) = (None, Vec::new());
                for order in std::iter::once(first).chain(ordered.try_iter()) {
                    match order {
                        // One sync does for all that were asked for before it.
                        Order::Sync { epoch, journal } => last = Some((epoch, journal)),
                        Order::Rest { .. } => rests.push(order),
                    }
                }
                if let Some((epoch, journal)) = last {
                    done(epoch, journal.sync());
                }
                drop(rests);
                thread::sleep(GATHER.saturating_sub(begun.elapsed()));
            }
        });
        Syncing { orders }
    }

    /// Asks for everything that the journal has by now.
    pub fn order(&self, epoch: u32, journal: JournalSync) {
        // The thread lives as long as this does.
        let _ = self.orders.send(Order::Sync { epoch, journal });
    }

    /// Waits until nothing is being made durable: a journal that was closed meanwhile is in use
    /// until then.
    pub fn rest(&self) {
        let (waits, ended) = mpsc::channel();
        let _ = self.orders.send(Order::Rest { _waits: waits });
        // Nothing is ever said; it ends.
        let _ = ended.recv();
    }
}
