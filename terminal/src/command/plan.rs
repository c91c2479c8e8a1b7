//! `salyk plan`: every date and paper to come for goods that are not imported yet, and what an export would change.

use std::io::{Read, Write};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use salyk_client::intent::CountryGroup;
use salyk_client::regime::{CalendarFile, Journey, JourneyShown, Place, Study};
use salyk_client::text::{Language, Texts};
use salyk_regulation::country::Country;
use salyk_regulation::dossier::Dossier;
use salyk_regulation::plan::Plan;
use serde::Serialize;

use super::layout::Page;
use super::{Format, Tables, day, read, what_if};
use crate::problem::Problem;

/// What `salyk plan` is asked.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// The day of import, YYYY-MM-DD: release by customs, or taking on account
    #[arg(long, value_name = "DATE", value_parser = day, required_unless_present = "export")]
    day: Option<Date>,
    /// Where the goods come from: third, eaeu, or a country such as CN; both without it
    #[arg(long, value_name = "PLACE", value_parser = place)]
    origin: Option<Place>,
    /// Where they are to be exported to: third, eaeu, or a country such as KZ; both without it
    #[arg(long, value_name = "PLACE", value_parser = place)]
    destination: Option<Place>,
    /// The taxpayer's dossier, JSON; - is standard input; without it, a taxpayer of whom nothing is known
    #[arg(long, value_name = "FILE")]
    dossier: Option<PathBuf>,
    /// The day from which reminders are counted, YYYY-MM-DD; the day of import without it; with --export, the day of the export
    #[arg(long, value_name = "DATE", value_parser = day)]
    on: Option<Date>,
    /// An export that is thought of.
    #[command(flatten)]
    export: what_if::Asked,
    /// Policy and calendar.
    #[command(flatten)]
    tables: Tables,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

const AFTER: &str = "Without --origin and --destination all four cells are planned: as text with a heading each, as JSON one a \
line. As if nothing had been done yet; nothing of a dossier is changed.\nWith --export: what would change if so much of a lot were \
exported on that day, such as\n  salyk plan --dossier FILE --lot lot-1 --export 2.5 --to eaeu --on 2026-09-01\nIt is a guess and files nothing. \
Exit code 2 names the option that does not fit.";

/// A taxpayer of whom nothing is known; the INN is nobody's.
const NOBODY: &[u8] =
    r#"{"revision": 0, "taxpayer": {"name": "Үлгү (Sample)", "inn": "03213999900000", "office": "000"}}"#
        .as_bytes();

const GROUPS: [CountryGroup; 2] = [CountryGroup::Third, CountryGroup::Eaeu];

/// One cell as JSON.
#[derive(Serialize)]
struct Cell<'a> {
    origin: String,
    destination: String,
    plan: &'a Plan,
}

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
    let dossier: Dossier = match &arguments.dossier {
        None => read::only(read::DOSSIER, NOBODY)?,
        Some(path) => read::only(read::DOSSIER, &read::bytes(read::DOSSIER, path, input)?)?,
    };
    let format = if arguments.json {
        Format::Json
    } else {
        arguments.format
    };
    let Some(day) = arguments.day else {
        return what_if::run(
            &arguments.export,
            arguments.on,
            &dossier,
            &law,
            language,
            format,
            out,
        );
    };
    let study = Study::new(&dossier, &law, arguments.on.unwrap_or(day));
    let mut file = CalendarFile::default();
    for (at, journey) in journeys(arguments, day).iter().enumerate() {
        let plan = study.plan(journey);
        let (origin, destination) = (name(journey.origin), name(journey.destination));
        match format {
            Format::Text => {
                if at > 0 {
                    writeln!(out)?;
                }
                let shown = study.plan_shown(language, journey, &plan);
                write_text(&shown, language, day, out)?;
            }
            Format::Json => {
                let cell = Cell {
                    origin,
                    destination,
                    plan: &plan,
                };
                serde_json::to_writer(&mut *out, &cell).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            Format::Ics => {
                study.add_plan_to(language, &mut file, &plan, &format!("{origin}-{destination}"));
            }
        }
    }
    if format == Format::Ics {
        let on = study.assessment().on;
        let text = file.text().ok_or(Problem::NoDeadline { on })?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.flush()?)
}

