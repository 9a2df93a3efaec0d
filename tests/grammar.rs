//! The grammar is tested by its own examples, and its errors by grammars that are wrong.

use std::fs;
use std::path::PathBuf;

use virgolette::Engine;
use virgolette::grammar::source::Files;

fn engine() -> Engine {
    Engine::embedded().expect("the embedded grammar loads")
}

#[test]
fn every_example_and_counterexample_holds() {
    engine().verify(&Files::embedded()).expect("every example of every rule");
}

/// A sentence before moves every offset and changes nothing else.
#[test]
fn examples_hold_behind_a_prefix() {
    const PREFIX: &str = "Piove da tre giorni sulla pianura. ";
    let engine = engine();
    let mut checked = 0;
    for rule in engine.rules() {
        // headlines, interviews and dialogue read the layout of the whole article
        let layout = ["headline", "interview", "dialogue", "indirect-headline"].contains(&rule.resolver.as_str());
        for example in rule.examples.iter().filter(|e| !layout && !e.text.contains('\n')) {
            let plain = engine.analyze(&example.text);
            let text = format!("{PREFIX}{}", example.text);
            let moved = engine.analyze(&text);
            let words = |d: &virgolette::document::Document, t: &str| -> Vec<(String, String, Option<String>)> {
                d.quotations
                    .iter()
                    .map(|q| {
                        let content = q.segments.iter().map(|s| s.of(t)).collect::<Vec<_>>().join(" ");
                        (content, q.rule.clone(), q.cue.as_ref().map(|c| c.span.of(t).to_owned()))
                    })
                    .collect()
            };
            assert_eq!(words(&plain, &example.text), words(&moved, &text), "{}: {}", rule.id, example.text);
            checked += 1;
        }
    }
    assert!(checked > 40, "only {checked} examples were checked");
}

#[test]
fn every_rule_says_why_and_what_it_concludes() {
    for rule in engine().rules() {
        assert!(rule.id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.id);
        assert!(!rule.summary.is_empty() && !rule.why.trim().is_empty() && !rule.because.is_empty(), "{}", rule.id);
        assert!((0.0..=1.0).contains(&rule.certainty), "{}", rule.id);
    }
}

/// Writes `files` over the embedded grammar and loads it.
fn load(name: &str, files: &[(&str, &str)]) -> Result<Engine, String> {
    let dir: PathBuf = std::env::temp_dir().join(format!("virgolette-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&dir);
    for (path, text) in files {
        let path = dir.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, text).expect("the file");
    }
    let result = Engine::with_grammar(&dir).map_err(|e| e.to_string());
    let _ = fs::remove_dir_all(&dir);
    result
}

const RULE: &str = r#"id = "quotation-thus"
summary = "«…», così Rossi"
why = "Così announces the author."
pattern = 'Q "," "così" S'
certainty = 0.9
because = "così"

[[example]]
text = "«La piazza riapre», così Anna Rossi."

[[counterexample]]
text = "«La piazza riapre», ha detto Anna Rossi."
"#;

#[test]
fn a_rule_of_ones_own_replaces_ours_without_compiling() {
    let engine = load("own", &[("rules/quotation-thus.toml", RULE)]).expect("the grammar loads");
    let own = engine.rules().find(|r| r.id == "quotation-thus").expect("the rule");
    assert_eq!(own.why, "Così announces the author.");
}

#[test]
fn a_wrong_grammar_names_file_line_and_column() {
    let cases = [
        ("pattern", RULE.replace("Q \",\"", "Q XYZ"), "rules/quotation-thus.toml:4:14"),
        ("class", RULE.replace("S'", "S[foo]'"), "rules/quotation-thus.toml:4:12"),
        ("toml", RULE.replace("certainty = 0.9", "certainty = "), "rules/quotation-thus.toml:5:"),
        ("example", RULE.replace("così Anna Rossi.", "Anna Rossi tace."), "rules/quotation-thus.toml:9:"),
        ("counterexample", RULE.replace("ha detto Anna Rossi.", "così Anna Rossi."), "rules/quotation-thus.toml:"),
        ("no-example", RULE.split("[[example]]").next().unwrap_or_default().to_owned(), "rules/quotation-thus.toml:1:"),
    ];
    for (name, rule, place) in cases {
        let error = load(name, &[("rules/quotation-thus.toml", &rule)]).expect_err(name);
        assert!(error.starts_with(place), "{name}: {error}");
        assert!(error.len() > place.len() + 10, "{name} says what to do: {error}");
    }
    let error = load("manifest", &[("rules/new-rule.toml", &RULE.replace("quotation-thus", "new-rule"))]).expect_err("not in the manifest");
    assert!(error.contains("manifest.toml"), "{error}");
    let error = load("missing", &[("manifest.toml", "rules = [\"nothing\"]")]).expect_err("no such rule");
    assert!(error.contains("nothing") || error.contains("manifest"), "{error}");
}
