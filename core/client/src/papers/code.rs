//! A code for paper, which a driver may carry.

use jiff::Timestamp;

use super::html;
use super::paper::{Paper, row};
use crate::accounts;
use crate::model::Model;
use crate::regime;

/// Offers the code of whoever is acted for as a page to be printed. There the INN is whole, as it is in the code.
pub(crate) fn share_code(model: &mut Model, svg: &str, expires: Timestamp) {
    let texts = model.texts();
    let acting = accounts::current(model);
    let Some(taxpayer) = acting.as_ref().and_then(|acting| acting.taxpayer) else {
        return;
    };
    let mut paper = Paper::new(
        texts,
        model.config.official,
        texts.say("certificate-paper-title"),
        "code",
    );
    paper.remarks.push(texts.say("certificate-paper-what"));
    paper.remarks.push(texts.say("certificate-not-confirmation"));
    paper.picture = Some(svg.to_owned());
    paper.part(
        texts.say("papers-taxpayer"),
        vec![
            row(texts.say("papers-name"), taxpayer.name.as_str()),
            row(texts.say("inn-label"), taxpayer.inn.as_str()),
            row(texts.say("certificate-paper-until"), texts.moment(expires)),
        ],
    );
    let (name, text) = (format!("{}.html", paper.name), html::page(&paper));
    regime::share(model, name, html::MEDIA_TYPE, text);
}
