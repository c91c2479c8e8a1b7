//! What the tax body and customs do with a taxpayer's case.

use clap::Subcommand;
use salyk_sandbox::{
    DebtKind, DecideRefund, DirectedSum, Direction, Dossier, Operator, OperatorError, Outcome, RegisterDebt,
    ReleaseGoods, SettleDebt,
};
use serde_json::{Value, json};

use super::NotDone;

#[derive(Debug, Subcommand)]
pub(super) enum Case {
    /// Lists the taxpayers
    Taxpayers,
    /// Lists a taxpayer's applications, lots and open debts
    Applications {
        /// The taxpayer's id
        taxpayer: String,
    },
    /// Registers the change of regime that was applied for (reg:9)
    Regime {
        /// The taxpayer's id
        taxpayer: String,
    },
    /// Customs releases the goods of a lot today (reg:14)
    Release {
        /// The taxpayer's id
        taxpayer: String,
        /// The lot's id
        lot: String,
        /// The goods declaration, for a lot that has none yet: NNNNNNNN/DDMMYY/NNNNNNN
        declaration: Option<String>,
    },
    /// Decides today on an application for the return of a deposit (reg:19, reg:20)
    Decide {
        /// The taxpayer's id
        taxpayer: String,
        /// The application's number
        application: String,
        /// returned, offset, secured or refused
        #[arg(value_parser = outcome)]
        outcome: Outcome,
        /// Why, in words, where refused
        reason: Vec<String>,
        /// Where the money goes, DIRECTION=TYIYN or DIRECTION=TYIYN@ACCOUNT, once for each part; as claimed without it
        #[arg(long = "part", value_parser = part)]
        parts: Vec<DirectedSum>,
    },
    /// Registers a debt that is overdue since today (reg:19)
    Debt {
        /// The taxpayer's id
        taxpayer: String,
        /// On what
        #[arg(value_parser = kind)]
        kind: DebtKind,
        /// How much, tyiyn
        sum: i64,
    },
    /// Records that the open debts of a kind were paid today
    Settle {
        /// The taxpayer's id
        taxpayer: String,
        /// On what
        #[arg(value_parser = kind)]
        kind: DebtKind,
    },
}

fn word<T: Copy + ToString>(known: &[T], text: &str) -> Result<T, String> {
    let words: Vec<_> = known.iter().map(ToString::to_string).collect();
    let found = known.iter().find(|one| one.to_string() == text).copied();
    found.ok_or_else(|| format!("one of {} is accepted", words.join(", ")))
}

fn outcome(text: &str) -> Result<Outcome, String> {
    word(Outcome::ALL, text)
}

fn kind(text: &str) -> Result<DebtKind, String> {
    word(DebtKind::ALL, text)
}

fn part(text: &str) -> Result<DirectedSum, String> {
    let (direction, sum) = text
        .split_once('=')
        .ok_or("a part is DIRECTION=TYIYN, as settlement_account=100000")?;
    let (sum, account) = match sum.split_once('@') {
        Some((sum, account)) => (sum, Some(account.to_owned())),
        None => (sum, None),
    };
    Ok(DirectedSum {
        direction: word(Direction::ALL, direction)?,
        sum_tyiyn: sum.parse().map_err(|_| "a sum is a whole number of tyiyn")?,
        account,
    })
}

/// The answer as JSON and as lines of text.
pub(super) fn perform(operator: &Operator, case: &Case) -> Result<(Value, String), NotDone> {
    let (taxpayer, revision) = match case {
        Case::Taxpayers => return Ok(taxpayers(&operator.dossiers())),
        Case::Applications { taxpayer } => {
            let dossier = operator.dossier(taxpayer);
            let dossier =
                dossier.ok_or_else(|| refused(operator, taxpayer, OperatorError::UnknownTaxpayer))?;
            return Ok(applications(&dossier));
        }
        Case::Regime { taxpayer } => (taxpayer, operator.register_regime(taxpayer)),
        Case::Release {
            taxpayer,
            lot,
            declaration,
        } => {
            let goods = ReleaseGoods {
                taxpayer: taxpayer.clone(),
                lot: lot.clone(),
                declaration: declaration.clone(),
            };
            (taxpayer, operator.release(&goods))
        }
        Case::Decide {
            taxpayer,
            application,
            outcome,
            reason,
            parts,
        } => {
            let reason = reason.join(" ");
            let decide = DecideRefund {
                taxpayer: taxpayer.clone(),
                application: application.clone(),
                outcome: *outcome,
                parts: parts.clone(),
                reasons: Some(reason)
                    .filter(|reason| !reason.is_empty())
                    .into_iter()
                    .collect(),
            };
            (taxpayer, operator.decide_refund(&decide))
        }
        Case::Debt { taxpayer, kind, sum } => {
            let debt = RegisterDebt {
                taxpayer: taxpayer.clone(),
                kind: *kind,
                sum_tyiyn: *sum,
            };
            (taxpayer, operator.register_debt(&debt))
        }
        Case::Settle { taxpayer, kind } => {
            let settled = SettleDebt {
                taxpayer: taxpayer.clone(),
                kind: *kind,
            };
            (taxpayer, operator.settle_debt(&settled))
        }
    };
    let revision = revision.map_err(|error| refused(operator, taxpayer, error))?;
    let text = format!("Done: revision {revision} of {taxpayer}\n");
    Ok((json!({"taxpayer": taxpayer, "revision": revision}), text))
}

