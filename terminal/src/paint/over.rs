//! What lies over the phone: help, an address to open, a fault.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::Paragraph;
use salyk_client::view::Tone;

use super::lay::{GUTTER, Laid};
use super::theme::Theme;
use crate::ui::{Choosing, Command, Geometry, Over, Ui, commands_below};
use crate::words::{Words, glyph};

pub(super) fn paint(frame: &mut Frame<'_>, ui: &Ui, over: &Over, theme: Theme, area: Rect) -> Geometry {
    let columns = usize::from(area.width);
    let words = Words::of(ui.language());
    let mut laid = Laid::default();
    match over {
        Over::Help => help(&mut laid, ui, words, theme, columns),
        Over::Address(_, address) => {
            laid.text(words.address, theme.heading(), 0, columns);
            laid.push(Vec::new());
            laid.text(address, theme.strong(), GUTTER, columns);
        }
        Over::File(_, name, text) => {
            laid.text(&format!("{} {name}", words.file), theme.heading(), 0, columns);
            laid.push(Vec::new());
            for line in text.lines() {
                laid.text(line, theme.text(), GUTTER, columns);
            }
        }
        Over::Choose(_) => {
            if let Some(choosing) = ui.choosing() {
                path(&mut laid, choosing, words, theme, columns);
            }
        }
        Over::Fault(text) => {
            let text = format!("{} {text}", glyph(Tone::Bad));
            laid.text(&text, theme.tone(Tone::Bad), 0, columns);
        }
    }
    let height = usize::from(area.height);
    let geometry = Geometry {
        height,
        lines: laid.lines.len(),
        ..Geometry::default()
    };
    let scroll = ui.scroll().min(geometry.lines.saturating_sub(height));
    let seen: Vec<_> = laid.lines.into_iter().skip(scroll).take(height).collect();
    frame.render_widget(Paragraph::new(seen), area);
    geometry
}

/// The line in which a path is typed: one that is longer shows its end, and the cursor is marked in it.
fn path(laid: &mut Laid, choosing: &Choosing, words: &Words, theme: Theme, columns: usize) {
    laid.text(words.path_of_file, theme.heading(), 0, columns);
    laid.push(Vec::new());
    let typed = choosing.path();
    let (before, after) = typed.text().split_at(typed.cursor());
    laid.text(&format!("{before}▏{after}"), theme.field(), GUTTER, columns);
    if choosing.is_missing() {
        let text = format!("{} {}", glyph(Tone::Bad), words.no_such_file);
        laid.text(&text, theme.tone(Tone::Bad), 0, columns);
    }
}

fn help(laid: &mut Laid, ui: &Ui, words: &Words, theme: Theme, columns: usize) {
    if let Some(band) = ui.sheet().and_then(|sheet| sheet.top.band.as_ref()) {
        laid.text(band, theme.band(), 0, columns);
    }
    laid.text(words.help, theme.heading(), 0, columns);
    for Command { name, words, .. } in commands_below(ui) {
        laid.text(&format!("{name} — {words}"), theme.text(), GUTTER, columns);
    }
    laid.text(words.mouse, theme.text(), GUTTER, columns);
    if !ui.samples.is_empty() {
        laid.push(Vec::new());
        laid.text(words.samples, theme.heading(), 0, columns);
        for sample in &ui.samples {
            laid.text(
                &format!("{} / {}", sample.login, sample.password),
                theme.strong(),
                GUTTER,
                columns,
            );
            laid.text(&sample.who, theme.faint(), GUTTER * 2, columns);
        }
    }
    laid.push(Vec::new());
    laid.text(
        &format!("{}: {}", words.service, ui.service),
        theme.faint(),
        0,
        columns,
    );
}
