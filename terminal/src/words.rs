//! The terminal's own words: headings over what the core names, keys, and its few sentences. All else is the core's text.

mod english;
mod kyrgyz;
mod russian;

use salyk_client::fault::Fault;
use salyk_client::text::Language;
use salyk_client::view::Tone;

/// The terminal's words in one language.
#[derive(Debug)]
#[allow(
    missing_docs,
    reason = "each name says what it holds; the English table reads as their explanation"
)]
pub struct Words {
    pub tones: [&'static str; 4],
    pub language: &'static str,
    pub consents: &'static str,
    pub register: &'static str,
    pub our_finding: &'static str,
    pub overdue: &'static str,
    pub deadlines: &'static str,
    pub deposits: &'static str,
    pub state: &'static str,
    pub timeline: &'static str,
    pub source: &'static str,
    pub goods: &'static str,
    pub imported: &'static str,
    pub exported: &'static str,
    pub left: &'static str,
    pub sums: &'static str,
    pub documents: &'static str,
    pub attached: &'static str,
    pub not_attached: &'static str,
    pub issued_by: &'static str,
    pub findings: &'static str,
    pub next_step: &'static str,
    pub would_settle: &'static str,
    pub facts: &'static str,
    pub arithmetic: &'static str,
    pub readings: &'static str,
    pub edition: &'static str,
    pub page: &'static str,
    pub wait_seconds: &'static str,
    pub taxpayer: &'static str,
    pub busy: &'static str,
    pub locked: &'static str,
    pub not_now: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
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
    pub too_small: &'static str,
    pub changed: &'static str,
    pub choose_number: &'static str,
    pub plain_commands: &'static str,
    pub no_such_number: &'static str,
    pub faults: [&'static str; 7],
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

    /// A standing in a word, so that colour is never alone.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> &'static str {
        let [neutral, good, warning, bad] = self.tones;
        match tone {
            Tone::Neutral => neutral,
            Tone::Good => good,
            Tone::Warning => warning,
            Tone::Bad => bad,
        }
    }

    /// Which page of how many; `page` counts from 0.
    #[must_use]
    pub fn page(&self, page: u32, pages: u32) -> String {
        format!("{}: {}/{pages}", self.page, page.saturating_add(1))
    }

    /// How long to wait.
    #[must_use]
    pub fn wait(&self, seconds: u32) -> String {
        format!("{}: {seconds}", self.wait_seconds)
    }

    /// What to do about a fault, with the code for support.
    #[must_use]
    pub fn fault(&self, fault: &Fault) -> String {
        let [try_again, sign_in, update, correct, phone, support, closed] = self.faults;
        let (text, code) = match fault {
            Fault::TryAgain { code, .. } => (try_again, code.as_str()),
            Fault::SignInAgain { code } => (sign_in, code.as_str()),
            Fault::UpdateApp { code } => (update, code.as_str()),
            Fault::Correct { code } => (correct, code.as_str()),
            Fault::Phone { code } => (phone, code.as_str()),
            Fault::TellSupport { code } => (support, code.as_str()),
            Fault::Closed => (closed, ""),
        };
        if code.is_empty() {
            text.to_owned()
        } else {
            format!("{text} [{code}]")
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
    use salyk_client::fault::Fault;
    use salyk_client::text::Language;
    use salyk_client::view::Tone;

    use super::{Words, glyph};

    const TONES: [Tone; 4] = [Tone::Neutral, Tone::Good, Tone::Warning, Tone::Bad];

    #[test]
    fn each_standing_has_a_glyph_and_a_word_of_its_own() {
        for language in Language::ALL {
            for (at, one) in TONES.iter().enumerate() {
                for other in &TONES[at + 1..] {
                    assert_ne!(glyph(*one), glyph(*other));
                    assert_ne!(Words::of(language).tone(*one), Words::of(language).tone(*other));
                }
            }
        }
    }

    #[test]
    fn a_fault_keeps_its_code_for_support() {
        let fault = Fault::TellSupport {
            code: "store-7".to_owned(),
        };
        for language in Language::ALL {
            assert!(Words::of(language).fault(&fault).contains("store-7"));
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
