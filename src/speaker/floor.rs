//! Who has the floor: resolves one finding after the other in the order of the text and remembers
//! who spoke.

use rustc_hash::FxHashMap;

use super::people::{People, name_keys, significant};
use super::{Referent, kind_of, words_of};
use crate::attribution::{Finding, Reading, Source, Voice};
use crate::clause::Path;
use crate::document::SpeakerKind;
use crate::grammar::key::key;
use crate::grammar::lexicon::{Agreement, Class};
use crate::span::Span;
use crate::unit::{Kind, NameKind, NounPhrase, Unit, UnitKind};

/// The discourse so far.
pub(crate) struct Floor<'a> {
    reading: &'a Reading<'a>,
    people: &'a People,
    /// Who spoke, with the byte at which his words and their cue end, latest last.
    turns: Vec<(usize, Referent)>,
    /// By a word of its name, the body or document of more than two words that spoke last.
    fuller: FxHashMap<String, String>,
    /// By a word, the turns of unnamed people, latest last.
    unnamed: FxHashMap<String, Vec<usize>>,
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
            fuller: FxHashMap::default(),
            unnamed: FxHashMap::default(),
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
            (early, person.weight, std::cmp::Reverse(person.mentions.first().map_or(0, |m| m.start)))
        })
    }

    /// Notes words that nobody in particular spoke.
    pub fn heard(&mut self, finding: &'a Finding) {
        self.last = Some(finding);
    }

    /// Notes who spoke.
    pub fn spoke(&mut self, finding: &'a Finding, referent: Referent) {
        self.last = Some(finding);
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
        self.turns.push((finding.end().max(cue).max(source), referent));
    }

    /// Who says a finding, and how certain that is.
    pub fn resolve(&self, finding: &Finding, before: &[Option<(Referent, f32)>]) -> Option<(Referent, f32)> {
        match finding.voice {
            Voice::Source => self.source(finding.source.as_ref()?, self.is_nested(finding)),
            Voice::Dropped(agreement) => self.dropped(finding, agreement),
            Voice::Answer(agreement) => self.asked(finding, agreement).map(|r| (r, 0.8)).or_else(|| self.dropped(finding, agreement)),
            Voice::Previous => match self.previous(finding) {
                Some(r) if self.is_addressed(finding, &r) => self.other_than(&r, finding).map(|r| (r, 0.6)),
                found => found.map(|r| (r, 0.9)),
            },
            Voice::Next if self.turns.is_empty() => {
                self.next_subject(finding).map(|r| (r, 0.75)).or_else(|| self.previous(finding).map(|r| (r, 0.6)))
            }
            Voice::Next => self.previous(finding).map(|r| (r, 0.9)),
            Voice::Text => self.text(finding).or_else(|| self.previous(finding)).map(|r| (r, 0.8)),
            Voice::Other => self.other().map(|r| (r, 0.7)),
            Voice::Interviewee => self.interviewee.map(|p| (Referent::Person(p), 0.9)).or_else(|| self.previous(finding).map(|r| (r, 0.6))),
            Voice::Echo(of) => before.get(of).cloned().flatten().map(|(r, c)| (r, c * 0.95)),
            Voice::Nobody => None,
        }
    }

    fn previous(&self, finding: &Finding) -> Option<Referent> {
        self.turns.last().map(|(_, r)| r.clone()).or_else(|| self.protagonist(finding))
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
    fn next_subject(&self, finding: &Finding) -> Option<Referent> {
        let (s, u) = finding.place;
        let units = &self.reading.stream(s).units;
        let from = (u as usize + 1..units.len()).find(|k| units[*k].kind == UnitKind::Stop)? + 1;
        let clauses = &self.reading.clauses[s as usize];
        let verb = (from..units.len())
            .take_while(|k| units[*k].kind != UnitKind::Stop)
            .find(|k| clauses.main[*k] && clauses.subjects[*k].is_some())?;
        let subject = clauses.subjects[verb]?;
        let noun = self.reading.units.noun(&units[subject.unit as usize])?;
        let person = noun.kind == Kind::Person && (noun.name.is_some() || noun.definite);
        person.then(|| self.noun(noun)).flatten().map(|(r, _)| r).filter(|r| matches!(r, Referent::Person(_)))
    }

    /// Nobody has spoken yet: the person whom the story named last before.
    fn protagonist(&self, finding: &Finding) -> Option<Referent> {
        let start = finding.start();
        let named = self.people.list.iter().enumerate().filter(|(_, p)| p.is_somebody());
        named.filter_map(|(i, _)| self.named_before(i, start).map(|at| (at, i))).max().map(|(_, i)| Referent::Person(i))
    }

    /// *«Watson, guardate il cielo»*: whoever is called by name at the head of the words does not say them.
    fn is_addressed(&self, finding: &Finding, referent: &Referent) -> bool {
        let Referent::Person(p) = referent else { return false };
        let Some(first) = finding.segments.first() else { return false };
        let words = first.of(self.reading.article.text);
        let called = |name: &str| {
            let keys = name_keys(name);
            !keys.is_empty() && keys.len() <= 2 && keys.iter().all(|k| self.people.list[*p].keys.contains(k))
        };
        words.split_once(',').is_some_and(|(name, _)| called(name)) || words.rsplit_once(',').is_some_and(|(_, name)| called(name))
    }

    /// The person named last before a finding who is not this one.
    fn other_than(&self, referent: &Referent, finding: &Finding) -> Option<Referent> {
        let start = finding.start();
        let people = self.people.list.iter().enumerate().filter(|(i, p)| p.is_somebody() && Referent::Person(*i) != *referent);
        people.filter_map(|(i, _)| self.named_before(i, start).map(|at| (at, i))).max().map(|(_, i)| Referent::Person(i))
    }

    fn other(&self) -> Option<Referent> {
        let (_, last) = self.turns.last()?;
        self.turns.iter().rev().map(|(_, r)| r).find(|r| *r != last).cloned()
    }

    /// *Le hanno chiesto se… «…», ha confidato*: nobody in particular asked her, so she speaks.
    fn whom_they_ask(&self, finding: &Finding) -> Option<Referent> {
        let last = self.last.filter(|l| self.turns.last().is_none_or(|(at, _)| *at < l.end()))?;
        let cue = last.cue.as_ref().filter(|c| matches!(c.lemma.as_str(), "chiedere" | "domandare"))?;
        let near = finding.start().saturating_sub(last.end()) < 120;
        let gender = match cue.span.of(self.reading.article.text).to_lowercase() {
            w if w.starts_with("le ") => Agreement::FEMININE,
            w if w.starts_with("gli ") => Agreement::MASCULINE,
            _ => return None,
        };
        near.then(|| self.last_person(cue.span.start, Agreement(gender | Agreement::SINGULAR))).flatten()
    }

    /// Who was asked, if the last words were a question: its listener, or else the other of two.
    fn asked(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let last = self.last?;
        let text = self.reading.article.text;
        let asks = last.cue.as_ref().is_some_and(|c| matches!(c.lemma.as_str(), "chiedere" | "domandare" | "interrogare"));
        let question = last.segments.last().is_some_and(|s| text[s.start..s.end].trim_end().ends_with('?'));
        let near = finding.start().saturating_sub(last.end()) < 200;
        if !near || !asks && !question {
            return None;
        }
        let (s, u) = last.place;
        let (from, to) = self.reading.sentence(s, u);
        let words = &self.reading.grammar.words;
        let (_, asker) = self.turns.last()?;
        let listener = (from..to).find_map(|k| {
            let unit = self.reading.unit(s, k).filter(|x| matches!(x.kind, UnitKind::Prep(_)))?;
            let noun = self.reading.units.noun(unit)?;
            let person = words.is_a(words.base(noun.preposition)) && noun.kind == Kind::Person;
            person.then(|| self.noun(noun)).flatten().map(|(r, _)| r)
        });
        listener.or_else(|| self.other()).filter(|r| r != asker && self.fits(r, agreement))
    }

    /// A dropped subject: whoever was the subject of the sentence before or has the floor, agreeing
    /// with the verb.
    fn dropped(&self, finding: &Finding, agreement: Agreement) -> Option<(Referent, f32)> {
        if let Some(person) = self.whom_they_ask(finding) {
            return Some((person, 0.8));
        }
        if let Some(person) = self.named_last(finding, agreement) {
            return Some((person, 0.75));
        }
        if let Some(subject) = self.recent_subject(finding, agreement) {
            return Some((subject, 0.85));
        }
        // ha detto: a text does not go on to say, a person before it does
        let oral = finding.cue.as_ref().is_some_and(|c| {
            let words = c.span.of(self.reading.article.text);
            words.split_whitespace().any(|w| matches!(w, "ha" | "hanno" | "aveva" | "avevano"))
        });
        let recent = || self.turns.iter().rev().take(4).filter(|(_, r)| self.fits(r, agreement));
        let text = |r: &Referent| matches!(r, Referent::Other { kind: SpeakerKind::Document, .. });
        if let Some((_, r)) = recent().find(|(_, r)| !(oral && text(r))).or_else(|| recent().next()) {
            return Some((r.clone(), 0.85));
        }
        if agreement.number() == Agreement::PLURAL
            && let Some(group) = self.last_group(finding)
        {
            return Some((group, 0.7));
        }
        self.previous(finding).map(|r| (r, 0.6))
    }

    /// *…, hanno detto*: the group that the text named last.
    fn last_group(&self, finding: &Finding) -> Option<Referent> {
        let start = finding.start();
        let later = self.groups.partition_point(|g| g.end <= start);
        let group = self.groups[..later].last().filter(|g| start - g.end < 500)?;
        let name = words_of(self.reading.article.text, *group);
        Some(Referent::Other { name, kind: SpeakerKind::Group })
    }

    fn fits(&self, referent: &Referent, agreement: Agreement) -> bool {
        match referent {
            Referent::Person(p) => {
                let gender = self.people.list[*p].gender;
                agreement.number() & Agreement::SINGULAR != 0
                    || agreement.number() == 0 && (gender == 0 || agreement.gender() == 0 || gender & agreement.gender() != 0)
            }
            Referent::People(_) => agreement.number() == 0 || agreement.number() & Agreement::PLURAL != 0,
            Referent::Other { kind, .. } => match kind {
                SpeakerKind::Group => agreement.number() == 0 || agreement.number() & Agreement::PLURAL != 0,
                _ => agreement.number() == 0 || agreement.number() & Agreement::SINGULAR != 0,
            },
        }
    }

    /// The subject of the last main verb before the finding, later than the last turn, in this or
    /// the sentences before: a person rather than a body.
    fn recent_subject(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let people = [Kind::Person, Kind::Pronoun, Kind::Group];
        self.subject_of_kind(finding, agreement, &people, true)
            .or_else(|| self.subject_of_kind(finding, agreement, &people, false))
            .or_else(|| self.subject_of_kind(finding, agreement, &[Kind::Organization], true))
    }

    fn subject_of_kind(&self, finding: &Finding, agreement: Agreement, kinds: &[Kind], main: bool) -> Option<Referent> {
        let (s, u) = finding.place;
        let units = &self.reading.stream(s).units;
        let last_turn = self.turns.last().map_or(0, |(at, _)| *at);
        let mut stops = 0;
        for k in (0..u.min(units.len() as u32)).rev() {
            let unit = &units[k as usize];
            match unit.kind {
                UnitKind::Paragraph | UnitKind::Stop => stops += 1,
                // the verbs of what he says are no evidence of who says it
                UnitKind::Verb(_) if finding.mark.is_none() && finding.segments.iter().any(|x| x.contains(unit.span)) => {}
                UnitKind::Verb(_) if finding.cue.as_ref().is_some_and(|c| c.span.overlaps(unit.span)) => {}
                UnitKind::Verb(_) if unit.span.start < last_turn => return None,
                UnitKind::Verb(_) if main && !self.reading.clauses[s as usize].main[k as usize] => {}
                UnitKind::Verb(_) => {
                    let subject = self.reading.clauses[s as usize].subjects[k as usize].map(|x| &units[x.unit as usize]);
                    let noun = subject.filter(|x| matches!(x.kind, UnitKind::Noun(_))).and_then(|x| self.reading.units.noun(x));
                    let one = |n: &&NounPhrase| {
                        n.agreement.number() == 0 || agreement.number() == 0 || n.agreement.number() & agreement.number() != 0
                    };
                    // nessuno, qualcuno: a pronoun that leads to nobody leads on
                    let referent = noun.filter(|n| kinds.contains(&n.kind)).filter(one).and_then(|n| {
                        self.noun(n).map(|(r, _)| r).filter(|r| n.kind != Kind::Pronoun || !matches!(r, Referent::Other { .. }))
                    });
                    if let Some(referent) = referent.filter(|r| self.fits(r, agreement)) {
                        return Some(referent);
                    }
                }
                _ => {}
            }
            if stops > 3 {
                break;
            }
        }
        None
    }

    /// *…, come comunicato dal ministro Neri. «…», ha detto*: a person whose name ends the sentence
    /// before, where nobody has spoken since it began.
    fn named_last(&self, finding: &Finding, agreement: Agreement) -> Option<Referent> {
        let (s, u) = finding.place;
        let units = &self.reading.stream(s).units;
        let stop = (0..u as usize).rev().find(|k| units[*k].kind == UnitKind::Stop)?;
        let begin = (0..stop).rev().find(|k| matches!(units[*k].kind, UnitKind::Stop | UnitKind::Paragraph)).map_or(0, |k| k + 1);
        let spoken = self.turns.last().is_some_and(|(at, _)| *at >= units[begin].span.start);
        // il presidente ha incontrato Neri: somebody else is the subject
        let acts = (begin..stop).any(|k| {
            let subject = self.reading.clauses[s as usize].subjects[k].filter(|x| x.path != Path::Relative);
            subject
                .and_then(|x| self.reading.units.noun(&units[x.unit as usize]))
                .is_some_and(|n| n.kind == Kind::Person || n.kind == Kind::Pronoun && !self.is_chi(n))
        });
        let noun = self.last_name(units, begin, stop)?;
        if spoken || acts {
            return None;
        }
        self.noun(noun).map(|(r, _)| r).filter(|r| matches!(r, Referent::Person(_)) && self.fits(r, agreement))
    }

    /// *Chi non alza la voce è Elio*: *chi* is the one who is named then.
    fn is_chi(&self, noun: &NounPhrase) -> bool {
        noun.span.of(self.reading.article.text).eq_ignore_ascii_case("chi")
    }

    /// The person whose name, with its apposition, ends the sentence: *Tocca a Sisto Neri, capo del Genio civile.*
    fn last_name(&self, units: &[Unit], begin: usize, stop: usize) -> Option<&NounPhrase> {
        let mut commas = 0;
        for k in (begin..stop).rev().take(7) {
            let noun = self.reading.units.noun(&units[k]);
            if let Some(noun) = noun.filter(|n| n.kind == Kind::Person && n.name.is_some()) {
                return Some(noun);
            }
            match units[k].kind {
                UnitKind::Punct(',') if commas < 2 => commas += 1,
                UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Adverb if commas < 2 => {}
                _ => return None,
            }
        }
        None
    }

    fn source(&self, source: &Source, nested: bool) -> Option<(Referent, f32)> {
        let nouns: Vec<&NounPhrase> = source.nouns.iter().map(|n| &self.reading.units.nouns[*n as usize]).collect();
        if nouns.len() > 1 {
            return Some((self.coordinated(&nouns), 0.95));
        }
        self.noun_in(nouns.first()?, nested)
    }

    pub fn is_nested(&self, finding: &Finding) -> bool {
        matches!(self.reading.stream(finding.place.0).owner, crate::unit::Owner::Quote(_))
    }

    /// *Vincenzo e Carmela Esposito*: the surname belongs to both.
    fn coordinated(&self, nouns: &[&NounPhrase]) -> Referent {
        let list: Vec<Referent> = nouns.iter().filter_map(|n| self.noun(n).map(|(r, _)| r)).collect();
        if list.len() == 1 { list[0].clone() } else { Referent::People(list) }
    }

    /// Who a noun phrase is.
    fn noun(&self, noun: &NounPhrase) -> Option<(Referent, f32)> {
        self.noun_in(noun, false)
    }

    /// The same inside a quotation, where nobody of the story need be meant.
    fn noun_in(&self, noun: &NounPhrase, nested: bool) -> Option<(Referent, f32)> {
        let text = self.reading.article.text;
        if noun.kind == Kind::Pronoun {
            return self.pronoun(noun);
        }
        if let Some(name) = noun.name
            && matches!(noun.name_kind, NameKind::Person | NameKind::Unknown)
            && matches!(noun.kind, Kind::Person)
            && let Some(at) = self.people.owner_of(name, text)
        {
            return Some((Referent::Person(at), 0.98));
        }
        // a surname that is also a place or a body: Riva, Greco, Senato
        if let Some(name) = noun.name.filter(|_| noun.head == 0) {
            let keys = name_keys(name.of(text));
            let owner = self.people.matching(&keys).into_iter().find(|p| {
                let person = &self.people.list[*p];
                person.certain && person.keys.len() > keys.len() && person.keys.last() == keys.last()
            });
            if let Some(at) = owner {
                return Some((Referent::Person(at), 0.95));
            }
        }
        if noun.kind == Kind::Person && noun.name.is_none() {
            // what the speaker says of *il capo* is of nobody in the story, unless the office is known
            return self.role(noun).map(|(r, c)| {
                if nested && c < 0.9 {
                    (Referent::Other { name: words_of(text, noun.span), kind: SpeakerKind::Person }, 0.7)
                } else {
                    (r, c)
                }
            });
        }
        if noun.kind == Kind::Group
            && noun.definite
            && noun.agreement.number() == Agreement::PLURAL
            && let Some(r) = self.group_of_speakers(noun)
        {
            return Some((r, 0.75));
        }
        let span = noun.name.filter(|_| noun.head == 0).unwrap_or(noun.span);
        let name = self.fuller(noun, &words_of(text, strip_article(span, noun)));
        Some((Referent::Other { name, kind: kind_of(noun) }, 0.9))
    }

    /// *i due*, *entrambi*, *gli esponenti*: a pair that spoke before.
    fn group_of_speakers(&self, noun: &NounPhrase) -> Option<Referent> {
        let words = words_of(self.reading.article.text, noun.span).to_lowercase();
        let pair = words.split(' ').any(|w| w == "due");
        self.turns.iter().rev().map(|(_, r)| r).find(|r| matches!(r, Referent::People(_))).filter(|_| pair).cloned()
    }

    /// A body or document by its fullest name: *lo studio* → *uno studio dell'università di Pavia*.
    fn fuller(&self, noun: &NounPhrase, words: &str) -> String {
        if noun.name.is_some() || noun.indefinite {
            return words.to_owned();
        }
        let head = self.reading.grammar.lexicon.key_of(noun.head);
        let earlier = self.fuller.get(head).filter(|_| words.split(' ').count() <= 2 && !head.is_empty());
        earlier.map_or_else(|| words.to_owned(), Clone::clone)
    }

    fn pronoun(&self, noun: &NounPhrase) -> Option<(Referent, f32)> {
        let plural = noun.agreement.number() == Agreement::PLURAL;
        let word = noun.span.of(self.reading.article.text).to_lowercase();
        // molti, alcuni, una delle due: nobody who was named
        let lexicon = &self.reading.grammar.lexicon;
        if noun.indefinite || lexicon.entry(noun.head).class.any(Class::INDEFINITE.or(Class::QUANTIFIER)) {
            let kind = if plural { SpeakerKind::Group } else { SpeakerKind::Unknown };
            return Some((Referent::Other { name: words_of(self.reading.article.text, noun.span), kind }, 0.85));
        }
        if word == "chi" {
            return Some((Referent::Other { name: self.whoever(noun), kind: SpeakerKind::Group }, 0.85));
        }
        if plural {
            let pair = self
                .turns
                .iter()
                .rev()
                .map(|(_, r)| r)
                .find(|r| matches!(r, Referent::People(_) | Referent::Other { kind: SpeakerKind::Group, .. }));
            return pair.cloned().or_else(|| self.last_two(noun.agreement)).map(|r| (r, 0.8));
        }
        if word.contains("ultim") || word == "questi" {
            return self.last_person(noun.span.start, noun.agreement).map(|r| (r, 0.8));
        }
        // lui invece: not the one who has just spoken
        let contrast = self.contrasts(noun);
        let turn = self
            .turns
            .iter()
            .rev()
            .take(4)
            .skip(usize::from(contrast))
            .map(|(_, r)| r)
            .find(|r| matches!(r, Referent::Person(_)) && self.gender_fits(r, noun.agreement));
        let spoke_last = self.turns.last().map(|(_, r)| r);
        let named = self.last_person(noun.span.start, noun.agreement).filter(|r| !contrast || Some(r) != spoke_last);
        // an older turn gives way to whoever was named since, if the last turn was another's
        let turn = turn.filter(|r| named.is_none() || contrast || Some(*r) == spoke_last);
        let recent = self.turns.last().map_or(0, |(at, _)| *at);
        let named_later = named.as_ref().filter(|r| self.named_between(r, recent, noun.span.start));
        let found = named_later.cloned().or_else(|| turn.cloned()).or(named);
        found
            .map(|r| (r, 0.8))
            .or_else(|| self.main_person(noun.agreement).map(|r| (r, 0.6)))
            .or_else(|| Some((Referent::Other { name: word, kind: kind_of(noun) }, 0.5)))
    }

    /// The person whom the article names most, of the right gender, who is not the one that spoke last.
    fn main_person(&self, agreement: Agreement) -> Option<Referent> {
        let last = self.turns.last().map(|(_, r)| r);
        let fits = |i: usize| Some(&Referent::Person(i)) != last && self.gender_fits(&Referent::Person(i), agreement);
        let people = self.people.list.iter().enumerate().filter(|(i, p)| p.is_somebody() && fits(*i));
        people.max_by_key(|(i, p)| (p.mentions.len(), std::cmp::Reverse(*i))).map(|(i, _)| Referent::Person(i))
    }

    /// *lui invece*, *lei, dal canto suo*
    fn contrasts(&self, noun: &NounPhrase) -> bool {
        let lexicon = &self.reading.grammar.lexicon;
        let units = &self.reading.stream(0).units;
        let at = units.partition_point(|u| u.span.start < noun.span.end);
        units[at..].iter().take(2).any(|u| lexicon.entry(u.word).class.any(Class::CONTRAST))
    }

    /// *chi abita lungo il torrente*: the words up to the next break or the verb of saying.
    fn whoever(&self, noun: &NounPhrase) -> String {
        let text = self.reading.article.text;
        let rest = &text[noun.span.start..];
        let mut end = rest.find([',', '.', ';', ':', '«', '“', '"', '\n', '–']).unwrap_or(rest.len());
        let cue = self
            .reading
            .units
            .verbs
            .iter()
            .map(|v| v.span.start)
            .find(|v| *v > noun.span.start && self.reading.units.verbs.iter().any(|w| w.span.start == *v && w.report.is_some()));
        if let Some(cue) = cue.filter(|c| *c < noun.span.start + end) {
            end = cue - noun.span.start;
        }
        words_of(text, Span::new(noun.span.start, noun.span.start + end))
    }

    /// *entrambe*: the two who spoke last and fit.
    fn last_two(&self, agreement: Agreement) -> Option<Referent> {
        let mut pair: Vec<Referent> = Vec::new();
        for (_, r) in self.turns.iter().rev() {
            if matches!(r, Referent::Person(_)) && self.gender_fits(r, agreement) && !pair.contains(r) {
                pair.insert(0, r.clone());
            }
            if pair.len() == 2 {
                return Some(Referent::People(pair));
            }
        }
        None
    }

    fn gender_fits(&self, referent: &Referent, agreement: Agreement) -> bool {
        match referent {
            Referent::Person(p) => {
                let gender = self.people.list[*p].gender;
                gender == 0 || agreement.gender() == 0 || gender & agreement.gender() != 0
            }
            _ => true,
        }
    }

    fn named_between(&self, referent: &Referent, from: usize, to: usize) -> bool {
        match referent {
            Referent::Person(p) => self.people.list[*p].mentions.iter().any(|m| m.start > from && m.start < to),
            _ => false,
        }
    }

    /// Where the reporter names a person last before a byte.
    fn named_before(&self, person: usize, before: usize) -> Option<usize> {
        let named = &self.named[person];
        named.partition_point(|at| *at < before).checked_sub(1).map(|k| named[k])
    }

    /// The person named last before a byte, of the right gender.
    fn last_person(&self, before: usize, agreement: Agreement) -> Option<Referent> {
        let fitting = self.people.list.iter().enumerate().filter(|(i, p)| p.certain && self.gender_fits(&Referent::Person(*i), agreement));
        fitting.filter_map(|(i, _)| self.named_before(i, before).map(|at| (at, i))).max().map(|(_, i)| Referent::Person(i))
    }

    /// A role or epithet without a name: the person of that office, else whoever it can be.
    fn role(&self, noun: &NounPhrase) -> Option<(Referent, f32)> {
        let text = self.reading.article.text;
        let own_words = words_of(text, noun.span);
        let stands_for_itself = || (Referent::Other { name: own_words.clone(), kind: SpeakerKind::Person }, 0.8);
        if noun.indefinite {
            return Some(stands_for_itself());
        }
        // il Cavaliere, in capitals, unless the article says it of somebody
        let capital = noun.head_span.of(text).starts_with(char::is_uppercase);
        if capital
            && !self.people.list.iter().any(|p| p.heads.iter().any(|(h, _)| *h == noun.head))
            && let Some(person) = self.by_name(noun)
        {
            return Some((Referent::Person(person), 0.9));
        }
        let tail = Span::new(noun.head_span.end, noun.span.end.max(noun.head_span.end));
        // il leader russo: a nationality tells little, many share it
        let lexicon = &self.reading.grammar.lexicon;
        let mut complements = significant(tail.of(text));
        complements.retain(|c| !lexicon.entry(lexicon.id(c)).class.any(Class::DEMONYM));
        // il titolare della Farnesina: the ministry that the name stands for
        let meanings = &self.reading.grammar.words.meanings;
        let stands_for: Vec<String> = complements.iter().filter_map(|c| meanings.get(c)).flat_map(|m| significant(m)).collect();
        complements.extend(stands_for);
        let wanted = noun.agreement;
        let mut best: Option<(i32, usize, usize)> = None;
        for (i, person) in self.people.list.iter().enumerate().filter(|(_, p)| p.is_somebody()) {
            let Some(score) = self.role_score(noun, i, &complements, wanted) else { continue };
            let recency = person.last_before(noun.span.start).map_or(0, |m| m.start + 1);
            let key = (score, recency, i);
            if best.is_none_or(|b| (b.0, b.1) < (key.0, key.1)) {
                best = Some(key);
            }
        }
        // il suo comandante: never the one whose he is
        let owned = own_words.split(' ').any(|w| matches!(w.to_lowercase().as_str(), "suo" | "sua" | "loro"));
        if let Some((score, _, i)) = best.filter(|b| b.0 >= if owned { 8 } else { 4 }) {
            let certainty = if score >= 8 { 0.95 } else { 0.8 };
            return Some((Referent::Person(i), certainty));
        }
        if let Some(person) = self.by_name(noun) {
            return Some((Referent::Person(person), 0.9));
        }
        // an unnamed person who spoke before under the same head
        let head = self.reading.grammar.lexicon.key_of(noun.head);
        let same_head = self.unnamed.get(head).into_iter().flatten().rev().map(|turn| &self.turns[*turn].1).find(|r| match r {
            Referent::Other { name, .. } => {
                let keys = name_keys(name);
                complements.iter().all(|c| keys.contains(c))
            }
            _ => false,
        });
        if let Some(r) = same_head.filter(|_| !head.is_empty()) {
            return Some((r.clone(), 0.8));
        }
        if let Some((_, _, i)) = best.filter(|b| b.0 >= 2 && complements.is_empty() && !owned) {
            return Some((Referent::Person(i), 0.65));
        }
        Some(stands_for_itself())
    }

    /// *il Cavaliere*: the only person of the article who goes by that name.
    fn by_name(&self, noun: &NounPhrase) -> Option<usize> {
        let words = words_of(self.reading.article.text, noun.span);
        let bare = words.split_once([' ', '\'', '’']).map_or(words.as_str(), |(_, rest)| rest);
        let surnames =
            self.reading.grammar.words.epithets.get(&key(bare)).or_else(|| self.reading.grammar.words.epithets.get(&key(&words)))?;
        let mut people = self.people.list.iter().enumerate().filter(|(_, p)| surnames.iter().any(|s| p.keys.last() == Some(s)));
        let (at, _) = people.next()?;
        people.next().is_none().then_some(at)
    }

    /// How well a role fits a person: the same head, a head of the same class, an epithet that can
    /// be anybody, with agreement and complements.
    fn role_score(&self, noun: &NounPhrase, at: usize, complements: &[String], wanted: Agreement) -> Option<i32> {
        let person = &self.people.list[at];
        if person.gender != 0 && wanted.gender() != 0 && wanted.gender() != 3 && person.gender & wanted.gender() == 0 {
            // il ministro Santanchè: a masculine office can be a woman's, never the other way round
            let office = person.heads.iter().any(|(h, _)| *h == noun.head);
            if !(wanted.gender() == Agreement::MASCULINE && office) {
                return None;
            }
        }
        let class = self.reading.grammar.lexicon.entry(noun.head).class;
        let first = person.mentions.first().map_or(usize::MAX, |m| m.start);
        // il difensore, l'avvocato Neri: the name may follow at once
        let named_before = first < noun.span.start || first.saturating_sub(noun.span.end) < 40;
        let spoke = self.turns.iter().rev().take(3).any(|(_, r)| *r == Referent::Person(at));
        let last_spoke = self.turns.last().is_some_and(|(_, r)| *r == Referent::Person(at));
        let same_head = person.heads.iter().any(|(h, _)| *h == noun.head);
        let same_class = person.heads.iter().any(|(_, c)| c & noun.role_classes != 0);
        let shared = complements.iter().filter(|c| person.complements.contains(c)).count() as i32;
        let conflicting = !complements.is_empty() && !person.complements.is_empty() && shared == 0;
        let mut score = 0;
        if same_head {
            score += if conflicting || !named_before { 3 } else { 8 };
        } else if same_class {
            score += if conflicting || !named_before { 1 } else { 4 };
        } else if shared > 0 {
            score += 3;
        } else if class.any(Class::GENERIC.or(Class::DEMONYM)) || noun.role_classes == 0 {
            score += if named_before { 2 } else { 0 };
        } else if person.heads.is_empty() {
            // nothing is known of this person: whoever spoke last may be the one
            let gender = person.gender != 0 && wanted.gender() & person.gender != 0;
            let earlier = &person.mentions[..person.mentions.partition_point(|m| m.start < noun.span.start)];
            let near = earlier.iter().rfind(|m| m.end <= noun.span.start).is_some_and(|m| noun.span.start - m.end < 400);
            let just_named = near && self.last_person(noun.span.start, wanted) == Some(Referent::Person(at));
            return (named_before && complements.is_empty()).then(|| {
                1 + i32::from(just_named) * 2
                    + i32::from(spoke)
                    + i32::from(last_spoke)
                    + i32::from(gender && near)
                    + i32::from(self.protagonist == Some(at))
            });
        } else {
            return None;
        }
        score += shared * 3;
        score += i32::from(named_before) + i32::from(spoke) + i32::from(last_spoke) * 2;
        (score > 0).then_some(score)
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

/// *il Quirinale* → *Quirinale*: the article is no part of an institution's name.
fn strip_article(span: Span, noun: &NounPhrase) -> Span {
    match noun.name {
        Some(name) if noun.kind == Kind::Organization && noun.head == 0 => name,
        _ => span,
    }
}
