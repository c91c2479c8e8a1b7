//! What the project does to itself: test, ci, phones, setup.

fn main() {}
