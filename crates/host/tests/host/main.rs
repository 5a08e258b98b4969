//! A host from the outside: what screens say and hear, what stands on disk.

mod files;
mod keeping;
mod load;
mod screen;
mod talk;
mod typing;
mod views;
mod wire;
