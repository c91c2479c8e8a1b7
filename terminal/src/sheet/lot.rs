//! A lot, and why a finding says what it says.

use salyk_client::view::{DocumentNeeded, LotView, StepShown, Tone, WhyView};

use super::{Look, Writer, around, entries, regime};

pub(super) fn lot(writer: &mut Writer, view: &LotView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.standing(view.tone, view.headings.state.clone(), view.state.clone());
    around::section(writer, &view.origin);
    timeline(writer, view);
    goods(writer, view);
    regime::sums(writer, &view.headings.money, &view.money);
    documents(
        writer,
        &view.headings.documents,
        &view.headings.issued_by,
        &view.documents,
    );
    entries::rows(writer, &view.headings.entries, &view.entries);
    regime::findings(writer, &view.headings.findings, &view.findings, regime::Lots::One);
    if !view.actions.is_empty() {
        writer.gap();
        writer.row(view.actions.iter().cloned());
    }
    "lot"
}

fn timeline(writer: &mut Writer, view: &LotView) {
    if view.timeline.is_empty() {
        return;
    }
    writer.heading(view.headings.timeline.clone());
    for event in &view.timeline {
        let word = format!("{} ({})", event.date.text, event.date.relative);
        writer.standing(event.tone, word, event.text.clone());
        if let Some(source) = &event.source {
            writer.text(format!("{}: {source}", view.headings.source), Look::Faint);
        }
    }
}

fn goods(writer: &mut Writer, view: &LotView) {
    if view.goods.is_empty() {
        return;
    }
    let headings = &view.headings;
    writer.heading(headings.goods.clone());
    for line in &view.goods {
        writer.text(line.name.clone(), Look::Strong);
        writer.text(line.code.clone(), Look::Faint);
        writer.pair(headings.imported.clone(), line.imported.clone());
        writer.pair(headings.exported.clone(), line.exported.clone());
        writer.pair(headings.left.clone(), line.left.clone());
    }
}

/// Only the body finds papers conforming: one that is attached is not green.
pub(super) fn documents(writer: &mut Writer, heading: &str, issued_by: &str, documents: &[DocumentNeeded]) {
    if documents.is_empty() {
        return;
    }
    writer.heading(heading);
    for document in documents {
        writer.standing(Tone::Neutral, document.state.clone(), document.name.clone());
        writer.text(format!("{issued_by}: {}", document.issued_by), Look::Faint);
    }
}

pub(super) fn why(writer: &mut Writer, view: &WhyView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.standing(view.tone, view.headings.state.clone(), view.standing.clone());
    writer.heading(format!("{} · {}", view.point, view.rule));
    writer.text(view.meaning.clone(), Look::Plain);
    if let Some(next) = &view.next_step {
        writer.heading(view.headings.next_step.clone());
        writer.text(next.clone(), Look::Plain);
    }
    list(writer, &view.headings.would_settle, &view.would_settle);
    if !view.facts.is_empty() {
        writer.heading(view.headings.facts.clone());
        for fact in &view.facts {
            writer.pair(fact.label.clone(), fact.value.clone());
            writer.text(format!("{}: {}", view.headings.source, fact.source), Look::Faint);
        }
    }
    if !view.steps.is_empty() {
        writer.heading(view.headings.steps.clone());
        for step in &view.steps {
            writer.text(arithmetic(step), Look::Plain);
        }
    }
    list(writer, &view.headings.readings, &view.readings);
    writer.heading(view.headings.edition.clone());
    writer.text(view.edition.clone(), Look::Faint);
    "why"
}

/// A step and what it came to. What was counted has a colon of its own already, so that name and value would have two.
pub(super) fn arithmetic(step: &StepShown) -> String {
    match step.result.as_str() {
        "" => step.text.clone(),
        result => format!("{} →\u{a0}{result}", step.text),
    }
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
