//! A deposit recorded without a network: marked as the person's word, still there after a kill, replaced once the case has it.

use salyk_client::entries::EntryKind;
use salyk_client::intent::{Ask, FieldKey};
use salyk_client::view::{EntryView, LotView, Screen, Tone, View};
use salyk_contract::dossier::{Dossier, FactSource};
use salyk_contract::lots::{Body, Deposit};
use salyk_journeys::{Kept, Phone, Service};

/// An owner who plans a first lot.
const LOGIN: &str = "ulgu-eesi";
const PASSWORD: &str = "ulgu-syr-soz";
const TAXPAYER: &str = "5a1e0000-0000-4000-8000-000000000006";

const NUMBER: &str = "ULGU-77";

/// Nothing listens there.
const NOWHERE: &str = "https://127.0.0.1:1";

fn lot(screen: &Screen) -> Option<&LotView> {
    match &screen.view {
        View::Lot(view) => Some(view),
        _ => None,
    }
}

fn form(screen: &Screen) -> Option<&EntryView> {
    match &screen.view {
        View::Entry(view) => Some(view),
        _ => None,
    }
}

fn case(service: &Service) -> Dossier {
    service.operator().dossier(TAXPAYER).expect("the case")
}

/// Opens the lot once it stands like this, and gives it.
fn wait_for_lot(phone: &Phone, what: &str, wanted: impl Fn(&LotView) -> bool) -> LotView {
    let screen = phone.wait_for(what, |screen| lot(screen).is_some_and(&wanted));
    lot(&screen).expect("the lot").clone()
}

fn type_in(phone: &Phone, field: FieldKey, text: &str) {
    let text = text.to_owned();
    phone.ask(Ask::Typed { field, text, edit: 1 });
}

#[test]
fn a_deposit_recorded_offline_is_marked_survives_a_restart_and_is_replaced_by_the_case() {
    let (service, kept) = (Service::start(), Kept::default());
    let address = service.sandbox().base_url();
    let authority = service.sandbox().ca_der().to_vec();
    Phone::start(&kept, &address, &authority, None).sign_in(LOGIN, PASSWORD);
    let id = case(&service).lots[0].id.clone();
    let open = || Ask::OpenLot { lot: id.clone() };

    let offline = Phone::start(&kept, NOWHERE, &authority, None);
    offline.wait_for_status();
    offline.ask(open());
    let before = wait_for_lot(&offline, "the lot", |_| true);
    let record = Ask::OpenEntry {
        lot: id.clone(),
        kind: EntryKind::Deposit,
    };
    assert!(
        before
            .actions
            .iter()
            .any(|action| action.intent.ask == record && action.enabled)
    );
    offline.ask(record);
    let empty = offline.wait_for("the form", |screen| form(screen).is_some());
    assert!(form(&empty).is_some_and(|view| !view.record.enabled && !view.missing.lines.is_empty()));
    type_in(&offline, FieldKey::EntryNumber, NUMBER);
    type_in(&offline, FieldKey::EntrySum, "1 234,50");
    let full = offline.wait_for("a form that can be recorded", |screen| {
        form(screen).is_some_and(|view| view.record.enabled)
    });
    let day = form(&full).expect("the form").day.text.clone();
    offline.ask(Ask::RecordEntry);
    let marked = "Сиз киргиздиңиз, азырынча ырасталган эмес";
    let is_marked = |view: &LotView| matches!(&view.entries[..], [row] if row.standing == marked && row.tone != Tone::Good);
    wait_for_lot(&offline, "what was entered", is_marked);
    drop(offline);

    let phone = Phone::start(&kept, &address, &authority, None);
    phone.wait_for_status();
    phone.ask(open());
    let shown = wait_for_lot(&phone, "what was entered, after a restart", is_marked);
    let counted = |view: &LotView| view.money.iter().filter(|line| line.sum.tyiyn == 123_450).count();
    assert!(counted(&shown) > 0);
    assert!(
        case(&service).lots[0].deposits.is_empty(),
        "it was sent to nobody"
    );

    let mut told = case(&service);
    told.lots[0].deposits.push(Deposit {
        account: match before
            .origin
            .lines
            .iter()
            .any(|line| line.contains("бажы органынын"))
        {
            true => Body::Customs,
            false => Body::Tax,
        },
        date: day.parse().expect("a day"),
        sum_tyiyn: 123_450,
        paying_account: None,
        number: NUMBER.to_owned(),
        source: FactSource::Service,
        provisional: false,
    });
    service
        .operator()
        .replace_dossier(TAXPAYER, told)
        .expect("a case");
    phone.ask(Ask::Back);
    phone.wait_for_status();
    phone.ask(Ask::Refresh);
    phone.ask(open());
    let replaced = wait_for_lot(&phone, "the case's own word", |view| view.entries.is_empty());
    assert_eq!(counted(&replaced), counted(&shown), "once");
    let of_deposit = replaced.money.iter().filter(|line| line.sum.tyiyn == 123_450);
    let mut remarks = of_deposit.filter_map(|line| line.remark.as_deref());
    assert!(
        !remarks.any(|remark| remark.contains(marked)),
        "the service says so now"
    );
}
