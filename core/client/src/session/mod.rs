//! Session: signing in, staying signed in, signing out.

mod types;

pub use types::{Opened, RefreshAttempt, Role, SignInRequest, Taxpayer, TaxpayerId, Tokens};
