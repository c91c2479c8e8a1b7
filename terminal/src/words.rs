//! What only a terminal says: its keys, the states of fields and boxes in plain text, its prompts. All else is the core's text.

pub mod answers;
mod blocks;
mod english;
mod kyrgyz;
mod policy;
mod russian;

pub use blocks::blocks;
pub use policy::PolicyWords;

use salyk_client::text::Language;
use salyk_client::view::Tone;

/// The terminal's words in one language.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each name says what it holds; the English table reads as their explanation"
)]
pub struct Words {
    pub locked: &'static str,
    pub not_now: &'static str,
    pub empty: &'static str,
    pub filled: &'static str,
    pub ticked: &'static str,
    pub not_ticked: &'static str,
    pub chosen: &'static str,
    pub text_field: &'static str,
    pub secret_field: &'static str,
    pub key_next: &'static str,
    pub key_previous: &'static str,
    pub key_scroll: &'static str,
    pub key_ends: &'static str,
    pub key_why: &'static str,
    pub key_help: &'static str,
    pub key_quit: &'static str,
    pub key_close: &'static str,
    pub key_erase_field: &'static str,
    pub mouse: &'static str,
    pub help: &'static str,
    pub samples: &'static str,
    pub service: &'static str,
    pub address: &'static str,
    pub file: &'static str,
    pub no_notifications: &'static str,
    pub path_of_file: &'static str,
    pub no_such_file: &'static str,
    pub key_hand_over: &'static str,
    pub too_small: &'static str,
    pub choose_number: &'static str,
    pub plain_commands: &'static str,
    pub no_such_number: &'static str,
}

impl Words {
    /// The table of this language.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Kyrgyz => &kyrgyz::WORDS,
            Language::Russian => &russian::WORDS,
            Language::English => &english::WORDS,
        }
    }
}

/// A glyph of its own for each standing, so that shape says what colour says.
#[must_use]
pub fn glyph(tone: Tone) -> &'static str {
    match tone {
        Tone::Neutral => "•",
        Tone::Good => "✓",
        Tone::Warning => "!",
        Tone::Bad => "✗",
    }
}

#[cfg(test)]
mod tests {
    use salyk_client::text::Language;
    use salyk_client::view::Tone;

    use super::{Words, glyph};

    const TONES: [Tone; 4] = [Tone::Neutral, Tone::Good, Tone::Warning, Tone::Bad];

    #[test]
    fn each_standing_has_a_glyph_of_its_own() {
        for (at, one) in TONES.iter().enumerate() {
            for other in &TONES[at + 1..] {
                assert_ne!(glyph(*one), glyph(*other));
            }
        }
    }

    #[test]
    fn no_table_lacks_a_text_or_repeats_another_languages() {
        let text = |language| format!("{:?}", Words::of(language));
        for language in Language::ALL {
            assert!(!text(language).contains("\"\""));
        }
        assert!(text(Language::English).is_ascii());
        assert!(!text(Language::Kyrgyz).is_ascii() && text(Language::Kyrgyz) != text(Language::Russian));
    }
}
