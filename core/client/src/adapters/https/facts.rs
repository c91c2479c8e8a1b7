//! Facts as they travel, and as the regulation knows them.

use salyk_contract::dossier as wire;
use salyk_regulation::country::Country;
use salyk_regulation::fact::{Fact, Source, Stated};
use salyk_regulation::money::{Money, Quantity};

use super::malformed::Place;
use crate::ports::ServiceError;

/// Who says so. A source that this version does not know settles nothing, as if the person had said it.
pub(super) fn source(source: wire::FactSource) -> Source {
    match source {
        wire::FactSource::Service => Source::Service,
        wire::FactSource::Customs => Source::Customs,
        _ => Source::Person,
    }
}

/// Who states an item.
pub(super) fn stated(by: wire::FactSource, provisional: bool) -> Stated {
    Stated {
        source: source(by),
        provisional,
    }
}

/// A value with who states it.
pub(super) fn fact<T>(value: T, stated: Stated) -> Fact<T> {
    let Stated { source, provisional } = stated;
    if provisional {
        Fact::Provisional { value, source }
    } else {
        Fact::Known { value, source }
    }
}

/// A fact that may be absent, its value read by `read`.
pub(super) fn fact_of<T: Clone, U>(
    given: Option<&wire::Fact<T>>,
    read: impl FnOnce(T) -> Result<U, ServiceError>,
) -> Result<Fact<U>, ServiceError> {
    let Some(given) = given else {
        return Ok(Fact::Missing);
    };
    Ok(fact(
        read(given.value.clone())?,
        stated(given.source, given.provisional),
    ))
}

/// A fact whose value is any value of its type.
pub(super) fn plain_fact<T: Clone>(given: Option<&wire::Fact<T>>) -> Fact<T> {
    given.map_or(Fact::Missing, |given| {
        fact(given.value.clone(), stated(given.source, given.provisional))
    })
}

/// A sum, never below nothing.
pub(super) fn sum(tyiyn: i64, place: &Place<'_>) -> Result<Money, ServiceError> {
    if tyiyn < 0 {
        Err(place.malformed())
    } else {
        Ok(Money::from_tyiyn(tyiyn))
    }
}

/// A quantity, never below nothing.
pub(super) fn quantity(thousandths: i64, place: &Place<'_>) -> Result<Quantity, ServiceError> {
    u64::try_from(thousandths)
        .map(Quantity::from_thousandths)
        .map_err(|_| place.malformed())
}

/// A country's two letters.
pub(super) fn country(code: &str, place: &Place<'_>) -> Result<Country, ServiceError> {
    Country::parse(code).map_err(|_| place.malformed())
}

/// Reads each item of a list, telling each where it stands.
pub(super) fn list<T, U>(
    place: &Place<'_>,
    name: &str,
    items: &[T],
    read: impl Fn(&T, &Place<'_>) -> Result<U, ServiceError>,
) -> Result<Vec<U>, ServiceError> {
    items
        .iter()
        .enumerate()
        .map(|(number, item)| read(item, &place.item(name, number)))
        .collect()
}
