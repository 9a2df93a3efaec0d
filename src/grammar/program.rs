//! Patterns compiled for matching: two programs for each pattern, one that reads rightwards from
//! the quotation and one that reads leftwards, so that a rule is tried only where a quotation
//! stands. A program is a small non-deterministic automaton: matching is linear in the stretch of
//! text that it looks at, whatever the pattern.

mod outlook;

pub use outlook::{Outlook, Traits};

use super::lexicon::{Class, Lexicon, WordId};
use super::pattern::{Atom, Pattern};
use super::verbs::Frames;
use crate::unit::UnitKind;

/// What a verb group must be to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueTest {
    /// At least one of these frames, or any.
    pub frames: Traits,
    /// That it reports, and all the `CUE_…` constants that must hold.
    pub traits: Traits,
}

macro_rules! flags {
    ($($name:ident $const:ident = $bit:expr;)*) => {
        $(#[doc = stringify!($name)] pub const $const: u16 = 1 << $bit;)*
        const CUE_FLAGS: &[(&str, u16)] = &[$((stringify!($name), $const)),*];
    };
}

flags! {
    finite CUE_FINITE = 0;
    gerund CUE_GERUND = 1;
    passive CUE_PASSIVE = 2;
    si CUE_SI = 3;
    it CUE_IT = 4;
    always CUE_ALWAYS = 5;
    third CUE_THIRD = 6;
    written CUE_WRITTEN = 7;
    reflexive CUE_REFLEXIVE = 8;
    nonfinite CUE_NONFINITE = 9;
    affirmed CUE_AFFIRMED = 10;
    participle CUE_PARTICIPLE = 11;
    essere CUE_ESSERE = 12;
    infinitive CUE_INFINITIVE = 13;
    active CUE_ACTIVE = 14;
    plain CUE_PLAIN = 15;
}

/// What a noun phrase must be to match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NounTest {
    /// Whether it is captured as the source.
    pub source: bool,
    /// With a preposition or without.
    pub kind: Traits,
    /// All that it must be besides: able to speak, named, a person.
    pub traits: Traits,
    /// The preposition's base form; 0: any.
    pub base: WordId,
    /// A class that its head must have; none: any.
    pub class: Class,
}

/// What one unit must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// A verb that reports.
    Cue(CueTest),
    /// A noun phrase.
    Noun(NounTest),
    /// A unit of one of these kinds, whatever it says.
    Kind(Traits),
    /// Punctuation that has no kind of its own.
    Punct(char),
    /// A word by its key.
    Word(WordId),
    /// A unit whose first word, or the head of whose noun phrase, is in the class.
    Class(Class),
    /// Framing expression, captured as the cue.
    Framing,
}

/// One step of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One unit that passes the test.
    Unit(Test),
    /// The edge of the sentence lies here.
    SentenceEdge,
    /// Both ways, the first preferred.
    Split(u16, u16),
    /// Go on there.
    Jump(u16),
    /// The pattern has matched.
    Match,
}

/// A compiled pattern.
#[derive(Debug, Clone, Default)]
pub struct Program {
    /// Reads leftwards from the quotation.
    pub left: Vec<Step>,
    /// Reads rightwards from the quotation.
    pub right: Vec<Step>,
    /// What must stand before the quotation.
    pub before: Outlook,
    /// What must stand behind it.
    pub behind: Outlook,
}

/// Compiles a pattern.
///
/// # Errors
/// A class, filter or word that the grammar does not know, by name.
pub fn compile(pattern: &Pattern, lexicon: &Lexicon) -> Result<Vec<Program>, String> {
    branches(pattern).into_iter().map(|branch| compile_branch(&branch, lexicon)).collect()
}

fn branches(pattern: &Pattern) -> Vec<Pattern> {
    match pattern {
        Pattern::Choice(list) => list.clone(),
        other => vec![other.clone()],
    }
}

fn compile_branch(pattern: &Pattern, lexicon: &Lexicon) -> Result<Program, String> {
    let items: Vec<Pattern> = match pattern {
        Pattern::Sequence(items) => items.clone(),
        other => vec![other.clone()],
    };
    let target = items.iter().position(|p| *p == Pattern::Atom(Atom::Target));
    let target = target.ok_or("Q must stand outside of brackets and repetitions")?;
    let mut left = Vec::new();
    let reversed: Vec<Pattern> = items[..target].iter().rev().map(reverse).collect();
    emit(&Pattern::Sequence(reversed), lexicon, &mut left)?;
    left.push(Step::Match);
    let mut right = Vec::new();
    emit(&Pattern::Sequence(items[target + 1..].to_vec()), lexicon, &mut right)?;
    right.push(Step::Match);
    let (before, behind) = (Outlook::of(&left), Outlook::of(&right));
    Ok(Program { left, right, before, behind })
}

