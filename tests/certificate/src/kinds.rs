//! Every kind of case: what it bends, out of one seed.

use anyhow::Result;
use fastrand::Rng;

use crate::cbor::Item;
use crate::draft::Draft;
use crate::extract;
use crate::world::{
    CLOSED, EXTRACTS, FORGER, ISSUER, NOW, OTHER_DEVICE, PLACES, SAMPLES, SHARED, SHARING, STRANGER,
    WITHDRAWN, WORLDS,
};

/// What is scanned, in which world, when.
#[derive(Debug)]
pub struct Scan {
    /// The text.
    pub text: String,
    /// The place of its world.
    pub world: usize,
    /// The device's clock.
    pub now: i64,
    /// The newest verified time before.
    pub newest: i64,
}

/// The kinds of case.
pub const KINDS: [&str; 37] = [
    "valid",
    "paper",
    "bare",
    "paper_presented",
    "not_registered",
    "expired",
    "issued_ahead",
    "revoked",
    "beyond_list",
    "two_bits",
    "stamp_age",
    "clock",
    "guard",
    "other_device",
    "forger",
    "stranger",
    "reused_id",
    "shared_id",
    "sample",
    "closed_key",
    "stale_lists",
    "withdrawn",
    "world",
    "altered_letter",
    "altered_byte",
    "truncated",
    "longer",
    "trailing",
    "algorithm",
    "header",
    "tag",
    "claims_order",
    "claim_value",
    "odd_cbor",
    "bomb",
    "packed",
    "any_text",
];

const NAMES: [&str; 5] = [
    "Үлгү А. Ү.",
    "Үлгү Асан Үсөнович",
    "ОсОО «Үлгү соода үйү»",
    "Образцова Гүлбарчын Токтогуловна",
    "A",
];

/// One case of a kind.
///
/// # Errors
/// When a constant makes no key.
pub fn scan(kind: &str, rng: &mut Rng) -> Result<Scan> {
    // Places that are not revoked, but for the kind that is.
    let index = rng.u32(0..PLACES / 10) * 10 + if kind == "revoked" { 3 } else { 4 };
    let name = rng.choice(NAMES).unwrap_or("A");
    let mut draft = Draft::good(name, rng.u64(0..100_000_000_000_000), index)?;
    draft.taxpayer(
        2,
        if rng.u8(0..8) == 0 {
            Item::Null
        } else {
            Item::Int(rng.i64(0..65_536))
        },
    );
    draft.taxpayer(3, Item::Int(rng.i64(0..3)));
    draft.presented = !rng.u8(0..8).eq(&0);
    let mut scan = Scan {
        text: String::new(),
        world: rng.choice([0, 0, 0, 4, 5]).unwrap_or(0),
        now: NOW + rng.i64(0..90),
        newest: rng.choice([0, NOW - 5000]).unwrap_or(0),
    };
    if !draft.presented {
        draft.taxpayer(5, Item::Null);
    }
    bend(kind, &mut draft, &mut scan, rng);
    scan.text = draft.text()?;
    respell(kind, &mut scan.text, rng);
    Ok(scan)
}

fn presented(draft: &mut Draft) {
    if !draft.presented {
        draft.presented = true;
        draft.signer = OTHER_DEVICE;
    }
}

