//! Regime: where a taxpayer stands under conditional accrual of VAT on imports.
//!
//! A case is what the service said of one taxpayer, with the day it said so; it shows at once from the store, offline too.
//! The regulation is assessed on the phone under the newest policy and calendar, and anew when the day changes. What the
//! register says and what we find are kept apart.

mod applied;
mod overlay;
mod reminding;
mod state;
mod step;
mod stored;
mod study;
mod sync;
mod table;
mod thought;
mod view;

pub(crate) use applied::{Applied, applied};
pub(crate) use overlay::{Recorded, What};
pub(crate) use reminding::{answered, export_calendar, remind, share};
pub use state::Law;
pub(crate) use state::State;
pub(crate) use step::{
    choose_destination, choose_goods, choose_origin, day_typed, export_lots, filter_duties, filter_lots,
    filter_state, open_breaches, open_duties, open_lot, open_lots, open_plan, open_reminders, open_what_if,
    open_why, quantity_typed, search_typed, show_page,
};
pub use study::{Journey, JourneyShown, Place, Reasons, Study, WhatIfShown};
pub(crate) use sync::{
    case_loaded, dossier_arrived, dossier_failed, dossier_of, enter, fetch_case, fetch_tables, forget_case,
    holder, keep_current, lay_over, lot_of, open_case, restore_table, standings, table_answered,
};
pub use table::{Table, TableKind};
pub use thought::{Foreseen, ThoughtExport, ThoughtRefused, quantity_written};
pub use view::{CalendarFile, activity_named, country_named, paper_named, reading_said, source_named};
pub(crate) use view::{
    direction_named, duties_view, home_view, issuer_named, lot_named, lot_view, lots_view, plan_view,
    quantity_named, reminders_view, what_if_view, why_view,
};

/// A sample case, for tests of other features.
#[cfg(test)]
pub(crate) fn sample_dossier() -> salyk_regulation::dossier::Dossier {
    view::tests::sample::dossier()
}

/// A sample case with a lot from a third country, `cn`, and one from an EAEU member, `kz`.
#[cfg(test)]
pub(crate) fn sample_lots() -> salyk_regulation::dossier::Dossier {
    use salyk_regulation::country::Country;
    use salyk_regulation::fact::Fact;

    let cn = view::tests::sample::released("cn", jiff::civil::date(2026, 3, 2));
    let mut kz = cn.clone();
    kz.id = salyk_regulation::dossier::LotId("kz".into());
    kz.imported_from = Country::parse("KZ").map_or(Fact::Missing, Fact::service);
    view::tests::sample::with(vec![cn, kz])
}

/// A sample lot without a deposit, imported from this country; likewise.
#[cfg(test)]
pub(crate) fn sample_lot(id: &str, from: &str) -> salyk_regulation::dossier::Lot {
    view::tests::sample::lot(id, from)
}
