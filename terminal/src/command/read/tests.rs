//! What is read, and what is refused.

use serde_json::json;

use super::*;
use crate::command::testing::{SAMPLE, changed, one_line};

fn told(text: &str) -> String {
    dossiers(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn one_over_many_lines_or_many_one_a_line() {
    assert_eq!(dossiers(SAMPLE.as_bytes()).unwrap().len(), 1);
    let line = one_line();
    let three = format!("{line}\n{line}\r\n\n{line}");
    assert_eq!(dossiers(three.as_bytes()).unwrap().len(), 3);
}

#[test]
fn what_is_wrong_is_told_with_its_line_column_and_field() {
    let wrong = SAMPLE.replace("\"2026-06-02\"", "\"2 June\"");
    let line = wrong.lines().position(|line| line.contains("2 June")).unwrap() + 1;
    let told_of = told(&wrong);
    for part in [
        "the dossier",
        "field lots[0].released",
        "salyk schema dossier",
        "YYYY-MM-DD",
    ] {
        assert!(told_of.contains(part), "{part} is not in: {told_of}");
    }
    assert!(told_of.contains(&format!("line {line}, column ")), "{told_of}");
    let second = format!("{}\n{{\"revision\": true}}\n", one_line());
    let told_of = told(&second);
    assert!(told_of.contains("line 2, column 17, field revision"), "{told_of}");
    assert!(
        told_of.contains("true or false, expected a whole number"),
        "{told_of}"
    );
    let word = one_line().replace("\"customs\"", "\"neighbour\"");
    assert!(told(&word).contains("known here: `customs`, `person`, `service`"));
}

#[test]
fn what_is_no_dossier_at_all_is_refused() {
    for (text, reason) in [
        ("", "there is none"),
        (" \n ", "there is none"),
        ("[]", "it is a list"),
        ("{}", "missing field `revision`"),
        ("\u{1b}[2J", "line 1, column 1"),
        ("{\"revision\": 1", "EOF while parsing"),
    ] {
        let told = told(text);
        assert!(told.contains(reason), "{text}: {told}");
        assert!(!told.contains('\u{1b}') && !told.contains("field ?"));
    }
    assert!(dossiers(&[0xff, 0xfe]).is_err());
}

#[test]
fn no_more_is_read_than_is_allowed() {
    let kind = Kind { most: 4, ..DOSSIER };
    let path = Path::new("-");
    assert_eq!(bytes(kind, path, &mut &b"1234"[..]).unwrap(), b"1234");
    let refused = bytes(kind, path, &mut io::repeat(b' ')).unwrap_err();
    assert!(refused.to_string().contains("longer than 4 bytes"));
    assert_eq!(bytes(kind, path, &mut &b"\xef\xbb\xbf1"[..]).unwrap(), b"1");
}

/// Where in the sample a part of it stands first: its line.
fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn a_slip_of_the_hand_is_told_with_its_line_its_field_and_what_was_meant() {
    for (right, wrong, field, meant) in [
        (
            "\"revision\"",
            "\"revison\"",
            "revison",
            "did you mean `revision`",
        ),
        (
            "\"released\"",
            "\"releasd\"",
            "lots[0].releasd",
            "did you mean `released`",
        ),
        (
            "\"deposits\"",
            "\"depossits\"",
            "lots[0].depossits",
            "did you mean `deposits`",
        ),
        (
            "\"patent\"",
            "\"patnt\"",
            "taxpayer.activities.patnt",
            "did you mean `patent`",
        ),
        (
            "\"electronic\"",
            "\"electric\"",
            "confirmations[0].form",
            "did you mean `electronic`",
        ),
        (
            "\"electronic\"",
            "\"unknown\"",
            "confirmations[0].form",
            "known here: `electronic`, `written`",
        ),
        (
            "\"in_force\"",
            "\"inforce\"",
            "registered.value.kind",
            "did you mean `in_force`",
        ),
        (
            "\"since\"",
            "\"begins\"",
            "registered.value.begins",
            "(known here: `kind`, `since`)",
        ),
        (
            "\"account\": \"customs\"",
            "\"accout\": \"customs\"",
            "lots[0].deposits[0].accout",
            "`account`",
        ),
        (
            "\"vat_payer\"",
            "\"colour\"",
            "taxpayer.colour",
            "known here: `activities`, `inn`",
        ),
    ] {
        let text = SAMPLE.replacen(right, wrong, 1);
        let told = told(&text);
        let line = line_of(&text, wrong);
        for part in [
            &format!("line {line}, column "),
            &format!("field {field}: "),
            meant,
        ] {
            assert!(told.contains(part), "{wrong}: {part} is not in: {told}");
        }
        assert!(dossiers(text.as_bytes()).is_err());
    }
    // What was meant by the field that is missing says more than that it is missing.
    assert!(!told(&SAMPLE.replace("\"taxpayer\"", "\"taxpayr\"")).contains("missing field"));
}

#[test]
fn who_says_so_is_told_where_it_stands_in_what_was_stated_as_a_whole() {
    let spread = |text: &str| {
        text.replace(", \"source\"", ",\n\"source\"")
            .replace("\"source\" }", "\"source\"\n}")
    };
    let (text, wrong) = (spread(SAMPLE), "\"source\": \"neighbour\"");
    let at = text.rfind("\"source\": \"customs\" }\n").unwrap();
    let text = format!(
        "{}{}",
        &text[..at],
        text[at..].replacen("\"source\": \"customs\"", wrong, 1)
    );
    let told_of = told(&text);
    let line = line_of(&text, wrong);
    assert!(told_of.contains(&format!("line {line}, column ")), "{told_of}");
    assert!(
        told_of.contains("field lots[0].deposits[0].source: "),
        "{told_of}"
    );
    let text = SAMPLE.replacen(
        "\"sum\": 12000000,",
        "\"sum\": 12000000,\n\"provisional\":\n\"no\",",
        1,
    );
    let told_of = told(&text);
    assert!(
        told_of.contains("field lots[0].deposits[0].provisional: a text, expected true or false"),
        "{told_of}"
    );
    assert!(
        told_of.contains(&format!("line {}, column 4", line_of(&text, "\"no\","))),
        "{told_of}"
    );
}

#[test]
fn one_wrong_sum_among_many_is_found() {
    let mut debts: Vec<Value> = (0..200)
        .map(|_| json!({"kind": "other_taxes", "sum": 5, "overdue_from": "2026-02-01", "source": "customs"}))
        .collect();
    debts[137]["sum"] = json!("five");
    let mut dossier: Value = serde_json::from_str(SAMPLE).unwrap();
    dossier["debts"]["value"] = debts.into();
    let text = serde_json::to_string_pretty(&dossier).unwrap();
    let told = told(&text);
    let line = line_of(&text, "\"five\"");
    assert!(told.contains(&format!("line {line}, column ")), "{told}");
    assert!(told.contains("field debts.value[137].sum: "), "{told}");
}

#[test]
fn a_fact_that_is_missing_has_no_value() {
    let missing = SAMPLE.replacen("\"state\": \"known\"", "\"state\": \"missing\"", 1);
    assert!(told(&missing).contains("field taxpayer.vat_payer.value: `value` is not known here"));
    let after = r#"{ "value": true, "source": "service", "state": "missing" }"#;
    let after = SAMPLE.replacen(
        r#"{ "state": "known", "value": true, "source": "service" }"#,
        after,
        1,
    );
    assert!(told(&after).contains("field taxpayer.vat_payer.state: `value` does not go with `missing`"));
    let twice = SAMPLE.replacen("\"revision\": 3,", "\"revision\": 3, \"lots\": [],", 1);
    assert!(told(&twice).contains("lots"), "{}", told(&twice));
    let twice = SAMPLE.replacen(
        "\"patent\": {",
        "\"patent\": { \"state\": \"missing\" }, \"patent\": {",
        1,
    );
    assert!(told(&twice).contains("field taxpayer.activities.patent: it stands here a second time"));
}

#[test]
fn what_one_part_says_of_another_holds() {
    let line = json!({"number": 1, "name": "Үлгү", "quantity": 5, "unit": "кг"});
    let export = json!({"id": "export-1", "line": 1, "quantity": 5, "unit": "кг", "date": "2026-09-11", "source": "person"});
    let refund = json!({"id": "refund-1", "addressee": "customs", "covers": ["export-1", "export-2"]});
    for (pointer, by, field, reason) in [
        (
            "/lots/-",
            json!({"id": "lot-1"}),
            "lots[1].id",
            "`lot-1` is the id of lots[0] already",
        ),
        (
            "/applications/-",
            json!({"id": "sample-1"}),
            "applications[1].id",
            "the id of applications[0]",
        ),
        (
            "/lots/0/lines/-",
            line,
            "lots[0].lines[1].number",
            "`1` is the number of lines[0]",
        ),
        (
            "/lots/0/exports/-",
            export,
            "lots[0].exports[1].id",
            "the id of exports[0]",
        ),
        (
            "/lots/0/exports/0/line",
            json!(7),
            "lots[0].exports[0].line",
            "no goods line `7`; it has `1`",
        ),
        (
            "/lots/0/lines",
            json!([]),
            "lots[0].exports[0].line",
            "no goods line `1`; it has none",
        ),
        (
            "/lots/0/refund_applications",
            json!([refund]),
            "lots[0].refund_applications[0].covers[1]",
            "no export `export-2`; it has `export-1`",
        ),
        (
            "/lots/0/refund_applications",
            json!([{"id": "1", "addressee": "customs"}, {"id": "1", "addressee": "customs"}]),
            "lots[0].refund_applications[1].id",
            "the id of refund_applications[0]",
        ),
    ] {
        let text = format!("{}\n{}\n{}", one_line(), changed(pointer, &by), one_line());
        let told = told(&text);
        assert!(told.contains("line 2, column "), "{told}");
        assert!(told.contains(&format!("field {field}: ")), "{told}");
        assert!(told.contains(reason), "{told}");
    }
}

#[test]
fn where_a_slip_stands_is_found_in_a_text_over_many_lines() {
    let text = serde_json::to_string_pretty(&changed("/lots/0/exports/0/line", &json!(7))).unwrap();
    let line = line_of(&text, "\"line\": 7");
    assert!(told(&text).contains(&format!("line {line}, column ")));
}

#[test]
fn what_the_whole_of_a_dossier_cannot_say_is_refused() {
    let activity = json!({"state": "known", "source": "service", "value": [{"since": "2026-02-02", "until": "2026-02-01"}]});
    let debt = json!([{"kind": "other_taxes", "sum": 5, "overdue_from": "2026-02-02", "settled": "2026-02-01", "source": "customs"}]);
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let deposit = sample["lots"][0]["deposits"][0].clone();
    let most = 1_000_000_000_000_000_i64;
    let debts: Vec<Value> = (0..9_224)
        .map(|_| json!({"kind": "other_taxes", "sum": most, "overdue_from": "2026-02-01", "source": "customs"}))
        .collect();
    for (pointer, by, field, reason) in [
        (
            "/taxpayer/activities/resort",
            activity,
            "taxpayer.activities.resort.value[0].until",
            "2026-02-01 is before 2026-02-02",
        ),
        (
            "/debts/value",
            debt,
            "debts.value[0].settled",
            "its first overdue day",
        ),
        (
            "/lots/0/deposits/-",
            deposit,
            "lots[0].deposits[1].number",
            "it is deposits[0] again",
        ),
        (
            "/debts/value",
            debts.clone().into(),
            "debts.value[9223].sum",
            "more than can be counted",
        ),
    ] {
        let told = told(&changed(pointer, &by).to_string());
        assert!(told.contains("line 1, column "), "{told}");
        assert!(told.contains(&format!("field {field}: ")), "{told}");
        assert!(told.contains(reason), "{told}");
    }
    let fewer = changed("/debts/value", &debts[..9_223].to_vec().into());
    assert!(dossiers(fewer.to_string().as_bytes()).is_ok());
}

#[test]
fn what_is_wrong_is_told_in_plain_words() {
    for (text, reason) in [
        ("5".to_owned(), "a whole number, expected an object"),
        (
            changed("/lots/0/deposits/0/sum", &json!("5")).to_string(),
            "a text, expected a whole number",
        ),
        (
            changed("/lots/0/deposits/0/sum", &json!(-5)).to_string(),
            "it must be 0 or more",
        ),
        (
            changed("/lots/0/lines/0/number", &json!(5_000_000_000_u64)).to_string(),
            "it must be 4294967295 or less",
        ),
        (
            changed("/taxpayer/activities/resort", &json!(7)).to_string(),
            "field taxpayer.activities.resort: a whole number, expected an object",
        ),
        (
            changed("/taxpayer/activities/resort", &json!({})).to_string(),
            "field taxpayer.activities.resort: missing field `state`",
        ),
    ] {
        let told = told(&text);
        assert!(told.contains(reason), "{reason} is not in: {told}");
        for word in ["struct", "i64", "u64", "u32", "?."] {
            assert!(!told.contains(word), "{word}: {told}");
        }
    }
}
