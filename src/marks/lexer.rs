//! Paragraph → [`Candidate`]s: every mark of the table that is not plainly an apostrophe or a
//! measure, with what its neighbours say of it. A nom parser: each function reads the production
//! above it from the front of its input.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{one_of, satisfy};
use nom::combinator::{not, opt, peek, recognize, value};
use nom::error::{Error, ErrorKind};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::evidence::{Weights, weigh};
use super::{MarkStyle, MarkTable};
use crate::grammar::key::is_combining;
use crate::span::Span;

/// How far into a text accented letters are looked for, in bytes.
const ACCENT_REACH: usize = 4096;

/// A mark that may open, close, or be none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub span: Span,
    /// Its number in the table.
    pub glyph: u8,
    /// What its neighbours say.
    pub weights: Weights,
}

/// paragraph = { character | mark }
pub(super) fn candidates(text: &str, paragraph: Span, table: &MarkTable, typewriter: bool, out: &mut Vec<Candidate>) {
    let bytes = &text.as_bytes()[..paragraph.end];
    let mut at = paragraph.start;
    while let Some(skipped) = bytes[at..].iter().position(|&b| table.leads(b)) {
        at += skipped;
        // a mark's first byte begins a character, so that this cut cannot fail
        let (left, right) = (&text[paragraph.start..at], &text[at..paragraph.end]);
        let Ok((rest, glyph)) = mark(left, right, table) else {
            at += 1;
            continue;
        };
        let span = Span::new(at, paragraph.end - rest.len());
        if let Some(weights) = weigh(table, table.glyph(glyph), left, rest, typewriter) {
            out.push(Candidate { span, glyph, weights });
        }
        at = span.end;
    }
}

/// The style that a paragraph's first character opens, properly or not.
pub(super) fn opening_style(paragraph: &str, table: &MarkTable) -> Option<MarkStyle> {
    let (rest, id) = mark("", paragraph, table).ok()?;
    let glyph = table.glyph(id);
    let shortened = glyph.is_single && (year(rest).is_ok() || word(rest).is_ok_and(|(_, first)| table.is_aphaeresis(first)));
    (!shortened && rest.starts_with(|c: char| !c.is_whitespace())).then_some(glyph.style)
}

/// Whether the text writes *e'* for *è*: it has no accented vowel at the end of a word, or fewer of them than words that an
/// apostrophe ends in place of one. Capitals say nothing, since *E'* is what keyboards have.
pub(super) fn types_accents(text: &str, table: &MarkTable) -> bool {
    let end = (0..=text.len().min(ACCENT_REACH)).rev().find(|k| text.is_char_boundary(*k)).unwrap_or(0);
    let text = &text[..end];
    let typed = text.match_indices('\'').filter(|(at, _)| is_typed_accent(text, *at, table)).count();
    let accents = text.as_bytes().windows(3).filter(|w| match w {
        // à è é ì ò ù, or a combining accent, before no letter
        [0xC3, 0xA0 | 0xA8 | 0xA9 | 0xAC | 0xB2 | 0xB9, after] | [0xCC, 0x80 | 0x81, after] => !after.is_ascii_alphabetic(),
        _ => false,
    });
    // most texts have accents and no such word: the first accent decides
    accents.take(typed + 1).count() <= typed.saturating_sub(1)
}

/// Whether the apostrophe at a byte ends a word of small letters that has an accent there.
fn is_typed_accent(text: &str, at: usize, table: &MarkTable) -> bool {
    let (left, behind) = (&text[..at], &text[at + 1..]);
    let word = &left[left.trim_end_matches(|c: char| c.is_ascii_alphabetic()).len()..];
    let ends = behind.starts_with([' ', ',', '.']) && word.ends_with(|c: char| c.is_ascii_lowercase());
    ends && !word.starts_with(|c: char| c.is_ascii_uppercase()) && (table.is_accented(word) || table.ends_accented(word))
}

/// mark = accent | the longest mark of the table that begins here
fn mark<'a>(left: &str, input: &'a str, table: &MarkTable) -> IResult<&'a str, u8> {
    let lead = input.as_bytes().first().copied().unwrap_or(0);
    let single = left.ends_with(char::is_alphanumeric) && accent(input).is_ok();
    for (id, glyph) in table.beginning_with(lead) {
        if single && glyph.text.len() > 1 {
            continue;
        }
        if let Ok((rest, _)) = tag::<_, _, Error<&str>>(&*glyph.text).parse(input) {
            return Ok((rest, id));
        }
    }
    Err(nom::Err::Error(Error::new(input, ErrorKind::Tag)))
}

/// accent = "'" before "''"   (perche''')
fn accent(input: &str) -> IResult<&str, &str> {
    terminated(tag("'"), peek(tag("''"))).parse(input)
}

/// year = (digit digit | digit "00") no-digit   (the '68, the '900)
pub(super) fn year(input: &str) -> IResult<&str, &str> {
    let short = take_while_m_n(2, 2, |c: char| c.is_ascii_digit());
    let century = recognize((satisfy(|c| c.is_ascii_digit()), tag("00")));
    terminated(alt((century, short)), peek(not(satisfy(|c| c.is_ascii_digit())))).parse(input)
}

/// seconds = [ space ] digits ( '"' | "''" | "”" | "″" | "’’" )   (after the minutes' mark: 5' 30")
pub(super) fn seconds(input: &str) -> IResult<&str, ()> {
    let sign = alt((tag("\""), tag("''"), tag("”"), tag("″"), tag("’’")));
    value((), preceded(opt(one_of(" \u{a0}\u{202f}")), (take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), sign))).parse(input)
}

/// hundredths = digit digit no-digit, no word   (39 "32.)
pub(super) fn hundredths(input: &str) -> IResult<&str, ()> {
    let digits = take_while_m_n(2, 2, |c: char| c.is_ascii_digit());
    let more = alt((recognize(satisfy(char::is_alphanumeric)), recognize((one_of(" -'’"), satisfy(char::is_alphabetic)))));
    value((), terminated(digits, peek(not(more)))).parse(input)
}

/// word = letter { letter }
pub(super) fn word(input: &str) -> IResult<&str, &str> {
    take_while1(is_letter).parse(input)
}

/// A letter, or a combining accent after one.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}
