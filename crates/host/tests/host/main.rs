//! A host from the outside: what screens say and hear, what stands on disk.

mod encrypted;
mod entrance;
mod feelings;
mod files;
mod hidden;
mod keeping;
mod leaks;
mod load;
mod pictures;
mod pointing;
mod reacting;
mod screen;
mod shared;
mod talk;
mod typing;
mod views;
mod wire;
