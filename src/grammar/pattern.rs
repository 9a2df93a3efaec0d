//! The pattern language of the rules: regular expressions over the units around a quotation,
//! parsed with nom and compiled once.
//!
//! ```text
//! pattern = branch { "|" branch }
//! branch  = { item }
//! item    = atom [ "?" | "*" | "+" | "{" n "," m "}" ] [ "?" for as few as possible ]
//! atom    = "(" pattern ")" | literal | "<" class ">" | "^" | "$" | "~" | name [ "[" filter { "," filter } "]" ]
//! literal = '"' word or punctuation '"'
//! name    = Q | OTHER | CUE | VERB | S | NP | PP | PS | ADV | BR | CHE | LINK | SUB | CONJ | FRAME | WORD | STOP | PARA
//! ```
//!
//! `Q` is the quotation that the rule is about and stands in each pattern once; `S` a noun phrase
//! that can speak, `PS` one behind a preposition, `~` a short gap of adverbs, complements and
//! brackets, `^` and `$` the ends of the sentence.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::{char, multispace0, none_of, u8 as number};
use nom::combinator::{map, opt, value, verify};
use nom::multi::{many0, many1, separated_list1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

/// A pattern as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// One unit.
    Atom(Atom),
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// The first that fits.
    Choice(Vec<Pattern>),
    /// From `least` to `most` times.
    Repeat {
        /// What is repeated.
        inner: Box<Pattern>,
        /// At least.
        least: u8,
        /// At most.
        most: u8,
        /// As few as possible first.
        lazy: bool,
    },
}

/// What one unit must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Atom {
    /// The quotation that the rule is about.
    Target,
    /// The beginning of the sentence (no unit).
    SentenceStart,
    /// The end of the sentence (no unit).
    SentenceEnd,
    /// A unit with this word or punctuation.
    Literal(String),
    /// A unit whose word belongs to this class.
    Class(String),
    /// A named kind of unit with its filters.
    Named(String, Vec<String>),
    /// A short gap.
    Gap,
}

/// The names that a pattern may use for units.
pub const NAMES: [&str; 18] =
    ["Q", "OTHER", "CUE", "VERB", "S", "NP", "PP", "PS", "ADV", "BR", "CHE", "LINK", "SUB", "CONJ", "FRAME", "WORD", "STOP", "PARA"];

/// The most repetitions of `*` and `+`: a pattern looks at a bounded stretch of text.
pub const MOST: u8 = 12;

/// Parses a pattern.
///
/// # Errors
/// The column (0-based, in characters) at which it cannot go on, and what was expected there.
pub fn parse(source: &str) -> Result<Pattern, (usize, String)> {
    let column = |rest: &str| source[..source.len() - rest.len()].chars().count();
    match choice(source) {
        Ok(("", pattern)) => {
            let targets = count_targets(&pattern);
            if targets == 1 { Ok(pattern) } else { Err((0, format!("a pattern holds exactly one Q, this one {targets}"))) }
        }
        Ok((rest, _))
        | Err(nom::Err::Error(nom::error::Error { input: rest, .. }) | nom::Err::Failure(nom::error::Error { input: rest, .. })) => {
            Err((column(rest), format!("cannot read `{}`; units are {}", rest.chars().take(20).collect::<String>(), NAMES.join(" "))))
        }
        Err(nom::Err::Incomplete(_)) => Err((source.chars().count(), "the pattern breaks off".to_owned())),
    }
}

fn count_targets(p: &Pattern) -> usize {
    match p {
        Pattern::Atom(a) => usize::from(*a == Atom::Target),
        Pattern::Sequence(l) => l.iter().map(count_targets).sum(),
        Pattern::Choice(l) => l.iter().map(count_targets).max().unwrap_or(0),
        Pattern::Repeat { inner, .. } => count_targets(inner) * 2,
    }
}

// pattern = branch { "|" branch }
fn choice(i: &str) -> IResult<&str, Pattern> {
    map(separated_list1(preceded(multispace0, char('|')), sequence), |mut l| if l.len() == 1 { l.remove(0) } else { Pattern::Choice(l) })
        .parse(i)
}

