//! What the keys do now. The keyboard, the help line and the help sheet all come from this one list, so none can lie.

use ratatui::crossterm::event::KeyCode;
use salyk_client::intent::{Ask, Intent};
use salyk_client::text::Language;

use super::{Key, Over, Ui};
use crate::sheet::{Item, ItemKind, Sheet};
use crate::words::Words;

/// Keys, their name on the help line, what they do in words, and what they do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The keys.
    pub keys: Vec<Key>,
    /// The keys' names.
    pub name: &'static str,
    /// What they do, in the screen's language.
    pub words: String,
    /// What they do.
    pub deed: Deed,
    /// Whether the help line leaves it to the help sheet.
    pub minor: bool,
}

/// What a key does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// Ends the program.
    Quit,
    /// To the next item, from the last to the first.
    Next,
    /// To the item before.
    Previous,
    /// To the next item, or a line down.
    Down,
    /// To the item before, or a line up.
    Up,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// To the top.
    Top,
    /// To the end.
    Bottom,
    /// Shows help.
    Help,
    /// Takes away what lies over the phone.
    Close,
    /// Hands over the file at the path that was typed.
    HandOver,
    /// Empties the focused field.
    Clear,
    /// Shows or hides the secret.
    Reveal,
    /// Does what the focused item is for.
    Activate,
    /// Asks the core for this.
    Dispatch(Intent),
}

/// Everything that a key does now, the most useful first.
#[must_use]
pub fn commands(ui: &Ui) -> Vec<Command> {
    listed(ui, ui.over().is_some())
}

/// Everything that a key does on the screen itself, whatever lies over it: help lists this.
#[must_use]
pub fn commands_below(ui: &Ui) -> Vec<Command> {
    listed(ui, false)
}

fn listed(ui: &Ui, covered: bool) -> Vec<Command> {
    let words = Words::of(ui.language());
    let mut list = Vec::new();
    let choosing = covered && matches!(ui.over(), Some(Over::Choose(_)));
    match ui.sheet() {
        _ if choosing => {
            let enter = vec![Key::of(KeyCode::Enter)];
            add(&mut list, enter, "Enter", words.key_hand_over, Deed::HandOver);
            let escape = vec![Key::of(KeyCode::Esc)];
            add(&mut list, escape, "Esc", words.key_close, Deed::Close);
        }
        _ if covered => {
            let keys = [KeyCode::Esc, KeyCode::Enter, KeyCode::F(1)]
                .map(Key::of)
                .to_vec();
            add(&mut list, keys, "Esc", words.key_close, Deed::Close);
        }
        Some(sheet) => on_sheet(&mut list, words, ui, sheet),
        None => {}
    }
    scrolling(&mut list, words, ui, covered);
    let typing = choosing || !covered && ui.focused().is_some_and(|item| item.field().is_some());
    if !covered {
        let mut keys = vec![Key::of(KeyCode::F(1))];
        if !typing {
            keys.push(Key::char('?'));
        }
        add(
            &mut list,
            keys,
            if typing { "F1" } else { "?" },
            words.key_help,
            Deed::Help,
        );
    }
    let mut keys = vec![Key::ctrl('c')];
    if !typing {
        keys.push(Key::char('q'));
    }
    add(
        &mut list,
        keys,
        if typing { "Ctrl-C" } else { "q" },
        words.key_quit,
        Deed::Quit,
    );
    list
}

fn add(list: &mut Vec<Command>, keys: Vec<Key>, name: &'static str, words: &str, deed: Deed) {
    list.push(Command {
        keys,
        name,
        words: words.to_owned(),
        deed,
        minor: false,
    });
}

fn minor(list: &mut Vec<Command>, key: KeyCode, name: &'static str, words: &str, deed: Deed) {
    list.push(Command {
        keys: vec![Key::of(key)],
        name,
        words: words.to_owned(),
        deed,
        minor: true,
    });
}

