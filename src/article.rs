//! Text → [`Article`]: the headline, the paragraphs, and the lines that are the newsroom's and not
//! the story's (dateline, byline, credits). Layout only: no word of Italian is looked up here but
//! those that sign an article.

mod dateline;
mod signed;

use crate::document::Metadata;
use crate::grammar::layout::Layout;
use crate::span::Span;
use dateline::dateline;
use signed::{byline, is_credit, signature};

/// An article cut into paragraphs.
#[derive(Debug, Clone)]
pub struct Article<'t> {
    /// The text exactly as it was read.
    pub text: &'t str,
    /// In the order of the text; none is empty.
    pub paragraphs: Vec<Paragraph>,
    /// What the article says of itself.
    pub metadata: Metadata,
}

/// One line of text that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Without white space at its ends.
    pub span: Span,
    /// Where the story begins: after the dateline, where there is one.
    pub story: usize,
    /// What the line is for.
    pub role: Role,
}

/// What a paragraph is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The headline.
    Headline,
    /// The story.
    Body,
    /// An interviewee's answer without marks (*R. Una vicina.*)
    Answer,
    /// Who signed it, a credit, the press office: nobody who speaks.
    Credit,
}

/// The longest headline with a stop, in bytes: what is longer and has one is the story's first sentence.
const SENTENCE: usize = 90;

/// The longest headline without a blank line behind it, in bytes.
const HEADLINE_ALONE: usize = 120;

/// Cuts `text` into paragraphs and reads the newsroom's lines.
pub fn article<'t>(text: &'t str, layout: &Layout) -> Article<'t> {
    let mut metadata = Metadata::default();
    let lines: Vec<Span> = lines(text).collect();
    let mut paragraphs: Vec<Paragraph> =
        unwrapped(text, &lines).into_iter().map(|span| Paragraph { span, story: span.start, role: Role::Body }).collect();
    if let Some(first) = paragraphs.first_mut()
        && is_headline(text, first.span, layout)
    {
        first.role = Role::Headline;
        metadata.title = Some(first.span);
    }
    let mut begun = false;
    for p in &mut paragraphs {
        if p.role == Role::Headline {
            continue;
        }
        let near_top = !begun;
        if let Some(name) = byline(text, p.span, layout).or_else(|| signature(text, p.span, near_top, layout)) {
            p.role = Role::Credit;
            metadata.byline.get_or_insert(name);
        } else if is_credit(p.span.of(text), layout) {
            p.role = Role::Credit;
        } else if !std::mem::replace(&mut begun, true)
            && let Some(d) = dateline(text, p.span, layout)
        {
            p.story = d.end;
            metadata.outlet = metadata.outlet.or(d.outlet);
            metadata.date = metadata.date.or(d.date);
        }
    }
    mark_turns(text, &mut paragraphs, layout);
    mark_times(text, &mut paragraphs);
    Article { text, paragraphs, metadata }
}

fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).filter_map(move |line| {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        (!span.is_empty()).then_some(span)
    })
}

/// How many lines that go on with a small letter make a text one that was cut into lines of a width.
const WRAPPED: usize = 3;

/// The widest line of such a text, in bytes.
const WIDTH: usize = 100;

/// Lines → paragraphs: a line that breaks off inside its sentence is joined with the next; in a text cut to
/// a width every line is, but for one that ends short with its sentence.
fn unwrapped(text: &str, lines: &[Span]) -> Vec<Span> {
    let gap = |a: Span, b: Span| {
        let gap = &text[a.end..b.start];
        gap.matches('\n').count().max(gap.matches('\r').count())
    };
    let inside =
        |a: Span, b: Span| b.of(text).starts_with(char::is_lowercase) && a.of(text).ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let broken = lines.windows(2).filter(|w| gap(w[0], w[1]) <= 2 && inside(w[0], w[1])).count();
    let widest = lines.iter().map(|l| l.len()).max().unwrap_or(0);
    let wrapped = broken >= WRAPPED && (widest <= WIDTH || broken * 2 >= lines.len());
    // some pages leave a blank line behind every line
    let spaced = wrapped && !lines.windows(2).any(|w| gap(w[0], w[1]) == 1);
    let adjacent = |a: Span, b: Span| gap(a, b) == 1 || spaced && gap(a, b) == 2;
    let breaks_off = |a: Span, b: Span| adjacent(a, b) && inside(a, b);
    let ends_short = |a: Span| a.len() * 3 < widest * 2 && a.of(text).ends_with(['.', '!', '?', ':', '»', '”', '"']);
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    let mut last: Option<Span> = None;
    for line in lines {
        let goes_on = last.is_some_and(|l| breaks_off(l, *line) || wrapped && adjacent(l, *line) && !ends_short(l));
        match out.last_mut().filter(|_| goes_on) {
            Some(paragraph) => paragraph.end = line.end,
            None => out.push(*line),
        }
        last = Some(*line);
    }
    out
}

