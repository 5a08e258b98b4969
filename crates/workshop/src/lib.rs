//! One open workshop: commands in, patches out.
