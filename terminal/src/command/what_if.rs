//! `salyk plan --export`: what would follow from an export that is only thought of. It files nothing.

use std::io::Write;

use clap::Args;
use jiff::civil::Date;
use salyk_client::regime::{Foreseen, Law, Place, Study, ThoughtExport, ThoughtRefused, WhatIfShown};
use salyk_client::text::{Language, Texts};
use salyk_regulation::assessment::Assessment;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Dossier, LotId};
use salyk_regulation::money::{Money, Quantity};
use salyk_regulation::what_if::WhatIf;
use schemars::JsonSchema;
use serde::Serialize;

use super::layout::{Page, joined};
use super::{Format, plan};
use crate::problem::Problem;

/// The export that is asked about.
#[derive(Debug, Args)]
#[command(next_help_heading = "What if I export")]
pub(super) struct Asked {
    /// How much is exported, in the goods line's unit, such as 2.5
    #[arg(
        long,
        value_name = "QUANTITY",
        value_parser = quantity,
        allow_hyphen_values = true,
        requires_all = ["lot", "to", "on"],
        conflicts_with_all = ["day", "origin", "destination"]
    )]
    export: Option<Quantity>,
    /// The goods line's number; not needed where the lot has only one
    #[arg(long, value_name = "NUMBER", requires = "export")]
    line: Option<u32>,
    /// Where to: third, eaeu, or a country such as KZ
    #[arg(long, value_name = "PLACE", value_parser = plan::place, requires = "export")]
    to: Option<Place>,
}

impl Asked {
    pub(super) fn is_asked(&self) -> bool {
        self.export.is_some()
    }
}

/// What would follow from an export, as JSON.
#[derive(Serialize, JsonSchema)]
pub(super) struct Answer<'a> {
    lot: &'a LotId,
    line: u32,
    /// In thousandths of the line's unit.
    quantity: Quantity,
    destination: String,
    on: Date,
    /// What would be left of the line, in thousandths of its unit.
    left: Quantity,
    /// What an application on that day could cover, in tyiyn.
    returnable: Money,
    /// The share of goods that no recorded export covers, in tyiyn; nothing where it cannot be told.
    waiting: Option<Money>,
    /// The last day to apply for the return (`reg:18`).
    apply_by: Option<Date>,
    before: &'a Assessment,
    after: &'a Assessment,
}

/// Answers. What the command line must have is there: clap has seen to it.
pub(super) fn run(
    asked: &Asked,
    (lot, on): (Option<&LotId>, Option<Date>),
    dossier: &Dossier,
    law: &Law,
    language: Language,
    format: Format,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let there = asked.export.zip(lot.cloned()).zip(asked.to.zip(on));
    let ((quantity, lot), (to, day)) =
        there.ok_or_else(|| unfit("--export", "it needs --lot, --to and --on"))?;
    let study = Study::new(dossier, law, day);
    let thought = ThoughtExport {
        line: line(dossier, &lot, asked.line)?,
        lot,
        quantity,
        destination: study.country(to),
        day,
    };
    let mut foreseen = study.what_if(&thought).map_err(|refused| refused_at(&refused))?;
    match format {
        Format::Text => {
            let shown = study.what_if_shown(language, &thought, &foreseen);
            let shown = shown.ok_or_else(|| refused_at(&ThoughtRefused::NoSuchLot))?;
            write_text(&shown, dossier, language, out)?;
        }
        Format::Json => {
            if matches!(to, Place::Any(_)) {
                unname(&thought, &mut foreseen.what_if);
            }
            write_json(&thought, to, &foreseen, out)?;
        }
        Format::Ics => {
            return Err(unfit("--format", "a guess is no deadline; choose text or json"));
        }
    }
    Ok(out.flush()?)
}

/// Takes the country that only stands for its group from the lot's destinations.
fn unname(thought: &ThoughtExport, what_if: &mut WhatIf) {
    let before: Vec<_> = what_if
        .before
        .lots
        .iter()
        .filter(|lot| lot.id == thought.lot)
        .collect();
    let known = |country: &Country| before.iter().any(|lot| lot.destinations.contains(country));
    for lot in what_if.after.lots.iter_mut().filter(|lot| lot.id == thought.lot) {
        lot.destinations
            .retain(|country| *country != thought.destination || known(country));
    }
}

fn write_json(
    thought: &ThoughtExport,
    to: Place,
    foreseen: &Foreseen,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let answer = Answer {
        lot: &thought.lot,
        line: thought.line,
        quantity: thought.quantity,
        destination: plan::name(to),
        on: thought.day,
        left: foreseen.left,
        returnable: foreseen.what_if.returnable,
        waiting: foreseen.what_if.waiting,
        apply_by: foreseen.apply_by,
        before: &foreseen.what_if.before,
        after: &foreseen.what_if.after,
    };
    serde_json::to_writer(&mut *out, &answer).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}

fn write_text(
    shown: &WhatIfShown,
    dossier: &Dossier,
    language: Language,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let (guess, headings) = (&shown.guess, &shown.headings);
    let mut page = Page(out);
    let title = Texts::of(language).say("whatif-title");
    let [name, inn] = plan::owner(dossier);
    page.title(&joined([name, inn, title, shown.title.clone()].map(Some)))?;
    page.line(&shown.explanation)?;
    page.line(&guess.as_of)?;
    page.heading(&headings.changes)?;
    for change in &guess.changes {
        page.line(&joined([Some(change.what.clone()), change.rule.clone()]))?;
        page.below(&format!("{}: {}", headings.before, change.before))?;
        page.below(&format!("{}: {}", headings.after, change.after))?;
    }
    page.heading(&headings.money)?;
    guess.money.iter().try_for_each(|line| page.money(line))?;
    page.heading(&guess.apply.heading)?;
    guess.apply.lines.iter().try_for_each(|line| page.line(line))?;
    page.heading(&headings.documents)?;
    guess.documents.iter().try_for_each(|paper| page.paper(paper))?;
    Ok(())
}

