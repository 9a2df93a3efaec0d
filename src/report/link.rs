//! A place in a page → a link that opens on it: the text fragment directive, `url#:~:text=…`, which browsers read. What
//! they look for is the text of the page, so a link holds only where the article's text is that of the page. They read
//! over capitals, accents and kinds of apostrophes, and take the first place that fits: words count as the same here
//! wherever they could for a browser.

use oxiri::Iri;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use rustc_hash::FxHashMap;
use unicode_segmentation::UnicodeSegmentation;

use crate::grammar::key::without_accents;
use crate::span::Span;

/// Words of a long quotation that a link names at its beginning, and at its end: as many of these as tell it from others.
const ENDS: [usize; 3] = [6, 12, 24];

/// Words before and behind the place, where those of the quotation stand elsewhere too: as many as tell it.
const BESIDE: [usize; 3] = [3, 8, 20];

/// What ends a paragraph.
const LINE: [char; 2] = ['\n', '\r'];

/// What a URL may not hold as it stands.
const NO_IRI: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// Brackets too, which only an address of numbers may have.
const NO_BRACKETS: &AsciiSet = &NO_IRI.add(b'[').add(b']');

/// A URL that can be opened and written anywhere: http or https, without the characters that would end it. `None` for
/// everything else, so that no report leads to where nobody meant it to.
pub fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    if !web || rest.is_empty() || rest.starts_with(['/', '?', '#']) {
        return None;
    }
    let plain = |set| utf8_percent_encode(url, set).to_string();
    [plain(NO_IRI), plain(NO_BRACKETS)].into_iter().find(|url| Iri::parse(url.as_str()).is_ok())
}

/// A word of the page, as browsers compare it.
#[derive(Debug)]
struct Word {
    span: Span,
    /// The same for words that browsers take for one.
    key: u32,
    /// The paragraph that it stands in.
    line: u32,
}

/// The links into one page.
#[derive(Debug)]
pub struct Links<'a> {
    /// The address up to the words.
    base: String,
    text: &'a str,
    words: Vec<Word>,
    /// By key, the places in `words`.
    places: Vec<Vec<u32>>,
}

impl<'a> Links<'a> {
    /// Links into the page at a URL that shows a text; `None` if it is none.
    pub fn new(url: &str, text: &'a str) -> Option<Self> {
        let page = address(url.split(":~:").next().unwrap_or(url))?;
        let directive = if page.contains('#') { ":~:text=" } else { "#:~:text=" };
        let mut keys: FxHashMap<String, u32> = FxHashMap::default();
        let mut words: Vec<Word> = Vec::new();
        let mut places: Vec<Vec<u32>> = Vec::new();
        let mut start = 0;
        for (line, whole) in text.split(LINE).enumerate() {
            for (at, word) in whole.unicode_word_indices() {
                let next = keys.len() as u32;
                let key = *keys.entry(folded(word)).or_insert(next);
                if key == next {
                    places.push(Vec::new());
                }
                places[key as usize].push(words.len() as u32);
                words.push(Word { span: Span::new(start + at, start + at + word.len()), key, line: line as u32 });
            }
            start += whole.len() + 1;
        }
        Some(Links { base: page + directive, text, words, places })
    }

    /// A link to the words of a span. Where they stand more than once, the words before and behind tell which.
    pub fn to(&self, span: Span) -> String {
        let first = self.words.partition_point(|w| w.span.end <= span.start);
        let end = self.words.partition_point(|w| w.span.start < span.end).max(first);
        // browsers find whole words only: of *dell'aver detto* never *aver*
        let whole = self.words[first..end].iter().fold(span, |all, w| all.cover(w.span));
        let span = if first < end { whole } else { span };
        let (head, tail, told) = self.ends(span, first, end);
        let last = tail.map_or_else(String::new, |last| format!(",{}", encoded(last.of(self.text))));
        let found = encoded(head.of(self.text)) + &last;
        let head_end = self.words.partition_point(|w| w.span.start < head.end).max(first);
        if told && self.once(first, head_end) {
            return format!("{}{found}", self.base);
        }
        let before = BESIDE.map(|n| self.before(first, span.start, n));
        let behind = BESIDE.map(|n| self.behind(end, span.end, n));
        let alone = |from: usize, to: usize| self.once(from, to);
        // the words before are enough, or else those behind, or both
        let choice = (0..BESIDE.len()).map(|k| (before[k], behind[0], told && alone(before[k], head_end)));
        let both = (0..BESIDE.len()).map(|k| (before[k], behind[k], tail.is_none() && alone(before[k], behind[k])));
        let (from, to, _) = choice.chain(both).find(|(.., told)| *told).unwrap_or((before[2], behind[2], false));
        let prefix = if from < first { &self.text[self.words[from].span.start..span.start] } else { "" };
        let suffix = if end < to { &self.text[span.end..self.words[to - 1].span.end] } else { "" };
        let prefix = if prefix.is_empty() { String::new() } else { format!("{}-,", encoded(prefix)) };
        let suffix = if suffix.is_empty() { String::new() } else { format!(",-{}", encoded(suffix)) };
        format!("{}{prefix}{found}{suffix}", self.base)
    }

