//! Summaries and exports of a canvas.
