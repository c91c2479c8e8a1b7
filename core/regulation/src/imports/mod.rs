//! Chapter 4, imports: goods from third countries pass customs, goods from EAEU members the tax body.

mod customs;
mod eaeu;
mod registration;
mod release;

pub(crate) use customs::{commitment, customs_application, customs_deposit};
pub(crate) use eaeu::{deposit_days, eaeu_deposit, report_with_receipt};
pub(crate) use registration::{Registration, registration};
pub(crate) use release::{customs_notice, release};
