//! Every sentence shown to a person, in three languages, keyed; nothing else in the core is a sentence.

mod language;

pub use language::Language;
