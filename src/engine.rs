//! The engine: a loaded grammar, and the stages in their order.

use std::path::Path;

use crate::article::{Article, article};
use crate::attribution::{Finding, Reading, attribute};
use crate::clause::clauses;
use crate::document::{Diagnostic, Document, OtherSpeaker, Quotation};
use crate::grammar::rule::{CompiledRule, Example, Rule};
use crate::grammar::source::Files;
use crate::grammar::{Grammar, load};
use crate::marks::{Marks, marks};
use crate::speaker::{Speakers, Weighing, speakers, weighings};
use crate::token::{sentences, tokens};
use crate::unit::units;

/// Text in, [`Document`] out. Load it once, use it for any number of articles and threads.
#[derive(Debug)]
pub struct Engine {
    grammar: Grammar,
}

/// A grammar that does not load.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct GrammarError {
    /// The file, relative to the grammar's folder.
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// 1-based, in code points.
    pub column: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Engine {
    /// The engine with the grammar that the program carries. Its examples are not run again: the
    /// tests run them over the same files.
    ///
    /// # Errors
    /// Never for a released build: the tests load the same files.
    pub fn embedded() -> Result<Self, GrammarError> {
        Self::from_files(&Files::embedded())
    }

    /// The engine with the files of `dir` over those that the program carries: a file of the same
    /// path replaces ours, another one is added. Every example of every rule is verified.
    ///
    /// # Errors
    /// The first file that cannot be read or is wrong, with line and column; an example that fails.
    pub fn with_grammar(dir: &Path) -> Result<Self, GrammarError> {
        let mut files = Files::embedded();
        files.overlay(dir)?;
        let engine = Self::from_files(&files)?;
        engine.verify(&files)?;
        Ok(engine)
    }

    /// The engine with exactly these files, examples not yet run: see [`Engine::verify`].
    ///
    /// # Errors
    /// The first file that is missing or wrong, with line and column.
    pub fn from_files(files: &Files) -> Result<Self, GrammarError> {
        Ok(Self { grammar: load(files)? })
    }

    /// Runs every example and counterexample of every rule.
    ///
    /// # Errors
    /// The first that fails, at its place in the rule's file.
    pub fn verify(&self, files: &Files) -> Result<(), GrammarError> {
        for rule in self.rules() {
            for example in &rule.examples {
                self.example(rule, example).map_err(|m| broken_example(files, rule, example, m))?;
            }
            for example in &rule.counterexamples {
                if self.decides(rule, &example.text) {
                    let message = "la regola decide in un controesempio; restringere il pattern o l'ordine nel manifesto".to_owned();
                    return Err(broken_example(files, rule, example, message));
                }
            }
        }
        Ok(())
    }

    /// Whether a rule decides anything in a text.
    pub fn decides(&self, rule: &Rule, text: &str) -> bool {
        let document = self.analyze(text);
        document.quotations.iter().any(|q| took_part(q, rule)) || document.rejected.iter().any(|r| r.rule == rule.id)
    }

    /// Whether a rule finds in an example what the example says.
    ///
    /// # Errors
    /// What it found instead, in words.
    pub fn example(&self, rule: &Rule, example: &Example) -> Result<(), String> {
        let document = self.analyze(&example.text);
        let text = example.text.as_str();
        if document.rejected.iter().any(|r| r.rule == rule.id && example.content.as_deref().is_none_or(|c| c == r.span.of(text))) {
            return Ok(());
        }
        let fits = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|w| if w.is_empty() { found.is_none() } else { found == Some(w) })
        };
        let own: Vec<&Quotation> = document.quotations.iter().filter(|q| took_part(q, rule)).collect();
        let found = own.iter().any(|q| {
            let content = q.segments.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" ");
            fits(&example.content, Some(&content))
                && fits(&example.cue, q.cue.as_ref().map(|c| c.span.of(text)))
                && fits(&example.source, q.source.map(|s| s.of(text)))
                && fits(&example.speaker, q.speaker.map(|s| document.speakers[s].name.as_str()))
        });
        if found {
            return Ok(());
        }
        Err(format!("l'esempio non riesce: {}", describe(&document, text)))
    }

    /// Finds and attributes the quotations of one article. Never panics, never fails: what the
    /// text has wrong is in [`Document::diagnostics`].
    pub fn analyze(&self, text: &str) -> Document {
        self.stages(text, false, |reading, found| (speakers(reading, found), ())).0
    }

    /// The same, with the alternatives to every decision, also where the rule is sure.
    pub fn analyze_thoroughly(&self, text: &str) -> Document {
        self.stages(text, true, |reading, found| (speakers(reading, found), ())).0
    }

    /// The sentences of a text's story, in order; the headline is one.
    pub fn sentences(&self, text: &str) -> Vec<crate::span::Span> {
        let (article, marks) = self.layout(text);
        let tokens = tokens(&article, &marks, &self.grammar.lexicon);
        sentences(&tokens)
    }

    fn layout<'t>(&self, text: &'t str) -> (Article<'t>, Marks) {
        let article = article(text, &self.grammar.layout);
        let stories: Vec<_> =
            article.paragraphs.iter().map(|p| crate::span::Span::new(p.story, p.span.end)).filter(|s| !s.is_empty()).collect();
        let marks = marks(text, &stories, &self.grammar.marks);
        (article, marks)
    }

    /// The same, with what was weighed for each finding without a named source: what [`crate::train`] learns
    /// from.
    pub fn weighings(&self, text: &str) -> (Document, Vec<Weighing>) {
        self.stages(text, false, weighings)
    }

    /// Other weights than those of the grammar.
    pub fn weigh_with(&mut self, tables: crate::train::Tables) {
        self.grammar.weights = self.grammar.weights.with(tables);
    }

    fn stages<T>(
        &self,
        text: &str,
        thorough: bool,
        resolve: impl for<'a> Fn(&'a Reading<'a>, &'a [Finding]) -> (Speakers, T),
    ) -> (Document, T) {
        let (article, marks) = self.layout(text);
        let tokens = tokens(&article, &marks, &self.grammar.lexicon);
        let units = units(text, &tokens, &self.grammar);
        let clauses: Vec<_> = units.streams.iter().map(|s| clauses(s, &units, &self.grammar)).collect();
        let reading = Reading {
            article: &article,
            tokens: &tokens,
            marks: &marks,
            units: &units,
            clauses: &clauses,
            grammar: &self.grammar,
            thorough,
        };
        let found = attribute(&reading);
        let (resolved, weighed) = resolve(&reading, &found.quotations);
        let mut diagnostics = marks.diagnostics.clone();
        diagnostics.extend(found.diagnostics);
        (document(&self.grammar, &article, &marks, found.quotations, resolved, found.rejected, diagnostics), weighed)
    }

    /// The units of a text, one a line, for whoever writes rules.
    pub fn debug_units(&self, text: &str) -> String {
        let (article, marks) = self.layout(text);
        let tokens = tokens(&article, &marks, &self.grammar.lexicon);
        let units = units(text, &tokens, &self.grammar);
        let mut out = String::new();
        for stream in &units.streams {
            let clauses = clauses(stream, &units, &self.grammar);
            out.push_str(&format!("== {:?}\n", stream.owner));
            for (i, u) in stream.units.iter().enumerate() {
                let extra = match (units.verb(u), units.noun(u)) {
                    (Some(v), _) => format!(
                        "{} report={:?} {:?}/{:?} {:06b} passive={} si={} it={} subject={:?}",
                        self.grammar.verbs.lemma(v.lemma).name,
                        v.report.map(|r| &self.grammar.verbs.report(r).lemma),
                        v.head.mood,
                        v.head.tense,
                        v.head.persons,
                        v.passive,
                        v.impersonal,
                        v.takes_it_up,
                        clauses.subjects[i]
                    ),
                    (_, Some(n)) => format!(
                        "{:?} name={:?}({:?}) head={} {:04b}",
                        n.kind,
                        n.name.map(|x| x.of(text)),
                        n.name_kind,
                        self.grammar.lexicon.key_of(n.head),
                        n.agreement.0
                    ),
                    _ => String::new(),
                };
                out.push_str(&format!("{i:3} {:?} «{}» {extra}\n", u.kind, u.span.of(text)));
            }
            for c in &clauses.complements {
                out.push_str(&format!("    complement cue {} {}..{}\n", c.cue, c.start, c.end));
            }
        }
        out
    }

    /// The rules in the order of the sieve, most certain first.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.grammar.rules.iter().map(|r: &CompiledRule| &r.rule)
    }

    /// The compiled grammar.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }
}

