//! `grammar/marks.toml` → [`MarkTable`]: which marks pair, and the words whose apostrophe is none.

use serde::Deserialize;

use super::MarkStyle;
use super::words::{WordSet, ends, list};

/// Marks fit a byte with room to spare.
const MOST_MARKS: usize = 64;

/// What it costs to close with a mark of the same group: “… ".
const WRONG_PARTNER: u8 = 5;
/// What it costs to close with a mark that only opens: “… “.
const OPENER_CLOSES: u8 = 6;
/// What it costs to close with a mark of a group that is seldom confused: «… ".
const WRONG_GROUP: u8 = 9;
/// What it costs to read a doubled mark as an accent and a close: 'la citta''.
const ACCENT_AND_CLOSE: u8 = 2;

/// The marks and the words of `grammar/marks.toml`, ready for look-up.
#[derive(Debug, Clone)]
pub struct MarkTable {
    glyphs: Vec<Glyph>,
    /// For each first byte of a mark, 1 + the place in `by_lead`; 0 for every other byte.
    leads: [u8; 256],
    /// Marks that begin with the same byte, longest first.
    by_lead: Vec<Vec<u8>>,
    dashes: Vec<char>,
    accents: WordSet,
    truncations: WordSet,
    elisions: WordSet,
    aphaereses: WordSet,
    leading: WordSet,
    endings: Vec<Box<str>>,
    small_endings: Vec<Box<str>>,
    weak_endings: Vec<Box<str>>,
}

/// Why `marks.toml` cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MarkTableError {
    /// It is no TOML, or a key is missing or unknown.
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    /// A pair without an opening or closing mark, or a mark that is a letter, a digit or a space.
    #[error("`pairs`: «{0}» cannot be a quotation mark; write one or two punctuation characters")]
    NotAMark(String),
    /// A mark of `pairs` that stands in no group of `confused`, or in two.
    #[error("`confused`: the mark {0} must stand in exactly one group")]
    Ungrouped(String),
    /// More marks than a byte can number.
    #[error("`pairs`: more than {MOST_MARKS} different marks")]
    TooMany,
}

/// One mark as it is written.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub text: Box<str>,
    /// The style that it properly opens.
    pub opens: Option<MarkStyle>,
    /// The style that it stands for when it opens, properly or not.
    pub style: MarkStyle,
    /// It can close something properly.
    pub is_closer: bool,
    /// It can be an apostrophe too.
    pub is_single: bool,
    /// Cost of closing each style with it; [`NEVER`] where it cannot.
    closing: [u8; MarkStyle::COUNT],
}

/// A cost that no reading pays.
pub(super) const NEVER: u8 = u8::MAX;

impl Glyph {
    /// The same mark opens and closes: only its neighbours tell.
    pub fn is_neutral(&self) -> bool {
        self.opens.is_some_and(|s| self.closing[s as usize] == 0)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    pairs: Vec<Pair>,
    confused: Vec<String>,
    seldom_confused: Vec<(usize, usize)>,
    dashes: String,
    accents: String,
    truncations: String,
    elisions: String,
    aphaereses: String,
    leading: String,
    endings: String,
    small_endings: String,
    weak_endings: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    style: MarkStyle,
    open: String,
    close: String,
}

impl MarkTable {
    /// Reads `grammar/marks.toml`.
    ///
    /// # Errors
    /// The text is no such file, or its marks are not usable; the message says which and what to do.
    pub fn from_toml(toml: &str) -> Result<Self, MarkTableError> {
        let file: File = toml::from_str(toml)?;
        let glyphs = glyphs(&file)?;
        let (leads, by_lead) = index(&glyphs);
        Ok(Self {
            glyphs,
            leads,
            by_lead,
            dashes: file.dashes.chars().filter(|c| !c.is_whitespace()).collect(),
            accents: WordSet::new(&file.accents),
            truncations: WordSet::new(&file.truncations),
            elisions: WordSet::new(&file.elisions),
            aphaereses: WordSet::new(&file.aphaereses),
            leading: WordSet::new(&file.leading),
            endings: list(&file.endings),
            small_endings: list(&file.small_endings),
            weak_endings: list(&file.weak_endings),
        })
    }

    /// Whether a mark may begin with this byte.
    pub(super) fn leads(&self, byte: u8) -> bool {
        self.leads[byte as usize] != 0
    }

    /// The marks that begin with this byte, longest first, each with its number.
    pub(super) fn beginning_with(&self, byte: u8) -> impl Iterator<Item = (u8, &Glyph)> {
        let place = self.leads[byte as usize] as usize;
        let ids = place.checked_sub(1).map_or(&[][..], |p| &self.by_lead[p]);
        ids.iter().map(|&id| (id, &self.glyphs[id as usize]))
    }

    pub(super) fn glyph(&self, id: u8) -> &Glyph {
        &self.glyphs[id as usize]
    }

    /// What it costs to close `style` with this mark: 0 if they are partners, [`NEVER`] if they
    /// have nothing to do with each other.
    pub(super) fn closing(&self, id: u8, style: MarkStyle) -> u8 {
        self.glyphs[id as usize].closing[style as usize]
    }

