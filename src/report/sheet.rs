//! Rows for a spreadsheet: RFC 4180. A cell that a spreadsheet would take for a formula begins with an apostrophe, which
//! it does not show.

use std::borrow::Cow;
use std::io::{self, Write};

/// Writes rows; the head of a table is one.
///
/// # Errors
/// Those of the writer.
pub(super) fn rows<'a, const N: usize>(out: &mut impl Write, rows: impl Iterator<Item = [Cow<'a, str>; N]>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    for row in rows {
        writer.write_record(row.map(|cell| neutral(cell).into_owned())).map_err(io::Error::other)?;
    }
    writer.flush()
}

/// A cell that no spreadsheet takes for a formula.
fn neutral(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell }
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(neutral("=1+1".into()), "'=1+1");
        assert_eq!(neutral("– così".into()), "– così");
    }
}
