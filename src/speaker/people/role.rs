//! What a phrase says that somebody is, as readers list it: *il ministro della Difesa, on.* → *ministro della Difesa*.

use crate::attribution::Reading;
use crate::grammar::key::key;
use crate::grammar::lexicon::{Agreement, Class};
use crate::span::Span;
use crate::unit::NounPhrase;

/// The role that a phrase gives to one person, without the words that only lead to it; none for several (*gli azionisti*).
pub(super) fn role(reading: &Reading<'_>, noun: &NounPhrase) -> Option<String> {
    if noun.agreement.number() == Agreement::PLURAL {
        return None;
    }
    let end = noun.name.filter(|n| n.start > noun.head_span.start).map_or(noun.span.end, |n| n.start);
    let worded = Span::new(noun.span.start, end).of(reading.article.text).trim_end_matches([',', ' ', '\u{a0}']).trim();
    let class = |word: &str| reading.grammar.lexicon.entry(reading.grammar.lexicon.id(&key(word))).class;
    let mut role = worded;
    while let Some(at) = role.find([' ', '\'', '’']) {
        let (word, rest) = role.split_at(at + role[at..].chars().next().map_or(0, char::len_utf8));
        let leads = class(word.trim_end()).any(Class::ARTICLE.or(Class::INDEFINITE).or(Class::DEMONSTRATIVE).or(Class::POSSESSIVE));
        // uno degli organizzatori
        let one_of = class(rest.split([' ', '\'', '’']).next().unwrap_or_default()).any(Class::ARTICULATED.or(Class::OF));
        if !leads || one_of {
            break;
        }
        role = rest.trim_start();
    }
    // il parroco, don: how the name is addressed is no part of the role
    if let Some((office, last)) = role.rsplit_once(' ') {
        let address = class(last);
        if address.any(Class::HONORIFIC) && (office.ends_with(',') || !address.any(Class::ROLE)) {
            role = office.trim_end_matches([',', ' ']);
        }
    }
    (!role.is_empty()).then(|| role.to_owned())
}

/// Adds a role to those that are known; of *ministro* and *ministro della Difesa* the fuller one is kept.
pub(super) fn add(roles: &mut Vec<String>, role: String) {
    let says_less = |one: &str, other: &str| {
        let (one, other) = (one.to_lowercase(), other.to_lowercase());
        other.strip_prefix(one.as_str()).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    if roles.iter().any(|known| says_less(&role, known)) {
        return;
    }
    match roles.iter_mut().find(|known| says_less(known, &role)) {
        Some(known) => *known = role,
        None => roles.push(role),
    }
}
