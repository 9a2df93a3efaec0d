//! What a change of words does to a statement: the lists of `meaning.toml`, by stem.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Grammar;
use super::conjugate::Mood;
use super::key::key;
use super::lexicon::Lexicon;
use super::verbs::Verbs;

/// The file.
pub const MEANING: &str = "meaning.toml";

/// What a word does in a statement, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tags(u16);

impl Tags {
    /// *non, senza*
    pub const NEGATION: Tags = Tags(1);
    /// *tutti, quasi, meno*
    pub const QUANTIFIER: Tags = Tags(2);
    /// *dovere, potere*
    pub const MODAL: Tags = Tags(4);
    /// *forse, probabile*
    pub const HEDGE: Tags = Tags(8);
    /// *se, ma, a meno che*
    pub const CONDITION: Tags = Tags(16);
    /// *solo*
    pub const LIMIT: Tags = Tags(32);
    /// *domani, il giorno dopo*
    pub const DEIXIS: Tags = Tags(64);
    /// *nessuno*: it denies, unless its sentence has denied already
    pub const CONCORD: Tags = Tags(128);
    /// *metri, euro*
    pub const UNIT: Tags = Tags(256);

    /// Whether the two share a bit.
    pub const fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
}

/// What a word or phrase does, and which of its kind it is: words of one line of a list are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Role {
    /// What it does.
    pub tags: Tags,
    /// The number of its line; 0 where lines tell nothing apart.
    pub line: u16,
}

impl Role {
    /// Both together; the line that is known.
    #[must_use]
    pub fn or(self, other: Role) -> Role {
        Role { tags: self.tags.or(other.tags), line: if self.line == 0 { other.line } else { self.line } }
    }
}

/// The lists, ready to be asked.
#[derive(Debug, Default)]
pub struct Meaning {
    /// By key; of a verb in all its forms by stem.
    roles: FxHashMap<String, Role>,
    /// By the first word of a phrase, the others and what it does; the longest first.
    phrases: FxHashMap<String, Vec<(Vec<String>, Role)>>,
    /// By stem, the pairs of opposites that it is in, and on which side.
    opposites: FxHashMap<String, Vec<(u16, bool)>>,
    prefixes: Vec<String>,
    /// Keys.
    no_numbers: Vec<String>,
    halves: Vec<String>,
    joins_numbers: String,
    /// By key: *milioni* → 1,000,000.
    multipliers: FxHashMap<String, u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    negations: String,
    concords: String,
    quantifiers: Vec<String>,
    units: Vec<String>,
    modals: Vec<String>,
    hedges: String,
    conditions: String,
    limits: String,
    deixis: Vec<String>,
    antonyms: Vec<[String; 2]>,
    turning_prefixes: String,
    no_numbers: String,
    halves: String,
    joins_numbers: String,
    multipliers: FxHashMap<String, u64>,
}

