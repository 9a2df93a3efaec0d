//! Findings → speakers: who each source is, over the whole article. People are gathered by name;
//! roles, epithets and pronouns lead back to them by apposition, agreement and recency; a dropped
//! subject goes on with whoever has the floor.

mod floor;
mod name;
mod people;

use rustc_hash::FxHashMap;

use crate::attribution::{Finding, Reading, Voice};
use crate::document::{Speaker, SpeakerKind};
use crate::grammar::lexicon::Agreement;
use crate::span::Span;
use crate::unit::{Kind, NounPhrase};
use floor::Floor;
use people::People;

/// The speakers of an article and who says each finding.
#[derive(Debug, Default)]
pub struct Speakers {
    /// In the order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// By finding: index of its speaker, and how certain that is (0 to 1).
    pub of: Vec<Option<(usize, f32)>>,
}

/// Somebody or something that a source can stand for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Referent {
    /// Index into the people.
    Person(usize),
    /// Several people at once.
    People(Vec<Referent>),
    /// A body, group or document by the words of its noun phrase.
    Other { name: String, kind: SpeakerKind },
}

/// Resolves the speakers of all findings.
pub fn speakers<'a>(reading: &'a Reading<'a>, findings: &'a [Finding]) -> Speakers {
    let people = People::gather(reading);
    let mut floor = Floor::new(reading, &people);
    let mut referents: Vec<Option<(Referent, f32)>> = vec![None; findings.len()];
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
            referents[of] = floor.resolve(&findings[of], &referents);
        }
        referents[i] = floor.resolve(&findings[i], &referents);
        match &referents[i] {
            // what a speaker reports of somebody else does not take the floor from him
            Some(_) if floor.is_nested(&findings[i]) => {}
            Some((referent, certainty)) => floor.spoke(&findings[i], referent.clone(), *certainty),
            None => floor.heard(&findings[i]),
        }
    }
    collect(&people, findings, &referents)
}

fn collect(people: &People, findings: &[Finding], referents: &[Option<(Referent, f32)>]) -> Speakers {
    let mut out = Speakers { speakers: Vec::new(), of: vec![None; findings.len()] };
    let mut known: FxHashMap<Referent, usize> = FxHashMap::default();
    for (i, found) in referents.iter().enumerate() {
        let Some((referent, certainty)) = found else { continue };
        let at = *known.entry(without_capitals(referent)).or_insert_with(|| {
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

/// One referent, whatever capital its noun phrase begins with.
fn without_capitals(referent: &Referent) -> Referent {
    match referent {
        Referent::Other { name, kind } => Referent::Other { name: name.to_lowercase(), kind: *kind },
        other => other.clone(),
    }
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
        Referent::Other { name, kind } => Speaker { name: name.clone(), kind: *kind, roles: Vec::new(), mentions: Vec::new() },
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

/// The words of a noun phrase as a speaker's name: one line, single spaces.
fn words_of(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
