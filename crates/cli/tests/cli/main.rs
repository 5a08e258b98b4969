//! The program `atelier` from the outside.

mod kill;
mod served;
