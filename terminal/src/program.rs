//! What the command line asks for, done.

use std::ffi::OsStr;
use std::io::{BufRead, BufWriter, IsTerminal, StdoutLock, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::channel;

use crate::cli::{Cli, Command, Options};
use crate::command::{assess, certificate, plan, policy, schema, verify};
use crate::host::{Host, Hours, RunningSandbox, operator, sample_logins};
use crate::interface;
use crate::keep::keeping;
use crate::paint::Theme;
use crate::phone::watch;
use crate::plain::{FromTerminal, Input, Lines, Plain};
use crate::problem::Problem;
use crate::tty::Leaving;
use crate::ui::Ui;
use crate::walk::{Json, Text, Transcript, Walk};

/// Does what the command line asks for; the exit code is 0, 1 or 2, and of `verify` the answer's.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let leaving = Arc::new(Leaving::default());
    let done = leave_on_signals(cli, &leaving).and_then(|()| match &cli.command {
        Some(Command::Verify(asked)) => {
            verify::run(asked, cli.options.language, &mut stdin().lock(), &mut out())
        }
        _ => go(cli, &leaving).map(|()| 0),
    });
    leaving.leave();
    // There success says that a code is valid.
    let is_verifying = matches!(cli.command, Some(Command::Verify(_)));
    match done {
        Ok(code) => ExitCode::from(code),
        // Whoever read our lines has read enough.
        Err(Problem::Io(error)) if error.kind() == std::io::ErrorKind::BrokenPipe && !is_verifying => {
            ExitCode::SUCCESS
        }
        Err(problem) => {
            // Nobody may be listening there any more; the code says it all the same.
            let _ = writeln!(stderr(), "salyk: {problem}");
            problem.exit_code()
        }
    }
}

/// Ctrl-C and being told to end put the terminal right and leave nothing behind. A sandbox has no other way to be stopped, so
/// that there it is no failure.
fn leave_on_signals(cli: &Cli, leaving: &Arc<Leaving>) -> Result<(), Problem> {
    let code = if matches!(cli.command, Some(Command::Sandbox { .. })) {
        0
    } else {
        130
    };
    let leaving = Arc::clone(leaving);
    ctrlc::set_handler(move || {
        leaving.leave();
        std::process::exit(code);
    })
    .map_err(|error| Problem::Io(std::io::Error::other(error)))
}

fn go(cli: &Cli, leaving: &Arc<Leaving>) -> Result<(), Problem> {
    let options = &cli.options;
    let language = options.language;
    match &cli.command {
        Some(Command::Sandbox { port, script }) => sandbox(*port, *script, options, leaving),
        Some(Command::Walk { json: true }) => walk(options, leaving, &mut Json(stdout())),
        Some(Command::Walk { json: false }) => walk(options, leaving, &mut Text(stdout())),
        Some(Command::Assess(asked)) => assess::run(asked, language, &mut stdin().lock(), &mut out()),
        // Nobody is asked to type a dossier.
        Some(Command::Plan(asked)) if asked.names_no_dossier() && stdin().is_terminal() => {
            plan::run(asked, language, &mut std::io::empty(), &mut out())
        }
        Some(Command::Plan(asked)) => plan::run(asked, language, &mut stdin().lock(), &mut out()),
        Some(Command::Policy(asked)) => policy::run(asked, language, &mut out()),
        Some(Command::Schema(asked)) => schema::run(asked, &mut out()),
        Some(Command::Certificate(asked)) => certificate::run(asked, &mut out()),
        // It has exit codes of its own.
        Some(Command::Verify(_)) => Ok(()),
        None if options.plain => plain(options, leaving),
        None if !stdout().is_terminal() => walk(options, leaving, &mut Text(stdout())),
        // Such a terminal can't move its cursor.
        None if std::env::var_os("TERM").is_some_and(|term| term == "dumb") => plain(options, leaving),
        None => painted(options, leaving),
    }
}

/// Standard output for much at once.
fn out() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(stdout().lock())
}

