//! Who can be meant: everybody and everything mentioned in the sentences before, latest first, those
//! who spoke, and the one whom the article is about; with what holds of each by how it was mentioned.

use rustc_hash::FxHashMap;

use super::{Candidate, Question};
use crate::attribution::{Finding, Voice};
use crate::clause::coordinated;
use crate::document::SpeakerKind;
use crate::grammar::evidence::Evidence;
use crate::grammar::lexicon::{Agreement, Class, WordId};
use crate::grammar::weights::Situation;
use crate::speaker::Referent;
use crate::speaker::floor::Floor;
use crate::unit::{Kind, NounPhrase, Owner, Unit, UnitKind};

/// How many sentences back a mention counts.
const SENTENCES: usize = 4;

/// How many units back: what never stops is no sentence.
const REACH: usize = 800;

/// How many turns back somebody still has a claim.
pub(super) const TURNS: usize = 6;

/// The most candidates; of those who hold the office that is asked for, twice as many.
pub(super) const MOST: usize = 24;

/// By sentences between a mention and the words.
const DISTANCES: [Evidence; 4] = [Evidence::HERE, Evidence::BEFORE, Evidence::TWO_BEFORE, Evidence::FAR];

/// The same of the subject of a main clause.
pub(super) const SUBJECTS: [Evidence; 4] =
    [Evidence::SUBJECT_HERE, Evidence::SUBJECT_BEFORE, Evidence::SUBJECT_TWO_BEFORE, Evidence::SUBJECT_EARLIER];

/// The candidates so far.
pub(super) struct Gathering<'f, 'a> {
    pub floor: &'f Floor<'a>,
    pub question: Question<'f>,
    pub list: Vec<Candidate>,
    named_last: bool,
    subject_last: bool,
    /// Main clauses without a subject since the words, going back.
    dropped: usize,
    /// By candidate, the sentence of the latest mention, where that is no subject.
    beside: Vec<(usize, usize)>,
    /// The gender of whoever says *io* in the words, 0 if nothing tells.
    says: u8,
    /// Whether somebody says *io* in the words.
    says_i: bool,
}

/// How far the walk back from the words has come.
#[derive(Default)]
struct Walk {
    sentences: usize,
    paragraphs: usize,
    /// The noun units that are subjects of verbs behind them, and whether of main ones.
    subjects: FxHashMap<u32, bool>,
}

/// One mention.
#[derive(Clone, Copy)]
struct Mention {
    /// Whether it is the subject of a verb, and whether that of a main clause.
    subject: Option<bool>,
    /// What stands before it, if it is none.
    preposition: Option<WordId>,
    sentences: usize,
    paragraphs: usize,
    at: usize,
}

impl Floor<'_> {
    /// Whom the words can be by, with what speaks for each; those mentioned latest first.
    pub(in crate::speaker) fn candidates(&self, question: Question<'_>) -> Vec<Candidate> {
        let says = self.gender_of_speech(question.finding);
        let mut gathering = Gathering {
            floor: self,
            question,
            list: Vec::new(),
            named_last: false,
            subject_last: false,
            dropped: 0,
            beside: Vec::new(),
            says,
            says_i: self.says_i(question.finding),
        };
        gathering.mentions();
        gathering.turns();
        gathering.voices();
        if let Some(p) = self.protagonist {
            gathering.candidate(Referent::Person(p));
        }
        let by_rule = self.by_rule(question.finding, &[]);
        if let Some((referent, _)) = &by_rule {
            gathering.candidate(referent.clone());
        }
        // who cannot hold the office goes, also if the rules would have chosen him
        if question.situation == Situation::Role {
            gathering.offices();
        }
        if question.finding.voice == Voice::Next
            && let Some(at) = self.next_subject(question.finding).and_then(|r| gathering.candidate(r))
        {
            gathering.list[at].evidence.set(Evidence::NEXT_SUBJECT, true);
        }
        if let Some((referent, sure)) = by_rule
            && let Some(at) = gathering.list.iter().position(|c| c.referent == referent)
        {
            gathering.list[at].evidence.set(Evidence::BY_RULE, true);
            gathering.list[at].evidence.set(Evidence::BY_RULE_SURE, sure >= 0.85);
        }
        gathering.compare();
        gathering.list
    }
}

