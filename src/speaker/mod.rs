//! Findings → speakers: who each source is, over the whole article. People are gathered by name;
//! roles, epithets and pronouns lead back to them by apposition, agreement and recency; a dropped
//! subject goes on with whoever has the floor.

mod floor;
pub(crate) mod name;
mod people;
mod words;

use rustc_hash::FxHashMap;

use crate::attribution::{Finding, Reading, Voice};
use crate::document::{Speaker, SpeakerKind};
use crate::grammar::evidence::Evidence;
use crate::grammar::lexicon::Agreement;
use crate::grammar::weights::Situation;
use crate::unit::{Kind, NounPhrase};
use floor::{Floor, Question, Verdict};
use people::People;
use words::Words;

/// The speakers of an article and who says each finding.
#[derive(Debug, Default)]
pub struct Speakers {
    /// In the order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// By finding: index of its speaker, and how certain that is (0 to 1).
    pub of: Vec<Option<(usize, f32)>>,
    /// By finding: why, where its source has no name.
    pub grounds: Vec<Option<Grounds>>,
}

/// Somebody or something that a source can stand for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Referent {
    /// Index into the people.
    Person(usize),
    /// Several people at once.
    People(Vec<Referent>),
    /// A body, group or document by the words of its noun phrase.
    Other { name: Words, kind: SpeakerKind },
}

/// Why a speaker who is not named was chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Grounds {
    /// What spoke most for him, a clause each.
    pub reasons: Vec<String>,
    /// The next best, and how certain he would be.
    pub runner_up: Option<(String, f32)>,
}

/// A finding whose source has no name, with all whom it can mean: what the weights are trained on.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighing {
    /// Index of the finding.
    pub finding: usize,
    /// How it lacks a name.
    pub situation: Situation,
    /// Name and evidence of each candidate.
    pub candidates: Vec<(String, Evidence)>,
}

/// The most reasons that are given for a choice.
const REASONS: usize = 2;

/// Resolves the speakers of all findings.
pub fn speakers<'a>(reading: &'a Reading<'a>, findings: &'a [Finding]) -> Speakers {
    let people = People::gather(reading);
    resolve(reading, &people, findings, |_, _, _| {})
}

/// The same, with what was weighed on the way.
pub fn weighings<'a>(reading: &'a Reading<'a>, findings: &'a [Finding]) -> (Speakers, Vec<Weighing>) {
    let people = People::gather(reading);
    let mut out = Vec::new();
    let speakers = resolve(reading, &people, findings, |floor, question, finding| {
        let candidates = floor.candidates(question).into_iter().map(|c| (speaker(&people, &c.referent).name, c.evidence));
        out.push(Weighing { finding, situation: question.situation, candidates: candidates.collect() });
    });
    (speakers, out)
}

fn resolve<'a>(
    reading: &'a Reading<'a>,
    people: &'a People,
    findings: &'a [Finding],
    mut observe: impl FnMut(&Floor<'_>, Question<'_>, usize),
) -> Speakers {
    let mut floor = Floor::new(reading, people);
    let mut referents: Vec<Option<(Referent, f32)>> = vec![None; findings.len()];
    let mut verdicts: Vec<Option<Verdict>> = vec![None; findings.len()];
    let headline_end = reading.article.metadata.title.map_or(0, |t| t.end);
    // the story first: the headline leans on it
    let story = (0..findings.len()).filter(|i| findings[*i].start() >= headline_end);
    let headline = (0..findings.len()).filter(|i| findings[*i].start() < headline_end);
    for i in story.chain(headline) {
        // what only the headline says is resolved with it
        if let Voice::Echo(of) = findings[i].voice
            && of < i
            && referents[of].is_none()
        {
            referents[of] = floor.resolve(&findings[of], &referents).0;
        }
        (referents[i], verdicts[i]) = floor.resolve(&findings[i], &referents);
        if let Some(question) = floor.question(&findings[i]).filter(|_| verdicts[i].is_some()) {
            observe(&floor, question, i);
        }
        match &referents[i] {
            // what a speaker reports of somebody else does not take the floor from him
            Some(_) if floor.is_nested(&findings[i]) => {}
            Some((referent, certainty)) => floor.spoke(&findings[i], referent.clone(), *certainty),
            None => floor.heard(&findings[i]),
        }
    }
    look_ahead(findings, &floor, &mut referents);
    let grounds = verdicts.iter().map(|v| v.as_ref().map(|v| grounds(reading, people, v))).collect();
    collect(people, findings, &referents, grounds)
}

