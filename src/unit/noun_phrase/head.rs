//! The head: the noun or the name that a noun phrase is about, behind adjectives and prefixes → into
//! the draft.

use super::{Draft, NameKind};
use crate::grammar::lexicon::{Agreement, Class, Entry, WordId};
use crate::token::{Shape, Token};
use crate::unit::name::Name;
use crate::unit::reader::Reader;

/// The most items before the head.
const LONGEST_LEAD: usize = 6;

/// What an item is to the head of its phrase.
enum Step {
    /// It is the head.
    Head,
    /// It stands before the head, which may be at this item.
    Lead(usize),
    /// There is no head.
    Nothing,
}

impl Draft {
    fn take(&mut self, head: WordId, at: usize, class: Class, agreement: Agreement, to: usize) -> Step {
        self.head = head;
        self.head_at = at;
        self.class = class;
        self.agreement = agreement;
        self.to = to;
        Step::Head
    }
}

impl Reader<'_> {
    /// The head noun or name; adjectives and prefixes before it.
    pub(super) fn head(&self, draft: &mut Draft, determined: bool) -> Option<()> {
        let mut k = draft.to;
        let limit = k + LONGEST_LEAD;
        while k < limit {
            match self.head_at(draft, k, determined) {
                Step::Head => return Some(()),
                Step::Lead(next) => k = next,
                Step::Nothing => return None,
            }
        }
        None
    }

    fn head_at(&self, draft: &mut Draft, k: usize, determined: bool) -> Step {
        if determined
            && k == draft.to
            && let Some(step) = self.people_by_number(draft, k)
        {
            return step;
        }
        let Some(token) = self.token(k).filter(|t| t.shape == Shape::Number || t.is_word()) else { return Step::Nothing };
        if token.shape == Shape::Number {
            return self.number(draft, k, token);
        }
        let (length, id) = self.longest(k);
        let entry = self.grammar.lexicon.entry(id);
        let class = entry.class;
        if class.any(Class::HONORIFIC) && self.token(k + length).is_some_and(Token::is_capital) {
            return self.honorific(draft, k, length, id);
        }
        // il neoeletto ministro: an office before an office is how it is held
        let prefix = class.any(Class::ROLE_PREFIX);
        if prefix && self.any(k + length, Class::ROLE) && self.token(k + length).is_some_and(|t| t.shape == Shape::Lower) {
            return Step::Lead(k + length);
        }
        if self.is_role_or_group(k, length, entry, determined) {
            if !determined && self.verb_at(k) && !self.role_before_name(k + length) {
                return Step::Nothing;
            }
            draft.role_classes = entry.role_classes;
            return draft.take(id, k, class, entry.agreement, k + length);
        }
        if determined && self.is_person_by_ending(k) {
            return draft.take(self.grammar.words.person, k, Class::ROLE, Agreement(Agreement::SINGULAR), k + 1);
        }
        if prefix && self.is_word(k + length) {
            let next = k + length;
            return Step::Lead(if self.is(next, '-') { next + 1 } else { next });
        }
        if determined && self.is_common_capital(k) {
            return draft.take(id, k, Class::NOUN, entry.agreement, k + 1);
        }
        if let Some(name) = self.name(k) {
            draft.agreement = self.name_agreement(k, &name);
            draft.class = self.grammar.lexicon.entry(name.entry).class;
            draft.to = name.to;
            draft.name = Some((k, name));
            return Step::Head;
        }
        self.common_noun(draft, k, determined)
    }

    /// *i tre sono…*; *i due, di 24 e 31 anni,*: the number stands for the people.
    fn people_by_number(&self, draft: &mut Draft, k: usize) -> Option<Step> {
        // una ristampa: behind un there is no verb
        let verb = self.verb_at(k) && !self.is_nounlike(k) && !(k > 0 && self.is_un(k - 1));
        let number = self.any(k - 1, Class::NUMBER);
        if verb && !number {
            return Some(Step::Nothing);
        }
        let comma = self.is(k, ',') && number && k > 1 && self.any(k - 2, Class::ARTICLE);
        let person = self.grammar.words.person;
        (verb || comma).then(|| draft.take(person, k - 1, Class::GROUP, Agreement(Agreement::PLURAL), k))
    }

    /// *alle 13 il responsabile*: an hour or a year, and another phrase behind it; *la 34enne, i 40mila*.
    fn number(&self, draft: &mut Draft, k: usize, token: &Token) -> Step {
        if k > 0 && self.any(k - 1, Class::ARTICLE.or(Class::ARTICULATED)) && self.any(k + 1, Class::ARTICLE) {
            return draft.take(self.longest(k).1, k, Class::TIME, Agreement::default(), k + 1);
        }
        let text = token.span.of(self.text);
        if text.contains("enn") || text.contains("mila") {
            return draft.take(self.grammar.words.person, k, Class::ROLE.or(Class::GENERIC), number_word_agreement(text), k + 1);
        }
        Step::Nothing
    }

    /// *don Elio Marchi*: the name behind it is a person's.
    fn honorific(&self, draft: &mut Draft, k: usize, length: usize, id: WordId) -> Step {
        let entry = self.grammar.lexicon.entry(id);
        draft.role_classes = entry.role_classes;
        draft.take(id, k, Class::ROLE, entry.agreement, draft.to);
        if let Some(mut name) = self.name(k + length) {
            name.kind = NameKind::Person;
            draft.to = name.to;
            draft.name = Some((k + length, name));
        }
        Step::Head
    }

    /// *un'escursionista*: a word that the lexicon does not know, with the ending of a trade or a creed.
    fn is_person_by_ending(&self, k: usize) -> bool {
        let words = &self.grammar.words;
        self.unknown(k)
            && self.token(k).is_some_and(|t| {
                let word = t.span.of(self.text);
                let ends = |e: &u32| word.ends_with(self.grammar.lexicon.key_of(*e));
                t.shape == Shape::Lower && word.len() > 6 && words.person_endings.iter().any(ends)
            })
    }

    fn is_role_or_group(&self, k: usize, length: usize, entry: &Entry, determined: bool) -> bool {
        let class = entry.class;
        let nominal = Class::ROLE.or(Class::GROUP).or(Class::DOCUMENT).or(Class::BODY).or(Class::SPEECH);
        if !class.any(nominal) || self.capital_pair(k, length) || self.is_surname(k) {
            return false;
        }
        let known_name = class.any(Class::ORGANIZATION.or(Class::METONYM).or(Class::OUTLET).or(Class::PLACE).or(Class::GIVEN));
        // ha detto Ortolani: a capital without an article and in the plural is a surname
        let surname = !determined
            && !self.opens_sentence(k)
            && self.token(k).is_some_and(|t| t.shape == Shape::Capital)
            && entry.agreement.number() == Agreement::PLURAL;
        !self.token(k).is_some_and(Token::is_capital) || !known_name && !surname
    }

    /// Any other word behind a determiner, or a known noun without one.
    fn common_noun(&self, draft: &mut Draft, k: usize, determined: bool) -> Step {
        let (length, id) = self.longest(k);
        let entry = self.grammar.lexicon.entry(id);
        let class = entry.class;
        let capital = self.token(k).is_some_and(Token::is_capital);
        if capital && !self.opens_sentence(k) && !self.behind_break(k) && !determined || self.is_closed(class) {
            return Step::Nothing;
        }
        let next_is_nominal = self.is_nominal(k + length) || self.name(k + length).is_some();
        let skippable = class.any(Class::ADJECTIVE.or(Class::DEMONYM).or(Class::ROLE_ADJECTIVE).or(Class::ADVERB)) && next_is_nominal;
        if skippable && k + 1 < draft.to + LONGEST_LEAD {
            return Step::Lead(k + length);
        }
        if !determined && self.verb_at(k) || class.any(Class::ADVERB.or(Class::SUBORDINATOR)) && !class.any(Class::NOUN) {
            return Step::Nothing;
        }
        if !determined && class.any(Class::ADJECTIVE.or(Class::NONFINITE)) && !class.any(Class::NOUN.or(Class::TIME)) {
            return Step::Nothing;
        }
        let known = Class::NOUN.or(Class::TIME).or(Class::CALENDAR).or(Class::TITLE_NOUN).or(Class::NAME_NOUN).or(Class::DEMONYM);
        if !(determined || class.any(known) || self.unknown(k)) {
            return Step::Nothing;
        }
        let inflected = class.any(Class::NOUN.or(Class::ADJECTIVE).or(Class::DEMONYM));
        let agreement = if inflected { entry.agreement } else { Agreement::default() };
        draft.take(id, k, class, agreement, k + length)
    }

    pub(in crate::unit) fn behind_break(&self, k: usize) -> bool {
        k > 0 && (self.is(k - 1, ':') || self.is_quote(k - 1) || self.token(k - 1).is_some_and(Token::is_dash))
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

    pub(super) fn is_closed(&self, class: Class) -> bool {
        let closed = Class::PREPOSITION
            .or(Class::ARTICULATED)
            .or(Class::COORDINATOR)
            .or(Class::RELATIVE)
            .or(Class::NEGATION)
            .or(Class::CLITIC)
            .or(Class::ARTICLE);
        class.any(closed) && !class.any(Class::NOUN.or(Class::ROLE).or(Class::ADJECTIVE))
    }

    pub(super) fn is_nominal(&self, k: usize) -> bool {
        self.is_word(k) && !self.verb_at(k) && !self.is_closed(self.class(k)) && (!self.any(k, Class::ADVERB) || self.any(k, Class::NOUN))
    }

    pub(super) fn name_agreement(&self, k: usize, name: &Name) -> Agreement {
        if name.kind == NameKind::Person {
            let gender = self.entry(k).agreement.gender();
            return Agreement(gender | Agreement::SINGULAR);
        }
        // Rossi, Ferri, Conti: a surname has not the number of the common noun
        let known = self.grammar.lexicon.entry(name.entry);
        let proper = Class::ORGANIZATION.or(Class::PLACE).or(Class::METONYM).or(Class::OUTLET);
        if known.class.any(proper) { known.agreement } else { Agreement::default() }
    }
}

/// *34enne* is one person of either gender, *40mila* are many.
fn number_word_agreement(text: &str) -> Agreement {
    if text.ends_with('e') && text.contains("enn") {
        Agreement(Agreement::ANY_GENDER | Agreement::SINGULAR)
    } else {
        Agreement(Agreement::ANY_GENDER | Agreement::PLURAL)
    }
}
