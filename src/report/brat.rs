//! brat standoff: a document as annotators correct it in the tool that they know. A quotation is an entity, discontinuous
//! where it has asides; its cue and its source are others, joined to it by relations; its speaker is a note on it, a link
//! to its words another. Read back by [`crate::evaluate::brat`].

use std::io::{self, Write};

use super::Analysed;
use super::json::{speaker_kind, type_name};
use super::offsets::Offsets;
use crate::document::Reason;
use crate::span::Span;

/// The relation of a quotation to its cue.
pub const CUE: &str = "Cued";
/// The relation of a quotation to its source.
pub const SOURCE: &str = "SaidBy";

/// Writes the annotations of one article; the text itself is its NAME.txt.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>) -> io::Result<()> {
    let links = analysed.links();
    let mut page = Page { out, text: analysed.text, offsets: Offsets::code_points(analysed.text), entities: 0, relations: 0, notes: 0 };
    for q in &analysed.document.quotations {
        let quotation = page.entity(&capital(type_name(q.kind)), &q.segments)?;
        if let Some(cue) = &q.cue {
            let cue = page.entity("Cue", &[cue.span])?;
            page.relation(CUE, quotation, cue)?;
        }
        if let Some(source) = q.source {
            let source = page.entity("Source", &[source])?;
            page.relation(SOURCE, quotation, source)?;
        }
        if let Some(speaker) = q.speaker.and_then(|s| analysed.document.speakers.get(s)) {
            page.note("AnnotatorNotes", quotation, &format!("speaker: {} ({})", speaker.name, speaker_kind(speaker.kind)))?;
        }
        if let Some(links) = &links {
            page.note("Link", quotation, &links.to(q.extent()))?;
        }
    }
    for r in &analysed.document.rejected {
        let kind = match r.reason {
            Reason::Title => "Title",
            Reason::Name => "Name",
            Reason::Term => "Term",
            Reason::Scare => "Scare",
        };
        page.entity(kind, &[r.span])?;
    }
    Ok(())
}

/// What brat wants to know of the entities, relations and notes: its `annotation.conf`.
pub const CONFIGURATION: &str = "[entities]\nDirect\nMixed\nIndirect\nCue\nSource\nTitle\nName\nTerm\nScare\n\n[relations]\n\
    Cued Arg1:Direct|Mixed|Indirect, Arg2:Cue\nSaidBy Arg1:Direct|Mixed|Indirect, Arg2:Source\n\n[events]\n\n[attributes]\n";

struct Page<'a, W> {
    out: &'a mut W,
    text: &'a str,
    offsets: Offsets<'a>,
    entities: usize,
    relations: usize,
    notes: usize,
}

impl<W: Write> Page<'_, W> {
    fn entity(&mut self, kind: &str, segments: &[Span]) -> io::Result<usize> {
        self.entities += 1;
        let pieces: Vec<Span> = segments.iter().flat_map(|s| lines(self.text, *s)).collect();
        let places: Vec<String> = pieces.iter().map(|s| format!("{} {}", self.offsets.at(s.start), self.offsets.at(s.end))).collect();
        let words: Vec<&str> = pieces.iter().map(|s| s.of(self.text)).collect();
        writeln!(self.out, "T{}\t{kind} {}\t{}", self.entities, places.join(";"), words.join(" "))?;
        Ok(self.entities)
    }

    fn relation(&mut self, kind: &str, quotation: usize, other: usize) -> io::Result<()> {
        self.relations += 1;
        writeln!(self.out, "R{}\t{kind} Arg1:T{quotation} Arg2:T{other}", self.relations)
    }

    fn note(&mut self, kind: &str, of: usize, note: &str) -> io::Result<()> {
        self.notes += 1;
        writeln!(self.out, "#{}\t{kind} T{of}\t{}", self.notes, note.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The parts of a span between line ends, which brat allows in none.
fn lines(text: &str, span: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = span.start;
    for line in span.of(text).split_inclusive(['\n', '\r']) {
        let part = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        out.extend((!part.is_empty()).then_some(part));
    }
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
