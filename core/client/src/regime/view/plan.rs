//! Plan: what will be due when for a lot that is not imported yet, of the dossier or only thought of.

use jiff::civil::Date;
use salyk_regulation::assessment::LotState;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Body, GoodsLine, Lot, LotId, Unit};
use salyk_regulation::fact::{Fact, Source};
use salyk_regulation::finding::{Binds, Deed};
use salyk_regulation::money::Quantity;
use salyk_regulation::plan::{Plan, PlannedStep, plan};
use salyk_regulation::rule::RuleId;

use super::super::study::{Journey, JourneyShown, Place};
use super::deadlines::Deadline;
use super::scene::Scene;
use super::{countries, finding as rows, lot as lots, remarks, rules, steps, words};
use crate::intent::{Ask, CountryGroup, FieldKey, Intent};
use crate::screens::PlanPlace;
use crate::text::written_day;
use crate::view::{Action, Choice, Field, Importance, PlanHeadings, PlanView, PlannedRow, Section};

/// Stands for any third country: nobody's code.
const ANY_THIRD: &str = "XX";

/// Opens the plan of a lot; none once it was imported.
pub(super) fn action(scene: &Scene<'_>, lot: &Lot, state: LotState) -> Option<Action> {
    let ahead = matches!(state, LotState::Planned | LotState::Deposited)
        && lot.released.is_missing()
        && lot.taken_on_account.is_missing();
    let ask = Ask::OpenPlan {
        lot: Some(lot.id.0.to_string()),
    };
    ahead.then(|| Action::enabled(scene.say("plan-title"), Importance::Normal, scene.screen, ask))
}

/// `None` when the case has no such lot.
pub(super) fn view(scene: &Scene<'_>, place: &PlanPlace) -> Option<PlanView> {
    let known = match &place.lot {
        Some(id) => Some(scene.facts_of(&LotId(id.as_str().into()))?),
        None => None,
    };
    let day = written_day(&place.day);
    let lot = thought_of(scene, place, known, day);
    let made = made(scene, &lot);
    let title = match known {
        Some(lot) => rows::lot_title(scene, lot),
        None => scene.say("plan-any-lot"),
    };
    Some(PlanView {
        title,
        explanation: scene.say("plan-explanation"),
        day: field(scene, place, day),
        origins: origins(scene, place, known),
        destinations: destinations(scene, place, known),
        account: account(scene, &made),
        steps: steps_shown(scene, &made),
        documents: lots::documents(scene, None, &made.documents),
        headings: PlanHeadings::of(scene.texts),
    })
}

/// The plan of a lot that is only thought of, or of the dossier's own, on its way from one country to another.
pub(super) fn of_journey(scene: &Scene<'_>, journey: &Journey) -> Plan {
    let mut lot = on_journey(scene, journey).cloned().unwrap_or_else(any_lot);
    let stated = |place| Fact::Provisional {
        value: place_meant(scene, place),
        source: Source::Person,
    };
    if let Some(origin) = journey.origin {
        lot.imported_from = stated(origin);
    }
    if let Some(destination) = journey.destination {
        lot.planned_destination = stated(destination);
    }
    lot.planned_for = journey.day.or(lot.planned_for);
    let mut made = made(scene, &lot);
    if matches!(journey.destination, Some(Place::Any(_))) {
        made.destinations.clear();
    }
    made
}

/// The same in words.
pub(super) fn journey_shown(scene: &Scene<'_>, journey: &Journey, made: &Plan) -> JourneyShown {
    let headings = PlanHeadings::of(scene.texts);
    let lot = on_journey(scene, journey);
    let way = |heading: &str, said: Option<Place>, own: Option<&Country>| {
        let place = said.or(own.copied().map(Place::Country));
        let shown = place.map_or_else(|| scene.say("country-unknown"), |place| place_shown(scene, place));
        format!("{heading}: {shown}")
    };
    let from = lot.and_then(|lot| lot.imported_from.value());
    let to = lot.and_then(|lot| lot.planned_destination.value());
    JourneyShown {
        origin: way(&headings.origins, journey.origin, from),
        destination: way(&headings.destinations, journey.destination, to),
        explanation: scene.say("plan-explanation"),
        account: account(scene, made),
        steps: steps_shown(scene, made),
        documents: lots::documents(scene, None, &made.documents),
        headings,
    }
}

