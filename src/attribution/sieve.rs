//! The sieve: for each marked span the rules in the order of the manifest, and the first that holds →
//! findings and rejected spans. What a rule with a pattern needs is in `pattern`, what tells words of
//! somebody from a name or a term in `term`, what no rule gave to anybody in `leftover`.

mod leftover;
mod pattern;
mod term;

use leftover::leftover;
use pattern::by_pattern;
use term::{is_name, modifies_noun, named_before};

use super::aside::without;
use super::content::Contents;
use super::{Around, Finding, Findings, Reading, Source, Voice};
use crate::article::Role;
use crate::document::{Cue, QuotationType, Reason, Rejected, RunnerUp};
use crate::grammar::lexicon::Agreement;
use crate::grammar::rule::{CompiledRule, ContentTest, Outcome, Resolver};
use crate::span::Span;
use crate::unit::{Kind, NameKind, Owner, UnitKind, VerbGroup};

/// Certainty of a rule to which only whoever wants everything explained asks for alternatives.
const SURE: f32 = 0.9;

/// What a rule proposes for one marked span.
pub(super) struct Proposal {
    /// Direct or mixed, or a reason against.
    pub outcome: Outcome,
    /// The content; the whole of the marked span if empty.
    pub segments: Vec<Span>,
    /// The cue.
    pub cue: Option<Cue>,
    /// The source.
    pub source: Option<Source>,
    /// How the speaker is found.
    pub voice: Voice,
    /// The last unit that the rule needed.
    pub reach: u32,
    /// The finding that it goes on with, instead of a new one.
    pub joins: Option<usize>,
    /// No surer than the words that it leans on.
    pub at_most: f32,
}

impl Proposal {
    /// A direct quotation with nothing known yet.
    pub(super) fn new(outcome: Outcome, voice: Voice, reach: u32) -> Self {
        Proposal { outcome, segments: Vec::new(), cue: None, source: None, voice, reach, joins: None, at_most: 1.0 }
    }
}

/// The marked span under consideration.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub stream: u32,
    pub unit: u32,
    pub mark: u32,
    pub headline: bool,
}

/// Decides on all marked spans: the story's and, inside quotations, those that are somebody else's.
pub(super) fn marked(reading: &Reading<'_>, contents: &Contents) -> Findings {
    let mut found = Findings::default();
    let headline = reading.article.paragraphs.iter().find(|p| p.role == Role::Headline).map(|p| p.span);
    let mut waiting = Vec::new();
    for (s, stream) in reading.units.streams.iter().enumerate() {
        let nested = matches!(stream.owner, Owner::Quote(_)) || inside_quote(reading, s as u32);
        for (u, unit) in stream.units.iter().enumerate() {
            let UnitKind::Quote(mark) = unit.kind else { continue };
            let in_headline = headline.is_some_and(|h| h.contains(unit.span));
            let target = Target { stream: s as u32, unit: u as u32, mark, headline: in_headline };
            if nested {
                inner(reading, contents, target, &mut found);
            } else if in_headline {
                waiting.push(target);
            } else {
                decide(reading, contents, target, &mut found);
            }
        }
    }
    for target in waiting {
        decide(reading, contents, target, &mut found);
    }
    found
}

fn inside_quote(reading: &Reading<'_>, mut s: u32) -> bool {
    while let Some((parent, _)) = reading.stream(s).parent {
        if matches!(reading.stream(parent).owner, Owner::Quote(_)) {
            return true;
        }
        s = parent;
    }
    false
}

fn decide(reading: &Reading<'_>, contents: &Contents, target: Target, found: &mut Findings) {
    if let Some(known) = named_before(reading, contents, target, found) {
        found.rejected.push(known);
        return;
    }
    let mut around = around(reading, contents, target);
    let mut winner: Option<(usize, Proposal)> = None;
    let mut runners_up = Vec::new();
    for (index, rule) in reading.grammar.rules.iter().enumerate() {
        let sure = winner.as_ref().is_some_and(|(w, _)| reading.grammar.rules[*w].rule.certainty >= SURE);
        if sure && !reading.thorough || winner.is_some() && runners_up.len() >= 2 {
            break;
        }
        let Some(proposal) = propose(reading, contents, target, &mut around, rule, found) else { continue };
        if winner.is_none() {
            winner = Some((index, proposal));
        } else if reason(proposal.outcome).is_none() {
            runners_up.push(RunnerUp {
                rule: rule.rule.id.clone(),
                source: proposal.source.as_ref().map(|s| s.span),
                confidence: rule.rule.certainty,
            });
        }
    }
    let Some((index, mut proposal)) = winner else { return };
    // La difesa: «…»: the story says who it is that the headline only hints at
    if target.headline
        && reason(proposal.outcome).is_none()
        && !reading.names_person(proposal.source.as_ref())
        && let Some(echo) = reading.echo(target, found)
    {
        let story = &found.quotations[echo];
        let attributed = story.cue.is_some() || story.source.is_some() || !matches!(story.voice, Voice::Previous | Voice::Nobody);
        if attributed {
            proposal.voice = Voice::Echo(echo);
        } else if proposal.source.is_some() {
            // nor does the story: only the headline says it
            found.quotations[echo].voice = Voice::Echo(found.quotations.len());
        }
    }
    // nobody has spoken before a headline
    if target.headline && proposal.voice == Voice::Previous {
        proposal.voice = Voice::Nobody;
    }
    accept(reading, contents, target, index, proposal, runners_up, found);
}

