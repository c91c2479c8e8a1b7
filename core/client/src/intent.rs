//! What a person can ask of the app.
//!
//! An intent names the screen on which it was given; one for a screen that is gone is dropped. A user interface does not
//! make most intents up: they come ready inside the [`Action`](crate::view::Action)s of a view.

mod certificate;
mod field;
mod lists;
mod papers;

pub use certificate::CertificateAsk;
pub use field::FieldKey;
pub use lists::{CountryGroup, DutyFilter, LotFilter};
pub use papers::{CustomsPaper, PaperAsk};

use crate::consent::DocumentKind;
use crate::entries::EntryKind;
use crate::registration::{ApplicantKind, Representative, Subject};
use crate::text::Language;

/// Names a screen on the stack for as long as the app runs; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScreenId(pub u64);

/// Names a request to the host; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// What a person asks for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// The screen on which it was asked.
    pub screen: ScreenId,
    /// What was asked.
    pub ask: Ask,
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// A field's whole text after an edit, at most 4,096 bytes are kept.
    Typed {
        /// Which field.
        field: FieldKey,
        /// All of its text.
        text: String,
        /// The host's count of edits, echoed as the field's `edit`, so that a late view can be told from a newer one.
        edit: u64,
    },
    /// Ticks or clears the consent box (`guide:M2`).
    TickConsent {
        /// The box's new state.
        ticked: bool,
    },
    /// «Кирүү».
    Enter,
    /// Opens a document.
    OpenDocument {
        /// Which one.
        kind: DocumentKind,
    },
    /// Opens the request to agree to a newer version during a session (`guide:M2a`).
    OpenConsent,
    /// Changes the language of every screen.
    ChooseLanguage {
        /// The new language.
        language: Language,
    },
    /// Tries again what failed on this screen, or asks for the newest.
    Refresh,
    /// Puts away the message about trouble with the phone, once it was read.
    Dismiss,
    /// Leaves this screen.
    Back,
    /// Opens the list of this phone's accounts.
    OpenAccounts,
    /// Goes to an account: its home, or its sign-in when its session has ended.
    SwitchAccount {
        /// The account's local id.
        account: String,
    },
    /// Opens an empty sign-in for one more login.
    AddAccount,
    /// Erases an account from this phone; asked about first.
    RemoveAccount {
        /// The account's local id.
        account: String,
    },
    /// Chooses for which taxpayer to act.
    ChooseTaxpayer {
        /// The taxpayer's opaque id.
        taxpayer: String,
    },
    /// Opens the choice of the taxpayer to act for.
    OpenTaxpayers,
    /// Opens the list of duties.
    OpenDuties,
    /// Opens the list of duties at what is broken or late.
    OpenBreaches,
    /// Shows only the duties that match.
    FilterDuties {
        /// Which ones.
        filter: DutyFilter,
    },
    /// Opens the list of lots.
    OpenLots,
    /// Opens a lot.
    OpenLot {
        /// The lot's id in the dossier.
        lot: String,
    },
    /// Opens the plan of a lot that is not imported yet.
    OpenPlan {
        /// The lot's id in the dossier; without one, any lot that is thought of.
        lot: Option<String>,
    },
    /// Plans for imports from this group of countries.
    PlanOrigin {
        /// The group.
        group: CountryGroup,
    },
    /// Plans for exports to this group of countries.
    PlanDestination {
        /// The group.
        group: CountryGroup,
    },
    /// Opens what would follow from an export of a lot.
    OpenWhatIf {
        /// The lot's id in the dossier.
        lot: String,
    },
    /// Thinks of an export of this goods line.
    PlanGoods {
        /// The line's number.
        line: u32,
    },
    /// Opens the deadlines that remind.
    OpenReminders,
    /// Turns reminders on this phone on or off.
    Remind {
        /// The new state.
        on: bool,
    },
    /// Offers the deadlines as a calendar file.
    ExportCalendar,
    /// Opens why a finding says what it says.
    OpenWhy {
        /// The finding's id.
        finding: String,
    },
    /// Shows only the lots that match.
    FilterLots {
        /// Which ones.
        filter: LotFilter,
    },
    /// Shows only the lots in a state.
    FilterLotState {
        /// The state, as its choice names it; every state without one.
        state: Option<String>,
    },
    /// Offers the lots that the list shows as a file for a spreadsheet.
    ExportLots,
    /// Moves to a page of the list, counted from 0.
    ShowPage {
        /// The page.
        page: u32,
    },
    /// Opens what waits, was received and was refused.
    OpenOutbox,
    /// Opens the application for the regime.
    OpenRegimeApplication,
    /// Answers whether an exclusion applies (`reg:3`).
    AnswerExclusion {
        /// The exclusion's number in the text, from 0.
        number: u32,
        /// Whether it applies.
        applies: bool,
    },
    /// Ticks or clears that the VAT registration will be cancelled (`reg:8`).
    AcceptVatCancelled {
        /// The box's new state.
        ticked: bool,
    },
    /// Opens the application for the return of a lot's deposit to the tax body (`reg:18`).
    OpenRefundApplication {
        /// The lot's id in the dossier.
        lot: String,
    },
    /// Opens the report on indirect taxes for a lot (`reg:17`).
    OpenTaxReport {
        /// The lot's id in the dossier.
        lot: String,
    },
    /// Chooses the month that the report in front is about.
    ChooseMonth {
        /// The month, `2026-05`.
        month: String,
    },
    /// Files the application in front.
    File,
    /// Makes a refused application anew from what it said.
    MendApplication {
        /// Its key.
        application: String,
    },
    /// Tries to send now what waits.
    TryNow,
    /// Takes back an application that waits, or a refused one out of sight.
    WithdrawApplication {
        /// Its key.
        application: String,
    },
    /// Opens the screen on which a fact about a lot is recorded.
    OpenEntry {
        /// The lot's id in the dossier.
        lot: String,
        /// What kind of fact.
        kind: EntryKind,
    },
    /// Records another kind of what customs answered.
    ChooseEntryKind {
        /// What kind of fact.
        kind: EntryKind,
    },
    /// Records the fact in front, as the person's word.
    RecordEntry,
    /// Takes back what was entered and not acknowledged: it was wrong, or the case's word counts.
    TakeBackEntry {
        /// Its local id.
        entry: String,
    },
    /// Stays with what was entered where the case says otherwise: the person will ask the office.
    KeepEntry {
        /// Its local id.
        entry: String,
    },
    /// Opens the settings.
    OpenSettings,
    /// Agrees to a newer version during a session (`guide:M2a`).
    AcceptDocuments,
    /// Ends the session; asked about first.
    SignOut {
        /// On every phone, not just on this one.
        everywhere: bool,
    },
    /// Erases everything of this app from this phone; asked about first.
    EraseEverything,
    /// Agrees to the question that the screen asks.
    Confirm,
    /// Declines the question that the screen asks.
    Decline,
    /// Stays, and tries to send now what the question lists as unsent.
    SendFirst,
    /// Opens the files attached to a lot.
    OpenLotFiles {
        /// The lot's id in the dossier.
        lot: String,
    },
    /// Asks the host to let the person choose a file.
    AddFile {
        /// To what it will be attached.
        to: String,
    },
    /// The person certifies that an attached file is a true copy (`reg:18`).
    CertifyFile {
        /// The file's name in the view.
        file: String,
    },
    /// Holds the sending of an attached file, or lets it go on.
    PauseFile {
        /// The file's name in the view.
        file: String,
        /// The new state.
        paused: bool,
    },
    /// Takes an attached file away, or stops its sealing.
    RemoveFile {
        /// The file's name in the view.
        file: String,
    },
    /// Puts away what is said of files that could not be attached.
    DismissRefusedFiles {
        /// To what they were to be attached.
        to: String,
    },
    /// Opens an address of the tax service outside the app.
    OpenLink {
        /// Which one.
        link: Link,
    },
    /// Something about a registration.
    Registration {
        /// What.
        ask: RegistrationAsk,
    },
    /// Something about a paper to keep, print or pass on.
    Papers {
        /// What.
        ask: PaperAsk,
    },
    /// Something about the code that an inspector scans.
    Certificate {
        /// What.
        ask: CertificateAsk,
    },
}

