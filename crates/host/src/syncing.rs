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

struct Order {
    epoch: u32,
    journal: JournalSync,
}

impl Syncing {
    /// Starts the thread. `done` hears the epoch and the number up to which, exclusive, the journal
    /// is durable. It ends when this is dropped.
    pub fn start(done: impl Fn(u32, store::Result<u64>) + Send + 'static) -> Self {
        let (orders, ordered) = mpsc::channel::<Order>();
        thread::spawn(move || {
            while let Ok(mut order) = ordered.recv() {
                let begun = Instant::now();
                // One sync does for all that were asked for before it.
                while let Ok(later) = ordered.try_recv() {
                    order = later;
                }
                done(order.epoch, order.journal.sync());
                thread::sleep(GATHER.saturating_sub(begun.elapsed()));
            }
        });
        Syncing { orders }
    }

    /// Asks for everything that the journal has by now.
    pub fn order(&self, epoch: u32, journal: JournalSync) {
        // The thread lives as long as this does.
        let _ = self.orders.send(Order { epoch, journal });
    }
}
