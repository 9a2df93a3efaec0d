//! What the neighbours of a mark say of it: the lower the cost, the better they suit the role. The
//! costs are compared with those of [`super::pair`]; an ordinary mark in its place costs nothing.

use super::lexer::{hundredths, is_letter, seconds, word, year};
use super::table::{Glyph, MarkTable, NEVER};

/// How far neighbouring marks are looked through: ‘…’”.
const MARKS_TOGETHER: usize = 4;
/// The most that neighbours cost a mark whose own shape tells what it does.
const TELLING_SHAPE: u8 = 3;
/// What it costs a mark that only closes to open.
const CLOSER_OPENS: u8 = 6;
/// What it costs to leave a double mark out of account.
const LEFT_OUT: u8 = 14;

/// What each role of a mark costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weights {
    pub open: u8,
    pub close: u8,
    /// To be no mark at all.
    pub skip: u8,
    /// The same while a mark of its group is open, which then waits for its close.
    pub skip_inside: u8,
    /// The space stands on the inner side: it opens behind a letter, or closes behind a space.
    pub wrong_side: bool,
}

impl Weights {
    fn new(open: u8, close: u8, skip: u8, skip_inside: u8) -> Self {
        Self { open, close, skip, skip_inside, wrong_side: false }
    }
}

/// What stands beside a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    /// The paragraph's start or end.
    Edge,
    Space,
    Letter,
    Digit,
    /// . ! ? …
    Stop,
    /// , ;
    Comma,
    Colon,
    OpenBracket,
    CloseBracket,
    Dash,
    /// An elided article before a word: l'"Aida".
    Elision,
    Other,
}

use Neighbour::{CloseBracket, Colon, Comma, Dash, Digit, Edge, Elision, Letter, OpenBracket, Other, Space, Stop};

/// Weighs `glyph` between `left` and `right`, its paragraph's text on either side. `None` if it is
/// plainly an apostrophe or a measure.
pub(super) fn weigh(table: &MarkTable, glyph: &Glyph, left: &str, right: &str, typewriter: bool) -> Option<Weights> {
    if glyph.is_single && left.ends_with(is_word) && right.starts_with(is_word) {
        return None; // l'anno, dell'1%
    }
    let around = Around { left, right, before: side_before(left, right), after: side_after(right) };
    if glyph.is_single { single(table, glyph, around, typewriter) } else { double(table, glyph, around) }
}

#[derive(Clone, Copy)]
struct Around<'a> {
    left: &'a str,
    right: &'a str,
    before: Neighbour,
    after: Neighbour,
}

fn double(table: &MarkTable, glyph: &Glyph, around: Around<'_>) -> Option<Weights> {
    let digits = digits_before(around.left);
    let telling = glyph.opens.is_some() != glyph.is_closer;
    let can_measure = glyph.is_neutral() || matches!(&*glyph.text, "”" | "''");
    if can_measure && is_measure(around, digits) {
        return None;
    }
    let cap = |cost: u8, suits: bool| if telling && suits { cost.min(TELLING_SHAPE) } else { cost };
    let improper = if glyph.opens.is_some() { 0 } else { CLOSER_OPENS };
    let skip = if can_measure && (1..=2).contains(&digits) { 3 } else { LEFT_OUT };
    let mut weights =
        Weights::new(cap(around.opening(), glyph.opens.is_some()) + improper, cap(around.closing(), glyph.is_closer), skip, skip);
    weights.wrong_side = around.before == Space || (around.before == Letter && around.after == Space);
    if glyph.is_neutral() && around.before == Letter && leads_on(table, around.left) {
        weights.open = weights.open.min(if around.after == Space { 1 } else { 4 });
        weights.close += 9;
    }
    Some(weights)
}

/// *oltre a fungere da"*: the last word is one that content hardly ends with, and not all of it.
fn leads_on(table: &MarkTable, left: &str) -> bool {
    let stem = left.trim_end_matches(is_letter);
    table.leads_on(&left[stem.len()..]) && stem.ends_with([' ', '\u{a0}', '\'', '’'])
}

/// 22"91, 5' 30", 1’ 12”, 39 "32
fn is_measure(around: Around<'_>, digits: usize) -> bool {
    let left = around.left;
    if digits > 0 {
        if around.right.starts_with(|c: char| c.is_ascii_digit()) {
            return true;
        }
        let minutes = left[..left.len() - digits].trim_end();
        return digits <= 2 && minutes.ends_with(['\'', '’', '′']) && digits_before(minutes.trim_end_matches(['\'', '’', '′'])) > 0;
    }
    let number = digits_before(left.trim_end());
    around.before == Space && (1..=2).contains(&number) && hundredths(around.right).is_ok()
}

fn single(table: &MarkTable, glyph: &Glyph, around: Around<'_>, typewriter: bool) -> Option<Weights> {
    let Around { left, right, before, after } = around;
    let closes = !matches!(before, Edge | Space | OpenBracket | Elision) && !matches!(after, Letter | Digit);
    let opens =
        !matches!(before, Letter | Digit | Stop | Comma | CloseBracket) && !matches!(after, Edge | Space | Comma | Colon | CloseBracket);
    if before == Digit && left.ends_with(|c: char| c.is_ascii_digit()) {
        if seconds(right).is_ok() {
            return None;
        }
        let minutes = digits_before(left) <= 3;
        let (skip, skip_inside) = if minutes { (0, 2) } else { (1, 3) };
        return Some(Weights::new(NEVER, u8::from(minutes) + around.closing(), skip, skip_inside));
    }
    if closes && !opens {
        let mut weights = last_word(table, around, typewriter);
        if glyph.opens.is_some() && !glyph.is_neutral() {
            weights.skip = 6;
        }
        return Some(weights);
    }
    if opens && !closes {
        return Some(first_word(table, glyph, around));
    }
    Some(Weights::new(around.opening().max(5), around.closing().max(5), 1, 2))
}

