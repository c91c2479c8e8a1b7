//! A taxpayer's case as it is drawn.

use crate::accounts::Acting;
use crate::intent::{Ask, FieldKey, ScreenId};
use crate::model::Model;
use crate::screens::LotsPlace;
use crate::view::{Action, Field, HomeView, Importance, LotView, LotsView, WhyView};

pub(crate) fn home_view(model: &Model, screen: ScreenId, _acting: &Acting<'_>) -> HomeView {
    let texts = model.texts();
    HomeView {
        registered: None,
        finding: None,
        deadlines: Vec::new(),
        overdue: Vec::new(),
        deposits: Vec::new(),
        alerts: Vec::new(),
        age: None,
        actions: vec![
            Action::enabled(
                texts.say("lots-title"),
                Importance::Primary,
                screen,
                Ask::OpenLots,
            ),
            Action::enabled(
                texts.say("settings-title"),
                Importance::Normal,
                screen,
                Ask::OpenSettings,
            ),
        ],
    }
}

pub(crate) fn lots_view(
    model: &Model,
    _screen: ScreenId,
    _acting: &Acting<'_>,
    place: &LotsPlace,
) -> LotsView {
    let label = model.texts().say("lots-search");
    LotsView {
        search: Field {
            key: FieldKey::Search,
            spoken: label.clone(),
            label,
            text: place.search.clone(),
            edit: place.edit,
            reset: 0,
            problem: None,
        },
        filters: Vec::new(),
        rows: Vec::new(),
        summary: String::new(),
        page: 0,
        pages: 1,
        previous: None,
        next: None,
    }
}

pub(crate) fn lot_view(_: &Model, _: ScreenId, _: &Acting<'_>, _: &str) -> Option<LotView> {
    None
}

pub(crate) fn why_view(_: &Model, _: ScreenId, _: &Acting<'_>, _: &str) -> Option<WhyView> {
    None
}
