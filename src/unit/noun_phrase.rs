//! The maximal noun phrase: determiner, role or noun, adjectives, complements, name; and what it
//! can be as a source: a person, a group, an institution, a document, or nothing that speaks.

use super::Reader;
use super::name::Name;
use crate::grammar::lexicon::{Agreement, Class, WordId};
use crate::span::Span;
use crate::token::{Shape, Token};

/// What a noun phrase denotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// By name, role or epithet.
    Person,
    /// Several or unnamed people.
    Group,
    /// An institution, company, party, newspaper.
    Organization,
    /// What speaks in writing.
    Document,
    /// A place that no verb of saying has made speak yet.
    Place,
    /// A time: never a subject.
    Time,
    /// *lui, questi, entrambi*
    Pronoun,
    /// *il commento, le parole*
    Speech,
    /// Anything else.
    Thing,
}

/// What a proper name names, by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NameKind {
    /// No name.
    #[default]
    None,
    /// It holds a given name, an initial or an honorific.
    Person,
    /// A known institution, an acronym, a body.
    Organization,
    /// A known place.
    Place,
    /// A capital that the lexicon does not know: a surname, as a rule.
    Unknown,
}

/// A maximal noun phrase.
#[derive(Debug, Clone)]
pub struct NounPhrase {
    /// With its determiner and without its preposition.
    pub span: Span,
    /// The noun that says what it is, as a lexicon id; 0 for a bare name.
    pub head: WordId,
    /// Where the head noun stands.
    pub head_span: Span,
    /// The proper name in it, which is its referent (not one in a complement).
    pub name: Option<Span>,
    /// What the name names.
    pub name_kind: NameKind,
    /// What it denotes.
    pub kind: Kind,
    /// Gender and number.
    pub agreement: Agreement,
    /// Whether *un, alcuni, dei* introduce it.
    pub indefinite: bool,
    /// Whether *il, questo, suo* introduce it.
    pub definite: bool,
    /// Role classes of its head.
    pub role_classes: u64,
    /// The preposition before it, 0 if none.
    pub preposition: WordId,
}

impl NounPhrase {
    /// Whether a verb of saying can have it as its subject.
    pub fn can_speak(&self) -> bool {
        !matches!(self.kind, Kind::Time | Kind::Thing | Kind::Speech)
    }
}

/// The most words of a noun phrase, names included.
const LONGEST: usize = 28;

struct Draft {
    head: WordId,
    head_at: usize,
    agreement: Agreement,
    class: Class,
    role_classes: u64,
    name: Option<(usize, Name)>,
    to: usize,
}

