//! A taxpayer's case as it is drawn: Home, Lots, Lot and Why.
//!
//! What the register says and what we find stand apart. Each date that rests on a chosen reading of the text says so where it
//! stands, nothing that only the person has said is green, and what binds an authority is never the taxpayer's breach. A
//! screen is drawn out of a [`Scene`]: one dossier, its assessment, and the law it was made under.

mod alerts;
mod countries;
mod days_off;
mod finding;
mod goods;
mod home;
mod lot;
mod lot_state;
mod lots;
mod money;
mod readings;
mod register;
mod remarks;
mod rules;
mod scene;
mod search;
mod standing;
mod steps;
mod timeline;
mod urgent;
mod values;
mod why;
mod words;

use crate::accounts::Acting;
use crate::intent::ScreenId;
use crate::model::Model;
use crate::screens::LotsPlace;
use crate::view::{HomeView, LotView, LotsView, WhyView};

use scene::Scene;

/// Where the taxpayer stands. Before anything was ever fetched, only what can be done.
pub(crate) fn home_view(model: &Model, screen: ScreenId, acting: &Acting<'_>) -> HomeView {
    let scene = Scene::of(model, screen, acting);
    let several = acting.account.taxpayers.len() > 1;
    let actions = home::actions(model.texts(), screen, several, scene.is_some());
    match scene {
        Some(scene) => home::home(&scene, actions),
        None => home::nothing_fetched(model.texts(), actions),
    }
}

/// A page of the lots that match.
pub(crate) fn lots_view(model: &Model, screen: ScreenId, acting: &Acting<'_>, place: &LotsPlace) -> LotsView {
    let scene = Scene::of(model, screen, acting);
    lots::lots(model.texts(), screen, scene.as_ref(), place)
}

/// One lot; `None` when the case has no such lot, or nothing was fetched.
pub(crate) fn lot_view(model: &Model, screen: ScreenId, acting: &Acting<'_>, lot: &str) -> Option<LotView> {
    lot::lot(&Scene::of(model, screen, acting)?, lot)
}

/// Why a finding says what it says; `None` when the case has no such finding, or nothing was fetched.
pub(crate) fn why_view(
    model: &Model,
    screen: ScreenId,
    acting: &Acting<'_>,
    finding: &str,
) -> Option<WhyView> {
    why::why(&Scene::of(model, screen, acting)?, finding)
}

#[cfg(test)]
pub(super) mod tests;
