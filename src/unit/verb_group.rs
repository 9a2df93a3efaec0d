//! The verb group: negation, clitics, auxiliaries, adverbs in between, and the verb; with the tail
//! of a multi-word expression (*rincara poi la dose*). One group, one meaning verb.

use super::Reader;
use crate::grammar::conjugate::{Features, Mood};
use crate::grammar::forms::Reading;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::verbs::{Helper, Link};
use crate::span::Span;
use crate::token::Shape;

/// A verb group and what it says of its subject.
#[derive(Debug, Clone)]
pub struct VerbGroup {
    /// From the first clitic or auxiliary to the verb or the end of its tail.
    pub span: Span,
    /// The lemma of the meaning verb.
    pub lemma: u16,
    /// What it reports; index into the grammar's reports.
    pub report: Option<u16>,
    /// Features of the first verb form, which carries person and mood.
    pub head: Features,
    /// Gender and number of a participle that agrees with the subject.
    pub agreement: Agreement,
    /// *è stato detto*
    pub passive: bool,
    /// *si legge*: no subject, or the content is the subject
    pub impersonal: bool,
    /// *si è detto*, *mi sono chiesto*
    pub reflexive: bool,
    /// *non ha detto*
    pub negated: bool,
    /// *lo ha detto*, *dirlo*: the object is what was said
    pub takes_it_up: bool,
    /// *gli ha detto*, *mi diceva*
    pub dative: bool,
    /// Whether nothing but this word makes it a verb: a noun is written the same.
    pub homograph: bool,
}

impl VerbGroup {
    /// Whether it has a subject of its own.
    pub fn is_finite(&self) -> bool {
        matches!(self.head.mood, Mood::Indicative | Mood::Subjunctive | Mood::Conditional | Mood::Imperative)
    }

    /// Whether a third person can be its subject.
    pub fn is_third(&self) -> bool {
        !self.is_finite() || self.head.persons & (4 | 32) != 0
    }

    /// Whether only a first or second person can be its subject.
    pub fn is_speech_internal(&self) -> bool {
        self.is_finite() && self.head.persons & (4 | 32) == 0
    }

    /// Number of the subject, as bits of [`Agreement`], with the participle's gender.
    pub fn subject_agreement(&self) -> Agreement {
        let mut number = 0;
        if self.is_finite() {
            if self.head.persons & (1 | 2 | 4) != 0 {
                number |= Agreement::SINGULAR;
            }
            if self.head.persons & (8 | 16 | 32) != 0 {
                number |= Agreement::PLURAL;
            }
        }
        Agreement(number | self.agreement.gender())
    }
}

/// The longest run of negation and clitics before a verb.
const PROCLITICS: usize = 5;
/// The most adverbs between auxiliary and participle.
const ADVERBS: usize = 4;

struct Core {
    head: Reading,
    main: Reading,
    to: usize,
    passive: bool,
    essere: bool,
    /// A modal or periphrasis carries the meaning verb: *si è limitato a dire*.
    carried: bool,
}

