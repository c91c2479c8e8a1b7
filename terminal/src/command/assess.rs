//! `salyk assess`: what the regulation says of dossiers on a day.

use std::io::{Read, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use salyk_client::intent::DutyFilter;
use salyk_client::regime::{CalendarFile, Study};
use salyk_client::text::{Language, Texts};
use salyk_regulation::dossier::Dossier;

use super::layout::{Page, joined};
use super::{Format, Tables, day, read, write_calendar};
use crate::problem::Problem;

/// What `salyk assess` is asked.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// The dossiers, JSON: one, or one a line; - is standard input
    #[arg(long, value_name = "FILE", default_value = "-")]
    dossier: PathBuf,
    /// The day in Bishkek on which it is asked, YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Date,
    /// Policy and calendar.
    #[command(flatten)]
    tables: Tables,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// As text, each finding with its reasons: the rule, the facts, the arithmetic, the readings
    #[arg(long)]
    why: bool,
}

const AFTER: &str = "Nothing is printed unless every dossier can be read; otherwise the exit code is 2, and the line, the \
column and the field are told. Names and words that are not known are refused too, and so are numbers that stand for two things \
or for none: an answer must not leave out what was meant. `salyk schema dossier` describes what is read, `salyk schema \
assessment` what --json prints, one line for each dossier in their order. Dossiers may have 256 MiB together, policy and calendar 4 MiB each.\nThe findings are \
ours: the authority decides.";

