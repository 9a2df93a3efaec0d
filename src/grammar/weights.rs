//! How much each fact counts for a candidate: a linear model, one for each way in which words can lack the name of their
//! source. The weights are trained (`virgolette train`) and stand in `weights.toml`; what each fact
//! says to a reader stands in `evidence.toml`.

use super::evidence::{Evidence, FACTS};

/// How the words lack the name of their source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Situation {
    /// A verb of saying without a subject, or with a pronoun: *ha aggiunto*.
    Dropped,
    /// No cue at all: the words go on.
    Silent,
    /// A role or epithet: *il ministro*, *la donna*.
    Role,
}

impl Situation {
    /// All of them, with the name of their table in `weights.toml`.
    pub const ALL: [(Situation, &'static str); 3] = [(Self::Dropped, "dropped"), (Self::Silent, "silent"), (Self::Role, "role")];
}

/// Weights by situation and fact, and what each fact says.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    tables: [Vec<f32>; Situation::ALL.len()],
    says: Vec<String>,
}

impl Default for Weights {
    fn default() -> Self {
        Weights { tables: std::array::from_fn(|_| vec![0.0; FACTS.len()]), says: vec![String::new(); FACTS.len()] }
    }
}

impl Weights {
    /// The same facts in the same words, weighed otherwise: by situation, then by fact.
    #[must_use]
    pub fn with(&self, mut tables: [Vec<f32>; Situation::ALL.len()]) -> Self {
        tables.iter_mut().for_each(|t| t.resize(FACTS.len(), 0.0));
        Weights { tables, says: self.says.clone() }
    }

    /// Reads the two files.
    ///
    /// # Errors
    /// The name of the file, and what is wrong in it.
    pub(super) fn read(weights: &str, evidence: &str) -> Result<Self, (&'static str, toml::de::Error)> {
        use serde::de::Error;
        let mut out = Weights::default();
        let at = |name: &str| FACTS.iter().position(|(_, n)| *n == name).ok_or_else(|| toml::de::Error::custom(unknown(name)));
        let file: toml::map::Map<String, toml::Value> = toml::from_str(weights).map_err(|e| (WEIGHTS, e))?;
        for (table, facts) in &file {
            let situation = Situation::ALL.iter().position(|(_, name)| name == table);
            let situation = situation.ok_or_else(|| (WEIGHTS, toml::de::Error::custom(unknown(table))))?;
            let no_table = || (WEIGHTS, toml::de::Error::custom(format!("`{table}` non è una tabella")));
            for (name, weight) in facts.as_table().ok_or_else(no_table)? {
                let weight = weight.as_float().or_else(|| weight.as_integer().map(|w| w as f64));
                let weight = weight
                    .filter(|w| w.is_finite())
                    .ok_or_else(|| (WEIGHTS, toml::de::Error::custom(format!("`{name}` non è un numero"))))?;
                out.tables[situation][at(name).map_err(|e| (WEIGHTS, e))?] = weight as f32;
            }
        }
        let says: toml::map::Map<String, toml::Value> = toml::from_str(evidence).map_err(|e| (EVIDENCE, e))?;
        for (name, words) in &says {
            let words = words.as_str().ok_or_else(|| (EVIDENCE, toml::de::Error::custom(format!("`{name}` non è un testo"))))?;
            out.says[at(name).map_err(|e| (EVIDENCE, e))?] = words.to_owned();
        }
        Ok(out)
    }

    /// How much the facts speak for somebody.
    pub fn score(&self, situation: Situation, evidence: Evidence) -> f32 {
        let table = self.table(situation);
        evidence.indices().map(|i| table[i]).sum()
    }

    /// The weights of a situation, by fact.
    pub fn table(&self, situation: Situation) -> &[f32] {
        &self.tables[Situation::ALL.iter().position(|(s, _)| *s == situation).unwrap_or(0)]
    }

    /// What speaks most for one candidate and not for the other: at most `most` sentences.
    pub fn reasons(&self, situation: Situation, one: Evidence, other: Evidence, most: usize) -> Vec<&str> {
        let table = self.table(situation);
        let own = Evidence(one.0 & !other.0);
        let mut facts: Vec<usize> = own.indices().filter(|i| table[*i] > 0.0 && !self.says[*i].is_empty()).collect();
        facts.sort_by(|a, b| table[*b].total_cmp(&table[*a]));
        facts.into_iter().take(most).map(|i| self.says[i].as_str()).collect()
    }
}

/// The trained weights, relative to the grammar's folder.
pub const WEIGHTS: &str = "weights.toml";
/// What the facts say, relative to the grammar's folder.
pub const EVIDENCE: &str = "evidence.toml";

fn unknown(name: &str) -> String {
    format!("`{name}` non esiste; i nomi sono quelli di evidence.toml, le tabelle dropped, silent, role")
}
