//! Where the focus is and what is scrolled, screen by screen.

use std::collections::BTreeMap;

use super::Ui;
use crate::sheet::{Item, ItemKey};

/// Where a screen was left.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) focus: Option<ItemKey>,
    pub(super) index: usize,
    pub(super) scroll: usize,
}

/// What the last painting found out: which lines fit, and where the items are.
#[derive(Debug, Clone, Default)]
pub struct Geometry {
    /// How many lines of the body can be seen.
    pub height: usize,
    /// How many lines the body has.
    pub lines: usize,
    /// For each item its first and last line in the body; none for those above the body.
    pub spans: BTreeMap<usize, (usize, usize)>,
    /// What can be clicked: column from, column to, row, item.
    pub hits: Vec<(u16, u16, u16, usize)>,
}

impl Ui {
    /// The place of the focused item on the sheet.
    #[must_use]
    pub fn focus(&self) -> usize {
        self.place().map_or(0, |place| place.index)
    }

    /// The focused item.
    #[must_use]
    pub fn focused(&self) -> Option<&Item> {
        self.sheet
            .as_ref()
            .and_then(|sheet| sheet.items.get(self.focus()))
    }

    /// How many lines are scrolled away, of the body or of what lies over it.
    #[must_use]
    pub fn scroll(&self) -> usize {
        match self.over {
            Some(_) => self.over_scroll,
            None => self.place().map_or(0, |place| place.scroll),
        }
    }

    /// Keeps what a painting found out, brings scrolling back within its bounds, and moves the focus to what can be seen, so
    /// that no key works on something hidden. A field keeps the focus: someone may be typing. Whether to paint again.
    #[must_use]
    pub fn painted(&mut self, geometry: Geometry) -> bool {
        self.geometry = geometry;
        let most = self.geometry.lines.saturating_sub(self.geometry.height);
        let scroll = self.scroll();
        self.set_scroll(scroll.min(most));
        let focus = self.focus();
        let (top, height) = (self.scroll(), self.geometry.height);
        // The mark stands on an item's first line.
        let seen = |item: usize| match self.geometry.spans.get(&item) {
            Some((first, _)) => (top..top + height).contains(first),
            None => self.geometry.hits.iter().any(|hit| hit.3 == item),
        };
        let typing = self.focused().is_some_and(|item| item.field().is_some());
        if self.over.is_some() || typing || seen(focus) {
            return scroll > most;
        }
        let in_body = self.geometry.spans.keys().copied().find(|item| seen(*item));
        match in_body.or_else(|| self.geometry.hits.iter().map(|hit| hit.3).min()) {
            Some(item) => {
                self.place_focus(item);
                true
            }
            None => scroll > most,
        }
    }

    /// The wheel turned by this many lines, down when positive.
    pub fn wheel(&mut self, lines: isize) {
        self.scroll_by(lines);
    }

    pub(super) fn place(&self) -> Option<&Place> {
        self.sheet
            .as_ref()
            .and_then(|sheet| self.places.get(&sheet.screen))
    }

    pub(super) fn page(&self) -> usize {
        self.geometry.height.saturating_sub(1).max(1)
    }

    pub(super) fn step(&mut self, by: isize) {
        let count = self.sheet.as_ref().map_or(0, |sheet| sheet.items.len());
        if count == 0 {
            return;
        }
        let now = isize::try_from(self.focus()).unwrap_or(0);
        let next = (now + by).rem_euclid(isize::try_from(count).unwrap_or(1));
        self.focus_on(usize::try_from(next).unwrap_or(0));
    }

    pub(super) fn focus_on(&mut self, index: usize) {
        self.place_focus(index);
        self.bring_into_sight(index);
    }

    pub(super) fn place_focus(&mut self, index: usize) {
        let Some(sheet) = &self.sheet else { return };
        let Some(item) = sheet.items.get(index) else {
            return;
        };
        let key = item.key();
        if let Some(place) = self.places.get_mut(&sheet.screen) {
            place.focus = Some(key);
            place.index = index;
        }
    }

    pub(super) fn bring_into_sight(&mut self, index: usize) {
        let Some((first, last)) = self.geometry.spans.get(&index).copied() else {
            return;
        };
        let height = self.geometry.height.max(1);
        let scroll = self.scroll();
        if first < scroll {
            // The heading over a group's first item comes along.
            self.set_scroll(first.saturating_sub(2));
        } else if last >= scroll + height {
            self.set_scroll((last + 1).saturating_sub(height).min(first));
        }
    }

    /// An arrow goes to the next item if that can be seen or nearly so, and scrolls otherwise, so that nothing between two
    /// items that lie far apart is skipped.
    pub(super) fn walk_or_scroll(&mut self, by: isize) {
        if self.over.is_some() {
            return self.scroll_by(by);
        }
        let now = self.focus();
        let next = now.checked_add_signed(by);
        let count = self.sheet.as_ref().map_or(0, |sheet| sheet.items.len());
        let next = next.filter(|next| *next < count);
        let seen = next.is_some_and(|next| match self.geometry.spans.get(&next) {
            None => self.scroll() == 0,
            Some((first, last)) => {
                let (top, bottom) = (self.scroll(), self.scroll() + self.geometry.height);
                if by > 0 {
                    *first <= bottom + 1
                } else {
                    *last + 1 >= top
                }
            }
        });
        match next {
            Some(next) if seen => self.focus_on(next),
            _ => self.scroll_by(by),
        }
    }

    pub(super) fn scroll_by(&mut self, lines: isize) {
        let most = self.geometry.lines.saturating_sub(self.geometry.height);
        self.set_scroll(self.scroll().saturating_add_signed(lines).min(most));
    }

    pub(super) fn set_scroll(&mut self, to: usize) {
        if self.over.is_some() {
            self.over_scroll = to;
        } else if let Some(sheet) = &self.sheet
            && let Some(place) = self.places.get_mut(&sheet.screen)
        {
            place.scroll = to;
        }
    }
}
