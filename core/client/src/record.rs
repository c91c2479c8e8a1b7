//! What is written to the store: JSON with the number of its shape.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The newest shape that this version writes and reads.
const SHAPE: u32 = 1;

#[derive(Serialize)]
struct Written<'a, T> {
    shape: u32,
    content: &'a T,
}

#[derive(Deserialize)]
struct Read<T> {
    shape: u32,
    content: T,
}

/// The record is not one of ours, is damaged, or is of a newer shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// The bytes of a record; `None` only if its type can't be JSON, which a test of each type rules out.
pub(crate) fn write<T: Serialize>(content: &T) -> Option<Vec<u8>> {
    serde_json::to_vec(&Written {
        shape: SHAPE,
        content,
    })
    .ok()
}

/// Reads a record back.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    let read: Read<T> = serde_json::from_slice(bytes).map_err(|_| Unreadable)?;
    if read.shape == SHAPE {
        Ok(read.content)
    } else {
        Err(Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::{Unreadable, read, write};

    #[test]
    fn comes_back_as_it_was() {
        let bytes = write(&vec!["canary"]).expect("JSON");
        assert_eq!(read::<Vec<String>>(&bytes), Ok(vec!["canary".to_owned()]));
    }

    #[test]
    fn other_shapes_and_rubbish_are_unreadable() {
        assert_eq!(
            read::<Vec<String>>(br#"{"shape":2,"content":[]}"#),
            Err(Unreadable)
        );
        assert_eq!(
            read::<Vec<String>>(br#"{"shape":1,"content":{}}"#),
            Err(Unreadable)
        );
        assert_eq!(read::<Vec<String>>(b"\xff"), Err(Unreadable));
    }
}
