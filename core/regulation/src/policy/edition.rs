//! An edition: the figures and readings in force over a span of days.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::readings::Readings;
use super::sourced::Sourced;
use crate::country::Country;
use crate::dossier::{Activity, DocumentKind};
use crate::set::keys;
use crate::text::Text;

/// The figures and readings in force from one day to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyEdition {
    /// Unique in the book.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub id: Text,
    /// The first day.
    pub valid_from: Date,
    /// The last day; `None` while no later edition is known.
    pub valid_to: Option<Date>,
    /// The article that is the basis of the regime (`reg:1`).
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": { "minLength": 1 } })))]
    pub legal_basis: Sourced<String>,
    /// The figures.
    pub figures: Figures,
    /// The readings (⚑).
    pub readings: Readings,
}

/// The figures of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// Full calendar months of a window (`reg:5.1`), 1–24.
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": { "minimum": 1, "maximum": 24 } })))]
    pub activity_window_months: Sourced<u8>,
    /// Working days within which customs notifies the tax body (`reg:15`), 1–366.
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": { "minimum": 1, "maximum": 366 } })))]
    pub customs_notice_working_days: Sourced<u16>,
    /// Day of the month after taking on account that is reminded of (`reg:16`), 1–27.
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": { "minimum": 1, "maximum": 27 } })))]
    pub deposit_day: Sourced<u8>,
    /// Days of the term of return (`reg:18`), 1–3660.
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": { "minimum": 1, "maximum": 3660 } })))]
    pub return_days: Sourced<u16>,
    /// Calendar days within which the body decides (`reg:19`), 1–3660.
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": { "minimum": 1, "maximum": 3660 } })))]
    pub decision_days: Sourced<u16>,
    /// To whom the regime is not applied (`reg:3`).
    #[cfg_attr(feature = "schema", schemars(transform = crate::schema::own_words::<Activity>))]
    pub exclusions: Sourced<Vec<Activity>>,
    /// The members of the EAEU other than Kyrgyzstan (`reg:2.3`).
    #[cfg_attr(feature = "schema", schemars(extend("properties" = { "value": {
        "minItems": 1, "uniqueItems": true, "items": { "not": { "pattern": "^[Kk][Gg]$" } }
    } })))]
    pub eaeu_members: Sourced<Vec<Country>>,
    /// The papers for exports to third countries (`reg:18`).
    #[cfg_attr(feature = "schema", schemars(transform = crate::schema::own_words::<DocumentKind>))]
    pub documents_third_country: Sourced<Vec<DocumentKind>>,
    /// The papers for exports to EAEU members (`reg:18`).
    #[cfg_attr(feature = "schema", schemars(transform = crate::schema::own_words::<DocumentKind>))]
    pub documents_eaeu_member: Sourced<Vec<DocumentKind>>,
    /// The penalty rates by their first days, ascending (`reg:16`, `reg:21`).
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub penalty_rates: Vec<PenaltyRate>,
}

/// A daily penalty rate from its first day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PenaltyRate {
    /// Its first day.
    pub from: Date,
    /// Parts per million a day (900 is 0.09 %), 1–1 000 000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000)))]
    pub per_day_ppm: u32,
    /// What another source gives, where sources disagree; 1–1 000 000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000)))]
    pub disputed_per_day_ppm: Option<u32>,
    /// Where the rate is from.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub source: Text,
    /// The day it was last compared with its source; `None` when it never was.
    pub last_confirmed: Option<Date>,
}

/// What a country is to the regulation (`reg:2.2`, `reg:2.3`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CountryKind {
    /// A third country.
    ThirdCountry,
    /// A member of the EAEU.
    EaeuMember,
}

keys!(CountryKind in u32 {
    ThirdCountry,
    EaeuMember,
});

impl PolicyEdition {
    /// What a country is to the regulation; `None` for Kyrgyzstan itself.
    pub fn kind_of(&self, country: Country) -> Option<CountryKind> {
        if country == Country::KYRGYZSTAN {
            None
        } else if self.figures.eaeu_members.value.contains(&country) {
            Some(CountryKind::EaeuMember)
        } else {
            Some(CountryKind::ThirdCountry)
        }
    }

    /// The papers for exports to this kind of destination (`reg:18`).
    pub fn documents_for(&self, destination: CountryKind) -> &[DocumentKind] {
        match destination {
            CountryKind::ThirdCountry => &self.figures.documents_third_country.value,
            CountryKind::EaeuMember => &self.figures.documents_eaeu_member.value,
        }
    }
}
