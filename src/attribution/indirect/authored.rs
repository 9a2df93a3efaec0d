//! The clause around an aside without a verb of saying: *La legge – è l'opinione di Rossi – cambierà*.

use super::Clause;
use crate::attribution::{Reading, Voice};
use crate::document::Cue;
use crate::grammar::lexicon::Class;
use crate::grammar::rule::Resolver;
use crate::unit::UnitKind;

impl Reading<'_> {
    /// The clause around the copula at `u` that stands between commas or dashes, with a noun of speech and whose it is.
    pub(super) fn authored_aside(&self, s: u32, u: u32, accepted: &[bool]) -> Option<Clause> {
        let open = u - 1;
        let mark = self.kind(s, open).filter(|k| matches!(k, UnitKind::Punct(',' | '-')))?;
        let at = (u + 1..).find(|k| self.kind(s, *k) != Some(UnitKind::Adverb))?;
        let noun = self.noun(s, at).filter(|n| n.definite && n.preposition == 0 && n.name.is_none())?;
        let speech = self.grammar.lexicon.entry(noun.head).class.any(Class::SPEECH);
        let passes = |k: u32| matches!(self.kind(s, k), Some(UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_)));
        let close = (at + 1..).find(|k| !passes(*k)).filter(|_| speech)?;
        let words = &self.grammar.words;
        let of = |n: &crate::unit::NounPhrase| [words.di, words.da].contains(&words.base(n.preposition)) && n.can_speak();
        let author = (at + 1..close).find(|k| self.noun(s, *k).is_some_and(of))?;
        let closes = self.kind(s, close) == Some(mark) || mark == UnitKind::Punct(',') && self.kind(s, close) == Some(UnitKind::Stop);
        let segments = self.around_aside(s, (open, close), accepted).filter(|_| closes)?;
        let span = self.span(s, u, at + 1);
        let cue = Some(Cue { span, lemma: span.of(self.article.text).to_lowercase(), stance: Default::default() });
        let segments = segments.into_iter().map(|(a, b)| self.clause_span(s, a, b)).filter(|x| !x.is_empty()).collect();
        let source = Some(self.source(s, author, None)?);
        Some(Clause { resolver: Resolver::IndirectAside, place: (s, u), segments, cue, source, voice: Voice::Source })
    }

    /// What an aside from its mark `open` to its mark `close` parts, in units: the clause before it, and what goes on
    /// behind it.
    fn around_aside(&self, s: u32, (open, close): (u32, u32), accepted: &[bool]) -> Option<Vec<(u32, u32)>> {
        let (from, to) = self.sentence(s, open);
        let joins = matches!(self.kind(s, open.checked_sub(1)?), Some(UnitKind::Coordinator | UnitKind::Subordinator));
        let begin = if joins { open } else { self.after_break(s, from, open) };
        let rest = (close + 1, self.before_break(s, (close + 1).min(to), to));
        let finite = |a: u32, b: u32| (a..b).any(|k| self.verb(s, k).is_some_and(|v| v.is_finite()));
        let goes_on = if finite(begin, open) { self.hangs_on(s, (begin, open), rest.0, rest.1) } else { finite(rest.0, rest.1) };
        if self.any_accepted(s, begin, open, accepted) || !finite(begin, open) && !goes_on {
            return None;
        }
        let behind = (goes_on && !self.any_accepted(s, rest.0, rest.1, accepted)).then_some(rest);
        let before = (open > begin).then_some((begin, open));
        Some(before.into_iter().chain(behind).collect::<Vec<_>>()).filter(|x| !x.is_empty())
    }
}
