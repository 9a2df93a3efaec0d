//! `claims`: the quotations that a fact-checker might check. All articles are read before the first is written, since a
//! statement is the same wherever it appears.

use std::io::Write;
use std::path::Path;

use anyhow::Context;
use virgolette::Engine;
use virgolette::claims::reviews::{self, Review};
use virgolette::claims::{Article, Claim, claims};
use virgolette::document::Document;
use virgolette::report::claims::{Claims, csv, json, json_ld, markdown};
use virgolette::report::{Analysed, confident};
use virgolette::span::Span;

use super::UNUSABLE;
use super::args::{ClaimsArgs, ClaimsFormat};
use super::input::{Input, each, or_stdin, reason};
use super::snapshots::time;

/// Lists the claims of all paths.
pub fn run(engine: &Engine, args: &ClaimsArgs, out: &mut impl Write) -> anyhow::Result<u8> {
    let since = args
        .since
        .as_deref()
        .map(|d| time(d).with_context(|| format!("--since: «{d}» non è una data, per esempio 2026-03-01")))
        .transpose()?;
    let mut inputs: Vec<Input> = Vec::new();
    let fine = each(&or_stdin(&args.paths)?, |input| {
        let recent = since.is_none_or(|s| input.date.as_deref().and_then(time).is_some_and(|t| t >= s));
        inputs.extend(recent.then_some(input));
        Ok(())
    })?;
    let documents: Vec<Document> = inputs.iter().map(|i| confident(engine.analyze(&i.text), args.min_confidence)).collect();
    let sentences: Vec<Vec<Span>> = inputs.iter().map(|i| engine.sentences(&i.text)).collect();
    let articles: Vec<Article<'_>> = inputs
        .iter()
        .zip(&documents)
        .zip(&sentences)
        .map(|((i, document), sentences)| Article { id: &i.id, text: &i.text, document, sentences })
        .collect();
    let known = args.reviews.as_deref().map(read_reviews).transpose()?.unwrap_or_default();
    let mut all = claims(engine.grammar(), &articles);
    if !known.is_empty() {
        let mut found = reviews::matches(engine.grammar(), &articles, &known);
        all.iter_mut().for_each(|c| c.reviews = std::mem::take(&mut found[c.article][c.quotation]));
    }
    let shown: Vec<Analysed<'_>> = inputs.iter().zip(&documents).map(|(i, d)| i.analysed(d)).collect();
    let found = Claims::new(&shown, &all, &known);
    write(out, args.format, &found, &asked(&all, &documents, args))?;
    out.flush()?;
    Ok(if fine { 0 } else { UNUSABLE })
}

fn write<'a>(out: &mut impl Write, format: ClaimsFormat, found: &Claims<'a>, given: &[&'a Claim]) -> anyhow::Result<()> {
    match format {
        ClaimsFormat::Jsonl => {
            for claim in given.iter().filter_map(|c| json::shape(found, c)) {
                serde_json::to_writer(&mut *out, &claim)?;
                writeln!(out)?;
            }
        }
        ClaimsFormat::JsonLd => json_ld::write(out, found, given)?,
        ClaimsFormat::Csv => csv::write(out, found, given)?,
        ClaimsFormat::Markdown => markdown::write(out, found, given)?,
    }
    Ok(())
}

fn read_reviews(path: &Path) -> anyhow::Result<Vec<Review>> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| anyhow::anyhow!("--reviews {name}: {}", reason(&e)))?;
    let reviews = reviews::read(text.trim_start_matches('\u{feff}'));
    let reviews = reviews.map_err(|e| anyhow::anyhow!("--reviews {name}: non è JSON (riga {}, colonna {})", e.line(), e.column()))?;
    anyhow::ensure!(!reviews.is_empty(), "--reviews {name}: non c'è nessuna ClaimReview");
    Ok(reviews)
}

/// The claims that the arguments ask for, in order.
fn asked<'a>(all: &'a [Claim], documents: &[Document], args: &ClaimsArgs) -> Vec<&'a Claim> {
    let named = |claim: &Claim| {
        let document = &documents[claim.article];
        let speaker = document.quotations[claim.quotation].speaker.map(|s| &document.speakers[s]);
        args.speaker.as_deref().is_none_or(|name| speaker.is_some_and(|s| s.goes_by(name)))
    };
    let fitting = all.iter().filter(|c| c.checkworthiness.score >= args.min_score && named(c));
    let mut of_article = (usize::MAX, 0);
    let within_top = |claim: &&Claim| {
        of_article = if of_article.0 == claim.article { (claim.article, of_article.1 + 1) } else { (claim.article, 1) };
        args.top.is_none_or(|top| of_article.1 <= top)
    };
    fitting.filter(within_top).collect()
}
