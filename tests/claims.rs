//! Claims: places that can be found again, ids that stay, formats that others read, and what the scores are worth.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;
use virgolette::Engine;
use virgolette::claims::{Article, Claim, claims};
use virgolette::document::Document;
use virgolette::report::claims::{Claims, csv, json};
use virgolette::report::{Analysed, Origin};
use virgolette::span::Span;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::embedded().expect("grammar"));

struct Text {
    id: String,
    text: String,
    document: Document,
    sentences: Vec<Span>,
}

impl Text {
    fn new(id: String, text: String) -> Self {
        let (document, sentences) = (ENGINE.analyze(&text), ENGINE.sentences(&text));
        Text { id, text, document, sentences }
    }

    fn analysed(&self) -> Analysed<'_> {
        let origin = Origin { date: Some("2026-03-01"), url: Some("https://esempio.it/pagina"), extracted: false };
        Analysed { id: &self.id, path: &self.id, text: &self.text, document: &self.document, origin }
    }
}

fn corpus() -> Vec<Text> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut paths: Vec<PathBuf> = fs::read_dir(dir).expect("corpus/").filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    let articles = paths.iter().filter(|p| p.extension().is_some_and(|x| x == "txt") && p.with_extension("gold.json").exists());
    let read =
        |p: &PathBuf| Text::new(p.file_stem().expect("a name").to_string_lossy().into_owned(), fs::read_to_string(p).expect("an article"));
    articles.map(read).collect()
}

fn of(texts: &[Text]) -> Vec<Claim> {
    let articles: Vec<Article<'_>> =
        texts.iter().map(|t| Article { id: &t.id, text: &t.text, document: &t.document, sentences: &t.sentences }).collect();
    claims(ENGINE.grammar(), &articles)
}

fn shapes(texts: &[Text], all: &[Claim]) -> Vec<Value> {
    let analysed: Vec<Analysed<'_>> = texts.iter().map(Text::analysed).collect();
    let found = Claims::new(&analysed, all, &[]);
    all.iter().map(|c| serde_json::to_value(json::shape(&found, c).expect("a claim")).expect("JSON")).collect()
}

#[test]
fn every_selector_finds_its_words() {
    let texts = corpus();
    let all = of(&texts);
    for (claim, shape) in all.iter().zip(shapes(&texts, &all)) {
        let characters: Vec<char> = texts[claim.article].text.chars().collect();
        let selector = &shape["selector"];
        let at = |key: &str| selector[key].as_u64().expect("a number") as usize;
        let text = |from: usize, to: usize| characters[from..to].iter().collect::<String>();
        let (start, end) = (at("start"), at("end"));
        assert_eq!(selector["exact"], text(start, end));
        assert_eq!(selector["prefix"], text(start.saturating_sub(32), start));
        assert_eq!(selector["suffix"], text(end, (end + 32).min(characters.len())));
    }
}

#[test]
fn ids_are_one_each_and_stay() {
    let texts = corpus();
    let ids = |all: &[Claim]| all.iter().map(|c| c.id.clone()).collect::<BTreeSet<_>>();
    let all = of(&texts);
    assert_eq!(ids(&all).len(), all.len(), "two claims share an id");
    assert_eq!(ids(&all), ids(&of(&corpus())), "another run, other ids");
    let longer = |t: Text| Text::new(t.id, format!("{}\n\nIntanto la pioggia è continuata per tutta la notte.\n", t.text.trim_end()));
    let edited = ids(&of(&corpus().into_iter().map(longer).collect::<Vec<_>>()));
    let lost = ids(&all).difference(&edited).count();
    // where the engine names a speaker otherwise after the edit, it is another claim
    assert!(lost * 1000 <= all.len(), "{lost} of {} ids changed by an edit elsewhere", all.len());
}

