//! What is said beside a day that several lots share: once, where it holds for all of them, else with the lots it is said of.

use salyk_regulation::dossier::Lot;
use salyk_regulation::finding::{Dates, Finding, Subject};
use salyk_regulation::order;
use salyk_regulation::policy::ReadingKey;
use salyk_regulation::set::KeySet;
use salyk_regulation::why::Doubt;

use super::scene::Scene;
use super::standing::Standing;
use super::{finding as rows, remarks};
use crate::text::Texts;

/// What has to be said beside a finding's date.
pub(super) type Remarks = fn(&Scene<'_>, &Finding) -> Vec<String>;
/// What to call a lot.
pub(super) type LotName = fn(&Scene<'_>, &Lot) -> String;

/// What is said beside one day.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    /// Whom the day concerns, each once.
    subjects: Vec<Subject>,
    said: Vec<Said>,
}

/// One remark.
#[derive(Debug, Clone)]
struct Said {
    text: String,
    /// Of whom it is said, each once.
    of: Vec<Subject>,
    /// What to call the first of them; `None` for the taxpayer.
    name: Option<String>,
}

/// What remarks follow from. Findings that are alike in this are told of in the same words.
#[derive(PartialEq)]
struct Ground<'a> {
    standing: Standing,
    doubts: KeySet<Doubt>,
    readings: KeySet<ReadingKey>,
    dates: &'a Dates,
}

impl Told {
    pub(super) fn of(scene: &Scene<'_>, findings: &[&Finding], remarks: Remarks, name: LotName) -> Self {
        let mut alike: Vec<(Ground<'_>, Vec<&Finding>)> = Vec::new();
        for finding in findings {
            let ground = Ground {
                standing: Standing::of(finding, scene.today),
                doubts: finding.doubts,
                readings: finding.readings,
                dates: finding.dates(),
            };
            match alike.iter_mut().find(|(known, _)| *known == ground) {
                Some((_, same)) => same.push(finding),
                None => alike.push((ground, vec![finding])),
            }
        }
        let mut told = Self {
            subjects: subjects(findings),
            said: Vec::new(),
        };
        for (_, same) in alike {
            let Some(first) = same.first() else { continue };
            let named = rows::lot(scene, first).map(|lot| name(scene, lot));
            let of = subjects(&same);
            for text in remarks(scene, first) {
                told.say(Said {
                    text,
                    of: of.clone(),
                    name: named.clone(),
                });
            }
        }
        told
    }

    /// The same day of the same taxpayer, told in another dossier.
    pub(super) fn join(&mut self, other: Self) {
        self.subjects = union(&self.subjects, &other.subjects);
        for said in other.said {
            self.say(said);
        }
    }

    fn say(&mut self, said: Said) {
        match self.said.iter_mut().find(|known| known.text == said.text) {
            Some(known) => known.of = union(&known.of, &said.of),
            None => self.said.push(said),
        }
    }

    /// How many lots the day concerns.
    pub(super) fn lots(&self) -> usize {
        lots(&self.subjects)
    }

    /// The remarks, each with whom it is said of where it does not hold for all.
    pub(super) fn lines(&self, texts: &Texts) -> Vec<String> {
        let line = |said: &Said| {
            let text = &said.text;
            match (&said.name, said.of.len()) {
                (_, count) if count == self.subjects.len() => text.clone(),
                (Some(name), 1) => format!("{text} ({name})"),
                (None, 1) => text.clone(),
                (_, count) => {
                    let lots = texts.say_with("reminder-lots", &[("count", count.into())]);
                    format!("{text} ({lots})")
                }
            }
        };
        self.said.iter().map(line).collect()
    }
}

/// Whom findings are about, each once.
pub(super) fn subjects(findings: &[&Finding]) -> Vec<Subject> {
    let mut subjects: Vec<_> = findings.iter().map(|finding| finding.subject().clone()).collect();
    order::sort(&mut subjects);
    subjects.dedup();
    subjects
}

/// How many of them are lots.
pub(super) fn lots(subjects: &[Subject]) -> usize {
    let of_lot = |subject: &&Subject| matches!(subject, Subject::Lot(_));
    subjects.iter().filter(of_lot).count()
}

fn union(one: &[Subject], other: &[Subject]) -> Vec<Subject> {
    let mut all = [one, other].concat();
    order::sort(&mut all);
    all.dedup();
    all
}

/// What has to be said beside a finding's date where its standing is not shown: that too, where it is not settled.
pub(super) fn with_standing(scene: &Scene<'_>, finding: &Finding) -> Vec<String> {
    let standing = Standing::of(finding, scene.today);
    let unsettled = matches!(
        standing,
        Standing::EnteredByYou | Standing::MayChange | Standing::NotKnown
    );
    let mut said = remarks::on_day(scene, finding);
    if unsettled {
        said.push(scene.say(standing.key()));
    }
    said
}

/// What to call a lot where others may read it: its declaration's number, or else its id. What goods it has is a tax secret.
pub(super) fn outside_name(scene: &Scene<'_>, lot: &Lot) -> String {
    let number = lot.declaration.as_deref().map(str::trim);
    match number.filter(|number| !number.is_empty()) {
        Some(number) => number.to_owned(),
        None => scene.say_with("lot-named", &[("id", lot.id.0.as_str().into())]),
    }
}
