//! A pronoun → whoever it can mean by gender and number: the one who spoke or was named last, the pair,
//! *chi* and those of whom nothing but that is said.

use super::Floor;
use crate::document::SpeakerKind;
use crate::grammar::lexicon::{Agreement, Class};
use crate::span::Span;
use crate::speaker::words::Words;
use crate::speaker::{Referent, kind_of};
use crate::unit::{Kind, NounPhrase};

impl Floor<'_> {
    /// *lui, lei, egli*: one person who was named or spoke; not *chi*, *molti*, *entrambi*, *quest'ultimo*.
    pub(super) fn is_personal(&self, noun: &NounPhrase) -> bool {
        let word = noun.span.of(self.reading.article.text).to_lowercase();
        let others = Class::INDEFINITE.or(Class::QUANTIFIER);
        noun.kind == Kind::Pronoun
            && !noun.indefinite
            && noun.agreement.number() != Agreement::PLURAL
            && !self.reading.grammar.lexicon.entry(noun.head).class.any(others)
            && !self.tells_two_apart(noun)
            && !(word == "chi" || word.contains("ultim") || word == "questi")
    }

    /// *l'altro, il primo, il secondo*
    fn tells_two_apart(&self, noun: &NounPhrase) -> bool {
        let words = &self.reading.grammar.words;
        self.is_the_other(noun) || words.the_first.contains(&noun.head) || words.the_second.contains(&noun.head)
    }

    /// *la sindaca Bo e l'assessora Dini … dice la prima*: of the two who were named last, by the order of their names.
    fn of_two(&self, noun: &NounPhrase) -> Option<Referent> {
        let words = &self.reading.grammar.words;
        let (first, second) = (words.the_first.contains(&noun.head), words.the_second.contains(&noun.head));
        if noun.kind != Kind::Pronoun || !first && !second {
            return None;
        }
        let somebody = |p: &usize| self.people.list[*p].is_somebody();
        let named = |p: usize| self.named_before(p, noun.span.start).map(|at| (at, p));
        let mut people: Vec<(usize, usize)> = (0..self.people.list.len()).filter(somebody).filter_map(named).collect();
        people.sort_unstable_by(|a, b| b.cmp(a));
        // la prima, of Anna and Ugo: the pair comes first, then the gender
        let (_, one) = *people.get(..2)?.get(usize::from(first))?;
        Some(Referent::Person(one)).filter(|r| self.gender_fits(r, noun.agreement))
    }

    /// *l'altro*
    fn is_the_other(&self, noun: &NounPhrase) -> bool {
        let words = &self.reading.grammar.words;
        noun.kind == Kind::Pronoun && words.the_other.contains(&noun.head)
    }

    pub(super) fn pronoun(&self, noun: &NounPhrase) -> Option<(Referent, f32)> {
        let plural = noun.agreement.number() == Agreement::PLURAL;
        let word = noun.span.of(self.reading.article.text).to_lowercase();
        // molti, alcuni, una delle due: nobody who was named
        let lexicon = &self.reading.grammar.lexicon;
        if noun.indefinite || lexicon.entry(noun.head).class.any(Class::INDEFINITE.or(Class::QUANTIFIER)) {
            let kind = if plural { SpeakerKind::Group } else { SpeakerKind::Unknown };
            return Some((Referent::Other { name: Words::of(self.reading.article.text, noun.span), kind }, 0.85));
        }
        if word == "chi" {
            return Some((Referent::Other { name: self.whoever(noun), kind: SpeakerKind::Group }, 0.85));
        }
        if plural {
            let pair = self
                .turns
                .iter()
                .rev()
                .map(|(_, r)| r)
                .find(|r| matches!(r, Referent::People(_) | Referent::Other { kind: SpeakerKind::Group, .. }));
            return pair.cloned().or_else(|| self.last_two(noun.agreement)).map(|r| (r, 0.8));
        }
        if let Some(one) = self.of_two(noun) {
            return Some((one, 0.75));
        }
        if word.contains("ultim") || word == "questi" {
            return self.last_person(noun.span.start, noun.agreement).map(|r| (r, 0.8));
        }
        // lei, in a paragraph that names nobody: the one whom the article is about
        if let Some(p) = self.protagonist.filter(|p| self.gender_fits(&Referent::Person(*p), noun.agreement))
            && self.names_nobody_before(noun)
        {
            return Some((Referent::Person(p), 0.75));
        }
        // lui invece, l'altro: not the one who has just spoken
        let contrast = self.contrasts(noun) || self.is_the_other(noun);
        let spoke_last = self.turns.last().map(|(_, r)| r);
        let turn = self
            .turns
            .iter()
            .rev()
            .take(4)
            .skip(usize::from(contrast))
            .map(|(_, r)| r)
            .find(|r| matches!(r, Referent::Person(_)) && self.gender_fits(r, noun.agreement) && !(contrast && Some(*r) == spoke_last));
        let named = self.last_person(noun.span.start, noun.agreement).filter(|r| !contrast || Some(r) != spoke_last);
        // an older turn gives way to whoever was named since, if the last turn was another's
        let turn = turn.filter(|r| named.is_none() || contrast || Some(*r) == spoke_last);
        let recent = self.turns.last().map_or(0, |(at, _)| *at);
        let named_later = named.as_ref().filter(|r| self.named_between(r, recent, noun.span.start));
        let found = named_later.cloned().or_else(|| turn.cloned()).or(named);
        found
            .map(|r| (r, 0.8))
            .or_else(|| self.main_person(noun.agreement).map(|r| (r, 0.6)))
            .or_else(|| Some((Referent::Other { name: Words::from(word.as_str()), kind: kind_of(noun) }, 0.5)))
    }

    /// Whether the paragraph up to a pronoun names nobody whom it can mean, and nobody has spoken in it.
    fn names_nobody_before(&self, noun: &NounPhrase) -> bool {
        let at = noun.span.start;
        let paragraph = self.reading.article.paragraphs.iter().find(|p| p.span.start <= at && at < p.span.end);
        let Some(begin) = paragraph.map(|p| p.story) else { return false };
        let named = |p: usize| self.named_before(p, at).is_some_and(|m| m >= begin);
        let fits = |p: usize| self.gender_fits(&Referent::Person(p), noun.agreement);
        (0..self.people.list.len()).all(|p| !self.people.list[p].is_somebody() || !named(p) || !fits(p))
    }

    /// *chi lavora alle saline*: the words up to the next break or the verb of saying.
    fn whoever(&self, noun: &NounPhrase) -> Words {
        let text = self.reading.article.text;
        let rest = &text[noun.span.start..];
        let mut end = rest.find([',', '.', ';', ':', '«', '“', '"', '\n', '–']).unwrap_or(rest.len());
        let cue = self.reading.units.verbs.iter().filter(|v| v.report.is_some()).map(|v| v.span.start).find(|v| *v > noun.span.start);
        if let Some(cue) = cue.filter(|c| *c < noun.span.start + end) {
            end = cue - noun.span.start;
        }
        Words::of(text, Span::new(noun.span.start, noun.span.start + end))
    }

    /// *entrambe*: the two who spoke last and fit.
    fn last_two(&self, agreement: Agreement) -> Option<Referent> {
        let mut pair: Vec<Referent> = Vec::new();
        for (_, r) in self.turns.iter().rev() {
            if matches!(r, Referent::Person(_)) && self.gender_fits(r, agreement) && !pair.contains(r) {
                pair.insert(0, r.clone());
            }
            if pair.len() == 2 {
                return Some(Referent::People(pair));
            }
        }
        None
    }

    /// *lui invece*, *lei, dal canto suo*
    fn contrasts(&self, noun: &NounPhrase) -> bool {
        let lexicon = &self.reading.grammar.lexicon;
        let units = &self.reading.stream(0).units;
        let at = units.partition_point(|u| u.span.start < noun.span.end);
        units[at..].iter().take(2).any(|u| lexicon.entry(u.word).class.any(Class::CONTRAST))
    }

    /// The person whom the article names most, of the right gender, who is not the one that spoke last.
    fn main_person(&self, agreement: Agreement) -> Option<Referent> {
        let last = self.turns.last().map(|(_, r)| r);
        let fits = |i: usize| Some(&Referent::Person(i)) != last && self.gender_fits(&Referent::Person(i), agreement);
        let people = self.people.list.iter().enumerate().filter(|(i, p)| p.is_somebody() && fits(*i));
        people.max_by_key(|(i, p)| (p.mentions.len(), std::cmp::Reverse(*i))).map(|(i, _)| Referent::Person(i))
    }
}
