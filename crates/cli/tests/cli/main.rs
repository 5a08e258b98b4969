//! The program `atelier` from the outside.

mod figures;
mod kill;
mod served;
mod shared;
