//! The marks against `tests/fixtures/marks/*.txt` (its README says how to write a case), and what
//! must hold for every text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use similar::TextDiff;
use virgolette::document::DiagnosticKind;
use virgolette::marks::{MarkTable, Marks, marks};
use virgolette::span::Span;

const TABLE: &str = include_str!("../grammar/marks.toml");

fn table() -> MarkTable {
    MarkTable::from_toml(TABLE).expect("grammar/marks.toml")
}

/// The lines that are not blank, without white space at their ends.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        at += line.len();
        Span::new(at - line.len(), at).trimmed(text)
    });
    lines.filter(|s| !s.is_empty()).collect()
}

struct Case {
    name: String,
    /// With the contents wrapped.
    expected: String,
    diagnostics: Vec<String>,
}

impl Case {
    fn text(&self) -> String {
        self.expected.replace("⟦+", "").replace(['⟦', '⟧'], "")
    }
}

fn cases(file: &Path) -> Vec<Case> {
    let source = std::fs::read_to_string(file).expect("a readable fixture");
    let mut out: Vec<Case> = Vec::new();
    for line in source.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            out.push(Case { name: name.to_owned(), expected: String::new(), diagnostics: Vec::new() });
        } else if let Some(case) = out.last_mut() {
            match line.strip_prefix("! ") {
                Some(diagnostic) => case.diagnostics.push(diagnostic.to_owned()),
                None => case.expected += &(unescaped(line) + "\n"),
            }
        }
    }
    out
}

/// `\r` and `\u{a0}` as the characters that they stand for.
fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let line = line.replace("\\r", "\r");
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("a closed \\u{…}");
        let c = u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("a code point");
        out += before;
        out.push(c);
        rest = after;
    }
    out + rest
}

/// The text with the contents wrapped, as the fixtures write it.
fn wrapped(text: &str, marks: &Marks) -> String {
    // at the same byte, ends come first, inner ones before outer ones
    let mut inserts: Vec<(usize, bool, isize, &str)> = Vec::new();
    for (m, marked) in (0isize..).zip(&marks.spans) {
        for (i, segment) in marked.segments.iter().enumerate() {
            inserts.push((segment.start, true, m, if i == 0 { "⟦" } else { "⟦+" }));
            inserts.push((segment.end, false, -m, "⟧"));
        }
    }
    inserts.sort();
    let mut out = String::new();
    let mut at = 0;
    for (place, _, _, bracket) in inserts {
        out += &text[at..place];
        out += bracket;
        at = place;
    }
    out + &text[at..]
}

fn diagnostics(text: &str, marks: &Marks) -> Vec<String> {
    let line = |d: &virgolette::document::Diagnostic| {
        let marked = marks.spans.iter().find(|m| d.kind == DiagnosticKind::MismatchedMarks && m.open.start == d.span.start);
        match (d.kind, marked) {
            (DiagnosticKind::UnclosedMark, _) => format!("unclosed-mark {}", d.span.of(text)),
            (DiagnosticKind::MismatchedMarks, Some(m)) => {
                format!("mismatched-marks {} {}", m.open.of(text), m.close.unwrap_or_default().of(text))
            }
            (kind, _) => format!("{} {}", if kind == DiagnosticKind::LoneMark { "lone-mark" } else { "?" }, d.span.of(text)),
        }
    };
    marks.diagnostics.iter().map(line).collect()
}

