//! What an edition may hold: a word misspelt must not pass for a policy.

use super::{PolicyEdition, PolicyError, ReadingKey};
use crate::country::Country;
use crate::dossier::{Activity, DocumentKind};

/// Parts per million that are the whole.
const WHOLE: u32 = 1_000_000;

impl PolicyEdition {
    /// Refuses an edition with a field that is empty, out of its range, or holds a word twice or one that is not known.
    pub(super) fn check(&self) -> Result<(), PolicyError> {
        match self.unfit_field() {
            Some(field) => Err(PolicyError::Range {
                edition: self.id.clone(),
                field,
            }),
            None => Ok(()),
        }
    }

    fn unfit_field(&self) -> Option<&'static str> {
        let fields = self.figures_fit().into_iter().chain(self.sources_fit());
        let unfit = fields.filter(|(_, fits)| !fits).map(|(field, _)| field).next();
        let readings = ReadingKey::ALL.iter();
        unfit.or_else(|| {
            readings
                .filter(|reading| self.readings.source(**reading).0.is_empty())
                .map(|reading| reading.as_str())
                .next()
        })
    }

    fn figures_fit(&self) -> [(&'static str, bool); 11] {
        let figures = &self.figures;
        let known = |kind: &DocumentKind| *kind != DocumentKind::Unknown;
        let member = |country: &Country| *country != Country::KYRGYZSTAN;
        [
            ("id", !self.id.is_empty()),
            ("legal_basis", !self.legal_basis.value.is_empty()),
            (
                "activity_window_months",
                (1..=24).contains(&figures.activity_window_months.value),
            ),
            (
                "customs_notice_working_days",
                (1..=366).contains(&figures.customs_notice_working_days.value),
            ),
            ("deposit_day", (1..=27).contains(&figures.deposit_day.value)),
            ("return_days", (1..=3660).contains(&figures.return_days.value)),
            ("decision_days", (1..=3660).contains(&figures.decision_days.value)),
            (
                "exclusions",
                fits(&figures.exclusions.value, |activity| {
                    *activity != Activity::Unknown
                }),
            ),
            ("eaeu_members", fits(&figures.eaeu_members.value, member)),
            (
                "documents_third_country",
                fits(&figures.documents_third_country.value, known),
            ),
            (
                "documents_eaeu_member",
                fits(&figures.documents_eaeu_member.value, known),
            ),
        ]
    }

    fn sources_fit(&self) -> [(&'static str, bool); 11] {
        let figures = &self.figures;
        let rates = &figures.penalty_rates;
        let ascending = rates.is_sorted_by(|one, next| one.from < next.from);
        let fit = |ppm: u32| ppm <= WHOLE;
        let rates_fit = rates.iter().all(|rate| {
            fit(rate.per_day_ppm) && rate.disputed_per_day_ppm.is_none_or(fit) && !rate.source.is_empty()
        });
        let named = |source: &str| !source.is_empty();
        [
            ("penalty_rates", !rates.is_empty() && ascending && rates_fit),
            ("legal_basis", named(&self.legal_basis.source)),
            (
                "activity_window_months",
                named(&figures.activity_window_months.source),
            ),
            (
                "customs_notice_working_days",
                named(&figures.customs_notice_working_days.source),
            ),
            ("deposit_day", named(&figures.deposit_day.source)),
            ("return_days", named(&figures.return_days.source)),
            ("decision_days", named(&figures.decision_days.source)),
            ("exclusions", named(&figures.exclusions.source)),
            ("eaeu_members", named(&figures.eaeu_members.source)),
            (
                "documents_third_country",
                named(&figures.documents_third_country.source),
            ),
            (
                "documents_eaeu_member",
                named(&figures.documents_eaeu_member.source),
            ),
        ]
    }
}

/// Whether a list has something, each once, and nothing that it may not have.
fn fits<T: PartialEq>(list: &[T], may_be: impl Fn(&T) -> bool) -> bool {
    let once = |(place, item): (usize, &T)| !list.iter().take(place).any(|other| other == item);
    !list.is_empty() && list.iter().all(may_be) && list.iter().enumerate().all(once)
}