impl Floor<'_> {
    /// The units of words in marks.
    fn inside(&self, finding: &Finding) -> &[Unit] {
        let inside = |s: &&crate::unit::Stream| matches!(s.owner, Owner::Quote(m) if finding.mark == Some(m));
        self.reading.units.streams.iter().find(inside).map_or(&[], |s| &s.units)
    }

    /// *«Non ho paura»*: whether a verb of the words is of the first person singular and no other.
    fn says_i(&self, finding: &Finding) -> bool {
        let verbs = self.inside(finding).iter().filter_map(|u| self.reading.units.verb(u));
        verbs.into_iter().any(|v| v.is_finite() && v.head.persons == FIRST_SINGULAR && !v.homograph)
    }

    /// *«Sono rimasta sola»*: the gender of the participle that somebody says of himself.
    fn gender_of_speech(&self, finding: &Finding) -> u8 {
        let words = self.inside(finding);
        let of_oneself = |v: &&crate::unit::VerbGroup| {
            v.is_finite() && v.head.persons & FIRST_SINGULAR != 0 && v.agreement.number() == Agreement::SINGULAR
        };
        let own = words.iter().filter_map(|u| self.reading.units.verb(u)).filter(of_oneself);
        let mut genders = own.map(|v| v.agreement.gender()).filter(|g| *g == Agreement::MASCULINE || *g == Agreement::FEMININE);
        genders.next().unwrap_or(0)
    }
}

/// The first person singular among the persons of a verb form.
const FIRST_SINGULAR: u8 = 1;

impl Gathering<'_, '_> {
    /// The index of a candidate, who is added if he is new and can be meant.
    pub fn candidate(&mut self, referent: Referent) -> Option<usize> {
        let known = self.list.iter().position(|c| c.referent == referent);
        let fits = |r: &Referent| {
            let agreement = self.question.agreement;
            let office = self.question.situation == Situation::Role;
            office && self.may_hold(r) || self.floor.fits(r, agreement) && self.floor.gender_fits(r, agreement)
        };
        // a capital that nothing makes a person
        let somebody = |r: &Referent| match r {
            Referent::Person(p) => {
                self.floor.people.list[*p].is_somebody() || self.floor.turns.iter().rev().take(TURNS).any(|(_, x)| x == r)
            }
            _ => true,
        };
        let full = self.list.len() >= if self.is_holder(&referent) { 2 * MOST } else { MOST };
        if known.is_some() || full || !fits(&referent) || !somebody(&referent) {
            return known;
        }
        let evidence = self.of_itself(&referent);
        self.list.push(Candidate { referent, evidence });
        Some(self.list.len() - 1)
    }

    /// What holds of a candidate wherever he stands.
    fn of_itself(&self, referent: &Referent) -> Evidence {
        let floor = self.floor;
        let mut e = Evidence::default();
        match referent {
            Referent::Person(p) => {
                let person = &floor.people.list[*p];
                let wanted = self.question.agreement.gender();
                e.set(Evidence::PERSON, true);
                e.set(Evidence::CERTAIN, person.certain);
                e.set(Evidence::OFTEN, person.mentions.len() >= 5);
                e.set(Evidence::GENDER, wanted != Agreement::ANY_GENDER && person.gender & wanted != 0);
                e.set(Evidence::SAYS_GENDER, self.says != 0 && person.gender == self.says);
                e.set(Evidence::SAYS_OTHER_GENDER, self.says != 0 && person.gender == Agreement::ANY_GENDER ^ self.says);
                e.set(Evidence::PROTAGONIST, floor.protagonist == Some(*p));
                e.set(Evidence::PROTAGONIST_I, floor.protagonist == Some(*p) && self.says_i);
                let title = floor.reading.article.metadata.title.map_or(0, |t| t.end);
                e.set(Evidence::HEADLINE, person.mentions.first().is_some_and(|m| m.start < title));
                let inside = |m: &crate::span::Span| self.question.finding.segments.iter().any(|s| s.contains(*m));
                e.set(Evidence::IN_CONTENT, person.mentions.iter().any(inside));
            }
            Referent::People(_) => e.set(Evidence::GROUP, true),
            Referent::Other { kind, .. } => {
                let fact = match kind {
                    SpeakerKind::Group => Evidence::GROUP,
                    SpeakerKind::Document => Evidence::DOCUMENT,
                    SpeakerKind::Organization => Evidence::BODY,
                    SpeakerKind::Person | SpeakerKind::Unknown => Evidence::UNNAMED,
                };
                e.set(fact, true);
                e.set(Evidence::MUTE, *kind == SpeakerKind::Document && floor.is_oral(self.question.finding));
            }
        }
        e.set(Evidence::ADDRESSED, floor.is_addressed(self.question.finding, referent));
        e.set(Evidence::PATIENT, floor.is_patient(self.question.finding, referent));
        e
    }

