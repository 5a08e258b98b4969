//! The core through its public interface: canvas, ownership and workshop together.

mod arrows;
mod laws;
mod plays;
mod rules;
mod samples;
mod schema;
mod trace;
