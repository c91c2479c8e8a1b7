//! Point 18: the application for return.

use jiff::civil::Date;

use super::received::{Standing, decided, found_conforming, in_term, is_refused, is_said_refused, standing};
use super::{binds, count, papers, use_application, use_decision};
use crate::case::LotCase;
use crate::dossier::{Body, RefundApplication};
use crate::draft::Draft;
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::page::Sheet;
use crate::policy::{CustomsElectronicFiling, NonconformingPapers, ReadingKey};
use crate::rule::RuleId;
use crate::shares;
use crate::why::FactKey;

/// `reg:18`: the taxpayer applies within 180 days to the body that holds the deposit.
pub(crate) fn application(lot: &LotCase<'_>, sheet: &mut Sheet) -> Finding {
    let on = lot.case.on;
    let mut draft = Draft::lot(sheet, RuleId::Reg18, Binds::Taxpayer, &lot.lot.id, lot.policy);
    let Some(last_day) = count(lot, &mut draft) else {
        draft.next(Binds::Taxpayer, Deed::StateFacts, None);
        return draft.close(Verdict::Unknown);
    };
    draft.due(last_day, last_day, lot.case.calendar);
    draft.reads(ReadingKey::ReturnAddressee);
    match standing(lot, last_day) {
        Standing::Filed(filed, application) | Standing::Conforming(filed, application) => {
            use_application(&mut draft, application);
            let timely = in_term(lot, filed, application, last_day);
            return applied(lot, draft, filed, last_day, timely);
        }
        Standing::Refused => {
            draft.reads(ReadingKey::NonconformingPapers);
            for (_, application) in &lot.applications {
                use_application(&mut draft, application);
                if let Some(decision) = decided(lot, application) {
                    use_decision(&mut draft, decision);
                }
            }
            draft.clock(on, None);
            if on > last_day && shares::applied_for(lot, last_day, is_refused).in_term != Some(false) {
                // Nobody but the person says that what covers all of it is not under way any more.
                draft.next(Binds::Taxpayer, Deed::GetConfirmation, None);
                return draft.close(Verdict::Unknown);
            }
            let readings = &lot.policy.edition.readings;
            if readings.nonconforming_papers.value == NonconformingPapers::RefusalIsFinal {
                return draft.close(Verdict::Breached);
            }
            ask_to_apply(lot, &mut draft, last_day, Deed::ApplyForReturnAgain);
        }
        Standing::None => return none_counts(lot, draft, last_day),
    }
    draft.close(open(lot, last_day))
}

/// No application was received in the term by a body that may decide on it: those that were received are listed. On one that
/// came late to the right body that body decides; one at the wrong body is to be made again to the right one.
fn none_counts(lot: &LotCase<'_>, mut draft: Draft, last_day: Date) -> Finding {
    for (_, application) in &lot.applications {
        use_application(&mut draft, application);
        if let Some(decision) = decided(lot, application) {
            use_decision(&mut draft, decision);
        }
    }
    if lot.applications.is_empty() {
        draft.lacks(FactKey::RefundFiled);
    }
    match late(lot, last_day) {
        Some(late) => decides_on_late(lot, &mut draft, late),
        None => {
            draft.clock(lot.case.on, None);
            ask_to_apply(lot, &mut draft, last_day, Deed::ApplyForReturn);
        }
    }
    draft.close(open(lot, last_day))
}

/// The first application that came to the right body after the term and waits for its decision.
fn late<'a>(lot: &LotCase<'a>, last_day: Date) -> Option<(Date, &'a RefundApplication)> {
    let mut received = lot.applications.iter().copied();
    received.find(|(filed, application)| {
        *filed > last_day
            && lot.rightly_addressed(application)
            && !is_said_refused(lot, application)
            && found_conforming(lot, application).is_none()
    })
}

fn decides_on_late(lot: &LotCase<'_>, draft: &mut Draft, (filed, application): (Date, &RefundApplication)) {
    draft.clock(lot.case.on, Some(filed));
    draft.next(binds(application.addressee), Deed::DecideOnReturn, None);
}

/// An application was received: it settles the point when it came in the term and covers the whole lot.
fn applied(lot: &LotCase<'_>, mut draft: Draft, filed: Date, last_day: Date, timely: bool) -> Finding {
    let on = lot.case.on;
    let applied_for = shares::applied_for(lot, last_day, is_said_refused);
    if applied_for.is_open {
        if let Some(late) = late(lot, last_day) {
            use_application(&mut draft, late.1);
            decides_on_late(lot, &mut draft, late);
            return draft.close(open(lot, last_day));
        }
        draft.clock(on, None);
        ask_to_apply(lot, &mut draft, last_day, Deed::ApplyForReturn);
        return draft.close(open(lot, last_day));
    }
    let is_told = applied_for.in_term.is_some() || applied_for.is_given_in_term;
    if !is_told {
        draft.misses(FactKey::Exported);
    }
    // Only the body finds papers conforming; while it has not, they are asked for.
    if !use_all_papers(lot, &mut draft, last_day) && on <= last_day {
        draft.clock(on, None);
        draft.next(Binds::Taxpayer, Deed::StateFacts, Some(last_day));
        return draft.close(open(lot, last_day));
    }
    let is_all = applied_for.in_term.unwrap_or(true) || applied_for.is_given_in_term;
    draft.clock(on, Some(filed));
    draft.close(match lot.origin {
        None => Verdict::Unknown,
        Some(_) if timely && is_all => Verdict::Met,
        Some(_) => open(lot, last_day),
    })
}

/// Lists whether the papers went with each application that waits for the decision; whether they went with all.
fn use_all_papers(lot: &LotCase<'_>, draft: &mut Draft, last_day: Date) -> bool {
    let mut all = true;
    for (filed, application) in &lot.applications {
        if in_term(lot, *filed, application, last_day)
            && !is_said_refused(lot, application)
            && found_conforming(lot, application).is_none()
        {
            all &= papers::use_papers(lot, draft, *filed, application);
        }
    }
    all
}

/// The answer while no application settles the point.
fn open(lot: &LotCase<'_>, last_day: Date) -> Verdict {
    match lot.origin {
        None => Verdict::Unknown,
        Some(_) if lot.case.on <= last_day => Verdict::Pending,
        Some(_) => Verdict::Breached,
    }
}

/// After the last day by our count an application can still be sent: the body decides.
pub(super) fn ask_to_apply(lot: &LotCase<'_>, draft: &mut Draft, last_day: Date, in_time: Deed) {
    if lot.case.on > last_day && shares::is_gone(lot) {
        return;
    }
    let on_paper = lot.holder() == Some(Body::Customs) && {
        draft.reads(ReadingKey::CustomsElectronicFiling);
        lot.policy.edition.readings.customs_electronic_filing.value == CustomsElectronicFiling::PaperNeeded
    };
    let what = match in_time {
        _ if lot.case.on > last_day => Deed::ApplyLate,
        _ if on_paper => Deed::ApplyForReturnOnPaper,
        in_time => in_time,
    };
    draft.next(Binds::Taxpayer, what, Some(last_day));
}
