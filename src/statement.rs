//! A quotation of a version → what it is compared by: its words, who says it and how.

pub(crate) mod index;
pub(crate) mod likeness;
pub(crate) mod same_speaker;

use std::rc::Rc;

use crate::document::{Document, Quotation, QuotationType, Stance};
use crate::grammar::meaning::Tags;
use crate::report::json::content;
use crate::span::Span;
use crate::wording::{Time, Vocabulary, Word};
use same_speaker::Known;

/// A quotation in one version, ready to be compared.
pub(crate) struct Statement<'a> {
    pub version: usize,
    /// Index into the document's quotations.
    pub quotation: usize,
    /// The content as the report writes it: its segments with a space between.
    pub content: String,
    pub words: Vec<Word>,
    pub kind: QuotationType,
    pub stance: Stance,
    pub speaker: Option<Rc<Known<'a>>>,
    /// What the cue and the sentence around say of the words: that they are denied, or only may be so.
    pub around: Vec<Word>,
    /// Whether the cue only passes on what others say: *avrebbe detto*.
    pub hearsay: bool,
    /// Below the threshold under which a report calls an attribution uncertain.
    pub confidence: f32,
    pub headline: bool,
    /// Where in the version it stands, 0 to 1.
    pub position: f32,
    /// Stems with their weights, sorted.
    bag: Vec<(u32, f32)>,
    /// Stems of the sentence around words that the reporter completes, sorted.
    frame: Vec<u32>,
}

impl<'a> Statement<'a> {
    /// The statements of a version, in the order of its quotations.
    pub fn all(version: usize, text: &'a str, document: &'a Document, vocabulary: &mut Vocabulary<'_>) -> Vec<Self> {
        let title = document.metadata.title.map_or(0, |t| t.end);
        let length = text.len().max(1) as f32;
        let speakers: Vec<Rc<Known<'a>>> = document.speakers.iter().map(|s| Rc::new(Known::new(s, vocabulary))).collect();
        let one = |(quotation, q): (usize, &'a Quotation)| {
            let content = content(text, &q.segments);
            let words = vocabulary.words(&content);
            let sentence = if q.kind == QuotationType::Mixed { vocabulary.words(sentence(text, q.extent())) } else { Vec::new() };
            let mut frame: Vec<u32> = sentence.iter().map(|w| vocabulary.entry(w.id).stem).collect();
            frame.sort_unstable();
            let cue = q.cue.as_ref().map_or(Vec::new(), |c| vocabulary.words(c.span.of(text)));
            Statement {
                version,
                quotation,
                around: around(text, q, &cue, vocabulary),
                hearsay: cue.iter().any(|w| vocabulary.entry(w.id).time == Some(Time::Conditional)),
                bag: bag(&words, vocabulary),
                content,
                words,
                kind: q.kind,
                stance: q.cue.as_ref().map_or(Stance::Neutral, |c| c.stance),
                speaker: q.speaker.and_then(|s| speakers.get(s).cloned()),
                confidence: q.confidence,
                headline: q.extent().start < title,
                position: q.extent().start as f32 / length,
                frame,
            }
        };
        document.quotations.iter().enumerate().map(one).collect()
    }

    /// A statement that stands in no version: what somebody else says that somebody said.
    pub fn alone(place: usize, content: String, speaker: Option<Rc<Known<'a>>>, vocabulary: &mut Vocabulary<'_>) -> Self {
        let words = vocabulary.words(&content);
        Statement {
            version: place,
            quotation: 0,
            bag: bag(&words, vocabulary),
            content,
            words,
            kind: QuotationType::Direct,
            stance: Stance::Neutral,
            speaker,
            around: Vec::new(),
            hearsay: false,
            confidence: 1.0,
            headline: false,
            position: 0.0,
            frame: Vec::new(),
        }
    }

    /// Whether another statement has the same words and a speaker of the same name.
    pub fn says_as(&self, other: &Statement<'_>) -> bool {
        let name = |s: &Statement<'_>| s.speaker.as_ref().map(|s| s.speaker.name.clone());
        self.words.iter().map(|w| w.id).eq(other.words.iter().map(|w| w.id)) && name(self) == name(other)
    }

