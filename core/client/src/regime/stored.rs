//! A case as the store keeps it: a line that says when it was heard, then the service's own answer.
//!
//! The answer is kept as it came and read again by whoever read it first, so that a case has one shape and one reader.

use salyk_regulation::dossier::Dossier;
use zeroize::Zeroizing;

use super::state::{Heard, When};
use crate::ports::{DossierAnswer, ServiceError};
use crate::record::{self, Unreadable};

/// JSON has no line break outside its texts, and writes one within them as an escape.
const BREAK: u8 = b'\n';

/// The bytes of a case; `None` only if its first line can't be JSON, which a test rules out.
pub(super) fn write(heard: &Heard) -> Option<Vec<u8>> {
    let mut bytes = record::write(&heard.when)?;
    bytes.push(BREAK);
    bytes.extend_from_slice(&heard.said.answer);
    Some(bytes)
}

/// Reads a case back; `None` when the answer is of a shape that `reader` no longer knows, as an earlier version of the app may have
/// left it: it is fetched anew, and nothing is wrong with the phone.
///
/// # Errors
/// [`Unreadable`] when it is damaged.
pub(super) fn read(
    bytes: &[u8],
    reader: impl FnOnce(&[u8]) -> Result<Dossier, ServiceError>,
) -> Result<Option<Heard>, Unreadable> {
    let end = bytes.iter().position(|byte| *byte == BREAK).ok_or(Unreadable)?;
    let (line, answer) = bytes.split_at_checked(end).ok_or(Unreadable)?;
    let when: When = record::read(line)?;
    let answer = answer.get(1..).ok_or(Unreadable)?;
    let heard = |dossier| Heard {
        said: DossierAnswer {
            dossier,
            answer: Zeroizing::new(answer.to_vec()),
        },
        when,
    };
    Ok(reader(answer).ok().map(heard))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fakes::{dossier_answer, read_dossier};
    use crate::regime::view::tests::sample;
    use crate::session::TaxpayerId;

    fn read_back(bytes: &[u8]) -> Result<Option<Heard>, Unreadable> {
        read(bytes, |answer| {
            read_dossier(&TaxpayerId("t-1".to_owned()), answer)
        })
    }

    #[test]
    fn comes_back_as_it_was_and_damaged_nowhere() {
        let heard = Heard {
            said: dossier_answer(sample::dossier()),
            when: When {
                at: jiff::Timestamp::UNIX_EPOCH,
                tag: Some("a\nb".to_owned()),
            },
        };
        let bytes = write(&heard).expect("JSON");
        let back = read_back(&bytes).expect("a record").expect("a case");
        assert_eq!(back.said, heard.said);
        assert_eq!(back.when.tag, heard.when.tag);
        for end in 0..bytes.len() {
            assert!(!matches!(read_back(&bytes[..end]), Ok(Some(_))), "cut at {end}");
        }
    }

    #[test]
    fn an_answer_of_another_shape_is_no_damage() {
        let bytes = b"{\"shape\":1,\"content\":{\"at\":\"2026-01-01T00:00:00Z\",\"tag\":null}}\n{\"lots\":7}";
        assert!(matches!(read_back(bytes), Ok(None)));
    }

    #[test]
    fn what_an_earlier_version_stored_is_unreadable() {
        assert!(
            read_back(br#"{"shape":1,"content":{"dossier":{},"at":"2026-01-01T00:00:00Z","tag":null}}"#)
                .is_err()
        );
    }
}
