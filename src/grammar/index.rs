//! Strings numbered in the order in which they come.

use std::hash::Hasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use rustc_hash::FxHasher;

/// A set of strings, each with its number: all in one string, not one allocation each.
#[derive(Debug, Default)]
pub struct Index {
    places: HashTable<Place>,
    /// One behind the other, each with an [`END`].
    text: String,
    /// By number, where each begins.
    starts: Vec<u32>,
}

/// A string's number, and where it begins: looking it up need not go by the number.
#[derive(Debug, Clone, Copy)]
struct Place {
    number: u32,
    start: u32,
}

/// Stands behind each string and in none.
const END: char = '\0';

impl Index {
    /// An empty one with room for so many strings.
    pub fn with_capacity(strings: usize) -> Self {
        Index { places: HashTable::with_capacity(strings), text: String::with_capacity(strings * 13), starts: Vec::with_capacity(strings) }
    }

    /// The number of a string.
    #[inline]
    pub fn find(&self, string: &str) -> Option<u32> {
        self.places.find(hash(string), |p| is_at(&self.text, p.start, string)).map(|p| p.number)
    }

    /// The number of a string, which is added if it is new.
    pub fn add(&mut self, string: &str) -> u32 {
        let text = &self.text;
        match self.places.entry(hash(string), |p| is_at(text, p.start, string), |p| hash(at(text, p.start))) {
            Entry::Occupied(known) => known.get().number,
            Entry::Vacant(vacant) => {
                let place = Place { number: self.starts.len() as u32, start: self.text.len() as u32 };
                vacant.insert(place);
                self.text.push_str(string);
                self.text.push(END);
                self.starts.push(place.start);
                place.number
            }
        }
    }

    /// The string of that number; empty for a number that is none.
    #[inline]
    pub fn get(&self, number: u32) -> &str {
        let begin = |number: usize| self.starts.get(number).map(|start| *start as usize);
        let end = begin(number as usize + 1).unwrap_or(self.text.len()).saturating_sub(1);
        begin(number as usize).and_then(|start| self.text.get(start..end)).unwrap_or_default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}

fn at(text: &str, start: u32) -> &str {
    let behind = text.get(start as usize..).unwrap_or_default();
    behind.split(END).next().unwrap_or_default()
}

#[inline]
fn is_at(text: &str, start: u32, string: &str) -> bool {
    let (from, length) = (start as usize, string.len());
    let bytes = text.as_bytes();
    bytes.get(from + length) == Some(&(END as u8)) && bytes.get(from..from + length).is_some_and(|own| equal(own, string.as_bytes()))
}

/// Words are short: eight bytes at a time, without a call.
#[inline]
fn equal(a: &[u8], b: &[u8]) -> bool {
    let ((a, rest_a), (b, rest_b)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    a.iter().zip(b).all(|(x, y)| u64::from_le_bytes(*x) == u64::from_le_bytes(*y)) && rest_a.iter().zip(rest_b).all(|(x, y)| x == y)
}

fn hash(string: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(string.as_bytes());
    hasher.finish()
}
