//! Paints the phone: a frame of phone size in the middle of the terminal, the help line below it.

mod item;
mod lay;
mod over;
mod theme;
mod top;

pub use theme::Theme;

use std::time::Instant;

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Paragraph};

use crate::sheet::Sheet;
use crate::ui::{Command, Geometry, Ui, commands};
use crate::words::Words;
use crate::wrap::{shorten, width, wrap};
use lay::Laid;

/// The smallest terminal in which the phone can be used: columns and lines.
pub const SMALLEST: (u16, u16) = (38, 18);
/// The phone's least and greatest size where there is room: columns and lines.
const LEAST: (u16, u16) = (46, 30);
const GREATEST: (u16, u16) = (60, 46);
/// How many lines the help line may take.
const HELP_LINES: usize = 2;

/// Paints everything and says where it came to lie.
pub fn paint(frame: &mut Frame<'_>, ui: &Ui, theme: Theme, now: Instant) -> Geometry {
    let area = frame.area();
    let words = Words::of(ui.language());
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(frame, words);
        return Geometry::default();
    }
    let help = help_lines(&commands(ui), usize::from(area.width), theme);
    let help_height = u16::try_from(help.len()).unwrap_or(1);
    let phone = phone_area(area, help_height);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(theme.edge());
    let inner = block.inner(phone);
    frame.render_widget(block, phone);
    let geometry = match (ui.over(), ui.sheet()) {
        (Some(shown), _) => over::paint(frame, ui, shown, theme, inner),
        (None, Some(sheet)) => screen(frame, ui, sheet, theme, now, inner),
        (None, None) => Geometry::default(),
    };
    more(frame, ui.scroll(), &geometry, theme, phone, inner);
    for (row, line) in (0..).zip(help) {
        let at = Rect {
            x: area.x,
            y: area.bottom() - help_height + row,
            width: area.width,
            height: 1,
        };
        frame.render_widget(Paragraph::new(line).alignment(Alignment::Center), at);
    }
    geometry
}

/// The phone's place: as large as the terminal allows within its limits, in the middle.
fn phone_area(area: Rect, help: u16) -> Rect {
    let room = area.height - help;
    let width = area.width.min(LEAST.0.max((area.width / 2).min(GREATEST.0)));
    let height = room.min(LEAST.1.max(room.min(GREATEST.1)));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (room - height) / 2,
        width,
        height,
    }
}

fn too_small(frame: &mut Frame<'_>, words: &Words) {
    let area = frame.area();
    let text = words
        .too_small
        .replace("{columns}", &SMALLEST.0.to_string())
        .replace("{rows}", &SMALLEST.1.to_string());
    let lines: Vec<Line<'_>> = wrap(&text, usize::from(area.width))
        .into_iter()
        .map(Line::from)
        .collect();
    frame.render_widget(Paragraph::new(lines), area);
}

fn screen(
    frame: &mut Frame<'_>,
    ui: &Ui,
    sheet: &Sheet,
    theme: Theme,
    now: Instant,
    inner: Rect,
) -> Geometry {
    let columns = usize::from(inner.width);
    let mut geometry = Geometry::default();
    let head = top::lay(sheet, ui, theme, columns, ui.shows_busy(now));
    let head_height = u16::try_from(head.lines.len())
        .unwrap_or(u16::MAX)
        .min(inner.height / 2);
    let head_area = Rect {
        height: head_height,
        ..inner
    };
    for (line, from, to, at) in &head.hits {
        let row = inner.y.saturating_add(u16::try_from(*line).unwrap_or(u16::MAX));
        if row < head_area.bottom() {
            geometry
                .hits
                .push((column(inner, *from), column(inner, *to), row, *at));
        }
    }
    frame.render_widget(Paragraph::new(head.lines), head_area);

    let body_area = Rect {
        y: head_area.bottom(),
        height: inner.height - head_height,
        ..inner
    };
    // The last column stays free, so that no text touches the edge.
    let laid = lay::body(sheet, ui, theme, columns.saturating_sub(1));
    geometry.height = usize::from(body_area.height);
    geometry.lines = laid.lines.len();
    geometry.spans.clone_from(&laid.spans);
    let scroll = ui.scroll().min(geometry.lines.saturating_sub(geometry.height));
    body(frame, &laid, scroll, body_area, &mut geometry);
    geometry
}

fn body(frame: &mut Frame<'_>, laid: &Laid, scroll: usize, area: Rect, geometry: &mut Geometry) {
    let height = usize::from(area.height);
    let row_of = |line: usize| {
        let row = line.checked_sub(scroll).filter(|row| *row < height)?;
        u16::try_from(row).ok().map(|row| area.y + row)
    };
    for (line, from, to, at) in &laid.hits {
        if let Some(row) = row_of(*line) {
            geometry
                .hits
                .push((column(area, *from), column(area, *to), row, *at));
        }
    }
    if let Some((line, at)) = laid.cursor
        && let Some(row) = row_of(line)
    {
        frame.set_cursor_position((column(area, at), row));
    }
    let seen: Vec<Line<'static>> = laid.lines.iter().skip(scroll).take(height).cloned().collect();
    frame.render_widget(Paragraph::new(seen), area);
}

/// Marks on the phone's edge, where there is more above or below.
fn more(frame: &mut Frame<'_>, scroll: usize, geometry: &Geometry, theme: Theme, phone: Rect, inner: Rect) {
    let x = phone.right() - 1;
    let below = geometry.lines.saturating_sub(geometry.height);
    let first = inner
        .bottom()
        .saturating_sub(u16::try_from(geometry.height).unwrap_or(inner.height));
    if scroll.min(below) > 0 {
        frame.render_widget(
            Span::styled("▲", theme.focus()),
            Rect {
                x,
                y: first,
                width: 1,
                height: 1,
            },
        );
    }
    if scroll < below {
        let y = inner.bottom() - 1;
        frame.render_widget(
            Span::styled("▼", theme.focus()),
            Rect {
                x,
                y,
                width: 1,
                height: 1,
            },
        );
    }
}

fn column(area: Rect, at: usize) -> u16 {
    area.x
        .saturating_add(u16::try_from(at).unwrap_or(u16::MAX))
        .min(area.right())
}

/// The help line: what the keys do now, as much of it as fits.
fn help_lines(commands: &[Command], columns: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    for command in commands.iter().filter(|command| !command.minor) {
        let words = shorten(&command.words, 24);
        let wide = width(command.name) + 1 + width(&words);
        if used > 0 && used + 3 + wide > columns {
            if lines.len() == HELP_LINES {
                break;
            }
            lines.push(Vec::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(Span::raw("   "));
                used += 3;
            }
            line.push(Span::styled(command.name, theme.strong()));
            line.push(Span::raw(format!(" {words}")));
            used += wide;
        }
    }
    lines.into_iter().map(Line::from).collect()
}

#[cfg(test)]
mod tests;
