//! Who has the floor: resolves one finding after the other in the order of the text and remembers
//! who spoke. Each way to a speaker has its file in this folder: a noun phrase, a pronoun, a role, a
//! dropped subject.

mod dropped;
mod memory;
mod noun;
mod pronoun;
mod role;
mod weigh;

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::Referent;
use super::name::name_keys;
use super::people::People;
use super::words::Words;
use crate::attribution::{Finding, Reading, Voice};
use crate::document::SpeakerKind;
use crate::grammar::lexicon::Agreement;
use crate::grammar::weights::Situation;
use crate::span::Span;
use crate::unit::{Kind, UnitKind};
pub(crate) use weigh::{Question, Verdict};

/// The longest name by which somebody is called, in bytes.
const CALLED: usize = 60;

/// The discourse so far.
pub(crate) struct Floor<'a> {
    reading: &'a Reading<'a>,
    people: &'a People,
    /// Who spoke, with the byte at which his words and their cue end, latest last.
    turns: Vec<(usize, Referent)>,
    /// How sure it is that the last turn is whose it is.
    sure: f32,
    /// By a word of its name, the body or document of more than two words that spoke last.
    fuller: FxHashMap<String, Words>,
    /// By a word, the turns of unnamed people, latest last.
    unnamed: FxHashMap<String, Vec<usize>>,
    /// By noun phrase, who it is, once somebody asked: words that come later change nothing about that.
    mentioned: RefCell<Vec<Option<Option<Referent>>>>,
    /// How often somebody spoke.
    times: FxHashMap<Referent, usize>,
    /// The last finding.
    last: Option<&'a Finding>,
    interviewee: Option<usize>,
    /// By person, where the reporter names him: a name in somebody's words is no mention of the reporter's.
    named: Vec<Vec<usize>>,
    /// Groups of people, in the order of their ends.
    groups: Vec<Span>,
    /// The person of the headline whom the article names more often than any other.
    protagonist: Option<usize>,
}

impl<'a> Floor<'a> {
    /// The empty floor.
    pub fn new(reading: &'a Reading<'a>, people: &'a People) -> Self {
        let marked: Vec<Span> = reading.marks.spans.iter().filter(|m| m.depth == 0).map(crate::marks::Marked::extent).collect();
        let reporter = |m: &&Span| {
            let at = marked.partition_point(|x| x.start <= m.start);
            at.checked_sub(1).is_none_or(|k| !marked[k].contains(**m))
        };
        let named = people.list.iter().map(|p| p.mentions.iter().filter(reporter).map(|m| m.start).collect()).collect();
        let mut groups: Vec<Span> = reading.units.nouns.iter().filter(|n| n.kind == Kind::Group).map(|n| n.span).collect();
        groups.sort_by_key(|g| g.end);
        let mut floor = Floor {
            reading,
            people,
            turns: Vec::new(),
            sure: 1.0,
            fuller: FxHashMap::default(),
            unnamed: FxHashMap::default(),
            mentioned: RefCell::new(vec![None; reading.units.nouns.len()]),
            times: FxHashMap::default(),
            last: None,
            interviewee: None,
            named,
            groups,
            protagonist: protagonist(reading, people),
        };
        if reading.is_interview() {
            floor.interviewee = floor.find_interviewee();
        }
        floor
    }

    /// The person whom headline and introduction name most: interviews are about one.
    fn find_interviewee(&self) -> Option<usize> {
        let intro_end = self
            .reading
            .article
            .paragraphs
            .iter()
            .find(|p| p.span.of(self.reading.article.text).trim_end().ends_with('?'))
            .map_or(usize::MAX, |p| p.span.start);
        (0..self.people.list.len()).max_by_key(|p| {
            let person = &self.people.list[*p];
            let early = person.mentions.iter().filter(|m| m.start < intro_end).count();
            let title = self.reading.article.metadata.title.map_or(0, |t| t.end);
            let in_title = person.mentions.first().is_some_and(|m| m.start < title);
            (in_title, early, person.weight, std::cmp::Reverse(person.mentions.first().map_or(0, |m| m.start)))
        })
    }

    /// Notes words that nobody in particular spoke.
    pub fn heard(&mut self, finding: &'a Finding) {
        self.last = Some(finding);
    }

    /// Notes who spoke, and how certain that is.
    pub fn spoke(&mut self, finding: &'a Finding, referent: Referent, certainty: f32) {
        self.last = Some(finding);
        // what goes on is as sure as what it goes on from
        if !matches!(finding.voice, Voice::Previous | Voice::Next) {
            self.sure = finding.certainty * certainty;
        }
        let cue = finding.cue.as_ref().map_or(0, |c| c.span.end);
        let source = finding.source.as_ref().map_or(0, |s| s.span.end);
        if let Referent::Other { name, kind } = &referent {
            let keys = name_keys(name);
            let long = keys.len() > 2;
            for word in keys {
                if *kind == SpeakerKind::Person {
                    self.unnamed.entry(word.clone()).or_default().push(self.turns.len());
                }
                if long {
                    self.fuller.insert(word, name.clone());
                }
            }
        }
        *self.times.entry(referent.clone()).or_default() += 1;
        self.turns.push((finding.end().max(cue).max(source), referent));
    }