fn reverse(pattern: &Pattern) -> Pattern {
    match pattern {
        Pattern::Atom(a) => Pattern::Atom(a.clone()),
        Pattern::Sequence(l) => Pattern::Sequence(l.iter().rev().map(reverse).collect()),
        Pattern::Choice(l) => Pattern::Choice(l.iter().map(reverse).collect()),
        Pattern::Repeat { inner, least, most, lazy } => {
            Pattern::Repeat { inner: Box::new(reverse(inner)), least: *least, most: *most, lazy: *lazy }
        }
    }
}

fn emit(pattern: &Pattern, lexicon: &Lexicon, out: &mut Vec<Step>) -> Result<(), String> {
    let here = |out: &Vec<Step>| u16::try_from(out.len()).map_err(|_| "the pattern is too long".to_owned());
    match pattern {
        Pattern::Atom(Atom::Gap) => emit(&gap(), lexicon, out)?,
        Pattern::Atom(Atom::SentenceStart | Atom::SentenceEnd) => out.push(Step::SentenceEdge),
        Pattern::Atom(atom) => out.push(Step::Unit(test(atom, lexicon)?)),
        Pattern::Sequence(list) => {
            for p in list {
                emit(p, lexicon, out)?;
            }
        }
        Pattern::Choice(list) => {
            let mut jumps = Vec::new();
            let list = alternatives(list, lexicon)?;
            for (n, alternative) in list.iter().enumerate() {
                if n + 1 == list.len() {
                    alternative.emit(lexicon, out)?;
                    break;
                }
                let split = out.len();
                out.push(Step::Match);
                alternative.emit(lexicon, out)?;
                jumps.push(out.len());
                out.push(Step::Match);
                out[split] = Step::Split(split as u16 + 1, here(out)?);
            }
            let end = here(out)?;
            for j in jumps {
                out[j] = Step::Jump(end);
            }
        }
        Pattern::Repeat { inner, least, most, lazy } => {
            for _ in 0..*least {
                emit(inner, lexicon, out)?;
            }
            let mut splits = Vec::new();
            for _ in *least..*most {
                splits.push(out.len());
                out.push(Step::Match);
                emit(inner, lexicon, out)?;
            }
            let end = here(out)?;
            for s in splits {
                let inside = s as u16 + 1;
                out[s] = if *lazy { Step::Split(end, inside) } else { Step::Split(inside, end) };
            }
        }
    }
    Ok(())
}

/// One way of a choice.
enum Alternative<'p> {
    Traits(Traits),
    Other(&'p Pattern),
}

impl Alternative<'_> {
    fn emit(&self, lexicon: &Lexicon, out: &mut Vec<Step>) -> Result<(), String> {
        match self {
            Alternative::Traits(kinds) => out.push(Step::Unit(Test::Kind(*kinds))),
            Alternative::Other(pattern) => emit(pattern, lexicon, out)?,
        }
        Ok(())
    }
}

/// The ways of a choice; neighbours that only ask for the kind of a unit are one.
fn alternatives<'p>(list: &'p [Pattern], lexicon: &Lexicon) -> Result<Vec<Alternative<'p>>, String> {
    let mut out = Vec::with_capacity(list.len());
    for pattern in list {
        match (kinds_of(pattern, lexicon)?, out.last_mut()) {
            (Some(kinds), Some(Alternative::Traits(before))) => *before = before.or(kinds),
            (Some(kinds), _) => out.push(Alternative::Traits(kinds)),
            (None, _) => out.push(Alternative::Other(pattern)),
        }
    }
    Ok(out)
}

