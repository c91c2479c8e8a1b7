//! Papers: what a person keeps, prints or passes on as a document.
//!
//! A paper is data: a title, and parts of names and values. One renderer makes a page of it that stands by itself, without
//! a script or anything to fetch, in which no value can be more than text. The phone offers that page as a file; nothing of it is
//! sent. A receipt says what the service received, when, and under which number. A paper for customs, which is another authority
//! (`reg:11`, `reg:13`, `reg:18`), is made of what the case says and of what is filled in: what is missing is named and hinders
//! nothing, since a hand can fill it in. It is kept as a draft at every change. Unless connected to the real service every paper
//! says that it is a sample. On the screen a person's INN is masked; on the document it is whole.

mod code;
mod customs;
mod fields;
mod form;
mod html;
mod paper;
mod place;
mod receipt;
mod step;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use code::share_code;
pub(crate) use place::PaperPlace;
pub(crate) use step::{asked, typed};
pub(crate) use view::{actions, title, view};
