//! A finding: what one point of the regulation says about one taxpayer or lot on one day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::dossier::LotId;
pub use crate::finding_id::FindingId;
use crate::listed::Listed;
use crate::money::Money;
use crate::policy::ReadingKey;
use crate::rule::RuleId;
use crate::set::KeySet;
use crate::text::Text;
use crate::why::{Doubt, FactKey, FactUsed, Step};

/// What a point of the regulation says on the day of the assessment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// Stable: the same dossier gives the same id whatever the day.
    pub id: FindingId,
    /// The point it rests on.
    pub rule: RuleId,
    /// What it is about.
    pub subject: Subject,
    /// The answer.
    pub verdict: Verdict,
    /// Whom the point binds. What binds an authority is never the taxpayer's breach.
    pub binds: Binds,
    /// The weakest of the facts, figures and calendar days it used.
    pub certainty: Certainty,
    /// Why it is not settled; empty when it is.
    pub doubts: KeySet<Doubt>,
    /// The smallest sets of facts any one of which would settle it; empty when facts cannot or need not.
    pub settled_by: Vec<KeySet<FactKey>>,
    /// The facts it used, and those it looked for and did not find.
    pub facts: Listed<FactUsed>,
    /// Its dates.
    pub dates: Dates,
    /// The arithmetic in the order it was done.
    pub steps: Listed<Step>,
    /// The chosen readings of the text that it rests on (⚑).
    pub readings: KeySet<ReadingKey>,
    /// The policy edition under which it was made.
    pub edition: Text,
    /// The penalty so far, as an estimate: the body computes it (`reg:16`, `reg:21`).
    pub penalty: Option<Box<PenaltyEstimate>>,
    /// Who has to do what next.
    pub next_step: Option<NextStep>,
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
    pub days_left: Option<i64>,
    /// How many days late it is or was done; none when in time.
    pub days_late: Option<i64>,
    /// The due day falls on a day off; it is shown as it is and not moved.
    pub falls_on_day_off: bool,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
