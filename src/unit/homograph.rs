//! Whether a word that is written like a verb is one here: *nota, replica, denuncia* are nouns behind an
//! article and verbs behind a quotation. By what stands before and behind it.

use super::reader::Reader;
use super::surname::THIRD_SINGULAR;
use crate::grammar::conjugate::{Features, Mood};
use crate::grammar::lexicon::Class;
use crate::grammar::verbs::Helper;
use crate::token::Shape;

impl Reader<'_> {
    /// Whether a verb form stands at `i` for somebody who only looks ahead.
    pub(super) fn verb_at(&self, i: usize) -> bool {
        self.any(i, Class::FINITE) && self.verb_here(i, i, false, false) && self.finite(i).is_some()
    }

    /// Whether an infinitive stands at `i`.
    pub(super) fn infinitive_at(&self, i: usize) -> bool {
        // la circolare
        (self.reading(i, |f| f.mood == Mood::Infinitive).is_some() && !self.any(i, Class::DOCUMENT) || self.unknown_infinitive(i))
            && !self.token(i).is_some_and(|t| t.is_capital_name(self, i))
    }

    /// *vaccinarsi, portarlo*: an infinitive with a clitic of a verb that is in no list.
    fn unknown_infinitive(&self, i: usize) -> bool {
        let stems = ["ar", "er", "ir"];
        let clitics = ["si", "lo", "la", "li", "le", "ne", "ci", "mi", "gli"];
        self.unknown(i)
            && self.token(i).is_some_and(|t| {
                let word = t.span.of(self.text);
                t.shape == Shape::Lower
                    && word.len() > 6
                    && clitics.iter().any(|c| word.strip_suffix(c).is_some_and(|w| stems.iter().any(|e| w.ends_with(e))))
            })
    }

    /// Evidence that the word at `k` is a verb and not a noun or a name written the same.
    pub(super) fn verb_here(&self, k: usize, start: usize, proclitic: bool, article_like: bool) -> bool {
        let Some(token) = self.token(k) else { return false };
        let class = self.class(k);
        if !class.any(Class::FINITE.or(Class::NONFINITE)) {
            return false;
        }
        // gli USA: no form of usare
        if token.shape == Shape::Upper && class.any(Class::PLACE.or(Class::ORGANIZATION).or(Class::METONYM)) {
            return false;
        }
        // ha detto ancora Neri: an adverb is not the form of a rare verb, either (ancorare); il pane non basta
        let rare = class.any(Class::ADVERB) && class.any(Class::FINITE) && !class.any(Class::NONFINITE) && !self.reports_beside(k);
        let led = proclitic || k > 0 && self.any(k - 1, Class::NEGATION);
        if rare && !led {
            return false;
        }
        if token.is_capital() && token.shape != Shape::Upper && k == start {
            if token.is_capital_name(self, k) {
                return false;
            }
            if class.any(Class::GIVEN.or(Class::PLACE)) || self.verb_follows_name(k) {
                return false;
            }
        }
        if token.is_capital_name(self, k) && k > start {
            return false;
        }
        // l'accaduto, lo sconfitto: behind an article a participle is a noun
        if article_like
            && proclitic
            && k == start + 1
            && !class.any(Class::FINITE)
            && self.reading(k, |f| f.mood == Mood::Participle).is_some()
        {
            return false;
        }
        if !self.is_nounlike(k) {
            return !(article_like && class.any(Class::NOUN.or(Class::ROLE).or(Class::BODY).or(Class::DOCUMENT).or(Class::SPEECH)));
        }
        if proclitic {
            // le chiese perché: a question follows a verb
            let asks = self.any(k + 1, Class::SUBORDINATOR.or(Class::INTERROGATIVE)) && self.word(k + 1) != self.grammar.words.che;
            // chi gli domanda, che lo accusa
            let relative = start > 0 && self.any(start - 1, Class::RELATIVE.or(Class::INTERROGATIVE));
            return !article_like || (asks || relative) && self.reports_beside(k);
        }
        self.homograph_is_verb(k)
    }

    /// Capitalised and followed by a finite verb: a name (Conte ha detto).
    fn verb_follows_name(&self, k: usize) -> bool {
        let class = self.class(k);
        !class.any(Class::NONFINITE)
            && self.any(k + 1, Class::FINITE)
            && !self.any(k + 1, Class::NOUN.or(Class::ARTICLE).or(Class::PREPOSITION).or(Class::ADVERB))
            && self.reading(k, |f| f.mood == Mood::Indicative).is_none_or(|r| self.grammar.verbs.lemma(r.lemma).helper == Helper::None)
    }

    pub(super) fn is_nounlike(&self, k: usize) -> bool {
        let class = self.class(k);
        class.any(
            Class::NOUNLIKE
                .or(Class::NOUN)
                .or(Class::ROLE)
                .or(Class::GROUP)
                .or(Class::DOCUMENT)
                .or(Class::BODY)
                .or(Class::SPEECH)
                .or(Class::ADJECTIVE)
                .or(Class::DEMONYM)
                .or(Class::PREPOSITION)
                .or(Class::TITLE_NOUN)
                .or(Class::NAME_NOUN),
        ) && self.reading(k, |_| true).is_none_or(|r| self.grammar.verbs.lemma(r.lemma).helper == Helper::None)
    }

    /// *nota, replica, denuncia*: a verb where a noun cannot stand, right behind a quotation, a
    /// name, a relative or a pronoun, and before what a verb takes.
    fn homograph_is_verb(&self, k: usize) -> bool {
        let finite = self.any(k, Class::FINITE);
        let Some(before) = k.checked_sub(1) else {
            return finite && self.takes_complement(k);
        };
        // come comunicato dal sindaco: a participle with its agent
        let agent = self.grammar.words.base(self.word(k + 1)) == self.grammar.words.da;
        if agent && self.any(before, Class::SUBORDINATOR) && self.reading(k, |f| f.mood == Mood::Participle).is_some() {
            return true;
        }
        if self.any(
            before,
            Class::ARTICLE
                .or(Class::INDEFINITE)
                .or(Class::ARTICULATED)
                .or(Class::DEMONSTRATIVE)
                .or(Class::POSSESSIVE)
                .or(Class::PREPOSITION)
                .or(Class::NUMBER),
        ) {
            return false;
        }
        // secondo quanto comunicato dal ministro
        let behind_quanto = self.grammar.lexicon.key_of(self.word(before)) == "quanto" && !self.any(k, Class::ADJECTIVE);
        if !finite && (self.is_quote(k + 1) || behind_quanto) && self.reports_beside(k) {
            return true;
        }
        // ha chiuso il bilancio e invitato i soci
        if !finite
            && self.any(before, Class::COORDINATOR)
            && self.reports_beside(k)
            && (self.takes_object(k) || self.linker(k + 1).is_some())
        {
            return true;
        }
        if !finite {
            return !self.any(k, Class::ROLE.or(Class::GROUP).or(Class::NOUN)) && self.any(before, Class::ADVERB);
        }
        let behind_quote = self.is_quote(before) || (self.is_break(before) && before > 0 && self.is_quote(before - 1));
        let behind_dash = self.token(before).is_some_and(|t| t.is_dash());
        if behind_quote || behind_dash {
            return self.reports_beside(k);
        }
        // come recita un cartello
        if self.word(before) == self.grammar.words.come && self.reports_beside(k) && self.takes_complement(k) {
            return true;
        }
        if self.opens_sentence(k) {
            return self.reports_beside(k) && self.takes_complement(k) && !self.any(k + 1, Class::OF);
        }
        // una donna che accusa di mobbing il titolare: behind che without an article, before a complement
        if self.word(before) == self.grammar.words.che
            && self.reports_beside(k)
            && self.any(k + 1, Class::OF)
            && !self.any(k + 1, Class::ARTICULATED)
        {
            return true;
        }
        // mia figlia, che insegna a Lodi: no noun without an article begins a relative
        let relative = self.word(before) == self.grammar.words.che
            && before > 0
            && (self.is(before - 1, ',') || self.is_nounlike(before - 1) || self.any(before - 1, Class::ROLE.or(Class::GROUP)));
        let third = |f: Features| f.mood == Mood::Indicative && f.persons & THIRD_SINGULAR != 0;
        if relative
            && self.any(k + 1, Class::PREPOSITION.or(Class::ARTICULATED))
            && !self.any(k + 1, Class::OF)
            && self.reading(k, third).is_some()
        {
            return true;
        }
        let subject_before = self.token(before).is_some_and(|t| t.is_capital())
            || self.any(before, Class::PRONOUN.or(Class::RELATIVE))
            || self.any(before, Class::ROLE.or(Class::BODY).or(Class::GROUP));
        let closes_aside = self.is(before, ',') || self.is(before, ')');
        if (subject_before || closes_aside || self.any(before, Class::ADVERB)) && self.takes_complement(k) {
            return true;
        }
        // la fiera accusa il calo; sostiene … e accusa la concorrenza: no noun stands between a
        // noun and a determiner
        // che però precisa: in a relative clause
        let mut lead = before;
        while lead > 0 && self.any(lead, Class::ADVERB.or(Class::COORDINATOR)) && before - lead < 2 {
            lead -= 1;
        }
        if lead < before && self.word(lead) == self.grammar.words.che && self.reports_beside(k) {
            return true;
        }
        // il Wwf regionale prova a metterci una pezza
        let nominal = Class::NOUN.or(Class::ADJECTIVE).or(Class::ROLE_ADJECTIVE);
        if self.any(before, nominal) && self.grammar.words.is_a(self.word(k + 1)) && self.infinitive_at(k + 2) {
            return true;
        }
        let behind_noun =
            self.any(before, Class::NOUN.or(Class::COORDINATOR)) && !self.any(before, Class::PREPOSITION.or(Class::ARTICULATED));
        // il capo dei vescovi italiani accusa il governo
        let next = k + 1;
        let object = self.any(next, Class::ARTICLE) && !self.any(next, Class::ARTICULATED) && !self.any(next + 1, Class::NUMBER);
        let behind_adjective = self.any(before, Class::DEMONYM) && before > 0 && self.is_nounlike(before - 1);
        behind_noun && self.takes_object(k)
            || behind_adjective && self.reports_beside(k) && (object || self.word(next) == self.grammar.words.che)
    }

    /// What follows a verb rather than a noun: a complementizer, a colon, marks, a determiner, a name.
    fn takes_complement(&self, k: usize) -> bool {
        let next = k + 1;
        self.is(next, ':')
            || self.is_quote(next)
            || self.word(next) == self.grammar.words.che
            || self.any(
                next,
                Class::ARTICLE.or(Class::INDEFINITE).or(Class::CLITIC).or(Class::ADVERB).or(Class::SUBORDINATOR).or(Class::INTERROGATIVE),
            )
            || ((self.any(next, Class::OF) || self.grammar.words.is_a(self.word(next))) && self.infinitive_at(next + 1))
            || self.token(next).is_some_and(|t| t.is_capital())
    }

    /// What only a verb has behind it: an article, *che*, a colon, marks.
    fn takes_object(&self, k: usize) -> bool {
        let next = k + 1;
        self.is(next, ':')
            || self.is_quote(next)
            || self.word(next) == self.grammar.words.che
            || self.any(next, Class::ARTICLE) && !self.any(next, Class::ARTICULATED)
    }

    fn is_break(&self, k: usize) -> bool {
        self.is(k, ',') || self.token(k).is_some_and(|t| t.is_dash())
    }

    pub(super) fn reports_beside(&self, k: usize) -> bool {
        self.finite(k).or_else(|| self.reading(k, |f| f.mood == Mood::Participle)).is_some_and(|r| {
            let lemma = self.grammar.verbs.lemma(r.lemma);
            lemma.report.is_some() || !lemma.expressions.is_empty() || lemma.helper != Helper::None
        })
    }
}
