//! Keys, apart from any terminal.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::drafts::Edit;

/// A key with what was held down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Ctrl was held.
    pub ctrl: bool,
}

impl Key {
    /// A key by itself.
    #[must_use]
    pub const fn of(code: KeyCode) -> Self {
        Self { code, ctrl: false }
    }

    /// A character's key by itself.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::of(KeyCode::Char(c))
    }

    /// A character's key with Ctrl.
    #[must_use]
    pub const fn ctrl(c: char) -> Self {
        Self {
            code: KeyCode::Char(c),
            ctrl: true,
        }
    }

    /// The key of a terminal's event; `None` for a release and for combinations that mean nothing here.
    #[must_use]
    pub fn from_event(event: KeyEvent) -> Option<Self> {
        if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
            return None;
        }
        Some(Self {
            code: event.code,
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
        })
    }
}

/// What a key does in a field, where it is not a command.
pub(super) fn edit(key: Key) -> Option<Edit> {
    Some(match (key.code, key.ctrl) {
        (KeyCode::Char(c), false) => Edit::Insert(c.to_string()),
        (KeyCode::Backspace, _) => Edit::EraseBefore,
        (KeyCode::Delete, _) => Edit::EraseAfter,
        (KeyCode::Left, _) => Edit::Left,
        (KeyCode::Right, _) => Edit::Right,
        (KeyCode::Home, _) => Edit::Start,
        (KeyCode::End, _) => Edit::End,
        _ => return None,
    })
}
