//! Introductions that end in a colon without a verb of saying: *Duro il commento di X: «…»*, *Rossi
//! non ha dubbi: «…»*, *E ancora: «…»*. Whoever the sentence before the colon is about, speaks.

use super::sieve::{Proposal, Target};
use super::{Reading, Voice};
use crate::clause::Path;
use crate::document::Cue;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::Outcome;
use crate::span::Span;
use crate::unit::{Kind, NameKind, NounPhrase, Unit, UnitKind, VerbGroup};

impl Reading<'_> {
    /// The proposal for a marked span right behind a colon.
    pub(super) fn colon(&self, target: Target, short_name: bool) -> Option<Proposal> {
        let s = target.stream;
        let colon = target.unit.checked_sub(1)?;
        if self.unit(s, colon)?.kind != UnitKind::Punct(':') {
            return None;
        }
        let (from, _) = self.sentence(s, colon);
        let from = self.after_break(s, from, colon);
        let from = if target.headline { self.label_behind_dash(s, from, colon) } else { from };
        let next = self.kind(s, target.unit + 1);
        let listed = matches!(
            next,
            Some(UnitKind::Brackets(_) | UnitKind::Punct(',') | UnitKind::Coordinator | UnitKind::Quote(_) | UnitKind::Prep(_))
        );
        if self.is_subject(s, target.unit)
            || (short_name && listed && !self.announces(s, from, colon) && !self.names_speaker(s, from, colon))
        {
            return None;
        }
        let mut proposal = Proposal::new(Outcome::Direct, Voice::Previous, target.unit);
        if let Some(cue) = self.leading_infinitive(s, from, colon) {
            proposal.cue = self.cue(s, cue);
            proposal.voice = Voice::Dropped(Agreement::default());
            return Some(proposal);
        }
        proposal.cue = self.colon_cue(s, from, colon);
        let frame = (from..colon).find(|k| self.kind(s, *k) == Some(UnitKind::Framing));
        let framed = frame.and_then(|f| self.framed_source(s, f));
        // Sulla partita e su Lundberg: «…»: what it is about
        let topic = self.topic(s, from, colon);
        let source = framed.filter(|_| topic.is_none()).or_else(|| {
            if topic.is_some() {
                return None;
            }
            self.introducer(s, from, colon)
                .or_else(|| self.named_agent(s, from, colon))
                .or_else(|| self.first_speaker(s, from, colon, target.headline))
        });
        match source {
            Some(u) => {
                let by_frame = frame.filter(|_| framed == Some(u)).and_then(|f| self.cue(s, f));
                proposal.cue = by_frame.or_else(|| self.verb_of_subject(s, from, colon, u)).or(proposal.cue);
                proposal.source = self.source(s, u, None);
                proposal.voice = Voice::Source;
            }
            // Tra le opere: «Vento», «Mare»
            // Giura che la nonna le pescava: «…»: the subject of the main verb is dropped
            None if self.reporting_lead(s, from, colon).is_some() => {
                proposal.voice = self.reporting_lead(s, from, colon).map_or(Voice::Previous, |v| Voice::Dropped(v.subject_agreement()));
            }
            // …, dice Neri. Sull'arbitro: «Nessun alibi»
            None if topic.is_some_and(|k| self.goes_on_about(s, from, k)) => {}
            None if short_name && !self.tells(s, from, colon) && proposal.cue.as_ref().is_none_or(|c| c.lemma == ":") => return None,
            None => {}
        }
        Some(proposal)
    }

    /// *E sull'arbitro: «…»*: what the words are about, without a verb.
    fn topic(&self, s: u32, from: u32, colon: u32) -> Option<u32> {
        let leads = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Coordinator | UnitKind::Adverb));
        let first = (from..colon).find(|k| !leads(k)).filter(|k| matches!(self.kind(s, *k), Some(UnitKind::Prep(_))))?;
        let about = self.noun(s, first).is_some_and(|n| self.grammar.words.base(n.preposition) == self.grammar.words.su);
        (about && !(from..colon).any(|k| self.verb(s, k).is_some_and(VerbGroup::is_finite))).then_some(first)
    }

    /// Whether the sentence before has somebody's words, which go on about a topic; on a sign (*sul muro: «Vietato»*) they are
    /// nobody's.
    fn goes_on_about(&self, s: u32, from: u32, topic: u32) -> bool {
        let spoken = from.checked_sub(2).is_some_and(|before| {
            let (first, last) = self.sentence(s, before);
            self.kind(s, from - 1) == Some(UnitKind::Stop) && (first..last).any(|k| matches!(self.kind(s, k), Some(UnitKind::Quote(_))))
        });
        let sign = |n: &NounPhrase| {
            let document = self.grammar.lexicon.entry(n.head).class.any(Class::DOCUMENT.or(Class::MEDIUM));
            document || self.grammar.words.surfaces.contains(&n.head)
        };
        spoken && !self.noun(s, topic).is_some_and(sign)
    }

    /// *Crolla il ponte – Il sindaco: «…»*: behind the last dash a label stands alone, and begins anew.
    fn label_behind_dash(&self, s: u32, from: u32, colon: u32) -> u32 {
        let dash = |k: &u32| self.kind(s, *k) == Some(UnitKind::Punct('-'));
        let Some(at) = (from..colon).rev().find(dash) else { return from };
        let speaks = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Noun(_))) && self.noun(s, k).is_some_and(NounPhrase::can_speak);
        let alone = (at + 2..colon).all(|k| matches!(self.kind(s, k), Some(UnitKind::Prep(_) | UnitKind::Brackets(_))));
        if at + 1 < colon && speaks(at + 1) && alone { at + 1 } else { from }
    }

    /// Whom the sentence before a colon is about, in units.
    pub(super) fn introducer(&self, s: u32, from: u32, colon: u32) -> Option<u32> {
        self.speech_noun_source(s, from, colon)
            .or_else(|| self.opening_speaker(s, from, colon))
            .or_else(|| self.main_subject(s, from, colon))
            .or_else(|| self.person_at(s, from, colon))
    }

    /// *Per poi aggiungere, dopo le critiche di Neri: «…»*: an infinitive of saying goes on about whoever was
    /// the subject before.
    fn leading_infinitive(&self, s: u32, from: u32, colon: u32) -> Option<u32> {
        let leads = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Linker | UnitKind::Adverb | UnitKind::Word));
        let first = (from..colon).find(|k| !leads(k))?;
        let verb = self.verb(s, first).filter(|v| v.head.mood == Mood::Infinitive)?;
        let finite = (first..colon).any(|k| self.verb(s, k).is_some_and(VerbGroup::is_finite));
        (self.report(verb).is_some_and(|r| r.always) && !finite).then_some(first)
    }

    /// The verb of saying without a subject that governs the clause before the colon.
    fn reporting_lead(&self, s: u32, from: u32, colon: u32) -> Option<&VerbGroup> {
        let clauses = &self.clauses[s as usize];
        let cue = clauses.complements_in(from, colon).iter().find(|c| c.cue >= from && c.end <= colon)?.cue;
        self.verb(s, cue).filter(|v| v.is_finite() && v.is_third() && self.subject_of_verb(s, cue).is_none())
    }

    /// *Napolitano: «…»*: somebody stands right before the colon.
    fn names_speaker(&self, s: u32, from: u32, colon: u32) -> bool {
        colon.checked_sub(1).and_then(|k| self.unit(s, k)).is_some_and(|u| {
            matches!(u.kind, UnitKind::Noun(_))
                && (colon == from + 1 || self.units.noun(u).is_some_and(|n| n.kind == Kind::Person && n.name.is_some()))
                && self.units.noun(u).is_some_and(|n| matches!(n.kind, Kind::Person | Kind::Group | Kind::Organization))
        })
    }

    /// Whether a clause stands before the colon, and not a label.
    fn tells(&self, s: u32, from: u32, colon: u32) -> bool {
        (from..colon).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite() && v.is_third()))
    }

    /// Whether a verb of saying or a noun of speech stands before the colon.
    fn announces(&self, s: u32, from: u32, colon: u32) -> bool {
        (from..colon).any(|k| self.is_speech(s, k) || self.verb(s, k).is_some_and(|v| v.report.is_some()))
    }

    /// *«Torno subito» può voler dire mai*: the marks are the subject of a verb that
    /// reports nothing, so they are mentioned.
    pub(super) fn is_subject(&self, s: u32, target: u32) -> bool {
        self.verb(s, target + 1).is_some_and(|v| {
            v.is_finite() && v.is_third() && v.report.is_none() && !v.takes_it_up && self.grammar.verbs.lemma(v.lemma).name != "essere"
        })
    }

    /// *«…» (Matteo Dal Lago, Bocconi)*: brackets behind the marks that hold a person and no verb.
    pub(super) fn bracket_source(&self, target: Target) -> Option<Proposal> {
        let UnitKind::Brackets(child) = self.unit(target.stream, target.unit + 1)?.kind else { return None };
        let units = &self.stream(child).units;
        let no_verb = units.iter().all(|u| !matches!(u.kind, UnitKind::Verb(_) | UnitKind::Quote(_)));
        let at = units.iter().position(|u| !matches!(u.kind, UnitKind::Adverb | UnitKind::Paragraph))?;
        let named = self.units.noun(&units[at]).is_some_and(|n| n.kind == Kind::Person && n.name.is_some());
        if !no_verb || !named || units.len() > 8 {
            return None;
        }
        let mut proposal = Proposal::new(Outcome::Direct, Voice::Source, target.unit + 1);
        proposal.source = self.source(child, at as u32, None);
        Some(proposal)
    }

    /// The words that announce: a verb, a noun of speech, an opening expression; else the colon.
    fn colon_cue(&self, s: u32, from: u32, colon: u32) -> Option<Cue> {
        let lexicon = &self.grammar.lexicon;
        let announces = |k: &u32| {
            self.unit(s, *k).is_some_and(|u| match u.kind {
                // Un momento difficile ha scosso tutti: «…»: what says nothing announces nothing
                UnitKind::Verb(_) => self.verb(s, *k).is_some_and(|v| v.is_finite() && v.is_third() && v.report.is_some()),
                UnitKind::Noun(_) => self.is_speech(s, *k),
                UnitKind::Word | UnitKind::Adverb => {
                    lexicon.entry(u.word).class.any(Class::OPENING.or(Class::CONTINUER).or(Class::STANCE_ADJECTIVE))
                }
                _ => false,
            })
        };
        match (from..colon).find(announces) {
            Some(k) => {
                let cue = self.cue(s, k)?;
                let speech = (k..colon.min(k + 4)).find(|j| self.is_speech(s, *j));
                Some(match speech.and_then(|j| self.unit(s, j)) {
                    Some(u) => Cue { span: cue.span.cover(u.span), ..cue },
                    None => cue,
                })
            }
            None => {
                let span = self.unit(s, colon)?.span;
                Some(Cue { span: Span::new(span.start, span.end), lemma: ":".to_owned(), stance: Default::default() })
            }
        }
    }

    /// *dove la regina, che abdica, si è così espressa: «…»*: the last verb of whoever speaks.
    fn verb_of_subject(&self, s: u32, from: u32, colon: u32, subject: u32) -> Option<Cue> {
        let own = |k: &u32| {
            let verb = self.verb(s, *k).is_some_and(|v| v.is_finite() && v.is_third());
            verb && self.subject_of_verb(s, *k).is_some_and(|x| x.unit == subject && x.path != Path::Relative)
        };
        let verb = (from..colon).rev().find(own)?;
        // secca è la replica di Neri: the noun goes with it
        let speech = (verb..colon.min(verb + 4)).find(|j| self.is_speech(s, *j)).and_then(|j| self.unit(s, j));
        self.cue(s, verb).map(|cue| match speech {
            Some(u) => Cue { span: cue.span.cover(u.span), ..cue },
            None => cue,
        })
    }

    fn is_speech(&self, s: u32, k: u32) -> bool {
        self.unit(s, k)
            .filter(|u| matches!(u.kind, UnitKind::Noun(_)))
            .and_then(|u| self.units.noun(u))
            .is_some_and(|n| self.grammar.lexicon.entry(n.head).class.any(Class::SPEECH) && n.name.is_none())
    }

    /// *il commento di X*, *la replica dell'assessore*: the complement of a noun of speech.
    fn speech_noun_source(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        // ecco le sue parole appena sceso dalla moto: whose they are is said before
        let noun = (from..to).find(|k| self.is_speech(s, *k)).filter(|k| !self.is_theirs(s, *k))?;
        (noun + 1..to.min(noun + 4)).find(|k| {
            self.unit(s, *k).is_some_and(|u| {
                let prep = matches!(u.kind, UnitKind::Prep(_));
                let base = self.units.noun(u).map(|n| self.grammar.words.base(n.preposition));
                let of = base == Some(self.grammar.words.di) || base == Some(self.grammar.words.da);
                prep && of && self.can_speak(u)
            })
        })
    }

    /// *Di tutt'altro avviso la seconda classificata, alla quale…: «…»*
    fn opening_speaker(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        let opening = (from..to.min(from + 2)).find(|k| self.unit_class(s, *k).any(Class::OPENING))?;
        (opening + 1..to.min(opening + 4))
            .find(|k| self.unit(s, *k).is_some_and(|u| matches!(u.kind, UnitKind::Noun(_)) && self.can_speak(u)))
    }

    /// The subject of the last main verb before the colon: *Walser fa spallucce: «…»*.
    fn main_subject(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        let inside = |k: u32| self.clauses[s as usize].complements_in(from, k).iter().any(|c| k < c.end && c.cue >= from);
        // la battaglia con Bini mentre Neri se ne andava: «…», perché sentissero tutti: «…»: whom it only tells when and why
        let main = |k: u32| self.clauses[s as usize].main[k as usize] && self.verb(s, k).is_some_and(VerbGroup::is_finite);
        let sentence = (from..to).any(main);
        let only_when = |k: u32| !main(k) && (!sentence || self.verb(s, k).is_some_and(|v| v.head.mood == Mood::Subjunctive));
        (from..to).rev().filter(|k| !inside(*k) && !only_when(*k)).find_map(|k| {
            let verb = self.verb(s, k).filter(|v| v.is_finite() && v.is_third())?;
            // Protagonista assoluta, non poteva essere altrimenti, è Anna Neri: «…»
            let named = self.noun(s, k + 1).is_some_and(|n| n.kind == Kind::Person && n.name.is_some());
            if named && matches!(self.kind(s, k + 1), Some(UnitKind::Noun(_))) && self.grammar.verbs.lemma(verb.lemma).copula {
                return Some(k + 1);
            }
            let subject = self.subject_of_verb(s, k)?;
            // anche i rapporti erano difficili: «…»: a text says something, or it is none
            let mute = self.noun(s, subject.unit).is_some_and(|n| n.kind == Kind::Document)
                && self.verb(s, k).is_some_and(|v| self.grammar.verbs.lemma(v.lemma).copula);
            let speaks = self.unit(s, subject.unit).is_some_and(|u| self.can_speak(u));
            (subject.unit >= from && speaks && !mute).then_some(subject.unit)
        })
    }

    /// *le parole arrivate dal commissario Fabio Neri: «…»*
    fn named_agent(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        (from..to).find(|k| {
            self.unit(s, *k).is_some_and(|u| {
                matches!(u.kind, UnitKind::Prep(_))
                    && self.units.noun(u).is_some_and(|n| {
                        self.grammar.words.base(n.preposition) == self.grammar.words.da
                            && matches!(n.kind, Kind::Person | Kind::Organization | Kind::Group)
                    })
            })
        })
    }

    /// *condanne anche del presidente Paolo Neri: «…»*, *la presenza di Paolo Neri, ministro: «…»*: a
    /// person named right before the colon, unless he is the one who is spoken to.
    fn person_at(&self, s: u32, from: u32, colon: u32) -> Option<u32> {
        let mut at = colon.checked_sub(1).filter(|k| *k >= from)?;
        let apposition = |k: u32| {
            k >= from + 2
                && self.kind(s, k - 1) == Some(UnitKind::Punct(','))
                && self.noun(s, k).is_some_and(|n| n.name.is_none() && n.head != 0)
        };
        if apposition(at) {
            at -= 2;
        }
        let noun = self.noun(s, at)?;
        // scontro tra Neri e Bini: «…» is of either
        if (from..=at).any(|k| self.is_pair(s, k)) {
            return None;
        }
        // a Neri, su Neri, contro Neri: spoken to or of
        let words = &self.grammar.words;
        let listens = noun.preposition != 0 && ![words.di, words.da].contains(&words.base(noun.preposition));
        let named = noun.kind == Kind::Person && noun.name.is_some() && (noun.head != 0 || noun.preposition != 0);
        (named && !listens).then_some(at)
    }

    /// *tra Neri (e Bini)*
    fn is_pair(&self, s: u32, k: u32) -> bool {
        self.noun(s, k).is_some_and(|n| n.name.is_some() && n.kind == Kind::Person && self.grammar.words.between.contains(&n.preposition))
    }

    /// No verb: the first noun phrase that can speak. A sentence with a verb and no subject leaves
    /// the speaker to the one before.
    fn first_speaker(&self, s: u32, from: u32, to: u32, headline: bool) -> Option<u32> {
        let has_verb = (from..to).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite() && v.is_third()));
        if has_verb || (from..to).any(|k| self.is_pair(s, k)) {
            return None;
        }
        // Messaggio alla squadra: «…»; …, con previsioni poco allegre: «…»: a label, no text that was named
        let label = |n: &NounPhrase| n.kind == Kind::Document && !n.definite && !n.indefinite && n.name.is_none() && !headline;
        // Il rapporto con il presidente: «…»: what he speaks about
        let words = &self.grammar.words;
        let between =
            |k: u32| matches!(self.kind(s, k), Some(UnitKind::Prep(_))) && self.noun(s, k).is_some_and(|n| !words.is_di(n.preposition));
        let speaks = |k: &u32, kinds: &[Kind]| {
            self.unit(s, *k).is_some_and(|u| {
                let noun = self.units.noun(u).filter(|_| matches!(u.kind, UnitKind::Noun(_)));
                noun.is_some_and(|n| kinds.contains(&n.kind) && !label(n) && !(n.kind == Kind::Document && between(*k + 1)))
            })
        };
        let kinds = [Kind::Person, Kind::Group, Kind::Organization, Kind::Document, Kind::Pronoun];
        let named = |k: u32| self.noun(s, k).is_some_and(|n| n.kind == Kind::Person && n.name.is_some());
        // Ospedale, i medici: «…»: the last one, unless it is an apposition of a name
        (from..to)
            .rev()
            .find(|k| speaks(k, &kinds) && (named(*k) || !(from..*k).any(named)))
            .or_else(|| (from..to).find(|k| speaks(k, &[Kind::Place])))
            .filter(|k| !headline || self.closes_headline(s, *k, to))
            // Una passante: «…»; but La nuova moto: «…» is what he speaks about
            .or_else(|| {
                to.checked_sub(1).filter(|_| !headline).filter(|k| {
                    matches!(self.kind(s, *k), Some(UnitKind::Noun(_)))
                        && self.noun(s, *k).is_some_and(|n| n.kind == Kind::Thing && n.indefinite && !n.definite)
                })
            })
    }

    /// In a headline whoever speaks stands right before the colon, or has a name: not *Bollette
    /// dell'acqua, il caso dei contatori:*
    fn closes_headline(&self, s: u32, at: u32, colon: u32) -> bool {
        let noun = self.noun(s, at);
        let named = noun.is_some_and(|n| n.name.is_some() && n.name_kind != NameKind::Unknown || n.head != 0);
        let beside = (at + 1..colon).all(|k| matches!(self.kind(s, k), Some(UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_))));
        named || beside
    }

    fn can_speak(&self, unit: &Unit) -> bool {
        self.units.noun(unit).is_some_and(|n| n.can_speak())
    }
}
