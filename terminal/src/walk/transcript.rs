//! What a walk leaves behind: text, or a JSON object a line.

use std::io::Write;

use serde::Serialize;

use crate::plain::lines;
use crate::problem::Problem;
use crate::sheet::Sheet;

/// Writes a walk down.
pub trait Transcript {
    /// A screen was reached.
    ///
    /// # Errors
    /// [`Problem::Io`] when it can't be written.
    fn screen(&mut self, sheet: &Sheet) -> Result<(), Problem>;

    /// The action with this label was chosen.
    ///
    /// # Errors
    /// [`Problem::Io`] when it can't be written.
    fn chose(&mut self, label: &str) -> Result<(), Problem>;

    /// Something was typed into the field with this label.
    ///
    /// # Errors
    /// [`Problem::Io`] when it can't be written.
    fn typed(&mut self, label: &str, text: &str) -> Result<(), Problem>;

    /// The action with this label was tried, and is locked.
    ///
    /// # Errors
    /// [`Problem::Io`] when it can't be written.
    fn refused(&mut self, label: &str, why_not: &str) -> Result<(), Problem>;
}

/// Lines of text.
pub struct Text<W>(pub W);

impl<W: Write> Transcript for Text<W> {
    fn screen(&mut self, sheet: &Sheet) -> Result<(), Problem> {
        writeln!(self.0, "{}", "─".repeat(46))?;
        for line in lines(sheet).0 {
            writeln!(self.0, "{line}")?;
        }
        writeln!(self.0)?;
        Ok(self.0.flush()?)
    }

    fn chose(&mut self, label: &str) -> Result<(), Problem> {
        Ok(writeln!(self.0, "→ {label}")?)
    }

    fn typed(&mut self, label: &str, text: &str) -> Result<(), Problem> {
        Ok(writeln!(self.0, "→ {label}: {text}")?)
    }

    fn refused(&mut self, label: &str, why_not: &str) -> Result<(), Problem> {
        Ok(writeln!(self.0, "→ {label}\n⊘ {why_not}\n")?)
    }
}

/// One JSON object a line.
pub struct Json<W>(pub W);

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
enum Entry<'a> {
    Screen {
        screen: &'a str,
        language: &'a str,
        lines: Vec<String>,
    },
    Chose {
        label: &'a str,
    },
    Typed {
        label: &'a str,
        text: &'a str,
    },
    Refused {
        label: &'a str,
        why_not: &'a str,
    },
}

impl<W: Write> Json<W> {
    fn entry(&mut self, entry: &Entry<'_>) -> Result<(), Problem> {
        let line = serde_json::to_string(entry).map_err(std::io::Error::from)?;
        writeln!(self.0, "{line}")?;
        Ok(self.0.flush()?)
    }
}

impl<W: Write> Transcript for Json<W> {
    fn screen(&mut self, sheet: &Sheet) -> Result<(), Problem> {
        let (screen, language) = (sheet.kind, sheet.language.tag());
        self.entry(&Entry::Screen {
            screen,
            language,
            lines: lines(sheet).0,
        })
    }

    fn chose(&mut self, label: &str) -> Result<(), Problem> {
        self.entry(&Entry::Chose { label })
    }

    fn typed(&mut self, label: &str, text: &str) -> Result<(), Problem> {
        self.entry(&Entry::Typed { label, text })
    }

    fn refused(&mut self, label: &str, why_not: &str) -> Result<(), Problem> {
        self.entry(&Entry::Refused { label, why_not })
    }
}
