//! One open workshop: commands in, patches out.
pub mod view;
