//! The lots as a table for a spreadsheet (CSV, RFC 4180): those that the filters and the search let through, in their order.

use salyk_regulation::money::Money;

use super::lots::Entry;
use super::scene::Scene;
use super::{countries, deadlines, finding as rows, lot_state, told};

/// The file's text. It begins with the mark by which spreadsheets know UTF-8.
pub(super) fn text(scene: &Scene<'_>, entries: &[&Entry<'_>], official: bool) -> String {
    let mut text = String::from('\u{feff}');
    if !official {
        line(&mut text, &[scene.say("reminder-sample")]);
    }
    let headings = [
        "lot-title",
        "fact-imported-from",
        "heading-state",
        "money-vat",
        "money-deposit",
        "heading-next-step",
        "lots-last-day",
        "lots-last-day-remarks",
    ];
    line(&mut text, &headings.map(|key| scene.say(key)));
    for entry in entries {
        line(&mut text, &cells(scene, entry));
    }
    text
}

/// The name that the file is offered under.
pub(super) fn name(scene: &Scene<'_>) -> String {
    format!("salyk-lots-{}.csv", scene.today)
}

fn cells(scene: &Scene<'_>, entry: &Entry<'_>) -> [String; 8] {
    let pressing = entry.pressing();
    let sum = |sum: Money| format!("{}.{:02}", sum.tyiyn() / 100, sum.tyiyn() % 100);
    [
        rows::lot_title(scene, entry.facts()),
        match entry.facts().imported_from.value() {
            Some(country) => countries::name(scene, *country),
            None => scene.say("country-unknown"),
        },
        lot_state::state(scene, entry.facts(), entry.found()),
        entry.found().sums.vat.map(sum).unwrap_or_default(),
        sum(entry.found().sums.deposit),
        pressing
            .map(|finding| scene.say(rows::deed_key(finding)))
            .unwrap_or_default(),
        pressing
            .and_then(|finding| finding.dates().due)
            .map(|due| due.to_string())
            .unwrap_or_default(),
        pressing
            .filter(|finding| finding.dates().due.is_some())
            .map(|finding| deadlines::joined(&told::with_standing(scene, finding)))
            .unwrap_or_default(),
    ]
}

fn line(text: &mut String, cells: &[String]) {
    for (place, cell) in cells.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        quoted(text, cell);
    }
    text.push_str("\r\n");
}

/// A cell in quotes. A name that a spreadsheet would reckon with as a formula is marked as text.
fn quoted(text: &mut String, cell: &str) {
    text.push('"');
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        text.push('\'');
    }
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn no_name_breaks_a_row_or_is_a_formula() {
        let mut text = String::new();
        let cells = ["a \"b\", c", "=1+1", "x\r\ny", ""].map(str::to_owned);
        line(&mut text, &cells);
        assert_eq!(text, "\"a \"\"b\"\", c\",\"'=1+1\",\"x\r\ny\",\"\"\r\n");
    }
}