impl Reader<'_> {
    /// The verb group that begins at `i`, and where it ends.
    pub(super) fn verb_group(&self, i: usize) -> Option<(VerbGroup, usize)> {
        let mut k = i;
        let mut group = empty();
        let words = &self.grammar.words;
        let mut article_like = false;
        while k < i + PROCLITICS && self.any(k, Class::CLITIC.or(Class::NEGATION)) && !self.any_name(k) {
            let word = self.word(k);
            // ha chiesto se ne fosse sicura: a conjunction behind a verb
            if k == i && i > 0 && self.grammar.lexicon.key_of(word) == "se" && self.any(i - 1, Class::FINITE.or(Class::NONFINITE)) {
                return None;
            }
            if self.any(k, Class::NEGATION) && word != words.non {
                break;
            }
            group.negated |= word == words.non;
            group.takes_it_up |= words.object_clitics.contains(&word);
            group.dative |= words.dative_clitics.contains(&word);
            group.reflexive |= words.reflexive_clitics.contains(&word);
            group.impersonal |= word == words.si;
            article_like |= self.any(k, Class::ARTICLE);
            k += 1;
        }
        let proclitic = k > i;
        if !self.verb_here(k, i, proclitic, article_like) {
            return None;
        }
        let core = self.core(k)?;
        group.homograph = k == i && core.to == k + 1 && self.is_nounlike(k);
        group.lemma = core.main.lemma;
        group.head = core.head.features;
        if core.main.features.enclitic {
            let text = self.token(core.to - 1).map_or("", |t| t.span.of(self.text));
            group.takes_it_up |= ["lo", "la", "LO"].iter().any(|c| text.ends_with(c));
        }
        // the clitic of what carries it is not its own
        group.reflexive &= !core.carried;
        if core.essere {
            group.agreement = agreement_of(core.main.features);
        }
        group.passive = core.passive && !group.reflexive && !group.impersonal;
        let infinitive_carried = core.head.lemma != core.main.lemma && !core.essere;
        if group.passive && infinitive_carried {
            group.passive = false;
        }
        let to = self.complete(&mut group, core.to);
        group.impersonal &=
            core.head.features.persons & (4 | 32) != 0 && !core.essere || (group.impersonal && core.essere && !group.reflexive);
        group.span = self.span(i, to);
        Some((group, to))
    }

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
    fn verb_here(&self, k: usize, start: usize, proclitic: bool, article_like: bool) -> bool {
        let Some(token) = self.token(k) else { return false };
        let class = self.class(k);
        if !class.any(Class::FINITE.or(Class::NONFINITE)) {
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
        if !finite {
            return !self.any(k, Class::ROLE.or(Class::GROUP).or(Class::NOUN)) && self.any(before, Class::ADVERB);
        }
        let behind_quote = self.is_quote(before) || (self.is_break(before) && before > 0 && self.is_quote(before - 1));
        let behind_dash = self.token(before).is_some_and(|t| t.is_dash());
        if behind_quote || behind_dash {
            return self.reports_beside(k);
        }
        if self.opens_sentence(k) {
            return self.reports_beside(k) && self.takes_complement(k) && !self.any(k + 1, Class::OF);
        }
        let subject_before = self.token(before).is_some_and(|t| t.is_capital())
            || self.any(before, Class::PRONOUN.or(Class::RELATIVE))
            || self.any(before, Class::ROLE.or(Class::BODY).or(Class::GROUP));
        let closes_aside = self.is(before, ',') || self.is(before, ')');
        if (subject_before || closes_aside || self.any(before, Class::ADVERB)) && self.takes_complement(k) {
            return true;
        }
        // il corteo accusa le istituzioni; sostiene … e accusa il sindacato: no noun stands between a
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
        behind_noun && self.takes_object(k)
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

    /// What follows a verb rather than a noun: a complementizer, a colon, marks, a determiner, a name.
    fn takes_complement(&self, k: usize) -> bool {
        let next = k + 1;
        self.is(next, ':')
            || self.is_quote(next)
            || self.word(next) == self.grammar.words.che
            || self.any(next, Class::ARTICLE.or(Class::INDEFINITE).or(Class::CLITIC).or(Class::ADVERB).or(Class::SUBORDINATOR))
            || ((self.any(next, Class::OF) || self.grammar.words.is_a(self.word(next))) && self.infinitive_at(next + 1))
            || self.token(next).is_some_and(|t| t.is_capital())
    }

    fn any_name(&self, k: usize) -> bool {
        self.token(k).is_some_and(|t| t.is_capital_name(self, k))
    }

    fn reading(&self, i: usize, fits: impl Fn(Features) -> bool) -> Option<Reading> {
        let mut best: Option<Reading> = None;
        for r in self.readings(i).iter().filter(|r| fits(r.features)) {
            let better = best.is_none_or(|b| self.rank(r) > self.rank(&b));
            if better {
                best = Some(*r);
            }
        }
        best
    }

    /// Helpers before reporting verbs before others; the indicative before other moods.
    fn rank(&self, r: &Reading) -> (u8, u8) {
        let lemma = self.grammar.verbs.lemma(r.lemma);
        let kind = match lemma.helper {
            Helper::Essere | Helper::Avere => 3,
            _ if lemma.report.is_some() => 2,
            _ if !lemma.expressions.is_empty() || !lemma.links.is_empty() => 1,
            _ => 0,
        };
        (kind, u8::from(r.features.mood == Mood::Indicative))
    }

    fn finite(&self, i: usize) -> Option<Reading> {
        self.reading(i, |f| matches!(f.mood, Mood::Indicative | Mood::Subjunctive | Mood::Conditional | Mood::Imperative))
    }

    fn core(&self, k: usize) -> Option<Core> {
        let head = self
            .finite(k)
            .or_else(|| self.reading(k, |f| f.mood == Mood::Gerund))
            .or_else(|| self.reading(k, |f| f.mood == Mood::Infinitive))
            .or_else(|| self.reading(k, |f| f.mood == Mood::Participle))?;
        let mut core = Core { head, main: head, to: k + 1, passive: false, essere: false, carried: false };
        self.extend(&mut core, 0);
        Some(core)
    }

    /// Follows auxiliaries, modals and periphrases to the meaning verb.
    fn extend(&self, core: &mut Core, depth: usize) {
        if depth > 4 {
            return;
        }
        let lemma = self.grammar.verbs.lemma(core.main.lemma);
        let next = self.skip_adverbs(core.to);
        let participle = |i: usize| self.reading(i, |f| f.mood == Mood::Participle);
        match lemma.helper {
            Helper::Essere | Helper::Avere | Helper::Passive => {
                if let Some(main) = participle(next).filter(|_| !self.any_name(next)) {
                    let essere = lemma.helper != Helper::Avere;
                    if lemma.helper == Helper::Passive && self.grammar.verbs.lemma(main.lemma).helper != Helper::None {
                        return;
                    }
                    let main_lemma = self.grammar.verbs.lemma(main.lemma);
                    core.passive = essere && (core.passive || main_lemma.helper == Helper::None) && !main_lemma.takes_essere;
                    core.essere |= essere;
                    core.main = main;
                    core.to = next + 1;
                    return self.extend(core, depth + 1);
                }
            }
            Helper::Stare => {
                if let Some(main) = self.reading(next, |f| f.mood == Mood::Gerund) {
                    core.main = main;
                    core.to = next + 1;
                    return self.extend(core, depth + 1);
                }
            }
            Helper::None => {}
        }
        for link in &lemma.links {
            let at = match link {
                Link::Bare => Some(next),
                Link::With(word) => (self.word(next) == *word).then(|| self.skip_adverbs(next + 1)),
                Link::Gerund => {
                    if let Some(main) = self.reading(next, |f| f.mood == Mood::Gerund) {
                        core.main = main;
                        core.to = next + 1;
                        return self.extend(core, depth + 1);
                    }
                    None
                }
            };
            let Some(mut at) = at else { continue };
            while self.any(at, Class::CLITIC) && self.infinitive_at(at + 1) {
                at += 1;
            }
            if let Some(main) = self.reading(at, |f| f.mood == Mood::Infinitive).filter(|_| self.infinitive_at(at)) {
                let main_lemma = self.grammar.verbs.lemma(main.lemma);
                let carries = main_lemma.report.is_some()
                    || main_lemma.helper != Helper::None
                    || !main_lemma.expressions.is_empty()
                    || matches!(link, Link::Bare);
                if carries {
                    core.carried = true;
                    core.passive = false;
                    core.main = main;
                    core.to = at + 1;
                    return self.extend(core, depth + 1);
                }
            }
        }
    }

    fn skip_adverbs(&self, mut k: usize) -> usize {
        let start = k;
        while k < start + ADVERBS && self.is_adverb(k) && self.reading(k, |f| f.mood == Mood::Infinitive).is_none() {
            k += 1;
        }
        k
    }

    /// Finds what the group reports: the verb with its tail, or the verb alone.
    fn complete(&self, group: &mut VerbGroup, to: usize) -> usize {
        let lemma = self.grammar.verbs.lemma(group.lemma);
        for expression in &lemma.expressions {
            if let Some(end) = self.tail(&expression.tail, to) {
                group.report = Some(expression.report);
                return end;
            }
        }
        let reflexive = lemma.reflexive_report.filter(|_| group.reflexive || group.impersonal);
        group.report = reflexive.or(lemma.report);
        to
    }

    fn tail(&self, tail: &[Vec<u32>], mut k: usize) -> Option<usize> {
        for (n, alternatives) in tail.iter().enumerate() {
            let mut skipped = 0;
            while !alternatives.contains(&self.word(k)) || self.word(k) == 0 {
                if n > 1 || skipped >= 2 || !self.any(k, Class::ADVERB) {
                    return None;
                }
                skipped += 1;
                k += 1;
            }
            k += 1;
        }
        Some(k)
    }
}

fn agreement_of(f: Features) -> Agreement {
    Agreement(f.gender & 3 | (f.number & 3) << 2)
}

fn empty() -> VerbGroup {
    VerbGroup {
        span: Span::default(),
        lemma: 0,
        report: None,
        head: Features {
            mood: Mood::Indicative,
            tense: crate::grammar::conjugate::Tense::None,
            persons: 0,
            gender: 0,
            number: 0,
            enclitic: false,
        },
        agreement: Agreement::default(),
        passive: false,
        impersonal: false,
        reflexive: false,
        negated: false,
        takes_it_up: false,
        dative: false,
        homograph: false,
    }
}
