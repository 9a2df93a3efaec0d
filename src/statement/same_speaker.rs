//! Whether the speakers of two versions are one: a fuller or shorter name, a title or a role makes no difference.

use crate::document::{Speaker, SpeakerKind};
use crate::grammar::key;
use crate::speaker::name::{compatible, name_keys};
use crate::wording::Vocabulary;

/// What two versions say of who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// The same, as far as the names tell; or neither says who.
    Same,
    /// One of them does not say who.
    Open,
    /// Somebody else.
    Other,
}

/// A speaker, ready to be compared.
#[derive(Debug)]
pub(crate) struct Known<'a> {
    pub speaker: &'a Speaker,
    /// Keys of the name's words, without accents.
    name: Vec<String>,
    /// A person by a proper name, which begins with a capital; the others go by a noun phrase.
    named: bool,
    phrase: Phrase,
    roles: Vec<Phrase>,
}

/// A noun phrase by the stems of its words.
#[derive(Debug, PartialEq, Eq)]
struct Phrase {
    /// Up to the first preposition: *portavoce* of *il portavoce del sindaco*.
    head: Vec<String>,
    /// All behind it.
    complement: Vec<String>,
}

impl<'a> Known<'a> {
    pub fn new(speaker: &'a Speaker, vocabulary: &mut Vocabulary<'_>) -> Self {
        Known {
            speaker,
            name: name_keys(&speaker.name).iter().map(|k| without_accents(k)).collect(),
            named: speaker.kind == SpeakerKind::Person && speaker.name.starts_with(char::is_uppercase),
            phrase: Phrase::new(&speaker.name, vocabulary),
            roles: speaker.roles.iter().map(|r| Phrase::new(r, vocabulary)).collect(),
        }
    }
}

impl Known<'_> {
    /// Words of which two speakers share at least one if they are the same by [`agreement`]: the first and the last of the
    /// name, as far as spellings of them agree, and what the phrases for them begin with.
    pub fn handles(&self) -> Vec<&str> {
        let ends = [self.name.first(), self.name.last()].into_iter().flatten();
        let ends = ends.map(|w| w.char_indices().nth(SPELT).map_or(w.as_str(), |(at, _)| &w[..at]));
        let phrases = std::iter::once(&self.phrase).chain(&self.roles);
        let mut out: Vec<&str> = ends.chain(phrases.filter_map(|p| p.head.first().map(String::as_str))).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

impl Phrase {
    fn new(words: &str, vocabulary: &mut Vocabulary<'_>) -> Self {
        let words = vocabulary.words(words);
        let behind = words.iter().position(|w| vocabulary.entry(w.id).preposition).unwrap_or(words.len());
        let stems = |words: &[crate::wording::Word]| {
            let telling = words.iter().filter(|w| !vocabulary.entry(w.id).function && !vocabulary.entry(w.id).punctuation);
            telling.map(|w| vocabulary.stem(w.id).to_owned()).collect()
        };
        Phrase { head: stems(&words[..behind]), complement: stems(&words[behind..]) }
    }

    /// Whether it may be the same as another one that says more: *la Regione* and *la Regione Toscana*, *il sindaco* and
    /// *il sindaco di Barga*. Never *il vice presidente* and *il presidente*, which begin otherwise.
    fn fits(&self, fuller: &Phrase) -> bool {
        let first = self.head.first().is_some_and(|w| fuller.head.first() == Some(w));
        let all = |part: &[String], whole: &[String]| part.iter().all(|w| whole.contains(w));
        first && all(&self.head, &fuller.head) && all(&self.complement, &fuller.complement)
    }

    fn agrees(&self, other: &Phrase) -> bool {
        self.fits(other) || other.fits(self)
    }
}

/// Compares two speakers.
pub(crate) fn agreement(a: Option<&Known<'_>>, b: Option<&Known<'_>>) -> Agreement {
    match (a, b) {
        (None, None) => Agreement::Same,
        (Some(a), Some(b)) if same(a, b) => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Other,
        _ => Agreement::Open,
    }
}

fn same(a: &Known<'_>, b: &Known<'_>) -> bool {
    if a.name == b.name {
        return true;
    }
    match (a.named, b.named) {
        (true, true) => part_of_name(&a.name, &b.name) || part_of_name(&b.name, &a.name),
        (true, false) => a.roles.iter().any(|r| r.agrees(&b.phrase)),
        (false, true) => b.roles.iter().any(|r| r.agrees(&a.phrase)),
        (false, false) => a.phrase.agrees(&b.phrase),
    }
}

/// The surname, the given name, initials, or the beginning of a longer name.
fn part_of_name(short: &[String], long: &[String]) -> bool {
    match short {
        [] => false,
        [one] => long.first().is_some_and(|w| spelt(w, one)) || long.last().is_some_and(|w| spelt(w, one)),
        _ if short.len() > long.len() => false,
        _ => {
            compatible(short, long)
                || long.starts_with(short)
                || short.len() == long.len() && short.iter().zip(long).all(|(a, b)| spelt(a, b))
        }
    }
}

/// The letters that two spellings of one name have in common at least.
const SPELT: usize = 5;

/// Two spellings of one foreign name: *Zelensky*, *Zelenskyj*.
fn spelt(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short == long || short.len() > SPELT && long.strip_prefix(short).is_some_and(|rest| rest.len() == 1)
}

/// *Bertì* → *berti*
fn without_accents(word: &str) -> String {
    key::without_accents(word.trim_end_matches('\'')).collect()
}
