//! Extracts of the register, written by hand so that each part can be bent.

use anyhow::Result;
use miniz_oxide::deflate::compress_to_vec_zlib;

use crate::cbor::Item;
use crate::world::{Given, ISSUER, NOW, SAMPLES, STRANGER, issuer};

/// Which INNs are looked up.
pub const INNS: [u64; 6] = [
    0,
    5,
    6,
    23_213_999_900_001,
    99_999_999_999_998,
    99_999_999_999_999,
];

/// When the extract that is taken last was issued.
pub const ISSUED: i64 = NOW - 100;

/// A row: INN, days, facts, where its name begins.
type Row = (u64, u16, u8, u32);

fn unpacked(count: u32, rows: &[Row], names: &[u8]) -> Vec<u8> {
    let mut bytes = count.to_be_bytes().to_vec();
    for (inn, days, facts, at) in rows {
        bytes.extend(inn.to_be_bytes().iter().skip(2));
        bytes.extend(days.to_be_bytes());
        bytes.push(*facts);
        bytes.extend(at.to_be_bytes());
    }
    bytes.extend(names);
    bytes
}

fn signed(who: (u8, u8), issued: i64, unpacked: &[u8]) -> Result<Given> {
    let map = |entries: Vec<(i64, Item)>| {
        let entries = entries.into_iter().map(|(key, item)| (Item::Int(key), item));
        Item::Map(entries.collect()).bytes()
    };
    let header = map(vec![
        (1, Item::Int(-7)),
        (4, Item::Bytes(vec![who.0; 4])),
        (16, Item::Text("application/salyk-register+cwt".to_owned())),
    ]);
    let payload = map(vec![
        (4, Item::Int(NOW + 60_000)),
        (6, Item::Int(issued)),
        (-65_538, Item::Bytes(compress_to_vec_zlib(unpacked, 6))),
    ]);
    let to_sign = Item::Array(vec![
        Item::Text("Signature1".to_owned()),
        Item::Bytes(header.clone()),
        Item::Bytes(Vec::new()),
        Item::Bytes(payload.clone()),
    ]);
    let signature = issuer(who.0, who.1)?.key.sign(&to_sign.bytes());
    let message = Item::Array(vec![
        Item::Bytes(header),
        Item::Map(Vec::new()),
        Item::Bytes(payload),
        Item::Bytes(signature.to_vec()),
    ]);
    let bytes = Item::Tag(18, Box::new(message)).bytes();
    Ok(Given::of("register", bytes))
}

/// What is given, the good ones among the odd.
pub(crate) fn given() -> Result<Vec<Given>> {
    let name = "Үлгү".as_bytes();
    let names = [&[8][..], name, &[1, b'A', 120], &[b'B'; 120]].concat();
    let first = unpacked(1, &[(0, 0, 0, 0)], &names);
    let rows: [Row; 5] = [
        (0, 0, 4, 0),
        (5, 0, 1, 9),
        (23_213_999_900_001, 20_727, 6, 0),
        (99_999_999_999_998, 65_535, 5, 11),
        (99_999_999_999_999, 0, 2, 9),
    ];
    let all = unpacked(5, &rows, &names);
    let row = |row: Row, names: &[u8]| unpacked(1, &[row], names);
    let long = [&[121][..], &[b'B'; 121]].concat();
    let odd = [
        unpacked(2, &[(5, 0, 0, 0), (5, 0, 0, 0)], &names),
        unpacked(2, &[(6, 0, 0, 0), (5, 0, 0, 0)], &names),
        row((100_000_000_000_000, 0, 0, 0), &names),
        row((5, 1, 0, 0), &names),
        row((5, 1, 3, 0), &names),
        row((5, 1, 7, 0), &names),
        row((5, 1, 12, 0), &names),
        row((5, 1, 4, 132), &names),
        row((5, 1, 4, 131), &names),
        row((5, 1, 4, u32::MAX), &names),
        row((5, 1, 4, 0), &[0]),
        row((5, 1, 4, 0), &[2, b'A']),
        row((5, 1, 4, 0), &[2, b'A', b'\n']),
        row((5, 1, 4, 0), &[2, 0xc3, 0x28]),
        row((5, 1, 4, 0), &long),
        unpacked(6, &rows, &[]),
        unpacked(u32::MAX, &rows, &names),
        vec![0, 0, 0],
        Vec::new(),
    ];
    let mut given = vec![
        signed(ISSUER, NOW - 900, &first)?,
        signed(ISSUER, NOW - 800, &unpacked(0, &[], &[]))?,
    ];
    for bytes in &odd {
        given.push(signed(ISSUER, NOW - 50, bytes)?);
    }
    given.extend([
        signed(ISSUER, ISSUED, &all)?,
        signed(ISSUER, NOW - 700, &first)?,
        signed(ISSUER, NOW + 61, &first)?,
        signed(STRANGER, NOW - 50, &first)?,
        signed(SAMPLES, NOW - 40, &first)?,
    ]);
    Ok(given)
}
