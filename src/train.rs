//! Annotated articles → the weights of `grammar/weights.toml`: by which facts the speaker of words is
//! found whose source has no name. A conditional logit (the candidates of one finding compete), fitted by
//! gradient ascent from the prior that the rules are right, without chance: the same articles, read with the
//! same weights, give the same weights on every machine. It is measured by cross-validation: a fold is
//! weighed with weights fitted on the other articles, though the turns before its words were resolved with
//! those of the round before, which had seen it.

mod fit;
pub mod worth;

use std::fmt::Write;

use crate::Engine;
use crate::evaluate::{Gold, GoldQuotation, matched, predictions, same_name, speaker_right};
use crate::grammar::evidence::{Evidence, FACTS};
use crate::grammar::weights::Situation;
use fit::fit;

/// One finding whose speaker was looked for among candidates.
#[derive(Debug, Clone)]
struct Sample {
    article: usize,
    situation: usize,
    candidates: Vec<Evidence>,
    /// Indices of the candidates that are the speaker; none where he is not among them.
    right: Vec<usize>,
    /// Those that the gold accepts, *il premier* for his name too: what is counted.
    accepted: Vec<usize>,
    /// The candidates' names, the words, and whose they are: for whoever reads what went wrong.
    names: Vec<String>,
    words: String,
    speaker: String,
}

/// Collects samples from annotated articles.
#[derive(Debug, Default)]
pub struct Trainer {
    samples: Vec<Sample>,
    articles: usize,
}

/// How often the model finds the speaker, for one situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// In which way the words lack a name.
    pub situation: Situation,
    /// How many of them there are.
    pub all: usize,
    /// How often the speaker is among the candidates at all.
    pub reachable: usize,
    /// How often the weights choose him.
    pub right: usize,
}

/// Weights by situation and fact.
pub type Tables = [Vec<f32>; Situation::ALL.len()];

/// Into how many parts the articles are divided for cross-validation.
pub const FOLDS: usize = 10;

impl Trainer {
    /// Whether no words of the articles so far leave their speaker to be looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }

    /// Adds an annotated article, as the engine with its present weights comes through it.
    pub fn add(&mut self, engine: &Engine, name: &str, text: &str, gold: &Gold) {
        let (document, weighings) = engine.weighings(text);
        let predicted = predictions(&document, text);
        let by_finding = matched(gold, &predicted, text);
        for weighing in weighings {
            let Some(quotation) = by_finding.get(weighing.finding).copied().flatten() else { continue };
            let Some(right) = right(&weighing.candidates, quotation) else { continue };
            let accepted = |i: &usize| speaker_right(Some(&weighing.candidates[*i].0), quotation);
            let accepted = (0..weighing.candidates.len()).filter(accepted).collect();
            let situation = Situation::ALL.iter().position(|(s, _)| *s == weighing.situation).unwrap_or(0);
            let (names, candidates) = weighing.candidates.into_iter().unzip();
            let words = format!("{name}: «{}»", quotation.text.chars().take(WORDS).collect::<String>());
            let speaker = quotation.speaker.clone().unwrap_or_default();
            self.samples.push(Sample { article: self.articles, situation, candidates, right, accepted, names, words, speaker });
        }
        self.articles += 1;
    }

    /// The weights that all articles together give.
    pub fn train(&self) -> Tables {
        let all: Vec<&Sample> = self.samples.iter().collect();
        std::array::from_fn(|situation| fit(&all, situation))
    }

    /// How often the speaker is found in articles that the weights were not trained on; `wrong` hears of each
    /// that is not, in words.
    pub fn cross_validate(&self, mut wrong: impl FnMut(String)) -> Vec<Share> {
        let mut shares: Vec<Share> =
            Situation::ALL.iter().map(|(situation, _)| Share { situation: *situation, all: 0, reachable: 0, right: 0 }).collect();
        for fold in 0..FOLDS {
            let (test, train): (Vec<&Sample>, Vec<&Sample>) = self.samples.iter().partition(|s| s.article % FOLDS == fold);
            let tables: Tables = std::array::from_fn(|situation| fit(&train, situation));
            for sample in test {
                let share = &mut shares[sample.situation];
                share.all += 1;
                share.reachable += usize::from(!sample.accepted.is_empty());
                let chosen = choose(sample, &tables[sample.situation]);
                if chosen.is_some_and(|c| sample.accepted.contains(&c)) {
                    share.right += 1;
                } else {
                    wrong(sample.describe(chosen, &tables[sample.situation]));
                }
            }
        }
        shares
    }
}

