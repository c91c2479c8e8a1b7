//! `salyk plan`: every date and paper to come for goods that are not imported yet, and what an export would change.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use salyk_client::intent::CountryGroup;
use salyk_client::regime::{CalendarFile, Journey, JourneyShown, Place, Study};
use salyk_client::text::{Language, Texts};
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Dossier, Lot, LotId};
use salyk_regulation::plan::Plan;
use salyk_regulation::schema;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::layout::{Page, joined};
use super::what_if::unfit;
use super::{Format, Tables, day, read, what_if};
use crate::problem::Problem;

/// What `salyk plan` is asked.
#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub struct Arguments {
    /// The day of import, YYYY-MM-DD: release by customs, or taking on account; not needed where the dossier plans one for --lot
    #[arg(long, value_name = "DATE", value_parser = day, required_unless_present_any = ["export", "lot"])]
    day: Option<Date>,
    /// Where the goods come from: third, eaeu, or a country such as CN; without it both, or as the dossier has it for --lot
    #[arg(long, value_name = "PLACE", value_parser = place)]
    origin: Option<Place>,
    /// Where they are to be exported to: third, eaeu, or a country such as KZ; without it both, or as the dossier has it
    #[arg(long, value_name = "PLACE", value_parser = place)]
    destination: Option<Place>,
    /// The dossiers, JSON: one, or one a line; - is standard input, which is read without it too: where nothing is there, a
    /// taxpayer of whom nothing is known
    #[arg(long, value_name = "FILE")]
    dossier: Option<PathBuf>,
    /// A lot of the dossier: the plan is its own; with --export, it is exported of this one
    #[arg(long, value_name = "ID")]
    lot: Option<String>,
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

const AFTER: &str = "Without --origin, --destination and --lot all four cells are planned, dossier by dossier: as text with a \
heading each, as JSON one a line. As if nothing had been done yet; nothing of a dossier is changed.\nWith --export: what would \
change if so much of a lot were exported on that day, such as\n  salyk plan --dossier FILE --lot lot-1 --export 2.5 --to eaeu --on \
2026-09-01\nIt is a guess and files nothing. Exit code 2 names the option that does not fit.";

/// A taxpayer of whom nothing is known; the INN is nobody's.
const NOBODY: &[u8] =
    r#"{"revision": 0, "taxpayer": {"name": "Үлгү (Sample)", "inn": "03213999900000", "office": "000"}}"#
        .as_bytes();

const GROUPS: [CountryGroup; 2] = [CountryGroup::Third, CountryGroup::Eaeu];

/// One cell, or one lot, as JSON.
#[derive(Serialize, JsonSchema)]
pub(super) struct Cell<'a> {
    /// The dossier's own lot, where it is one's.
    #[serde(skip_serializing_if = "Option::is_none")]
    lot: Option<&'a LotId>,
    /// `third`, `eaeu`, or a country such as `KZ`.
    origin: Option<String>,
    /// The same of where to.
    destination: Option<String>,
    #[schemars(with = "Plan")]
    plan: Value,
}

impl Arguments {
    /// Whether standard input is read only in case that something is there.
    #[must_use]
    pub fn names_no_dossier(&self) -> bool {
        self.dossier.is_none()
    }

    /// The dossiers, and whether somebody gave them.
    fn dossiers(&self, input: &mut dyn Read) -> Result<(Vec<Dossier>, bool), Problem> {
        let path = self.dossier.as_deref().unwrap_or(Path::new("-"));
        let text = read::bytes(read::DOSSIER, path, input)?;
        if self.dossier.is_none() && text.trim_ascii().is_empty() {
            return Ok((
                vec![read::only(read::DOSSIER, &schema::dossier(), NOBODY)?],
                false,
            ));
        }
        Ok((read::dossiers(&text)?, true))
    }

    /// The ways that are asked for, origin by origin; of a lot its own.
    fn journeys(&self, lot: Option<&Lot>) -> Vec<Journey> {
        if let Some(lot) = lot {
            return vec![Journey {
                lot: Some(lot.id.clone()),
                origin: self.origin,
                destination: self.destination,
                day: self.day.or(lot.planned_for),
            }];
        }
        let places =
            |given: Option<Place>| given.map_or(GROUPS.map(Place::Any).to_vec(), |place| vec![place]);
        let to = places(self.destination);
        let from = |origin| {
            to.iter().map(move |destination| Journey {
                lot: None,
                origin: Some(origin),
                destination: Some(*destination),
                day: self.day,
            })
        };
        places(self.origin).into_iter().flat_map(from).collect()
    }
}

