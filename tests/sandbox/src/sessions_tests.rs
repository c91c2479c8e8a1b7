use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn begun() -> (Sessions, Tokens) {
    let mut sessions = Sessions::new(300, 3600);
    let tokens = sessions.begin("a", at(0)).unwrap();
    (sessions, tokens)
}

fn same(one: &Tokens, other: &Tokens) -> bool {
    one.access_token.expose() == other.access_token.expose()
        && one.refresh_token.expose() == other.refresh_token.expose()
}

#[test]
fn a_repeated_request_gets_the_same_successor_until_its_access_token_is_used() {
    let (mut sessions, first) = begun();
    let successor = sessions
        .rotate(first.refresh_token.expose(), "r1", at(1))
        .unwrap();
    let again = sessions
        .rotate(first.refresh_token.expose(), "r1", at(31))
        .unwrap();
    assert!(same(&successor, &again));
    assert_eq!(
        again.access_expires_in, 270,
        "the repeat tells the life that is left"
    );
    sessions
        .authenticate(again.access_token.expose(), at(32))
        .map(|_| ())
        .unwrap();
    let late = sessions
        .rotate(first.refresh_token.expose(), "r1", at(33))
        .map(|_| ());
    assert_eq!(late.unwrap_err(), ProblemCode::SessionRevoked);
    let after = sessions
        .authenticate(again.access_token.expose(), at(34))
        .map(|_| ());
    assert_eq!(
        after.unwrap_err(),
        ProblemCode::SessionRevoked,
        "the whole family is gone"
    );
}

#[test]
fn using_the_successors_refresh_token_ends_the_repeat_too() {
    let (mut sessions, first) = begun();
    let second = sessions
        .rotate(first.refresh_token.expose(), "r1", at(1))
        .unwrap();
    let third = sessions
        .rotate(second.refresh_token.expose(), "r2", at(2))
        .unwrap();
    let reuse = sessions
        .rotate(first.refresh_token.expose(), "r1", at(3))
        .map(|_| ());
    assert_eq!(reuse.unwrap_err(), ProblemCode::SessionRevoked);
    let last = sessions
        .rotate(third.refresh_token.expose(), "r3", at(4))
        .map(|_| ());
    assert_eq!(last.unwrap_err(), ProblemCode::SessionRevoked);
}

#[test]
fn another_request_id_with_an_old_token_revokes_the_family() {
    let (mut sessions, first) = begun();
    let second = sessions
        .rotate(first.refresh_token.expose(), "r1", at(1))
        .unwrap();
    let theft = sessions
        .rotate(first.refresh_token.expose(), "r2", at(2))
        .map(|_| ());
    assert_eq!(theft.unwrap_err(), ProblemCode::SessionRevoked);
    let victim = sessions
        .rotate(second.refresh_token.expose(), "r3", at(3))
        .map(|_| ());
    assert_eq!(victim.unwrap_err(), ProblemCode::SessionRevoked);
}

#[test]
fn the_access_token_before_the_rotation_works_on_and_is_no_use_of_the_successor() {
    let (mut sessions, first) = begun();
    let successor = sessions
        .rotate(first.refresh_token.expose(), "r1", at(1))
        .unwrap();
    sessions
        .authenticate(first.access_token.expose(), at(2))
        .map(|_| ())
        .unwrap();
    assert!(same(
        &successor,
        &sessions
            .rotate(first.refresh_token.expose(), "r1", at(3))
            .unwrap()
    ));
}

#[test]
fn expiry_is_told_apart_from_revocation() {
    let (mut sessions, tokens) = begun();
    assert!(
        sessions
            .authenticate(tokens.access_token.expose(), at(299))
            .is_ok()
    );
    let expired = sessions
        .authenticate(tokens.access_token.expose(), at(300))
        .map(|_| ());
    assert_eq!(expired.unwrap_err(), ProblemCode::AccessExpired);
    let late = sessions
        .rotate(tokens.refresh_token.expose(), "r1", at(3600))
        .map(|_| ());
    assert_eq!(late.unwrap_err(), ProblemCode::SessionExpired);
    let unknown = sessions.authenticate("00", at(0)).map(|_| ());
    assert_eq!(unknown.unwrap_err(), ProblemCode::Unauthenticated);
}

#[test]
fn families_do_not_touch_each_other() {
    let (mut sessions, first) = begun();
    let other = sessions.begin("b", at(0)).unwrap();
    assert_eq!(sessions.revoke_all(Some("a")), 1);
    assert!(sessions.authenticate(other.access_token.expose(), at(1)).is_ok());
    assert!(sessions.authenticate(first.access_token.expose(), at(1)).is_err());
    assert_eq!(sessions.revoke_all(None), 1);
    assert!(sessions.authenticate(other.access_token.expose(), at(1)).is_err());
}