fn bend(kind: &str, draft: &mut Draft, scan: &mut Scan, rng: &mut Rng) {
    match kind {
        "paper" => {
            draft.presented = false;
            draft.taxpayer(5, Item::Null);
        }
        "bare" => draft.presented = false,
        "paper_presented" => {
            draft.presented = true;
            draft.taxpayer(5, Item::Null);
            draft.who = rng.choice([ISSUER, CLOSED, STRANGER]).unwrap_or(ISSUER);
        }
        "not_registered" => draft.taxpayer(2, Item::Null),
        "expired" => {
            let now = scan.now;
            let end = now
                - if rng.bool() {
                    rng.i64(-1..2)
                } else {
                    rng.i64(0..3600)
                };
            draft.life(end - rng.i64(3600..86_400), end);
        }
        "issued_ahead" => {
            let issued = scan.now
                + if rng.bool() {
                    rng.i64(59..62)
                } else {
                    rng.i64(50..4000)
                };
            draft.life(issued, issued + 3600);
        }
        "beyond_list" => draft.taxpayer(4, Item::Int(i64::from(rng.u32(PLACES - 9..)))),
        "two_bits" => {
            scan.world = 3;
            draft.taxpayer(4, Item::Int(rng.i64(0..800) * 10 + 3));
        }
        "stamp_age" => {
            let edge = rng.choice([-90, 60]).unwrap_or(0);
            let age = if rng.bool() {
                edge + rng.i64(-1..2)
            } else {
                rng.i64(-130..130)
            };
            draft.stamp = Item::Int(scan.now + age);
            presented(draft);
        }
        "clock" => scan.now = NOW + rng.i64(-100_000..100_000),
        "guard" if rng.u8(0..4) == 0 => {
            scan.world = EXTRACTS;
            scan.newest = 0;
            scan.now = extract::ISSUED - 60 + rng.i64(-1..2);
            draft.stamp = Item::Int(scan.now);
        }
        "guard" => {
            scan.newest = scan.now
                + if rng.bool() {
                    rng.i64(59..62)
                } else {
                    rng.i64(-10..130)
                }
        }
        "other_device" => {
            draft.signer = OTHER_DEVICE;
            presented(draft);
        }
        "forger" => draft.who = FORGER,
        "stranger" => draft.who = STRANGER,
        "reused_id" => {
            // The key lists' times end 60,000 seconds from now.
            draft.who = FORGER;
            scan.now = NOW
                + if rng.bool() {
                    60_000 + rng.i64(-1..2)
                } else {
                    rng.i64(50_000..70_000)
                };
            draft.life(scan.now - 100, scan.now + 1000);
            draft.stamp = Item::Int(scan.now);
        }
        "withdrawn" => {
            draft.who = rng.choice([ISSUER, SHARED, SHARED]).unwrap_or(SHARED);
            draft.taxpayer(4, Item::Int(i64::from(rng.u32(0..PLACES))));
            scan.world = rng.choice(WITHDRAWN).unwrap_or(0);
        }
        "shared_id" => {
            draft.who = rng.choice([SHARED, SHARING]).unwrap_or(SHARED);
            scan.world = rng.choice([0, 6]).unwrap_or(0);
        }
        "sample" => {
            draft.who = SAMPLES;
            scan.world = rng.choice([0, 4, 10]).unwrap_or(0);
            scan.now += rng.choice([0, 0, -10_000, 200, 100_000]).unwrap_or(0);
            draft.taxpayer(4, Item::Int(i64::from(rng.u32(0..PLACES))));
        }
        "closed_key" => {
            draft.who = CLOSED;
            let issued = NOW - 50_000 + rng.i64(-3..3);
            draft.life(issued, issued + 80_000);
        }
        "stale_lists" => {
            // The lists' times end 42,200 seconds and 60,000 seconds from now.
            let edge = rng.choice([42_200, 60_000]).unwrap_or(0);
            scan.now = NOW
                + if rng.bool() {
                    edge + rng.i64(-1..2)
                } else {
                    rng.i64(42_000..62_000)
                };
            draft.life(scan.now - 100, scan.now + 1000);
            draft.stamp = Item::Int(scan.now);
        }
        "world" => scan.world = rng.usize(0..WORLDS),
        "trailing" => {
            let after = if rng.bool() { vec![0] } else { vec![0xf6, 0] };
            let at = rng.usize(0..6);
            if at == 5 {
                draft.packed = Some(6);
            }
            if let Some(place) = draft.trailing.get_mut(at) {
                *place = after;
            }
        }
        "algorithm" => {
            let other = rng.choice([-8, -35, -37, 5, 0, -9, 7]).unwrap_or(0);
            let header = if rng.bool() {
                &mut draft.header
            } else {
                &mut draft.device_header
            };
            *header = vec![(Item::Int(1), Item::Int(other))];
        }
        "header" => header(draft, rng),
        "tag" => draft.tag = rng.choice([0, 17, 16, 61, 98, 18, 1000]).unwrap_or(0),
        "claims_order" => claims_order(draft, rng),
        "claim_value" => claim_value(draft, rng),
        "odd_cbor" => odd_cbor(draft, rng),
        "bomb" => {
            draft.message = Some(vec![rng.u8(..); rng.usize(4090..200_000)]);
            draft.packed = Some(9);
        }
        "packed" => {
            draft.packed = Some(rng.u8(0..10));
            draft.flags = rng
                .choice([
                    None,
                    None,
                    Some(0),
                    Some(1),
                    Some(2),
                    Some(3),
                    Some(4),
                    Some(0xff),
                ])
                .flatten();
        }
        _ => {}
    }
}

