//! Lays a sheet's pieces out as lines of a width, and remembers where each item came to lie.

use std::collections::BTreeMap;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::item::{self, Drawn};
use super::theme::Theme;
use crate::sheet::{Look, Piece, Sheet};
use crate::ui::Ui;
use crate::words::{Words, glyph};
use crate::wrap::{width, wrap};

/// The column of the mark beside the focused item, and the gap after it.
pub(super) const GUTTER: usize = 2;

/// Lines ready to be painted.
#[derive(Default)]
pub(super) struct Laid {
    pub(super) lines: Vec<Line<'static>>,
    /// For each item its first and last line.
    pub(super) spans: BTreeMap<usize, (usize, usize)>,
    /// What can be clicked: line, column from, column to, item.
    pub(super) hits: Vec<(usize, usize, usize, usize)>,
    /// Where the terminal's own cursor belongs: line and column.
    pub(super) cursor: Option<(usize, usize)>,
}

impl Laid {
    pub(super) fn push(&mut self, spans: Vec<Span<'static>>) {
        self.lines.push(Line::from(spans));
    }

    /// Text, wrapped and indented.
    pub(super) fn text(&mut self, text: &str, style: Style, indent: usize, columns: usize) {
        for line in wrap(text, columns.saturating_sub(indent)) {
            self.push(vec![Span::raw(" ".repeat(indent)), Span::styled(line, style)]);
        }
    }

    fn item(&mut self, at: usize, drawn: Drawn, columns: usize) {
        let first = self.lines.len();
        if let Some((line, column)) = drawn.cursor {
            self.cursor = Some((first + line, column));
        }
        for line in drawn.lines {
            self.hits.push((self.lines.len(), 0, columns, at));
            self.lines.push(line);
        }
        self.spans.insert(at, (first, self.lines.len().saturating_sub(1)));
    }

    /// Items side by side, as many on a line as fit.
    pub(super) fn row(&mut self, chips: Vec<(usize, Vec<Span<'static>>)>, columns: usize) {
        let mut line: Vec<Span<'static>> = Vec::new();
        let mut used = 0;
        for (at, spans) in chips {
            let chip: usize = spans.iter().map(Span::width).sum();
            if used > 0 && used + 1 + chip > columns {
                self.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(Span::raw(" "));
                used += 1;
            }
            let row = self.lines.len();
            self.hits.push((row, used, used + chip, at));
            self.spans.insert(at, (row, row));
            used += chip;
            line.extend(spans);
        }
        if !line.is_empty() {
            self.push(line);
        }
    }
}

/// Lays the body of a sheet out.
pub(super) fn body(sheet: &Sheet, ui: &Ui, theme: Theme, columns: usize) -> Laid {
    let mut laid = Laid::default();
    for piece in &sheet.body {
        match piece {
            Piece::Gap => laid.push(Vec::new()),
            Piece::Heading(text) => laid.text(text, theme.heading(), 0, columns),
            Piece::Text(text, look) => {
                let style = match look {
                    Look::Plain => theme.text(),
                    Look::Strong => theme.strong(),
                    Look::Faint => theme.faint(),
                };
                laid.text(text, style, GUTTER, columns);
            }
            Piece::Standing { tone, word, text } => {
                laid.text(&format!("{} {word}", glyph(*tone)), theme.tone(*tone), 0, columns);
                laid.text(text, theme.text(), GUTTER, columns);
            }
            Piece::Pair { name, value } => pair(&mut laid, name, value, theme, columns),
            Piece::Code { lines, spoken, .. } => code(&mut laid, lines, spoken, theme, columns),
            Piece::Item(at) => {
                if let Some(one) = sheet.items.get(*at) {
                    let draft = one.field().and_then(|field| ui.drafts().of(sheet.screen, field));
                    let revealed = item::revealed(one, sheet.screen, ui);
                    let look = item::Given {
                        theme,
                        words: Words::of(sheet.language),
                        focused: ui.over().is_none() && ui.focus() == *at,
                        draft,
                        revealed,
                        columns,
                    };
                    laid.item(*at, item::draw(one, &look), columns);
                }
            }
            Piece::Row(places) => laid.row(chips(sheet, ui, theme, places), columns),
        }
    }
    laid
}

/// A code whose light modules shine, whatever the theme; one that the window is too narrow for is named instead.
fn code(laid: &mut Laid, lines: &[String], spoken: &str, theme: Theme, columns: usize) {
    if lines.iter().any(|line| width(line) > columns) {
        return laid.text(spoken, theme.faint(), GUTTER, columns);
    }
    for line in lines {
        laid.push(vec![Span::styled(line.clone(), theme.code())]);
    }
}

/// The items at these places, as chips.
pub(super) fn chips(
    sheet: &Sheet,
    ui: &Ui,
    theme: Theme,
    places: &[usize],
) -> Vec<(usize, Vec<Span<'static>>)> {
    places
        .iter()
        .filter_map(|at| {
            let focused = ui.over().is_none() && ui.focus() == *at;
            sheet
                .items
                .get(*at)
                .map(|one| (*at, item::chip(one, focused, theme)))
        })
        .collect()
}

/// A name and a value on one line where they fit, the value to the right.
fn pair(laid: &mut Laid, name: &str, value: &str, theme: Theme, columns: usize) {
    let room = columns.saturating_sub(GUTTER);
    let (name_width, value_width) = (width(name), width(value));
    if !name.contains('\n') && !value.contains('\n') && name_width + 2 + value_width <= room {
        laid.push(vec![
            Span::raw(" ".repeat(GUTTER)),
            Span::styled(name.to_owned(), theme.text()),
            Span::raw(" ".repeat(room - name_width - value_width)),
            Span::styled(value.to_owned(), theme.strong()),
        ]);
    } else {
        laid.text(name, theme.text(), GUTTER, columns);
        laid.text(value, theme.strong(), GUTTER * 2, columns);
    }
}