/// How sure it is that words that open an article are of whoever is first named to speak.
const AHEAD: f32 = 0.7;

/// *«Oggi è un giorno di dolore – ha aggiunto – …». Così Gino Neri*: words that nobody before them can have said are of
/// the first who speaks behind them.
fn look_ahead(findings: &[Finding], floor: &Floor<'_>, referents: &mut [Option<(Referent, f32)>]) {
    let open = |voice: Voice| matches!(voice, Voice::Previous | Voice::Next | Voice::Dropped(_));
    let mut next: Option<Referent> = None;
    for i in (0..findings.len()).rev() {
        match &referents[i] {
            _ if floor.is_nested(&findings[i]) => {}
            Some((referent, _)) => next = Some(referent.clone()),
            None if findings[i].mark.is_some() && open(findings[i].voice) => referents[i] = next.clone().map(|r| (r, AHEAD)),
            None => {}
        }
    }
}

fn grounds(reading: &Reading<'_>, people: &People, verdict: &Verdict) -> Grounds {
    let weights = &reading.grammar.weights;
    let other = verdict.runner_up.as_ref().map_or(Evidence::default(), |(c, _)| c.evidence);
    let reasons = weights.reasons(verdict.situation, verdict.chosen.evidence, other, REASONS);
    Grounds {
        reasons: reasons.into_iter().map(str::to_owned).collect(),
        runner_up: verdict.runner_up.as_ref().map(|(c, certainty)| (speaker(people, &c.referent).name, *certainty)),
    }
}

fn collect(people: &People, findings: &[Finding], referents: &[Option<(Referent, f32)>], grounds: Vec<Option<Grounds>>) -> Speakers {
    let mut out = Speakers { speakers: Vec::new(), of: vec![None; findings.len()], grounds };
    let mut known: FxHashMap<Referent, usize> = FxHashMap::default();
    for (i, found) in referents.iter().enumerate() {
        let Some((referent, certainty)) = found else { continue };
        let at = *known.entry(referent.clone()).or_insert_with(|| {
            out.speakers.push(speaker(people, referent));
            out.speakers.len() - 1
        });
        out.of[i] = Some((at, *certainty));
        if let Some(source) = &findings[i].source {
            out.speakers[at].mentions.push(source.span);
        }
    }
    for speaker in &mut out.speakers {
        speaker.mentions.sort();
        speaker.mentions.dedup();
    }
    out
}

fn speaker(people: &People, referent: &Referent) -> Speaker {
    match referent {
        Referent::Person(p) => {
            let person = &people.list[*p];
            Speaker { name: person.name.clone(), kind: SpeakerKind::Person, roles: person.roles.clone(), mentions: person.mentions.clone() }
        }
        Referent::People(list) => {
            let parts: Vec<Speaker> = list.iter().map(|r| speaker(people, r)).collect();
            let names: Vec<&str> = parts.iter().map(|p| p.name.as_str()).collect();
            Speaker {
                name: join(&names),
                kind: SpeakerKind::Group,
                roles: Vec::new(),
                mentions: parts.into_iter().flat_map(|p| p.mentions).collect(),
            }
        }
        Referent::Other { name, kind } => Speaker { name: name.to_string(), kind: *kind, roles: Vec::new(), mentions: Vec::new() },
    }
}

/// *A e B*; *A, B e C*
fn join(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [head @ .., last] => format!("{} e {last}", head.join(", ")),
    }
}

/// The kind of speaker that a noun phrase without a person's name stands for.
fn kind_of(noun: &NounPhrase) -> SpeakerKind {
    match noun.kind {
        Kind::Person => SpeakerKind::Person,
        Kind::Group => SpeakerKind::Group,
        Kind::Organization | Kind::Place => SpeakerKind::Organization,
        Kind::Document => SpeakerKind::Document,
        Kind::Pronoun if noun.agreement.number() == Agreement::PLURAL => SpeakerKind::Group,
        Kind::Pronoun => SpeakerKind::Person,
        _ => SpeakerKind::Unknown,
    }
}
