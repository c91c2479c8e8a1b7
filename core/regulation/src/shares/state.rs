//! The state of what is not confirmed.

use super::weight::{exported, is_whole};
use crate::assessment::LotState;
use crate::case::LotCase;
use crate::policy::CountryKind;
use crate::returns::{self, Standing};

/// The furthest state that the facts reach; the end of the term ends them all but an application that is under way, and that
/// too where nothing is held for it: then all that is not confirmed is lost.
pub(super) fn open(lot: &LotCase<'_>, late: bool, is_lost: bool) -> LotState {
    if !is_lost && returns::is_under_way(lot) {
        return LotState::RefundFiled;
    }
    if late {
        return LotState::Expired;
    }
    let standing = lot.last_day.map(|last| returns::standing(lot, last));
    if matches!(standing, Some(Standing::Refused)) {
        return LotState::Refused;
    }
    let on = lot.case.on;
    let whole = || is_whole(&lot.lines, &exported(lot, |_, export| export.date <= on));
    let is_accounted = || lot.lot.taken_on_account.value().is_some_and(|day| *day <= on);
    if lot.has_left() && !lot.lines.is_empty() && whole() {
        LotState::Exported
    } else if lot.has_left() {
        LotState::PartlyExported
    } else if lot.is_released() && lot.origin != Some(CountryKind::EaeuMember) {
        LotState::Released
    } else if is_accounted() && lot.origin != Some(CountryKind::ThirdCountry) {
        LotState::Accounted
    } else if !lot.rightly_paid().is_empty() {
        LotState::Deposited
    } else {
        LotState::Planned
    }
}
