//! The list of lots: filtered, searched, in a stable order, a page at a time.

use std::collections::BTreeMap;

use jiff::civil::Date;
use salyk_regulation::assessment::{LotAssessment, LotState};
use salyk_regulation::dossier::{Lot, LotId};
use salyk_regulation::finding::Finding;
use salyk_regulation::order;

use super::scene::Scene;
use super::search::Wanted;
use super::{countries, finding as rows, lot_state, lots_file, pages, told, urgent, words};
use crate::intent::{Ask, FieldKey, Intent, LotFilter, ScreenId};
use crate::screens::LotsPlace;
use crate::text::Texts;
use crate::view::{Action, Choice, Field, Importance, LotRow, LotsView};

/// The filters, in the order in which they are offered.
const FILTERS: [LotFilter; 5] = [
    LotFilter::All,
    LotFilter::Open,
    LotFilter::Overdue,
    LotFilter::Soon,
    LotFilter::Closed,
];

/// Within how many days a last day is soon.
const SOON: i32 = 30;

/// A lot that matches the search, and what presses on it.
pub(super) struct Entry<'a> {
    facts: &'a Lot,
    found: &'a LotAssessment,
    pressing: Option<&'a Finding>,
    overdue: bool,
    /// The next last day is within [`SOON`] days.
    soon: bool,
}

pub(super) fn lots(
    texts: &Texts,
    screen: ScreenId,
    scene: Option<&Scene<'_>>,
    place: &LotsPlace,
) -> LotsView {
    let wanted = Wanted::read(&place.search);
    let found = scene.map(|scene| entries(scene, &wanted)).unwrap_or_default();
    let shown = chosen(&found, place);
    let paged = pages::turn(texts, screen, shown.len(), place.page);
    let rows = shown.iter().skip(paged.first).take(pages::PAGE);
    LotsView {
        search: search(texts, place, &wanted),
        filters: filters(texts, screen, place.filter, &found),
        states: states(texts, screen, place, &found),
        rows: scene
            .map(|scene| rows.map(|entry| row(scene, entry)).collect())
            .unwrap_or_default(),
        summary: summary(texts, scene.is_some(), shown.len()),
        page: paged.page,
        pages: paged.pages,
        place: paged.place,
        previous: paged.previous,
        next: paged.next,
        export: Action::enabled(
            texts.say("lots-export"),
            Importance::Normal,
            screen,
            Ask::ExportLots,
        )
        .unless(shown.is_empty().then(|| summary(texts, scene.is_some(), 0))),
    }
}

/// The lots that the filters and the search let through, as a file: its name and its text.
pub(super) fn file(scene: &Scene<'_>, place: &LotsPlace, official: bool) -> (String, String) {
    let found = entries(scene, &Wanted::read(&place.search));
    let text = lots_file::text(scene, &chosen(&found, place), official);
    (lots_file::name(scene), text)
}

/// What passes the filters, in order.
fn chosen<'e, 'a>(found: &'e [Entry<'a>], place: &LotsPlace) -> Vec<&'e Entry<'a>> {
    let mut shown: Vec<_> = found
        .iter()
        .filter(|entry| {
            entry.passes(place.filter) && place.state.is_none_or(|state| entry.found.state == state)
        })
        .collect();
    order::sort_by_key(&mut shown, |entry| entry.order());
    shown
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
            soon: pressing
                .and_then(|finding| finding.dates().days_left)
                .is_some_and(|days| (0..=SOON).contains(&days)),
        })
    };
    scene.assessment.lots.iter().filter_map(entry).collect()
}

impl<'a> Entry<'a> {
    pub(super) fn facts(&self) -> &'a Lot {
        self.facts
    }

    pub(super) fn found(&self) -> &'a LotAssessment {
        self.found
    }

    /// What presses on it: the oldest that is overdue, or else the next deadline.
    pub(super) fn pressing(&self) -> Option<&'a Finding> {
        self.pressing
    }

    fn passes(&self, filter: LotFilter) -> bool {
        match filter {
            LotFilter::All => true,
            LotFilter::Open => !urgent::is_closed(self.found),
            LotFilter::Overdue => self.overdue,
            LotFilter::Soon => !self.overdue && self.soon,
            LotFilter::Closed => urgent::is_closed(self.found),
        }
    }

    /// What is overdue first, then the soonest deadline, then by id.
    fn order(&self) -> (bool, Date, LotId) {
        let day = self
            .pressing
            .and_then(|finding| finding.dates().due)
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

/// The states that the lots of the chosen filter are in, each with its count; none where there is no choice to make.
fn states(texts: &Texts, screen: ScreenId, place: &LotsPlace, found: &[Entry<'_>]) -> Vec<Choice> {
    let mut counts: BTreeMap<LotState, usize> = BTreeMap::new();
    for entry in found.iter().filter(|entry| entry.passes(place.filter)) {
        *counts.entry(entry.found.state).or_default() += 1;
    }
    if counts.len() < 2 && place.state.is_none() {
        return Vec::new();
    }
    let any = Choice {
        label: texts.say("lots-any-state"),
        chosen: place.state.is_none(),
        intent: Intent::on(screen, Ask::FilterLotState { state: None }),
    };
    let of_state = |(state, count): (LotState, usize)| {
        let name = texts.say(words::lot_state(state));
        let names = [("state", name.into()), ("count", count.into())];
        Choice {
            label: texts.say_with("lots-state", &names),
            chosen: place.state == Some(state),
            intent: Intent::on(
                screen,
                Ask::FilterLotState {
                    state: Some(words::state_name(state).to_owned()),
                },
            ),
        }
    };
    std::iter::once(any)
        .chain(counts.into_iter().map(of_state))
        .collect()
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
                lot: lot.id.0.to_string(),
            },
        )
    };
    LotRow {
        lot: lot.id.0.to_string(),
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
            .and_then(|finding| finding.dates().due)
            .map(|due| scene.shown_day(due)),
        tone: lot_state::tone(scene, found),
        open,
    }
}

/// What presses, its day, and what has to be said of that day.
fn next(scene: &Scene<'_>, finding: &Finding) -> Option<String> {
    let due = scene.shown_day(finding.dates().due?);
    let what = rows::deed(scene, finding);
    let names = [
        ("what", what.into()),
        ("date", due.text.into()),
        ("relative", due.relative.into()),
    ];
    let line = scene.say_with("lot-next", &names);
    let remarks = told::with_standing(scene, finding);
    Some(
        std::iter::once(line)
            .chain(remarks)
            .collect::<Vec<_>>()
            .join(" · "),
    )
}
