//! Chapter 4, imports: goods from third countries pass customs, goods from EAEU members the tax body.

mod customs;
mod eaeu;
mod release;

pub(crate) use customs::{commitment, customs_application, customs_deposit, registration_confirmation};
pub(crate) use eaeu::{deposit_days, eaeu_deposit, report_with_receipt};
pub(crate) use release::{customs_notice, release};
