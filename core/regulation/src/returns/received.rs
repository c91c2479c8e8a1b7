//! The applications received up to the day, and what was decided on them.

use jiff::civil::Date;

use super::term::latest_last_day;
use crate::case::LotCase;
use crate::dossier::{Decision, Outcome, RefundApplication};
use crate::lot_case::Applications;

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
    under_way(lot).next().is_some()
}

/// The applications that were received in the term and wait for the body's decision. Only the body's word is a refusal.
pub(crate) fn under_way<'a>(lot: &LotCase<'a>) -> impl Iterator<Item = (Date, &'a RefundApplication)> {
    let last_day = lot
        .last_day
        .map(|last_day| latest_last_day(lot).unwrap_or(last_day));
    let waits = move |(filed, application): &(Date, &RefundApplication)| {
        last_day.is_some_and(|last_day| in_term(lot, *filed, application, last_day))
            && !is_refused(lot, application)
            && found_conforming(lot, application).is_none()
    };
    lot.applications.iter().copied().filter(waits)
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
