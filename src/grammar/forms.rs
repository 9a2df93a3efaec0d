//! Verb forms are analysed, not listed: a form is a stem and an ending that go together. Three thousand
//! verbs have a quarter of a million forms, but three thousand stems, some thousand endings, and two
//! hundred inflections that join them; more verbs are more stems, and hardly more of anything else.

use rustc_hash::FxHashMap;

use super::conjugate::{Features, Inflection};
use super::groups::Groups;
use super::index::Index;
use super::key::key_into;
use super::lexicon::{Class, WordId};

/// One verb form read as one verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Index into [`super::verbs::Verbs`].
    pub lemma: u16,
    /// Mood, tense, person, gender, number.
    pub features: Features,
}

/// What the verbs of the grammar are conjugated from.
#[derive(Debug, Default)]
pub struct Forms {
    stems: Index,
    /// The verbs that have each stem: lemma and inflection.
    verbs: Groups<(u16, u16)>,
    inflections: FxHashMap<Inflection, u16>,
    endings: Index,
    /// The inflections that have each ending and what it means there, in the order of the moods.
    meanings: Groups<(u16, Features)>,
    /// The endings read backwards: from one node to the next by a byte, both in one number. Most words of a text leave
    /// it after two or three letters.
    steps: FxHashMap<u32, u32>,
    /// By node, the ending that is complete there.
    complete: Vec<Option<u32>>,
}

/// A form that stands in no list has an id that holds stem and ending.
const FORM: WordId = 1 << 31;
const FINITE: WordId = 1 << 30;
const NONFINITE: WordId = 1 << 29;
/// It can be cut into another stem and ending as well.
const AMBIGUOUS: WordId = 1 << 28;
const ENDING_BITS: u32 = 14;
/// Stem and ending of an id.
const CUT: WordId = AMBIGUOUS - 1;
const STEMS: usize = 1 << (28 - ENDING_BITS);
const ENDINGS: usize = 1 << ENDING_BITS;

/// Class of a form with that id; none if it is the id of a listed word.
#[inline]
pub(super) const fn class_of(id: WordId) -> Class {
    let finite = if id & (FORM | FINITE) == FORM | FINITE { Class::FINITE } else { Class::NONE };
    let nonfinite = if id & (FORM | NONFINITE) == FORM | NONFINITE { Class::NONFINITE } else { Class::NONE };
    finite.or(nonfinite)
}

impl Forms {
    /// Adds a verb; lemmas come in their order.
    pub fn add(&mut self, stem: &str, inflection: Inflection, lemma: u16) {
        let inflection = self.inflection(inflection);
        let stem = self.stems.add(stem);
        self.verbs.push(stem, (lemma, inflection));
    }

    /// Makes all that was added ready to be looked up.
    ///
    /// # Errors
    /// That there are more stems or endings than ids can number.
    pub fn finish(&mut self) -> Result<(), String> {
        if self.stems.len() > STEMS || self.endings.len() > ENDINGS {
            return Err(format!("i verbi sono troppi: più di {STEMS} radici o di {ENDINGS} desinenze"));
        }
        self.verbs.pack();
        self.meanings.pack();
        Ok(())
    }

    fn inflection(&mut self, inflection: Inflection) -> u16 {
        if let Some(known) = self.inflections.get(&inflection) {
            return *known;
        }
        let new = self.inflections.len() as u16;
        let mut key = String::new();
        for form in inflection.forms() {
            key_into(&form.text, &mut key);
            let ending = self.ending(&key);
            self.meanings.push(ending, (new, form.features));
        }
        self.inflections.insert(inflection, new);
        new
    }

    fn ending(&mut self, key: &str) -> u32 {
        if let Some(known) = self.endings.find(key) {
            return known;
        }
        let new = self.endings.add(key);
        self.complete.resize(self.complete.len().max(1), None);
        let mut node = 0;
        for byte in key.bytes().rev() {
            let next = self.complete.len() as u32;
            node = *self.steps.entry(step(node, byte)).or_insert(next);
            if node == next {
                self.complete.push(None);
            }
        }
        self.complete[node as usize] = Some(new);
        new
    }

    /// Every stem and ending that a word can be cut into, shortest ending first.
    #[inline]
    fn each_cut(&self, key: &str, mut found: impl FnMut(u32, u32)) {
        let mut node = 0;
        for (at, byte) in key.bytes().enumerate().rev() {
            let Some(next) = self.steps.get(&step(node, byte)) else { return };
            node = *next;
            let ending = self.complete.get(node as usize).copied().flatten();
            if let Some(ending) = ending
                && let Some(stem) = key.get(..at).and_then(|stem| self.stems.find(stem))
            {
                found(stem, ending);
            }
        }
    }

    /// All that a stem with an ending is read as.
    #[inline]
    fn each_reading(&self, stem: u32, ending: u32, mut found: impl FnMut(Reading)) {
        let meanings = self.meanings.get(ending);
        for (lemma, inflection) in self.verbs.get(stem) {
            let first = meanings.partition_point(|(i, _)| i < inflection);
            for (_, features) in meanings[first..].iter().take_while(|(i, _)| i == inflection) {
                found(Reading { lemma: *lemma, features: *features });
            }
        }
    }

    /// The id of a verb form by its **key**, 0 if it is none.
    pub fn id(&self, key: &str) -> WordId {
        let mut id = 0;
        self.each_cut(key, |stem, ending| {
            let cut = FORM | stem << ENDING_BITS | ending;
            self.each_reading(stem, ending, |reading| {
                if id == 0 {
                    id = cut;
                } else if id & CUT != cut & CUT {
                    id |= AMBIGUOUS;
                }
                id |= if reading.features.mood.is_finite() { FINITE } else { NONFINITE };
            });
        });
        id
    }

    /// Adds all that the form with that id is read as to `out`, in the order of the lemmas.
    pub fn readings(&self, id: WordId, out: &mut Vec<Reading>) {
        if id == 0 {
            return;
        }
        let first = out.len();
        let (stem, ending) = ((id & CUT) >> ENDING_BITS, id & (ENDINGS as u32 - 1));
        if id & AMBIGUOUS == 0 {
            self.each_reading(stem, ending, |reading| out.push(reading));
        } else {
            let key = [self.stems.get(stem), self.endings.get(ending)].concat();
            self.each_cut(&key, |stem, ending| self.each_reading(stem, ending, |reading| out.push(reading)));
        }
        if out.len() > first + 1 {
            out[first..].sort_by_key(|r| r.lemma);
        }
    }
}

const fn step(node: u32, byte: u8) -> u32 {
    node << 8 | byte as u32
}
