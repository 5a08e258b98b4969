//! What a summary says and how it stands up to what people write.

mod figures;
mod hostile;
mod locale;
mod pages;
mod samples;
mod workshop;