/// A mark at the end of a word: an accent, a truncation, or a close.
fn last_word(table: &MarkTable, around: Around<'_>, typewriter: bool) -> Weights {
    let weights = |skip, skip_inside, close| Weights::new(NEVER, close, skip, skip_inside);
    if !around.left.ends_with(is_letter) {
        return weights(2, 6, around.closing());
    }
    let last = &around.left[around.left.trim_end_matches(is_letter).len()..];
    let small_follows = around.right.trim_start().starts_with(char::is_lowercase);
    if matches!(last, "e" | "E") && around.after == Space {
        return weights(0, 0, 9);
    }
    if table.is_accented(last) {
        let accents_typed_so = typewriter || last.chars().all(char::is_uppercase);
        return match (accents_typed_so, around.after) {
            (true, Space) => weights(0, 0, 9),
            (true, _) => weights(0, 0, 5),
            (false, _) => weights(0, 1, 1),
        };
    }
    if table.is_truncated(last) {
        return weights(0, 0, 6);
    }
    if table.is_elided(last) && around.after == Space {
        return weights(0, 0, 8);
    }
    if typewriter && table.ends_accented(last) {
        return if around.after == Space && small_follows { weights(0, 1, 2) } else { weights(1, 2, 1) };
    }
    if typewriter && table.may_end_accented(last) && around.after == Space && small_follows {
        return weights(1, 2, u8::from(!last.starts_with(char::is_uppercase)));
    }
    weights(2, 4, 0)
}

/// A mark before a word: an opening mark, a year, or what is left of a word.
fn first_word(table: &MarkTable, glyph: &Glyph, around: Around<'_>) -> Weights {
    let curly_open = glyph.opens.is_some() && !glyph.is_neutral();
    let improper = if glyph.opens.is_none() { 4 } else { 0 };
    let weights = |open: u8, skip| Weights::new(open + improper, NEVER, skip, skip);
    if year(around.right).is_ok() {
        return weights(5, 0);
    }
    if word(around.right).is_ok_and(|(_, first)| table.is_aphaeresis(first)) {
        return weights(2, 1);
    }
    let announced = around.before == Edge || around.left.trim_end().ends_with(':');
    match (curly_open, announced) {
        (true, _) => weights(around.opening().min(TELLING_SHAPE), LEFT_OUT),
        (false, true) if improper == 0 => weights(1 + around.opening(), 8),
        (false, _) => weights(1 + around.opening(), 3 + improper / 4),
    }
}

impl Around<'_> {
    fn opening(self) -> u8 {
        let before = match self.before {
            Edge | Space | OpenBracket | Dash | Colon | Elision => 0,
            Other => 1,
            Comma => 2,
            Stop | CloseBracket => 3,
            Letter => 4,
            Digit => 5,
        };
        let after = match self.after {
            Letter | Digit | OpenBracket | Other | Elision => 0,
            Stop if self.right.starts_with(['…', '¿']) || self.right.starts_with("...") => 0,
            Dash => 2,
            Space | Stop => 3,
            Comma | Colon | CloseBracket => 5,
            Edge => 8,
        };
        before + after
    }

    fn closing(self) -> u8 {
        let before = match self.before {
            Letter | Digit | Stop | CloseBracket | Other => 0,
            Comma => 1,
            Colon | Dash | Elision => 2,
            Space => 3,
            OpenBracket => 6,
            Edge => 9,
        };
        let after = match self.after {
            Edge | Space | Stop | Comma | Colon | CloseBracket | Dash | Other | Elision => 0,
            OpenBracket => 1,
            Letter | Digit => 4,
        };
        before + after
    }
}

/// How many digits end the text, counted up to 5.
fn digits_before(left: &str) -> usize {
    left.bytes().rev().take(5).take_while(u8::is_ascii_digit).count()
}

fn is_word(c: char) -> bool {
    c.is_numeric() || is_letter(c)
}

fn side_before(left: &str, right: &str) -> Neighbour {
    let mut chars = left.chars().rev();
    if right.starts_with(is_letter) && matches!(chars.next(), Some('\'' | '’')) && chars.next().is_some_and(is_letter) {
        return Elision;
    }
    side(left.chars().rev())
}

fn side_after(right: &str) -> Neighbour {
    side(right.chars())
}

fn side(chars: impl Iterator<Item = char>) -> Neighbour {
    chars.take(MARKS_TOGETHER).find(|&c| !is_mark(c)).map_or(Edge, class)
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '<' | '>' | '«' | '»' | '‘'..='‟' | '‹' | '›')
}

fn class(c: char) -> Neighbour {
    match c {
        '.' | '!' | '?' | '…' | '¿' | '¡' => Stop,
        ',' | ';' => Comma,
        ':' => Colon,
        '(' | '[' | '{' => OpenBracket,
        ')' | ']' | '}' => CloseBracket,
        '-' | '–' | '—' | '―' => Dash,
        c if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' => Space,
        c if c.is_numeric() => Digit,
        c if is_letter(c) => Letter,
        _ => Other,
    }
}
