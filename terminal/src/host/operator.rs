//! The authorities' side of a running sandbox, as lines typed into it.

use std::io::{self, Write};

use clap::{CommandFactory, Parser, Subcommand};
use salyk_sandbox::{Operator, RegistrationStep, SAMPLE_REGISTER};
use serde_json::{Value, json};

mod cases;
mod desk;

use cases::Case;

/// What can be typed.
pub const HELP: &str = "list · review · confirm · refuse · passport · register · taxpayers · applications · regime · release · \
decide · debt · settle · help; each with --help and --json";

/// One line: a command of the authorities.
#[derive(Debug, Parser)]
#[command(name = "sandbox", no_binary_name = true, disable_version_flag = true)]
struct Line {
    #[command(subcommand)]
    order: Order,
    /// One line of JSON instead of text
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Order {
    /// Lists the applications for access to the Cabinet
    List,
    /// Takes an application for access up
    Review {
        /// The application's number
        number: String,
    },
    /// Confirms an application for access
    Confirm {
        /// The application's number
        number: String,
    },
    /// Refuses an application for access
    Refuse {
        /// The application's number
        number: String,
        /// Why, in words
        #[arg(required = true)]
        reason: Vec<String>,
    },
    /// Records that the passport was shown
    Passport {
        /// The application's number
        number: String,
    },
    /// Lists the sample INNs that a registration finds
    Register,
    #[command(flatten)]
    Case(Case),
}

/// What one line came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// It was done.
    Done,
    /// The service did not do it, and said why.
    NotDone,
    /// The line is no command.
    NotUnderstood,
}

/// Why a command was not done, and what would be.
struct NotDone {
    why: String,
    accepted: String,
}

/// Does what one line says, and says what came of it.
///
/// # Errors
/// When `out` can't be written to.
pub fn perform(operator: &Operator, line: &str, out: &mut dyn Write) -> io::Result<Came> {
    if line.trim().is_empty() {
        return Ok(Came::Done);
    }
    let line = match Line::try_parse_from(line.split_whitespace()) {
        Ok(line) => line,
        Err(told) => {
            write!(out, "{told}")?;
            if told.use_stderr() {
                let verbs: Vec<_> = verbs();
                writeln!(out, "Commands: {}", verbs.join(", "))?;
                return Ok(Came::NotUnderstood);
            }
            return Ok(Came::Done);
        }
    };
    match done(operator, &line.order) {
        Ok((value, _)) if line.json => writeln!(out, "{value}")?,
        Ok((_, text)) => write!(out, "{text}")?,
        Err(NotDone { why, accepted }) => {
            if line.json {
                writeln!(out, "{}", json!({"not_done": why, "accepted": accepted}))?;
            } else {
                writeln!(out, "Not done: {why}\n  {accepted}")?;
            }
            return Ok(Came::NotDone);
        }
    }
    Ok(Came::Done)
}

fn verbs() -> Vec<String> {
    let command = Line::command();
    command
        .get_subcommands()
        .map(|verb| verb.get_name().to_owned())
        .collect()
}

/// The answer as JSON and as lines of text.
fn done(operator: &Operator, order: &Order) -> Result<(Value, String), NotDone> {
    let (number, step) = match order {
        Order::List => return Ok(desk::told(&operator.registrations())),
        Order::Register => return Ok(register_told()),
        Order::Case(case) => return cases::perform(operator, case),
        Order::Review { number } => (number, RegistrationStep::Review),
        Order::Confirm { number } => (number, RegistrationStep::Confirm),
        Order::Refuse { number, reason } => {
            let reason = reason.join(" ");
            (number, RegistrationStep::Refuse { reason })
        }
        Order::Passport { number } => (number, RegistrationStep::RecordPassport),
    };
    let all = || operator.registrations().into_iter();
    operator.step_registration(number, &step).map_err(|error| {
        let there: Vec<_> = all()
            .map(|case| format!("{} ({})", case.status.number, case.status.state))
            .collect();
        NotDone {
            why: error.to_string(),
            accepted: format!("The applications that are there: {}", cases::or_none(&there)),
        }
    })?;
    let own: Vec<_> = all().filter(|case| case.status.number == *number).collect();
    Ok(desk::told(&own))
}

fn register_told() -> (Value, String) {
    let mut text = String::new();
    let mut entries = Vec::new();
    for entry in SAMPLE_REGISTER {
        let taken = if entry.registered { " · has access" } else { "" };
        text.push_str(&format!(
            "  {} · {} · {}{taken}\n",
            entry.inn, entry.name, entry.office
        ));
        entries.push(json!({"inn": entry.inn, "name": entry.name, "office": entry.office, "has_access": entry.registered}));
    }
    (Value::Array(entries), text)
}

/// The sample INNs that a registration finds.
///
/// # Errors
/// When `out` can't be written to.
pub fn register(out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{}", register_told().1)
}

#[cfg(test)]
mod tests;
