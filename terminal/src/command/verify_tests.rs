use clap::Parser;
use salyk_certificate::{
    Claims, Debt, Inn, Issuer, IssuerKey, KeyId, Kind, OutOfRange, Picture, SecretKey, StatusSource, Times,
    issue, key_list, paper_code, present, status_list,
};

use super::*;
use crate::cli::{Cli, Command};
use crate::command::certificate;

const AT: &str = "2026-11-23T05:00:00Z";

fn made(line: &[&str]) -> Vec<u8> {
    let words = ["salyk", "certificate", "--at", AT].iter().chain(line);
    let Some(Command::Certificate(asked)) = Cli::parse_from(words).command else {
        panic!("another command")
    };
    let mut out = Vec::new();
    certificate::run(&asked, &mut out).unwrap();
    out
}

fn answered(line: &[&str], input: &[u8]) -> (u8, String) {
    let (mut out, mut input) = (Vec::new(), input);
    let code = run(&asked(line), Language::English, &mut input, &mut out).unwrap();
    (code, String::from_utf8(out).unwrap())
}

#[test]
fn a_code_is_read_as_text_and_out_of_its_picture_alike() {
    let text = made(&["--form", "text"]);
    let picture = made(&["--form", "png"]);
    let (code, said) = answered(&["--at", AT, "--json"], &text);
    assert_eq!(
        answered(&["--at", AT, "--json", "-"], &picture),
        (code, said.clone())
    );
    let told: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, told["answer"].as_str()), (11, Some("sample")));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("code.png");
    fs::write(&file, &picture).unwrap();
    assert_eq!(
        answered(&["--at", AT, "--json", file.to_str().unwrap()], &[]),
        (code, said)
    );
}

fn asked(line: &[&str]) -> Arguments {
    let words = ["salyk", "verify"].iter().chain(line);
    let Some(Command::Verify(asked)) = Cli::parse_from(words).command else {
        panic!("another command")
    };
    asked
}

fn refused(line: &[&str], mut input: &[u8]) -> Problem {
    run(&asked(line), Language::English, &mut input, &mut Vec::new()).unwrap_err()
}

fn seconds(at: &str) -> i64 {
    at.parse::<Timestamp>().unwrap().as_second()
}

fn issuer(seed: u8) -> Issuer {
    Issuer {
        kid: KeyId([seed; 4]),
        key: SecretKey::from_bytes(&[seed; 32]).unwrap(),
    }
}

/// Issuer 2, as a key list has it that is none of samples.
fn listed() -> IssuerKey {
    IssuerKey {
        kid: issuer(2).kid,
        key: issuer(2).key.public().unwrap(),
        from: 0,
        until: seconds(AT) * 2,
        is_sample: false,
    }
}

/// Lists of a service that is none of samples: place 1 is revoked, 2 suspended.
fn inspectors(folder: &Path) -> String {
    let times = Times {
        issued: seconds(AT) - 600,
        expires: seconds(AT) + 40_000,
    };
    let source = StatusSource {
        address: "https://example.kg/status/1",
        ttl: 40_000,
        two_bits: true,
        statuses: &[0b10_01_00, 0],
    };
    let root = issuer(1).key.public().unwrap().compressed();
    fs::write(folder.join("root.key"), root).unwrap();
    fs::write(
        folder.join("keys.cwt"),
        key_list(&[listed()], times, &issuer(1)).unwrap(),
    )
    .unwrap();
    fs::write(
        folder.join("status.cwt"),
        status_list(source, times, &issuer(2)).unwrap(),
    )
    .unwrap();
    folder.to_str().unwrap().to_owned()
}

fn claims(index: u32) -> Claims {
    Claims {
        inn: Inn::parse("23213999900001").unwrap(),
        name: "Үлгү Асан".to_owned(),
        since: Some(jiff::civil::date(2026, 10, 1)),
        debt: Debt::None,
        issued: seconds(AT) - 3600,
        expires: seconds(AT) + 3600,
        index,
        kind: Kind::Phone(issuer(9).key.public().unwrap()),
    }
}

fn shown(claims: &Claims, signer: u8) -> String {
    let certificate = issue(claims, &issuer(signer)).unwrap();
    let sign = &mut |message: &[u8]| Ok(issuer(9).key.sign(message));
    present::<OutOfRange>(&certificate, seconds(AT), sign).unwrap()
}

