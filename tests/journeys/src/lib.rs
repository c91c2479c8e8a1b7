//! Whole stories of a person, against the sandbox: the driver that the stories in `tests/` are told with.

mod phone;
mod service;

pub use phone::{Kept, Phone};
pub use service::Service;
