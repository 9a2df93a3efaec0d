//! The headline's paraphrase behind a name and a colon: *Rossi: il ponte si farà*.

use super::Clause;
use crate::article::Role;
use crate::attribution::{Reading, Voice};
use crate::document::Cue;
use crate::grammar::lexicon::Class;
use crate::grammar::rule::Resolver;
use crate::span::Span;
use crate::unit::{Kind, UnitKind};

/// How many paragraphs at the head can be headlines, and the most words of one that is not the first.
const HEADLINES: usize = 3;
const LONGEST: usize = 18;

impl Reading<'_> {
    /// *Rossi: il ponte si farà* in the headline.
    pub(super) fn headline_paraphrase(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        for p in self.article.paragraphs.iter().take(HEADLINES) {
            let text = p.span.of(self.article.text).trim_end();
            let short = text.split_whitespace().take(LONGEST + 1).count() <= LONGEST;
            if p.role == Role::Headline || short && !text.ends_with(['.', '!', '?', '»', '”', '"']) {
                self.headline_clause(s, p.span, accepted, out);
            }
        }
    }

    fn headline_clause(&self, s: u32, headline: Span, accepted: &[bool], out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        let begin = units.partition_point(|u| u.span.start < headline.start) as u32;
        let end = units.partition_point(|u| u.span.start < headline.end) as u32;
        // Neri: no all'accordo; Bini: servono fondi. Una voce: each label has its own words
        let mut begin = begin;
        for colon in (begin..end).filter(|k| units[*k as usize].kind == UnitKind::Punct(':')) {
            let breaks = |k: &u32| matches!(units[*k as usize].kind, UnitKind::Stop | UnitKind::Punct(';'));
            let close = (colon + 1..end).find(breaks).unwrap_or(end);
            // Carabinieri, un altro arresto: «…»: the last of a row
            if !(colon + 1..close).any(|k| units[k as usize].kind == UnitKind::Punct(':')) {
                self.label_clause(s, (begin, colon, close), accepted, out);
                begin = close + 1;
            }
        }
    }

    /// What stands behind a label in a headline: where it begins, its colon, where its words end.
    fn label_clause(&self, s: u32, (begin, colon, end): (u32, u32, u32), accepted: &[bool], out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        if self.any_accepted(s, colon, end, accepted) || colon <= begin {
            return;
        }
        // Rossi ai tifosi: the name stands before its complements
        let Some(mut at) = (begin..colon)
            .rev()
            .take_while(|k| matches!(units[*k as usize].kind, UnitKind::Noun(_) | UnitKind::Prep(_)))
            .find(|k| matches!(units[*k as usize].kind, UnitKind::Noun(_)))
        else {
            return;
        };
        // Neri, leader del Polo: what he is stands behind his name
        let describes = self.noun(s, at).is_some_and(|n| n.kind == Kind::Person && n.name.is_none() && !n.definite);
        let named = at.checked_sub(2).filter(|k| *k >= begin && self.noun(s, *k).is_some_and(|n| n.name.is_some()));
        if describes && self.kind(s, at.wrapping_sub(1)) == Some(UnitKind::Punct(',')) {
            at = named.unwrap_or(at);
        }
        let Some(noun) = self.units.noun(&units[at as usize]) else { return };
        let speaks = match noun.kind {
            Kind::Person => self.is_known_person(noun),
            Kind::Document => noun.definite || at + 1 == colon,
            Kind::Organization => noun.name.is_none() && noun.definite || self.unit_class(s, at).any(Class::ORGANIZATION),
            Kind::Group => noun.definite,
            _ => false,
        };
        let words = self.span(s, colon + 1, end).of(self.article.text).split_whitespace().count();
        if !speaks || words < 3 {
            return;
        }
        let colon_span = units[colon as usize].span;
        out.push(Clause {
            resolver: Resolver::IndirectHeadline,
            place: (s, colon),
            segments: vec![self.clause_span(s, colon + 1, end)],
            cue: Some(Cue { span: colon_span, lemma: ":".to_owned(), stance: Default::default() }),
            source: self.source(s, at, None),
            voice: Voice::Source,
        });
    }

    /// A role, or a name that the article gives somewhere with a given name or a role.
    fn is_known_person(&self, noun: &crate::unit::NounPhrase) -> bool {
        let Some(name) = noun.name else { return noun.head != 0 };
        let text = self.article.text;
        let surname = name.of(text).split_whitespace().next_back().unwrap_or_default();
        self.units.nouns.iter().any(|n| {
            n.kind == Kind::Person
                && (n.head != 0 || n.name_kind == crate::unit::NameKind::Person)
                && n.name.is_some_and(|x| x.of(text).split_whitespace().next_back().is_some_and(|w| w.eq_ignore_ascii_case(surname)))
        })
    }
}
