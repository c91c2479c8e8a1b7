//! The inspector's side of a running sandbox, as lines typed into it.

use std::io::{self, Write};

use salyk_sandbox::{Operator, RegistrationOnDesk, RegistrationStep, SAMPLE_REGISTER};

/// What can be typed.
pub const HELP: &str =
    "list · review NUMBER · confirm NUMBER · refuse NUMBER REASON · passport NUMBER · register · help";

/// Does what one line says, and says what came of it.
///
/// # Errors
/// When `out` can't be written to.
pub fn perform(operator: &Operator, line: &str, out: &mut dyn Write) -> io::Result<()> {
    let (verb, rest) = split(line);
    let (number, reason) = split(rest);
    let step = match verb {
        "" => return Ok(()),
        "list" => return list(&operator.registrations(), out),
        "register" => return register(out),
        "review" => RegistrationStep::Review,
        "confirm" => RegistrationStep::Confirm,
        "refuse" => RegistrationStep::Refuse {
            reason: reason.to_owned(),
        },
        "passport" => RegistrationStep::RecordPassport,
        _ => return writeln!(out, "{HELP}"),
    };
    match operator.step_registration(number, &step) {
        Ok(()) => {
            let list = operator.registrations();
            let own: Vec<_> = list
                .into_iter()
                .filter(|case| case.status.number == number)
                .collect();
            self::list(&own, out)
        }
        Err(error) => writeln!(out, "Not done: {error}"),
    }
}

fn split(line: &str) -> (&str, &str) {
    let line = line.trim();
    let (first, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (first, rest.trim())
}

fn list(cases: &[RegistrationOnDesk], out: &mut dyn Write) -> io::Result<()> {
    if cases.is_empty() {
        return writeln!(out, "No applications.");
    }
    for case in cases {
        let status = &case.status;
        let passport = if status.passport_shown {
            "passport shown"
        } else {
            "no passport"
        };
        write!(
            out,
            "{} · {} · {passport} · {}",
            status.number, status.state, case.person
        )?;
        for more in [&case.organisation, &status.reason, &status.login]
            .into_iter()
            .flatten()
        {
            write!(out, " · {more}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The sample INNs that a registration finds.
///
/// # Errors
/// When `out` can't be written to.
pub fn register(out: &mut dyn Write) -> io::Result<()> {
    for entry in SAMPLE_REGISTER {
        let taken = if entry.registered { " · has access" } else { "" };
        writeln!(out, "  {} · {} · {}{taken}", entry.inn, entry.name, entry.office)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{HELP, perform};
    use crate::host::RunningSandbox;

    fn said(line: &str) -> String {
        let sandbox = RunningSandbox::start(0, None).unwrap();
        let mut out = Vec::new();
        perform(&sandbox.operator(), line, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_are_answered() {
        assert_eq!(said("  "), "");
        assert_eq!(said("list"), "No applications.\n");
        assert_eq!(said("sing"), format!("{HELP}\n"));
        assert!(said("register").contains("Үлгү"));
        for line in ["confirm", "confirm 1", "refuse 1 Үлгү", "passport 1", "review 1"] {
            assert!(
                said(line).starts_with("Not done: there is no such application"),
                "{line}"
            );
        }
    }
}
