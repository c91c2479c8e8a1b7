//! Applications, and what the service has answered to each key: once and for all.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_contract::applications::{
    Application, Applications as Listed, FiledApplication, Receipt, RefusalReason, Withdrawal,
};
use salyk_contract::operator::ApplicationOf;

use crate::dossiers::Dossiers;
use crate::receiving;

/// More keys than this are not remembered: the sandbox keeps everything in memory.
const MOST_KEYS: usize = 10_000;

/// What was answered to a key.
enum Answered {
    Received(FiledApplication),
    Refused(Application, RefusalReason),
    Withdrawn,
}

/// Why an application has no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoReceipt {
    /// For good.
    Refused(RefusalReason),
    /// There is no room for one more.
    Full,
    /// There is no such taxpayer.
    UnknownTaxpayer,
}

/// When something is received, by the service's clock.
#[derive(Clone, Copy)]
pub(crate) struct Now {
    pub(crate) at: Timestamp,
    pub(crate) day: Date,
}

/// The answers, by taxpayer and key.
#[derive(Default)]
pub(crate) struct Applications {
    answered: BTreeMap<(String, String), Answered>,
    /// Keys with a receipt, in the order of their receipts.
    order: Vec<(String, String)>,
}

impl Applications {
    /// Receives an application, or repeats what was answered to its key. `holds` says whether a file is there whole.
    pub(crate) fn file(
        &mut self,
        dossiers: &mut Dossiers,
        taxpayer: &str,
        key: &str,
        application: Application,
        now: Now,
        holds: impl Fn(&str) -> bool,
    ) -> Result<Receipt, NoReceipt> {
        let place = (taxpayer.to_owned(), key.to_owned());
        match self.answered.get(&place) {
            Some(Answered::Received(filed)) if filed.application == application => {
                return Ok(filed.receipt.clone());
            }
            Some(Answered::Refused(refused, reason)) if *refused == application => {
                return Err(NoReceipt::Refused(*reason));
            }
            Some(Answered::Withdrawn) => return Err(NoReceipt::Refused(RefusalReason::Withdrawn)),
            Some(_) => return Err(NoReceipt::Refused(RefusalReason::KeyConflict)),
            None if self.answered.len() >= MOST_KEYS => return Err(NoReceipt::Full),
            None => {}
        }
        let number = format!("ҮЛГҮ-А-{}", self.order.len() + 1);
        let received = dossiers.change(taxpayer, now.at, |dossier| {
            if !application.files().into_iter().all(holds) {
                return Err(RefusalReason::UnknownFile);
            }
            receiving::receive(dossier, &application, &number, now.day)
        });
        match received {
            None => Err(NoReceipt::UnknownTaxpayer),
            Some(Err(reason)) => {
                self.answered
                    .insert(place, Answered::Refused(application, reason));
                Err(NoReceipt::Refused(reason))
            }
            Some(Ok(revision)) => {
                let receipt = Receipt {
                    number,
                    received_at: now.at,
                    filed: now.day,
                    revision,
                };
                let filed = FiledApplication {
                    key: key.to_owned(),
                    application,
                    receipt: receipt.clone(),
                };
                self.order.push(place.clone());
                self.answered.insert(place, Answered::Received(filed));
                Ok(receipt)
            }
        }
    }

    /// Withdraws a key: what was received stays, and whatever comes late under another is refused.
    pub(crate) fn withdraw(&mut self, taxpayer: &str, key: &str) -> Result<Withdrawal, NoReceipt> {
        let place = (taxpayer.to_owned(), key.to_owned());
        if let Some(Answered::Received(filed)) = self.answered.get(&place) {
            return Ok(Withdrawal {
                withdrawn: false,
                receipt: Some(filed.receipt.clone()),
            });
        }
        if self.answered.len() >= MOST_KEYS && !self.answered.contains_key(&place) {
            return Err(NoReceipt::Full);
        }
        self.answered.insert(place, Answered::Withdrawn);
        Ok(Withdrawal {
            withdrawn: true,
            receipt: None,
        })
    }

    pub(crate) fn one(&self, taxpayer: &str, key: &str) -> Option<&FiledApplication> {
        match self.answered.get(&(taxpayer.to_owned(), key.to_owned()))? {
            Answered::Received(filed) => Some(filed),
            Answered::Refused(..) | Answered::Withdrawn => None,
        }
    }

    pub(crate) fn of(&self, taxpayer: &str) -> Listed {
        let all = self.all().into_iter();
        let own = all.filter(|one| one.taxpayer == taxpayer);
        Listed {
            applications: own.map(|one| one.filed).collect(),
        }
    }

    pub(crate) fn all(&self) -> Vec<ApplicationOf> {
        let filed = self.order.iter().filter_map(|(taxpayer, key)| {
            Some(ApplicationOf {
                taxpayer: taxpayer.clone(),
                filed: self.one(taxpayer, key)?.clone(),
            })
        });
        filed.collect()
    }
}

#[cfg(test)]
#[path = "applications_tests.rs"]
mod tests;
