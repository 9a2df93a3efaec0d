//! TEI P5: the article with `<said>` around what was said, `<q type="soCalled">` around what stands in marks and is no
//! quotation, and who speaks in the header. The text itself is as the article has it, a paragraph a line. A quotation in
//! several pieces is as many elements, linked by `next` and `prev`.

use std::io::{self, Write};

use super::{Analysed, page};
use crate::document::{QuotationType, Speaker, SpeakerKind};
use crate::span::Span;

/// Writes one article.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, analysed: &Analysed<'_>) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">")?;
    header(out, analysed)?;
    writeln!(out, "<text xml:lang=\"it\">\n<body>")?;
    let elements = elements(analysed);
    let title = analysed.document.metadata.title;
    let mut paragraphs = 0;
    for line in lines(analysed.text) {
        let name = if paragraphs == 0 && title.is_some_and(|t| t.overlaps(line)) { "head" } else { "p" };
        paragraphs += usize::from(name == "p");
        writeln!(out, "<{name}>{}</{name}>", inline(analysed.text, line, &elements))?;
    }
    // a body without a paragraph is none
    if paragraphs == 0 {
        writeln!(out, "<p/>")?;
    }
    writeln!(out, "</body>\n</text>\n</TEI>")
}

fn header(out: &mut impl Write, analysed: &Analysed<'_>) -> io::Result<()> {
    let of = |span: Option<Span>| span.map(|s| s.of(analysed.text));
    let m = &analysed.document.metadata;
    let title = escaped(analysed.title().unwrap_or(analysed.id));
    let mut source = vec![format!("<title>{title}</title>")];
    source.extend(of(m.byline).map(|b| format!("<author>{}</author>", escaped(b))));
    source.extend(of(m.outlet).map(|o| format!("<publisher>{}</publisher>", escaped(o))));
    source.extend(analysed.date().map(|d| format!("<date>{}</date>", escaped(d))));
    source.extend(analysed.origin.url.map(|url| match analysed.address() {
        Some(address) => format!("<ref target=\"{}\">{}</ref>", escaped(&address), escaped(url)),
        None => format!("<ref>{}</ref>", escaped(url)),
    }));
    writeln!(out, "<teiHeader>\n<fileDesc>\n<titleStmt><title>{title}</title></titleStmt>")?;
    writeln!(out, "<publicationStmt><p>{}</p></publicationStmt>", escaped(analysed.path))?;
    writeln!(out, "<sourceDesc><bibl>{}</bibl></sourceDesc>\n</fileDesc>", source.concat())?;
    if !analysed.document.speakers.is_empty() {
        writeln!(out, "<profileDesc><particDesc><listPerson>")?;
        analysed.document.speakers.iter().enumerate().try_for_each(|(n, s)| writeln!(out, "{}", speaker(n, s)))?;
        writeln!(out, "</listPerson></particDesc></profileDesc>")?;
    }
    writeln!(out, "</teiHeader>")
}

fn speaker(n: usize, speaker: &Speaker) -> String {
    let (id, name) = (n + 1, escaped(&speaker.name));
    let roles: String = speaker.roles.iter().map(|r| format!("<occupation>{}</occupation>", escaped(r))).collect();
    match speaker.kind {
        SpeakerKind::Person => format!("<person xml:id=\"s{id}\"><persName>{name}</persName>{roles}</person>"),
        SpeakerKind::Group => format!("<personGrp xml:id=\"s{id}\"><persName>{name}</persName></personGrp>"),
        SpeakerKind::Organization => format!("<org xml:id=\"s{id}\" type=\"organization\"><orgName>{name}</orgName></org>"),
        SpeakerKind::Document => format!("<org xml:id=\"s{id}\" type=\"document\"><orgName>{name}</orgName></org>"),
        SpeakerKind::Unknown => format!("<org xml:id=\"s{id}\" type=\"unknown\"><orgName>{name}</orgName></org>"),
    }
}

/// A piece of text inside an element.
struct Element {
    span: Span,
    open: String,
    name: &'static str,
}

