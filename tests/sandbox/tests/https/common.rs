//! A plain client that trusts the sandbox's authority and nothing else.

use std::sync::Arc;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use salyk_contract::consents::Receipt;
use salyk_contract::documents::{DocumentLanguage, DocumentsInForce};
use salyk_contract::paths;
use salyk_contract::problem::{MEDIA_TYPE, Problem, ProblemCode};
use salyk_contract::sessions::{Refresh, SignIn, SignedIn, Tokens};
use salyk_sandbox::{SAMPLE_LOGINS, SampleLogin, Sandbox, SandboxOptions};

pub(crate) const UUID: &str = "0d7ac1b6-9c1d-4c4b-8a57-6f3f2f9d0001";
pub(crate) const OTHER_UUID: &str = "0d7ac1b6-9c1d-4c4b-8a57-6f3f2f9d0002";

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) http: reqwest::Client,
}

pub(crate) async fn world() -> World {
    world_with(SandboxOptions::for_tests()).await
}

pub(crate) async fn world_with(options: SandboxOptions) -> World {
    let sandbox = Sandbox::start(options).await.unwrap();
    let http = client(sandbox.ca_der());
    World { sandbox, http }
}

pub(crate) fn client(ca_der: &[u8]) -> reqwest::Client {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(ca_der.to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap();
    let tls = tls.with_root_certificates(roots).with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(true)
        .build()
        .unwrap()
}

pub(crate) fn sample(login: &str) -> &'static SampleLogin {
    SAMPLE_LOGINS.iter().find(|sample| sample.login == login).unwrap()
}

impl World {
    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.sandbox.base_url()))
    }

    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.request(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str, body: &impl serde::Serialize) -> RequestBuilder {
        self.request(Method::POST, path).json(body)
    }

    /// Receipts for what is in force now, as a phone makes them.
    pub(crate) async fn receipts(&self) -> Vec<Receipt> {
        let documents: DocumentsInForce = self
            .get(paths::DOCUMENTS)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let receipt = |document: salyk_contract::documents::DocumentInForce| Receipt {
            kind: document.kind,
            version: document.version,
            sha256: document
                .texts
                .iter()
                .find(|text| text.language == DocumentLanguage::Ky)
                .unwrap()
                .sha256
                .clone(),
            language: DocumentLanguage::Ky,
            accepted_at: "2026-06-01T04:00:00Z".parse().unwrap(),
            app_version: "0.1.0".to_owned(),
        };
        documents.documents.into_iter().map(receipt).collect()
    }

    pub(crate) async fn try_sign_in(&self, login: &str, password: &str, receipts: Vec<Receipt>) -> Response {
        let request = SignIn {
            login: login.to_owned(),
            password: salyk_contract::Secret::new(password),
            receipts,
            app_version: "0.1.0".to_owned(),
            installation_id: UUID.to_owned(),
        };
        self.post(paths::SESSIONS, &request).send().await.unwrap()
    }

    pub(crate) async fn sign_in(&self, login: &str) -> SignedIn {
        let answer = self
            .try_sign_in(login, sample(login).password, self.receipts().await)
            .await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.json().await.unwrap()
    }

    pub(crate) async fn try_refresh(&self, tokens: &Tokens, request_id: &str) -> Response {
        let request = Refresh {
            refresh_token: tokens.refresh_token.clone(),
            request_id: request_id.to_owned(),
        };
        self.post(paths::SESSIONS_REFRESH, &request).send().await.unwrap()
    }

    pub(crate) async fn taxpayers(&self, tokens: &Tokens) -> Response {
        self.get(paths::TAXPAYERS)
            .bearer_auth(tokens.access_token.expose())
            .send()
            .await
            .unwrap()
    }

    pub(crate) async fn dossier(&self, token: &str, id: &str) -> Response {
        self.get(&paths::dossier(id).unwrap())
            .bearer_auth(token)
            .send()
            .await
            .unwrap()
    }

    pub(crate) fn operator(&self, method: Method, path: &str) -> RequestBuilder {
        self.request(method, path)
            .header(paths::operator::KEY_HEADER, self.sandbox.operator_key())
    }
}

/// Checks that an answer is a problem of RFC 9457 with this status and code.
pub(crate) async fn assert_problem(answer: Response, status: u16, code: ProblemCode) -> Problem {
    assert_eq!(answer.status().as_u16(), status);
    assert_eq!(answer.headers()["content-type"], MEDIA_TYPE);
    let retry_after = answer
        .headers()
        .get("retry-after")
        .map(|value| value.to_str().unwrap().parse().unwrap());
    let problem: Problem = answer.json().await.unwrap();
    assert_eq!((problem.status, problem.code), (status, code));
    assert_eq!(problem.retry_after, retry_after);
    problem
}
