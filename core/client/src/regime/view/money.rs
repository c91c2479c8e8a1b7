//! Sums, rates and quantities of a lot, each with what has to be said of it.

use salyk_regulation::assessment::{LotAssessment, LotState};
use salyk_regulation::dossier::{BudgetTransfer, Deposit, Lot, Unit};
use salyk_regulation::finding::{PenaltyEstimate, RateUsed};
use salyk_regulation::money::{Money, Quantity};

use super::scene::Scene;
use super::{sources, words};
use crate::text::Texts;
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
            .filter_map(|finding| Some(penalty_line(scene, finding.penalty().as_ref()?))),
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
    let (rate, source) = rate_and_source(scene, penalty);
    let names = [
        ("days", penalty.days.into()),
        ("rate", rate.into()),
        ("source", source.into()),
    ];
    let mut remarks = vec![scene.say_with("penalty-how", &names)];
    if let Some(other) = penalty.at_disputed_rate {
        remarks.push(scene.say_with("penalty-disputed", &[("sum", scene.money(other).text.into())]));
    }
    if let Some(other) = &penalty.otherwise {
        let sum = range(scene, [Some(other.sum), other.at_disputed_rate]);
        let names = [("from", scene.day(other.from).into()), ("sum", sum.into())];
        remarks.push(scene.say_with("penalty-otherwise", &names));
    }
    if penalty.capped {
        remarks.push(scene.say("penalty-capped"));
    } else if penalty.running {
        remarks.push(scene.say("penalty-running"));
    }
    remarks.push(scene.say("penalty-body-computes"));
    remarks
}

/// The rates a day, and where they are from.
pub(super) fn rate_and_source(scene: &Scene<'_>, penalty: &PenaltyEstimate) -> (String, String) {
    let rates = penalty.rates.iter();
    let percents = rates.clone().map(|rate| rate_a_day(scene, rate));
    let named = rates.map(|rate| sources::named(scene.texts, &rate.source));
    (each_once(scene, percents), each_once(scene, named))
}

/// A rate a day; where its sources disagree, the other one too.
pub(super) fn rate_a_day(scene: &Scene<'_>, rate: &RateUsed) -> String {
    let chosen = scene.texts.percent(rate.per_day_ppm);
    let editions = scene.law.policies.editions();
    let mut known = editions.flat_map(|edition| &edition.figures.penalty_rates);
    let same = known.find(|one| {
        one.from == rate.from && one.per_day_ppm == rate.per_day_ppm && one.source == rate.source.as_str()
    });
    match same.and_then(|one| one.disputed_per_day_ppm) {
        Some(other) => {
            let names = [
                ("rate", chosen.into()),
                ("other", scene.texts.percent(other).into()),
            ];
            scene.say_with("penalty-rate-disputed", &names)
        }
        None => chosen,
    }
}

fn each_once(scene: &Scene<'_>, names: impl Iterator<Item = String>) -> String {
    let mut each: Vec<String> = Vec::new();
    for name in names {
        if !each.contains(&name) {
            each.push(name);
        }
    }
    if each.is_empty() {
        return scene.say("source-nobody");
    }
    each.join(", ")
}

/// The estimate; its range where sources of the rate disagree, or where the text does not set the first day.
pub(super) fn penalty_range(scene: &Scene<'_>, penalty: &PenaltyEstimate) -> String {
    let other = penalty.otherwise.as_ref();
    let sums = [
        Some(penalty.sum),
        penalty.at_disputed_rate,
        other.map(|other| other.sum),
        other.and_then(|other| other.at_disputed_rate),
    ];
    range(scene, sums)
}

/// From the least to the greatest of these sums; one sum where they are the same.
pub(super) fn range<const N: usize>(scene: &Scene<'_>, sums: [Option<Money>; N]) -> String {
    let known = || sums.iter().copied().flatten();
    let least = known().min().unwrap_or(Money::ZERO);
    let greatest = known().max().unwrap_or(Money::ZERO);
    let text = |sum| scene.money(sum).text;
    if least == greatest {
        text(least)
    } else {
        format!("{} – {}", text(least), text(greatest))
    }
}

/// What a sum late for so many days costs at a rate, not yet rounded, in som.
pub(super) fn exact_penalty(texts: &Texts, late: Money, days: i64, ppm: u32) -> String {
    let tyiyn = u128::from(late.tyiyn().max(0).unsigned_abs());
    let days = u128::from(days.max(0).unsigned_abs());
    let millionths = tyiyn.saturating_mul(days).saturating_mul(u128::from(ppm));
    // Millionths of a tyiyn are hundred-millionths of a som.
    texts.in_som(&texts.number(millionths, 8, 2))
}

/// A quantity with its unit: `2,5 kg`.
pub(super) fn quantity(texts: &Texts, quantity: Quantity, unit: &Unit) -> String {
    format!(
        "{}\u{a0}{}",
        texts.number(u128::from(quantity.thousandths()), 3, 0),
        unit.0
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn numbers_read_as_people_write_them() {
        let (russian, english) = (Texts::of(Language::Russian), Texts::of(Language::English));
        let kilograms = |thousandths| {
            quantity(
                russian,
                Quantity::from_thousandths(thousandths),
                &Unit("кг".into()),
            )
        };
        assert_eq!(kilograms(2_500), "2,5\u{a0}кг");
        assert_eq!(kilograms(1_234_000_000), "1\u{a0}234\u{a0}000\u{a0}кг");
        assert_eq!(kilograms(0), "0\u{a0}кг");
        assert_eq!(russian.percent(900), "0,09\u{a0}%");
        assert_eq!(english.percent(1_300), "0.13%");
        let exact = exact_penalty(english, Money::from_tyiyn(12_000_000), 10, 900);
        assert_eq!(exact, "KGS\u{a0}1,080.00");
        assert_eq!(
            exact_penalty(english, Money::from_tyiyn(1), 1, 900),
            "KGS\u{a0}0.000009"
        );
    }
}
