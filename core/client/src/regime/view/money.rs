//! Sums, rates and quantities of a lot, each with what has to be said of it.

use salyk_regulation::assessment::{LotAssessment, LotState};
use salyk_regulation::dossier::{BudgetTransfer, Deposit, Lot, Unit};
use salyk_regulation::finding::PenaltyEstimate;
use salyk_regulation::money::{Money, Quantity};

use super::scene::Scene;
use super::words;
use crate::text::{Language, Texts};
use crate::view::MoneyLine;

/// A lot's money: what is confirmed, at risk and lost adds up to the deposit.
pub(super) fn of_lot(scene: &Scene<'_>, lot: &Lot, found: &LotAssessment) -> Vec<MoneyLine> {
    let sums = found.sums;
    let line = |label: &str, sum: Money, remark: Option<String>| MoneyLine {
        label: scene.say(label),
        sum: scene.money(sum),
        remark,
    };
    let vat_said = words::sources(scene, [words::teller(&lot.vat)]);
    let mut lines: Vec<_> = sums
        .vat
        .map(|vat| line("money-vat", vat, vat_said))
        .into_iter()
        .collect();
    lines.push(line(
        "money-deposit",
        sums.deposit,
        deposits_said_by(scene, &lot.deposits),
    ));
    if sums.misplaced > Money::ZERO {
        lines.push(line(
            "money-misplaced",
            sums.misplaced,
            Some(scene.say("money-misplaced-remark")),
        ));
    }
    lines.push(line("money-confirmed", sums.confirmed, None));
    lines.push(line(
        "deposits-at-risk",
        sums.at_risk,
        (sums.at_risk > Money::ZERO).then(|| scene.say("deposits-at-risk-remark")),
    ));
    lines.extend(to_budget(
        scene,
        sums.to_budget,
        transferred(found),
        &lot.budget_transfers,
    ));
    lines.extend(
        found
            .findings
            .iter()
            .filter_map(|finding| Some(penalty_line(scene, finding.penalty.as_ref()?))),
    );
    lines
}

/// Who says that these payments were made, of those made by today.
pub(super) fn deposits_said_by<'a>(
    scene: &Scene<'_>,
    deposits: impl IntoIterator<Item = &'a Deposit>,
) -> Option<String> {
    let made = deposits.into_iter().filter(|one| one.date <= scene.today);
    words::sources(scene, made.map(|one| Some(one.stated)))
}

/// What of a lot's deposit the body has transferred to the budget already.
pub(super) fn transferred(found: &LotAssessment) -> Money {
    let shares = found.shares.iter();
    Money::total(
        shares
            .filter(|share| share.state == LotState::ToBudget)
            .map(|share| share.sum),
    )
}

/// What goes to the budget: what has gone is a fact, what may still go is our count.
pub(super) fn to_budget<'a>(
    scene: &Scene<'_>,
    all: Money,
    transferred: Money,
    transfers: impl IntoIterator<Item = &'a BudgetTransfer>,
) -> Vec<MoneyLine> {
    let remark = scene.say("deposits-to-budget-remark");
    let made = transfers.into_iter().filter(|one| one.date <= scene.today);
    let said = words::sources(scene, made.map(|one| Some(one.stated)));
    let lines = [
        ("deposits-to-budget", all.less(transferred), Some(remark)),
        ("money-transferred", transferred, said),
    ];
    let shown = lines.into_iter().filter(|(_, sum, _)| *sum > Money::ZERO);
    shown
        .map(|(label, sum, remark)| MoneyLine {
            label: scene.say(label),
            sum: scene.money(sum),
            remark,
        })
        .collect()
}

fn penalty_line(scene: &Scene<'_>, penalty: &PenaltyEstimate) -> MoneyLine {
    MoneyLine {
        label: scene.say("money-penalty"),
        sum: scene.money(penalty.sum),
        remark: Some(penalty_remarks(scene, penalty).join(" ")),
    }
}

