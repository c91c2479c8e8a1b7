//! Settings and questions as they are drawn.

use crate::accounts;
use crate::frame;
use crate::intent::{Ask, ScreenId};
use crate::model::Model;
use crate::ports::VaultStrength;
use crate::registration;
use crate::text::{FluentValue, in_bishkek};
use crate::view::{Action, ConfirmView, Importance, ReceiptShown, Section, SettingsHeadings, SettingsView};

use super::Question;

pub(crate) fn view(model: &Model, screen: ScreenId) -> SettingsView {
    let texts = model.texts();
    let strength = match model.vault_strength {
        VaultStrength::System => "settings-vault-system",
        VaultStrength::File => "settings-vault-file",
        VaultStrength::Memory => "settings-vault-memory",
    };
    let version = [("version", FluentValue::from(model.config.app_version.as_str()))];
    let edition = [(
        "edition",
        FluentValue::from(model.regime.edition_on(model.today())),
    )];
    let action = |key, importance, ask| Action::enabled(texts.say(key), importance, screen, ask);
    let mut actions = vec![action("sign-in-accounts", Importance::Normal, Ask::OpenAccounts)];
    if accounts::current(model).is_some() {
        actions.push(action(
            "sign-out",
            Importance::Normal,
            Ask::SignOut { everywhere: false },
        ));
        actions.push(action(
            "sign-out-everywhere",
            Importance::Normal,
            Ask::SignOut { everywhere: true },
        ));
    }
    actions.push(action(
        "erase-everything",
        Importance::Destructive,
        Ask::EraseEverything,
    ));
    SettingsView {
        languages: frame::languages(model, screen),
        receipts: receipts(model),
        vault: Section {
            heading: texts.say("settings-vault"),
            lines: vec![texts.say(strength)],
        },
        about: Section {
            heading: texts.say("settings-about"),
            lines: vec![
                texts.say_with("settings-version", &version),
                texts.say_with("settings-edition", &edition),
                texts.say("settings-licence"),
            ],
        },
        actions,
        headings: SettingsHeadings::of(texts),
    }
}

fn receipts(model: &Model) -> Vec<ReceiptShown> {
    let Some(acting) = accounts::current(model) else {
        return Vec::new();
    };
    let texts = model.texts();
    let shown = |receipt: &crate::consent::Receipt| {
        let document = texts.say(receipt.document.kind.key());
        let names = [
            ("document", FluentValue::from(document)),
            ("version", FluentValue::from(receipt.document.version.as_str())),
        ];
        let day = in_bishkek(receipt.accepted_at).date();
        let mut accepted = texts.shown_date(day, model.today());
        accepted.text = texts.moment(receipt.accepted_at);
        ReceiptShown {
            document: texts.say_with("settings-receipt", &names),
            accepted,
            sha256: receipt.document.sha256.hexadecimal(),
        }
    };
    model
        .accounts
        .receipts_of(&acting.account.id)
        .iter()
        .map(shown)
        .collect()
}

pub(crate) fn confirm_view(model: &Model, screen: ScreenId, question: &Question) -> ConfirmView {
    let texts = model.texts();
    let question = match question {
        Question::SignOut { everywhere: false } => texts.say("confirm-sign-out"),
        Question::SignOut { everywhere: true } => texts.say("confirm-sign-out-everywhere"),
        Question::Erase => texts.say("confirm-erase"),
        Question::RemoveAccount(account) => {
            let login = model
                .accounts
                .find(account)
                .map(|account| account.login.clone())
                .unwrap_or_default();
            texts.say_with("confirm-remove", &[("login", FluentValue::from(login))])
        }
        Question::EraseDraft(_) => texts.say("confirm-erase-draft"),
        Question::ForgetApplication(application) => registration::question(model, application),
    };
    ConfirmView {
        question,
        confirm: Action::enabled(
            texts.say("confirm-yes"),
            Importance::Destructive,
            screen,
            Ask::Confirm,
        ),
        decline: Action::enabled(texts.say("confirm-no"), Importance::Primary, screen, Ask::Decline),
    }
}