#[test]
fn a_statement_is_one_wherever_it_appears() {
    let text = |id: &str, words: &str| Text::new(id.to_owned(), format!("Titolo\n\n{words}\n"));
    let texts = [
        text("a", "«Il ponte di Barga riaprirà prima di Natale», ha detto la sindaca Anna Rossi."),
        text("b", "La sindaca Anna Rossi ha detto che il ponte di Barga riaprirà prima di Natale."),
        text("c", "«Il ponte di Barga riaprirà prima di Natale», ha detto il consigliere Ugo Neri."),
    ];
    let all = of(&texts);
    let statements: Vec<&str> = all.iter().map(|c| c.statement.as_str()).collect();
    assert_eq!(statements.len(), 3);
    assert_eq!(statements[0], statements[1]);
    assert_ne!(statements[0], statements[2]);
    let shapes = shapes(&texts, &all);
    assert_eq!(shapes[0]["appearances"][0]["document"], "b");
    assert_eq!(shapes[2].get("appearances"), None);
}

#[test]
fn a_spreadsheet_has_every_claim() {
    let texts = corpus();
    let all = of(&texts);
    let analysed: Vec<Analysed<'_>> = texts.iter().map(Text::analysed).collect();
    let mut out = Vec::new();
    csv::write(&mut out, &Claims::new(&analysed, &all, &[]), &all.iter().collect::<Vec<_>>()).expect("a spreadsheet");
    let mut rows = ::csv::Reader::from_reader(out.as_slice());
    assert_eq!(rows.headers().expect("a head").iter().collect::<Vec<_>>(), csv::COLUMNS);
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().map(|r| r.expect("a row")).collect();
    for (row, shape) in rows.iter().zip(shapes(&texts, &all)) {
        let words = shape["claim"].as_str().expect("words");
        assert!(row["claim"] == words || row["claim"] == format!("'{words}"), "{row:?}");
        assert_eq!(row["id"], shape["id"].as_str().expect("an id"));
        assert_eq!(row["speaker"], shape["speaker"]["name"].as_str().unwrap_or_default());
        assert_eq!(row["start"], shape["selector"]["start"].to_string());
    }
    assert_eq!(rows.len(), all.len());
}

#[test]
fn every_rule_holds_of_its_example() {
    let worth = &ENGINE.grammar().worth;
    for rule in worth.rules.iter().filter(|r| r.form.is_empty() && r.stances.is_empty()) {
        let texts = [Text::new("x".to_owned(), format!("Titolo\n\n«{}», ha detto Anna Rossi.\n", rule.example))];
        let found = of(&texts);
        let told = found.iter().map(|c| &c.checkworthiness).any(|w| w.reasons.contains(&rule.reason) || w.against.contains(&rule.reason));
        assert!(told, "{}: {} {found:?}", rule.reason, rule.example);
    }
}

#[derive(Deserialize)]
struct Judged {
    article: String,
    text: String,
    worthy: bool,
}

/// The annotated quotations by score, the best first: whether each is worth a check.
fn ranked() -> Vec<bool> {
    let list = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/checkworthiness.jsonl")).expect("the list");
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let texts = corpus();
    let all = of(&texts);
    let scores: BTreeMap<(String, String), f64> = shapes(&texts, &all)
        .iter()
        .map(|s| {
            let key = (s["document"]["id"].as_str().expect("an id").to_owned(), line(s["claim"].as_str().expect("words")));
            (key, s["checkworthiness"]["score"].as_f64().expect("a score"))
        })
        .collect();
    let judged = list.lines().map(|l| serde_json::from_str::<Judged>(l).expect("a line"));
    let mut found: Vec<(f64, bool)> =
        judged.filter_map(|j| scores.get(&(j.article.clone(), line(&j.text))).map(|score| (*score, j.worthy))).collect();
    assert!(found.len() >= 300, "{}", found.len());
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, worthy)| worthy).collect()
}

#[test]
fn scores_put_what_can_be_checked_first() {
    let ranked = ranked();
    let right = |n: usize| ranked[..n].iter().filter(|w| **w).count() as f64;
    let all = right(ranked.len());
    let precisions = (1..=ranked.len()).filter(|n| ranked[n - 1]).map(|n| right(n) / n as f64);
    let average = precisions.sum::<f64>() / all;
    let third = right(ranked.len() / 3) / (ranked.len() / 3) as f64;
    println!("{} of {} worthy; average precision {average:.3}, top third {third:.3}", all, ranked.len());
    assert!(average >= 0.70 && third >= 0.68, "average precision {average:.3}, top third {third:.3}");
}
