//! The stack of screens, and how each is drawn.

use salyk_regulation::assessment::LotState;

use crate::accounts;
use crate::attachments;
use crate::certificate;
use crate::consent::{self, DocumentKind};
use crate::entries::{self, EntryKind};
use crate::filing::{self, Form};
use crate::frame;
use crate::intent::{CountryGroup, DutyFilter, LotFilter, ScreenId};
use crate::model::Model;
use crate::papers;
use crate::regime;
use crate::registration;
use crate::session;
use crate::settings::{self, Question};
use crate::start;
use crate::view::{Screen, View};

/// What is on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Starting,
    SignIn,
    Document(DocumentKind),
    Consent,
    Accounts,
    Taxpayers,
    Home,
    Duties(DutiesPlace),
    Lots(LotsPlace),
    Lot(String),
    Plan(PlanPlace),
    WhatIf(WhatIfPlace),
    Reminders,
    Why(String),
    Outbox,
    RegimeApplication,
    /// A form that is filled in for a lot.
    LotForm(Form, String),
    /// A paper to keep, print or pass on.
    Paper(papers::PaperPlace),
    Entry(EntryPlace),
    /// Files attached to what is named so.
    Files(String),
    /// The code that an inspector scans.
    Certificate,
    Settings,
    Confirm(Question),
    /// The form: a new application's, or that which mends the application of this local id.
    Registration(Option<String>),
    /// An application that was sent, by its local id.
    Application(String),
}

impl Place {
    fn is_of_session(&self) -> bool {
        matches!(
            self,
            Self::Taxpayers
                | Self::Home
                | Self::Duties(_)
                | Self::Lots(_)
                | Self::Lot(_)
                | Self::Plan(_)
                | Self::WhatIf(_)
                | Self::Reminders
                | Self::Why(_)
                | Self::Outbox
                | Self::RegimeApplication
                | Self::LotForm(..)
                | Self::Paper(_)
                | Self::Entry(_)
                | Self::Files(_)
                | Self::Certificate
        )
    }
}

/// What a person set on the list of duties.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct DutiesPlace {
    pub(crate) filter: DutyFilter,
    pub(crate) page: u32,
}

/// What a person set on the list of lots.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LotsPlace {
    pub(crate) search: String,
    pub(crate) edit: u64,
    pub(crate) filter: LotFilter,
    pub(crate) state: Option<LotState>,
    pub(crate) page: u32,
}

/// What a person set on a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PlanPlace {
    /// The lot; without one, any that is thought of.
    pub(crate) lot: Option<String>,
    pub(crate) origin: Option<CountryGroup>,
    pub(crate) destination: Option<CountryGroup>,
    pub(crate) day: String,
    pub(crate) edit: u64,
}

/// What a person set on an export that is thought of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct WhatIfPlace {
    pub(crate) lot: String,
    /// The goods line; without one, the first of which something is left.
    pub(crate) line: Option<u32>,
    pub(crate) destination: Option<CountryGroup>,
    pub(crate) quantity: String,
    pub(crate) quantity_edit: u64,
    pub(crate) day: String,
    pub(crate) day_edit: u64,
}

/// What a person typed of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryPlace {
    pub(crate) lot: String,
    pub(crate) kind: EntryKind,
    pub(crate) number: Typed,
    pub(crate) day: Typed,
    pub(crate) sum: Typed,
}

/// A field's text, the edit that it is of, and how often it was cut.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) text: String,
    pub(crate) edit: u64,
    pub(crate) reset: u64,
}

/// The screens, the bottom one first; never empty.
#[derive(Debug)]
pub(crate) struct Stack {
    below: Vec<(ScreenId, Place)>,
    top: (ScreenId, Place),
    next: u64,
}

impl Stack {
    pub(crate) fn starting() -> Self {
        Self {
            below: Vec::new(),
            top: (ScreenId(1), Place::Starting),
            next: 2,
        }
    }

    pub(crate) fn is_top(&self, screen: ScreenId) -> bool {
        self.top.0 == screen
    }

    pub(crate) fn top(&self) -> &Place {
        &self.top.1
    }

    pub(crate) fn top_mut(&mut self) -> &mut Place {
        &mut self.top.1
    }

    /// Whether nothing is below this screen.
    pub(crate) fn is_bottom(&self, screen: ScreenId) -> bool {
        self.all().next().is_some_and(|(id, _)| *id == screen)
    }

    pub(crate) fn push(&mut self, place: Place) {
        let fresh = (ScreenId(self.next), place);
        self.next += 1;
        self.below.push(std::mem::replace(&mut self.top, fresh));
    }

    pub(crate) fn pop(&mut self) -> bool {
        let Some(below) = self.below.pop() else {
            return false;
        };
        self.top = below;
        true
    }

    /// Whether a screen is anywhere on the stack.
    pub(crate) fn holds(&self, place: &Place) -> bool {
        self.all().any(|(_, one)| one == place)
    }

