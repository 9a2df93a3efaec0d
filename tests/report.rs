//! The reports of a document made by hand, against `tests/fixtures/report/`. After a wanted change,
//! `BLESS=1 cargo test --test report` writes the fixtures anew: read their diff.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use similar::TextDiff;
use virgolette::document::*;
use virgolette::report::offsets::Unit;
use virgolette::report::text::Look;
use virgolette::report::{Analysed, Language, Origin, confident, explain, json, text};
use virgolette::span::Span;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/report")
}

fn article() -> String {
    fs::read_to_string(folder().join("articolo.txt")).expect("the article")
}

fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("no «{words}» in the article"));
    Span::new(start, start + words.len())
}

fn cue(text: &str, words: &str, lemma: &str, stance: Stance) -> Option<Cue> {
    Some(Cue { span: at(text, words), lemma: lemma.to_owned(), stance })
}

/// One quotation of each kind, a doubtful one, one that nobody said.
fn document(text: &str) -> Document {
    let quotation = |kind, segments: &[&str], marks: &str, rule: &str, because: &str| Quotation {
        kind,
        segments: segments.iter().map(|s| at(text, s)).collect(),
        marks: marks.to_owned(),
        cue: None,
        source: None,
        speaker: None,
        confidence: 0.95,
        rule: rule.to_owned(),
        joined_by: None,
        because: because.to_owned(),
        runners_up: Vec::new(),
        runner_up: None,
    };
    let runner_up =
        |rule: &str, source: Option<&str>, confidence| RunnerUp { rule: rule.to_owned(), source: source.map(|s| at(text, s)), confidence };
    let theatre = ["Il teatro riapre a maggio", "e resterà aperto tutto l’anno, sabati e domeniche compresi, finché ci saranno fondi"];
    let quotations = vec![
        Quotation {
            cue: cue(text, "ha spiegato", "spiegare", Stance::Neutral),
            source: Some(at(text, "il sindaco Elio Basàn")),
            speaker: Some(0),
            ..quotation(QuotationType::Direct, &theatre, "«»", "aside", "Dentro le virgolette, tra trattini, sta «ha spiegato».")
        },
        Quotation {
            cue: cue(text, "lo ha definito", "definire", Stance::Assertive),
            source: Some(at(text, "il consigliere di minoranza")),
            speaker: Some(1),
            confidence: 0.62,
            runners_up: vec![runner_up("reported-clause", Some("il sindaco Elio Basàn"), 0.55), runner_up("leftover", None, 0.5)],
            ..quotation(
                QuotationType::Mixed,
                &["un cantiere 🚧 senza fine"],
                "«»",
                "cue-define",
                "«lo ha definito» regge le parole citate.",
            )
        },
        Quotation {
            cue: cue(text, "ha aggiunto", "aggiungere", Stance::Neutral),
            source: Some(at(text, "Basa\u{300}n")),
            speaker: Some(0),
            confidence: 0.9,
            ..quotation(
                QuotationType::Indirect,
                &["che i biglietti costeranno meno"],
                "",
                "indirect-clause",
                "La frase dipende da «ha aggiunto».",
            )
        },
        Quotation {
            confidence: 0.4,
            ..quotation(QuotationType::Direct, &["Vedremo a giugno"], "\"\"", "leftover", "Nessuna parola vicina dice di chi sono.")
        },
        Quotation {
            cue: cue(text, "Secondo", "secondo", Stance::Neutral),
            source: Some(at(text, "una relazione dei vigili del fuoco")),
            speaker: Some(2),
            ..quotation(QuotationType::Indirect, &["le scale sono troppo strette"], "", "indirect-framing", "«Secondo» introduce la fonte.")
        },
    ];
    let speaker = |name: &str, kind, roles: &[&str], mentions: &[&str]| Speaker {
        name: name.to_owned(),
        kind,
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        mentions: mentions.iter().map(|m| at(text, m)).collect(),
    };
    Document {
        metadata: Metadata {
            title: Some(at(text, "Il teatro riapre 🎭 e la città si divide")),
            byline: Some(at(text, "Carla Neri")),
            outlet: Some(at(text, "Ansa")),
            date: Some(at(text, "3 marzo")),
        },
        quotations,
        speakers: vec![
            speaker("Elio Basàn", SpeakerKind::Person, &["sindaco"], &["Elio Basàn", "Basa\u{300}n"]),
            speaker("il consigliere di minoranza", SpeakerKind::Group, &["consigliere di minoranza"], &["il consigliere di minoranza"]),
            speaker("una relazione dei vigili del fuoco", SpeakerKind::Document, &[], &["una relazione dei vigili del fuoco"]),
        ],
        rejected: vec![Rejected {
            span: at(text, "loggione"),
            reason: Reason::Term,
            rule: "term-marker".to_owned(),
            because: "«cosiddetto» annuncia una parola, non un discorso.".to_owned(),
        }],
        diagnostics: vec![
            Diagnostic {
                kind: DiagnosticKind::UnclosedMark,
                span: at(text, "“"),
                message: "Le virgolette aperte qui non si chiudono.".to_owned(),
            },
            Diagnostic {
                kind: DiagnosticKind::Decoded,
                span: Span::default(),
                message: "il file non è in UTF-8: letto come windows-1252".to_owned(),
            },
        ],
    }
}

