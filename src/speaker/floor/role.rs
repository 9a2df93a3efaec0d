//! A role or epithet without a name → the person whom it fits best by office, agreement, complements
//! and how lately he was named or spoke.

use super::Floor;
use crate::document::SpeakerKind;
use crate::grammar::key::key;
use crate::grammar::lexicon::{Agreement, Class, WordId};
use crate::span::Span;
use crate::speaker::Referent;
use crate::speaker::name::{name_keys, significant};
use crate::speaker::words::Words;
use crate::unit::NounPhrase;

impl Floor<'_> {
    /// A role or epithet without a name: the person of that office, else whoever it can be.
    pub(super) fn role(&self, noun: &NounPhrase) -> Option<(Referent, f32)> {
        let text = self.reading.article.text;
        let own_words = Words::of(text, noun.span);
        let stands_for_itself = || (Referent::Other { name: own_words.clone(), kind: SpeakerKind::Person }, 0.8);
        if noun.indefinite {
            return Some(stands_for_itself());
        }
        // il Cavaliere, in capitals, unless the article says it of somebody
        let capital = noun.head_span.of(text).starts_with(char::is_uppercase);
        if capital
            && !self.people.list.iter().any(|p| p.heads.iter().any(|(h, _)| *h == noun.head))
            && let Some(person) = self.by_name(noun)
        {
            return Some((Referent::Person(person), 0.9));
        }
        let complements = self.told_apart_by(noun);
        let wanted = noun.agreement;
        let mut best: Option<(i32, usize, usize)> = None;
        for (i, person) in self.people.list.iter().enumerate().filter(|(_, p)| p.is_somebody()) {
            let Some(score) = self.role_score(noun, i, &complements, wanted) else { continue };
            let recency = person.last_before(noun.span.start).map_or(0, |m| m.start + 1);
            let key = (score, recency, i);
            if best.is_none_or(|b| (b.0, b.1) < (key.0, key.1)) {
                best = Some(key);
            }
        }
        // il suo comandante: never the one whose he is
        let others = &self.reading.grammar.words.possessives_of_others;
        let owned = own_words.split(' ').any(|w| self.reading.grammar.lists(others, w));
        if let Some((score, _, i)) = best.filter(|b| b.0 >= if owned { 8 } else { 4 }) {
            let certainty = if score >= 8 { 0.95 } else { 0.8 };
            return Some((Referent::Person(i), certainty));
        }
        if let Some(person) = self.by_name(noun) {
            return Some((Referent::Person(person), 0.9));
        }
        // an unnamed person who spoke before under the same head
        let head = self.reading.grammar.lexicon.key_of(noun.head);
        let same_head = self.unnamed.get(head).into_iter().flatten().rev().map(|turn| &self.turns[*turn].1).find(|r| match r {
            Referent::Other { name, .. } => {
                let keys = name_keys(name);
                complements.iter().all(|c| keys.contains(c))
            }
            _ => false,
        });
        if let Some(r) = same_head.filter(|_| !head.is_empty()) {
            return Some((r.clone(), 0.8));
        }
        if let Some((_, _, i)) = best.filter(|b| b.0 >= 2 && complements.is_empty() && !owned) {
            return Some((Referent::Person(i), 0.65));
        }
        Some(stands_for_itself())
    }

    /// What stands behind the office and tells it from others of its kind: *del Lavoro*, *della Cisl*.
    pub(super) fn told_apart_by(&self, noun: &NounPhrase) -> Vec<String> {
        let text = self.reading.article.text;
        let lexicon = &self.reading.grammar.lexicon;
        // il segretario comunale: a secretary; la prima cittadina, il capo del Cremlino: what only all words say
        let head = noun.head_span.of(text);
        let first = head.split(' ').next().unwrap_or_default();
        let kind_of_office = lexicon.entry(lexicon.id(&key(first))).class.any(Class::ROLE) && head.split(' ').count() == 2;
        let tail_from = if kind_of_office { noun.head_span.start + first.len() } else { noun.head_span.end };
        let tail = Span::new(tail_from, noun.span.end.max(tail_from));
        // il leader russo: a nationality tells little, many share it
        let mut complements = significant(tail.of(text));
        complements.retain(|c| !lexicon.entry(lexicon.id(c)).class.any(Class::DEMONYM));
        // il titolare della Farnesina: the ministry that the name stands for
        let meanings = &self.reading.grammar.words.meanings;
        let stands_for: Vec<String> = complements.iter().filter_map(|c| meanings.get(c)).flat_map(|m| significant(m)).collect();
        complements.extend(stands_for);
        complements
    }

    /// *il Cavaliere*: the only person of the article who goes by that name.
    pub(super) fn by_name(&self, noun: &NounPhrase) -> Option<usize> {
        let words = Words::of(self.reading.article.text, noun.span);
        let bare = words.split_once([' ', '\'', '’']).map_or(&*words, |(_, rest)| rest);
        let surnames =
            self.reading.grammar.words.epithets.get(&key(bare)).or_else(|| self.reading.grammar.words.epithets.get(&key(&words)))?;
        let mut people = self.people.list.iter().enumerate().filter(|(_, p)| surnames.iter().any(|s| p.keys.last() == Some(s)));
        let (at, _) = people.next()?;
        people.next().is_none().then_some(at)
    }

    /// Whether a role can be said of somebody who holds an office, given with its classes: *il funzionario* of a prefect.
    pub(super) fn alike(&self, noun: &NounPhrase, office: WordId, classes: u64) -> bool {
        classes & noun.role_classes != 0 && !self.reading.grammar.words.exclude_each_other(noun.head, office)
    }

    /// How well a role fits a person: the same head, a head of the same class, an epithet that can
    /// be anybody, with agreement and complements.
    pub(super) fn role_score(&self, noun: &NounPhrase, at: usize, complements: &[String], wanted: Agreement) -> Option<i32> {
        let person = &self.people.list[at];
        if person.gender != 0 && wanted.gender() != 0 && wanted.gender() != 3 && person.gender & wanted.gender() == 0 {
            // il ministro Santanchè: a masculine office can be a woman's, never the other way round
            // il legale, of the lawyer Anna Neri: a word for both, whatever its article
            let both = self.reading.grammar.lexicon.entry(noun.head).agreement.gender() == Agreement::ANY_GENDER;
            let office = person.heads.iter().any(|(h, c)| *h == noun.head || both && self.alike(noun, *h, *c));
            if !(wanted.gender() == Agreement::MASCULINE && office) {
                return None;
            }
        }
        let class = self.reading.grammar.lexicon.entry(noun.head).class;
        let first = person.mentions.first().map_or(usize::MAX, |m| m.start);
        // il difensore, l'avvocato Neri: the name may follow at once
        let named_before = first < noun.span.start || first.saturating_sub(noun.span.end) < 40;
        let spoke = self.turns.iter().rev().take(3).any(|(_, r)| *r == Referent::Person(at));
        let last_spoke = self.turns.last().is_some_and(|(_, r)| *r == Referent::Person(at));
        // la 34enne, l'escursionista: a head that stands for any word tells nobody apart
        let tells = noun.head != self.reading.grammar.words.person;
        let same_head = tells && person.heads.iter().any(|(h, _)| *h == noun.head);
        let same_class = person.heads.iter().any(|(h, c)| self.alike(noun, *h, *c));
        let shared = complements.iter().filter(|c| person.complements.contains(c)).count() as i32;
        let conflicting = !complements.is_empty() && !person.complements.is_empty() && shared == 0;
        let mut score = 0;
        // il segretario della Cgil is not that of the Uil
        if same_head && conflicting {
            return None;
        }
        if same_head {
            score += if named_before { 8 } else { 3 };
        } else if same_class {
            // il capo del sindacato is nobody of whom only the presidency is known; la legale della donna may be the
            // only lawyer, of whom nothing else is told
            let only = || self.people.list.iter().filter(|p| p.heads.iter().any(|(h, c)| self.alike(noun, *h, *c))).count() == 1;
            if !complements.is_empty() && shared == 0 && !(person.complements.is_empty() && only()) {
                return None;
            }
            score += if named_before { 4 } else { 1 };
        } else if shared > 0 {
            score += 3;
        } else if !tells && !noun.head_span.of(self.reading.article.text).contains(|c: char| c.is_ascii_digit()) {
            // l'escursionista: a trade that the lexicon does not know
            return None;
        } else if class.any(Class::GENERIC.or(Class::DEMONYM)) || noun.role_classes == 0 {
            score += if named_before { 2 } else { 0 };
        } else if noun.head_span.of(self.reading.article.text).contains(' ') {
            // il pubblico ministero: an office that nobody is known to hold
            return None;
        } else if class.any(Class::KIN) {
            // la moglie invece si è sfogata: not the one whose wife she is
            return None;
        } else if person.heads.is_empty() {
            // nothing is known of this person: whoever spoke last may be the one
            let gender = person.gender != 0 && wanted.gender() & person.gender != 0;
            let earlier = &person.mentions[..person.mentions.partition_point(|m| m.start < noun.span.start)];
            let near = earlier.iter().rfind(|m| m.end <= noun.span.start).is_some_and(|m| noun.span.start - m.end < 400);
            let just_named = near && self.last_person(noun.span.start, wanted) == Some(Referent::Person(at));
            return (named_before && complements.is_empty()).then(|| {
                1 + i32::from(just_named) * 2
                    + i32::from(spoke)
                    + i32::from(last_spoke)
                    + i32::from(gender && near)
                    + i32::from(self.protagonist == Some(at))
            });
        } else {
            return None;
        }
        score += shared * 3;
        score += i32::from(named_before) + i32::from(spoke) + i32::from(last_spoke) * 2;
        (score > 0).then_some(score)
    }
}
