//! A lot's state in words and in one tone.

use salyk_regulation::assessment::{LotAssessment, LotState};
use salyk_regulation::dossier::Lot;
use salyk_regulation::fact::Source;
use salyk_regulation::money::Money;

use super::scene::Scene;
use super::standing::Standing;
use super::{urgent, words};
use crate::view::Tone;

/// The state of each share of the deposit; of what only the person has said, that it is so.
pub(super) fn state(scene: &Scene<'_>, lot: &Lot, found: &LotAssessment) -> String {
    let mut states: Vec<LotState> = found.shares.iter().map(|share| share.state).collect();
    states.dedup();
    if states.len() < 2 {
        states = vec![found.state];
    }
    let mut text = states
        .into_iter()
        .map(|state| scene.say(words::lot_state(state)))
        .collect::<Vec<_>>()
        .join(" · ");
    if said_by_person(lot, found.state) {
        text = scene.say_with("lot-state-by-person", &[("state", text.into())]);
    }
    text
}

/// Whether what the state rests on was entered by the person alone.
fn said_by_person(lot: &Lot, state: LotState) -> bool {
    let person = |source: Option<Source>| source.is_some_and(|source| !source.is_authority());
    match state {
        LotState::Released => person(lot.released.source()),
        LotState::Accounted => person(lot.taken_on_account.source()),
        LotState::Deposited => lot
            .deposits
            .iter()
            .all(|deposit| person(Some(deposit.stated.source))),
        LotState::PartlyExported | LotState::Exported => lot
            .exports
            .iter()
            .any(|export| person(Some(export.stated.source))),
        LotState::RefundFiled => lot
            .refund_applications
            .iter()
            .all(|one| person(one.filed.source())),
        LotState::ToBudget => lot
            .budget_transfers
            .iter()
            .all(|one| person(Some(one.stated.source))),
        LotState::Planned
        | LotState::Refunded
        | LotState::Offset
        | LotState::Secured
        | LotState::Refused
        | LotState::Expired => false,
    }
}

/// Green only for what the body has decided well; the person's word alone gives no such state.
pub(super) fn tone(scene: &Scene<'_>, found: &LotAssessment) -> Tone {
    let pressing = urgent::pressing(found, scene.today);
    let pressing = pressing.map_or(Tone::Neutral, |finding| {
        Standing::of(finding, scene.today).tone(finding, scene.today)
    });
    let own = match found.state {
        LotState::Refunded | LotState::Offset | LotState::Secured => Tone::Good,
        LotState::Expired | LotState::ToBudget => Tone::Bad,
        LotState::Refused => Tone::Warning,
        _ if found.sums.misplaced > Money::ZERO => Tone::Warning,
        LotState::Planned
        | LotState::Deposited
        | LotState::Released
        | LotState::Accounted
        | LotState::PartlyExported
        | LotState::Exported
        | LotState::RefundFiled => Tone::Neutral,
    };
    own.max(pressing)
}