impl Sample {
    /// The words, whose they are, and every candidate with his score and his evidence.
    fn describe(&self, chosen: Option<usize>, table: &[f32]) -> String {
        let mut out = format!("{} [{}] {}", self.words, Situation::ALL[self.situation].1, self.speaker);
        for (i, e) in self.candidates.iter().enumerate() {
            let mark = match (self.accepted.contains(&i), chosen == Some(i)) {
                (true, _) => '+',
                (_, true) => '>',
                _ => ' ',
            };
            let facts: Vec<&str> = e.indices().map(|f| FACTS[f].1).collect();
            let score: f32 = e.indices().map(|f| table[f]).sum();
            let _ = write!(out, "\n  {mark} {score:5.2} {}: {}", self.names[i], facts.join(" "));
        }
        out
    }
}

/// How much of the words an error shows, in characters.
const WORDS: usize = 60;

/// The candidate with the highest score; of two alike the first.
fn choose(sample: &Sample, table: &[f32]) -> Option<usize> {
    let score = |e: Evidence| e.indices().map(|i| table[i]).sum::<f32>();
    let mut best: Option<(usize, f32)> = None;
    for (i, e) in sample.candidates.iter().enumerate() {
        let s = score(*e);
        if best.is_none_or(|b| s > b.1) {
            best = Some((i, s));
        }
    }
    best.map(|b| b.0)
}

/// The candidates that are the speaker: by his full name, or else by any answer that the gold accepts.
/// `None` where the gold names nobody.
fn right(candidates: &[(String, Evidence)], quotation: &GoldQuotation) -> Option<Vec<usize>> {
    let kind = quotation.speaker_kind.as_deref();
    let speaker = quotation.speaker.as_deref().filter(|s| !s.is_empty())?;
    let named = |answer: &str| (0..candidates.len()).filter(|i| same_name(&candidates[*i].0, answer, kind)).collect::<Vec<_>>();
    let full = named(speaker);
    if !full.is_empty() {
        return Some(full);
    }
    Some(quotation.aliases.iter().flatten().flat_map(|a| named(a)).collect())
}

/// The weights as the file that holds them.
pub fn to_toml(tables: &Tables) -> String {
    let mut out = String::from("# Written by `virgolette train`; what the facts are, is in evidence.toml.\n");
    for ((_, name), table) in Situation::ALL.iter().zip(tables) {
        let _ = writeln!(out, "\n[{name}]");
        for ((_, fact), weight) in FACTS.iter().zip(table).filter(|(_, w)| **w != 0.0) {
            let _ = writeln!(out, "{fact} = {weight:.2}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever spoke last is right, whoever is only near is not.
    fn samples() -> Vec<Sample> {
        let floor = Evidence::FLOOR.or(Evidence::PERSON);
        let near = Evidence::HERE.or(Evidence::PERSON);
        let names = || vec!["Neri".to_owned(), "Bo".to_owned()];
        let sample = |article, right: Vec<usize>| Sample {
            article,
            situation: 0,
            candidates: vec![near, floor],
            accepted: right.clone(),
            right,
            names: names(),
            words: "a: «no»".to_owned(),
            speaker: "Bo".to_owned(),
        };
        (0..40).map(|article| sample(article, vec![usize::from(article % 8 != 0)])).collect()
    }

    #[test]
    fn what_speaks_for_the_right_one_weighs_more() {
        let trainer = Trainer { samples: samples(), articles: 40 };
        let tables = trainer.train();
        let weight = |fact: Evidence| tables[0][FACTS.iter().position(|(e, _)| *e == fact).expect("a fact")];
        assert!(weight(Evidence::FLOOR) > 0.5 && weight(Evidence::HERE) < -0.5, "{tables:?}");
        assert_eq!(weight(Evidence::PERSON), 0.0, "both have it");
        assert_eq!(tables, trainer.train(), "the same articles give the same weights");
        let learnt = tables[1].iter().filter(|w| **w != 0.0).count();
        assert_eq!(learnt, 1, "no article was of that kind: only the rules count");
    }

    #[test]
    fn articles_are_measured_that_were_not_trained_on() {
        let trainer = Trainer { samples: samples(), articles: 40 };
        let mut wrong = Vec::new();
        let share = trainer.cross_validate(|w| wrong.push(w))[0];
        assert_eq!((share.all, share.reachable, share.right), (40, 40, 35));
        assert_eq!(wrong.len(), 5);
        assert!(wrong[0].starts_with("a: «no» [dropped] Bo\n  +"), "{}", wrong[0]);
    }

    #[test]
    fn the_file_reads_back() {
        let tables = Trainer { samples: samples(), articles: 40 }.train();
        let text = to_toml(&tables);
        let table: toml::Table = toml::from_str(&text).expect("toml");
        assert!(table["dropped"]["floor"].as_float().expect("a weight") > 0.5, "{text}");
    }
}
