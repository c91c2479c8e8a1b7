//! The phone in a terminal, and the tools.

fn main() {}