/// The dossier's lot that goes on the journey.
fn on_journey<'a>(scene: &Scene<'a>, journey: &Journey) -> Option<&'a Lot> {
    scene.facts_of(journey.lot.as_ref()?)
}

/// The taxpayer's own steps that have a day, as deadlines that remind.
pub(super) fn journey_deadlines<'a>(scene: &Scene<'_>, made: &'a Plan) -> Vec<Deadline<'a>> {
    let own = made.steps.iter().filter(|step| step.who == Binds::Taxpayer);
    let deadline = |step: &'a PlannedStep| {
        Some(Deadline {
            due: step.by?,
            rule: step.finding.rule,
            findings: vec![&step.finding],
            title: scene.say(title(step)),
        })
    };
    own.filter_map(deadline).collect()
}

pub(super) fn place_meant(scene: &Scene<'_>, place: Place) -> Country {
    match place {
        Place::Any(group) => country(scene, group),
        Place::Country(country) => country,
    }
}

fn place_shown(scene: &Scene<'_>, place: Place) -> String {
    let kind = |group| scene.say(group_key(group));
    match place {
        Place::Any(group) => kind(group),
        Place::Country(country) => {
            let name = countries::name(scene, country);
            match group_of(scene, country) {
                Some(group) => format!("{name} ({})", kind(group)),
                None => name,
            }
        }
    }
}

fn made(scene: &Scene<'_>, lot: &Lot) -> Plan {
    plan(scene.dossier, lot, &scene.law.policies, &scene.law.calendar)
}

fn steps_shown(scene: &Scene<'_>, made: &Plan) -> Vec<PlannedRow> {
    made.steps.iter().map(|step| row(scene, step)).collect()
}

/// The lot as it is planned: what the person chose here goes before what the dossier says, and changes no dossier.
fn thought_of(scene: &Scene<'_>, place: &PlanPlace, known: Option<&Lot>, day: Option<Date>) -> Lot {
    let mut lot = known.cloned().unwrap_or_else(any_lot);
    let country = |group| Fact::Provisional {
        value: country(scene, group),
        source: Source::Person,
    };
    if let Some(group) = place.origin {
        lot.imported_from = country(group);
    }
    if let Some(group) = place.destination {
        lot.planned_destination = country(group);
    }
    lot.planned_for = day;
    lot
}

/// A lot of which only the goods are known to be some.
fn any_lot() -> Lot {
    Lot {
        id: LotId("plan".into()),
        imported_from: Fact::Missing,
        planned_destination: Fact::Missing,
        planned_for: None,
        lines: vec![GoodsLine {
            number: 1,
            name: String::new(),
            goods_code: None,
            quantity: Quantity::from_thousandths(1_000),
            unit: Unit("1".into()),
            vat: Fact::Missing,
        }],
        declaration: None,
        released: Fact::Missing,
        taken_on_account: Fact::Missing,
        vat: Fact::Missing,
        deposits: Vec::new(),
        customs_application: None,
        commitment: None,
        customs_notice: Fact::Missing,
        indirect_tax_reports: Vec::new(),
        exports: Vec::new(),
        refund_applications: Vec::new(),
        budget_transfers: Vec::new(),
    }
}

/// Some country of the group; none is named to the person.
fn country(scene: &Scene<'_>, group: CountryGroup) -> Country {
    let members = &scene
        .law
        .policies
        .in_force(scene.today)
        .edition
        .figures
        .eaeu_members
        .value;
    let of_group = match group {
        CountryGroup::Third => Country::parse(ANY_THIRD).ok(),
        CountryGroup::Eaeu => members.first().copied(),
    };
    of_group.unwrap_or(Country::KYRGYZSTAN)
}

