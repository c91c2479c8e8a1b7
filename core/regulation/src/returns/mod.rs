//! Chapter 5, return of the deposit: the application, its papers, and the day of the decision.

mod budget;
mod debts;
mod decision;
mod direction;
mod papers;
mod term;

pub(crate) use budget::{lost_after, to_budget, transfers};
pub(crate) use debts::{debts_gate, latest_confirmation};
pub(crate) use decision::decision;
pub(crate) use direction::direction;
pub(crate) use papers::{destinations, documents, documents_to_come};
use term::latest_last_day;
pub(crate) use term::{count, last_day};

use jiff::civil::Date;

use crate::case::LotCase;
use crate::dossier::{Body, Decision, Outcome, RefundApplication};
use crate::draft::Draft;
use crate::fact::{Source, Stated};
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::lot_case::Applications;
use crate::page::Sheet;
use crate::policy::{CustomsElectronicFiling, NonconformingPapers, ReadingKey};
use crate::rule::RuleId;
use crate::shares;
use crate::why::{FactKey, FactValue};

/// How the applications for return stand on the day.
#[derive(Clone, Copy)]
pub(crate) enum Standing<'a> {
    /// None counts.
    None,
    /// One was received in the term and is not decided on.
    Filed(Date, &'a RefundApplication),
    /// The body found the papers conforming; whether they came in our term it has judged by itself.
    Conforming(Date, &'a RefundApplication),
    /// All that were received in the term were refused.
    Refused,
}

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
fn ask_to_apply(lot: &LotCase<'_>, draft: &mut Draft, last_day: Date, in_time: Deed) {
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

/// How the applications received up to the day stand against the last day. What an authority states goes first.
pub(crate) fn standing<'a>(lot: &LotCase<'a>, last_day: Date) -> Standing<'a> {
    let mut received = lot.applications.clone();
    received.sort_by_key(|(_, application)| !application.filed.is_settled());
    let conforming =
        |(_, application): &&(Date, &RefundApplication)| found_conforming(lot, application).is_some();
    let (timely, others): (Applications<'_>, Applications<'_>) = received
        .into_iter()
        .partition(|(filed, application)| in_term(lot, *filed, application, last_day));
    if let Some((filed, application)) = timely.iter().find(conforming) {
        Standing::Conforming(*filed, application)
    } else if let Some((filed, application)) = timely
        .iter()
        .find(|(_, application)| !is_said_refused(lot, application))
    {
        Standing::Filed(*filed, application)
    } else if let Some((filed, application)) = others.iter().find(conforming) {
        Standing::Conforming(*filed, application)
    } else if timely.is_empty() {
        Standing::None
    } else {
        Standing::Refused
    }
}

/// Received in the term by a body that may decide on it.
pub(crate) fn in_term(
    lot: &LotCase<'_>,
    filed: Date,
    application: &RefundApplication,
    last_day: Date,
) -> bool {
    filed <= last_day && lot.rightly_addressed(application)
}

/// Whether an application that was received in the term waits for the body's decision.
pub(crate) fn is_under_way(lot: &LotCase<'_>) -> bool {
    !under_way(lot).is_empty()
}

/// The applications that were received in the term and wait for the body's decision. Only the body's word is a refusal.
pub(crate) fn under_way<'a>(lot: &LotCase<'a>) -> Applications<'a> {
    let Some(last_day) = lot.last_day else {
        return Applications::new();
    };
    let last_day = latest_last_day(lot).unwrap_or(last_day);
    let waits = |(filed, application): &(Date, &RefundApplication)| {
        in_term(lot, *filed, application, last_day)
            && !is_refused(lot, application)
            && found_conforming(lot, application).is_none()
    };
    lot.applications.iter().copied().filter(waits).collect()
}

/// Whether a body may still decide on an application, or has: received in the term, by a body that may decide on it, and
/// not said to be refused.
pub(crate) fn may_be_decided_on(lot: &LotCase<'_>, filed: Date, application: &RefundApplication) -> bool {
    let last_day = latest_last_day(lot);
    last_day.is_none_or(|last_day| filed <= last_day)
        && lot.rightly_addressed(application)
        && !is_said_refused(lot, application)
}

/// Refused by the day, as an authority says. An outcome that this version does not know is no refusal.
pub(crate) fn is_refused(lot: &LotCase<'_>, application: &RefundApplication) -> bool {
    is_said_refused(lot, application)
        && decided(lot, application).is_some_and(|decision| decision.stated.is_settled())
}

/// Refused by the day, whoever says so.
pub(crate) fn is_said_refused(lot: &LotCase<'_>, application: &RefundApplication) -> bool {
    decided(lot, application).is_some_and(|decision| decision.outcome == Outcome::Refused)
}

/// The decision on an application, once it is made.
pub(crate) fn decided<'a>(lot: &LotCase<'_>, application: &'a RefundApplication) -> Option<&'a Decision> {
    application
        .decision
        .as_ref()
        .filter(|decision| decision.date <= lot.case.on)
}

/// The decision by which the papers conform: only the body can find so, only the body's word counts, and only of an application
/// that went to a body that may decide on it.
pub(crate) fn found_conforming<'a>(
    lot: &LotCase<'_>,
    application: &'a RefundApplication,
) -> Option<&'a Decision> {
    let conforming = |decision: &&Decision| decision.stated.is_settled() && decision.outcome.is_conforming();
    decided(lot, application)
        .filter(conforming)
        .filter(|_| lot.rightly_addressed(application))
}

fn use_decision(draft: &mut Draft, decision: &Decision) {
    let value = FactValue::Decision {
        date: decision.date,
        outcome: decision.outcome,
    };
    draft.uses_item(FactKey::Decision, value, decision.stated);
}

fn use_application(draft: &mut Draft, application: &RefundApplication) {
    draft.reads(ReadingKey::ReturnAddressee);
    draft.uses(FactKey::RefundFiled, &application.filed, |day| {
        FactValue::Date(*day)
    });
    let stated = Stated::by(application.filed.source().unwrap_or(Source::Person));
    draft.uses_item(
        FactKey::RefundAddressee,
        FactValue::Body(application.addressee),
        stated,
    );
}

fn binds(body: Body) -> Binds {
    match body {
        Body::TaxBody => Binds::TaxBody,
        Body::Customs => Binds::Customs,
    }
}
