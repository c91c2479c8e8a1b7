//! The cases on this phone, and the law that they are assessed under.

use litemap::LiteMap;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::assess;
use salyk_regulation::assessment::Assessment;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::dossier::Dossier;
use salyk_regulation::policy::PolicyBook;
use serde::{Deserialize, Serialize};

use super::overlay::{Difference, Overlay, Recorded, overlay};
use super::reminding::Reminded;
use super::table::TableKind;
use super::view::Reminding;
use crate::accounts::{self, AccountId};
use crate::effect::Ticket;
use crate::entries::Entry;
use crate::fault::Trouble;
use crate::model::Model;
use crate::ports::DossierAnswer;
use crate::session::TaxpayerId;

/// Whose case: everything is keyed by account and taxpayer.
pub(super) type CaseKey = (AccountId, TaxpayerId);

/// The cases on this phone, and the law that they are assessed under.
#[derive(Debug)]
pub(crate) struct State {
    pub(super) law: Option<Law>,
    pub(super) tags: LiteMap<TableKind, String>,
    pub(super) fetching: LiteMap<Ticket, TableKind>,
    pub(super) cases: LiteMap<CaseKey, Case>,
    pub(super) loading: LiteMap<Ticket, CaseKey>,
    /// While everything is being erased: the phone was asked to drop every reminder.
    pub(super) reminders_dropped: bool,
}

/// Policy and calendar: those bundled with this version, until the service gives newer ones.
#[derive(Debug)]
pub struct Law {
    /// The editions of the policy.
    pub policies: PolicyBook,
    /// The days off and the worked days.
    pub calendar: Calendar,
}

/// A taxpayer's case.
#[derive(Debug, Default)]
pub(crate) struct Case {
    pub(super) heard: Option<Heard>,
    /// Receipts that the service gave for what was filed from here.
    pub(super) recorded: Vec<Recorded>,
    /// What the person entered, acknowledged or not.
    pub(super) entered: Vec<Entry>,
    pub(super) overlay: Overlay,
    pub(super) assessment: Option<Assessment>,
    pub(super) trouble: Option<Trouble>,
    /// The assessment is newer than what the phone was last asked to remind of.
    pub(super) assessed_anew: bool,
    /// What the phone was last asked to remind of.
    pub(super) reminded: Option<Reminded>,
    /// The phone would not remind.
    pub(super) refused: bool,
}

/// What the service said, and when.
#[derive(Debug, Clone)]
pub(super) struct Heard {
    pub(super) said: DossierAnswer,
    pub(super) note: Note,
}

/// What the phone notes of an answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Note {
    /// UTC.
    pub(super) at: Timestamp,
    pub(super) tag: Option<String>,
    /// The person wants this phone to remind of the deadlines.
    #[serde(default)]
    pub(super) reminding: bool,
}

impl Default for State {
    fn default() -> Self {
        let law = PolicyBook::bundled().ok().zip(Calendar::bundled().ok());
        Self {
            law: law.map(|(policies, calendar)| Law { policies, calendar }),
            tags: LiteMap::new(),
            fetching: LiteMap::new(),
            cases: LiteMap::new(),
            loading: LiteMap::new(),
            reminders_dropped: false,
        }
    }
}

impl State {
    /// The policy's edition in force on a day, for people to name it by.
    pub(crate) fn edition_on(&self, on: Date) -> String {
        self.law
            .as_ref()
            .map(|law| law.policies.in_force(on).edition.id.to_string())
            .unwrap_or_default()
    }

    /// Why the newest of the case in front could not be had.
    pub(crate) fn trouble_of(&self, model: &Model) -> Option<&Trouble> {
        let acting = accounts::current(model)?;
        self.case_of(&acting)?.trouble.as_ref()
    }

    /// Whether the first word of the case in front is still to come, from the store or from the service. A case that could not
    /// be had is not awaited.
    pub(crate) fn is_awaited(&self, model: &Model) -> bool {
        let acting = accounts::current(model);
        let key = acting.and_then(|acting| Some((acting.account.id.clone(), acting.taxpayer?.id.clone())));
        key.is_some_and(|key| {
            !self.cases.contains_key(&key) || self.loading.values().any(|loading| *loading == key)
        })
    }

    /// The case of whoever is acted for.
    pub(crate) fn case_of(&self, acting: &accounts::Acting<'_>) -> Option<&Case> {
        self.cases
            .get(&(acting.account.id.clone(), acting.taxpayer?.id.clone()))
    }
}

impl Case {
    /// What is set about reminding.
    pub(super) fn reminding(&self) -> Reminding {
        Reminding {
            on: self.heard.as_ref().is_some_and(|heard| heard.note.reminding),
            refused: self.refused,
        }
    }

    /// What the service said, with the receipts that it does not tell yet.
    pub(super) fn dossier(&self) -> Option<&Dossier> {
        let said = self.heard.as_ref().map(|heard| &heard.said.dossier);
        self.overlay.dossier.as_ref().or(said)
    }

    /// Where receipts and what the service said differ.
    pub(super) fn differences(&self) -> &[Difference] {
        &self.overlay.differences
    }

    /// Assesses anew where the day has changed, or where there is no assessment yet.
    pub(super) fn keep_current(&mut self, law: &Law, today: Date) {
        let Some(heard) = &self.heard else { return };
        if self
            .assessment
            .as_ref()
            .is_none_or(|assessment| assessment.on != today)
        {
            self.assessed_anew = true;
            self.overlay = overlay(&heard.said.dossier, &self.recorded, &self.entered);
            let dossier = self.overlay.dossier.as_ref().unwrap_or(&heard.said.dossier);
            self.assessment = Some(assess(dossier, &law.policies, &law.calendar, today));
        }
    }
}
