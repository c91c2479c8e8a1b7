//! The search of the list: part of a goods declaration's number.

use salyk_regulation::dossier::Lot;

/// What is searched for: part of a declaration's number.
pub(super) enum Wanted {
    Anything,
    Part {
        part: String,
        with_slashes: bool,
    },
    /// It has a character that no declaration's number has.
    Impossible,
}

impl Wanted {
    /// Spaces and dashes are passed over; slashes count only where they were typed.
    pub(super) fn read(search: &str) -> Self {
        let part: String = search.chars().filter(|c| !is_passed_over(*c)).collect();
        if part.is_empty() {
            Self::Anything
        } else if part.chars().all(|c| c.is_ascii_digit() || c == '/') {
            Self::Part {
                with_slashes: part.contains('/'),
                part,
            }
        } else {
            Self::Impossible
        }
    }

    pub(super) fn matches(&self, lot: &Lot) -> bool {
        match self {
            Self::Anything => true,
            Self::Impossible => false,
            Self::Part { part, with_slashes } => lot.declaration.as_deref().is_some_and(|number| {
                let kept = |c: &char| !is_passed_over(*c) && (*with_slashes || *c != '/');
                let number: String = number.chars().filter(kept).collect();
                number.contains(part.as_str())
            }),
        }
    }
}

fn is_passed_over(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | '\u{200b}')
}
