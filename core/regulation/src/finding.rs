//! A finding: what one point of the regulation says about one taxpayer or lot on one day.

use core::slice;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dossier::LotId;
pub use crate::finding_id::FindingId;
use crate::finding_wire::FindingWire;
use crate::money::Money;
pub use crate::page::Facts;
use crate::page::{Page, Places};
use crate::policy::ReadingKey;
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::text::Text;
use crate::why::{Doubt, FactKey, Step};

/// What a point of the regulation says on the day of the assessment.
///
/// It is small: its lists stand on a page that the findings on one subject share.
#[derive(Clone, Serialize, Deserialize)]
#[serde(from = "FindingWire", into = "FindingWire")]
pub struct Finding {
    /// The point it rests on.
    pub rule: RuleId,
    /// The answer.
    pub verdict: Verdict,
    /// Whom the point binds. What binds an authority is never the taxpayer's breach.
    pub binds: Binds,
    /// The weakest of the facts, figures and calendar days it used.
    pub certainty: Certainty,
    /// Why it is not settled; empty when it is.
    pub doubts: KeySet<Doubt>,
    /// The chosen readings of the text that it rests on (⚑).
    pub readings: KeySet<ReadingKey>,
    /// Who has to do what next.
    pub next_step: Option<NextStep>,
    /// The facts that are weak; together they would settle it, unless it says otherwise below.
    pub(crate) wanted: KeySet<FactKey>,
    pub(crate) places: Places,
    /// Nothing only while it is being made.
    page: Option<Arc<Page>>,
    rare: Option<Box<Rare>>,
}

/// What few findings have.
#[derive(Debug, Clone, Default)]
struct Rare {
    /// Where others would be called the same.
    id: Option<FindingId>,
    /// Where it is not simply all the facts that are weak.
    settled_by: Vec<KeySet<FactKey>>,
    penalty: Option<PenaltyEstimate>,
}

impl Finding {
    pub(crate) fn new(rule: RuleId, binds: Binds) -> Self {
        Finding {
            rule,
            verdict: Verdict::Unknown,
            binds,
            certainty: Certainty::Missing,
            doubts: KeySet::EMPTY,
            readings: KeySet::EMPTY,
            next_step: None,
            wanted: KeySet::EMPTY,
            places: Places::default(),
            page: None,
            rare: None,
        }
    }

    /// Stable: the same dossier gives the same id whatever the day.
    pub fn id(&self) -> FindingId {
        if let Some(id) = self.rare().and_then(|rare| rare.id.clone()) {
            return id;
        }
        let item = self.page().zip(self.places.item.checked_sub(1));
        let item = item.and_then(|(page, item)| page.items.get(usize::try_from(item).ok()?));
        let about = item.or(match self.subject() {
            Subject::Lot(lot) => Some(&lot.0),
            Subject::Taxpayer => None,
        });
        FindingId::of(self.rule, about.cloned())
    }

    /// What it is about.
    pub fn subject(&self) -> &Subject {
        self.page().map_or(&Subject::Taxpayer, |page| &page.subject)
    }

    /// The smallest sets of facts any one of which would settle it; empty when facts cannot or need not.
    pub fn settled_by(&self) -> &[KeySet<FactKey>] {
        match self.rare() {
            Some(rare) if !rare.settled_by.is_empty() => &rare.settled_by,
            _ if self.wanted.is_empty() => &[],
            _ => slice::from_ref(&self.wanted),
        }
    }

