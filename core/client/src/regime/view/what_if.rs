//! What if I export: what would follow from an export that is only thought of. It files nothing.

use std::collections::BTreeMap;

use jiff::civil::Date;
use salyk_regulation::assessment::{Assessment, LotAssessment};
use salyk_regulation::dossier::{Body, GoodsLine, Lot, LotId};
use salyk_regulation::money::{Money, Quantity};
use salyk_regulation::order;
use salyk_regulation::rule::RuleId;
use salyk_regulation::what_if::WhatIf;

use super::super::study::Place;
use super::super::thought::{self, Foreseen, ThoughtExport, ThoughtRefused};
use super::money::quantity;
use super::scene::Scene;
use super::{finding as rows, goods, lot as lots, plan, words};
use crate::intent::{Ask, FieldKey, Intent};
use crate::screens::WhatIfPlace;
use crate::text::{written_day, written_quantity};
use crate::view::{
    Action, ChangeShown, Choice, Field, FindingRow, GuessShown, Importance, MoneyLine, Section,
    WhatIfHeadings, WhatIfView,
};

/// Opens the guess of a lot; none before it is imported or once nothing of it is left.
pub(super) fn action(scene: &Scene<'_>, lot: &Lot) -> Option<Action> {
    let imported = thought::imported(lot, scene.law, scene.today).is_some();
    let some_left = lot.lines.iter().any(|line| is_left(lot, line));
    let ask = Ask::OpenWhatIf {
        lot: lot.id.0.to_string(),
    };
    (imported && some_left)
        .then(|| Action::enabled(scene.say("whatif-title"), Importance::Normal, scene.screen, ask))
}

/// `None` when the case has no such lot.
pub(super) fn view(scene: &Scene<'_>, place: &WhatIfPlace) -> Option<WhatIfView> {
    let lot = scene.facts_of(&LotId(place.lot.as_str().into()))?;
    let line = chosen(lot, place);
    let amount = written_quantity(&place.quantity, scene.texts.language()).map(Quantity::from_thousandths);
    let day = written_day(&place.day);
    let thought = || {
        Some(ThoughtExport {
            lot: lot.id.clone(),
            line: line?.number,
            quantity: amount?,
            destination: plan::place_meant(scene, Place::Any(place.destination?)),
            day: day.filter(|day| *day >= scene.today)?,
        })
    };
    let thought = thought();
    let answer = thought
        .as_ref()
        .map(|thought| thought::think(scene.dossier, scene.law, thought));
    let refused = answer.as_ref().and_then(|answer| answer.as_ref().err());
    let guess = match (&thought, &answer) {
        (Some(thought), Some(Ok(answer))) => guess(scene, thought, answer),
        _ => None,
    };
    Some(WhatIfView {
        title: rows::lot_title(scene, lot),
        explanation: scene.say("whatif-explanation"),
        goods: goods_to_choose(scene, lot, line),
        quantity: quantity_field(scene, place, line, amount, refused),
        destinations: destinations(scene, place),
        day: day_field(scene, place, day, refused),
        guess,
        headings: WhatIfHeadings::of(scene.texts),
    })
}

/// What would follow, in words; `None` when the dossier has no such lot.
pub(super) fn guess(scene: &Scene<'_>, thought: &ThoughtExport, foreseen: &Foreseen) -> Option<GuessShown> {
    let answer = &foreseen.what_if;
    let lot = scene.facts_of(&thought.lot)?;
    let (before, after) = (answer.before.lot(&lot.id)?, answer.after.lot(&lot.id)?);
    let as_of = scene.say_with("whatif-as-of", &[("date", scene.day(thought.day).into())]);
    let mut changes = vec![left_after(scene, lot, thought, foreseen.left)?];
    changes.extend(state(scene, before, after));
    changes.extend(findings(scene, &lot.id, thought.day, answer));
    Some(GuessShown {
        as_of,
        changes,
        money: money(scene, after, answer),
        apply: apply(scene, thought.day, foreseen.apply_by, after),
        documents: lots::documents(scene, Some(lot), &after.documents),
    })
}

