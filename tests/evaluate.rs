//! The scorer: cases worked out by hand, and the gold's own `score.py` over perturbed gold, figure
//! for figure and line for line, where it and python3 are at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use virgolette::document::{Cue, Document, Quotation, QuotationType, Speaker, SpeakerKind};
use virgolette::evaluate::{Gold, Predicted, Scorer, Scores, predictions, same_name};
use virgolette::span::Span;

fn predicted(kind: &str, segments: &[(usize, usize)], speaker: Option<&str>) -> Predicted {
    let (kind, segments, speaker) = (kind.to_owned(), segments.to_vec(), speaker.map(str::to_owned));
    Predicted { kind, segments, cue: None, source: None, speaker, confidence: 1.0 }
}

fn score(text: &str, gold: Value, found: &[Predicted]) -> (Scores, Vec<String>) {
    let gold: Gold = serde_json::from_value(gold).expect("a gold file");
    let mut scorer = Scorer::with_errors();
    scorer.add("caso", text, &gold, found);
    (scorer.scores(), scorer.errors.unwrap_or_default())
}

#[test]
fn marks_and_punctuation_at_the_ends_do_not_count() {
    let text = "«Aspettiamo.», ha detto Rossi.";
    let gold = json!({"quotations": [{"type": "direct", "text": "Aspettiamo.", "segments": [[1, 12]], "cue": null, "source": null,
        "speaker": "Anna Rossi", "aliases": ["Rossi"], "kind": "person"}]});
    let (scores, errors) = score(text, gold, &[predicted("mixed", &[(0, 14)], Some("Rossi"))]);
    assert_eq!((scores.detection.tp, scores.attributed.tp, scores.cue, scores.kind), (1, 1, 1.0, 0.0));
    assert_eq!(errors, [""; 0]);
}

#[test]
fn four_fifths_of_the_characters_are_a_match_and_half_for_indirect_ones() {
    let text = "abcdefghij klmnopqrst";
    let gold = |kind: &str| json!({"quotations": [{"type": kind, "text": "abcdefghij", "segments": [[0, 10]], "speaker": null}]});
    let found = |kind, end| score(text, gold(kind), &[predicted(kind, &[(0, end)], None)]).0;
    assert_eq!(found("direct", 8).detection.tp, 1);
    assert_eq!(found("direct", 7).detection.tp, 0);
    assert_eq!(found("indirect", 5).indirect.tp, 1);
    assert_eq!(found("indirect", 4).indirect.tp, 0);
}

#[test]
fn optional_ones_count_for_nobody() {
    let text = "abcdefghij klmnopqrst";
    let gold = json!({"quotations": [
        {"type": "direct", "text": "abcdefghij", "segments": [{"start": 0, "end": 10}], "speaker": null, "optional": true},
        {"type": "direct", "text": "klmnopqrst", "segments": [[11, 21]], "speaker": "Anna Rossi", "kind": "person"}]});
    let (scores, errors) = score(text, gold, &[predicted("direct", &[(0, 10)], None)]);
    assert_eq!((scores.detection.gold, scores.detection.pred, scores.detection.tp), (1, 0, 0));
    assert_eq!(errors, ["caso: missed direct: 'klmnopqrst'"]);
}

#[test]
fn non_quotations_inside_a_quotation_are_left_out() {
    let text = "abcdefghij klmnopqrst uvwxyz";
    let gold = json!({
        "quotations": [{"type": "direct", "text": "abcdefghij", "segments": [[0, 10]], "speaker": null}],
        "not_quotes": [{"kind": "term", "segments": [[2, 4]]}, {"kind": "scare", "segments": [[11, 21]]}, {"kind": "name", "segments": [[22, 28]]}]});
    let (scores, errors) = score(text, gold, &[predicted("mixed", &[(11, 21)], Some("l'uno"))]);
    assert_eq!((scores.not_quotes, scores.scare), (2, 0.5));
    assert_eq!(errors, ["caso: missed direct: 'abcdefghij'", "caso: spurious mixed: 'klmnopqrst'"]);
}

#[test]
fn spans_that_make_no_sense_do_no_harm() {
    let gold = json!({"quotations": [{"type": "direct", "text": "", "segments": [[900, 950]], "speaker": null}]});
    let found = [predicted("direct", &[(9, 2)], None), predicted("direct", &[], None), predicted("direct", &[(70, 90)], None)];
    assert_eq!(score("breve", gold, &found).0.detection.tp, 0);
}

