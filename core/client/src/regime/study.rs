//! One dossier studied by itself: what a phone would show of it on a day, and its files, without a phone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use salyk_regulation::assess;
use salyk_regulation::assessment::Assessment;
use salyk_regulation::country::Country;
use salyk_regulation::dossier::{Dossier, LotId};
use salyk_regulation::finding::{Finding, FindingId};
use salyk_regulation::plan::Plan;

use super::state::Law;
use super::thought::{self, Foreseen, ThoughtExport, ThoughtRefused};
use super::view::{self, CalendarFile, LotsById, Scene};
use crate::intent::{CountryGroup, DutyFilter, ScreenId};
use crate::text::{Language, Texts, to_utc};
use crate::view::{
    DocumentNeeded, DutyGroup, GuessShown, HomeView, PlanHeadings, PlannedRow, Section, WhatIfHeadings,
    WhyView,
};

/// A dossier with what follows from it on a day.
#[derive(Debug)]
pub struct Study<'a> {
    law: &'a Law,
    dossier: &'a Dossier,
    assessment: Assessment,
    lots: LotsById<'a>,
}

/// Where goods come from or go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Any country of the group.
    Any(CountryGroup),
    /// This country.
    Country(Country),
}

/// The way of goods that are only thought of, or of a lot that is not imported yet. What is not said is as the lot has it, or
/// not known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Journey {
    /// The dossier's lot; none for any goods.
    pub lot: Option<LotId>,
    /// Where they are imported from.
    pub origin: Option<Place>,
    /// Where they are to be exported to.
    pub destination: Option<Place>,
    /// The day of import: release, or taking on account.
    pub day: Option<Date>,
}

/// What is to come on a journey, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JourneyShown {
    /// Where from, with its name.
    pub origin: String,
    /// Where to, with its name.
    pub destination: String,
    /// What the plan supposes, in one or two sentences.
    pub explanation: String,
    /// Whose account the deposit goes to, and to whom one applies.
    pub account: Section,
    /// What is to come: what has a date by its date, then the rest.
    pub steps: Vec<PlannedRow>,
    /// What the refund application will need (`reg:18`).
    pub documents: Vec<DocumentNeeded>,
    /// Headings of the lists.
    pub headings: PlanHeadings,
}

/// What would follow from an export, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIfShown {
    /// What to call the lot.
    pub title: String,
    /// That this is a guess, what it supposes, and that it files nothing.
    pub explanation: String,
    /// What would follow.
    pub guess: GuessShown,
    /// Headings of the lists, and names of the values in them.
    pub headings: WhatIfHeadings,
}

/// The reasons of a study's findings in one language.
pub struct Reasons<'a> {
    scene: Scene<'a>,
    findings: BTreeMap<FindingId, &'a Finding>,
}

impl Reasons<'_> {
    /// Why the finding with this id says what it says; `None` when there is none.
    #[must_use]
    pub fn why(&self, finding: &str) -> Option<WhyView> {
        let finding = self.findings.get(&FindingId::new(finding))?;
        Some(view::why_of(&self.scene, finding))
    }
}

impl<'a> Study<'a> {
    /// Assesses a dossier on a day.
    #[must_use]
    pub fn new(dossier: &'a Dossier, law: &'a Law, on: Date) -> Self {
        let mut lots = LotsById::new();
        for lot in &dossier.lots {
            lots.entry(&lot.id).or_insert(lot);
        }
        Self {
            law,
            dossier,
            lots,
            assessment: assess(dossier, &law.policies, &law.calendar, on),
        }
    }

    /// Everything that the regulation says about it.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }

    /// Where the taxpayer stands. It offers nothing to choose, and is as fresh as the day.
    #[must_use]
    pub fn home(&self, language: Language) -> HomeView {
        view::home_of(&self.scene(language))
    }

    /// Every duty that matches, under its heading; not a page at a time.
    #[must_use]
    pub fn duties(&self, language: Language, filter: DutyFilter) -> Vec<DutyGroup> {
        view::duties_of(&self.scene(language), filter)
    }

