//! Speech without marks: the clause of a verb of saying, the clause around an aside, the clause of
//! *secondo X*, the sentence that the next one attributes, the headline's paraphrase.

use std::collections::BTreeMap;

use super::sieve::{Proposal, Target};
use super::{Finding, Findings, Reading, Source, Voice};
use crate::article::Role;
use crate::clause::Path;
use crate::document::{Cue, QuotationType};
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::rule::{Outcome, Resolver};
use crate::grammar::verbs::Frames;
use crate::span::Span;
use crate::unit::{Kind, Owner, UnitKind};

/// A clause that some cue reports, before it is known to be free of quotations in marks.
struct Clause {
    resolver: Resolver,
    place: (u32, u32),
    segments: Vec<Span>,
    cue: Option<Cue>,
    source: Option<Source>,
    voice: Voice,
}

/// Adds the quotations without marks.
pub(super) fn unmarked(reading: &Reading<'_>, found: &mut Findings) {
    let mut clauses = Vec::new();
    let mut accepted = vec![false; reading.marks.spans.len()];
    for mark in found.quotations.iter().filter_map(|f| f.mark) {
        accepted[mark as usize] = true;
    }
    for s in 0..reading.units.streams.len() as u32 {
        let owner = reading.stream(s).owner;
        reading.complement_clauses(s, owner, &accepted, &mut clauses);
        if owner == Owner::Story {
            reading.aside_clauses(s, &accepted, &mut clauses);
            reading.framed_clauses(s, &mut clauses);
            reading.attributed_sentences(s, &mut clauses);
            reading.headline_paraphrase(s, &mut clauses);
        }
    }
    for p in reading.article.paragraphs.iter().filter(|p| p.role == Role::Answer) {
        answer(reading, Span::new(p.story, p.span.end), found);
    }
    let mut marked = Extents::default();
    for span in found.quotations.iter().filter(|f| f.mark.is_some()).flat_map(|f| &f.segments) {
        marked.add(*span, Resolver::Unmarked);
    }
    let mut taken = Extents::default();
    for clause in clauses {
        let Some((rule, compiled)) = reading.rule_of(clause.resolver) else { continue };
        let extent = clause.segments.iter().fold(clause.segments[0], |a, b| a.cover(*b));
        let holds_marked = clause.segments.iter().any(|s| marked.near(*s).any(|(m, _)| s.overlaps(m)));
        let inside_marked = marked.near(extent).any(|(m, _)| m.contains(extent));
        if holds_marked && !inside_marked {
            continue;
        }
        let repeats = clause.segments.iter().any(|y| taken.near(*y).any(|(x, r)| r != clause.resolver && covers(x, *y)));
        if repeats {
            continue;
        }
        clause.segments.iter().for_each(|s| taken.add(*s, clause.resolver));
        found.quotations.push(Finding {
            place: clause.place,
            mark: None,
            kind: QuotationType::Indirect,
            segments: clause.segments,
            cue: clause.cue,
            source: clause.source,
            voice: clause.voice,
            rule,
            certainty: compiled.rule.certainty,
            runners_up: Vec::new(),
            reach: clause.place.1,
            joined: None,
        });
    }
}

/// *R. Per scherzo.*: the whole paragraph is what the interviewee says.
fn answer(reading: &Reading<'_>, span: Span, found: &mut Findings) {
    let Some((rule, compiled)) = reading.rule_of(Resolver::Unmarked) else { return };
    let unit = reading.stream(0).units.iter().position(|u| u.span.start >= span.start).unwrap_or(0) as u32;
    let segment = span.trimmed(reading.article.text);
    if segment.is_empty() {
        return;
    }
    found.quotations.push(Finding {
        place: (0, unit),
        mark: None,
        kind: QuotationType::Direct,
        segments: vec![segment],
        cue: None,
        source: None,
        voice: Voice::Interviewee,
        rule,
        certainty: compiled.rule.certainty,
        runners_up: Vec::new(),
        reach: unit,
        joined: None,
    });
}

/// Spans and who found them, by where they begin.
#[derive(Default)]
struct Extents {
    spans: BTreeMap<(usize, usize), Vec<Resolver>>,
    longest: usize,
}

