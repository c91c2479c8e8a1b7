//! How each kind of item looks: focus by a mark, state by glyph, word and colour.

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use salyk_client::intent::ScreenId;
use salyk_client::view::{Action, Field, Importance, SecretField, Tick, Tone};

use super::lay::GUTTER;
use super::theme::Theme;
use crate::drafts::{Draft, characters};
use crate::sheet::{Item, ItemKind};
use crate::ui::Ui;
use crate::words::{Words, glyph};
use crate::wrap::{width, wrap};

/// The mark beside the focused item.
pub(super) const MARK: &str = "▸ ";

/// What an item is drawn with.
pub(super) struct Given<'a> {
    pub(super) theme: Theme,
    pub(super) words: &'static Words,
    pub(super) focused: bool,
    pub(super) draft: Option<&'a Draft>,
    pub(super) revealed: bool,
    pub(super) columns: usize,
}

/// An item's lines, and where the terminal's cursor belongs in them.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) lines: Vec<Line<'static>>,
    pub(super) cursor: Option<(usize, usize)>,
}

impl Drawn {
    /// Text whose first line has the mark when the item is focused.
    fn lead(&mut self, text: &str, style: Style, given: &Given<'_>) {
        for line in wrap(text, given.columns.saturating_sub(GUTTER)) {
            let mark = if given.focused && self.lines.is_empty() {
                MARK
            } else {
                "  "
            };
            self.lines.push(Line::from(vec![
                Span::styled(mark, given.theme.focus()),
                Span::styled(line, style),
            ]));
        }
    }

    /// Text below it.
    fn below(&mut self, text: &str, style: Style, given: &Given<'_>) {
        for line in wrap(text, given.columns.saturating_sub(GUTTER * 2)) {
            self.lines.push(Line::from(vec![
                Span::raw(" ".repeat(GUTTER * 2)),
                Span::styled(line, style),
            ]));
        }
    }

    fn problem(&mut self, problem: Option<&str>, given: &Given<'_>) {
        if let Some(problem) = problem {
            let text = format!("{} {problem}", glyph(Tone::Bad));
            self.below(&text, given.theme.tone(Tone::Bad), given);
        }
    }
}

/// Whether the secret that this item shows or hides, or is, can be seen now.
pub(super) fn revealed(item: &Item, screen: ScreenId, ui: &Ui) -> bool {
    let field = match &item.kind {
        ItemKind::Reveal(reveal) => reveal.field,
        ItemKind::Secret(field) => field.key,
        _ => return false,
    };
    ui.drafts().of(screen, field).is_some_and(Draft::is_revealed)
}

pub(super) fn draw(item: &Item, given: &Given<'_>) -> Drawn {
    let mut drawn = Drawn::default();
    match &item.kind {
        ItemKind::Text(field) => text_field(&mut drawn, field, given),
        ItemKind::Secret(field) => secret_field(&mut drawn, field, given),
        ItemKind::Reveal(reveal) => {
            let (glyph, word) = if given.revealed {
                ("●", &reveal.hide)
            } else {
                ("○", &reveal.show)
            };
            drawn.lead(&format!("{glyph} {word}"), given.theme.link(), given);
        }
        ItemKind::Tick(tick) => tick_box(&mut drawn, tick, given),
        ItemKind::Button(action) => button(&mut drawn, action, given),
        ItemKind::Choice(choice) => {
            let glyph = if choice.chosen { "(•)" } else { "( )" };
            drawn.lead(&format!("{glyph} {}", choice.label), given.theme.button(), given);
        }
        ItemKind::Card(card) => {
            let tone = given.theme.tone(card.tone);
            drawn.lead(&format!("{} {}", glyph(card.tone), card.word), tone, given);
            drawn.below(&card.title, given.theme.strong(), given);
            for line in &card.lines {
                drawn.below(line, given.theme.text(), given);
            }
            if let Some(why_not) = item.why_not() {
                drawn.below(why_not, given.theme.faint(), given);
            } else {
                drawn.below(&format!("→ {}", card.action.label), given.theme.link(), given);
            }
        }
    }
    drawn
}

fn text_field(drawn: &mut Drawn, field: &Field, given: &Given<'_>) {
    drawn.lead(&field.label, given.theme.strong(), given);
    let (text, cursor) = given
        .draft
        .map_or((field.text.as_str(), 0), |draft| (draft.text(), draft.cursor()));
    let before = text.get(..cursor).map_or(0, width);
    typed(drawn, text.to_owned(), before, given);
    drawn.problem(field.problem.as_deref(), given);
}

