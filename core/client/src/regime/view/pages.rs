//! Turning the pages of a long list.

use crate::intent::{Ask, ScreenId};
use crate::text::Texts;
use crate::view::{Action, Importance};

/// How many rows a page has.
pub(super) const PAGE: usize = 50;

/// Where a list stands.
pub(super) struct Paged {
    /// The place in the list of the page's first row.
    pub(super) first: usize,
    /// The page, counted from 0.
    pub(super) page: u32,
    /// How many pages there are, at least 1.
    pub(super) pages: u32,
    /// Which page of how many, in words.
    pub(super) place: String,
    pub(super) previous: Option<Action>,
    pub(super) next: Option<Action>,
}

/// The page that was asked for; the last one where the list has become shorter.
pub(super) fn turn(texts: &Texts, screen: ScreenId, rows: usize, asked: u32) -> Paged {
    let pages = rows.div_ceil(PAGE).max(1);
    let page = usize::try_from(asked).unwrap_or(usize::MAX).min(pages - 1);
    let turn = |key, page: Option<usize>| {
        let page = u32::try_from(page.filter(|page| *page < pages)?).ok()?;
        Some(Action::enabled(
            texts.say(key),
            Importance::Normal,
            screen,
            Ask::ShowPage { page },
        ))
    };
    let names = [("page", (page + 1).into()), ("pages", pages.into())];
    Paged {
        first: page * PAGE,
        page: u32::try_from(page).unwrap_or(0),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        place: texts.say_with("lots-page", &names),
        previous: turn("lots-previous", page.checked_sub(1)),
        next: turn("lots-next", page.checked_add(1)),
    }
}
