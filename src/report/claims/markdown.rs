//! Claims for pasting into a newsroom's document.

use std::io::{self, Write};

use super::Claims;
use crate::claims::Claim;
use crate::report::markdown::{escaped, heading, linked};

/// Writes the claims that are given, those of an article under its title.
///
/// # Errors
/// Those of the writer.
pub fn write<'a>(out: &mut impl Write, claims: &Claims<'a>, given: &[&'a Claim]) -> io::Result<()> {
    let mut article = None;
    for claim in given {
        let Some(shown) = claims.shown(claim) else { continue };
        if article.replace(claim.article) != Some(claim.article) {
            heading(out, &shown.article)?;
            writeln!(out)?;
        }
        let who = shown.speaker.map_or("?", |s| s.name.as_str());
        let words = escaped(&shown.words());
        let words = shown.link.as_ref().map_or_else(|| format!("«{words}»"), |link| linked(&format!("«{words}»"), link));
        let reasons = claim.checkworthiness.reasons.join(", ");
        writeln!(out, "- **{}**: {words}  \n  {:.2} · {reasons}", escaped(who), claim.checkworthiness.score)?;
    }
    Ok(())
}
