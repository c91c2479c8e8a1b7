//! A screen as a sheet: its pieces in reading order, and the items on it that a person can reach.
//!
//! The painted phone, the plain text and the walk all read the same sheet, so that none of them can offer what another
//! does not. A sheet decides nothing: labels, reasons and intents are the core's own.

mod around;
mod certificate;
mod chrome;
mod duties;
mod entries;
mod files;
mod filing;
mod item;
mod lot;
mod lot_forms;
mod papers;
mod plan;
mod regime;
mod registration;
mod reminders;
mod what_if;

pub use item::{Item, ItemKey, ItemKind};

use salyk_client::intent::ScreenId;
use salyk_client::text::Language;
use salyk_client::view::{Screen, Tone, View};

/// A piece of a sheet, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Room between two groups.
    Gap,
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String, Look),
    /// A statement whose standing is shown by glyph, word and colour.
    Standing {
        /// How it stands.
        tone: Tone,
        /// Its standing in a word.
        word: String,
        /// The statement.
        text: String,
    },
    /// A name and a value.
    Pair {
        /// The name.
        name: String,
        /// The value.
        value: String,
    },
    /// A code to be scanned.
    Code {
        /// As it is painted, each line as it stands: what is written shines.
        lines: Vec<String>,
        /// What a screen reader says.
        spoken: String,
        /// What a scanner reads.
        text: String,
    },
    /// An item, by its place in [`Sheet::items`].
    Item(usize),
    /// Items side by side.
    Row(Vec<usize>),
}

/// How much a text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Like most.
    Plain,
    /// More than most.
    Strong,
    /// Less than most: sources, remarks.
    Faint,
}

/// What stands above the body and does not scroll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Top {
    /// That this is not an official service.
    pub band: Option<String>,
    /// The screen's title.
    pub title: String,
    /// For whom.
    pub taxpayer: Option<String>,
    /// What to call them.
    pub taxpayer_heading: String,
    /// Offline, and how old the data is.
    pub connection: Option<String>,
    /// That something is being fetched or sent, while it is.
    pub busy: Option<String>,
    /// Back, by its place in [`Sheet::items`].
    pub back: Option<usize>,
    /// The languages, by their places.
    pub languages: Vec<usize>,
}

/// A screen, laid out in reading order and independent of where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The screen.
    pub screen: ScreenId,
    /// The kind of screen, as a stable name: `sign_in`, `lot`.
    pub kind: &'static str,
    /// The language of its text.
    pub language: Language,
    /// What does not scroll.
    pub top: Top,
    /// What scrolls.
    pub body: Vec<Piece>,
    /// Everything that can be reached, in order.
    pub items: Vec<Item>,
    /// The item that is reached first.
    pub first: usize,
}

impl Sheet {
    /// Lays a screen out.
    #[must_use]
    pub fn of(screen: &Screen) -> Self {
        let mut writer = Writer {
            body: Vec::new(),
            items: Vec::new(),
        };
        let top = chrome::top(&mut writer, &screen.frame);
        let head = writer.items.len();
        chrome::notices(&mut writer, &screen.frame);
        let first = writer.items.len();
        let kind = match &screen.view {
            View::Starting(view) => around::starting(&mut writer, view),
            View::SignIn(view) => around::sign_in(&mut writer, view),
            View::Document(view) => around::document(&mut writer, view),
            View::Accounts(view) => around::accounts(&mut writer, view),
            View::TaxpayerChoice(view) => around::taxpayer_choice(&mut writer, view),
            View::Home(view) => regime::home(&mut writer, view),
            View::Duties(view) => duties::duties(&mut writer, view),
            View::Lots(view) => regime::lots(&mut writer, view),
            View::Lot(view) => lot::lot(&mut writer, view),
            View::Plan(view) => plan::plan(&mut writer, view),
            View::WhatIf(view) => what_if::what_if(&mut writer, view),
            View::Reminders(view) => reminders::reminders(&mut writer, view),
            View::Outbox(view) => filing::outbox(&mut writer, view),
            View::RegimeApplication(view) => filing::regime(&mut writer, view),
            View::RefundApplication(view) => lot_forms::refund(&mut writer, view),
            View::TaxReport(view) => lot_forms::report(&mut writer, view),
            View::Why(view) => lot::why(&mut writer, view),
            View::Paper(view) => papers::paper(&mut writer, view),
            View::Entry(view) => entries::entry(&mut writer, view),
            View::Files(view) => files::files(&mut writer, view),
            View::Certificate(view) => certificate::certificate(&mut writer, view),
            View::Settings(view) => around::settings(&mut writer, view),
            View::Consent(view) => around::consent(&mut writer, view),
            View::Confirm(view) => around::confirm(&mut writer, view),
            View::Registration(view) => registration::registration(&mut writer, view),
            View::Application(view) => registration::application(&mut writer, view),
        };
        let last = writer.items.len();
        let first = if first < last {
            first
        } else {
            head.min(last.saturating_sub(1))
        };
        Self {
            screen: screen.id,
            kind,
            language: screen.frame.language,
            top,
            body: writer.body,
            items: writer.items,
            first,
        }
    }

    /// The place of the item with this key; of several that ask for the same, of the one nearest to this place.
    #[must_use]
    pub fn place_of(&self, key: &ItemKey, near: usize) -> Option<usize> {
        (0..)
            .zip(&self.items)
            .filter(|(_, item)| item.key() == *key)
            .map(|(place, _)| place)
            .min_by_key(|place| near.abs_diff(*place))
    }
}

/// Collects the pieces of one sheet.
pub(crate) struct Writer {
    body: Vec<Piece>,
    items: Vec<Item>,
}

impl Writer {
    pub(crate) fn gap(&mut self) {
        if !matches!(self.body.last(), None | Some(Piece::Gap)) {
            self.body.push(Piece::Gap);
        }
    }

    pub(crate) fn heading(&mut self, text: impl Into<String>) {
        self.gap();
        self.body.push(Piece::Heading(text.into()));
    }

    pub(crate) fn text(&mut self, text: impl Into<String>, look: Look) {
        let text = text.into();
        if !text.is_empty() {
            self.body.push(Piece::Text(text, look));
        }
    }

    pub(crate) fn standing(&mut self, tone: Tone, word: impl Into<String>, text: impl Into<String>) {
        self.body.push(Piece::Standing {
            tone,
            word: word.into(),
            text: text.into(),
        });
    }

    pub(crate) fn pair(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.body.push(Piece::Pair {
            name: name.into(),
            value: value.into(),
        });
    }

    /// Keeps an item without placing it in the body.
    pub(crate) fn keep(&mut self, kind: impl Into<ItemKind>) -> usize {
        self.items.push(Item { kind: kind.into() });
        self.items.len() - 1
    }

    pub(crate) fn item(&mut self, kind: impl Into<ItemKind>) {
        let place = self.keep(kind);
        self.body.push(Piece::Item(place));
    }

    pub(crate) fn row<K: Into<ItemKind>>(&mut self, kinds: impl IntoIterator<Item = K>) {
        let places: Vec<usize> = kinds.into_iter().map(|kind| self.keep(kind)).collect();
        if !places.is_empty() {
            self.body.push(Piece::Row(places));
        }
    }
}
