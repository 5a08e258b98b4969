//! The desktop shell of Atelier.
