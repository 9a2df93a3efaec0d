//! One line for each thing that went wrong, worded as `score.py --errors` words it.

use super::gold::GoldQuotation;
use super::{Predicted, clip};

pub(super) fn speaker(name: &str, found: &Predicted, gold: &GoldQuotation) -> String {
    let (p, g) = (or_none(found.speaker.as_deref()), or_none(gold.speaker.as_deref()));
    format!("{name}: speaker {p}, gold {g}: {}", quoted(&clip(&gold.text, 70)))
}

pub(super) fn missed(name: &str, gold: &GoldQuotation) -> String {
    format!("{name}: missed {}: {}", gold.kind, quoted(&clip(&gold.text, 90)))
}

pub(super) fn spurious(name: &str, found: &Predicted, chars: &[char]) -> String {
    let (from, to) = (found.segments.first().map_or(0, |s| s.0), found.segments.last().map_or(0, |s| s.1));
    let words: String = chars.iter().take(to).skip(from).take(90).collect();
    format!("{name}: spurious {}: {}", found.kind, quoted(&words))
}

fn or_none(words: Option<&str>) -> String {
    words.map_or_else(|| "None".to_owned(), quoted)
}

/// The words in the quotes that Python's `repr` would choose, so that the lines can be compared;
/// of what it escapes, what occurs in articles.
fn quoted(words: &str) -> String {
    let quote = if words.contains('\'') && !words.contains('"') { '"' } else { '\'' };
    let mut out = String::from(quote);
    for c in words.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if c == quote => out.extend(['\\', c]),
            c if is_unprintable(c) => out.push_str(&match u32::from(c) {
                n @ ..=0xff => format!("\\x{n:02x}"),
                n @ ..=0xffff => format!("\\u{n:04x}"),
                n => format!("\\U{n:08x}"),
            }),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

fn is_unprintable(c: char) -> bool {
    let format = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    format || c.is_control() || (c.is_whitespace() && c != ' ')
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn quotes_are_chosen_as_python_chooses_them() {
        assert_eq!(quoted("così"), "'così'");
        assert_eq!(quoted("l'arte"), "\"l'arte\"");
        assert_eq!(quoted("l'\"arte\""), r#"'l\'"arte"'"#);
        assert_eq!(quoted("a\u{a0}b\u{2009}\n\\"), r"'a\xa0b\u2009\n\\'");
    }
}
