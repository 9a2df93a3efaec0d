//! The corpus as a ratchet: `corpus/passing.txt` lists the cases that are wholly right. A listed case
//! that fails breaks the build, and so does one that passes and is not listed: `UPDATE_CORPUS=1 cargo
//! test --test corpus` writes the list anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use virgolette::Engine;
use virgolette::evaluate::{Gold, Scorer, predictions};

const DIR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// `NAME marked`: every quotation in marks found and given to the right speaker, no other one found,
/// nothing rejected taken for one. `NAME indirect`: the same for those without marks.
fn passing(engine: &Engine) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for entry in fs::read_dir(DIR).expect("corpus/") {
        let path = entry.expect("an entry").path();
        let Some(name) = path.file_name().and_then(|n| n.to_str()).and_then(|n| n.strip_suffix(".gold.json")) else { continue };
        let gold: Gold = serde_json::from_str(&fs::read_to_string(&path).expect("readable")).unwrap_or_else(|e| panic!("{name}: {e}"));
        let text = fs::read_to_string(Path::new(DIR).join(format!("{name}.txt"))).expect("the article");
        let mut scorer = Scorer::default();
        scorer.add(name, &text, &gold, &predictions(&engine.analyze(&text), &text));
        let s = scorer.scores();
        let whole = |f: virgolette::evaluate::F1| f.tp == f.gold && f.tp == f.pred;
        if whole(s.detection) && whole(s.attributed) && s.scare == 0.0 {
            out.insert(format!("{name} marked"));
        }
        if whole(s.indirect) && whole(s.indirect_attributed) {
            out.insert(format!("{name} indirect"));
        }
    }
    out
}

#[test]
fn the_list_of_passing_cases_is_exact() {
    let engine = Engine::embedded().expect("the embedded grammar loads");
    let have = passing(&engine);
    let file = Path::new(DIR).join("passing.txt");
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        let lines: Vec<&str> = have.iter().map(String::as_str).collect();
        fs::write(&file, lines.join("\n") + "\n").expect("writable");
    }
    let listed = fs::read_to_string(&file).expect("corpus/passing.txt");
    let wanted: BTreeSet<String> = listed.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let broken: Vec<&String> = wanted.difference(&have).collect();
    let unlisted: Vec<&String> = have.difference(&wanted).collect();
    assert!(broken.is_empty(), "listed and failing: {broken:#?}");
    assert!(unlisted.is_empty(), "passing and not listed (UPDATE_CORPUS=1 cargo test --test corpus): {unlisted:#?}");
    assert!(!wanted.is_empty());
}
