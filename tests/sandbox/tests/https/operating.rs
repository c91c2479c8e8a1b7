//! What an operator sees and does: the log, faults, the date, over HTTPS as in the process.

use std::time::Duration;

use crate::common::{assert_problem, client, sample, world};
use jiff::civil::date;
use reqwest::{Method, StatusCode};
use salyk_contract::documents::{DocumentKind, DocumentsInForce};
use salyk_contract::dossier::Dossier;
use salyk_contract::operator::{Changed, FaultKind, RequestLog, SetFault};
use salyk_contract::paths::{self, operator};
use salyk_contract::problem::ProblemCode;
use salyk_contract::status::ServiceStatus;
use salyk_sandbox::{Sandbox, SandboxError, SandboxOptions};
use serde_json::json;

fn fault(path_prefix: &str, fault: FaultKind) -> SetFault {
    SetFault {
        path_prefix: path_prefix.to_owned(),
        times: 1,
        fault,
    }
}

#[tokio::test]
async fn operator_calls_want_the_operators_key() {
    let world = world().await;
    for key in ["", "0", &"0".repeat(64)] {
        let answer = world
            .get(operator::LOG)
            .header(operator::KEY_HEADER, key)
            .send()
            .await
            .unwrap();
        assert_problem(answer, 403, ProblemCode::Forbidden).await;
    }
    assert_problem(
        world.get(operator::LOG).send().await.unwrap(),
        403,
        ProblemCode::Forbidden,
    )
    .await;
    assert_eq!(
        world
            .operator(Method::GET, operator::LOG)
            .send()
            .await
            .unwrap()
            .status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn the_log_holds_what_was_sent_and_no_token() {
    let world = world().await;
    let tokens = world.sign_in("ulgu-eesi").await.tokens;
    world.taxpayers(&tokens).await;
    let answer = world.operator(Method::GET, operator::LOG).send().await.unwrap();
    let log: RequestLog = answer.json().await.unwrap();
    assert_eq!(log, world.sandbox.log());
    let seen: Vec<_> = log
        .requests
        .iter()
        .map(|r| (r.method.as_str(), r.path.as_str(), r.status))
        .collect();
    assert_eq!(
        seen,
        [
            ("GET", paths::DOCUMENTS, Some(200)),
            ("POST", paths::SESSIONS, Some(200)),
            ("GET", paths::TAXPAYERS, Some(200))
        ]
    );
    let sign_in = &log.requests[1];
    assert!(
        sign_in.body.contains(sample("ulgu-eesi").password),
        "tests look here for what must not be sent"
    );
    assert_eq!(sign_in.body_bytes, sign_in.body.len() as u64);
    assert!(!format!("{log:?}").contains(tokens.access_token.expose()));
    world
        .operator(Method::DELETE, operator::LOG)
        .send()
        .await
        .unwrap();
    assert!(world.sandbox.log().requests.is_empty());
}

#[tokio::test]
async fn the_operators_calls_work_over_https() {
    let world = world().await;
    let tokens = world.sign_in("ulgu-eesi").await.tokens;
    let call = |method, path: &str, body: serde_json::Value| world.operator(method, path).json(&body).send();

    let put = json!({"kind": "privacy_policy", "version": "2026.7"});
    assert_eq!(
        call(Method::POST, operator::DOCUMENTS, put.clone())
            .await
            .unwrap()
            .status(),
        StatusCode::OK
    );
    let documents: DocumentsInForce = world
        .get(paths::DOCUMENTS)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(
        documents
            .documents
            .iter()
            .any(|document| document.version == "2026.7")
    );
    let again = call(Method::POST, operator::DOCUMENTS, put).await.unwrap();
    assert_problem(again, 422, ProblemCode::Invalid).await;

    call(Method::PUT, operator::TODAY, json!({"date": "2026-06-01"}))
        .await
        .unwrap();
    let status: ServiceStatus = world
        .get(paths::STATUS)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(status.today, date(2026, 6, 1));

    let expired = call(Method::POST, operator::EXPIRE_ACCESS, json!(null))
        .await
        .unwrap();
    assert_eq!(expired.json::<Changed>().await.unwrap().changed, 1);
    assert_problem(world.taxpayers(&tokens).await, 401, ProblemCode::AccessExpired).await;
    let revoked = call(
        Method::POST,
        operator::REVOKE_SESSIONS,
        json!({"login": "ulgu-eesi"}),
    )
    .await
    .unwrap();
    assert_eq!(revoked.json::<Changed>().await.unwrap().changed, 1);
    assert_problem(world.taxpayers(&tokens).await, 401, ProblemCode::SessionRevoked).await;

    let lock = json!({"login": "ulgu-eesi", "locked": true});
    assert_eq!(
        call(Method::PUT, operator::ACCOUNT, lock).await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    let nobody = call(
        Method::PUT,
        operator::ACCOUNT,
        json!({"login": "nobody", "locked": true}),
    )
    .await
    .unwrap();
    assert_problem(nobody, 404, ProblemCode::NotFound).await;

    let path = paths::operator_dossier(sample("ulgu-jany").taxpayers[0]).unwrap();
    let dossier: Dossier = world
        .operator(Method::GET, &path)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let put = world
        .operator(Method::PUT, &path)
        .json(&dossier)
        .send()
        .await
        .unwrap();
    assert_eq!(put.json::<serde_json::Value>().await.unwrap()["revision"], 2);
    let advance = call(Method::POST, operator::CLOCK, json!({"seconds": 5}))
        .await
        .unwrap();
    assert_eq!(advance.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn faults_change_as_many_answers_as_asked() {
    let world = world().await;
    let set = SetFault {
        times: 2,
        ..fault("/v1/documents", FaultKind::Unavailable { retry_after: Some(7) })
    };
    let answer = world
        .operator(Method::POST, operator::FAULTS)
        .json(&set)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    assert_eq!(
        world.get(paths::STATUS).send().await.unwrap().status(),
        StatusCode::OK
    );
    for _ in 0..2 {
        let answer = world.get(paths::DOCUMENTS).send().await.unwrap();
        let problem = assert_problem(answer, 503, ProblemCode::Unavailable).await;
        assert_eq!(problem.retry_after, Some(7));
    }
    assert_eq!(
        world.get(paths::DOCUMENTS).send().await.unwrap().status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn spoilt_answers_are_what_they_are_called() {
    let world = world().await;
    let control = world.sandbox.operator();
    let get = || world.get(paths::DOCUMENTS).send();

    control.set_fault(fault("/", FaultKind::MalformedJson));
    assert!(get().await.unwrap().json::<serde_json::Value>().await.is_err());

    control.set_fault(fault("/", FaultKind::WrongContentType));
    assert_eq!(get().await.unwrap().headers()["content-type"], "text/html");

    control.set_fault(fault("/", FaultKind::HugeBody { bytes: 3_000_000 }));
    let huge = get().await.unwrap();
    assert_eq!(huge.content_length(), None);
    assert!(huge.bytes().await.unwrap().len() >= 3_000_000);

    control.set_fault(fault("/", FaultKind::UnknownWords));
    let documents: DocumentsInForce = get().await.unwrap().json().await.unwrap();
    assert!(
        documents
            .documents
            .iter()
            .all(|document| document.kind == DocumentKind::Unknown)
    );

    control.set_fault(fault("/", FaultKind::WrongTypes));
    assert!(get().await.unwrap().json::<DocumentsInForce>().await.is_err());

    control.set_fault(fault(
        "/",
        FaultKind::ClockOff {
            seconds: -86_400 * 400,
        },
    ));
    let answer = world.get(paths::STATUS).send().await.unwrap();
    let told = answer.headers()["date"].to_str().unwrap().to_owned();
    let status: ServiceStatus = answer.json().await.unwrap();
    assert!(status.now < jiff::Timestamp::now() - jiff::SignedDuration::from_hours(24 * 399));
    assert!(told.contains(&status.now.strftime("%Y").to_string()), "{told}");
}

#[tokio::test]
async fn a_lost_answer_took_effect() {
    let world = world().await;
    let receipts = world.receipts().await;
    world
        .sandbox
        .operator()
        .set_fault(fault(paths::SESSIONS, FaultKind::LoseAnswer));
    let sample = sample("ulgu-eesi");
    let request = json!({"login": sample.login, "password": sample.password, "receipts": receipts,
        "app_version": "1", "installation_id": crate::common::UUID});
    assert!(world.post(paths::SESSIONS, &request).send().await.is_err());
    assert_eq!(
        world.sandbox.operator().revoke_sessions(Some(sample.login)),
        1,
        "the session has begun"
    );
}

#[tokio::test]
async fn a_held_answer_comes_when_faults_are_forgotten() {
    let world = world().await;
    world
        .sandbox
        .operator()
        .set_fault(fault("/v1/status", FaultKind::Hold));
    let held = tokio::spawn(world.get(paths::STATUS).send());
    while world.sandbox.log().requests.is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(
        world.sandbox.log().requests[0].status,
        None,
        "it arrived and has no answer"
    );
    // Forgotten until it is let go: the request may be noted a moment before it waits.
    let control = world.sandbox.operator();
    while !held.is_finished() {
        control.forget_faults();
        tokio::task::yield_now().await;
    }
    assert_eq!(held.await.unwrap().unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn only_loopback_and_only_its_own_authority() {
    let address = "0.0.0.0".parse().unwrap();
    let open = Sandbox::start(SandboxOptions {
        address,
        ..SandboxOptions::for_tests()
    })
    .await;
    assert!(matches!(open, Err(SandboxError::NotLoopback(_))));

    let (one, other) = (world().await, world().await);
    let stranger = client(other.sandbox.ca_der());
    let answer = stranger
        .get(format!("{}{}", one.sandbox.base_url(), paths::STATUS))
        .send()
        .await;
    assert!(
        answer.is_err(),
        "another run's authority does not vouch for this one"
    );
}

#[tokio::test]
async fn a_stopped_sandbox_frees_its_port() {
    let world = world().await;
    let base = world.sandbox.base_url();
    let port = base.rsplit(':').next().unwrap().parse().unwrap();
    world.get(paths::STATUS).send().await.unwrap();
    tokio::time::timeout(Duration::from_secs(10), world.sandbox.stop())
        .await
        .unwrap();
    assert!(
        world
            .http
            .get(format!("{base}{}", paths::STATUS))
            .send()
            .await
            .is_err()
    );
    let again = Sandbox::start(SandboxOptions {
        port,
        ..SandboxOptions::for_tests()
    })
    .await
    .unwrap();
    assert_eq!(again.base_url(), base);
    let taken = Sandbox::start(SandboxOptions {
        port,
        ..SandboxOptions::for_tests()
    })
    .await;
    assert!(matches!(taken, Err(SandboxError::Listen { .. })));
}
