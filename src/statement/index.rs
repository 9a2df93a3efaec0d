//! Statements by their telling stems: those that a new one may be the same as, without looking at all.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Statement;

/// A statement by its place in a list of its owner's.
type Place = usize;

/// An inverted index of statements.
#[derive(Default)]
pub(crate) struct Index {
    /// In the order in which they were added.
    places: Vec<Place>,
    /// By stem, indexes into `places`.
    by_stem: FxHashMap<u32, Vec<u32>>,
    removed: FxHashSet<Place>,
}

impl Index {
    /// Adds a statement.
    pub fn add(&mut self, place: Place, statement: &Statement<'_>) {
        let own = self.places.len() as u32;
        self.places.push(place);
        for stem in distinct(statement) {
            self.by_stem.entry(stem).or_default().push(own);
        }
    }

    /// From now on a statement is like no other.
    pub fn remove(&mut self, place: Place) {
        self.removed.insert(place);
    }

    /// Those that share at least half of the telling stems of one of the statements, in order.
    pub fn like(&self, statements: &[&Statement<'_>]) -> Vec<Place> {
        let mut out: Vec<Place> = statements.iter().flat_map(|s| self.sharing(s)).map(|(_, place)| place).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// At most so many of those that share at least half of the telling stems of a statement, those that share the most first.
    pub fn likest(&self, statement: &Statement<'_>, most: usize) -> Vec<Place> {
        let mut found: Vec<(Reverse<u16>, Place)> = self.sharing(statement).map(|(n, place)| (Reverse(n), place)).collect();
        if found.len() > most {
            found.select_nth_unstable(most);
            found.truncate(most);
        }
        found.sort_unstable();
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// Those that share at least half of the telling stems of a statement, with how many they share. Whoever shares half of
    /// the stems shares one of the rarest half and one more: nobody else is counted. Counts are kept by index, not by hash,
    /// since a speaker may have said nearly the same ten thousand times.
    fn sharing(&self, statement: &Statement<'_>) -> impl Iterator<Item = (u16, Place)> {
        let mut lists: Vec<(u32, &[u32])> =
            distinct(statement).map(|stem| (stem, self.by_stem.get(&stem).map_or(&[][..], Vec::as_slice))).collect();
        lists.sort_unstable_by_key(|(stem, list)| (list.len(), *stem));
        let needed = lists.len().div_ceil(2);
        let rarest = lists.len() + 1 - needed.max(1);
        let mut counts: Vec<u16> = vec![0; self.places.len()];
        let mut counted: Vec<u32> = Vec::new();
        for (k, (_, list)) in lists.iter().enumerate() {
            for own in *list {
                let count = &mut counts[*own as usize];
                if *count == 0 && k < rarest {
                    counted.push(*own);
                }
                *count = count.saturating_add(u16::from(*count > 0 || k < rarest));
            }
        }
        let count = move |own: u32| (counts[own as usize], self.places[own as usize]);
        counted.into_iter().map(count).filter(move |(n, place)| usize::from(*n) >= needed && !self.removed.contains(place))
    }
}

fn distinct(statement: &Statement<'_>) -> impl Iterator<Item = u32> {
    let mut last = None;
    statement.stems().filter(move |stem| last.replace(*stem) != Some(*stem))
}
