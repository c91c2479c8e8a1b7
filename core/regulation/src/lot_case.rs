//! One lot of a case: its lists in order, each looked through once.

use core::cmp::Ordering;

use jiff::civil::Date;
use smallvec::SmallVec;

use crate::case::Case;
use crate::country::Country;
use crate::dossier::{Body, Deposit, Export, GoodsLine, Lot, RefundApplication};
use crate::draft::Draft;
use crate::fact::Fact;
use crate::money::Money;
use crate::policy::{CountryKind, InForce, ReturnAddressee};
use crate::returns;
use crate::terms;
use crate::why::{FactKey, FactValue};

/// Payments to a deposit account; most lots have one or two.
pub(crate) type Deposits<'a> = SmallVec<[&'a Deposit; 2]>;
/// Applications for return with the days of their receipt; most lots have one.
pub(crate) type Applications<'a> = SmallVec<[(Date, &'a RefundApplication); 1]>;
/// Exports of a lot; most have a few.
pub(crate) type Exports<'a> = SmallVec<[&'a Export; 4]>;
/// Goods lines of a lot; most have a few.
pub(crate) type Lines<'a> = SmallVec<[&'a GoodsLine; 4]>;

/// One lot of a case, with the edition of its own day.
pub(crate) struct LotCase<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) lot: &'a Lot,
    /// In force on the day of import; without one, on the day of the assessment.
    pub(crate) policy: InForce<'a>,
    /// What the country of import is; `None` when it is not known, or is Kyrgyzstan itself.
    pub(crate) origin: Option<CountryKind>,
    /// The last day of the term of return (`reg:18`), by our count; `None` when a fact is missing.
    pub(crate) last_day: Option<Date>,
    /// The goods lines in order.
    pub(crate) lines: Lines<'a>,
    /// The deposits made up to the day, in order of payment.
    pub(crate) deposits: Deposits<'a>,
    /// Of these, those to the body that holds them; all while it is not known which does.
    rightly_paid: Deposits<'a>,
    /// The applications for return received up to the day, in order of receipt.
    pub(crate) applications: Applications<'a>,
    /// The exports that count, by their days: out of the country, of one of the lot's lines, in that line's own unit.
    pub(crate) exports: Exports<'a>,
    /// The day of the first export that is refused: of one of the lot's lines, but in another unit.
    first_in_other_unit: Option<Date>,
}

impl<'a> LotCase<'a> {
    pub(crate) fn new(case: &'a Case<'a>, lot: &'a Lot) -> Self {
        let policy = edition_of(case, lot);
        let origin = origin_under(policy, lot);
        let mut opened = LotCase {
            case,
            lot,
            policy,
            origin,
            last_day: None,
            lines: lot.lines.iter().collect(),
            deposits: deposits(lot, case.on),
            rightly_paid: SmallVec::new(),
            applications: applications(lot, case.on),
            exports: SmallVec::new(),
            first_in_other_unit: None,
        };
        opened.lines.sort();
        opened.sort_out_exports();
        let holder = opened.holder();
        let rightly = |one: &&Deposit| holder.is_none_or(|holder| holder == one.account);
        opened.rightly_paid = opened.deposits.iter().copied().filter(rightly).collect();
        opened.last_day = returns::last_day(&opened);
        opened
    }