#[test]
fn speakers_are_compared_by_kind() {
    let cases = [
        ("Rossi", "Anna Rossi", "person", true),
        ("Anna", "Anna Rossi", "person", false),
        ("il ministro Anna Rossi", "Anna Rossi", "person", true),
        ("Anna Rossi", "Rossi dai", "person", true),
        ("LAGANÀ", "lagana\u{300}", "person", true),
        ("D’Alema", "Massimo D'Alema", "person", true),
        ("fonti dagli uffici", "gli uffici", "group", true),
        ("il governo", "il parlamento", "organization", false),
        ("", "Anna Rossi", "person", false),
    ];
    for (found, gold, kind, right) in cases {
        assert_eq!(same_name(found, gold, Some(kind)), right, "{found} / {gold}");
    }
}

#[test]
fn documents_are_counted_in_code_points() {
    let text = "🎻 È «già così», dice lei";
    let at = |words: &str| {
        let start = text.find(words).expect("the words");
        Span::new(start, start + words.len())
    };
    let document = Document {
        quotations: vec![Quotation {
            kind: QuotationType::Direct,
            segments: vec![at("già così")],
            marks: "«»".to_owned(),
            cue: Some(Cue { span: at("dice"), lemma: "dire".to_owned(), stance: Default::default() }),
            source: Some(at("lei")),
            speaker: Some(0),
            confidence: 1.0,
            rule: String::new(),
            joined_by: None,
            because: String::new(),
            runners_up: Vec::new(),
            runner_up: None,
        }],
        speakers: vec![Speaker { name: "lei".to_owned(), kind: SpeakerKind::Person, roles: Vec::new(), mentions: Vec::new() }],
        ..Document::default()
    };
    let found = predictions(&document, text);
    assert_eq!(found[0].segments, [(5, 13)]);
    assert_eq!((found[0].cue, found[0].source, found[0].speaker.as_deref()), (Some((16, 20)), Some((21, 24)), Some("lei")));
}

/// A gold quotation as a prediction, changed by a number: dropped, shifted, split, renamed, retyped.
fn perturbed(gold: &Value, n: usize) -> Option<Predicted> {
    if n % 9 == 4 {
        return None;
    }
    let pair = |s: &Value| -> (usize, usize) { serde_json::from_value(s.clone()).expect("a pair") };
    let span =
        |key: &str| gold[key].as_object().map(|s| (s["start"].as_u64().unwrap_or(0) as usize, s["end"].as_u64().unwrap_or(0) as usize));
    let mut segments: Vec<(usize, usize)> = gold["segments"].as_array().into_iter().flatten().map(pair).collect();
    let last = segments.len().saturating_sub(1);
    let (start, end) = segments[last];
    match n % 11 {
        1 => segments[last].1 = start + (end - start) * 4 / 5,
        2 => segments[last].1 = start + (end - start) / 2,
        3 => segments[0].0 = segments[0].0.saturating_sub(1),
        5 => segments.splice(last.., [(start, start + (end - start) / 3), (start + (end - start) / 3 + 1, end)]).for_each(drop),
        7 if segments.len() > 1 => segments.truncate(last),
        _ => {}
    }
    let kinds = ["direct", "mixed", "indirect"];
    let own = gold["type"].as_str().unwrap_or_default();
    let kind = if n % 8 == 6 { kinds[(n / 8) % 3] } else { own };
    let moved = |s: Option<(usize, usize)>, by: usize| s.map(|(a, b)| (a + by, b + by));
    Some(Predicted {
        kind: kind.to_owned(),
        segments,
        cue: if n % 10 == 3 { None } else { moved(span("cue"), [0, 0, 2, 40][n % 4]) },
        source: if n % 7 == 3 { Some((start, end)) } else { moved(span("source"), [0, 3, 60][n % 3]) },
        speaker: renamed(gold, n),
        confidence: 1.0,
    })
}