/// Answers.
///
/// # Errors
/// When something can't be read or written, or is refused.
pub fn run(
    arguments: &Arguments,
    language: Language,
    input: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let law = arguments.tables.law()?;
    let text = read::bytes(read::DOSSIER, &arguments.dossier, input)?;
    let dossiers = read::dossiers(&text)?;
    drop(text);
    let format = if arguments.json {
        Format::Json
    } else {
        arguments.format
    };
    let mut file = CalendarFile::default();
    for (at, dossier) in dossiers.iter().enumerate() {
        let study = Study::new(dossier, &law, arguments.on);
        match format {
            Format::Text => {
                if at > 0 {
                    writeln!(out)?;
                } else {
                    Page(out).preface(language)?;
                }
                write_text(&study, dossier, arguments, language, out)?;
            }
            Format::Json => {
                serde_json::to_writer(&mut *out, study.assessment()).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            Format::Ics => study.add_to(language, &mut file),
        }
    }
    if format == Format::Ics {
        write_calendar(&file, arguments.on, out)?;
    }
    Ok(out.flush()?)
}

fn write_text(
    study: &Study<'_>,
    dossier: &Dossier,
    arguments: &Arguments,
    language: Language,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let mut page = Page(out);
    let day = Texts::of(language).date(arguments.on);
    let taxpayer = &dossier.taxpayer;
    page.title(&joined(
        [taxpayer.name.clone(), taxpayer.inn.masked(), day].map(Some),
    ))?;
    let home = study.home(language);
    if let Some(registered) = &home.registered {
        page.heading(&home.headings.registered)?;
        page.line(&joined(
            [registered.text.clone(), registered.source.clone()].map(Some),
        ))?;
    }
    if let Some(finding) = &home.finding {
        page.heading(&home.headings.finding)?;
        page.line(&finding.text)?;
    }
    for alert in &home.alerts {
        page.line(&format!("{} {}", crate::words::glyph(alert.tone), alert.text))?;
    }
    page.heading(&home.headings.deposits)?;
    home.deposits.iter().try_for_each(|line| page.money(line))?;
    let reasons = arguments.why.then(|| study.reasons(language));
    for group in study.duties(language, DutyFilter::All) {
        page.heading(&group.heading)?;
        for row in &group.rows {
            page.finding(row)?;
            let why = reasons.as_ref().and_then(|reasons| reasons.why(&row.finding));
            why.iter().try_for_each(|why| page.why(why))?;
        }
    }
    Ok(())
}

/// What a command does with a law and a day is the same whoever asks.
#[cfg(test)]
mod tests {
    use clap::Parser;
    use salyk_regulation::assessment::Assessment;

    use super::*;
    use crate::command::testing::{SAMPLE, one_line};

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn asked(language: Language, input: &str, more: &[&str]) -> Result<String, Problem> {
        let line = ["assess", "--on", "2026-11-22"].iter().chain(more);
        let arguments = Line::try_parse_from(line).unwrap().arguments;
        let mut out = Vec::new();
        run(&arguments, language, &mut input.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn findings_for_a_person_in_each_language() {
        for language in Language::ALL {
            let text = asked(language, SAMPLE, &[]).unwrap();
            insta::assert_snapshot!(format!("assess_{}", language.tag()), text);
        }
    }

    #[test]
    fn that_it_is_a_sample_and_who_decides_stands_first_and_once() {
        let two = format!("{0}\n{0}\n", one_line());
        for language in Language::ALL {
            let texts = Texts::of(language);
            let text = asked(language, &two, &[]).unwrap();
            let (band, ours) = (texts.say("band"), texts.say("reminder-our-count"));
            assert!(text.starts_with(&format!("{band}\n{ours}\n")), "{text}");
            assert_eq!((text.matches(&band).count(), text.matches(&ours).count()), (1, 1));
        }
    }

    #[test]
    fn with_reasons_in_each_language() {
        for language in Language::ALL {
            let text = asked(language, SAMPLE, &["--why"]).unwrap();
            let finding = "reg:18/lot-1";
            let (_, from) = text.split_once(finding).unwrap();
            let (why, _) = from.split_once("\n\n").unwrap();
            insta::assert_snapshot!(format!("assess_why_{}", language.tag()), why);
        }
    }

    #[test]
    fn many_dossiers_are_a_heading_or_a_line_each() {
        let three = format!("{0}\n{0}\n{0}\n", one_line());
        let text = asked(Language::English, &three, &[]).unwrap();
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 3);
        let json = asked(Language::English, &three, &["--json"]).unwrap();
        assert_eq!(json.lines().count(), 3);
        for line in json.lines() {
            let assessment: Assessment = serde_json::from_str(line).unwrap();
            assert_eq!(assessment.on.to_string(), "2026-11-22");
            assert_eq!(assessment.lots.len(), 1);
        }
        assert_eq!(
            json,
            asked(Language::Kyrgyz, &three, &["--format", "json"]).unwrap()
        );
    }

    #[test]
    fn deadlines_as_a_calendar_in_each_language() {
        for language in Language::ALL {
            let text = asked(language, SAMPLE, &["--format", "ics"]).unwrap();
            insta::assert_snapshot!(
                format!("assess_ics_{}", language.tag()),
                text.replace("\r\n", "\n")
            );
            assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        }
    }

    #[test]
    fn where_no_deadline_is_ahead_the_calendar_is_empty_and_still_one() {
        let line = ["assess", "--format", "ics", "--on", "2031-01-01"];
        let arguments = Line::try_parse_from(line).unwrap().arguments;
        let mut out = Vec::new();
        run(&arguments, Language::English, &mut SAMPLE.as_bytes(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        insta::assert_snapshot!("assess_no_deadline", text.replace("\r\n", "\n"));
    }

    #[test]
    fn a_calendar_of_a_day_to_come_is_not_made_on_that_day() {
        let line = ["assess", "--format", "ics", "--on", "2126-11-22"];
        let later = SAMPLE.replace("\"2026-", "\"2126-");
        let arguments = Line::try_parse_from(line).unwrap().arguments;
        let mut out = Vec::new();
        run(&arguments, Language::English, &mut later.as_bytes(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.contains("DTSTART;VALUE=DATE:2126"), "{text}");
        assert!(
            text.contains("DTSTAMP:20") && !text.contains("DTSTAMP:21"),
            "{text}"
        );
    }

    #[test]
    fn nothing_is_printed_when_one_dossier_cannot_be_read() {
        let second = format!("{}\n{{\"revision\": true}}\n", one_line());
        assert!(matches!(
            asked(Language::English, &second, &[]),
            Err(Problem::Refused { .. })
        ));
    }
}