    /// Who the noun phrase of that index is, by what was known when it was first asked.
    fn who(&self, n: u32) -> Option<Referent> {
        let noun = &self.reading.units.nouns[n as usize];
        if noun.kind == Kind::Pronoun {
            return self.noun(noun).map(|(r, _)| r);
        }
        if let Some(known) = &self.mentioned.borrow()[n as usize] {
            return known.clone();
        }
        let found = self.noun(noun).map(|(r, _)| r);
        self.mentioned.borrow_mut()[n as usize] = Some(found.clone());
        found
    }

    /// How often somebody spoke so far.
    fn times(&self, referent: &Referent) -> usize {
        self.times.get(referent).copied().unwrap_or(0)
    }

    /// Who says a finding, how certain that is, and what was weighed.
    pub fn resolve(&self, finding: &Finding, before: &[Option<(Referent, f32)>]) -> (Option<(Referent, f32)>, Option<Verdict>) {
        // whoever is asked, answers
        let asked = match finding.voice {
            Voice::Answer(agreement) if !self.is_nested(finding) => self.asked(finding, agreement),
            _ => self.whom_they_ask(finding),
        };
        if let Some(person) = asked {
            return (Some((person, 0.8)), None);
        }
        match self.question(finding).and_then(|q| self.weigh(q)) {
            Some(verdict) => (Some((verdict.chosen.referent.clone(), verdict.certainty)), Some(verdict)),
            None => (self.by_rule(finding, before), None),
        }
    }

    /// What has to be weighed, where the source of a finding has no name.
    pub fn question<'f>(&'f self, finding: &'f Finding) -> Option<Question<'f>> {
        if self.is_nested(finding) {
            return None;
        }
        let ask = |situation, agreement, noun| Some(Question { finding, situation, agreement, noun });
        match finding.voice {
            Voice::Dropped(agreement) | Voice::Answer(agreement) => ask(Situation::Dropped, agreement, None),
            Voice::Previous => ask(Situation::Silent, Agreement::default(), None),
            Voice::Next if !self.turns.is_empty() => ask(Situation::Silent, Agreement::default(), None),
            Voice::Source => {
                let [noun] = finding.source.as_ref()?.nouns.as_slice() else { return None };
                let noun = &self.reading.units.nouns[*noun as usize];
                let role = noun.kind == Kind::Person && noun.name.is_none() && !noun.indefinite;
                if role {
                    return ask(Situation::Role, noun.agreement, Some(noun));
                }
                self.is_personal(noun).then(|| ask(Situation::Dropped, noun.agreement, Some(noun))).flatten()
            }
            _ => None,
        }
    }

    /// Who says a finding by the rules of the floor: the answer where nothing is weighed, one fact among
    /// others where it is.
    pub(super) fn by_rule(&self, finding: &Finding, before: &[Option<(Referent, f32)>]) -> Option<(Referent, f32)> {
        match finding.voice {
            Voice::Source => self.source(finding.source.as_ref()?, self.is_nested(finding)),
            Voice::Dropped(agreement) if self.is_nested(finding) => self.told_of(finding, agreement).map(|r| (r, 0.75)),
            Voice::Dropped(agreement) => self.dropped(finding, agreement),
            Voice::Answer(agreement) => self.asked(finding, agreement).map(|r| (r, 0.8)).or_else(|| self.dropped(finding, agreement)),
            Voice::Previous => match self.previous(finding) {
                Some(r) if self.is_addressed(finding, &r) || self.is_patient(finding, &r) => {
                    self.named_before_but(finding, Some(&r)).map(|r| (r, 0.6))
                }
                found => found.map(|r| (r, self.as_before())),
            },
            Voice::Next if self.turns.is_empty() => {
                self.next_subject(finding).map(|r| (r, 0.75)).or_else(|| self.previous(finding).map(|r| (r, 0.6)))
            }
            Voice::Next => self.previous(finding).map(|r| (r, self.as_before())),
            Voice::Text => self.text(finding).or_else(|| self.previous(finding)).map(|r| (r, 0.8)),
            Voice::Other => self.asked(finding, Agreement::default()).or_else(|| self.other()).map(|r| (r, 0.7)),
            Voice::Interviewee => self.interviewee.map(|p| (Referent::Person(p), 0.9)).or_else(|| self.previous(finding).map(|r| (r, 0.6))),
            Voice::Echo(of) => before.get(of).cloned().flatten().map(|(r, c)| (r, c * 0.95)),
            Voice::Nobody => None,
        }
    }

    /// How certain it is that whoever spoke last goes on: not much surer than that it was he.
    fn as_before(&self) -> f32 {
        (self.sure + 0.1).min(0.9)
    }

    pub fn is_nested(&self, finding: &Finding) -> bool {
        matches!(self.reading.stream(finding.place.0).owner, crate::unit::Owner::Quote(_))
    }

