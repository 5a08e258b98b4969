//! How much of the result is whose.
