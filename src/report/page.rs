//! What the reports for eyes share: columns, wrapping, line numbers, words that are safe to print.

use std::io::{self, Write};
use std::iter::once;
use std::ops::Range;

use anstyle::Style;
use textwrap::{Options, WordSplitter, wrap};

/// Columns.
const WIDTH: usize = 80;

/// Writes words wrapped to the page, each line in the style, behind an indent for the first line and
/// one for the others.
pub(super) fn block(out: &mut impl Write, style: Style, indents: (&str, &str), words: &str) -> io::Result<()> {
    let options = Options::new(WIDTH).initial_indent(indents.0).subsequent_indent(indents.1);
    for line in wrap(words, options.word_splitter(WordSplitter::NoHyphenation)) {
        let text = line.trim_start_matches(' ');
        let indent = &line[..line.len() - text.len()];
        writeln!(out, "{indent}{style}{text}{style:#}")?;
    }
    Ok(())
}

/// The words on one line, control characters replaced.
pub(super) fn visible(words: &str) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let commands = |c: char| c.is_control() || turns_direction(c);
    if joined.contains(commands) { joined.replace(commands, "\u{fffd}") } else { joined }
}

/// Whether a character makes what stands behind it run the other way, so that a reader sees what is not there.
pub(super) fn turns_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text as XML and HTML write it; a character that is `replaced`, and one that neither has, is U+FFFD.
pub(super) fn escaped(text: &str, replaced: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(c),
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') || replaced(c) => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// Lines of a text, which end in `\n`, `\r\n` or `\r`.
pub(super) struct Lines {
    /// Where each begins.
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_end = |i: usize| bytes[i] == b'\n' || (bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
        let ends = (0..bytes.len()).filter(|i| is_end(*i));
        Lines { starts: once(0).chain(ends.map(|i| i + 1)).collect() }
    }

    /// The number of the line in which a byte stands, from 1.
    pub(super) fn number(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// Each line's range of bytes in a text of that length, line ends included.
    pub(super) fn ranges(&self, length: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.starts.iter().skip(1).copied().chain(once(length));
        self.starts.iter().zip(ends).map(|(start, end)| *start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, visible};

    #[test]
    fn lines_end_as_any_system_ends_them() {
        let lines = Lines::new("a\nb\r\nc\rd");
        assert_eq!([0, 1, 2, 4, 5, 6, 7].map(|b| lines.number(b)), [1, 1, 2, 2, 3, 3, 4]);
        assert_eq!(lines.ranges(8).collect::<Vec<_>>(), [0..2, 2..5, 5..7, 7..8]);
    }

    #[test]
    fn a_text_cannot_command_the_terminal() {
        assert_eq!(visible("è \n così\u{1b}[31m"), "è così\u{fffd}[31m");
    }
}
