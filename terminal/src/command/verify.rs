//! `salyk verify`: what an inspector's phone says of a code, from its text or its picture.

use std::fs;
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;
use salyk_certificate::{Answer, Clock, Verdict, verify};
use salyk_client::text::{Language, Texts};
use serde::Serialize;

use super::lists;
use crate::problem::Problem;
use crate::words::answers::{self, in_language};

/// The largest picture that is read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;
/// The most pixels of a picture.
const MOST_PIXELS: u64 = 32_000_000;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What `salyk verify` is asked.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub struct Arguments {
    /// The code's text, or a file that holds it as text or as a PNG picture; standard input without it or for -
    code: Option<String>,
    /// The folder of the lists that the inspector holds, as `salyk certificate --lists` writes it; the samples' without it
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
21 expired, 22 clock suspect, 23 revoked, 24 unknown key, 25 not ours; 1 failed, 2 wrong command line or input.";

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
        newest_verified: 0,
    };
    let answer = verify(&code, &lists, clock);
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
    writeln!(out, "{}", word(answers::verdict(answer.verdict)).to_uppercase())?;
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
        Verdict::UnknownKey | Verdict::ClockSuspect | Verdict::ScreenshotOrCopy | Verdict::Expired
    );
    if unchecked {
        writeln!(out, "{}", word(answers::NO_BREACH))?;
    }
    writeln!(out, "{}", word(answers::ALWAYS))
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
            if !path.is_file() {
                return Ok(code.trim().to_owned());
            }
            let file = fs::File::open(path).map_err(|source| unreadable(path, source))?;
            (path, up_to_largest(&mut { file }))
        }
        _ => (Path::new("-"), up_to_largest(input)),
    };
    let bytes = bytes.map_err(|source| unreadable(path, source))?;
    if !bytes.starts_with(PNG) {
        return Ok(String::from_utf8_lossy(&bytes).trim().to_owned());
    }
    in_picture(&bytes).map_err(|source| unreadable(path, source))
}

fn up_to_largest(input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The text of the first code in a PNG picture.
fn in_picture(bytes: &[u8]) -> io::Result<String> {
    let odd = |error: png::DecodingError| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(odd)?;
    let (width, height) = (reader.info().width, reader.info().height);
    let too_large = || io::Error::from(io::ErrorKind::FileTooLarge);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large());
    }
    let mut pixels = vec![0; reader.output_buffer_size().ok_or_else(too_large)?];
    let frame = reader.next_frame(&mut pixels).map_err(odd)?;
    let samples = frame.color_type.samples();
    let line = frame.line_size;
    let grey = |x: usize, y: usize| {
        let pixel = pixels.get(y * line + x * samples..).unwrap_or_default();
        match (samples, pixel) {
            (1 | 2, [grey, ..]) => *grey,
            (_, [red, green, blue, ..]) => {
                let sum = u32::from(*red) * 3 + u32::from(*green) * 6 + u32::from(*blue);
                u8::try_from(sum / 10).unwrap_or(u8::MAX)
            }
            _ => u8::MAX,
        }
    };
    let (width, height) = (frame.width as usize, frame.height as usize);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let found = picture.detect_grids();
    let text = found.iter().find_map(|grid| grid.decode().ok());
    text.map(|(_, text)| text)
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "no code was found in the picture"))
}

#[cfg(test)]
#[path = "verify_tests.rs"]
mod tests;
