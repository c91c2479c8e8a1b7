//! A deposit recorded without a network: marked as the person's word, still there after a kill, replaced once the case has it.

use salyk_client::entries::EntryKind;
use salyk_client::intent::{Ask, FieldKey};
use salyk_client::view::{EntryView, LotView, Screen, Tone, View};
use salyk_contract::dossier::FactSource;
use salyk_contract::lots::{Body, Deposit};
use salyk_journeys::{Kept, Phone, Service};

const LOGIN: &str = "ulgu-eseptchi";
