//! The words of a newsroom's lines: `layout.toml`.

use serde::Deserialize;

/// The file.
pub const LAYOUT: &str = "layout.toml";

/// What signs an article, credits a picture, dates a report, gives turns to an interview.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layout {
    /// Before the name of who signs, in lower case.
    pub bylines: Vec<String>,
    /// Between a name and the paper for which it signs.
    pub signs_for: String,
    /// What a credit begins with, in lower case.
    pub credits: Vec<String>,
    /// The letters of who asks.
    pub questions: Vec<String>,
    /// The letters of who answers.
    pub answers: Vec<String>,
    #[serde(deserialize_with = "words")]
    months: Vec<String>,
    /// Small words that a dateline may hold.
    #[serde(deserialize_with = "words")]
    pub in_datelines: Vec<String>,
}

impl Layout {
    /// Whether a word is a month, whole or begun: *nov.*
    pub fn is_month(&self, word: &str) -> bool {
        let begun = word.trim_end_matches('.').to_lowercase();
        begun.len() >= 3 && self.months.iter().any(|m| m.starts_with(begun.as_str()))
    }
}

/// A list written as one text.
fn words<'de, D: serde::Deserializer<'de>>(list: D) -> Result<Vec<String>, D::Error> {
    String::deserialize(list).map(|text| text.split_whitespace().map(str::to_owned).collect())
}