    /// The words to look for: all, or as many first and last ones as tell them, since browsers look for a row of words
    /// within one paragraph only; and whether a browser that begins at the first ones ends at the last.
    fn ends(&self, span: Span, first: usize, end: usize) -> (Span, Option<Span>, bool) {
        let words = &self.words;
        let one_line = first >= end || words[first].line == words[end - 1].line;
        if one_line && end - first <= 2 * ENDS[0] {
            return (span, None, true);
        }
        let in_line = |k: &usize, line: u32| words[*k].line == line;
        let head_most = (first..end).take_while(|k| in_line(k, words[first].line)).last().map_or(end, |k| k + 1);
        let tail_least = (first..end).rev().take_while(|k| in_line(k, words[end - 1].line)).last().unwrap_or(first);
        let heads = ENDS.map(|n| (first + n).min(head_most));
        let head = heads.into_iter().find(|to| self.once(first, *to)).unwrap_or(heads[0]);
        // the range ends at the first words that are like its last ones
        let only_last = |from: &usize| !(head..*from).any(|k| self.same(k, *from, end - from));
        let tails = ENDS.map(|n| end.saturating_sub(n).max(tail_least).max(head));
        let tail = tails.into_iter().filter(|from| *from < end).find(only_last);
        match tail.or_else(|| tails.into_iter().find(|from| *from < end)) {
            Some(from) => {
                (Span::new(span.start, words[head - 1].span.end), Some(Span::new(words[from].span.start, span.end)), tail.is_some())
            }
            None => (span, None, true),
        }
    }

    /// Whether a row of words stands nowhere else.
    fn once(&self, from: usize, to: usize) -> bool {
        let count = to - from;
        let Some(rarest) = (from..to).min_by_key(|k| self.places[self.words[*k].key as usize].len()) else { return false };
        let offset = rarest - from;
        let places = &self.places[self.words[rarest].key as usize];
        !places.iter().any(|at| (*at as usize).checked_sub(offset).is_some_and(|k| k != from && self.same(k, from, count)))
    }

    /// Whether two rows of words are alike.
    fn same(&self, a: usize, b: usize, count: usize) -> bool {
        a + count <= self.words.len() && (0..count).all(|k| self.words[a + k].key == self.words[b + k].key)
    }

    /// Where that many words begin that stand before a word and a byte, all in one paragraph.
    fn before(&self, word: usize, at: usize, count: usize) -> usize {
        // a row of words that ends with the paragraph before has none of the marks that this one begins with
        let near = |last: &usize| {
            let gap = &self.text[self.words[*last].span.end..at];
            gap.find(LINE).is_none_or(|line| gap[line..].trim().is_empty())
        };
        let Some(last) = word.checked_sub(1).filter(near) else { return word };
        let line = self.words[last].line;
        (word.saturating_sub(count)..word).find(|k| self.words[*k].line == line).unwrap_or(word)
    }

    /// Where that many words end that stand from a word on, behind a byte, all in one paragraph.
    fn behind(&self, word: usize, at: usize, count: usize) -> usize {
        let near = |w: &&Word| {
            let gap = &self.text[at..w.span.start];
            gap.rfind(LINE).is_none_or(|line| gap[..line].trim().is_empty())
        };
        let Some(line) = self.words.get(word).filter(near).map(|w| w.line) else { return word };
        (word..(word + count).min(self.words.len())).take_while(|k| self.words[*k].line == line).last().map_or(word, |k| k + 1)
    }
}

/// A word as browsers compare it: small, without accents.
fn folded(word: &str) -> String {
    let bare = without_accents(word).flat_map(char::to_lowercase);
    bare.map(|c| if c == '’' { '\'' } else { c }).collect()
}

