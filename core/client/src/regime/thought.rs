//! An export that is only thought of: what would follow, or why it can't be.

use jiff::civil::Date;
use salyk_regulation::assessment::Assessment;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Dossier, GoodsLine, Lot, LotId, Unit};
use salyk_regulation::money::Quantity;
use salyk_regulation::policy::CountryKind;
use salyk_regulation::rule::RuleId;
use salyk_regulation::what_if::{PlannedExport, WhatIf, WhatIfError, what_if};

use super::state::Law;
use super::view;
use crate::text::{Language, written_quantity};

/// An export that a person thinks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThoughtExport {
    /// The lot.
    pub lot: LotId,
    /// The goods line's number.
    pub line: u32,
    /// How much, in the line's own unit.
    pub quantity: Quantity,
    /// Where to.
    pub destination: Country,
    /// The day.
    pub day: Date,
}

/// What would follow from an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// What would be left of the goods line.
    pub left: Quantity,
    /// The last day to apply for the return (`reg:18`).
    pub apply_by: Option<Date>,
    /// The dossier on the day of the export, without it and with it.
    pub what_if: WhatIf,
}

/// Why nothing can be said of such an export.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThoughtRefused {
    /// The dossier has no such lot.
    #[error("there is no such lot")]
    NoSuchLot,
    /// The lot has no such goods line.
    #[error("the lot has no such goods line")]
    NoSuchLine,
    /// The lot is neither released nor taken on account yet.
    #[error("the lot is not imported yet")]
    NotImported,
    /// Kyrgyzstan is no destination of an export.
    #[error("an export leaves the country")]
    NotAbroad,
    /// Nothing is to be exported.
    #[error("the quantity must be more than zero")]
    Nothing,
    /// More than what is left of the goods line.
    #[error("more than what is left: {}", decimal(*left))]
    MoreThanLeft {
        /// What is left.
        left: Quantity,
        /// In the line's unit.
        unit: Unit,
    },
    /// Before the goods were released or taken on account.
    #[error("before the day of import, {imported}")]
    BeforeImport {
        /// That day.
        imported: Date,
    },
}

/// What would follow from an export on its day, were it stated by customs and nothing else to happen.
///
/// # Errors
/// When it does not fit the lot or comes before the import. After the term of `reg:18` it is answered: that day is our count.
pub(super) fn think(
    dossier: &Dossier,
    law: &Law,
    thought: &ThoughtExport,
) -> Result<Foreseen, ThoughtRefused> {
    let lot = dossier.lots.iter().find(|lot| lot.id == thought.lot);
    let lot = lot.ok_or(ThoughtRefused::NoSuchLot)?;
    let line = lot.lines.iter().find(|line| line.number == thought.line);
    let line = line.ok_or(ThoughtRefused::NoSuchLine)?;
    if thought.quantity == Quantity::ZERO {
        return Err(ThoughtRefused::Nothing);
    }
    let imported = imported(lot, law, thought.day).ok_or(ThoughtRefused::NotImported)?;
    if thought.day < imported {
        return Err(ThoughtRefused::BeforeImport { imported });
    }
    let export = PlannedExport {
        line: line.number,
        quantity: thought.quantity,
        unit: line.unit.clone(),
        date: thought.day,
        destination: thought.destination,
    };
    let answer = what_if(dossier, &lot.id, &export, &law.policies, &law.calendar);
    let answer = answer.map_err(|error| match error {
        WhatIfError::NoSuchLot => ThoughtRefused::NoSuchLot,
        // The unit is the line's own.
        WhatIfError::NoSuchLine | WhatIfError::OtherUnit => ThoughtRefused::NoSuchLine,
        WhatIfError::NotAbroad => ThoughtRefused::NotAbroad,
        WhatIfError::BeforeImport => ThoughtRefused::BeforeImport { imported },
        WhatIfError::MoreThanLeft => ThoughtRefused::MoreThanLeft {
            left: left(lot, line),
            unit: line.unit.clone(),
        },
    })?;
    Ok(Foreseen {
        left: left(lot, line).less(thought.quantity),
        apply_by: last_day(&answer.after, &lot.id),
        what_if: answer,
    })
}

/// What is left of a goods line after every export of it in its own unit.
pub(super) fn left(lot: &Lot, line: &GoodsLine) -> Quantity {
    let gone = lot
        .exports
        .iter()
        .filter(|one| one.line == line.number && one.unit == line.unit);
    let gone = gone.fold(Quantity::ZERO, |sum, one| sum.saturating_add(one.quantity));
    line.quantity.less(gone)
}

/// The last day to apply for the return of a lot's deposit (`reg:18`).
fn last_day(assessment: &Assessment, lot: &LotId) -> Option<Date> {
    let findings = &assessment.lot(lot)?.findings;
    findings
        .iter()
        .filter(|finding| finding.rule == RuleId::Reg18)
        .find_map(view::day_of)
}

/// The day from which the goods can leave: of release from a third country, of taking on account from an EAEU member.
pub(super) fn imported(lot: &Lot, law: &Law, on: Date) -> Option<Date> {
    let (released, accounted) = (lot.released.value(), lot.taken_on_account.value());
    let members = &law.policies.in_force(on).edition.figures.eaeu_members.value;
    let kind = lot.imported_from.value().map(|country| {
        if members.contains(country) {
            CountryKind::EaeuMember
        } else {
            CountryKind::ThirdCountry
        }
    });
    match kind {
        Some(CountryKind::ThirdCountry) => released,
        Some(CountryKind::EaeuMember) => accounted,
        None => released.or(accounted),
    }
    .copied()
}

/// Reads a quantity of at most three decimal places with a point before them, such as `2.5`.
#[must_use]
pub fn quantity_written(text: &str) -> Option<Quantity> {
    written_quantity(text, Language::English).map(Quantity::from_thousandths)
}

/// A quantity as a number with a point.
fn decimal(quantity: Quantity) -> String {
    let (whole, rest) = (quantity.thousandths() / 1000, quantity.thousandths() % 1000);
    let text = format!("{whole}.{rest:03}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
