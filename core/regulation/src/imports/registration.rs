//! The tax body's confirmation of registration that goes with an import (`reg:11`, `reg:12`).

use jiff::civil::Date;

use crate::case::{Case, LotCase};
use crate::dossier::{Confirmation, ConfirmationForm, ConfirmationKind, RegisteredState};
use crate::months::first_of_month_before;
use crate::registration::Filing;
use crate::spell::{self, Standing};

/// The confirmations of one registration.
#[derive(Clone, Copy, Default)]
pub(crate) struct Registration<'a> {
    /// The one that counts. An electronic one makes the paper needless.
    pub(super) counts: Option<&'a Confirmation>,
    /// The first one that an authority states, or else the first.
    pub(super) first: Option<&'a Confirmation>,
}

/// The confirmations of the registration that stands on the day of the case.
pub(crate) fn registration<'a>(case: &Case<'a>) -> Registration<'a> {
    between(case, applied(case), case.on)
}

impl<'a> Registration<'a> {
    /// The confirmations of the registration under which a lot is imported, or was.
    pub(super) fn of(lot: &LotCase<'a>) -> Self {
        let case = lot.case;
        let Some(released) = lot.lot.released.value().copied().filter(|day| *day <= case.on) else {
            return case.registration;
        };
        let began = match (case.standing, case.dossier.registered.value()) {
            (Standing::Under(spell), _) => Some(spell.since),
            (_, Some(RegisteredState::GeneralSince { since })) => Some(*since),
            _ => None,
        };
        if began.is_some_and(|began| released >= began) {
            return between(case, applied(case), released);
        }
        // It was released under an earlier registration: the last that had begun by then.
        let earlier = spell::received(case).filter(|received| received.begins <= released);
        between(case, earlier.map(|received| received.day).max(), released)
    }
}

/// The day from which a confirmation may be of the registration that stands on the day of the case; one from before was of
/// another.
fn applied(case: &Case<'_>) -> Option<Date> {
    let filed = if case.untold.is_empty() {
        Filing::of(case).map(|filing| filing.day)
    } else {
        // While it is not told which one counts, only what would be of the latest is taken.
        spell::received(case).map(|received| received.day).max()
    };
    match (case.standing, case.dossier.registered.value()) {
        // The application was made in the month before (`reg:10`).
        (Standing::Under(spell), _) => filed.or_else(|| first_of_month_before(spell.since)),
        (_, Some(RegisteredState::GeneralSince { since })) if *since <= case.on => filed.max(Some(*since)),
        _ => filed,
    }
}

fn between<'a>(case: &Case<'a>, from: Option<Date>, to: Date) -> Registration<'a> {
    let of_it = |confirmation: &&Confirmation| {
        confirmation.kind == ConfirmationKind::Registration
            && confirmation.date <= to
            && from.is_none_or(|from| confirmation.date >= from)
    };
    let of_it = || case.dossier.confirmations.iter().filter(of_it);
    Registration {
        counts: of_it().min_by_key(|confirmation| {
            (
                !confirmation.stated.is_settled(),
                confirmation.form != ConfirmationForm::Electronic,
                confirmation.date,
                *confirmation,
            )
        }),
        first: of_it().min_by_key(|confirmation| {
            (
                !confirmation.stated.is_settled(),
                confirmation.date,
                *confirmation,
            )
        }),
    }
}
