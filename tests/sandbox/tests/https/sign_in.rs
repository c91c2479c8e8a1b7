//! Signing in: the service refuses by itself what the phone's gate refuses (guide:M3).

use crate::common::{assert_problem, sample, world, world_with};
use reqwest::StatusCode;
use salyk_contract::documents::{DocumentKind, DocumentLanguage};
use salyk_contract::operator::PutInForce;
use salyk_contract::problem::ProblemCode;
use salyk_sandbox::{AttemptLimits, SAMPLE_LOGINS, SandboxOptions};

#[tokio::test]
async fn every_sample_login_enters_and_sees_its_own_taxpayers() {
    let world = world().await;
    for sample in SAMPLE_LOGINS.iter().filter(|sample| !sample.locked) {
        let signed_in = world.sign_in(sample.login).await;
        let ids: Vec<&str> = signed_in
            .taxpayers
            .iter()
            .map(|taxpayer| taxpayer.id.as_str())
            .collect();
        assert_eq!(ids, sample.taxpayers);
        assert!(signed_in.tokens.access_expires_in > 0);
    }
}

#[tokio::test]
async fn without_receipts_for_what_is_in_force_nobody_enters() {
    let world = world().await;
    let good = world.receipts().await;
    let changed = |change: &dyn Fn(&mut salyk_contract::consents::Receipt)| {
        let mut receipts = good.clone();
        change(&mut receipts[0]);
        receipts
    };
    let bad = [
        vec![],
        good[..1].to_vec(),
        good[1..].to_vec(),
        vec![good[0].clone(), good[0].clone()],
        changed(&|receipt| receipt.version = "2025.9".to_owned()),
        changed(&|receipt| receipt.sha256 = "0".repeat(64)),
        // The hash of the text in another language than the one that was shown.
        changed(&|receipt| receipt.language = DocumentLanguage::Ru),
    ];
    let sample = sample("ulgu-eesi");
    for receipts in bad {
        let answer = world.try_sign_in(sample.login, sample.password, receipts).await;
        let problem = assert_problem(answer, 409, ProblemCode::ConsentRequired).await;
        assert_eq!(
            problem.documents.unwrap().len(),
            2,
            "the refusal says what is in force"
        );
    }
    assert!(
        world.sandbox.operator().receipts(sample.login).is_empty(),
        "a refused sign-in keeps no receipt"
    );
    let answer = world
        .try_sign_in(sample.login, sample.password, good.clone())
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(world.sandbox.operator().receipts(sample.login), good);
}

#[tokio::test]
async fn a_new_version_makes_yesterdays_receipts_stale() {
    let world = world().await;
    let before = world.receipts().await;
    let new = PutInForce {
        kind: DocumentKind::PrivacyPolicy,
        version: "2026.2".to_owned(),
        texts: vec![],
    };
    world.sandbox.operator().put_in_force(&new).unwrap();
    let sample = sample("ulgu-eesi");
    let answer = world.try_sign_in(sample.login, sample.password, before).await;
    assert_problem(answer, 409, ProblemCode::ConsentRequired).await;
    world.sign_in(sample.login).await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_login_are_refused_alike() {
    let world = world().await;
    let receipts = world.receipts().await;
    let mut bodies = Vec::new();
    for (login, password) in [("ulgu-eesi", "wrong-password"), ("nobody", "ulgu-syr-soz")] {
        let answer = world.try_sign_in(login, password, receipts.clone()).await;
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        bodies.push(assert_problem(answer, 401, ProblemCode::InvalidCredentials).await);
    }
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn a_locked_account_is_told_so_only_to_who_knows_the_password() {
    let world = world().await;
    let receipts = world.receipts().await;
    let sample = sample("ulgu-kulpu");
    let answer = world
        .try_sign_in(sample.login, sample.password, receipts.clone())
        .await;
    assert_problem(answer, 403, ProblemCode::AccountLocked).await;
    let answer = world
        .try_sign_in(sample.login, "wrong-password", receipts.clone())
        .await;
    assert_problem(answer, 401, ProblemCode::InvalidCredentials).await;
    world.sandbox.operator().set_account(sample.login, false).unwrap();
    let answer = world.try_sign_in(sample.login, sample.password, receipts).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn too_many_attempts_wait_even_with_the_right_password() {
    let attempts = AttemptLimits {
        per_login: 3,
        per_peer: 100,
        window: 60,
    };
    let world = world_with(SandboxOptions {
        attempts,
        ..SandboxOptions::for_tests()
    })
    .await;
    let receipts = world.receipts().await;
    let sample = sample("ulgu-eesi");
    for _ in 0..3 {
        let answer = world
            .try_sign_in(sample.login, "wrong-password", receipts.clone())
            .await;
        assert_problem(answer, 401, ProblemCode::InvalidCredentials).await;
    }
    let answer = world
        .try_sign_in(sample.login, sample.password, receipts.clone())
        .await;
    let problem = assert_problem(answer, 429, ProblemCode::TooManyAttempts).await;
    let wait = problem.retry_after.unwrap();
    assert!((1..=60).contains(&wait));
    world.sign_in("ulgu-jany").await;
    world
        .sandbox
        .operator()
        .advance_clock(u32::try_from(wait).unwrap());
    let answer = world.try_sign_in(sample.login, sample.password, receipts).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_address_that_tries_many_logins_waits() {
    let attempts = AttemptLimits {
        per_login: 100,
        per_peer: 4,
        window: 60,
    };
    let world = world_with(SandboxOptions {
        attempts,
        ..SandboxOptions::for_tests()
    })
    .await;
    for guess in 0..4 {
        let answer = world
            .try_sign_in(&format!("guess-{guess}"), "password", vec![])
            .await;
        assert_problem(answer, 401, ProblemCode::InvalidCredentials).await;
    }
    let answer = world.try_sign_in("guess-4", "password", vec![]).await;
    assert_problem(answer, 429, ProblemCode::TooManyAttempts).await;
}