#[test]
fn each_answer_has_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let lists = inspectors(folder.path());
    let at = |at: &str, code: &str| answered(&["--at", at, "--lists", &lists, code], &[]);
    let good = shown(&claims(0), 2);
    let nobody = Claims {
        since: None,
        ..claims(0)
    };
    let paper = Claims {
        kind: Kind::Paper,
        ..claims(0)
    };
    for (moment, code, expected, headline) in [
        (AT, &good, 0, "VALID\n"),
        ("2026-11-23T05:01:31Z", &good, 20, "SCREENSHOT OR COPY\n"),
        ("2026-11-23T06:00:00Z", &good, 21, "EXPIRED\n"),
        ("2026-11-23T04:00:00Z", &good, 22, "CLOCK SUSPECT\n"),
        (AT, &shown(&claims(1), 2), 23, "REVOKED\n"),
        (AT, &shown(&claims(2), 2), 23, "SUSPENDED\n"),
        (AT, &shown(&claims(99), 2), 10, "VALID AS OF ITS DAY OF ISSUE\n"),
        (AT, &shown(&nobody, 2), 26, "NOT REGISTERED UNDER THE REGIME\n"),
        (AT, &paper_code(&paper, &issuer(2)).unwrap(), 12, "PAPER COPY\n"),
        (AT, &shown(&claims(0), 5), 24, "UNKNOWN KEY\n"),
        (AT, &"SALYK1:AB".to_owned(), 25, "NOT OURS\n"),
        (AT, &good.replace("SALYK1:", "SALYK1:0"), 25, "NOT OURS\n"),
        (AT, &format!(" \n{good}\t"), 0, "VALID\n"),
    ] {
        let (code, said) = at(moment, code);
        assert_eq!(code, expected, "{said}");
        assert!(said.starts_with(headline), "{said}");
        let (named, advised) = (said.contains("Name: "), said.contains("Compare the name"));
        assert_eq!(named, advised, "{said}");
        assert!(code != 25 || said.contains("does not mean a breach"), "{said}");
    }
}

#[test]
fn a_sample_is_told_as_one_whatever_is_wrong_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let lists = folder.path().to_str().unwrap();
    let text = |line: &[&str]| String::from_utf8(made(&[line, &["--form", "text"]].concat())).unwrap();
    let code = text(&["--lists", lists, "--revoked"]);
    assert_eq!(answered(&["--at", AT, "--lists", lists, &code], &[]).0, 23);
    for at in [
        AT,
        "2026-11-23T05:01:31Z",
        "2026-11-24T05:00:00Z",
        "2026-11-23T04:58:00Z",
    ] {
        for code in [&code, &text(&["--paper"])] {
            let (code, said) = answered(&["--at", at, code], &[]);
            assert_eq!(code, 11, "{at}");
            assert!(said.starts_with("SAMPLE\n"), "{said}");
        }
    }
}

#[test]
fn the_samples_lists_replace_no_others_and_vouch_for_samples_only() {
    let folder = tempfile::tempdir().unwrap();
    let lists = inspectors(folder.path());
    let words = ["salyk", "certificate", "--at", AT, "--lists", &lists];
    let Some(Command::Certificate(asked)) = Cli::parse_from(words).command else {
        panic!("another command")
    };
    let problem = certificate::run(&asked, &mut Vec::new()).unwrap_err();
    assert!(problem.to_string().contains("root key of another"), "{problem}");
    assert_eq!(
        answered(&["--at", AT, "--lists", &lists, &shown(&claims(0), 2)], &[]).0,
        0
    );
    let samples = tempfile::tempdir().unwrap();
    let lists = samples.path().to_str().unwrap();
    made(&["--lists", lists]);
    made(&["--lists", lists]);
    assert!(samples.path().join("SAMPLE.txt").is_file());
    // The root's secret stands in the sandbox's source.
    let root = Issuer {
        kid: KeyId([1; 4]),
        key: SecretKey::from_bytes(b"sample root key, nobody's secret").unwrap(),
    };
    let times = Times {
        issued: seconds(AT),
        expires: seconds(AT) + 40_000,
    };
    fs::write(
        samples.path().join("keys.cwt"),
        key_list(&[listed()], times, &root).unwrap(),
    )
    .unwrap();
    let problem = refused(&["--at", AT, "--lists", lists, &shown(&claims(0), 2)], &[]);
    assert!(problem.to_string().contains("vouches for a key"), "{problem}");
}

