//! Documents and consent as they are drawn.

use crate::intent::{Ask, Intent, ScreenId};
use crate::model::Model;
use crate::text::{FluentValue, Texts};
use crate::view::{Action, Block, ConsentView, DocumentView, Importance, Tick};

use super::{DocumentKind, Lock};

/// The one box for both documents, wherever it stands.
pub(crate) fn tick_view(model: &Model, screen: ScreenId) -> Tick {
    let lock = model.consent.tick_lock(model.language);
    let ticked = model.consent.is_ticked();
    let enabled = ticked || lock.is_none();
    Tick {
        label: model.texts().say("sign-in-consent"),
        ticked,
        enabled,
        why_not: lock.filter(|_| !enabled).map(|lock| lock.text(model.texts())),
        intent: Intent::on(screen, Ask::TickConsent { ticked: !ticked }),
    }
}

/// Both documents, as links.
pub(crate) fn links(model: &Model, screen: ScreenId) -> Vec<Action> {
    let link = |kind: DocumentKind| {
        Action::enabled(
            model.texts().say(kind.key()),
            Importance::Link,
            screen,
            Ask::OpenDocument { kind },
        )
    };
    DocumentKind::ALL.into_iter().map(link).collect()
}

pub(crate) fn view(model: &Model, screen: ScreenId) -> ConsentView {
    let texts = model.texts();
    let accept = Action::enabled(
        texts.say("consent-accept"),
        Importance::Primary,
        screen,
        Ask::AcceptDocuments,
    );
    let lock = if model.consent.is_ticked() {
        None
    } else {
        Some(model.consent.tick_lock(model.language).unwrap_or(Lock::NotTicked))
    };
    ConsentView {
        message: texts.say("consent-needed"),
        documents: links(model, screen),
        consent: tick_view(model, screen),
        accept: accept.unless(lock.map(|lock| lock.text(texts))),
    }
}

pub(crate) fn document_view(model: &Model, screen: ScreenId, kind: DocumentKind) -> DocumentView {
    let texts = model.texts();
    let title = texts.say(kind.key());
    let document = model
        .consent
        .catalogue
        .as_ref()
        .map(|catalogue| catalogue.of(kind));
    let found = document.and_then(|document| {
        let id = document.text_in(model.language)?;
        Some((document, model.consent.texts.get(&id)?))
    });
    let Some((document, text)) = found else {
        let failed = model.consent.tick_lock(model.language) == Some(Lock::DocumentsFailed);
        let message = texts.say(if failed {
            "document-failed"
        } else {
            "document-loading"
        });
        let retry = || Action::enabled(texts.say("try-again"), Importance::Primary, screen, Ask::Refresh);
        return DocumentView {
            title,
            edition: String::new(),
            version: String::new(),
            blocks: vec![Block::Paragraph { text: message }],
            retry: failed.then(retry),
        };
    };
    let since = texts.date(document.in_force_since);
    let edition = texts.say_with(
        "document-edition",
        &[
            ("version", FluentValue::from(document.version.as_str())),
            ("since", FluentValue::from(since)),
        ],
    );
    let mut blocks = blocks(&text.text);
    if text.id.language != model.language {
        blocks.insert(
            0,
            Block::Paragraph {
                text: texts.say("document-other-language"),
            },
        );
    }
    DocumentView {
        title: text.title.clone(),
        edition,
        version: document.version.clone(),
        blocks,
        retry: None,
    }
}

/// Headings and paragraphs of the light markup.
fn blocks(text: &str) -> Vec<Block> {
    text.split("\n\n")
        .flat_map(|part| {
            let part = part.trim();
            let (heading, rest) = match part.strip_prefix("# ") {
                Some(heading) => heading
                    .split_once('\n')
                    .map_or((heading, ""), |(first, rest)| (first, rest)),
                None => ("", part),
            };
            let heading = (!heading.is_empty()).then(|| Block::Heading {
                text: heading.trim().to_owned(),
            });
            let paragraph = (!rest.trim().is_empty()).then(|| Block::Paragraph {
                text: rest.trim().replace('\n', " "),
            });
            [heading, paragraph]
        })
        .flatten()
        .collect()
}

impl DocumentKind {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::OfferAgreement => "document-offer",
            Self::PrivacyPolicy => "document-privacy",
        }
    }
}

impl Lock {
    /// The reason in one sentence, with what to do about it.
    #[must_use]
    pub fn text(self, texts: &Texts) -> String {
        texts.say(match self {
            Self::DocumentsLoading => "lock-documents-loading",
            Self::DocumentsFailed => "lock-documents-failed",
            Self::NotTicked => "lock-not-ticked",
            Self::LoginEmpty => "lock-login-empty",
            Self::PasswordEmpty => "lock-password-empty",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::view::Block;

    #[test]
    fn markup_becomes_headings_and_paragraphs() {
        let heading = |text: &str| Block::Heading {
            text: text.to_owned(),
        };
        let paragraph = |text: &str| Block::Paragraph {
            text: text.to_owned(),
        };
        assert_eq!(
            blocks("# One\n\nfirst\nline\n\n# Two\nsecond\n\n\n\n#hash"),
            [
                heading("One"),
                paragraph("first line"),
                heading("Two"),
                paragraph("second"),
                paragraph("#hash")
            ]
        );
    }
}
