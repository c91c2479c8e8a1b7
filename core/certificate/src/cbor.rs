//! The part of CBOR (RFC 8949) that certificates and lists are made of, in its deterministic encoding (section 4.2.1) alone.
//!
//! A reader asks for exactly what may come next, so that nothing is decoded that nobody asked for: depth is that of the
//! code, order and duplicate keys can't differ, and no length is believed before as many bytes are there.

/// The bytes are not the one allowed encoding of what may stand here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Malformed;

type Read<T> = Result<T, Malformed>;

const UNSIGNED: u8 = 0;
const NEGATIVE: u8 = 1;
const BYTES: u8 = 2;
const TEXT: u8 = 3;
const ARRAY: u8 = 4;
const MAP: u8 = 5;
const TAG: u8 = 6;

const FALSE: u8 = 0xf4;
const TRUE: u8 = 0xf5;
const NULL: u8 = 0xf6;

/// The moments: seconds of UTC since 1970, below 2⁴⁰, so that sums of them can't overflow.
pub(crate) const MOMENTS: core::ops::Range<i64> = 0..1 << 40;

/// What is still to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Nothing may follow.
    pub(crate) fn end(self) -> Read<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Malformed) }
    }

    fn take(&mut self, length: usize) -> Read<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Read<u8> {
        self.take(1)?.first().copied().ok_or(Malformed)
    }

    /// The argument of a head of this major type, in its shortest form.
    fn head(&mut self, major: u8) -> Read<u64> {
        let first = self.byte()?;
        if first >> 5 != major {
            return Err(Malformed);
        }
        let (width, least) = match first & 0x1f {
            short @ 0..24 => return Ok(u64::from(short)),
            24 => (1, 24),
            25 => (2, 1 << 8),
            26 => (4, 1 << 16),
            27 => (8, 1 << 32),
            _ => return Err(Malformed),
        };
        let value = self
            .take(width)?
            .iter()
            .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
        if value < least { Err(Malformed) } else { Ok(value) }
    }

    fn next_is(&self, byte: u8) -> bool {
        self.0.first() == Some(&byte)
    }

    pub(crate) fn unsigned(&mut self) -> Read<u64> {
        self.head(UNSIGNED)
    }

    /// One of [`MOMENTS`].
    pub(crate) fn moment(&mut self) -> Read<i64> {
        let seconds = i64::try_from(self.unsigned()?).map_err(|_| Malformed)?;
        if MOMENTS.contains(&seconds) {
            Ok(seconds)
        } else {
            Err(Malformed)
        }
    }

    /// Exactly this integer: a key of a map, or an algorithm.
    pub(crate) fn exactly(&mut self, wanted: i64) -> Read<()> {
        let (major, argument) = split(wanted);
        if self.head(major)? == argument {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    pub(crate) fn bytes(&mut self, most: usize) -> Read<&'a [u8]> {
        self.string(BYTES, most)
    }

    /// A byte string of exactly this length.
    pub(crate) fn fixed<const N: usize>(&mut self) -> Read<[u8; N]> {
        self.bytes(N)?.try_into().map_err(|_| Malformed)
    }

    pub(crate) fn text(&mut self, most: usize) -> Read<&'a str> {
        str::from_utf8(self.string(TEXT, most)?).map_err(|_| Malformed)
    }

    /// Exactly this text: a key of a map, or a type.
    pub(crate) fn exactly_text(&mut self, wanted: &str) -> Read<()> {
        if self.text(wanted.len())? == wanted {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    fn string(&mut self, major: u8, most: usize) -> Read<&'a [u8]> {
        let length = usize::try_from(self.head(major)?).map_err(|_| Malformed)?;
        if length > most {
            return Err(Malformed);
        }
        self.take(length)
    }

    pub(crate) fn array(&mut self, length: u64) -> Read<()> {
        if self.head(ARRAY)? == length {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    /// The length of an array of at most this many items.
    pub(crate) fn array_up_to(&mut self, most: u64) -> Read<u64> {
        let length = self.head(ARRAY)?;
        if length > most { Err(Malformed) } else { Ok(length) }
    }

    pub(crate) fn map(&mut self, length: u64) -> Read<()> {
        if self.head(MAP)? == length {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    pub(crate) fn tag(&mut self, wanted: u64) -> Read<()> {
        if self.head(TAG)? == wanted {
            Ok(())
        } else {
            Err(Malformed)
        }
    }

    pub(crate) fn boolean(&mut self) -> Read<bool> {
        match self.byte()? {
            FALSE => Ok(false),
            TRUE => Ok(true),
            _ => Err(Malformed),
        }
    }

    /// Takes a null where one stands.
    pub(crate) fn null(&mut self) -> bool {
        let is_null = self.next_is(NULL);
        if is_null {
            let _ = self.byte();
        }
        is_null
    }
}

fn split(value: i64) -> (u8, u64) {
    if value < 0 {
        (NEGATIVE, !value as u64)
    } else {
        (UNSIGNED, value as u64)
    }
}

/// Deterministic bytes; whoever writes a map gives its keys in their order.
#[derive(Debug, Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn done(self) -> Vec<u8> {
        self.0
    }

    fn head(mut self, major: u8, argument: u64) -> Self {
        let major = major << 5;
        let bytes = argument.to_be_bytes();
        let (short, width) = match argument {
            0..24 => (argument as u8, 0),
            24..0x100 => (24, 1),
            0x100..0x1_0000 => (25, 2),
            0x1_0000..0x1_0000_0000 => (26, 4),
            _ => (27, 8),
        };
        self.0.push(major | short);
        self.0.extend(bytes.iter().skip(8 - width));
        self
    }

    pub(crate) fn integer(self, value: i64) -> Self {
        let (major, argument) = split(value);
        self.head(major, argument)
    }

    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        self = self.head(BYTES, bytes.len() as u64);
        self.0.extend(bytes);
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Self {
        self = self.head(TEXT, text.len() as u64);
        self.0.extend(text.as_bytes());
        self
    }

    pub(crate) fn array(self, length: usize) -> Self {
        self.head(ARRAY, length as u64)
    }

    pub(crate) fn map(self, length: usize) -> Self {
        self.head(MAP, length as u64)
    }

    pub(crate) fn tag(self, tag: u64) -> Self {
        self.head(TAG, tag)
    }

    pub(crate) fn boolean(mut self, value: bool) -> Self {
        self.0.push(if value { TRUE } else { FALSE });
        self
    }

    pub(crate) fn null(mut self) -> Self {
        self.0.push(NULL);
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 8949, appendix A.
    #[test]
    fn the_standards_own_examples() {
        for (value, bytes) in [
            (0, &[0x00][..]),
            (23, &[0x17]),
            (24, &[0x18, 0x18]),
            (1000, &[0x19, 0x03, 0xe8]),
            (1_000_000, &[0x1a, 0x00, 0x0f, 0x42, 0x40]),
            (1_000_000_000_000, &[0x1b, 0, 0, 0, 0xe8, 0xd4, 0xa5, 0x10, 0]),
            (-1, &[0x20]),
            (-1000, &[0x39, 0x03, 0xe7]),
        ] {
            assert_eq!(Writer::new().integer(value).done(), bytes);
            let mut reader = Reader::new(bytes);
            assert_eq!(reader.exactly(value), Ok(()));
            assert_eq!(reader.end(), Ok(()));
        }
    }

    #[test]
    fn only_the_shortest_form_is_read() {
        for long in [
            &[0x18, 0x17][..],
            &[0x19, 0, 0xff],
            &[0x1a, 0, 0, 0xff, 0xff],
            &[0x1b, 0, 0, 0, 0, 0, 0, 0, 1],
        ] {
            assert_eq!(Reader::new(long).unsigned(), Err(Malformed));
        }
        // Indefinite lengths and reserved widths.
        for first in [0x5f, 0x7f, 0x9f, 0xbf, 0x1c, 0x1d, 0x1e, 0x1f] {
            assert_eq!(Reader::new(&[first, 0xff]).bytes(9), Err(Malformed));
            assert_eq!(Reader::new(&[first, 0xff]).array_up_to(9), Err(Malformed));
            assert_eq!(Reader::new(&[first, 0xff]).unsigned(), Err(Malformed));
        }
    }

    #[test]
    fn a_length_is_not_believed() {
        let gigantic = [0x5b, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff];
        assert_eq!(Reader::new(&gigantic).bytes(usize::MAX), Err(Malformed));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value in any::<i64>(), bytes: Vec<u8>, text: String, truth: bool) {
            let written = Writer::new().integer(value).bytes(&bytes).text(&text).boolean(truth).null().done();
            let mut reader = Reader::new(&written);
            prop_assert_eq!(reader.exactly(value), Ok(()));
            prop_assert_eq!(reader.bytes(bytes.len()), Ok(&bytes[..]));
            prop_assert_eq!(reader.text(text.len()), Ok(&text[..]));
            prop_assert_eq!(reader.boolean(), Ok(truth));
            prop_assert!(reader.null());
            prop_assert_eq!(reader.end(), Ok(()));
        }
    }
}