/// What a person asks for about a registration (`guide:G0–G7`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegistrationAsk {
    /// «Каттоо»: opens the form.
    Open,
    /// «Жактын түрү».
    ChooseKind {
        /// The kind.
        kind: ApplicantKind,
    },
    /// «Кызматыңыз» (`guide:G7`).
    ChooseRole {
        /// The role.
        role: Representative,
    },
    /// «Издөө».
    LookUp {
        /// Whom to look up.
        subject: Subject,
    },
    /// A field was left: what is wrong with it may be said from now on.
    Leave {
        /// Which field.
        field: FieldKey,
    },
    /// «Катталуу», or the mended application sent again.
    Submit,
    /// Erases what was typed; asked about first.
    EraseDraft,
    /// Opens an application that was sent.
    OpenApplication {
        /// Its local id.
        application: String,
    },
    /// Opens the form that mends the refused application in front.
    Mend,
    /// Goes to sign in with the login that was granted.
    UseLogin,
    /// Follows the application in front no more; asked about first.
    Forget,
}

/// Addresses outside the app that it may open. No other leaves the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// The Taxpayer's Cabinet, where one registers or restores a password (`guide:G1`).
    Cabinet,
    /// The manual (`guide:M4`).
    Manual,
}

impl Link {
    /// The address, always https.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Cabinet => "https://cabinet.salyk.kg",
            Self::Manual => "https://salyk.kg",
        }
    }
}