impl Meaning {
    /// Reads the file; stems are the lexicon's.
    ///
    /// # Errors
    /// What is wrong in it.
    pub(super) fn from_toml(text: &str, lexicon: &Lexicon, verbs: &Verbs) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut out = Meaning::default();
        let lists = [
            (&file.negations, Tags::NEGATION),
            (&file.concords, Tags::NEGATION.or(Tags::CONCORD)),
            (&file.hedges, Tags::HEDGE),
            (&file.conditions, Tags::CONDITION),
            (&file.limits, Tags::LIMIT),
        ];
        for (list, tags) in lists {
            list.split_whitespace().for_each(|word| out.add(word, Role { tags, line: 0 }, lexicon, verbs));
        }
        let tables =
            [(&file.quantifiers, Tags::QUANTIFIER), (&file.units, Tags::UNIT), (&file.modals, Tags::MODAL), (&file.deixis, Tags::DEIXIS)];
        let lines = tables.iter().flat_map(|(lines, tags)| lines.iter().map(move |l| (l, *tags)));
        for (line, (words, tags)) in (1..).zip(lines) {
            words.split_whitespace().for_each(|word| out.add(word, Role { tags, line }, lexicon, verbs));
        }
        out.phrases.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        for (pair, sides) in file.antonyms.iter().enumerate() {
            for (side, words) in sides.iter().enumerate() {
                for word in words.split_whitespace() {
                    let stem = stem(&key(word), lexicon, verbs);
                    out.opposites.entry(stem).or_default().push((pair as u16, side == 1));
                }
            }
        }
        out.prefixes = file.turning_prefixes.split_whitespace().map(str::to_owned).collect();
        out.joins_numbers = key(&file.joins_numbers);
        out.halves = file.halves.split_whitespace().map(key).collect();
        out.no_numbers = file.no_numbers.split_whitespace().map(key).collect();
        out.multipliers = file.multipliers;
        Ok(out)
    }

    fn add(&mut self, word: &str, role: Role, lexicon: &Lexicon, verbs: &Verbs) {
        if word.contains('_') {
            let mut words = super::lexicon::split_phrase(word).map(key);
            let first = words.next().unwrap_or_default();
            return self.phrases.entry(first).or_default().push((words.collect(), role));
        }
        let key = key(word);
        let mut readings = Vec::new();
        lexicon.readings(lexicon.id(&key), &mut readings);
        let infinitive = readings.iter().any(|r| r.features.mood == Mood::Infinitive);
        let by = if infinitive { stem(&key, lexicon, verbs) } else { key };
        let known = self.roles.entry(by).or_default();
        *known = known.or(role);
    }

    /// What a word does, by key and stem.
    pub fn role(&self, key: &str, stem: &str) -> Role {
        let of = |word: &str| self.roles.get(word).copied().unwrap_or_default();
        of(key).or(of(stem))
    }

    /// What the phrase that begins with the words `next(0), next(1), …` does, and how many words it has.
    pub fn phrase<'k>(&self, next: impl Fn(usize) -> Option<&'k str>) -> Option<(usize, Role)> {
        let list = self.phrases.get(next(0)?)?;
        let follow = |words: &[String]| words.iter().enumerate().all(|(k, w)| next(k + 1) == Some(w.as_str()));
        list.iter().find(|(rest, _)| follow(rest)).map(|(rest, role)| (rest.len() + 1, *role))
    }

    /// What a number before a word is multiplied by.
    pub fn multiplier(&self, key: &str) -> Option<u64> {
        self.multipliers.get(key).copied()
    }

    /// *e*: between the parts of one number.
    pub fn joins_numbers(&self, key: &str) -> bool {
        key == self.joins_numbers
    }

    /// *mezzo*: behind a large number half of it.
    pub fn is_half(&self, key: &str) -> bool {
        self.halves.iter().any(|w| w == key)
    }

    /// *un, secondo*: written like a number, and mostly none.
    pub fn is_no_number(&self, key: &str) -> bool {
        self.no_numbers.iter().any(|w| w == key)
    }

    /// Whether two words are opposites, by stem: listed as such, or, of two adjectives, one of them the other behind a
    /// prefix.
    pub fn opposite(&self, a: &str, b: &str, adjectives: bool) -> bool {
        let listed = |stem: &str| self.opposites.get(stem).map_or(&[][..], Vec::as_slice);
        let turned =
            |long: &str, short: &str| short.len() > 3 && self.prefixes.iter().any(|p| long.strip_prefix(p.as_str()) == Some(short));
        listed(a).iter().any(|(pair, side)| listed(b).contains(&(*pair, !side))) || adjectives && (turned(a, b) || turned(b, a))
    }
}

impl Grammar {
    /// What all forms of a word have in common, by its key: a verb's infinitive, anything else without its ending.
    /// Good for telling whether two texts speak of the same; no dictionary form.
    #[must_use]
    pub fn stem(&self, key: &str) -> String {
        stem(key, &self.lexicon, &self.verbs)
    }
}

/// The fewest letters that an ending is cut from.
const SHORTEST: usize = 4;

pub(super) fn stem(key: &str, lexicon: &Lexicon, verbs: &Verbs) -> String {
    let mut readings = Vec::new();
    lexicon.readings(lexicon.id(key), &mut readings);
    // of two verbs the first of the more prominent ones, whatever the order of the readings
    let best = readings.iter().map(|r| (std::cmp::Reverse(verbs.prominence(r.lemma)), r.lemma)).min();
    if let Some((_, lemma)) = best {
        return verbs.lemma(lemma).name.clone();
    }
    cut(key).to_owned()
}

/// A noun or adjective without its ending.
pub(crate) fn cut(key: &str) -> &str {
    let cut = key.trim_end_matches(['a', 'e', 'i', 'o']).trim_end_matches('h');
    if key.len() < SHORTEST || cut.len() + 1 < SHORTEST { key } else { cut }
}
