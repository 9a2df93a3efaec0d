//! The weights of the model: trained on our corpus they are the same every time and better than none;
//! what is wrong in their files is said; and long texts take time in proportion to their length.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use virgolette::Engine;
use virgolette::evaluate::Gold;
use virgolette::grammar::evidence::FACTS;
use virgolette::train::{Share, Tables, Trainer, to_toml};

fn corpus() -> Vec<(String, String, Gold)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut names: Vec<String> = fs::read_dir(&dir)
        .expect("the corpus")
        .filter_map(|e| e.ok()?.file_name().to_str()?.strip_suffix(".gold.json").map(str::to_owned))
        .collect();
    names.sort();
    let read = |name: &String, end: &str| fs::read_to_string(dir.join(format!("{name}{end}"))).expect("a file of the corpus");
    names.iter().map(|n| (n.clone(), read(n, ".txt"), serde_json::from_str(&read(n, ".gold.json")).expect("a gold file"))).collect()
}

fn trainer(engine: &Engine) -> Trainer {
    let mut trainer = Trainer::default();
    for (name, text, gold) in &corpus() {
        trainer.add(engine, name, text, gold);
    }
    trainer
}

fn share(shares: &[Share]) -> f64 {
    let count = |f: fn(&Share) -> usize| shares.iter().map(f).sum::<usize>() as f64;
    count(|s| s.right) / count(|s| s.all)
}

#[test]
fn the_same_articles_give_the_same_weights() {
    let engine = Engine::embedded().expect("the grammar");
    let (first, second) = (trainer(&engine), trainer(&engine));
    assert!(!first.is_empty());
    let tables = first.train();
    assert_eq!(to_toml(&tables), to_toml(&second.train()));
    assert!(tables.iter().all(|t| t.iter().any(|w| *w != 0.0)), "every situation learns something");
    let measured = share(&first.cross_validate(|_| ()));
    assert!(measured > 0.8, "on articles that were not trained on: {measured}");
}

#[test]
fn weights_that_are_missing_weigh_nothing() {
    let mut engine = Engine::embedded().expect("the grammar");
    engine.weigh_with(Tables::default());
    let document = engine.analyze("Anna Neri ha riaperto il ponte con Aldo Bo. «Aspettavamo da anni», ha detto.");
    assert_eq!(document.quotations.len(), 1);
}

#[test]
fn wrong_weights_are_refused() {
    let dir = std::env::temp_dir().join(format!("virgolette-weights-{}", std::process::id()));
    fs::create_dir_all(&dir).expect("a folder");
    let load = |file: &str, text: &str| {
        fs::write(dir.join(file), text).expect("the file");
        let result = Engine::with_grammar(&dir).map(|_| ()).map_err(|e| e.to_string());
        fs::remove_file(dir.join(file)).expect("the file");
        result.expect_err(text)
    };
    for (file, text) in [
        ("weights.toml", "[dropped]\nby-rule = inf\n"),
        ("weights.toml", "[dropped]\nby-rule = \"molto\"\n"),
        ("weights.toml", "[dropped]\nnessuno = 1.0\n"),
        ("weights.toml", "[nessuno]\nby-rule = 1.0\n"),
        ("weights.toml", "dropped = 3\n"),
        ("evidence.toml", "by-rule = 3\n"),
    ] {
        let error = load(file, text);
        assert!(error.starts_with(file), "{text}: {error}");
    }
    fs::remove_dir_all(&dir).expect("the folder");
}

#[test]
fn what_is_said_of_a_fact_is_said_of_one_that_there_is() {
    let says: toml::Table = include_str!("../grammar/evidence.toml").parse().expect("a table");
    for fact in says.keys() {
        assert!(FACTS.iter().any(|(_, name)| name == fact), "{fact}");
    }
}

#[test]
fn long_texts_take_time_in_proportion() {
    let engine = Engine::embedded().expect("the grammar");
    let time = |text: &str| {
        let start = Instant::now();
        assert!(!engine.analyze(text).quotations.is_empty());
        start.elapsed()
    };
    let never_stops = |n: usize| format!("Anna Neri ha parlato. {}", "il sindaco arriva e «non va bene così», ha detto, ".repeat(n));
    let many = |n: usize| {
        let entry = |i: usize| format!("Il ministro Marco Rossi{i} è arrivato. «Non va bene per niente così», ha detto il ministro.\n\n");
        (0..n).map(entry).collect::<String>()
    };
    for text in [&never_stops as &dyn Fn(usize) -> String, &many] {
        let (short, long) = (time(&text(500)), time(&text(2000)));
        // four times the length; the rest is for a busy machine
        assert!(long < short * 10 + Duration::from_millis(400), "{short:?} for 500, {long:?} for 2000");
    }
}
