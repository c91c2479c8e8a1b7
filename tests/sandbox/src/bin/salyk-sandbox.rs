//! The sandbox as a process, for tests that are not in Rust. It stops when its standard input ends.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use jiff::civil::Date;
use salyk_sandbox::{AttemptLimits, PasswordCost, Sandbox, SandboxOptions};

/// The sample tax service on loopback HTTPS. Prints one line of JSON when it listens and stops when standard input ends.
#[derive(Parser)]
#[command(name = "salyk-sandbox")]
struct Arguments {
    /// The port; 0 lets the system choose one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Write the line of JSON to this file too, whole at once
    #[arg(long)]
    ready_file: Option<PathBuf>,
    /// Write the certificate authority as PEM to this file
    #[arg(long)]
    ca_file: Option<PathBuf>,
    /// The service's date, YYYY-MM-DD; the real date in Bishkek without it
    #[arg(long)]
    today: Option<Date>,
    /// Life of an access token, seconds
    #[arg(long, default_value_t = 300)]
    access_lifetime: u32,
    /// Cheap password checks and no limit of attempts and look-ups, for test runs
    #[arg(long)]
    for_tests: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("salyk-sandbox: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let mut options = SandboxOptions {
        port: arguments.port,
        today: arguments.today,
        access_lifetime: arguments.access_lifetime,
        ..SandboxOptions::default()
    };
    if arguments.for_tests {
        options.password_cost = PasswordCost {
            memory_kib: 8,
            passes: 1,
        };
        let unlimited = AttemptLimits {
            per_login: u32::MAX,
            per_peer: u32::MAX,
            window: 1,
        };
        options.attempts = unlimited;
        options.look_ups = unlimited;
    }
    let sandbox = Sandbox::start(options).await?;
    if let Some(file) = &arguments.ca_file {
        std::fs::write(file, sandbox.ca_pem())?;
    }
    let ready = serde_json::json!({
        "base_url": sandbox.base_url(),
        "ca_file": arguments.ca_file,
        "operator_key": sandbox.operator_key(),
    });
    println!("{ready}");
    if let Some(file) = &arguments.ready_file {
        // A reader that waits for the file must not see half of it.
        let part = file.with_extension("part");
        std::fs::write(&part, format!("{ready}\n"))?;
        std::fs::rename(&part, file)?;
    }
    let ended =
        tokio::task::spawn_blocking(|| std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink()));
    ended.await??;
    sandbox.stop().await;
    Ok(())
}