/// The kinds of the one unit that a pattern is about, if it asks for nothing else.
fn kinds_of(pattern: &Pattern, lexicon: &Lexicon) -> Result<Option<Traits>, String> {
    match pattern {
        Pattern::Sequence(items) if items.len() == 1 => kinds_of(&items[0], lexicon),
        Pattern::Atom(atom @ (Atom::Literal(_) | Atom::Named(..))) => match test(atom, lexicon)? {
            Test::Kind(kinds) => Ok(Some(kinds)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// `~`: up to five adverbs, complements, brackets and single words, as few as possible.
fn gap() -> Pattern {
    let named = |n: &str| Pattern::Atom(Atom::Named(n.to_owned(), Vec::new()));
    let comma_pp = Pattern::Sequence(vec![
        Pattern::Atom(Atom::Literal(",".to_owned())),
        Pattern::Choice(vec![named("PP"), named("ADV")]),
        Pattern::Atom(Atom::Literal(",".to_owned())),
    ]);
    Pattern::Repeat {
        inner: Box::new(Pattern::Choice(vec![named("ADV"), named("PP"), named("BR"), named("WORD"), comma_pp])),
        least: 0,
        most: 5,
        lazy: true,
    }
}

fn test(atom: &Atom, lexicon: &Lexicon) -> Result<Test, String> {
    match atom {
        Atom::Literal(text) => {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some('-' | '–' | '—'), None) => Ok(Test::Kind(Traits::of(UnitKind::Punct('-')))),
                (Some(c @ (',' | ':')), None) => Ok(Test::Kind(Traits::of(UnitKind::Punct(c)))),
                (Some(c), None) if !c.is_alphanumeric() => Ok(Test::Punct(c)),
                _ => match lexicon.id(&super::key::key(text)) {
                    0 => Err(format!("the lexicon has no word `{text}`; add it to a list in words/")),
                    id => Ok(Test::Word(id)),
                },
            }
        }
        Atom::Class(name) => Class::named(name).map(Test::Class).ok_or_else(|| unknown_class(name)),
        Atom::Named(name, filters) => named_test(name, filters, lexicon),
        _ => Err("Q, ^, $ and ~ cannot stand here".to_owned()),
    }
}

fn named_test(name: &str, filters: &[String], lexicon: &Lexicon) -> Result<Test, String> {
    let plain = match name {
        "CUE" => return cue_test(filters).map(Test::Cue),
        "FRAME" => Test::Framing,
        "S" => return noun_test(filters, lexicon, true, UnitKind::Noun(0)),
        "PS" => return noun_test(filters, lexicon, true, UnitKind::Prep(0)),
        "NP" if !filters.is_empty() => return noun_test(filters, lexicon, false, UnitKind::Noun(0)),
        "PP" if !filters.is_empty() => return noun_test(filters, lexicon, false, UnitKind::Prep(0)),
        _ => Test::Kind(Traits::named(name).ok_or_else(|| format!("no unit is called {name}"))?),
    };
    if filters.is_empty() { Ok(plain) } else { Err(format!("{name} takes no filters")) }
}

fn cue_test(filters: &[String]) -> Result<CueTest, String> {
    let (mut frames, mut flags) = (Frames::default(), 0);
    for f in filters {
        if let Some(frame) = Frames::named(f) {
            frames = frames.or(frame);
        } else if let Some((_, bit)) = CUE_FLAGS.iter().find(|(n, _)| n == f) {
            flags |= bit;
        } else {
            let names = Frames::NAMES.iter().map(|(n, _)| *n);
            let known: Vec<&str> = names.chain(CUE_FLAGS.iter().map(|(n, _)| *n)).collect();
            return Err(format!("CUE has no filter `{f}`; it has {}", known.join(" ")));
        }
    }
    let traits = Traits::REPORTS.or(Traits::flags(flags));
    let frames = if frames == Frames::default() { Traits::ANY } else { Traits::frames(frames) };
    Ok(CueTest { frames, traits })
}

fn noun_test(filters: &[String], lexicon: &Lexicon, source: bool, kind: UnitKind) -> Result<Test, String> {
    let traits = if source { Traits::SPEAKS } else { Traits::NONE };
    let mut test = NounTest { source, kind: Traits::of(kind), traits, base: 0, class: Class::NONE };
    for f in filters {
        match f.as_str() {
            "name" => test.traits = test.traits.or(Traits::NAMED),
            "person" => test.traits = test.traits.or(Traits::PERSON),
            other => {
                if let Some(class) = Class::named(other) {
                    test.class = test.class.or(class);
                } else if matches!(kind, UnitKind::Prep(_)) && lexicon.id(&super::key::key(other)) != 0 {
                    test.base = lexicon.id(&super::key::key(other));
                } else {
                    return Err(unknown_class(other));
                }
            }
        }
    }
    Ok(Test::Noun(test))
}

fn unknown_class(name: &str) -> String {
    let known: Vec<String> = super::lexicon::CLASS_NAMES.iter().map(|(n, _)| n.to_lowercase().replace('_', "-")).collect();
    format!("no class is called `{name}`; there are {}", known.join(" "))
}