fn painted(options: &Options, leaving: &Arc<Leaving>) -> Result<(), Problem> {
    let host = Host::start(options, Hours::Real, leaving)?;
    let no_color = std::env::var_os("NO_COLOR")
        .as_deref()
        .is_some_and(|value| value != OsStr::new(""));
    let mut ui = Ui::new(options.language, sample_logins(), host.address.clone());
    interface::run(&host.core, &mut ui, Theme::new(no_color), here(), leaving)
}

/// The folder that the program was started in: there documents are kept.
fn here() -> PathBuf {
    std::env::current_dir().unwrap_or_default()
}

fn plain(options: &Options, leaving: &Arc<Leaving>) -> Result<(), Problem> {
    let host = Host::start(options, Hours::Real, leaving)?;
    let (sender, updates) = channel();
    let _subscription = watch(&host.core, sender, keeping(here()))?;
    let samples = sample_logins();
    let mut phone = Plain::new(&host.core, updates, options.language, &samples);
    let mut input: Box<dyn Input> = if stdin().is_terminal() {
        Box::new(FromTerminal)
    } else {
        Box::new(Lines(stdin().lock()))
    };
    phone.run(input.as_mut(), &mut stdout())
}

fn walk(options: &Options, leaving: &Arc<Leaving>, transcript: &mut dyn Transcript) -> Result<(), Problem> {
    let host = Host::start(options, Hours::FromNine, leaving)?;
    let (sender, updates) = channel();
    let _subscription = watch(&host.core, sender, |update| update)?;
    let samples = sample_logins();
    let Some(login) = samples.first() else {
        return Err(Problem::Sandbox("it offers no sample login".to_owned()));
    };
    Walk::new(&host.core, updates, transcript).run(login)
}

fn sandbox(port: u16, script: bool, options: &Options, leaving: &Arc<Leaving>) -> Result<(), Problem> {
    let sandbox = RunningSandbox::start(port, options.today)?;
    let made = tempfile::Builder::new().prefix("salyk-sandbox-").tempdir();
    let folder = made.map_err(|source| Problem::Folder {
        path: std::env::temp_dir(),
        source,
    })?;
    leaving.remove_later(folder.path().to_owned());
    let authority = folder.path().join("ca.pem");
    std::fs::write(&authority, sandbox.ca_pem())?;
    // A script reads what its lines came to, one by one.
    if script {
        introduce(&sandbox, &authority, &mut stderr())?;
    } else {
        introduce(&sandbox, &authority, &mut stdout())?;
    }
    let mut out = stdout();
    let mut worst = operator::Came::Done;
    for line in stdin().lock().lines() {
        let came = operator::perform(&sandbox.operator(), &line?, &mut out)?;
        out.flush()?;
        worst = worst.max(came);
    }
    if script {
        return match worst {
            operator::Came::Done => Ok(()),
            operator::Came::NotDone => Err(Problem::NotDone),
            operator::Came::NotUnderstood => Err(Problem::NotUnderstood),
        };
    }
    loop {
        // The signals' handler ends the process.
        std::thread::park();
    }
}

/// Says where the sandbox is and what can be done with it.
fn introduce(sandbox: &RunningSandbox, authority: &Path, out: &mut dyn Write) -> std::io::Result<()> {
    let (address, authority) = (sandbox.address(), authority.display());
    writeln!(
        out,
        "A sample: not an official service. Type no real credentials."
    )?;
    writeln!(out, "Address: {address}")?;
    writeln!(out, "Certificate authority: {authority}")?;
    writeln!(out, "Sample logins:")?;
    for sample in sample_logins() {
        writeln!(out, "  {} / {} · {}", sample.login, sample.password, sample.who)?;
    }
    writeln!(out, "A phone for it: salyk --service {address} --ca {authority}")?;
    writeln!(out, "People and organisations that can be registered:")?;
    operator::register(out)?;
    writeln!(out, "The authorities' commands: {}", operator::HELP)?;
    writeln!(out, "Ctrl-C stops it.")?;
    out.flush()
}
