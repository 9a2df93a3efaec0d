//! Tokens → streams of items: the story, the inside of each quotation, the inside of each bracket.

use super::reader::Item;
use super::{Owner, UnitKind, Units};
use crate::grammar::lexicon::{Class, Lexicon};
use crate::token::{Shape, Token};

/// The items of one stream.
pub(crate) struct RawStream {
    pub owner: Owner,
    pub items: Vec<Item>,
}

/// The longest bracket, in tokens: what never closes must not hide the story.
const BRACKET_REACH: usize = 60;

/// Splits the tokens in one pass: what is nested leaves one item behind.
pub(crate) fn streams(tokens: &[Token], lexicon: &Lexicon) -> Vec<RawStream> {
    let mut out = vec![RawStream { owner: Owner::Story, items: Vec::with_capacity(tokens.len()) }];
    // (stream, index of the item that opened it in its parent)
    let mut open: Vec<(usize, usize)> = vec![(0, 0)];
    for (t, token) in tokens.iter().enumerate() {
        let (current, _) = open[open.len() - 1];
        let class = lexicon.entry(token.word).class;
        let item = Item { token: t as u32, last: t as u32, nested: None, word: token.word, class, phrase: None };
        match token.shape {
            Shape::Open(m) => {
                let child = out.len();
                out[current].items.push(Item { nested: Some(child as u32), ..item });
                let at = out[current].items.len() - 1;
                out.push(RawStream { owner: Owner::Quote(m), items: Vec::with_capacity(32) });
                open.push((child, at));
            }
            Shape::Close(m) => {
                while open.len() > 1 && out[open[open.len() - 1].0].owner == Owner::Brackets {
                    close(&mut out, &mut open, t.saturating_sub(1));
                }
                if out[open[open.len() - 1].0].owner == Owner::Quote(m) {
                    close(&mut out, &mut open, t);
                }
            }
            Shape::Punctuation('(' | '[') if closes_soon(tokens, t) => {
                let child = out.len();
                out[current].items.push(Item { nested: Some(child as u32), ..item });
                let at = out[current].items.len() - 1;
                out.push(RawStream { owner: Owner::Brackets, items: Vec::new() });
                open.push((child, at));
            }
            Shape::Punctuation(')' | ']') if out[current].owner == Owner::Brackets => close(&mut out, &mut open, t),
            Shape::Paragraph if out[current].owner == Owner::Brackets => {
                close(&mut out, &mut open, t.saturating_sub(1));
                let (current, _) = open[open.len() - 1];
                out[current].items.push(item);
            }
            _ => out[current].items.push(item),
        }
    }
    while open.len() > 1 {
        close(&mut out, &mut open, tokens.len() - 1);
    }
    out.iter_mut().for_each(|stream| find_phrases(&mut stream.items, lexicon));
    out
}

/// Gives each item the multi-word entry that begins with it.
fn find_phrases(items: &mut [Item], lexicon: &Lexicon) {
    for i in 0..items.len() {
        if items[i].class.any(Class::OPENS_PHRASE) {
            let found = lexicon.phrase_at(|k| items.get(i + k).map_or(0, |it| it.word));
            items[i].phrase = found.map(|(length, id)| (length as u32, id));
        }
    }
}

fn close(out: &mut [RawStream], open: &mut Vec<(usize, usize)>, last: usize) {
    if let Some((_, at)) = open.pop()
        && let Some((parent, _)) = open.last()
        && let Some(item) = out[*parent].items.get_mut(at)
    {
        item.last = last as u32;
    }
}

/// Whether the bracket closes within its paragraph, and no mark that was open before it ends first.
fn closes_soon(tokens: &[Token], at: usize) -> bool {
    let mut depth = 0;
    let mut marks = 0;
    for token in tokens[at..].iter().take(BRACKET_REACH) {
        match token.shape {
            Shape::Punctuation('(' | '[') => depth += 1,
            Shape::Punctuation(')' | ']') => {
                depth -= 1;
                if depth == 0 {
                    return marks == 0;
                }
            }
            Shape::Open(_) => marks += 1,
            Shape::Close(_) => {
                marks -= 1;
                if marks < 0 {
                    return false;
                }
            }
            Shape::Paragraph => return false,
            _ => {}
        }
    }
    false
}

/// Gives each nested stream its place in its parent.
pub(crate) fn link_parents(out: &mut Units) {
    let mut places: Vec<(u32, (u32, u32))> = Vec::new();
    let mut by_mark = rustc_hash::FxHashMap::default();
    for (s, stream) in out.streams.iter().enumerate() {
        if let Owner::Quote(m) = stream.owner {
            by_mark.insert(m, s as u32);
        }
    }
    for (s, stream) in out.streams.iter().enumerate() {
        for (u, unit) in stream.units.iter().enumerate() {
            let child = match unit.kind {
                UnitKind::Brackets(child) => Some(child),
                UnitKind::Quote(m) => by_mark.get(&m).copied(),
                _ => None,
            };
            places.extend(child.map(|c| (c, (s as u32, u as u32))));
        }
    }
    for (child, place) in places {
        out.streams[child as usize].parent = Some(place);
    }
}
