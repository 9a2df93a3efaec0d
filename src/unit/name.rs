//! Proper names: runs of capitals with particles, initials, nicknames in marks and suffixes; what
//! kind of name by the words in it.

use super::noun_phrase::NameKind;
use super::reader::Reader;
use crate::grammar::lexicon::{Class, WordId};
use crate::token::{Shape, Token};

/// A proper name at some item.
pub(super) struct Name {
    /// One past its last item.
    pub to: usize,
    /// What it names.
    pub kind: NameKind,
    /// The lexicon entry of the whole, where it is known.
    pub entry: WordId,
}

/// The most words of a name.
const LONGEST: usize = 9;

impl Reader<'_> {
    /// name = known | (capital | initial | elision capital) { particle* capital | nickname capital | suffix }
    pub(super) fn name(&self, i: usize) -> Option<Name> {
        if let Some((length, entry)) = self.phrase(i) {
            let class = self.grammar.lexicon.entry(entry).class;
            if class.any(Class::ORGANIZATION.or(Class::METONYM).or(Class::OUTLET))
                && (self.has_capital(i, i + length) || class.any(Class::METONYM))
            {
                return Some(Name { to: i + length, kind: self.known_kind(class), entry });
            }
            if class.any(Class::PLACE) && self.has_capital(i, i + length) {
                return Some(Name { to: i + length, kind: NameKind::Place, entry });
            }
        }
        let first = self.name_part(i)?;
        let mut k = first;
        let mut person = (self.is_given(i) && self.single_kind(i) == NameKind::Person)
            || self.is_given(i) && first < i + LONGEST && self.token(first).is_some_and(Token::is_capital)
            || self.is_initial(i);
        let single_kind = self.single_kind(i);
        while k < i + LONGEST {
            let Some(next) = self.continues(i, k, person, single_kind) else { break };
            person |= self.is_given(k);
            k = next;
        }
        let mut kind = if k == first { single_kind } else { NameKind::Unknown };
        if person && !(k == first && matches!(single_kind, NameKind::Place | NameKind::Organization)) {
            kind = NameKind::Person;
        } else if k > first {
            kind = self.compound_kind(i, k);
        }
        Some(Name { to: k, kind, entry: if k == first { self.word(i) } else { 0 } })
    }

    fn known_kind(&self, class: Class) -> NameKind {
        if class.any(Class::ORGANIZATION.or(Class::METONYM).or(Class::OUTLET)) {
            NameKind::Organization
        } else if class.any(Class::PLACE) {
            NameKind::Place
        } else {
            NameKind::Unknown
        }
    }

    fn has_capital(&self, from: usize, to: usize) -> bool {
        (from..to).any(|k| self.token(k).is_some_and(Token::is_capital))
    }

    /// One capitalised word that can be (part of) a name, with its elision (D' Aloisio).
    fn name_part(&self, i: usize) -> Option<usize> {
        let token = self.token(i)?;
        if !token.is_word() {
            return None;
        }
        let text = token.span.of(self.text);
        if text.ends_with(['\'', '’']) && text.chars().count() <= 6 && token.is_capital() {
            let next = self.token(i + 1)?;
            let glued = next.span.start == token.span.end;
            if glued && next.is_capital() && (!self.opens_sentence(i) || self.is_name_elision(text)) {
                return Some(i + 2);
            }
            // Andrea D'amico: behind a given name, however it is spelt
            if glued && next.is_word() && i > 0 && self.is_given(i - 1) && self.is_name_elision(text) {
                return Some(i + 2);
            }
        }
        if !token.is_capital() {
            return self.lower_particle(i);
        }
        if self.is_surname(i) || self.is_initial(i) && self.is_initial(i + 1) {
            return Some(i + 1);
        }
        if self.opens_sentence(i) || self.behind_colon(i) {
            return self.sentence_initial_name(i).then_some(i + 1);
        }
        let class = self.class(i);
        let function = Class::ARTICLE
            .or(Class::ARTICULATED)
            .or(Class::PREPOSITION)
            .or(Class::CLITIC)
            .or(Class::COORDINATOR)
            .or(Class::PRONOUN)
            .or(Class::RELATIVE)
            .or(Class::NEGATION);
        if class.any(function) && !class.any(Class::GIVEN) {
            // Lo Russo, La Russa, Di Stefano: a capital article inside the sentence, and a capital behind
            let next_capital = self.token(i + 1).is_some_and(|t| t.is_capital() && t.shape != Shape::Upper);
            return (class.any(Class::PARTICLE) && next_capital && !self.behind_break(i)).then_some(i + 2);
        }
        Some(i + 1)
    }

    fn behind_colon(&self, i: usize) -> bool {
        i > 0 && self.is(i - 1, ':')
    }

    fn is_name_elision(&self, text: &str) -> bool {
        matches!(text.chars().next(), Some('D' | 'O'))
    }

    /// *bin Nasser*, *al-Rashid*, *de' Bardi*, *von Kleist*, *van der Meulen*: a small particle that begins a surname.
    fn lower_particle(&self, i: usize) -> Option<usize> {
        let token = self.token(i)?;
        let text = token.span.of(self.text);
        let glued_arabic = text.starts_with("al-") || text.starts_with("el-") || text.starts_with("an-") || text.starts_with("as-");
        if glued_arabic && text.chars().nth(3).is_some_and(char::is_uppercase) {
            return Some(i + 1);
        }
        let class = self.class(i);
        // la prima pagina de La Voce: the preposition before an article in capitals
        if self.any(i + 1, Class::ARTICLE) && self.token(i + 1).is_some_and(Token::is_capital) {
            return None;
        }
        if !class.any(Class::PARTICLE) || class.any(Class::PREPOSITION.or(Class::ARTICULATED).or(Class::ARTICLE).or(Class::CLITIC)) {
            return None;
        }
        let mut k = i + 1;
        while self.any(k, Class::PARTICLE) && self.token(k).is_some_and(|t| t.shape == Shape::Lower) && k < i + 3 {
            k += 1;
        }
        let next = self.token(k)?;
        (next.is_capital() || next.span.of(self.text).starts_with("al-")).then_some(k + 1)
    }

    /// A capital at the head of a sentence is a name unless the lexicon knows the small word.
    fn sentence_initial_name(&self, i: usize) -> bool {
        let entry = self.entry(i);
        let class = entry.class;
        // Comune di Gorla: the body goes on with its place
        let placed = |k: usize| self.any(k, Class::PLACE) || self.unknown(k);
        if class.any(Class::BODY.or(Class::AREA))
            && self.any(i + 1, Class::OF)
            && self.token(i + 2).is_some_and(Token::is_capital)
            && placed(i + 2)
        {
            return true;
        }
        if self.unknown(i) {
            let verbal = |w: &str| ["ndo", "ndosi", "ndolo", "ndola", "tosi", "tasi", "tisi", "mente"].iter().any(|e| w.ends_with(e));
            return self.token(i).is_some_and(|t| t.span.len() > 1 && !(t.span.len() > 7 && verbal(t.span.of(self.text))));
        }
        if class.any(Class::GIVEN.or(Class::ORGANIZATION).or(Class::PLACE).or(Class::METONYM).or(Class::OUTLET)) {
            return true;
        }
        let next_capital = self.token(i + 1).is_some_and(|t| t.is_capital()) && self.is_word(i + 1);
        if class.any(Class::PARTICLE) && next_capital && class.any(Class::PREPOSITION.or(Class::ARTICLE)) {
            // Di Stefano ha detto: a surname if a finite verb follows
            return self.any(i + 2, Class::FINITE) && !self.any(i + 1, Class::PLACE.or(Class::GIVEN));
        }
        // Letta: «…»: somebody, where a form of a verb, a noun or an adjective would introduce nothing
        let introduces = self.is(i + 1, ':') && self.is_quote(i + 2) && i > 0;
        let ordinary = Class(
            !(Class::OPENS_PHRASE.0
                | Class::NONFINITE.0
                | Class::FINITE.0
                | Class::NOUNLIKE.0
                | Class::PARTICLE.0
                | Class::ABBREVIATION.0
                | Class::ADJECTIVE.0
                | Class::NOUN.0),
        );
        if class.any(ordinary) {
            return false;
        }
        // A verb form, noun or adjective: a name if a finite verb follows it at once, or a capital.
        let finite_next = self.any(i + 1, Class::FINITE)
            && !self.any(i + 1, Class::NOUNLIKE.or(Class::NOUN).or(Class::ADJECTIVE).or(Class::PREPOSITION).or(Class::ARTICLE));
        class.0 & !(Class::OPENS_PHRASE.0 | Class::PARTICLE.0 | Class::ABBREVIATION.0) == 0
            || finite_next
            || introduces && class.any(Class::NONFINITE.or(Class::ADJECTIVE))
            || self.beside_party_or_name(i)
    }

    /// *Rossi (Pd)*, *Rossi e Neri*
    fn beside_party_or_name(&self, i: usize) -> bool {
        let capital = |k: usize| self.token(k).is_some_and(|t| t.is_capital() && t.is_word());
        let bracket = self.items.get(i + 1).filter(|x| x.nested.is_some() && self.is(i + 1, '('));
        bracket.is_some_and(|x| self.tokens.get(x.token as usize + 1).is_some_and(|t| t.is_capital() && t.is_word()))
            || self.any(i + 1, Class::COORDINATOR) && capital(i + 2)
    }

    fn is_given(&self, i: usize) -> bool {
        self.any(i, Class::GIVEN) && self.token(i).is_some_and(Token::is_capital)
    }

    pub(super) fn is_initial(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| {
            t.shape != Shape::Lower
                && t.is_word()
                && t.span.of(self.text).ends_with('.')
                && t.span.len() <= 8
                && !self.any(i, Class::HONORIFIC)
        })
    }

    fn single_kind(&self, i: usize) -> NameKind {
        let class = self.class(i);
        let token = self.token(i);
        // l'Eliseo is no Eliseo
        let behind_article = i > 0 && self.any(i - 1, Class::ARTICLE.or(Class::ARTICULATED));
        let institution = class.any(Class::METONYM) && behind_article;
        if class.any(Class::GIVEN) && !class.any(Class::ORGANIZATION.or(Class::PLACE)) && !institution {
            return NameKind::Person;
        }
        match self.known_kind(class) {
            NameKind::Unknown => {
                let acronym = token.is_some_and(|t| t.shape == Shape::Upper && t.span.len() <= 6 && !t.span.of(self.text).ends_with('.'));
                let body = class.any(Class::BODY.or(Class::AREA));
                // M1, 3Bmeteo, Corriere.it
                let text = token.map_or("", |t| t.span.of(self.text));
                let thing =
                    text.contains(|c: char| c.is_ascii_digit()) || [".it", ".com", ".org", ".net", ".eu"].iter().any(|e| text.ends_with(e));
                if acronym || body || thing { NameKind::Organization } else { NameKind::Unknown }
            }
            known => known,
        }
    }

    /// The next part of the name, if it goes on.
    fn continues(&self, start: usize, k: usize, person: bool, first: NameKind) -> Option<usize> {
        let token = self.token(k)?;
        let text = token.span.of(self.text);
        if let Shape::Open(_) = token.shape {
            // Adriano 'Cobra' Ferreira
            let inside = self.items[k].last - self.items[k].token;
            let nickname = person && (2..=4).contains(&inside) && self.token(k + 1).is_some_and(|t| t.is_capital() && t.is_word());
            return nickname.then_some(k + 2);
        }
        if token.is('&') {
            return self.token(k + 1).filter(|t| t.is_capital()).map(|_| k + 2);
        }
        if !token.is_word() {
            return None;
        }
        if self.suffix(k) {
            return Some(k + 1);
        }
        let lower = token.shape == Shape::Lower;
        if lower {
            if let Some(to) = self.lower_particle(k).filter(|_| person || first == NameKind::Unknown) {
                return Some(to);
            }
            return self.lower_join(start, k, person, first);
        }
        if text.ends_with(['\'', '’']) && !self.any(k, Class::GIVEN) && text.len() > 4 && self.word(k) == 0 {
            return Some(k + 1);
        }
        if let Some(to) = self.name_part(k) {
            // il presidente del Ghana Kofi Mensah: behind a known place a new name begins
            if matches!(first, NameKind::Place) && !person {
                return None;
            }
            // Fiom Enzo Rocca: a given name behind an acronym or organization opens a new name
            let known =
                self.any(start, Class::ORGANIZATION.or(Class::OUTLET)) || self.token(start).is_some_and(|t| t.shape == Shape::Upper);
            let own_part =
                self.any(k, Class::PLACE.or(Class::BODY).or(Class::AREA).or(Class::ORGANIZATION).or(Class::ADJECTIVE)) && !self.is_given(k);
            if first == NameKind::Organization && !person && (self.is_given(k) || known && !own_part) {
                return None;
            }
            // two known proper names side by side are two names
            if !person
                && first == NameKind::Unknown
                && self.is_given(k)
                && self.token(k + 1).is_some_and(Token::is_capital)
                && k > start + 1
            {
                return None;
            }
            return Some(to);
        }
        None
    }

    fn suffix(&self, k: usize) -> bool {
        self.token(k).is_some_and(|t| {
            matches!(t.span.of(self.text), "Jr." | "Jr" | "jr." | "jr" | "Sr." | "II" | "III" | "IV" | "XVI" | "XIV" | "XXIII" | "VI")
        })
    }

    /// *Ottavia di Robilant*, *Banca d'Italia*, *Corte dei Conti*: a small preposition inside the name.
    fn lower_join(&self, start: usize, k: usize, person: bool, first: NameKind) -> Option<usize> {
        if !self.any(k, Class::OF) && !self.any(k, Class::PARTICLE) {
            return None;
        }
        let next = k + 1;
        // Gigi d'Alessio: behind an elision a given name is a surname
        let elided = self.token(k).is_some_and(|t| t.span.of(self.text).ends_with(['\'', '’']));
        let given = self.is_given(next) && !self.any(next, Class::PLACE) && !elided;
        if !self.token(next).is_some_and(|t| t.is_capital() && t.is_word()) || given {
            return None;
        }
        if person {
            // a complement of place belongs to the sentence, not to the name
            let bare_di = self.word(k) == self.grammar.words.di;
            let joins = (k == start + 1 || bare_di)
                && self.any(k, Class::PARTICLE)
                && self.class(k).any(Class::OF)
                && !self.any(next, Class::PLACE.or(Class::ORGANIZATION).or(Class::BODY).or(Class::METONYM))
                && self.token(next).is_some_and(|t| t.shape == Shape::Capital);
            return joins.then_some(next + 1);
        }
        (first == NameKind::Organization && self.any(start, Class::BODY.or(Class::AREA)) && self.class(k).any(Class::OF))
            .then_some(next + 1)
    }

    fn compound_kind(&self, i: usize, to: usize) -> NameKind {
        let any = |class: Class| (i..to).any(|k| self.any(k, class));
        if self.any(i, Class::BODY.or(Class::AREA).or(Class::ORGANIZATION).or(Class::OUTLET).or(Class::DOCUMENT)) {
            return NameKind::Organization;
        }
        if self.any(i, Class::PLACE) && !any(Class::GIVEN) {
            return NameKind::Place;
        }
        if any(Class::ORGANIZATION) && !any(Class::GIVEN) {
            return NameKind::Organization;
        }
        NameKind::Unknown
    }
}