    fn previous(&self, finding: &Finding) -> Option<Referent> {
        self.turns.last().map(|(_, r)| r.clone()).or_else(|| self.named_before_but(finding, None))
    }

    /// The text that was quoted last, or else named last.
    fn text(&self, finding: &Finding) -> Option<Referent> {
        let quoted = self.turns.iter().rev().map(|(_, r)| r).find(|r| matches!(r, Referent::Other { kind: SpeakerKind::Document, .. }));
        quoted.cloned().or_else(|| {
            let start = finding.start();
            let nouns = &self.reading.units.nouns;
            let named = nouns.iter().filter(|n| n.kind == Kind::Document && n.span.end <= start).max_by_key(|n| n.span.end)?;
            self.noun(named).map(|(r, _)| r)
        })
    }

    /// *«Mi è arrivata una bolletta». Lidia Neri ha 66 anni*: whoever the next sentence is about.
    pub(super) fn next_subject(&self, finding: &Finding) -> Option<Referent> {
        let (s, u) = finding.place;
        let units = &self.reading.stream(s).units;
        let from = (u as usize + 1..units.len()).find(|k| units[*k].kind == UnitKind::Stop)? + 1;
        let clauses = &self.reading.clauses[s as usize];
        let sentence = || (from..units.len()).take_while(|k| units[*k].kind != UnitKind::Stop);
        // Ha parlato per un'ora, una donna di 33 anni: somebody new may be without a name
        let somebody = |k: usize| {
            let noun = self.reading.units.noun(&units[k])?;
            let person = noun.kind == Kind::Person && (noun.name.is_some() || noun.definite || noun.indefinite);
            let (referent, _) = person.then(|| self.noun(noun)).flatten()?;
            (noun.indefinite || noun.name.is_none() || matches!(referent, Referent::Person(_))).then_some(referent)
        };
        let verb = sentence().find(|k| clauses.main[*k])?;
        // Non cerca alibi il tecnico; la radio è tornata a intervistare Neri: behind the verb, where no person is before it
        let behind = || sentence().filter(|k| *k > verb && matches!(units[*k].kind, UnitKind::Noun(_))).find_map(somebody);
        clauses.subjects[verb].and_then(|subject| somebody(subject.unit as usize)).or_else(behind)
    }

    /// *«Watson, guardate il cielo»*: whoever is called by name at the head of the words does not say them.
    fn is_addressed(&self, finding: &Finding, referent: &Referent) -> bool {
        let Referent::Person(p) = referent else { return false };
        let Some(first) = finding.segments.first() else { return false };
        let words = first.of(self.reading.article.text);
        let called = |name: &str| {
            if name.len() > CALLED {
                return false;
            }
            let keys = name_keys(name);
            !keys.is_empty() && keys.len() <= 2 && keys.iter().all(|k| self.people.list[*p].keys.contains(k))
        };
        words.split_once(',').is_some_and(|(name, _)| called(name)) || words.rsplit_once(',').is_some_and(|(_, name)| called(name))
    }

    /// *il ministro è stato accusato di «Q»*: whom the words are about does not say them.
    fn is_patient(&self, finding: &Finding, referent: &Referent) -> bool {
        let (Some(cue), (s, _)) = (&finding.cue, finding.place) else { return false };
        let stream = self.reading.stream(s);
        let at = stream.units.partition_point(|u| u.span.start < cue.span.start) as u32;
        let passive = self.reading.verb(s, at).is_some_and(|v| v.passive);
        let patient = self.reading.subject_of_verb(s, at).filter(|_| passive).and_then(|x| self.reading.noun(s, x.unit));
        patient.and_then(|n| self.noun(n)).is_some_and(|(r, _)| r == *referent)
    }

    /// The person named last before a finding, other than `but`.
    fn named_before_but(&self, finding: &Finding, but: Option<&Referent>) -> Option<Referent> {
        let start = finding.start();
        let other = |i: usize| but.is_none_or(|r| *r != Referent::Person(i));
        let people = self.people.list.iter().enumerate().filter(|(i, p)| p.is_somebody() && other(*i));
        people.filter_map(|(i, _)| self.named_before(i, start).map(|at| (at, i))).max().map(|(_, i)| Referent::Person(i))
    }

    fn other(&self) -> Option<Referent> {
        let (_, last) = self.turns.last()?;
        self.turns.iter().rev().map(|(_, r)| r).find(|r| *r != last).cloned()
    }
}

/// The person of the headline whom the article names at least three times and more often than any other.
fn protagonist(reading: &Reading<'_>, people: &People) -> Option<usize> {
    let title = reading.article.metadata.title.map_or(0, |t| t.end);
    let named = |i: usize| people.list[i].mentions.len();
    let first = (0..people.list.len()).max_by_key(|i| named(*i))?;
    let alone = (0..people.list.len()).filter(|i| named(*i) == named(first)).count() == 1;
    let in_title = people.list[first].mentions.first().is_some_and(|m| m.start < title);
    (in_title && alone && named(first) >= 3).then_some(first)
}
