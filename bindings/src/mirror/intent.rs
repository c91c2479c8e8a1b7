//! What a person can ask of the app.

use salyk_client::consent::DocumentKind;
use salyk_client::entries::EntryKind;
use salyk_client::intent::{
    Ask, CertificateAsk, CountryGroup, DutyFilter, FieldKey, Intent, Link, LotFilter, PaperAsk,
    RegistrationAsk, ScreenId,
};
use salyk_client::text::Language;

/// What a person asks for, and where.
#[uniffi::remote(Record)]
pub struct Intent {
    /// The screen on which it was asked.
    pub screen: ScreenId,
    /// What was asked.
    pub ask: Ask,
}

/// What a person asks for.
#[uniffi::remote(Enum)]
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

/// Addresses outside the app that it may open. No other leaves the core.
#[uniffi::remote(Enum)]
pub enum Link {
    /// The Taxpayer's Cabinet, where one registers or restores a password (`guide:G1`).
    Cabinet,
    /// The manual (`guide:M4`).
    Manual,
}

/// Which duties a list shows.
#[uniffi::remote(Enum)]
pub enum DutyFilter {
    /// What is broken, and what is still to be done or to be confirmed.
    Open,
    /// What is not kept, overdue, or was done late.
    Broken,
    /// What was entered by the person and is not confirmed, or may still change.
    Unconfirmed,
    /// What is not due yet.
    NotYet,
    /// What binds an authority.
    Authorities,
    /// What is kept.
    Kept,
    /// What does not apply.
    NotApplicable,
    /// Every duty.
    All,
}

/// The two groups of countries that the regulation tells apart.
#[uniffi::remote(Enum)]
pub enum CountryGroup {
    /// Third countries.
    Third,
    /// EAEU members.
    Eaeu,
}

/// Which lots a list shows.
#[uniffi::remote(Enum)]
pub enum LotFilter {
    /// Every lot.
    All,
    /// Lots on which something remains to be done.
    Open,
    /// Lots on which something is overdue.
    Overdue,
    /// Lots whose next last day is within 30 days.
    Soon,
    /// Lots that came to an end.
    Closed,
}

/// Which of the two documents (`guide:M2`).
#[uniffi::remote(Enum)]
pub enum DocumentKind {
    /// The terms of the offer agreement, «сунуш келишиминин шарттары».
    OfferAgreement,
    /// The privacy policy, «купуялык саясаты».
    PrivacyPolicy,
}

/// A language that the app speaks. Kyrgyz comes first.
#[uniffi::remote(Enum)]
pub enum Language {
    /// Кыргызча.
    Kyrgyz,
    /// Русский.
    Russian,
    /// English.
    English,
}
