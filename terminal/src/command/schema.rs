//! `salyk schema`: what is read and written, as JSON Schemas.

use std::io::Write;

use clap::{Args, ValueEnum};
use salyk_regulation::schema;

use super::{plan, what_if};
use crate::problem::Problem;

/// What `salyk schema` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Of what
    #[arg(value_enum)]
    of: Of,
}

/// What has a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// What `salyk assess` reads: a taxpayer's facts
    Dossier,
    /// What --policy reads: the editions with their figures and readings
    Policy,
    /// What --calendar reads as JSON: the days off of whole years
    Calendar,
    /// What `salyk assess --json` prints
    Assessment,
    /// What `salyk plan --json` prints, a line for each way
    Plan,
    /// What `salyk plan --export --json` prints
    WhatIf,
}

/// Prints the schema (draft 2020-12).
///
/// # Errors
/// When it can't be written.
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Problem> {
    let schema = match arguments.of {
        Of::Dossier => schema::dossier(),
        Of::Policy => schema::policy(),
        Of::Calendar => schema::calendar(),
        Of::Assessment => schema::assessment(),
        Of::Plan => schema::written::<plan::Cell<'_>>("Plan"),
        Of::WhatIf => schema::written::<what_if::Answer<'_>>("WhatIf"),
    };
    serde_json::to_writer_pretty(&mut *out, &schema).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use clap::Parser;
    use salyk_client::text::Language;
    use serde_json::Value;

    use super::*;
    use crate::command::testing::SAMPLE;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        arguments: plan::Arguments,
    }

    fn published(of: Of) -> Value {
        let mut out = Vec::new();
        run(&Arguments { of }, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn each_names_its_draft_and_itself() {
        for of in Of::value_variants() {
            let schema = published(*of);
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert_eq!(schema["title"], format!("{of:?}"));
        }
    }

    #[test]
    fn what_a_plan_and_a_guess_print_is_as_their_schemas_say() {
        let day = ["plan", "--json", "--day", "2026-06-02"];
        let export = ["--export", "3.5", "--to", "eaeu", "--on", "2026-11-24"];
        let guess = [
            &["plan", "--json", "--dossier", "-", "--lot", "lot-1"][..],
            &export,
        ]
        .concat();
        for (of, line, answers) in [(Of::Plan, &day[..], 4), (Of::WhatIf, &guess, 1)] {
            let validator = jsonschema::draft202012::new(&published(of)).unwrap();
            let arguments = Line::try_parse_from(line).unwrap().arguments;
            let mut out = Vec::new();
            plan::run(&arguments, Language::English, &mut SAMPLE.as_bytes(), &mut out).unwrap();
            let printed = String::from_utf8(out).unwrap();
            assert_eq!(printed.lines().count(), answers, "{of:?}");
            for line in printed.lines() {
                let mut answer: Value = serde_json::from_str(line).unwrap();
                assert!(validator.is_valid(&answer), "{of:?}: {line}");
                answer.as_object_mut().unwrap().remove("destination");
                let field = if of == Of::Plan { "plan" } else { "after" };
                answer[field] = 7.into();
                assert!(!validator.is_valid(&answer), "{of:?}");
            }
        }
    }
}
