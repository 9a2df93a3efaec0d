//! A comparison for eyes: the versions, a table with a row for each statement and a column for each version, and
//! under it each change word by word, those that touch the meaning first. Deletions stand in `[-…-]`, insertions in
//! `{+…+}`, so that a file without colours says as much as a terminal.

use std::io::{self, Write};

use anstyle::{AnsiColor, Color, Style};

use super::Compared;
use super::labels;
use super::table::{cell, rows};
use crate::compare::{Change, Edit, Kind, Operation, Thread};
use crate::report::Language;
use crate::report::page::{block, turns_direction, visible};
use crate::report::text::{DIM, PLAIN, STRONG, WARN};

const DELETED: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Red))).strikethrough();
const INSERTED: Style = Style::new().fg_color(Some(Color::Ansi(AnsiColor::Green))).bold();

/// Versions side by side in one table; more are another table.
const COLUMNS: usize = 12;
/// Columns of a cell.
const CELL: usize = 5;
/// The most characters of a statement's words in the table.
const WORDS: usize = 40;

const FLUSH: (&str, &str) = ("", "");
const BELOW: (&str, &str) = ("  ", "  ");

/// Writes a comparison.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, compared: &Compared<'_>, language: Language) -> io::Result<()> {
    let page = Page { compared, language };
    page.versions(out)?;
    page.summary(out)?;
    let rows = rows(compared);
    if rows.is_empty() {
        return writeln!(out, "\n{}", labels::none(language));
    }
    page.table(out, &rows)?;
    page.conflicts(out)?;
    for meaning in [true, false] {
        for (t, thread) in &rows {
            for change in thread.changes.iter().filter(|c| c.meaning() == meaning && compared.is_told(c)) {
                page.change(out, *t, thread, change)?;
            }
        }
    }
    Ok(())
}

struct Page<'p, 'a> {
    compared: &'p Compared<'a>,
    language: Language,
}

impl Page<'_, '_> {
    fn versions(&self, out: &mut impl Write) -> io::Result<()> {
        for (v, version) in self.compared.versions.iter().enumerate() {
            let mut facts = vec![visible(version.path)];
            facts.extend(version.origin.date.map(visible));
            facts.extend(version.title().map(visible));
            let number = format!("{:>3}  ", v + 1);
            block(out, PLAIN, (&number, "     "), &facts.join(" · "))?;
        }
        Ok(())
    }

    fn summary(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out)?;
        block(out, STRONG, FLUSH, &labels::summary(self.language, self.compared))
    }

    fn table(&self, out: &mut impl Write, rows: &[(usize, &Thread)]) -> io::Result<()> {
        let all: Vec<usize> = (0..self.compared.versions.len()).collect();
        for versions in all.chunks(COLUMNS) {
            let heading: String = versions.iter().map(|v| format!("{:^CELL$}", v + 1)).collect();
            writeln!(out, "\n{DIM}{:5}{}{DIM:#}", "", heading.trim_end())?;
            for (t, thread) in rows {
                let cells: Vec<String> = versions.iter().map(|v| cell(thread, *v)).collect();
                if cells.iter().all(String::is_empty) {
                    continue;
                }
                let style = if cells.iter().any(|c| c.ends_with('!')) { WARN } else { PLAIN };
                let cells: String = cells.iter().map(|c| format!("{c:^CELL$}")).collect();
                writeln!(out, "{style}{:<5}{cells}{style:#} {}", format!("t{}", t + 1), self.words(thread))?;
            }
        }
        writeln!(out)?;
        block(out, DIM, FLUSH, labels::legend(self.language))
    }

    /// Who says a statement, and its first words as the last version has them.
    fn words(&self, thread: &Thread) -> String {
        let who = thread.speaker.as_deref().map_or(labels::nobody(self.language).to_owned(), visible);
        format!("{who}: {}", shortened(&visible(&self.compared.last_words(thread))))
    }

    fn change(&self, out: &mut impl Write, t: usize, thread: &Thread, change: &Change) -> io::Result<()> {
        let style = if change.meaning() { WARN } else { STRONG };
        let heading =
            format!("t{} · {} · {}", t + 1, labels::between(self.language, change.from, change.to), labels::change(self.language, change));
        writeln!(out)?;
        block(out, style, FLUSH, &heading)?;
        let name = |name: &Option<String>| name.as_deref().map_or(labels::nobody(self.language).to_owned(), visible);
        let who = match change.kinds.as_slice() {
            [Kind::Added] => name(&change.speaker.1),
            [Kind::Removed] => name(&change.speaker.0),
            kinds if kinds.contains(&Kind::Reattributed) => format!("{} → {}", name(&change.speaker.0), name(&change.speaker.1)),
            _ => name(&change.speaker.1),
        };
        let since = change.since.as_ref().map_or(String::new(), |s| format!(" · {}", labels::since(self.language, s)));
        block(out, DIM, BELOW, &(who + &since))?;
        if let Some((before, after)) = self.compared.cues(thread, change) {
            block(out, DIM, BELOW, &labels::cues(self.language, &visible(before), &visible(after)))?;
        }
        block(out, PLAIN, BELOW, &change.edits.iter().filter_map(marked).collect::<String>())
    }

    fn conflicts(&self, out: &mut impl Write) -> io::Result<()> {
        let mut heading = None;
        for conflict in self.compared.conflicts() {
            if heading.replace(conflict.kind) != Some(conflict.kind) {
                writeln!(out)?;
                block(out, STRONG, FLUSH, labels::conflict(self.language, conflict.kind))?;
            }
            let Some(thread) = self.compared.comparison.threads.get(conflict.thread) else { continue };
            let who = conflict.versions.iter().zip(&conflict.speakers);
            let who = who.map(|(v, name)| {
                let name = name.as_deref().map_or(labels::nobody(self.language).to_owned(), visible);
                format!("{}: {name}", v + 1)
            });
            let line = format!("t{} · {} · {}", conflict.thread + 1, who.collect::<Vec<_>>().join(", "), self.words(thread));
            block(out, PLAIN, BELOW, &line)?;
        }
        Ok(())
    }
}

/// An edit between its signs; what differs only in type is the new text.
fn marked(edit: &Edit) -> Option<String> {
    let text = on_one_line(&edit.text);
    match edit.operation {
        Operation::Equal => Some(text),
        Operation::Delete if edit.typographic => None,
        Operation::Insert if edit.typographic => Some(text),
        Operation::Delete => Some(around(&text, |t| format!("{DELETED}[-{t}-]{DELETED:#}"))),
        Operation::Insert => Some(around(&text, |t| format!("{INSERTED}{{+{t}+}}{INSERTED:#}"))),
    }
}

/// Signs around the words, not around the space behind them.
fn around(text: &str, signs: impl Fn(&str) -> String) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    let start = text.len() - text.trim_start().len();
    format!("{}{}{}", &text[..start], signs(words), &text[start + words.len()..])
}

/// White space as single spaces, control characters replaced.
fn on_one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_whitespace() && out.ends_with(' ') => {}
            _ if c.is_whitespace() => out.push(' '),
            _ if c.is_control() || turns_direction(c) => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(WORDS) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
