//! Faults planted in an outbox, to see that the search and the histories find them.

use super::super::{Answer, Deed, Happened, Moment, Outbox, Stage};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Planted {
    /// The screen says that it is kept as soon as it was filed.
    ShownBeforeSaved,
    /// The screen says that it is withdrawn as soon as that was asked for.
    WithdrawalShownBeforeSaved,
    /// Sent at once, before it is durable that sending has begun.
    SentBeforeSaved,
    /// After a kill a sending that was cut off counts as never begun.
    SendingForgotten,
    /// After a kill a request that was under way is still awaited.
    AwaitedAcrossKill,
    /// What was begun is withdrawn here, without asking the service.
    WithdrawnHere,
    /// A withdrawal that was not answered counts as done.
    WithdrawalTakenForDone,
    /// A second sending goes under a fresh key.
    FreshKey,
    /// What could not be sent is dropped.
    DroppedWhenUnreachable,
    /// A sending that was not answered counts as received.
    TakenForReceived,
    /// Nobody looks for a service that could not be reached.
    NeverLooksAgain,
    /// What the service asked to wait is never tried again.
    NeverWakes,
    /// Having to sign in counts as a refusal.
    SignInBlamed,
    /// What was under way when the session ended is awaited for ever.
    AwaitedAcrossSignIn,
    /// A later one of the same lane overtakes.
    Overtakes,
    /// One lane that is stuck holds every other.
    OneLaneForAll,
    /// A save that failed is not tried again.
    FailedSaveForgotten,
    /// A save that failed counts as done.
    FailedSaveTrusted,
    /// A late receipt for what is being withdrawn is thrown away.
    LateReceiptIgnored,
    /// What has files goes without them.
    SentWithoutFiles,
    /// That the files are with the service is not noticed.
    FilesNeverNoticed,
    /// What waits for its files holds every other.
    FilesHoldAll,
}

impl Planted {
    pub(super) const ALL: [Self; 22] = [
        Self::ShownBeforeSaved,
        Self::WithdrawalShownBeforeSaved,
        Self::SentBeforeSaved,
        Self::SendingForgotten,
        Self::AwaitedAcrossKill,
        Self::WithdrawnHere,
        Self::WithdrawalTakenForDone,
        Self::FreshKey,
        Self::DroppedWhenUnreachable,
        Self::TakenForReceived,
        Self::NeverLooksAgain,
        Self::NeverWakes,
        Self::SignInBlamed,
        Self::AwaitedAcrossSignIn,
        Self::Overtakes,
        Self::OneLaneForAll,
        Self::FailedSaveForgotten,
        Self::FailedSaveTrusted,
        Self::LateReceiptIgnored,
        Self::SentWithoutFiles,
        Self::FilesNeverNoticed,
        Self::FilesHoldAll,
    ];

