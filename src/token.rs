//! Article and marks → [`Token`]s: words, numbers, punctuation and the marks themselves, each with
//! its place in the text and its lexicon entry; then the sentences. Tokens and the white space
//! between them rebuild the text.

use crate::article::{Article, Role};
use crate::grammar::key::{is_combining, key_into};
use crate::grammar::lexicon::{Class, Lexicon, WordId};
use crate::marks::Marks;
use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// all small letters
    Lower,
    /// A capital, then small letters
    Capital,
    /// TWO OR MORE CAPITALS
    Upper,
    /// digits
    Number,
    /// one character of punctuation
    Punctuation(char),
    /// An opening mark of the span with this index.
    Open(u32),
    /// A closing mark of the span with this index.
    Close(u32),
    /// An opening mark repeated at a paragraph's start.
    Repeat,
    /// The first token of a paragraph's story stands behind it: no text of its own.
    Paragraph,
}

/// A word, a number or a punctuation character.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Bytes of the text.
    pub span: Span,
    /// Its entry in the lexicon, 0 if unknown or no word.
    pub word: WordId,
    /// Its letters.
    pub shape: Shape,
    /// Whether a sentence ends with it.
    pub ends_sentence: bool,
}

impl Token {
    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper)
    }

    /// Whether it is written with a capital.
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }

    /// Whether it is this character of punctuation.
    pub fn is(&self, c: char) -> bool {
        self.shape == Shape::Punctuation(c)
    }

    /// Whether it is any dash.
    pub fn is_dash(&self) -> bool {
        matches!(self.shape, Shape::Punctuation('-' | '–' | '—'))
    }
}

/// Cuts the story of each paragraph into tokens; datelines and credits are left out.
pub fn tokens(article: &Article<'_>, marks: &Marks, lexicon: &Lexicon) -> Vec<Token> {
    let mut out = Vec::with_capacity(article.text.len() / 4 + 8);
    let events = mark_events(marks);
    let mut scanner = Scanner { text: article.text, lexicon, key: String::new(), events: &events, next_event: 0 };
    for p in article.paragraphs.iter().filter(|p| p.role != Role::Credit) {
        let story = Span::new(p.story, p.span.end);
        let at = Span::new(story.start, story.start);
        let first = out.len();
        out.push(Token { span: at, word: 0, shape: Shape::Paragraph, ends_sentence: true });
        scanner.paragraph(story, &mut out);
        lower_shouted_words(&mut out[first..], lexicon);
    }
    mark_sentence_ends(&mut out, article.text, lexicon);
    out
}

/// From the first to the last token of each sentence.
pub fn sentences(tokens: &[Token]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    for token in tokens {
        if token.shape == Shape::Paragraph {
            out.extend(open.take());
            continue;
        }
        // the mark behind a stop closes what the stop ended
        if open.is_none()
            && matches!(token.shape, Shape::Close(_) | Shape::Punctuation(')'))
            && let Some(last) = out.last_mut()
        {
            last.end = token.span.end;
            continue;
        }
        let span = open.map_or(token.span, |o| o.cover(token.span));
        open = Some(span);
        if token.ends_sentence {
            out.extend(open.take());
        }
    }
    out.extend(open);
    out
}

#[derive(Clone, Copy)]
struct MarkEvent {
    span: Span,
    shape: Shape,
}

fn mark_events(marks: &Marks) -> Vec<MarkEvent> {
    let mut events = Vec::with_capacity(marks.spans.len() * 2);
    for (i, m) in marks.spans.iter().enumerate() {
        events.push(MarkEvent { span: m.open, shape: Shape::Open(i as u32) });
        if let Some(close) = m.close {
            events.push(MarkEvent { span: close, shape: Shape::Close(i as u32) });
        } else if let Some(last) = m.segments.last() {
            // An unclosed mark ends where its content does: an empty closing mark.
            events.push(MarkEvent { span: Span::new(last.end, last.end), shape: Shape::Close(i as u32) });
        }
    }
    // An outer mark closes after the inner ones that end at the same byte.
    events.sort_by_key(|e| {
        (
            e.span.start,
            matches!(e.shape, Shape::Open(_)),
            e.span.end,
            match e.shape {
                Shape::Close(i) => u32::MAX - i,
                Shape::Open(i) => i,
                _ => 0,
            },
        )
    });
    events
}

