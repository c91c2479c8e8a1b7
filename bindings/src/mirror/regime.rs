//! The screens of a taxpayer under the regime.

use salyk_client::view::{
    Action, Choice, DocumentNeeded, DutiesView, DutyGroup, EntryRow, EventShown, FactShown, Field,
    FindingRow, GoodsShown, HomeHeadings, HomeView, InnShown, LotHeadings, LotRow, LotView, LotsView,
    MoneyLine, Notice, PlanHeadings, PlanView, PlannedRow, RegisteredShown, ReminderRow, RemindersHeadings,
    RemindersView, Section, ShownDate, ShownMoney, StepShown, Tick, Tone, WhyHeadings, WhyView,
};

/// Where the taxpayer stands.
#[uniffi::remote(Record)]
pub struct HomeView {
    /// The taxpayer's INN; a person's is masked.
    pub inn: Option<InnShown>,
    /// What the register says, in one sentence; absent while nothing was ever fetched.
    pub registered: Option<RegisteredShown>,
    /// Our finding, where it says more than the register; never the authority's decision.
    pub finding: Option<Notice>,
    /// The next three deadlines.
    pub deadlines: Vec<FindingRow>,
    /// What is overdue.
    pub overdue: Vec<FindingRow>,
    /// The sums on both deposit accounts.
    pub deposits: Vec<MoneyLine>,
    /// Breaches and debts.
    pub alerts: Vec<Notice>,
    /// When the data was fetched, in words.
    pub age: Option<String>,
    /// Lots, other taxpayers, refresh, settings.
    pub actions: Vec<Action>,
    /// Headings of the lists.
    pub headings: HomeHeadings,
}

/// A taxpayer's INN.
#[uniffi::remote(Record)]
pub struct InnShown {
    /// Its name, «ИСН».
    pub label: String,
    /// The number; of a person's only its end.
    pub text: String,
    /// What a screen reader says instead: the name in full, digit by digit.
    pub spoken: String,
}

/// The register's own word.
#[uniffi::remote(Record)]
pub struct RegisteredShown {
    /// One sentence.
    pub text: String,
    /// Who says so.
    pub source: String,
    /// How it stands.
    pub tone: Tone,
    /// Its tone in a word, so that colour is never alone.
    pub standing: String,
}

/// A finding in a list.
#[uniffi::remote(Record)]
pub struct FindingRow {
    /// The finding's id.
    pub finding: String,
    /// What is to be done or was found, in one line.
    pub title: String,
    /// Which lot, where it is about one.
    pub lot: Option<String>,
    /// The rule it rests on, `reg:18`.
    pub rule: String,
    /// The day, where there is one.
    pub date: Option<ShownDate>,
    /// That the day rests on a reading, is provisional, or falls on a day off.
    pub remarks: Vec<String>,
    /// How it stands.
    pub tone: Tone,
    /// Its standing in a word, so that colour is never alone.
    pub standing: String,
    /// Opens why.
    pub why: Action,
}

/// Every point that concerns the taxpayer, a page at a time.
#[uniffi::remote(Record)]
pub struct DutiesView {
    /// The filters.
    pub filters: Vec<Choice>,
    /// The rows of this page, at most 50, by the day they are due; what binds an authority in a group of its own.
    pub groups: Vec<DutyGroup>,
    /// How many match, in words.
    pub summary: String,
    /// This page, counted from 0.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// Which page of how many, in words.
    pub place: String,
    /// The page before this one.
    pub previous: Option<Action>,
    /// The page after this one.
    pub next: Option<Action>,
}

/// Duties under one heading.
#[uniffi::remote(Record)]
pub struct DutyGroup {
    /// The day they are due, or what they have in common.
    pub heading: String,
    /// The duties.
    pub rows: Vec<FindingRow>,
}

/// A sum with its name.
#[uniffi::remote(Record)]
pub struct MoneyLine {
    /// What it is.
    pub label: String,
    /// How much.
    pub sum: ShownMoney,
    /// That it is an estimate, is entered by the person, and the like.
    pub remark: Option<String>,
}

/// The lots, a page at a time.
#[uniffi::remote(Record)]
pub struct LotsView {
    /// Search by declaration number.
    pub search: Field,
    /// The filters.
    pub filters: Vec<Choice>,
    /// The states that lots of the chosen filter are in; empty where there is nothing to choose.
    pub states: Vec<Choice>,
    /// The rows of this page, at most 50.
    pub rows: Vec<LotRow>,
    /// How many lots match, in words.
    pub summary: String,
    /// This page, counted from 0.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// Which page of how many, in words.
    pub place: String,
    /// The page before this one.
    pub previous: Option<Action>,
    /// The page after this one.
    pub next: Option<Action>,
    /// Offers the lots that match, of every page, as a file for a spreadsheet.
    pub export: Action,
}

/// A lot in the list.
#[uniffi::remote(Record)]
pub struct LotRow {
    /// The lot's id.
    pub lot: String,
    /// What to call it: its declaration number, or else its first goods.
    pub title: String,
    /// Its state, in words.
    pub state: String,
    /// The country imported from.
    pub imported_from: String,
    /// The conditionally accrued VAT.
    pub vat: Option<ShownMoney>,
    /// The next deadline, in one line.
    pub next: Option<String>,
    /// The same day, raw.
    pub next_date: Option<ShownDate>,
    /// How it stands.
    pub tone: Tone,
    /// Opens the lot.
    pub open: Action,
}

