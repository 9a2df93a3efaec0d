//! Claims as a spreadsheet: RFC 4180, a row each. A cell that a spreadsheet would take for a formula begins with an
//! apostrophe, which it does not show.

use std::io::{self, Write};

use super::Claims;
use crate::claims::Claim;
use crate::report::json::type_name;

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
    let mut rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    rows.write_record(COLUMNS).map_err(io::Error::other)?;
    for claim in given {
        let Some(shown) = claims.shown(claim) else { continue };
        let (article, q) = (shown.article, shown.quotation);
        let of = |span: Option<crate::span::Span>| span.map_or(String::new(), |s| s.of(article.text).to_owned());
        let name = shown.speaker.map_or(String::new(), |s| s.name.clone());
        let role = shown.speaker.and_then(|s| s.roles.first().cloned()).unwrap_or_default();
        let row = [
            claim.id.clone(),
            shown.words(),
            name,
            role,
            type_name(q.kind).to_owned(),
            of(q.cue.as_ref().map(|c| c.span)),
            q.cue.as_ref().map_or("neutral", |c| c.stance.name()).to_owned(),
            format!("{:.2}", q.confidence),
            format!("{:.2}", claim.checkworthiness.score),
            claim.checkworthiness.reasons.join("; "),
            claim.statement.clone(),
            article.id.to_owned(),
            article.title().unwrap_or_default().to_owned(),
            article.date().unwrap_or_default().to_owned(),
            shown.start.to_string(),
            shown.end.to_string(),
            shown.link().unwrap_or_default(),
        ];
        rows.write_record(row.iter().map(|cell| neutral(cell).into_owned())).map_err(io::Error::other)?;
    }
    rows.flush()
}

/// A cell that no spreadsheet takes for a formula.
pub fn neutral(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(neutral("– così"), "– così");
    }
}