/// The cells that are asked for, origin by origin.
fn journeys(arguments: &Arguments, day: Date) -> Vec<Journey> {
    let places = |given: Option<Place>| given.map_or(GROUPS.map(Place::Any).to_vec(), |place| vec![place]);
    let to = places(arguments.destination);
    let from = |origin| {
        to.iter().map(move |destination| Journey {
            origin,
            destination: *destination,
            day,
        })
    };
    places(arguments.origin).into_iter().flat_map(from).collect()
}

fn write_text(
    shown: &JourneyShown,
    language: Language,
    day: Date,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let mut page = Page(out);
    page.title(&format!(
        "{} · {} · {}",
        shown.origin,
        shown.destination,
        Texts::of(language).date(day)
    ))?;
    page.line(&shown.explanation)?;
    page.heading(&shown.account.heading)?;
    shown.account.lines.iter().try_for_each(|line| page.line(line))?;
    page.heading(&shown.headings.steps)?;
    shown.steps.iter().try_for_each(|step| page.planned(step))?;
    page.heading(&shown.headings.documents)?;
    shown.documents.iter().try_for_each(|paper| page.paper(paper))?;
    Ok(())
}

/// `third`, `eaeu`, or the country's code.
pub(super) fn name(place: Place) -> String {
    match place {
        Place::Any(CountryGroup::Third) => "third".to_owned(),
        Place::Any(CountryGroup::Eaeu) => "eaeu".to_owned(),
        Place::Country(country) => country.to_string(),
    }
}

pub(super) fn place(text: &str) -> Result<Place, String> {
    if let Some(group) = GROUPS.into_iter().find(|group| name(Place::Any(*group)) == text) {
        return Ok(Place::Any(group));
    }
    match Country::parse(text) {
        Ok(Country::KYRGYZSTAN) => Err("goods come from abroad and go abroad again".to_owned()),
        Ok(country) => Ok(Place::Country(country)),
        Err(_) => Err("write third, eaeu, or a country's two letters, such as KZ".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::command::testing::SAMPLE;

    #[derive(Debug, Parser)]
    struct Line {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn asked(language: Language, more: &[&str]) -> String {
        let line = ["plan", "--day", "2026-06-02"].iter().chain(more);
        let arguments = Line::try_parse_from(line).unwrap().arguments;
        let mut out = Vec::new();
        run(&arguments, language, &mut SAMPLE.as_bytes(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn all_four_cells_in_each_language() {
        for language in Language::ALL {
            let text = asked(language, &[]);
            assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 4);
            insta::assert_snapshot!(format!("plan_{}", language.tag()), text);
        }
    }

    #[test]
    fn one_country_or_one_group() {
        let text = asked(Language::English, &["--origin", "cn", "--destination", "KZ"]);
        assert!(text.starts_with(
            "# Imported from: China (third country) · To be exported to: Kazakhstan (EAEU member)"
        ));
        assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1);
        let json = asked(Language::English, &["--origin", "eaeu", "--json"]);
        let cells: Vec<serde_json::Value> = json
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(cells.len(), 2);
        assert_eq!(
            (&cells[0]["origin"], &cells[1]["destination"]),
            (&"eaeu".into(), &"eaeu".into())
        );
        assert_eq!(cells[0]["plan"]["holder"], "tax_body");
        let known = asked(Language::English, &["--dossier", "-", "--json"]);
        assert_eq!(known.lines().count(), 4);
    }

    #[test]
    fn a_calendar_of_a_plan_reminds_before_the_import_too() {
        let after = asked(Language::English, &["--format", "ics", "--origin", "CN"]);
        assert!(after.contains("DTSTART;VALUE=DATE:20261129"));
        let before = asked(
            Language::English,
            &["--format", "ics", "--origin", "CN", "--on", "2026-05-01"],
        );
        let alarms = |text: &str| text.matches("BEGIN:VALARM").count();
        assert!(alarms(&before) > alarms(&after));
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for word in ["KG", "Third", "China", ""] {
            assert!(place(word).is_err(), "{word}");
        }
    }
}
