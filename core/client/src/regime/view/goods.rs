//! The goods of a lot: imported, exported, left.

use salyk_regulation::dossier::{Export, GoodsLine, Lot};
use salyk_regulation::fact::{Source, Stated};
use salyk_regulation::money::Quantity;
use salyk_regulation::order;

use super::money::quantity;
use super::scene::Scene;
use super::words;
use crate::view::GoodsShown;

pub(super) fn goods(scene: &Scene<'_>, lot: &Lot) -> Vec<GoodsShown> {
    let mut lines: Vec<_> = lot.lines.iter().collect();
    order::sort_by_key(&mut lines, |line| line.number);
    lines.into_iter().map(|line| shown(scene, lot, line)).collect()
}

fn shown(scene: &Scene<'_>, lot: &Lot, line: &GoodsLine) -> GoodsShown {
    let gone = |export: &&Export| export.line == line.number && export.date <= scene.today;
    let (same, other): (Vec<_>, Vec<_>) = lot
        .exports
        .iter()
        .filter(gone)
        .partition(|export| export.unit == line.unit);
    let exported = same
        .iter()
        .fold(Quantity::ZERO, |sum, export| sum.saturating_add(export.quantity));
    let said = same.iter().map(|export| Some(export.stated));
    let mut text = said_by(
        scene,
        quantity(scene.texts, exported, &line.unit),
        words::sources(scene, said),
    );
    if !other.is_empty() {
        // Units are not converted: what is recorded in another one is shown and not counted.
        let others: Vec<_> = other
            .iter()
            .map(|export| {
                let said = words::sources(scene, [Some(export.stated)]);
                said_by(scene, quantity(scene.texts, export.quantity, &export.unit), said)
            })
            .collect();
        let names = [("quantity", text.into()), ("others", others.join(", ").into())];
        text = scene.say_with("goods-other-unit", &names);
    }
    // Goods come with the service's own record of the lot: nobody else can state them.
    let imported_said = words::sources(scene, [Some(Stated::by(Source::Service))]);
    GoodsShown {
        name: line.name.clone(),
        code: line
            .goods_code
            .clone()
            .unwrap_or_else(|| scene.say("goods-no-code")),
        imported: said_by(
            scene,
            quantity(scene.texts, line.quantity, &line.unit),
            imported_said,
        ),
        exported: text,
        left: quantity(scene.texts, line.quantity.less(exported), &line.unit),
    }
}

/// A quantity with who states it.
fn said_by(scene: &Scene<'_>, quantity: String, said: Option<String>) -> String {
    match said {
        Some(said) => scene.say_with(
            "goods-said-by",
            &[("quantity", quantity.into()), ("said", said.into())],
        ),
        None => quantity,
    }
}
