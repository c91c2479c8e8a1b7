//! A taxpayer's case as it is drawn: Home, Duties, Lots, Lot, Plan, What if, Reminders and Why.
//!
//! What the register says and what we find stand apart. Each date that rests on a chosen reading of the text says so where it
//! stands, nothing that only the person has said is green, and what binds an authority is never the taxpayer's breach. A
//! screen is drawn out of a [`Scene`]: one dossier, its assessment, and the law it was made under.

mod alerts;
mod calendar_file;
mod countries;
mod days_off;
mod deadlines;
mod duties;
mod finding;
mod goods;
mod home;
mod lot;
mod lot_state;
mod lots;
mod lots_file;
mod money;
mod named;
mod pages;
mod plan;
mod readings;
mod receipts;
mod register;
mod remarks;
mod reminders;
mod rules;
mod scene;
mod search;
mod sources;
mod standing;
mod steps;
mod timeline;
mod told;
mod urgent;
mod values;
mod what_if;
mod why;
mod words;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Activity, DirectionKind, DocumentKind, Issuer, LotId, Unit};
use salyk_regulation::finding::Finding;
use salyk_regulation::money::Quantity;
use salyk_regulation::plan::Plan;
use salyk_regulation::policy::{ReadingKey, Readings};

use crate::accounts::{self, Acting};
use crate::certificate;
use crate::entries;
use crate::filing;
use crate::intent::{DutyFilter, ScreenId};
use crate::model::Model;
use crate::screens::{DutiesPlace, LotsPlace, PlanPlace, WhatIfPlace};
use crate::text::Texts;
use crate::view::{
    DutiesView, DutyGroup, GuessShown, HomeView, LotView, LotsView, PlanView, Reminder, RemindersView,
    WhatIfView, WhyView,
};

pub use calendar_file::CalendarFile;
pub(crate) use reminders::Reminding;
pub(super) use scene::{LotsById, Scene};
pub(super) use words::state_named;

use super::state::CaseKey;
use super::study::{Journey, JourneyShown, Place};
use super::thought::{Foreseen, ThoughtExport};

/// Where the taxpayer stands. Before anything was ever fetched, only what can be done.
pub(crate) fn home_view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> HomeView {
    let scene = Scene::of(model, screen, acting);
    let several = acting.account.taxpayers.len() > 1;
    let mut actions = home::actions(model.texts(), screen, several, scene.is_some());
    let place = actions.len().min(home::OF_CASE);
    actions.splice(place..place, filing::actions(model, screen, acting));
    if acting.taxpayer.is_some() {
        actions.insert(place, certificate::action(model, screen));
    }
    let inn = acting
        .taxpayer
        .map(|taxpayer| accounts::inn_shown(model.texts(), taxpayer));
    let mut view = match scene {
        Some(scene) => home::home(&scene, inn, actions),
        None => home::nothing_fetched(model.texts(), inn, actions),
    };
    view.alerts.extend(entries::notices(model, screen));
    view
}

/// A page of the duties that match.
pub(crate) fn duties_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    place: &DutiesPlace,
) -> DutiesView {
    let scene = Scene::of(model, screen, acting);
    duties::duties(model.texts(), screen, scene.as_ref(), place)
}

/// A page of the lots that match.
pub(crate) fn lots_view(model: &Model, screen: ScreenId, acting: &Acting<'_>, place: &LotsPlace) -> LotsView {
    let scene = Scene::of(model, screen, acting);
    lots::lots(model.texts(), screen, scene.as_ref(), place)
}

/// One lot; `None` when the case has no such lot, or nothing was fetched.
pub(crate) fn lot_view(model: &Model, screen: ScreenId, acting: &Acting<'_>, lot: &str) -> Option<LotView> {
    let mut view = lot::lot(&Scene::of(model, screen, acting)?, lot)?;
    view.entries = entries::rows(model, screen, lot);
    view.actions.extend(entries::actions(model, screen, lot));
    Some(view)
}

/// What to call a lot of the case in front; `None` when the case has no such lot, or nothing was fetched.
pub(crate) fn lot_named(model: &Model, lot: &str) -> Option<String> {
    let scene = Scene::of(model, ScreenId(0), &accounts::current(model)?)?;
    lot_title(&scene, &LotId(lot.into()))
}

/// What is to come for a lot that is not imported yet; `None` when the case has no such lot, or nothing was fetched.
pub(crate) fn plan_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    place: &PlanPlace,
) -> Option<PlanView> {
    plan::view(&Scene::of(model, screen, acting)?, place)
}

/// What would follow from an export of a lot; `None` when the case has no such lot, or nothing was fetched.
pub(crate) fn what_if_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    place: &WhatIfPlace,
) -> Option<WhatIfView> {
    what_if::view(&Scene::of(model, screen, acting)?, place)
}

/// Which deadlines remind.
pub(crate) fn reminders_view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> RemindersView {
    let scene = Scene::of(model, screen, acting);
    let case = model.regime.case_of(acting);
    let reminding = case.map(super::state::Case::reminding).unwrap_or_default();
    reminders::view(model.texts(), screen, scene.as_ref(), model.now, reminding)
}

