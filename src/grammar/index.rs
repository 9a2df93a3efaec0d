//! Strings numbered in the order in which they come.

use std::hash::Hasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHasher;

/// A set of strings, each with its number: all in one string, not one allocation each.
#[derive(Debug, Default)]
pub struct Index {
    numbers: HashTable<u32>,
    text: String,
    /// Where each ends; it begins where the one before ends.
    ends: Vec<u32>,
}

impl Index {
    /// An empty one with room for so many strings.
    pub fn with_capacity(strings: usize) -> Self {
        Index { numbers: HashTable::with_capacity(strings), text: String::with_capacity(strings * 12), ends: Vec::with_capacity(strings) }
    }

    /// The number of a string.
    #[inline]
    pub fn find(&self, string: &str) -> Option<u32> {
        self.numbers.find(hash(string), |n| at(&self.text, &self.ends, *n) == string).copied()
    }

    /// The number of a string, which is added if it is new.
    pub fn add(&mut self, string: &str) -> u32 {
        let (text, ends) = (&self.text, &self.ends);
        let same = |n: &u32| at(text, ends, *n) == string;
        match self.numbers.entry(hash(string), same, |n| hash(at(text, ends, *n))) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let number = self.ends.len() as u32;
                place.insert(number);
                self.text.push_str(string);
                self.ends.push(self.text.len() as u32);
                number
            }
        }
    }

    /// The string of that number; empty for a number that is none.
    #[inline]
    pub fn get(&self, number: u32) -> &str {
        at(&self.text, &self.ends, number)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn at<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let number = number as usize;
    let end = ends.get(number).map_or(0, |e| *e as usize);
    let start = number.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |e| *e as usize);
    text.get(start..end).unwrap_or_default()
}

fn hash(string: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(string.as_bytes());
    hasher.finish()
}
