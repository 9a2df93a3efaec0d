//! Statements by their telling stems: those that a new one may be the same as, without looking at all.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Statement;

/// A statement by its place in a list of its owner's.
type Place = usize;

/// An inverted index of statements.
#[derive(Default)]
pub(crate) struct Index {
    by_stem: FxHashMap<u32, Vec<Place>>,
    removed: FxHashSet<Place>,
}

impl Index {
    /// Adds a statement.
    pub fn add(&mut self, place: Place, statement: &Statement<'_>) {
        for stem in distinct(statement) {
            self.by_stem.entry(stem).or_default().push(place);
        }
    }

    /// From now on a statement is like no other.
    pub fn remove(&mut self, place: Place) {
        self.removed.insert(place);
    }

    /// Those that share at least half of the telling stems of one of the statements, in order.
    pub fn like(&self, statements: &[&Statement<'_>]) -> Vec<Place> {
        let mut out: Vec<Place> = statements.iter().flat_map(|s| self.like_one(s)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whoever shares half of the stems shares one of the rarest half and one more: only those lists are read.
    fn like_one(&self, statement: &Statement<'_>) -> Vec<Place> {
        let mut stems: Vec<(usize, u32)> = distinct(statement).map(|stem| (self.by_stem.get(&stem).map_or(0, Vec::len), stem)).collect();
        stems.sort_unstable();
        let needed = stems.len().div_ceil(2);
        let rarest = stems.len() + 1 - needed.max(1);
        let mut shared: FxHashMap<Place, usize> = FxHashMap::default();
        for (k, (_, stem)) in stems.iter().enumerate() {
            for place in self.by_stem.get(stem).into_iter().flatten() {
                if k < rarest {
                    *shared.entry(*place).or_default() += 1;
                } else if let Some(count) = shared.get_mut(place) {
                    *count += 1;
                }
            }
        }
        let like = |(place, n): (Place, usize)| (n >= needed && !self.removed.contains(&place)).then_some(place);
        shared.into_iter().filter_map(like).collect()
    }
}

fn distinct(statement: &Statement<'_>) -> impl Iterator<Item = u32> {
    let mut last = None;
    statement.stems().filter(move |stem| last.replace(*stem) != Some(*stem))
}
