//! Seeded histories of the phone's core in a little world: a tax service that keeps to the contract, a network that loses
//! and delays, a disk that is full, a vault that refuses, an app that is killed anywhere.
//!
//! After every event a watcher that knows only events, effects and what is durable compares what the core did with what a
//! session must keep to. Nothing here knows how the core does it.

pub mod dice;
pub mod disk;
pub mod history;
pub mod leaves;
pub mod moves;
pub mod person;
pub mod phone;
pub mod rest;
pub mod service;
pub mod tokens;
pub mod watch;
pub mod world;
