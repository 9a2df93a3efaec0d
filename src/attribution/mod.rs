//! Units and clauses → [`Finding`]s: which spans are quotations, by which rule, with which cue and
//! which source; and which spans in marks are none. Rules are tried in the order of the manifest,
//! the most certain first. Who the source is, is the speaker stage's question.

mod aside;
mod behind;
mod colon;
mod content;
mod continuation;
mod indirect;
mod matcher;
mod reported;
mod sieve;
mod source;
mod subject;

pub use matcher::{Around, Captures};

use crate::article::Article;
use crate::clause::{Clauses, Subject};
use crate::document::{Cue, Diagnostic, QuotationType, Rejected, RunnerUp};
use crate::grammar::Grammar;
use crate::grammar::lexicon::Agreement;
use crate::grammar::rule::{CompiledRule, Resolver};
use crate::grammar::verbs::Report;
use crate::marks::Marks;
use crate::span::Span;
use crate::token::Token;
use crate::unit::{NounPhrase, Stream, Unit, UnitKind, Units, VerbGroup};
use content::Contents;

/// Units of the longest sentence that is read as one: prose has some hundreds at most.
const LONGEST_SENTENCE: u32 = 1000;

/// Everything that the earlier stages found; read only.
pub struct Reading<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its tokens.
    pub tokens: &'a [Token],
    /// Its marks.
    pub marks: &'a Marks,
    /// Its units.
    pub units: &'a Units,
    /// The clauses of each stream.
    pub clauses: &'a [Clauses],
    /// The grammar.
    pub grammar: &'a Grammar,
    /// Whether to look for alternatives also where the rule that decides is sure.
    pub thorough: bool,
}

impl<'a> Reading<'a> {
    /// The stream of that index.
    pub fn stream(&self, s: u32) -> &'a Stream {
        &self.units.streams[s as usize]
    }

    /// The unit of a stream, if there is one.
    pub fn unit(&self, s: u32, u: u32) -> Option<&'a Unit> {
        self.stream(s).units.get(u as usize)
    }

    /// What the unit is.
    pub fn kind(&self, s: u32, u: u32) -> Option<UnitKind> {
        self.unit(s, u).map(|x| x.kind)
    }

    /// The noun phrase of a unit, with or without a preposition.
    pub fn noun(&self, s: u32, u: u32) -> Option<&'a NounPhrase> {
        self.units.noun(self.unit(s, u)?)
    }

    /// The verb group of a unit.
    pub fn verb(&self, s: u32, u: u32) -> Option<&'a VerbGroup> {
        self.units.verb(self.unit(s, u)?)
    }

    /// What a verb group reports.
    pub fn report(&self, verb: &VerbGroup) -> Option<&'a Report> {
        verb.report.map(|r| self.grammar.verbs.report(r))
    }

    /// Whether a finite copula stands at a unit: *è, resta*.
    fn is_copula(&self, s: u32, u: u32) -> bool {
        self.verb(s, u).is_some_and(|v| v.is_finite() && self.grammar.verbs.lemma(v.lemma).copula)
    }

    /// The subject of the verb at a unit.
    pub fn subject_of_verb(&self, s: u32, u: u32) -> Option<Subject> {
        self.clauses[s as usize].subjects.get(u as usize).copied().flatten()
    }

    /// The first rule that a resolver stands behind.
    pub fn rule_of(&self, resolver: Resolver) -> Option<(usize, &'a CompiledRule)> {
        self.grammar.rules.iter().enumerate().find(|(_, r)| r.resolver == Some(resolver))
    }

    /// First unit and one past the last of the sentence around unit `u`, without its stop.
    pub fn sentence(&self, s: u32, u: u32) -> (u32, u32) {
        let Stream { units, edges, .. } = self.stream(s);
        let next = edges.partition_point(|e| *e < u);
        let from = next.checked_sub(1).map_or(0, |before| edges[before] + 1);
        let to = edges.get(next).copied().unwrap_or(units.len() as u32);
        // what has no end is read in pieces, or else it would take the square of its length
        let within = u.min(to.saturating_sub(1)).saturating_sub(from);
        let piece = from + within / LONGEST_SENTENCE * LONGEST_SENTENCE;
        (piece, to.min(piece + LONGEST_SENTENCE))
    }

    /// Where the clause that ends before `to` begins: behind the last semicolon or colon.
    pub fn after_break(&self, s: u32, from: u32, to: u32) -> u32 {
        (from..to).rev().find(|k| matches!(self.kind(s, *k), Some(UnitKind::Punct(';' | ':')))).map_or(from, |k| k + 1)
    }

    /// The text from unit `from` to before unit `to`.
    pub fn span(&self, s: u32, from: u32, to: u32) -> Span {
        let units = &self.stream(s).units;
        match (units.get(from as usize), units.get(to.wrapping_sub(1) as usize)) {
            (Some(a), Some(b)) if from < to => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }
}

