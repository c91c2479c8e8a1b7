//! What can keep the program from going on, each with what to do next.

use std::path::PathBuf;
use std::process::ExitCode;

use salyk_client::fault::Fault;

/// What can keep the program from going on.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Reading or writing failed.
    #[error("reading or writing failed: {0}")]
    Io(#[from] std::io::Error),
    /// The core refused.
    #[error("the phone can't go on: {0}")]
    Core(#[from] Fault),
    /// The core sent nothing for too long, or ended.
    #[error("the phone stopped answering; start `salyk` again, and report this if it happens twice")]
    Stopped,
    /// The sandbox did not start.
    #[error(
        "the sandbox could not start: {0}; if the port is taken, choose another with --port, or 0 for any"
    )]
    Sandbox(String),
    /// The folder for the profile can't be used.
    #[error("the folder {} can't be used: {source}; choose another with --data", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The certificate authority's file can't be read.
    #[error("the file {} can't be read: {source}; `salyk sandbox` prints the right path", path.display())]
    Authority {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The service's address or certificate authority was not accepted.
    #[error(
        "the service {address} can't be used: {reason}; --service wants https://host:port, --ca a PEM file"
    )]
    Service {
        /// The address.
        address: String,
        /// Why not.
        reason: String,
    },
    /// The samples have no such taxpayer.
    #[error("the samples have no such taxpayer; they are: {0}")]
    NoTaxpayer(String),
    /// A list is not such as an inspector's phone takes.
    #[error("the list {} is not taken: {reason}; `salyk certificate --lists` writes lists", path.display())]
    ListRefused {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// A file that a command should read can't be read.
    #[error("the {what} can't be read from {}: {source}; - stands for standard input", path.display())]
    Unreadable {
        /// `dossier`, `policy` or `calendar`.
        what: &'static str,
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// What a command read is not what it should be.
    #[error("the {what} is refused: {reason}\n  {accepted}")]
    Refused {
        /// `dossier`, `policy` or `calendar`.
        what: &'static str,
        /// Line, column, field, and what is wrong there.
        reason: String,
        /// What would be accepted.
        accepted: &'static str,
    },
    /// What an option says does not fit what was read.
    #[error("{option}: {reason}")]
    Unfit {
        /// The option, `--export`.
        option: &'static str,
        /// Why not.
        reason: String,
    },
    /// A line typed into the sandbox was not done; it said why.
    #[error("a line was not done; what it printed says why")]
    NotDone,
    /// A line typed into the sandbox is no command; it said so.
    #[error("a line is no command; `help` lists them")]
    NotUnderstood,
    /// A line of input is longer than any field takes.
    #[error("a line of input is longer than 1,024 bytes")]
    LineTooLong,
    /// A line of input is not UTF-8.
    #[error("a line of input is not UTF-8 text")]
    NotText,
    /// A step of the walk found something else than it should.
    #[error("the walk stopped at step {step}: {reason}")]
    Walk {
        /// The step's name.
        step: &'static str,
        /// What it found.
        reason: String,
    },
}

impl From<salyk_sandbox::SandboxError> for Problem {
    fn from(error: salyk_sandbox::SandboxError) -> Self {
        Self::Sandbox(error.to_string())
    }
}

impl Problem {
    /// 2 when the command line was at fault, 1 otherwise.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Folder { .. }
            | Self::Authority { .. }
            | Self::Service { .. }
            | Self::Unreadable { .. }
            | Self::NoTaxpayer(_)
            | Self::ListRefused { .. }
            | Self::Refused { .. }
            | Self::Unfit { .. }
            | Self::NotUnderstood => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}
