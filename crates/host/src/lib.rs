//! A machine that hosts workshops for windows and browsers.
//!
//! [`Host`] is one thread that has the open canvas and everybody who is connected; a screen talks
//! to it through a [`Connection`] and hears from it down a [`Line`], in the desktop window as in a
//! browser. [`server`] brings browsers, and [`role`] decides who may do what.
//!
//! While a workshop is shared, participants come in by a code and wait to be given a seat.

pub mod protocol;
pub mod role;
pub mod server;

mod anew;
mod certificate;
mod clock;
mod counts;
mod desk;
mod doorstep;
mod doorway;
mod entrance;
mod front;
mod gate;
mod guest;
mod home;
mod host;
mod house;
mod keeping;
mod limits;
mod line;
mod machine;
mod network;
mod notices;
mod opening;
mod pace;
mod page;
mod peers;
mod pointing;
mod presence;
mod problem;
mod reacting;
mod record;
mod room;
mod seats;
mod sharing;
mod studying;
mod summary;
mod syncing;
mod talk;
mod token;
mod turn;

pub use certificate::{Certificate, CertificateFiles};
pub use counts::Counts;
pub use host::{Beginning, Connection, Host, Permit, Settings};
pub use line::{Line, Outgoing};
pub use machine::{chance, data_dir, holder, new_id, now_ms};
pub use problem::{of_file, of_store};
pub use summary::summary;
