//! Uploads as they travel.

use reqwest::Method;
use ring::digest::{SHA256, digest};
use salyk_contract::{attachments as wire, limits, paths};
use zeroize::Zeroizing;

use super::documents::write_digest;
use super::exchange::Request;
use super::malformed;
use crate::attachments::{Announcement, FileKind, UploadProgress, UploadStep};
use crate::consent::Digest;
use crate::ports::ServiceError;
use crate::session::TaxpayerId;

/// The request for one step.
pub(super) fn request(
    taxpayer: &TaxpayerId,
    step: UploadStep,
    part: Zeroizing<Vec<u8>>,
) -> Result<Request, ServiceError> {
    let bad = |_| malformed::field("attachment.id");
    let empty = Zeroizing::default;
    Ok(match step {
        UploadStep::Announce(announcement) => {
            let path = paths::attachments(&taxpayer.0).map_err(bad)?;
            let key = announcement.key.as_str().to_owned();
            let body = serde_json::to_vec(&announced(announcement));
            let body = body.map_err(|_| malformed::field("announcement"))?;
            Request::send(Method::POST, path, Zeroizing::new(body)).with(paths::IDEMPOTENCY_KEY, &key)
        }
        UploadStep::Look { id } => {
            let path = paths::attachment(&taxpayer.0, &id).map_err(bad)?;
            Request::get(path, super::SMALL_ANSWER)
        }
        UploadStep::Part { id, from, .. } => {
            let path = paths::attachment_part(&taxpayer.0, &id, from).map_err(bad)?;
            if part.is_empty() || part.len() > limits::MAX_PART_BYTES {
                return Err(malformed::field("part"));
            }
            let mut sha256 = [0; 32];
            let hash = digest(&SHA256, &part);
            sha256
                .iter_mut()
                .zip(hash.as_ref())
                .for_each(|(to, from)| *to = *from);
            let sha256 = write_digest(Digest(sha256));
            Request::send_bytes(path, part).with(paths::PART_DIGEST, &sha256)
        }
        UploadStep::Complete { id } => {
            let path = paths::attachment_complete(&taxpayer.0, &id).map_err(bad)?;
            Request::send(Method::POST, path, empty())
        }
    })
}

fn announced(announcement: Announcement) -> wire::Announcement {
    wire::Announcement {
        name: announcement.name,
        kind: match announcement.file.kind {
            FileKind::Pdf => wire::FileKind::Pdf,
            FileKind::Jpeg => wire::FileKind::Jpeg,
            FileKind::Png => wire::FileKind::Png,
            FileKind::Heic => wire::FileKind::Heic,
        },
        bytes: announcement.file.bytes,
        sha256: write_digest(announcement.file.sha256),
        certified_by: announcement.certified.by,
        certified_at: announcement.certified.at,
    }
}

/// How much the service says it holds.
pub(super) fn progress(body: &[u8]) -> Result<UploadProgress, ServiceError> {
    let answer: wire::Attachment = malformed::read("attachment", body)?;
    // The id becomes part of a path: one that can't is found out here, not in the middle of an upload.
    paths::attachment("t", &answer.id).map_err(|_| malformed::field("id"))?;
    Ok(UploadProgress {
        id: answer.id,
        received: answer.received,
        complete: answer.complete,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_checked() {
        let read = |text: &str| progress(text.as_bytes());
        let told = read(r#"{"id":"a1","received":5,"complete":false,"more":1}"#).unwrap();
        assert_eq!((told.id.as_str(), told.received, told.complete), ("a1", 5, false));
        assert_eq!(
            read(r#"{"id":"a/1","received":5,"complete":false}"#),
            Err(malformed::field("id"))
        );
        assert!(read(r#"{"id":"a1","received":-5,"complete":false}"#).is_err());
        assert!(read(r#"{"id":"a1"}"#).is_err());
    }
}