/// One lot.
#[uniffi::remote(Record)]
pub struct LotView {
    /// What to call it.
    pub title: String,
    /// Its state, in words.
    pub state: String,
    /// How it stands.
    pub tone: Tone,
    /// Country, account, authority.
    pub origin: Section,
    /// What happened and what is due, in the order of days.
    pub timeline: Vec<EventShown>,
    /// The goods.
    pub goods: Vec<GoodsShown>,
    /// Deposit, confirmed share, at risk.
    pub money: Vec<MoneyLine>,
    /// What the refund application needs, by destination (`reg:18`).
    pub documents: Vec<DocumentNeeded>,
    /// What the person entered about it and the case does not tell the same way.
    pub entries: Vec<EntryRow>,
    /// Every finding about this lot.
    pub findings: Vec<FindingRow>,
    /// Its plan, while it is not imported.
    pub actions: Vec<Action>,
    /// Headings of the lists, and names of the values in them.
    pub headings: LotHeadings,
}

/// Something on a lot's calendar line.
#[uniffi::remote(Record)]
pub struct EventShown {
    /// The day.
    pub date: ShownDate,
    /// What.
    pub text: String,
    /// Who says so, for what has happened; none for what is yet to come.
    pub source: Option<String>,
    /// How it stands.
    pub tone: Tone,
}

/// A goods line.
#[uniffi::remote(Record)]
pub struct GoodsShown {
    /// Its name.
    pub name: String,
    /// ТН ВЭД code, 10 digits.
    pub code: String,
    /// How much came in, with its unit.
    pub imported: String,
    /// How much went out.
    pub exported: String,
    /// How much is left.
    pub left: String,
}

/// A document that the refund application needs.
#[uniffi::remote(Record)]
pub struct DocumentNeeded {
    /// What it is.
    pub name: String,
    /// Who issues it.
    pub issued_by: String,
    /// Whether it is attached.
    pub attached: bool,
    /// The same in a word. Only the body finds papers conforming, so being attached is no good tone.
    pub state: String,
}

/// What will be due when for a lot that is not imported yet.
#[uniffi::remote(Record)]
pub struct PlanView {
    /// What to call the lot.
    pub title: String,
    /// What the plan supposes, in one or two sentences.
    pub explanation: String,
    /// The day of import; without one the steps have no dates.
    pub day: Field,
    /// From what countries the goods come.
    pub origins: Vec<Choice>,
    /// To what countries they are to go; none chosen while that is open.
    pub destinations: Vec<Choice>,
    /// Whose account the deposit goes to, and to whom one applies.
    pub account: Section,
    /// What is to come: what has a date by its date, then the rest.
    pub steps: Vec<PlannedRow>,
    /// What the refund application will need (`reg:18`).
    pub documents: Vec<DocumentNeeded>,
    /// Headings of the lists, and names of the values in them.
    pub headings: PlanHeadings,
}

/// One thing to come.
#[uniffi::remote(Record)]
pub struct PlannedRow {
    /// What is to be done.
    pub title: String,
    /// By whom.
    pub who: String,
    /// The rule it rests on, `reg:18`.
    pub rule: String,
    /// The last day for it, where one follows from the planned day.
    pub date: Option<ShownDate>,
    /// That the day rests on a reading, is provisional, or falls on a day off.
    pub remarks: Vec<String>,
    /// How the day was counted, a step a line.
    pub steps: Vec<StepShown>,
}

/// Which deadlines remind, and when.
#[uniffi::remote(Record)]
pub struct RemindersView {
    /// When reminders come and what they carry, in a few sentences.
    pub explanation: String,
    /// Whether this phone reminds of this taxpayer's deadlines.
    pub remind: Tick,
    /// That the phone would not.
    pub problem: Option<Notice>,
    /// How many deadlines there are, in words.
    pub summary: String,
    /// The deadlines, the soonest first, at most 50; what several lots ask for by one day is one.
    pub rows: Vec<ReminderRow>,
    /// Offers them as a calendar file.
    pub export: Action,
    /// Heading of the list.
    pub headings: RemindersHeadings,
}

/// A deadline that reminds.
#[uniffi::remote(Record)]
pub struct ReminderRow {
    /// What is to be done.
    pub title: String,
    /// The lot, or how many lots.
    pub lots: Option<String>,
    /// The rule it rests on, `reg:18`.
    pub rule: String,
    /// The last day.
    pub date: ShownDate,
    /// That the day rests on a reading, is provisional, or falls on a day off.
    pub remarks: Vec<String>,
    /// The next reminder, in words.
    pub next: String,
}

/// Why a finding says what it says.
#[uniffi::remote(Record)]
pub struct WhyView {
    /// The finding, in one line.
    pub title: String,
    /// The point's number, spelt out.
    pub point: String,
    /// `reg:18`.
    pub rule: String,
    /// What the point asks, in plain words.
    pub meaning: String,
    /// Its standing in words.
    pub standing: String,
    /// How it stands.
    pub tone: Tone,
    /// The facts used, and who says so.
    pub facts: Vec<FactShown>,
    /// The arithmetic, a step a line.
    pub steps: Vec<StepShown>,
    /// The policy's edition, its legal basis, and when it was last confirmed.
    pub edition: String,
    /// The readings chosen where the text is not clear.
    pub readings: Vec<String>,
    /// What to do next.
    pub next_step: Option<String>,
    /// What would settle it, where it is not settled.
    pub would_settle: Vec<String>,
    /// Headings of the parts, and names of the values in them.
    pub headings: WhyHeadings,
}

/// A fact that a finding used.
#[uniffi::remote(Record)]
pub struct FactShown {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
    /// Who says so.
    pub source: String,
}

/// A step of the arithmetic.
#[uniffi::remote(Record)]
pub struct StepShown {
    /// What was counted.
    pub text: String,
    /// What it came to.
    pub result: String,
}
