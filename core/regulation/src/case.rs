//! A dossier opened on a day: what the chapters share while they assess it.

use core::cell::LazyCell;

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::conditions::{self, Weighed};
use crate::dossier::{Body, Confirmation, ConfirmationKind, Debt, Dossier};
use crate::imports::{self, Registration};
use crate::policy::{InForce, PolicyBook};
use crate::returns;
use crate::set::KeySet;
use crate::spell::{self, Received, Standing};
use crate::why::FactKey;

pub(crate) use crate::lot_case::LotCase;

/// A dossier, the tables it is assessed with, and the day; with what is the same for every lot, found once.
#[derive(Clone)]
pub(crate) struct Case<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) policies: &'a PolicyBook,
    pub(crate) calendar: &'a Calendar,
    pub(crate) on: Date,
    /// Whether the regime is applied on the day.
    pub(crate) standing: Standing<'a>,
    /// The application received since the spell was broken, while the spell that begins by it has not begun.
    pub(crate) again: Option<Received<'a>>,
    /// What is missing to tell whether an application began a new spell, or asked for what was so already. Nothing that rests on
    /// the spell is met or broken for certain while something is.
    pub(crate) untold: KeySet<FactKey>,
    /// The confirmations of the registration of the day (`reg:11`).
    pub(crate) registration: Registration<'a>,
    /// The latest confirmation of tax debts that an authority states (`reg:19`).
    tax_debts: Option<&'a Confirmation>,
    /// The latest confirmation of customs debts that an authority states (`reg:19`).
    customs_debts: Option<&'a Confirmation>,
    /// The debts that are open on the day, in order; `None` when nobody says whether there are any.
    pub(crate) open_debts: Option<Vec<&'a Debt>>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        dossier: &'a Dossier,
        policies: &'a PolicyBook,
        calendar: &'a Calendar,
        on: Date,
    ) -> Self {
        let mut case = Case {
            dossier,
            policies,
            calendar,
            on,
            standing: Standing::Unknown,
            again: None,
            untold: KeySet::EMPTY,
            registration: Registration::default(),
            tax_debts: returns::latest_confirmation(dossier, ConfirmationKind::TaxDebt, on),
            customs_debts: returns::latest_confirmation(dossier, ConfirmationKind::CustomsDebt, on),
            open_debts: conditions::open_debts(dossier, on),
        };
        case.standing = spell::first(&case);
        case.begin_again();
        case.registration = imports::registration(&case);
        case
    }

    /// A spell that was broken is followed by the one of the next application; while none is, an application is inert.
    fn begin_again(&mut self) {
        let as_first = self.clone();
        let lots = LazyCell::new(|| Weighed::of(&as_first));
        while let Standing::Under(spell) = self.standing {
            let Some(next) = spell::next_after(self, &spell) else {
                return;
            };
            let holds = conditions::holds(self, &lots);
            if !holds.missing.is_empty() && holds.broken.is_none_or(|broken| next.day <= broken) {
                self.untold = holds.missing;
                return;
            }
            let Some(again) = holds.broken.and_then(|broken| spell::again(self, broken)) else {
                return;
            };
            if again.begins > self.on {
                self.again = Some(again);
                return;
            }
            self.standing = Standing::Under(again.spell());
        }
    }

    pub(crate) fn policy_now(&self) -> InForce<'a> {
        self.policies.in_force(self.on)
    }

    /// The body's latest confirmation of debts (`reg:19`).
    pub(crate) fn debts_confirmed_by(&self, body: Body) -> Option<&'a Confirmation> {
        match body {
            Body::TaxBody => self.tax_debts,
            Body::Customs => self.customs_debts,
        }
    }
}
