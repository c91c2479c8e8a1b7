//! Whether the conditions of a spell hold: asked of one spell after another, while applications may have begun new ones.

use jiff::civil::Date;

use super::general::may_be_broken;
use super::{
    Imports, exclusions, export_in_full, general_procedure, import_with_export, only_under_regime, payments,
};
use crate::case::{Case, LotCase};
use crate::finding::Finding;
use crate::imports::eaeu_deposit;
use crate::page::Sheet;
use crate::set::KeySet;
use crate::why::FactKey;

/// The lots of a case weighed against the conditions: what they say is the same whatever the spell.
pub(crate) struct Weighed<'a> {
    imports: Imports<'a>,
    /// Of each lot, whether its goods are exported in full (`reg:5.2`).
    goods: Vec<Finding>,
    /// Of each lot, whether its deposit is paid (`reg:16`).
    deposits: Vec<Finding>,
}

impl<'a> Weighed<'a> {
    pub(crate) fn of(case: &'a Case<'a>) -> Self {
        let mut sheet = Sheet::default();
        let mut imports = Imports::default();
        let (mut goods, mut deposits) = (Vec::new(), Vec::new());
        for lot in &case.dossier.lots {
            let lot = LotCase::new(case, lot);
            imports.take(&lot);
            let mut findings = [export_in_full(&lot, &mut sheet), eaeu_deposit(&lot, &mut sheet)];
            sheet.finish(&mut findings);
            let [of_goods, of_deposit] = findings;
            goods.push(of_goods);
            deposits.push(of_deposit);
        }
        imports.sort();
        Weighed {
            imports,
            goods,
            deposits,
        }
    }
}

/// Whether the conditions of a spell hold.
pub(crate) struct Holds {
    /// The first day on which one counts as broken; `None` while none is.
    pub(crate) broken: Option<Date>,
    /// What is missing to tell of others: they may have been broken before.
    pub(crate) missing: KeySet<FactKey>,
}

/// Whether the conditions of the spell that runs on the day hold.
pub(crate) fn holds(case: &Case<'_>, lots: &Weighed<'_>) -> Holds {
    let mut sheet = Sheet::default();
    let deposits: Vec<_> = lots.deposits.iter().collect();
    let mut of_taxpayer = [
        exclusions(case, &mut sheet),
        only_under_regime(case, &mut sheet),
        import_with_export(case, &lots.imports, &mut sheet),
        payments(case, &deposits, &mut sheet),
    ];
    sheet.finish(&mut of_taxpayer);
    let goods = lots.goods.iter().zip(lots.imports.under_spell(case));
    let goods = goods.filter_map(|(finding, under)| under.then_some(finding));
    let conditions: Vec<_> = of_taxpayer.iter().chain(goods).collect();
    let mut missing = KeySet::EMPTY;
    for finding in conditions.iter().filter(|finding| may_be_broken(case, finding)) {
        finding.settled_by().iter().for_each(|set| missing.add(*set));
    }
    let passing = general_procedure(case, &conditions, KeySet::EMPTY, &mut sheet);
    Holds {
        broken: sheet.dates(&passing.finding).counted_from,
        missing,
    }
}
