//! Views as lines of text for a person: headings with `#`, a glyph for how something stands, no character that steers a
//! terminal.

use std::io::{self, Write};

use salyk_client::text::{Language, Texts};
use salyk_client::view::{DocumentNeeded, FindingRow, MoneyLine, PlannedRow, ShownDate, StepShown, WhyView};

use crate::words::glyph;

/// Writes lines.
pub(super) struct Page<'a>(pub(super) &'a mut dyn Write);

/// How deep lines below a row stand.
const BELOW: &str = "    ";

impl Page<'_> {
    /// What stands above everything: that this is no official service, and that the authority decides.
    pub(super) fn preface(&mut self, language: Language) -> io::Result<()> {
        let texts = Texts::of(language);
        self.line(&texts.say("band"))?;
        self.line(&texts.say("reminder-our-count"))?;
        writeln!(self.0)
    }

    pub(super) fn title(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "# {}", clean(text))
    }

    /// A heading within a page, with an empty line before it.
    pub(super) fn heading(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "\n## {}", clean(text))
    }

    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "{}", clean(text))
    }

    pub(super) fn below(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.0, "{BELOW}{}", clean(text))
    }

    pub(super) fn money(&mut self, line: &MoneyLine) -> io::Result<()> {
        let sum = format!("{}: {}", line.label, line.sum.text);
        self.line(&joined([Some(sum), line.remark.clone()]))
    }

    pub(super) fn finding(&mut self, row: &FindingRow) -> io::Result<()> {
        let title = joined([Some(row.title.clone()), row.lot.clone()]);
        self.line(&format!("{} {title}", glyph(row.tone)))?;
        let said = [Some(row.standing.clone()), row.date.as_ref().map(dated)].into_iter();
        self.below(&joined(
            said.chain(row.remarks.iter().cloned().map(Some))
                .chain([Some(row.finding.clone())]),
        ))
    }

    pub(super) fn why(&mut self, why: &WhyView) -> io::Result<()> {
        let headings = &why.headings;
        self.below(&why.point)?;
        self.below(&why.meaning)?;
        self.list(
            &headings.facts,
            why.facts.iter().map(|fact| {
                let value = format!("{}: {}", fact.label, fact.value);
                joined([Some(value), Some(fact.source.clone())])
            }),
        )?;
        self.list(&headings.steps, why.steps.iter().map(counted))?;
        self.list(&headings.readings, why.readings.iter().cloned())?;
        self.list(&headings.would_settle, why.would_settle.iter().cloned())?;
        self.list(&headings.next_step, why.next_step.iter().cloned())?;
        self.below(&why.edition)
    }

    pub(super) fn planned(&mut self, row: &PlannedRow) -> io::Result<()> {
        let date = row.date.as_ref().map(dated);
        self.line(&joined([date, Some(row.title.clone())]))?;
        let said = [row.who.clone()].into_iter().chain(row.remarks.iter().cloned());
        self.below(&joined(said.chain([row.rule.clone()]).map(Some)))?;
        row.steps.iter().try_for_each(|step| self.below(&counted(step)))
    }

    pub(super) fn paper(&mut self, paper: &DocumentNeeded) -> io::Result<()> {
        self.line(&joined([Some(paper.name.clone()), Some(paper.issued_by.clone())]))
    }

    fn list(&mut self, heading: &str, lines: impl Iterator<Item = String>) -> io::Result<()> {
        for (at, line) in lines.enumerate() {
            if at == 0 {
                self.below(&format!("{heading}:"))?;
            }
            self.below(&format!("- {line}"))?;
        }
        Ok(())
    }
}

fn dated(date: &ShownDate) -> String {
    format!("{} ({})", date.text, date.relative)
}

fn counted(step: &StepShown) -> String {
    if step.result.is_empty() {
        step.text.clone()
    } else {
        format!("{} → {}", step.text, step.result)
    }
}

/// What there is, with dots between.
pub(super) fn joined(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// Names come from outside: nothing of them may steer the terminal, or turn the order in which letters are shown.
pub(super) fn clean(text: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|letter| !letter.is_control() && !turns(*letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        let mut out = Vec::new();
        Page(&mut out).title("a\u{1b}[2Jb\nc\u{9b}").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "# a[2Jbc\n");
        assert_eq!(
            clean("lot\u{202e}1\u{2066}a\u{2069}\u{200f}\u{61c}\u{2029}b"),
            "lot1ab"
        );
    }

    #[test]
    fn only_what_there_is_is_joined() {
        let parts = [
            Some("a".to_owned()),
            None,
            Some(String::new()),
            Some("b".to_owned()),
        ];
        assert_eq!(joined(parts), "a · b");
    }
}
