//! The sandbox as a client sees it: over HTTPS, trusting its authority and nothing else.

#[cfg(test)]
mod common;
#[cfg(test)]
mod operating;
#[cfg(test)]
mod reading;
#[cfg(test)]
mod session_life;
#[cfg(test)]
mod sign_in;
