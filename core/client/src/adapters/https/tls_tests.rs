//! Servers that must not be taken for the tax service: each fails closed, with its reason, and is sent nothing.

use std::net::TcpListener;

use rcgen::CertificateParams;

use super::server::{Authority, Identity, Reply, Server, answer, json, usual, valid};
use super::{HttpsService, Pin, Trust};
use crate::ports::{ServiceError, TaxService};
use crate::secret::Secret;

fn untrusted(why: &str) -> ServiceError {
    ServiceError::Untrusted(why.to_owned())
}

fn good() -> Reply {
    json("200 OK", "", r#"{"taxpayers":[]}"#)
}

fn trusting(authority: &Authority) -> Trust {
    Trust::bundled().with_extra_root(authority.root()).unwrap()
}

/// Asks for something with a token, so that a leak would be seen.
async fn ask(server: &Server, trust: Trust) -> Result<(), ServiceError> {
    let service = HttpsService::new(&server.base(), "0.1.0", trust).unwrap();
    service
        .taxpayers(Secret::from("canary".to_owned()))
        .await
        .map(drop)
}

/// Asks a server that shows `identity`, and sees that it was sent nothing unless it was trusted.
async fn shown(identity: &Identity, trust: Trust) -> Result<(), ServiceError> {
    let server = Server::start(identity, |_| good()).await;
    let asked = ask(&server, trust).await;
    assert_eq!(server.seen().len(), usize::from(asked.is_ok()));
    asked
}

#[tokio::test]
async fn a_good_certificate_is_trusted() {
    let authority = Authority::new();
    assert_eq!(
        shown(&authority.issue(&usual()), trusting(&authority)).await,
        Ok(())
    );
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let authority = Authority::new();
    let identity = authority.issue(&valid((2020, 1, 1), (2021, 1, 1)));
    assert_eq!(
        shown(&identity, trusting(&authority)).await,
        Err(untrusted("its certificate has expired"))
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_yet_valid_is_refused() {
    let authority = Authority::new();
    let identity = authority.issue(&valid((2999, 1, 1), (3000, 1, 1)));
    assert_eq!(
        shown(&identity, trusting(&authority)).await,
        Err(untrusted("its certificate is not valid yet"))
    );
}

#[tokio::test]
async fn another_hosts_certificate_is_refused() {
    let authority = Authority::new();
    for name in ["cabinet.example", "127.0.0.2", "*.0.0.1"] {
        let identity = authority.issue(&CertificateParams::new(vec![name.to_owned()]).unwrap());
        let asked = shown(&identity, trusting(&authority)).await;
        assert_eq!(
            asked,
            Err(untrusted("its certificate is another server's")),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_self_signed_certificate_is_refused() {
    let identity = Identity::self_signed(&usual());
    let authority = Authority::new();
    let expected = Err(untrusted("its certificate's issuer is not trusted"));
    assert_eq!(shown(&identity, trusting(&authority)).await, expected);
}

#[tokio::test]
async fn an_unknown_root_is_refused() {
    let identity = Authority::new().issue(&usual());
    let expected = Err(untrusted("its certificate's issuer is not trusted"));
    assert_eq!(shown(&identity, Trust::bundled()).await, expected);
    // An authority that only bears the trusted one's name.
    let namesake = trusting(&Authority::new());
    assert_eq!(
        shown(&identity, namesake).await,
        Err(untrusted("its certificate is not acceptable"))
    );
}

#[tokio::test]
async fn a_chain_that_lacks_its_intermediate_is_refused() {
    let authority = Authority::new();
    let intermediate = authority.intermediate();
    let mut identity = intermediate.issue(&usual());
    let expected = Err(untrusted("its certificate's issuer is not trusted"));
    assert_eq!(shown(&identity, trusting(&authority)).await, expected);
    identity.chain.push(intermediate.certificate());
    assert_eq!(shown(&identity, trusting(&authority)).await, Ok(()));
}

#[tokio::test]
async fn a_wrong_pin_is_refused_and_a_backup_pin_accepted() {
    let authority = Authority::new();
    let identity = authority.issue(&usual());
    let pinned = |pins: Vec<Pin>| trusting(&authority).with_pins(pins);
    let wrong = Pin([7; 32]);
    let expected = Err(untrusted("its key is not one of those expected"));
    assert_eq!(shown(&identity, pinned(vec![wrong])).await, expected);
    assert_eq!(shown(&identity, pinned(vec![wrong, identity.pin])).await, Ok(()));
    // A pin is no substitute for a chain.
    let own = Identity::self_signed(&usual());
    let asked = shown(&own, pinned(vec![own.pin])).await;
    assert_eq!(asked, Err(untrusted("its certificate's issuer is not trusted")));
    // Nor is a pinned certificate that the server shows besides its own.
    let mut dressed = authority.issue(&usual());
    dressed.chain.extend(identity.chain.clone());
    assert_eq!(shown(&dressed, pinned(vec![identity.pin])).await, expected);
}

/// A ServerHello of TLS 1.1 (RFC 4346), and the alert of a server that knows no version of ours.
#[tokio::test]
async fn old_tls_is_refused() {
    const HELLO: &[u8] = &{
        let mut hello = [0x5a; 47];
        let head = [0x16, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2];
        let mut at = 0;
        while at < head.len() {
            hello[at] = head[at];
            at += 1;
        }
        // After 32 random bytes: no session, a cipher of that time, no compression.
        hello[43] = 0;
        hello[44] = 0xc0;
        hello[45] = 0x14;
        hello[46] = 0;
        hello
    };
    const ALERT: &[u8] = &[0x15, 3, 2, 0, 2, 2, 70];
    for bytes in [HELLO, ALERT] {
        let asked = ask(&Server::raw(bytes).await, Trust::bundled()).await;
        assert_eq!(asked, Err(untrusted("it offers no acceptable version of TLS")));
    }
}

#[tokio::test]
async fn a_server_without_tls_is_refused() {
    let server = Server::raw(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}").await;
    assert_eq!(
        ask(&server, Trust::bundled()).await,
        Err(untrusted("it does not speak TLS"))
    );
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let authority = Authority::new();
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    plain.set_nonblocking(true).unwrap();
    let address = plain.local_addr().unwrap();
    for (scheme, status) in [
        ("http", "302 Found"),
        ("https", "301 Moved Permanently"),
        ("http", "307 Temporary Redirect"),
    ] {
        let location = format!("location: {scheme}://{address}/v1/taxpayers\r\n");
        let server = Server::start(&authority.issue(&usual()), move |_| answer(status, &location, "")).await;
        let asked = ask(&server, trusting(&authority)).await;
        assert_eq!(
            asked,
            Err(ServiceError::Malformed(format!("status {}", &status[..3])))
        );
        assert!(plain.accept().is_err(), "the redirect was followed");
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_answer() {
    let authority = Authority::new();
    let whole = r#"{"taxpayers":[]}"#;
    // With its length, and without: then only TLS's farewell tells an end from a cut.
    let with_length =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{whole}");
    let without =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n{whole}");
    for text in [with_length, without] {
        let server = Server::start(&authority.issue(&usual()), move |_| {
            Reply::Cut(text.clone().into_bytes())
        })
        .await;
        let asked = ask(&server, trusting(&authority)).await;
        assert_eq!(
            asked,
            Err(ServiceError::Unreachable("the connection broke off".to_owned()))
        );
    }
}

#[tokio::test]
async fn only_https_addresses_of_a_service_are_taken() {
    let bad = [
        "http://127.0.0.1",
        "ftp://x",
        "https://",
        "x",
        "https://u:p@x",
        "https://x/?a=b",
        "https://x/#a",
        "",
    ];
    for base in bad {
        assert!(
            HttpsService::new(base, "0.1.0", Trust::bundled()).is_err(),
            "{base}"
        );
    }
    assert!(HttpsService::new("https://cabinet.example/api/", "0.1.0", Trust::bundled()).is_ok());
}

#[test]
fn a_root_that_is_none_is_refused() {
    assert!(Trust::bundled().with_extra_root(b"not a certificate").is_err());
}
