//! What one more export of a lot would change.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assess::{assess, of_case};
use crate::assessment::Assessment;
use crate::calendar::Calendar;
use crate::case::{Case, LotCase};
use crate::country::Country;
use crate::dossier::{Dossier, Export, Lot, LotId, Unit};
use crate::fact::{Fact, Source, Stated};
use crate::money::{Money, Quantity};
use crate::policy::PolicyBook;
use crate::shares;

/// An export that is thought of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedExport {
    /// The goods line's number.
    pub line: u32,
    /// How much.
    pub quantity: Quantity,
    /// The unit of the quantity: the line's own.
    pub unit: Unit,
    /// The day.
    pub date: Date,
    /// Where to.
    pub destination: Country,
}

/// The dossier on the day of an export, without it and with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// Without the export.
    pub before: Assessment,
    /// With it, as if customs had stated it.
    pub after: Assessment,
    /// The share of the deposit, in tyiyn, that an application on that day could cover with it and that no other one covers;
    /// nothing after the last day by our count, or where it cannot be told.
    pub returnable: Money,
    /// The share of the deposit, in tyiyn, of goods that no recorded export covers, with this one: it would still wait for
    /// one. `None` where it cannot be told.
    pub waiting: Option<Money>,
}

/// Why an export cannot be thought of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhatIfError {
    /// The dossier has no such lot.
    #[error("there is no such lot")]
    NoSuchLot,
    /// The lot has no such goods line.
    #[error("the lot has no such goods line")]
    NoSuchLine,
    /// The quantity is in another unit than the goods line's; it is not converted.
    #[error("the goods line is counted in another unit")]
    OtherUnit,
    /// More than what is left of the goods line.
    #[error("more than what is left of the goods line")]
    MoreThanLeft,
    /// On a day before the goods were released, or taken on account.
    #[error("the goods were not imported yet")]
    BeforeImport,
    /// Kyrgyzstan is no destination of an export.
    #[error("an export leaves the country")]
    NotAbroad,
}

/// Says what would follow from one more export on its day. Total and pure.
///
/// # Errors
/// When the export does not fit the lot.
pub fn what_if(
    dossier: &Dossier,
    lot: &LotId,
    export: &PlannedExport,
    policies: &PolicyBook,
    calendar: &Calendar,
) -> Result<WhatIf, WhatIfError> {
    let on = export.date;
    let mut with = dossier.clone();
    let changed = with.lots.iter_mut().find(|one| one.id == *lot);
    let changed = changed.ok_or(WhatIfError::NoSuchLot)?;
    check(changed, export)?;
    changed.exports.push(Export {
        id: unused_id(changed),
        line: export.line,
        quantity: export.quantity,
        unit: export.unit.clone(),
        date: on,
        destination: Fact::customs(export.destination),
        documents: Vec::new(),
        stated: Stated::by(Source::Customs),
    });
    let case = Case::new(&with, policies, calendar, on);
    let opened = with.lots.iter().find(|one| one.id == *lot);
    let opened = LotCase::new(&case, opened.ok_or(WhatIfError::NoSuchLot)?);
    if opened.import().1.value().is_some_and(|day| on < *day) {
        return Err(WhatIfError::BeforeImport);
    }
    Ok(WhatIf {
        before: assess(dossier, policies, calendar, on),
        after: of_case(&case),
        returnable: shares::claimable(&opened).unwrap_or_default(),
        waiting: shares::waiting(&opened),
    })
}

fn check(lot: &Lot, export: &PlannedExport) -> Result<(), WhatIfError> {
    let line = lot.lines.iter().find(|line| line.number == export.line);
    let line = line.ok_or(WhatIfError::NoSuchLine)?;
    if line.unit != export.unit {
        return Err(WhatIfError::OtherUnit);
    }
    if export.destination == Country::KYRGYZSTAN {
        return Err(WhatIfError::NotAbroad);
    }
    let gone = lot
        .exports
        .iter()
        .filter(|one| one.line == line.number && one.unit == line.unit);
    let gone = gone.fold(Quantity::ZERO, |sum, one| sum.saturating_add(one.quantity));
    if export.quantity > line.quantity.less(gone) {
        return Err(WhatIfError::MoreThanLeft);
    }
    Ok(())
}

/// An id that no export of the lot has, since applications name exports by their ids.
fn unused_id(lot: &Lot) -> String {
    let mut id = "what-if".to_owned();
    while lot.exports.iter().any(|export| export.id == id) {
        id.push('+');
    }
    id
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::tests::sample;

    #[test]
    fn the_export_in_thought_has_an_id_of_its_own() {
        let mut lot = sample::released(date(2026, 3, 2));
        assert_eq!(unused_id(&lot), "what-if");
        lot.exports = ["what-if", "what-if+"]
            .map(|id| sample::export(id, date(2026, 4, 1), 1, "UZ"))
            .to_vec();
        assert_eq!(unused_id(&lot), "what-if++");
    }

    #[test]
    fn only_exports_of_the_line_and_its_unit_lessen_what_is_left() {
        let mut lot = sample::released(date(2026, 3, 2));
        let line = lot.lines[0].clone();
        let export = PlannedExport {
            line: line.number,
            quantity: line.quantity,
            unit: line.unit.clone(),
            date: date(2026, 4, 2),
            destination: Country::parse("UZ").unwrap(),
        };
        lot.exports = vec![sample::export("e", date(2026, 4, 1), 1, "UZ")];
        assert_eq!(check(&lot, &export), Err(WhatIfError::MoreThanLeft));
        lot.exports[0].unit = Unit("pcs".into());
        assert_eq!(check(&lot, &export), Ok(()));
        lot.exports[0].unit = line.unit;
        lot.exports[0].line = line.number + 1;
        assert_eq!(check(&lot, &export), Ok(()));
    }
}