/// How the estimate was made, and that the body computes the real one.
pub(super) fn penalty_remarks(scene: &Scene<'_>, penalty: &PenaltyEstimate) -> Vec<String> {
    let rates: Vec<_> = penalty
        .rates
        .iter()
        .map(|rate| percent(scene.texts, rate.per_day_ppm))
        .collect();
    let names = [("days", penalty.days.into()), ("rate", rates.join(", ").into())];
    let mut remarks = vec![scene.say_with("penalty-how", &names)];
    if let Some(other) = penalty.at_disputed_rate {
        remarks.push(scene.say_with("penalty-disputed", &[("sum", scene.money(other).text.into())]));
    }
    if penalty.capped {
        remarks.push(scene.say("penalty-capped"));
    } else if penalty.running {
        remarks.push(scene.say("penalty-running"));
    }
    remarks.push(scene.say("penalty-body-computes"));
    remarks
}

/// The estimate, or its range where sources of the rate disagree.
pub(super) fn penalty_range(scene: &Scene<'_>, penalty: &PenaltyEstimate) -> String {
    let one = penalty.sum;
    match penalty.at_disputed_rate.filter(|other| *other != one) {
        None => scene.money(one).text,
        Some(other) => format!(
            "{} – {}",
            scene.money(one.min(other)).text,
            scene.money(one.max(other)).text
        ),
    }
}

/// A daily rate in percent, out of parts per million: 900 is `0,09 %`.
pub(super) fn percent(texts: &Texts, ppm: u32) -> String {
    format!("{}\u{a0}%", decimal(texts, u128::from(ppm), 4, 0))
}

/// What a sum late for so many days costs at a rate, not yet rounded, in som.
pub(super) fn exact_penalty(texts: &Texts, late: Money, days: i64, ppm: u32) -> String {
    let tyiyn = u128::from(late.tyiyn().max(0).unsigned_abs());
    let days = u128::from(days.max(0).unsigned_abs());
    let millionths = tyiyn.saturating_mul(days).saturating_mul(u128::from(ppm));
    // Millionths of a tyiyn are hundred-millionths of a som.
    format!("{}\u{a0}{}", decimal(texts, millionths, 8, 2), texts.say("som"))
}

/// A quantity with its unit: `2,5 kg`.
pub(super) fn quantity(texts: &Texts, quantity: Quantity, unit: &Unit) -> String {
    format!(
        "{}\u{a0}{}",
        decimal(texts, u128::from(quantity.thousandths()), 3, 0),
        unit.0
    )
}

/// A number of `places` decimal places as people write it, zeros at its end left out beyond `least` places.
fn decimal(texts: &Texts, scaled: u128, places: u32, least: usize) -> String {
    let (group, point) = match texts.language() {
        Language::English => (',', '.'),
        Language::Kyrgyz | Language::Russian => ('\u{a0}', ','),
    };
    let one = 10_u128.saturating_pow(places);
    let (whole, rest) = (scaled / one, scaled % one);
    let digits = whole.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    let width = usize::try_from(places).unwrap_or(0);
    let mut fraction = format!("{rest:0width$}");
    while fraction.len() > least && fraction.ends_with('0') {
        fraction.pop();
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(&fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        let (russian, english) = (Texts::of(Language::Russian), Texts::of(Language::English));
        let kilograms = |thousandths| {
            quantity(
                russian,
                Quantity::from_thousandths(thousandths),
                &Unit("кг".to_owned()),
            )
        };
        assert_eq!(kilograms(2_500), "2,5\u{a0}кг");
        assert_eq!(kilograms(1_234_000_000), "1\u{a0}234\u{a0}000\u{a0}кг");
        assert_eq!(kilograms(0), "0\u{a0}кг");
        assert_eq!(percent(russian, 900), "0,09\u{a0}%");
        assert_eq!(percent(english, 1_300), "0.13\u{a0}%");
        let exact = exact_penalty(english, Money::from_tyiyn(12_000_000), 10, 900);
        assert_eq!(exact, "1,080.00\u{a0}som");
        assert_eq!(
            exact_penalty(english, Money::from_tyiyn(1), 1, 900),
            "0.000009\u{a0}som"
        );
    }
}
