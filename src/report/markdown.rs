//! A report for pasting into a newsroom's document: who said what, by speaker, with a link to the words where the article
//! has an address.

use std::io::{self, Write};

use super::labels::Language;
use super::link::Links;
use super::text::UNCERTAIN;
use super::{Analysed, page};
use crate::document::{Quotation, QuotationType};

/// Writes one article under its title.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>, language: Language) -> io::Result<()> {
    let document = analysed.document;
    heading(out, analysed)?;
    if let Some(date) = analysed.date() {
        writeln!(out, "\n{}", escaped(date))?;
    }
    if document.quotations.is_empty() {
        return writeln!(out, "\n{}", language.none());
    }
    let links = analysed.links();
    for (speaker, own) in document.speakers.iter().zip(analysed.by_speaker()).filter(|(_, own)| !own.is_empty()) {
        let roles: String =
            speaker.roles.iter().filter(|r| !speaker.name.contains(r.as_str())).map(|r| format!(", {}", escaped(r))).collect();
        writeln!(out, "\n**{}**{roles}\n", escaped(&speaker.name))?;
        own.iter().try_for_each(|q| quotation(out, analysed, links.as_ref(), q, language))?;
    }
    let orphans = analysed.unattributed();
    if !orphans.is_empty() {
        writeln!(out, "\n**{}**\n", language.nobody())?;
    }
    orphans.iter().try_for_each(|q| quotation(out, analysed, links.as_ref(), q, language))
}

/// Its title, which leads to its page.
pub(super) fn heading(out: &mut impl Write, analysed: &Analysed<'_>) -> io::Result<()> {
    let title = escaped(analysed.title().unwrap_or(analysed.path));
    let title = analysed.address().map_or_else(|| title.clone(), |url| linked(&title, &url));
    writeln!(out, "## {title}")
}

fn quotation(
    out: &mut impl Write,
    analysed: &Analysed<'_>,
    links: Option<&Links<'_>>,
    q: &Quotation,
    language: Language,
) -> io::Result<()> {
    let words = q.segments.iter().map(|s| escaped(s.of(analysed.text))).collect::<Vec<_>>().join(" … ");
    let words = if q.kind == QuotationType::Indirect { words } else { format!("«{words}»") };
    let words = links.map_or_else(|| words.clone(), |l| linked(&words, &l.to(q.extent())));
    let mut facts: Vec<String> = Vec::new();
    match q.kind {
        QuotationType::Direct => {}
        QuotationType::Mixed => facts.push(language.mixed().to_owned()),
        QuotationType::Indirect => facts.push(language.indirect().to_owned()),
    }
    facts.extend(q.cue.as_ref().map(|c| language.cue_words(escaped(c.span.of(analysed.text)))));
    if q.confidence < UNCERTAIN {
        facts.push(format!("{} ({:.0} %)", language.uncertain(), q.confidence * 100.0));
    }
    let facts = if facts.is_empty() { String::new() } else { format!(" — {}", facts.join(" · ")) };
    writeln!(out, "- {words}{facts}")
}

/// Words that lead to a page.
pub(super) fn linked(words: &str, url: &str) -> String {
    format!("[{words}]({})", url.replace('(', "%28").replace(')', "%29"))
}

/// Text on one line, in which no character marks anything up.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = page::visible(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (n, c) in text.chars().enumerate() {
        let list = n == 0 && matches!(c, '-' | '+' | '=') || n == digits && n > 0 && matches!(c, '.' | ')');
        if list || matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