impl Reader<'_> {
    /// *lui, lei, questi, entrambi, quest'ultimo*; a clause's *chi*.
    pub(super) fn pronoun(&self, i: usize) -> Option<(NounPhrase, usize)> {
        let (length, id) = self.longest(i);
        let entry = self.grammar.lexicon.entry(id);
        let next = i + length;
        // una ristampa, not «una dice»
        if self.is_un(i) && self.token(next).is_some_and(|t| t.shape == Shape::Lower) && self.verb_at(next) && !self.speaks_at(next) {
            return None;
        }
        if !entry.class.any(Class::PRONOUN) || (entry.class.any(Class::INDEFINITE.or(Class::ARTICLE)) && self.is_quote(next)) {
            return None;
        }
        // lo stesso Aldo Neri, l'altra Anna: the words determine the name
        if length > 1 && self.token(next).is_some_and(|t| t.is_capital() && t.is_word()) && !self.opens_sentence(next) {
            return None;
        }
        if let Some(told) = self.told_apart(i, next, entry.agreement) {
            return Some(told);
        }
        if let Some(partitive) = self.partitive(i, next, entry.agreement) {
            return Some(partitive);
        }
        if length > 1
            || entry.class.any(
                Class::DEMONSTRATIVE.or(Class::QUANTIFIER).or(Class::NUMBER).or(Class::ARTICLE).or(Class::INDEFINITE).or(Class::CLITIC),
            )
        {
            let nominal = self.is_word(next)
                && !self.verb_at(next)
                && (self.unknown(next)
                    || self.any(
                        next,
                        Class::NOUN
                            .or(Class::ROLE)
                            .or(Class::GROUP)
                            .or(Class::BODY)
                            .or(Class::DOCUMENT)
                            .or(Class::ADJECTIVE)
                            .or(Class::SPEECH)
                            .or(Class::DEMONYM)
                            .or(Class::TIME)
                            .or(Class::ARTICLE)
                            .or(Class::NUMBER)
                            .or(Class::TITLE_NOUN),
                    ));
            if nominal {
                return None;
            }
        }
        let span = self.span(i, next);
        Some((
            NounPhrase {
                span,
                head: id,
                head_span: span,
                name: None,
                name_kind: NameKind::None,
                kind: Kind::Pronoun,
                agreement: entry.agreement,
                // un'altra, qualcun altro: nobody who was named
                indefinite: length > 1 && self.any(i, Class::INDEFINITE),
                definite: true,
                role_classes: 0,
                preposition: 0,
            },
            next,
        ))
    }

    /// *quello con le mimose*: a demonstrative that its complement tells apart from everybody named.
    fn told_apart(&self, i: usize, next: usize, agreement: Agreement) -> Option<(NounPhrase, usize)> {
        let points = matches!(self.grammar.lexicon.key_of(self.word(i)), "quello" | "quella" | "quelli" | "quelle");
        let with = matches!(self.grammar.lexicon.key_of(self.word(next)), "con" | "col" | "in" | "senza" | "dietro" | "davanti");
        if !points || !with {
            return None;
        }
        let (_, to) = self.prepositional(next)?;
        let span = self.span(i, to);
        let plural = agreement.number() == Agreement::PLURAL;
        let noun = NounPhrase {
            span,
            head: 0,
            head_span: span,
            name: None,
            name_kind: NameKind::None,
            kind: if plural { Kind::Group } else { Kind::Person },
            agreement,
            indefinite: true,
            definite: false,
            role_classes: 0,
            preposition: 0,
        };
        Some((noun, to))
    }

    /// *uno dei passeggeri, alcuni degli imputati*: some of a group.
    fn partitive(&self, i: usize, next: usize, agreement: Agreement) -> Option<(NounPhrase, usize)> {
        let some = Class::INDEFINITE.or(Class::QUANTIFIER).or(Class::NUMBER);
        if !self.any(i, some) || !self.any(next, Class::OF) || !self.any(next, Class::ARTICULATED) {
            return None;
        }
        let (whole, _) = self.noun_phrase(next + 1)?;
        let people = matches!(whole.kind, Kind::Person | Kind::Group);
        let to = self.complement(next, false)?;
        let singular = agreement.number() == Agreement::SINGULAR;
        let span = self.span(i, to);
        let noun = NounPhrase {
            span,
            head: whole.head,
            head_span: whole.head_span,
            name: None,
            name_kind: NameKind::None,
            kind: match (people, singular) {
                (false, _) => Kind::Thing,
                (true, true) => Kind::Person,
                (true, false) => Kind::Group,
            },
            agreement,
            indefinite: true,
            definite: false,
            role_classes: whole.role_classes,
            preposition: 0,
        };
        Some((noun, to))
    }

    /// A preposition and its noun phrase.
    pub(super) fn prepositional(&self, i: usize) -> Option<(NounPhrase, usize)> {
        let length = self.phrase(i).filter(|(_, id)| self.grammar.lexicon.entry(*id).class.any(Class::PREPOSITION)).map_or(1, |(n, _)| n);
        let mut at = i + length;
        // in base a, insieme con, vicino alla
        if self.any(at, Class::PREPOSITION.or(Class::ARTICULATED)) && !self.any(at, Class::ARTICLE) && !self.token(at)?.is_capital() {
            at += 1;
        }
        // a conferma di ciò Anna Neri aggiunge: it determines nothing
        if self.grammar.lexicon.key_of(self.word(at)) == "cio'" {
            return None;
        }
        let (mut noun, to) = self.pronoun(at).or_else(|| self.noun_phrase(at))?;
        noun.preposition = self.word(i);
        noun.definite |= self.any(at - 1, Class::ARTICULATED);
        let each = noun.name_kind == NameKind::Person && noun.agreement.number() & Agreement::SINGULAR != 0;
        if self.any(at - 1, Class::ARTICULATED) && !each {
            let article = self.entry(at - 1).agreement;
            noun.agreement = noun.agreement.meet(article);
        }
        Some((noun, to))
    }

    /// np = [determiner] {adjective} head {adjective | complement} [","? name]
    pub(super) fn noun_phrase(&self, i: usize) -> Option<(NounPhrase, usize)> {
        let (start, determiner, indefinite, definite) = self.determiners(i);
        let mut draft =
            Draft { head: 0, head_at: start, agreement: Agreement::default(), class: Class::NONE, role_classes: 0, name: None, to: start };
        self.head(&mut draft, start > i)?;
        self.complements(&mut draft, definite || indefinite);
        if draft.to == start && draft.name.is_none() {
            return None;
        }
        let span = self.span(i, draft.to);
        draft.agreement = draft.agreement.meet(determiner);
        let kind = self.kind(&draft);
        let name = draft.name.as_ref().map(|(from, n)| self.span(*from, n.to));
        let name_kind = draft.name.as_ref().map_or(NameKind::None, |(_, n)| n.kind);
        let mut agreement = draft.agreement;
        if name_kind == NameKind::Person && draft.head == 0 {
            agreement = agreement.meet(Agreement(Agreement::SINGULAR));
        }
        let noun = NounPhrase {
            span,
            head: draft.head,
            head_span: if draft.head == 0 { Span::default() } else { self.span(draft.head_at, draft.head_at + 1) },
            name,
            name_kind,
            kind,
            agreement,
            indefinite,
            definite,
            role_classes: draft.role_classes,
            preposition: 0,
        };
        Some((noun, draft.to))
    }

    /// Articles, possessives, numbers, quantifiers: where they end, what they agree with, whether
    /// indefinite or definite.
    fn determiners(&self, i: usize) -> (usize, Agreement, bool, bool) {
        let mut k = i;
        let mut agreement = Agreement::default();
        let (mut indefinite, mut definite) = (false, false);
        let determining =
            Class::ARTICLE.or(Class::INDEFINITE).or(Class::DEMONSTRATIVE).or(Class::POSSESSIVE).or(Class::QUANTIFIER).or(Class::NUMBER);
        while k < i + 5 {
            let Some(token) = self.token(k) else { break };
            if token.shape == Shape::Number && self.is_word(k + 1) {
                // il 34enne is a head, 34 anni is not
                if token.span.of(self.text).ends_with(|c: char| c.is_alphabetic()) && token.span.of(self.text).contains("enn") {
                    break;
                }
                if !self.token(k + 1).is_some_and(|t| t.shape == Shape::Lower) || self.any(k + 1, Class::ARTICLE) {
                    break;
                }
                agreement = agreement.meet(Agreement(Agreement::PLURAL));
                k += 1;
                continue;
            }
            let class = self.class(k);
            let capital_article = token.is_capital()
                && !self.opens_sentence(k)
                && class.any(Class::ARTICLE)
                && self.token(k + 1).is_some_and(Token::is_capital)
                && !self.behind_break(k);
            if !class.any(determining) || capital_article || (class.any(Class::ROLE) && !class.any(Class::NUMBER.or(Class::QUANTIFIER))) {
                break;
            }
            // alcune centinaia di giovani: the head of its own phrase
            if class.any(Class::NUMBER) && class.any(Class::GROUP) && self.any(k + 1, Class::OF) {
                break;
            }
            if !class.any(Class::NUMBER) || agreement == Agreement::default() {
                agreement = agreement.meet(self.entry(k).agreement);
            }
            indefinite |= class.any(Class::INDEFINITE.or(Class::QUANTIFIER));
            definite |= class.any(Class::ARTICLE.or(Class::DEMONSTRATIVE).or(Class::POSSESSIVE));
            k += 1;
        }
        (k, agreement, indefinite, definite)
    }

    fn is_un(&self, k: usize) -> bool {
        matches!(self.grammar.lexicon.key_of(self.word(k)), "un" | "una" | "un'")
    }

    /// *una dice:* a verb of saying right before its words.
    fn speaks_at(&self, k: usize) -> bool {
        self.reports_beside(k)
            && (self.is(k + 1, ':')
                || self.is(k + 1, ',')
                || self.is_quote(k + 1)
                || self.any(k + 1, Class::CLITIC.or(Class::ADVERB))
                || self.word(k + 1) == self.grammar.words.che)
    }

    fn behind_break(&self, k: usize) -> bool {
        k > 0 && (self.is(k - 1, ':') || self.is_quote(k - 1))
    }

    /// The head noun or name; adjectives and prefixes before it.
    fn head(&self, draft: &mut Draft, determined: bool) -> Option<()> {
        let mut k = draft.to;
        let limit = k + 6;
        while k < limit {
            let token = self.token(k)?;
            let (length, id) = self.longest(k);
            let entry = self.grammar.lexicon.entry(id);
            let class = entry.class;
            // una ristampa: behind un there is no verb
            let behind_un = k > 0 && k == draft.to && self.is_un(k - 1);
            if determined && k == draft.to && self.verb_at(k) && !self.is_nounlike(k) && !behind_un {
                // i tre sono…: the number stands for the people
                if !self.any(k - 1, Class::NUMBER) {
                    return None;
                }
                draft.head = self.grammar.words.person;
                draft.head_at = k - 1;
                draft.class = Class::GROUP;
                draft.agreement = Agreement(Agreement::PLURAL);
                draft.to = k;
                return Some(());
            }
            // alle 13 il responsabile: an hour or a year, and another phrase behind it
            if token.shape == Shape::Number
                && k > 0
                && self.any(k - 1, Class::ARTICLE.or(Class::ARTICULATED))
                && self.any(k + 1, Class::ARTICLE)
            {
                draft.head = id;
                draft.head_at = k;
                draft.class = Class::TIME;
                draft.to = k + 1;
                return Some(());
            }
            if token.shape == Shape::Number {
                let text = token.span.of(self.text);
                if text.contains("enn") || text.contains("mila") {
                    draft.head = self.grammar.words.person;
                    draft.head_at = k;
                    draft.class = Class::ROLE.or(Class::GENERIC);
                    draft.agreement = number_word_agreement(text);
                    draft.to = k + 1;
                    return Some(());
                }
                return None;
            }
            // i due, di 24 e 31 anni,
            if k == draft.to && determined && self.is(k, ',') && self.any(k - 1, Class::NUMBER) && k > 1 && self.any(k - 2, Class::ARTICLE)
            {
                draft.head = self.grammar.words.person;
                draft.head_at = k - 1;
                draft.class = Class::GROUP;
                draft.agreement = Agreement(Agreement::PLURAL);
                draft.to = k;
                return Some(());
            }
            if !token.is_word() {
                return None;
            }
            if class.any(Class::HONORIFIC) && self.token(k + length).is_some_and(Token::is_capital) {
                draft.head = id;
                draft.head_at = k;
                draft.class = Class::ROLE;
                draft.agreement = entry.agreement;
                draft.role_classes = entry.role_classes;
                k += length;
                if let Some(mut name) = self.name(k) {
                    name.kind = NameKind::Person;
                    draft.to = name.to;
                    draft.name = Some((k, name));
                }
                return Some(());
            }
            let nominal = Class::ROLE.or(Class::GROUP).or(Class::DOCUMENT).or(Class::BODY).or(Class::SPEECH);
            let known_name = class.any(Class::ORGANIZATION.or(Class::METONYM).or(Class::OUTLET).or(Class::PLACE).or(Class::GIVEN));
            // ha detto Ortolani: a capital without an article and in the plural is a surname
            let surname =
                !determined && !self.opens_sentence(k) && token.shape == Shape::Capital && entry.agreement.number() == Agreement::PLURAL;
            let capital_role = token.is_capital() && class.any(nominal) && !known_name && !surname;
            if (!token.is_capital() || capital_role) && class.any(nominal) && !self.capital_pair(k, length) {
                if !determined && self.verb_at(k) && !self.role_before_name(k + length) {
                    return None;
                }
                draft.head = id;
                draft.head_at = k;
                draft.class = class;
                draft.role_classes = entry.role_classes;
                draft.agreement = entry.agreement;
                draft.to = k + length;
                return Some(());
            }
            if class.any(Class::ROLE_PREFIX) && self.is_word(k + length) {
                k += length;
                if self.is(k, '-') {
                    k += 1;
                }
                continue;
            }
            if determined && self.is_common_capital(k) {
                draft.head = id;
                draft.head_at = k;
                draft.class = Class::NOUN;
                draft.agreement = entry.agreement;
                draft.to = k + 1;
                return Some(());
            }
            if let Some(name) = self.name(k) {
                let entry = self.grammar.lexicon.entry(name.entry);
                draft.agreement = self.name_agreement(k, &name);
                draft.class = entry.class;
                draft.to = name.to;
                draft.name = Some((k, name));
                return Some(());
            }
            if token.is_capital() && !self.opens_sentence(k) && !self.behind_break(k) && !determined {
                return None;
            }
            if self.is_closed(class) {
                return None;
            }
            let next_is_nominal = self.is_nominal(k + length) || self.name(k + length).is_some();
            let skippable = class.any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::ROLE_ADJECTIVE).or(Class::ADVERB)) && next_is_nominal;
            if skippable && k + 1 < limit {
                k += length;
                continue;
            }
            if !determined && self.verb_at(k) {
                return None;
            }
            if class.any(Class::ADVERB.or(Class::SUBORDINATOR)) && !class.any(Class::NOUN) {
                return None;
            }
            if !determined && class.any(Class::ADJECTIVE.or(Class::NONFINITE)) && !class.any(Class::NOUN.or(Class::TIME)) {
                return None;
            }
            // any other word behind a determiner, or a known noun without one
            if determined
                || class.any(Class::NOUN.or(Class::TIME).or(Class::CALENDAR).or(Class::TITLE_NOUN).or(Class::NAME_NOUN).or(Class::DEMONYM))
                || self.unknown(k)
            {
                draft.head = id;
                draft.head_at = k;
                draft.class = class;
                draft.agreement =
                    if class.any(Class::NOUN.or(Class::ADJECTIVE).or(Class::DEMONYM)) { entry.agreement } else { Agreement::default() };
                draft.to = k + length;
                return Some(());
            }
            return None;
        }
        None
    }

    /// Two capitals that begin with a body or role are a name: *Banca Centrale*, not *Procura* alone.
    fn capital_pair(&self, k: usize, length: usize) -> bool {
        let token = self.token(k);
        token.is_some_and(|t| t.shape == Shape::Capital)
            && !self.opens_sentence(k)
            && self.any(k, Class::BODY)
            && self.token(k + length).is_some_and(|t| t.is_capital() && t.is_word() && !self.any(k + length, Class::GIVEN))
    }

    /// *la Guerra di secessione*: a common noun that only carries a capital.
    fn is_common_capital(&self, k: usize) -> bool {
        let class = self.class(k);
        let proper =
            Class::GIVEN.or(Class::PLACE).or(Class::ORGANIZATION).or(Class::METONYM).or(Class::OUTLET).or(Class::AREA).or(Class::BODY);
        self.token(k).is_some_and(|t| t.shape == Shape::Capital)
            && class.any(Class::NOUN.or(Class::TIME).or(Class::TITLE_NOUN))
            && !class.any(proper)
            && !self.token(k + 1).is_some_and(|t| t.is_capital() && t.is_word())
            && self.any(k.wrapping_sub(1), Class::ARTICLE.or(Class::ARTICULATED).or(Class::INDEFINITE).or(Class::DEMONSTRATIVE))
            && self.phrase(k).is_none()
    }

    fn role_before_name(&self, k: usize) -> bool {
        self.token(k).is_some_and(|t| t.is_capital() && t.is_word())
    }

    fn is_closed(&self, class: Class) -> bool {
        let closed = Class::PREPOSITION
            .or(Class::ARTICULATED)
            .or(Class::COORDINATOR)
            .or(Class::RELATIVE)
            .or(Class::NEGATION)
            .or(Class::CLITIC)
            .or(Class::ARTICLE);
        class.any(closed) && !class.any(Class::NOUN.or(Class::ROLE).or(Class::ADJECTIVE))
    }

    fn is_nominal(&self, k: usize) -> bool {
        self.is_word(k) && !self.verb_at(k) && !self.is_closed(self.class(k)) && (!self.any(k, Class::ADVERB) || self.any(k, Class::NOUN))
    }

    fn name_agreement(&self, k: usize, name: &Name) -> Agreement {
        if name.kind == NameKind::Person {
            let gender = self.entry(k).agreement.gender();
            return Agreement(gender | Agreement::SINGULAR);
        }
        // Rossi, Ferri, Conti: a surname has not the number of the common noun
        let known = self.grammar.lexicon.entry(name.entry);
        let proper = Class::ORGANIZATION.or(Class::PLACE).or(Class::METONYM).or(Class::OUTLET);
        if known.class.any(proper) { known.agreement } else { Agreement::default() }
    }

    /// Adjectives, complements and the name behind the head.
    fn complements(&self, draft: &mut Draft, determined: bool) {
        let limit = draft.to + LONGEST;
        let role = draft.class.any(Class::ROLE);
        while draft.to < limit {
            let k = draft.to;
            let Some(token) = self.token(k) else { break };
            let class = self.class(k);
            if draft.name.is_none() && draft.head != 0 && self.attaches_name(draft, k) {
                break;
            }
            // l'inviato Onu per la Libia: a complement without a preposition was added
            if draft.to != k {
                continue;
            }
            // il Wwf regionale, la Lega veneta
            let body = draft.head == 0 && draft.name.as_ref().is_some_and(|(_, n)| n.kind == NameKind::Organization);
            if body
                && token.shape == Shape::Lower
                && class.any(Class::ROLE_ADJECTIVE.or(Class::DEMONYM).or(Class::ADJECTIVE))
                && !class.any(Class::FINITE.or(Class::NONFINITE).or(Class::ADVERB).or(Class::NOUN))
            {
                draft.to = k + 1;
                continue;
            }
            if draft.name.is_some() && draft.head == 0 && !class.any(Class::OF) {
                break;
            }
            // circolare numero 118, articolo 4
            if token.shape == Shape::Number && draft.class.any(Class::DOCUMENT) && draft.name.is_none() {
                draft.to = k + 1;
                continue;
            }
            let adjective = token.shape == Shape::Lower
                && draft.head != 0
                && draft.name.is_none()
                && self.is_nominal(k)
                && (class
                    .any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::ROLE_ADJECTIVE).or(Class::NOUN).or(Class::ROLE).or(Class::GROUP))
                    || (self.unknown(k) && determined))
                && !class.any(Class::NUMBER)
                && (!class.any(Class::FINITE) || class.any(Class::NOUNLIKE.or(Class::ADJECTIVE).or(Class::NOUN)))
                // una tesi definita «folle»
                && !(self.is_quote(k + 1) && self.reports_beside(k));
            if adjective {
                draft.to = k + 1;
                continue;
            }
            // il commento di Rossi: who said it stays a unit of its own
            let author = draft.class.any(Class::SPEECH) && !draft.class.any(Class::ROLE.or(Class::DOCUMENT));
            // una fonte vicina al dossier
            let near = k > 0
                && self.token(k - 1).is_some_and(|t| matches!(t.span.of(self.text), "vicino" | "vicina" | "vicini" | "vicine"))
                && self.grammar.words.is_a(self.word(k));
            // il ministro dell'Università e della Ricerca
            if draft.head != 0
                && draft.to > draft.head_at + 1
                && class.any(Class::COORDINATOR)
                && self.any(k + 1, Class::ARTICULATED)
                && self.any(k + 1, Class::OF)
                && self.token(k).is_some_and(|t| matches!(t.span.of(self.text), "e" | "ed"))
                && let Some(to) = self.complement(k + 1, role)
            {
                draft.to = to;
                continue;
            }
            // il presidente e amministratore delegato Anna Neri: two offices of one person
            if role
                && draft.name.is_none()
                && class.any(Class::COORDINATOR)
                && self.token(k).is_some_and(|t| matches!(t.span.of(self.text), "e" | "ed"))
                && self.two_offices(k + 1)
            {
                draft.to = k + 1 + self.longest(k + 1).0;
                continue;
            }
            // il caso Conti, il decreto Neri: a name that tells the noun apart, unless it begins a clause
            if draft.head != 0
                && draft.name.is_none()
                && !role
                && draft.class.any(Class::NOUN.or(Class::DOCUMENT).or(Class::TITLE_NOUN))
                && determined
                && token.shape == Shape::Capital
                && !self.any(k, Class::GIVEN)
                && let Some(name) = self.name(k).filter(|n| !self.any(n.to, Class::FINITE.or(Class::CLITIC).or(Class::NEGATION)))
            {
                draft.to = name.to;
                break;
            }
            let joins = class.any(Class::OF) && !author || (role && self.role_complement(k)) || (near && draft.head != 0);
            // la presenza di Paolo Neri: the person is a phrase of his own, unless the head is his office
            let person = !role
                && !draft.class.any(Class::GROUP.or(Class::BODY).or(Class::DOCUMENT).or(Class::AREA))
                && self.token(k + 1).is_some_and(Token::is_capital)
                && self.any(k + 1, Class::GIVEN)
                && !self.any(k + 1, Class::PLACE.or(Class::ORGANIZATION))
                && self.token(k + 2).is_some_and(|t| t.is_capital() && t.is_word());
            if joins && person && draft.head != 0 {
                break;
            }
            let compound_name = draft.name.as_ref().is_some_and(|(_, n)| n.kind == NameKind::Person);
            if joins
                && !compound_name
                && let Some(to) = self.complement(k, role)
            {
                draft.to = to;
                continue;
            }
            break;
        }
    }

    /// A second office without an article, before the name of both.
    fn two_offices(&self, k: usize) -> bool {
        let (length, id) = self.longest(k);
        let role = self.grammar.lexicon.entry(id).class.any(Class::ROLE) && self.token(k).is_some_and(|t| t.shape == Shape::Lower);
        let mut at = k + length;
        while self.any(at, Class::ROLE_ADJECTIVE.or(Class::OF)) && at < k + 5 {
            at += if self.any(at, Class::OF) { 2 } else { 1 };
        }
        role && self.token(at).is_some_and(|t| t.is_capital() && t.is_word())
    }

    /// *assessore alla Salute, capogruppo in Senato, responsabile per l'Africa*
    fn role_complement(&self, k: usize) -> bool {
        let class = self.class(k);
        class.any(Class::PREPOSITION.or(Class::ARTICULATED))
            && self.grammar.words.role_prepositions.contains(&self.word(k))
            && (self.token(k + 1).is_some_and(Token::is_capital)
                || (self.any(k + 1, Class::ARTICLE) && self.token(k + 2).is_some_and(Token::is_capital))
                || self.any(k + 1, Class::BODY))
    }

    /// A complement: preposition, determiners, a run of nominal words or a name, and its own complements.
    fn complement(&self, k: usize, role: bool) -> Option<usize> {
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
                && (!class.any(Class::FINITE) || class.any(Class::ADJECTIVE.or(Class::NOUN).or(Class::NOUNLIKE)))
                && (class.any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::ROLE_ADJECTIVE).or(Class::NOUN)) || self.unknown(to)))
                // il ministero dello Sviluppo Economico
                || (named_noun && t.shape == Shape::Capital && !class.any(Class::GIVEN));
            if !goes_on {
                break;
            }
            to += 1;
        }
        // la visita del presidente francese Emmanuel Macron: the name is the complement's
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

    /// *il ministro dell'Informazione Ernesto Villegas*: the complement ends where a given name begins.
    fn before_second_name(&self, at: usize, to: usize) -> usize {
        (at + 1..to)
            .find(|k| {
                let short = self.token(at).is_some_and(|t| t.shape == Shape::Upper || t.span.len() <= 4);
                self.any(*k, Class::GIVEN) && (*k + 1 < to || short) && !self.any(at, Class::GIVEN)
                    || short && *k == at + 1 && !self.any(*k, Class::PLACE.or(Class::BODY).or(Class::GIVEN))
            })
            .unwrap_or(to)
    }

    /// The name that the head noun announces: *il ministro Damiano*, *il ministro del Lavoro, Cesare
    /// Damiano,*. Joins it and its kind.
    fn attaches_name(&self, draft: &mut Draft, k: usize) -> bool {
        let denotes = Class::ROLE.or(Class::GROUP).or(Class::BODY).or(Class::DEMONYM).or(Class::GENERIC);
        let given_behind =
            self.any(k, Class::GIVEN) && self.token(k).is_some_and(Token::is_capital) && self.token(k + 1).is_some_and(Token::is_capital);
        let nameless = draft.class.0 & !(Class::OPENS_PHRASE.0 | Class::ADJECTIVE.0 | Class::NONFINITE.0 | Class::NOUNLIKE.0) == 0;
        let announced = draft.class.any(denotes) || given_behind && nameless;
        if !announced {
            return false;
        }
        let comma = self.is(k, ',');
        let mut at = if comma { k + 1 } else { k };
        // il parroco, don Elio Marchi
        if self.any(at, Class::HONORIFIC) && self.token(at + 1).is_some_and(Token::is_capital) {
            at += 1;
        }
        if comma && !draft.class.any(Class::ROLE) {
            return false;
        }
        // l'allora ministro, il marito Vincenzo, la sorella gemella Sara
        let Some(token) = self.token(at) else { return false };
        let lower_surname = token.shape == Shape::Lower
            && self.any(at, Class::PARTICLE)
            && !self.any(at, Class::PREPOSITION.or(Class::ARTICULATED).or(Class::ARTICLE));
        if !(token.is_capital() || lower_surname) || !token.is_word() {
            return false;
        }
        let Some(mut name) = self.name(at) else { return false };
        if draft.class.any(Class::ROLE) && matches!(name.kind, NameKind::Unknown) {
            name.kind = NameKind::Person;
        }
        if comma {
            if name.kind != NameKind::Person || !self.apposition_closes(name.to) {
                return false;
            }
            let singular = draft.agreement.number() != Agreement::PLURAL;
            if !singular || (name.to == at + 1 && !self.any(at, Class::GIVEN) && !self.strong_close(name.to)) {
                return false;
            }
        } else if draft.class.any(Class::ROLE)
            && matches!(name.kind, NameKind::Organization | NameKind::Place)
            && !self.any(at, Class::GIVEN)
        {
            // il segretario Cgil: a complement without preposition
            draft.to = name.to;
            return false;
        }
        let agreement = self.name_agreement(at, &name);
        if name.kind == NameKind::Person && draft.agreement.number() & Agreement::SINGULAR != 0 {
            draft.agreement =
                Agreement(if agreement.gender() != 0 { agreement.gender() } else { draft.agreement.gender() } | Agreement::SINGULAR);
        }
        // dei colleghi Anna Neri e Ugo Riva: each of them is one
        if name.kind == NameKind::Person && draft.agreement.number() == Agreement::PLURAL {
            draft.agreement = Agreement(draft.agreement.0 | Agreement::SINGULAR);
        }
        draft.to = name.to;
        draft.name = Some((at, name));
        true
    }

    fn apposition_closes(&self, k: usize) -> bool {
        let Some(token) = self.token(k) else { return true };
        matches!(token.shape, Shape::Punctuation(_) | Shape::Paragraph | Shape::Open(_) | Shape::Close(_))
            || self.any(
                k,
                Class::FINITE
                    .or(Class::NONFINITE)
                    .or(Class::CLITIC)
                    .or(Class::ADVERB)
                    .or(Class::PREPOSITION)
                    .or(Class::ARTICULATED)
                    .or(Class::NEGATION),
            )
    }

    fn strong_close(&self, k: usize) -> bool {
        self.is(k, ',') || self.is(k, ':') || self.is(k, '(') || self.token(k).is_none_or(|t| t.ends_sentence)
    }

    fn kind(&self, draft: &Draft) -> Kind {
        let class = draft.class;
        if draft.head != 0 {
            let named_person = draft.name.as_ref().is_some_and(|(_, n)| n.kind == NameKind::Person);
            if class.any(Class::SPEECH) && !class.any(Class::ROLE.or(Class::DOCUMENT).or(Class::BODY)) && !named_person {
                return Kind::Speech;
            }
            return match class {
                c if named_person && c.any(Class::ROLE.or(Class::DEMONYM).or(Class::GENERIC)) => Kind::Person,
                c if c.any(Class::ROLE) => {
                    if draft.agreement.number() == Agreement::PLURAL {
                        Kind::Group
                    } else {
                        Kind::Person
                    }
                }
                c if c.any(Class::GROUP) => Kind::Group,
                c if c.any(Class::BODY) => Kind::Organization,
                c if c.any(Class::DOCUMENT) => Kind::Document,
                c if c.any(Class::DEMONYM) && !c.any(Class::NOUN) => {
                    if draft.agreement.number() == Agreement::PLURAL {
                        Kind::Group
                    } else {
                        Kind::Person
                    }
                }
                c if c.any(Class::TIME.or(Class::CALENDAR)) => Kind::Time,
                _ if named_person => Kind::Person,
                _ => Kind::Thing,
            };
        }
        match draft.name.as_ref().map(|(_, n)| n.kind) {
            Some(NameKind::Person | NameKind::Unknown) => {
                if class.any(Class::CALENDAR) {
                    Kind::Time
                } else {
                    Kind::Person
                }
            }
            Some(NameKind::Organization) => Kind::Organization,
            Some(NameKind::Place) => Kind::Place,
            _ => Kind::Thing,
        }
    }
}

/// *34enne* is one person of either gender, *40mila* are many.
fn number_word_agreement(text: &str) -> Agreement {
    if text.ends_with('e') && text.contains("enn") {
        Agreement(Agreement::MASCULINE | Agreement::FEMININE | Agreement::SINGULAR)
    } else {
        Agreement(Agreement::MASCULINE | Agreement::FEMININE | Agreement::PLURAL)
    }
}
