//! What is to come for a lot that is not imported yet.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::DocumentNeeded;
use crate::calendar::Calendar;
use crate::case::{Case, LotCase};
use crate::conditions;
use crate::country::Country;
use crate::dossier::{Body, Dossier, Lot, RefundApplication};
use crate::fact::{Fact, Source};
use crate::finding::{Binds, Deed, Finding, Verdict};
use crate::imports;
use crate::page::Sheet;
use crate::policy::{CountryKind, PolicyBook};
use crate::returns;
use crate::rule::RuleId;
use crate::terms;

/// Every date and document to come for one lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// The day of import that the plan is for; without one the steps have no dates.
    pub day: Option<Date>,
    /// What the country of import is; `None` when it is not known.
    pub origin: Option<CountryKind>,
    /// The body that will hold the deposit (`reg:2.2`, `reg:2.3`).
    pub holder: Option<Body>,
    /// Where the goods are to go; none when it is not known.
    pub destinations: Vec<Country>,
    /// The papers for the return (`reg:18`); of both kinds of destination while that is not known.
    pub documents: Vec<DocumentNeeded>,
    /// What is to be done and by whom: what has a date by its date, then the rest by the points.
    pub steps: Vec<PlannedStep>,
}

/// One thing to come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlannedStep {
    /// The last day for it, where one is set or follows from the planned day.
    pub by: Option<Date>,
    /// The first day on which it can be done, where the text sets no last one (the transfer of `reg:21`).
    pub not_before: Option<Date>,
    /// By whom.
    pub who: Binds,
    /// What.
    pub what: Deed,
    /// The finding that it follows from, with its arithmetic, as of the planned day.
    pub finding: Finding,
}

/// Says what is to come for a lot that is to be imported on [`Lot::planned_for`], as if nothing had been done for it.
///
/// Total and pure. The decision of `reg:19` is dated as if the application were received on the last day of `reg:18`: it is
/// the latest one.
pub fn plan(dossier: &Dossier, lot: &Lot, policies: &PolicyBook, calendar: &Calendar) -> Plan {
    let day = lot.planned_for;
    let on = day.unwrap_or(policies.first_day());
    let case = Case::new(dossier, policies, calendar, on);
    let ahead = untouched(lot);
    let imported = imported_on(&ahead, day);
    let before = LotCase::new(&case, &ahead);
    let after = LotCase::new(&case, &imported);
    let mut sheet = Sheet::default();
    let mut steps = match after.origin {
        Some(CountryKind::ThirdCountry) => at_customs(&before, day, &mut sheet),
        Some(CountryKind::EaeuMember) => {
            let receipt = imports::report_with_receipt(&after, &mut sheet);
            let deposit = imports::eaeu_deposit(&after, &mut sheet);
            vec![step(deposit, &sheet), step(receipt, &sheet)]
        }
        None => Vec::new(),
    };
    if after.origin == Some(CountryKind::ThirdCountry) {
        let notice = imports::customs_notice(&after, &mut sheet);
        steps.push(step(notice, &sheet));
    }
    let export = conditions::export_in_full(&after, &mut sheet);
    steps.push(step(export, &sheet));
    let application = returns::application(&after, &mut sheet);
    steps.push(step(application, &sheet));
    steps.extend(after_the_term(&after, &mut sheet));
    let mut steps: Vec<_> = steps.into_iter().flatten().collect();
    sheet.finish(steps.iter_mut().map(|step| &mut step.finding));
    let dated = |step: &PlannedStep| step.by.or(step.not_before);
    steps.sort_by_key(|step| (dated(step).is_none(), dated(step), step.finding.rule));
    Plan {
        day,
        origin: after.origin,
        holder: after.origin.map(terms::holder),
        destinations: returns::destinations(&after),
        documents: returns::documents_to_come(&after),
        steps,
    }
}

/// The lot with nothing done for it.
fn untouched(lot: &Lot) -> Lot {
    Lot {
        released: Fact::Missing,
        taken_on_account: Fact::Missing,
        deposits: Vec::new(),
        customs_application: None,
        commitment: None,
        customs_notice: Fact::Missing,
        indirect_tax_reports: Vec::new(),
        exports: Vec::new(),
        refund_applications: Vec::new(),
        budget_transfers: Vec::new(),
        ..lot.clone()
    }
}

/// The lot as if it were released, or taken on account, on the planned day: a person's word, and it may still change.
fn imported_on(lot: &Lot, day: Option<Date>) -> Lot {
    let day = day.map_or(Fact::Missing, |value| Fact::Provisional {
        value,
        source: Source::Person,
    });
    Lot {
        released: day.clone(),
        taken_on_account: day,
        ..lot.clone()
    }
}

/// Points 11 to 14: all of it comes before the release.
fn at_customs(lot: &LotCase<'_>, day: Option<Date>, sheet: &mut Sheet) -> Vec<Option<PlannedStep>> {
    let findings = [
        imports::customs_application(lot, sheet),
        imports::customs_deposit(lot, sheet),
        imports::commitment(lot, sheet),
        imports::release(lot, sheet),
    ];
    findings
        .into_iter()
        .map(|finding| {
            let mut planned = step(finding, sheet)?;
            // What binds customs has no term: it decides once it has its grounds.
            planned.by = day.filter(|_| planned.who == Binds::Taxpayer);
            planned.what = match planned.finding.rule {
                // The confirmation goes with the application, which is the thing to be done.
                RuleId::Reg11 => Deed::ApplyToCustoms,
                RuleId::Reg12 => Deed::PayDepositToCustoms,
                _ => planned.what,
            };
            Some(planned)
        })
        .collect()
}

/// The latest decision, and what is lost when nobody applies.
fn after_the_term(lot: &LotCase<'_>, sheet: &mut Sheet) -> Vec<Option<PlannedStep>> {
    let Some((last_day, holder)) = lot.last_day.zip(lot.holder()) else {
        return Vec::new();
    };
    let application = RefundApplication {
        id: "planned".to_owned(),
        addressee: holder,
        filed: Fact::Provisional {
            value: last_day,
            source: Source::Person,
        },
        covers: Vec::new(),
        directions: Vec::new(),
        attachments: Vec::new(),
        decision: None,
    };
    let decision = returns::decision(lot, &application, sheet);
    let budget = returns::to_budget(lot, &crate::shares::split(lot), sheet);
    let lost = PlannedStep {
        by: None,
        not_before: sheet.dates(&budget).begins,
        who: budget.binds,
        what: Deed::TransferToBudget,
        finding: budget,
    };
    vec![step(decision, sheet), Some(lost)]
}

/// The step that a finding, just made on a sheet, asks for next.
fn step(finding: Finding, sheet: &Sheet) -> Option<PlannedStep> {
    if finding.verdict == Verdict::NotApplicable {
        return None;
    }
    let what = match (finding.rule, finding.next_step) {
        (RuleId::Reg16, _) => Deed::PayDepositToTaxBody,
        (_, Some(next)) => next.what,
        (_, None) => Deed::StateFacts,
    };
    Some(PlannedStep {
        by: sheet.dates(&finding).due,
        not_before: None,
        who: finding.binds,
        what,
        finding,
    })
}
