//! Whether two names are the same speaker, as the gold's scorer decides it.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use super::gold::GoldQuotation;

/// The scorer's own list, word for word.
const STOP: [&str; 47] = [
    "il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una", "di", "del", "dello", "della", "dei", "degli", "delle", "dell", "d", "a",
    "al", "allo", "alla", "ai", "agli", "alle", "all", "da", "dal", "dallo", "dalla", "dai", "dagli", "dalle", "in", "nel", "nella", "nei",
    "e", "ed", "the", "of", "su", "sul", "sulla", "per", "con",
];

/// The words of a name without accents, capitals and small words.
fn tokens(name: &str) -> Vec<String> {
    let lower = name.to_lowercase().replace('’', "'");
    let folded: String = lower.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    folded.split(|c: char| !is_word(c)).filter(|w| !w.is_empty() && !STOP.contains(w)).map(str::to_owned).collect()
}

/// Python's `\w`: letters, numbers and the underscore. Rust's alphanumeric characters are the same,
/// and the vowel signs that Python counts among the marks.
fn is_word(c: char) -> bool {
    c == '_' || (c.is_alphanumeric() && !is_combining_mark(c))
}

/// Whether a predicted name is a gold name of that kind.
pub fn same_name(predicted: &str, gold: &str, kind: Option<&str>) -> bool {
    let (p, g) = (tokens(predicted), tokens(gold));
    if p.is_empty() || g.is_empty() {
        return false;
    }
    if p == g {
        return true;
    }
    let within = |a: &[String], b: &[String]| a.iter().all(|w| b.contains(w));
    if kind == Some("person") {
        // Python's sort is stable: of two names of one length the predicted one is the short one
        let (short, long) = if p.len() <= g.len() { (&p, &g) } else { (&g, &p) };
        return p.last() == g.last() && within(short, long);
    }
    let (p, g): (BTreeSet<_>, BTreeSet<_>) = (p.iter().collect(), g.iter().collect());
    let (shared, all) = (p.intersection(&g).count(), p.union(&g).count());
    p.is_subset(&g) || g.is_subset(&p) || shared as f64 / all as f64 >= 0.5
}

/// Whether the predicted speaker is one of the gold's right answers.
pub fn speaker_right(predicted: Option<&str>, gold: &GoldQuotation) -> bool {
    let predicted = predicted.filter(|p| !p.is_empty());
    match (predicted, gold.speaker.as_deref().filter(|s| !s.is_empty())) {
        (p, None) => p.is_none(),
        (None, Some(_)) => false,
        (Some(p), Some(want)) => {
            let kind = gold.speaker_kind.as_deref();
            let aliases = gold.aliases.iter().flatten().map(String::as_str);
            std::iter::once(want).chain(aliases).any(|name| same_name(p, name, kind))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{same_name, tokens};

    #[test]
    fn names_match_as_the_gold_wants() {
        assert!(same_name("Rossi", "Anna Rossi", Some("person")));
        assert!(!same_name("Anna", "Anna Rossi", Some("person")));
        assert!(same_name("la procura", "fonti della procura", Some("group")));
        assert!(same_name("Laganà", "Lagana'", Some("person")));
        assert!(!same_name("il", "Anna", None));
        assert!(!same_name("Rossi Anna", "Anna Rossi", Some("person")), "the last word decides");
        assert!(same_name("fonti dai ministeri", "ministeri", Some("group")));
        assert!(same_name("gli agenti di Roma", "agenti dagli uffici Roma", Some("group")));
        assert!(!same_name("", "", None));
    }

    #[test]
    fn words_are_what_python_makes_of_them() {
        assert_eq!(tokens("Dell’Utri, l'ex-ministro dagli USA"), ["utri", "ex", "ministro", "usa"]);
        assert_eq!(tokens("ﬁlm №5 è_già ½"), ["film", "No5", "e_gia", "1", "2"]);
        assert_eq!(tokens("O\u{300} Ⅳ"), ["o", "iv"]);
    }
}