#[test]
fn fixtures_are_read_as_written() {
    let table = table();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/marks");
    let folder = std::fs::read_dir(folder).expect("the fixtures");
    let mut files: Vec<PathBuf> = folder.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    files.sort();
    let mut failures = String::new();
    let mut count = 0;
    for file in &files {
        for case in cases(file) {
            count += 1;
            let text = case.text();
            let found = marks(&text, &paragraphs(&text), &table);
            let expected = format!("{}{}\n", case.expected, case.diagnostics.join("\n"));
            let actual = format!("{}{}\n", wrapped(&text, &found), diagnostics(&text, &found).join("\n"));
            if expected != actual {
                let diff = TextDiff::from_lines(&expected, &actual);
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let _ = write!(failures, "\n{name}: {}\n{}", case.name, diff.unified_diff().header("expected", "found"));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(count >= 70, "only {count} cases were found");
}

#[test]
fn table_rejects_what_is_no_mark() {
    let letter = TABLE.replace("open = \"«\"", "open = \"x\"");
    assert!(MarkTable::from_toml(&letter).expect_err("a letter").to_string().contains("«x»"));
    let ungrouped = TABLE.replace("\"‹ ›\",", "");
    assert!(MarkTable::from_toml(&ungrouped).expect_err("no group").to_string().contains("confused"));
    assert!(MarkTable::from_toml("pairs = 3").is_err());
}

#[test]
fn word_lists_hold_no_word_twice_and_none_in_capitals() {
    let file: toml::Table = TABLE.parse().expect("grammar/marks.toml");
    for (key, value) in file {
        let Some(list) = value.as_str() else { continue };
        let mut seen = std::collections::BTreeSet::new();
        for word in list.split_whitespace() {
            assert!(seen.insert(word), "{key}: {word} stands there twice");
            assert_eq!(word, word.to_lowercase(), "{key}");
        }
    }
}

#[test]
fn closing_marks_say_where_they_stand() {
    let text = "'Era la citta'', disse. «Sì».";
    let found = marks(text, &paragraphs(text), &table());
    let closes: Vec<_> = found.spans.iter().map(|m| m.close.map(|c| (c.start, c.of(text)))).collect();
    assert_eq!(closes, [Some((14, "'")), Some((29, "»"))]);
}

#[test]
fn paragraphs_that_do_not_fit_are_left_out() {
    let text = "«è»";
    for spans in [vec![Span::new(0, 99)], vec![Span::new(1, 3)], vec![Span::new(3, 1)], vec![Span::new(0, 6), Span::new(0, 6)]] {
        marks(text, &spans, &table());
    }
}

/// Marks, letters, spaces and paragraph breaks, in any order.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "«", "»", "“", "”", "„", "‟", "\"", "\"", "'", "'", "’", "‘", "‚", "‹", "›", "<<", ">>", "''", "``", "`", " ", " ", " ", "\n",
        "\n\n", "\r\n", "\u{a0}", "– ", " – ", "— ", "- ", ".", ", ", ". ", ": ", "?", "(", ")", "a", "la ", "E", "è", "e\u{300}", "città",
        "po", "dell", "12", "68", "Ha detto", "🎉",
    ]);
    prop::collection::vec(pieces, 0..80).prop_map(|v| v.concat())
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let found = marks(text, &paragraphs(text), &table());
    let whole = |s: Span| text.get(s.start..s.end).is_some_and(|t| !t.is_empty());
    let mut last = 0;
    for (i, m) in found.spans.iter().enumerate() {
        prop_assert!(m.open.start >= last, "out of order");
        last = m.open.start;
        prop_assert!(whole(m.open) && m.close.is_none_or(whole));
        prop_assert!(!m.segments.is_empty());
        let mut at = m.open.end;
        for s in &m.segments {
            prop_assert!(whole(*s) && s.start >= at && s.trimmed(text) == *s, "segment {s:?} of {m:?}");
            at = s.end;
        }
        prop_assert!(m.close.is_none_or(|c| c.start >= at));
        prop_assert_eq!(m.depth == 0, m.parent.is_none());
        if let Some(p) = m.parent {
            prop_assert!(p < i && found.spans[p].extent().contains(m.extent()), "{m:?} in {:?}", found.spans[p]);
            prop_assert_eq!(m.depth, found.spans[p].depth + 1);
        }
        for other in &found.spans[..i] {
            let (a, b) = (other.extent(), m.extent());
            prop_assert!(!a.overlaps(b) || a.contains(b), "{other:?} crosses {m:?}");
        }
    }
    for d in &found.diagnostics {
        prop_assert!(whole(d.span) && !d.message.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1500) })]

    #[test]
    fn any_soup_of_marks_gives_sound_spans(text in soup()) {
        check(&text)?;
    }

    #[test]
    fn any_text_gives_sound_spans(text in "\\PC{0,60}") {
        check(&text)?;
    }

    #[test]
    fn a_paragraph_before_shifts_all_and_changes_nothing(text in soup()) {
        // short, so that both stay within the reach of the look for accented letters
        let prefix = "Un capoverso di prima\n";
        let table = table();
        let plain = marks(&text, &paragraphs(&text), &table);
        let shifted_text = format!("{prefix}{text}");
        let mut shifted = paragraphs(&shifted_text);
        shifted.remove(0);
        let shifted = marks(&shifted_text, &shifted, &table);
        let spans = |m: &Marks, by: usize| -> Vec<Vec<(usize, usize)>> {
            m.spans.iter().map(|m| m.segments.iter().map(|s| (s.start - by, s.end - by)).collect()).collect()
        };
        prop_assert_eq!(spans(&plain, 0), spans(&shifted, prefix.len()));
    }
}