// branch = { item }
fn sequence(i: &str) -> IResult<&str, Pattern> {
    terminated(map(many1(preceded(multispace0, item)), Pattern::Sequence), multispace0).parse(i)
}

// item = atom [ quantifier ] [ "?" ]
fn item(i: &str) -> IResult<&str, Pattern> {
    let (i, atom) = atom(i)?;
    let (i, quantifier) = opt(quantifier).parse(i)?;
    let Some((least, most)) = quantifier else { return Ok((i, atom)) };
    let (i, lazy) = opt(char('?')).parse(i)?;
    Ok((i, Pattern::Repeat { inner: Box::new(atom), least, most, lazy: lazy.is_some() }))
}

fn quantifier(i: &str) -> IResult<&str, (u8, u8)> {
    alt((
        value((0, 1), char('?')),
        value((0, MOST), char('*')),
        value((1, MOST), char('+')),
        verify(delimited(char('{'), (number, preceded(char(','), number)), char('}')), |(a, b)| a <= b && *b <= 20),
    ))
    .parse(i)
}

fn atom(i: &str) -> IResult<&str, Pattern> {
    alt((
        delimited(char('('), choice, preceded(multispace0, char(')'))),
        map(literal, |s| Pattern::Atom(Atom::Literal(s))),
        map(class, |s| Pattern::Atom(Atom::Class(s))),
        value(Pattern::Atom(Atom::SentenceStart), char('^')),
        value(Pattern::Atom(Atom::SentenceEnd), char('$')),
        value(Pattern::Atom(Atom::Gap), char('~')),
        named,
    ))
    .parse(i)
}

// literal = '"' word '"'
fn literal(i: &str) -> IResult<&str, String> {
    map(delimited(char('"'), many1(none_of("\"")), char('"')), |c| c.into_iter().collect()).parse(i)
}

// class = "<" name ">"
fn class(i: &str) -> IResult<&str, String> {
    map(delimited(char('<'), word, char('>')), str::to_owned).parse(i)
}

// name [ "[" filter { "," filter } "]" ]
fn named(i: &str) -> IResult<&str, Pattern> {
    let (i, name) = verify(take_while1(|c: char| c.is_ascii_uppercase()), |n: &str| NAMES.contains(&n)).parse(i)?;
    let filter = preceded(multispace0, word);
    let filters = delimited(tag("["), separated_list1(char(','), filter), preceded(multispace0, tag("]")));
    let (i, filters) = opt(filters).parse(i)?;
    if name == "Q" {
        return Ok((i, Pattern::Atom(Atom::Target)));
    }
    let filters = filters.unwrap_or_default().into_iter().map(str::to_owned).collect();
    Ok((i, Pattern::Atom(Atom::Named(name.to_owned(), filters))))
}

fn word(i: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '!'))(i)
}

/// Whether nothing was left to parse after white space; used by the tests of the grammar files.
pub fn is_blank(i: &str) -> bool {
    matches!(many0(multispace_one).parse(i), Ok(("", _)))
}

fn multispace_one(i: &str) -> IResult<&str, char> {
    nom::character::complete::one_of(" \t\r\n")(i)
}

#[cfg(test)]
mod tests {
    use super::{Atom, Pattern, parse};

    #[test]
    fn reads_what_rules_write() {
        let p = parse(r#"Q ","? CUE[quote,finite] ~ S"#).expect("a pattern");
        let Pattern::Sequence(items) = p else { panic!("a sequence") };
        assert_eq!(items.len(), 5);
        assert_eq!(items[0], Pattern::Atom(Atom::Target));
        assert!(parse(r#"^ (S | <speech>) (ADV|PP){0,3}? ":" Q $"#).is_ok());
    }

    #[test]
    fn says_where_it_cannot_go_on() {
        assert_eq!(parse("Q CUE XYZ").map_err(|e| e.0), Err(6));
        assert!(parse("CUE S").is_err_and(|e| e.1.contains("exactly one Q")));
        assert!(parse("Q Q").is_err());
        assert!(parse("").is_err());
    }
}
