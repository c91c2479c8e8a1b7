//! What is filed.

use salyk_client::view::{OutboxView, RegimeApplicationView};

use super::{Look, Writer, around, chrome};

pub(super) fn outbox(writer: &mut Writer, view: &OutboxView) -> &'static str {
    writer.text(view.message.clone(), Look::Plain);
    if let Some(held) = &view.held {
        writer.gap();
        chrome::notice(writer, held);
    }
    for row in &view.applications {
        writer.heading(row.title.clone());
        writer.standing(row.tone, row.standing.clone(), row.explanation.clone());
        if let Some(number) = &row.number {
            writer.pair(view.headings.number.clone(), number.clone());
        }
        if let Some(filed) = &row.filed {
            writer.pair(view.headings.filed.clone(), filed.text.clone());
        }
        if let Some(received) = &row.received {
            writer.pair(view.headings.received.clone(), received.clone());
        }
        for action in &row.actions {
            writer.item(action.clone());
        }
    }
    writer.gap();
    writer.item(view.try_now.clone());
    "outbox"
}

pub(super) fn regime(writer: &mut Writer, view: &RegimeApplicationView) -> &'static str {
    around::section(writer, &view.explanation);
    writer.heading(view.questions_heading.clone());
    for question in &view.questions {
        writer.gap();
        writer.text(question.question.clone(), Look::Plain);
        writer.row(question.answers.iter().cloned());
    }
    for ground in &view.grounds {
        writer.gap();
        chrome::notice(writer, ground);
    }
    if let Some(vat) = &view.vat {
        writer.gap();
        writer.item(vat.clone());
    }
    writer.gap();
    writer.text(view.begins.clone(), Look::Strong);
    if !view.missing.lines.is_empty() {
        around::section(writer, &view.missing);
    }
    writer.gap();
    writer.item(view.file.clone());
    "regime_application"
}
