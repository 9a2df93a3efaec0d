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
    /// *Rossi: il ponte si farà* in the headline, or in the lines below it.
    pub(super) fn headline_paraphrase(&self, s: u32, accepted: &[bool], out: &mut Vec<Clause>) {
        for p in self.article.paragraphs.iter().take(HEADLINES) {
            let text = p.span.of(self.article.text).trim_end();
            let short = text.split_whitespace().take(LONGEST + 1).count() <= LONGEST;
            let whole = p.role == Role::Headline || short && !text.ends_with(['.', '!', '?', '»', '”', '"']);
            self.headline_clause(s, p.span, whole, accepted, out);
        }
    }

    /// The labels of a headline; in the lines below it, which are sentences, a lone name alone is a label.
    fn headline_clause(&self, s: u32, headline: Span, whole: bool, accepted: &[bool], out: &mut Vec<Clause>) {
        let units = &self.stream(s).units;
        let first = units.partition_point(|u| u.span.start < headline.start) as u32;
        let end = units.partition_point(|u| u.span.start < headline.end) as u32;
        let breaks = |k: &u32| matches!(units[*k as usize].kind, UnitKind::Stop | UnitKind::Paragraph | UnitKind::Punct(';'));
        for colon in (first..end).filter(|k| units[*k as usize].kind == UnitKind::Punct(':')) {
            // Neri: no all'accordo; Bini: servono fondi. Una voce: each label has its own words
            let begin = (first..colon).rev().find(breaks).map_or(first, |k| k + 1);
            let close = (colon + 1..end).find(breaks).unwrap_or(end);
            // Carabinieri, un altro arresto: «…»: the last of a row
            let last = !(colon + 1..close).any(|k| units[k as usize].kind == UnitKind::Punct(':'));
            // Coach Neri: Abbiamo vinto noi. …: a whole paragraph is his own words
            let lone = colon == begin + 1 && self.spoken_paragraph(s, colon + 1).is_none();
            if last && (whole || lone) {
                self.label_clause(s, (begin, colon, close), accepted, out);
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
        // Salta l'accordo: …; è morto don Neri: …: what the headline itself is about
        if at > begin && self.verb(s, at - 1).is_some_and(|v| v.is_finite() && v.report.is_none()) {
            return;
        }
        // Farnesina: …, but Kabul: … is where it happens
        let body = |c: Class| c.any(Class::ORGANIZATION) || c.any(Class::METONYM) && !c.any(Class::PLACE);
        let speaks = match noun.kind {
            Kind::Person => self.is_known_person(noun) || self.speaks_below(s, noun),
            Kind::Document => noun.definite || at + 1 == colon,
            Kind::Organization => noun.definite || body(self.unit_class(s, at)) || self.speaks_below(s, noun),
            Kind::Group => noun.definite || self.speaks_below(s, noun),
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

    /// *Governo: la strada riapre*: a topic, unless the article has it say something.
    fn speaks_below(&self, s: u32, label: &crate::unit::NounPhrase) -> bool {
        let text = self.article.text;
        let last = |n: &crate::unit::NounPhrase| n.name.and_then(|x| x.of(text).split_whitespace().next_back());
        let same = |n: &crate::unit::NounPhrase| match (last(label), last(n)) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            (None, None) => label.head == n.head,
            _ => false,
        };
        self.clauses[s as usize].subjects.iter().enumerate().any(|(u, subject)| {
            subject.and_then(|x| self.noun(s, x.unit)).is_some_and(same)
                && self.verb(s, u as u32).and_then(|v| self.report(v)).is_some_and(|r| r.always)
        })
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
