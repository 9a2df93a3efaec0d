//! A rule with a pattern at a marked span → what it proposes, unless what stands around the cue and the
//! source says that they are of other words.

use super::term::{behind_preposition, modifies_noun, names_object};
use super::{Proposal, Target, reason};
use crate::attribution::content::Contents;
use crate::attribution::{Around, Captures, Reading, Source, Voice};
use crate::clause::Path;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::{CompiledRule, ContentTest, Outcome, SourceFrom};
use crate::unit::{Kind, NounPhrase, UnitKind, VerbGroup};

/// What a rule with a pattern proposes.
pub(super) fn by_pattern(
    reading: &Reading<'_>,
    contents: &Contents,
    target: Target,
    around: &mut Around<'_>,
    rule: &CompiledRule,
) -> Option<Proposal> {
    let captures = around.matches(&rule.programs)?;
    if reads_right(rule) && modifies_noun(reading, contents, target) {
        return None;
    }
    if target.headline && captures_leave_headline(reading, target, captures) || introduces_others(reading, target, captures) {
        return None;
    }
    let mut proposal = Proposal::new(rule.rule.outcome, Voice::Previous, captures.to);
    if reason(rule.rule.outcome).is_some() {
        return Some(proposal);
    }
    if let Some(cue) = captures.cue {
        // ospite a «Domenica in terrazza», l'attrice ha raccontato: words behind a preposition are of another clause
        let right = cue > target.unit && reading.kind(target.stream, target.unit + 1) == Some(UnitKind::Punct(','));
        if right && behind_preposition(reading, contents, target) {
            return None;
        }
        if reports_others(reading, contents, target, rule, cue)
            || is_no_cue(reading, target, cue)
            || is_where(reading, contents, target, cue)
        {
            return None;
        }
        proposal.cue = reading.cue(target.stream, cue);
    }
    if let (None, Some(source)) = (captures.cue, captures.source) {
        proposal.cue = reading.named_words(target, source);
    }
    (proposal.source, proposal.voice) = match (captures.source, rule.rule.source, captures.cue) {
        (Some(source), _, cue) => (captured_source(reading, target, source, cue)?, Voice::Source),
        (None, SourceFrom::Subject, Some(cue)) => subject_of_cue(reading, contents, target, rule, cue)?,
        (None, SourceFrom::Recent, _) => (None, Voice::Dropped(Agreement(Agreement::SINGULAR))),
        (None, SourceFrom::Other, _) => (None, Voice::Other),
        (None, SourceFrom::Captured, _) => (None, Voice::Nobody),
        _ => (None, Voice::Previous),
    };
    Some(proposal)
}

/// Whether the verb at `cue` reports other words than those in marks.
fn reports_others(reading: &Reading<'_>, contents: &Contents, target: Target, rule: &CompiledRule, cue: u32) -> bool {
    let s = target.stream;
    // «…», precisa la «velina»: the marks are the subject of a verb that reports other words
    let takes_others = cue < target.unit && cue > 0 && beside_other(reading, s, cue) && rule.rule.outcome == Outcome::Direct;
    let colon = (cue..target.unit).any(|k| matches!(reading.kind(s, k), Some(UnitKind::Punct(':') | UnitKind::Che)));
    if takes_others && !colon || reading.verb(s, cue).is_some_and(|v| v.is_speech_internal()) {
        return true;
    }
    // il tecnico, detto «il Notaio», ribadisce di voler dormire: the verb has a clause of its own
    let (_, end) = reading.sentence(s, cue);
    let governs = cue > target.unit && reading.clauses[s as usize].complements_in(cue, end).iter().any(|c| c.cue == cue);
    let before = reading.subject_of_verb(s, cue).is_some_and(|x| x.path == Path::Before && x.unit < target.unit);
    // il nuovo marchio, «Bluvia», debutterà a gennaio: a name beside its noun
    let comma = target.unit > 1 && reading.kind(s, target.unit - 1) == Some(UnitKind::Punct(','));
    let name = comma && contents.is(target.mark, ContentTest::CAPITAL.or(ContentTest::SHORT).or(ContentTest::NO_VERB));
    (governs || name) && before || names_object(reading, contents, target, rule, cue)
}

/// The source that the pattern captured, or the subject that its verb has before it; `None` if the
/// captured noun cannot be the source.
fn captured_source(reading: &Reading<'_>, target: Target, source: u32, cue: Option<u32>) -> Option<Option<Source>> {
    let s = target.stream;
    let verb = cue.and_then(|c| reading.verb(s, c));
    let noun = reading.noun(s, source)?;
    let subject = !matches!(reading.kind(s, source)?, UnitKind::Prep(_));
    // Harris, secondo cui «…», ha chiesto una commissione: the verb has its subject before the marks
    let earlier = cue.filter(|c| *c < source && *c > target.unit).and_then(|c| reading.subject_of_verb(s, c));
    if subject && earlier.is_some_and(|x| x.path == Path::Before && x.unit < target.unit) {
        return None;
    }
    // L'Eliseo ha ringraziato Manila «per la sua costanza»: the verb has its subject, this is its object
    let own = cue
        .filter(|c| *c < source && source < target.unit && subject)
        .and_then(|c| reading.subject_of_verb(s, c))
        .filter(|x| x.path != Path::After && x.unit < source)
        .filter(|x| reading.noun(s, x.unit).is_some_and(|n| n.can_speak()));
    let source = own.map_or(source, |x| x.unit);
    let noun = reading.noun(s, source).unwrap_or(noun);
    let disagrees = |v: &VerbGroup| v.is_finite() && !v.passive && !v.impersonal && !agrees_loosely(reading, s, source, v, noun);
    if subject && verb.is_some_and(disagrees) {
        return None;
    }
    Some(reading.source(s, source, verb))
}

