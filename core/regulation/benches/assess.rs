//! How long an assessment takes: by lots, and by the events of one lot.

#![allow(clippy::unwrap_used, missing_docs)]

mod dossiers;

use std::hint::black_box;
use std::time::Duration;

use dossiers::{FIRST_IMPORT, after, deposit, export, line, lot, under_regime};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use salyk_regulation::assess;
use salyk_regulation::calendar::Calendar;
use salyk_regulation::dossier::{Body, Dossier};
use salyk_regulation::policy::PolicyBook;

fn lots(criterion: &mut Criterion) {
    let policies = PolicyBook::bundled().unwrap();
    let calendar = Calendar::bundled().unwrap();
    let mut group = criterion.benchmark_group("lots");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    for count in [1, 100, 10_000, 100_000] {
        let dossier = dossiers::with_lots(count, &policies);
        group.throughput(Throughput::Elements(count.into()));
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &dossier,
            |bencher, dossier| {
                bencher
                    .iter_with_large_drop(|| assess(black_box(dossier), &policies, &calendar, dossiers::ON));
            },
        );
    }
    group.finish();
}

fn events(criterion: &mut Criterion) {
    let policies = PolicyBook::bundled().unwrap();
    let calendar = Calendar::bundled().unwrap();
    let mut group = criterion.benchmark_group("events");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    for count in [10, 100, 1_000, 10_000] {
        let dossier = with_events(count, &policies);
        group.throughput(Throughput::Elements(count.into()));
        group.bench_with_input(
            BenchmarkId::from_parameter(count),
            &dossier,
            |bencher, dossier| {
                bencher
                    .iter_with_large_drop(|| assess(black_box(dossier), &policies, &calendar, dossiers::ON));
            },
        );
    }
    group.finish();
}

/// A taxpayer under the regime with one lot of so many events: a goods line, an export and a payment each.
fn with_events(count: u32, policies: &PolicyBook) -> Dossier {
    let mut lot = lot(1);
    lot.lines = (1..=count).map(|number| line(number, 10_000)).collect();
    let day = after(FIRST_IMPORT, 10);
    lot.exports = (1..=count)
        .map(|number| export(number, 10_000, day, "UZ"))
        .collect();
    lot.deposits = (1..=count)
        .map(|number| deposit(number, Body::TaxBody, day, 12_000))
        .collect();
    Dossier {
        lots: vec![lot],
        ..under_regime(policies)
    }
}

criterion_group!(benches, lots, events);
criterion_main!(benches);
