//! A comparison as a page of its own, without scripts and without anything from elsewhere: the table, and under it
//! each change with `<ins>` and `<del>`.

use std::io::{self, Write};

use super::Compared;
use super::labels;
use super::table::{cell, rows};
use crate::compare::{Change, Edit, Kind, Operation, Order, Thread};
use crate::report::Language;
use crate::report::page::{self, turns_direction};

const STYLE: &str = "body{font:16px/1.5 Georgia,serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}\
table{border-collapse:collapse;margin:1rem 0;font-size:.9rem}th,td{border:1px solid #ccc;padding:.2rem .5rem;text-align:left;vertical-align:top}\
td.sign{text-align:center;white-space:nowrap}tr.meaning td.sign,.meaning h3{color:#a33}h3{margin:1.5rem 0 0;font-size:1rem}\
ins{background:#d7f5d7;text-decoration:none}del{background:#f9d6d6}.small{color:#666;font-size:.85rem}p{margin:.2rem 0}";

/// Writes a comparison as a page.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, compared: &Compared<'_>, language: Language) -> io::Result<()> {
    let page = Page { compared, language };
    let code = language.pick("it", "en");
    writeln!(out, "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>", escaped(&page.title()))?;
    writeln!(out, "<h1>{}</h1>", escaped(&page.title()))?;
    page.versions(out)?;
    writeln!(out, "<p>{}</p>", escaped(&labels::summary(language, compared)))?;
    let rows = rows(compared);
    if rows.is_empty() {
        writeln!(out, "<p>{}</p>", labels::none(language))?;
    } else {
        page.table(out, &rows)?;
        page.conflicts(out)?;
        page.changes(out, &rows)?;
    }
    writeln!(out, "</body>\n</html>")
}

struct Page<'p, 'a> {
    compared: &'p Compared<'a>,
    language: Language,
}

impl Page<'_, '_> {
    /// The headline of the newest version that has one.
    fn title(&self) -> String {
        let titles = self.compared.versions.iter().rev().filter_map(|v| v.title());
        titles
            .map(str::to_owned)
            .next()
            .unwrap_or_else(|| labels::versions(self.language, self.compared.versions.len(), self.compared.order == Order::None))
    }

    fn versions(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<ol>")?;
        for version in self.compared.versions {
            let path = escaped(version.path);
            let named = match version.origin.url.filter(|u| u.starts_with("https://") || u.starts_with("http://")) {
                Some(url) => format!("<a href=\"{}\">{path}</a>", escaped(url)),
                None => path,
            };
            let facts = [version.origin.date, version.title()];
            let facts: String = facts.into_iter().flatten().map(|f| format!(" · {}", escaped(f))).collect();
            writeln!(out, "<li>{named}{facts}</li>")?;
        }
        writeln!(out, "</ol>")
    }

    fn table(&self, out: &mut impl Write, rows: &[(usize, &Thread)]) -> io::Result<()> {
        let heads: String = (1..=self.compared.versions.len()).map(|v| format!("<th>{v}</th>")).collect();
        writeln!(out, "<table>\n<tr><th></th>{heads}<th></th></tr>")?;
        for (t, thread) in rows {
            let cells = (0..self.compared.versions.len()).map(|v| format!("<td class=\"sign\">{}</td>", escaped(&cell(thread, v))));
            let meaning = if thread.changes.iter().any(Change::meaning) { " class=\"meaning\"" } else { "" };
            let id = format!("t{}", t + 1);
            writeln!(out, "<tr{meaning}><td>{id}</td>{}<td>{}</td></tr>", cells.collect::<String>(), self.words(thread))?;
        }
        writeln!(out, "</table>\n<p class=\"small\">{}</p>", escaped(labels::legend(self.language)))
    }

    /// Who says a statement, and what as the last version has it.
    fn words(&self, thread: &Thread) -> String {
        let who = self.name(thread.speaker.as_deref());
        format!("<b>{who}</b>: {}", escaped(&self.compared.last_words(thread)))
    }

    fn name(&self, name: Option<&str>) -> String {
        escaped(name.unwrap_or(labels::nobody(self.language)))
    }

    fn conflicts(&self, out: &mut impl Write) -> io::Result<()> {
        for conflict in self.compared.conflicts() {
            let who = conflict.versions.iter().zip(&conflict.speakers);
            let who: Vec<String> = who.map(|(v, name)| format!("{}: {}", v + 1, self.name(name.as_deref()))).collect();
            let kind = labels::conflict(self.language, conflict.kind);
            let words = self.compared.comparison.threads.get(conflict.thread).map_or(String::new(), |t| self.words(t));
            writeln!(out, "<h3>t{} · {kind}</h3>\n<p class=\"small\">{}</p>\n<p>{words}</p>", conflict.thread + 1, who.join(", "))?;
        }
        Ok(())
    }

    fn changes(&self, out: &mut impl Write, rows: &[(usize, &Thread)]) -> io::Result<()> {
        for meaning in [true, false] {
            for (t, thread) in rows {
                let told = |c: &&Change| c.meaning() == meaning && self.compared.is_told(c);
                for change in thread.changes.iter().filter(told) {
                    self.change(out, *t, thread, change)?;
                }
            }
        }
        Ok(())
    }

    fn change(&self, out: &mut impl Write, t: usize, thread: &Thread, change: &Change) -> io::Result<()> {
        let class = if change.meaning() { " class=\"meaning\"" } else { "" };
        let between = labels::between(self.language, change.from, change.to);
        writeln!(out, "<section{class}>\n<h3>t{} · {between} · {}</h3>", t + 1, labels::change(self.language, change))?;
        let (from, to) = (change.speaker.0.as_deref(), change.speaker.1.as_deref());
        let who = match change.kinds.as_slice() {
            [Kind::Removed] => self.name(from),
            kinds if kinds.contains(&Kind::Reattributed) => format!("{} → {}", self.name(from), self.name(to)),
            _ => self.name(to),
        };
        let cues = self.compared.cues(thread, change).map(|(a, b)| format!(" · {}", escaped(&labels::cues(self.language, a, b))));
        let since = change.since.as_ref().map(|s| format!(" · {}", escaped(&labels::since(self.language, s))));
        let who = who + &cues.unwrap_or_default() + &since.unwrap_or_default();
        let diff: String = change.edits.iter().map(marked).collect();
        writeln!(out, "<p class=\"small\">{who}</p>\n<p>{diff}</p>\n</section>")
    }
}

fn marked(edit: &Edit) -> String {
    let text = escaped(&edit.text);
    match edit.operation {
        Operation::Equal => text,
        Operation::Delete if edit.typographic => String::new(),
        Operation::Insert if edit.typographic => text,
        Operation::Delete => format!("<del>{text}</del>"),
        Operation::Insert => format!("<ins>{text}</ins>"),
    }
}

/// Text as HTML writes it; nothing in it turns what a reader sees.
fn escaped(text: &str) -> String {
    page::escaped(text, turns_direction)
}