    /// The facts it used, and those it looked for and did not find.
    pub fn facts(&self) -> Facts<'_> {
        Facts::new(self.page(), self.places)
    }

    /// Its dates.
    pub fn dates(&self) -> &Dates {
        let all = self.page().map_or(&[][..], |page| &page.dates);
        self.places.dates_of(all)
    }

    /// The arithmetic in the order it was done.
    pub fn steps(&self) -> &[Step] {
        let page = self.page();
        page.map_or(&[], |page| self.places.steps.of(&page.steps))
    }

    /// The id of the policy edition under which it was made.
    pub fn edition(&self) -> &str {
        let editions = self.page().map_or(&[][..], |page| &page.editions);
        let place = usize::try_from(self.places.edition).ok();
        let edition = place.and_then(|place| editions.get(place));
        edition.map_or("", Text::as_str)
    }

    /// The penalty so far, as an estimate: the body computes it (`reg:16`, `reg:21`).
    pub fn penalty(&self) -> Option<&PenaltyEstimate> {
        self.rare()?.penalty.as_ref()
    }

    pub(crate) fn put_on(&mut self, page: &Arc<Page>) {
        self.page = Some(Arc::clone(page));
    }

    pub(crate) fn set_id(&mut self, id: FindingId) {
        self.rare.get_or_insert_default().id = Some(id);
    }

    pub(crate) fn set_settled_by(&mut self, sets: Vec<KeySet<FactKey>>) {
        self.rare.get_or_insert_default().settled_by = sets;
    }

    /// Nothing is left to settle.
    pub(crate) fn clear_settled_by(&mut self) {
        if let Some(rare) = &mut self.rare {
            rare.settled_by = Vec::new();
        }
    }

    pub(crate) fn set_penalty(&mut self, penalty: PenaltyEstimate) {
        self.rare.get_or_insert_default().penalty = Some(penalty);
    }

    fn page(&self) -> Option<&Page> {
        self.page.as_deref()
    }

    fn rare(&self) -> Option<&Rare> {
        self.rare.as_deref()
    }
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Subject {
    /// The taxpayer as a whole.
    Taxpayer,
    /// One lot.
    Lot(LotId),
}

/// The answer of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// What it asks is done, and an authority says so.
    Met,
    /// What it asks was not done in time.
    Breached,
    /// What it asks is still to be done, or was done by the person's word alone.
    Pending,
    /// It does not concern this taxpayer or lot.
    NotApplicable,
    /// The facts do not say.
    Unknown,
}

/// Whom a point binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Binds {
    /// Nobody: a definition, a right, or a day that comes by itself.
    Nobody,
    /// The taxpayer.
    Taxpayer,
    /// The tax body.
    TaxBody,
    /// The customs body.
    Customs,
}

/// How firm an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Every fact is known and stated by an authority, every figure and day is confirmed.
    Known,
    /// Something it rests on may still change.
    Provisional,
    /// Something it needs is missing.
    Missing,
}

/// The dates of a finding: civil dates of Bishkek, never moved off days off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Dates {
    /// The day from which a term is counted.
    pub counted_from: Option<Date>,
    /// The day for which the taxpayer is reminded: on or before the due day.
    pub remind: Option<Date>,
    /// The last day on which it is in time.
    pub due: Option<Date>,
    /// The first day on which it is late.
    pub overdue_from: Option<Date>,
    /// The day from which something applies (`reg:6`, `reg:10`).
    pub begins: Option<Date>,
    /// The same day as it would be otherwise (`reg:6`): under the other reading of the tax period, while that reading is not
    /// confirmed; or, where months were held open by an export term that then failed, counted from the last of those months.
    #[serde(default)]
    pub begins_otherwise: Option<Date>,
    /// The day on which it was done.
    pub done: Option<Date>,
    /// Days from the day of the assessment to the due day; less than zero after it. Only while it is not done.
    #[cfg_attr(feature = "schema", schemars(with = "Option<i64>"))]
    pub days_left: Option<i32>,
    /// How many days late it is or was done; none when in time.
    #[cfg_attr(feature = "schema", schemars(with = "Option<i64>"))]
    pub days_late: Option<i32>,
    /// The due day falls on a day off; it is shown as it is and not moved.
    pub falls_on_day_off: bool,
}

impl Dates {
    /// None of them.
    pub const NONE: Dates = Dates {
        counted_from: None,
        remind: None,
        due: None,
        overdue_from: None,
        begins: None,
        begins_otherwise: None,
        done: None,
        days_left: None,
        days_late: None,
        falls_on_day_off: false,
    };
}

