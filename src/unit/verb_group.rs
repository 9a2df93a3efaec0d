//! The verb group: negation, clitics, auxiliaries, adverbs in between, and the verb; with the tail
//! of a multi-word expression (*rincara poi la dose*). One group, one meaning verb.

use super::reader::Reader;
use crate::grammar::conjugate::{Features, Mood};
use crate::grammar::forms::Reading;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::verbs::Frames;
use crate::grammar::verbs::{Helper, Link};
use crate::span::Span;

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
    /// *lo denuncia, lo replica*: as an article *lo* stands before *s* and a consonant, *z*, *gn* alone.
    fn pronoun_by_sound(&self, k: usize) -> bool {
        let words = &self.grammar.words;
        if !words.articles_before_clusters.contains(&self.word(k)) {
            return false;
        }
        let next = self.grammar.lexicon.key_of(self.word(k + 1));
        !next.is_empty() && !words.clusters.iter().any(|c| next.starts_with(self.grammar.lexicon.key_of(*c)))
    }

    /// The verb group that begins at `i`, and where it ends.
    pub(super) fn verb_group(&self, i: usize) -> Option<(VerbGroup, usize)> {
        let mut k = i;
        let mut group = empty();
        let words = &self.grammar.words;
        let mut article_like = false;
        let mut ci_si = false;
        while k < i + PROCLITICS && self.any(k, Class::CLITIC.or(Class::NEGATION)) && !self.any_name(k) {
            let word = self.word(k);
            // ha chiesto se ne fosse sicura: a conjunction behind a verb
            if k == i && i > 0 && self.grammar.lexicon.key_of(word) == "se" && self.any(i - 1, Class::FINITE.or(Class::NONFINITE)) {
                return None;
            }
            // ha chiesto alla direttrice se poteva: *se* is a clitic only before another one (se ne va)
            if word == words.se && !self.any(k + 1, Class::CLITIC) {
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
            ci_si |= word == words.si && k > i && self.word(k - 1) == words.ci;
            article_like |= self.any(k, Class::ARTICLE) && !self.pronoun_by_sound(k);
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
            // assicurandosi che, dicendosi certo
            let own = text.to_lowercase().ends_with(self.grammar.lexicon.key_of(self.grammar.words.si));
            group.reflexive |= own && core.head.features.mood == Mood::Gerund && !core.essere;
        }
        // the clitic of what carries it is not its own
        group.reflexive &= !core.carried;
        // si limita a dire: somebody does; ci si limita a dire
        let own_si = core.carried && self.grammar.verbs.lemma(core.head.lemma).carries_with_si;
        group.impersonal &= !own_si || ci_si;
        if core.essere {
            group.agreement = agreement_of(core.main.features);
        }
        group.passive = core.passive && !group.reflexive && !group.impersonal;
        let infinitive_carried = core.head.lemma != core.main.lemma && !core.essere;
        if group.passive && infinitive_carried {
            group.passive = false;
        }
        let to = self.complete(&mut group, core.to, core.carried);
        group.impersonal &=
            core.head.features.persons & (4 | 32) != 0 && !core.essere || (group.impersonal && core.essere && !group.reflexive);
        group.span = self.span(i, to);
        Some((group, to))
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
    fn complete(&self, group: &mut VerbGroup, to: usize, carried: bool) -> usize {
        let lemma = self.grammar.verbs.lemma(group.lemma);
        for expression in &lemma.expressions {
            if let Some(end) = self.tail(&expression.tail, to) {
                group.report = Some(expression.report);
                return end;
            }
        }
        // si chiede alla Regione di fermare, si chiede che: they ask, and do not wonder
        let words = &self.grammar.words;
        let joined = self.is_che(to) || words.is_di(self.word(to)) || words.is_a(self.word(to));
        let wonders = |r: u16| !self.grammar.verbs.report(r).frames.any(Frames::CHE.or(Frames::DI));
        let asks_for = group.impersonal && joined && !self.any(to + 1, Class::INTERROGATIVE) && lemma.reflexive_report.is_some_and(wonders);
        let reflexive = lemma.reflexive_report.filter(|_| !asks_for && !carried && (group.reflexive || group.impersonal));
        // assicurandosi che i cani stiano bene: he makes sure, and says nothing
        let makes_sure = group.reflexive && group.head.mood == Mood::Gerund && lemma.reflexive_report.is_none();
        group.report = reflexive.or(lemma.report.filter(|r| !makes_sure || self.grammar.verbs.report(*r).frames.any(Frames::DEFINE)));
        to
    }

    fn tail(&self, tail: &[Vec<u32>], mut k: usize) -> Option<usize> {
        for (n, alternatives) in tail.iter().enumerate() {
            let mut skipped = 0;
            while !alternatives.contains(&self.word(k)) || self.word(k) == 0 {
                // lancia poi un appello; lancia un accorato appello
                let adverb = n <= 1 && self.any(k, Class::ADVERB);
                let adjective = n > 0 && n + 1 == tail.len() && skipped == 0 && self.is_adjective(k);
                if skipped >= 2 || !adverb && !adjective {
                    return None;
                }
                skipped += 1;
                k += 1;
            }
            k += 1;
        }
        Some(k)
    }

    /// A known adjective, or a superlative of any.
    fn is_adjective(&self, k: usize) -> bool {
        self.any(k, Class::ADJECTIVE)
            || self.token(k).is_some_and(|t| {
                let word = t.span.of(self.text);
                word.get(..word.len().saturating_sub(1)).is_some_and(|w| w.ends_with("issim"))
            })
    }

    pub(super) fn any_name(&self, k: usize) -> bool {
        self.token(k).is_some_and(|t| t.is_capital_name(self, k))
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