    /// The noun phrases of the sentences before; out of a bracket into what is around it.
    fn mentions(&mut self) {
        let reading = self.floor.reading;
        let (mut stream, mut upto) = self.question.finding.place;
        let mut walk = Walk::default();
        loop {
            walk.subjects.clear();
            let length = reading.stream(stream).units.len() as u32;
            for unit in (0..upto.min(length)).rev().take(REACH) {
                self.step(&mut walk, (stream, unit));
                if walk.sentences > SENTENCES {
                    return;
                }
            }
            let own = reading.stream(stream);
            match own.parent.filter(|_| own.owner == Owner::Brackets) {
                Some(around) => (stream, upto) = around,
                None => return,
            }
        }
    }

    /// One unit further back.
    fn step(&mut self, walk: &mut Walk, (s, u): (u32, u32)) {
        let reading = self.floor.reading;
        let finding = self.question.finding;
        let (units, k) = (&reading.stream(s).units, u as usize);
        let unit = &units[k];
        match unit.kind {
            UnitKind::Stop => walk.sentences += 1,
            UnitKind::Paragraph => {
                walk.paragraphs += 1;
                walk.sentences += usize::from(k > 0 && units[k - 1].kind != UnitKind::Stop);
            }
            UnitKind::Verb(_) if finding.cue.as_ref().is_some_and(|c| c.span.overlaps(unit.span)) => {}
            UnitKind::Verb(_) => self.verb(walk, (s, u), unit),
            UnitKind::Noun(n) | UnitKind::Prep(n) => {
                let noun = &reading.units.nouns[n as usize];
                let own = self.question.noun.is_some_and(|x| x.span == noun.span);
                if !own && can_be_meant(noun) && !finding.segments.iter().any(|x| x.contains(noun.span)) {
                    let subject = walk.subjects.get(&u).copied();
                    let preposition = matches!(unit.kind, UnitKind::Prep(_)).then_some(noun.preposition);
                    let Walk { sentences, paragraphs, .. } = *walk;
                    self.mention((s, u), n, Mention { subject, preposition, sentences, paragraphs, at: unit.span.start });
                }
            }
            _ => {}
        }
    }

    /// A verb tells which noun before it is its subject, or that it leaves it out.
    fn verb(&mut self, walk: &mut Walk, (s, u): (u32, u32), unit: &Unit) {
        let clauses = &self.floor.reading.clauses[s as usize];
        let (main, subject) = (clauses.main[u as usize], clauses.subjects[u as usize]);
        if let Some(subject) = subject {
            *walk.subjects.entry(subject.unit).or_default() |= main;
        } else if main && self.goes_on_about_somebody(unit) {
            self.dropped += 1;
            for (at, _) in self.beside.iter().filter(|(_, sentence)| *sentence == walk.sentences) {
                self.list[*at].evidence.set(Evidence::BESIDE_CHAIN, true);
            }
        }
    }

    /// Notes the noun phrase of index `n`, at a unit.
    fn mention(&mut self, (s, u): (u32, u32), n: u32, mention: Mention) {
        let noun = &self.floor.reading.units.nouns[n as usize];
        let Some(referent) = self.floor.who(n) else { return };
        if noun.kind == Kind::Pronoun && matches!(referent, Referent::Other { .. }) {
            return;
        }
        if mention.subject.is_some()
            && let Some(several) = self.together(s, u)
        {
            self.note(several, mention);
        }
        let named = matches!(referent, Referent::Person(_)) && noun.name.is_some();
        let Some(at) = self.note(referent, mention) else { return };
        self.introduce(at, noun);
        let voiced = mention.preposition.is_some_and(|p| self.floor.reading.grammar.words.is_di(p)) && self.behind_speech(s, u);
        self.list[at].evidence.set(Evidence::VOICED, voiced && mention.sentences <= 1);
        if named && !std::mem::replace(&mut self.named_last, true) {
            self.list[at].evidence.set(Evidence::NAMED_LAST, true);
        }
    }

