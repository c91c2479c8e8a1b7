//! What would follow from an export that is only thought of.

use salyk_client::view::{ChangeShown, GuessShown, WhatIfHeadings, WhatIfView};

use super::{Look, Writer, around, lot, plan, regime};

pub(super) fn what_if(writer: &mut Writer, view: &WhatIfView) -> &'static str {
    writer.text(view.title.clone(), Look::Strong);
    writer.text(view.explanation.clone(), Look::Plain);
    plan::choices(writer, &view.headings.goods, &view.goods);
    writer.gap();
    writer.item(view.quantity.clone());
    plan::choices(writer, &view.headings.destinations, &view.destinations);
    writer.gap();
    writer.item(view.day.clone());
    if let Some(guess) = &view.guess {
        self::guess(writer, guess, &view.headings);
    }
    "what_if"
}

fn guess(writer: &mut Writer, guess: &GuessShown, headings: &WhatIfHeadings) {
    writer.heading(guess.as_of.clone());
    writer.heading(headings.changes.clone());
    for change in &guess.changes {
        self::change(writer, change, headings);
    }
    regime::sums(writer, &headings.money, &guess.money);
    around::section(writer, &guess.apply);
    lot::documents(writer, &headings.documents, &headings.issued_by, &guess.documents);
}

/// Nothing of a guess has happened: no change is good or bad.
fn change(writer: &mut Writer, change: &ChangeShown, headings: &WhatIfHeadings) {
    writer.text(change.what.clone(), Look::Strong);
    writer.pair(headings.before.clone(), change.before.clone());
    writer.pair(headings.after.clone(), change.after.clone());
    writer.text(change.rule.clone().unwrap_or_default(), Look::Faint);
}
