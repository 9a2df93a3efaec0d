//! Words without marks behind a colon that can only be somebody's own: *Il sindaco ha detto: Non
//! possiamo fare altro, non abbiamo soldi*.

use super::Clause;
use crate::article::Role;
use crate::attribution::{Reading, Voice};
use crate::grammar::lexicon::Class;
use crate::grammar::rule::Resolver;
use crate::unit::{UnitKind, VerbGroup};

/// First and second persons, without a third that is written the same.
const DIALOGUE: u8 = 1 | 2 | 8 | 16;
const THIRD: u8 = 4 | 32;

/// The longest sentence, in units: what never stops must not be read again for each of its colons.
pub(super) const LONGEST: u32 = 400;

impl Reading<'_> {
    /// The sentences behind a reporting clause and a colon, as long as they speak of *io* and *tu*.
    pub(super) fn verbatim(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        for colon in self.body_colons(s) {
            let Some(cue) = self.reports_before(s, colon) else {
                if let Some(cue) = self.stance_before(s, colon) {
                    self.told_behind(s, cue, colon, accepted, out);
                }
                continue;
            };
            let mut end = colon + 1;
            while let Some(next) = self.spoken_sentence(s, end) {
                end = next;
            }
            if end == colon + 1 {
                self.told_behind(s, cue, colon, accepted, out);
                continue;
            }
            let (source, voice) = self.subject(s, cue);
            if source.is_none() && !matches!(voice, Voice::Dropped(_)) {
                continue;
            }
            let segments = vec![self.clause_span(s, colon + 1, end)];
            out.push(Clause { resolver: Resolver::Verbatim, place: (s, cue), segments, cue: self.cue(s, cue), source, voice });
        }
    }

    /// *Il sindaco replica: la scuola si farà*: a clause without marks that a verb of saying announces by its colon. What of
    /// it stands in marks is a quotation of its own.
    fn told_behind(&self, s: u32, cue: u32, colon: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        let (_, to) = self.sentence(s, colon);
        // biglietti esauriti, gente che dorme in strada: a relative is no clause
        let relative = |k: u32| self.kind(s, k - 1) == Some(UnitKind::Che);
        let finite = (colon + 1..to).any(|k| !relative(k) && self.verb(s, k).is_some_and(VerbGroup::is_finite));
        let (source, voice) = self.subject(s, cue);
        if !finite || !self.announces_colon(s, cue, colon) || source.is_none() {
            return;
        }
        let segments = vec![self.clause_span(s, colon + 1, to)];
        let clause = Clause { resolver: Resolver::IndirectClause, place: (s, cue), segments, cue: self.cue(s, cue), source, voice };
        if self.any_accepted(s, colon + 1, to, accepted) {
            out.extend(self.beside_marks(s, &clause, (colon + 1, to), accepted));
        } else if !self.any_quote(s, colon + 1, to) {
            out.push(clause);
        }
    }

    /// Whether nothing between a verb of saying and a colon keeps the words behind it from being what is said.
    pub(in crate::attribution) fn announces_colon(&self, s: u32, cue: u32, colon: u32) -> bool {
        // ha rassicurato i residenti: …
        let lemma = self.verb(s, cue).map_or("", |v| self.grammar.verbs.lemma(v.lemma).name.as_str());
        let informs = |k: u32| k == cue + 1 && self.grammar.lists(&self.grammar.words.informing, lemma);
        let passes = |k: u32| match self.kind(s, k) {
            Some(UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_)) => true,
            Some(UnitKind::Noun(_)) => self.subject_of_verb(s, cue).is_some_and(|x| x.unit == k) || self.is_told_noun(s, k) || informs(k),
            Some(UnitKind::Word) => k + 1 == colon && self.is_stance(s, k) || self.unit_class(s, k).any(Class::ADVERB),
            _ => false,
        };
        (cue + 1..colon).all(passes)
    }

    /// *Anna Neri è chiara: …*, *Anna Neri non ha dubbi: …*: a stance, or an expression for speaking, right before the colon.
    fn stance_before(&self, s: u32, colon: u32) -> Option<u32> {
        let last = colon.checked_sub(1)?;
        let expresses =
            self.verb(s, last).is_some_and(|v| v.is_finite() && v.is_third() && self.report(v).is_some_and(|r| r.lemma.contains(' ')));
        let stance = last > 0 && self.is_stance(s, last) && self.is_copula(s, last - 1);
        if expresses { Some(last) } else { stance.then(|| last - 1) }
    }

    fn is_stance(&self, s: u32, k: u32) -> bool {
        self.unit_class(s, k).any(Class::STANCE_ADJECTIVE)
    }

    fn is_told_noun(&self, s: u32, k: u32) -> bool {
        let told = Class::SPEECH.or(Class::CONTENT_NOUN);
        self.noun(s, k).is_some_and(|n| n.name.is_none() && self.grammar.lexicon.entry(n.head).class.any(told))
    }

    /// The colons of a stream that are not the headline's: behind *Neri:* in a headline its words are no clause.
    pub(super) fn body_colons(&self, s: u32) -> impl Iterator<Item = u32> {
        let headline = self.article.paragraphs.first().filter(|p| p.role == Role::Headline).map_or(0, |p| p.span.end);
        let units = &self.stream(s).units;
        let colon = move |k: &u32| {
            let unit = &units[*k as usize];
            unit.kind == UnitKind::Punct(':') && unit.span.start >= headline
        };
        (0..units.len() as u32).filter(colon)
    }

    /// The verb of saying of the clause before a colon, if it has nothing else to introduce.
    pub(in crate::attribution) fn reports_before(&self, s: u32, colon: u32) -> Option<u32> {
        let (from, _) = self.sentence(s, colon);
        let verb = (from..colon).rev().find(|k| self.verb(s, *k).is_some_and(VerbGroup::is_finite))?;
        let speaks = |v: &VerbGroup| v.is_third() && !v.negated && !v.passive && self.report(v).is_some_and(|r| r.always);
        let introduces = (verb + 1..colon).any(|k| matches!(self.kind(s, k), Some(UnitKind::Che | UnitKind::Quote(_) | UnitKind::Linker)));
        (self.verb(s, verb).is_some_and(speaks) && !introduces).then_some(verb)
    }

    /// The end of the sentence that begins at `from`, if it has no marks and only somebody who speaks of
    /// himself or to somebody can say it.
    fn spoken_sentence(&self, s: u32, from: u32) -> Option<u32> {
        let begins = self.unit(s, from)?.span.of(self.article.text).starts_with(char::is_uppercase);
        let mut end = from;
        let mut dialogue = false;
        while let Some(unit) = self.unit(s, end) {
            if end - from > LONGEST {
                return None;
            }
            match unit.kind {
                UnitKind::Stop | UnitKind::Paragraph => break,
                UnitKind::Quote(_) => return None,
                _ => dialogue |= self.is_of_dialogue(s, end),
            }
            end += 1;
        }
        let behind = if self.kind(s, end) == Some(UnitKind::Stop) { end + 1 } else { end };
        (begins && dialogue).then_some(behind)
    }

    /// *abbiamo, io, vostro*: only somebody who speaks of himself or to somebody says it.
    pub(super) fn is_of_dialogue(&self, s: u32, u: u32) -> bool {
        let Some(unit) = self.unit(s, u) else { return false };
        if let Some(verb) = self.verb(s, u) {
            return verb.head.persons & DIALOGUE != 0 && verb.head.persons & THIRD == 0 && verb.is_finite();
        }
        let of_dialogue = |w: &str| self.grammar.lists(&self.grammar.words.dialogue_words, w);
        unit.span.of(self.article.text).split(|c: char| !c.is_alphabetic()).any(of_dialogue)
    }
}
