//! The text in the QR code: a prefix, and in base45 one byte of flags and a message, packed where that is shorter.

use crate::answer::Reason;
use crate::base45;
use crate::packed::{pack, unpack};

/// What a code begins with; another number would be another profile.
pub const PREFIX: &str = "SALYK1:";

/// The longest text that is looked at, in characters. Ours have at most 483, what version 13 at level M holds.
pub const LONGEST_TEXT: usize = 1024;

/// The longest message, also out of zlib, in bytes.
pub(crate) const LONGEST_MESSAGE: usize = 4096;

const PACKED: u8 = 1;
const PAPER: u8 = 2;

/// A message, and whether the code says that it is for paper.
#[derive(Debug)]
pub(crate) struct Scanned {
    pub(crate) is_paper: bool,
    pub(crate) message: Vec<u8>,
}

pub(crate) fn write(message: &[u8], is_paper: bool) -> String {
    let packed = pack(message);
    let (flag, body) = if packed.len() < message.len() {
        (PACKED, packed.as_slice())
    } else {
        (0, message)
    };
    let flags = flag | if is_paper { PAPER } else { 0 };
    let mut bytes = vec![flags];
    bytes.extend(body);
    format!("{PREFIX}{}", base45::encode(&bytes))
}

pub(crate) fn read(text: &str) -> Result<Scanned, Reason> {
    if text.len() > LONGEST_TEXT {
        return Err(Reason::TooLong);
    }
    let code = text.strip_prefix(PREFIX).ok_or(Reason::Prefix)?;
    let bytes = base45::decode(code.as_bytes()).ok_or(Reason::Base45)?;
    let (flags, body) = bytes.split_first().ok_or(Reason::Flags)?;
    if flags & !(PACKED | PAPER) != 0 {
        return Err(Reason::Flags);
    }
    let message = if flags & PACKED != 0 {
        unpack(body, LONGEST_MESSAGE).ok_or(Reason::Inflation)?
    } else {
        body.to_vec()
    };
    Ok(Scanned {
        is_paper: flags & PAPER != 0,
        message,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_refusal_has_its_reason() {
        let bomb = [&[PACKED][..], &pack(&vec![0; 5000])].concat();
        let bomb = format!("{PREFIX}{}", base45::encode(&bomb));
        for (text, reason) in [
            ("A".repeat(1025), Reason::TooLong),
            ("HC1:00".to_owned(), Reason::Prefix),
            ("SALYK1:a0".to_owned(), Reason::Base45),
            ("SALYK1:".to_owned(), Reason::Flags),
            ("SALYK1:40".to_owned(), Reason::Flags),
            (bomb, Reason::Inflation),
        ] {
            assert_eq!(read(&text).unwrap_err(), reason, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for (message, is_paper) in [(&[7; 300][..], false), (b"short", true)] {
            let text = write(message, is_paper);
            let scanned = read(&text).unwrap();
            assert_eq!(
                (scanned.message.as_slice(), scanned.is_paper),
                (message, is_paper)
            );
        }
        assert!(write(&[7; 300], false).len() < 60);
    }
}
