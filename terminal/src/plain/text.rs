//! A sheet as lines of text, in reading order, each item with its number.

use salyk_client::view::{Action, Tone};

use crate::sheet::{Item, ItemKind, Piece, Sheet};
use crate::words::{Words, glyph};

/// The numbers that a person chooses by: back is 0, the others count from 1 in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers(Vec<(usize, usize)>);

impl Numbers {
    fn of(sheet: &Sheet) -> Self {
        let mut numbers = Vec::new();
        let mut next = 1;
        let mut number = |place: usize| {
            if sheet.top.back == Some(place) {
                numbers.push((0, place));
            } else {
                numbers.push((next, place));
                next += 1;
            }
        };
        sheet.top.back.into_iter().for_each(&mut number);
        for piece in &sheet.body {
            match piece {
                Piece::Item(place) if !skipped(sheet, *place) => number(*place),
                Piece::Row(places) => places.iter().copied().for_each(&mut number),
                _ => {}
            }
        }
        sheet.top.languages.iter().copied().for_each(&mut number);
        Self(numbers)
    }

    /// The place of the item with this number.
    #[must_use]
    pub fn place(&self, number: usize) -> Option<usize> {
        self.0
            .iter()
            .find(|(own, _)| *own == number)
            .map(|(_, place)| *place)
    }

    fn number(&self, place: usize) -> Option<usize> {
        self.0
            .iter()
            .find(|(_, own)| *own == place)
            .map(|(number, _)| *number)
    }
}

/// Showing a secret makes no sense where nothing is painted.
fn skipped(sheet: &Sheet, place: usize) -> bool {
    sheet
        .items
        .get(place)
        .is_none_or(|item| matches!(item.kind, ItemKind::Reveal(_)))
}

/// A sheet's lines, and its numbers.
#[must_use]
pub fn lines(sheet: &Sheet) -> (Vec<String>, Numbers) {
    let numbers = Numbers::of(sheet);
    let words = Words::of(sheet.language);
    let mut lines = Vec::new();
    top(&mut lines, sheet);
    for piece in &sheet.body {
        match piece {
            Piece::Gap => lines.push(String::new()),
            Piece::Heading(text) => lines.push(format!("## {}", clean(text))),
            Piece::Text(text, _) => lines.push(clean(text)),
            Piece::Standing { tone, word, text } => lines.push(standing(*tone, word, text)),
            Piece::Pair { name, value } => lines.push(format!("{}: {}", clean(name), clean(value))),
            Piece::Code { spoken, text, .. } => {
                lines.push(clean(spoken));
                lines.push(clean(text));
            }
            Piece::Item(place) => item(&mut lines, sheet, words, &numbers, *place),
            Piece::Row(places) => {
                places
                    .iter()
                    .for_each(|place| item(&mut lines, sheet, words, &numbers, *place));
            }
        }
    }
    let below: Vec<usize> = sheet
        .top
        .languages
        .iter()
        .copied()
        .chain(sheet.top.back)
        .collect();
    if !below.is_empty() {
        lines.push(String::new());
        below
            .into_iter()
            .for_each(|place| item(&mut lines, sheet, words, &numbers, place));
    }
    lines.dedup_by(|next, before| next.is_empty() && before.is_empty());
    (lines, numbers)
}

fn top(lines: &mut Vec<String>, sheet: &Sheet) {
    lines.push(format!("# {}", clean(&sheet.top.title)));
    lines.extend(
        sheet
            .top
            .band
            .as_deref()
            .map(|band| standing(Tone::Warning, "", band)),
    );
    if let Some(taxpayer) = &sheet.top.taxpayer {
        lines.push(format!(
            "{}: {}",
            clean(&sheet.top.taxpayer_heading),
            clean(taxpayer)
        ));
    }
    lines.extend(sheet.top.connection.as_deref().map(clean));
    lines.extend(sheet.top.busy.as_deref().map(clean));
    lines.push(String::new());
}

fn standing(tone: Tone, word: &str, text: &str) -> String {
    if word.is_empty() {
        format!("{} {}", glyph(tone), clean(text))
    } else {
        format!("{} {}: {}", glyph(tone), clean(word), clean(text))
    }
}

fn item(lines: &mut Vec<String>, sheet: &Sheet, words: &Words, numbers: &Numbers, place: usize) {
    let (Some(item), Some(number)) = (sheet.items.get(place), numbers.number(place)) else {
        return;
    };
    let text = match &item.kind {
        ItemKind::Text(field) => {
            let value = if field.text.is_empty() {
                words.empty.to_owned()
            } else {
                clean(&field.text)
            };
            format!(
                "{} ({}): {value}",
                spoken(&field.spoken, &field.label),
                words.text_field
            )
        }
        ItemKind::Secret(field) => {
            let value = if field.filled { words.filled } else { words.empty };
            format!(
                "{} ({}): {value}",
                spoken(&field.spoken, &field.label),
                words.secret_field
            )
        }
        ItemKind::Tick(tick) => {
            let (glyph, word) = if tick.ticked {
                ("[x]", words.ticked)
            } else {
                ("[ ]", words.not_ticked)
            };
            format!("{glyph} {} ({word})", clean(&tick.label))
        }
        ItemKind::Button(action) => label(action),
        ItemKind::Choice(choice) if choice.chosen => format!("{} ({})", clean(&choice.label), words.chosen),
        ItemKind::Choice(choice) => clean(&choice.label),
        ItemKind::Card(card) => {
            lines.push(standing(card.tone, &card.word, &card.title));
            lines.extend(card.lines.iter().map(|line| format!("   {}", clean(line))));
            label(&card.action)
        }
        ItemKind::Reveal(_) => return,
    };
    lines.push(format!("{number}. {text}"));
    if let Some(why_not) = item.why_not() {
        lines.push(format!("   {}: {}", words.not_now, clean(why_not)));
    }
    if let Some(problem) = problem(item) {
        lines.push(format!("   {}", standing(Tone::Bad, "", problem)));
    }
}

fn problem(item: &Item) -> Option<&str> {
    match &item.kind {
        ItemKind::Text(field) => field.problem.as_deref(),
        ItemKind::Secret(field) => field.problem.as_deref(),
        _ => None,
    }
}

fn label(action: &Action) -> String {
    spoken(&action.spoken, &action.label)
}

fn spoken(spoken: &str, label: &str) -> String {
    clean(if spoken.is_empty() { label } else { spoken })
}

/// The text without line ends and without characters that steer a terminal.
fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c == '\n' { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests;
