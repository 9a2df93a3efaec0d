//! Names and roles as keys: the words by which two of them are the same person's.

use std::borrow::Cow;

use crate::grammar::key::key;

/// The keys of a name's words; a suffix (Jr.) is left out.
pub(crate) fn name_keys(name: &str) -> Vec<String> {
    name.split(|c: char| c.is_whitespace() || c == '\u{a0}')
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.')))
        .filter(|w| !w.is_empty())
        .map(key)
        .filter(|k| !matches!(k.as_str(), "jr." | "jr" | "sr." | "ii" | "iii" | "iv"))
        .collect()
}

/// Words of a complement that tell roles apart.
pub(crate) fn significant(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.chars().count() > 3 || w.chars().next().is_some_and(char::is_uppercase) && w.len() > 1)
        .map(key)
        .filter(|w| {
            !matches!(w.as_str(), "della" | "dello" | "delle" | "degli" | "alla" | "allo" | "alle" | "agli" | "nella" | "dell" | "all")
        })
        .collect()
}

/// Same surname, and the shorter name's words are among the longer one's (initials count).
pub(crate) fn compatible(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.last() != long.last() {
        return false;
    }
    short.iter().all(|w| {
        long.contains(w)
            || (w.ends_with('.') && long.iter().any(|l| l.starts_with(w.trim_end_matches('.'))))
            || long.iter().any(|l| l.ends_with('.') && l.chars().next() == w.chars().next())
    })
}

/// *Adriano 'Cobra' Ferreira* → *Adriano Ferreira*, with single spaces
pub(super) fn without_nickname(name: &str) -> Cow<'_, str> {
    let quoted = |word: &str| word.starts_with(['\'', '‘', '“', '"', '«', '\u{201c}']) && word.chars().count() > 2;
    // most names need no change
    if name.split(' ').all(|w| !w.is_empty() && !w.contains(char::is_whitespace) && !quoted(w)) {
        return Cow::Borrowed(name);
    }
    Cow::Owned(name.split_whitespace().filter(|w| !quoted(w)).collect::<Vec<_>>().join(" "))
}