    /// Takes a screen out wherever it stands but at the bottom; gives whether it was there.
    pub(crate) fn remove(&mut self, place: &Place) -> bool {
        if self.top.1 == *place {
            return self.pop();
        }
        let before = self.below.len();
        self.below.retain(|(_, below)| below != place);
        self.below.len() < before
    }

    /// Leaves only this screen.
    pub(crate) fn reset(&mut self, place: Place) {
        self.below.clear();
        self.top = (ScreenId(self.next), place);
        self.next += 1;
    }

    fn all(&self) -> impl Iterator<Item = &(ScreenId, Place)> {
        self.below.iter().chain(std::iter::once(&self.top))
    }
}

/// Leaves the screen in front; what was typed on the one below is still there.
pub(crate) fn back(model: &mut Model) {
    if let Place::Registration(which) = model.screens.top() {
        let which = which.clone();
        model.registration.leave_form(which.as_deref());
    }
    model.screens.pop();
}

/// Every screen on the stack, as it is to be drawn.
pub fn draw(model: &Model) -> Vec<Screen> {
    model
        .screens
        .all()
        .map(|(id, place)| draw_one(model, *id, place))
        .collect()
}

/// The screen in front, as it is to be drawn.
#[must_use]
pub fn front(model: &Model) -> Screen {
    let (id, place) = &model.screens.top;
    draw_one(model, *id, place)
}

/// Regime screens are drawn only out of a session: while one is looked for, the first screen stands in their place.
fn draw_one(model: &Model, id: ScreenId, place: &Place) -> Screen {
    let acting = accounts::current(model);
    let place = if place.is_of_session() && acting.is_none() {
        &Place::Starting
    } else {
        place
    };
    let view = match (place, acting) {
        (Place::SignIn, _) => View::SignIn(session::view(model, id)),
        (Place::Document(kind), _) => View::Document(consent::document_view(model, id, *kind)),
        (Place::Consent, _) => View::Consent(consent::view(model, id)),
        (Place::Accounts, _) => View::Accounts(accounts::view(model, id)),
        (Place::Settings, _) => View::Settings(settings::view(model, id)),
        (Place::Confirm(question), _) => View::Confirm(settings::confirm_view(model, id, question)),
        (Place::Registration(which), _) => match registration::view(model, id, which.as_deref()) {
            Some(view) => View::Registration(view),
            None => View::Starting(start::view(model)),
        },
        (Place::Application(application), _) => {
            match registration::application_view(model, id, application) {
                Some(view) => View::Application(view),
                None => View::Starting(start::view(model)),
            }
        }
        (of_session, Some(acting)) if of_session.is_of_session() => {
            in_session(model, id, of_session, &acting)
        }
        _ => View::Starting(start::view(model)),
    };
    Screen {
        id,
        frame: frame::of(model, id, place),
        view,
    }
}

fn in_session(model: &Model, id: ScreenId, place: &Place, acting: &accounts::Acting<'_>) -> View {
    match place {
        Place::Duties(duties) => View::Duties(regime::duties_view(model, id, acting, duties)),
        Place::Lots(lots) => View::Lots(regime::lots_view(model, id, acting, lots)),
        Place::Lot(lot) => match regime::lot_view(model, id, acting, lot) {
            Some(mut view) => {
                view.actions.extend(filing::lot_actions(model, id, acting, lot));
                View::Lot(view)
            }
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::Plan(plan) => match regime::plan_view(model, id, acting, plan) {
            Some(view) => View::Plan(view),
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::WhatIf(place) => match regime::what_if_view(model, id, acting, place) {
            Some(view) => View::WhatIf(view),
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::Why(finding) => match regime::why_view(model, id, acting, finding) {
            Some(view) => View::Why(view),
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::Outbox => View::Outbox(filing::outbox_view(model, id, acting)),
        Place::RegimeApplication => View::RegimeApplication(filing::regime_view(model, id, acting)),
        Place::LotForm(Form::Refund, lot) => match filing::refund_view(model, id, acting, lot) {
            Some(view) => View::RefundApplication(view),
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::LotForm(Form::Report, lot) => match filing::report_view(model, id, acting, lot) {
            Some(view) => View::TaxReport(view),
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::Reminders => View::Reminders(regime::reminders_view(model, id, acting)),
        Place::Paper(paper) => match papers::view(model, id, acting, paper) {
            Some(view) => View::Paper(view),
            None => View::Home(regime::home_view(model, id, acting)),
        },
        Place::Entry(place) => View::Entry(entries::view(model, id, place)),
        Place::Files(to) => View::Files(attachments::view(model, id, to)),
        Place::Certificate => View::Certificate(certificate::view(model, id, acting)),
        Place::Taxpayers => View::TaxpayerChoice(accounts::taxpayers_view(model, id, acting)),
        _ => View::Home(regime::home_view(model, id, acting)),
    }
}