/// Answers. Nothing is printed unless all is answered.
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
    let (dossiers, given) = arguments.dossiers(input)?;
    let format = if arguments.json {
        Format::Json
    } else {
        arguments.format
    };
    let lot = arguments.lot.as_deref().map(|id| LotId(id.into()));
    let mut answer = Answer {
        format,
        language,
        text: Vec::new(),
        file: CalendarFile::default(),
    };
    let mut since = Date::MAX;
    for dossier in &dossiers {
        if arguments.export.is_asked() {
            answer.separate()?;
            let asked = (lot.as_ref(), arguments.on);
            what_if::run(
                &arguments.export,
                asked,
                dossier,
                &law,
                language,
                format,
                &mut answer.text,
            )?;
            continue;
        }
        let lot = lot.as_ref().map(|id| own(dossier, id)).transpose()?;
        let journeys = arguments.journeys(lot);
        let day = journeys.iter().find_map(|journey| journey.day);
        let on = arguments.on.or(day).ok_or_else(|| {
            unfit(
                "--day",
                "the dossier plans no day for the lot: give the day of import",
            )
        })?;
        since = since.min(on);
        let study = Study::new(dossier, &law, on);
        for journey in &journeys {
            answer.add(&study, journey, (lot, given.then_some(dossier)))?;
        }
    }
    if format == Format::Ics {
        super::write_calendar(&answer.file, since, out)?;
    }
    if format == Format::Text {
        Page(out).preface(language)?;
    }
    out.write_all(&answer.text)?;
    Ok(out.flush()?)
}

/// The dossier's lot of this id, which must not be imported yet.
fn own<'a>(dossier: &'a Dossier, id: &LotId) -> Result<&'a Lot, Problem> {
    let lot = dossier.lots.iter().find(|lot| lot.id == *id);
    let lot = lot.ok_or_else(|| unfit("--lot", "there is no such lot"))?;
    if lot.released.is_missing() && lot.taken_on_account.is_missing() {
        return Ok(lot);
    }
    let reason = "the lot is imported already: `salyk assess` says what is to come, --export what an export would change";
    Err(unfit("--lot", reason))
}

/// What is printed at the end.
struct Answer {
    format: Format,
    language: Language,
    text: Vec<u8>,
    file: CalendarFile,
}

impl Answer {
    /// Puts an empty line between two texts.
    fn separate(&mut self) -> std::io::Result<()> {
        if self.format == Format::Text && !self.text.is_empty() {
            writeln!(self.text)?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        study: &Study<'_>,
        journey: &Journey,
        (lot, taxpayer): (Option<&Lot>, Option<&Dossier>),
    ) -> Result<(), Problem> {
        let plan = study.plan(journey);
        let named =
            |said: Option<Place>, own: Option<&Country>| said.or(own.copied().map(Place::Country)).map(name);
        let origin = named(journey.origin, lot.and_then(|lot| lot.imported_from.value()));
        let destination = named(
            journey.destination,
            lot.and_then(|lot| lot.planned_destination.value()),
        );
        match self.format {
            Format::Text => {
                self.separate()?;
                let shown = study.plan_shown(self.language, journey, &plan);
                let owner = taxpayer.map_or([None, None], |dossier| owner(dossier).map(Some));
                write_text(&shown, owner, self.language, journey.day, &mut self.text)?;
            }
            Format::Json => {
                let plan = told(&plan, journey.origin).map_err(std::io::Error::from)?;
                let lot = journey.lot.as_ref();
                let cell = Cell {
                    lot,
                    origin,
                    destination,
                    plan,
                };
                serde_json::to_writer(&mut self.text, &cell).map_err(std::io::Error::from)?;
                writeln!(self.text)?;
            }
            Format::Ics => {
                let way = [origin, destination]
                    .map(|place| place.unwrap_or_default())
                    .join("-");
                let id = lot.map_or(way, |lot| format!("lot-{}", lot.id.0));
                study.add_plan_to(self.language, &mut self.file, &plan, &id);
            }
        }
        Ok(())
    }
}

/// A plan as JSON. A country that only stands for its group is no fact.
fn told(plan: &Plan, origin: Option<Place>) -> serde_json::Result<Value> {
    let mut plan = serde_json::to_value(plan)?;
    if matches!(origin, Some(Place::Any(_))) {
        let steps = plan.get_mut("steps").and_then(Value::as_array_mut);
        for step in steps.into_iter().flatten() {
            if let Some(Value::Array(facts)) = step.pointer_mut("/finding/facts") {
                facts.retain(|fact| fact.get("what").is_none_or(|what| what != "imported_from"));
            }
        }
    }
    Ok(plan)
}

/// The taxpayer's name and masked INN.
pub(super) fn owner(dossier: &Dossier) -> [String; 2] {
    [dossier.taxpayer.name.clone(), dossier.taxpayer.inn.masked()]
}

fn write_text(
    shown: &JourneyShown,
    [taxpayer, inn]: [Option<String>; 2],
    language: Language,
    day: Option<Date>,
    out: &mut dyn Write,
) -> Result<(), Problem> {
    let mut page = Page(out);
    let way = [&shown.origin, &shown.destination].map(|place| Some(place.clone()));
    let [origin, destination] = way;
    let day = day.map(|day| Texts::of(language).date(day));
    page.title(&joined([taxpayer, inn, origin, destination, day]))?;
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
mod tests;