/// What a report writes about the article.
fn written(report: impl Fn(&mut Vec<u8>, &Analysed<'_>)) -> String {
    let text = article();
    let document = document(&text);
    let mut out = Vec::new();
    report(
        &mut out,
        &Analysed { id: "cronaca/articolo", path: "cronaca/articolo.txt", text: &text, document: &document, origin: Origin::default() },
    );
    String::from_utf8(out).expect("UTF-8")
}

fn uncoloured(report: impl Fn(&mut anstream::StripStream<&mut Vec<u8>>, &Analysed<'_>)) -> String {
    written(|out, analysed| report(&mut anstream::StripStream::new(out), analysed))
}

fn assert_fixture(name: &str, found: &str) {
    let file = folder().join(name);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, found).expect("a writable fixture");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let diff = TextDiff::from_lines(expected.as_str(), found);
    assert!(expected == found, "{name}\n{}", diff.unified_diff().header("expected", "found"));
}

#[test]
fn text_is_for_eyes() {
    let look = |language, why| Look { language, why };
    let page = |look: Look| uncoloured(|out, a| text::write(out, a, look).expect("a report"));
    assert_fixture("text.it.txt", &page(look(Language::Italian, false)));
    assert_fixture("text.en.txt", &page(look(Language::English, false)));
    assert_fixture("text.why.txt", &page(look(Language::Italian, true)));
    let widest = page(look(Language::Italian, true)).lines().map(|l| l.chars().count()).max();
    assert!(widest <= Some(80), "{widest:?} columns");
}

#[test]
fn colours_are_codes_around_the_same_words() {
    let coloured = written(|out, a| text::write(out, a, Look::default()).expect("a report"));
    assert!(coloured.contains("\u{1b}[1mElio Basàn\u{1b}[0m"));
    let plain = uncoloured(|out, a| text::write(out, a, Look::default()).expect("a report"));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn explain_shows_each_decision_in_its_place() {
    assert_fixture("explain.it.txt", &uncoloured(|out, a| explain::write(out, a, Language::Italian).expect("a report")));
}

#[test]
fn a_quotation_over_two_paragraphs_is_shown_in_both() {
    let text = "«Uno.\nDue», dice.";
    let mut document = document(&article());
    document.quotations.truncate(1);
    document.quotations[0].segments = vec![at(text, "Uno.\nDue")];
    (document.rejected, document.diagnostics) = (Vec::new(), Vec::new());
    let mut out = Vec::new();
    explain::write(&mut out, &Analysed { id: "x", path: "x", text, document: &document, origin: Origin::default() }, Language::English)
        .expect("a report");
    let out = String::from_utf8(out).expect("UTF-8");
    assert!(out.starts_with("«[1: Uno.]\n") && out.contains("\n[1: Due]», dice."), "{out}");
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let units = [("codepoint", Unit::CodePoint), ("byte", Unit::Byte), ("utf16", Unit::Utf16)];
    for (name, unit) in units {
        let found = written(|out, a| serde_json::to_writer_pretty(out, &json::report(a, unit)).expect("JSON"));
        assert_fixture(&format!("{name}.json"), &(found + "\n"));
    }
    let line = written(|out, a| serde_json::to_writer(out, &json::report(a, Unit::CodePoint)).expect("JSON"));
    assert!(!line.contains('\n'));
    assert_fixture("codepoint.jsonl", &(line + "\n"));
}

#[test]
fn offsets_find_the_words_in_each_unit() {
    let text = article();
    let chars: Vec<char> = text.chars().collect();
    let units: Vec<u16> = text.encode_utf16().collect();
    let slice = |unit, a: usize, b: usize| match unit {
        Unit::CodePoint => chars[a..b].iter().collect(),
        Unit::Byte => text[a..b].to_owned(),
        Unit::Utf16 => String::from_utf16(&units[a..b]).expect("whole characters"),
    };
    for unit in [Unit::CodePoint, Unit::Byte, Unit::Utf16] {
        let json = written(|out, a| serde_json::to_writer(out, &json::report(a, unit)).expect("JSON"));
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let mut compared = 0;
        each_object(&report, &mut |object| {
            if let (Some(words), Some(a), Some(b)) = (object["text"].as_str(), object["start"].as_u64(), object["end"].as_u64()) {
                assert_eq!(slice(unit, a as usize, b as usize), words, "{unit:?}");
                compared += 1;
            }
        });
        assert_eq!(compared, 4 + 4 + 4 + 1, "cues, sources, mentions, rejected");
        for quotation in report["quotations"].as_array().into_iter().flatten() {
            let segments = quotation["content"]["segments"].as_array().into_iter().flatten();
            let place = |s: &Value, key: &str| s[key].as_u64().expect("an offset") as usize;
            let words: Vec<String> = segments.map(|s| slice(unit, place(s, "start"), place(s, "end"))).collect();
            assert_eq!(Value::from(words.join(" ")), quotation["content"]["text"]);
        }
    }
}

fn each_object(value: &Value, visit: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            visit(value);
            map.values().for_each(|v| each_object(v, visit));
        }
        Value::Array(list) => list.iter().for_each(|v| each_object(v, visit)),
        _ => {}
    }
}

