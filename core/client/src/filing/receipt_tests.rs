//! A receipt before the case that has it, after it, and against it.

use salyk_regulation::dossier::{Dossier, OfficeCode, RegimeApplication};
use salyk_regulation::fact::Fact;

use super::forced_tests::{file, is_case, is_filing, sign_in};
use crate::accounts;
use crate::event::CallAnswer;
use crate::fakes::dossier_answer;
use crate::filing::Filed;
use crate::intent::Ask;
use crate::ports::Fetched;
use crate::regime::{self, sample_dossier};
use crate::testing::Desk;
use crate::view::View;

const FILED: jiff::civil::Date = jiff::civil::date(2026, 11, 22);

fn hear(desk: &mut Desk, revision: u64, filed: Option<jiff::civil::Date>) {
    let application = |filed| RegimeApplication {
        id: "ULGU-1".to_owned(),
        filed: Fact::service(filed),
        office: Fact::service(OfficeCode("004".to_owned())),
        registered: Fact::Missing,
    };
    let case = Dossier {
        revision,
        applications: filed.map(application).into_iter().collect(),
        ..sample_dossier()
    };
    if !desk.calls().into_iter().any(is_case) {
        desk.ask(Ask::Refresh);
    }
    let (content, tag) = (dossier_answer(case), "b".to_owned());
    let new = CallAnswer::Dossier(Box::new(Fetched::New { content, tag }));
    desk.answer(is_case, Ok(new));
}

/// The days of filing that the phone counts, and what Home says of the receipt.
fn shown(desk: &Desk) -> (Vec<Option<jiff::civil::Date>>, Option<String>) {
    let acting = accounts::current(&desk.model).unwrap();
    let taxpayer = &acting.taxpayer.unwrap().id;
    let dossier = regime::dossier_of(&desk.model, &acting.account.id, taxpayer).unwrap();
    let filed = dossier.applications.iter().map(|one| one.filed.value().copied());
    let View::Home(home) = desk.front().view else {
        panic!("no home")
    };
    let mut alerts = home.alerts.into_iter().map(|alert| alert.text);
    (filed.collect(), alerts.find(|text| text.contains("ULGU-1")))
}

/// Filed and received as of revision 2, while the phone has heard revision 1.
fn received() -> Desk {
    let mut desk = Desk::new();
    sign_in(&mut desk, "a");
    file(&mut desk);
    let filed = Filed {
        number: "ULGU-1".to_owned(),
        received_at: desk.now,
        filed: FILED,
        revision: 2,
    };
    desk.answer(is_filing, Ok(CallAnswer::Filed(filed)));
    desk.ask(Ask::Back);
    desk
}

#[test]
fn a_receipt_counts_until_the_case_tells_it() {
    let mut desk = received();
    let (filed, said) = shown(&desk);
    assert_eq!(filed, [Some(FILED)]);
    assert!(said.is_some_and(|text| text.contains("counts by the receipt")));
    hear(&mut desk, 2, Some(FILED));
    assert_eq!(shown(&desk), (vec![Some(FILED)], None));
    // An older answer came after a newer one.
    hear(&mut desk, 1, None);
    assert_eq!(shown(&desk).0, [Some(FILED)]);
}

#[test]
fn where_the_case_contradicts_a_receipt_the_case_counts_and_both_are_shown() {
    let mut desk = received();
    hear(&mut desk, 2, None);
    let (filed, said) = shown(&desk);
    assert_eq!(filed, []);
    assert!(said.is_some_and(|text| text.contains("no such application")));
    let other = FILED.tomorrow().unwrap();
    hear(&mut desk, 3, Some(other));
    let (filed, said) = shown(&desk);
    assert_eq!(filed, [Some(other)]);
    assert!(said.is_some_and(|text| text.contains("22 November") && text.contains("23 November")));
}
