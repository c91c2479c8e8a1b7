//! Papers: what a person keeps, prints or passes on as a document.
//!
//! A paper is data: a title, and parts of names and values. One renderer makes a page of it that stands by itself, without
//! a script or anything to fetch, in which no value can be more than text. The phone offers that page as a file; nothing of it is
//! sent. A receipt says what the service received, when, and under which number. Unless connected to the real service every paper
//! says that it is a sample. On the screen a person's INN is masked; on the document it is whole.

mod html;
mod paper;
mod receipt;
mod step;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use paper::Which;
pub(crate) use step::asked;
pub(crate) use view::{title, view};
