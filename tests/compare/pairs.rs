//! `tests/fixtures/compare/pairs.txt`: two wordings of one statement and what the change is, a line each. A wording is
//! what a minister says between marks, or behind `>` a sentence of its own.

use virgolette::compare::{Change, Order};

use super::{Analysed, compared};

#[test]
fn pairs_are_judged_as_listed() {
    let list = include_str!("../fixtures/compare/pairs.txt");
    let mut count = 0;
    let mut wrong = Vec::new();
    for line in list.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let [wanted, old, new] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let found = judged(old, new);
        if found != wanted {
            wrong.push(format!("{found} instead of {line}"));
        }
        count += 1;
    }
    assert!(count > 100 && wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judged(old: &str, new: &str) -> String {
    let (old, new) = (Analysed::new(article(old)), Analysed::new(article(new)));
    let found = compared(&[&old, &new], Order::Time);
    found.threads.iter().flat_map(|t| &t.changes).map(told).collect::<Vec<_>>().join(" || ")
}

fn article(words: &str) -> String {
    let body = match words.strip_prefix('>') {
        Some(sentence) => sentence.to_owned(),
        None => format!("«{words}», ha detto il ministro Aldo Berti."),
    };
    format!("Titolo della notizia di oggi\n\nLa riunione si è chiusa tardi ieri sera.\n\n{body}\n")
}

fn told(change: &Change) -> String {
    let kinds = change.kinds.iter().map(|k| k.name()).collect::<Vec<_>>().join("+");
    let reasons = change.reasons.iter().map(|r| r.name()).collect::<Vec<_>>().join(",");
    if reasons.is_empty() { kinds } else { format!("{kinds} !{reasons}") }
}