    /// Why each finding says what it says.
    #[must_use]
    pub fn reasons(&self, language: Language) -> Reasons<'_> {
        let findings = self.assessment.all_findings();
        Reasons {
            scene: self.scene(language),
            findings: findings.map(|finding| (finding.id(), finding)).collect(),
        }
    }

    /// Adds the deadlines that remind from the day of the assessment on to a calendar file. They are marked as a sample's.
    pub fn add_to(&self, language: Language, file: &mut CalendarFile) {
        view::add_deadlines(file, &self.scene(language), self.midnight());
    }

    /// What is to come on a journey, should this taxpayer make it. A country that only stands for its group is not named among
    /// the destinations. A lot that the dossier has not is any goods.
    #[must_use]
    pub fn plan(&self, journey: &Journey) -> Plan {
        view::plan_of(&self.scene(Language::default()), journey)
    }

    /// The plan of a journey in words.
    #[must_use]
    pub fn plan_shown(&self, language: Language, journey: &Journey, plan: &Plan) -> JourneyShown {
        view::journey_shown(&self.scene(language), journey, plan)
    }

    /// Some country of the place.
    #[must_use]
    pub fn country(&self, place: Place) -> Country {
        view::country_meant(&self.scene(Language::default()), place)
    }

    /// What would follow from an export, were it stated by customs and nothing else to happen.
    ///
    /// # Errors
    /// When it does not fit the lot, comes before the import, or after the term of `reg:18`.
    pub fn what_if(&self, thought: &ThoughtExport) -> Result<Foreseen, ThoughtRefused> {
        thought::think(self.dossier, self.law, thought)
    }

    /// The same in words; `None` when the answer is about another dossier.
    #[must_use]
    pub fn what_if_shown(
        &self,
        language: Language,
        thought: &ThoughtExport,
        foreseen: &Foreseen,
    ) -> Option<WhatIfShown> {
        let scene = self.scene(language);
        Some(WhatIfShown {
            title: view::lot_title(&scene, &thought.lot)?,
            explanation: scene.texts.say("whatif-explanation"),
            guess: view::guess_shown(&scene, thought, foreseen)?,
            headings: WhatIfHeadings::of(scene.texts),
        })
    }

    /// Adds the taxpayer's own days of a plan to a calendar file. They are marked as a sample's. `journey` tells the plans of
    /// one file apart.
    pub fn add_plan_to(&self, language: Language, file: &mut CalendarFile, plan: &Plan, journey: &str) {
        view::add_plan(file, &self.scene(language), plan, journey, self.midnight());
    }

    fn scene(&self, language: Language) -> Scene<'_> {
        Scene {
            texts: Texts::of(language),
            screen: ScreenId(0),
            today: self.assessment.on,
            law: self.law,
            dossier: self.dossier,
            differences: &[],
            assessment: &self.assessment,
            fetched: self.midnight(),
            lots: Some(&self.lots),
        }
    }

    /// When the day begins in Bishkek.
    fn midnight(&self) -> Timestamp {
        to_utc(self.assessment.on.at(0, 0, 0, 0)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use salyk_regulation::calendar::Calendar;
    use salyk_regulation::dossier::{Body, Lot};
    use salyk_regulation::fact::Fact;
    use salyk_regulation::policy::PolicyBook;

    use super::*;
    use crate::regime::view::tests::sample;

    fn law() -> Law {
        Law {
            policies: PolicyBook::bundled().unwrap(),
            calendar: Calendar::bundled().unwrap(),
        }
    }

    #[test]
    fn every_duty_has_its_why_in_each_language() {
        let lots = (0..60).map(|number| sample::released(&format!("lot-{number:02}"), date(2026, 3, 2)));
        let (dossier, law) = (sample::with(lots.collect()), law());
        let study = Study::new(&dossier, &law, date(2026, 8, 29));
        let asked = study.assessment().all_findings().count();
        for language in Language::ALL {
            let groups = study.duties(language, DutyFilter::All);
            let rows: Vec<_> = groups.iter().flat_map(|group| &group.rows).collect();
            assert_eq!(rows.len(), asked, "more than a page");
            let reasons = study.reasons(language);
            for row in rows {
                let why = reasons.why(&row.finding);
                assert_eq!(why.map(|why| why.rule), Some(row.rule.clone()), "{}", row.finding);
            }
            assert!(reasons.why("reg:18/none").is_none());
            assert!(study.home(language).actions.is_empty());
        }
    }

    #[test]
    fn deadlines_of_several_taxpayers_are_one_calendar() {
        let one = sample::with(vec![sample::released("lot-1", date(2026, 3, 2))]);
        let mut other = one.clone();
        other.taxpayer.inn = salyk_regulation::inn::Inn::parse("03213999900002").unwrap();
        let (law, on) = (law(), date(2026, 8, 1));
        let mut file = CalendarFile::default();
        for dossier in [&one, &other] {
            Study::new(dossier, &law, on).add_to(Language::Kyrgyz, &mut file);
        }
        let text = file.text(Timestamp::MAX);
        assert_eq!(text.matches("BEGIN:VCALENDAR").count(), 1);
        let ids: std::collections::BTreeSet<_> =
            text.lines().filter(|line| line.starts_with("UID:reg")).collect();
        assert_eq!(ids.len(), text.matches("BEGIN:VEVENT").count());
        assert!(ids.len() >= 2);
        assert!(!text.contains("03213999900002"));
        let again = sample::with(vec![
            sample::released("lot-2", date(2026, 3, 2)),
            sample::released("lot-1", date(2026, 3, 2)),
        ]);
        let mut file = CalendarFile::default();
        for dossier in [&one, &again, &one] {
            Study::new(dossier, &law, on).add_to(Language::English, &mut file);
        }
        let of_one = file.text(Timestamp::MAX).replace("\r\n ", "");
        let events: std::collections::BTreeSet<_> = of_one
            .split("BEGIN:VEVENT")
            .skip(1)
            .map(|event| event.split_once("UID:").unwrap().1.lines().next().unwrap())
            .collect();
        assert_eq!(events.len(), of_one.matches("BEGIN:VEVENT").count());
        assert!(of_one.contains("Lot: lot-1\\nLot: lot-2\\n"), "{of_one}");
        let past = Study::new(&one, &law, date(2030, 1, 1));
        let mut none = CalendarFile::default();
        past.add_to(Language::Kyrgyz, &mut none);
        assert!(none.is_empty());
    }

    #[test]
    fn a_journey_has_its_dates_without_a_dossiers_lot() {
        let (dossier, law) = (sample::dossier(), law());
        let study = Study::new(&dossier, &law, date(2026, 3, 2));
        let journey = Journey {
            lot: None,
            origin: Some(Place::Country(Country::parse("CN").unwrap())),
            destination: Some(Place::Any(CountryGroup::Eaeu)),
            day: Some(date(2026, 3, 2)),
        };
        let plan = study.plan(&journey);
        let last = plan
            .steps
            .iter()
            .find(|step| step.finding.rule.as_str() == "reg:18");
        assert_eq!(last.and_then(|step| step.by), Some(date(2026, 8, 29)));
        assert!(plan.destinations.is_empty(), "no country of the group is meant");
        let shown = study.plan_shown(Language::English, &journey, &plan);
        assert_eq!(shown.steps.len(), plan.steps.len());
        assert_eq!(shown.origin, "Imported from: China (third country)");
        assert_eq!(shown.destination, "To be exported to: EAEU member");
        let mut file = CalendarFile::default();
        study.add_plan_to(Language::English, &mut file, &plan, "cn-eaeu");
        let text = file.text(Timestamp::MAX);
        assert!(text.contains("DTSTART;VALUE=DATE:20260829"));
        assert!(
            !text.contains("Entered by you") && !text.contains("A fact is missing"),
            "that nothing of it has happened yet is no remark: {text}"
        );
        assert!(
            !text.contains("Decide"),
            "what binds an authority is no duty of the taxpayer"
        );
    }

    #[test]
    fn a_lots_own_journey_is_as_the_dossier_has_it() {
        let planned = Lot {
            planned_for: Some(date(2026, 3, 2)),
            planned_destination: Fact::person(Country::parse("UZ").unwrap()),
            imported_from: Fact::service(Country::parse("KZ").unwrap()),
            released: Fact::Missing,
            ..sample::released("lot-1", date(2026, 3, 2))
        };
        let (dossier, law) = (sample::with(vec![planned]), law());
        let study = Study::new(&dossier, &law, date(2026, 3, 2));
        let own = Journey {
            lot: Some(LotId("lot-1".into())),
            ..Journey::default()
        };
        let plan = study.plan(&own);
        assert_eq!(
            (plan.day, plan.holder),
            (Some(date(2026, 3, 2)), Some(Body::TaxBody))
        );
        assert_eq!(plan.destinations, [Country::parse("UZ").unwrap()]);
        let shown = study.plan_shown(Language::English, &own, &plan);
        assert_eq!(shown.origin, "Imported from: Kazakhstan (EAEU member)");
        let other = Journey {
            origin: Some(Place::Any(CountryGroup::Third)),
            day: Some(date(2026, 4, 2)),
            ..own
        };
        let plan = study.plan(&other);
        assert_eq!(
            (plan.day, plan.holder),
            (Some(date(2026, 4, 2)), Some(Body::Customs))
        );
        let unknown = Journey {
            day: Some(date(2026, 4, 2)),
            ..Journey::default()
        };
        let plan = study.plan(&unknown);
        assert_eq!((plan.origin, plan.holder), (None, None));
        let shown = study.plan_shown(Language::English, &unknown, &plan);
        assert!(shown.origin.ends_with("not known"), "{}", shown.origin);
    }
}
