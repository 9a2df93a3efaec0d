//! Whether the speakers of two versions are one: a fuller or shorter name, a title or a role makes no difference.

use crate::document::{Speaker, SpeakerKind};
use crate::grammar::key::key;
use crate::speaker::name::{compatible, name_keys, significant};

/// What two versions say of who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// The same, as far as the names tell; or neither says who.
    Same,
    /// One of them does not say who.
    Open,
    /// Somebody else.
    Other,
}

/// Compares two speakers.
pub(crate) fn agreement(a: Option<&Speaker>, b: Option<&Speaker>) -> Agreement {
    match (a, b) {
        (None, None) => Agreement::Same,
        (Some(a), Some(b)) if same(a, b) => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Other,
        _ => Agreement::Open,
    }
}

fn same(a: &Speaker, b: &Speaker) -> bool {
    let (x, y) = (name_keys(&a.name), name_keys(&b.name));
    if x == y || key(&a.name) == key(&b.name) {
        return true;
    }
    let people = is_named(a) && is_named(b);
    if people {
        return part_of_name(&x, &y) || part_of_name(&y, &x);
    }
    holds(a, &b.name) || holds(b, &a.name) || !is_named(a) && !is_named(b) && (within(&a.name, &b.name) || within(&b.name, &a.name))
}

/// A person by a proper name, which begins with a capital; the others go by a noun phrase.
fn is_named(speaker: &Speaker) -> bool {
    speaker.kind == SpeakerKind::Person && speaker.name.starts_with(char::is_uppercase)
}

/// The surname, the given name or both of a longer name.
fn part_of_name(short: &[String], long: &[String]) -> bool {
    match short {
        [] => false,
        [one] => long.first() == Some(one) || long.last() == Some(one),
        _ => short.len() <= long.len() && compatible(short, long),
    }
}

/// Whether a role that the article gives to a speaker is what the other version calls him: *il sindaco*.
fn holds(speaker: &Speaker, phrase: &str) -> bool {
    speaker.roles.iter().any(|role| within(phrase, role) || within(role, phrase))
}

/// Whether the words of a noun phrase, articles apart, are all in another one.
fn within(short: &str, long: &str) -> bool {
    let (short, long) = (significant(short), significant(long));
    !short.is_empty() && short.iter().all(|w| long.contains(w))
}
