//! What a screen of a case is drawn from.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::assessment::Assessment;
use salyk_regulation::dossier::{Dossier, Lot, LotId};
use salyk_regulation::policy::PolicyEdition;

use super::super::overlay::Difference;
use super::super::state::{Case, Law};
use crate::accounts::Acting;
use crate::intent::ScreenId;
use crate::model::Model;
use crate::text::{FluentValue, Texts};
use crate::view::{ShownDate, ShownMoney};

/// One dossier with what follows from it, in one language, on one screen.
#[derive(Clone, Copy)]
pub(in crate::regime) struct Scene<'a> {
    pub(in crate::regime) texts: &'static Texts,
    pub(in crate::regime) screen: ScreenId,
    /// The day of the assessment, in Bishkek.
    pub(in crate::regime) today: Date,
    pub(in crate::regime) law: &'a Law,
    pub(in crate::regime) dossier: &'a Dossier,
    /// Where receipts and what the service said differ.
    pub(in crate::regime) differences: &'a [Difference],
    pub(in crate::regime) assessment: &'a Assessment,
    /// When the service was last heard, UTC.
    pub(in crate::regime) fetched: Timestamp,
    /// The lots by their ids, where so much is shown at once that looking through them all each time would take long.
    pub(in crate::regime) lots: Option<&'a LotsById<'a>>,
}

/// The facts of lots by their ids; those of the first, should two have one id.
pub(in crate::regime) type LotsById<'a> = BTreeMap<&'a LotId, &'a Lot>;

impl<'a> Scene<'a> {
    /// The case of whoever is acted for; `None` before anything was fetched.
    pub(super) fn of(model: &'a Model, screen: ScreenId, acting: &Acting<'_>) -> Option<Self> {
        Self::of_case(model, screen, model.regime.case_of(acting)?)
    }

    /// Any case on this phone.
    pub(super) fn of_case(model: &'a Model, screen: ScreenId, case: &'a Case) -> Option<Self> {
        let heard = case.heard.as_ref()?;
        let assessment = case.assessment.as_ref()?;
        Some(Self {
            texts: model.texts(),
            screen,
            today: assessment.on,
            law: model.regime.law.as_ref()?,
            dossier: case.dossier()?,
            differences: case.differences(),
            assessment,
            fetched: heard.note.at,
            lots: None,
        })
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.texts.say(key)
    }

    pub(super) fn say_with<'v>(&'v self, key: &str, variables: &[(&'static str, FluentValue<'v>)]) -> String {
        self.texts.say_with(key, variables)
    }

    pub(super) fn day(&self, day: Date) -> String {
        self.texts.date(day)
    }

    pub(super) fn shown_day(&self, day: Date) -> ShownDate {
        self.texts.shown_date(day, self.today)
    }

    pub(super) fn money(&self, sum: salyk_regulation::money::Money) -> ShownMoney {
        self.texts.shown_money(sum.tyiyn())
    }

    /// The lot's facts; those of the first, should two have one id.
    pub(super) fn facts_of(&self, id: &LotId) -> Option<&'a Lot> {
        match self.lots {
            Some(lots) => lots.get(id).copied(),
            None => self.dossier.lots.iter().find(|lot| lot.id == *id),
        }
    }

    /// The edition of this id; the one in force today should the book no longer have it.
    pub(super) fn edition(&self, id: &str) -> &'a PolicyEdition {
        let policies = &self.law.policies;
        let named = policies.editions().find(|edition| edition.id == id);
        named.unwrap_or_else(|| policies.in_force(self.today).edition)
    }
}