/// *la diagnosi: «…», ha raccontato*; *i divieti imposti dal tribunale: «…», ribadisce*: neither says anything.
fn is_lead(noun: &NounPhrase) -> bool {
    let named = noun.kind == Kind::Person && noun.name.is_some();
    named || noun.preposition == 0 && matches!(noun.kind, Kind::Person | Kind::Group | Kind::Organization)
}

/// The subject of the cue, unless it is what the words in marks are about; `None` if nobody says them.
fn subject_of_cue(
    reading: &Reading<'_>,
    contents: &Contents,
    target: Target,
    rule: &CompiledRule,
    cue: u32,
) -> Option<(Option<Source>, Voice)> {
    let s = target.stream;
    let mixed = rule.rule.outcome == Outcome::Mixed;
    let mut found = reading.subject(s, cue);
    if subject_is_content(reading, contents, target, cue, found.0.as_ref()) {
        found = (None, reading.verb(s, cue).map_or(Voice::Previous, |v| Voice::Dropped(v.subject_agreement())));
    }
    // alla rivale, che ha definito «una patriota»: the relative is the object
    // ha incolpato la Russia per «…»: so does a verb whose words stand behind a preposition
    let judges = mixed || target.unit > cue + 1 && reading.unit_class(s, target.unit - 1).any(Class::PREPOSITION);
    found = reading.not_its_object(s, cue, target.unit, judges, found);
    // Neri, che ha definito «irrevocabile» la scelta: the object stands behind the marks
    let object_behind =
        matches!(reading.kind(s, target.unit + 1), Some(UnitKind::Noun(_))) && reading.noun(s, target.unit + 1).is_some_and(|n| n.definite);
    if mixed
        && cue + 1 == target.unit
        && !object_behind
        && let Some(outer) = reading.beyond_relative(s, cue)
    {
        found = (Some(outer), Voice::Source);
    }
    let (source, voice) = found;
    // si può considerare «un testamento»: a judgement of nobody's
    if source.is_none() && mixed && reading.verb(s, cue).is_some_and(|v| v.impersonal) {
        return None;
    }
    if source.as_ref().is_some_and(|x| reading.is_nobody(x)) {
        return None;
    }
    // X non esclude altro: «…», si è limitato a dire
    if source.is_none()
        && cue > target.unit
        && let Some(lead) = reading.colon(target, false).and_then(|p| p.source)
        && lead.nouns.iter().all(|n| is_lead(&reading.units.nouns[*n as usize]))
    {
        return Some((Some(lead), Voice::Source));
    }
    Some((source, voice))
}

/// Whether a rule looks for its cue behind the marks and makes a quotation of them.
fn reads_right(rule: &CompiledRule) -> bool {
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
    let report = reading.report(verb);
    let mut k = cue + 1;
    while matches!(reading.kind(target.stream, k), Some(UnitKind::Adverb | UnitKind::Coordinator)) {
        k += 1;
    }
    let infinitive = cue > target.unit && report.is_some_and(|r| !r.always) && reading.kind(target.stream, k) == Some(UnitKind::Linker);
    let bare = verb.head.mood == Mood::Participle || verb.passive && report.is_some_and(|r| !r.always);
    let nobody = bare && cue < target.unit && reading.agent(target.stream, cue).is_none();
    infinitive || nobody
}

/// *intervenendo a «Quarta Pagina»*, *parlando alla trasmissione di La 8 «Sera e mattina»*: where somebody speaks,
/// behind a gerund that reports only beside marks.
fn is_where(reading: &Reading<'_>, contents: &Contents, target: Target, cue: u32) -> bool {
    let gerund = reading.verb(target.stream, cue).is_some_and(|v| v.head.mood == Mood::Gerund);
    let name = contents.is(target.mark, ContentTest::CAPITAL.or(ContentTest::SHORT).or(ContentTest::NO_VERB));
    let announced = |k: u32| matches!(reading.kind(target.stream, k), Some(UnitKind::Punct(_) | UnitKind::Che | UnitKind::Verb(_)));
    let lively = contents.text(reading, target.mark).trim_end().ends_with(['!', '?']);
    gerund && name && !lively && target.unit > cue + 1 && !(cue + 1..target.unit).any(announced)
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

fn agrees_loosely(reading: &Reading<'_>, s: u32, u: u32, verb: &VerbGroup, noun: &NounPhrase) -> bool {
    crate::clause::agrees(verb, noun) || reading.source(s, u, Some(verb)).is_some_and(|x| x.nouns.len() > 1)
}
