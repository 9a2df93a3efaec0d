//! Whether two names are the same speaker, as the gold's scorer decides it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::gold::GoldQuotation;

const STOP: &str = " il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli alle \
                    da dal dallo dalla dalle in nel nella nei e ed the of su sul sulla per con ";

/// The words of a name without accents, capitals and small words.
fn tokens(name: &str) -> Vec<String> {
    let folded: String = name.to_lowercase().replace('’', "'").nfkd().filter(|c| !is_combining_mark(*c)).collect();
    folded
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|w| !w.is_empty() && !STOP.contains(&format!(" {w} ")))
        .map(str::to_owned)
        .collect()
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
    let unique = |list: &[String]| list.iter().collect::<std::collections::BTreeSet<_>>().len();
    let mut both = p.clone();
    both.extend(g.iter().cloned());
    let shared = p.iter().collect::<std::collections::BTreeSet<_>>().into_iter().filter(|w| g.contains(w)).count();
    within(&p, &g) || within(&g, &p) || shared as f64 / unique(&both) as f64 >= 0.5
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
    use super::same_name;

    #[test]
    fn names_match_as_the_gold_wants() {
        assert!(same_name("Rossi", "Anna Rossi", Some("person")));
        assert!(!same_name("Anna", "Anna Rossi", Some("person")));
        assert!(same_name("la procura", "fonti della procura", Some("group")));
        assert!(same_name("Laganà", "Lagana'", Some("person")));
        assert!(!same_name("il", "Anna", None));
    }
}