    /// How much all its words tell.
    pub fn weight(&self) -> f32 {
        self.bag.iter().map(|(_, w)| w).sum()
    }

    /// The stems that tell something.
    pub fn stems(&self) -> impl Iterator<Item = u32> {
        self.bag.iter().filter(|(_, w)| *w >= 1.0).map(|(s, _)| *s)
    }

    /// How much the words tell that two statements share.
    pub fn shared(&self, other: &Statement<'_>) -> f32 {
        let (mut i, mut j, mut shared) = (0, 0, 0.0);
        while let (Some((a, weight)), Some((b, _))) = (self.bag.get(i), other.bag.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += weight;
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        shared
    }

    /// Whether the reporter's sentence around the words has that stem.
    pub fn is_framed_by(&self, stem: u32) -> bool {
        self.frame.binary_search(&stem).is_ok()
    }
}

/// The words that a paraphrase keeps: without what it turns (pronouns, auxiliaries, *domani*) or, where it is one,
/// puts before (*che*, *se*).
pub(crate) fn core(words: &[Word], kind: QuotationType, vocabulary: &Vocabulary<'_>) -> Vec<Word> {
    let kept = |(i, w): (usize, &Word)| {
        let entry = vocabulary.entry(w.id);
        let opens = kind == QuotationType::Indirect && i == 0;
        let says = !entry.function || w.tags.any(Tags::NEGATION.or(Tags::CONDITION)) && !opens;
        (says && !entry.punctuation && !w.tags.any(Tags::DEIXIS)).then_some(*w)
    };
    words.iter().enumerate().filter_map(kept).collect()
}

/// Words up to a fragment that belong to its clause.
const FRAME: usize = 6;

/// What is said of the words outside of them: that they are denied (*ha negato di aver firmato*, *la strada non è
/// «sicura»*), or only must or may be so.
fn around(text: &str, q: &Quotation, cue: &[Word], vocabulary: &mut Vocabulary<'_>) -> Vec<Word> {
    let mut out = Vec::new();
    let denies = q.cue.as_ref().is_some_and(|c| c.stance == Stance::Denial) && q.kind == QuotationType::Indirect;
    if denies || cue.iter().any(|w| w.tags.any(Tags::NEGATION)) {
        out.push(vocabulary.denial());
    }
    if q.kind == QuotationType::Mixed {
        let start = q.extent().start;
        let from = q.cue.as_ref().map(|c| c.span.end).filter(|end| *end <= start).unwrap_or(0);
        let before = text.get(from..start).unwrap_or_default();
        let clause = before.rsplit(['.', ';', ':', ',', '\n']).next().unwrap_or_default();
        let words = vocabulary.words(clause);
        let tags = Tags::NEGATION.or(Tags::MODAL).or(Tags::HEDGE);
        // their places are those of no word of the content
        let apart = |w: &Word| Word { span: Span::default(), ..*w };
        out.extend(words.iter().rev().take(FRAME).rev().filter(|w| w.tags.any(tags)).map(apart));
    }
    out
}

/// Numbers by their value, everything else by stem.
fn bag(words: &[Word], vocabulary: &mut Vocabulary<'_>) -> Vec<(u32, f32)> {
    let mut bag: Vec<(u32, f32)> = Vec::with_capacity(words.len());
    let mut i = 0;
    while i < words.len() {
        let run = vocabulary.numeral_length(&words[i..]);
        match vocabulary.number(&words[i..i + run]) {
            Some(value) => bag.push((vocabulary.value_stem(&value), 1.0)),
            None => bag.push((vocabulary.entry(words[i].id).stem, vocabulary.entry(words[i].id).weight)),
        }
        i += run.max(1);
    }
    bag.retain(|(_, weight)| *weight > 0.0);
    bag.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    bag
}

/// The sentence of the text that a span stands in, as far as stops and line ends tell.
fn sentence(text: &str, span: Span) -> &str {
    let stop = ['.', '!', '?', '\n'];
    let start = text.get(..span.start).and_then(|before| before.rfind(stop)).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|behind| behind.find(stop)).map_or(text.len(), |at| span.end + at);
    text.get(start..end).unwrap_or_default()
}
