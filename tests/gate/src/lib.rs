//! Proof of the consent gate (`guide:M2`): the core is driven through histories and compared, after every event, with a
//! model of what a person must see that was written from the requirements alone.

pub mod compare;
pub mod list;
pub mod moves;
pub mod mutants;
mod opened;
pub mod oracle;
pub mod world;