/// A quotation inside another one counts only if the words around it give it to somebody else.
fn inner(reading: &Reading<'_>, contents: &Contents, target: Target, found: &mut Findings) {
    let mut around = around(reading, contents, target);
    for (index, rule) in reading.grammar.rules.iter().enumerate() {
        let clause = rule.resolver == Some(Resolver::Reported);
        if rule.programs.is_empty() && !clause || reason(rule.rule.outcome).is_some() {
            continue;
        }
        let Some(proposal) = propose(reading, contents, target, &mut around, rule, found) else { continue };
        let told = matches!(proposal.voice, Voice::Dropped(_)) && says(reading, target);
        if (told || proposal.voice == Voice::Source && proposal.source.is_some()) && proposal.cue.is_some() {
            accept(reading, contents, target, index, proposal, Vec::new(), found);
        }
        return;
    }
}

/// *«Apre la porta e dice “siete in anticipo”»*: right before the words somebody, who is not the
/// speaker, says them.
fn says(reading: &Reading<'_>, target: Target) -> bool {
    let cue = (target.unit.saturating_sub(2)..target.unit).rev().find_map(|k| reading.verb(target.stream, k));
    let one = |v: &VerbGroup| v.subject_agreement().number() != Agreement::PLURAL;
    cue.is_some_and(|v| v.is_finite() && v.is_third() && one(v) && !v.negated && reading.report(v).is_some_and(|r| r.always))
}

fn around<'a>(reading: &Reading<'a>, contents: &'a Contents, target: Target) -> Around<'a> {
    let traits = &contents.traits[target.stream as usize];
    Around::new(reading.stream(target.stream), reading.units, reading.grammar, traits, target.unit as usize)
}

fn propose(
    reading: &Reading<'_>,
    contents: &Contents,
    target: Target,
    around: &mut Around<'_>,
    rule: &CompiledRule,
    found: &Findings,
) -> Option<Proposal> {
    if !rule.content.holds(contents.facts[target.mark as usize]) {
        return None;
    }
    match rule.resolver {
        None => by_pattern(reading, contents, target, around, rule),
        Some(Resolver::Aside) => by_aside(reading, contents, target),
        Some(Resolver::Reopened) => reading.reopened(target, contents, found),
        Some(Resolver::Reported) => {
            let judged = reading.judged_too(target, found);
            let told = reading.in_complement(target).is_some();
            reading.reported(target, contents, found).filter(|_| judged || !is_name(reading, contents, target, told))
        }
        Some(Resolver::TakenUp) => reading.taken_up(target).filter(|_| !is_name(reading, contents, target, true)),
        Some(Resolver::NamedBehind) => reading.named_behind(target).filter(|_| !is_name(reading, contents, target, true)),
        Some(Resolver::Gloss) => reading.gloss(target, found),
        Some(Resolver::BracketSource) => reading.bracket_source(target),
        Some(Resolver::Colon) => {
            reading.colon(target, contents.is(target.mark, ContentTest::SHORT.or(ContentTest::NO_VERB).or(ContentTest::FRAGMENT)))
        }
        Some(Resolver::Interview) => reading.interview(target, contents),
        Some(Resolver::Dialogue) => reading.dialogue(target),
        Some(Resolver::Headline) => target.headline.then(|| reading.headline(target, contents, found)).flatten(),
        Some(Resolver::Continuation) => reading.continuation(target, contents, found),
        Some(Resolver::ClauseSubject) if modifies_noun(reading, contents, target) && !reading.comes_with(target.stream, target.unit) => {
            None
        }
        Some(Resolver::ClauseSubject) => reading.clause_subject(target, contents),
        Some(Resolver::Leftover) => Some(leftover(reading, contents, target, !found.quotations.is_empty())),
        Some(_) => None,
    }
}