fn is_left(lot: &Lot, line: &GoodsLine) -> bool {
    thought::left(lot, line) > Quantity::ZERO
}

/// The goods line that was chosen, or else the first of which something is left.
fn chosen<'a>(lot: &'a Lot, place: &WhatIfPlace) -> Option<&'a GoodsLine> {
    let mut lines = lot.lines.iter();
    match place.line {
        Some(number) => lines.find(|line| line.number == number),
        None => lines
            .filter(|line| is_left(lot, line))
            .min_by_key(|line| line.number),
    }
}

fn goods_to_choose(scene: &Scene<'_>, lot: &Lot, chosen: Option<&GoodsLine>) -> Vec<Choice> {
    let mut lines: Vec<_> = lot.lines.iter().filter(|line| is_left(lot, line)).collect();
    order::sort_by_key(&mut lines, |line| line.number);
    let choice = |line: &GoodsLine| {
        let left = quantity(scene.texts, thought::left(lot, line), &line.unit);
        let names = [
            ("goods", goods::name(Some(lot), line.number).into()),
            ("left", left.into()),
        ];
        Choice {
            label: scene.say_with("whatif-goods-left", &names),
            chosen: chosen.is_some_and(|chosen| chosen.number == line.number),
            intent: Intent::on(scene.screen, Ask::PlanGoods { line: line.number }),
        }
    };
    lines.into_iter().map(choice).collect()
}

fn destinations(scene: &Scene<'_>, place: &WhatIfPlace) -> Vec<Choice> {
    let choice = |group| Choice {
        label: scene.say(plan::group_key(group)),
        chosen: place.destination == Some(group),
        intent: Intent::on(scene.screen, Ask::PlanDestination { group }),
    };
    plan::GROUPS.into_iter().map(choice).collect()
}

fn quantity_field(
    scene: &Scene<'_>,
    place: &WhatIfPlace,
    line: Option<&GoodsLine>,
    amount: Option<Quantity>,
    refused: Option<&ThoughtRefused>,
) -> Field {
    let unit = line.map_or("", |line| line.unit.0.as_str());
    let label = scene.say_with("whatif-quantity", &[("unit", unit.into())]);
    let example = || scene.texts.number(2_500, 3, 0);
    let problem = match (amount, refused) {
        (None, _) if place.quantity.trim().is_empty() => None,
        (None, _) => Some(scene.say_with("whatif-quantity-unreadable", &[("example", example().into())])),
        (Some(Quantity::ZERO), _) => Some(scene.say("whatif-quantity-none")),
        (_, Some(ThoughtRefused::MoreThanLeft { left, unit })) => {
            let left = quantity(scene.texts, *left, unit);
            Some(scene.say_with("whatif-more-than-left", &[("left", left.into())]))
        }
        _ => None,
    };
    Field {
        key: FieldKey::PlannedQuantity,
        spoken: label.clone(),
        label,
        text: place.quantity.clone(),
        edit: place.quantity_edit,
        reset: 0,
        problem,
    }
}

fn day_field(
    scene: &Scene<'_>,
    place: &WhatIfPlace,
    day: Option<Date>,
    refused: Option<&ThoughtRefused>,
) -> Field {
    let label = scene.say("whatif-day");
    let dated = |key: &str, day: Date| Some(scene.say_with(key, &[("date", scene.day(day).into())]));
    let problem = match (day, refused) {
        (None, _) if place.day.trim().is_empty() => None,
        (None, _) => Some(scene.say("plan-day-unreadable")),
        (Some(day), _) if day < scene.today => Some(scene.say("plan-day-past")),
        (_, Some(ThoughtRefused::BeforeImport { imported })) => dated("whatif-before-import", *imported),
        _ => None,
    };
    Field {
        key: FieldKey::PlannedDay,
        spoken: label.clone(),
        label,
        text: place.day.clone(),
        edit: place.day_edit,
        reset: 0,
        problem,
    }
}

