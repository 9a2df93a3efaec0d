//! What holds of every text, however odd.

use proptest::prelude::*;
use std::sync::OnceLock;
use virgolette::Engine;
use virgolette::article::{Role, article};
use virgolette::document::Document;
use virgolette::marks::marks;
use virgolette::span::Span;
use virgolette::token::{Shape, tokens};

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::embedded().expect("the embedded grammar loads"))
}

/// Pieces of news Italian and of its accidents, in any order.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Anna Rossi",
        "ha detto",
        "«",
        "»",
        "“",
        "”",
        "\"",
        "'",
        "’",
        "‘",
        " ",
        " ",
        " ",
        ", ",
        ". ",
        ": ",
        "; ",
        " – ",
        " - ",
        "(",
        ")",
        "\n",
        "\n\n",
        "il sindaco",
        "che",
        "la piazza riapre",
        "secondo",
        "E'",
        "perche'",
        "l'anno",
        "dell'",
        "Lo ha detto",
        "il cosiddetto",
        "?",
        "!",
        "…",
        "\r\n",
        "e\u{300}",
        "\u{a0}",
        "🎻",
        "19\"72",
        "'68",
        "«Aspettiamo»",
        "si legge",
        "nella nota",
        "D'",
        "Aloisio",
        "van der Meulen",
        "T.J.",
        "Jr.",
        "hanno",
        "aggiunto",
        "di",
        "aver",
        "se",
        "Milano, 9 nov. (askanews) – ",
        "ndr",
        "[",
        "]",
        "<<",
        ">>",
        "''",
        "``",
        "—",
        "\u{200b}",
        "A",
        "è",
    ]);
    prop::collection::vec(pieces, 0..60).prop_map(|p| p.concat())
}

fn check(text: &str, document: &Document) {
    let sound = |s: Span| {
        assert!(s.start <= s.end && s.end <= text.len(), "{s:?} is out of bounds");
        assert!(text.is_char_boundary(s.start) && text.is_char_boundary(s.end), "{s:?} cuts a character");
    };
    for q in &document.quotations {
        assert!(!q.segments.is_empty());
        q.segments.iter().for_each(|s| sound(*s));
        assert!(q.segments.windows(2).all(|w| w[0].end <= w[1].start), "segments out of order: {:?}", q.segments);
        q.cue.iter().for_each(|c| sound(c.span));
        q.source.iter().for_each(|s| sound(*s));
        assert!(q.speaker.is_none_or(|s| s < document.speakers.len()));
        assert!((0.0..=1.0).contains(&q.confidence));
        assert!(!q.rule.is_empty() && !q.because.is_empty());
    }
    document.speakers.iter().flat_map(|s| &s.mentions).for_each(|m| sound(*m));
    document.rejected.iter().for_each(|r| sound(r.span));
    document.diagnostics.iter().for_each(|d| sound(d.span));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_sound_and_answers_the_same(text in text()) {
        let first = engine().analyze(&text);
        check(&text, &first);
        prop_assert_eq!(first, engine().analyze(&text));
    }

    #[test]
    fn any_string_is_read(text in "\\PC{0,200}") {
        check(&text, &engine().analyze(&text));
    }

    #[test]
    fn tokens_and_gaps_rebuild_the_story(text in text()) {
        let article = article(&text, &engine().grammar().layout);
        let story: Vec<Span> = article.paragraphs.iter().map(|p| Span::new(p.story, p.span.end)).collect();
        let marks = marks(&text, &story, &engine().grammar().marks);
        let tokens = tokens(&article, &marks, &engine().grammar().lexicon);
        let mut at = 0;
        for token in tokens.iter().filter(|t| t.shape != Shape::Paragraph && !t.span.is_empty()) {
            prop_assert!(token.span.start >= at, "tokens overlap");
            let gap = &text[at..token.span.start];
            let skipped = article.paragraphs.iter().any(|p| {
                let outside = if p.role == Role::Credit { p.span } else { Span::new(p.span.start, p.story) };
                outside.overlaps(Span::new(at, token.span.start))
            });
            prop_assert!(skipped || gap.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')), "lost {gap:?}");
            at = token.span.end;
        }
    }
}

/// Quotation marks of another pair change nothing but `marks`.
#[test]
fn another_pair_of_marks_changes_nothing_else() {
    for rule in engine().rules() {
        for example in rule.examples.iter().filter(|e| e.text.contains('«') && !e.text.contains(['“', '"'])) {
            let curly = example.text.replace('«', "“").replace('»', "”");
            let describe = |text: &str| -> Vec<String> {
                let d = engine().analyze(text);
                d.quotations
                    .iter()
                    .map(|q| format!("{:?} {} {:?}", q.kind, q.rule, q.speaker.map(|s| d.speakers[s].name.clone())))
                    .collect()
            };
            assert_eq!(describe(&example.text), describe(&curly), "{}: {}", rule.id, example.text);
        }
    }
}

/// Decomposed letters, no-break spaces and CRLF give the same answers.
#[test]
fn the_form_of_the_text_makes_no_difference() {
    use unicode_normalization::UnicodeNormalization;
    let text = "Città, è già così\n\nIl sindaco Niccolò Là ha detto che «la città è più bella». Perché? «È così», ha aggiunto.";
    let names = |t: &str| -> Vec<Option<String>> {
        let d = engine().analyze(t);
        d.quotations.iter().map(|q| q.speaker.map(|s| d.speakers[s].name.nfc().collect())).collect()
    };
    let wanted = names(text);
    assert_eq!(wanted.len(), 2);
    assert_eq!(names(&text.nfd().collect::<String>()), wanted);
    assert_eq!(names(&text.replace('\n', "\r\n")), wanted);
    assert_eq!(names(&text.replace("ha detto", "ha\u{a0}detto")), wanted);
}
