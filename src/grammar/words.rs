//! The function words that the stages ask for by name.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, WordId};

/// Ids of the words that code must recognise one by one.
#[derive(Debug, Default)]
pub struct Words {
    /// *che*, *ch'*
    pub che: WordId,
    /// *non*
    pub non: WordId,
    /// *si*
    pub si: WordId,
    /// *secondo*
    pub secondo: WordId,
    /// *per*
    pub per: WordId,
    /// *persona*: the head of an epithet that is a number (*la 34enne*)
    pub person: WordId,
    /// *lo, l', ne*: what was said, as an object
    pub object_clitics: Vec<WordId>,
    /// *mi, ti, gli, le, ci, vi*: to whom it was said
    pub dative_clitics: Vec<WordId>,
    /// *mi, ti, si, ci, vi*
    pub reflexive_clitics: Vec<WordId>,
    /// *a, al, in, per …*: prepositions that join a complement to a role
    pub role_prepositions: Vec<WordId>,
    /// *da*
    pub da: WordId,
    /// *di*
    pub di: WordId,
    /// *a*
    pub a: WordId,
    /// *in*
    pub in_: WordId,
    /// *su*
    pub su: WordId,
    /// By the key of an epithet (*cavaliere*): the surnames that it can stand for.
    pub epithets: FxHashMap<String, Vec<String>>,
    /// By the key of a metonym (*farnesina*): what it means (*il ministero degli Esteri*).
    pub meanings: FxHashMap<String, String>,
    /// *sia … sia, tanto … quanto*: words in pairs that join nouns
    pub correlatives: Vec<(WordId, WordId)>,
    bases: FxHashMap<WordId, WordId>,
}

impl Words {
    /// Finds the words in a lexicon. `bases` maps each articulated preposition to its plain form.
    pub(super) fn new(lexicon: &mut Lexicon, bases: FxHashMap<WordId, WordId>) -> Self {
        let mut id = |w: &str| lexicon.intern(w);
        Words {
            che: id("che"),
            non: id("non"),
            si: id("si"),
            secondo: id("secondo"),
            per: id("per"),
            person: id("persona"),
            object_clitics: ["lo", "l'", "ne"].map(&mut id).to_vec(),
            dative_clitics: ["mi", "ti", "gli", "ci", "vi", "m'", "t'"].map(&mut id).to_vec(),
            reflexive_clitics: ["si", "s'"].map(&mut id).to_vec(),
            role_prepositions: [
                "a", "al", "allo", "alla", "all'", "ai", "agli", "alle", "in", "nel", "nella", "nell'", "nello", "nei", "negli", "nelle",
                "per", "presso",
            ]
            .map(&mut id)
            .to_vec(),
            da: id("da"),
            di: id("di"),
            a: id("a"),
            in_: id("in"),
            su: id("su"),
            epithets: FxHashMap::default(),
            meanings: FxHashMap::default(),
            correlatives: Vec::new(),
            bases,
        }
    }

    /// The plain form of a preposition: *del* → *di*.
    pub fn base(&self, preposition: WordId) -> WordId {
        self.bases.get(&preposition).copied().unwrap_or(preposition)
    }

    /// *di, d'*
    pub fn is_di(&self, word: WordId) -> bool {
        self.base(word) == self.di
    }

    /// *a, ad*
    pub fn is_a(&self, word: WordId) -> bool {
        self.base(word) == self.a
    }
}
