//! What a user interface draws: immutable snapshots, with the text ready to show and the raw value beside it.
//!
//! No user interface works out by itself whether something is allowed: every [`Action`] says so, and why not.

mod attachments;
mod certificate;
mod entries;
mod filing;
mod headings;
mod lot_forms;
mod papers;
mod parts;
mod regime;
mod registration;
mod screens;
mod update;
mod what_if;

pub use attachments::{AttachmentRow, FilesView};
pub use certificate::{CertificateView, CodeShown};
pub use entries::{EntryHeadings, EntryRow, EntryView};
pub use filing::{ApplicationRow, OutboxHeadings, OutboxView, QuestionShown, RegimeApplicationView};
pub use headings::{
    FrameHeadings, HomeHeadings, LotHeadings, PlanHeadings, RemindersHeadings, SettingsHeadings, WhyHeadings,
};
pub use lot_forms::{PaperShown, RefundApplicationView, TaxReportView};
pub use papers::{PaperPart, PaperRow, PaperView};
pub use parts::{
    Action, Choice, Field, Frame, Importance, Notice, SecretField, Section, ShownDate, ShownMoney, Tick, Tone,
};
pub use regime::{
    DocumentNeeded, DutiesView, DutyGroup, EventShown, FactShown, FindingRow, GoodsShown, HomeView, InnShown,
    LotRow, LotView, LotsView, MoneyLine, PlanView, PlannedRow, RegisteredShown, ReminderRow, RemindersView,
    StepShown, WhyView,
};
pub use registration::{ApplicationView, ChoiceField, FilledField, FormItem, RegistrationView};
pub use screens::{
    AccountRow, AccountsView, Block, ConfirmView, ConsentView, DocumentView, ReceiptShown, Screen,
    SettingsView, SignInView, StartingView, TaxpayerChoiceView, UnsentRow, View,
};
pub use update::{HostRequest, HostRequestKind, Reminder, Update};
pub use what_if::{ChangeShown, GuessShown, WhatIfHeadings, WhatIfView};
