//! The `blogkermis` program: everything is in the library.

fn main() {}
