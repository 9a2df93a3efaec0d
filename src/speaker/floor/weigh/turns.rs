//! Those who spoke, with what their turns say about who speaks now.

use super::Candidate;
use super::gather::{Gathering, TURNS};
use crate::grammar::evidence::Evidence;
use crate::grammar::lexicon::Class;
use crate::speaker::Referent;
use crate::speaker::floor::dropped::ANSWER;
use crate::unit::Kind;

impl Gathering<'_, '_> {
    /// Makes candidates of those who spoke last, and notes what the turns say of each.
    pub(super) fn turns(&mut self) {
        let floor = self.floor;
        let finding = self.question.finding;
        let start = finding.start().min(finding.cue.as_ref().map_or(usize::MAX, |c| c.span.start));
        self.take_over();
        // a headline is read after the story: whoever spoke in that has no floor in it
        let Some((end, last)) = floor.turns.last().filter(|(end, _)| *end <= start) else { return };
        let facts = self.last_turn(floor.reading.article.text.get(*end..start).unwrap_or_default(), last);
        let asked = facts.any(Evidence::ASKED_SELF);
        let mut seen = Vec::new();
        for (_, referent) in floor.turns.iter().rev().take(TURNS) {
            if seen.contains(&referent) {
                continue;
            }
            let rank = seen.len();
            seen.push(referent);
            let Some(at) = self.candidate(referent.clone()) else { continue };
            let e = &mut self.list[at].evidence;
            match rank {
                0 => e.set(facts, true),
                1 => {
                    e.set(Evidence::FLOOR_OTHER, true);
                    e.set(Evidence::ASKED, asked);
                }
                _ => e.set(Evidence::FLOOR_EARLIER, true),
            }
        }
        if let Some(at) = floor.asked(finding, self.question.agreement).and_then(|r| self.candidate(r)) {
            self.list[at].evidence.set(Evidence::ASKED, true);
        }
        let fitting = floor.turns.iter().rev().take(4).find_map(|(_, r)| self.list.iter().position(|c| c.referent == *r));
        if let Some(at) = fitting {
            self.list[at].evidence.set(Evidence::LAST_FITTING, true);
        }
    }

    /// How much of what was said so far is whose.
    pub(super) fn voices(&mut self) {
        let all = self.floor.turns.len();
        for candidate in &mut self.list {
            let own = self.floor.times(&candidate.referent);
            candidate.evidence.set(Evidence::SOLE_VOICE, own == all && own >= 2);
            candidate.evidence.set(Evidence::MOST_VOICE, own * 2 > all && own >= 2);
        }
    }

    /// What holds of whoever spoke last, by the text between his words and these.
    fn last_turn(&self, gap: &str, last: &Referent) -> Evidence {
        let paragraph = gap.contains('\n');
        let adjacent = !gap.chars().any(char::is_alphanumeric);
        let people = Evidence::PERSON.or(Evidence::UNNAMED).or(Evidence::GROUP);
        let others = |c: &Candidate| c.evidence.any(Evidence::NAMED_SINCE) && c.evidence.any(people) && c.referent != *last;
        let mut facts = Evidence::default();
        facts.set(if paragraph { Evidence::FLOOR_PARAGRAPH } else { Evidence::FLOOR }, true);
        facts.set(Evidence::FLOOR_SENTENCE, !paragraph && !gap.contains(['.', '!', '?', ';']));
        facts.set(if paragraph { Evidence::NEXT_PARAGRAPH } else { Evidence::ADJACENT }, adjacent);
        facts.set(Evidence::ALONE, !self.list.iter().any(others));
        facts.set(Evidence::GOES_ON, self.goes_on());
        facts.set(Evidence::CONTRAST, self.contrasts());
        facts.set(Evidence::FLOOR_TOLD, self.floor.last.is_some_and(|f| f.mark.is_none()));
        facts.set(Evidence::THEN_TOLD, self.question.finding.mark.is_none());
        facts.set(Evidence::ASKED_SELF, self.behind_question());
        facts
    }

    /// Whoever has become the subject since the last turn, or whose name ends the sentence; and whether
    /// nobody has.
    fn take_over(&mut self) {
        let (floor, agreement) = (self.floor, self.question.agreement);
        let recent = floor.recent_subject(self.question.finding, agreement);
        let free = recent.is_none();
        let ends = floor.named_last(self.question.finding, agreement);
        for (found, fact) in [(recent, Evidence::SUBJECT_TAKES_OVER), (ends, Evidence::ENDS_SENTENCE)] {
            if let Some(at) = found.and_then(|r| self.candidate(r)) {
                self.list[at].evidence.set(fact, true);
            }
        }
        if let Some(at) = floor.turns.last().filter(|_| free).and_then(|(_, r)| self.candidate(r.clone())) {
            self.list[at].evidence.set(Evidence::FREE, true);
        }
    }

    /// *ha aggiunto*, *ha poi detto*
    fn goes_on(&self) -> bool {
        let Some(cue) = &self.question.finding.cue else { return false };
        let reading = self.floor.reading;
        let (s, _) = self.question.finding.place;
        let at = reading.stream(s).units.partition_point(|u| u.span.start < cue.span.start) as u32;
        let continues = reading.verb(s, at).and_then(|v| reading.report(v)).is_some_and(|r| r.continues);
        let also = |w: &str| reading.grammar.lists(&reading.grammar.words.going_on, w);
        continues || cue.span.of(reading.article.text).split_whitespace().any(also)
    }

    /// *dal canto suo ha detto*, *lei invece ha detto*
    fn contrasts(&self) -> bool {
        let finding = self.question.finding;
        let reading = self.floor.reading;
        let near = |at: usize| {
            let units = &reading.stream(finding.place.0).units;
            let k = units.partition_point(|u| u.span.start < at);
            let beside = units.get(k.saturating_sub(3)..(k + 3).min(units.len())).unwrap_or_default();
            beside.iter().any(|u| reading.grammar.lexicon.entry(u.word).class.any(Class::CONTRAST))
        };
        let pronoun = self.question.noun.filter(|n| n.kind == Kind::Pronoun);
        finding.cue.as_ref().is_some_and(|c| near(c.span.start)) || pronoun.is_some_and(|n| near(n.span.start))
    }

    fn behind_question(&self) -> bool {
        let near = |end: usize| self.question.finding.start().checked_sub(end).is_some_and(|gap| gap < ANSWER);
        self.floor.last.is_some_and(|l| self.floor.is_question(l) && near(l.end()))
    }
}
