//! The list of lots: filtered, searched, in a stable order, a page at a time.

use std::collections::BTreeMap;

use jiff::civil::Date;
use salyk_regulation::assessment::LotAssessment;
use salyk_regulation::dossier::{Lot, LotId};
use salyk_regulation::finding::Finding;
use salyk_regulation::order;

use super::scene::Scene;
use super::search::Wanted;
use super::{countries, finding as rows, lot_state, remarks, urgent, words};
use crate::intent::{Ask, FieldKey, Intent, LotFilter, ScreenId};
use crate::screens::LotsPlace;
use crate::text::Texts;
use crate::view::{Action, Choice, Field, Importance, LotRow, LotsView};

/// How many rows a page has.
pub(super) const PAGE: usize = 50;

/// The filters, in the order in which they are offered.
const FILTERS: [LotFilter; 4] = [
    LotFilter::All,
    LotFilter::Open,
    LotFilter::Overdue,
    LotFilter::Closed,
];

/// A lot that matches the search, and what presses on it.
struct Entry<'a> {
    facts: &'a Lot,
    found: &'a LotAssessment,
    pressing: Option<&'a Finding>,
    overdue: bool,
}

pub(super) fn lots(
    texts: &Texts,
    screen: ScreenId,
    scene: Option<&Scene<'_>>,
    place: &LotsPlace,
) -> LotsView {
    let wanted = Wanted::read(&place.search);
    let found = scene.map(|scene| entries(scene, &wanted)).unwrap_or_default();
    let mut shown: Vec<_> = found.iter().filter(|entry| entry.passes(place.filter)).collect();
    order::sort_by_key(&mut shown, |entry| entry.order());
    let pages = shown.len().div_ceil(PAGE).max(1);
    let page = usize::try_from(place.page).unwrap_or(usize::MAX).min(pages - 1);
    let rows = shown.iter().skip(page * PAGE).take(PAGE);
    let turn = |key, page: Option<usize>| {
        let page = u32::try_from(page.filter(|page| *page < pages)?).ok()?;
        Some(Action::enabled(
            texts.say(key),
            Importance::Normal,
            screen,
            Ask::ShowPage { page },
        ))
    };
    let names = [("page", (page + 1).into()), ("pages", pages.into())];
    LotsView {
        search: search(texts, place, &wanted),
        filters: filters(texts, screen, place.filter, &found),
        rows: scene
            .map(|scene| rows.map(|entry| row(scene, entry)).collect())
            .unwrap_or_default(),
        summary: summary(texts, scene.is_some(), shown.len()),
        page: u32::try_from(page).unwrap_or(0),
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        place: texts.say_with("lots-page", &names),
        previous: turn("lots-previous", page.checked_sub(1)),
        next: turn("lots-next", page.checked_add(1)),
    }
}

fn entries<'a>(scene: &Scene<'a>, wanted: &Wanted) -> Vec<Entry<'a>> {
    let mut facts: BTreeMap<&LotId, &Lot> = BTreeMap::new();
    for lot in &scene.dossier.lots {
        facts.entry(&lot.id).or_insert(lot);
    }
    let entry = |found: &'a LotAssessment| {
        let facts = *facts.get(&found.id)?;
        let pressing = urgent::pressing(found, scene.today);
        let overdue = pressing.is_some_and(|finding| urgent::is_overdue(finding, scene.today));
        wanted.matches(facts).then_some(Entry {
            facts,
            found,
            pressing,
            overdue,
        })
    };
    scene.assessment.lots.iter().filter_map(entry).collect()
}

impl Entry<'_> {
    fn passes(&self, filter: LotFilter) -> bool {
        match filter {
            LotFilter::All => true,
            LotFilter::Open => !urgent::is_closed(self.found),
            LotFilter::Overdue => self.overdue,
            LotFilter::Closed => urgent::is_closed(self.found),
        }
    }

    /// What is overdue first, then the soonest deadline, then by id.
    fn order(&self) -> (bool, Date, LotId) {
        let day = self
            .pressing
            .and_then(|finding| finding.dates.due)
            .unwrap_or(Date::MAX);
        (!self.overdue, day, self.found.id.clone())
    }
}

fn search(texts: &Texts, place: &LotsPlace, wanted: &Wanted) -> Field {
    let label = texts.say("lots-search");
    Field {
        key: FieldKey::Search,
        spoken: label.clone(),
        label,
        text: place.search.clone(),
        edit: place.edit,
        reset: 0,
        problem: matches!(wanted, Wanted::Impossible).then(|| texts.say("lots-search-problem")),
    }
}

fn filters(texts: &Texts, screen: ScreenId, chosen: LotFilter, found: &[Entry<'_>]) -> Vec<Choice> {
    let choice = |filter: LotFilter| {
        let count = found.iter().filter(|entry| entry.passes(filter)).count();
        Choice {
            label: texts.say_with(words::filter(filter), &[("count", count.into())]),
            chosen: filter == chosen,
            intent: Intent::on(screen, Ask::FilterLots { filter }),
        }
    };
    FILTERS.into_iter().map(choice).collect()
}

fn summary(texts: &Texts, fetched: bool, count: usize) -> String {
    match (fetched, count) {
        (false, _) => texts.say("home-nothing-fetched"),
        (true, 0) => texts.say("lots-none"),
        (true, count) => texts.say_with("lots-count", &[("count", count.into())]),
    }
}

fn row(scene: &Scene<'_>, entry: &Entry<'_>) -> LotRow {
    let (lot, found) = (entry.facts, entry.found);
    let title = rows::lot_title(scene, lot);
    let open = Action {
        label: scene.say("lot-open"),
        spoken: scene.say_with("lot-open-spoken", &[("lot", title.as_str().into())]),
        ..Action::enabled(
            String::new(),
            Importance::Normal,
            scene.screen,
            Ask::OpenLot {
                lot: lot.id.0.clone(),
            },
        )
    };
    LotRow {
        lot: lot.id.0.clone(),
        title,
        state: lot_state::state(scene, lot, found),
        imported_from: match lot.imported_from.value() {
            Some(country) => countries::name(scene, *country),
            None => scene.say("country-unknown"),
        },
        vat: lot.vat.value().map(|vat| scene.money(*vat)),
        next: entry.pressing.and_then(|finding| next(scene, finding)),
        next_date: entry
            .pressing
            .and_then(|finding| finding.dates.due)
            .map(|due| scene.shown_day(due)),
        tone: lot_state::tone(scene, found),
        open,
    }
}

/// What presses, its day, and what has to be said of that day.
fn next(scene: &Scene<'_>, finding: &Finding) -> Option<String> {
    let due = scene.shown_day(finding.dates.due?);
    let what = rows::deed(scene, finding);
    let names = [
        ("what", what.into()),
        ("date", due.text.into()),
        ("relative", due.relative.into()),
    ];
    let line = scene.say_with("lot-next", &names);
    let remarks = remarks::on_day(scene, finding);
    Some(
        std::iter::once(line)
            .chain(remarks)
            .collect::<Vec<_>>()
            .join(" · "),
    )
}
