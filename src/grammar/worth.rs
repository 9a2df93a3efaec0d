//! What of a statement can be checked: the rules of `checkworthiness.toml`, and how much each counts by
//! `checkworthiness-weights.toml`.

use std::fmt::Write;

use serde::Deserialize;

use super::key::key;
use super::lexicon::{Lexicon, split_phrase};
use super::meaning::{cut, stem};
use super::verbs::Verbs;
use crate::document::{SpeakerKind, Stance};

/// The file of the rules.
pub const WORTH: &str = "checkworthiness.toml";

/// The file of their weights.
pub const WORTH_WEIGHTS: &str = "checkworthiness-weights.toml";

/// What a rule counts of which nothing was learnt.
const UNLEARNT: f32 = 0.5;

/// The rules, and what a statement has of which none holds.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worth {
    /// Before anything is added.
    #[serde(skip)]
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
    /// Whether it speaks for a check or against it.
    pub speaks: Speaks,
    /// What it adds: never less than 0 if it speaks for a check, never more if against.
    #[serde(skip)]
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
    speaker: Vec<String>,
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
    /// What its speaker is.
    #[serde(skip)]
    pub speakers: Vec<SpeakerKind>,
}

/// For which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Speaks {
    /// For a check.
    #[default]
    For,
    /// Against it.
    Against,
}

impl Speaks {
    /// A weight that speaks for that side, or for none.
    pub fn bounded(self, weight: f64) -> f64 {
        match self {
            Speaks::For => weight.max(0.0),
            Speaks::Against => weight.min(0.0),
        }
    }
}

/// The file of the weights, by reason.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Learnt {
    bias: f32,
    #[serde(default)]
    weights: toml::map::Map<String, toml::Value>,
}

/// What a statement can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub enum Has {
    Numeral,
    Digits,
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
            let kind = |name: &String| {
                let found = SpeakerKind::ALL.iter().find(|(_, n)| n == name).map(|(kind, _)| *kind);
                found.ok_or_else(|| toml::de::Error::custom(format!("il tipo di parlante `{name}` non esiste")))
            };
            rule.speakers = rule.speaker.iter().map(kind).collect::<Result<_, _>>()?;
        }
        Ok(out)
    }

    /// Reads the weights.
    ///
    /// # Errors
    /// What is wrong in the file: a reason that no rule has, what is no number.
    pub(super) fn weigh(&mut self, text: &str) -> Result<(), toml::de::Error> {
        use serde::de::Error;
        let learnt: Learnt = toml::from_str(text)?;
        self.bias = learnt.bias;
        for rule in &mut self.rules {
            rule.weight = if rule.speaks == Speaks::For { UNLEARNT } else { -UNLEARNT };
        }
        for (reason, weight) in &learnt.weights {
            let rule = self.rules.iter_mut().find(|r| r.reason == *reason);
            let rule = rule.ok_or_else(|| toml::de::Error::custom(format!("nessuna regola ha la ragione `{reason}`")))?;
            let number = weight.as_float().or_else(|| weight.as_integer().map(|w| w as f64)).filter(|w| w.is_finite());
            let number = number.ok_or_else(|| toml::de::Error::custom(format!("`{reason}` non è un numero")))?;
            rule.weight = rule.speaks.bounded(number) as f32;
        }
        Ok(())
    }

    /// The file of the weights, with these: by rule.
    pub fn weights_to_toml(&self, bias: f64, weights: &[f64]) -> String {
        let mut out = String::from("# Written by `virgolette train --checkworthiness`; the rules are in checkworthiness.toml.\n\n");
        let _ = writeln!(out, "bias = {bias:.2}\n\n[weights]");
        for (rule, weight) in self.rules.iter().zip(weights) {
            let _ = writeln!(out, "{} = {weight:.2}", toml::Value::from(rule.reason.as_str()));
        }
        out
    }
}
