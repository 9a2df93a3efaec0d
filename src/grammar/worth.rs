//! What of a statement can be checked: the rules of `checkworthiness.toml`.

use serde::Deserialize;

use super::key::key;
use super::lexicon::{Lexicon, split_phrase};
use super::meaning::{cut, stem};
use super::verbs::Verbs;
use crate::document::Stance;

/// The file.
pub const WORTH: &str = "checkworthiness.toml";

/// The rules, and the score of a statement of which none holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worth {
    /// Before anything is added.
    pub bias: f32,
    /// Keys of *più, meno*.
    #[serde(deserialize_with = "keys")]
    pub degrees: Vec<String>,
    /// Keys of what they are compared with, prepositions apart.
    #[serde(deserialize_with = "keys")]
    pub compared: Vec<String>,
    /// The end of a superlative's stem.
    #[serde(rename = "superlative-ending")]
    pub superlative_ending: String,
    /// Keys of *per cento*, one after the other.
    #[serde(deserialize_with = "keys")]
    pub share: Vec<String>,
    /// In the order of the file.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// Something that speaks for a check, or against it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// What it is called in reports.
    pub reason: String,
    /// What it adds.
    pub weight: f32,
    words: String,
    /// One of these is in the statement.
    pub has: Vec<Has>,
    /// Its verbs have one of these times.
    pub time: Vec<When>,
    /// One of its verbs is of one of these persons.
    pub person: Vec<Who>,
    /// It is given in one of these forms.
    pub form: Vec<Form>,
    stance: Vec<String>,
    /// At least so many words.
    pub least: usize,
    /// At most so many, if not 0.
    pub most: usize,
    /// A statement of which it holds.
    pub example: String,
    /// Infinitives, and nouns without their endings; the words of a phrase one after the other.
    #[serde(skip)]
    pub stems: Vec<Vec<String>>,
    /// The cues' stances.
    #[serde(skip)]
    pub stances: Vec<Stance>,
}

/// What a statement can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Has {
    Numeral,
    Share,
    Calendar,
    Name,
    Question,
    Quantifier,
    Negation,
    Superlative,
    Comparison,
}

/// When it is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum When {
    Past,
    Present,
    Future,
    Conditional,
}

/// Of whom it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Who {
    Me,
    Us,
    You,
    Others,
}

/// How it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Form {
    Direct,
    Mixed,
    Indirect,
}

/// A list written as one text, by key.
fn keys<'de, D: serde::Deserializer<'de>>(list: D) -> Result<Vec<String>, D::Error> {
    String::deserialize(list).map(|text| text.split_whitespace().map(key).collect())
}

impl Worth {
    /// Reads the file; stems are the lexicon's.
    ///
    /// # Errors
    /// What is wrong in it.
    pub(super) fn from_toml(text: &str, lexicon: &Lexicon, verbs: &Verbs) -> Result<Self, toml::de::Error> {
        use serde::de::Error;
        let mut out: Worth = toml::from_str(text)?;
        for rule in &mut out.rules {
            // legge is a noun here, though leggere has that form
            let of = |word: &str| {
                let (key, stem) = (key(word), stem(&key(word), lexicon, verbs));
                if stem == key { stem } else { cut(&key).to_owned() }
            };
            let stems = |word: &str| split_phrase(word).map(of).collect();
            rule.stems = rule.words.split_whitespace().map(stems).collect();
            let stance =
                |name: &String| Stance::parse(name).ok_or_else(|| toml::de::Error::custom(format!("la stance `{name}` non esiste")));
            rule.stances = rule.stance.iter().map(stance).collect::<Result<_, _>>()?;
        }
        Ok(out)
    }
}
