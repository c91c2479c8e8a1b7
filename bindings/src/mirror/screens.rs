//! The screens before and around a session.

use salyk_client::intent::ScreenId;
use salyk_client::view::{
    AccountRow, AccountsView, Action, ApplicationView, Block, CertificateView, Choice, ConfirmView,
    ConsentView, DocumentView, DutiesView, EntryView, Field, FilesView, Frame, HomeView, LotView, LotsView,
    Notice, OutboxView, PaperView, PlanView, ReceiptShown, RefundApplicationView, RegimeApplicationView,
    RegistrationView, RemindersView, Screen, SecretField, Section, SettingsHeadings, SettingsView, ShownDate,
    SignInView, StartingView, TaxReportView, TaxpayerChoiceView, Tick, UnsentRow, View, WhatIfView, WhyView,
};

/// A screen on the stack.
#[uniffi::remote(Record)]
pub struct Screen {
    /// Names it in intents.
    pub id: ScreenId,
    /// What every screen has.
    pub frame: Frame,
    /// What only this one has.
    pub view: View,
}

/// What a screen shows.
#[uniffi::remote(Enum)]
pub enum View {
    /// The store is being opened.
    Starting(StartingView),
    /// Sign in.
    SignIn(SignInView),
    /// One of the two documents.
    Document(DocumentView),
    /// A newer version asks for agreement during a session.
    Consent(ConsentView),
    /// This phone's accounts.
    Accounts(AccountsView),
    /// For which taxpayer to act.
    TaxpayerChoice(TaxpayerChoiceView),
    /// Where the taxpayer stands.
    Home(HomeView),
    /// Every point that concerns the taxpayer.
    Duties(DutiesView),
    /// The lots.
    Lots(LotsView),
    /// One lot.
    Lot(LotView),
    /// What is to come for a lot that is not imported yet.
    Plan(PlanView),
    /// What would follow from an export of a lot.
    WhatIf(WhatIfView),
    /// Which deadlines remind.
    Reminders(RemindersView),
    /// Why a finding says what it says.
    Why(WhyView),
    /// What waits, was received and was refused.
    Outbox(OutboxView),
    /// The application for the regime.
    RegimeApplication(RegimeApplicationView),
    /// The application for the return of a deposit.
    RefundApplication(RefundApplicationView),
    /// The report on indirect taxes.
    TaxReport(TaxReportView),
    /// A paper to keep, print or pass on.
    Paper(PaperView),
    /// Records a fact as the person's word.
    Entry(EntryView),
    /// Files attached to something.
    Files(FilesView),
    /// The code that an inspector scans.
    Certificate(CertificateView),
    /// Settings.
    Settings(SettingsView),
    /// A question before something that can't be undone.
    Confirm(ConfirmView),
    /// The form of a registration.
    Registration(RegistrationView),
    /// An application for access that was sent.
    Application(ApplicationView),
}

/// The store is being opened.
#[uniffi::remote(Record)]
pub struct StartingView {
    /// What is going on, in one sentence.
    pub message: String,
}

/// Sign in (`guide:M1`, `guide:M2`).
#[uniffi::remote(Record)]
pub struct SignInView {
    /// «Логин».
    pub login: Field,
    /// «Сыр сөз».
    pub password: SecretField,
    /// The one box for both documents.
    pub consent: Tick,
    /// Both documents, as links, in the guide's order.
    pub documents: Vec<Action>,
    /// «Кирүү».
    pub enter: Action,
    /// Seconds until the next attempt may be made; counted down, not announced at every tick.
    pub wait_seconds: Option<u32>,
    /// The same in words.
    pub wait: Option<Notice>,
    /// Register, forgotten password, help, accounts.
    pub links: Vec<Action>,
}

/// A newer version of a document asks for agreement during a session (`guide:M2a`).
#[uniffi::remote(Record)]
pub struct ConsentView {
    /// What has happened, in one sentence.
    pub message: String,
    /// Both documents, as links.
    pub documents: Vec<Action>,
    /// The one box for both.
    pub consent: Tick,
    /// «Макулмун».
    pub accept: Action,
}

/// One of the two documents.
#[uniffi::remote(Record)]
pub struct DocumentView {
    /// The document's title.
    pub title: String,
    /// Version and first day in force, in one line; empty while it is being fetched.
    pub edition: String,
    /// The version alone.
    pub version: String,
    /// The text.
    pub blocks: Vec<Block>,
    /// Tries to fetch it again, when that failed.
    pub retry: Option<Action>,
}

/// A piece of a document.
#[uniffi::remote(Enum)]
pub enum Block {
    /// A heading.
    Heading {
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        text: String,
    },
}

/// This phone's accounts.
#[uniffi::remote(Record)]
pub struct AccountsView {
    /// One row each.
    pub accounts: Vec<AccountRow>,
    /// Adds one more login.
    pub add: Action,
}

/// An account on this phone.
#[uniffi::remote(Record)]
pub struct AccountRow {
    /// Its local id.
    pub account: String,
    /// Its login.
    pub login: String,
    /// How the service calls the person.
    pub person: String,
    /// Signed in, or locked and why.
    pub state: String,
    /// Goes to it.
    pub open: Action,
    /// Erases it from this phone.
    pub remove: Action,
}

/// For which taxpayer to act.
#[uniffi::remote(Record)]
pub struct TaxpayerChoiceView {
    /// One sentence above the list.
    pub message: String,
    /// One for each taxpayer; the label has its name, its INN masked, and the role.
    pub taxpayers: Vec<Action>,
}

/// Settings.
#[uniffi::remote(Record)]
pub struct SettingsView {
    /// The three languages.
    pub languages: Vec<Choice>,
    /// The receipts given by this account.
    pub receipts: Vec<ReceiptShown>,
    /// Where secrets are kept, and how well.
    pub vault: Section,
    /// Version, policy edition, calendar, licences.
    pub about: Section,
    /// Accounts, sign out here and everywhere, erase everything.
    pub actions: Vec<Action>,
    /// Headings of the lists.
    pub headings: SettingsHeadings,
}

/// A receipt of consent.
#[uniffi::remote(Record)]
pub struct ReceiptShown {
    /// The document and its version.
    pub document: String,
    /// When it was agreed to, in Bishkek time.
    pub accepted: ShownDate,
    /// The SHA-256 of the text, hexadecimal.
    pub sha256: String,
}

/// A question before something that can't be undone.
#[uniffi::remote(Record)]
pub struct ConfirmView {
    /// The question, with what will be lost.
    pub question: String,
    /// Does it.
    pub confirm: Action,
    /// Leaves everything as it is.
    pub decline: Action,
    /// That something unsent would be lost; present exactly when something is listed.
    pub warning: Option<Notice>,
    /// What the service does not have yet and would be lost; confirming discards it.
    pub unsent: Vec<UnsentRow>,
    /// Stays and sends that first; present exactly when something is listed.
    pub send_first: Option<Action>,
}

/// Something that the service does not have yet.
#[uniffi::remote(Record)]
pub struct UnsentRow {
    /// What it is.
    pub title: String,
    /// For which taxpayer it was made, where it is for one.
    pub whose: Option<String>,
    /// When it was made, in Bishkek time, where that is known.
    pub made: Option<String>,
    /// How far it has come.
    pub standing: String,
}