struct Scanner<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    key: String,
    events: &'a [MarkEvent],
    next_event: usize,
}

impl Scanner<'_> {
    fn paragraph(&mut self, story: Span, out: &mut Vec<Token>) {
        let mut at = story.start;
        loop {
            while let Some(event) = self.events.get(self.next_event).filter(|e| e.span.start < at) {
                let _ = event;
                self.next_event += 1;
            }
            if let Some(event) = self.events.get(self.next_event)
                && event.span.start == at
                && event.span.end <= story.end
            {
                out.push(Token { span: event.span, word: 0, shape: event.shape, ends_sentence: false });
                self.next_event += 1;
                at = event.span.end;
                continue;
            }
            let Some(c) = self.text[at..story.end].chars().next() else { break };
            if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}') {
                at += c.len_utf8();
                continue;
            }
            let limit = self.events.get(self.next_event).map_or(story.end, |e| e.span.start.min(story.end));
            let token = if c.is_alphabetic() {
                self.word(at, limit)
            } else if c.is_ascii_digit() {
                self.number(at, limit)
            } else {
                let end = at + c.len_utf8();
                Token { span: Span::new(at, end), word: 0, shape: Shape::Punctuation(c), ends_sentence: false }
            };
            at = token.span.end;
            out.push(token);
        }
    }

    /// word = letter+ { ("-" | "." | "&") letter+ } [ "'" ] ; an abbreviation keeps its stop
    fn word(&mut self, start: usize, limit: usize) -> Token {
        let s = &self.text[start..limit];
        let mut end = 0;
        let (mut upper, mut lower) = (0u32, 0u32);
        let mut first_upper = false;
        for (i, c) in s.char_indices() {
            let part = if c.is_alphanumeric() || is_combining(c) || matches!(c, '_' | '@') {
                if c.is_uppercase() {
                    upper += 1;
                    first_upper |= i == 0;
                } else if c.is_lowercase() {
                    lower += 1;
                }
                true
            } else {
                let next_letter = s[i + c.len_utf8()..].starts_with(char::is_alphanumeric);
                (c == '-' && next_letter) || (c == '.' && next_letter && !s[..i].contains('-') && is_dotted(s, i))
            };
            if !part {
                break;
            }
            end = i + c.len_utf8();
        }
        if let Some(c) = s[end..].chars().next()
            && matches!(c, '\'' | '’' | '‘' | 'ʼ')
        {
            end += c.len_utf8();
        }
        let mut word = self.lookup(&s[..end]);
        if s[end..].starts_with('.') && !s[..end].ends_with('\'') {
            let dotted = &s[..=end];
            let initial = upper > 0 && lower == 0 && (upper == 1 || dotted[..end].contains('.'));
            let id = self.lookup(dotted);
            if initial || self.lexicon.entry(id).class.any(Class::ABBREVIATION) {
                end += 1;
                word = if id != 0 { id } else { word };
            }
        }
        let shape = match (first_upper, upper, lower) {
            (true, u, 0) if u > 1 => Shape::Upper,
            (true, _, _) => Shape::Capital,
            (false, u, l) if u > l => Shape::Upper,
            _ => Shape::Lower,
        };
        Token { span: Span::new(start, start + end), word, shape, ends_sentence: false }
    }

    /// The entry of a word; *vice-questore*, *ex-premier* that are not known whole count as what
    /// stands behind their prefix.
    fn lookup(&mut self, word: &str) -> WordId {
        key_into(word, &mut self.key);
        let id = self.lexicon.id(&self.key);
        // a word of some expression (a sentir lui) need be nothing by itself
        if id != 0 && self.lexicon.entry(id).class.0 & !Class::OPENS_PHRASE.0 != 0 {
            return id;
        }
        // non vuole sentir parlare: an infinitive that has lost its last letter before another word
        if self.key.ends_with('r') && word.starts_with(char::is_lowercase) {
            self.key.push('e');
            let whole = self.lexicon.id(&self.key);
            self.key.pop();
            if self.lexicon.is_infinitive(whole) {
                return whole;
            }
        }
        match self.key.split_once('-') {
            Some((prefix, rest)) if self.lexicon.entry(self.lexicon.id(prefix)).class.any(Class::ROLE_PREFIX) => self.lexicon.id(rest),
            _ => id,
        }
    }

    /// number = digit+ { ("." | "," | ":" | "/") digit+ } ; a letter glued to it belongs to it (34enne, 40mila)
    fn number(&mut self, start: usize, limit: usize) -> Token {
        let s = &self.text[start..limit];
        let mut end = 0;
        let mut letters = false;
        for (i, c) in s.char_indices() {
            let next = s[i + c.len_utf8()..].chars().next();
            let part = c.is_ascii_digit()
                || c.is_alphabetic()
                || (matches!(c, '.' | ',' | ':' | '/' | '-') && !letters && next.is_some_and(|n| n.is_ascii_digit()));
            letters |= c.is_alphabetic();
            if !part {
                break;
            }
            end = i + c.len_utf8();
        }
        let word = if letters { self.lookup(&s[..end]) } else { 0 };
        Token { span: Span::new(start, start + end), word, shape: Shape::Number, ends_sentence: false }
    }
}

