//! Lines that sign an article or credit a picture.

use super::starts_upper;
use crate::grammar::layout::Layout;
use crate::span::Span;

/// The longest signature, in bytes: *Anna Neri per «La Voce», 4 marzo 2024*.
const SIGNATURE: usize = 120;

/// `(di Nome Cognome)`, `di Nome Cognome`, `dal nostro inviato Nome Cognome`: the name.
pub(super) fn byline(text: &str, line: Span, layout: &Layout) -> Option<Span> {
    let s = line.of(text);
    let bare = s.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let name = layout.bylines.iter().find_map(|lead| behind(bare, lead))?.trim_start();
    let words = name.split_whitespace();
    let is_name = name.len() < 60
        && words.clone().count() <= 7
        && words.clone().next().is_some_and(starts_upper)
        && words.clone().all(|w| starts_upper(w) || w.len() <= 3)
        && !name.ends_with(['.', '?', '!', ':', '»', '”', '"']);
    let start = line.start + (name.as_ptr() as usize - s.as_ptr() as usize);
    is_name.then(|| Span::new(start, start + name.len()))
}

/// *Anna Neri 04/03/2024 18:40*, *Anna Neri per «La Voce»*, *Anna Neri* alone above the story: the name.
pub(super) fn signature(text: &str, line: Span, near_top: bool, layout: &Layout) -> Option<Span> {
    let s = line.of(text);
    if s.len() > SIGNATURE || !starts_upper(s) {
        return None;
    }
    let words: Vec<&str> = s.split_whitespace().collect();
    let name = words.iter().take_while(|w| is_name_part(w)).count();
    let rest = words.get(name..)?;
    let dated = !rest.is_empty() && rest.iter().all(|w| w.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric()));
    let outlet = rest.first() == Some(&layout.signs_for.as_str()) && rest.get(1).is_some_and(|w| w.starts_with(['«', '“', '"']));
    if !(2..=4).contains(&name) || !(rest.is_empty() && near_top || dated || outlet) {
        return None;
    }
    let last = words.get(name - 1)?;
    let end = last.as_ptr() as usize - s.as_ptr() as usize + last.len();
    Some(Span::new(line.start, line.start + end))
}

/// A capital and small letters, as in a name; *De*, *D'Angelo*.
fn is_name_part(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'));
    starts_upper(word) && letters && word.chars().any(char::is_lowercase)
}

/// A short line in brackets, or one that begins with the word of a credit or signs for a press office.
pub(super) fn is_credit(s: &str, layout: &Layout) -> bool {
    if s.len() >= 90 || s.contains(['«', '“', '"']) {
        return false;
    }
    let bare = s.trim_start_matches(['(', '[']).to_lowercase();
    layout.credits.iter().any(|l| bare.starts_with(l.as_str()))
}

/// What stands behind a lead and its space; the lead may begin with a capital.
fn behind<'s>(line: &'s str, lead: &str) -> Option<&'s str> {
    let (start, rest) = line.split_at_checked(lead.len())?;
    let same = start.eq_ignore_ascii_case(lead) && start.bytes().skip(1).eq(lead.bytes().skip(1));
    rest.strip_prefix(' ').filter(|_| same)
}
