//! The outbox as it is drawn: what waits says that it has not reached the office.

use super::super::content::Application;
use super::super::last_day;
use super::super::outbox::{Item, Outbox, Receipt, Stage};
use super::super::state::{Office, OfficeKey, key_of};
use crate::accounts::Acting;
use crate::consent;
use crate::intent::{Ask, PaperAsk, ScreenId};
use crate::model::{Connection, Model};
use crate::text::Texts;
use crate::view::{Action, ApplicationRow, Importance, Notice, OutboxHeadings, OutboxView, Tone};

/// The reasons of the contract that are shown, with their texts; any other is shown by its code.
const REASONS: [(&str, &str); 12] = [
    ("key_conflict", "refused-key-conflict"),
    ("already_applied", "refused-already-applied"),
    ("exclusions_not_answered", "refused-exclusions-not-answered"),
    ("excluded", "refused-excluded"),
    ("other_office", "refused-other-office"),
    ("vat_not_answered", "refused-vat-not-answered"),
    ("unknown_lot", "refused-unknown-lot"),
    ("other_body", "refused-other-body"),
    ("wrong_sum", "refused-wrong-sum"),
    ("already_filed", "refused-already-filed"),
    ("unknown_file", "refused-unknown-file"),
    ("not_found", "refused-not-found"),
];

pub(crate) fn outbox_view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> OutboxView {
    let texts = model.texts();
    let office = model.filing.of(acting);
    let items = office.map_or(&[][..], |office| office.outbox.items());
    let waits = items.iter().any(|item| !item.gone && item.stage.is_open());
    let message = match (items.is_empty(), waits) {
        (true, _) => "outbox-empty",
        (_, true) => "outbox-waiting-message",
        (_, false) => "outbox-message",
    };
    let nothing = (!waits).then(|| texts.say("outbox-nothing-waits"));
    let key = key_of(acting);
    let row = |office: &Office, item| row(model, screen, key.as_ref(), office, item);
    let rows = office.map(|office| items.iter().rev().map(|item| row(office, item)).collect());
    OutboxView {
        message: texts.say(message),
        held: waits.then(|| held(model, office)).flatten(),
        applications: rows.unwrap_or_default(),
        try_now: Action::enabled(
            texts.say("outbox-try-now"),
            Importance::Normal,
            screen,
            Ask::TryNow,
        )
        .unless(nothing),
        headings: OutboxHeadings::of(texts),
    }
}

