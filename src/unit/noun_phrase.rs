//! The maximal noun phrase: determiner, role or noun, adjectives, complements, name; and what it
//! can be as a source: a person, a group, an institution, a document, or nothing that speaks. Its
//! parts are read in the files of this folder, from left to right, into one [`Draft`].

mod apposition;
mod complement;
mod determiner;
mod head;

use super::name::Name;
use super::reader::Reader;
use crate::grammar::lexicon::{Agreement, Class, WordId};
use crate::span::Span;

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

struct Draft {
    head: WordId,
    head_at: usize,
    agreement: Agreement,
    class: Class,
    role_classes: u64,
    name: Option<(usize, Name)>,
    to: usize,
    /// Behind a demonstrative with an article of its own: *questa la linea del sindaco*.
    predicate: bool,
    /// *lo annuncia in una nota Confindustria*: the name behind is who writes.
    written_in: bool,
    /// Behind *in* or *su*: where something happens, and nobody who does it.
    placed: bool,
    /// Behind *secondo* and the like.
    framed: bool,
}

impl Reader<'_> {
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
        let mut draft = Draft {
            head: 0,
            head_at: start,
            agreement: Agreement::default(),
            class: Class::NONE,
            role_classes: 0,
            name: None,
            to: start,
            predicate: i > 0 && self.any(i, Class::ARTICLE) && self.any(i - 1, Class::DEMONSTRATIVE),
            placed: i > 0 && [self.grammar.words.in_, self.grammar.words.su].contains(&self.grammar.words.base(self.word(i - 1))),
            framed: i > 0 && self.any(i - 1, Class::FRAMING),
            written_in: indefinite && i > 0 && matches!(self.grammar.lexicon.key_of(self.word(i - 1)), "in" | "con"),
        };
        self.head(&mut draft, start > i)?;
        // sulla crisi Alitalia
        let articulated = i > 0 && self.any(i - 1, Class::ARTICULATED);
        self.complements(&mut draft, definite || indefinite || articulated);
        if draft.to == start && draft.name.is_none() {
            return None;
        }
        let span = self.span(i, draft.to);
        // la Piero Bini Rovigo: an article of the other gender makes it a club or a firm
        let named_man = draft.head == 0 && draft.agreement.gender() == Agreement::MASCULINE;
        let other_gender = definite && named_man && determiner.gender() == Agreement::FEMININE;
        if let Some((_, name)) = draft.name.as_mut().filter(|(_, n)| other_gender && n.kind == NameKind::Person) {
            name.kind = NameKind::Organization;
        }
        draft.agreement = draft.agreement.meet(determiner);
        let kind = self.kind(&draft);
        // metà dei fascicoli, una decina di cantieri: as many things are nobody
        let counts = kind == Kind::Group && draft.name.is_none() && self.grammar.words.quantities.contains(&draft.head);
        let somebody = Class::ROLE.or(Class::GROUP).or(Class::BODY).or(Class::DEMONYM);
        let behind = draft.head_at + 1..draft.to;
        let of_things = counts && !behind.is_empty() && !behind.clone().any(|k| self.any(k, somebody));
        let kind = if of_things { Kind::Thing } else { kind };
        let name = draft.name.as_ref().map(|(from, n)| self.span(*from, n.to));
        let name_kind = draft.name.as_ref().map_or(NameKind::None, |(_, n)| n.kind);
        let mut agreement = draft.agreement;
        if name_kind == NameKind::Person && draft.head == 0 {
            agreement = agreement.meet(Agreement(Agreement::SINGULAR));
        }
        let noun = NounPhrase {
            span,
            head: draft.head,
            head_span: if draft.head == 0 { Span::default() } else { self.span(draft.head_at, draft.head_at + self.head_length(&draft)) },
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

    /// How many words the head has: two in *prima cittadina*.
    fn head_length(&self, draft: &Draft) -> usize {
        self.phrase(draft.head_at).filter(|(_, id)| *id == draft.head).map_or(1, |(length, _)| length)
    }

    /// Whether its head has a capital that neither its place nor its own nature gives it, behind an article and before
    /// what tells it from others.
    fn is_body_by_name(&self, draft: &Draft) -> bool {
        let article = draft.head_at > 0 && self.any(draft.head_at - 1, Class::ARTICLE);
        let known = draft.class.any(Class::PLACE.or(Class::CALENDAR));
        article
            && !known
            && draft.to > draft.head_at + 1
            && self.token(draft.head_at).is_some_and(|t| t.is_capital_name(self, draft.head_at))
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
                // la Rete dei medici, il Centro antiviolenza: a noun that is written as a name
                _ if self.is_body_by_name(draft) => Kind::Organization,
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
