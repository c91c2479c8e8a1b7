//! Registration, and an application that was sent.

use salyk_client::view::{ApplicationView, ChoiceField, FilledField, FormItem, RegistrationView, Tone};

use super::item::Reveal;
use super::{Look, Writer, around, chrome};

pub(super) fn registration(writer: &mut Writer, view: &RegistrationView) -> &'static str {
    if let Some(state) = &view.state {
        chrome::notice(writer, state);
    }
    choices(writer, &view.method);
    writer.gap();
    writer.item(view.privacy.clone());
    writer.item(view.consent.clone());
    problem(writer, view.consent_problem.as_deref());
    for field in &view.fields {
        writer.gap();
        form_item(writer, field);
    }
    writer.gap();
    writer.item(view.submit.clone());
    writer.gap();
    for link in &view.links {
        writer.item(link.clone());
    }
    "registration"
}

fn form_item(writer: &mut Writer, item: &FormItem) {
    match item {
        FormItem::LookedUp { field, note, look_up } => {
            writer.item(field.clone());
            if let Some(note) = note {
                chrome::notice(writer, note);
            }
            writer.item(look_up.clone());
        }
        FormItem::Filled { field } => filled(writer, field),
        FormItem::Secret { field } => {
            writer.item(field.clone());
            writer.item(Reveal {
                field: field.key,
                show: field.show.clone(),
                hide: field.hide.clone(),
            });
        }
        FormItem::Choice { field } => choices(writer, field),
    }
}

fn filled(writer: &mut Writer, field: &FilledField) {
    writer.pair(field.label.clone(), field.text.clone());
    problem(writer, field.problem.as_deref());
}

pub(super) fn choices(writer: &mut Writer, field: &ChoiceField) {
    writer.heading(field.label.clone());
    writer.row(field.choices.iter().cloned());
    problem(writer, field.problem.as_deref());
}

fn problem(writer: &mut Writer, problem: Option<&str>) {
    if let Some(problem) = problem {
        writer.standing(Tone::Bad, "", problem);
    }
}

pub(super) fn application(writer: &mut Writer, view: &ApplicationView) -> &'static str {
    writer.text(view.number.clone(), Look::Strong);
    chrome::notice(writer, &view.message);
    if let Some(login) = &view.login {
        around::section(writer, login);
    }
    writer.heading(view.timeline_heading.clone());
    for step in &view.timeline {
        chrome::notice(writer, step);
    }
    around::section(writer, &view.office);
    writer.text(view.heard.clone(), Look::Faint);
    writer.gap();
    for action in &view.actions {
        writer.item(action.clone());
    }
    "application"
}
