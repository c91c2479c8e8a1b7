//! Compares what is expected with what follows.

use std::sync::LazyLock;

use jiff::civil::Date;
use salyk_regulation::assess;
use salyk_regulation::assessment::{Assessment, RegimeLife};
use salyk_regulation::calendar::Calendar;
use salyk_regulation::dossier::LotId;
use salyk_regulation::finding::{Finding, FindingId};
use salyk_regulation::policy::PolicyBook;
use salyk_regulation::set::KeySet;
use salyk_regulation::why::{FactKey, Step};
use serde::Serialize;

use crate::read::{Case, Want};

pub(crate) static POLICIES: LazyLock<PolicyBook> = LazyLock::new(|| PolicyBook::bundled().unwrap());
pub(crate) static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::bundled().unwrap());

/// What does not hold, in words.
pub(crate) fn wrong(case: &Case) -> Vec<String> {
    let mut wrong = Vec::new();
    for want in &case.wants {
        let assessment = assess(&case.dossier, &POLICIES, &CALENDAR, want.on);
        for fault in faults(&assessment, want) {
            wrong.push(format!("{} {} on {}: {fault}", want.place, case.name, want.on));
        }
    }
    wrong
}

/// The name of a value on the wire.
pub(crate) fn word(value: impl Serialize) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(word) => word,
        other => other.to_string(),
    }
}

fn faults(assessment: &Assessment, want: &Want) -> Vec<String> {
    let words: Vec<&str> = want.words.iter().map(String::as_str).collect();
    let lot = |id: &str| {
        let id = LotId(id.into());
        assessment
            .lot(&id)
            .unwrap_or_else(|| panic!("{}: no such lot", want.place))
    };
    let differs = |is: String, expected: String| {
        if is == expected {
            vec![]
        } else {
            vec![format!("{is}, not {expected}")]
        }
    };
    match words.as_slice() {
        ["want", id, verdict, rest @ ..] => match assessment.finding(&FindingId::new(id)) {
            None => vec![format!("there is no {id}")],
            Some(finding) => in_finding(finding, verdict, rest),
        },
        ["state", id, state] => differs(word(lot(id).state), (*state).to_owned()),
        ["papers", id, count] => differs(lot(id).documents.len().to_string(), (*count).to_owned()),
        ["sums", id, confirmed, at_risk, to_budget] => {
            let sums = lot(id).sums;
            let is = [sums.confirmed, sums.at_risk, sums.to_budget].map(|sum| sum.tyiyn().to_string());
            differs(is.join(" "), [*confirmed, *at_risk, *to_budget].join(" "))
        }
        ["shares", id, expected @ ..] => {
            let shares = lot(id).shares.iter();
            let is = shares.map(|share| format!("{} {}", word(share.state), share.sum.tyiyn()));
            differs(is.collect::<Vec<_>>().join(" "), expected.join(" "))
        }
        ["next", id, finding, due] => {
            let next = lot(id).next_deadline.as_ref();
            differs(
                next.map_or("none".to_owned(), |next| format!("{} {}", next.finding, next.due)),
                format!("{finding} {due}"),
            )
        }
        ["life", expected @ ..] => differs(life(&assessment.regime.life), expected.join(" ")),
        _ => panic!("{}: what is {words:?}?", want.place),
    }
}

fn life(life: &RegimeLife) -> String {
    match life {
        RegimeLife::NotEligible { grounds } => format!("not_eligible {}", grounds.len()),
        RegimeLife::Eligible => "eligible".to_owned(),
        RegimeLife::AppliedFor { begins, .. } => format!("applied_for {begins}"),
        RegimeLife::InForce { since, .. } => format!("in_force {since}"),
        RegimeLife::General {
            since,
            since_otherwise,
        } => {
            let otherwise = since_otherwise.map_or_else(String::new, |day| format!(" {day}"));
            format!("general {since}{otherwise}")
        }
        RegimeLife::Unknown => "unknown".to_owned(),
    }
}

fn in_finding(finding: &Finding, verdict: &str, rest: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut expect = |what: &str, is: String, expected: &str| {
        if is != expected {
            faults.push(format!("{} {what} is {is}, not {expected}", finding.id()));
        }
    };
    expect("verdict", word(finding.verdict), verdict);
    let day = |day: Option<Date>| day.map_or("none".to_owned(), |day| day.to_string());
    let number = |number: Option<i64>| number.map_or("none".to_owned(), |number| number.to_string());
    let penalty = finding.penalty();
    let dates = finding.dates();
    let returnable = finding.steps().iter().find_map(|step| match step {
        Step::PartsAgainstReturnable { returnable, parts } => Some((returnable.tyiyn(), parts.tyiyn())),
        _ => None,
    });
    for pair in rest.chunks(2) {
        let [what, expected] = pair else {
            panic!("{pair:?} is half a pair")
        };
        let is = match *what {
            "due" => day(dates.due),
            "remind" => day(dates.remind),
            "begins" => day(dates.begins),
            "otherwise" => day(dates.begins_otherwise),
            "overdue" => day(dates.overdue_from),
            "done" => day(dates.done),
            "left" => number(dates.days_left.map(i64::from)),
            "late" => number(dates.days_late.map(i64::from)),
            "penalty" => number(penalty.map(|penalty| penalty.sum.tyiyn())),
            "days" => number(penalty.map(|penalty| penalty.days)),
            "returnable" => number(returnable.map(|(returnable, _)| returnable)),
            "parts" => number(returnable.map(|(_, parts)| parts)),
            "doubts" => finding.doubts.iter().map(word).collect::<Vec<_>>().join("+"),
            "days-off" => dates.falls_on_day_off.to_string(),
            "certainty" => word(finding.certainty),
            "binds" => word(finding.binds),
            "next" => finding
                .next_step
                .as_ref()
                .map_or("none".to_owned(), |next| word(next.what)),
            "needs" => {
                let set = |keys: &KeySet<FactKey>| keys.iter().map(word).collect::<Vec<_>>().join("+");
                finding.settled_by().iter().map(set).collect::<Vec<_>>().join("|")
            }
            other => panic!("what is {other}?"),
        };
        expect(what, is, expected);
    }
    faults
}
