//! The program `atelier` from the outside.

mod encrypted;
mod figures;
mod kill;
mod served;
mod shared;