fn document(
    grammar: &Grammar,
    article: &Article<'_>,
    marks: &Marks,
    findings: Vec<Finding>,
    resolved: Speakers,
    rejected: Vec<crate::document::Rejected>,
    diagnostics: Vec<Diagnostic>,
) -> Document {
    let answers = resolved.of.iter().zip(&resolved.grounds);
    let quotations = findings.into_iter().zip(answers).map(|(f, (speaker, grounds))| {
        let other = grounds.as_ref().and_then(|g| g.runner_up.clone());
        let rule = &grammar.rules[f.rule].rule;
        Quotation {
            kind: f.kind,
            marks: f.mark.map_or_else(String::new, |m| marks_of(article.text, marks, m)),
            source: f.source.as_ref().map(|s| s.span),
            speaker: speaker.map(|(s, _)| s),
            confidence: f.certainty * speaker.map_or(0.5, |(_, c)| c),
            rule: rule.id.clone(),
            joined_by: f.joined.map(|j| grammar.rules[j].rule.id.clone()),
            because: because(
                rule,
                &f,
                article.text,
                speaker.map(|(s, _)| resolved.speakers[s].name.as_str()),
                grounds.as_ref().map_or(&[], |g| g.reasons.as_slice()),
            ),
            runner_up: other.map(|(name, certainty)| OtherSpeaker { name, confidence: f.certainty * certainty }),
            segments: f.segments,
            cue: f.cue,
            runners_up: f.runners_up,
        }
    });
    Document { metadata: article.metadata.clone(), quotations: quotations.collect(), speakers: resolved.speakers, rejected, diagnostics }
}

