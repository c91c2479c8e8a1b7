//! The report on indirect taxes with the receipt's copy (`reg:17`, form STI-123): a function of what was answered, of the lot and of the files.

use jiff::ToSpan;
use jiff::civil::Date;
use salyk_regulation::dossier::Body;

use super::content::IndirectTaxReport;
use super::draft::Answers;
use super::refund_form::MOST_FILES;
use crate::attachments::{FileId, OfForm};
use crate::regime::Applied;

/// The field of the month, as `2026-05`.
pub(crate) const MONTH: &str = "month";

/// How many months are offered, this one being the first.
const OFFERED: i32 = 6;

/// What is missing before it can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is about goods from EAEU members alone.
    OtherBody,
    /// The month is not known.
    Month,
    /// Files that are not wholly attached, not certified, or were refused.
    Files(usize),
    /// More files than go with one application.
    TooManyFiles,
}

/// What follows from the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportForm {
    /// First days of the months that it may be about, the newest first.
    pub(crate) months: Vec<Date>,
    /// The month that was chosen; that of taking on account, while none was.
    pub(crate) month: Option<Date>,
    /// The receipt's copies.
    pub(crate) receipts: Vec<FileId>,
    pub(crate) missing: Vec<Missing>,
    /// What can be sent; none while anything is missing. Without a receipt the report is incomplete, which is said and no lock.
    pub(crate) ready: Option<IndirectTaxReport>,
}

/// What the copies of a lot's receipts are attached to.
pub(crate) fn place_of(lot: &str) -> String {
    format!("report:{lot}")
}

/// The form as it stands.
pub(crate) fn form(answers: &Answers, applied: &Applied<'_>, files: &[OfForm]) -> ReportForm {
    let this_month = applied.today.first_of_month();
    let taken = applied
        .lot
        .taken_on_account
        .value()
        .map(|day| day.first_of_month());
    let mut months: Vec<_> = (0..OFFERED)
        .filter_map(|back| this_month.checked_sub(back.months()).ok())
        .collect();
    if let Some(taken) = taken.filter(|taken| *taken < this_month && !months.contains(taken)) {
        months.push(taken);
    }
    let chosen = format!("{}-01", answers.of(MONTH)).parse().ok();
    let chosen = chosen.filter(|month| months.contains(month));
    let month = chosen.or_else(|| taken.filter(|taken| months.contains(taken)));
    let mut missing = Vec::new();
    if applied.found.holder.value() != Some(&Body::TaxBody) {
        missing.push(Missing::OtherBody);
    }
    if month.is_none() {
        missing.push(Missing::Month);
    }
    let held_up = files.iter().filter(|file| !file.can_go).count();
    if held_up > 0 {
        missing.push(Missing::Files(held_up));
    }
    if files.len() > MOST_FILES {
        missing.push(Missing::TooManyFiles);
    }
    let receipts: Vec<_> = files.iter().map(|file| file.id.clone()).collect();
    let ready = month
        .filter(|_| missing.is_empty())
        .map(|month| IndirectTaxReport {
            lot: applied.lot.id.0.to_string(),
            named: applied.lot.declaration.clone(),
            month,
            receipts: receipts.clone(),
            copies: Vec::new(),
            files: Vec::new(),
        });
    ReportForm {
        months,
        month,
        receipts,
        missing,
        ready,
    }
}
