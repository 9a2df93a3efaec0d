//! The sieve: for each marked span the rules in the order of the manifest, and the first that holds.

use super::aside::without;
use super::content::Contents;
use super::{Around, Captures, Finding, Findings, Reading, Source, Voice};
use crate::article::Role;
use crate::clause::Path;
use crate::document::{Cue, QuotationType, Reason, Rejected, RunnerUp};
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::{CompiledRule, ContentTest, Outcome, Resolver, SourceFrom};
use crate::marks::MarkStyle;
use crate::span::Span;
use crate::unit::{Kind, Owner, UnitKind};

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
}

impl Proposal {
    /// A direct quotation with nothing known yet.
    pub(super) fn new(outcome: Outcome, voice: Voice, reach: u32) -> Self {
        Proposal { outcome, segments: Vec::new(), cue: None, source: None, voice, reach, joins: None }
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
    let mut winner: Option<(usize, Proposal)> = None;
    let mut runners_up = Vec::new();
    for (index, rule) in reading.grammar.rules.iter().enumerate() {
        if winner.is_some() && runners_up.len() >= 2 {
            break;
        }
        let Some(proposal) = propose(reading, contents, target, rule, found) else { continue };
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

/// *«Le ore del sale» uscirà a marzo*: a title or name that the article has introduced as one already.
fn named_before(reading: &Reading<'_>, contents: &Contents, target: Target, found: &Findings) -> Option<Rejected> {
    if !contents.is(target.mark, ContentTest::CAPITAL.or(ContentTest::SHORT).or(ContentTest::NO_VERB)) {
        return None;
    }
    let mark = &reading.marks.spans[target.mark as usize];
    let span = Span::new(mark.segments.first()?.start, mark.segments.last()?.end);
    let words = span.of(reading.article.text);
    let known =
        found.rejected.iter().find(|r| matches!(r.reason, Reason::Title | Reason::Name) && r.span.of(reading.article.text) == words)?;
    Some(Rejected { span, ..known.clone() })
}

/// A quotation inside another one counts only if the words around it give it to somebody else.
fn inner(reading: &Reading<'_>, contents: &Contents, target: Target, found: &mut Findings) {
    for (index, rule) in reading.grammar.rules.iter().enumerate() {
        let clause = rule.resolver == Some(Resolver::Reported);
        if rule.programs.is_empty() && !clause || reason(rule.rule.outcome).is_some() {
            continue;
        }
        let Some(proposal) = propose(reading, contents, target, rule, found) else { continue };
        if proposal.voice == Voice::Source && proposal.source.is_some() && proposal.cue.is_some() {
            accept(reading, contents, target, index, proposal, Vec::new(), found);
        }
        return;
    }
}

fn propose(reading: &Reading<'_>, contents: &Contents, target: Target, rule: &CompiledRule, found: &Findings) -> Option<Proposal> {
    if !rule.content.holds(contents.facts[target.mark as usize]) {
        return None;
    }
    match rule.resolver {
        None if modifies_noun(reading, contents, target) && reads_right(rule) => None,
        None => by_pattern(reading, contents, target, rule),
        Some(Resolver::Aside) => by_aside(reading, contents, target),
        Some(Resolver::Reopened) => reading.reopened(target, contents, found),
        Some(Resolver::Reported) => {
            let judged = reading.judged_too(target, found);
            reading.reported(target, found).filter(|_| judged || !is_name(reading, contents, target))
        }
        Some(Resolver::TakenUp) => reading.taken_up(target).filter(|_| !is_name(reading, contents, target)),
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

/// *la presidente del gruppo «Mano tesa», ha detto*: a short name right behind its noun is no speech,
/// whatever cue follows.
fn modifies_noun(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let fragment = contents.is(target.mark, ContentTest::SHORT.or(ContentTest::NO_VERB));
    let before = target.unit.checked_sub(1).and_then(|k| reading.unit(target.stream, k));
    fragment
        && !is_predicate(reading, target)
        && !opens_with_function_word(reading, contents, target)
        && before.is_some_and(|u| match u.kind {
            UnitKind::Noun(_) | UnitKind::Prep(_) => true,
            UnitKind::Word if u.span.of(reading.article.text) == "di" => true,
            UnitKind::Word => {
                reading.unit_class(target.stream, target.unit - 1).any(Class::ARTICLE.or(Class::ARTICULATED).or(Class::INDEFINITE))
            }
            _ => false,
        })
}

/// *segue la vicenda «con attenzione»*, *li trattano «come ospiti»*: no name begins so.
fn opens_with_function_word(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let Some(inside) = contents.inside[target.mark as usize] else { return false };
    // (le proposte «fuori sacco» are a term)
    let compares = reading.unit(inside, 0).is_some_and(|u| {
        u.kind == UnitKind::Subordinator || matches!(reading.grammar.lexicon.key_of(u.word), "con" | "per" | "senza" | "in")
    });
    contents.is(target.mark, ContentTest::LOWER)
        && (contents.words[target.mark as usize] >= 3 || compares)
        && reading.unit(inside, 0).is_some_and(|u| match u.kind {
            UnitKind::Prep(_) | UnitKind::Linker | UnitKind::Subordinator | UnitKind::Framing => true,
            UnitKind::Verb(v) => !reading.units.verbs[v as usize].homograph,
            _ => false,
        })
}

/// *sarebbe un «errore storico»*: an indefinite article behind a copula gives a judgement, not a name.
fn is_predicate(reading: &Reading<'_>, target: Target) -> bool {
    let Some(verb) = target.unit.checked_sub(2) else { return false };
    let class = reading.unit_class(target.stream, target.unit - 1);
    let copula = reading.verb(target.stream, verb).is_some_and(|v| {
        let lemma = reading.grammar.verbs.lemma(v.lemma).name.as_str();
        matches!(lemma, "essere" | "diventare" | "restare" | "rimanere" | "sembrare" | "rappresentare" | "costituire")
    });
    copula && class.any(Class::INDEFINITE)
}

/// *ha terminato il «Corridoio Giapponese»*: capitals behind a noun or article name a thing.
fn is_name(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    // i ragazzi «metallari» inside a paraphrase: a word or two behind a noun are the reporter's term
    let term = contents.words[target.mark as usize] <= 2;
    (contents.is(target.mark, ContentTest::CAPITAL) || term) && modifies_noun(reading, contents, target)
        || listed_behind_name(reading, contents, target)
}

/// *i coetanei «rapper» o «rocker»*: one word more of the same sort.
fn listed_behind_name(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let Some(first) = target.unit.checked_sub(2) else { return false };
    let joined = reading.unit(target.stream, target.unit - 1).is_some_and(|u| u.kind == UnitKind::Coordinator);
    let Some(UnitKind::Quote(mark)) = reading.unit(target.stream, first).map(|u| u.kind).filter(|_| joined) else { return false };
    let earlier = Target { unit: first, mark, ..target };
    let short = |m: u32| contents.words[m as usize] <= 2;
    short(target.mark) && short(mark) && is_name(reading, contents, earlier)
}

/// Whether a rule looks for its cue behind the marks and makes a quotation of them.
fn reads_right(rule: &CompiledRule) -> bool {
    reason(rule.rule.outcome).is_none() && rule.programs.iter().all(|p| p.left.len() == 1)
}

fn by_pattern(reading: &Reading<'_>, contents: &Contents, target: Target, rule: &CompiledRule) -> Option<Proposal> {
    let stream = reading.stream(target.stream);
    let around = Around { stream, units: reading.units, grammar: reading.grammar };
    let captures = around.matches(&rule.programs, target.unit as usize)?;
    if target.headline && captures_leave_headline(reading, target, captures) {
        return None;
    }
    if introduces_others(reading, target, captures) {
        return None;
    }
    let mut proposal = Proposal::new(rule.rule.outcome, Voice::Previous, captures.to);
    if reason(rule.rule.outcome).is_some() {
        return Some(proposal);
    }
    if let Some(cue) = captures.cue {
        // «…», precisa la «velina»: the marks are the subject of a verb that reports other words
        let takes_others =
            cue < target.unit && cue > 0 && beside_other(reading, target.stream, cue) && rule.rule.outcome == Outcome::Direct;
        let colon = (cue..target.unit)
            .any(|k| reading.unit(target.stream, k).is_some_and(|u| matches!(u.kind, UnitKind::Punct(':') | UnitKind::Che)));
        if takes_others && !colon {
            return None;
        }
        let verb = reading.verb(target.stream, cue);
        if verb.is_some_and(|v| v.is_speech_internal()) {
            return None;
        }
        // il tecnico, detto «il Notaio», ribadisce di voler dormire: the verb has a clause of its own
        let (_, end) = reading.sentence(target.stream, cue);
        let governs = cue > target.unit && reading.clauses[target.stream as usize].complements_in(cue, end).iter().any(|c| c.cue == cue);
        let before =
            reading.clauses[target.stream as usize].subjects[cue as usize].is_some_and(|x| x.path == Path::Before && x.unit < target.unit);
        // il nuovo marchio, «Bluvia», debutterà a gennaio: a name beside its noun
        let comma = target.unit > 1 && reading.unit(target.stream, target.unit - 1).is_some_and(|u| u.kind == UnitKind::Punct(','));
        let name = comma && contents.is(target.mark, ContentTest::CAPITAL.or(ContentTest::SHORT).or(ContentTest::NO_VERB));
        if (governs || name) && before {
            return None;
        }
        if names_object(reading, contents, target, rule, cue) || is_no_cue(reading, target, cue) {
            return None;
        }
        proposal.cue = reading.cue(target.stream, cue);
    }
    if let Some(source) = captures.source {
        let verb = captures.cue.and_then(|c| reading.verb(target.stream, c));
        let noun = reading.unit(target.stream, source).and_then(|u| reading.units.noun(u))?;
        let subject = !matches!(reading.unit(target.stream, source)?.kind, UnitKind::Prep(_));
        // Harris, secondo cui «…», ha chiesto una commissione: the verb has its subject before the marks
        let earlier = captures
            .cue
            .filter(|c| *c < source && *c > target.unit)
            .and_then(|c| reading.clauses[target.stream as usize].subjects[c as usize]);
        if subject && earlier.is_some_and(|s| s.path == Path::Before && s.unit < target.unit) {
            return None;
        }
        // L'Eliseo ha ringraziato Manila «per la sua costanza»: the verb has its subject, this is its object
        let own = captures
            .cue
            .filter(|c| *c < source && source < target.unit && subject)
            .and_then(|c| reading.clauses[target.stream as usize].subjects[c as usize])
            .filter(|s| s.path != Path::After && s.unit < source)
            .filter(|s| reading.unit(target.stream, s.unit).and_then(|u| reading.units.noun(u)).is_some_and(|n| n.can_speak()));
        let source = own.map_or(source, |s| s.unit);
        let noun = reading.unit(target.stream, source).and_then(|u| reading.units.noun(u)).unwrap_or(noun);
        if subject
            && verb
                .is_some_and(|v| v.is_finite() && !v.passive && !v.impersonal && !agrees_loosely(reading, target.stream, source, v, noun))
        {
            return None;
        }
        proposal.source = reading.source(target.stream, source, verb);
        proposal.voice = Voice::Source;
    } else {
        match (rule.rule.source, captures.cue) {
            (SourceFrom::Subject, Some(cue)) => {
                let (source, voice) = reading.subject(target.stream, cue);
                let (source, voice) = if subject_is_content(reading, contents, target, cue, source.as_ref()) {
                    (None, reading.verb(target.stream, cue).map_or(Voice::Previous, |v| Voice::Dropped(v.subject_agreement())))
                } else {
                    (source, voice)
                };
                // alla rivale, che ha definito «una patriota»: the relative is the object
                // ha incolpato la Russia per «…»: so does a verb whose words stand behind a preposition
                let judges = rule.rule.outcome == Outcome::Mixed
                    || target.unit > cue + 1 && reading.unit_class(target.stream, target.unit - 1).any(Class::PREPOSITION);
                let (source, voice) = reading.not_its_object(target.stream, cue, target.unit, judges, (source, voice));
                let (source, voice) = match (rule.rule.outcome, cue + 1 == target.unit) {
                    (Outcome::Mixed, true) => {
                        reading.beyond_relative(target.stream, cue).map_or((source, voice), |s| (Some(s), Voice::Source))
                    }
                    _ => (source, voice),
                };
                // si può considerare «un testamento»: a judgement of nobody's
                if source.is_none() && rule.rule.outcome == Outcome::Mixed && reading.verb(target.stream, cue).is_some_and(|v| v.impersonal)
                {
                    return None;
                }
                if source.as_ref().is_some_and(|x| reading.is_nobody(x)) {
                    return None;
                }
                proposal.source = source;
                proposal.voice = voice;
                // X non esclude altro: «…», si è limitato a dire
                if proposal.source.is_none()
                    && cue > target.unit
                    && let Some(lead) = reading.colon(target, false).filter(|p| p.source.is_some())
                {
                    proposal.source = lead.source;
                    proposal.voice = Voice::Source;
                }
            }
            (SourceFrom::Recent, _) => proposal.voice = Voice::Dropped(Agreement(Agreement::SINGULAR)),
            (SourceFrom::Other, _) => proposal.voice = Voice::Other,
            (SourceFrom::Captured, _) => proposal.voice = Voice::Nobody,
            _ => {}
        }
    }
    Some(proposal)
}

/// *ha letto una lettera «indirizzata» a lei*, *hanno dichiarato il «non doversi procedere»*, *si sono detti
/// contrari alle «dimissioni di massa»*: a word or two that go with the noun or the article before
/// them are a term in the reporter's sentence, where no object stands before them.
fn names_object(reading: &Reading<'_>, contents: &Contents, target: Target, rule: &CompiledRule, cue: u32) -> bool {
    let words = contents.words[target.mark as usize];
    let reflexive = reading.verb(target.stream, cue).is_some_and(|v| v.reflexive);
    let small = contents.is(target.mark, ContentTest::LOWER) || reflexive;
    let fragment = small && !contents.is(target.mark, ContentTest::VERB) && words <= 4;
    let Some(verb) = reading.verb(target.stream, cue).filter(|_| fragment && cue + 1 < target.unit) else { return false };
    let before = target.unit - 1;
    let class = reading.unit_class(target.stream, before);
    let Some(unit) = reading.unit(target.stream, before) else { return false };
    let objects = (cue + 1..before).filter(|k| matches!(reading.unit(target.stream, *k).map(|u| u.kind), Some(UnitKind::Noun(_)))).count();
    match unit.kind {
        // si apre con «La notte»
        UnitKind::Word | UnitKind::Linker if reflexive && contents.is(target.mark, ContentTest::CAPITAL) => true,
        // il «…», alle «…», la sua «…»
        UnitKind::Word => {
            let indefinite = before > 0 && reading.unit_class(target.stream, before - 1).any(Class::INDEFINITE);
            let definite =
                !indefinite && class.any(Class::ARTICLE.or(Class::ARTICULATED).or(Class::POSSESSIVE)) && !class.any(Class::INDEFINITE);
            definite && objects == 0 && !verb.takes_it_up && !class.any(Class::OF)
        }
        // una lettera «indirizzata»: the noun is the object, unless it is one of speech
        UnitKind::Noun(n) if rule.rule.outcome == Outcome::Direct && words == 1 => {
            let noun = &reading.units.nouns[n as usize];
            !noun.can_speak() || matches!(noun.kind, Kind::Document)
        }
        _ => false,
    }
}

/// *continuano però a cacciare*, *più fragili, ritenute «…»*: a verb that only sometimes reports has an
/// infinitive behind it, or a participle has nobody behind it.
fn is_no_cue(reading: &Reading<'_>, target: Target, cue: u32) -> bool {
    let Some(verb) = reading.verb(target.stream, cue) else { return false };
    let report = verb.report.map(|r| reading.grammar.verbs.report(r));
    let mut k = cue + 1;
    while reading.unit(target.stream, k).is_some_and(|u| matches!(u.kind, UnitKind::Adverb | UnitKind::Coordinator)) {
        k += 1;
    }
    let infinitive = cue > target.unit
        && report.is_some_and(|r| !r.always)
        && reading.unit(target.stream, k).is_some_and(|u| u.kind == UnitKind::Linker);
    let bare = verb.head.mood == Mood::Participle || verb.passive && report.is_some_and(|r| !r.always);
    let nobody = bare && cue < target.unit && reading.agent(target.stream, cue).is_none();
    infinitive || nobody
}

/// *«…». A raccontarlo è anche Neri: «…»*: the next sentence introduces words of its own.
fn introduces_others(reading: &Reading<'_>, target: Target, captures: Captures) -> bool {
    let kind = |k: u32| reading.unit(target.stream, k).map(|u| u.kind);
    let next_sentence = (target.unit..captures.to).any(|k| kind(k) == Some(UnitKind::Stop));
    next_sentence && kind(captures.to + 1) == Some(UnitKind::Punct(':')) && matches!(kind(captures.to + 2), Some(UnitKind::Quote(_)))
}

/// *La sua Mirandolina, ha spiegato, «non serve nessuno»*: what stands before the bare aside is what the
/// words in marks go on about.
fn subject_is_content(reading: &Reading<'_>, contents: &Contents, target: Target, cue: u32, source: Option<&Source>) -> bool {
    let comma = |k: Option<u32>| k.and_then(|k| reading.unit(target.stream, k)).is_some_and(|u| u.kind == UnitKind::Punct(','));
    let bare = cue + 2 == target.unit && comma(Some(cue + 1)) && comma(cue.checked_sub(1));
    let goes_on = contents.is(target.mark, ContentTest::LOWER)
        && contents.inside[target.mark as usize].is_some_and(|s| {
            (0..3)
                .find_map(|k| reading.unit(s, k).filter(|u| u.kind != UnitKind::Adverb))
                .is_some_and(|u| matches!(u.kind, UnitKind::Verb(_)))
        });
    bare && goes_on && source.is_some_and(|x| cue > 1 && reading.unit(target.stream, cue - 2).is_some_and(|u| x.span.end >= u.span.start))
}

/// Whether a quotation stands right before a cue.
fn beside_other(reading: &Reading<'_>, s: u32, cue: u32) -> bool {
    let mut k = cue;
    while let Some(before) = k.checked_sub(1) {
        match reading.unit(s, before).map(|u| u.kind) {
            Some(UnitKind::Quote(_)) => return true,
            Some(UnitKind::Punct(',' | '-')) => k = before,
            _ => return false,
        }
    }
    false
}

fn agrees_loosely(reading: &Reading<'_>, s: u32, u: u32, verb: &crate::unit::VerbGroup, noun: &crate::unit::NounPhrase) -> bool {
    crate::clause::agrees(verb, noun) || reading.source(s, u, Some(verb)).is_some_and(|x| x.nouns.len() > 1)
}

/// A headline's rule must not reach into the story.
fn captures_leave_headline(reading: &Reading<'_>, target: Target, captures: Captures) -> bool {
    let units = &reading.stream(target.stream).units;
    units[target.unit as usize..=(captures.to as usize).min(units.len() - 1)].iter().any(|u| u.kind == UnitKind::Paragraph)
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
    (!proposal.segments.is_empty()).then_some(proposal)
}

/// What no rule gave to anybody: a long sentence is somebody's words, we only do not know whose; a
/// fragment is irony, a name or a title by its shape.
fn leftover(reading: &Reading<'_>, contents: &Contents, target: Target, found_before: bool) -> Proposal {
    let is = |test| contents.is(target.mark, test);
    let words = contents.words[target.mark as usize];
    if reading.is_subject(target.stream, target.unit) {
        return Proposal::new(Outcome::Term, Voice::Nobody, target.unit);
    }
    // «Quale cassetto?» in a paragraph of its own, among others: the two go on talking
    if is(ContentTest::ALONE) && is(ContentTest::CAPITAL) && target.unit > 2 && !target.headline && found_before {
        return Proposal::new(Outcome::Direct, Voice::Other, target.unit);
    }
    let dash = reading.marks.spans[target.mark as usize].style == MarkStyle::Dash;
    if (words >= 7 && is(ContentTest::VERB)) || (is(ContentTest::FIRST) && is(ContentTest::SENTENCE)) || dash {
        // a paragraph that opens with words of nobody goes on about whoever said them
        let opens = target.unit.checked_sub(1).and_then(|k| reading.unit(target.stream, k)).is_none_or(|u| u.kind == UnitKind::Paragraph);
        let voice = if opens && !dash { Voice::Next } else { Voice::Previous };
        return Proposal::new(Outcome::Direct, voice, target.unit);
    }
    let outcome = match is(ContentTest::CAPITAL) && !is(ContentTest::VERB) {
        true if words >= 4 => Outcome::Title,
        true => Outcome::Name,
        false => Outcome::Scare,
    };
    Proposal::new(outcome, Voice::Nobody, target.unit)
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
        certainty: rule.certainty,
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
