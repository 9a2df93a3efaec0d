//! Whether the words in marks are somebody's or a name, a title, a term in the reporter's sentence: by
//! their length and capitals, and by the noun or article before them.

use super::Target;
use crate::attribution::content::Contents;
use crate::attribution::{Findings, Reading};
use crate::document::{Reason, Rejected};
use crate::grammar::lexicon::Class;
use crate::grammar::rule::{CompiledRule, ContentTest, Outcome};
use crate::span::Span;
use crate::unit::{Kind, UnitKind};

/// *«La rotta di Levante» uscirà a marzo*: a title or name that the article has introduced as one already.
pub(super) fn named_before(reading: &Reading<'_>, contents: &Contents, target: Target, found: &Findings) -> Option<Rejected> {
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

/// *la presidente del gruppo «Mano tesa», ha detto*: a short name right behind its noun is no speech,
/// whatever cue follows.
pub(super) fn modifies_noun(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
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

/// *ha terminato il «Corridoio Giapponese»*: capitals behind a noun or article name a thing; where nobody's words
/// are `told`, a word or two do.
pub(super) fn is_name(reading: &Reading<'_>, contents: &Contents, target: Target, told: bool) -> bool {
    // i ragazzi «metallari» beside a paraphrase are the reporter's term; ha detto che la notizia è «falsa» is hers
    let words = contents.words[target.mark as usize];
    let judges = || reading.first_word_class(contents, target).any(Class::ADJECTIVE.or(Class::ADVERB));
    // le proposte «fuori sacco»: right behind its noun a tag; le «pressioni psicologiche»: what somebody calls it
    let behind = target.unit.checked_sub(1).and_then(|k| reading.kind(target.stream, k));
    let tag = matches!(behind, Some(UnitKind::Noun(_) | UnitKind::Prep(_)));
    let term = words <= 2 && !(told && if words == 2 { !tag } else { judges() });
    (contents.is(target.mark, ContentTest::CAPITAL) || term) && modifies_noun(reading, contents, target)
        || behind_preposition(reading, contents, target) && words <= 4 && contents.is(target.mark, ContentTest::NO_VERB)
        || listed_behind_name(reading, contents, target)
}

/// *debutterà con «Le zie»*, *ospite a «Domenica in terrazza»*: a capital right behind a preposition begins a name.
pub(super) fn behind_preposition(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let before = target.unit.checked_sub(1).and_then(|k| reading.unit(target.stream, k));
    let preposition = before.is_some_and(|u| {
        matches!(u.kind, UnitKind::Word | UnitKind::Linker)
            && reading.grammar.lexicon.entry(u.word).class.any(Class::PREPOSITION.or(Class::ARTICULATED))
    });
    preposition && contents.is(target.mark, ContentTest::CAPITAL)
}

/// *ha aperto un pacco «spedito» da lei*, *hanno deciso il «non luogo a provvedere»*, *si sono detti
/// stanchi delle «riunioni di facciata»*: a word or two that go with the noun or the article before
/// them are a term in the reporter's sentence, where no object stands before them.
pub(super) fn names_object(reading: &Reading<'_>, contents: &Contents, target: Target, rule: &CompiledRule, cue: u32) -> bool {
    let words = contents.words[target.mark as usize];
    let reflexive = reading.verb(target.stream, cue).is_some_and(|v| v.reflexive);
    let small = contents.is(target.mark, ContentTest::LOWER) || reflexive;
    let fragment = small && !contents.is(target.mark, ContentTest::VERB) && words <= 4;
    let Some(verb) = reading.verb(target.stream, cue).filter(|_| fragment && cue + 1 < target.unit) else { return false };
    let before = target.unit - 1;
    let class = reading.unit_class(target.stream, before);
    let Some(unit) = reading.unit(target.stream, before) else { return false };
    let objects = (cue + 1..before).filter(|k| matches!(reading.kind(target.stream, *k), Some(UnitKind::Noun(_)))).count();
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
        // un pacco «spedito»: the noun is the object, unless it is one of speech
        UnitKind::Noun(n) if rule.rule.outcome == Outcome::Direct && words == 1 => {
            let noun = &reading.units.nouns[n as usize];
            !noun.can_speak() || matches!(noun.kind, Kind::Document)
        }
        _ => false,
    }
}

/// *i coetanei «rapper» o «rocker»*: one word more of the same sort.
fn listed_behind_name(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let Some(first) = target.unit.checked_sub(2) else { return false };
    let joined = reading.kind(target.stream, target.unit - 1) == Some(UnitKind::Coordinator);
    let Some(UnitKind::Quote(mark)) = reading.kind(target.stream, first).filter(|_| joined) else { return false };
    let earlier = Target { unit: first, mark, ..target };
    let short = |m: u32| contents.words[m as usize] <= 2;
    short(target.mark) && short(mark) && is_name(reading, contents, earlier, false)
}

/// *sarebbe un «errore storico»*, *si tratta di «un errore»*: an indefinite article behind a copula gives a judgement, not
/// a name, and so does a copula that takes *di*.
fn is_predicate(reading: &Reading<'_>, target: Target) -> bool {
    let Some(verb) = target.unit.checked_sub(2).and_then(|k| reading.verb(target.stream, k)) else { return false };
    let class = reading.unit_class(target.stream, target.unit - 1);
    let lemma = reading.grammar.verbs.lemma(verb.lemma);
    lemma.copula && class.any(Class::INDEFINITE) || lemma.copula_with_di && class.any(Class::OF)
}

/// *guarda i conti «con prudenza»*, *li trattano «come ospiti»*: no name begins so.
fn opens_with_function_word(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let Some(inside) = contents.inside[target.mark as usize] else { return false };
    // (le proposte «fuori sacco» are a term)
    let compares = reading
        .unit(inside, 0)
        .is_some_and(|u| u.kind == UnitKind::Subordinator || reading.grammar.words.no_name_begins_with.contains(&u.word));
    contents.is(target.mark, ContentTest::LOWER)
        && (contents.words[target.mark as usize] >= 3 || compares)
        && reading.unit(inside, 0).is_some_and(|u| match u.kind {
            UnitKind::Prep(_) | UnitKind::Linker | UnitKind::Subordinator | UnitKind::Framing => true,
            UnitKind::Verb(v) => !reading.units.verbs[v as usize].homograph,
            _ => false,
        })
}

impl Reading<'_> {
    /// What the first word in the marks can be.
    fn first_word_class(&self, contents: &Contents, target: Target) -> Class {
        let first = contents.inside[target.mark as usize].and_then(|s| self.unit(s, 0));
        first.map_or(Class::NONE, |u| self.grammar.lexicon.entry(u.word).class)
    }
}
