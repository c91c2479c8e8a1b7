//! Points 14 and 15, which bind customs: the release, and the notice of it to the tax body.

use crate::case::LotCase;
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::page::Sheet;
use crate::policy::{CountryKind, ReadingKey, ReleaseGrounds};
use crate::rule::RuleId;
use crate::spell::Standing;
use crate::terms::use_deposits;
use crate::why::{Doubt, FactKey, FactValue, Step};

use super::customs::{use_commitment, use_customs_application};

/// `reg:14`: customs decides on the release on these grounds and on the papers that the release itself needs.
///
/// The grounds that nobody has stated yet are listed without a value. Whether they are enough is for customs to say.
pub(crate) fn release(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let mut draft = Draft::lot(sheet, RuleId::Reg14, Binds::Customs, &lot.lot.id, lot.policy);
    match lot.concerns(&mut draft, CountryKind::ThirdCountry) {
        Some(true) => {}
        Some(false) => return draft.close(Verdict::NotApplicable),
        None => return draft.close(Verdict::Unknown),
    }
    draft.reads(ReadingKey::ReleaseGrounds);
    let released = &lot.lot.released;
    if let Some(day) = released.value().copied().filter(|day| *day <= lot.case.on) {
        // The decision is made: it does not rest on how firmly its grounds are known here.
        draft.uses(FactKey::Released, released, |day| FactValue::Date(*day));
        draft.dates().done = Some(day);
        return draft.close(Verdict::Met);
    }
    draft.lacks(FactKey::Released);
    use_registration(lot, &mut draft);
    if lot.policy.edition.readings.release_grounds.value == ReleaseGrounds::Points11To13 {
        use_customs_application(lot, &mut draft);
        use_deposits(&mut draft, lot.paid_to_holder());
        use_commitment(lot, &mut draft);
    }
    draft.next(Binds::Customs, Deed::DecideOnRelease, None);
    draft.close(Verdict::Pending)
}

/// Lists what tells that the regime is applied and registered.
fn use_registration(lot: &LotCase<'_>, draft: &mut Draft) {
    match lot.case.standing {
        Standing::Under(spell) => {
            spell.used_by(draft);
            if !spell.is_registered(lot.case.on) {
                draft.lacks(FactKey::RegimeRegistered);
            }
        }
        Standing::Apart | Standing::Unknown => draft.lacks(FactKey::RegisteredState),
    }
}

/// `reg:15`: within seven working days after the day of release customs sends the tax body the INN, the declaration's
/// number and the accrued VAT. Day 1 is the first working day after release.
pub(crate) fn customs_notice(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let policy = lot
        .lot
        .released
        .value()
        .map_or(lot.policy, |day| lot.case.policies.in_force(*day));
    let mut draft = Draft::lot(sheet, RuleId::Reg15, Binds::Customs, &lot.lot.id, policy);
    if lot.concerns(&mut draft, CountryKind::ThirdCountry) == Some(false) {
        return draft.close(Verdict::NotApplicable);
    }
    let Some(released) = draft
        .uses(FactKey::Released, &lot.lot.released, |day| FactValue::Date(*day))
        .copied()
    else {
        return draft.close(Verdict::Unknown);
    };
    let days = policy.edition.figures.customs_notice_working_days.value;
    let Some(count) = lot.case.calendar.add_working_days(released, days) else {
        draft.doubt(Doubt::OutOfRange);
        return draft.close(Verdict::Unknown);
    };
    if let Some(doubt) = count.doubt {
        draft.doubt(doubt);
    }
    draft.dates().counted_from = Some(released);
    draft.due(count.to, count.to, lot.case.calendar);
    draft.step(Step::WorkingDays {
        from: released,
        days,
        to: count.to,
        skipped: count.skipped,
    });
    let notice = &lot.lot.customs_notice;
    let sent = notice.value().copied().filter(|day| *day <= lot.case.on);
    draft.clock(lot.case.on, sent);
    if lot.origin.is_none() {
        return draft.close(Verdict::Unknown);
    }
    if let Some(sent) = sent {
        draft.uses(FactKey::CustomsNotice, notice, |day| FactValue::Date(*day));
        return draft.close(if sent <= count.to {
            Verdict::Met
        } else {
            Verdict::Breached
        });
    }
    draft.next(Binds::Customs, Deed::NotifyTaxBody, Some(count.to));
    if lot.case.on <= count.to {
        draft.lacks(FactKey::CustomsNotice);
        draft.close(Verdict::Pending)
    } else {
        // Nobody says whether customs has sent it: that is no ground to call customs late.
        draft.misses(FactKey::CustomsNotice);
        draft.close(Verdict::Unknown)
    }
}