fn field(scene: &Scene<'_>, place: &PlanPlace, day: Option<Date>) -> Field {
    let label = scene.say("plan-day");
    let problem = match day {
        None if place.day.trim().is_empty() => None,
        None => Some("plan-day-unreadable"),
        Some(day) => (day < scene.today).then_some("plan-day-past"),
    };
    Field {
        key: FieldKey::PlannedDay,
        spoken: label.clone(),
        label,
        text: place.day.clone(),
        edit: place.edit,
        reset: 0,
        problem: problem.map(|key| scene.say(key)),
    }
}

pub(super) const GROUPS: [CountryGroup; 2] = [CountryGroup::Third, CountryGroup::Eaeu];

fn origins(scene: &Scene<'_>, place: &PlanPlace, known: Option<&Lot>) -> Vec<Choice> {
    let of_lot = known.and_then(|lot| group_of(scene, *lot.imported_from.value()?));
    let chosen = place.origin.or(of_lot);
    let choice = |group| Choice {
        label: scene.say(group_key(group)),
        chosen: chosen == Some(group),
        intent: Intent::on(scene.screen, Ask::PlanOrigin { group }),
    };
    GROUPS.into_iter().map(choice).collect()
}

fn destinations(scene: &Scene<'_>, place: &PlanPlace, known: Option<&Lot>) -> Vec<Choice> {
    let of_lot = known.and_then(|lot| group_of(scene, *lot.planned_destination.value()?));
    let chosen = place.destination.or(of_lot);
    let choice = |group: CountryGroup| Choice {
        label: scene.say(group_key(group)),
        chosen: chosen == Some(group),
        intent: Intent::on(scene.screen, Ask::PlanDestination { group }),
    };
    GROUPS.into_iter().map(choice).collect()
}

fn group_of(scene: &Scene<'_>, country: Country) -> Option<CountryGroup> {
    let members = &scene
        .law
        .policies
        .in_force(scene.today)
        .edition
        .figures
        .eaeu_members
        .value;
    if country == Country::KYRGYZSTAN {
        None
    } else if members.contains(&country) {
        Some(CountryGroup::Eaeu)
    } else {
        Some(CountryGroup::Third)
    }
}

pub(super) fn group_key(group: CountryGroup) -> &'static str {
    match group {
        CountryGroup::Third => "country-third",
        CountryGroup::Eaeu => "country-eaeu",
    }
}

/// To whose account the deposit goes, and to whom one applies for its return.
fn account(scene: &Scene<'_>, made: &Plan) -> Section {
    let lines = match made.holder {
        Some(Body::Customs) => vec!["lot-account-customs", "lot-apply-customs"],
        Some(Body::TaxBody) => vec!["lot-account-tax-body", "lot-apply-tax-body"],
        None => vec!["lot-account-unknown"],
    };
    Section {
        heading: scene.say("plan-account"),
        lines: lines.into_iter().map(|key| scene.say(key)).collect(),
    }
}

fn row(scene: &Scene<'_>, step: &PlannedStep) -> PlannedRow {
    let mut remarks = remarks::of_plan(scene, &step.finding);
    if let Some(day) = step.not_before {
        let names = [("date", scene.day(day).into())];
        remarks.insert(0, scene.say_with("plan-not-before", &names));
    }
    PlannedRow {
        title: scene.say(title(step)),
        who: scene.say(words::who(step.who)),
        rule: step.finding.rule.as_str().to_owned(),
        date: step.by.map(|day| scene.shown_day(day)),
        remarks,
        steps: steps::counted(scene, &step.finding),
    }
}

fn title(step: &PlannedStep) -> &'static str {
    match (step.finding.rule, step.what) {
        // Of these the point says it better than what is to be done about it now.
        (RuleId::Reg5_2 | RuleId::Reg21, _) | (_, Deed::StateFacts) => rules::title_of(&step.finding),
        (_, what) => words::deed(what),
    }
}
