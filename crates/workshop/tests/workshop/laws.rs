//! What must hold: `OWNERSHIP.md`, section 8, by number.
//!
//! Law 29 (every platform) is kept by comparing figures between platforms, not here.

mod credit;
mod deeds;
mod file;
mod order;
mod redaction;
mod replay;
mod retyped;
mod seats;
mod shares;
mod text;
mod views;