/// The deadlines of the case in front as a file: its name and its text.
pub(super) fn calendar_file(model: &Model) -> Option<(String, String)> {
    let acting = accounts::current(model)?;
    let scene = Scene::of(model, ScreenId(0), &acting)?;
    let text = calendar_file::text(&scene, model.now, model.config.official)?;
    Some((calendar_file::name(&scene), text))
}

/// The lots of the list in front as a file: its name and its text.
pub(super) fn lots_file(model: &Model, place: &LotsPlace) -> Option<(String, String)> {
    let acting = accounts::current(model)?;
    let scene = Scene::of(model, ScreenId(0), &acting)?;
    Some(lots::file(&scene, place, model.config.official))
}

/// What the phone is to show of a case, and when; `None` where it is not known.
pub(super) fn reminders_of(model: &Model, key: &CaseKey) -> Option<Vec<Reminder>> {
    let scene = Scene::of_case(model, ScreenId(0), model.regime.cases.get(key)?)?;
    Some(deadlines::reminders(&scene, model.now, model.config.official))
}

/// Why a finding says what it says; `None` when the case has no such finding, or nothing was fetched.
pub(crate) fn why_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    finding: &str,
) -> Option<WhyView> {
    why::why(&Scene::of(model, screen, acting)?, finding)
}

/// Home out of one dossier alone: no account, no other taxpayer, nothing to open.
pub(super) fn home_of(scene: &Scene<'_>) -> HomeView {
    home::home(scene, None, Vec::new())
}

/// Every duty out of one dossier that matches.
pub(super) fn duties_of(scene: &Scene<'_>, filter: DutyFilter) -> Vec<DutyGroup> {
    duties::whole(scene, filter)
}

/// Why a finding on one dossier says what it says.
pub(super) fn why_of(scene: &Scene<'_>, finding: &Finding) -> WhyView {
    why::of(scene, finding)
}

/// What is to come on a journey.
pub(super) fn plan_of(scene: &Scene<'_>, journey: &Journey) -> Plan {
    plan::of_journey(scene, journey)
}

/// The same in words.
pub(super) fn journey_shown(scene: &Scene<'_>, journey: &Journey, made: &Plan) -> JourneyShown {
    plan::journey_shown(scene, journey, made)
}

/// What to call a lot; `None` when the dossier has no such lot.
pub(super) fn lot_title(scene: &Scene<'_>, lot: &LotId) -> Option<String> {
    Some(finding::lot_title(scene, scene.facts_of(lot)?))
}

/// The day that a finding is about.
pub(super) fn day_of(finding: &Finding) -> Option<Date> {
    finding::day(finding)
}

/// The country that is meant by a group: some country of it.
pub(super) fn country_meant(scene: &Scene<'_>, place: Place) -> Country {
    plan::place_meant(scene, place)
}

/// What would follow from an export, in words.
pub(super) fn guess_shown(
    scene: &Scene<'_>,
    thought: &ThoughtExport,
    foreseen: &Foreseen,
) -> Option<GuessShown> {
    what_if::guess(scene, thought, foreseen)
}

/// Adds what is to come on a journey to a calendar file.
pub(super) fn add_plan(
    file: &mut CalendarFile,
    scene: &Scene<'_>,
    made: &Plan,
    journey: &str,
    at: Timestamp,
) {
    file.add_plan(scene, made, journey, at);
}

/// The name of an activity to which the regime is not applied.
#[must_use]
pub fn activity_named(texts: &Texts, activity: Activity) -> String {
    texts.say(words::activity(activity))
}

/// A quantity with its unit.
pub(crate) fn quantity_named(texts: &Texts, quantity: Quantity, unit: &Unit) -> String {
    money::quantity(texts, quantity, unit)
}

/// The name of a paper that goes with an application for return.
#[must_use]
pub fn paper_named(texts: &Texts, paper: DocumentKind) -> String {
    texts.say(words::document(paper))
}

/// Who issues a paper.
pub(crate) fn issuer_named(texts: &Texts, issuer: Issuer) -> String {
    texts.say(words::issuer(issuer))
}

/// Where the money of a return goes.
pub(crate) fn direction_named(texts: &Texts, to: DirectionKind) -> String {
    texts.say(words::direction(to))
}

/// The name of a country; its code where it has none here.
#[must_use]
pub fn country_named(texts: &Texts, country: Country) -> String {
    countries::name_in(texts, country)
}

/// Where a figure or a reading of the policy is from; as the policy writes it, where this app does not know it.
#[must_use]
pub fn source_named(texts: &Texts, source: &str) -> String {
    sources::named(texts, source)
}

/// A chosen reading in one sentence: what is not clear, and which way is taken.
#[must_use]
pub fn reading_said(texts: &Texts, chosen: &Readings, reading: ReadingKey) -> String {
    texts.say(readings::chosen(chosen, reading))
}

/// Adds the deadlines out of one dossier to a calendar file.
pub(super) fn add_deadlines(file: &mut CalendarFile, scene: &Scene<'_>, at: Timestamp) {
    file.add(scene, at, false);
}

#[cfg(test)]
pub(super) mod tests;
