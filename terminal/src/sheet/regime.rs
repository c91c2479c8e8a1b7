//! Home and the list of lots.

use salyk_client::view::{FindingRow, HomeView, LotRow, LotsView, MoneyLine};

use super::item::Card;
use super::{Look, Writer, chrome};

pub(super) fn home(writer: &mut Writer, view: &HomeView) -> &'static str {
    if let Some(inn) = &view.inn {
        writer.pair(inn.label.clone(), inn.text.clone());
    }
    if let Some(registered) = &view.registered {
        writer.heading(view.headings.registered.clone());
        writer.standing(
            registered.tone,
            registered.standing.clone(),
            registered.text.clone(),
        );
        writer.text(registered.source.clone(), Look::Faint);
    }
    if let Some(finding) = &view.finding {
        writer.heading(view.headings.finding.clone());
        chrome::notice(writer, finding);
    }
    for alert in &view.alerts {
        writer.gap();
        chrome::notice(writer, alert);
    }
    findings(writer, &view.headings.overdue, &view.overdue, Lots::Many);
    findings(writer, &view.headings.deadlines, &view.deadlines, Lots::Many);
    sums(writer, &view.headings.deposits, &view.deposits);
    writer.gap();
    writer.row(view.actions.iter().cloned());
    if let Some(age) = &view.age {
        writer.gap();
        writer.text(age.clone(), Look::Faint);
    }
    "home"
}

pub(super) fn lots(writer: &mut Writer, view: &LotsView) -> &'static str {
    writer.item(view.search.clone());
    writer.row(view.filters.iter().cloned());
    if !view.states.is_empty() {
        writer.gap();
        writer.row(view.states.iter().cloned());
    }
    writer.gap();
    writer.text(view.summary.clone(), Look::Faint);
    for row in &view.rows {
        writer.gap();
        writer.item(lot_card(row));
    }
    if view.pages > 1 {
        writer.gap();
        writer.text(view.place.clone(), Look::Faint);
    }
    writer.row(view.previous.iter().chain(&view.next).cloned());
    writer.gap();
    writer.item(view.export.clone());
    "lots"
}

fn lot_card(row: &LotRow) -> Card {
    let mut lines = vec![row.imported_from.clone()];
    lines.extend(row.vat.as_ref().map(|sum| sum.text.clone()));
    lines.extend(row.next.clone());
    Card {
        tone: row.tone,
        word: row.state.clone(),
        title: row.title.clone(),
        lines,
        action: row.open.clone(),
    }
}

/// How many lots the screen is about: a finding names its lot only among several.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lots {
    One,
    Many,
}

/// A list of findings under a heading; nothing when there are none.
pub(super) fn findings(writer: &mut Writer, heading: &str, rows: &[FindingRow], lots: Lots) {
    if rows.is_empty() {
        return;
    }
    writer.heading(heading);
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            writer.gap();
        }
        writer.item(finding_card(row, lots));
    }
}

fn finding_card(row: &FindingRow, lots: Lots) -> Card {
    let mut lines = Vec::new();
    lines.extend(
        row.date
            .as_ref()
            .map(|date| format!("{} · {}", date.text, date.relative)),
    );
    if lots == Lots::Many {
        lines.extend(row.lot.clone());
    }
    lines.extend(row.remarks.iter().cloned());
    lines.push(row.rule.clone());
    Card {
        tone: row.tone,
        word: row.standing.clone(),
        title: row.title.clone(),
        lines,
        action: row.why.clone(),
    }
}

/// Sums under a heading; nothing when there are none.
pub(super) fn sums(writer: &mut Writer, heading: &str, lines: &[MoneyLine]) {
    if lines.is_empty() {
        return;
    }
    writer.heading(heading);
    for line in lines {
        writer.pair(line.label.clone(), line.sum.text.clone());
        writer.text(line.remark.clone().unwrap_or_default(), Look::Faint);
    }
}