/// All elements, none of which crosses another or a line end: from the outermost inwards, in the order of the text.
fn elements(analysed: &Analysed<'_>) -> Vec<Element> {
    let document = analysed.document;
    let ends = lines(analysed.text);
    let links = analysed.links();
    let mut placed: Vec<Span> = Vec::new();
    let mut out = Vec::new();
    for (n, q) in document.quotations.iter().enumerate() {
        let pieces = pieces(&q.segments, &ends, &placed);
        placed.extend(&pieces);
        let who = q.speaker.filter(|s| *s < document.speakers.len()).map_or(String::new(), |s| format!(" who=\"#s{}\"", s + 1));
        let direct = q.kind != QuotationType::Indirect;
        let kind = super::json::type_name(q.kind);
        let link = links.as_ref().map_or_else(String::new, |l| format!(" source=\"{}\"", escaped(&l.to(q.extent()))));
        let id = |k: usize| if pieces.len() == 1 { format!("q{}", n + 1) } else { format!("q{}.{}", n + 1, k + 1) };
        for (k, span) in pieces.iter().enumerate() {
            let next = if k + 1 < pieces.len() { format!(" next=\"#{}\"", id(k + 1)) } else { String::new() };
            let before = if k > 0 { format!(" prev=\"#{}\"", id(k - 1)) } else { String::new() };
            let open = format!("<said xml:id=\"{}\"{who} direct=\"{direct}\" rend=\"{kind}\"{link}{next}{before}>", id(k));
            out.push(Element { span: *span, open, name: "said" });
        }
    }
    for r in &document.rejected {
        let pieces = pieces(&[r.span], &ends, &placed);
        placed.extend(&pieces);
        out.extend(pieces.iter().map(|span| Element { span: *span, open: "<q type=\"soCalled\">".to_owned(), name: "q" }));
    }
    out.sort_by_key(|e| (e.span.start, std::cmp::Reverse(e.span.end)));
    out
}

/// Segments cut at line ends, and where one would cross what is already there.
fn pieces(segments: &[Span], lines: &[Span], placed: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for segment in segments {
        let first = lines.partition_point(|l| l.end <= segment.start);
        for line in lines[first..].iter().take_while(|l| l.start < segment.end) {
            out.push(Span::new(segment.start.max(line.start), segment.end.min(line.end)));
        }
    }
    for other in placed {
        let crossing = |s: &Span| s.overlaps(*other) && !s.contains(*other) && !other.contains(*s);
        while let Some(at) = out.iter().position(crossing) {
            let span = out[at];
            let cut = if span.start < other.start { other.start } else { other.end };
            out.splice(at..=at, [Span::new(span.start, cut), Span::new(cut, span.end)]);
        }
    }
    out.retain(|s| !s.is_empty());
    out
}

/// The text of a line with its elements.
fn inline(text: &str, line: Span, elements: &[Element]) -> String {
    let mut out = String::new();
    let mut open: Vec<&Element> = Vec::new();
    let mut at = line.start;
    let upto = |out: &mut String, at: &mut usize, end: usize| {
        out.push_str(&escaped(&text[*at..end.max(*at)]));
        *at = end.max(*at);
    };
    let first = elements.partition_point(|e| e.span.start < line.start);
    for element in elements[first..].iter().take_while(|e| e.span.start < line.end) {
        while let Some(last) = open.last().filter(|o| o.span.end <= element.span.start) {
            upto(&mut out, &mut at, last.span.end);
            out.push_str(&format!("</{}>", last.name));
            open.pop();
        }
        upto(&mut out, &mut at, element.span.start);
        out.push_str(&element.open);
        open.push(element);
    }
    while let Some(last) = open.pop() {
        upto(&mut out, &mut at, last.span.end);
        out.push_str(&format!("</{}>", last.name));
    }
    upto(&mut out, &mut at, line.end);
    out
}

/// The lines that are not blank, without the white space at their ends.
fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let lines = text.split_inclusive(['\n', '\r']).map(|line| {
        start += line.len();
        Span::new(start - line.len(), start).trimmed(text)
    });
    lines.filter(|l| !l.is_empty()).collect()
}

/// Text as XML writes it, all of it.
fn escaped(text: &str) -> String {
    page::escaped(text, |_| false)
}
