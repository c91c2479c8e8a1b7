//! A dossier opened on a day: what the chapters share while they assess it.

use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::conditions;
use crate::dossier::{Body, Confirmation, ConfirmationKind, Debt, Dossier};
use crate::imports;
use crate::policy::{InForce, PolicyBook};
use crate::returns;
use crate::spell::{self, Standing};

pub(crate) use crate::lot_case::LotCase;

/// A dossier, the tables it is assessed with, and the day; with what is the same for every lot, found once.
pub(crate) struct Case<'a> {
    pub(crate) dossier: &'a Dossier,
    pub(crate) policies: &'a PolicyBook,
    pub(crate) calendar: &'a Calendar,
    pub(crate) on: Date,
    /// Whether the regime is applied on the day.
    pub(crate) standing: Standing<'a>,
    /// The confirmation of registration that counts (`reg:11`).
    pub(crate) registration: Option<&'a Confirmation>,
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
            registration: None,
            tax_debts: returns::latest_confirmation(dossier, ConfirmationKind::TaxDebt, on),
            customs_debts: returns::latest_confirmation(dossier, ConfirmationKind::CustomsDebt, on),
            open_debts: conditions::open_debts(dossier, on),
        };
        case.standing = spell::standing(&case);
        case.registration = imports::registration_confirmation(&case);
        case
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