/// How the speaker of a finding is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The source names or describes him.
    Source,
    /// The cue has a dropped subject with this gender and number.
    Dropped(Agreement),
    /// As `Dropped`, of a verb of answering: behind a question the one who was asked.
    Answer(Agreement),
    /// The one who spoke before.
    Previous,
    /// Whoever the sentence behind the quotation is about.
    Next,
    /// The text that was quoted or named last: *si legge*.
    Text,
    /// The other one of two who take turns.
    Other,
    /// The one who is interviewed.
    Interviewee,
    /// The one whom the story gives the same words: index of that finding.
    Echo(usize),
    /// The text does not say.
    Nobody,
}

/// The mention of who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Noun phrases; more than one where sources are coordinated.
    pub nouns: Vec<u32>,
    /// From the first to the last.
    pub span: Span,
}

/// A quotation before its speaker is known.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The stream and unit of the marks, or of the cue where there are none.
    pub place: (u32, u32),
    /// The marked span.
    pub mark: Option<u32>,
    /// Direct, mixed, indirect.
    pub kind: QuotationType,
    /// The content.
    pub segments: Vec<Span>,
    /// The cue.
    pub cue: Option<Cue>,
    /// The source.
    pub source: Option<Source>,
    /// How to find the speaker.
    pub voice: Voice,
    /// Index of the rule.
    pub rule: usize,
    /// How certain the rule is.
    pub certainty: f32,
    /// What else was considered.
    pub runners_up: Vec<RunnerUp>,
    /// The last unit that the rule needed, in the stream of `place`.
    pub reach: u32,
    /// Index of the rule that joined more segments to it.
    pub joined: Option<usize>,
}

impl Finding {
    /// Where it begins.
    pub fn start(&self) -> usize {
        self.segments.first().map_or(0, |s| s.start)
    }

    /// Where it ends.
    pub fn end(&self) -> usize {
        self.segments.last().map_or(0, |s| s.end)
    }
}

/// What the attribution found.
#[derive(Debug, Default)]
pub struct Findings {
    /// Quotations, in the order of the text.
    pub quotations: Vec<Finding>,
    /// Spans in marks that are none.
    pub rejected: Vec<Rejected>,
    /// What the article has wrong beyond its marks.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds and attributes the quotations of an article.
pub fn attribute(reading: &Reading<'_>) -> Findings {
    let contents = Contents::new(reading);
    let mut found = sieve::marked(reading, &contents);
    indirect::unmarked(reading, &mut found);
    // Headlines wait for the story: their echoes are found by index, so order comes last.
    let mut sorted: Vec<(usize, Finding)> = std::mem::take(&mut found.quotations).into_iter().enumerate().collect();
    sorted.sort_by_key(|(_, f)| (f.start(), f.end()));
    let mut place = vec![0; sorted.len()];
    for (new, (old, _)) in sorted.iter().enumerate() {
        place[*old] = new;
    }
    for (_, finding) in &mut sorted {
        if let Voice::Echo(of) = &mut finding.voice {
            *of = place[*of];
        }
    }
    found.quotations = sorted.into_iter().map(|(_, f)| f).collect();
    found.rejected.sort_by_key(|r| r.span);
    found
}
