//! Documents, tables, dossiers: entity tags, who may see what, and what is refused.

use crate::common::{assert_problem, sample, world, world_with};
use bytes::Bytes;
use http_body_util::StreamBody;
use hyper::body::Frame;
use jiff::civil::date;
use reqwest::{Method, StatusCode};
use salyk_contract::documents::{DocumentText, DocumentsInForce};
use salyk_contract::dossier::Dossier;
use salyk_contract::limits::MAX_REQUEST_BODY;
use salyk_contract::paths;
use salyk_contract::problem::ProblemCode;
use salyk_contract::status::ServiceStatus;
use salyk_contract::tables::{CalendarTable, OfficesTable, PolicyTable, TableKind};
use salyk_sandbox::SandboxOptions;

#[tokio::test]
async fn texts_have_the_hash_and_length_that_the_list_promises() {
    let world = world().await;
    let list: DocumentsInForce = world
        .get(paths::DOCUMENTS)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    for document in &list.documents {
        for summary in &document.texts {
            let path = paths::document(document.kind, &document.version, summary.language).unwrap();
            let text: DocumentText = world.get(&path).send().await.unwrap().json().await.unwrap();
            let digest = ring::digest::digest(&ring::digest::SHA256, text.text.as_bytes());
            let hex: String = digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!((&text.sha256, &summary.sha256), (&hex, &hex));
            assert_eq!(text.text.len() as u64, summary.bytes);
        }
    }
    for path in [
        "/v1/documents/privacy_policy/9/ky",
        "/v1/documents/x/2026.1/ky",
        "/v1/documents/%ff/2026.1/ky",
    ] {
        assert_problem(world.get(path).send().await.unwrap(), 404, ProblemCode::NotFound).await;
    }
}

#[tokio::test]
async fn what_is_unchanged_is_not_sent_again() {
    let world = world().await;
    let signed_in = world.sign_in("ulgu-eesi").await;
    let token = signed_in.tokens.access_token.expose();
    let dossier_path = paths::dossier(&signed_in.taxpayers[0].id).unwrap();
    let tables = TableKind::ALL.iter().map(|kind| paths::table(*kind));
    for path in tables.chain([paths::DOCUMENTS.to_owned(), dossier_path.clone()]) {
        let first = world.get(&path).bearer_auth(token).send().await.unwrap();
        assert_eq!(first.status(), StatusCode::OK, "{path}");
        let tag = first.headers()["etag"].to_str().unwrap().to_owned();
        let again = world
            .get(&path)
            .bearer_auth(token)
            .header("if-none-match", &tag)
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(again.headers()["etag"], tag.as_str());
        assert!(again.bytes().await.unwrap().is_empty());
        let other = world
            .get(&path)
            .bearer_auth(token)
            .header("if-none-match", "\"0\"")
            .send()
            .await
            .unwrap();
        assert_eq!(other.status(), StatusCode::OK, "{path}");
    }
    let operator = world.sandbox.operator();
    let before: Dossier = world
        .dossier(token, &signed_in.taxpayers[0].id)
        .await
        .json()
        .await
        .unwrap();
    let tag = world.dossier(token, &signed_in.taxpayers[0].id).await.headers()["etag"]
        .to_str()
        .unwrap()
        .to_owned();
    operator
        .replace_dossier(&before.taxpayer.id, before.clone())
        .unwrap();
    let after = world
        .get(&dossier_path)
        .bearer_auth(token)
        .header("if-none-match", tag)
        .send()
        .await
        .unwrap();
    assert_eq!(after.status(), StatusCode::OK, "a new revision has a new tag");
    assert_eq!(
        after.json::<Dossier>().await.unwrap().revision,
        before.revision + 1
    );
}

#[tokio::test]
async fn only_the_logins_own_taxpayers_are_shown() {
    let world = world().await;
    let signed_in = world.sign_in("ulgu-eesi").await;
    let token = signed_in.tokens.access_token.expose();
    let own: Dossier = world
        .dossier(token, &signed_in.taxpayers[0].id)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(own.taxpayer.id, signed_in.taxpayers[0].id);
    let another = sample("ulgu-jetekchi").taxpayers[0];
    let refused = assert_problem(world.dossier(token, another).await, 404, ProblemCode::NotFound).await;
    let absent = assert_problem(world.dossier(token, "nobody").await, 404, ProblemCode::NotFound).await;
    assert_eq!(
        refused, absent,
        "another's taxpayer can't be told from one that is not there"
    );
}

#[tokio::test]
async fn the_date_is_told_and_the_service_never_calls_itself_official() {
    let today = Some(date(2026, 6, 1));
    let world = world_with(SandboxOptions {
        today,
        ..SandboxOptions::for_tests()
    })
    .await;
    let status: ServiceStatus = world
        .get(paths::STATUS)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!((status.today, status.official), (date(2026, 6, 1), false));
    world.sandbox.operator().set_today(Some(date(2026, 6, 30)));
    let status: ServiceStatus = world
        .get(paths::STATUS)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(status.today, date(2026, 6, 30));
}