#[test]
fn the_newest_time_is_kept_with_the_lists() {
    let folder = tempfile::tempdir().unwrap();
    let lists = inspectors(folder.path());
    let newest = || fs::read_to_string(folder.path().join("newest")).unwrap();
    let code = |issued: i64| {
        let claims = Claims {
            issued,
            expires: seconds(AT) + 9000,
            ..claims(0)
        };
        shown(&claims, 2)
    };
    let at = |at: &str, code: &str| answered(&["--at", at, "--lists", &lists, code], &[]).0;
    assert_eq!(at(AT, &code(seconds(AT) - 5)), 0);
    assert_eq!(newest().trim(), (seconds(AT) - 5).to_string());
    assert_eq!(
        at("2026-11-23T04:58:54Z", &code(seconds(AT) - 3600)),
        22,
        "behind"
    );
    assert_eq!(at(AT, &code(seconds(AT) + 61)), 22, "ahead, and not kept");
    assert_eq!(newest().trim(), (seconds(AT) - 5).to_string());
    fs::write(folder.path().join("newest"), "soon").unwrap();
    assert_eq!(
        at(AT, &code(seconds(AT) - 3600)),
        0,
        "a damaged one stops nothing"
    );
    assert_eq!(newest().trim(), (seconds(AT) - 600).to_string());
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 4, "nothing is left beside them");
}

#[test]
fn a_bad_extract_stops_no_answer_and_a_link_to_nowhere_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let lists = inspectors(folder.path());
    fs::write(folder.path().join("register.cwt"), b"no extract").unwrap();
    let line = ["--at", AT, "--lists", &lists, &shown(&claims(1), 2)];
    assert_eq!(answered(&line, &[]).0, 23);
    #[cfg(unix)]
    {
        let status = folder.path().join("status.cwt");
        fs::remove_file(&status).unwrap();
        std::os::unix::fs::symlink("nowhere", &status).unwrap();
        let problem = refused(&line, &[]).to_string();
        assert!(problem.contains("status.cwt"), "{problem}");
    }
}

#[test]
fn what_is_no_code_is_told_and_is_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let mut png = Picture::of("A").unwrap().png(1);
    png.truncate(60);
    let jpeg = file("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0");
    for (line, said) in [
        (&[file("blank.png", &png).as_str()][..], "the code can't be read"),
        (&["cod.png"], "the code can't be read from cod.png"),
        (&[&jpeg], "neither text nor a PNG picture"),
        (&[&file("empty.txt", b" \n")], "neither text nor a PNG picture"),
        (
            &["--lists", folder.path().to_str().unwrap(), "SALYK1:AB"],
            "root.key",
        ),
    ] {
        let problem = refused(line, &[]);
        assert!(problem.to_string().contains(said), "{problem}");
        let code = format!("{:?}", problem.exit_code());
        assert_eq!(
            code,
            format!("{:?}", std::process::ExitCode::from(2)),
            "{problem}"
        );
    }
    let problem = refused(&[], b"\x01\x02").to_string();
    assert!(problem.contains("begins with SALYK1:"), "{problem}");
}

/// Grey pixels as a PNG.
fn png_of(width: usize, pixels: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let height = (pixels.len() / width) as u32;
    let mut encoder = png::Encoder::new(&mut bytes, width as u32, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(pixels).unwrap();
    bytes
}

/// Codes beside each other, so many pixels a module.
fn side_by_side(codes: &[&str], scale: usize) -> Vec<u8> {
    let pictures: Vec<_> = codes.iter().map(|code| Picture::of(code).unwrap()).collect();
    let most = pictures.iter().map(Picture::side).max().unwrap() + 8;
    let width = most * pictures.len() * scale;
    let is_dark = |x: usize, y: usize| {
        let picture = &pictures[x / scale / most];
        let (column, row) = ((x / scale % most).checked_sub(4)?, (y / scale).checked_sub(4)?);
        let inside = column < picture.side() && row < picture.side();
        inside.then(|| picture.modules()[row * picture.side() + column])
    };
    let pixels: Vec<_> = (0..most * scale)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .map(|(x, y)| if is_dark(x, y) == Some(true) { 0 } else { 255 })
        .collect();
    png_of(width, &pixels)
}

#[test]
fn of_several_codes_ours_is_read_also_in_a_large_picture() {
    let ours = made(&["--form", "text"]);
    let ours = str::from_utf8(&ours).unwrap().trim();
    for (scale, codes) in [(4, ["HTTPS://EXAMPLE.KG", ours]), (16, [ours, "OTHER"])] {
        let (code, said) = answered(&["--at", AT, "--json"], &side_by_side(&codes, scale));
        assert_eq!(code, 11, "{said}");
    }
    let other = answered(&["--at", AT], &side_by_side(&["HTTPS://EXAMPLE.KG"], 4));
    assert_eq!(other.0, 25);
}

#[test]
fn a_picture_that_would_take_too_much_is_refused_before_it_is_unpacked() {
    let large = png_of(20_000, &vec![0; 20_000 * 6_000]);
    assert!(large.len() < 1_000_000, "{}", large.len());
    let problem = refused(&[], &large).to_string();
    assert!(problem.contains("too large"), "{problem}");
}
