//! The core through its public interface: canvas, ownership and workshop together.

mod adversaries;
mod arrows;
mod board;
mod examples;
mod laws;
mod plays;
mod room;
mod rules;
mod samples;
mod schema;
mod trace;
mod verdict;
