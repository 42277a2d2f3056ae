//! The genjit command.
fn main() {}