/// A stop inside a word: initials and acronyms written with stops (T.J., S.p.A.), addresses (il.sito.it).
fn is_dotted(s: &str, at: usize) -> bool {
    let before = s[..at].chars().rev().take_while(|c| c.is_alphabetic()).count();
    let after = s[at + 1..].chars().take_while(|c| c.is_alphabetic()).count();
    (before <= 2 && after <= 2) || s[at + 1..].chars().next().is_some_and(char::is_lowercase)
}

/// In a paragraph written in capitals, capitals tell nothing: a word that the lexicon knows as
/// anything but a name counts as small.
fn lower_shouted_words(tokens: &mut [Token], lexicon: &Lexicon) {
    let words = tokens.iter().filter(|t| t.is_word() && t.span.len() > 2).count();
    let shouted = tokens.iter().filter(|t| t.shape == Shape::Upper && t.span.len() > 2).count();
    if words < 3 || shouted * 10 < words * 6 {
        return;
    }
    let proper = Class::GIVEN.or(Class::PLACE).or(Class::ORGANIZATION).or(Class::METONYM);
    for t in tokens.iter_mut().filter(|t| t.shape == Shape::Upper) {
        let entry = lexicon.entry(t.word);
        let known = t.word != 0 && (entry.class.0 & !Class::OPENS_PHRASE.0 != 0);
        t.shape = if known && !entry.class.any(proper) { Shape::Lower } else { Shape::Capital };
    }
}

/// A sentence ends with . ? ! … (and a bracket or mark right behind) before white space and a
/// capital, a digit, a dash or a mark; and with its paragraph.
fn mark_sentence_ends(tokens: &mut [Token], text: &str, lexicon: &Lexicon) {
    for i in 0..tokens.len() {
        let Shape::Punctuation(c) = tokens[i].shape else { continue };
        if !matches!(c, '.' | '?' | '!' | '…') {
            continue;
        }
        let Some(next) = tokens.get(i + 1) else {
            tokens[i].ends_sentence = true;
            continue;
        };
        let glued = next.span.start == tokens[i].span.end;
        let starts_new = match next.shape {
            Shape::Paragraph => true,
            Shape::Close(_) => false,
            Shape::Punctuation('.' | '?' | '!' | '…' | ')' | ']' | ',' | ';' | ':') => false,
            Shape::Punctuation('-' | '–' | '—') => !is_aside_dash(tokens, i + 1, lexicon),
            Shape::Lower => c == '.' && !glued && !text[..tokens[i].span.start].ends_with('.'),
            _ => !glued || matches!(next.shape, Shape::Open(_)) || next.is_capital(),
        };
        tokens[i].ends_sentence = starts_new;
    }
}

/// *«Le rose? - ha ripreso la fioraia»*: after the dash the reporter goes on in small letters.
fn is_aside_dash(tokens: &[Token], dash: usize, _lexicon: &Lexicon) -> bool {
    tokens.get(dash + 1).is_some_and(|t| t.shape == Shape::Lower)
}
