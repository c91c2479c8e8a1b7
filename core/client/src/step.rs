//! One step of the app: an event goes in, effects come out. Nothing here waits, reads a clock or draws a random number.

use jiff::Timestamp;

use crate::accounts;
use crate::attachments;
use crate::certificate;
use crate::consent;
use crate::effect::Effect;
use crate::entries;
use crate::event::Event;
use crate::filing::{self, Form};
use crate::intent::{Ask, CertificateAsk, FieldKey, Intent};
use crate::model::Model;
use crate::papers;
use crate::regime;
use crate::registration;
use crate::screens;
use crate::session;
use crate::settings;
use crate::start;
use crate::storage;

/// What a step may know of the world.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// UTC now.
    pub now: Timestamp,
}

/// Lets one event change the model; gives what is to be done outside, in order.
#[must_use]
pub fn step(model: &mut Model, event: Event, context: &Context) -> Vec<Effect> {
    model.now = context.now;
    match event {
        Event::Started => start::started(model),
        Event::Resumed => start::resumed(model),
        Event::Suspending => storage::fall_asleep(model),
        Event::Asked(intent) => asked(model, intent),
        Event::SecretEntered {
            screen,
            field,
            secret,
        } => {
            if model.screens.is_top(screen) && field == FieldKey::Password {
                session::password_entered(model, secret);
            } else if model.screens.is_top(screen) {
                registration::secret_entered(model, field, secret);
            }
        }
        Event::HostAnswered { request, done } => regime::answered(model, request, done),
        Event::Catalogue(ticket, result) => consent::catalogue_answered(model, ticket, result),
        Event::Document(ticket, result) => consent::document_answered(model, ticket, result),
        Event::Table(ticket, result) => regime::table_answered(model, ticket, result),
        Event::SignedIn(ticket, result) => session::sign_in_answered(model, ticket, result),
        Event::Refreshed(ticket, result) => session::refresh_answered(model, ticket, result),
        Event::Registration(ticket, result) => registration::answered(model, ticket, result),
        Event::Called(ticket, result) => session::call_answered(model, ticket, result),
        Event::VaultRead(ticket, result) => session::vault_read(model, ticket, result),
        Event::VaultChanged(ticket, result) => session::vault_changed(model, ticket, result),
        Event::Loaded(ticket, result) => start::loaded(model, ticket, result),
        Event::Saved(ticket, result) => {
            storage::saved(model, ticket, result);
            registration::store_answered(model);
        }
        Event::FileOffered { to, name, source } => attachments::offered(model, to, &name, source),
        Event::FilePassed(ticket, bytes) => attachments::passed(model, ticket, bytes),
        Event::FileSealed(ticket, result) => attachments::sealed(model, ticket, result),
        Event::FilesSwept(ticket, result) => attachments::swept(model, ticket, &result),
        Event::DeviceKey(ticket, result) => certificate::key_told(model, ticket, result),
        Event::Presented(ticket, result) => certificate::presented(model, ticket, result),
        Event::Woke(ticket) if attachments::woke(model, ticket) || certificate::woke(model, ticket) => {}
        Event::Woke(ticket) => {
            session::woke(model, ticket);
            filing::woke(model, ticket);
            registration::woke(model, ticket);
        }
    }
    filing::keep_current(model);
    entries::keep_current(model);
    regime::keep_current(model);
    entries::acknowledge(model);
    attachments::keep_current(model);
    certificate::keep_current(model);
    storage::close_if_asleep(model);
    model.take_effects()
}

