//! `salyk policy`: the editions with every figure and reading, where each is from, and when that was last confirmed.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use salyk_client::regime::{activity_named, country_named, paper_named, reading_said, source_named};
use salyk_client::text::{Language, Texts};
use salyk_regulation::policy::{PenaltyRate, PolicyEdition, ReadingKey, Sourced};

use super::layout::Page;
use super::{day, tables};
use crate::problem::Problem;
use crate::words::PolicyWords;

/// What `salyk policy` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Another policy than the bundled one, a JSON file
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,
    /// Only the edition in force on this day, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "json")]
    on: Option<Date>,
    /// The policy as JSON, as --policy reads it
    #[arg(long)]
    json: bool,
}

/// Prints the editions.
///
/// # Errors
/// When something can't be read or written, or is refused.
pub fn run(arguments: &Arguments, language: Language, out: &mut dyn Write) -> Result<(), Problem> {
    let book = tables::policies(arguments.policy.as_deref())?;
    if arguments.json {
        writeln!(out, "{}", book.to_json().map_err(io::Error::from)?)?;
        return Ok(out.flush()?);
    }
    Page(out).preface(language)?;
    let words = PolicyWords::of(language);
    let texts = Texts::of(language);
    let mut sheet = Sheet {
        words,
        texts,
        page: Page(out),
    };
    match arguments.on {
        Some(on) => {
            let in_force = book.in_force(on);
            if in_force.before_first {
                sheet.page.line(words.before_first)?;
            }
            sheet.edition(in_force.edition)?;
        }
        None => book.editions().try_for_each(|edition| sheet.edition(edition))?,
    }
    Ok(out.flush()?)
}

struct Sheet<'a> {
    words: &'static PolicyWords,
    texts: &'static Texts,
    page: Page<'a>,
}

impl Sheet<'_> {
    fn edition(&mut self, edition: &PolicyEdition) -> io::Result<()> {
        let words = self.words;
        let until = edition
            .valid_to
            .map_or_else(|| words.open.to_owned(), |day| self.texts.date(day));
        let from = self.texts.date(edition.valid_from);
        self.page
            .title(&format!("{}: {} · {from} – {until}", words.edition, edition.id))?;
        self.figures(edition)?;
        self.page.heading(words.readings)?;
        for reading in ReadingKey::ALL {
            let said = reading_said(self.texts, &edition.readings, *reading);
            let (source, confirmed) = edition.readings.source(*reading);
            self.value(&format!("{} · {said}", reading.rule()), source, confirmed)?;
        }
        writeln!(self.page.0)
    }

    fn figures(&mut self, edition: &PolicyEdition) -> io::Result<()> {
        let (words, texts, figures) = (self.words, self.texts, &edition.figures);
        self.page.heading(words.figures)?;
        self.figure(words.legal_basis, &edition.legal_basis, String::clone)?;
        self.figure(
            words.window_months,
            &figures.activity_window_months,
            u8::to_string,
        )?;
        self.figure(
            words.notice_days,
            &figures.customs_notice_working_days,
            u16::to_string,
        )?;
        self.figure(words.deposit_day, &figures.deposit_day, u8::to_string)?;
        self.figure(words.return_days, &figures.return_days, u16::to_string)?;
        self.figure(words.decision_days, &figures.decision_days, u16::to_string)?;
        self.figure(words.exclusions, &figures.exclusions, |all| {
            listed(all, |activity| activity_named(texts, *activity))
        })?;
        self.figure(words.members, &figures.eaeu_members, |all| {
            listed(all, |country| country_named(texts, *country))
        })?;
        self.figure(words.papers_third, &figures.documents_third_country, |all| {
            listed(all, |paper| paper_named(texts, *paper))
        })?;
        self.figure(words.papers_eaeu, &figures.documents_eaeu_member, |all| {
            listed(all, |paper| paper_named(texts, *paper))
        })?;
        figures.penalty_rates.iter().try_for_each(|rate| self.rate(rate))
    }

    fn figure<T>(&mut self, name: &str, figure: &Sourced<T>, shown: impl Fn(&T) -> String) -> io::Result<()> {
        let text = format!("{name}: {}", shown(&figure.value));
        self.value(&text, &figure.source, figure.last_confirmed)
    }

    fn rate(&mut self, rate: &PenaltyRate) -> io::Result<()> {
        let (words, from) = (self.words, self.texts.date(rate.from));
        let mut text = format!(
            "{}: {} · {from} –",
            words.penalty_rate,
            self.texts.percent(rate.per_day_ppm)
        );
        if let Some(other) = rate.disputed_per_day_ppm {
            text += &format!(" · {}: {}", words.disputed, self.texts.percent(other));
        }
        self.value(&text, &rate.source, rate.last_confirmed)
    }

    fn value(&mut self, text: &str, source: &str, confirmed: Option<Date>) -> io::Result<()> {
        self.page.line(&format!("- {text}"))?;
        let confirmed = match confirmed {
            Some(day) => format!("{}: {}", self.words.not_confirmed_since, self.texts.date(day)),
            None => self.words.never_confirmed.to_owned(),
        };
        let source = source_named(self.texts, source);
        self.page
            .below(&format!("{}: {source} · {confirmed}", self.words.source))
    }
}

fn listed<T>(all: &[T], name: impl Fn(&T) -> String) -> String {
    all.iter().map(name).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use salyk_regulation::policy::PolicyBook;

    use super::*;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn asked(language: Language, more: &[&str]) -> String {
        let arguments = Line::try_parse_from(["policy"].iter().chain(more))
            .unwrap()
            .arguments;
        let mut out = Vec::new();
        run(&arguments, language, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_edition_of_a_day_in_each_language() {
        for language in Language::ALL {
            let text = asked(language, &["--on", "2026-11-22"]);
            insta::assert_snapshot!(format!("policy_{}", language.tag()), text);
        }
    }

    #[test]
    fn every_edition_with_every_value_and_its_source() {
        let text = asked(Language::English, &[]);
        let book = PolicyBook::bundled().unwrap();
        let lines = |start: &str| text.lines().filter(|line| line.starts_with(start)).count();
        assert_eq!(lines("# "), book.editions().count());
        // Out of the JSON's names: every figure and reading, the legal basis, and each rate in the place of their list.
        let values = book.editions().map(|edition| {
            let json = serde_json::to_value(edition).unwrap();
            let fields = |of: &str| json[of].as_object().unwrap().len();
            fields("figures") + edition.figures.penalty_rates.len() + fields("readings")
        });
        assert_eq!(lines("- "), values.sum::<usize>());
        assert_eq!(lines("- "), lines("    Source: "));
        assert!(asked(Language::English, &["--on", "2020-12-31"]).contains("\n\nThis day is before"));
    }

    #[test]
    fn as_json_it_is_read_again() {
        let text = asked(Language::English, &["--json"]);
        assert_eq!(
            PolicyBook::from_json(&text).unwrap(),
            PolicyBook::bundled().unwrap()
        );
    }
}
