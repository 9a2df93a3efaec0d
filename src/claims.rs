//! Documents → their claims for fact-checkers: each statement with an id that stays, a place to find it again, the
//! sentences around it, how much it is worth a check and why, and where else the same was said.

pub mod reviews;
mod worth;

pub use worth::Checkworthiness;

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::compare::{Reason, differ};
use crate::document::Document;
use crate::grammar::Grammar;
use crate::grammar::key::key;
use crate::span::Span;
use crate::statement::Statement;
use crate::statement::index::Index;
use crate::statement::likeness::likeness_of_matter;
use crate::statement::same_speaker::{Agreement, agreement};
use crate::wording::Vocabulary;

/// An article whose claims are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Stable name of the document.
    pub id: &'a str,
    /// The text that was analysed.
    pub text: &'a str,
    /// What was found.
    pub document: &'a Document,
    /// Its sentences, in order: see [`crate::Engine::sentences`].
    pub sentences: &'a [Span],
}

/// A quotation that a fact-checker might check.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Index of the article.
    pub article: usize,
    /// Index into its document's quotations.
    pub quotation: usize,
    /// Made of the document's name, the speaker and the words: the same in every run and on every machine, and after an
    /// edit elsewhere in the article.
    pub id: String,
    /// The same for all claims that are one statement, in this article and others.
    pub statement: String,
    /// From the first to the last byte of the words, asides between them included.
    pub span: Span,
    /// The sentence before.
    pub before: Option<Span>,
    /// The sentence behind.
    pub after: Option<Span>,
    /// How much it is worth a check.
    pub checkworthiness: Checkworthiness,
    /// Known fact-checks of the same statement, the likest first: see [`reviews::matches`].
    pub reviews: Vec<reviews::Match>,
}

/// Of whom statements are whose speaker the article does not name.
const NOBODY: &str = "";

/// Statements that one is compared with, those that share the most telling words: more would only say nearly the same.
const CANDIDATES: usize = 32;

/// The least likeness of two claims that are one statement.
const SAME: f32 = 0.75;

/// The claims of the articles: article by article, the best first.
pub fn claims(grammar: &Grammar, articles: &[Article<'_>]) -> Vec<Claim> {
    let mut vocabulary = Vocabulary::new(grammar);
    let statements: Vec<Statement<'_>> =
        articles.iter().enumerate().flat_map(|(a, of)| Statement::all(a, of.text, of.document, &mut vocabulary)).collect();
    let first = first_of_each(&statements, &vocabulary);
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let mut out: Vec<Claim> = Vec::with_capacity(statements.len());
    for (place, statement) in statements.iter().enumerate() {
        let article = &articles[statement.version];
        let span = article.document.quotations[statement.quotation].extent();
        let (speaker, words) = said(statement, &vocabulary);
        // the same words said again in one document are another claim
        let again = seen.entry([article.id, &speaker, &words].join("\n")).or_default();
        *again += 1;
        let id = hash("c", &[article.id, &speaker, &words, &again.to_string()]);
        let (speaker, words) = said(&statements[first[place]], &vocabulary);
        let (before, after) = around(article.sentences, span);
        out.push(Claim {
            article: statement.version,
            quotation: statement.quotation,
            id,
            statement: hash("s", &[&speaker, &words]),
            span,
            before,
            after,
            checkworthiness: worth::judge(statement, &grammar.worth, &vocabulary),
            reviews: Vec::new(),
        });
    }
    out.sort_by(|a, b| a.article.cmp(&b.article).then(b.checkworthiness.score.total_cmp(&a.checkworthiness.score)));
    out
}

/// For each statement the first that says the same: in other words or in part, but neither denied nor with another
/// number. Only those are looked at that share a speaker's name and the most telling words, and the same words said again
/// by hash, so that an archive takes the square of its size only as far as one speaker says nearly the same in it.
fn first_of_each(statements: &[Statement<'_>], vocabulary: &Vocabulary<'_>) -> Vec<usize> {
    let mut by_speaker: FxHashMap<&str, Index> = FxHashMap::default();
    let mut by_words: FxHashMap<(&str, [Vec<u32>; 2]), usize> = FxHashMap::default();
    let mut first: Vec<usize> = Vec::with_capacity(statements.len());
    for (place, statement) in statements.iter().enumerate() {
        let name = statement.speaker.as_ref().map_or(NOBODY, |s| s.speaker.name.as_str());
        let words = [&statement.words, &statement.around].map(|words| words.iter().map(|w| w.id).collect::<Vec<u32>>());
        match by_words.entry((name, words)) {
            Entry::Occupied(said) => first.push(first[*said.get()]),
            Entry::Vacant(new) => {
                new.insert(place);
                let handles = statement.speaker.as_ref().map_or_else(|| vec![NOBODY], |s| s.handles());
                let indexes = handles.iter().filter_map(|h| by_speaker.get(h));
                let candidates: Vec<usize> = indexes.flat_map(|index| index.likest(statement, CANDIDATES)).collect();
                first.push(same(statements, candidates, statement, vocabulary).map_or(place, |other| first[other]));
                for handle in handles {
                    by_speaker.entry(handle).or_default().add(place, statement);
                }
            }
        }
    }
    first
}

/// The likest of some statements that says the same as one.
fn same(statements: &[Statement<'_>], candidates: Vec<usize>, one: &Statement<'_>, vocabulary: &Vocabulary<'_>) -> Option<usize> {
    let like = |other: usize| {
        let same = agreement(statements[other].speaker.as_deref(), one.speaker.as_deref()) == Agreement::Same;
        let likeness = same.then(|| likeness_of_matter(&statements[other], one, vocabulary)).flatten();
        likeness.filter(|l| *l >= SAME).map(|l| (l, other))
    };
    let mut likest: Vec<(f32, usize)> = candidates.into_iter().filter_map(like).collect();
    likest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let other_meaning = |other: usize| {
        let reasons = differ(&statements[other], one, vocabulary);
        reasons.iter().any(|r| matches!(r, Reason::Negation | Reason::Number))
    };
    likest.into_iter().map(|(_, other)| other).find(|other| !other_meaning(*other))
}

/// Speaker and words without what makes no difference.
fn said(statement: &Statement<'_>, vocabulary: &Vocabulary<'_>) -> (String, String) {
    let speaker = statement.speaker.as_ref().map_or_else(String::new, |s| key(&s.speaker.name));
    (speaker, statement.words.iter().map(|w| vocabulary.key(w.id)).collect::<Vec<_>>().join(" "))
}

/// Ten bytes of SHA-256 of the parts, in hexadecimal.
fn hash(kind: &str, parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    let hex: String = digest.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    format!("{kind}{hex}")
}

/// The sentences before and behind those that a span stands in.
fn around(sentences: &[Span], span: Span) -> (Option<Span>, Option<Span>) {
    let first = sentences.partition_point(|s| s.end <= span.start);
    let behind = sentences.partition_point(|s| s.start < span.end);
    (first.checked_sub(1).map(|k| sentences[k]), sentences.get(behind).copied())
}
