//! A statement → how much it is worth a check, and why: the rules of `checkworthiness.toml`, added up.

use crate::document::QuotationType;
use crate::grammar::meaning::{Tags, cut};
use crate::grammar::worth::{Form, Has, Rule, Speaks, When, Who, Worth};
use crate::statement::Statement;
use crate::wording::times::times;
use crate::wording::{ME, OTHERS, Time, US, Vocabulary, YOU};

/// How much a statement is worth a check.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checkworthiness {
    /// 0 to 1.
    pub score: f32,
    /// What speaks for it, the weightiest first.
    pub reasons: Vec<String>,
    /// What speaks against it, the weightiest first.
    pub against: Vec<String>,
    /// Indices into [`Worth::rules`] of all that hold, also those that count nothing.
    pub held: Vec<usize>,
}

/// Judges a statement.
pub(super) fn judge(statement: &Statement<'_>, worth: &Worth, vocabulary: &Vocabulary<'_>) -> Checkworthiness {
    let facts = Facts::new(statement, worth, vocabulary);
    let held: Vec<usize> = (0..worth.rules.len()).filter(|r| facts.hold(&worth.rules[*r])).collect();
    let mut counting: Vec<&Rule> = held.iter().map(|r| &worth.rules[*r]).filter(|r| r.weight != 0.0).collect();
    counting.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    let sum: f32 = worth.bias + counting.iter().map(|r| r.weight).sum::<f32>();
    let named = |side: Speaks| counting.iter().filter(|r| r.speaks == side).map(|r| r.reason.clone()).collect();
    Checkworthiness { score: 1.0 / (1.0 + (-sum).exp()), reasons: named(Speaks::For), against: named(Speaks::Against), held }
}

/// What the rules ask of a statement, read once.
struct Facts<'s, 'a, 'v> {
    statement: &'s Statement<'a>,
    /// By word, the stem and the word without its ending.
    stems: Vec<[&'v str; 2]>,
    has: Vec<Has>,
    times: Vec<When>,
    persons: Vec<Who>,
    /// Words without punctuation.
    count: usize,
}

impl<'s, 'a, 'v> Facts<'s, 'a, 'v> {
    fn new(statement: &'s Statement<'a>, worth: &Worth, vocabulary: &'v Vocabulary<'_>) -> Self {
        let words = &statement.words;
        let entries = || words.iter().map(|w| vocabulary.entry(w.id));
        let tagged = |tags: Tags| words.iter().any(|w| w.tags.any(tags));
        let key = |i: usize| words.get(i).map_or("", |w| vocabulary.key(w.id));
        let is_in = |i: usize, list: &[String]| list.iter().any(|w| w == key(i));
        let entry = |i: usize| words.get(i).map(|w| vocabulary.entry(w.id));
        let degree = |i: usize| is_in(i, &worth.degrees);
        // la più cara, il ponte più vecchio; not: il ponte è più vecchio
        let article = |i: usize| i > 0 && entry(i - 1).is_some_and(|e| e.article);
        let noun = |i: usize| i > 0 && entry(i - 1).is_some_and(|e| !e.function && e.time.is_none() && !e.punctuation);
        let highest = |i: usize| degree(i) && (article(i) || noun(i) && article(i - 1));
        let compared = |i: usize| (i + 1..i + 5).any(|k| is_in(k, &worth.compared) || entry(k).is_some_and(|e| e.preposition));
        let share = |i: usize| key(i) == "%" || (0..worth.share.len()).all(|k| key(i + k) == worth.share[k]);
        let all = 0..words.len();
        let found = [
            (Has::Numeral, entries().any(|e| e.numeral)),
            (Has::Digits, words.iter().any(|w| vocabulary.key(w.id).starts_with(|c: char| c.is_ascii_digit()))),
            (Has::Share, all.clone().any(share)),
            (Has::Calendar, entries().any(|e| e.calendar)),
            (Has::Name, words.iter().any(|w| w.name)),
            (Has::Question, words.last().is_some_and(|w| vocabulary.key(w.id) == "?")),
            (Has::Quantifier, tagged(Tags::QUANTIFIER)),
            (Has::Negation, tagged(Tags::NEGATION)),
            (Has::Superlative, all.clone().any(|i| highest(i) || vocabulary.stem(words[i].id).ends_with(&worth.superlative_ending))),
            (Has::Comparison, all.clone().any(|i| degree(i) && !highest(i) && compared(i))),
        ];
        let of = |persons: u8| entries().any(|e| e.is_of(persons));
        let persons = [(Who::Me, of(ME)), (Who::Us, of(US)), (Who::You, of(YOU)), (Who::Others, of(OTHERS))];
        let when = |(_, time): &(u32, Time)| match time {
            Time::Present => When::Present,
            Time::Past | Time::Imperfect => When::Past,
            Time::Future => When::Future,
            Time::Conditional | Time::Unreal => When::Conditional,
        };
        Facts {
            statement,
            stems: words.iter().map(|w| [vocabulary.stem(w.id), cut(vocabulary.key(w.id))]).collect(),
            has: found.into_iter().filter_map(|(what, holds)| holds.then_some(what)).collect(),
            times: times(words, vocabulary).iter().map(when).collect(),
            persons: persons.into_iter().filter_map(|(who, holds)| holds.then_some(who)).collect(),
            count: entries().filter(|e| !e.punctuation).count(),
        }
    }

    fn hold(&self, rule: &Rule) -> bool {
        let form = match self.statement.kind {
            QuotationType::Direct => Form::Direct,
            QuotationType::Mixed => Form::Mixed,
            QuotationType::Indirect => Form::Indirect,
        };
        any(&rule.has, |h| self.has.contains(h))
            && any(&rule.time, |t| self.times.contains(t))
            && any(&rule.person, |p| self.persons.contains(p))
            && any(&rule.form, |f| *f == form)
            && any(&rule.stances, |s| *s == self.statement.stance)
            && any(&rule.speakers, |k| self.statement.speaker.as_ref().is_some_and(|s| s.speaker.kind == *k))
            && any(&rule.stems, |phrase| self.says(phrase))
            && self.count >= rule.least
            && (rule.most == 0 || self.count <= rule.most)
    }
}

impl Facts<'_, '_, '_> {
    fn says(&self, phrase: &[String]) -> bool {
        let same = |words: &[[&str; 2]]| words.iter().zip(phrase).all(|(own, word)| own.contains(&word.as_str()));
        self.stems.windows(phrase.len().max(1)).any(same)
    }
}

/// Whether one of the alternatives holds; a condition that a rule does not have does.
fn any<T>(alternatives: &[T], holds: impl FnMut(&T) -> bool) -> bool {
    alternatives.is_empty() || alternatives.iter().any(holds)
}