    /// *la risposta* del ministro, *la voce* della governatrice: whether a noun of speech stands right before a unit.
    fn behind_speech(&self, s: u32, u: u32) -> bool {
        let reading = self.floor.reading;
        let noun = u.checked_sub(1).filter(|k| matches!(reading.kind(s, *k), Some(UnitKind::Noun(_)))).and_then(|k| reading.noun(s, k));
        noun.is_some_and(|n| n.name.is_none() && reading.grammar.lexicon.entry(n.head).class.any(Class::SPEECH))
    }

    /// A finite verb of the third person, of the number that is asked for, that leaves its subject out.
    fn goes_on_about_somebody(&self, unit: &Unit) -> bool {
        let number = self.question.agreement.number();
        self.floor.reading.units.verb(unit).is_some_and(|v| {
            let own = v.subject_agreement().number();
            v.is_finite() && v.is_third() && !v.impersonal && !v.passive && (number == 0 || own == 0 || own & number != 0)
        })
    }

    /// *Neri e Bo hanno firmato. Hanno detto*: the two as one.
    fn together(&self, s: u32, first: u32) -> Option<Referent> {
        if self.question.agreement.number() & Agreement::PLURAL == 0 {
            return None;
        }
        let reading = self.floor.reading;
        let members = coordinated(reading.stream(s), reading.units, reading.grammar, first);
        let people = members.iter().filter_map(|k| reading.noun(s, *k)).filter_map(|n| self.floor.noun(n).map(|(r, _)| r));
        let people: Vec<Referent> = people.collect();
        (people.len() > 1).then_some(Referent::People(people))
    }

    /// What somebody behind a preposition is to the verb.
    fn place(&self, preposition: WordId) -> Evidence {
        let words = &self.floor.reading.grammar.words;
        let base = words.base(preposition);
        if words.is_a(base) {
            Evidence::LISTENER
        } else if base == words.da {
            Evidence::AGENT
        } else if words.is_di(preposition) {
            Evidence::COMPLEMENT
        } else {
            Evidence::OBLIQUE
        }
    }

    /// Notes one mention of somebody: the latest says where he was mentioned, the latest as a subject
    /// where he was that.
    fn note(&mut self, referent: Referent, mention: Mention) -> Option<usize> {
        let last_turn = self.floor.turns.last().map_or(0, |(at, _)| *at);
        let at = self.candidate(referent)?;
        let e = &mut self.list[at].evidence;
        if DISTANCES.iter().any(|d| e.any(*d)) {
            e.set(Evidence::TWICE, mention.sentences <= 2);
        } else {
            e.set(DISTANCES[mention.sentences.min(3)], true);
            e.set(Evidence::PARAGRAPH, mention.paragraphs == 0);
            e.set(Evidence::NAMED_SINCE, mention.at >= last_turn);
            if mention.subject.is_none() {
                let place = mention.preposition.map_or(Evidence::OBJECT, |p| self.place(p));
                self.list[at].evidence.set(place, true);
                self.beside.push((at, mention.sentences));
            }
        }
        let e = &mut self.list[at].evidence;
        let known = SUBJECTS.iter().any(|x| e.any(*x));
        match mention.subject {
            Some(true) if !known => {
                e.set(SUBJECTS[mention.sentences.min(3)], true);
                e.set(Evidence::SUBJECT_SINCE, mention.at >= last_turn);
                let last = !std::mem::replace(&mut self.subject_last, true);
                e.set(Evidence::SUBJECT_LAST, last);
                e.set(Evidence::CHAIN, last && self.dropped > 0);
            }
            Some(false) => e.set(Evidence::SUBJECT_UNDER, mention.sentences <= 1 && !known),
            _ => {}
        }
        Some(at)
    }

    /// What holds of a candidate beside the others.
    fn compare(&mut self) {
        let certain = |c: &Candidate| c.evidence.any(Evidence::PARAGRAPH) && c.evidence.any(Evidence::CERTAIN);
        let only = self.list.iter().filter(|c| certain(c)).count() == 1;
        for c in &mut self.list {
            let alone = only && certain(c);
            c.evidence.set(Evidence::ONLY, alone);
            let subject = SUBJECTS.iter().any(|x| c.evidence.any(*x));
            c.evidence.set(Evidence::NO_SUBJECT, !subject);
            c.evidence.set(Evidence::SPOKE_TWICE, self.floor.times(&c.referent) >= 2);
        }
    }
}

fn can_be_meant(noun: &NounPhrase) -> bool {
    match noun.kind {
        Kind::Person | Kind::Group | Kind::Organization | Kind::Pronoun => true,
        Kind::Document => noun.definite || noun.indefinite,
        _ => false,
    }
}
