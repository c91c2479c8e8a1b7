//! The arithmetic of a finding, a step a line.

use salyk_regulation::finding::Finding;
use salyk_regulation::money::{Money, Quantity};
use salyk_regulation::policy::TaxPeriod;
use salyk_regulation::why::{SkippedDay, Step, WindowState};

use super::scene::Scene;
use super::standing::Standing;
use super::{days_off, finding as rows, goods, money, rules, sources, words};
use crate::view::{FactShown, StepShown};

/// How many broken conditions are named; the list of duties has the rest.
const CONDITIONS: usize = 10;

pub(super) fn steps(scene: &Scene<'_>, finding: &Finding) -> Vec<StepShown> {
    let mut shown = broken_conditions(scene, finding);
    shown.extend(finding.steps().iter().flat_map(|step| one(scene, finding, step)));
    if let Some(penalty) = &finding.penalty() {
        shown.push(StepShown {
            text: scene.say(if penalty.capped {
                "step-penalty-capped"
            } else {
                "step-penalty-sum"
            }),
            result: scene.money(penalty.sum).text,
        });
        if let Some(other) = penalty.at_disputed_rate {
            shown.push(StepShown {
                text: scene.say("step-penalty-disputed"),
                result: scene.money(other).text,
            });
        }
        if let Some(other) = &penalty.otherwise {
            let names = [
                ("from", scene.day(other.from).into()),
                ("days", other.days.into()),
            ];
            shown.push(StepShown {
                text: scene.say_with("step-penalty-otherwise", &names),
                result: money::range(scene, [Some(other.sum), other.at_disputed_rate]),
            });
        }
        shown.push(StepShown {
            text: scene.say("penalty-body-computes"),
            result: String::new(),
        });
    }
    shown
}

/// The conditions that passing to the general procedure follows from, the first broken one first (`reg:6`).
fn broken_conditions(scene: &Scene<'_>, finding: &Finding) -> Vec<StepShown> {
    if Standing::of(finding, scene.today) != Standing::Passing {
        return Vec::new();
    }
    let broken = scene.assessment.regime.because.iter().take(CONDITIONS);
    let shown = broken.filter_map(|id| {
        let condition = scene.assessment.finding(id)?;
        let mut text = scene.say(rules::title_of(condition));
        if let Some(lot) = rows::lot(scene, condition) {
            let names = [("what", text.into()), ("lot", rows::lot_title(scene, lot).into())];
            text = scene.say_with("why-title-lot", &names);
        }
        let result = scene.say(Standing::of(condition, scene.today).key());
        Some(StepShown { text, result })
    });
    shown.collect()
}

/// How the days were counted, and nothing else.
pub(super) fn counted(scene: &Scene<'_>, finding: &Finding) -> Vec<StepShown> {
    let counting = finding.steps().iter().filter(|step| {
        matches!(
            step,
            Step::CalendarDays { .. }
                | Step::WorkingDays { .. }
                | Step::FirstOfNextMonth { .. }
                | Step::DayOfNextMonth { .. }
        )
    });
    counting.flat_map(|step| one(scene, finding, step)).collect()
}

/// The penalty's rates, each with where it is from.
pub(super) fn rates(scene: &Scene<'_>, finding: &Finding) -> Vec<FactShown> {
    let rates = finding.penalty().into_iter().flat_map(|penalty| &penalty.rates);
    let shown = rates.map(|rate| {
        let value = [
            ("rate", money::rate_a_day(scene, rate).into()),
            ("from", scene.day(rate.from).into()),
        ];
        FactShown {
            label: scene.say("rate-label"),
            value: scene.say_with("rate-value", &value),
            source: sources::line(scene.texts, &rate.source, rate.last_confirmed),
        }
    });
    shown.collect()
}

