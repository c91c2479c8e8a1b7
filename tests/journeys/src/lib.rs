//! Whole stories of a person, against the sandbox.
