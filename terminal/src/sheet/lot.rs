//! A lot, and why a finding says what it says.

use salyk_client::view::{DocumentNeeded, EventShown, GoodsShown, LotView, Tone, WhyView};

use super::{Look, Writer, around, regime};

pub(super) fn lot(writer: &mut Writer, view: &LotView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.standing(view.tone, writer.words.state, view.state.clone());
    around::section(writer, &view.origin);
    timeline(writer, &view.timeline);
    goods(writer, &view.goods);
    regime::sums(writer, writer.words.sums, &view.money);
    documents(writer, &view.documents);
    regime::findings(writer, writer.words.findings, &view.findings, regime::Lots::One);
    "lot"
}

fn timeline(writer: &mut Writer, events: &[EventShown]) {
    if events.is_empty() {
        return;
    }
    writer.heading(writer.words.timeline);
    for event in events {
        let word = format!("{} ({})", event.date.text, event.date.relative);
        writer.standing(event.tone, word, event.text.clone());
        if let Some(source) = &event.source {
            writer.text(format!("{}: {source}", writer.words.source), Look::Faint);
        }
    }
}

fn goods(writer: &mut Writer, goods: &[GoodsShown]) {
    if goods.is_empty() {
        return;
    }
    writer.heading(writer.words.goods);
    for line in goods {
        writer.text(line.name.clone(), Look::Strong);
        writer.text(line.code.clone(), Look::Faint);
        writer.pair(writer.words.imported, line.imported.clone());
        writer.pair(writer.words.exported, line.exported.clone());
        writer.pair(writer.words.left, line.left.clone());
    }
}

fn documents(writer: &mut Writer, documents: &[DocumentNeeded]) {
    if documents.is_empty() {
        return;
    }
    writer.heading(writer.words.documents);
    for document in documents {
        let (tone, word) = if document.attached {
            (Tone::Good, writer.words.attached)
        } else {
            (Tone::Neutral, writer.words.not_attached)
        };
        writer.standing(tone, word, document.name.clone());
        writer.text(
            format!("{}: {}", writer.words.issued_by, document.issued_by),
            Look::Faint,
        );
    }
}

pub(super) fn why(writer: &mut Writer, view: &WhyView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.standing(view.tone, writer.words.state, view.standing.clone());
    writer.heading(format!("{} · {}", view.point, view.rule));
    writer.text(view.meaning.clone(), Look::Plain);
    if let Some(next) = &view.next_step {
        writer.heading(writer.words.next_step);
        writer.text(next.clone(), Look::Plain);
    }
    list(writer, writer.words.would_settle, &view.would_settle);
    if !view.facts.is_empty() {
        writer.heading(writer.words.facts);
        for fact in &view.facts {
            writer.pair(fact.label.clone(), fact.value.clone());
            writer.text(format!("{}: {}", writer.words.source, fact.source), Look::Faint);
        }
    }
    if !view.steps.is_empty() {
        writer.heading(writer.words.arithmetic);
        for step in &view.steps {
            writer.pair(step.text.clone(), format!("→ {}", step.result));
        }
    }
    list(writer, writer.words.readings, &view.readings);
    writer.heading(writer.words.edition);
    writer.text(view.edition.clone(), Look::Faint);
    "why"
}

fn list(writer: &mut Writer, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    writer.heading(heading);
    for line in lines {
        writer.text(format!("– {line}"), Look::Plain);
    }
}
