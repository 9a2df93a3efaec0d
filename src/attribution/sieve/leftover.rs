//! What no rule gave to anybody: somebody's words, a name, a title or irony, by its shape.

use super::{Proposal, Target};
use crate::attribution::content::Contents;
use crate::attribution::{Reading, Voice};
use crate::grammar::rule::{ContentTest, Outcome};
use crate::marks::MarkStyle;
use crate::unit::{Kind, UnitKind, VerbGroup};

/// The first person, singular and plural, among the persons of a verb form.
const FIRST: u8 = 1 | 8;

/// The fewest words of a fragment with a verb that is no name for a thing.
const CLAUSE: usize = 5;

/// The fewest words of a fragment without one.
const LONG: usize = 8;

/// Ends of sentences inside words that begin in the middle of one, from which on they are nobody's.
const SENTENCES: usize = 2;

/// The most units of a dateline.
const DATELINE: u32 = 6;

/// How sure it is that words alone in brackets are whose the sentence before them is.
const BEFORE_BRACKETS: f32 = 0.7;

/// What no rule gave to anybody: a long sentence is somebody's words, we only do not know whose; a
/// fragment is irony, a name or a title by its shape.
pub(super) fn leftover(reading: &Reading<'_>, contents: &Contents, target: Target, found_before: bool) -> Proposal {
    let is = |test| contents.is(target.mark, test);
    let words = contents.words[target.mark as usize];
    if reading.is_subject(target.stream, target.unit) {
        return Proposal::new(Outcome::Term, Voice::Nobody, target.unit);
    }
    // «Quale cassetto?» in a paragraph of its own, among others: the two go on talking
    if is(ContentTest::ALONE) && is(ContentTest::CAPITAL) && target.unit > 2 && !target.headline && found_before {
        return Proposal::new(Outcome::Direct, Voice::Other, target.unit);
    }
    // nothing gives them to anybody, they are no sentence's beginning, and they outlive it by two: the marks are those
    // of others, of which one is missing
    let inside = contents.inside[target.mark as usize].map(|s| reading.stream(s));
    let sentences = inside.map_or(0, |s| s.units.iter().filter(|u| u.kind == UnitKind::Stop).count());
    if is(ContentTest::LOWER) && sentences >= SENTENCES {
        return Proposal::new(Outcome::Scare, Voice::Nobody, target.unit);
    }
    // per i quali «chiediamo scusa», «ma la città non lo merita»: a person or a clause is somebody's
    if is(ContentTest::LOWER) && (reading.says_i(contents, target) || is(ContentTest::VERB) && words >= CLAUSE || words >= LONG) {
        let mut proposal = Proposal::new(Outcome::Mixed, Voice::Previous, target.unit);
        reading.give_to_sentence(target, &mut proposal);
        return proposal;
    }
    let dash = reading.marks.spans[target.mark as usize].style == MarkStyle::Dash;
    if (words >= 7 && is(ContentTest::VERB)) || (is(ContentTest::FIRST) && is(ContentTest::SENTENCE)) || dash {
        // a paragraph that opens with words of nobody goes on about whoever said them
        let opens = reading.opens_paragraph(target);
        let voice = if opens && !dash { Voice::Next } else { Voice::Previous };
        let mut proposal = Proposal::new(Outcome::Direct, voice, target.unit);
        reading.give_to_sentence(target, &mut proposal);
        return proposal;
    }
    // «Vieni con noi». «Dove?»; … in Duomo. «Facciamoci guidare»: a sentence of its own that asks, calls or has a verb
    let text = contents.text(reading, target.mark).trim_end();
    let lively = text.ends_with(['?', '!']) || is(ContentTest::VERB) && words >= 2;
    if contents.is_sentence(reading, target) && (lively || behind_sentence_in_marks(reading, contents, target)) {
        return Proposal::new(Outcome::Direct, Voice::Previous, target.unit);
    }
    let outcome = match is(ContentTest::CAPITAL) && !is(ContentTest::VERB) {
        true if words >= 4 => Outcome::Title,
        true => Outcome::Name,
        false => Outcome::Scare,
    };
    Proposal::new(outcome, Voice::Nobody, target.unit)
}

impl Reading<'_> {
    /// Whether nothing stands before the marks in their paragraph but a dateline: *ROMA – «…»*.
    fn opens_paragraph(&self, target: Target) -> bool {
        let kind = |k: u32| self.kind(target.stream, k);
        let begin = (0..target.unit).rev().find(|k| kind(*k) == Some(UnitKind::Paragraph)).map_or(0, |k| k + 1);
        let dateline = |k: u32| match kind(k) {
            Some(UnitKind::Noun(_)) => self.noun(target.stream, k).is_some_and(|n| matches!(n.kind, Kind::Place | Kind::Time)),
            Some(UnitKind::Stop | UnitKind::Punct('-' | ',' | '/') | UnitKind::Brackets(_)) => true,
            _ => false,
        };
        target.unit - begin <= DATELINE && (begin..target.unit).all(dateline)
    }

    /// Gives words alone in brackets to whom the sentence around is about.
    fn give_to_sentence(&self, target: Target, proposal: &mut Proposal) {
        if let Some(source) = self.before_brackets(target) {
            proposal.source = Some(source);
            proposal.voice = Voice::Source;
            proposal.at_most = BEFORE_BRACKETS;
        }
    }

    /// Whether the words in the marks hold a verb that only the one who says them can be the subject of.
    fn says_i(&self, contents: &Contents, target: Target) -> bool {
        let inside = contents.inside[target.mark as usize].map(|s| self.stream(s));
        // allenate: a second person is written like a participle
        let first = |v: &VerbGroup| v.is_finite() && v.head.persons & !FIRST == 0 && !v.homograph;
        inside.is_some_and(|s| s.units.iter().filter_map(|u| self.units.verb(u)).any(first))
    }
}

/// *«Dove?». «In galera»*: the sentence before it is another's words, or the same speaker's.
fn behind_sentence_in_marks(reading: &Reading<'_>, contents: &Contents, target: Target) -> bool {
    let before = target.unit.checked_sub(2).and_then(|k| reading.kind(target.stream, k));
    let stop = reading.kind(target.stream, target.unit.wrapping_sub(1)) == Some(UnitKind::Stop);
    matches!(before, Some(UnitKind::Quote(m)) if stop && contents.is(m, ContentTest::FIRST))
}

impl Contents {
    /// Whether nothing but the marks stands in their sentence.
    fn is_sentence(&self, reading: &Reading<'_>, target: Target) -> bool {
        let edge = |k: Option<UnitKind>| matches!(k, None | Some(UnitKind::Stop | UnitKind::Paragraph));
        let before = target.unit.checked_sub(1).and_then(|k| reading.kind(target.stream, k));
        edge(before) && edge(reading.kind(target.stream, target.unit + 1)) && self.is(target.mark, ContentTest::CAPITAL)
    }
}
