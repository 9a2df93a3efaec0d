//! The dateline before an article's first sentence.

use super::starts_upper;
use crate::grammar::layout::Layout;
use crate::span::Span;

/// The longest dateline, in bytes: *Pozzuoli (Napoli), 20 maggio 2024 (Adnkronos Salute) –*.
const REACH: usize = 110;

/// Where a dateline ends, and what it says.
pub(super) struct Dateline {
    pub end: usize,
    pub outlet: Option<Span>,
    pub date: Option<Span>,
}

/// *Milano, 9 nov. (askanews) –*, *(ANSA) - ROMA, 8 GEN -*, *LECCE –*: a place, a date or an agency
/// in brackets, closed by a dash, before the first sentence.
pub(super) fn dateline(text: &str, line: Span, layout: &Layout) -> Option<Dateline> {
    let s = line.of(text);
    let reach = s.floor_char_boundary(REACH);
    let head = &s[..reach];
    let mut end = None;
    let mut from = 0;
    while let Some(found) = head[from..].find([' ', '\u{a0}']) {
        let space = head[from + found..].chars().next().map_or(1, char::len_utf8);
        let at = from + found + space;
        from = at;
        let mut chars = head[at..].chars();
        let Some(dash) = chars.next().filter(|c| matches!(c, '-' | '–' | '—')) else { continue };
        let after = at + dash.len_utf8();
        if !head[after..].starts_with(char::is_whitespace) {
            continue;
        }
        if !is_dateline_head(head[..at].trim(), layout) {
            break;
        }
        end = Some(after);
    }
    let end = end?;
    let base = line.start;
    let bracket = head[..end].rfind('(').and_then(|open| {
        let close = head[open..end].find(')')?;
        Some(Span::new(base + open + 1, base + open + close))
    });
    let date = date_in(&head[..end], layout).map(|(a, b)| Span::new(base + a, base + b));
    let story = end + head[end..].len() - head[end..].trim_start().len();
    Some(Dateline { end: base + story, outlet: bracket, date })
}

/// Each part is a place (capitalised), a date, or stands in brackets: no lower-case word but months
/// and the particles of place names.
fn is_dateline_head(head: &str, layout: &Layout) -> bool {
    let mut depth = 0i32;
    let mut words = 0;
    for word in head.split_whitespace() {
        words += 1;
        depth += word.matches('(').count() as i32;
        let inside = depth > 0;
        depth -= word.matches(')').count() as i32;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let fine = inside
            || bare.is_empty()
            || starts_upper(bare)
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || bare.len() <= 3
            || matches!(word, "/" | "|")
            || layout.is_month(bare)
            || layout.in_datelines.iter().any(|w| w == bare);
        if !fine || word.contains(['«', '“', '"', '?', '!']) {
            return false;
        }
    }
    let dated = head.contains(|c: char| c.is_ascii_digit() || c == '(');
    let all_capital = head.split_whitespace().all(starts_upper);
    words > 0 && (dated || words <= 3 && all_capital)
}

fn date_in(head: &str, layout: &Layout) -> Option<(usize, usize)> {
    let digit = head.find(|c: char| c.is_ascii_digit())?;
    let tail = &head[digit..];
    let month_at = tail.find(' ').map(|p| p + 1)?;
    let month_len = tail[month_at..].find([' ', ')', '–', '-', ',']).unwrap_or(tail.len() - month_at);
    let month = tail[month_at..month_at + month_len].trim_end_matches('.');
    if !layout.is_month(month) {
        return None;
    }
    let mut end = digit + month_at + month_len;
    let rest = head[end..].trim_start();
    let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if year.len() == 4 {
        end = head.len() - rest.len() + 4;
    }
    Some((digit, end))
}