/// Opens the outbox; says how much waits.
pub(super) fn action(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> Action {
    let office = model.filing.of(acting);
    let waiting = office.map_or(0, |office| office.outbox.unsent().count());
    let texts = model.texts();
    let label = if waiting == 0 {
        texts.say("outbox-title")
    } else {
        texts.say_with("outbox-open", &[("count", waiting.into())])
    };
    Action::enabled(label, Importance::Normal, screen, Ask::OpenOutbox)
}

/// What holds everything back.
fn held(model: &Model, office: Option<&Office>) -> Option<Notice> {
    let texts = model.texts();
    let key = if consent::is_asked_for(model) {
        "outbox-held-consent"
    } else if model.connection == Connection::Offline {
        "outbox-held-offline"
    } else if office.is_some_and(|office| !office.outbox.is_ready()) {
        "outbox-held-session"
    } else {
        return None;
    };
    Some(Notice::new(texts, Tone::Warning, texts.say(key), None))
}

fn row(
    model: &Model,
    screen: ScreenId,
    key: Option<&OfficeKey>,
    office: &Office,
    item: &Item,
) -> ApplicationRow {
    let (texts, outbox) = (model.texts(), &office.outbox);
    let application = office.contents.get(&item.key).map(|kept| &kept.application);
    let (tone, standing, mut explanation) = standing(texts, outbox, item);
    let waits = application.filter(|_| item.stage.is_open() && !item.gone);
    if let Some(until) = waits
        .zip(key)
        .and_then(|(waits, key)| last_day::words(model, key, waits))
    {
        explanation = format!("{explanation} {until}");
    }
    let title = |application: &Application| {
        let title = texts.say(application.name_key());
        match application.about() {
            Some(lot) => format!("{title} · {lot}"),
            None => title,
        }
    };
    let receipt = receipt(item);
    ApplicationRow {
        application: item.key.clone(),
        title: application.map_or_else(String::new, title),
        tone,
        standing: texts.say(standing),
        explanation,
        number: receipt.map(|receipt| receipt.number.clone()),
        filed: receipt.map(|receipt| texts.shown_date(receipt.filed, model.today())),
        received: receipt.map(|receipt| texts.moment(receipt.received_at)),
        actions: paper(texts, screen, item)
            .into_iter()
            .chain(mend(texts, screen, item, application))
            .chain(take_back(texts, screen, item))
            .collect(),
    }
}

fn receipt(item: &Item) -> Option<&Receipt> {
    match &item.stage {
        Stage::Received(receipt) => Some(receipt),
        _ => None,
    }
}

pub(in super::super) fn standing(
    texts: &Texts,
    outbox: &Outbox,
    item: &Item,
) -> (Tone, &'static str, String) {
    let say = |key| texts.say(key);
    if item.gone {
        return (
            Tone::Neutral,
            "outbox-withdrawing",
            say("outbox-withdrawing-here"),
        );
    }
    if !item.kept {
        return (Tone::Warning, "outbox-keeping", say("outbox-keeping-text"));
    }
    match &item.stage {
        Stage::Waiting if outbox.is_held(&item.key) => {
            (Tone::Warning, "outbox-waiting", say("outbox-behind"))
        }
        Stage::Waiting | Stage::Sending if item.awaits_files => {
            (Tone::Warning, "outbox-waiting", say("outbox-files-first"))
        }
        Stage::Waiting => (Tone::Warning, "outbox-waiting", say("outbox-waiting-text")),
        Stage::Sending => (Tone::Warning, "outbox-sending", say("outbox-sending-text")),
        Stage::Withdrawing => (
            Tone::Warning,
            "outbox-withdrawing",
            say("outbox-withdrawing-text"),
        ),
        Stage::Received(_) => (Tone::Good, "outbox-received", say("outbox-received-text")),
        Stage::Refused(reason) => (Tone::Bad, "outbox-refused", reason_said(texts, reason)),
    }
}

/// Why the service would not have it.
fn reason_said(texts: &Texts, reason: &str) -> String {
    match REASONS.iter().find(|(word, _)| *word == reason) {
        Some((_, key)) => texts.say(key),
        None => texts.say_with("refused-other", &[("code", reason.into())]),
    }
}

/// The receipt as a paper, once there is one.
fn paper(texts: &Texts, screen: ScreenId, item: &Item) -> Option<Action> {
    receipt(item)?;
    let ask = PaperAsk::OpenReceipt {
        application: item.key.clone(),
    };
    let ask = Ask::Papers { ask };
    let label = texts.say("outbox-receipt");
    Some(Action::enabled(label, Importance::Normal, screen, ask))
}

/// Makes a refused application anew.
fn mend(texts: &Texts, screen: ScreenId, item: &Item, application: Option<&Application>) -> Option<Action> {
    application?;
    let ask = Ask::MendApplication {
        application: item.key.clone(),
    };
    let refused = !item.gone && matches!(item.stage, Stage::Refused(_));
    refused.then(|| Action::enabled(texts.say("outbox-mend"), Importance::Primary, screen, ask))
}

fn take_back(texts: &Texts, screen: ScreenId, item: &Item) -> Option<Action> {
    let ask = Ask::WithdrawApplication {
        application: item.key.clone(),
    };
    let key = match item.stage {
        _ if item.gone => return None,
        Stage::Waiting | Stage::Sending => "outbox-withdraw",
        Stage::Refused(_) => "outbox-put-away",
        Stage::Withdrawing | Stage::Received(_) => return None,
    };
    Some(Action::enabled(
        texts.say(key),
        Importance::Destructive,
        screen,
        ask,
    ))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::Language;

    #[test]
    fn every_reason_of_the_contract_has_a_text() {
        for reason in salyk_contract::applications::RefusalReason::ALL {
            // A withdrawn key is no refusal to the person: the application is gone.
            let has_text = REASONS.iter().any(|(word, _)| *word == reason.as_str());
            let known = has_text || reason.as_str() == "withdrawn";
            assert!(known, "{reason}");
        }
        for language in Language::ALL {
            let said: BTreeSet<_> = REASONS
                .iter()
                .map(|(word, _)| reason_said(Texts::of(language), word))
                .collect();
            assert_eq!(said.len(), REASONS.len(), "{language:?}");
        }
    }
}
