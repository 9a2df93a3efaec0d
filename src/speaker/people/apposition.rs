//! Roles beside a name → the person: *Furlan, segretaria della Cisl,* · *il segretario, Furlan* · *Furlan
//! è il segretario*.

use super::People;
use crate::attribution::Reading;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::Class;
use crate::grammar::verbs::Helper;
use crate::unit::{NameKind, NounPhrase, UnitKind};

impl People {
    /// *Furlan, segretaria della Cisl,* · *il segretario, Furlan* · *Furlan (Cisl)* · *Furlan è il segretario*
    pub(super) fn appositions(&mut self, reading: &Reading<'_>) {
        for stream in &reading.units.streams {
            for u in 0..stream.units.len() {
                let Some(noun) = reading.units.noun(&stream.units[u]) else { continue };
                let Some(name) = noun.name.filter(|_| matches!(noun.name_kind, NameKind::Person | NameKind::Unknown)) else { continue };
                // l'ex davisman Piero Costa: the given name tells that it is a person, whatever the noun
                let named =
                    noun.head == 0 || noun.name_kind == NameKind::Person || reading.grammar.lexicon.entry(noun.head).class.any(Class::ROLE);
                let Some(at) = self.owner_of(name, reading.article.text).filter(|_| named) else { continue };
                if let Some(role) = role_before(reading, stream, u).or_else(|| role_before_marks(reading, stream, u)) {
                    let role = role.clone();
                    self.add_role(reading, at, &role);
                }
                let mut k = u + 1;
                let comma = stream.units.get(k).is_some_and(|x| x.kind == UnitKind::Punct(','));
                let copula = reading_copula(reading, stream, k);
                if comma || copula {
                    k += 1;
                }
                if comma {
                    // 41 anni, cioè
                    while stream.units.get(k).is_some_and(|x| matches!(x.kind, UnitKind::Adverb)) {
                        k += 1;
                        if stream.units.get(k).is_some_and(|x| x.kind == UnitKind::Punct(',')) {
                            k += 1;
                        }
                    }
                }
                if !comma && !copula {
                    continue;
                }
                let Some(role) = stream.units.get(k).filter(|x| matches!(x.kind, UnitKind::Noun(_))).and_then(|x| reading.units.noun(x))
                else {
                    continue;
                };
                let class = reading.grammar.lexicon.entry(role.head).class;
                if role.name.is_none() && role.head != 0 && class.any(Class::ROLE.or(Class::DEMONYM)) {
                    let closes = stream.units.get(k + 1).is_none_or(|x| {
                        copula
                            || matches!(
                                x.kind,
                                UnitKind::Punct(',' | '-' | ':')
                                    | UnitKind::Stop
                                    | UnitKind::Brackets(_)
                                    | UnitKind::Che
                                    | UnitKind::Coordinator
                                    | UnitKind::Quote(_)
                                    | UnitKind::Subordinator
                            )
                    });
                    if closes {
                        let role = role.clone();
                        self.add_role(reading, at, &role);
                    }
                }
            }
        }
    }
}

/// *Il nonno più fotografato della settimana, Alvaro Neri, giura* · *Il curatore, lo storico Wen, la
/// descrive*: the role before a name between commas, where a clause goes on behind it.
fn role_before<'r>(reading: &'r Reading<'_>, stream: &crate::unit::Stream, u: usize) -> Option<&'r NounPhrase> {
    let kind = |k: usize| stream.units.get(k).map(|x| x.kind);
    let comma = |k: usize| kind(k) == Some(UnitKind::Punct(','));
    let goes_on =
        matches!(kind(u + 2), Some(UnitKind::Verb(_) | UnitKind::Adverb | UnitKind::Che | UnitKind::Prep(_) | UnitKind::Subordinator));
    if u < 2 || !comma(u - 1) || !comma(u + 1) || !goes_on {
        return None;
    }
    for k in (u.saturating_sub(6)..u - 1).rev() {
        let unit = &stream.units[k];
        match unit.kind {
            UnitKind::Verb(v) if reading.units.verbs[v as usize].head.mood == Mood::Participle => {}
            UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Word => {}
            UnitKind::Noun(_) => {
                let noun = reading.units.noun(unit)?;
                let role = noun.name.is_none() && noun.definite && reading.grammar.lexicon.entry(noun.head).class.any(Class::ROLE);
                return role.then_some(noun);
            }
            _ => return None,
        }
    }
    None
}

/// *la presidente del «Rete Verde» Maria Neri* · *il titolare del bar «Lo Sport», Aldo Neri,*
fn role_before_marks<'r>(reading: &'r Reading<'_>, stream: &crate::unit::Stream, u: usize) -> Option<&'r NounPhrase> {
    let kind = |k: usize| stream.units.get(k).map(|x| x.kind);
    let marks = u.checked_sub(if kind(u.checked_sub(1)?) == Some(UnitKind::Punct(',')) { 2 } else { 1 })?;
    let role = marks.checked_sub(if kind(marks.checked_sub(1)?) == Some(UnitKind::Word) { 2 } else { 1 })?;
    let unit = stream.units.get(role).filter(|x| matches!(x.kind, UnitKind::Noun(_)))?;
    let noun = reading.units.noun(unit)?;
    let is_role = noun.name.is_none() && noun.definite && reading.grammar.lexicon.entry(noun.head).class.any(Class::ROLE);
    (matches!(kind(marks), Some(UnitKind::Quote(_))) && is_role).then_some(noun)
}

fn reading_copula(reading: &Reading<'_>, stream: &crate::unit::Stream, k: usize) -> bool {
    stream
        .units
        .get(k)
        .and_then(|u| reading.units.verb(u))
        .is_some_and(|v| v.is_finite() && reading.grammar.verbs.lemma(v.lemma).helper == Helper::Essere)
}