    fn sort_out_exports(&mut self) {
        for export in &self.lot.exports {
            if export.destination.value() == Some(&Country::KYRGYZSTAN) {
                continue;
            }
            let in_own_unit = |line: &GoodsLine| line.unit == export.unit;
            if self.lines_numbered(export.line).any(in_own_unit) {
                self.exports.push(export);
            } else if self.lines_numbered(export.line).next().is_some() {
                let first = self.first_in_other_unit;
                self.first_in_other_unit = Some(first.map_or(export.date, |first| first.min(export.date)));
            }
        }
        self.exports
            .sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.cmp(other)));
    }

    /// The goods lines with this number: one, unless the lot is recorded wrongly.
    fn lines_numbered(&self, number: u32) -> impl Iterator<Item = &'a GoodsLine> {
        let first = self.lines.partition_point(|line| line.number < number);
        let lines = self.lines.iter().skip(first).copied();
        lines.take_while(move |line| line.number == number)
    }

    /// Whether an export up to a day is refused: of one of the lot's lines, but in another unit.
    pub(crate) fn has_other_units_up_to(&self, day: Date) -> bool {
        self.first_in_other_unit.is_some_and(|first| first <= day)
    }

    /// Uses the country of import; Kyrgyzstan itself is none.
    pub(crate) fn uses_origin(&self, draft: &mut Draft) {
        let imported_from = &self.lot.imported_from;
        let stated = draft.uses_own(FactKey::ImportedFrom, imported_from, |country| {
            FactValue::Country(*country)
        });
        if stated.is_some() && self.origin.is_none() {
            draft.misses(FactKey::ImportedFrom);
        }
    }

    /// Uses the accrued VAT; a sum below zero is none.
    pub(crate) fn uses_vat(&self, draft: &mut Draft) -> Option<Money> {
        let vat = *draft.uses_own(FactKey::Vat, &self.lot.vat, |vat| FactValue::Money(*vat))?;
        if vat.is_negative() {
            draft.misses(FactKey::Vat);
            return None;
        }
        Some(vat)
    }

    /// Whether a rule for goods from this kind of country concerns the lot; `None` when the country is not known.
    pub(crate) fn concerns(&self, draft: &mut Draft, kind: CountryKind) -> Option<bool> {
        self.uses_origin(draft);
        self.origin.map(|origin| origin == kind)
    }

    /// The body that holds the lot's deposit; `None` when the country of import is not known.
    pub(crate) fn holder(&self) -> Option<Body> {
        self.origin.map(terms::holder)
    }

    /// Whether customs has released it by the day of the case.
    pub(crate) fn is_released(&self) -> bool {
        self.lot.released.value().is_some_and(|day| *day <= self.case.on)
    }

    /// Whether goods of it have left by the day of the case.
    pub(crate) fn has_left(&self) -> bool {
        self.exports
            .first()
            .is_some_and(|export| export.date <= self.case.on)
    }

    /// Whether the kind of country that it was imported from is known.
    pub(crate) fn is_placed(&self) -> bool {
        self.origin.is_some()
    }

    /// The deposits paid to the body that holds them; all while it is not known which does.
    pub(crate) fn rightly_paid(&self) -> &[&'a Deposit] {
        &self.rightly_paid
    }

    /// The deposits paid to the body that holds them; none while it is not known which does.
    pub(crate) fn paid_to_holder(&self) -> &[&'a Deposit] {
        if self.is_placed() { &self.rightly_paid } else { &[] }
    }

    /// The fact that tells the day of import: release, or taking on account. While the country is not known both may be
    /// the one, and the earlier is taken.
    pub(crate) fn import(&self) -> (FactKey, &'a Fact<Date>) {
        let released = (FactKey::Released, &self.lot.released);
        let accounted = (FactKey::TakenOnAccount, &self.lot.taken_on_account);
        match self.origin {
            Some(CountryKind::ThirdCountry) => released,
            Some(CountryKind::EaeuMember) => accounted,
            None => match (released.1.value(), accounted.1.value()) {
                (Some(first), Some(second)) if second < first => accounted,
                (None, Some(_)) => accounted,
                _ => released,
            },
        }
    }

    /// Whether an application went to a body that may decide on it; `true` while the holder is not known.
    pub(crate) fn rightly_addressed(&self, application: &RefundApplication) -> bool {
        let either = self.policy.edition.readings.return_addressee.value == ReturnAddressee::EitherBody;
        either || self.holder().is_none_or(|holder| holder == application.addressee)
    }
}

/// The edition of the day of import.
///
/// Which day that is follows from what the country is, and that from the edition: a day counts where both agree. Where none
/// does, or the country is not known, the earlier day is taken.
fn edition_of<'a>(case: &Case<'a>, lot: &Lot) -> InForce<'a> {
    let released = lot.released.value().copied();
    let accounted = lot.taken_on_account.value().copied();
    let agrees = |day: Option<Date>, kind: CountryKind| {
        let policy = case.policies.in_force(day?);
        (origin_under(policy, lot) == Some(kind)).then_some(day?)
    };
    let third = agrees(released, CountryKind::ThirdCountry);
    let member = agrees(accounted, CountryKind::EaeuMember);
    let today = case.policies.in_force(case.on);
    let not_imported = match origin_under(today, lot) {
        Some(CountryKind::ThirdCountry) => released.is_none(),
        Some(CountryKind::EaeuMember) => accounted.is_none(),
        None => false,
    };
    let agreed = third.into_iter().chain(member).min();
    match agreed {
        Some(day) => case.policies.in_force(day),
        None if not_imported => today,
        None => released
            .into_iter()
            .chain(accounted)
            .min()
            .map_or(today, |day| case.policies.in_force(day)),
    }
}

/// What the country of import is under an edition.
pub(crate) fn origin_under(policy: InForce<'_>, lot: &Lot) -> Option<CountryKind> {
    policy.edition.kind_of(*lot.imported_from.value()?)
}

fn deposits(lot: &Lot, on: Date) -> Deposits<'_> {
    let made = lot.deposits.iter().filter(|deposit| deposit.date <= on);
    let mut deposits: Deposits<'_> = made.collect();
    deposits.sort_by(|one, other| one.date.cmp(&other.date).then_with(|| one.cmp(other)));
    deposits
}

fn applications(lot: &Lot, on: Date) -> Applications<'_> {
    let filed = |application: &'_ RefundApplication| application.filed.value().copied();
    let received = lot
        .refund_applications
        .iter()
        .filter_map(|application| Some((filed(application)?, application)));
    let mut received: Applications<'_> = received.filter(|(filed, _)| *filed <= on).collect();
    received.sort_by(|(day, one), (other_day, other)| day.cmp(other_day).then_with(|| by_facts(one, other)));
    received
}

/// Orders applications by their facts, in whatever order each lists its own.
pub(crate) fn by_facts(one: &RefundApplication, other: &RefundApplication) -> Ordering {
    one.id
        .cmp(&other.id)
        .then_with(|| in_order(one).cmp(&in_order(other)))
}

/// An application with its lists in order.
pub(crate) fn in_order(application: &RefundApplication) -> RefundApplication {
    let mut application = application.clone();
    application.covers.sort();
    application.directions.sort();
    application.attachments.sort();
    application
}