fn marks_of(text: &str, marks: &Marks, m: u32) -> String {
    let mark = &marks.spans[m as usize];
    let close = mark.close.map_or("", |c| c.of(text));
    format!("{}{close}", mark.open.of(text))
}

/// The rule's sentence with the words that were found.
fn because(rule: &Rule, finding: &Finding, text: &str, speaker: Option<&str>, reasons: &[String]) -> String {
    let cue = finding.cue.as_ref().map_or("", |c| c.span.of(text));
    let source = finding.source.as_ref().map_or("", |s| s.span.of(text));
    let named = if source.is_empty() { "soggetto sottinteso" } else { source };
    let mut sentence = String::with_capacity(rule.because.len() + cue.len() + named.len() + 32);
    let mut rest = rule.because.as_str();
    while let Some(at) = rest.find('{') {
        sentence.push_str(&rest[..at]);
        let place = &rest[at..];
        let filled = [("{cue}", cue), ("{source}", named)].into_iter().find_map(|(p, words)| Some((words, place.strip_prefix(p)?)));
        let (words, behind) = filled.unwrap_or(place.split_at(1));
        sentence.push_str(words);
        rest = behind;
    }
    sentence.push_str(rest);
    if let Some(name) = speaker.filter(|n| !n.is_empty() && *n != source) {
        sentence.extend([" Chi parla è ", name]);
        for (i, reason) in reasons.iter().enumerate() {
            sentence.extend([if i == 0 { ": " } else { "; " }, reason]);
        }
        sentence.push('.');
    }
    sentence
}

/// Whether a rule decided on a quotation or joined its segments.
fn took_part(q: &Quotation, rule: &Rule) -> bool {
    q.rule == rule.id || q.joined_by.as_ref() == Some(&rule.id)
}

fn describe(document: &Document, text: &str) -> String {
    if document.quotations.is_empty() && document.rejected.is_empty() {
        return "nessuna citazione trovata".to_owned();
    }
    let found = document.quotations.iter().map(|q| {
        format!(
            "regola {} «{}» cue {:?} fonte {:?} voce {:?}",
            q.rule,
            q.segments.iter().map(|s| s.of(text)).collect::<Vec<_>>().join(" "),
            q.cue.as_ref().map(|c| c.span.of(text)),
            q.source.map(|s| s.of(text)),
            q.speaker.map(|s| document.speakers[s].name.as_str())
        )
    });
    let rejected = document.rejected.iter().map(|r| format!("regola {} scarta «{}»", r.rule, r.span.of(text)));
    found.chain(rejected).collect::<Vec<_>>().join("; ")
}

fn broken_example(files: &Files, rule: &Rule, example: &Example, message: String) -> GrammarError {
    let file = format!("rules/{}.toml", rule.id);
    let source = files.get(&file).unwrap_or_default();
    let start: String = example.text.lines().next().unwrap_or_default().chars().take(24).collect();
    let at = source.find(start.as_str()).unwrap_or(0);
    let line = source[..at].matches('\n').count() + 1;
    let column = source[..at].rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    GrammarError { file, line, column, message }
}
