//! Who goes on speaking where nothing says it: marks that open again behind an aside, the next
//! sentence of the same speaker, turns of dialogue, answers of an interview, headlines.

use super::content::Contents;
use super::sieve::{Proposal, Target};
use super::{Findings, Reading, Source, Voice};
use crate::article::Role;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::rule::{ContentTest, Outcome};
use crate::marks::MarkStyle;
use crate::unit::{Kind, NameKind, UnitKind, VerbGroup};

impl Reading<'_> {
    /// *«A», ha detto Rossi, «b»*: one quotation in two segments.
    pub(super) fn reopened(&self, target: Target, contents: &Contents, found: &Findings) -> Option<Proposal> {
        let (index, last) = found.quotations.iter().enumerate().rfind(|(_, f)| f.place.0 == target.stream && f.mark.is_some())?;
        if last.place.1 >= target.unit || last.cue.is_none() || last.reach <= last.place.1 {
            return None;
        }
        let between = last.reach + 1..target.unit;
        let small = contents.is(target.mark, ContentTest::LOWER);
        let (mut breaks, mut relative) = (0, false);
        for k in between {
            match self.unit(target.stream, k)?.kind {
                UnitKind::Punct(',' | '-') => breaks += 1,
                // ha detto a chi lo aspettava
                UnitKind::Prep(n) if small && self.units.nouns[n as usize].head == self.grammar.words.whoever => relative = true,
                UnitKind::Adverb | UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Noun(_) | UnitKind::Word => {}
                // avrebbe detto Neri secondo la Voce
                UnitKind::Framing => {}
                // ha detto Neri guardando il collega, che la ascoltava, «ma…»
                UnitKind::Verb(v) if relative || !self.units.verbs[v as usize].is_finite() => {}
                UnitKind::Che if small => relative = true,
                // un funzionario che chiede di non essere citato
                UnitKind::Linker if relative => {}
                _ => return None,
            }
        }
        let adjacent = self.unit(target.stream, target.unit.checked_sub(1)?)?.kind;
        // «A», ha detto X, «Inoltre…»: a capital begins a sentence of its own
        let broken = breaks > 0 && matches!(adjacent, UnitKind::Punct(',' | '-')) && !contents.is(target.mark, ContentTest::CAPITAL);
        // "Io li abbasso" ha concluso il ministro "ma non si pensi…": without a comma where the sentence goes on small
        let bare = breaks == 0 && last.reach + 1 == target.unit && last.cue.as_ref().is_some_and(|c| c.span.start > last.end()) && small;
        if !broken && !bare {
            return None;
        }
        let mut proposal = Proposal::new(Outcome::Direct, last.voice, last.reach.max(target.unit));
        proposal.joins = Some(index);
        Some(proposal)
    }

    /// The same speaker goes on: a sentence of its own behind a quotation of the same paragraph, or
    /// a paragraph of its own behind one that was all quotation.
    pub(super) fn continuation(&self, target: Target, contents: &Contents, found: &Findings) -> Option<Proposal> {
        if self.listed_behind_quotation(target, found) {
            return Some(Proposal::new(Outcome::Direct, Voice::Previous, target.unit));
        }
        if target.headline || !contents.is(target.mark, ContentTest::FIRST) {
            return None;
        }
        let last = found.quotations.iter().rfind(|f| f.place.0 == target.stream && f.place.1 < target.unit)?;
        let units = &self.stream(target.stream).units;
        let between = &units[last.place.1 as usize + 1..target.unit as usize];
        let paragraphs = between.iter().filter(|u| u.kind == UnitKind::Paragraph).count();
        let stops = between.iter().filter(|u| u.kind == UnitKind::Stop).count();
        let near = paragraphs == 0 && stops <= 3;
        let next_paragraph = paragraphs == 1 && stops <= 3;
        // E il difensore che piace? «Voglio allenarlo»: the reporter's question goes to the one who was speaking
        let asked = between.iter().rfind(|u| u.kind == UnitKind::Stop).is_some_and(|u| u.span.of(self.article.text) == "?");
        // «Tonelli citi un nome», scandisce lei. «Altrimenti taccia»: however short, if it is a sentence of its own
        let own = matches!(self.kind(target.stream, target.unit + 1), None | Some(UnitKind::Stop | UnitKind::Paragraph));
        let follows = last.cue.is_some() && last.mark.is_some() && (stops <= 1 || asked) && paragraphs == 0;
        let sentence = contents.is(target.mark, ContentTest::SENTENCE)
            || contents.words[target.mark as usize] >= 3
            || own && follows && contents.is(target.mark, ContentTest::CAPITAL);
        // «A», dice X. Il ragazzo dedica il successo alla nonna. «B»: the story has gone on to somebody
        let told = last.reach.max(last.place.1) + 1..target.unit;
        let moved = stops >= 2 && told.clone().any(|k| self.verb(target.stream, k).is_some_and(|v| v.is_finite() && v.is_third()));
        let voice = if moved && !asked { Voice::Dropped(Agreement(Agreement::SINGULAR)) } else { Voice::Previous };
        ((near || next_paragraph) && sentence).then(|| Proposal::new(Outcome::Direct, voice, target.unit))
    }

    /// *«A», «B» e «C»*: a quotation listed behind one that is known to be one.
    fn listed_behind_quotation(&self, target: Target, found: &Findings) -> bool {
        let s = target.stream;
        let Some(before) = target.unit.checked_sub(2) else { return false };
        let joined = matches!(self.kind(s, before + 1), Some(UnitKind::Punct(',') | UnitKind::Coordinator));
        joined && found.quotations.iter().any(|f| f.place == (s, before) && f.mark.is_some())
    }

    /// A sentence in marks inside a sentence about somebody: *ha sconsigliato i viaggi, in quanto «…»*.
    pub(super) fn clause_subject(&self, target: Target, contents: &Contents) -> Option<Proposal> {
        let s = target.stream;
        let words = contents.words[target.mark as usize];
        let fragment = words >= 6 && contents.is(target.mark, ContentTest::LOWER);
        let sentence = words >= 6 && (contents.is(target.mark, ContentTest::SENTENCE) || fragment);
        if contents.is(target.mark, ContentTest::FIRST) || !sentence && !self.comes_with(s, target.unit) {
            return None;
        }
        let (from, _) = self.sentence(s, target.unit);
        // un volantino nel quale si invita a una giornata di «…»
        let nearest = (from..target.unit).rev().find(|k| self.verb(s, *k).is_some_and(VerbGroup::is_finite));
        if let Some(verb) = nearest.filter(|k| self.verb(s, *k).is_some_and(|v| v.report.is_some() && (v.impersonal || v.passive)))
            && let Some(text) = self.relative_place(s, verb)
        {
            let mut proposal = Proposal::new(Outcome::Mixed, Voice::Source, target.unit);
            proposal.cue = self.cue(s, verb);
            proposal.source = Some(text);
            return Some(proposal);
        }
        let found = (from..target.unit).rev().find_map(|k| {
            let subject = self.subject_of_verb(s, k)?;
            let noun = self.noun(s, subject.unit)?;
            // Neri è stato deferito, «per avere …»: what was done to somebody is not by him
            if self.verb(s, k).is_some_and(|v| v.passive && !v.takes_it_up) {
                return None;
            }
            matches!(noun.kind, Kind::Person | Kind::Group | Kind::Organization | Kind::Document).then_some((k, subject.unit))
        });
        let (verb, subject) = found?;
        // ha premesso che i direttori devono suonare: ma «…»: whom a told clause is about does not go on
        let told = self.clauses[s as usize].complements_in(from, verb).iter().find(|c| c.start < verb && verb < c.end);
        let (source, voice) = match told {
            Some(clause) => self.subject(s, clause.cue),
            None => (self.source(s, subject, self.verb(s, verb)), Voice::Source),
        };
        let mut proposal = Proposal::new(Outcome::Direct, voice, target.unit);
        proposal.cue = self.cue(s, told.map_or(verb, |c| c.cue));
        proposal.source = source;
        Some(proposal)
    }

    /// *Il sindaco è stato netto («Non si tratta»)*, *la tesi del sindaco («Non si tratta»)*: who words
    /// that stand alone in brackets belong to, the noun before them or the subject of the clause.
    pub(super) fn before_brackets(&self, target: Target) -> Option<Source> {
        let (s, u) = self.stream(target.stream).parent?;
        let alone = matches!(self.kind(s, u)?, UnitKind::Brackets(_)) && self.stream(target.stream).units.len() == 1;
        let speaks = |k: u32| {
            self.noun(s, k)
                .is_some_and(|n| matches!(n.kind, Kind::Person | Kind::Group | Kind::Organization) && (n.definite || n.name.is_some()))
        };
        let before = u.checked_sub(1).filter(|_| alone)?;
        // la tesi del sindaco («…»), chi lo difende («…»); not senza Rossi («torna a marzo»)
        // da Neri («…») a Bo («…»)
        let words = &self.grammar.words;
        let base = self.noun(s, before).map(|n| words.base(n.preposition));
        let listed = || {
            let (from, _) = self.sentence(s, u);
            base.is_some_and(|b| words.is_a(b)) && (from..before).any(|k| matches!(self.kind(s, k), Some(UnitKind::Brackets(_))))
        };
        if speaks(before) && (base == Some(words.di) || base == Some(words.da) || listed()) {
            return self.source(s, before, None);
        }
        let (from, _) = self.sentence(s, u);
        let subject = (from..u).rev().find_map(|k| self.subject_of_verb(s, k)).filter(|x| speaks(x.unit))?;
        self.source(s, subject.unit, None)
    }

    /// *risponde con un «no»*, *al grido di «libertà»*: the words go with what somebody does.
    pub(super) fn comes_with(&self, s: u32, target: u32) -> bool {
        let lexicon = &self.grammar.lexicon;
        let word =
            |k: Option<u32>| k.and_then(|k| self.unit(s, k)).map(|u| u.span.of(self.article.text).to_lowercase()).unwrap_or_default();
        let before = word(target.checked_sub(1));
        let with_a = matches!(before.as_str(), "un" | "uno" | "una") && word(target.checked_sub(2)) == "con" || before == "con un";
        let of = before == "di";
        let noun_at = if of { target.checked_sub(2) } else { target.checked_sub(1) };
        let cry = noun_at
            .and_then(|k| self.unit(s, k))
            .filter(|u| matches!(u.kind, UnitKind::Prep(_)))
            .and_then(|u| self.units.noun(u))
            .is_some_and(|n| n.name.is_none() && lexicon.entry(n.head).class.any(Class::SPEECH));
        with_a || cry
    }

    /// A turn of dialogue without a cue: the other of the two who talk.
    pub(super) fn dialogue(&self, target: Target) -> Option<Proposal> {
        if self.marks.spans[target.mark as usize].style != MarkStyle::Dash {
            return None;
        }
        Some(Proposal::new(Outcome::Direct, Voice::Other, target.unit))
    }

    /// An answer: the paragraph opens with it, and the paragraph before is a question.
    pub(super) fn interview(&self, target: Target, contents: &Contents) -> Option<Proposal> {
        if target.headline {
            return None;
        }
        let span = self.unit(target.stream, target.unit)?.span;
        let paragraphs = &self.article.paragraphs;
        let at = paragraphs.partition_point(|p| p.story <= span.start).checked_sub(1)?;
        let opens = span.start == paragraphs[at].story;
        let before = at.checked_sub(1).map(|b| paragraphs[b])?;
        let question = before.role == Role::Body && is_question(before.span.of(self.article.text));
        let answers = contents.interview
            && contents.is(target.mark, ContentTest::ALONE)
            && before.role == Role::Body
            && !before.span.of(self.article.text).ends_with(['»', '”', '"']);
        let question = question || answers;
        (opens && question).then(|| Proposal::new(Outcome::Direct, Voice::Interviewee, target.unit))
    }

    /// A headline's words: those that the story quotes too, or those of whoever stands beside them.
    pub(super) fn headline(&self, target: Target, contents: &Contents, found: &Findings) -> Option<Proposal> {
        if self.is_subject(target.stream, target.unit) {
            return None;
        }
        let (words, echo) = self.echo_of(target, found);
        let beside = self.beside(target);
        let voice = match (echo, beside) {
            (Some(i), _) => Voice::Echo(i),
            (_, Some(_)) if contents.words[target.mark as usize] >= 3 && contents.is(target.mark, ContentTest::VERB) || words >= 4 => {
                Voice::Source
            }
            _ => return None,
        };
        let mut proposal = Proposal::new(Outcome::Direct, voice, target.unit);
        proposal.source = beside.and_then(|u| self.source(target.stream, u, None));
        Some(proposal)
    }

    /// The finding of the story that holds a headline's words.
    pub(super) fn echo(&self, target: Target, found: &Findings) -> Option<usize> {
        self.echo_of(target, found).1
    }

    /// How many words of weight stand in the marks, and, where there are two, the finding that shares most of them.
    fn echo_of(&self, target: Target, found: &Findings) -> (usize, Option<usize>) {
        let mark = &self.marks.spans[target.mark as usize];
        let text = self.article.text;
        let words: Vec<&str> = mark.segments.iter().flat_map(|s| content_words(s.of(text))).collect();
        if words.len() < 2 {
            return (words.len(), None);
        }
        let mut other = Vec::new();
        let echo = (0..found.quotations.len())
            .map(|i| {
                other.clear();
                other.extend(found.quotations[i].segments.iter().flat_map(|s| content_words(s.of(text))));
                (i, overlap(&words, &other))
            })
            .filter(|(_, share)| *share >= 0.6)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        (words.len(), echo.map(|(i, _)| i))
    }

    /// Whether a source names somebody, so that nothing else need tell who it is.
    pub(super) fn names_person(&self, source: Option<&Source>) -> bool {
        source.is_some_and(|s| {
            s.nouns.iter().any(|n| {
                let noun = &self.units.nouns[*n as usize];
                noun.name.is_some() && noun.kind == Kind::Person && noun.name_kind == NameKind::Person
            })
        })
    }

    /// The noun phrase right before or behind a headline's marks that can speak.
    fn beside(&self, target: Target) -> Option<u32> {
        let s = target.stream;
        let speaks = |k: u32| {
            self.unit(s, k).is_some_and(|u| {
                matches!(u.kind, UnitKind::Noun(_))
                    && self
                        .units
                        .noun(u)
                        .is_some_and(|n| matches!(n.kind, Kind::Person | Kind::Group | Kind::Organization | Kind::Document))
            })
        };
        let mut k = target.unit;
        while let Some(before) = k.checked_sub(1) {
            match self.unit(s, before)?.kind {
                UnitKind::Punct(',' | ':' | '-') | UnitKind::Adverb => k = before,
                _ if speaks(before) => return Some(before),
                _ => break,
            }
        }
        let next = target.unit + 1;
        let comma = matches!(self.kind(s, next), Some(UnitKind::Punct(',' | '-')));
        (comma && speaks(next + 1)).then_some(next + 1)
    }

    /// Whether the article is an interview: questions in their own paragraphs, answers behind them.
    pub fn is_interview(&self) -> bool {
        let text = self.article.text;
        if self.article.paragraphs.iter().any(|p| p.role == Role::Answer) {
            return true;
        }
        let pairs = self
            .article
            .paragraphs
            .windows(2)
            .filter(|w| w[0].role == Role::Body && is_question(w[0].span.of(text)) && !w[1].span.of(text).trim_end().ends_with('?'));
        // «…» below a short paragraph without marks, again and again: not every question has its mark
        let turns = self.article.paragraphs.windows(2).filter(|w| {
            let (asked, answered) = (w[0].span.of(text).trim_end(), w[1].span.of(text));
            w[0].role == Role::Body && asked.len() < SHORT && !asked.ends_with(':') && !opens_marks(asked) && is_all_in_marks(answered)
        });
        pairs.count() >= 2 || turns.count() >= 3
    }

    /// Whether a word class opens the unit: used by several resolvers.
    pub(super) fn unit_class(&self, s: u32, u: u32) -> Class {
        self.unit(s, u).map_or(Class::NONE, |x| self.grammar.lexicon.entry(x.word).class)
    }
}

/// The longest paragraph with which an interviewer leads on, where he does not ask, in bytes.
const SHORT: usize = 160;

/// A paragraph that asks and is not itself in marks.
fn is_question(text: &str) -> bool {
    !opens_marks(text) && text.len() < 400 && text.trim_end().ends_with('?')
}

fn opens_marks(text: &str) -> bool {
    text.starts_with(['«', '“', '"', '‹', '„', '–', '—']) || text.starts_with("''") || text.starts_with("<<")
}

/// Whether one pair of marks stands around all of a paragraph.
fn is_all_in_marks(text: &str) -> bool {
    let last = text.trim_end().trim_end_matches('.');
    opens_marks(text) && (last.ends_with(['»', '”', '"']) || last.ends_with("''") || last.ends_with(">>"))
}

fn content_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().nth(3).is_some())
}

/// Share of `words` that occur in `other`, whatever their capitals.
fn overlap(words: &[&str], other: &[&str]) -> f32 {
    if words.is_empty() {
        return 0.0;
    }
    let same = |a: &str, b: &str| a.chars().flat_map(char::to_lowercase).eq(b.chars().flat_map(char::to_lowercase));
    words.iter().filter(|w| other.iter().any(|o| same(w, o))).count() as f32 / words.len() as f32
}
