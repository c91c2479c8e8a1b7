//! The sample taxpayers' dossiers, laid out around the sandbox's first day.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_contract::dossier::{Dossier, RegimeState, RegisteredRegime, Taxpayer};
use salyk_contract::taxpayers::{TaxpayerRole, TaxpayerSummary};
use serde_json::Value;

use crate::dates::{BadDay, lay_out};

/// Dossiers without `revision` and `as_of`.
const SAMPLES: &[&str] = &[
    include_str!("../data/taxpayers/1_third_country.json"),
    include_str!("../data/taxpayers/2_eaeu.json"),
    include_str!("../data/taxpayers/3_returned.json"),
    include_str!("../data/taxpayers/4_refused_with_debts.json"),
    include_str!("../data/taxpayers/5_general_procedure.json"),
    include_str!("../data/taxpayers/6_applied_for.json"),
    include_str!("../data/taxpayers/7_not_applied.json"),
];

/// Why a sample file can't be served.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BadSample {
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Day(#[from] BadDay),
}

/// Dossiers by the taxpayer's id.
pub(crate) struct Dossiers(BTreeMap<String, Dossier>);

impl Dossiers {
    pub(crate) fn samples(day0: Date, as_of: Timestamp) -> Result<Self, BadSample> {
        let mut dossiers = BTreeMap::new();
        for sample in SAMPLES {
            let mut value: Value = serde_json::from_str(sample)?;
            lay_out(&mut value, day0)?;
            if let Some(fields) = value.as_object_mut() {
                fields.insert("revision".to_owned(), Value::from(1));
                fields.insert("as_of".to_owned(), Value::from(as_of.to_string()));
            }
            let dossier: Dossier = serde_json::from_value(value)?;
            dossiers.insert(dossier.taxpayer.id.clone(), dossier);
        }
        Ok(Self(dossiers))
    }

    pub(crate) fn get(&self, id: &str) -> Option<&Dossier> {
        self.0.get(id)
    }

    /// A regime that was registered ahead is in force from its first day on (reg:10); that makes a new revision.
    pub(crate) fn begin_day(&mut self, today: Date, as_of: Timestamp) {
        for dossier in self.0.values_mut() {
            let regime = &mut dossier.registered;
            let begun = regime.since.is_some_and(|since| since <= today);
            if regime.state == RegimeState::AppliedFor && regime.registered_on.is_some() && begun {
                regime.state = RegimeState::InForce;
                dossier.revision += 1;
                dossier.as_of = as_of;
            }
        }
    }

    pub(crate) fn all(&self) -> Vec<Dossier> {
        self.0.values().cloned().collect()
    }

    /// Replaces a dossier and gives its new revision. The taxpayer and the order of revisions stay the service's.
    pub(crate) fn replace(&mut self, id: &str, new: Dossier, as_of: Timestamp) -> Option<u64> {
        let kept = self.0.get_mut(id)?;
        let revision = kept.revision + 1;
        let taxpayer = Taxpayer {
            id: id.to_owned(),
            ..new.taxpayer
        };
        *kept = Dossier {
            revision,
            as_of,
            taxpayer,
            ..new
        };
        Some(revision)
    }

    /// Changes a dossier, which makes a new revision of it, or leaves it as it is; `None` where there is none.
    pub(crate) fn change<E>(
        &mut self,
        id: &str,
        as_of: Timestamp,
        change: impl FnOnce(&mut Dossier) -> Result<(), E>,
    ) -> Option<Result<u64, E>> {
        let kept = self.0.get_mut(id)?;
        let mut changed = kept.clone();
        Some(change(&mut changed).map(|()| {
            changed.revision += 1;
            changed.as_of = as_of;
            *kept = changed;
            kept.revision
        }))
    }

    /// A case of a taxpayer of whom nothing but the register's entry is known.
    pub(crate) fn open(&mut self, taxpayer: Taxpayer, as_of: Timestamp) {
        let dossier = Dossier {
            revision: 1,
            as_of,
            registered: RegisteredRegime {
                state: RegimeState::NotApplied,
                since: None,
                registered_on: None,
            },
            vat_payer: None,
            patent: None,
            activities: None,
            taxable_imports: None,
            other_dealings: None,
            applications: Vec::new(),
            confirmations: Vec::new(),
            lots: Vec::new(),
            debts: None,
            taxpayer,
        };
        self.0.insert(dossier.taxpayer.id.clone(), dossier);
    }

    pub(crate) fn summaries(&self, ids: &[String], role: TaxpayerRole) -> Vec<TaxpayerSummary> {
        let dossiers = ids.iter().filter_map(|id| self.0.get(id));
        let summary = |dossier: &Dossier| TaxpayerSummary {
            id: dossier.taxpayer.id.clone(),
            kind: dossier.taxpayer.kind,
            name: dossier.taxpayer.name.clone(),
            inn: dossier.taxpayer.inn.clone(),
            role,
        };
        dossiers.map(summary).collect()
    }
}

#[cfg(test)]
#[path = "dossiers_tests.rs"]
mod tests;
