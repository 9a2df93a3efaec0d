//! A cue → its source and how the speaker is found: the subject of the verb, its agent, the mouthpiece,
//! the house or the place that stands for one; or none.

use super::{Reading, Source, Voice};
use crate::clause::{Path, agrees};
use crate::grammar::conjugate::Mood;
use crate::grammar::key::key;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::verbs::Report;
use crate::unit::{Kind, UnitKind, VerbGroup};

impl Reading<'_> {
    /// The subject of the cue at unit `u`, and how the speaker is found.
    pub(super) fn subject(&self, s: u32, u: u32) -> (Option<Source>, Voice) {
        let Some(verb) = self.verb(s, u) else { return (None, Voice::Previous) };
        // si dice orgogliosa: a reflexive has a subject, unlike «si dice che»
        let own_si = self.report(verb).is_some_and(Report::declares);
        let impersonal = verb.impersonal && !own_si;
        if verb.passive {
            return match self.agent(s, u).or_else(|| self.relative_place(s, u)).or_else(|| self.written_place(s, u)) {
                Some(source) => (Some(source), Voice::Source),
                None => (None, Voice::Previous),
            };
        }
        if let Some(source) = self.mouthpiece(s, u) {
            return (Some(source), Voice::Source);
        }
        let answers = self.report(verb).is_some_and(|r| r.answers);
        let dropped = if answers { Voice::Answer(verb.subject_agreement()) } else { Voice::Dropped(verb.subject_agreement()) };
        let Some(subject) = self.subject_of_verb(s, u) else {
            if impersonal {
                return match self.place_of_words(s, u) {
                    Some(source) => (Some(source), Voice::Source),
                    None => (None, self.unplaced(verb)),
                };
            }
            // le hanno chiesto se…: nobody in particular
            let anybody = verb.dative
                && verb.subject_agreement().number() == Agreement::PLURAL
                && self.grammar.lists(&self.grammar.words.asking, &self.grammar.verbs.lemma(verb.lemma).name);
            return match self.house(s, u) {
                Some(source) => (Some(source), Voice::Source),
                None if anybody => (None, Voice::Nobody),
                None => (None, dropped),
            };
        };
        if let Some(source) = self.speaker_of_aside(s, u, subject.unit) {
            return (Some(source), Voice::Source);
        }
        // la sua idea l'ha spiegata in una lettera: what the clitic takes up is the object
        if subject.path == Path::Before && verb.takes_it_up && self.is_taken_up(s, u, subject.unit) {
            return (None, dropped);
        }
        let speaks = self.noun(s, subject.unit).is_some_and(|n| n.can_speak());
        // un referendum che domandava: a thing that says something, where it is the verb's own subject
        // la pole «è un bel risultato», ha aggiunto: it is the subject of the words in marks
        let in_marks = (subject.unit + 1..u).any(|k| matches!(self.kind(s, k), Some(UnitKind::Quote(_))));
        let stands_in = matches!(subject.path, Path::Before | Path::Relative) && verb.report.is_some() && !impersonal && !in_marks;
        if !speaks
            && stands_in
            && let Some(source) = self.source(s, subject.unit, Some(verb))
        {
            return (Some(source), Voice::Source);
        }
        if !speaks {
            if impersonal && let Some(source) = self.place_of_words(s, u) {
                return (Some(source), Voice::Source);
            }
            return (None, dropped);
        }
        if impersonal
            && subject.path != Path::Before
            && let Some(source) = self.place_of_words(s, u)
        {
            return (Some(source), Voice::Source);
        }
        match self.source(s, subject.unit, Some(verb)) {
            Some(source) => (Some(source), Voice::Source),
            None => (None, dropped),
        }
    }

    /// *è stato detto da X*
    pub(super) fn agent(&self, s: u32, u: u32) -> Option<Source> {
        (u + 1..u + 6).find_map(|k| {
            let unit = self.unit(s, k)?;
            let noun = self.units.noun(unit)?;
            let by = matches!(unit.kind, UnitKind::Prep(_)) && self.grammar.words.base(noun.preposition) == self.grammar.words.da;
            (by && noun.can_speak()).then(|| self.source(s, k, None)).flatten()
        })
    }

    /// *X chiede al premier di andarsene, perché un governo così, attacca, «ha già perso»*: a verb alone
    /// between commas belongs to the one who was speaking in the sentence.
    fn speaker_of_aside(&self, s: u32, u: u32, subject: u32) -> Option<Source> {
        let comma = |k: Option<u32>| k.and_then(|k| self.unit(s, k)).is_some_and(|x| x.kind == UnitKind::Punct(','));
        let verb = self.verb(s, u).filter(|v| v.is_finite() && v.report.is_some() && !v.takes_it_up)?;
        if !comma(u.checked_sub(1)) || !comma(Some(u + 1)) {
            return None;
        }
        let (from, _) = self.sentence(s, u);
        let earlier = (from..u).rev().find_map(|k| {
            let reports = self.verb(s, k).is_some_and(|v| v.is_finite() && self.report(v).is_some_and(|r| r.always));
            self.subject_of_verb(s, k).filter(|x| reports && x.unit != subject)
        })?;
        let noun = self.noun(s, earlier.unit)?;
        (noun.can_speak() && agrees(verb, noun)).then(|| self.source(s, earlier.unit, Some(verb))).flatten()
    }

    /// *l'atleta si difende sul sito, dove definisce la sentenza «Q»*: what stands between a verb that
    /// judges and its predicate is judged, and does not judge.
    pub(super) fn not_its_object(
        &self,
        s: u32,
        cue: u32,
        target: u32,
        judges: bool,
        found: (Option<Source>, Voice),
    ) -> (Option<Source>, Voice) {
        let between = |x: u32| cue < x && x < target;
        let object = self.subject_of_verb(s, cue).filter(|x| judges && x.path == Path::After && between(x.unit));
        let nouns = (cue + 1..target).filter(|k| matches!(self.kind(s, *k), Some(UnitKind::Noun(_)))).count();
        let Some(verb) = self.verb(s, cue).filter(|_| object.is_some() && nouns == 1) else { return found };
        let (from, _) = self.sentence(s, cue);
        let earlier = (from..cue)
            .rev()
            .find_map(|k| self.subject_of_verb(s, k))
            .filter(|x| self.noun(s, x.unit).is_some_and(|n| n.can_speak() && agrees(verb, n)));
        match earlier.and_then(|x| self.source(s, x.unit, Some(verb))) {
            Some(source) => (Some(source), Voice::Source),
            None => (None, Voice::Dropped(verb.subject_agreement())),
        }
    }

    /// *X ha teso la mano alla rivale, che ha definito «Q»*: right before its predicate the verb has no
    /// object but the relative, so the subject is that of the clause around it.
    pub(super) fn beyond_relative(&self, s: u32, cue: u32) -> Option<Source> {
        // che la definisce «Q»: it has an object of its own
        let first = |v: &VerbGroup| v.span.of(self.article.text).split(' ').next().unwrap_or_default();
        let object = |v: &VerbGroup| self.grammar.lists(&self.grammar.words.object_pronouns, first(v));
        let verb = self.verb(s, cue).filter(|v| !v.takes_it_up && !v.passive && !v.reflexive && !object(v))?;
        let own = self.subject_of_verb(s, cue).filter(|x| x.path == Path::Relative)?;
        let (from, _) = self.sentence(s, cue);
        let outer =
            (from..own.unit).rev().find_map(|k| self.subject_of_verb(s, k).filter(|x| x.path != Path::Relative && x.unit != own.unit))?;
        let noun = self.noun(s, outer.unit)?;
        (noun.can_speak() && agrees(verb, noun)).then(|| self.source(s, outer.unit, Some(verb))).flatten()
    }

    /// *il partito precisa tramite il capogruppo Rossi*: the body has somebody speak for it.
    fn mouthpiece(&self, s: u32, u: u32) -> Option<Source> {
        let speaks_for = |k: &u32| {
            self.unit(s, *k).is_some_and(|unit| {
                matches!(unit.kind, UnitKind::Prep(_))
                    && self.grammar.lexicon.entry(unit.word).class.any(Class::MOUTHPIECE)
                    && self.units.noun(unit).is_some_and(|n| n.kind == Kind::Person)
            })
        };
        let at = (u + 1..u + 4).find(speaks_for).or_else(|| (u.saturating_sub(3)..u).rev().find(speaks_for))?;
        // il procuratore annuncia tramite il suo avvocato: a person speaks for himself
        let subject = self.subject_of_verb(s, u);
        let himself = subject.and_then(|x| self.unit(s, x.unit)).and_then(|x| self.units.noun(x)).is_some_and(|n| n.kind == Kind::Person);
        let named = self.noun(s, at).is_some_and(|n| n.name.is_some());
        if himself || !named {
            return None;
        }
        self.source(s, at, None)
    }

    /// *dall'ambasciata fanno sapere*, *dicono dalla Croce Rossa*: a plural without a subject whose
    /// people are known by their house.
    pub(super) fn house(&self, s: u32, u: u32) -> Option<Source> {
        let plural = self.verb(s, u).is_some_and(|v| v.is_finite() && v.subject_agreement().number() == Agreement::PLURAL);
        if !plural {
            return None;
        }
        let (from, to) = self.sentence(s, u);
        // dalla Cina rassicurano; but arrivati da Roma, i tecnici assicurano
        let beside = |k: u32| k + 1 == u || k == u + 1;
        let fits = |k: &u32| {
            let house = self.unit(s, *k).is_some_and(|unit| {
                matches!(unit.kind, UnitKind::Prep(_))
                    && self.units.noun(unit).is_some_and(|n| {
                        self.grammar.words.base(n.preposition) == self.grammar.words.da
                            && (matches!(n.kind, Kind::Organization | Kind::Group) || n.kind == Kind::Place && beside(*k))
                    })
            });
            // approvato dal Senato: the agent of another verb
            let agent = k.checked_sub(1).is_some_and(|b| b != u && self.verb(s, b).is_some());
            house && !agent
        };
        let near = (u + 1..to.min(u + 4)).find(fits).or_else(|| (from..u).rev().find(fits))?;
        self.source(s, near, None)
    }

    /// *si legge in X, si apprende da X, nel rapporto si sottolinea*: where impersonal words stand.
    pub(super) fn place_of_words(&self, s: u32, u: u32) -> Option<Source> {
        if let Some(source) = self.relative_place(s, u) {
            return Some(source);
        }
        let (from, to) = self.sentence(s, u);
        let words = &self.grammar.words;
        let written = self.verb(s, u).and_then(|v| self.report(v)).is_some_and(|r| r.written);
        let fits = |k: &u32| {
            self.unit(s, *k).is_some_and(|unit| {
                matches!(unit.kind, UnitKind::Prep(_))
                    && self.units.noun(unit).is_some_and(|n| {
                        let base = words.base(n.preposition);
                        (base == words.da && n.can_speak() && n.kind != Kind::Pronoun)
                            // al ministero si risponde che
                            || words.is_a(base) && n.kind == Kind::Organization && n.definite && *k + 1 == u
                            || ((base == words.in_ || base == words.su)
                                && (matches!(n.kind, Kind::Document | Kind::Organization)
                                    || written
                                        && base == words.in_
                                        && n.definite
                                        && matches!(n.kind, Kind::Thing | Kind::Speech)
                                        && (*k + 1 == u || *k == u + 1)))
                    })
            })
        };
        let near = (u + 1..to.min(u + 7)).find(fits).or_else(|| (from..u).rev().find(fits))?;
        self.source(s, near, None)
    }

    /// *è riportato in un articolo del Corriere*, *nel bollettino viene spiegato*: the text right behind a passive, or the
    /// one that opens its sentence.
    fn written_place(&self, s: u32, u: u32) -> Option<Source> {
        let words = &self.grammar.words;
        let written = self.verb(s, u).and_then(|v| self.report(v)).is_some_and(|r| r.written);
        let is_text = |k: u32, kinds: &[Kind]| {
            let prep = matches!(self.kind(s, k), Some(UnitKind::Prep(_)));
            self.noun(s, k).is_some_and(|n| prep && [words.in_, words.su].contains(&words.base(n.preposition)) && kinds.contains(&n.kind))
        };
        if written && is_text(u + 1, &[Kind::Document, Kind::Organization]) {
            return self.source(s, u + 1, None);
        }
        let (from, _) = self.sentence(s, u);
        let first = (from..u).find(|k| !matches!(self.kind(s, *k), Some(UnitKind::Paragraph | UnitKind::Coordinator)))?;
        is_text(first, &[Kind::Document]).then(|| self.source(s, first, None)).flatten()
    }

    /// Whether a verb's participle agrees with a thing before it that its clitic takes up: *l'ha spiegata*.
    fn is_taken_up(&self, s: u32, u: u32, noun: u32) -> bool {
        let Some((verb, noun)) = self.verb(s, u).zip(self.noun(s, noun)) else { return false };
        let participle = verb.span.of(self.article.text).rsplit(' ').next().unwrap_or_default();
        let mut readings = Vec::new();
        self.grammar.lexicon.readings(self.grammar.lexicon.id(&key(participle)), &mut readings);
        let takes_up = readings
            .iter()
            .map(|r| r.features)
            .any(|f| f.mood == Mood::Participle && f.gender & noun.agreement.gender() != 0 && f.number == 1);
        noun.kind == Kind::Thing && noun.agreement.number() == Agreement::SINGULAR && takes_up
    }

    /// *una lettera nella quale si chiede, un comunicato in cui si spiega*: the text that the relative
    /// leads back to.
    pub(super) fn relative_place(&self, s: u32, u: u32) -> Option<Source> {
        let lead = (u.saturating_sub(3)..u).rev().find(|k| self.kind(s, *k) == Some(UnitKind::Subordinator))?;
        let words = self.unit(s, lead)?.span.of(self.article.text).to_lowercase();
        let inside = words == "cui" && lead.checked_sub(1).and_then(|k| self.unit(s, k)).is_some_and(|x| x.word == self.grammar.words.in_);
        let lead_in = if inside { lead - 1 } else { lead };
        if !inside && !words.starts_with("nel") && words != "dove" {
            return None;
        }
        let (from, _) = self.sentence(s, u);
        let text = (from..lead_in)
            .rev()
            .take(5)
            .find(|k| self.noun(s, *k).is_some_and(|n| n.kind == Kind::Document && (n.definite || n.indefinite)))?;
        self.source(s, text, None)
    }

    /// Who says what is read or learnt without a place: the last text, if the words are written.
    pub(super) fn unplaced(&self, verb: &VerbGroup) -> Voice {
        let written = self.report(verb).is_some_and(|r| r.written);
        if written { Voice::Text } else { Voice::Previous }
    }

    /// A noun that can be the subject of this verb, in the units given, nearest to the verb first
    /// behind it, then before.
    pub(super) fn subject_within(&self, s: u32, verb_at: u32, from: u32, to: u32) -> Option<u32> {
        let verb = self.verb(s, verb_at)?;
        // …, scrive una lettera, …: what is written is its object
        let writes = self.report(verb).is_none_or(|r| r.written);
        let fits = |k: &u32| {
            self.unit(s, *k).is_some_and(|unit| {
                matches!(unit.kind, UnitKind::Noun(_))
                    && self
                        .units
                        .noun(unit)
                        .is_some_and(|n| n.can_speak() && agrees(verb, n) && !(writes && n.kind == Kind::Document && n.indefinite))
            })
        };
        (verb_at + 1..to).find(fits).or_else(|| (from..verb_at).rev().find(fits))
    }
}
