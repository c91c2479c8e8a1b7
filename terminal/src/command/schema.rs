//! `salyk schema`: what is read and written, as JSON Schemas.

use std::io::Write;

use clap::{Args, ValueEnum};
use salyk_regulation::schema;

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
    /// What `salyk assess --json` prints
    Assessment,
}

/// Prints the schema (draft 2020-12).
///
/// # Errors
/// When it can't be written.
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Problem> {
    let schema = match arguments.of {
        Of::Dossier => schema::dossier(),
        Of::Policy => schema::policy(),
        Of::Assessment => schema::assessment(),
    };
    serde_json::to_writer_pretty(&mut *out, &schema).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_names_its_draft_and_itself() {
        for of in Of::value_variants() {
            let mut out = Vec::new();
            run(&Arguments { of: *of }, &mut out).unwrap();
            let schema: serde_json::Value = serde_json::from_slice(&out).unwrap();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            assert_eq!(schema["title"], format!("{of:?}"));
        }
    }
}
