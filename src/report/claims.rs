//! Claims for fact-checkers: JSON, JSON-LD, a spreadsheet, a page of Markdown.

pub mod csv;
pub mod fragment;
pub mod json;
pub mod json_ld;
pub mod markdown;

use rustc_hash::FxHashMap;

use super::Analysed;
use super::offsets::Offsets;
use crate::claims::Claim;
use crate::claims::reviews::Review;
use crate::document::{Quotation, Speaker};
use crate::span::Span;

/// Claims with the articles that they are of.
#[derive(Debug)]
pub struct Claims<'a> {
    articles: &'a [Analysed<'a>],
    reviews: &'a [Review],
    /// By article: claims are many, and their places are counted from its beginning.
    offsets: Vec<Offsets<'a>>,
    /// By statement, all claims that are it, also those that are not shown.
    appearances: FxHashMap<&'a str, Vec<&'a Claim>>,
}

/// Characters of the article shown before and behind the words, in code points.
const AROUND: usize = 32;

/// A claim with what formats show of it.
struct Shown<'a> {
    claim: &'a Claim,
    article: Analysed<'a>,
    quotation: &'a Quotation,
    speaker: Option<&'a Speaker>,
    /// The article from the first word to the last, asides included.
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
    /// Code points.
    start: usize,
    end: usize,
}

impl<'a> Claims<'a> {
    /// `articles` and `reviews` by the index that the claims hold; `all` claims, also those that nobody will be shown.
    pub fn new(articles: &'a [Analysed<'a>], all: &'a [Claim], reviews: &'a [Review]) -> Self {
        let mut appearances: FxHashMap<&str, Vec<&Claim>> = FxHashMap::default();
        for claim in all {
            appearances.entry(&claim.statement).or_default().push(claim);
        }
        Claims { articles, reviews, offsets: articles.iter().map(|a| Offsets::code_points(a.text)).collect(), appearances }
    }

    /// None if the claim is of no article that is there.
    fn shown(&self, claim: &'a Claim) -> Option<Shown<'a>> {
        let article = *self.articles.get(claim.article)?;
        let quotation = article.document.quotations.get(claim.quotation)?;
        let Span { start, end } = claim.span;
        let (before, after) = (article.text.get(..start)?, article.text.get(end..)?);
        let offsets = self.offsets.get(claim.article)?;
        Some(Shown {
            claim,
            article,
            quotation,
            speaker: quotation.speaker.and_then(|s| article.document.speakers.get(s)),
            exact: claim.span.of(article.text),
            prefix: before.char_indices().nth_back(AROUND - 1).map_or(before, |(at, _)| &before[at..]),
            suffix: after.char_indices().nth(AROUND).map_or(after, |(at, _)| &after[..at]),
            start: offsets.at(start),
            end: offsets.at(end),
        })
    }

    /// Where else the statement of a claim appears.
    fn elsewhere(&self, claim: &'a Claim) -> impl Iterator<Item = &'a Claim> {
        let all = self.appearances.get(claim.statement.as_str()).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |c| c.id != claim.id)
    }
}

impl Shown<'_> {
    /// A link that opens the page on the words.
    fn link(&self) -> Option<String> {
        self.article.origin.url.map(|url| fragment::link(url, self.article.text, self.claim.span))
    }

    fn words(&self) -> String {
        super::json::content(self.article.text, &self.quotation.segments)
    }
}