/// The line that is meant: the only one, where none is named.
fn line(dossier: &Dossier, lot: &LotId, named: Option<u32>) -> Result<u32, Problem> {
    let facts = dossier.lots.iter().find(|one| one.id == *lot);
    let facts = facts.ok_or_else(|| refused_at(&ThoughtRefused::NoSuchLot))?;
    match (named, facts.lines.as_slice()) {
        (Some(number), _) => Ok(number),
        (None, [only]) => Ok(only.number),
        (None, []) => Err(unfit("--lot", "the lot has no goods")),
        (None, several) => {
            let numbers: Vec<_> = several.iter().map(|line| line.number.to_string()).collect();
            let reason = format!(
                "the lot has several goods lines; choose one of {}",
                numbers.join(", ")
            );
            Err(unfit("--line", &reason))
        }
    }
}

/// The refusal, at the option that it is about.
fn refused_at(refused: &ThoughtRefused) -> Problem {
    let option = match refused {
        ThoughtRefused::NoSuchLot | ThoughtRefused::NotImported => "--lot",
        ThoughtRefused::NoSuchLine => "--line",
        ThoughtRefused::NotAbroad => "--to",
        ThoughtRefused::Nothing | ThoughtRefused::MoreThanLeft { .. } => "--export",
        ThoughtRefused::BeforeImport { .. } => "--on",
    };
    unfit(option, &refused.to_string())
}

pub(super) fn unfit(option: &'static str, reason: &str) -> Problem {
    Problem::Unfit {
        option,
        reason: reason.to_owned(),
    }
}

/// Reads a quantity with at most three decimal places.
fn quantity(text: &str) -> Result<Quantity, String> {
    salyk_client::regime::quantity_written(text)
        .ok_or_else(|| "write a number with at most three decimal places, such as 2.5".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::command::testing::SAMPLE;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: plan::Arguments,
    }

    /// Of 10 kg 4 have left; released on 2 June, the last day is 29 November.
    fn asked(language: Language, more: &[&str]) -> Result<String, Problem> {
        let line = ["plan", "--dossier", "-", "--lot", "lot-1"].iter().chain(more);
        let arguments = Line::try_parse_from(line).unwrap().arguments;
        let mut out = Vec::new();
        plan::run(&arguments, language, &mut SAMPLE.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    const PART: [&str; 6] = ["--export", "3.5", "--to", "eaeu", "--on", "2026-11-24"];

    #[test]
    fn a_guess_for_a_person_in_each_language() {
        for language in Language::ALL {
            let text = asked(language, &PART).unwrap();
            insta::assert_snapshot!(format!("what_if_{}", language.tag()), text);
        }
    }

    #[test]
    fn a_guess_as_json_has_what_is_left_and_what_returns() {
        let text = asked(
            Language::English,
            &[&PART[..], &["--json", "--line", "1"]].concat(),
        )
        .unwrap();
        let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected: [(&str, serde_json::Value); 5] = [
            ("left", 2_500.into()),
            // 7.5 of 10 kg.
            ("returnable", 9_000_000.into()),
            ("waiting", 3_000_000.into()),
            ("apply_by", "2026-11-29".into()),
            ("destination", "eaeu".into()),
        ];
        for (field, value) in expected {
            assert_eq!(answer[field], value, "{field}");
        }
        assert_eq!(answer["before"]["on"], answer["after"]["on"]);
        assert_ne!(answer["before"], answer["after"]);
        // Which country of the group it will be nobody has said.
        assert_eq!(
            answer["after"]["lots"][0]["destinations"],
            serde_json::json!(["KZ"])
        );
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_option() {
        let on =
            |export: &'static str, day: &'static str| vec!["--export", export, "--to", "KZ", "--on", day];
        for (line, told) in [
            (on("6.001", "2026-11-24"), "--export: more than what is left: 6"),
            (
                on("0", "2026-11-24"),
                "--export: the quantity must be more than zero",
            ),
            (
                on("6", "2026-06-01"),
                "--on: before the day of import, 2026-06-02",
            ),
            (
                [on("6", "2026-11-24"), vec!["--line", "2"]].concat(),
                "--line: the lot has no such goods line",
            ),
            (
                [on("6", "2026-11-24"), vec!["--format", "ics"]].concat(),
                "--format: a guess is no deadline",
            ),
        ] {
            let problem = asked(Language::English, &line).unwrap_err();
            assert!(problem.to_string().starts_with(told), "{problem}");
        }
        assert!(
            asked(Language::English, &on("6", "2026-11-30")).is_ok(),
            "the last day by our count bars nothing"
        );
    }

    #[test]
    fn a_quantity_below_nothing_is_answered_in_our_own_words() {
        let line = [
            "plan",
            "--lot",
            "1",
            "--export",
            "-1",
            "--to",
            "KZ",
            "--on",
            "2026-11-24",
        ];
        let told = Line::try_parse_from(line).unwrap_err().to_string();
        assert!(
            told.contains("write a number with at most three decimal places"),
            "{told}"
        );
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        for text in ["", "2,5", "six", "-1", "1.2345"] {
            assert!(quantity(text).is_err(), "{text}");
        }
        assert_eq!(quantity("2.5"), Ok(Quantity::from_thousandths(2_500)));
    }
}