/// The gold speaker in one of the ways in which an engine could name it, right or wrong.
fn renamed(gold: &Value, n: usize) -> Option<String> {
    let name = gold["speaker"].as_str();
    let aliases: Vec<&str> = gold["aliases"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    Some(match (n % 13, name) {
        (0, _) => return None,
        (1, Some(name)) => name.rsplit(' ').next().unwrap_or(name).to_owned(),
        (2, Some(name)) => name.split(' ').next().unwrap_or(name).to_owned(),
        (3, Some(name)) => format!("il ministro {name}"),
        (4, Some(name)) => name.to_uppercase(),
        (5, Some(name)) => name.replace('\'', "’"),
        (6, Some(name)) => format!("{name} dai e dagli"),
        (7, _) => (*aliases.last()?).to_owned(),
        (8, _) => "il portavoce dagli Stati Uniti".to_owned(),
        (9, Some(name)) => name.split(' ').rev().collect::<Vec<_>>().join(" "),
        (10, None) => "qualcuno".to_owned(),
        (_, name) => return name.map(str::to_owned),
    })
}

fn as_json(name: &str, found: &[Predicted]) -> Value {
    let span = |s: Option<(usize, usize)>| s.map(|(start, end)| json!({"start": start, "end": end}));
    let quotations: Vec<Value> = found
        .iter()
        .enumerate()
        .map(|(n, q)| {
            let segments: Vec<Value> = q.segments.iter().filter_map(|s| span(Some(*s))).collect();
            let speaker = q.speaker.as_ref().map(|_| format!("s{n}"));
            json!({"type": q.kind, "content": {"segments": segments}, "cue": span(q.cue), "source": span(q.source), "speaker": speaker})
        })
        .collect();
    let speakers: Vec<Value> = found.iter().enumerate().map(|(n, q)| json!({"id": format!("s{n}"), "name": q.speaker})).collect();
    json!({"document": {"path": format!("{name}.txt")}, "quotations": quotations, "speakers": speakers})
}

/// The names of a folder's articles, sorted as `score.py` sorts them.
fn names(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).expect("a folder").flatten().map(|e| e.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> = files.filter(|n| n.ends_with(".gold.json")).collect();
    files.sort();
    files.iter().map(|n| n.trim_end_matches(".gold.json").to_owned()).collect()
}

/// What this scorer and `score.py` make of a folder's gold, perturbed from a seed: lines of errors
/// and figures, then the figures as JSON.
fn both(script: &Path, folder: &Path, seed: usize) -> [(String, Value); 2] {
    let mut scorer = Scorer::with_errors();
    let mut lines = String::new();
    let mut n = seed;
    for name in names(folder) {
        let text = fs::read_to_string(folder.join(format!("{name}.txt"))).expect("an article");
        let json = fs::read_to_string(folder.join(format!("{name}.gold.json"))).expect("its gold");
        let value: Value = serde_json::from_str(&json).expect("JSON");
        let mut found = Vec::new();
        for gold in value["quotations"].as_array().into_iter().flatten() {
            n += 1;
            found.extend(perturbed(gold, n));
        }
        let untrue = value["not_quotes"].as_array().into_iter().flatten().filter(|_| {
            n += 1;
            n.is_multiple_of(3)
        });
        found.extend(untrue.filter_map(|q| perturbed(&json!({"type": "mixed", "segments": q["segments"]}), 0)));
        scorer.add(&name, &text, &serde_json::from_str(&json).expect("a gold file"), &found);
        lines += &format!("{}\n", as_json(&name, &found));
    }
    let file = std::env::temp_dir().join(format!("virgolette-evaluate-{}-{seed}.jsonl", std::process::id()));
    fs::write(&file, lines).expect("a temporary file");
    let run = |flag: &str| {
        let output = Command::new("python3").arg(script).arg(folder).arg(&file).arg(flag).output().expect("python3");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let (theirs, figures) = (run("--errors"), run("--json"));
    let _ = fs::remove_file(&file);
    let scores = scorer.scores();
    let ours: String = scorer.errors.iter().flatten().map(|l| format!("{l}\n")).collect();
    let value = |s: &str| serde_json::from_str(s).expect("figures");
    [(format!("{ours}{scores}"), value(&serde_json::to_string(&scores).expect("JSON"))), (theirs, value(&figures))]
}

#[test]
fn figures_are_those_of_score_py() {
    let gold: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let script = gold.join("score.py");
    let python = Command::new("python3").arg("--version").output().is_ok_and(|o| o.status.success());
    if !script.exists() || !python {
        eprintln!("left out: needs python3 and {}", script.display());
        return;
    }
    let folders = fs::read_dir(&gold).expect("the gold").flatten().map(|e| e.path()).filter(|p| p.is_dir() && !names(p).is_empty());
    let mut compared = 0;
    for folder in folders {
        for seed in 0..4 {
            let [(ours, figures), (theirs, their_figures)] = both(&script, &folder, seed * 1000);
            let diff = similar::TextDiff::from_lines(&theirs, &ours);
            assert!(ours == theirs, "{} from {seed}\n{}", folder.display(), diff.unified_diff().header("score.py", "virgolette"));
            assert_eq!(figures, their_figures, "{} from {seed}", folder.display());
            compared += 1;
        }
    }
    assert!(compared > 0, "no gold in {}", gold.display());
}