fn by_aside(reading: &Reading<'_>, contents: &Contents, target: Target) -> Option<Proposal> {
    let inside = contents.inside[target.mark as usize]?;
    let mark = &reading.marks.spans[target.mark as usize];
    let aside = reading.asides(inside, mark.close.is_some())?;
    let mut cuts = aside.cuts;
    cuts.extend(reading.reporter_notes(inside));
    cuts.sort();
    let mut proposal = Proposal::new(Outcome::Direct, aside.voice, target.unit);
    proposal.segments = without(&mark.segments, &cuts, reading.article.text);
    proposal.cue = Some(aside.cue);
    proposal.source = aside.source;
    if let (None, Voice::Dropped(wanted)) = (&proposal.source, proposal.voice)
        && let Some(lead) = introduced(reading, target, wanted)
    {
        (proposal.source, proposal.voice) = (Some(lead), Voice::Source);
    }
    (!proposal.segments.is_empty()).then_some(proposal)
}

/// *Interviene Anna Neri: «Siamo in crisi – esordisce – da mesi»*: whoever a colon has given the word to.
fn introduced(reading: &Reading<'_>, target: Target, wanted: Agreement) -> Option<Source> {
    let lead = reading.colon(target, false).filter(|p| p.voice == Voice::Source)?.source?;
    let [noun] = lead.nouns.as_slice() else { return None };
    let noun = &reading.units.nouns[*noun as usize];
    let number = noun.agreement.number();
    let agrees = number == 0 || wanted.number() == 0 || number & wanted.number() != 0;
    let certain = noun.head != 0 || noun.name_kind == NameKind::Person;
    (noun.kind == Kind::Person && certain && agrees).then_some(lead)
}

fn accept(
    reading: &Reading<'_>,
    contents: &Contents,
    target: Target,
    index: usize,
    mut proposal: Proposal,
    runners_up: Vec<RunnerUp>,
    found: &mut Findings,
) {
    let rule = &reading.grammar.rules[index].rule;
    let mark = &reading.marks.spans[target.mark as usize];
    if let Some(reason) = reason(proposal.outcome) {
        if let (Some(a), Some(b)) = (mark.segments.first(), mark.segments.last()) {
            let span = Span::new(a.start, b.end);
            found.rejected.push(Rejected { span, reason, rule: rule.id.clone(), because: rule.because.clone() });
        }
        return;
    }
    let mut segments = std::mem::take(&mut proposal.segments);
    if segments.is_empty() {
        let notes = contents.inside[target.mark as usize].map_or_else(Vec::new, |inside| reading.reporter_notes(inside));
        segments = if notes.is_empty() { mark.segments.clone() } else { without(&mark.segments, &notes, reading.article.text) };
    }
    if segments.is_empty() {
        return;
    }
    if let Some(joined) = proposal.joins {
        let finding = &mut found.quotations[joined];
        finding.segments.extend(segments);
        finding.reach = proposal.reach;
        finding.joined = Some(index);
        return;
    }
    lend_backwards(reading, target, &proposal, found);
    found.quotations.push(Finding {
        place: (target.stream, target.unit),
        mark: Some(target.mark),
        kind: if proposal.outcome == Outcome::Mixed { QuotationType::Mixed } else { QuotationType::Direct },
        segments,
        cue: proposal.cue,
        source: proposal.source,
        voice: proposal.voice,
        rule: index,
        certainty: rule.certainty.min(proposal.at_most),
        runners_up,
        reach: proposal.reach,
        joined: None,
    });
}

/// *«A»: per salvarle, «B». Queste le parole di X*: what the sentence quoted before, and nothing
/// gave to anybody, has the source that its later words have.
fn lend_backwards(reading: &Reading<'_>, target: Target, proposal: &Proposal, found: &mut Findings) {
    if proposal.source.is_none() || proposal.voice != Voice::Source {
        return;
    }
    let (from, _) = reading.sentence(target.stream, target.unit);
    for earlier in found.quotations.iter_mut().rev() {
        if earlier.place.0 != target.stream || earlier.place.1 < from || earlier.place.1 >= target.unit {
            break;
        }
        if earlier.cue.is_none() && earlier.source.is_none() && earlier.mark.is_some() {
            earlier.cue.clone_from(&proposal.cue);
            earlier.source.clone_from(&proposal.source);
            earlier.voice = Voice::Source;
        }
    }
}

fn reason(outcome: Outcome) -> Option<Reason> {
    match outcome {
        Outcome::Title => Some(Reason::Title),
        Outcome::Name => Some(Reason::Name),
        Outcome::Term => Some(Reason::Term),
        Outcome::Scare => Some(Reason::Scare),
        Outcome::Direct | Outcome::Mixed | Outcome::Indirect => None,
    }
}