/// An intent for a screen that is not in front changes nothing, nor does any but the choice of a language before the phone has
/// read what it holds.
fn asked(model: &mut Model, Intent { screen, ask }: Intent) {
    if !model.screens.is_top(screen) {
        tracing::debug!("an intent came for a screen that is not in front");
        return;
    }
    if !start::is_ready(model) && !matches!(ask, Ask::ChooseLanguage { .. }) {
        return;
    }
    match ask {
        Ask::Typed {
            field: FieldKey::Login,
            text,
            edit,
        } => session::login_typed(model, text, edit),
        Ask::Typed {
            field: FieldKey::Search,
            text,
            edit,
        } => regime::search_typed(model, text, edit),
        Ask::Typed {
            field: FieldKey::PlannedDay,
            text,
            edit,
        } => regime::day_typed(model, text, edit),
        Ask::Typed {
            field: FieldKey::PlannedQuantity,
            text,
            edit,
        } => regime::quantity_typed(model, text, edit),
        Ask::Typed {
            field: field @ (FieldKey::EntryNumber | FieldKey::EntryDay | FieldKey::EntrySum),
            text,
            edit,
        } => entries::typed(model, field, text, edit),
        // A password that comes as text has already been copied about: it is not taken.
        Ask::Typed {
            field: FieldKey::Password,
            ..
        } => {}
        Ask::Typed {
            field:
                field @ (FieldKey::PersonInn
                | FieldKey::OrganisationInn
                | FieldKey::NewPassword
                | FieldKey::PasswordAgain),
            text,
            edit,
        } => registration::typed(model, field, &text, edit),
        Ask::Typed {
            field:
                field @ (FieldKey::PaperPost
                | FieldKey::PaperNumber
                | FieldKey::PaperDay
                | FieldKey::PaperAddress
                | FieldKey::PaperDeclaration
                | FieldKey::PaperValue
                | FieldKey::PaperExportDay
                | FieldKey::PaperExportCountry
                | FieldKey::PaperClaimed
                | FieldKey::PaperBank
                | FieldKey::PaperSignatory
                | FieldKey::PaperRole),
            text,
            edit,
        } => papers::typed(model, field, &text, edit),
        Ask::Typed {
            field:
                field @ (FieldKey::ToOtherTaxes
                | FieldKey::ToCustomsPayments
                | FieldKey::ToComingObligations
                | FieldKey::ToTaxDebt
                | FieldKey::ReturnAccount),
            text,
            edit,
        } => filing::typed(model, field, text, edit),
        Ask::Registration { ask } => registration::asked(model, ask),
        Ask::TickConsent { ticked } if registration::tick(model, ticked) => {}
        Ask::TickConsent { ticked } => consent::tick(model, ticked),
        Ask::Enter => session::enter(model),
        Ask::AcceptDocuments => consent::accept_in_session(model),
        Ask::OpenDocument { kind } => consent::open_document(model, kind),
        Ask::OpenConsent => consent::open(model),
        Ask::ChooseLanguage { language } => settings::choose_language(model, language),
        Ask::Refresh => start::refresh(model),
        Ask::Dismiss => model.trouble = None,
        Ask::Back => screens::back(model),
        Ask::OpenAccounts => accounts::open(model),
        Ask::SwitchAccount { account } => accounts::switch(model, &account),
        Ask::AddAccount => accounts::add(model),
        Ask::RemoveAccount { account } => accounts::ask_to_remove(model, &account),
        Ask::ChooseTaxpayer { taxpayer } => accounts::choose_taxpayer(model, &taxpayer),
        Ask::OpenTaxpayers => accounts::open_taxpayers(model),
        Ask::OpenDuties => regime::open_duties(model),
        Ask::OpenBreaches => regime::open_breaches(model),
        Ask::FilterDuties { filter } => regime::filter_duties(model, filter),
        Ask::OpenLots => regime::open_lots(model),
        Ask::OpenLot { lot } => regime::open_lot(model, lot),
        Ask::OpenPlan { lot } => regime::open_plan(model, lot),
        Ask::PlanOrigin { group } => regime::choose_origin(model, group),
        Ask::PlanDestination { group } => regime::choose_destination(model, group),
        Ask::OpenWhatIf { lot } => regime::open_what_if(model, lot),
        Ask::PlanGoods { line } => regime::choose_goods(model, line),
        Ask::OpenReminders => regime::open_reminders(model),
        Ask::Remind { on } => regime::remind(model, on),
        Ask::ExportCalendar => regime::export_calendar(model),
        Ask::OpenWhy { finding } => regime::open_why(model, finding),
        Ask::FilterLots { filter } => regime::filter_lots(model, filter),
        Ask::FilterLotState { state } => regime::filter_state(model, state.as_deref()),
        Ask::ExportLots => regime::export_lots(model),
        Ask::ShowPage { page } => regime::show_page(model, page),
        Ask::OpenOutbox => filing::open_outbox(model),
        Ask::OpenRegimeApplication => filing::open_regime(model),
        Ask::AnswerExclusion { number, applies } => filing::answer_exclusion(model, number, applies),
        Ask::AcceptVatCancelled { ticked } => filing::accept_vat(model, ticked),
        Ask::OpenRefundApplication { lot } => filing::open_form(model, Form::Refund, lot),
        Ask::OpenTaxReport { lot } => filing::open_form(model, Form::Report, lot),
        Ask::ChooseMonth { month } => filing::choose_month(model, month),
        Ask::File => filing::file(model),
        Ask::MendApplication { application } => filing::mend(model, &application),
        Ask::TryNow => filing::try_now(model),
        Ask::WithdrawApplication { application } => filing::withdraw(model, application),
        Ask::OpenEntry { lot, kind } => entries::open(model, lot, kind),
        Ask::ChooseEntryKind { kind } => entries::choose_kind(model, kind),
        Ask::RecordEntry => entries::record(model),
        Ask::TakeBackEntry { entry } => entries::take_back(model, &entry),
        Ask::KeepEntry { entry } => entries::keep(model, &entry),
        Ask::OpenSettings => settings::open(model),
        Ask::SignOut { everywhere } => settings::ask_to_sign_out(model, everywhere),
        Ask::EraseEverything => settings::ask_to_erase(model),
        Ask::Confirm => settings::confirmed(model),
        Ask::Decline => screens::back(model),
        Ask::SendFirst => settings::send_first(model),
        Ask::OpenLotFiles { lot } => attachments::open_lot(model, &lot),
        Ask::AddFile { to } => attachments::ask_for_file(model, to),
        Ask::CertifyFile { file } => attachments::certify(model, &file),
        Ask::PauseFile { file, paused } => attachments::pause(model, &file, paused),
        Ask::RemoveFile { file } => attachments::remove(model, &file),
        Ask::DismissRefusedFiles { to } => attachments::dismiss(model, &to),
        Ask::Papers { ask } => papers::asked(model, ask),
        Ask::Certificate { ask } => match ask {
            CertificateAsk::Open => certificate::open(model),
            CertificateAsk::Renew => certificate::renew(model),
            CertificateAsk::Paper => certificate::share_paper(model),
        },
        Ask::OpenLink { link } => settings::open_link(model, link),
    }
}
