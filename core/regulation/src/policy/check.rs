//! What an edition may hold: a word misspelt must not pass for a policy.

use super::{PenaltyRate, PolicyEdition, PolicyError, ReadingKey};
use crate::country::Country;
use crate::dossier::{Activity, DocumentKind};

/// Parts per million that are the whole.
const WHOLE: u32 = 1_000_000;

/// A field, whether it is as it should be, and what it should be.
type Ask = (&'static str, bool, &'static str);

const NAMED: &str = "its source must say where it is from";
const A_SHARE: &str = "must be from 1 to 1000000 parts per million";

impl PolicyEdition {
    /// Refuses an edition with a field that is empty, out of its range, or holds a word twice or one that is not known.
    pub(super) fn check(&self) -> Result<(), PolicyError> {
        match self.unfit_field() {
            Some((field, _, must)) => Err(PolicyError::Range {
                edition: self.id.clone(),
                field,
                must,
            }),
            None => Ok(()),
        }
    }

    fn unfit_field(&self) -> Option<Ask> {
        let readings = ReadingKey::ALL.iter().map(|reading| {
            let (source, _) = self.readings.source(*reading);
            (reading.as_str(), seen(source), NAMED)
        });
        let asks = self.names_fit().into_iter().chain(self.figures_fit());
        let asks = asks.chain(self.lists_fit()).chain(self.rates_fit());
        asks.chain(self.sources_fit())
            .chain(readings)
            .find(|(_, fits, _)| !fits)
    }

    fn names_fit(&self) -> [Ask; 3] {
        let steers = self.id.chars().any(char::is_control);
        [
            ("id", seen(&self.id), "must not be empty"),
            ("id", !steers, "must have no control characters"),
            ("legal_basis", seen(&self.legal_basis.value), "must not be empty"),
        ]
    }

    fn figures_fit(&self) -> [Ask; 5] {
        let figures = &self.figures;
        [
            (
                "activity_window_months",
                (1..=24).contains(&figures.activity_window_months.value),
                "must be from 1 to 24",
            ),
            (
                "customs_notice_working_days",
                (1..=366).contains(&figures.customs_notice_working_days.value),
                "must be from 1 to 366",
            ),
            (
                "deposit_day",
                (1..=27).contains(&figures.deposit_day.value),
                "must be from 1 to 27",
            ),
            (
                "return_days",
                (1..=3660).contains(&figures.return_days.value),
                "must be from 1 to 3660",
            ),
            (
                "decision_days",
                (1..=3660).contains(&figures.decision_days.value),
                "must be from 1 to 3660",
            ),
        ]
    }

    fn lists_fit(&self) -> impl Iterator<Item = Ask> {
        let figures = &self.figures;
        let known = |kind: &DocumentKind| *kind != DocumentKind::Unknown;
        let member = |country: &Country| *country != Country::KYRGYZSTAN;
        let listed = |activity: &Activity| *activity != Activity::Unknown;
        let lists = [
            list("exclusions", &figures.exclusions.value, listed, UNKNOWN_WORD),
            list(
                "eaeu_members",
                &figures.eaeu_members.value,
                member,
                "must not hold KG",
            ),
            list(
                "documents_third_country",
                &figures.documents_third_country.value,
                known,
                UNKNOWN_WORD,
            ),
            list(
                "documents_eaeu_member",
                &figures.documents_eaeu_member.value,
                known,
                UNKNOWN_WORD,
            ),
        ];
        lists.into_iter().flatten()
    }

    fn rates_fit(&self) -> [Ask; 5] {
        const FIELD: &str = "penalty_rates";
        let rates = &self.figures.penalty_rates;
        let ascending = rates.is_sorted_by(|one, next| one.from < next.from);
        let from_the_start = rates.first().is_none_or(|rate| rate.from <= self.valid_from);
        let fit = |ppm: u32| (1..=WHOLE).contains(&ppm);
        let shares = |rate: &PenaltyRate| fit(rate.per_day_ppm) && rate.disputed_per_day_ppm.is_none_or(fit);
        [
            (FIELD, !rates.is_empty(), "must not be empty"),
            (
                FIELD,
                ascending,
                "must be in the order of their first days, each day once",
            ),
            (
                FIELD,
                from_the_start,
                "the first of them must begin on the edition's first day or before",
            ),
            (FIELD, rates.iter().all(shares), A_SHARE),
            (FIELD, rates.iter().all(|rate| seen(&rate.source)), NAMED),
        ]
    }

    fn sources_fit(&self) -> [Ask; 10] {
        let figures = &self.figures;
        [
            ("legal_basis", &self.legal_basis.source),
            ("activity_window_months", &figures.activity_window_months.source),
            (
                "customs_notice_working_days",
                &figures.customs_notice_working_days.source,
            ),
            ("deposit_day", &figures.deposit_day.source),
            ("return_days", &figures.return_days.source),
            ("decision_days", &figures.decision_days.source),
            ("exclusions", &figures.exclusions.source),
            ("eaeu_members", &figures.eaeu_members.source),
            ("documents_third_country", &figures.documents_third_country.source),
            ("documents_eaeu_member", &figures.documents_eaeu_member.source),
        ]
        .map(|(field, source)| (field, seen(source), NAMED))
    }
}

const UNKNOWN_WORD: &str = "must hold known words only";

/// Whether there is something to be seen in a text.
fn seen(text: &str) -> bool {
    !text.trim().is_empty()
}

/// What is asked of a list: that it has something, each once, and nothing that it may not have.
fn list<T: PartialEq>(
    field: &'static str,
    list: &[T],
    may_be: impl Fn(&T) -> bool,
    must: &'static str,
) -> [Ask; 3] {
    let once = |(place, item): (usize, &T)| !list.iter().take(place).any(|other| other == item);
    [
        (field, !list.is_empty(), "must not be empty"),
        (field, list.iter().all(may_be), must),
        (field, list.iter().enumerate().all(once), "must hold each once"),
    ]
}
