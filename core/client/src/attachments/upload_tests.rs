use proptest::prelude::*;

use super::*;
use crate::ports::ServiceError;

fn now() -> Timestamp {
    "2026-11-23T04:00:00Z".parse().unwrap()
}

fn trouble(code: &str) -> Trouble {
    Trouble::from(&ServiceError::Refused {
        code: code.to_owned(),
    })
}

fn offline() -> Trouble {
    Trouble::from(&ServiceError::Unreachable("sample".to_owned()))
}

/// A service as the contract has it.
#[derive(Default)]
struct Service {
    known: bool,
    received: u64,
    complete: bool,
    /// How often each byte's part was taken: nothing may come twice.
    taken: u64,
}

impl Service {
    fn answer(&mut self, next: &Next, bytes: u64) -> Result<UploadProgress, ServiceError> {
        let conflict = || ServiceError::Refused {
            code: "offset_mismatch".to_owned(),
        };
        match next {
            Next::Announce => self.known = true,
            _ if !self.known => return Err(ServiceError::NotFound),
            Next::Part { from, .. } => {
                let length = PART_BYTES.min(bytes - from);
                if *from == self.received {
                    self.received += length;
                    self.taken += length;
                } else if from + length > self.received {
                    return Err(conflict());
                }
            }
            Next::Complete { .. } if self.received < bytes => return Err(conflict()),
            Next::Complete { .. } => self.complete = true,
            _ => {}
        }
        Ok(UploadProgress {
            id: "s".to_owned(),
            received: self.received,
            complete: self.complete,
        })
    }
}

/// What happens to a call.
#[derive(Debug, Clone, Copy)]
enum Fate {
    Answered,
    LostBefore,
    LostAfter,
    Killed,
    Forgotten,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        4 => Just(Fate::Answered),
        1 => Just(Fate::LostBefore),
        1 => Just(Fate::LostAfter),
        1 => Just(Fate::Killed),
        1 => Just(Fate::Forgotten),
    ]
}

/// Lets the upload run against the service under these fates, then to its end without any.
fn run(bytes: u64, fates: Vec<Fate>) -> (Service, Upload, usize) {
    let (mut service, mut upload, mut now, mut calls) = (Service::default(), Upload::default(), now(), 0);
    let mut fates = fates.into_iter();
    for _ in 0..2_000 {
        let next = match upload.next(bytes, now) {
            Next::Nothing => break,
            Next::Wait(at) => {
                now = at;
                continue;
            }
            next => next,
        };
        calls += 1;
        match fates.next().unwrap_or(Fate::Answered) {
            Fate::LostBefore => upload.failed(&offline(), now, 7),
            Fate::LostAfter => {
                let _ = service.answer(&next, bytes);
                upload.failed(&offline(), now, 255);
            }
            Fate::Killed => {
                let _ = service.answer(&next, bytes);
                let stored = serde_json::to_vec(&upload).unwrap();
                upload = serde_json::from_slice(&stored).unwrap();
            }
            Fate::Forgotten => {
                service = Service::default();
                upload.failed(&offline(), now, 0);
            }
            Fate::Answered => match service.answer(&next, bytes) {
                Ok(progress) => upload.heard(progress, bytes),
                Err(error) => upload.failed(&Trouble::from(&error), now, 0),
            },
        }
    }
    (service, upload, calls)
}

#[test]
fn an_undisturbed_upload_is_an_announcement_the_parts_and_a_completion() {
    let (service, upload, calls) = run(3 * PART_BYTES + 1, Vec::new());
    assert_eq!(upload.completed(), Some("s"));
    assert_eq!((service.taken, calls), (3 * PART_BYTES + 1, 1 + 4 + 1));
}

#[test]
fn a_break_at_any_call_is_made_good_without_doubling() {
    let bytes = 3 * PART_BYTES + 1;
    for fate in [Fate::LostBefore, Fate::LostAfter, Fate::Killed] {
        for place in 0..6 {
            let mut fates = vec![Fate::Answered; place];
            fates.push(fate);
            let (service, upload, calls) = run(bytes, fates);
            assert_eq!(upload.completed(), Some("s"), "{fate:?} at {place}");
            assert_eq!(service.taken, bytes, "{fate:?} at {place}");
            assert!(calls <= 9, "{fate:?} at {place}: {calls}");
        }
    }
}

#[test]
fn paused_it_asks_for_nothing_and_goes_on_where_it_was() {
    let mut upload = Upload::default();
    upload.pause(true);
    assert_eq!(upload.next(10, now()), Next::Nothing);
    upload.pause(false);
    assert_eq!(upload.next(10, now()), Next::Announce);
}

#[test]
fn waits_grow_to_five_minutes_and_what_the_service_asks_for_is_kept() {
    let mut upload = Upload::default();
    let mut waits = Vec::new();
    for _ in 0..12 {
        upload.failed(&offline(), now(), 0);
        match upload.next(10, now()) {
            Next::Wait(at) => waits.push(at.duration_since(now()).as_secs()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(waits, [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]);
    let busy = ServiceError::Busy {
        retry_after: Some(900),
    };
    upload.failed(&Trouble::from(&busy), now(), 0);
    assert_eq!(
        upload.next(10, now()),
        Next::Wait(now() + SignedDuration::from_secs(900))
    );
}

#[test]
fn a_content_that_is_never_right_is_given_up() {
    let mut upload = Upload::default();
    for _ in 0..MOST_MISMATCHES {
        upload.failed(&trouble("digest_mismatch"), now(), 0);
        assert_eq!(upload.refused(), None);
    }
    upload.failed(&trouble("digest_mismatch"), now(), 0);
    assert_eq!(upload.refused(), Some("digest_mismatch"));
    assert_eq!(upload.next(10, now()), Next::Nothing);
}

#[test]
fn only_the_services_own_word_stops_it() {
    for code in ["http_403", "http_404", "http_407"] {
        let mut upload = Upload::default();
        let error = ServiceError::Refused {
            code: code.to_owned(),
        };
        upload.failed(&Trouble::from(&error), Timestamp::UNIX_EPOCH, 0);
        assert_eq!(upload.refused(), None, "{code}");
        assert!(
            matches!(upload.next(1, Timestamp::UNIX_EPOCH), Next::Wait(_)),
            "{code}"
        );
    }
}

#[test]
fn a_refusal_stops_it_and_is_told() {
    let mut upload = Upload::default();
    upload.failed(&trouble("too_many_files"), now(), 0);
    assert_eq!(upload.refused(), Some("too_many_files"));
    assert_eq!(upload.next(10, now()), Next::Nothing);
}

proptest! {
    #[test]
    fn whatever_breaks_the_file_arrives_once(fates in proptest::collection::vec(fate(), 0..40), bytes in 1..5 * PART_BYTES) {
        let (service, upload, _) = run(bytes, fates);
        prop_assert_eq!(upload.completed(), Some("s"));
        prop_assert!(service.complete);
        prop_assert_eq!(service.taken, bytes);
    }
}

#[test]
fn what_the_service_asks_to_wait_is_waited_over_a_reconnect() {
    let mut upload = Upload::default();
    let busy = ServiceError::Busy {
        retry_after: Some(60),
    };
    upload.failed(&Trouble::from(&busy), now(), 0);
    upload.hurry();
    assert!(matches!(upload.next(1, now()), Next::Wait(_)));
    let mut own = Upload::default();
    own.failed(&offline(), now(), 0);
    own.hurry();
    assert_eq!(own.next(1, now()), Next::Announce);
}
