//! brat standoff → the annotations of one article, so that whoever corrects the program's answers in brat can score them.

use std::collections::BTreeMap;

use super::gold::{Gold, GoldQuotation, GoldSpan, NotQuotation, Segment};
use crate::report::brat::{CUE, SOURCE};

/// An annotation file that cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("riga {line}: {message}")]
pub struct BratError {
    /// 1-based.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

struct Entity {
    kind: String,
    segments: Vec<(usize, usize)>,
    text: String,
}

/// Reads a NAME.ann. Lines of other kinds (events, attributes, normalisations) say nothing of quotations.
///
/// # Errors
/// The first line that is not as brat writes it.
pub fn gold(ann: &str) -> Result<Gold, BratError> {
    let mut entities: BTreeMap<&str, Entity> = BTreeMap::new();
    let mut relations: Vec<(&str, &str, &str)> = Vec::new();
    let mut notes: Vec<(&str, &str)> = Vec::new();
    for (n, line) in ann.lines().enumerate() {
        let wrong = |message: &str| BratError { line: n + 1, message: message.to_owned() };
        let mut fields = line.splitn(3, '\t');
        let (id, what) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        match id.chars().next() {
            Some('T') => {
                let text = fields.next().ok_or_else(|| wrong("manca il testo"))?;
                entities.insert(id, entity(what, text).ok_or_else(|| wrong("le posizioni si scrivono «Tipo 10 20;30 40»"))?);
            }
            Some('R') => {
                let mut parts = what.split(' ').map(|p| p.split_once(':').map_or(p, |(_, id)| id));
                let (Some(kind), Some(a), Some(b)) = (parts.next(), parts.next(), parts.next()) else {
                    return Err(wrong("una relazione si scrive «Tipo Arg1:T1 Arg2:T2»"));
                };
                relations.push((kind, a, b));
            }
            Some('#') => notes.extend(what.split(' ').nth(1).zip(fields.next())),
            _ => {}
        }
    }
    Ok(joined(&entities, &relations, &notes))
}

fn entity(what: &str, text: &str) -> Option<Entity> {
    let (kind, places) = what.split_once(' ')?;
    let place = |p: &str| p.split_once(' ').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
    let segments: Option<Vec<(usize, usize)>> = places.split(';').map(place).collect();
    Some(Entity { kind: kind.to_owned(), segments: segments?, text: text.to_owned() })
}

fn joined(entities: &BTreeMap<&str, Entity>, relations: &[(&str, &str, &str)], notes: &[(&str, &str)]) -> Gold {
    let mut out = Gold::default();
    for (id, entity) in entities {
        let segments: Vec<Segment> = entity.segments.iter().map(|(a, b)| Segment::Pair(*a, *b)).collect();
        let related = |kind: &str| {
            let to = relations.iter().find(|(k, a, _)| *k == kind && a == id).map(|(_, _, b)| *b)?;
            let places = &entities.get(to)?.segments;
            Some(GoldSpan { start: places.first()?.0, end: places.last()?.1 })
        };
        match entity.kind.as_str() {
            "Direct" | "Mixed" | "Indirect" => {
                let note = notes.iter().find(|(of, note)| of == id && note.starts_with("speaker:")).map(|(_, note)| *note);
                let (speaker, kind) = note.map_or((None, None), speaker);
                out.quotations.push(GoldQuotation {
                    kind: entity.kind.to_lowercase(),
                    text: entity.text.clone(),
                    segments,
                    cue: related(CUE),
                    source: related(SOURCE),
                    speaker,
                    speaker_kind: kind,
                    ..GoldQuotation::default()
                });
            }
            "Title" | "Name" | "Term" | "Scare" => out.not_quotes.push(NotQuotation { segments, kind: entity.kind.to_lowercase() }),
            _ => {}
        }
    }
    out.quotations.sort_by_key(GoldQuotation::pairs);
    out
}

/// `speaker: Anna Rossi (person)` → name and kind.
fn speaker(note: &str) -> (Option<String>, Option<String>) {
    let note = note.trim_start_matches("speaker:").trim();
    let (name, kind) = match note.strip_suffix(')').and_then(|n| n.rsplit_once(" (")) {
        Some((name, kind)) => (name, Some(kind.to_owned())),
        None => (note, None),
    };
    (Some(name.to_owned()).filter(|n| !n.is_empty()), kind)
}

#[cfg(test)]
mod tests {
    use super::gold;

    #[test]
    fn entities_are_joined_by_relations_and_notes() {
        let ann = "T1\tDirect 1 5;20 25\tSì, certo\nT2\tCue 8 16\tha detto\nT3\tSource 17 19\tBo\nR1\tCued Arg1:T1 Arg2:T2\n\
            R2\tSaidBy Arg1:T1 Arg2:T3\n#1\tAnnotatorNotes T1\tspeaker: Ugo Bo (person)\nT4\tScare 30 35\tsuper\nA1\tX T4\n";
        let found = gold(ann).expect("brat");
        let q = &found.quotations[0];
        assert_eq!((q.kind.as_str(), q.pairs()), ("direct", vec![(1, 5), (20, 25)]));
        assert_eq!((q.speaker.as_deref(), q.speaker_kind.as_deref()), (Some("Ugo Bo"), Some("person")));
        assert_eq!((q.cue.as_ref().map(|c| c.start), q.source.as_ref().map(|s| s.end)), (Some(8), Some(19)));
        assert_eq!(found.not_quotes[0].kind, "scare");
        assert_eq!(gold("T1\tDirect x y\tz").err().map(|e| e.line), Some(1));
    }
}
