//! What stands before the head: articles, possessives, numbers, quantifiers → where they end, what
//! they agree with, and whether the phrase is definite.

use crate::grammar::lexicon::{Agreement, Class};
use crate::token::{Shape, Token};
use crate::unit::reader::Reader;

impl Reader<'_> {
    /// Articles, possessives, numbers, quantifiers: where they end, what they agree with, whether
    /// indefinite or definite.
    pub(super) fn determiners(&self, i: usize) -> (usize, Agreement, bool, bool) {
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
            // questa la sentenza: it does not determine what has its own article
            if k > i && class.any(Class::ARTICLE) && self.any(k - 1, Class::DEMONSTRATIVE) {
                return (i, Agreement::default(), false, false);
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
}
