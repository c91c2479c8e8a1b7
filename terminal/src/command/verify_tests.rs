use clap::Parser;

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
    let words = ["salyk", "verify"].iter().chain(line);
    let Some(Command::Verify(asked)) = Cli::parse_from(words).command else {
        panic!("another command")
    };
    let (mut out, mut input) = (Vec::new(), input);
    let code = run(&asked, Language::English, &mut input, &mut out).unwrap();
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

#[test]
fn each_answer_has_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let lists = folder.path().to_str().unwrap();
    let text = |line: &[&str]| String::from_utf8(made(&[line, &["--form", "text"]].concat())).unwrap();
    let code = text(&["--lists", lists, "--revoked"]);
    assert_eq!(answered(&["--at", AT, "--lists", lists, &code], &[]).0, 23);
    for (at, expected) in [
        ("2026-11-23T05:01:30Z", 11),
        ("2026-11-23T05:01:31Z", 20),
        ("2026-11-24T05:00:00Z", 21),
        ("2026-11-23T04:58:00Z", 22),
    ] {
        assert_eq!(answered(&["--at", at, &code], &[]).0, expected, "{at}");
    }
    assert_eq!(answered(&["--at", AT, &text(&["--paper"])], &[]).0, 12);
    assert_eq!(answered(&["--at", AT, "SALYK1:AB"], &[]).0, 25);
    let altered = code.trim().replace("SALYK1:", "SALYK1:0");
    assert_eq!(answered(&["--at", AT, &altered], &[]).0, 25);
    let said = answered(&["--at", AT, &code], &[]).1;
    assert!(said.starts_with("SAMPLE\n"), "{said}");
    assert!(
        said.contains("Cargo, deposit and papers were not checked"),
        "{said}"
    );
}

#[test]
fn a_picture_without_a_code_and_lists_that_are_none_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("blank.png");
    let picture = salyk_certificate::Picture::of("A").unwrap();
    let mut png = picture.png(1);
    png.truncate(60);
    fs::write(&file, png).unwrap();
    let refused = |line: &[&str]| {
        let words = ["salyk", "verify"].iter().chain(line);
        let Some(Command::Verify(asked)) = Cli::parse_from(words).command else {
            panic!("another command")
        };
        run(&asked, Language::English, &mut io::empty(), &mut Vec::new()).unwrap_err()
    };
    let problem = refused(&[file.to_str().unwrap()]).to_string();
    assert!(problem.contains("the code can't be read"), "{problem}");
    let problem = refused(&["--lists", folder.path().to_str().unwrap(), "SALYK1:AB"]).to_string();
    assert!(problem.contains("root.key"), "{problem}");
}
