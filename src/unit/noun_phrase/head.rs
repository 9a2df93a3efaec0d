//! The head: the noun or the name that a noun phrase is about, behind adjectives and prefixes → into
//! the draft.

use super::{Draft, NameKind};
use crate::grammar::lexicon::{Agreement, Class};
use crate::token::{Shape, Token};
use crate::unit::name::Name;
use crate::unit::reader::Reader;

impl Reader<'_> {
    /// The head noun or name; adjectives and prefixes before it.
    pub(super) fn head(&self, draft: &mut Draft, determined: bool) -> Option<()> {
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

    pub(super) fn behind_break(&self, k: usize) -> bool {
        k > 0 && (self.is(k - 1, ':') || self.is_quote(k - 1))
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
        Agreement(Agreement::MASCULINE | Agreement::FEMININE | Agreement::SINGULAR)
    } else {
        Agreement(Agreement::MASCULINE | Agreement::FEMININE | Agreement::PLURAL)
    }
}
