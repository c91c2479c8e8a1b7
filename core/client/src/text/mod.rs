//! Every sentence shown to a person, in three languages, keyed; nothing else in the core is a sentence.
//!
//! Texts are Fluent files beside this module, one folder a language: `app.ftl` for the app, `registration.ftl` for registering,
//! `regime.ftl` for a taxpayer's case, `filing.ftl` for what he files, `entries.ftl` for what he records and for receipts that the
//! case does not tell, `papers.ftl` for what he keeps or prints, `files.ftl` for what is attached, `certificate.ftl` for the code that an inspector scans, `whatif.ftl` for an export that
//! is only thought of, `why.ftl` for what a finding rests on, `rules.ftl` for the regulation's points and the readings of them.
//! The build packs them. Texts that the guide shows only as pictures are ours, and are marked so in the files.

mod digits;
mod format;
mod language;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use unic_langid::LanguageIdentifier;

#[cfg(test)]
pub(crate) use digits::ZEROS;
pub(crate) use digits::ascii_digit;
pub use fluent_bundle::FluentValue;
pub use format::in_bishkek;
pub(crate) use format::{to_utc, written_day, written_quantity, written_sum};
pub use language::Language;

/// The most bytes that the texts of one language may have.
const MOST_BYTES: usize = 1 << 20;

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The texts of `language`, read once.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        static ALL: [OnceLock<Texts>; 3] = [const { OnceLock::new() }; 3];
        let [kyrgyz, russian, english] = &ALL;
        let texts = match language {
            Language::Kyrgyz => kyrgyz,
            Language::Russian => russian,
            Language::English => english,
        };
        texts.get_or_init(|| Self::read(language, source(language)))
    }

    /// Which language they are in.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    fn read(language: Language, source: String) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // Isolating marks around each variable would reach labels that must be exact, and pictures of text.
        bundle.set_use_isolating(false);
        // What can't be parsed leaves out the entry only; a test reads every text for that.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(partial, _)| partial);
        let _ = bundle.add_resource(resource);
        Self { language, bundle }
    }

    /// The text under `key`.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The text under `key` with its variables. A key that is not there is shown itself and noted: a test keeps that from
    /// happening.
    #[must_use]
    pub fn say_with<'a>(&'a self, key: &str, variables: &[(&'static str, FluentValue<'a>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            tracing::error!(key, language = self.language.tag(), "a text is missing");
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in variables {
            arguments.set(*name, value.clone());
        }
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned();
        if !errors.is_empty() {
            tracing::error!(key, language = self.language.tag(), "a text lacks a variable");
        }
        text
    }
}

/// The files of a language, joined and packed by the build.
fn packed(language: Language) -> &'static [u8] {
    match language {
        Language::Kyrgyz => include_bytes!(concat!(env!("OUT_DIR"), "/ky.ftl.zlib")),
        Language::Russian => include_bytes!(concat!(env!("OUT_DIR"), "/ru.ftl.zlib")),
        Language::English => include_bytes!(concat!(env!("OUT_DIR"), "/en.ftl.zlib")),
    }
}

/// The texts of a language as one Fluent file; empty if the build packed no text, which a test rules out.
pub(crate) fn source(language: Language) -> String {
    decompress_to_vec_zlib_with_limit(packed(language), MOST_BYTES)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