/// Words as a directive has them: white space is what a page shows of it.
fn encoded(words: &str) -> String {
    utf8_percent_encode(&words.split_whitespace().collect::<Vec<_>>().join(" "), NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use percent_encoding::percent_decode_str;

    use super::{Links, Span, address};

    fn to(text: &str, words: &str, nth: usize) -> String {
        let at = text.match_indices(words).nth(nth).map(|(start, s)| Span::new(start, start + s.len())).expect("the words");
        let link = Links::new("https://a.it/x", text).expect("an address").to(at);
        let directive = link.strip_prefix("https://a.it/x#:~:text=").expect("a directive");
        percent_decode_str(directive).decode_utf8().expect("UTF-8").into_owned()
    }

    #[test]
    fn links_name_the_words_and_what_tells_them_apart() {
        let text = "Rossi ha detto: «Sì, certo». Bo ha risposto: «Sì, certo».";
        assert_eq!(to(text, "Sì, certo", 1), "Bo ha risposto: «-,Sì, certo");
        assert_eq!(to(text, "Rossi ha detto", 0), "Rossi ha detto");
        let text = "«Sì», ha detto subito e senza esitare Rossi.\n\n«Sì», ha detto subito e senza esitare Bo.";
        assert_eq!(to(text, "Sì", 1), "Sì,-», ha detto subito e senza esitare Bo");
    }

    #[test]
    fn words_are_the_same_wherever_a_browser_takes_them_so() {
        let text = "Si parte all'alba. «Sì», ha detto Rossi. L’altro? «L'altro», ha detto Bo.";
        assert_eq!(to(text, "Sì", 0), "Si parte all'alba. «-,Sì,-», ha detto Rossi");
        assert_eq!(to(text, "L'altro", 0), "detto Rossi. L’altro? «-,L'altro,-», ha detto Bo");
    }

    #[test]
    fn a_row_of_words_never_leaves_its_paragraph() {
        let text = "Ha detto: «Uno due.\n\nTre quattro». E poi: «Uno due».";
        assert_eq!(to(text, "Uno due.\n\nTre quattro", 0), "Ha detto: «-,Uno due,Tre quattro,-». E poi: «Uno");
        let text = "«Se la pioggia dovesse continuare ancora a lungo, la strada di valle resterà chiusa anche domani», dice Bo.";
        let words = &text["«".len()..text.find('»').expect("a mark")];
        assert_eq!(to(text, words, 0), "Se la pioggia dovesse continuare ancora,di valle resterà chiusa anche domani");
    }

    #[test]
    fn no_word_is_cut() {
        let cases = [
            ("«Il comune chiuderà la strada dell'Aurelia per tutta la notte e anche per domani mattina presto», dice Bo.", "dell'Aurelia,"),
            ("«Il piano ci costa circa 10.500 euro al mese e non sono pochi per una valle come questa», dice Bo.", "10.500,"),
        ];
        for (text, end) in cases {
            let words = &text["«".len()..text.find('»').expect("a mark")];
            assert!(to(text, words, 0).contains(end), "{}", to(text, words, 0));
        }
        assert_eq!(to("Si vanta d'aver vinto.", "aver vinto", 0), "d'aver vinto");
    }

    #[test]
    fn a_range_ends_at_its_own_last_words() {
        let text = "«Ora basta. Lo diciamo da anni e nessuno ci ascolta mai, ora basta davvero.\n\nBasta», dice Bo.";
        let words = &text["«".len()..text.find('»').expect("a mark")];
        assert_eq!(to(text, words, 0), "Ora basta. Lo diciamo da anni,Basta,-», dice Bo");
    }

    #[test]
    fn a_page_keeps_its_own_address() {
        let link = |url| Links::new(url, "Sì").map(|l| l.to(Span::new(0, "Sì".len())));
        assert_eq!(link("https://a.it/x y#z").as_deref(), Some("https://a.it/x%20y#z:~:text=S%C3%AC"));
        assert_eq!(link("https://a.it/#:~:text=No").as_deref(), Some("https://a.it/#:~:text=S%C3%AC"));
        assert_eq!(address("https://a.it/a[b]c").as_deref(), Some("https://a.it/a%5Bb%5Dc"));
        for no_page in ["", " ", "www.a.it/x", "a", "javascript:alert(1)", "://x", "1http://x", "http://", "https://a.it/%zz"] {
            assert_eq!(address(no_page), None, "{no_page}");
        }
    }
}
