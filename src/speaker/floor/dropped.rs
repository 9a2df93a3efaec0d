//! A verb without a subject → whoever was asked, was named last, was the subject of the sentence before,
//! or has the floor.

use super::Floor;
use crate::attribution::{Finding, Voice};
use crate::clause::Path;
use crate::document::SpeakerKind;
use crate::grammar::lexicon::Agreement;
use crate::speaker::Referent;
use crate::speaker::words::Words;
use crate::unit::{Kind, NounPhrase, Unit, UnitKind};

/// How far the last words may be, in bytes, that ask for an answer.
pub(super) const ANSWER: usize = 200;

impl Floor<'_> {
    /// Whether somebody's words ask: by the verb, or by the mark that ends them.
    pub(super) fn is_question(&self, finding: &Finding) -> bool {
        let text = self.reading.article.text;
        let asks = finding.cue.as_ref().is_some_and(|c| self.reading.grammar.lists(&self.reading.grammar.words.asking, &c.lemma));
        asks || finding.segments.last().is_some_and(|s| s.of(text).trim_end().ends_with('?'))
    }

    /// *ha detto*: a text does not go on to say, a person before it does.
    pub(super) fn is_oral(&self, finding: &Finding) -> bool {
        let words = finding.cue.as_ref().map_or("", |c| c.span.of(self.reading.article.text));
        words.split_whitespace().any(|w| self.reading.grammar.lists(&self.reading.grammar.words.having, w))
    }

    /// Who was asked, if the last words were a question: its listener, or else the other of two.
    pub(super) fn asked(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let last = self.last?;
        let near = finding.start().saturating_sub(last.end()) < ANSWER;
        if !near || !self.is_question(last) {
            return None;
        }
        let (s, u) = last.place;
        let (from, to) = self.reading.sentence(s, u);
        let words = &self.reading.grammar.words;
        let (_, asker) = self.turns.last()?;
        let listener = (from..to).find_map(|k| {
            let unit = self.reading.unit(s, k).filter(|x| matches!(x.kind, UnitKind::Prep(_)))?;
            let noun = self.reading.units.noun(unit)?;
            let person = words.is_a(words.base(noun.preposition)) && noun.kind == Kind::Person;
            person.then(|| self.noun(noun)).flatten().map(|(r, _)| r)
        });
        listener.or_else(|| self.other()).or_else(|| self.by_clitic(last, asker)).filter(|r| r != asker && self.fits(r, agreement))
    }

    /// *– Che ora era? – le ha chiesto il pm*: whoever was named last and is of the pronoun's gender.
    fn by_clitic(&self, last: &Finding, asker: &Referent) -> Option<Referent> {
        let cue = last.cue.as_ref()?;
        let words = cue.span.of(self.reading.article.text);
        let lists = &self.reading.grammar.words;
        let dative = lists.listener_clitics.iter().find(|c| {
            let clitic = self.reading.grammar.lexicon.key_of(**c);
            words.split(' ').next().is_some_and(|w| w.eq_ignore_ascii_case(clitic))
        })?;
        let wanted = self.reading.grammar.lexicon.entry(*dative).agreement.gender();
        let fits = |i: &usize| {
            let person = &self.people.list[*i];
            person.is_somebody() && Referent::Person(*i) != *asker && wanted & person.gender != 0
        };
        let named = |i: usize| self.named_before(i, last.start()).map(|at| (at, i));
        (0..self.people.list.len()).filter(fits).filter_map(named).max().map(|(_, i)| Referent::Person(i))
    }

    /// *«Ugo era fatto così. Un giorno disse “parto”»*: inside somebody's words, whom he named last in
    /// them.
    pub(super) fn told_of(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let start = finding.start();
        let around = self.reading.marks.spans.iter().filter(|m| m.depth == 0).map(crate::marks::Marked::extent);
        let words = around.into_iter().find(|m| m.start < start && start < m.end)?;
        let inside = |p: &usize| {
            let mentions = &self.people.list[*p].mentions;
            let at = mentions.partition_point(|m| m.start < start);
            at.checked_sub(1).map(|k| mentions[k].start).filter(|m| *m >= words.start)
        };
        let people = (0..self.people.list.len()).filter_map(|p| inside(&p).map(|at| (at, p)));
        people.max().map(|(_, p)| Referent::Person(p)).filter(|r| self.fits(r, agreement))
    }

    /// A dropped subject: whoever was the subject of the sentence before or has the floor, agreeing
    /// with the verb.
    pub(super) fn dropped(&self, finding: &Finding, agreement: Agreement) -> Option<(Referent, f32)> {
        if let Some(person) = self.whom_they_ask(finding) {
            return Some((person, 0.8));
        }
        if let Some(person) = self.named_last(finding, agreement) {
            return Some((person, 0.75));
        }
        if let Some(subject) = self.recent_subject(finding, agreement) {
            return Some((subject, 0.85));
        }
        let oral = self.is_oral(finding);
        let recent = || self.turns.iter().rev().take(4).filter(|(_, r)| self.fits(r, agreement));
        let text = |r: &Referent| matches!(r, Referent::Other { kind: SpeakerKind::Document, .. });
        if let Some((_, r)) = recent().find(|(_, r)| !(oral && text(r))).or_else(|| recent().next()) {
            return Some((r.clone(), 0.85));
        }
        if agreement.number() == Agreement::PLURAL
            && let Some(group) = self.last_group(finding)
        {
            return Some((group, 0.7));
        }
        self.previous(finding).map(|r| (r, 0.6))
    }

    /// *Le hanno chiesto se… «…», ha confidato*: nobody in particular asked her, so she speaks.
    pub(super) fn whom_they_ask(&self, finding: &Finding) -> Option<Referent> {
        if !matches!(finding.voice, Voice::Dropped(_) | Voice::Answer(_)) || self.is_nested(finding) {
            return None;
        }
        let last = self.last.filter(|l| self.turns.last().is_none_or(|(at, _)| *at < l.end()))?;
        let cue = last.cue.as_ref().filter(|c| self.reading.grammar.lists(&self.reading.grammar.words.asking, &c.lemma))?;
        let near = finding.start().saturating_sub(last.end()) < 120;
        let gender = match cue.span.of(self.reading.article.text).to_lowercase() {
            w if w.starts_with("le ") => Agreement::FEMININE,
            w if w.starts_with("gli ") => Agreement::MASCULINE,
            _ => return None,
        };
        near.then(|| self.last_person(cue.span.start, Agreement(gender | Agreement::SINGULAR))).flatten()
    }

    /// *…, come comunicato dal ministro Neri. «…», ha detto*: a person whose name ends the sentence
    /// before, where nobody has spoken since it began.
    pub(super) fn named_last(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let (s, u) = finding.place;
        let units = &self.reading.stream(s).units;
        let stop = (0..u as usize).rev().find(|k| units[*k].kind == UnitKind::Stop)?;
        let begin = (0..stop).rev().find(|k| matches!(units[*k].kind, UnitKind::Stop | UnitKind::Paragraph)).map_or(0, |k| k + 1);
        let spoken = self.turns.last().is_some_and(|(at, _)| *at >= units[begin].span.start);
        // il presidente ha incontrato Neri: somebody else is the subject
        let acts = (begin..stop).any(|k| {
            let subject = self.reading.clauses[s as usize].subjects[k].filter(|x| x.path != Path::Relative);
            subject
                .and_then(|x| self.reading.units.noun(&units[x.unit as usize]))
                .is_some_and(|n| n.kind == Kind::Person || n.kind == Kind::Pronoun && !self.is_chi(n))
        });
        let noun = self.last_name(units, begin, stop)?;
        if spoken || acts {
            return None;
        }
        self.noun(noun).map(|(r, _)| r).filter(|r| matches!(r, Referent::Person(_)) && self.fits(r, agreement))
    }

    /// *Chi non alza la voce è Elio*: *chi* is the one who is named then.
    fn is_chi(&self, noun: &NounPhrase) -> bool {
        noun.span.of(self.reading.article.text).eq_ignore_ascii_case("chi")
    }

    /// The person whose name, with its apposition, ends the sentence: *Tocca a Sisto Neri, capo del Genio civile.*
    fn last_name(&self, units: &[Unit], begin: usize, stop: usize) -> Option<&NounPhrase> {
        let mut commas = 0;
        for k in (begin..stop).rev().take(7) {
            let noun = self.reading.units.noun(&units[k]);
            if let Some(noun) = noun.filter(|n| n.kind == Kind::Person && n.name.is_some()) {
                return Some(noun);
            }
            match units[k].kind {
                UnitKind::Punct(',') if commas < 2 => commas += 1,
                UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Adverb if commas < 2 => {}
                _ => return None,
            }
        }
        None
    }

    /// The subject of the last main verb before the finding, later than the last turn, in this or
    /// the sentences before: a person rather than a body.
    pub(super) fn recent_subject(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let people = [Kind::Person, Kind::Pronoun, Kind::Group];
        self.subject_of_kind(finding, agreement, &people, true)
            .or_else(|| self.subject_of_kind(finding, agreement, &people, false))
            .or_else(|| self.subject_of_kind(finding, agreement, &[Kind::Organization], true))
    }

    fn subject_of_kind(&self, finding: &Finding, agreement: Agreement, kinds: &[Kind], main: bool) -> Option<Referent> {
        let (s, u) = finding.place;
        let units = &self.reading.stream(s).units;
        let last_turn = self.turns.last().map_or(0, |(at, _)| *at);
        let mut stops = 0;
        for k in (0..u.min(units.len() as u32)).rev() {
            let unit = &units[k as usize];
            match unit.kind {
                UnitKind::Paragraph | UnitKind::Stop => stops += 1,
                // the verbs of what he says are no evidence of who says it
                UnitKind::Verb(_) if finding.mark.is_none() && finding.segments.iter().any(|x| x.contains(unit.span)) => {}
                UnitKind::Verb(_) if finding.cue.as_ref().is_some_and(|c| c.span.overlaps(unit.span)) => {}
                UnitKind::Verb(_) if unit.span.start < last_turn => return None,
                UnitKind::Verb(_) if main && !self.reading.clauses[s as usize].main[k as usize] => {}
                UnitKind::Verb(_) => {
                    let subject = self.reading.clauses[s as usize].subjects[k as usize].map(|x| &units[x.unit as usize]);
                    let noun = subject.filter(|x| matches!(x.kind, UnitKind::Noun(_))).and_then(|x| self.reading.units.noun(x));
                    let one = |n: &&NounPhrase| {
                        n.agreement.number() == 0 || agreement.number() == 0 || n.agreement.number() & agreement.number() != 0
                    };
                    // nessuno, qualcuno: a pronoun that leads to nobody leads on
                    let referent = noun.filter(|n| kinds.contains(&n.kind)).filter(one).and_then(|n| {
                        self.noun(n).map(|(r, _)| r).filter(|r| n.kind != Kind::Pronoun || !matches!(r, Referent::Other { .. }))
                    });
                    if let Some(referent) = referent.filter(|r| self.fits(r, agreement)) {
                        return Some(referent);
                    }
                }
                _ => {}
            }
            if stops > 3 {
                break;
            }
        }
        None
    }

    /// *…, hanno detto*: the group that the text named last.
    fn last_group(&self, finding: &Finding) -> Option<Referent> {
        let start = finding.start();
        let later = self.groups.partition_point(|g| g.end <= start);
        let group = self.groups[..later].last().filter(|g| start - g.end < 500)?;
        let name = Words::of(self.reading.article.text, *group);
        Some(Referent::Other { name, kind: SpeakerKind::Group })
    }
}