/// What is left of the goods.
fn left_after(scene: &Scene<'_>, lot: &Lot, thought: &ThoughtExport, after: Quantity) -> Option<ChangeShown> {
    let line = lot.lines.iter().find(|line| line.number == thought.line)?;
    let text = |left| quantity(scene.texts, left, &line.unit);
    let named = [scene.say("heading-left"), goods::name(Some(lot), line.number)];
    Some(ChangeShown {
        what: named.join(": "),
        rule: None,
        before: text(thought::left(lot, line)),
        after: text(after),
    })
}

fn state(scene: &Scene<'_>, before: &LotAssessment, after: &LotAssessment) -> Option<ChangeShown> {
    let said = |found: &LotAssessment| scene.say(words::lot_state(found.state));
    (before.state != after.state).then(|| ChangeShown {
        what: scene.say("heading-state"),
        rule: None,
        before: said(before),
        after: said(after),
    })
}

/// The findings on the lot, and on the taxpayer, that would stand otherwise on the day of the export.
fn findings(scene: &Scene<'_>, lot: &LotId, on: Date, answer: &WhatIf) -> Vec<ChangeShown> {
    // How something stands is said as of that day.
    let then = Scene { today: on, ..*scene };
    let before: BTreeMap<String, String> = rows_of(&then, &answer.before, lot)
        .map(|row| (row.finding.clone(), said(&row)))
        .collect();
    let change = |row: FindingRow| {
        let (without, with) = (before.get(&row.finding), said(&row));
        (without != Some(&with)).then(|| ChangeShown {
            what: row.title,
            rule: Some(row.rule),
            before: without.cloned().unwrap_or_else(|| scene.say("whatif-no-answer")),
            after: with,
        })
    };
    rows_of(&then, &answer.after, lot).filter_map(change).collect()
}

fn rows_of<'a>(
    scene: &'a Scene<'_>,
    assessment: &'a Assessment,
    lot: &LotId,
) -> impl Iterator<Item = FindingRow> + 'a {
    let of_lot = assessment.lot(lot).map_or(&[][..], |found| &found.findings);
    let findings = assessment.findings.iter().chain(of_lot);
    findings.map(|finding| rows::row(scene, finding))
}

fn said(row: &FindingRow) -> String {
    match &row.date {
        Some(date) => format!("{} · {}", row.standing, date.text),
        None => row.standing.clone(),
    }
}

/// The deposit, what of it an application on that day could cover, and what would wait on.
fn money(scene: &Scene<'_>, after: &LotAssessment, answer: &WhatIf) -> Vec<MoneyLine> {
    let sums = after.sums;
    let line = |label: &str, sum: Money, remark: Option<String>| MoneyLine {
        label: scene.say(label),
        sum: scene.money(sum),
        remark,
    };
    let mut lines = vec![line("money-deposit", sums.deposit, None)];
    if sums.confirmed > Money::ZERO {
        lines.push(line("money-confirmed", sums.confirmed, None));
    }
    let remark = scene.say("whatif-returnable-remark");
    lines.push(line("whatif-returnable", answer.returnable, Some(remark)));
    lines.extend(
        answer
            .waiting
            .map(|waiting| line("whatif-waiting", waiting, None)),
    );
    lines
}

/// To whom one applies for the return, and by when.
fn apply(scene: &Scene<'_>, day: Date, by: Option<Date>, after: &LotAssessment) -> Section {
    let body = match after.holder.value() {
        Some(Body::Customs) => Some("lot-apply-customs"),
        Some(Body::TaxBody) => Some("lot-apply-tax-body"),
        None => None,
    };
    let mut lines: Vec<_> = body.map(|key| scene.say(key)).into_iter().collect();
    lines.extend(by.map(|last| {
        let shown = scene.shown_day(last);
        let names = [("date", shown.text.into()), ("relative", shown.relative.into())];
        format!(
            "{} · {}",
            scene.say_with("whatif-apply-by", &names),
            RuleId::Reg18.as_str()
        )
    }));
    // The day rests on readings, and those never block: the guess is given, with what our count says of it.
    let beyond = by.filter(|last| day > *last);
    let names = |last| [("date", scene.day(last).into())];
    lines.extend(beyond.map(|last| scene.say_with("whatif-beyond-term", &names(last))));
    Section {
        heading: scene.say("whatif-apply"),
        lines,
    }
}