    pub(super) fn is_dash(&self, c: char) -> bool {
        self.dashes.contains(&c)
    }

    /// *perche'*, *e'*: the apostrophe stands for an accent.
    pub(super) fn is_accented(&self, word: &str) -> bool {
        self.accents.contains(word)
    }

    /// *po'*, *de'*: the apostrophe stands for what was cut.
    pub(super) fn is_truncated(&self, word: &str) -> bool {
        self.truncations.contains(word)
    }

    /// *l'*, *dell'*.
    pub(super) fn is_elided(&self, word: &str) -> bool {
        self.elisions.contains(word)
    }

    /// *'ndrangheta*, *'Ndrangheta*, *'sto*, but not *'No*, which begins a sentence.
    pub(super) fn is_aphaeresis(&self, word: &str) -> bool {
        self.aphaereses.contains(word) && (word.len() > 3 || !word.starts_with(char::is_uppercase))
    }

    /// *da*, *la*, *che*, in small letters: content hardly ends with them.
    pub(super) fn leads_on(&self, word: &str) -> bool {
        !word.contains(char::is_uppercase) && self.leading.contains(word)
    }

    /// *universita'*, *convochera'*.
    pub(super) fn ends_accented(&self, word: &str) -> bool {
        ends(word, &self.endings) || (!word.starts_with(char::is_uppercase) && ends(word, &self.small_endings))
    }

    /// *ando'*, *parti'*.
    pub(super) fn may_end_accented(&self, word: &str) -> bool {
        ends(word, &self.weak_endings)
    }
}

fn glyphs(file: &File) -> Result<Vec<Glyph>, MarkTableError> {
    let mut out: Vec<Glyph> = Vec::new();
    for pair in &file.pairs {
        for (text, opens) in [(&pair.open, true), (&pair.close, false)] {
            if text.is_empty() || text.chars().any(|c| c.is_alphanumeric() || c.is_whitespace()) {
                return Err(MarkTableError::NotAMark(text.clone()));
            }
            let id = out.iter().position(|g| *g.text == **text).unwrap_or_else(|| {
                out.push(Glyph {
                    text: text.as_str().into(),
                    opens: None,
                    style: pair.style,
                    is_closer: false,
                    is_single: matches!(&**text, "'" | "’" | "‘" | "‚" | "‛"),
                    closing: [NEVER; MarkStyle::COUNT],
                });
                out.len() - 1
            });
            let glyph = &mut out[id];
            if opens {
                glyph.opens.get_or_insert(pair.style);
                glyph.style = glyph.opens.unwrap_or(pair.style);
            } else {
                glyph.is_closer = true;
                glyph.closing[pair.style as usize] = 0;
            }
        }
    }
    if out.len() > MOST_MARKS {
        return Err(MarkTableError::TooMany);
    }
    price_wrong_partners(&mut out, file)?;
    Ok(out)
}

fn price_wrong_partners(glyphs: &mut [Glyph], file: &File) -> Result<(), MarkTableError> {
    let mut groups = Vec::with_capacity(glyphs.len());
    for g in glyphs.iter() {
        let mut of = file.confused.iter().enumerate().filter(|(_, group)| group.split_whitespace().any(|m| *m == *g.text));
        match (of.next(), of.next()) {
            (Some((i, _)), None) => groups.push(i),
            _ => return Err(MarkTableError::Ungrouped(g.text.to_string())),
        }
    }
    let openers: Vec<(MarkStyle, usize)> = glyphs.iter().zip(&groups).filter_map(|(g, &group)| Some((g.opens?, group))).collect();
    for (g, &group) in glyphs.iter_mut().zip(&groups) {
        for &(style, other) in &openers {
            let seldom = file.seldom_confused.iter().any(|&(a, b)| (a, b) == (group, other) || (b, a) == (group, other));
            let cost = match (group == other, g.is_closer) {
                (true, true) => WRONG_PARTNER,
                (true, false) => OPENER_CLOSES,
                (false, true) if seldom => WRONG_GROUP,
                (false, _) => NEVER,
            };
            let slot = &mut g.closing[style as usize];
            *slot = (*slot).min(cost);
        }
        if &*g.text == "''" {
            g.closing[MarkStyle::SingleStraight as usize] = ACCENT_AND_CLOSE;
        }
    }
    Ok(())
}

fn index(glyphs: &[Glyph]) -> ([u8; 256], Vec<Vec<u8>>) {
    let mut leads = [0; 256];
    let mut by_lead: Vec<Vec<u8>> = Vec::new();
    for (id, g) in glyphs.iter().enumerate() {
        let lead = g.text.as_bytes()[0] as usize;
        if leads[lead] == 0 {
            by_lead.push(Vec::new());
            leads[lead] = by_lead.len() as u8;
        }
        by_lead[leads[lead] as usize - 1].push(id as u8);
    }
    for ids in &mut by_lead {
        ids.sort_by_key(|&id| std::cmp::Reverse(glyphs[id as usize].text.len()));
    }
    (leads, by_lead)
}
