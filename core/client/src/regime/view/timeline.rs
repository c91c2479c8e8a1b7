//! A lot's calendar line: what happened, with who says so, and what is to come.

use jiff::civil::Date;
use salyk_regulation::assessment::LotAssessment;
use salyk_regulation::dossier::{Deposit, Export, Lot, RefundApplication};
use salyk_regulation::fact::Fact;
use salyk_regulation::finding::Finding;
use salyk_regulation::order;
use salyk_regulation::rule::RuleId;

use super::money::quantity;
use super::scene::Scene;
use super::standing::Standing;
use super::{countries, goods, remarks, words};
use crate::view::{EventShown, Tone};

/// Everything in the order of days; on one day, what happened before what is due.
pub(super) fn timeline(scene: &Scene<'_>, lot: &Lot, found: &LotAssessment) -> Vec<EventShown> {
    let line = Line { scene };
    let mut events: Vec<Event> = Vec::new();
    events.extend(lot.planned_for.map(|day| line.plan(day)));
    let dated = [
        ("event-released", &lot.released),
        ("event-accounted", &lot.taken_on_account),
        ("event-customs-notice", &lot.customs_notice),
    ];
    events.extend(dated.into_iter().filter_map(|(key, fact)| line.fact(key, fact)));
    if let Some(one) = &lot.customs_application {
        events.push(line.item(
            one.date,
            scene.say("event-customs-application"),
            words::stated(scene, one.stated),
        ));
    }
    if let Some(one) = &lot.commitment {
        events.push(line.item(
            one.date,
            scene.say("event-commitment"),
            words::stated(scene, one.stated),
        ));
    }
    events.extend(lot.deposits.iter().map(|one| line.deposit(one)));
    events.extend(lot.exports.iter().map(|one| line.export(lot, one)));
    for report in &lot.indirect_tax_reports {
        let key = if report.with_receipt {
            "event-report-with-receipt"
        } else {
            "event-report-without-receipt"
        };
        events.push(line.item(report.filed, scene.say(key), words::stated(scene, report.stated)));
    }
    events.extend(lot.refund_applications.iter().flat_map(|one| line.refund(one)));
    for transfer in &lot.budget_transfers {
        let names = [("sum", scene.money(transfer.sum).text.into())];
        let text = scene.say_with("event-to-budget", &names);
        events.push(line.item(transfer.date, text, words::stated(scene, transfer.stated)));
    }
    events.extend(found.findings.iter().filter_map(|finding| line.due(finding)));
    // The order of pushing decides what has the same day: a stable sort keeps it.
    order::sort_by_key(&mut events, |event| event.day);
    events.into_iter().map(|event| event.shown).collect()
}

/// An event with its day to sort by.
struct Event {
    day: Date,
    shown: EventShown,
}

struct Line<'s, 'a> {
    scene: &'s Scene<'a>,
}

impl Line<'_, '_> {
    fn event(&self, day: Date, text: String, source: Option<String>, tone: Tone) -> Event {
        Event {
            day,
            shown: EventShown {
                date: self.scene.shown_day(day),
                text,
                source,
                tone,
            },
        }
    }

    fn item(&self, day: Date, text: String, source: String) -> Event {
        self.event(day, text, Some(source), Tone::Neutral)
    }

    fn plan(&self, day: Date) -> Event {
        self.event(day, self.scene.say("event-planned"), None, Tone::Neutral)
    }

    fn fact(&self, key: &str, fact: &Fact<Date>) -> Option<Event> {
        let day = *fact.value()?;
        Some(self.item(day, self.scene.say(key), words::fact_source(self.scene, fact)))
    }

    fn deposit(&self, one: &Deposit) -> Event {
        let names = [
            ("sum", self.scene.money(one.sum).text.into()),
            ("account", self.scene.say(words::account(one.account)).into()),
        ];
        let text = self.scene.say_with("event-deposit", &names);
        self.item(one.date, text, words::stated(self.scene, one.stated))
    }

    fn export(&self, lot: &Lot, one: &Export) -> Event {
        let names = [
            ("goods", goods::name(Some(lot), one.line).into()),
            (
                "quantity",
                quantity(self.scene.texts, one.quantity, &one.unit).into(),
            ),
            (
                "country",
                match one.destination.value() {
                    Some(country) => countries::name(self.scene, *country),
                    None => self.scene.say("country-unknown"),
                }
                .into(),
            ),
        ];
        let text = self.scene.say_with("event-export", &names);
        self.item(one.date, text, words::stated(self.scene, one.stated))
    }

    /// The application, and what was decided on it.
    fn refund(&self, one: &RefundApplication) -> Vec<Event> {
        let mut events = Vec::new();
        if let Some(filed) = one.filed.value() {
            let names = [("body", self.scene.say(words::body(one.addressee)).into())];
            let text = self.scene.say_with("event-refund-filed", &names);
            events.push(self.item(*filed, text, words::fact_source(self.scene, &one.filed)));
        }
        if let Some(decision) = &one.decision {
            let mut text = self.scene.say(words::outcome(decision.outcome));
            if let Some(sum) = decision.sum() {
                let names = [("what", text.into()), ("sum", self.scene.money(sum).text.into())];
                text = self.scene.say_with("event-decision-sum", &names);
            }
            if !decision.reasons.is_empty() {
                let names = [
                    ("what", text.into()),
                    ("reasons", decision.reasons.join("; ").into()),
                ];
                text = self.scene.say_with("event-decision-reasons", &names);
            }
            let settled = decision.stated.is_settled();
            let tone = match (settled, decision.outcome.is_conforming()) {
                (true, true) => Tone::Good,
                (_, false) => Tone::Warning,
                (false, true) => Tone::Neutral,
            };
            let source = words::stated(self.scene, decision.stated);
            events.push(self.event(decision.date, text, Some(source), tone));
        }
        events
    }

    /// A last day. What binds an authority is named as theirs, and is never red.
    fn due(&self, finding: &Finding) -> Option<Event> {
        let due = finding.dates().due?;
        let key = match finding.rule {
            RuleId::Reg15 => "event-notice-due",
            RuleId::Reg16 => "event-deposit-due",
            RuleId::Reg18 => "event-last-day",
            RuleId::Reg19 => "event-decision-due",
            _ => super::rules::title_of(finding),
        };
        let standing = Standing::of(finding, self.scene.today);
        let mut parts = vec![self.scene.say(key), self.scene.say(standing.key())];
        parts.extend(remarks::on_day(self.scene, finding));
        // That it was done is the event's own line: a day that is over is not green.
        let tone = match standing.tone(finding, self.scene.today) {
            Tone::Good => Tone::Neutral,
            tone => tone,
        };
        Some(self.event(due, parts.join(" · "), None, tone))
    }
}
