//! A place in a page → a link that opens on it: the text fragment directive, `url#:~:text=…`, which browsers read. What
//! they look for is the text of the page, so a link holds only where the article's text is that of the page.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::span::Span;

/// Words of a long quotation that a link names at its beginning: as many of these as tell it from others.
const FIRST: [usize; 3] = [6, 12, 24];

/// Words of a long quotation that a link names at its end.
const LAST: usize = 6;

/// Words behind the place.
const BEHIND: usize = 3;

/// What a URL may not hold as it stands.
const NO_IRI: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Words before the place that are tried one after the other, until one row of words is there only once.
const BEFORE: [usize; 3] = [3, 8, 20];

/// The links into one page.
#[derive(Debug)]
pub struct Links<'a> {
    /// The address up to the words.
    base: String,
    text: &'a str,
    /// In lower case, since browsers read over capitals.
    lower: String,
}

impl<'a> Links<'a> {
    /// Links into the page at a URL that shows a text.
    pub fn new(url: &str, text: &'a str) -> Self {
        let page = iri(url.split(":~:").next().unwrap_or(url));
        let directive = if page.contains('#') { ":~:text=" } else { "#:~:text=" };
        Links { base: page + directive, text, lower: text.to_lowercase() }
    }

    /// A link to the words of a span. Where they stand more than once, the words before and behind tell which.
    pub fn to(&self, span: Span) -> String {
        let (text, base) = (self.text, &self.base);
        let longer = FIRST.iter().map(|words| ends(text, span, *words));
        let telling = longer.clone().find(|(first, _)| self.once(first.of(text)));
        let (first, last) = telling.unwrap_or_else(|| ends(text, span, FIRST[0]));
        let last = last.map_or_else(String::new, |last| format!(",{}", encoded(last.of(text))));
        let found = encoded(first.of(text)) + &last;
        if self.once(first.of(text)) {
            return format!("{base}{found}");
        }
        let before = |words: &usize| words_before(text, first.start, *words);
        let telling = BEFORE.iter().map(before).find(|before| self.once(&text[before.start..first.end]));
        let before = telling.unwrap_or_else(|| words_before(text, first.start, BEFORE[0]));
        let after = words_behind(text, span.end, BEHIND);
        let prefix = if before.is_empty() { String::new() } else { format!("{}-,", encoded(before.of(text))) };
        let suffix = if after.is_empty() { String::new() } else { format!(",-{}", encoded(after.of(text))) };
        format!("{base}{prefix}{found}{suffix}")
    }

    /// Whether words stand only once in the text.
    fn once(&self, words: &str) -> bool {
        self.lower.matches(&words.to_lowercase()).nth(1).is_none()
    }
}

/// A URL without the characters that would end it.
pub(super) fn iri(url: &str) -> String {
    utf8_percent_encode(url.trim(), NO_IRI).to_string()
}

/// A name for a document that has no URL, or for what stands in it.
pub(super) fn urn(id: &str) -> String {
    format!("urn:virgolette:document:{}", utf8_percent_encode(id, NON_ALPHANUMERIC))
}

/// The words to look for: all, or that many first ones and the last, since browsers look for a row of words within one paragraph
/// only.
fn ends(text: &str, span: Span, words: usize) -> (Span, Option<Span>) {
    let exact = span.of(text);
    if exact.split_whitespace().nth(words + LAST).is_none() && !exact.contains(['\n', '\r']) {
        return (span, None);
    }
    let first = exact.split(['\n', '\r']).next().unwrap_or(exact);
    let last = exact.rsplit(['\n', '\r']).next().unwrap_or(exact);
    let first = Span::new(span.start, span.start + first.len());
    let last = Span::new(span.end - last.len(), span.end);
    let head = words_behind(text, first.start, words);
    let tail = words_before(text, last.end, LAST);
    (Span::new(first.start, head.end.min(first.end)), Some(Span::new(tail.start.max(last.start), last.end)))
}

/// That many words with their marks that end at a byte, all in one paragraph.
fn words_before(text: &str, end: usize, words: usize) -> Span {
    let end = text[..end].trim_end().len();
    let line = text[..end].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let gaps = text[line..end].rmatch_indices(char::is_whitespace).map(|(at, gap)| line + at + gap.len());
    let starts = gaps.filter(|at| text[*at..end].starts_with(|c: char| !c.is_whitespace()));
    Span::new(starts.take(words).last().filter(|_| counted(&text[line..end], words)).unwrap_or(line), end)
}

/// That many words with their marks that begin at a byte, all in one paragraph.
fn words_behind(text: &str, start: usize, words: usize) -> Span {
    let start = text.len() - text[start..].trim_start().len();
    let line = text[start..].find(['\n', '\r']).map_or(text.len(), |at| start + at);
    let gaps = text[start..line].match_indices(char::is_whitespace).map(|(at, _)| start + at);
    let ends = gaps.filter(|at| text[start..*at].ends_with(|c: char| !c.is_whitespace()));
    Span::new(start, ends.take(words).last().filter(|_| counted(&text[start..line], words)).unwrap_or(line))
}

/// Whether there are more words than that.
fn counted(line: &str, words: usize) -> bool {
    line.split_whitespace().nth(words).is_some()
}

/// Words as a directive has them: white space is what a page shows of it.
fn encoded(words: &str) -> String {
    utf8_percent_encode(&words.split_whitespace().collect::<Vec<_>>().join(" "), NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::{Links, Span};

    fn to(text: &str, words: &str, nth: usize) -> String {
        let at = text.match_indices(words).nth(nth).map(|(start, s)| Span::new(start, start + s.len())).expect("the words");
        let link = Links::new("https://a.it/x", text).to(at);
        let directive = link.strip_prefix("https://a.it/x#:~:text=").expect("a directive");
        percent_decode_str(directive).decode_utf8().expect("UTF-8").into_owned()
    }

    #[test]
    fn links_name_the_words_and_what_tells_them_apart() {
        let text = "Rossi ha detto: «Sì, certo». Bo ha risposto: «Sì, certo».";
        assert_eq!(to(text, "Sì, certo", 1), "ha risposto: «-,Sì, certo,-».");
        assert_eq!(to(text, "Rossi ha detto", 0), "Rossi ha detto");
        let text = "Ha detto poi Bo: «No».\n\nIeri ha detto poi Bo: «No» e basta.";
        assert_eq!(to(text, "No", 0), "poi Bo: «-,No,-».");
        assert_eq!(to(text, "No", 1), "Ieri ha detto poi Bo: «-,No,-» e basta.");
    }

    #[test]
    fn a_row_of_words_never_leaves_its_paragraph() {
        let text = "Ha detto: «Uno due.\n\nTre quattro». E poi: «Uno due».";
        assert_eq!(to(text, "Uno due.\n\nTre quattro", 0), "Uno due.,Tre quattro");
        let text = "«Se la pioggia dovesse continuare ancora a lungo, la strada di valle resterà chiusa anche domani», dice Bo.";
        let words = &text["«".len()..text.find('»').expect("a mark")];
        assert_eq!(to(text, words, 0), "Se la pioggia dovesse continuare ancora,di valle resterà chiusa anche domani");
    }

    #[test]
    fn a_page_keeps_its_own_address() {
        let link = |url| Links::new(url, "Sì").to(Span::new(0, "Sì".len()));
        assert_eq!(link("https://a.it/x y#z"), "https://a.it/x%20y#z:~:text=S%C3%AC");
        assert_eq!(link("https://a.it/#:~:text=No"), "https://a.it/#:~:text=S%C3%AC");
    }
}