/// *D. Chi gliel'ha insegnato?* · *R. Una vicina.*: in an interview with turns by letter the letters are no
/// words of the story, and what stands behind *R.* is an answer.
fn mark_turns(text: &str, paragraphs: &mut [Paragraph], layout: &Layout) {
    let letter = |p: &Paragraph| {
        let line = p.span.of(text);
        let at = |letters: &[String]| {
            letters.iter().find(|l| line.strip_prefix(l.as_str()).is_some_and(|rest| rest.starts_with(' '))).map(String::len)
        };
        let asked = at(&layout.questions).map(|length| (length, Role::Body));
        asked.or_else(|| at(&layout.answers).map(|length| (length, Role::Answer)))
    };
    let answers = paragraphs.iter().filter(|p| letter(p).is_some_and(|(_, r)| r == Role::Answer)).count();
    let questions = paragraphs.iter().filter(|p| letter(p).is_some_and(|(_, r)| r == Role::Body)).count();
    if answers < 2 || questions < 2 {
        return;
    }
    for p in paragraphs {
        if let Some((length, role)) = letter(p) {
            p.story = p.span.start + length + 1;
            p.role = role;
        }
    }
}

/// *19:40 - «Se non si allinea, è fuori»*: the hour before an entry of a running report is no word of the story.
fn mark_times(text: &str, paragraphs: &mut [Paragraph]) {
    for p in paragraphs {
        let line = p.span.of(text);
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let hours = digits(line);
        let minutes = line.get(hours + 1..).map_or(0, digits);
        let clock = (1..=2).contains(&hours) && minutes == 2 && line[hours..].starts_with([':', '.']);
        let rest = line.get(hours + 3..).filter(|_| clock).unwrap_or_default();
        let story = rest.trim_start().trim_start_matches(['-', '–', '—']);
        if story.len() < rest.trim_start().len() {
            p.story = p.span.end - story.trim_start().len();
        }
    }
}

/// The first line is the headline if a blank line follows and it does not read like a sentence of
/// the story; an article that is one paragraph long has none.
fn is_headline(text: &str, first: Span, layout: &Layout) -> bool {
    let rest = &text[first.end..];
    let gap: String = rest.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').collect();
    let line = first.of(text);
    let turn = line.starts_with(['–', '—']);
    // (ANSA) - SANREMO, 1 FEB - «Sono emozionato», rivela Neri.: a story without a headline
    let sentence = line.ends_with(':') || line.len() > SENTENCE && line.trim_end_matches(['»', '”', '"', ')']).ends_with('.');
    if sentence || dateline(text, first, layout).is_some_and(|d| d.outlet.is_some()) {
        return false;
    }
    // Manganelli: primi arresti ↵ (AGENZIA) - ROMA, 6 APR - …: a short line without a stop, too, before a longer one
    let next = rest.trim_start().lines().next().map_or(0, str::len);
    let bare = first.len() < HEADLINE_ALONE && first.len() * 2 < next && line.ends_with(|c: char| c.is_alphanumeric());
    !turn && (gap.len() >= 2 || bare) && rest.len() > gap.len() && first.len() < 400
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::{Article, Role};
    use crate::Engine;

    fn article(text: &str) -> Article<'_> {
        let engine = Engine::embedded().expect("grammar");
        super::article(text, &engine.grammar().layout)
    }

    #[test]
    fn datelines_are_not_the_story() {
        let cases = [
            ("T\n\nMilano, 9 nov. (askanews) – Facendo", "Facendo"),
            ("T\n\n(ANSA) - BERGAMO, 4 OTT - \"Il ponteggio", "\"Il ponteggio"),
            ("T\n\nLECCE – Andrea ascolta", "Andrea ascolta"),
            ("T\n\nPozzuoli (Napoli), 20 mag. (AGI) – “Cari", "“Cari"),
            ("T\n\nAncona, 13 maggio – “Il contratto", "“Il contratto"),
            ("T\n\nIl ponte – lungo due chilometri – è chiuso", "Il ponte – lungo due chilometri – è chiuso"),
        ];
        for (text, story) in cases {
            let a = article(text);
            assert_eq!(&text[a.paragraphs[1].story..], story);
        }
    }

    #[test]
    fn lines_cut_to_a_width_are_one_paragraph() {
        let text = "Il ponte riapre\n\n«Chiediamo a tutti di avere\npazienza», ha detto la sindaca,\nAnna Rossi, davanti al\nmunicipio della città.\nPoi è andata a casa e ha\nchiuso la porta.\n";
        let a = article(text);
        assert_eq!(a.paragraphs.len(), 2, "{:?}", a.paragraphs);
        let b = article("Titolo\n\nPrima riga.\nSeconda riga.\n- voce\n- altra voce\n");
        assert_eq!(b.paragraphs.len(), 5);
    }

    #[test]
    fn bylines_and_credits_are_nobody() {
        let a = article("Titolo\n\ndi Anna Rossi\n\nIl fatto.\n\n(Foto: Lia Neri / Agenzia)\n");
        assert_eq!(a.paragraphs.iter().map(|p| p.role).collect::<Vec<_>>(), [Role::Headline, Role::Credit, Role::Body, Role::Credit]);
        assert_eq!(a.metadata.byline.map(|b| b.of(a.text)), Some("Anna Rossi"));
        assert_eq!(a.metadata.title.map(|t| t.of(a.text)), Some("Titolo"));
    }
}
