//! What goes out, and what is made of what comes back.

use std::time::Duration;

use super::server::{Authority, Reply, Server, answer, json, usual};
use super::{HttpsService, Patience, Trust};
use crate::ports::{Fetched, ServiceError, TaxService};
use crate::regime::TableKind;
use crate::secret::Secret;
use crate::session::{RefreshAttempt, SignInRequest, TaxpayerId};

struct World {
    server: Server,
    service: HttpsService,
}

async fn world(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> World {
    patient_world(Patience::default(), reply).await
}

async fn patient_world(patience: Patience, reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> World {
    let authority = Authority::new();
    let server = Server::start(&authority.issue(&usual()), reply).await;
    let trust = Trust::bundled().with_extra_root(authority.root()).unwrap();
    let service = HttpsService::with_patience(&server.base(), "0.1.0", trust, patience).unwrap();
    World { server, service }
}

fn token() -> Secret {
    Secret::from("access-token".to_owned())
}

fn malformed<T>(what: &str) -> Result<T, ServiceError> {
    Err(ServiceError::Malformed(what.to_owned()))
}

const TAXPAYERS: &str = r#"{"taxpayers":[]}"#;
const POLICY: &str = r#"{"kind":"policy","edition":"1","published":"2026-01-01","content":{"editions":[]}}"#;

#[tokio::test]
async fn a_request_tells_no_more_than_it_must() {
    let world = world(|_| json("200 OK", "", TAXPAYERS)).await;
    world.service.taxpayers(token()).await.unwrap();
    let seen = world.server.seen();
    let mut lines: Vec<_> = seen[0].trim_end().lines().map(str::to_lowercase).collect();
    assert_eq!(lines.remove(0), "get /v1/taxpayers http/1.1");
    lines.sort();
    let host = format!("host: {}", world.server.address);
    assert_eq!(
        lines,
        [
            "accept: application/json",
            "authorization: bearer access-token",
            &host,
            "user-agent: salyk/0.1.0"
        ]
    );
}

#[tokio::test]
async fn a_sign_in_keeps_what_it_carries_out_of_address_and_headers() {
    let world = world(|_| answer("401 Unauthorized", "", "")).await;
    let request = SignInRequest {
        login: "canary-login".to_owned(),
        password: Secret::from("canary-password".to_owned()),
        receipts: Vec::new(),
        app_version: "0.1.0".to_owned(),
        installation_id: "canary-installation".to_owned(),
    };
    world.service.sign_in(request).await.unwrap_err();
    let seen = world.server.seen();
    let (head, body) = seen[0].split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /v1/sessions HTTP/1.1\r\n"));
    assert!(!head.contains("canary"));
    assert_eq!(body.matches("canary").count(), 3);
}

#[tokio::test]
async fn each_call_has_its_path() {
    let world = world(|_| answer("503 Service Unavailable", "", "")).await;
    let service = &world.service;
    let attempt = RefreshAttempt {
        refresh: token(),
        request_id: "id".to_owned(),
    };
    service.catalogue(None).await.unwrap_err();
    service.table(TableKind::Offices, None).await.unwrap_err();
    service.refresh(attempt).await.unwrap_err();
    service.sign_out(token(), false).await.unwrap_err();
    service.sign_out(token(), true).await.unwrap_err();
    service.add_receipts(token(), Vec::new()).await.unwrap_err();
    service
        .dossier(token(), TaxpayerId("t-1".to_owned()), None)
        .await
        .unwrap_err();
    let seen = world.server.seen();
    let lines: Vec<_> = seen
        .iter()
        .map(|request| request.split(" HTTP").next().unwrap())
        .collect();
    assert_eq!(
        lines,
        [
            "GET /v1/documents",
            "GET /v1/tables/offices",
            "POST /v1/sessions/refresh",
            "DELETE /v1/sessions/current",
            "DELETE /v1/sessions",
            "POST /v1/consents/receipts",
            "GET /v1/taxpayers/t-1/dossier",
        ]
    );
}

#[tokio::test]
async fn what_would_change_the_path_is_never_sent() {
    let world = world(|_| json("200 OK", "", TAXPAYERS)).await;
    for id in ["../../operator", "a/b", "a?b=c", ""] {
        let asked = world
            .service
            .dossier(token(), TaxpayerId(id.to_owned()), None)
            .await;
        assert_eq!(asked, malformed("taxpayer.id"));
    }
    // A token that could break out of its header is no token.
    let asked = world
        .service
        .taxpayers(Secret::from("a\r\nx-evil: 1".to_owned()))
        .await;
    assert_eq!(asked, Err(ServiceError::SessionEnded));
    assert!(world.server.seen().is_empty());
}

#[tokio::test]
async fn an_entity_tag_is_kept_and_asked_with() {
    let world = world(|request| {
        if request.contains("if-none-match: \"7\"\r\n") {
            answer("304 Not Modified", "", "")
        } else {
            json("200 OK", "etag: \"7\"\r\n", POLICY)
        }
    })
    .await;
    let Fetched::New { tag, .. } = world.service.table(TableKind::Policy, None).await.unwrap() else {
        panic!("nothing was held yet");
    };
    assert_eq!(tag, "\"7\"");
    let again = world.service.table(TableKind::Policy, Some(tag)).await;
    assert_eq!(again, Ok(Fetched::Unchanged));
    let useless = world
        .service
        .table(TableKind::Policy, Some("a\nb".to_owned()))
        .await
        .unwrap();
    assert!(matches!(useless, Fetched::New { .. }));
}

#[tokio::test]
async fn unchanged_is_no_answer_to_someone_who_holds_nothing() {
    let world = world(|_| answer("304 Not Modified", "", "")).await;
    assert_eq!(
        world.service.table(TableKind::Policy, None).await,
        malformed("status 304")
    );
    assert_eq!(world.service.taxpayers(token()).await, malformed("status 304"));
}

#[tokio::test]
async fn a_tag_that_is_too_long_is_left() {
    let world = world(|_| json("200 OK", &format!("etag: \"{}\"\r\n", "x".repeat(300)), POLICY)).await;
    let Fetched::New { tag, .. } = world.service.table(TableKind::Policy, None).await.unwrap() else {
        panic!("nothing was held yet");
    };
    assert_eq!(tag, "");
}

#[tokio::test]
async fn refusals_are_read_from_their_problems() {
    let problem = |status: &'static str, headers: &'static str, body: &'static str| async move {
        let headers = format!("content-type: application/problem+json\r\n{headers}");
        world(move |_| answer(status, &headers, body))
            .await
            .service
            .taxpayers(token())
            .await
            .unwrap_err()
    };
    let expired = problem(
        "401 Unauthorized",
        "",
        r#"{"status":401,"code":"access_expired"}"#,
    )
    .await;
    assert_eq!(expired, ServiceError::AccessExpired);
    let busy = problem(
        "503 Service Unavailable",
        "retry-after: 7\r\n",
        r#"{"status":503,"code":"unavailable"}"#,
    )
    .await;
    assert_eq!(busy, ServiceError::Busy { retry_after: Some(7) });
    let often = problem(
        "429 Too Many Requests",
        "retry-after: 30\r\n",
        r#"{"code":"too_many_attempts"}"#,
    )
    .await;
    assert_eq!(often, ServiceError::TooManyAttempts { retry_after: 30 });
    let newer = problem("403 Forbidden", "", r#"{"code":"moon_phase","status":"?"}"#).await;
    assert_eq!(
        newer,
        ServiceError::Refused {
            code: "moon_phase".to_owned()
        }
    );
    let page = world(|_| answer("403 Forbidden", "content-type: text/html\r\n", "<html>")).await;
    let refused = page.service.taxpayers(token()).await;
    assert_eq!(
        refused,
        Err(ServiceError::Refused {
            code: "http_403".to_owned()
        })
    );
}

#[tokio::test]
async fn an_order_needs_no_body_in_its_answer() {
    let world = world(|_| answer("204 No Content", "", "")).await;
    assert_eq!(world.service.sign_out(token(), true).await, Ok(()));
}

#[tokio::test]
async fn wrong_types_and_broken_bodies_are_malformed() {
    let cases: [(&str, &str, &str); 7] = [
        ("text/html", "<html>", "content type"),
        ("text/json", TAXPAYERS, "content type"),
        ("application/problem+json", TAXPAYERS, "content type"),
        ("application/json", "", "taxpayers, line 1, column 0"),
        (
            "application/json",
            "{\"taxpayers\":[}",
            "taxpayers, line 1, column 15",
        ),
        (
            "application/json",
            "{\"taxpayers\":7}",
            "taxpayers, line 1, column 14",
        ),
        (
            "Application/JSON; charset=utf-8",
            "\u{feff}{}",
            "taxpayers, line 1, column 1",
        ),
    ];
    for (kind, body, what) in cases {
        let header = format!("content-type: {kind}\r\n");
        let world = world(move |_| answer("200 OK", &header, body)).await;
        assert_eq!(
            world.service.taxpayers(token()).await,
            malformed(what),
            "{kind} {body}"
        );
    }
    let untyped = world(|_| answer("200 OK", "", TAXPAYERS)).await;
    assert_eq!(
        untyped.service.taxpayers(token()).await,
        malformed("content type")
    );
    let deep = format!("{{\"taxpayers\":{}", "[".repeat(100_000));
    let world = world(move |_| json("200 OK", "", &deep)).await;
    assert!(matches!(
        world.service.taxpayers(token()).await,
        Err(ServiceError::Malformed(_))
    ));
}

#[tokio::test]
async fn bodies_without_end_are_given_up() {
    let too_large = malformed("the answer is larger than 1048576 bytes");
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
    let claimed = format!("{head}content-length: 99999999999\r\n\r\n{{");
    let endless = format!("{head}connection: close\r\n\r\n{{\"taxpayers\":[");
    let chunked = format!("{head}transfer-encoding: chunked\r\n\r\n");
    let chunk = [b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat();
    for (first, then) in [
        (claimed, b" ".to_vec()),
        (endless, vec![b' '; 65_536]),
        (chunked, chunk),
    ] {
        let world = world(move |_| Reply::Endless(first.clone().into_bytes(), then.clone())).await;
        assert_eq!(world.service.taxpayers(token()).await, too_large);
    }
    // A refusal's body is not worth waiting for: its status says enough.
    let refused = "HTTP/1.1 503 x\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
    let world = world(move |_| Reply::Endless(refused.as_bytes().to_vec(), vec![b' '; 65_536])).await;
    assert_eq!(
        world.service.taxpayers(token()).await,
        Err(ServiceError::Busy { retry_after: None })
    );
}

#[tokio::test]
async fn headers_without_end_are_given_up() {
    let world = world(|_| {
        Reply::Endless(
            b"HTTP/1.1 200 OK\r\n".to_vec(),
            b"x-more: and more\r\n".repeat(1000),
        )
    })
    .await;
    assert!(matches!(
        world.service.taxpayers(token()).await,
        Err(ServiceError::Unreachable(_))
    ));
}

#[tokio::test]
async fn silence_is_waited_for_only_so_long() {
    let short = Duration::from_millis(200);
    let (read, total) = (
        Patience {
            read: short,
            ..Patience::default()
        },
        Patience {
            total: short,
            ..Patience::default()
        },
    );
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{";
    for (patience, said) in [(read, &b""[..]), (total, b""), (read, head), (total, head)] {
        let world = patient_world(patience, move |_| Reply::Stalled(said.to_vec())).await;
        let asked = world.service.taxpayers(token()).await;
        assert_eq!(
            asked,
            Err(ServiceError::Unreachable("it took too long".to_owned()))
        );
    }
}

#[tokio::test]
async fn no_server_is_unreachable() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let service = HttpsService::new(&format!("https://{address}"), "0.1.0", Trust::bundled()).unwrap();
    let asked = service.catalogue(None).await;
    assert_eq!(asked, Err(ServiceError::Unreachable("no connection".to_owned())));
}
