//! What stands behind the head: adjectives, complements with and without a preposition, a second
//! office → the draft, lengthened.

use super::{Draft, NameKind};
use crate::grammar::lexicon::{Agreement, Class};
use crate::token::{Shape, Token};
use crate::unit::reader::Reader;

/// The most words of a noun phrase, names included.
const LONGEST: usize = 28;

/// The most complements of an office behind its first, before the name.
const OFFICE_PARTS: usize = 3;

impl Reader<'_> {
    /// Adjectives, complements and the name behind the head.
    pub(super) fn complements(&self, draft: &mut Draft, determined: bool) {
        let limit = draft.to + LONGEST;
        let role = draft.class.any(Class::ROLE);
        while draft.to < limit {
            let k = draft.to;
            if self.token(k).is_none()
                || draft.name.is_none() && (draft.head != 0 || determined && draft.to > draft.head_at) && self.attaches_name(draft, k)
            {
                break;
            }
            // il delegato Fao per il Sahel: a complement without a preposition was added
            if draft.to != k {
                continue;
            }
            if self.goes_with_head(draft, k, determined) {
                draft.to = k + 1;
            } else if let Some(to) = self.before_its_name(draft, k) {
                draft.to = to;
            } else if let Some(to) = self.coordinated_office(draft, k, role) {
                draft.to = to;
            } else if let Some(to) = self.distinguishing_name(draft, k, determined && !role) {
                // il sito Facebook del cantante
                draft.to = if self.any(to, Class::OF) { self.complement(to, role).unwrap_or(to) } else { to };
                break;
            } else {
                let Some(to) = self.joins(draft, k, role).then(|| self.complement(k, role)).flatten() else { break };
                draft.to = to;
            }
        }
    }

    /// *il Wwf regionale*; *circolare numero 118*; *il ministro uscente*: a word that only lengthens the phrase.
    fn goes_with_head(&self, draft: &Draft, k: usize, determined: bool) -> bool {
        let Some(token) = self.token(k) else { return false };
        let class = self.class(k);
        let lower = token.shape == Shape::Lower;
        if lower && determined && self.grammar.words.behind_nouns.contains(&self.word(k)) {
            return true;
        }
        // il Wwf regionale, la Lega veneta
        let body = draft.head == 0 && draft.name.as_ref().is_some_and(|(_, n)| n.kind == NameKind::Organization);
        if body
            && lower
            && class.any(Class::ROLE_ADJECTIVE.or(Class::DEMONYM).or(Class::ADJECTIVE))
            && !class.any(Class::FINITE.or(Class::NONFINITE).or(Class::ADVERB).or(Class::NOUN))
        {
            return true;
        }
        if draft.name.is_some() {
            return false;
        }
        // circolare numero 118, articolo 4
        if token.shape == Shape::Number && draft.class.any(Class::DOCUMENT) {
            return true;
        }
        let nominal = Class::ADJECTIVE.or(Class::DEMONYM).or(Class::ROLE_ADJECTIVE).or(Class::NOUN).or(Class::ROLE).or(Class::GROUP);
        lower
            && draft.head != 0
            && self.is_nominal(k)
            && (class.any(nominal) || (self.unknown(k) && determined))
            && !class.any(Class::NUMBER.or(Class::PREPOSITION))
            && (!class.any(Class::FINITE) || class.any(Class::NOUNLIKE.or(Class::ADJECTIVE).or(Class::NOUN).or(Class::DEMONYM)))
            // il ministro greco secondo il quale
            && !(class.any(Class::FRAMING) && self.source_follows(k + 1))
            // una tesi definita «folle»
            && !(self.is_quote(k + 1) && self.reports_beside(k))
    }

    /// *e* or *ed* with a second complement or a second office behind it: where that ends.
    fn coordinated_office(&self, draft: &Draft, k: usize, role: bool) -> Option<usize> {
        let and = self.any(k, Class::COORDINATOR) && self.token(k).is_some_and(|t| matches!(t.span.of(self.text), "e" | "ed"));
        if !and {
            return None;
        }
        // l'assessora della Casa e della Famiglia
        let second = draft.head != 0 && draft.to > draft.head_at + 1 && self.any(k + 1, Class::ARTICULATED) && self.any(k + 1, Class::OF);
        if second && let Some(to) = self.complement(k + 1, role) {
            return Some(to);
        }
        // il presidente e amministratore delegato Anna Neri: two offices of one person
        (role && draft.name.is_none() && self.two_offices(k + 1)).then(|| k + 1 + self.longest(k + 1).0)
    }

    /// *il soprintendente ai beni archeologici, Anna Neri,*; *la vescova di Bolzano e Bressanone, Anna Neri*: what
    /// stands between an office and the name of who holds it, up to a comma, is the office's.
    fn before_its_name(&self, draft: &Draft, k: usize) -> Option<usize> {
        if draft.name.is_some() || !draft.class.any(Class::ROLE) || draft.agreement.number() == Agreement::PLURAL {
            return None;
        }
        let and = self.any(k, Class::COORDINATOR) && self.grammar.words.joining_coordinators.contains(&self.word(k));
        let preposition = self.any(k, Class::PREPOSITION.or(Class::ARTICULATED)) && !self.any_name(k);
        let to = if and {
            let plain = !self.any(k + 1, Class::PREPOSITION.or(Class::ARTICULATED));
            match (plain, self.is_nominal(k + 1) && self.token(k + 1).is_some_and(|t| t.shape == Shape::Lower)) {
                // il ministro delle infrastrutture e trasporti Anna Neri
                (true, true) if k > draft.head_at + 1 => k + 2,
                (true, _) => self.name(k + 1).filter(|_| k > draft.head_at + 1)?.to,
                _ => self.complement(k + 1, true)?,
            }
        } else {
            self.complement(k, true).filter(|_| preposition)?
        };
        // il commissario europeo per la salute Anna Neri
        let full = |k: usize| {
            let capital = |k: usize| self.token(k).is_some_and(|t| t.is_capital() && t.is_word());
            let named = self.any(k, Class::GIVEN) || self.unknown(k) && self.unknown(k + 1);
            capital(k) && named && capital(k + 1)
        };
        if full(to) && (preposition || and) && !self.token(to - 1).is_some_and(Token::is_capital) {
            return Some(to);
        }
        let mut behind = to;
        let mut more = 0;
        while !self.is(behind, ',') {
            // assessore ai lavori pubblici del Comune di Forlì, Anna Neri
            more += 1;
            let joins = more <= OFFICE_PARTS && self.any(behind, Class::OF.or(Class::ARTICULATED));
            behind = self.complement(behind, true).filter(|_| joins)?;
        }
        let name = self.name(behind + 1).filter(|n| n.kind == NameKind::Person && n.to > behind + 2)?;
        (self.any(behind + 1, Class::GIVEN) && self.apposition_closes(name.to)).then_some(to)
    }

    /// *il caso Conti, il decreto Neri*: a name that tells the noun apart, unless it begins a clause.
    fn distinguishing_name(&self, draft: &Draft, k: usize, determined: bool) -> Option<usize> {
        let told_apart = determined
            && !draft.written_in
            && draft.head != 0
            && draft.name.is_none()
            && draft.class.any(Class::NOUN.or(Class::DOCUMENT).or(Class::TITLE_NOUN))
            && self.token(k).is_some_and(|t| t.shape == Shape::Capital)
            && !self.any(k, Class::GIVEN);
        let name = self.name(k).filter(|_| told_apart)?;
        (!self.any(name.to, Class::FINITE.or(Class::CLITIC).or(Class::NEGATION))).then_some(name.to)
    }

    /// Whether the preposition at `k` joins a complement to this phrase.
    fn joins(&self, draft: &Draft, k: usize, role: bool) -> bool {
        let of = self.any(k, Class::OF);
        if draft.name.is_some() && draft.head == 0 && !of {
            return false;
        }
        // il commento di Rossi: who said it stays a unit of its own
        let author = (draft.class.any(Class::SPEECH) && !draft.class.any(Class::ROLE.or(Class::DOCUMENT))) || draft.predicate && !role;
        // una fonte vicina al dossier
        let near = k > 0
            && self.token(k - 1).is_some_and(|t| matches!(t.span.of(self.text), "vicino" | "vicina" | "vicini" | "vicine"))
            && self.grammar.words.is_a(self.word(k));
        // il messaggio inviato dal presidente: a text has its author as complement
        let authored = draft.class.any(Class::DOCUMENT)
            && k > draft.head_at + 1
            && self.any(k - 1, Class::NONFINITE)
            && self.grammar.words.base(self.word(k)) == self.grammar.words.da;
        let joins = authored || of && !author || (role && self.role_complement(draft, k)) || (near && draft.head != 0);
        // la presenza di Paolo Neri: the person is a phrase of his own, unless the head is his office
        let person = !role
            && !draft.class.any(Class::GROUP.or(Class::BODY).or(Class::DOCUMENT).or(Class::AREA))
            && self.token(k + 1).is_some_and(Token::is_capital)
            && self.any(k + 1, Class::GIVEN)
            && !self.any(k + 1, Class::PLACE.or(Class::ORGANIZATION))
            && self.token(k + 2).is_some_and(|t| t.is_capital() && t.is_word());
        let compound_name = draft.name.as_ref().is_some_and(|(_, n)| n.kind == NameKind::Person);
        joins && !compound_name && !(person && draft.head != 0)
    }

    /// A second office without an article, before the name of both.
    fn two_offices(&self, k: usize) -> bool {
        let (length, id) = self.longest(k);
        let role = self.grammar.lexicon.entry(id).class.any(Class::ROLE) && self.token(k).is_some_and(|t| t.shape == Shape::Lower);
        let mut at = k + length;
        while self.any(at, Class::ROLE_ADJECTIVE.or(Class::OF)) && at < k + 5 {
            at += if self.any(at, Class::OF) { 2 } else { 1 };
        }
        // il vicepremier e ministro dei Trasporti, Anna Neri,
        let full = |n: &crate::unit::name::Name| n.kind == NameKind::Person && n.to > at + 2 && self.apposition_closes(n.to);
        let behind_comma = self.is(at, ',') && self.any(at + 1, Class::GIVEN) && self.name(at + 1).is_some_and(|n| full(&n));
        role && (behind_comma || self.token(at).is_some_and(|t| t.is_capital() && t.is_word()))
    }

    /// *assessore alla Salute, capogruppo in Senato, responsabile per l'Africa*
    fn role_complement(&self, draft: &Draft, k: usize) -> bool {
        let class = self.class(k);
        // l'attrice alla Ferri, il ministro ad Avvenire: whom one talks to is no matter of an office
        let known = Class::PLACE.or(Class::ORGANIZATION).or(Class::METONYM).or(Class::BODY).or(Class::AREA);
        let listener = self.grammar.words.is_a(self.word(k))
            && (self.any(k + 1, Class::OUTLET) || !draft.class.any(Class::OFFICE) && !self.any(k + 1, known));
        !listener && class.any(Class::PREPOSITION.or(Class::ARTICULATED))
            && self.grammar.words.role_prepositions.contains(&self.word(k))
            // i medici per Anna Rossi: an office is for a matter, not for a person
            && !(self.word(k) == self.grammar.words.per && self.any(k + 1, Class::GIVEN) && !self.any(k + 1, Class::PLACE))
            && (self.token(k + 1).is_some_and(Token::is_capital)
                || draft.class.any(Class::OFFICE) && self.grammar.words.matters.contains(&self.word(k + 1))
                || (self.any(k + 1, Class::ARTICLE) && self.token(k + 2).is_some_and(Token::is_capital))
                || self.any(k + 1, Class::BODY))
    }

    /// A complement: preposition, determiners, a run of nominal words or a name, and its own complements.
    pub(in crate::unit) fn complement(&self, k: usize, role: bool) -> Option<usize> {
        let mut at = k + 1;
        while self.any(
            at,
            Class::ARTICLE.or(Class::INDEFINITE).or(Class::POSSESSIVE).or(Class::DEMONSTRATIVE).or(Class::NUMBER).or(Class::QUANTIFIER),
        ) && at < k + 4
            && !self.token(at).is_some_and(|t| t.is_capital())
        {
            at += 1;
        }
        if self.infinitive_at(at) && !self.any(at, Class::NOUN) {
            return None;
        }
        let (length, id) = self.longest(at);
        let class = self.grammar.lexicon.entry(id).class;
        let token = self.token(at)?;
        let named_noun =
            token.is_capital() && class.any(Class::BODY.or(Class::NOUN).or(Class::DOCUMENT).or(Class::GROUP)) && !class.any(Class::GIVEN);
        if token.is_capital() && !named_noun {
            let name = self.name(at)?;
            return Some(if role { self.before_second_name(at, name.to) } else { name.to });
        }
        if token.shape == Shape::Number {
            // del 3 marzo
            return Some(if self.any(at + 1, Class::CALENDAR) { at + 2 } else { at + 1 });
        }
        if let Shape::Open(_) = token.shape {
            return None;
        }
        if !token.is_word() || self.is_closed(class) || class.any(Class::PRONOUN) || (class.any(Class::ADVERB) && !class.any(Class::NOUN)) {
            return None;
        }
        let mut to = at + length;
        while to < at + 5 {
            let Some(t) = self.token(to) else { break };
            let class = self.class(to);
            let goes_on = (t.shape == Shape::Lower
                && self.is_nominal(to)
                && !class.any(Class::PREPOSITION)
                && (!class.any(Class::FINITE) || class.any(Class::ADJECTIVE.or(Class::NOUN).or(Class::NOUNLIKE)))
                && (class.any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::ROLE_ADJECTIVE).or(Class::NOUN)) || self.unknown(to)))
                // il ministero dello Sviluppo Economico
                || (named_noun && t.shape == Shape::Capital && !class.any(Class::GIVEN));
            if !goes_on {
                break;
            }
            to += 1;
        }
        // l'arrivo del console greco Ilias Vlachos: the name is the complement's
        let place_noun = class.any(Class::AREA.or(Class::BODY).or(Class::NAME_NOUN));
        let acronym = place_noun
            || class.any(Class::BODY.or(Class::GROUP).or(Class::TITLE_NOUN).or(Class::NOUN))
                && self.token(to).is_some_and(|t| t.shape == Shape::Upper && t.span.len() > 2);
        if (class.any(Class::ROLE) && !role || acronym && !(role && self.any(to, Class::GIVEN)))
            && self.token(to).is_some_and(|t| t.is_capital() && t.is_word())
        {
            to = self.name(to).map_or(to, |n| n.to);
        }
        Some(to)
    }

    /// *il ministro della Pesca Ramiro Cueto*: the complement ends where a given name begins.
    fn before_second_name(&self, at: usize, to: usize) -> usize {
        (at + 1..to)
            .find(|k| {
                let short = self.token(at).is_some_and(|t| t.shape == Shape::Upper || t.span.len() <= 4);
                self.any(*k, Class::GIVEN) && (*k + 1 < to || short) && !self.any(at, Class::GIVEN)
                    || short && *k == at + 1 && !self.any(*k, Class::PLACE.or(Class::BODY).or(Class::GIVEN))
            })
            .unwrap_or(to)
    }
}
