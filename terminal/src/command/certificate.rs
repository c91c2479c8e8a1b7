//! `salyk certificate`: the code that a holder's phone shows, of a sample taxpayer, as a host may draw it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use salyk_certificate::{Inn, Kind, OutOfRange, Picture, SecretKey, present};
use salyk_sandbox::CertificateOffice;
use serde::Serialize;

use super::lists;
use crate::problem::Problem;
use crate::words::blocks;

/// The sample phone's key: nobody's secret, and its certificates are samples.
const DEVICE: [u8; 32] = *b"sample device, not a real secret";

/// How many pixels a module has in a PNG, a side.
const SCALE: u8 = 8;

/// What `salyk certificate` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The INN of a sample taxpayer; the first one's without it
    #[arg(long, value_parser = inn)]
    inn: Option<Inn>,
    /// The code for paper, which a driver may carry, instead of the phone's
    #[arg(long)]
    paper: bool,
    /// In what form
    #[arg(long, value_enum, default_value_t, conflicts_with = "json")]
    form: Form,
    /// The code with what it says, as JSON
    #[arg(long)]
    json: bool,
    /// When it is issued and shown, UTC, as 2026-11-23T05:00:00Z; now without it
    #[arg(long, value_name = "MOMENT")]
    at: Option<Timestamp>,
    /// Revoke it in the lists
    #[arg(long, requires = "lists")]
    revoked: bool,
    /// Writes the lists that an inspector holds into this folder; never over another's root key
    #[arg(long, value_name = "DIR")]
    lists: Option<PathBuf>,
}

/// In what form a code is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Form {
    /// Drawn with blocks, for a terminal of light letters on a dark ground
    #[default]
    Drawn,
    /// Its text, as a scanner gives it
    Text,
    /// A PNG picture
    Png,
    /// An SVG picture
    Svg,
}

#[derive(Serialize)]
struct Told<'a> {
    code: &'a str,
    characters: usize,
    /// The version of the QR code, at level M.
    version: usize,
    name: &'a str,
    inn: String,
    since: Option<jiff::civil::Date>,
    expires: Option<String>,
    sample: bool,
}

/// Reads an INN.
fn inn(text: &str) -> Result<Inn, String> {
    Inn::parse(text).ok_or_else(|| "an INN has 14 digits".to_owned())
}

/// Prints the code.
///
/// # Errors
/// When something can't be written, or the samples have no such taxpayer.
pub fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Problem> {
    let now = arguments.at.unwrap_or_else(Timestamp::now);
    let mut office = CertificateOffice::sample(now.to_zoned(TimeZone::UTC).date())?;
    let first = office.taxpayers().find_map(|(inn, _)| Inn::parse(inn));
    let inn = arguments.inn.or(first).ok_or(Problem::NotUnderstood)?;
    let device = SecretKey::from_bytes(&DEVICE).map_err(|_| no_samples("the device's key"))?;
    let kind = if arguments.paper {
        Kind::Paper
    } else {
        Kind::Phone(device.public().map_err(|_| no_samples("the device's key"))?)
    };
    let Some(claims) = office.claims(inn, kind, now) else {
        return Err(Problem::NoTaxpayer(known(&office)));
    };
    let code = if arguments.paper {
        office.on_paper(&claims).ok_or_else(|| no_samples("the code"))?
    } else {
        let certificate = office
            .certify(&claims)
            .ok_or_else(|| no_samples("the certificate"))?;
        let mut sign = |message: &[u8]| Ok(device.sign(message));
        present::<OutOfRange>(&certificate, now.as_second(), &mut sign).map_err(|_| no_samples("the code"))?
    };
    if arguments.revoked {
        office.revoke(inn);
    }
    if let Some(folder) = &arguments.lists {
        write_lists(&office, now, folder)?;
    }
    let picture = Picture::of(&code).map_err(|_| no_samples("the picture"))?;
    if arguments.json {
        let told = Told {
            code: &code,
            characters: code.len(),
            version: picture.version(),
            name: &claims.name,
            inn: inn.digits(),
            since: claims.since,
            expires: Timestamp::from_second(claims.expires)
                .ok()
                .map(|at| at.to_string()),
            sample: true,
        };
        serde_json::to_writer(&mut *out, &told).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(out.flush()?);
    }
    match arguments.form {
        Form::Drawn => writeln!(out, "{}", blocks(picture.side(), picture.modules()).join("\n"))?,
        Form::Text => writeln!(out, "{code}")?,
        Form::Png => out.write_all(&picture.png(SCALE))?,
        Form::Svg => writeln!(out, "{}", picture.svg())?,
    }
    Ok(out.flush()?)
}

fn no_samples(what: &str) -> Problem {
    Problem::Sandbox(format!("{what} of the samples can't be made"))
}

fn known(office: &CertificateOffice) -> String {
    let each: Vec<_> = office
        .taxpayers()
        .map(|(inn, name)| format!("{inn} {name}"))
        .collect();
    each.join("; ")
}

fn write_lists(office: &CertificateOffice, now: Timestamp, folder: &Path) -> Result<(), Problem> {
    let signed = office.lists(now)?;
    let files = lists::Files {
        root: office.root()?.compressed().to_vec(),
        keys: signed.keys,
        status: signed.status,
        register: signed.register,
    };
    files.write(folder)
}