fn secret_field(drawn: &mut Drawn, field: &SecretField, given: &Given<'_>) {
    drawn.lead(&field.label, given.theme.strong(), given);
    let (text, cursor) = given
        .draft
        .map_or(("", 0), |draft| (draft.text(), draft.cursor()));
    let head = text.get(..cursor).unwrap_or_default();
    if given.revealed {
        typed(drawn, text.to_owned(), width(head), given);
    } else {
        typed(drawn, "•".repeat(characters(text)), characters(head), given);
    }
    drawn.problem(field.problem.as_deref(), given);
}

/// The line in which one types: a text longer than the line shows the part around the cursor.
fn typed(drawn: &mut Drawn, text: String, before: usize, given: &Given<'_>) {
    let room = given.columns.saturating_sub(GUTTER + 2).max(1);
    let skip = (before + 1).saturating_sub(room);
    let mut seen = String::new();
    let mut at = 0;
    for c in text.chars() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if at >= skip && width(&seen) + wide <= room {
            seen.push(c);
        }
        at += wide;
    }
    let padding = room.saturating_sub(width(&seen));
    if given.focused {
        drawn.cursor = Some((drawn.lines.len(), GUTTER + 1 + before - skip));
    }
    let edge = if given.focused {
        given.theme.focus()
    } else {
        given.theme.edge()
    };
    drawn.lines.push(Line::from(vec![
        Span::raw(" ".repeat(GUTTER)),
        Span::styled("[", edge),
        Span::styled(format!("{seen}{}", " ".repeat(padding)), given.theme.field()),
        Span::styled("]", edge),
    ]));
}

fn tick_box(drawn: &mut Drawn, tick: &Tick, given: &Given<'_>) {
    let glyph = if tick.ticked { "[✓]" } else { "[ ]" };
    let style = if tick.enabled {
        given.theme.strong()
    } else {
        given.theme.disabled()
    };
    drawn.lead(&format!("{glyph} {}", tick.label), style, given);
    if !tick.enabled {
        locked(drawn, given.words.locked, tick.why_not.as_deref(), given);
    }
}

fn button(drawn: &mut Drawn, action: &Action, given: &Given<'_>) {
    let theme = given.theme;
    if !action.enabled {
        drawn.lead(&format!("[ {} ]", action.label), theme.disabled(), given);
        if given.focused || action.importance == Importance::Primary {
            locked(drawn, given.words.locked, action.why_not.as_deref(), given);
        }
        return;
    }
    let (text, style) = face(action, theme);
    drawn.lead(&text, style, given);
}

/// How a button that may be used looks: shape and colour say how much it stands out.
fn face(action: &Action, theme: Theme) -> (String, Style) {
    let label = &action.label;
    match action.importance {
        Importance::Primary => (format!("[ {label} ]"), theme.primary()),
        Importance::Normal => (format!("[ {label} ]"), theme.button()),
        Importance::Link => (format!("→ {label}"), theme.link()),
        Importance::Destructive => (
            format!("[ {} {label} ]", glyph(Tone::Warning)),
            theme.destructive(),
        ),
    }
}

/// That an item may not be used now, and why.
fn locked(drawn: &mut Drawn, word: &str, why_not: Option<&str>, given: &Given<'_>) {
    let text = match why_not {
        Some(why_not) => format!("⊘ {word}: {why_not}"),
        None => format!("⊘ {word}"),
    };
    drawn.below(&text, given.theme.tone(Tone::Warning), given);
}

/// An item beside others.
pub(super) fn chip(item: &Item, focused: bool, theme: Theme) -> Vec<Span<'static>> {
    let mark = Span::styled(if focused { "▸" } else { " " }, theme.focus());
    let (text, style) = match &item.kind {
        ItemKind::Choice(choice) if choice.chosen => (format!("(•) {}", choice.label), theme.strong()),
        ItemKind::Choice(choice) => (format!("( ) {}", choice.label), theme.button()),
        ItemKind::Button(action) if action.enabled => face(action, theme),
        _ => (format!("[ {} ]", item.label()), theme.disabled()),
    };
    vec![mark, Span::styled(text, style)]
}