fn one(scene: &Scene<'_>, finding: &Finding, step: &Step) -> Vec<StepShown> {
    let line = |text: String, result: String| vec![StepShown { text, result }];
    match step {
        Step::CalendarDays { from, days, to } => {
            let names = [("from", scene.day(*from).into()), ("days", (*days).into())];
            line(scene.say_with("step-calendar-days", &names), scene.day(*to))
        }
        Step::WorkingDays {
            from,
            days,
            to,
            skipped,
        } => {
            let names = [("from", scene.day(*from).into()), ("days", (*days).into())];
            let counted = StepShown {
                text: scene.say_with("step-working-days", &names),
                result: scene.day(*to),
            };
            std::iter::once(counted)
                .chain(passed_over(scene, skipped))
                .collect()
        }
        Step::FirstOfNextMonth { from, to } => {
            let names = [("from", scene.day(*from).into())];
            line(scene.say_with("step-first-of-next-month", &names), scene.day(*to))
        }
        Step::DayOfNextMonth { from, day, to } => {
            let names = [("from", scene.day(*from).into()), ("day", (*day).into())];
            line(scene.say_with("step-day-of-next-month", &names), scene.day(*to))
        }
        Step::PaidAgainstDue { due, paid } => {
            let names = [
                ("due", scene.money(*due).text.into()),
                ("paid", scene.money(*paid).text.into()),
            ];
            let short = due.less(*paid);
            let result = if short == Money::ZERO {
                scene.say("step-paid-in-full")
            } else {
                scene.say_with("step-paid-short", &[("sum", scene.money(short).text.into())])
            };
            line(scene.say_with("step-paid", &names), result)
        }
        Step::Penalty {
            late,
            from,
            to,
            days,
            per_day_ppm,
        } => {
            let names = [
                ("late", scene.money(*late).text.into()),
                ("from", scene.day(*from).into()),
                ("to", scene.day(*to).into()),
                ("days", (*days).into()),
                ("rate", scene.texts.percent(*per_day_ppm).into()),
            ];
            let exact = money::exact_penalty(scene.texts, *late, *days, *per_day_ppm);
            line(scene.say_with("step-penalty", &names), exact)
        }
        Step::Window { from, to, state } => {
            let names = [("from", scene.day(*from).into()), ("to", scene.day(*to).into())];
            let result = match state {
                WindowState::Kept => "window-kept",
                WindowState::Pending => "window-pending",
                WindowState::Broken => "window-broken",
            };
            line(scene.say_with("step-window", &names), scene.say(result))
        }
        Step::NextPeriod { from, period, to } => {
            let key = match period {
                TaxPeriod::Month => "step-next-month",
                TaxPeriod::Quarter => "step-next-quarter",
            };
            let names = [("from", scene.day(*from).into())];
            line(scene.say_with(key, &names), scene.day(*to))
        }
        Step::Exported {
            line: number,
            imported,
            exported,
            unit,
        } => {
            let amount = |quantity| money::quantity(scene.texts, quantity, unit);
            let names = [
                ("goods", goods::name(rows::lot(scene, finding), *number).into()),
                ("imported", amount(*imported).into()),
                ("exported", amount(*exported).into()),
            ];
            let left = imported.less(*exported);
            let result = if left == Quantity::ZERO {
                scene.say("step-exported-in-full")
            } else {
                scene.say_with("step-exported-left", &[("left", amount(left).into())])
            };
            line(scene.say_with("step-exported", &names), result)
        }
        Step::Split {
            deposit,
            confirmed,
            at_risk,
            to_budget,
        } => {
            let sum = |sum| scene.money(sum).text.into();
            let names = [
                ("confirmed", sum(*confirmed)),
                ("risk", sum(*at_risk)),
                ("budget", sum(*to_budget)),
            ];
            line(scene.say_with("step-split", &names), scene.money(*deposit).text)
        }
        Step::Direction { to, at_most } => {
            let result = if *at_most == Money::ZERO {
                scene.say("step-direction-barred")
            } else {
                scene.say_with(
                    "step-direction-at-most",
                    &[("sum", scene.money(*at_most).text.into())],
                )
            };
            line(scene.say(words::direction(*to)), result)
        }
        Step::PartsAgainstReturnable { returnable, parts } => {
            let names = [
                ("returnable", scene.money(*returnable).text.into()),
                ("parts", scene.money(*parts).text.into()),
            ];
            let apart = (*returnable.max(parts)).less(*returnable.min(parts));
            let result = if apart == Money::ZERO {
                scene.say("step-parts-equal")
            } else {
                scene.say_with("step-parts-differ", &[("sum", scene.money(apart).text.into())])
            };
            line(scene.say_with("step-parts", &names), result)
        }
    }
}

/// The days that did not count: each named day off, and how many plain Saturdays and Sundays.
fn passed_over(scene: &Scene<'_>, skipped: &[SkippedDay]) -> Vec<StepShown> {
    let mut lines: Vec<_> = skipped
        .iter()
        .filter_map(|day| {
            let name = days_off::name(scene.texts, day.day_off.as_ref()?);
            let text = scene.say_with("step-skipped", &[("name", name.into())]);
            Some(StepShown {
                text,
                result: scene.day(day.date),
            })
        })
        .collect();
    let weekend = skipped.iter().filter(|day| day.day_off.is_none()).count();
    if weekend > 0 {
        lines.push(StepShown {
            text: scene.say("step-weekend"),
            result: weekend.to_string(),
        });
    }
    lines
}
