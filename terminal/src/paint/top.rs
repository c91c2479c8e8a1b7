//! What stands above the body: the band, back and title, for whom, the languages, the connection.

use ratatui::text::Span;

use super::lay::{Laid, chips};
use super::theme::Theme;
use crate::sheet::Sheet;
use crate::ui::Ui;
use crate::wrap::{width, wrap};

pub(super) fn lay(sheet: &Sheet, ui: &Ui, theme: Theme, columns: usize, busy: bool) -> Laid {
    let mut laid = Laid::default();
    let top = &sheet.top;
    if let Some(band) = &top.band {
        for line in wrap(band, columns) {
            let padding = columns.saturating_sub(width(&line));
            let left = padding / 2;
            let line = format!("{}{line}{}", " ".repeat(left), " ".repeat(padding - left));
            laid.push(vec![Span::styled(line, theme.band())]);
        }
    }
    laid.row(chips(sheet, ui, theme, &top.languages), columns);
    title(&mut laid, sheet, ui, theme, columns);
    if let Some(taxpayer) = &top.taxpayer {
        laid.text(taxpayer, theme.strong(), 1, columns);
    }
    if let Some(connection) = &top.connection {
        laid.text(&format!("≈ {connection}"), theme.faint(), 1, columns);
    }
    let rule = if let Some(word) = top.busy.as_ref().filter(|_| busy) {
        let word = format!(" {word} ");
        format!("──{word}{}", "─".repeat(columns.saturating_sub(2 + width(&word))))
    } else {
        "─".repeat(columns)
    };
    laid.push(vec![Span::styled(rule, theme.edge())]);
    laid
}

/// Back at the left, the title after it.
fn title(laid: &mut Laid, sheet: &Sheet, ui: &Ui, theme: Theme, columns: usize) {
    let back = sheet
        .top
        .back
        .and_then(|at| sheet.items.get(at).map(|item| (at, item)));
    let mut lead: Vec<Span<'static>> = Vec::new();
    if let Some((at, item)) = back {
        let focused = ui.over().is_none() && ui.focus() == at;
        lead.push(Span::styled(if focused { "▸" } else { " " }, theme.focus()));
        lead.push(Span::styled(format!("‹ {}", item.label()), theme.link()));
        let wide = lead.iter().map(Span::width).sum();
        laid.hits.push((laid.lines.len(), 0, wide, at));
        lead.push(Span::raw("  "));
    }
    if lead.is_empty() {
        lead.push(Span::raw(" "));
    }
    let used: usize = lead.iter().map(Span::width).sum();
    let beside = columns.saturating_sub(used);
    if width(&sheet.top.title) <= beside {
        lead.push(Span::styled(sheet.top.title.clone(), theme.strong()));
        laid.push(lead);
    } else {
        if back.is_some() {
            laid.push(lead);
        }
        laid.text(&sheet.top.title, theme.strong(), 1, columns);
    }
}