fn refused(operator: &Operator, taxpayer: &str, error: OperatorError) -> NotDone {
    let accepted = match operator.dossier(taxpayer) {
        None => {
            let ids = operator.dossiers().into_iter().map(|dossier| dossier.taxpayer.id);
            format!("The taxpayers: {}", or_none(&ids.collect::<Vec<_>>()))
        }
        Some(dossier) => format!("What is there:\n{}", applications(&dossier).1.trim_end()),
    };
    NotDone {
        why: error.to_string(),
        accepted,
    }
}

/// The words, or that there are none.
pub(super) fn or_none(words: &[String]) -> String {
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}

fn taxpayers(dossiers: &[Dossier]) -> (Value, String) {
    let told = |dossier: &Dossier| {
        let taxpayer = &dossier.taxpayer;
        let state = dossier.registered.state;
        (
            json!({"id": taxpayer.id, "name": taxpayer.name, "regime": state}),
            format!("{} · {} · {state}\n", taxpayer.id, taxpayer.name),
        )
    };
    let (values, lines): (Vec<_>, Vec<_>) = dossiers.iter().map(told).unzip();
    (Value::Array(values), lines.concat())
}

fn applications(dossier: &Dossier) -> (Value, String) {
    let mut text = String::new();
    let mut refunds = Vec::new();
    for one in &dossier.applications {
        let registered = one.registered_on.map(|day| day.to_string());
        let state = registered.unwrap_or_else(|| "waits".to_owned());
        text.push_str(&format!(
            "  regime · {} · filed {} · {state}\n",
            one.number, one.filed
        ));
    }
    for lot in &dossier.lots {
        let released = lot
            .released
            .as_ref()
            .map(|day| format!(" · released {}", day.value));
        let released = released.unwrap_or_default();
        text.push_str(&format!(
            "  lot · {} · from {}{released}\n",
            lot.id, lot.imported_from
        ));
        for report in &lot.indirect_tax_reports {
            text.push_str(&format!(
                "    report · {} · filed {}\n",
                report.number, report.filed
            ));
        }
        for one in &lot.refund_applications {
            let decided = lot
                .decisions
                .iter()
                .find(|decision| decision.application == one.number);
            let outcome = decided.map(|decision| decision.outcome);
            let claimed: i64 = one.claimed.iter().map(|part| part.sum_tyiyn).sum();
            let state = outcome.map_or_else(|| "waits".to_owned(), |outcome| outcome.to_string());
            text.push_str(&format!(
                "    refund · {} · filed {} · {claimed} tyiyn · {state}\n",
                one.number, one.filed
            ));
            refunds.push(json!({"lot": lot.id, "number": one.number, "filed": one.filed,
                "claimed_tyiyn": claimed, "outcome": outcome}));
        }
    }
    let open = dossier
        .debts
        .iter()
        .flatten()
        .filter(|debt| debt.paid_on.is_none());
    let debts: Vec<_> = open.collect();
    for debt in &debts {
        text.push_str(&format!("  debt · {} · {} tyiyn\n", debt.kind, debt.sum_tyiyn));
    }
    if text.is_empty() {
        text.push_str("  nothing\n");
    }
    let value = json!({"regime": dossier.applications, "refunds": refunds, "open_debts": debts,
        "lots": dossier.lots.iter().map(|lot| &lot.id).collect::<Vec<_>>()});
    (value, text)
}