impl Extents {
    fn add(&mut self, span: Span, resolver: Resolver) {
        self.spans.entry((span.start, span.end)).or_default().push(resolver);
        self.longest = self.longest.max(span.len());
    }

    /// All that can touch `span`, and some more.
    fn near(&self, span: Span) -> impl Iterator<Item = (Span, Resolver)> {
        let from = (span.start.saturating_sub(self.longest), 0);
        let spans = self.spans.range(from..=(span.end, usize::MAX));
        spans.flat_map(|((start, end), list)| list.iter().map(|r| (Span::new(*start, *end), *r)))
    }
}

/// Whether two spans share most of the smaller one's sentence: the same words found twice.
fn covers(a: Span, b: Span) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    shared * 10 > a.len().max(b.len()) * 7
}

impl Reading<'_> {
    fn complement_clauses(&self, s: u32, owner: Owner, accepted: &[bool], out: &mut Vec<Clause>) {
        let quoted = |from: u32, to: u32| self.any_accepted(s, from, to, accepted);
        let clauses = &self.clauses[s as usize];
        let mut k = 0;
        while k < clauses.complements.len() {
            let first = clauses.complements[k];
            let mut end = first.end;
            let mut next = k + 1;
            // che …, e che …: one content
            // (unless marks stand in one of the two: the other is a content of its own)
            while let Some(c) = clauses
                .complements
                .get(next)
                .filter(|c| c.cue == first.cue && c.start <= end + 2)
                .filter(|c| quoted(first.start, end) == quoted(c.start, c.end))
            {
                end = end.max(c.end);
                next += 1;
            }
            k += 1;
            if next > k {
                let coordinated = clauses.complements.get(k).is_some_and(|c| c.cue == first.cue && c.start > first.start);
                if coordinated {
                    k = next;
                }
            }
            if let Some(clause) = self.complement_clause(s, owner, first.cue, first.start, end) {
                out.push(clause);
            }
        }
    }

    fn complement_clause(&self, s: u32, owner: Owner, cue: u32, start: u32, end: u32) -> Option<Clause> {
        let verb = self.verb(s, cue)?;
        let report = self.grammar.verbs.report(verb.report?);
        if !report.always || verb.negated || verb.is_speech_internal() || !self.asserts(s, cue) {
            return None;
        }
        let (source, voice) = self.subject(s, cue);
        // si dice che, si prevede che: hearsay without a source
        if verb.impersonal && source.is_none() || self.is_duty(s, cue) {
            return None;
        }
        // gli è stato comunicato che: nobody says by whom
        let voice = if verb.passive && source.is_none() { Voice::Nobody } else { voice };
        // inside marks only what the speaker reports of somebody else
        if owner != Owner::Story && (source.is_none() || voice != Voice::Source) {
            return None;
        }
        let end = self.cut_at_break(s, start, end);
        let span = self.clause_span(s, start, end);
        let words = span.of(self.article.text).split_whitespace().count();
        (words >= 2).then(|| Clause {
            resolver: Resolver::IndirectClause,
            place: (s, cue),
            segments: vec![span],
            cue: self.cue(s, cue),
            source,
            voice,
        })
    }

    /// *va ricordato che*: what ought to be said, by nobody.
    fn is_duty(&self, s: u32, cue: u32) -> bool {
        self.verb(s, cue).is_some_and(|v| {
            v.passive && {
                let text = v.span.of(self.article.text).to_lowercase();
                ["va ", "vanno ", "andava ", "andrebbe "].iter().any(|w| text.starts_with(w))
            }
        })
    }

    /// The reporter comes back behind *, mentre*; behind an infinitive also with a participle or
    /// another noun: *di proseguire il programma, iniziato anni fa*.
    fn cut_at_break(&self, s: u32, start: u32, end: u32) -> u32 {
        let infinitive = self.unit(s, start).is_some_and(|u| u.kind == UnitKind::Linker);
        let word = |k: u32| self.unit(s, k).map_or("", |u| self.grammar.lexicon.key_of(u.word));
        (start + 1..end)
            .find(|k| {
                // …, per poi prendere parte: the reporter tells what came next
                if word(*k) == "per" && word(k + 1) == "poi" {
                    return true;
                }
                if self.unit(s, *k).is_none_or(|u| u.kind != UnitKind::Punct(',')) {
                    return false;
                }
                let Some(next) = self.unit(s, k + 1) else { return false };
                match next.kind {
                    UnitKind::Subordinator => next.span.of(self.article.text) == "mentre",
                    UnitKind::Verb(v) => infinitive && matches!(self.units.verbs[v as usize].head.mood, Mood::Participle | Mood::Gerund),
                    UnitKind::Coordinator => infinitive && matches!(self.unit(s, k + 2).map(|u| u.kind), Some(UnitKind::Noun(_))),
                    UnitKind::Che => infinitive,
                    // …, notizia che ha smentito; …, ipotesi di cui si parlava: the reporter names what was said
                    UnitKind::Noun(n) => {
                        let noun = &self.units.nouns[n as usize];
                        let bare =
                            !noun.definite && !noun.indefinite && noun.name.is_none() && matches!(noun.kind, Kind::Thing | Kind::Speech);
                        let cui = |j: u32| self.unit(s, j).is_some_and(|u| matches!(u.kind, UnitKind::Che | UnitKind::Subordinator));
                        bare && (cui(k + 2) || cui(k + 3) && self.unit(s, k + 2).is_some_and(|u| u.kind == UnitKind::Word))
                    }
                    _ => false,
                }
            })
            .unwrap_or(end)
    }

    /// An infinitive reports only where it is something that happened: *nel dire, per ricordare,
    /// salvo poi ammettere*, not *vuole chiedere* or *senza dire*.
    fn asserts(&self, s: u32, cue: u32) -> bool {
        let Some(verb) = self.verb(s, cue) else { return false };
        match verb.head.mood {
            Mood::Infinitive => {
                let lead = cue.checked_sub(1).and_then(|k| self.unit(s, k));
                lead.is_some_and(|u| {
                    let word = u.span.of(self.article.text).to_lowercase();
                    matches!(word.as_str(), "nel" | "per" | "poi" | "salvo" | "a" | "ad")
                })
            }
            Mood::Participle => false,
            _ => true,
        }
    }

    fn clause_span(&self, s: u32, start: u32, end: u32) -> Span {
        let span = self.span(s, start, end);
        let text = span.of(self.article.text);
        let trimmed = text.trim_end_matches([' ', '.', ',', ';', ':', '\n', '\r', '…', '–', '-']);
        Span::new(span.start, span.start + trimmed.len())
    }

    /// *La legge, ha spiegato Rossi, cambierà*; *– si legge oggi –*; *…, ha detto Rossi.*; *…, come
    /// riportato da X*
    fn aside_clauses(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in 1..units.len() as u32 {
            let Some(verb) = self.verb(s, u) else { continue };
            let Some(report) = verb.report.map(|r| self.grammar.verbs.report(r)) else { continue };
            let finite = verb.is_finite() && verb.is_third() && !verb.negated && !verb.takes_it_up;
            let reported = verb.head.mood == Mood::Participle && self.behind_come(s, u) && self.agent(s, u).is_some();
            if !(finite || reported) || !report.always || !report.frames.any(Frames::CHE) {
                continue;
            }
            if let Some(clause) = self.aside_clause(s, u, Some(accepted)) {
                out.push(clause);
            }
        }
    }

    /// *L'accesso, si legge nel testo, è «sospeso»*: what the aside says of marks in its sentence.
    pub(super) fn in_aside(&self, target: Target) -> Option<Proposal> {
        let s = target.stream;
        let (from, to) = self.sentence(s, target.unit);
        let span = self.unit(s, target.unit)?.span;
        (from + 1..to).find_map(|u| {
            let verb = self.verb(s, u)?;
            let report = self.grammar.verbs.report(verb.report?);
            let fits = verb.is_finite()
                && verb.is_third()
                && !verb.negated
                && !verb.takes_it_up
                && report.always
                && report.frames.any(Frames::CHE);
            let clause = if fits { self.aside_clause(s, u, None)? } else { return None };
            let holds = clause.segments.iter().any(|x| x.contains(span));
            holds.then(|| Proposal { cue: clause.cue, source: clause.source, ..Proposal::new(Outcome::Mixed, clause.voice, target.unit) })
        })
    }

    fn behind_come(&self, s: u32, u: u32) -> bool {
        u > 0 && self.unit(s, u - 1).is_some_and(|x| x.span.of(self.article.text).eq_ignore_ascii_case("come"))
    }

    /// `accepted` says by mark what is a quotation of its own and ends the clause; `None` lets all pass.
    fn aside_clause(&self, s: u32, u: u32, accepted: Option<&[bool]>) -> Option<Clause> {
        let quoted = |from: u32, to: u32| accepted.is_some_and(|marks| self.any_accepted(s, from, to, marks));
        let (from, to) = self.sentence(s, u);
        let come = self.behind_come(s, u);
        let mut open = u - 1 - u32::from(come).min(u - 1);
        while open > from && self.unit(s, open)?.kind == UnitKind::Adverb {
            open -= 1;
        }
        let at_start = come && u - 1 <= from;
        let mark = self.unit(s, open)?.kind;
        if !at_start && (!matches!(mark, UnitKind::Punct(',' | '-')) || open <= from) {
            return None;
        }
        let close = self.aside_end(s, u, to)?;
        let closing = self.unit(s, close).filter(|_| close < to).map(|x| x.kind);
        let closes = match closing {
            Some(UnitKind::Punct('-')) => mark == UnitKind::Punct('-'),
            Some(UnitKind::Punct(',' | ';')) | None => at_start || mark == UnitKind::Punct(','),
            Some(UnitKind::Subordinator | UnitKind::Che) => come,
            _ => false,
        };
        if !closes {
            return None;
        }
        let begin = if at_start { close + 1 } else { self.after_break(s, from, open) };
        let open = if at_start { begin } else { open };
        if !at_start && (open <= begin || quoted(begin, open)) {
            return None;
        }
        let (source, voice) = self.aside_source(s, u, open.min(u), close)?;
        // il bunker, che è ampio, disponeva di stanze, …: an object makes it a sentence
        let object = self.unit(s, u + 1).is_some_and(|x| {
            matches!(x.kind, UnitKind::Prep(_))
                && self.units.noun(x).is_some_and(|n| self.grammar.words.base(n.preposition) == self.grammar.words.di)
        });
        // …, avrebbe avvertito i tedeschi: so does a noun that cannot be its subject
        let object = object || (u + 1..close).any(|k| self.unit(s, k).is_some_and(|x| matches!(x.kind, UnitKind::Noun(_))));
        if source.is_none() && object {
            return None;
        }
        // Mattia, che ha una gamba rotta, ricorda poco: a relative alone is no sentence
        let relative = |k: u32| k > 0 && self.unit(s, k - 1).is_some_and(|u| u.kind == UnitKind::Che);
        let finite = |a: u32, b: u32| (a..b).any(|k| !relative(k) && self.verb(s, k).is_some_and(|v| v.is_finite()));
        let finite_before = finite(begin, open);
        let rest_from = close + 1;
        let rest_to = self.before_semicolon(s, rest_from.min(to), to);
        // with a finished clause before the aside, what follows is the reporter's
        let goes_on = !finite_before && (finite(rest_from, rest_to) || accepted.is_none() && self.any_quote(s, rest_from, rest_to));
        if !finite_before && (!goes_on || quoted(rest_from, rest_to)) {
            return None;
        }
        // Il ministro, Ivo Neri, avrebbe confermato, precisando…: the main verb of what stands before it; an
        // aside without a source is followed by the verb that it parts from its subject
        let own_subject =
            self.clauses[s as usize].subjects[u as usize].is_some_and(|x| x.path == Path::Before && begin <= x.unit && x.unit < open);
        let parted = (rest_from..rest_to).find(|k| self.unit(s, *k).is_some_and(|x| x.kind != UnitKind::Adverb));
        let verb_next = parted.is_some_and(|k| matches!(self.unit(s, k).map(|x| x.kind), Some(UnitKind::Verb(_) | UnitKind::Quote(_))));
        if source.is_none() && !finite_before && own_subject && !verb_next {
            return None;
        }
        let mut segments = Vec::new();
        if open > begin {
            segments.push(self.clause_span(s, begin, open));
        }
        if goes_on && !quoted(rest_from, rest_to) {
            segments.push(self.clause_span(s, rest_from, rest_to));
        }
        segments.retain(|x| !x.is_empty());
        // Lo ha detto il ministro, come riferisce l'agenzia: this takes up other words and is none itself
        if (begin..open).any(|k| self.verb(s, k).is_some_and(|v| v.takes_it_up && v.report.is_some() && k - begin <= 1)) {
            return None;
        }
        (!segments.is_empty()).then(|| Clause {
            resolver: Resolver::IndirectAside,
            place: (s, u),
            segments,
            cue: self.cue(s, u),
            source,
            voice,
        })
    }

    /// One past the aside that begins with the verb at `u`; an object makes it a sentence of its own.
    fn aside_end(&self, s: u32, u: u32, to: u32) -> Option<u32> {
        let mut close = u + 1;
        while close < to {
            match self.unit(s, close)?.kind {
                UnitKind::Noun(n) if !self.units.nouns[n as usize].can_speak() => return None,
                UnitKind::Adverb | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_) => close += 1,
                // il ministro, Anna Rossi, : an apposition of the source
                UnitKind::Punct(',')
                    if matches!(self.unit(s, close + 1).map(|x| x.kind), Some(UnitKind::Noun(_)))
                        && matches!(self.unit(s, close + 2).map(|x| x.kind), Some(UnitKind::Punct(',') | UnitKind::Stop) | None)
                        && close + 2 <= to =>
                {
                    close += 2
                }
                _ => break,
            }
        }
        Some(close)
    }

    fn aside_source(&self, s: u32, u: u32, open: u32, close: u32) -> Option<(Option<Source>, Voice)> {
        let verb = self.verb(s, u)?;
        if verb.head.mood == Mood::Participle || verb.passive {
            return self.agent(s, u).map(|a| (Some(a), Voice::Source));
        }
        if let Some(k) = self.subject_within(s, u, open, close) {
            return Some((self.source(s, k, Some(verb)), Voice::Source));
        }
        // come si è accennato: by the reporter himself
        let written = verb.report.is_some_and(|r| self.grammar.verbs.report(r).written);
        if verb.impersonal && !written && self.place_of_words(s, u).is_none() {
            return None;
        }
        if verb.impersonal {
            return Some(match self.place_of_words(s, u) {
                Some(source) => (Some(source), Voice::Source),
                None => (None, self.unplaced(verb)),
            });
        }
        Some((None, Voice::Dropped(verb.subject_agreement())))
    }

    /// Where the clause that ends before `to` begins: behind the last semicolon or colon.
    fn after_break(&self, s: u32, from: u32, to: u32) -> u32 {
        (from..to).rev().find(|k| self.unit(s, *k).is_some_and(|u| matches!(u.kind, UnitKind::Punct(';' | ':')))).map_or(from, |k| k + 1)
    }

    fn before_semicolon(&self, s: u32, from: u32, to: u32) -> u32 {
        (from..to).find(|k| self.unit(s, *k).is_some_and(|u| u.kind == UnitKind::Punct(';'))).unwrap_or(to)
    }

    fn before_break(&self, s: u32, from: u32, to: u32) -> u32 {
        (from..to).find(|k| self.unit(s, *k).is_some_and(|u| matches!(u.kind, UnitKind::Punct(';' | ':')))).unwrap_or(to)
    }

    fn any_accepted(&self, s: u32, from: u32, to: u32, accepted: &[bool]) -> bool {
        (from..to).any(|k| matches!(self.unit(s, k).map(|u| u.kind), Some(UnitKind::Quote(m)) if accepted[m as usize]))
    }

    fn any_quote(&self, s: u32, from: u32, to: u32) -> bool {
        (from..to).any(|k| self.unit(s, k).is_some_and(|u| matches!(u.kind, UnitKind::Quote(_))))
    }

    /// *Secondo X la legge cambierà*; *la legge cambierà, secondo X*
    fn framed_clauses(&self, s: u32, out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in 0..units.len() as u32 {
            if units[u as usize].kind == UnitKind::Framing
                && let Some(clause) = self.framed_clause(s, u)
            {
                out.push(clause);
            }
        }
    }

    fn framed_clause(&self, s: u32, u: u32) -> Option<Clause> {
        let (from, to) = self.sentence(s, u);
        let begin = self.after_break(s, from, u);
        let end = self.before_break(s, u, to);
        // che secondo X riprenderà …, : inside a relative, up to its comma
        let relative = u > begin && self.unit(s, u - 1).is_some_and(|x| matches!(x.kind, UnitKind::Che | UnitKind::Subordinator));
        let end = if relative {
            (u + 2..end).find(|k| self.unit(s, *k).is_some_and(|x| x.kind == UnitKind::Punct(','))).unwrap_or(end)
        } else {
            end
        };
        let begin = if relative { u } else { begin };
        // la chiazza si muove e, secondo X, potrebbe…: what is coordinated with it is the reporter's
        let joined = u >= begin + 2
            && self.unit(s, u - 1).is_some_and(|x| x.kind == UnitKind::Punct(','))
            && self.unit(s, u - 2).is_some_and(|x| x.kind == UnitKind::Coordinator);
        let begin = if joined { u } else { begin };
        let source_at = self.framed_source(s, u)?;
        let source_unit = self.unit(s, source_at)?;
        let noun = self.units.noun(source_unit)?;
        if matches!(noun.kind, Kind::Place) && !self.unit_class(s, source_at).any(Class::METONYM) {
            return None;
        }
        if self.unit(s, u)?.word == self.grammar.words.per {
            let behind = self.unit(s, source_at + 1).map(|x| x.kind);
            let clause_follows = matches!(behind, Some(UnitKind::Punct(',') | UnitKind::Noun(_)))
                || self.verb(s, source_at + 1).is_some_and(|v| v.is_finite() && v.is_third());
            if u != begin || !clause_follows || !self.frames_sentence(s, u, begin, u + 1) {
                return None;
            }
        }
        let mut after = source_at.max(u) + 1;
        let quanto = source_at > u + 1 || matches!(self.unit(s, u + 1)?.kind, UnitKind::Subordinator);
        if quanto && source_at > u {
            // secondo quanto riferisce X a Y, …: up to the comma
            after = (after..end).find(|k| self.unit(s, *k).is_some_and(|x| x.kind == UnitKind::Punct(','))).unwrap_or(after);
        }
        if source_at < u {
            after = u + 2;
        }
        let mut segments = Vec::new();
        if u > begin && source_at > u {
            let comma_before = self.unit(s, u - 1).is_some_and(|x| matches!(x.kind, UnitKind::Punct(',' | '-')));
            let lead = if comma_before { u - 1 } else { u };
            if lead > begin {
                segments.push(self.clause_span(s, begin, lead));
            }
        }
        let rest = match self.unit(s, after).map(|x| x.kind) {
            Some(UnitKind::Punct(',' | '-')) => after + 1,
            _ => after,
        };
        // a finished clause before «, secondo X» is all of it
        let finished = (begin..u).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite())) && source_at > u;
        if rest < end && !finished {
            segments.push(self.clause_span(s, rest, end));
        }
        segments.retain(|x| x.of(self.article.text).split_whitespace().count() >= 1);
        let finite = (begin..end).any(|k| k != u && self.verb(s, k).is_some_and(|v| v.is_finite()) && !(quanto && k > u && k < after));
        (finite && !segments.is_empty()).then(|| Clause {
            resolver: Resolver::IndirectFraming,
            place: (s, u),
            segments,
            cue: self.cue(s, u),
            source: self.source(s, source_at, None),
            voice: Voice::Source,
        })
    }

    /// *La legge cambierà. Lo ha detto Rossi.* · *A dirlo è Rossi.* · *È quanto si legge in…*
    fn attributed_sentences(&self, s: u32, out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in 0..units.len() as u32 {
            let Some(verb) = self.verb(s, u) else { continue };
            let Some(report) = verb.report.map(|r| self.grammar.verbs.report(r)) else { continue };
            if !report.always || verb.negated || verb.is_speech_internal() {
                continue;
            }
            let (from, to) = self.sentence(s, u);
            let takes_up = (verb.takes_it_up && u - from <= 1) || self.behind_quanto(s, from, u);
            // Lo ha detto Rossi: «…»: then the words in marks are what was said
            let near = (u + 1..to.min(u + 12)).take_while(|k| self.verb(s, *k).is_none());
            if !takes_up || self.any_quote(s, from, near.last().map_or(u, |k| k + 1).max(u)) {
                continue;
            }
            if let Some(clause) = self.attributed_sentence(s, u, from, to) {
                out.push(clause);
            }
        }
    }

    /// *È quanto ha affermato X*
    fn behind_quanto(&self, s: u32, from: u32, u: u32) -> bool {
        u == from + 2
            && self.verb(s, from).is_some_and(|v| v.is_finite())
            && self.unit(s, from + 1).is_some_and(|x| x.span.of(self.article.text).eq_ignore_ascii_case("quanto"))
    }

    fn attributed_sentence(&self, s: u32, u: u32, from: u32, to: u32) -> Option<Clause> {
        // behind a colon of the same sentence, or the sentence before
        let colon = (from..u).rev().find(|k| self.unit(s, *k).is_some_and(|x| x.kind == UnitKind::Punct(':')));
        let (begin, end) = match colon {
            Some(c) => (from, c),
            None => {
                let stop = from.checked_sub(1)?;
                if self.unit(s, stop)?.kind != UnitKind::Stop {
                    return None;
                }
                let (b, _) = self.sentence(s, stop.checked_sub(1)?);
                (b, stop)
            }
        };
        if begin >= end || self.any_quote(s, begin, end) {
            return None;
        }
        let verb = self.verb(s, u)?;
        let (mut source, mut voice) = self.subject(s, u);
        if !verb.is_finite() {
            // a dirlo è X
            let named = (u + 1..to).find(|k| {
                self.unit(s, *k).is_some_and(|x| matches!(x.kind, UnitKind::Noun(_)) && self.units.noun(x).is_some_and(|n| n.can_speak()))
            })?;
            source = self.source(s, named, None);
            voice = Voice::Source;
        }
        source.as_ref()?;
        let segments = vec![self.clause_span(s, begin, end)];
        Some(Clause { resolver: Resolver::IndirectAfter, place: (s, u), segments, cue: self.cue(s, u), source, voice })
    }

    /// A role, or a name that the article gives somewhere with a given name or a role.
    fn is_known_person(&self, noun: &crate::unit::NounPhrase) -> bool {
        let Some(name) = noun.name else { return noun.head != 0 };
        let text = self.article.text;
        let surname = name.of(text).split_whitespace().next_back().unwrap_or_default();
        self.units.nouns.iter().any(|n| {
            n.kind == Kind::Person
                && (n.head != 0 || n.name_kind == crate::unit::NameKind::Person)
                && n.name.is_some_and(|x| x.of(text).split_whitespace().next_back().is_some_and(|w| w.eq_ignore_ascii_case(surname)))
        })
    }

    /// *Rossi: il ponte si farà* in the headline.
    fn headline_paraphrase(&self, s: u32, out: &mut Vec<Clause>) {
        let Some(headline) = self.article.paragraphs.first().filter(|p| p.role == Role::Headline) else { return };
        let units = &self.stream(s).units;
        let end = units.iter().position(|u| u.span.start >= headline.span.end).unwrap_or(units.len()) as u32;
        let Some(colon) = (0..end).rev().find(|k| units[*k as usize].kind == UnitKind::Punct(':')) else { return };
        if self.any_quote(s, colon, end) || colon == 0 {
            return;
        }
        // Rossi ai tifosi: the name stands before its complements
        let Some(at) = (0..colon)
            .rev()
            .take_while(|k| matches!(units[*k as usize].kind, UnitKind::Noun(_) | UnitKind::Prep(_)))
            .find(|k| matches!(units[*k as usize].kind, UnitKind::Noun(_)))
        else {
            return;
        };
        let Some(noun) = self.units.noun(&units[at as usize]) else { return };
        let speaks = match noun.kind {
            Kind::Person => self.is_known_person(noun),
            Kind::Document => true,
            Kind::Organization => noun.name.is_none() && noun.definite || self.unit_class(s, at).any(Class::ORGANIZATION),
            Kind::Group => noun.definite,
            _ => false,
        };
        let words = self.span(s, colon + 1, end).of(self.article.text).split_whitespace().count();
        if !speaks || words < 3 {
            return;
        }
        let colon_span = units[colon as usize].span;
        out.push(Clause {
            resolver: Resolver::IndirectHeadline,
            place: (s, colon),
            segments: vec![self.clause_span(s, colon + 1, end)],
            cue: Some(Cue { span: colon_span, lemma: ":".to_owned(), stance: Default::default() }),
            source: self.source(s, at, None),
            voice: Voice::Source,
        });
    }
}
