//! The command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use jiff::civil::{Date, date};
use salyk_client::text::Language;

use crate::command::{assess, certificate, plan, policy, schema, verify};

/// Salyk.kg on a phone, in a terminal. A sample: not an official service of the tax authority.
///
/// Without a command: the phone, with a sandbox of the tax service inside this process. Where standard output is no terminal,
/// the scripted walk instead.
#[derive(Debug, Parser)]
#[command(name = "salyk", version, after_help = AFTER)]
pub struct Cli {
    /// What to do instead.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The options.
    #[command(flatten)]
    pub options: Options,
}

const AFTER: &str = "Keys in the phone: Tab goes on, Enter chooses, Esc goes back, F2 changes the language, F1 lists all keys \
and the sample logins, q or Ctrl-C quits.\nExit codes: 0 done, 1 failed, 2 wrong command line or input.";

/// What to do instead of showing the phone.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Plays a scripted walk from the first start to signing out, and prints each screen as text
    Walk {
        /// One JSON object a line instead of text
        #[arg(long)]
        json: bool,
    },
    /// Runs only the sandbox of the tax service, until Ctrl-C; lines typed into it are the authorities' commands
    Sandbox {
        /// The port; 0 lets the system choose a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// End with standard input: 0 if every line was done, 1 if one was not, 2 if one is no command
        #[arg(long)]
        script: bool,
    },
    /// Says what the regulation says of dossiers on a day: text, JSON, or a calendar of the deadlines
    Assess(assess::Arguments),
    /// Says what is to come for goods that are not imported yet: every date and paper; with --export, what an export would change
    Plan(plan::Arguments),
    /// Prints the editions of the policy: every figure and reading with its source
    Policy(policy::Arguments),
    /// Prints a JSON Schema (draft 2020-12) of what assess reads and prints
    Schema(schema::Arguments),
    /// Shows the code that a sample taxpayer's phone shows an inspector: drawn, as text, PNG, SVG or JSON
    Certificate(certificate::Arguments),
    /// Says what a code is worth, from its text or its picture; each answer has an exit code
    Verify(verify::Arguments),
}

/// Over the options that only the phone, the walk and the sandbox heed.
const PHONE: &str = "Phone, walk and sandbox";

/// The options.
#[derive(Debug, Args)]
pub struct Options {
    /// The same phone as lines of text and numbered choices, for screen readers and pipes
    #[arg(long)]
    pub plain: bool,
    /// The language: ky, ru or en
    #[arg(long, global = true, default_value = "ky", value_parser = language())]
    pub language: Language,
    /// The day that it is in Bishkek, YYYY-MM-DD, from 2021-01-01 to 2035-12-31; today without it
    #[arg(long, global = true, value_parser = today, help_heading = PHONE)]
    pub today: Option<Date>,
    /// The folder of the phone's profile; without it, one that is removed at the end
    #[arg(long, global = true, value_name = "DIR", help_heading = PHONE)]
    pub data: Option<PathBuf>,
    /// A sandbox that runs already, instead of one inside this process: https://127.0.0.1:PORT
    #[arg(long, global = true, value_name = "URL", requires = "ca", help_heading = PHONE)]
    pub service: Option<String>,
    /// That sandbox's certificate authority, a PEM file
    #[arg(long, global = true, value_name = "FILE", requires = "service", help_heading = PHONE)]
    pub ca: Option<PathBuf>,
}

/// The years whose days the samples can be laid around.
const DAYS: [Date; 2] = [date(2021, 1, 1), date(2035, 12, 31)];

fn today(text: &str) -> Result<Date, String> {
    let day: Date = text
        .parse()
        .map_err(|_| "this is no day; write it as YYYY-MM-DD".to_owned())?;
    let [first, last] = DAYS;
    if day < first || day > last {
        return Err(format!("the day must be from {first} to {last}"));
    }
    Ok(day)
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::tag))
        .map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, Parser};
    use jiff::civil::date;
    use salyk_client::text::Language;

    use super::{Cli, Command, DAYS};
    use crate::host::RunningSandbox;

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_command() {
        for line in [
            ["salyk", "walk", "--language", "ru", "--today", "2026-08-29"],
            ["salyk", "--language", "ru", "--today", "2026-08-29", "walk"],
        ] {
            let cli = Cli::try_parse_from(line).unwrap();
            assert!(matches!(cli.command, Some(Command::Walk { json: false })));
            assert_eq!(cli.options.language, Language::Russian);
            assert_eq!(cli.options.today, Some(date(2026, 8, 29)));
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused() {
        for line in [
            vec!["salyk", "--language", "de"],
            vec!["salyk", "--today", "2026-02-30"],
            vec!["salyk", "--today", "2020-12-31"],
            vec!["salyk", "sandbox", "--today", "2036-01-01"],
            vec!["salyk", "--today", "9999-12-31"],
            vec!["salyk", "--service", "https://127.0.0.1:1"],
            vec!["salyk", "--ca", "ca.pem"],
            vec!["salyk", "sandbox", "--port", "70000"],
        ] {
            assert_eq!(Cli::try_parse_from(&line).unwrap_err().exit_code(), 2, "{line:?}");
        }
    }

    #[test]
    fn a_day_out_of_range_is_told_the_range_and_the_range_itself_works() {
        let refused = Cli::try_parse_from(["salyk", "--today", "9999-12-31"]).unwrap_err();
        let told = refused.to_string();
        assert!(told.contains("from 2021-01-01 to 2035-12-31"), "{told}");
        for day in DAYS {
            assert_eq!(super::today(&day.to_string()), Ok(day));
            RunningSandbox::start(0, Some(day)).unwrap();
        }
    }

    #[test]
    fn help_names_everything_that_can_be_asked_for() {
        let help = Cli::command().render_long_help().to_string();
        for word in [
            "walk",
            "sandbox",
            "assess",
            "plan",
            "policy",
            "schema",
            "--language",
            "--today",
            "--plain",
            "--data",
            "--service",
            "--ca",
        ] {
            assert!(help.contains(word), "{word}");
        }
    }
}
