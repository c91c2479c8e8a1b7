//! Chapter 5, return of the deposit: the application and its papers, the decision, the debts that bar it, where the money goes,
//! and what goes to the budget.

mod application;
mod budget;
mod debts;
mod decision;
mod direction;
mod papers;
mod received;
mod term;

pub(crate) use application::application;
use application::ask_to_apply;
pub(crate) use budget::{lost_after, to_budget, transfers_by_the_body};
pub(crate) use debts::{debts_gate, latest_confirmation};
pub(crate) use decision::decision;
pub(crate) use direction::direction;
pub(crate) use papers::{destinations, documents, documents_to_come};
pub(crate) use received::{
    Standing, found_conforming, in_term, is_said_refused, is_under_way, may_be_decided_on, standing,
    under_way,
};
use received::{decided, is_refused};
pub(crate) use term::{count, last_day, last_day_if_imported};

use crate::dossier::{Body, Decision, RefundApplication};
use crate::draft::Draft;
use crate::finding::Binds;
use crate::policy::ReadingKey;
use crate::why::{FactKey, FactValue};

fn use_decision(draft: &mut Draft, decision: &Decision) {
    let value = FactValue::Decision {
        date: decision.date,
        outcome: decision.outcome,
    };
    draft.uses_item(FactKey::Decision, value, decision.stated);
}

fn use_application(draft: &mut Draft, application: &RefundApplication) {
    draft.reads(ReadingKey::ReturnAddressee);
    draft.uses(FactKey::RefundFiled, &application.filed, |day| {
        FactValue::Date(*day)
    });
    draft.uses_item(
        FactKey::RefundAddressee,
        FactValue::Body(application.addressee),
        application.stated(),
    );
}

fn binds(body: Body) -> Binds {
    match body {
        Body::TaxBody => Binds::TaxBody,
        Body::Customs => Binds::Customs,
    }
}
