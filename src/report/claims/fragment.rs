//! A place in a page → a link that opens on it: the text fragment directive, `url#:~:text=…`, which browsers read. What
//! they look for is the text of the page, so a link holds only where the article's text is that of the page.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::span::Span;

/// Words of a long quotation that a link names at each end.
const WORDS: usize = 6;

/// Words before and behind that tell one place from another.
const BESIDE: usize = 3;

/// A link to the words of a span. Where they stand more than once, the words before and behind tell which.
pub fn link(url: &str, text: &str, span: Span) -> String {
    let base = url.split('#').next().unwrap_or(url);
    let exact = span.of(text);
    let words: Vec<&str> = exact.split_whitespace().collect();
    let found = match words.as_slice() {
        [first @ .., _] if words.len() > 2 * WORDS => {
            format!("{},{}", encoded(&first[..WORDS]), encoded(&words[words.len() - WORDS..]))
        }
        all => encoded(all),
    };
    if text.matches(exact).nth(1).is_none() {
        return format!("{base}#:~:text={found}");
    }
    let telling = |w: &&str| !w.is_empty();
    let mut before: Vec<&str> = text[..span.start].split_whitespace().rev().map(bare).filter(telling).take(BESIDE).collect();
    before.reverse();
    let after: Vec<&str> = text[span.end..].split_whitespace().map(bare).filter(telling).take(BESIDE).collect();
    let prefix = if before.is_empty() { String::new() } else { format!("{}-,", encoded(&before)) };
    let suffix = if after.is_empty() { String::new() } else { format!(",-{}", encoded(&after)) };
    format!("{base}#:~:text={prefix}{found}{suffix}")
}

fn encoded(words: &[&str]) -> String {
    utf8_percent_encode(&words.join(" "), NON_ALPHANUMERIC).to_string()
}

/// A document's name inside a URN.
pub(super) fn encoded_id(id: &str) -> String {
    utf8_percent_encode(id, NON_ALPHANUMERIC).to_string()
}

/// Without the marks around the words, which a page may write otherwise.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{Span, link};

    #[test]
    fn links_name_the_words_and_what_tells_them_apart() {
        let text = "Rossi ha detto: «Sì, certo». Bo ha risposto: «Sì, certo».";
        let at = |n: usize| text.match_indices("Sì, certo").nth(n).map(|(start, s)| Span::new(start, start + s.len())).expect("twice");
        assert_eq!(link("https://a.it/x#y", text, at(1)), "https://a.it/x#:~:text=Bo%20ha%20risposto-,S%C3%AC%2C%20certo");
        let once = text.find("Rossi").map(|s| Span::new(s, s + 14)).expect("there");
        assert_eq!(link("https://a.it/x", text, once), "https://a.it/x#:~:text=Rossi%20ha%20detto");
    }
}
