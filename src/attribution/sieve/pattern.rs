//! A rule with a pattern at a marked span → what it proposes, unless what stands around the cue and the
//! source says that they are of other words.

use super::term::names_object;
use super::{Proposal, Target, reason};
use crate::attribution::content::Contents;
use crate::attribution::{Around, Captures, Reading, Source, Voice};
use crate::clause::Path;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::{CompiledRule, ContentTest, Outcome, SourceFrom};
use crate::unit::UnitKind;

pub(super) fn by_pattern(reading: &Reading<'_>, contents: &Contents, target: Target, rule: &CompiledRule) -> Option<Proposal> {
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
        let colon = (cue..target.unit).any(|k| matches!(reading.kind(target.stream, k), Some(UnitKind::Punct(':') | UnitKind::Che)));
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
        let comma = target.unit > 1 && reading.kind(target.stream, target.unit - 1) == Some(UnitKind::Punct(','));
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
        let noun = reading.noun(target.stream, source)?;
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
            .filter(|s| reading.noun(target.stream, s.unit).is_some_and(|n| n.can_speak()));
        let source = own.map_or(source, |s| s.unit);
        let noun = reading.noun(target.stream, source).unwrap_or(noun);
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

/// Whether a rule looks for its cue behind the marks and makes a quotation of them.
pub(super) fn reads_right(rule: &CompiledRule) -> bool {
    reason(rule.rule.outcome).is_none() && rule.programs.iter().all(|p| p.left.len() == 1)
}

/// A headline's rule must not reach into the story.
fn captures_leave_headline(reading: &Reading<'_>, target: Target, captures: Captures) -> bool {
    let units = &reading.stream(target.stream).units;
    units[target.unit as usize..=(captures.to as usize).min(units.len() - 1)].iter().any(|u| u.kind == UnitKind::Paragraph)
}

/// *«…». A raccontarlo è anche Neri: «…»*: the next sentence introduces words of its own.
fn introduces_others(reading: &Reading<'_>, target: Target, captures: Captures) -> bool {
    let kind = |k: u32| reading.kind(target.stream, k);
    let next_sentence = (target.unit..captures.to).any(|k| kind(k) == Some(UnitKind::Stop));
    next_sentence && kind(captures.to + 1) == Some(UnitKind::Punct(':')) && matches!(kind(captures.to + 2), Some(UnitKind::Quote(_)))
}

/// Whether a quotation stands right before a cue.
fn beside_other(reading: &Reading<'_>, s: u32, cue: u32) -> bool {
    let mut k = cue;
    while let Some(before) = k.checked_sub(1) {
        match reading.kind(s, before) {
            Some(UnitKind::Quote(_)) => return true,
            Some(UnitKind::Punct(',' | '-')) => k = before,
            _ => return false,
        }
    }
    false
}

/// *continuano però a cacciare*, *più fragili, ritenute «…»*: a verb that only sometimes reports has an
/// infinitive behind it, or a participle has nobody behind it.
fn is_no_cue(reading: &Reading<'_>, target: Target, cue: u32) -> bool {
    let Some(verb) = reading.verb(target.stream, cue) else { return false };
    let report = verb.report.map(|r| reading.grammar.verbs.report(r));
    let mut k = cue + 1;
    while matches!(reading.kind(target.stream, k), Some(UnitKind::Adverb | UnitKind::Coordinator)) {
        k += 1;
    }
    let infinitive = cue > target.unit && report.is_some_and(|r| !r.always) && reading.kind(target.stream, k) == Some(UnitKind::Linker);
    let bare = verb.head.mood == Mood::Participle || verb.passive && report.is_some_and(|r| !r.always);
    let nobody = bare && cue < target.unit && reading.agent(target.stream, cue).is_none();
    infinitive || nobody
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

fn agrees_loosely(reading: &Reading<'_>, s: u32, u: u32, verb: &crate::unit::VerbGroup, noun: &crate::unit::NounPhrase) -> bool {
    crate::clause::agrees(verb, noun) || reading.source(s, u, Some(verb)).is_some_and(|x| x.nouns.len() > 1)
}
