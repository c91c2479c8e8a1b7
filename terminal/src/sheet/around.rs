//! The screens before and around a session.

use salyk_client::view::{
    AccountsView, Block, ConfirmView, ConsentView, DocumentView, Section, SettingsView, SignInView,
    StartingView, TaxpayerChoiceView, Tone,
};

use super::item::{Card, Reveal};
use super::{Look, Writer, chrome};

pub(super) fn starting(writer: &mut Writer, view: &StartingView) -> &'static str {
    writer.text(view.message.clone(), Look::Plain);
    "starting"
}

pub(super) fn sign_in(writer: &mut Writer, view: &SignInView) -> &'static str {
    writer.item(view.login.clone());
    writer.gap();
    writer.item(view.password.clone());
    writer.item(Reveal {
        field: view.password.key,
        show: view.password.show.clone(),
        hide: view.password.hide.clone(),
    });
    writer.gap();
    for document in &view.documents {
        writer.item(document.clone());
    }
    writer.item(view.consent.clone());
    writer.gap();
    if let Some(wait) = &view.wait {
        chrome::notice(writer, wait);
    }
    writer.item(view.enter.clone());
    writer.gap();
    for link in &view.links {
        writer.item(link.clone());
    }
    "sign_in"
}

pub(super) fn consent(writer: &mut Writer, view: &ConsentView) -> &'static str {
    writer.text(view.message.clone(), Look::Plain);
    writer.gap();
    for document in &view.documents {
        writer.item(document.clone());
    }
    writer.item(view.consent.clone());
    writer.gap();
    writer.item(view.accept.clone());
    "consent"
}

pub(super) fn document(writer: &mut Writer, view: &DocumentView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.text(view.edition.clone(), Look::Faint);
    if let Some(retry) = &view.retry {
        writer.item(retry.clone());
    }
    for block in &view.blocks {
        match block {
            Block::Heading { text } => writer.heading(text.clone()),
            Block::Paragraph { text } => {
                writer.gap();
                writer.text(text.clone(), Look::Plain);
            }
        }
    }
    "document"
}

pub(super) fn accounts(writer: &mut Writer, view: &AccountsView) -> &'static str {
    for account in &view.accounts {
        writer.gap();
        writer.item(Card {
            tone: Tone::Neutral,
            word: account.state.clone(),
            title: account.person.clone(),
            lines: vec![account.login.clone()],
            action: account.open.clone(),
        });
        writer.item(account.remove.clone());
    }
    writer.gap();
    writer.item(view.add.clone());
    "accounts"
}

pub(super) fn taxpayer_choice(writer: &mut Writer, view: &TaxpayerChoiceView) -> &'static str {
    writer.text(view.message.clone(), Look::Plain);
    for taxpayer in &view.taxpayers {
        writer.gap();
        writer.item(taxpayer.clone());
    }
    "taxpayer_choice"
}

pub(super) fn settings(writer: &mut Writer, view: &SettingsView) -> &'static str {
    writer.heading(view.headings.languages.clone());
    writer.row(view.languages.iter().cloned());
    writer.gap();
    for action in &view.actions {
        writer.item(action.clone());
    }
    if !view.receipts.is_empty() {
        writer.heading(view.headings.receipts.clone());
        for receipt in &view.receipts {
            writer.pair(receipt.document.clone(), receipt.accepted.text.clone());
            writer.text(
                format!("{}: {}", view.headings.digest, receipt.sha256),
                Look::Faint,
            );
        }
    }
    section(writer, &view.vault);
    section(writer, &view.about);
    "settings"
}

pub(super) fn confirm(writer: &mut Writer, view: &ConfirmView) -> &'static str {
    writer.text(view.question.clone(), Look::Strong);
    writer.gap();
    if let Some(warning) = &view.warning {
        chrome::notice(writer, warning);
    }
    for row in &view.unsent {
        writer.heading(row.title.clone());
        for line in row.whose.iter().chain(&row.made) {
            writer.text(line.clone(), Look::Plain);
        }
        writer.text(row.standing.clone(), Look::Faint);
    }
    if let Some(send_first) = &view.send_first {
        writer.gap();
        writer.item(send_first.clone());
    }
    writer.item(view.decline.clone());
    writer.item(view.confirm.clone());
    "confirm"
}

pub(super) fn section(writer: &mut Writer, section: &Section) {
    writer.heading(section.heading.clone());
    for line in &section.lines {
        writer.text(line.clone(), Look::Plain);
    }
}