/// A penalty as this app reckons it. The body computes the real one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PenaltyEstimate {
    /// The estimate, in tyiyn.
    pub sum: Money,
    /// Overdue calendar days of the longest part.
    pub days: i64,
    /// The sum that was late on the due day, in tyiyn, at which the penalty stops.
    pub late: Money,
    /// Whether the cap was reached.
    pub capped: bool,
    /// Whether the days still run.
    pub running: bool,
    /// The rates used, by their first days.
    pub rates: Vec<RateUsed>,
    /// The estimate at the rate that another source gives, where sources disagree, in tyiyn.
    pub at_disputed_rate: Option<Money>,
    /// The estimate from the other first day, where the text does not set the first day (`reg:21`).
    #[serde(default)]
    pub otherwise: Option<OtherStart>,
}

/// The other end of the range of a penalty whose first day the text does not set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherStart {
    /// The first overdue day counted.
    pub from: Date,
    /// Overdue calendar days of the longest part.
    pub days: i64,
    /// The estimate, in tyiyn.
    pub sum: Money,
    /// The estimate at the rate that another source gives, where sources disagree, in tyiyn.
    pub at_disputed_rate: Option<Money>,
}

/// A daily penalty rate as it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateUsed {
    /// Its first day.
    pub from: Date,
    /// Parts per million a day (900 is 0.09 %).
    pub per_day_ppm: u32,
    /// Where the rate is from.
    pub source: Text,
    /// The day it was last compared with its source; `None` when it never was.
    pub last_confirmed: Option<Date>,
}

/// What has to be done next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextStep {
    /// By whom.
    pub who: Binds,
    /// What.
    pub what: Deed,
    /// By when, if a day is set.
    pub by: Option<Date>,
}

/// What can be asked of someone next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Tell the missing facts.
    StateFacts,
    /// Have an authority confirm what the person said.
    GetConfirmation,
    /// Apply for the regime (`reg:8`).
    ApplyForRegime,
    /// Register the change of regime (`reg:9`).
    RegisterRegime,
    /// Pay the deposit to the customs body's account (`reg:12`).
    PayDepositToCustoms,
    /// Pay the deposit to the tax body's account (`reg:16`).
    PayDepositToTaxBody,
    /// Notify the tax body of the release (`reg:15`).
    NotifyTaxBody,
    /// Apply for the return of the deposit (`reg:18`).
    ApplyForReturn,
    /// Apply again: the papers were refused (`reg:19`).
    ApplyForReturnAgain,
    /// Apply although our count says that the term is over: the body decides (`reg:18`).
    ApplyLate,
    /// Decide on the application (`reg:19`).
    DecideOnReturn,
    /// Import goods and export some of them (`reg:5.1`).
    ImportWithExport,
    /// Export some of the goods that were imported (`reg:5.1`): after those months no new import can help.
    ExportSome,
    /// Export what is left of the goods (`reg:5.2`).
    ExportInFull,
    /// Pay the debts (`reg:5.3`, `reg:19`).
    PayDebts,
    /// Reckon and pay taxes by the general procedure (`reg:6`).
    PassToGeneralProcedure,
    /// Apply to customs to use the regime on the import (`reg:11`).
    ApplyToCustoms,
    /// Get the tax body's confirmation of registration (`reg:11`).
    GetRegistrationConfirmation,
    /// Give customs the commitment on subsequent export (`reg:13`).
    GiveCommitment,
    /// Decide on the release (`reg:14`).
    DecideOnRelease,
    /// File the indirect-tax report with a copy of the receipt (`reg:17`).
    ReportWithReceipt,
    /// Apply for the return of the deposit on paper (`reg:18`).
    ApplyForReturnOnPaper,
    /// Confirm to the deciding body whether there are debts (`reg:19`).
    ConfirmDebts,
    /// Say where the money is to go, in allowed parts that add up (`reg:20`).
    CorrectDirections,
    /// Transfer what is not confirmed to the budget (`reg:21`).
    TransferToBudget,
}
