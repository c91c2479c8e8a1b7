//! Tokens after sign-in: expiry, rotation, reuse, revocation.

use crate::common::{OTHER_UUID, UUID, assert_problem, sample, world};
use reqwest::{Method, StatusCode};
use salyk_contract::consents::AddReceipts;
use salyk_contract::documents::DocumentKind;
use salyk_contract::operator::PutInForce;
use salyk_contract::paths;
use salyk_contract::problem::ProblemCode;
use salyk_contract::sessions::Tokens;

#[tokio::test]
async fn a_lost_answer_is_repeated_until_the_successor_is_used() {
    let world = world().await;
    let first = world.sign_in("ulgu-eesi").await.tokens;
    let one: Tokens = world.try_refresh(&first, UUID).await.json().await.unwrap();
    let two: Tokens = world.try_refresh(&first, UUID).await.json().await.unwrap();
    assert_eq!(one.refresh_token.expose(), two.refresh_token.expose());
    assert_eq!(one.access_token.expose(), two.access_token.expose());
    assert_ne!(one.refresh_token.expose(), first.refresh_token.expose());
    assert_eq!(world.taxpayers(&two).await.status(), StatusCode::OK);
    let answer = world.try_refresh(&first, UUID).await;
    assert_problem(answer, 401, ProblemCode::SessionRevoked).await;
    assert_problem(world.taxpayers(&two).await, 401, ProblemCode::SessionRevoked).await;
}

#[tokio::test]
async fn an_old_token_with_another_request_id_revokes_the_family_and_no_other() {
    let world = world().await;
    let bystander = world.sign_in("ulgu-eesi").await.tokens;
    let first = world.sign_in("ulgu-eesi").await.tokens;
    let second: Tokens = world.try_refresh(&first, UUID).await.json().await.unwrap();
    let answer = world.try_refresh(&first, OTHER_UUID).await;
    assert_problem(answer, 401, ProblemCode::SessionRevoked).await;
    let answer = world.try_refresh(&second, OTHER_UUID).await;
    assert_problem(answer, 401, ProblemCode::SessionRevoked).await;
    assert_eq!(world.taxpayers(&bystander).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn an_expired_access_token_is_refreshed_and_an_expired_session_is_not() {
    let world = world().await;
    let first = world.sign_in("ulgu-eesi").await.tokens;
    world
        .sandbox
        .operator()
        .advance_clock(u32::try_from(first.access_expires_in).unwrap());
    assert_problem(world.taxpayers(&first).await, 401, ProblemCode::AccessExpired).await;
    let second: Tokens = world.try_refresh(&first, UUID).await.json().await.unwrap();
    assert_eq!(world.taxpayers(&second).await.status(), StatusCode::OK);
    assert_eq!(world.sandbox.operator().expire_access(), 1);
    assert_problem(world.taxpayers(&second).await, 401, ProblemCode::AccessExpired).await;
    assert_eq!(world.sandbox.operator().expire_refresh(), 1);
    assert_problem(
        world.try_refresh(&second, OTHER_UUID).await,
        401,
        ProblemCode::SessionExpired,
    )
    .await;
}

#[tokio::test]
async fn signing_out_ends_this_session_or_all_of_the_login() {
    let world = world().await;
    let phone = world.sign_in("ulgu-eesi").await.tokens;
    let tablet = world.sign_in("ulgu-eesi").await.tokens;
    let other = world.sign_in("ulgu-jany").await.tokens;
    let delete = |path: &'static str, tokens: &Tokens| {
        world
            .request(Method::DELETE, path)
            .bearer_auth(tokens.access_token.expose())
            .send()
    };
    assert_eq!(
        delete(paths::SESSIONS_CURRENT, &phone).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    assert_problem(world.taxpayers(&phone).await, 401, ProblemCode::SessionRevoked).await;
    assert_problem(
        world.try_refresh(&phone, UUID).await,
        401,
        ProblemCode::SessionRevoked,
    )
    .await;
    let again = world.sign_in("ulgu-eesi").await.tokens;
    assert_eq!(
        delete(paths::SESSIONS, &tablet).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    assert_problem(world.taxpayers(&again).await, 401, ProblemCode::SessionRevoked).await;
    assert_eq!(world.taxpayers(&other).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn locking_an_account_revokes_its_sessions() {
    let world = world().await;
    let tokens = world.sign_in("ulgu-eesi").await.tokens;
    world.sandbox.operator().set_account("ulgu-eesi", true).unwrap();
    assert_problem(world.taxpayers(&tokens).await, 401, ProblemCode::SessionRevoked).await;
}

#[tokio::test]
async fn tokens_are_long_random_and_never_the_same() {
    let world = world().await;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..4 {
        let tokens = world.sign_in("ulgu-eesi").await.tokens;
        for token in [tokens.access_token.expose(), tokens.refresh_token.expose()] {
            assert_eq!(token.len(), 64, "256 bits in hexadecimal");
            assert!(seen.insert(token.to_owned()));
        }
    }
}

#[tokio::test]
async fn without_a_token_that_the_service_gave_nothing_is_shown() {
    let world = world().await;
    let answer = world.get(paths::TAXPAYERS).send().await.unwrap();
    assert_problem(answer, 401, ProblemCode::Unauthenticated).await;
    for header in ["Basic abc", "Bearer", "Bearer ", "Bearer 00", "bearer \u{7f}"] {
        let Ok(value) = reqwest::header::HeaderValue::from_str(header) else {
            continue;
        };
        let answer = world
            .get(paths::TAXPAYERS)
            .header("authorization", value)
            .send()
            .await
            .unwrap();
        assert_problem(answer, 401, ProblemCode::Unauthenticated).await;
    }
}

#[tokio::test]
async fn receipts_are_added_during_a_session_and_never_lost() {
    let world = world().await;
    let login = sample("ulgu-eesi").login;
    let tokens = world.sign_in(login).await.tokens;
    let before = world.sandbox.operator().receipts(login);
    let new = PutInForce {
        kind: DocumentKind::OfferAgreement,
        version: "2026.2".to_owned(),
        texts: vec![],
    };
    world.sandbox.operator().put_in_force(&new).unwrap();
    let add = |receipts| {
        let request = world.post(paths::CONSENT_RECEIPTS, &AddReceipts { receipts });
        request.bearer_auth(tokens.access_token.expose()).send()
    };
    assert_problem(
        add(before[..1].to_vec()).await.unwrap(),
        409,
        ProblemCode::ConsentRequired,
    )
    .await;
    assert_problem(add(vec![]).await.unwrap(), 422, ProblemCode::Invalid).await;
    let fresh = world.receipts().await;
    assert_eq!(add(fresh.clone()).await.unwrap().status(), StatusCode::OK);
    assert_eq!(
        add(fresh.clone()).await.unwrap().status(),
        StatusCode::OK,
        "a repeat is no harm"
    );
    let after = world.sandbox.operator().receipts(login);
    assert_eq!(after[..before.len()], before[..], "what was kept is kept");
    assert_eq!(
        after.len(),
        before.len() + 1,
        "of two receipts one is for an unchanged document and was kept already"
    );
}
