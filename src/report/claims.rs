//! Claims for fact-checkers: JSON, JSON-LD, a spreadsheet, a page of Markdown.

pub mod csv;
pub mod json;
pub mod json_ld;
pub mod markdown;

use rustc_hash::FxHashMap;

use super::link::Links;
use super::offsets::Offsets;
use super::{Analysed, around};
use crate::claims::Claim;
use crate::claims::reviews::Review;
use crate::document::{Quotation, Speaker};

/// Claims with the articles that they are of.
#[derive(Debug)]
pub struct Claims<'a> {
    articles: &'a [Analysed<'a>],
    reviews: &'a [Review],
    /// By article: claims are many, and their places are counted from its beginning.
    offsets: Vec<Offsets<'a>>,
    links: Vec<Option<Links<'a>>>,
    /// By statement, all claims that are it, also those that are not shown.
    appearances: FxHashMap<&'a str, Vec<&'a Claim>>,
}

/// A claim with what formats show of it.
struct Shown<'a> {
    article: Analysed<'a>,
    quotation: &'a Quotation,
    speaker: Option<&'a Speaker>,
    /// A link that opens the page on the words.
    link: Option<String>,
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
        let offsets = articles.iter().map(|a| Offsets::code_points(a.text)).collect();
        Claims { articles, reviews, offsets, links: articles.iter().map(Analysed::links).collect(), appearances }
    }

    /// None if the claim is of no article that is there.
    fn shown(&self, claim: &'a Claim) -> Option<Shown<'a>> {
        let article = *self.articles.get(claim.article)?;
        let quotation = article.document.quotations.get(claim.quotation)?;
        let offsets = self.offsets.get(claim.article)?;
        let links = self.links.get(claim.article)?;
        let exact = article.text.get(claim.span.start..claim.span.end)?;
        let (prefix, suffix) = around(article.text, claim.span);
        Some(Shown {
            article,
            quotation,
            speaker: quotation.speaker.and_then(|s| article.document.speakers.get(s)),
            link: links.as_ref().map(|l| l.to(claim.span)),
            exact,
            prefix,
            suffix,
            start: offsets.at(claim.span.start),
            end: offsets.at(claim.span.end),
        })
    }

    /// Where else the statement of a claim appears.
    fn elsewhere(&self, claim: &'a Claim) -> impl Iterator<Item = &'a Claim> {
        let all = self.appearances.get(claim.statement.as_str()).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |c| c.id != claim.id)
    }
}

impl Shown<'_> {
    fn words(&self) -> String {
        super::json::content(self.article.text, &self.quotation.segments)
    }
}
