//! A machine that hosts workshops for windows and browsers.
//!
//! [`Host`] is one thread that has the open canvas and everybody who is connected; a screen talks
//! to it through a [`Connection`] and hears from it down a [`Line`], in the desktop window as in a
//! browser. [`server`] brings browsers, and [`role`] decides who may do what.

pub mod protocol;
pub mod role;
pub mod server;

mod desk;
mod guest;
mod home;
mod host;
mod house;
mod keeping;
mod line;
mod machine;
mod notices;
mod opening;
mod page;
mod problem;
mod record;
mod room;
mod studying;
mod summary;
mod syncing;
mod turn;

pub use host::{Beginning, Connection, Host, Permit, Settings};
pub use line::{Line, Outgoing};
pub use machine::{chance, data_dir, holder, new_id, now_ms};
pub use problem::{of_file, of_store};
pub use summary::summary;
