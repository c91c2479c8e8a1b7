//! Attachments as the service keeps them: in memory, within bounds.

use std::collections::HashMap;

use ring::rand::SystemRandom;
use salyk_contract::attachments::{Announcement, Attachment};
use salyk_contract::problem::ProblemCode;

use crate::sessions::random_hex;
use crate::tagged::sha256_hex;

/// Most content that is kept of all attachments together, in bytes. What is above is refused as if the service were busy.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Most attachments of one taxpayer.
const MOST_OF_ONE: usize = 1000;

/// Attachments by taxpayer and id.
#[derive(Default)]
pub(crate) struct Attachments {
    kept: HashMap<(String, String), Kept>,
    announced_bytes: u64,
}

struct Kept {
    key: String,
    announcement: Announcement,
    content: Vec<u8>,
    complete: bool,
}

impl Attachments {
    /// Takes an announcement; the same key with the same announcement gives the same attachment.
    pub(crate) fn announce(
        &mut self,
        taxpayer: &str,
        key: &str,
        announcement: Announcement,
    ) -> Result<Attachment, ProblemCode> {
        let own = || self.kept.iter().filter(|((owner, _), _)| owner == taxpayer);
        if let Some(((_, id), kept)) = own().find(|(_, kept)| kept.key == key) {
            if kept.announcement != announcement {
                return Err(ProblemCode::KeyReused);
            }
            return Ok(kept.told(id));
        }
        let bytes = self.announced_bytes.saturating_add(announcement.bytes);
        if own().count() >= MOST_OF_ONE || bytes > MOST_BYTES {
            return Err(ProblemCode::Unavailable);
        }
        let id = random_hex(&SystemRandom::new()).map_err(|_| ProblemCode::Internal)?;
        let kept = Kept {
            key: key.to_owned(),
            announcement,
            content: Vec::new(),
            complete: false,
        };
        let told = kept.told(&id);
        self.announced_bytes = bytes;
        self.kept.insert((taxpayer.to_owned(), id), kept);
        Ok(told)
    }

    /// How much of it is there.
    pub(crate) fn look(&self, taxpayer: &str, id: &str) -> Result<Attachment, ProblemCode> {
        let kept = self.kept.get(&(taxpayer.to_owned(), id.to_owned()));
        kept.map(|kept| kept.told(id)).ok_or(ProblemCode::NotFound)
    }

    /// Takes a part that begins where what is there ends. One that is there already, byte for byte, changes nothing.
    pub(crate) fn part(
        &mut self,
        taxpayer: &str,
        id: &str,
        offset: u64,
        part: &[u8],
    ) -> Result<Attachment, ProblemCode> {
        let kept = self.find(taxpayer, id)?;
        let start = usize::try_from(offset).map_err(|_| ProblemCode::OffsetMismatch)?;
        let end = start.checked_add(part.len()).ok_or(ProblemCode::OffsetMismatch)?;
        if kept.content.get(start..end) == Some(part) && !part.is_empty() {
            return Ok(kept.told(id));
        }
        if start != kept.content.len() {
            return Err(ProblemCode::OffsetMismatch);
        }
        if part.is_empty() || end as u64 > kept.announcement.bytes {
            return Err(ProblemCode::Invalid);
        }
        kept.content.extend_from_slice(part);
        Ok(kept.told(id))
    }

    /// Checks that all of it is there and is what was announced. What is not is forgotten, so that it can be sent again.
    pub(crate) fn complete(&mut self, taxpayer: &str, id: &str) -> Result<Attachment, ProblemCode> {
        let kept = self.find(taxpayer, id)?;
        if (kept.content.len() as u64) < kept.announcement.bytes {
            return Err(ProblemCode::OffsetMismatch);
        }
        if sha256_hex(&kept.content) != kept.announcement.sha256 {
            kept.content.clear();
            return Err(ProblemCode::DigestMismatch);
        }
        kept.complete = true;
        Ok(kept.told(id))
    }

    fn find(&mut self, taxpayer: &str, id: &str) -> Result<&mut Kept, ProblemCode> {
        let place = (taxpayer.to_owned(), id.to_owned());
        self.kept.get_mut(&place).ok_or(ProblemCode::NotFound)
    }
}

impl Kept {
    fn told(&self, id: &str) -> Attachment {
        Attachment {
            id: id.to_owned(),
            received: self.content.len() as u64,
            complete: self.complete,
        }
    }
}

#[cfg(test)]
mod tests {
    use salyk_contract::attachments::FileKind;

    use super::*;

    fn announcement(content: &[u8]) -> Announcement {
        Announcement {
            name: "Үлгү.pdf".to_owned(),
            kind: FileKind::Pdf,
            bytes: content.len() as u64,
            sha256: sha256_hex(content),
            certified_by: "Үлгү".to_owned(),
            certified_at: "2026-11-23T00:00:00Z".parse().unwrap(),
        }
    }

    #[test]
    fn parts_count_once_however_often_they_come() {
        let mut all = Attachments::default();
        let id = all.announce("t", "k", announcement(b"abcdef")).unwrap().id;
        assert_eq!(all.announce("t", "k", announcement(b"abcdef")).unwrap().id, id);
        assert_eq!(
            all.announce("t", "k", announcement(b"other")),
            Err(ProblemCode::KeyReused)
        );
        assert_eq!(all.part("t", &id, 0, b"abcd").unwrap().received, 4);
        assert_eq!(all.part("t", &id, 0, b"abcd").unwrap().received, 4);
        assert_eq!(all.part("t", &id, 1, b"bc").unwrap().received, 4);
        assert_eq!(all.part("t", &id, 0, b"xbcd"), Err(ProblemCode::OffsetMismatch));
        assert_eq!(all.part("t", &id, 5, b"f"), Err(ProblemCode::OffsetMismatch));
        assert_eq!(all.part("t", &id, 4, b"efg"), Err(ProblemCode::Invalid));
        assert_eq!(all.complete("t", &id), Err(ProblemCode::OffsetMismatch));
        assert_eq!(all.part("t", &id, 4, b"ef").unwrap().received, 6);
        assert!(all.complete("t", &id).unwrap().complete);
        assert!(all.complete("t", &id).unwrap().complete, "again");
        assert_eq!(all.look("other", &id), Err(ProblemCode::NotFound));
    }

    #[test]
    fn what_is_not_what_was_announced_can_be_sent_again() {
        let mut all = Attachments::default();
        let id = all.announce("t", "k", announcement(b"abc")).unwrap().id;
        all.part("t", &id, 0, b"abx").unwrap();
        assert_eq!(all.complete("t", &id), Err(ProblemCode::DigestMismatch));
        assert_eq!(all.look("t", &id).unwrap().received, 0);
        all.part("t", &id, 0, b"abc").unwrap();
        assert!(all.complete("t", &id).unwrap().complete);
    }
}
