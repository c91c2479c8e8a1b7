//! The application for the regime: a function of what was answered and of the case.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::begins;
use salyk_regulation::dossier::{Activity, Dossier};
use serde::{Deserialize, Serialize};

use super::content::RegimeApplication;

/// The nine exclusions, in the regulation's order (`reg:3`).
pub(super) const EXCLUSIONS: [Activity; 9] = [
    Activity::Patent,
    Activity::FinancialOrInsurance,
    Activity::InvestmentFund,
    Activity::SecuritiesMarket,
    Activity::ExcisePayer,
    Activity::PublicCatering,
    Activity::Resort,
    Activity::Telecommunications,
    Activity::SubsoilUse,
];

/// What was answered so far.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RegimeDraft {
    /// One for each exclusion, by its number from 0.
    pub(super) answers: [Option<bool>; 9],
    /// The VAT registration will be cancelled, and the person knows.
    pub(super) accepts_vat: bool,
    /// When it was begun, UTC, by the phone's clock; drafts of earlier versions don't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<Timestamp>,
}

impl RegimeDraft {
    /// Whether nothing is answered in it.
    pub(super) fn is_blank(&self) -> bool {
        !self.accepts_vat && self.answers.iter().all(Option::is_none)
    }
}

impl RegimeApplication {
    /// What was answered, for an application that is made anew after this one was refused.
    pub(super) fn answers(&self) -> RegimeDraft {
        RegimeDraft {
            answers: EXCLUSIONS.map(|exclusion| self.none_of.contains(&exclusion).then_some(false)),
            accepts_vat: self.cancels_vat,
            since: None,
        }
    }
}

/// Says nothing of what was answered.
impl fmt::Debug for RegimeDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegimeDraft").finish_non_exhaustive()
    }
}

/// What is missing before it can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// The service was never heard: the office of registration is not known.
    Case,
    /// Some of the exclusions are not answered.
    Answers(usize),
    /// One that pays VAT has to know what follows.
    Vat,
    /// An exclusion applies: the application would not be true.
    Excluded,
}

/// What follows from the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RegimeForm {
    /// Every exclusion that the person says applies, all of them.
    pub(super) grounds: Vec<Activity>,
    /// Those that the case has besides, as of today: shown, and never a lock.
    pub(super) recorded: Vec<Activity>,
    /// Whether the box about VAT is shown: always but for one who is known to pay none.
    pub(super) asks_vat: bool,
    /// The first day under the regime, were it received today (`reg:10`).
    pub(super) begins: Option<Date>,
    pub(super) missing: Vec<Missing>,
    /// What can be sent; none while anything is missing.
    pub(super) ready: Option<RegimeApplication>,
}

/// The form as it stands.
pub(super) fn form(draft: &RegimeDraft, dossier: Option<&Dossier>, today: Date) -> RegimeForm {
    let said = |yes: bool| {
        let answers = EXCLUSIONS.iter().zip(draft.answers);
        answers.filter_map(move |(exclusion, answer)| (answer == Some(yes)).then_some(*exclusion))
    };
    let grounds: Vec<_> = said(true).collect();
    let pays_vat = dossier
        .and_then(|dossier| dossier.taxpayer.vat_payer.value())
        .copied();
    let open = draft.answers.iter().filter(|answer| answer.is_none()).count();
    let mut missing = Vec::new();
    if dossier.is_none() {
        missing.push(Missing::Case);
    }
    if open > 0 {
        missing.push(Missing::Answers(open));
    }
    if pays_vat == Some(true) && !draft.accepts_vat {
        missing.push(Missing::Vat);
    }
    if !grounds.is_empty() {
        missing.push(Missing::Excluded);
    }
    let ready = dossier
        .filter(|_| missing.is_empty())
        .map(|dossier| RegimeApplication {
            none_of: said(false).collect(),
            cancels_vat: draft.accepts_vat,
            office: dossier.taxpayer.office.0.to_string(),
        });
    RegimeForm {
        recorded: dossier.map_or_else(Vec::new, |dossier| recorded(dossier, &grounds, today)),
        grounds,
        asks_vat: pays_vat != Some(false),
        begins: begins(today),
        missing,
        ready,
    }
}

/// Exclusions that the case says are carried on today, but for those that the person named.
fn recorded(dossier: &Dossier, named: &[Activity], today: Date) -> Vec<Activity> {
    let carried_on = |exclusion: &Activity| {
        let fact = dossier
            .taxpayer
            .activities
            .get(exclusion)
            .and_then(|fact| fact.value());
        fact.is_some_and(|periods| {
            periods.0.iter().any(|period| {
                period.since.is_none_or(|since| since <= today)
                    && period.until.is_none_or(|until| until >= today)
            })
        })
    };
    let other = EXCLUSIONS.iter().filter(|exclusion| !named.contains(exclusion));
    other.filter(|exclusion| carried_on(exclusion)).copied().collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::regime::sample_dossier;

    fn all(answer: bool) -> RegimeDraft {
        RegimeDraft {
            answers: [Some(answer); 9],
            accepts_vat: true,
            since: None,
        }
    }

    #[test]
    fn every_ground_is_shown_and_none_is_sent() {
        let form = form(&all(true), Some(&sample_dossier()), date(2026, 11, 23));
        assert_eq!(form.grounds, EXCLUSIONS);
        assert_eq!(form.missing, [Missing::Excluded]);
        assert_eq!(form.ready, None);
    }

    #[test]
    fn nine_times_no_can_be_sent() {
        let form = form(&all(false), Some(&sample_dossier()), date(2026, 11, 23));
        assert_eq!(form.missing, []);
        assert_eq!(form.ready.unwrap().none_of, EXCLUSIONS);
    }

    #[test]
    fn it_begins_on_the_first_of_the_next_month() {
        let begins = |day| form(&all(false), None, day).begins;
        assert_eq!(begins(date(2026, 1, 31)), Some(date(2026, 2, 1)));
        assert_eq!(begins(date(2026, 2, 1)), Some(date(2026, 3, 1)));
        assert_eq!(begins(date(2025, 12, 31)), Some(date(2026, 1, 1)));
    }

    #[test]
    fn without_a_case_nothing_is_sent() {
        let form = form(&all(false), None, date(2026, 11, 23));
        assert_eq!(form.missing, [Missing::Case]);
        assert!(form.asks_vat && form.ready.is_none());
    }

    proptest! {
        #[test]
        fn it_can_be_sent_exactly_if_nothing_is_missing(
            answers in proptest::array::uniform9(proptest::option::of(any::<bool>())),
            accepts_vat: bool,
            known: bool,
        ) {
            let (draft, dossier) = (RegimeDraft { answers, accepts_vat, since: None }, sample_dossier());
            let form = form(&draft, known.then_some(&dossier), date(2026, 11, 23));
            prop_assert_eq!(form.ready.is_some(), form.missing.is_empty());
            prop_assert_eq!(form.grounds.len(), answers.iter().filter(|answer| **answer == Some(true)).count());
            let no = answers.iter().all(|answer| *answer == Some(false));
            if let Some(ready) = form.ready {
                prop_assert!(no && known);
                prop_assert_eq!(ready.cancels_vat, accepts_vat);
            }
        }
    }
}
