//! The contract, tried from outside: schemathesis makes requests from the sandbox's own description and judges the answers.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::library;
use crate::log::Log;
use crate::place::Place;
use crate::setup;

/// What is tried and which checks are adjusted, each with its reason.
const CONFIGURATION: &str = "tests/contract/schemathesis.toml";

pub(crate) fn test(place: &Place, log: &mut Log) -> Result<()> {
    let schemathesis = setup::schemathesis(place, log)?;
    library::build_workspace(place, log)?;
    let sandbox = Running::start(place)?;
    let run = log.run(
        Command::new(schemathesis)
            .current_dir(&place.root)
            .args(["--no-color", "--config-file", CONFIGURATION, "run"])
            .arg(format!("{}/openapi.json", sandbox.base_url))
            .arg("--tls-verify")
            .arg(&sandbox.authority)
            .env("SALYK_BASE_URL", &sandbox.base_url)
            .env("SALYK_AUTHORITY", &sandbox.authority)
            .env("PYTHONDONTWRITEBYTECODE", "1"),
    );
    sandbox.stop().and(run)
}

/// A sandbox in a process of its own; it stops when its standard input is closed, at the latest when this program ends.
struct Running {
    process: Child,
    input: Option<ChildStdin>,
    base_url: String,
    authority: PathBuf,
}

impl Running {
    fn start(place: &Place) -> Result<Self> {
        let authority = place.logs().join("sandbox-authority.pem");
        fs::create_dir_all(place.logs())?;
        let mut process = Command::new(place.debug("salyk-sandbox"))
            .args(["--for-tests", "--ca-file"])
            .arg(&authority)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("can't start the sandbox")?;
        let input = process.stdin.take();
        let output = process.stdout.take().context("the sandbox has no output")?;
        let mut ready = String::new();
        BufReader::new(output).read_line(&mut ready)?;
        let ready: Value = serde_json::from_str(&ready).context("the sandbox did not say that it listens")?;
        let text = |key: &str| {
            let text = ready.get(key).and_then(Value::as_str).map(str::to_owned);
            text.with_context(|| format!("the sandbox names no {key}"))
        };
        Ok(Self {
            base_url: text("base_url")?,
            process,
            input,
            authority,
        })
    }

    fn stop(mut self) -> Result<()> {
        drop(self.input.take());
        self.process.wait()?;
        Ok(())
    }
}
