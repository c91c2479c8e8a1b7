//! Moving about a taxpayer's case.

use super::{reminding, view};
use crate::accounts;
use crate::intent::{CountryGroup, DutyFilter, LotFilter};
use crate::model::Model;
use crate::screens::{DutiesPlace, LotsPlace, Place, PlanPlace, WhatIfPlace};

/// The longest search that is kept, in bytes.
const LONGEST_SEARCH: usize = 256;
/// The longest day or quantity that is kept as it was typed, in bytes.
const LONGEST_VALUE: usize = 64;

/// Opens a screen of the case in front; there is none without a session.
fn push(model: &mut Model, place: Place) {
    if accounts::current(model).is_some_and(|acting| acting.taxpayer.is_some()) {
        model.screens.push(place);
    }
}

pub(crate) fn open_lots(model: &mut Model) {
    push(model, Place::Lots(LotsPlace::default()));
}

pub(crate) fn open_duties(model: &mut Model) {
    push(model, Place::Duties(DutiesPlace::default()));
}

pub(crate) fn open_breaches(model: &mut Model) {
    let filter = DutyFilter::Broken;
    push(model, Place::Duties(DutiesPlace { filter, page: 0 }));
}

pub(crate) fn filter_duties(model: &mut Model, filter: DutyFilter) {
    if let Place::Duties(duties) = model.screens.top_mut() {
        *duties = DutiesPlace { filter, page: 0 };
    }
}

pub(crate) fn open_lot(model: &mut Model, lot: String) {
    push(model, Place::Lot(lot));
}

/// The plan of a lot, or of any lot, from the day that it is planned for, or else from today.
pub(crate) fn open_plan(model: &mut Model, lot: Option<String>) {
    let planned = || {
        let acting = accounts::current(model)?;
        let dossier = model.regime.case_of(&acting)?.dossier()?;
        let wanted = lot.as_deref()?;
        let found = dossier.lots.iter().find(|one| one.id.0.as_str() == wanted)?;
        found.planned_for
    };
    let day = planned().unwrap_or_else(|| model.today()).to_string();
    let place = PlanPlace {
        lot,
        day,
        ..PlanPlace::default()
    };
    push(model, Place::Plan(place));
}

pub(crate) fn open_reminders(model: &mut Model) {
    push(model, Place::Reminders);
}

/// What would follow from an export of a lot today, until another day is typed.
pub(crate) fn open_what_if(model: &mut Model, lot: String) {
    let place = WhatIfPlace {
        lot,
        day: model.today().to_string(),
        ..WhatIfPlace::default()
    };
    push(model, Place::WhatIf(place));
}

pub(crate) fn day_typed(model: &mut Model, text: String, edit: u64) {
    if text.len() > LONGEST_VALUE {
        return;
    }
    match model.screens.top_mut() {
        Place::Plan(plan) => {
            plan.day = text;
            plan.edit = edit;
        }
        Place::WhatIf(what_if) => {
            what_if.day = text;
            what_if.day_edit = edit;
        }
        _ => {}
    }
}

pub(crate) fn quantity_typed(model: &mut Model, text: String, edit: u64) {
    if let Place::WhatIf(what_if) = model.screens.top_mut()
        && text.len() <= LONGEST_VALUE
    {
        what_if.quantity = text;
        what_if.quantity_edit = edit;
    }
}

pub(crate) fn choose_goods(model: &mut Model, line: u32) {
    if let Place::WhatIf(what_if) = model.screens.top_mut() {
        what_if.line = Some(line);
    }
}

pub(crate) fn choose_origin(model: &mut Model, group: CountryGroup) {
    if let Place::Plan(plan) = model.screens.top_mut() {
        plan.origin = Some(group);
    }
}

pub(crate) fn choose_destination(model: &mut Model, group: CountryGroup) {
    match model.screens.top_mut() {
        Place::Plan(plan) => plan.destination = Some(group),
        Place::WhatIf(what_if) => what_if.destination = Some(group),
        _ => {}
    }
}

pub(crate) fn open_why(model: &mut Model, finding: String) {
    push(model, Place::Why(finding));
}

pub(crate) fn search_typed(model: &mut Model, text: String, edit: u64) {
    if let Place::Lots(lots) = model.screens.top_mut()
        && text.len() <= LONGEST_SEARCH
    {
        lots.search = text;
        lots.edit = edit;
        lots.page = 0;
    }
}

pub(crate) fn filter_lots(model: &mut Model, filter: LotFilter) {
    if let Place::Lots(lots) = model.screens.top_mut() {
        lots.filter = filter;
        lots.state = None;
        lots.page = 0;
    }
}

/// Shows only the lots in a state, named as its choice names it; all of them without one.
pub(crate) fn filter_state(model: &mut Model, state: Option<&str>) {
    if let Place::Lots(lots) = model.screens.top_mut() {
        lots.state = state.and_then(view::state_named);
        lots.page = 0;
    }
}

/// Offers the lots that the list shows as a file for a spreadsheet.
pub(crate) fn export_lots(model: &mut Model) {
    let Place::Lots(place) = model.screens.top() else {
        return;
    };
    if let Some((name, text)) = view::lots_file(model, place) {
        reminding::share(model, name, "text/csv", text);
    }
}

pub(crate) fn show_page(model: &mut Model, page: u32) {
    match model.screens.top_mut() {
        Place::Lots(lots) => lots.page = page,
        Place::Duties(duties) => duties.page = page,
        _ => {}
    }
}
