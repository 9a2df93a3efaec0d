//! Text → [`Article`]: the headline, the paragraphs, and the lines that are the newsroom's and not
//! the story's (dateline, byline, credits). Layout only: no word of Italian is looked up here but
//! those that sign an article.

use crate::document::Metadata;
use crate::span::Span;

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

/// The longest signature, in bytes: *Anna Neri per «La Voce», 4 marzo 2024*.
const SIGNATURE: usize = 120;

/// The longest dateline, in bytes: *Pozzuoli (Napoli), 20 maggio 2024 (Adnkronos Salute) –*.
const DATELINE_REACH: usize = 110;

/// Cuts `text` into paragraphs and reads the newsroom's lines.
pub fn article(text: &str) -> Article<'_> {
    let mut metadata = Metadata::default();
    let lines: Vec<Span> = lines(text).collect();
    let mut paragraphs: Vec<Paragraph> =
        unwrapped(text, &lines).into_iter().map(|span| Paragraph { span, story: span.start, role: Role::Body }).collect();
    if let Some(first) = paragraphs.first_mut()
        && is_headline(text, first.span)
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
        if let Some(name) = byline(text, p.span).or_else(|| signature(text, p.span, near_top)) {
            p.role = Role::Credit;
            metadata.byline.get_or_insert(name);
        } else if is_credit(p.span.of(text)) {
            p.role = Role::Credit;
        } else if !std::mem::replace(&mut begun, true)
            && let Some(d) = dateline(text, p.span)
        {
            p.story = d.end;
            metadata.outlet = metadata.outlet.or(d.outlet);
            metadata.date = metadata.date.or(d.date);
        }
    }
    mark_turns(text, &mut paragraphs);
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
fn mark_turns(text: &str, paragraphs: &mut [Paragraph]) {
    let letter = |p: &Paragraph| {
        [("D. ", Role::Body), ("D: ", Role::Body), ("R. ", Role::Answer), ("R: ", Role::Answer)]
            .into_iter()
            .find(|(l, _)| p.span.of(text).starts_with(l))
    };
    let answers = paragraphs.iter().filter(|p| letter(p).is_some_and(|(_, r)| r == Role::Answer)).count();
    let questions = paragraphs.iter().filter(|p| letter(p).is_some_and(|(_, r)| r == Role::Body)).count();
    if answers < 2 || questions < 2 {
        return;
    }
    for p in paragraphs {
        if let Some((l, role)) = letter(p) {
            p.story = p.span.start + l.len();
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
fn is_headline(text: &str, first: Span) -> bool {
    let rest = &text[first.end..];
    let gap: String = rest.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').collect();
    let line = first.of(text);
    let turn = line.starts_with(['–', '—']);
    // (ANSA) - SANREMO, 1 FEB - «Sono emozionato», rivela Neri.: a story without a headline
    let sentence = line.ends_with(':') || line.len() > SENTENCE && line.trim_end_matches(['»', '”', '"', ')']).ends_with('.');
    if sentence || dateline(text, first).is_some_and(|d| d.outlet.is_some()) {
        return false;
    }
    // Manganelli: primi arresti ↵ (AGENZIA) - ROMA, 6 APR - …: a short line without a stop, too, before a longer one
    let next = rest.trim_start().lines().next().map_or(0, str::len);
    let bare = first.len() < HEADLINE_ALONE && first.len() * 2 < next && line.ends_with(|c: char| c.is_alphanumeric());
    !turn && (gap.len() >= 2 || bare) && rest.len() > gap.len() && first.len() < 400
}

/// `(di Nome Cognome)`, `di Nome Cognome`, `dal nostro inviato Nome Cognome`: the name.
fn byline(text: &str, line: Span) -> Option<Span> {
    let s = line.of(text);
    let bare = s.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let lead = [
        "di ",
        "Di ",
        "a cura di ",
        "A cura di ",
        "dal nostro inviato ",
        "Dal nostro inviato ",
        "dalla nostra inviata ",
        "Dalla nostra inviata ",
    ];
    let name = lead.iter().find_map(|l| bare.strip_prefix(l))?;
    let words = name.split_whitespace();
    let is_name = name.len() < 60
        && words.clone().count() <= 7
        && words.clone().next().is_some_and(starts_upper)
        && words.clone().all(|w| starts_upper(w) || w.len() <= 3)
        && !name.ends_with(['.', '?', '!', ':', '»', '”', '"']);
    let start = line.start + (name.as_ptr() as usize - s.as_ptr() as usize);
    is_name.then(|| Span::new(start, start + name.len()))
}

/// *Anna Neri 04/03/2024 18:40*, *Anna Neri per «La Voce»*, *Anna Neri* alone above the story: the name.
fn signature(text: &str, line: Span, near_top: bool) -> Option<Span> {
    let s = line.of(text);
    if s.len() > SIGNATURE || !starts_upper(s) {
        return None;
    }
    let words: Vec<&str> = s.split_whitespace().collect();
    let name = words.iter().take_while(|w| is_name_part(w)).count();
    let rest = words.get(name..)?;
    let dated = !rest.is_empty() && rest.iter().all(|w| w.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric()));
    let outlet = rest.first() == Some(&"per") && rest.get(1).is_some_and(|w| w.starts_with(['«', '“', '"']));
    if !(2..=4).contains(&name) || !(rest.is_empty() && near_top || dated || outlet) {
        return None;
    }
    let last = words.get(name - 1)?;
    let end = last.as_ptr() as usize - s.as_ptr() as usize + last.len();
    Some(Span::new(line.start, line.start + end))
}

/// A capital and small letters, as in a name; *De*, *D'Angelo*.
fn is_name_part(word: &str) -> bool {
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'));
    starts_upper(word) && letters && word.chars().any(char::is_lowercase)
}

/// A short line in brackets, or one that begins with the word of a credit or signs for a press office.
fn is_credit(s: &str) -> bool {
    const LEADS: [&str; 12] = [
        "foto",
        "riprese",
        "video",
        "immagini",
        "montaggio",
        "ufficio stampa",
        "comunicato stampa",
        "fonte:",
        "credits",
        "crediti",
        "©",
        "riproduzione riservata",
    ];
    if s.len() >= 90 || s.contains(['«', '“', '"']) {
        return false;
    }
    let bare = s.trim_start_matches(['(', '[']).to_lowercase();
    LEADS.iter().any(|l| bare.starts_with(l))
}

struct Dateline {
    end: usize,
    outlet: Option<Span>,
    date: Option<Span>,
}

/// *Milano, 9 nov. (askanews) –*, *(ANSA) - ROMA, 8 GEN -*, *LECCE –*: a place, a date or an agency
/// in brackets, closed by a dash, before the first sentence.
fn dateline(text: &str, line: Span) -> Option<Dateline> {
    let s = line.of(text);
    let reach = floor_boundary(s, DATELINE_REACH);
    let head = &s[..reach];
    let mut end = None;
    let mut from = 0;
    while let Some(found) = head[from..].find([' ', '\u{a0}']) {
        let space = head[from + found..].chars().next().map_or(1, char::len_utf8);
        let at = from + found + space;
        from = at;
        let mut chars = head[at..].chars();
        let Some(dash) = chars.next().filter(|c| matches!(c, '-' | '–' | '—')) else { continue };
        let after = at + dash.len_utf8();
        if !head[after..].starts_with(char::is_whitespace) {
            continue;
        }
        if !is_dateline_head(head[..at].trim()) {
            break;
        }
        end = Some(after);
    }
    let end = end?;
    let base = line.start;
    let bracket = head[..end].rfind('(').and_then(|open| {
        let close = head[open..end].find(')')?;
        Some(Span::new(base + open + 1, base + open + close))
    });
    let date = date_in(&head[..end]).map(|(a, b)| Span::new(base + a, base + b));
    let story = end + head[end..].len() - head[end..].trim_start().len();
    Some(Dateline { end: base + story, outlet: bracket, date })
}

/// Each part is a place (capitalised), a date, or stands in brackets: no lower-case word but months
/// and the particles of place names.
fn is_dateline_head(head: &str) -> bool {
    let mut depth = 0i32;
    let mut words = 0;
    for word in head.split_whitespace() {
        words += 1;
        depth += word.matches('(').count() as i32;
        let inside = depth > 0;
        depth -= word.matches(')').count() as i32;
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let fine = inside
            || bare.is_empty()
            || starts_upper(bare)
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || bare.len() <= 3
            || matches!(word, "/" | "|")
            || is_month(bare)
            || matches!(bare, "nell" | "dell" | "della" | "nella" | "redazione");
        if !fine || word.contains(['«', '“', '"', '?', '!']) {
            return false;
        }
    }
    let dated = head.contains(|c: char| c.is_ascii_digit() || c == '(');
    let all_capital = head.split_whitespace().all(starts_upper);
    words > 0 && (dated || words <= 3 && all_capital)
}

fn date_in(head: &str) -> Option<(usize, usize)> {
    let digit = head.find(|c: char| c.is_ascii_digit())?;
    let tail = &head[digit..];
    let month_at = tail.find(' ').map(|p| p + 1)?;
    let month_len = tail[month_at..].find([' ', ')', '–', '-', ',']).unwrap_or(tail.len() - month_at);
    let month = tail[month_at..month_at + month_len].trim_end_matches('.');
    if !is_month(&month.to_lowercase()) {
        return None;
    }
    let mut end = digit + month_at + month_len;
    let rest = head[end..].trim_start();
    let year: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if year.len() == 4 {
        end = head.len() - rest.len() + 4;
    }
    Some((digit, end))
}

fn is_month(word: &str) -> bool {
    let w = word.trim_end_matches('.').to_lowercase();
    const MONTHS: [&str; 12] =
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];
    w.len() >= 3 && MONTHS.iter().any(|m| m.starts_with(w.as_str()))
}

fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn floor_boundary(s: &str, at: usize) -> usize {
    let mut at = at.min(s.len());
    while !s.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Role, article};

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
