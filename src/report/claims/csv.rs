//! Claims as a spreadsheet, a row each.

use std::borrow::Cow;
use std::io::{self, Write};

use super::Claims;
use crate::claims::Claim;
use crate::report::json::type_name;
use crate::report::sheet;

/// The columns, in order.
pub const COLUMNS: [&str; 17] = [
    "id",
    "claim",
    "speaker",
    "role",
    "type",
    "cue",
    "stance",
    "confidence",
    "score",
    "reasons",
    "statement",
    "document",
    "title",
    "date",
    "start",
    "end",
    "link",
];

/// Writes a head and a row for each claim that is given.
///
/// # Errors
/// Those of the writer.
pub fn write<'a>(out: &mut impl Write, claims: &Claims<'a>, given: &[&'a Claim]) -> io::Result<()> {
    let rows = given.iter().filter_map(|claim| row(claims, claim));
    sheet::rows(out, std::iter::once(COLUMNS.map(Into::into)).chain(rows))
}

fn row<'a>(claims: &Claims<'a>, claim: &'a Claim) -> Option<[Cow<'a, str>; 17]> {
    let shown = claims.shown(claim)?;
    let (article, q) = (shown.article, shown.quotation);
    Some([
        claim.id.as_str().into(),
        shown.words().into(),
        shown.speaker.map_or("", |s| &s.name).into(),
        shown.speaker.and_then(|s| s.roles.first()).map_or("", String::as_str).into(),
        type_name(q.kind).into(),
        q.cue.as_ref().map_or("", |c| c.span.of(article.text)).into(),
        q.cue.as_ref().map_or("neutral", |c| c.stance.name()).into(),
        format!("{:.2}", q.confidence).into(),
        format!("{:.2}", claim.checkworthiness.score).into(),
        claim.checkworthiness.reasons.join("; ").into(),
        claim.statement.as_str().into(),
        article.id.into(),
        article.title().unwrap_or_default().into(),
        article.date().unwrap_or_default().into(),
        shown.start.to_string().into(),
        shown.end.to_string().into(),
        shown.link.unwrap_or_default().into(),
    ])
}
