//! Settings and questions as they are drawn.

use crate::accounts;
use crate::frame;
use crate::intent::{Ask, ScreenId};
use crate::model::Model;
use crate::ports::VaultStrength;
use crate::registration;
use crate::text::{FluentValue, in_bishkek};
use crate::view::{
    Action, ConfirmView, Importance, Notice, ReceiptShown, Section, SettingsHeadings, SettingsView, Tone,
    UnsentRow,
};

use super::leaving::still_left;
use super::unsent::Left;
use super::{Leaving, Question, Unsent};

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

/// Those of the account in front, and those of registrations, which belong to no account.
fn receipts(model: &Model) -> Vec<ReceiptShown> {
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
    let acting = accounts::current(model);
    let own = acting.map_or(&[][..], |acting| model.accounts.receipts_of(&acting.account.id));
    own.iter()
        .chain(registration::receipts(model))
        .map(shown)
        .collect()
}

pub(crate) fn confirm_view(model: &Model, screen: ScreenId, question: &Question) -> ConfirmView {
    let texts = model.texts();
    let asked = match question {
        Question::Leave { how, .. } => leaving(model, how),
        Question::EraseDraft(_) => texts.say("confirm-erase-draft"),
        Question::ForgetApplication(application) => registration::question(model, application),
    };
    let plain = ConfirmView {
        question: asked,
        confirm: Action::enabled(
            texts.say("confirm-yes"),
            Importance::Destructive,
            screen,
            Ask::Confirm,
        ),
        decline: Action::enabled(texts.say("confirm-no"), Importance::Primary, screen, Ask::Decline),
        warning: None,
        unsent: Vec::new(),
        send_first: None,
    };
    match question {
        Question::Leave { how, listed, anew } => naming(model, screen, plain, (how, listed, *anew)),
        _ => plain,
    }
}

fn leaving(model: &Model, how: &Leaving) -> String {
    let texts = model.texts();
    match how {
        Leaving::SignOut { everywhere: false } => texts.say("confirm-sign-out"),
        Leaving::SignOut { everywhere: true } => texts.say("confirm-sign-out-everywhere"),
        Leaving::Everything => texts.say("confirm-erase"),
        Leaving::Remove(account) => {
            let account = model.accounts.find(account);
            let login = account.map_or("", |account| account.login.as_str());
            texts.say_with("confirm-remove", &[("login", FluentValue::from(login))])
        }
    }
}

/// The question with what would be lost; with nothing unsent, as it is.
fn naming(
    model: &Model,
    screen: ScreenId,
    plain: ConfirmView,
    (how, listed, anew): (&Leaving, &[Unsent], bool),
) -> ConfirmView {
    let left = still_left(model, how, listed);
    if left.is_empty() {
        return plain;
    }
    let texts = model.texts();
    let (stay, discard) = match how {
        Leaving::SignOut { .. } => ("unsent-stay", "unsent-discard-sign-out"),
        Leaving::Remove(_) => ("confirm-no", "unsent-discard-remove"),
        Leaving::Everything => ("confirm-no", "unsent-discard-erase"),
    };
    let warning = texts.say(if anew {
        "unsent-warning-anew"
    } else {
        "unsent-warning"
    });
    let nothing = left.iter().all(|left| !left.goes);
    let send = Action::enabled(
        texts.say("unsent-send-first"),
        Importance::Primary,
        screen,
        Ask::SendFirst,
    );
    let relabelled = |action: Action, key: &str, importance| Action {
        label: texts.say(key),
        spoken: texts.say(key),
        importance,
        ..action
    };
    ConfirmView {
        confirm: relabelled(plain.confirm, discard, Importance::Destructive),
        decline: relabelled(plain.decline, stay, Importance::Normal),
        warning: Some(Notice::new(texts, Tone::Bad, warning, None)),
        unsent: left.into_iter().map(|left| row(model, how, left)).collect(),
        send_first: Some(send.unless(nothing.then(|| texts.say("unsent-nothing-goes")))),
        ..plain
    }
}

fn row(model: &Model, how: &Leaving, left: Left) -> UnsentRow {
    let texts = model.texts();
    let made = left.made.map(|made| FluentValue::from(texts.moment(made)));
    UnsentRow {
        whose: whose(model, how, &left.item),
        title: left.title,
        made: made.map(|made| texts.say_with("unsent-made", &[("when", made)])),
        standing: left.standing,
    }
}

/// The taxpayer; where more than one account goes, the login too.
fn whose(model: &Model, how: &Leaving, item: &Unsent) -> Option<String> {
    let (account, taxpayer) = item.owner()?;
    let account = model.accounts.find(account)?;
    let taxpayer = account.taxpayers.iter().find(|known| known.id == *taxpayer);
    let name = taxpayer.map(|taxpayer| taxpayer.name.as_str());
    match (name, how) {
        (Some(name), Leaving::SignOut { .. } | Leaving::Remove(_)) => Some(name.to_owned()),
        (Some(name), Leaving::Everything) => {
            let names = [
                ("taxpayer", FluentValue::from(name)),
                ("login", FluentValue::from(account.login.as_str())),
            ];
            Some(model.texts().say_with("unsent-whose", &names))
        }
        (None, _) => Some(account.login.clone()),
    }
}