fn header(draft: &mut Draft, rng: &mut Rng) {
    match rng.u8(0..5) {
        0 => draft.unprotected = Item::Map(vec![(Item::Int(4), Item::Bytes(vec![2; 4]))]),
        1 => draft.header.push((Item::Int(3), Item::Int(0))),
        2 => draft.header.push((Item::Int(1), Item::Int(-7))),
        3 => draft.device_header.push((Item::Int(4), Item::Bytes(vec![2; 4]))),
        _ => draft.unprotected = Item::Null,
    }
}

fn claims_order(draft: &mut Draft, rng: &mut Rng) {
    match rng.u8(0..4) {
        0 => draft.claims.reverse(),
        1 => draft.claims.push((Item::Int(6), Item::Int(NOW - 3600))),
        2 => draft.claims.push((Item::Int(7), Item::Bytes(vec![1]))),
        _ => {
            draft.claims.pop();
        }
    }
}

fn claim_value(draft: &mut Draft, rng: &mut Rng) {
    match rng.u8(0..10) {
        0 => draft.taxpayer(0, Item::Int(100_000_000_000_000 + rng.i64(-1..2))),
        1 => draft.taxpayer(1, Item::Text("Ү".repeat(rng.usize(58..63)))),
        2 => draft.taxpayer(
            1,
            Item::Text(
                rng.choice(["", "a\nb", "a\u{9f}b", "a\u{7f}", "a\u{202e}b"])
                    .unwrap_or("")
                    .to_owned(),
            ),
        ),
        3 => draft.taxpayer(2, Item::Int(65_534 + rng.i64(0..4))),
        4 => draft.taxpayer(3, Item::Int(rng.i64(-1..5))),
        5 => draft.taxpayer(4, Item::Int(0xffff_fffe + rng.i64(0..4))),
        6 => {
            let mut point = vec![rng.choice([2, 3, 2, 3, 5, 4, 0, 1, 6]).unwrap_or(0)];
            point.extend((0..rng.usize(31..34)).map(|_| rng.u8(..)));
            draft.taxpayer(5, Item::Bytes(point));
        }
        7 => {
            let issued = NOW - 3600;
            draft.life(issued, issued + 86_399 + rng.i64(0..3));
        }
        8 => {
            let issued = NOW - 3600;
            draft.life(issued, issued + rng.i64(-1..2));
        }
        _ => draft.life((1 << 40) - 2, (1 << 40) - 1 + rng.i64(0..2)),
    }
}

fn odd_cbor(draft: &mut Draft, rng: &mut Rng) {
    match rng.u8(0..9) {
        0 => draft.taxpayer(3, Item::Long(1)),
        1 => draft.taxpayer(3, Item::Raw(vec![0xf9, 0x3c, 0x00])),
        2 => draft.taxpayer(3, Item::Bool(true)),
        3 => draft.taxpayer(1, Item::Raw(vec![0x7f, 0x61, b'A', 0xff])),
        4 => draft.taxpayer(1, Item::Raw(vec![0x62, 0xc3, 0x28])),
        5 => draft.taxpayer(1, Item::Bytes(b"A".to_vec())),
        6 => draft.taxpayer(2, Item::Raw(vec![0xf7])),
        7 => draft.stamp = Item::Long(NOW as u64),
        _ => draft.taxpayer(0, Item::Tag(2, Box::new(Item::Bytes(vec![1, 2])))),
    }
}

/// What happens to a text after it was made.
fn respell(kind: &str, text: &mut String, rng: &mut Rng) {
    let letters: Vec<char> = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:aé"
        .chars()
        .collect();
    let letter = rng.choice(letters).unwrap_or('0');
    let at = rng.usize(0..text.len());
    match kind {
        "altered_letter" => text.replace_range(at..=at, &letter.to_string()),
        "altered_byte" => altered_byte(text, rng),
        "truncated" => text.truncate(at),
        "longer" => {
            let many = if rng.bool() { 1 } else { rng.usize(2..900) };
            text.extend((0..many).map(|_| letter));
        }
        "any_text" => {
            *text = (0..rng.usize(0..300)).map(|_| letter_of(rng)).collect();
            if rng.bool() {
                text.insert_str(0, "SALYK1:");
            }
        }
        _ => {}
    }
}

fn letter_of(rng: &mut Rng) -> char {
    let letters: Vec<char> = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".chars().collect();
    rng.choice(letters).unwrap_or('0')
}

/// Two letters change at once, so that their three mostly stay what an encoder may write.
fn altered_byte(text: &mut String, rng: &mut Rng) {
    for _ in 0..2 {
        let at = rng.usize(7..text.len());
        let letter = letter_of(rng).to_string();
        text.replace_range(at..=at, &letter);
    }
}