fn on_sheet(list: &mut Vec<Command>, words: &Words, ui: &Ui, sheet: &Sheet) {
    if let Some(item) = ui.focused() {
        on_item(list, words, item);
    }
    if let Some(intent) = sheet
        .top
        .back
        .and_then(|at| sheet.items.get(at))
        .and_then(Item::intent)
    {
        let label = sheet
            .top
            .back
            .and_then(|at| sheet.items.get(at))
            .map_or("", Item::label);
        add(
            list,
            vec![Key::of(KeyCode::Esc)],
            "Esc",
            label,
            Deed::Dispatch(intent.clone()),
        );
    }
    if sheet.items.len() > 1 {
        add(
            list,
            vec![Key::of(KeyCode::Tab)],
            "Tab",
            words.key_next,
            Deed::Next,
        );
        minor(
            list,
            KeyCode::BackTab,
            "Shift-Tab",
            words.key_previous,
            Deed::Previous,
        );
    }
    let in_field = ui.focused().is_some_and(|item| item.field().is_some());
    if !in_field && sheet.items.len() > 1 {
        minor(list, KeyCode::Right, "→", words.key_next, Deed::Next);
        minor(list, KeyCode::Left, "←", words.key_previous, Deed::Previous);
    }
    if let Some((label, intent)) = next_language(sheet) {
        add(
            list,
            vec![Key::of(KeyCode::F(2))],
            "F2",
            label,
            Deed::Dispatch(intent.clone()),
        );
    }
}

fn on_item(list: &mut Vec<Command>, words: &Words, item: &Item) {
    let enter = vec![Key::of(KeyCode::Enter), Key::char(' ')];
    match &item.kind {
        ItemKind::Text(_) | ItemKind::Secret(_) => {
            list.push(Command {
                keys: vec![Key::of(KeyCode::Enter)],
                name: "Enter",
                words: words.key_next.to_owned(),
                deed: Deed::Activate,
                minor: true,
            });
            list.push(Command {
                keys: vec![Key::ctrl('u')],
                name: "Ctrl-U",
                words: words.key_erase_field.to_owned(),
                deed: Deed::Clear,
                minor: true,
            });
            if let ItemKind::Secret(field) = &item.kind {
                let both = format!("{}/{}", field.show, field.hide);
                add(list, vec![Key::of(KeyCode::F(3))], "F3", &both, Deed::Reveal);
            }
        }
        ItemKind::Reveal(reveal) => {
            let both = format!("{}/{}", reveal.show, reveal.hide);
            add(list, enter, "Enter", &both, Deed::Activate);
        }
        _ if item.why_not().is_some() => add(list, enter, "Enter", words.key_why, Deed::Activate),
        _ => add(list, enter, "Enter", item.label(), Deed::Activate),
    }
}

/// The choice of language after the one that is chosen, when the sheet offers any.
fn next_language(sheet: &Sheet) -> Option<(&str, &Intent)> {
    let offered: Vec<&Item> = sheet
        .items
        .iter()
        .filter(|item| {
            item.intent()
                .is_some_and(|intent| matches!(intent.ask, Ask::ChooseLanguage { .. }))
        })
        .collect();
    let chosen = offered.iter().position(|item| is_chosen(item));
    let next = match chosen {
        Some(at) => offered.get((at + 1) % offered.len()),
        None => offered
            .iter()
            .find(|item| language_of(item) > Some(sheet.language))
            .or(offered.first()),
    }?;
    Some((next.label(), next.intent()?))
}

fn is_chosen(item: &Item) -> bool {
    matches!(&item.kind, ItemKind::Choice(choice) if choice.chosen)
}

fn language_of(item: &Item) -> Option<Language> {
    match item.intent()?.ask {
        Ask::ChooseLanguage { language } => Some(language),
        _ => None,
    }
}

fn scrolling(list: &mut Vec<Command>, words: &Words, ui: &Ui, covered: bool) {
    let sheet = if covered { None } else { ui.sheet() };
    let scrolls = ui.geometry.lines > ui.geometry.height;
    if sheet.is_some_and(|sheet| sheet.items.len() > 1) || scrolls {
        minor(list, KeyCode::Down, "↓", words.key_next, Deed::Down);
        minor(list, KeyCode::Up, "↑", words.key_previous, Deed::Up);
    }
    if scrolls {
        add(
            list,
            vec![Key::of(KeyCode::PageDown)],
            "PgDn",
            words.key_scroll,
            Deed::PageDown,
        );
        minor(list, KeyCode::PageUp, "PgUp", words.key_scroll, Deed::PageUp);
        if covered && !matches!(ui.over(), Some(Over::Choose(_)))
            || !covered && ui.focused().is_none_or(|item| item.field().is_none())
        {
            minor(list, KeyCode::Home, "Home", words.key_ends, Deed::Top);
            minor(list, KeyCode::End, "End", words.key_ends, Deed::Bottom);
        }
    }
}
