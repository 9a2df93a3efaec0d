//! Claims as linked data: a schema.org `Claim` and a W3C annotation for each, in one graph.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Claims;
use crate::claims::Claim;
use crate::report::linked::{self, Names};

/// Writes one document with the graph of all claims that are given.
///
/// # Errors
/// Those of the writer.
pub fn write<'a>(out: &mut impl Write, claims: &Claims<'a>, given: &[&'a Claim]) -> io::Result<()> {
    linked::begin(out)?;
    let names: Vec<Names> = claims.articles.iter().map(Names::of).collect();
    linked::nodes(out, true, given.iter().filter_map(|c| nodes(claims, names.get(c.article)?, c)).flatten())?;
    linked::end(out)
}

/// The claim and its annotation.
fn nodes<'a>(claims: &Claims<'a>, names: &Names, claim: &'a Claim) -> Option<[Value; 2]> {
    let shown = claims.shown(claim)?;
    let article = shown.article;
    let id = format!("urn:virgolette:claim:{}", claim.id);
    let mut node = json!({"@id": id, "@type": "Claim", "text": shown.words(), "appearance": linked::article(&article, names)});
    if let Some(speaker) = shown.quotation.speaker.and_then(|s| linked::speaker(&article, names, s)) {
        node["author"] = speaker;
    }
    linked::date(&mut node, &article);
    if let Some(link) = shown.link {
        node["url"] = json!(link);
    }
    let offsets = claims.offsets.get(claim.article)?;
    let annotation = linked::annotation(&article, names, offsets, &format!("urn:virgolette:annotation:{}", claim.id), &id, &[claim.span]);
    Some([node, annotation])
}