#[test]
fn doubtful_quotations_can_be_left_out_with_their_speakers() {
    let text = article();
    let sure = confident(document(&text), 0.7);
    let names: Vec<&str> = sure.speakers.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Elio Basàn", "una relazione dei vigili del fuoco"]);
    assert_eq!(sure.quotations.iter().map(|q| q.speaker).collect::<Vec<_>>(), [Some(0), Some(0), Some(1)]);
    assert_eq!(confident(document(&text), 0.0), document(&text));
}

/// Spans outside the text or inside a character, a speaker who is not there.
#[test]
fn a_document_that_makes_no_sense_is_written_all_the_same() {
    let mut broken = document(&article());
    broken.quotations[0].segments = vec![Span::new(1, 1), Span::new(1, 900), Span::new(900, 3)];
    broken.quotations[1].segments.clear();
    broken.quotations[2].speaker = Some(99);
    let analysed = Analysed { id: "", path: "", text: "à", document: &broken, origin: Origin::default() };
    let mut out = Vec::new();
    text::write(&mut out, &analysed, Look { why: true, ..Look::default() }).expect("a report");
    explain::write(&mut out, &analysed, Language::Italian).expect("a report");
    serde_json::to_writer(&mut out, &json::report(&analysed, Unit::Utf16)).expect("JSON");
}