    /// Makes of a right step a wrong one.
    pub(super) fn spoil(
        self,
        outbox: &mut Outbox,
        deeds: &mut Vec<Deed>,
        before: &Outbox,
        happened: &Happened,
        at: Moment,
    ) {
        let unreachable = |key: &str| {
            let sent =
                matches!(happened, Happened::Answered { key: of, answer: Answer::Unreachable } if of == key);
            sent && before.find(key).is_some()
        };
        match self {
            Self::SentBeforeSaved => {
                for item in &outbox.items {
                    let began = item.stage == Stage::Sending && item.changed > outbox.durable;
                    let was = before.find(&item.key).map(|item| &item.stage);
                    if began && was == Some(&Stage::Waiting) {
                        deeds.push(Deed::Send {
                            key: item.key.clone(),
                        });
                    }
                }
            }
            Self::WithdrawnHere => {
                for item in &mut outbox.items {
                    if item.stage == Stage::Withdrawing && !item.gone {
                        item.gone = true;
                    }
                }
                deeds.retain(|deed| !matches!(deed, Deed::AskWithdrawal { .. }));
            }
            Self::WithdrawalTakenForDone => {
                if let Happened::WithdrawalAnswered {
                    key,
                    answer: Answer::Unreachable,
                } = happened
                {
                    deeds.extend(outbox.step(
                        Happened::WithdrawalAnswered {
                            key: key.clone(),
                            answer: Answer::Withdrawn,
                        },
                        at,
                    ));
                }
            }
            Self::FreshKey => {
                for deed in deeds {
                    if let Deed::Send { key } = deed
                        && before.looks + before.find(key).map_or(0, |item| item.attempts) > 0
                    {
                        key.push('2');
                    }
                }
            }
            Self::DroppedWhenUnreachable => {
                outbox.items.retain(|item| !unreachable(&item.key));
            }
            Self::TakenForReceived => {
                for item in &mut outbox.items {
                    if unreachable(&item.key) {
                        item.stage = Stage::Received(super::world::receipt(0));
                    }
                }
            }
            Self::NeverLooksAgain => {
                deeds.retain(|deed| *deed != Deed::Look);
                if outbox.offline {
                    deeds.retain(|deed| !matches!(deed, Deed::WakeAt(_)));
                }
            }
            Self::NeverWakes => deeds.retain(|deed| !matches!(deed, Deed::WakeAt(_))),
            Self::SignInBlamed => {
                if *happened == Happened::SessionNeeded {
                    for item in &mut outbox.items {
                        let was = before.find(&item.key);
                        if was.is_some_and(|item| item.sent) {
                            item.stage = Stage::Refused("sign in".to_owned());
                        }
                    }
                }
            }
            Self::AwaitedAcrossSignIn => {
                if *happened == Happened::SessionNeeded {
                    for item in &mut outbox.items {
                        item.sent = before.find(&item.key).is_some_and(|item| item.sent);
                    }
                }
            }
            Self::Overtakes => {
                for item in &mut outbox.items {
                    item.lane = None;
                }
            }
            Self::OneLaneForAll => {
                for item in &mut outbox.items {
                    item.lane = Some("all".to_owned());
                }
            }
            Self::FailedSaveForgotten => {
                if let Happened::SaveFailed { serial } = happened {
                    outbox.saving = outbox.saving.max(*serial);
                    deeds.retain(|deed| !matches!(deed, Deed::WakeAt(_)));
                    outbox.save_wait = None;
                }
            }
            Self::FailedSaveTrusted => {
                if let Happened::SaveFailed { serial } = happened {
                    outbox.saving = outbox.saving.max(*serial);
                    deeds.extend(outbox.step(Happened::Saved { serial: *serial }, at));
                }
            }
            Self::LateReceiptIgnored => {
                if let Happened::Answered {
                    key,
                    answer: Answer::Receipt(_),
                } = happened
                    && before
                        .find(key)
                        .is_some_and(|item| item.stage == Stage::Withdrawing)
                {
                    outbox.items.retain(|item| item.key != *key);
                }
            }
            Self::SentWithoutFiles => {
                for item in &mut outbox.items {
                    item.awaits_files = false;
                }
            }
            Self::FilesNeverNoticed => {
                if matches!(happened, Happened::FilesAwaited { awaited: false, .. }) {
                    outbox.clone_from(before);
                    deeds.clear();
                }
            }
            Self::FilesHoldAll => {
                if outbox.items.iter().any(|item| item.awaits_files) {
                    for item in &mut outbox.items {
                        item.lane = Some("all".to_owned());
                    }
                }
            }
            Self::ShownBeforeSaved
            | Self::WithdrawalShownBeforeSaved
            | Self::SendingForgotten
            | Self::AwaitedAcrossKill => {}
        }
    }

    pub(super) fn spoil_restored(self, outbox: &mut Outbox, before: &Outbox) {
        for item in &mut outbox.items {
            match self {
                Self::SendingForgotten if item.stage == Stage::Sending => item.stage = Stage::Waiting,
                Self::AwaitedAcrossKill => {
                    item.sent = before.find(&item.key).is_some_and(|item| item.sent);
                }
                Self::Overtakes => item.lane = None,
                Self::OneLaneForAll => item.lane = Some("all".to_owned()),
                _ => {}
            }
        }
    }
}
