//! What the service has received and its case does not tell yet, and what the person entered, laid over the case.
//!
//! Three orders are possible and come to the same: the receipt before the case that has it, after it, or with the case never
//! heard. Each receipt is counted once: through the case where that has it, over the case until then. Where the two contradict
//! each other the case stands as the service tells it and the difference is shown: the phone decides no such thing by itself.

use jiff::civil::Date;
use salyk_regulation::dossier::{Dossier, IndirectTaxReport, LotId, RefundApplication, RegimeApplication};
use salyk_regulation::fact::{Fact, Source};

use crate::entries::{self, Entry, Standing};

/// An application that the service has given a receipt for.
#[derive(Clone, PartialEq)]
pub(crate) struct Recorded {
    /// The service's number, which the case has too.
    pub(crate) number: String,
    /// The day of filing by the receipt, in Bishkek.
    pub(crate) filed: Date,
    /// The first revision of the case that has it.
    pub(crate) revision: u64,
    pub(crate) what: What,
    /// The key of its name, for people.
    pub(crate) name: &'static str,
}

/// What the case will have of it.
#[derive(Clone, PartialEq)]
pub(crate) enum What {
    /// The application for the regime (`reg:8`); its number and day are the receipt's.
    Regime(RegimeApplication),
    /// The application for the return of a lot's deposit (`reg:18`); likewise.
    Refund(LotId, RefundApplication),
    /// The report on indirect taxes for a lot (`reg:17`); likewise.
    Report(LotId, IndirectTaxReport),
}

/// Where a receipt and the case differ.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Difference {
    pub(super) number: String,
    pub(super) name: &'static str,
    /// By the receipt.
    pub(super) filed: Date,
    pub(super) why: Why,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// The case is older than the receipt, which counts until a newer one is heard.
    NotHeardYet,
    /// The case should have it and does not.
    NotInCase,
    /// The case has it under another day.
    OtherDay(Date),
}

/// A case with the receipts that it does not tell yet.
#[derive(Default)]
pub(super) struct Overlay {
    /// None where the case tells everything.
    pub(super) dossier: Option<Dossier>,
    /// In the order of the numbers.
    pub(super) differences: Vec<Difference>,
    /// How the case stands with what the person entered, in its order.
    pub(super) standings: Vec<Standing>,
}

/// Lays receipts, and what the person entered, over what the service said.
pub(super) fn overlay(said: &Dossier, recorded: &[Recorded], entered: &[Entry]) -> Overlay {
    let mut differences: Vec<_> = recorded
        .iter()
        .filter_map(|one| {
            Some(Difference {
                number: one.number.clone(),
                name: one.name,
                filed: one.filed,
                why: difference(said, one)?,
            })
        })
        .collect();
    differences.sort_by(|one, other| one.number.cmp(&other.number));
    differences.dedup();
    let awaited = |one: &&Recorded| {
        let mut found = differences.iter();
        found.any(|difference| difference.why == Why::NotHeardYet && difference.number == one.number)
    };
    let mut dossier = None;
    for one in recorded.iter().filter(awaited) {
        let shown = dossier.get_or_insert_with(|| said.clone());
        if one.filed_in(shown).is_none() {
            one.add_to(shown);
        }
    }
    let standings = entries::compare(said, entered);
    let counted = entered.iter().zip(&standings);
    let counted = counted.filter(|(_, standing)| **standing == Standing::Open);
    let counted: Vec<_> = counted.map(|(entry, _)| entry).collect();
    if !counted.is_empty() {
        entries::lay(dossier.get_or_insert_with(|| said.clone()), &counted);
    }
    Overlay {
        dossier,
        differences,
        standings,
    }
}

fn difference(said: &Dossier, recorded: &Recorded) -> Option<Why> {
    match recorded.filed_in(said) {
        Some(Fact::Missing) => None,
        Some(filed) => {
            let day = filed.value().copied();
            day.filter(|day| *day != recorded.filed).map(Why::OtherDay)
        }
        None if said.revision < recorded.revision => Some(Why::NotHeardYet),
        None => Some(Why::NotInCase),
    }
}

impl Recorded {
    /// What a case says of its day; none where the case does not have it.
    fn filed_in(&self, dossier: &Dossier) -> Option<Fact<Date>> {
        let lot = |id: &LotId| dossier.lots.iter().find(|lot| lot.id == *id);
        match &self.what {
            What::Regime(_) => {
                let mut all = dossier.applications.iter();
                all.find(|one| one.id == self.number).map(|one| one.filed.clone())
            }
            What::Refund(id, _) => {
                let mut all = lot(id)?.refund_applications.iter();
                all.find(|one| one.id == self.number).map(|one| one.filed.clone())
            }
            What::Report(id, _) => {
                let mut all = lot(id)?.indirect_tax_reports.iter();
                all.find(|one| one.number == self.number)
                    .map(|one| Fact::service(one.filed))
            }
        }
    }

    fn add_to(&self, dossier: &mut Dossier) {
        // The service's word, which its case may still change.
        let filed = Fact::Provisional {
            value: self.filed,
            source: Source::Service,
        };
        let mut lots = dossier.lots.iter_mut();
        match &self.what {
            What::Refund(id, application) => {
                if let Some(lot) = lots.find(|lot| lot.id == *id) {
                    lot.refund_applications.push(RefundApplication {
                        id: self.number.clone(),
                        filed,
                        ..application.clone()
                    });
                }
            }
            What::Report(id, report) => {
                if let Some(lot) = lots.find(|lot| lot.id == *id) {
                    lot.indirect_tax_reports.push(IndirectTaxReport {
                        number: self.number.clone(),
                        filed: self.filed,
                        ..report.clone()
                    });
                }
            }
            What::Regime(application) => dossier.applications.push(RegimeApplication {
                id: self.number.clone(),
                filed,
                ..application.clone()
            }),
        }
    }
}

/// Says nothing of a taxpayer's affairs.
impl std::fmt::Debug for Overlay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Overlay").finish_non_exhaustive()
    }
}

/// Says nothing of a taxpayer's affairs.
impl std::fmt::Debug for Recorded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorded").finish_non_exhaustive()
    }
}

#[cfg(test)]
#[path = "overlay_tests.rs"]
mod tests;
