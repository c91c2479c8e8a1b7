//! `salyk verify`: what an inspector's phone says of a code, from its text or its picture.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use salyk_certificate::{Answer, Clock, PREFIX, TOLERANCE, Verdict, verify};
use salyk_client::text::{Language, Texts};
use serde::Serialize;

use super::lists;
use crate::problem::Problem;
use crate::words::answers::{self, in_language};

/// The largest picture that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// What a code may be read from.
const ACCEPTED: &str = "accepted are the code's text, which begins with SALYK1:, and a PNG picture of it";

/// What `salyk verify` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Arguments {
    /// The code's text, which begins with SALYK1:, or a file that holds it as text or as a PNG picture; standard input without
    /// it or for -
    code: Option<String>,
    /// The folder of the lists that the inspector holds, as `salyk certificate --lists` writes it; the samples' without it. The
    /// newest verified time is kept there
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
    /// What the inspector's clock shows, UTC, as 2026-11-23T05:00:00Z; now without it
    #[arg(long, value_name = "MOMENT")]
    at: Option<Timestamp>,
    /// The answer as JSON
    #[arg(long)]
    json: bool,
}

const EXIT_CODES: &str = "Exit codes: 0 valid, 10 valid as of the list's day, 11 sample, 12 paper copy, 20 screenshot or copy, \
21 expired, 22 clock suspect, 23 revoked, 24 unknown key, 25 not ours, 26 not registered under the regime; 1 failed, 2 wrong command line or input.";

#[derive(Serialize)]
struct Told<'a> {
    answer: &'static str,
    reasons: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<Certificate<'a>>,
}

#[derive(Serialize)]
struct Certificate<'a> {
    name: &'a str,
    inn: String,
    since: Option<jiff::civil::Date>,
    debt: &'static str,
    issued: Option<String>,
    expires: Option<String>,
}

/// Prints the answer; gives the exit code that belongs to it.
///
/// # Errors
/// When the code or the lists can't be read. A code that is not one of ours is no error but an answer.
pub fn run(
    arguments: &Arguments,
    language: Language,
    input: &mut dyn Read,
    out: &mut dyn Write,
) -> Result<u8, Problem> {
    let now = arguments.at.unwrap_or_else(Timestamp::now);
    let code = read(arguments.code.as_deref(), input)?;
    let lists = match &arguments.lists {
        Some(folder) => lists::read(folder)?,
        None => lists::of_samples(now)?,
    };
    let clock = Clock {
        now: now.as_second(),
        newest_verified: arguments.lists.as_deref().map_or(0, lists::newest),
    };
    let answer = verify(&code, &lists, clock);
    // A list that was put there from the future makes clocks suspect for as long as it is there, and no longer.
    let seen = clock.newest_verified..clock.now.saturating_add(TOLERANCE);
    if let Some(folder) = &arguments.lists
        && answer.newest_verified != clock.newest_verified
        && seen.contains(&answer.newest_verified)
    {
        lists::keep_newest(folder, answer.newest_verified);
    }
    if arguments.json {
        serde_json::to_writer(&mut *out, &told(&answer)).map_err(io::Error::from)?;
        writeln!(out)?;
    } else {
        say(&answer, language, out)?;
    }
    out.flush()?;
    Ok(exit_code(answer.verdict))
}

fn exit_code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Valid => 0,
        Verdict::ValidAsOf => 10,
        Verdict::Sample => 11,
        Verdict::PaperCopy => 12,
        Verdict::ScreenshotOrCopy => 20,
        Verdict::Expired => 21,
        Verdict::ClockSuspect => 22,
        Verdict::Revoked => 23,
        Verdict::UnknownKey => 24,
        Verdict::NotOurs => 25,
        Verdict::NotRegistered => 26,
    }
}

fn moment(seconds: i64) -> Option<String> {
    Timestamp::from_second(seconds).ok().map(|at| at.to_string())
}

fn told(answer: &Answer) -> Told<'_> {
    let certificate = answer.claims.as_ref().map(|claims| Certificate {
        name: &claims.name,
        inn: claims.inn.digits(),
        since: claims.since,
        debt: match claims.debt {
            salyk_certificate::Debt::NotStated => "not_stated",
            salyk_certificate::Debt::None => "none",
            salyk_certificate::Debt::Known => "known",
        },
        issued: moment(claims.issued),
        expires: moment(claims.expires),
    });
    Told {
        answer: answer.verdict.code(),
        reasons: answer.reasons.iter().map(|reason| reason.code()).collect(),
        as_of: answer.as_of.and_then(moment),
        certificate,
    }
}

fn say(answer: &Answer, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let texts = Texts::of(language);
    let word = |said| in_language(said, language);
    writeln!(out, "{}", word(answers::headline(answer)).to_uppercase())?;
    let mut before = "";
    for reason in &answer.reasons {
        let said = word(answers::reason(*reason));
        if said != before {
            writeln!(out, "- {said}")?;
        }
        before = said;
    }
    if let Some(as_of) = answer.as_of.and_then(|at| Timestamp::from_second(at).ok()) {
        writeln!(out, "{}: {}", word(answers::AS_OF), texts.moment(as_of))?;
    }
    if let Some(claims) = &answer.claims {
        writeln!(out, "{}: {}", word(answers::NAME), claims.name)?;
        writeln!(out, "{}: {}", word(answers::INN), claims.inn.digits())?;
        match claims.since {
            Some(since) => writeln!(out, "{}: {}", word(answers::SINCE), texts.date(since))?,
            None => writeln!(out, "{}", word(answers::NOT_REGISTERED))?,
        }
        writeln!(out, "{}", word(answers::debt(claims.debt)))?;
    }
    let unchecked = matches!(
        answer.verdict,
        Verdict::NotOurs
            | Verdict::UnknownKey
            | Verdict::ClockSuspect
            | Verdict::ScreenshotOrCopy
            | Verdict::Expired
    );
    if unchecked {
        writeln!(out, "{}", word(answers::NO_BREACH))?;
    }
    if answer.claims.is_some() {
        writeln!(out, "{}", word(answers::ALWAYS))?;
    }
    Ok(())
}

/// The code's text, out of whatever was named.
fn read(code: Option<&str>, input: &mut dyn Read) -> Result<String, Problem> {
    let unreadable = |path: &Path, source| Problem::Unreadable {
        what: "code",
        path: path.to_owned(),
        source,
    };
    let (path, bytes) = match code {
        Some(code) if code != "-" => {
            let path = Path::new(code);
            if !path.is_file() && code.trim_start().starts_with(PREFIX) {
                return Ok(code.trim().to_owned());
            }
            let file = fs::File::open(path).map_err(|source| unreadable(path, source))?;
            (path, up_to_largest(&mut { file }))
        }
        _ => (Path::new("-"), up_to_largest(input)),
    };
    let bytes = bytes.map_err(|source| unreadable(path, source))?;
    if picture::is_png(&bytes) {
        return picture::code(&bytes).map_err(|source| unreadable(path, source));
    }
    let text = str::from_utf8(&bytes).map(str::trim).unwrap_or_default();
    let is_text = !text.is_empty()
        && !text
            .chars()
            .any(|letter| letter.is_control() && !letter.is_whitespace());
    if !is_text {
        return Err(Problem::Refused {
            what: "code",
            reason: format!("{} is neither text nor a PNG picture", path.display()),
            accepted: ACCEPTED,
        });
    }
    Ok(text.to_owned())
}

fn up_to_largest(input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

#[path = "verify_picture.rs"]
mod picture;

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
