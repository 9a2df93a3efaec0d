//! The clause that a framing word gives to somebody: *Secondo X la legge cambierà*.

use super::Clause;
use crate::attribution::{Reading, Voice};
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::Resolver;
use crate::unit::{Kind, UnitKind};

impl Reading<'_> {
    /// *Secondo X la legge cambierà*; *la legge cambierà, secondo X*
    pub(super) fn framed_clauses(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        for u in (0..units.len() as u32).filter(|u| units[*u as usize].kind == UnitKind::Framing) {
            let framed = if self.is_own_frame(s, u) { self.own_framed_clause(s, u) } else { self.framed_clause(s, u) };
            let Some(clause) = framed else { continue };
            // secondo Neri la spesa è alta, ma «un conto è tagliare»: words in marks are a quotation of their own
            let (_, end) = self.framed_bounds(s, u);
            if let Some(first) =
                (u + 1..end).find(|k| clause.segments.last().is_some_and(|x| self.unit(s, *k).is_some_and(|y| y.span.start >= x.start)))
                && self.any_accepted(s, first, end, accepted)
            {
                out.extend(self.beside_marks(s, &clause, (first, end), accepted));
            }
            out.push(clause);
        }
    }

    /// *a suo avviso*: whose opinion it is stands in the words.
    pub(in crate::attribution) fn is_own_frame(&self, s: u32, u: u32) -> bool {
        self.unit(s, u).is_some_and(|x| self.grammar.words.own_frames.contains(&x.word))
    }

    /// Whoever *a suo avviso*, *a loro dire* leads back to.
    pub(in crate::attribution) fn own_voice(&self, s: u32, u: u32) -> Voice {
        let of_many = self.unit(s, u).is_some_and(|x| self.grammar.words.own_frames_of_many.contains(&x.word));
        Voice::Dropped(Agreement(if of_many { Agreement::PLURAL } else { Agreement::SINGULAR }))
    }

    /// *A suo avviso la legge cambierà*; *la legge, a suo avviso, cambierà*
    fn own_framed_clause(&self, s: u32, u: u32) -> Option<Clause> {
        let (begin, end) = self.framed_bounds(s, u);
        let comma = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Punct(',' | '-')));
        let finite = |from: u32, to: u32| (from..to).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite()));
        let rest = u + 1 + u32::from(comma(u + 1));
        let parted = u > begin + 1 && comma(u - 1) && (rest > u + 1 || rest >= end);
        let opens = u == begin || matches!(self.kind(s, u - 1), Some(UnitKind::Coordinator | UnitKind::Subordinator | UnitKind::Che));
        // un servizio, a loro dire inadeguato: a judgement on a word, and no clause
        if !(parted && finite(begin, end) || opens && finite(rest, end)) {
            return None;
        }
        let mut segments = Vec::new();
        if parted {
            segments.push(self.clause_span(s, begin, u - 1));
        }
        if rest < end {
            segments.push(self.clause_span(s, rest, end));
        }
        segments.retain(|x| !x.of(self.article.text).trim().is_empty());
        (!segments.is_empty()).then(|| Clause {
            resolver: Resolver::IndirectFraming,
            place: (s, u),
            segments,
            cue: self.cue(s, u),
            source: None,
            voice: self.own_voice(s, u),
        })
    }

    /// *Per l'opposizione parla Neri*: for whom somebody speaks, and not what they hold.
    fn speaks_for(&self, s: u32, source: u32) -> bool {
        let says = self.verb(s, source + 1).is_some_and(|v| v.is_finite() && v.is_third() && v.report.is_some());
        says && self.subject_of_verb(s, source + 1).is_some_and(|x| x.unit > source + 1)
    }

    fn framed_clause(&self, s: u32, u: u32) -> Option<Clause> {
        let (begin, end) = self.framed_bounds(s, u);
        // tace il governo per bocca del ministro: through whom somebody acts holds no opinion
        let source_at = self.framed_source(s, u)?;
        if self.unit_class(s, u).any(Class::MOUTHPIECE) || source_at > u && self.frames_other_words(s, begin, end) {
            return None;
        }
        let per = self.unit(s, u)?.word == self.grammar.words.per;
        // secondo gli Usa, secondo Roma; a place alone is one, per la Francia is a way or a reason
        let source = self.noun(s, source_at)?;
        if source.kind == Kind::Place && !self.unit_class(s, source_at).any(Class::METONYM) && (per || !source.definite) {
            return None;
        }
        if per && (!self.per_frames_clause(s, u, source_at, begin) || self.speaks_for(s, source_at)) {
            return None;
        }
        // Ma per il sindaco …: what leads the sentence in belongs to nobody's words
        let begin = if per { u } else { begin };
        let source_behind = source_at > u;
        let quanto = source_at > u + 1 || self.kind(s, u + 1)? == UnitKind::Subordinator;
        let after = if !source_behind {
            u + 2
        } else if quanto {
            // secondo quanto riferisce X a Y, …: up to the comma
            self.behind_relative(s, source_at + 1, end).unwrap_or(source_at + 1)
        } else {
            self.behind_source(s, source_at)
        };
        let finite = |k: u32| self.verb(s, k).is_some_and(|v| v.is_finite());
        let mut segments = Vec::new();
        if u > begin && source_behind {
            let comma_before = matches!(self.kind(s, u - 1), Some(UnitKind::Punct(',' | '-')));
            let lead = if comma_before { u - 1 } else { u };
            if lead > begin {
                segments.push(self.clause_span(s, begin, lead));
            }
        }
        // per i giudici (che ieri erano tre) la multa è giusta
        let after = after + u32::from(matches!(self.kind(s, after), Some(UnitKind::Brackets(_))));
        // secondo Neri, che ieri ha votato contro, …: what is told of the source is not what the source says
        // per lo studioso, coautore dell'articolo, …: nor is what it is
        let bare = |k: u32| {
            let noun = self.noun(s, k).filter(|_| matches!(self.kind(s, k), Some(UnitKind::Noun(_))));
            noun.is_some_and(|n| n.kind == Kind::Person && !n.definite && !n.indefinite && n.name.is_none())
        };
        let goes_on = |k: u32| (k..end).any(|j| self.verb(s, j).is_some_and(|v| v.is_finite()));
        let apposed = bare(after + 1) && self.comma_in(s, after + 2, end).is_some_and(goes_on);
        let told_of = self.kind(s, after + 1) == Some(UnitKind::Che) || apposed;
        let relative = self.kind(s, after) == Some(UnitKind::Punct(',')) && told_of;
        let after = if relative && source_behind { self.comma_in(s, after + 2, end).unwrap_or(end) } else { after };
        // secondo gli Usa invece, …
        let adverbs = (after..end).take_while(|k| self.kind(s, *k) == Some(UnitKind::Adverb)).count() as u32;
        let after = if matches!(self.kind(s, after + adverbs), Some(UnitKind::Punct(','))) { after + adverbs } else { after };
        let comma_behind = matches!(self.kind(s, after), Some(UnitKind::Punct(',' | '-')));
        let rest = if comma_behind { after + 1 } else { after };
        // secondo X, invece, …
        let aside = matches!(self.kind(s, rest), Some(UnitKind::Adverb)) && self.kind(s, rest + 1) == Some(UnitKind::Punct(','));
        let rest = if comma_behind && aside { rest + 2 } else { rest };
        // a finished clause before «, secondo X» is all of it but for what hangs on it
        let goes_on = comma_behind && !relative && self.hangs_on(s, (begin, u), rest, end) && !self.any_quote(s, rest, end);
        let finished = source_behind && (begin..u).any(finite) && !goes_on;
        if rest < end && !finished {
            // il triste evento («Stava bene»): words in brackets at the end are somebody else's
            let bracketed = u32::from(matches!(self.kind(s, end - 1), Some(UnitKind::Brackets(_))) && rest + 1 < end);
            segments.push(self.clause_span(s, rest, end - bracketed));
        }
        segments.retain(|x| !x.of(self.article.text).trim().is_empty());
        let holds_verb = (begin..end).any(|k| k != u && finite(k) && !(quanto && k > u && k < after));
        (holds_verb && !segments.is_empty()).then(|| Clause {
            resolver: Resolver::IndirectFraming,
            place: (s, u),
            segments,
            cue: self.cue(s, u),
            source: self.source(s, source_at, None).map(|mut source| {
                if source_behind && !quanto {
                    source.span = source.span.cover(self.span(s, source_at, self.behind_source(s, source_at)));
                }
                source
            }),
            voice: Voice::Source,
        })
    }

    /// *Lo ha riferito il sindaco, secondo la stampa*; *Questa, secondo Neri, è stata: «…»*: the words stand before or behind.
    fn frames_other_words(&self, s: u32, begin: u32, end: u32) -> bool {
        let takes_up = (begin..end.min(begin + 2)).any(|k| self.verb(s, k).is_some_and(|v| v.takes_it_up && v.report.is_some()));
        let introduces = self.kind(s, end) == Some(UnitKind::Punct(':')) && end > 0 && self.is_copula(s, end - 1);
        takes_up || introduces
    }

    /// *Per i residenti la campana non disturba*, *Ma per il sindaco non basta*: a clause of its own follows a source
    /// that opens the sentence.
    fn per_frames_clause(&self, s: u32, u: u32, source_at: u32, begin: u32) -> bool {
        // per lei, sono stati attimi di terrore: to whom something happened
        if self.noun(s, source_at).is_some_and(|n| n.kind == Kind::Pronoun) {
            return false;
        }
        let leads = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Coordinator | UnitKind::Adverb));
        let passes = |k: &u32| matches!(self.kind(s, *k), Some(UnitKind::Adverb | UnitKind::Brackets(_)));
        let behind = source_at + 1 + (source_at + 1..).take_while(passes).count() as u32;
        let clause_follows = matches!(self.kind(s, behind), Some(UnitKind::Punct(',') | UnitKind::Noun(_)))
            || self.verb(s, behind).is_some_and(|v| v.is_finite() && v.is_third());
        (begin..u).all(leads) && clause_follows && self.frames_sentence(s, u, begin, u + 1)
    }

    /// Behind the noun of *secondo i rilievi eseguiti dai geologi*, *secondo una stima sui danni*: what
    /// tells a thing apart that is the source.
    fn behind_source(&self, s: u32, source: u32) -> u32 {
        let thing = self.noun(s, source).is_some_and(|n| matches!(n.kind, Kind::Thing | Kind::Speech | Kind::Document));
        let words = &self.grammar.words;
        let goes_on = |k: &u32| match self.kind(s, *k) {
            Some(UnitKind::Prep(_)) => {
                self.noun(s, *k).is_some_and(|n| [words.di, words.da, words.su].contains(&words.base(n.preposition)))
            }
            Some(UnitKind::Verb(_)) => self.verb(s, *k).is_some_and(|v| v.head.mood == Mood::Participle),
            _ => false,
        };
        let told_apart = if thing { (source + 1..).take_while(goes_on).count() as u32 } else { 0 };
        // stando ai racconti in aula, …: with its comma behind it any complement is the source's
        let end = source + 1 + told_apart;
        let complements = (end..).take_while(|k| matches!(self.kind(s, *k), Some(UnitKind::Prep(_)))).count() as u32;
        let closed = thing && self.kind(s, end + complements) == Some(UnitKind::Punct(','));
        if closed { end + complements } else { end }
    }

    /// What the framing word at `u` can give to its source: between semicolons or colons.
    fn framed_bounds(&self, s: u32, u: u32) -> (u32, u32) {
        let (from, to) = self.sentence(s, u);
        let begin = self.after_break(s, from, u);
        let end = self.before_break(s, u, to);
        // che secondo X riprenderà …, : inside a relative, up to its comma; alla quale, secondo X, … to its end
        let opens = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Che | UnitKind::Subordinator));
        if u > begin && opens(u - 1) {
            // …, perché il calo era atteso: why it is so, is said too
            let goes_on = |k: u32| self.kind(s, k + 1) == Some(UnitKind::Subordinator) && !self.unit_class(s, k + 1).any(Class::RELATIVE);
            let mut comma = self.comma_in(s, u + 2, end);
            if comma.is_some_and(goes_on) {
                comma = None;
            }
            return (u, comma.unwrap_or(end));
        }
        if u > begin + 1 && self.kind(s, u - 1) == Some(UnitKind::Punct(',')) && opens(u - 2) {
            return (u, end);
        }
        // la chiazza si muove e, secondo X, potrebbe…: what is coordinated with it is the reporter's
        let joined =
            u >= begin + 2 && self.kind(s, u - 1) == Some(UnitKind::Punct(',')) && self.kind(s, u - 2) == Some(UnitKind::Coordinator);
        (if joined { u } else { begin }, end)
    }

    /// The comma that closes what *secondo quanto riferisce X* adds of X: *…, che dirige il museo, …*
    fn behind_relative(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        let comma = self.comma_in(s, from, to)?;
        let relative = self.kind(s, comma + 1) == Some(UnitKind::Che);
        if relative { self.comma_in(s, comma + 1, to) } else { Some(comma) }
    }

    fn comma_in(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        (from..to).find(|k| self.kind(s, *k) == Some(UnitKind::Punct(',')))
    }
}
