//! The commands, one file each.

pub mod experience;
pub mod log;
pub mod new;
pub mod ownership;
pub mod redact;
pub mod replay;
pub mod serve;
pub mod show;
pub mod summary;
mod timeline;
pub mod verify;
