//! Asides inside the marks: *«Siamo reduci – continua il ministro – da un successo»*. The cue and
//! the source stand in the aside; the content is what is left. Dashes that belong to the content
//! hold no verb of saying.

use super::{Reading, Source, Voice};
use crate::document::Cue;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::verbs::Frames;
use crate::span::Span;
use crate::unit::{Unit, UnitKind};

/// What the reporter put inside the marks.
pub(super) struct Aside {
    /// What is not content, with its dashes, commas or brackets.
    pub cuts: Vec<Span>,
    /// The cue of the first aside.
    pub cue: Cue,
    /// Its source.
    pub source: Option<Source>,
    /// How the speaker is found.
    pub voice: Voice,
}

/// The longest aside, in units.
const LONGEST: u32 = 16;

struct Cut {
    span: Span,
    verb: u32,
    from: u32,
    to: u32,
}

impl Reading<'_> {
    /// The asides in the inside of a quotation, if at least one has a cue.
    pub(super) fn asides(&self, inside: u32, closed: bool) -> Option<Aside> {
        let units = &self.stream(inside).units;
        let mut cuts: Vec<Cut> = Vec::new();
        let mut bracket: Option<Aside> = None;
        let mut u = 0;
        while (u as usize) < units.len() {
            let cut = match units[u as usize].kind {
                UnitKind::Punct('-') => self.dashed(inside, u).or_else(|| self.own_words(inside, u)).or_else(|| self.authored(inside, u)),
                UnitKind::Punct(',') => self.comma_aside(inside, u, closed),
                UnitKind::Brackets(child) => {
                    if bracket.is_none() {
                        bracket = self.bracketed(child, &units[u as usize]);
                    }
                    None
                }
                _ => None,
            };
            match cut {
                Some(cut) => {
                    u = cut.to.max(u + 1);
                    // the dash that closes an aside opens no other
                    u += u32::from(units.get(u as usize).is_some_and(|x| x.kind == UnitKind::Punct('-')));
                    cuts.push(cut);
                }
                None => u += 1,
            }
        }
        let Some(first) = cuts.first() else { return bracket };
        let Some(verb) = self.verb(inside, first.verb) else {
            let source = self.author(inside, first.verb + 1, first.to).and_then(|k| self.source(inside, k, None));
            return Some(Aside {
                cuts: cuts.iter().map(|c| c.span).collect(),
                cue: self.cue(inside, first.verb)?,
                voice: if source.is_some() { Voice::Source } else { Voice::Dropped(Agreement(Agreement::SINGULAR)) },
                source,
            });
        };
        let source = if verb.impersonal { self.place_of_words(inside, first.verb) } else { None };
        let source = source
            .or_else(|| self.subject_within(inside, first.verb, first.from, first.to).and_then(|k| self.source(inside, k, Some(verb))))
            .or_else(|| self.house(inside, first.verb));
        let voice = match source {
            Some(_) => Voice::Source,
            None if verb.impersonal => self.unplaced(verb),
            None => Voice::Dropped(verb.subject_agreement()),
        };
        let mut spans: Vec<Span> = cuts.iter().map(|c| c.span).collect();
        spans.extend(bracket.into_iter().flat_map(|b| b.cuts));
        spans.sort();
        Some(Aside { cuts: spans, cue: self.cue(inside, first.verb)?, source, voice })
    }

    /// The reporter's brackets, *(ndr)*, *(ride)*, *[…]*, which are not the speaker's words.
    pub(super) fn reporter_notes(&self, inside: u32) -> Vec<Span> {
        let units = &self.stream(inside).units;
        let notes = units.iter().filter(|unit| match unit.kind {
            UnitKind::Brackets(child) => self.is_note(child),
            _ => false,
        });
        notes.map(|u| u.span).collect()
    }

    fn is_note(&self, child: u32) -> bool {
        let units = &self.stream(child).units;
        let by_word = units.iter().any(|u| self.grammar.lexicon.entry(u.word).class.any(Class::REPORTER_NOTE));
        by_word || units.iter().all(|u| matches!(u.kind, UnitKind::Punct('…' | '.') | UnitKind::Stop))
    }

    /// – parole sue –
    fn own_words(&self, s: u32, open: u32) -> Option<Cut> {
        let units = &self.stream(s).units;
        let noun = self.units.noun(units.get(open as usize + 1)?)?;
        let words = noun.span.of(self.article.text);
        let own = |w: &str| self.grammar.lists(&self.grammar.words.of_own_words, w);
        // the possessive may be read as a word of its own
        let behind = units.get(open as usize + 2).is_some_and(|u| u.kind == UnitKind::Word && own(u.span.of(self.article.text)));
        let last = open as usize + 2 + usize::from(behind);
        let owned = behind || words.split_whitespace().any(own);
        let speech = self.grammar.lexicon.entry(noun.head).class.any(Class::SPEECH);
        let closes = units.get(last).is_none_or(|u| u.kind == UnitKind::Punct('-'));
        let end = units.get(last).or_else(|| units.get(last - 1)).map_or(noun.span.end, |u| u.span.end);
        let to = (last as u32 + 1).min(units.len() as u32);
        (owned && speech && closes).then(|| Cut {
            span: Span::new(units[open as usize].span.start, end),
            verb: open + 1,
            from: open + 1,
            to,
        })
    }

    /// *– il commento a caldo dell'avvocato –*, *– è l'accusa di Neri –*: a noun of speech and whose it is.
    fn authored(&self, s: u32, open: u32) -> Option<Cut> {
        let at = open + 1 + u32::from(self.is_copula(s, open + 1));
        let noun = self.noun(s, at).filter(|n| n.definite && n.preposition == 0)?;
        let speech = self.grammar.lexicon.entry(noun.head).class.any(Class::SPEECH);
        let passes = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_)));
        let close = (at + 1..open + LONGEST).find(|k| !passes(*k)).filter(|_| speech)?;
        let closes = self.kind(s, close).is_none_or(|k| k == UnitKind::Punct('-'));
        self.author(s, at + 1, close).filter(|_| closes)?;
        let units = &self.stream(s).units;
        let end = units.get(close as usize).map_or_else(|| units[close as usize - 1].span.end, |u| u.span.end);
        Some(Cut { span: Span::new(units[open as usize].span.start, end), verb: at, from: open + 1, to: close })
    }

    /// *di X, da X*: whose words a noun of speech before these units says that they are.
    fn author(&self, s: u32, from: u32, to: u32) -> Option<u32> {
        let words = &self.grammar.words;
        let of = |n: &crate::unit::NounPhrase| [words.di, words.da].contains(&words.base(n.preposition)) && n.can_speak();
        (from..to).find(|k| self.noun(s, *k).is_some_and(of))
    }

    /// – cue source –
    fn dashed(&self, s: u32, open: u32) -> Option<Cut> {
        let verb = self.opening_cue(s, open + 1)?;
        let units = &self.stream(s).units;
        let mut close = None;
        for k in verb + 1..(open + LONGEST).min(units.len() as u32) {
            match units[k as usize].kind {
                UnitKind::Punct('-') => {
                    close = Some(k);
                    break;
                }
                UnitKind::Paragraph => break,
                _ => {}
            }
        }
        let end_of_stream = units.len() as u32;
        let to = match close {
            Some(k) => k + 1,
            None if end_of_stream - open <= LONGEST && !self.has_stop(s, verb, end_of_stream) => end_of_stream,
            None => return None,
        };
        let mut end = units[to as usize - 1].span.end;
        let mut next = to;
        // –. –, –: the stop behind the aside belongs to nobody
        while let Some(unit) = units.get(next as usize) {
            let hangs = matches!(unit.kind, UnitKind::Stop | UnitKind::Punct(',' | ':' | ';')) && unit.span.start <= end + 1;
            if !hangs {
                break;
            }
            end = unit.span.end.max(end);
            next += 1;
        }
        Some(Cut { span: Span::new(units[open as usize].span.start, end), verb, from: open + 1, to: to - u32::from(close.is_some()) })
    }

    fn has_stop(&self, s: u32, from: u32, to: u32) -> bool {
        (from..to).any(|k| self.kind(s, k) == Some(UnitKind::Stop))
    }

    /// , cue source ,
    fn comma_aside(&self, s: u32, open: u32, closed: bool) -> Option<Cut> {
        let verb_at = self.opening_cue(s, open + 1)?;
        let verb = self.verb(s, verb_at)?;
        if verb_at != open + 1 || verb.takes_it_up || verb.negated || verb.dative {
            return None;
        }
        // «il mio personaggio, László Tóth, è scritto bene, …»: the speaker's own, unless it says where or by whom
        if verb.passive && self.agent(s, verb_at).is_none() && self.place_of_words(s, verb_at).is_none() {
            return None;
        }
        let units = &self.stream(s).units;
        let mut k = verb_at + 1;
        let mut gerund = false;
        while let Some(unit) = units.get(k as usize) {
            match unit.kind {
                UnitKind::Punct(',') => break,
                UnitKind::Adverb | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_) => k += 1,
                // ha scherzato uscendo
                UnitKind::Verb(v) if self.units.verbs[v as usize].head.mood == Mood::Gerund => {
                    gerund = true;
                    k += 1;
                }
                _ if !closed => k += 1,
                _ => return None,
            }
            if k > open + LONGEST {
                return None;
            }
        }
        let at_end = units.get(k as usize).is_none();
        if at_end && closed {
            return None;
        }
        // «se, dice il proverbio, …»: a present tense without a name is the speaker's own aside
        let named = self.subject_within(s, verb_at, open, k).is_some();
        if !named && !gerund && !self.is_compound(verb) {
            return None;
        }
        // "Fa freddo, spiega la preside, che ieri ha scritto al sindaco: marks that nobody closed end before the cue
        let length = units.len() as u32;
        let reporters = !closed && named && self.kind(s, k + 1) == Some(UnitKind::Che);
        let k = if reporters { length } else { k };
        let end = units.get(k as usize).map_or_else(|| units[k as usize - 1].span.end, |u| u.span.end);
        Some(Cut { span: Span::new(units[open as usize].span.start, end), verb: verb_at, from: open + 1, to: k })
    }

    /// *ha detto, aveva spiegato*: a past that the speaker himself would not use of what goes on.
    fn is_compound(&self, verb: &crate::unit::VerbGroup) -> bool {
        let lists = &self.grammar.words;
        let clitic = |w: &&str| self.grammar.lists(&lists.clitics_before_auxiliaries, w);
        let mut words = verb.span.of(self.article.text).split_whitespace().skip_while(clitic);
        words.next().is_some_and(|w| self.grammar.lists(&lists.of_the_past, w)) && words.next().is_some()
    }

    /// (ha aggiunto)
    fn bracketed(&self, child: u32, unit: &Unit) -> Option<Aside> {
        if self.is_note(child) {
            return None;
        }
        let verb_at = self.opening_cue(child, 0)?;
        let verb = self.verb(child, verb_at)?;
        let length = self.stream(child).units.len() as u32;
        if length > LONGEST {
            return None;
        }
        let source = self.subject_within(child, verb_at, 0, length).and_then(|k| self.source(child, k, Some(verb)));
        let voice = if source.is_some() { Voice::Source } else { Voice::Dropped(verb.subject_agreement()) };
        Some(Aside { cuts: vec![unit.span], cue: self.cue(child, verb_at)?, source, voice })
    }

    /// The verb of saying that an aside opens with, adverbs or its source before it.
    fn opening_cue(&self, s: u32, from: u32) -> Option<u32> {
        for k in from..from + 5 {
            let unit = self.unit(s, k)?;
            match unit.kind {
                UnitKind::Verb(v) => {
                    let verb = &self.units.verbs[v as usize];
                    let report = self.report(verb)?;
                    let speaks = verb.is_finite() && verb.is_third() && report.frames.any(Frames::QUOTE);
                    let agreeing_source = k == from || self.subject_within(s, k, from, k + 4).is_some();
                    return (speaks && agreeing_source).then_some(k);
                }
                UnitKind::Adverb | UnitKind::Noun(_) => {}
                UnitKind::Coordinator if k == from => {}
                _ => return None,
            }
        }
        None
    }
}

/// The segments of a quotation without what is cut from them.
pub(super) fn without(segments: &[Span], cuts: &[Span], text: &str) -> Vec<Span> {
    let mut out = Vec::with_capacity(segments.len() + cuts.len());
    for segment in segments {
        let mut start = segment.start;
        for cut in cuts.iter().filter(|c| segment.overlaps(**c)) {
            push_trimmed(&mut out, Span::new(start, cut.start.max(start)), text);
            start = cut.end.min(segment.end).max(start);
        }
        push_trimmed(&mut out, Span::new(start, segment.end), text);
    }
    out
}

fn push_trimmed(out: &mut Vec<Span>, span: Span, text: &str) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        out.push(span);
    }
}
