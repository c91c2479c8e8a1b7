//! The state of what is not confirmed.

use jiff::civil::Date;

use super::cover::exported;
use crate::assessment::LotState;
use crate::case::LotCase;
use crate::dossier::GoodsLine;
use crate::policy::CountryKind;
use crate::returns::{self, Standing};

/// The furthest state that the facts reach; the end of the term ends them all but an application that is under way.
pub(super) fn open(lot: &LotCase<'_>, ends: Option<Date>) -> LotState {
    let on = lot.case.on;
    let late = ends.is_some_and(|ends| on > ends);
    match returns::last_day(lot).map(|last| returns::standing(lot, last)) {
        Some(_) if returns::is_under_way(lot) => return LotState::RefundFiled,
        Some(_) if late => return LotState::Expired,
        Some(Standing::Refused) => return LotState::Refused,
        _ => {}
    }
    let quantities = exported(lot, |export| export.date <= on);
    let out = |line: &GoodsLine| {
        quantities
            .get(&line.number)
            .is_some_and(|quantity| *quantity >= line.quantity)
    };
    let lines = &lot.lot.lines;
    let happened = |day: Option<&Date>| day.is_some_and(|day| *day <= on);
    if !lines.is_empty() && lines.iter().all(out) {
        LotState::Exported
    } else if lot.exports().any(|export| export.date <= on) {
        LotState::PartlyExported
    } else if happened(lot.lot.released.value()) && lot.origin != Some(CountryKind::EaeuMember) {
        LotState::Released
    } else if happened(lot.lot.taken_on_account.value()) && lot.origin != Some(CountryKind::ThirdCountry) {
        LotState::Accounted
    } else if !lot.deposits().is_empty() {
        LotState::Deposited
    } else {
        LotState::Planned
    }
}