#[tokio::test]
async fn dossiers_are_laid_out_around_the_date_and_stay_when_it_moves() {
    let today = Some(date(2026, 6, 1));
    let world = world_with(SandboxOptions {
        today,
        ..SandboxOptions::for_tests()
    })
    .await;
    let signed_in = world.sign_in("ulgu-esepchi").await;
    let (token, id) = (signed_in.tokens.access_token.expose(), &signed_in.taxpayers[0].id);
    let before: Dossier = world.dossier(token, id).await.json().await.unwrap();
    assert_eq!(
        before.lots[0].released.as_ref().unwrap().value,
        date(2025, 12, 10),
        "173 days before"
    );
    world.sandbox.operator().set_today(Some(date(2026, 7, 1)));
    let after: Dossier = world.dossier(token, id).await.json().await.unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn the_tables_are_the_real_ones() {
    let world = world().await;
    let path = |kind| paths::table(kind);
    let calendar: CalendarTable = world
        .get(&path(TableKind::Calendar))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(calendar.content.days_off.len() > 50);
    let offices: OfficesTable = world
        .get(&path(TableKind::Offices))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(offices.content.len(), 67);
    let policy: PolicyTable = world
        .get(&path(TableKind::Policy))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(policy.content.get("editions").is_some());
    assert_problem(
        world.get("/v1/tables/nothing").send().await.unwrap(),
        404,
        ProblemCode::NotFound,
    )
    .await;
}

#[tokio::test]
async fn bad_requests_are_problems_that_repeat_nothing_of_them() {
    let world = world().await;
    let send = |body: Vec<u8>, media: &'static str| {
        world
            .request(Method::POST, paths::SESSIONS)
            .header("content-type", media)
            .body(body)
            .send()
    };
    let json = "application/json";
    assert_problem(
        send(b"{}".to_vec(), "text/plain").await.unwrap(),
        415,
        ProblemCode::UnsupportedMediaType,
    )
    .await;
    for body in [
        &b""[..],
        b"{",
        b"{}",
        b"[]",
        b"\xff",
        br#"{"login":"canary","password":7}"#,
    ] {
        let answer = send(body.to_vec(), json).await.unwrap();
        let problem = assert_problem(answer, 400, ProblemCode::Malformed).await;
        assert!(!format!("{problem:?}").contains("canary"));
    }
    let big = vec![b' '; MAX_REQUEST_BODY + 1];
    assert_problem(send(big, json).await.unwrap(), 413, ProblemCode::TooLarge).await;
    let pieces = (0..64).map(|_| Ok::<_, std::io::Error>(Frame::data(Bytes::from_static(&[b' '; 8192]))));
    let endless = StreamBody::new(futures_util::stream::iter(pieces));
    let request = world
        .request(Method::POST, paths::SESSIONS)
        .header("content-type", json);
    let answer = request.body(reqwest::Body::wrap(endless)).send().await.unwrap();
    assert_problem(answer, 413, ProblemCode::TooLarge).await;
    assert_problem(
        world.get("/nothing").send().await.unwrap(),
        404,
        ProblemCode::NotFound,
    )
    .await;
    let answer = world.request(Method::PUT, paths::SESSIONS).send().await.unwrap();
    assert!(answer.headers()["allow"].to_str().unwrap().contains("POST"));
    assert_problem(answer, 405, ProblemCode::MethodNotAllowed).await;
    let deep = format!("{{\"login\":{}", "[".repeat(30_000));
    assert_problem(
        send(deep.into_bytes(), json).await.unwrap(),
        400,
        ProblemCode::Malformed,
    )
    .await;
}

#[tokio::test]
async fn values_that_cannot_be_are_named_and_not_repeated() {
    let world = world().await;
    let receipts = world.receipts().await;
    let with = |field: &str, value: serde_json::Value| {
        let mut body = serde_json::json!({"login": "a", "password": "b", "receipts": receipts, "app_version": "1",
            "installation_id": crate::common::UUID});
        body[field] = value;
        world.post(paths::SESSIONS, &body).send()
    };
    let mut odd_receipts = receipts.clone();
    odd_receipts[0].sha256 = "CANARY".repeat(11);
    for (field, value) in [
        ("login", "".into()),
        ("login", "с".repeat(257).into()),
        ("password", "".into()),
        ("app_version", "".into()),
        ("installation_id", "canary".into()),
        ("receipts", serde_json::to_value(&odd_receipts).unwrap()),
        (
            "receipts",
            serde_json::to_value(vec![receipts[0].clone(); 33]).unwrap(),
        ),
    ] {
        let problem = assert_problem(with(field, value).await.unwrap(), 422, ProblemCode::Invalid).await;
        assert!(problem.detail.as_deref().unwrap().starts_with(field));
        assert!(!format!("{problem:?}").to_lowercase().contains("canary"));
    }
    let longest = with("login", "с".repeat(256).into()).await.unwrap();
    assert_problem(longest, 401, ProblemCode::InvalidCredentials).await;
}
