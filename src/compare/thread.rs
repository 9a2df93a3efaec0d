//! The statements of all versions → threads: what one version has and the next has again is one thread, however
//! often it was reworded on the way, also where a version in between left it out.

use rustc_hash::FxHashMap;

use super::matching::{Row, pairs, parts};
use crate::statement::Statement;
use crate::statement::index::Index;
use crate::wording::Vocabulary;

/// A statement by its place in the list of all.
type Place = usize;

/// Which statements are one thread: its places in order. A version stands in a thread more than once where it splits
/// a quotation that another version has in one piece.
pub(super) fn threads(statements: &[Statement<'_>], versions: usize, unordered: bool, vocabulary: &Vocabulary<'_>) -> Vec<Vec<Place>> {
    let mut tracing = Tracing {
        statements,
        vocabulary,
        owner: (0..statements.len()).collect(),
        fullest: (0..statements.len()).collect(),
        waiting: Index::default(),
        wordings: Vec::new(),
    };
    let of = |v: usize| statements.partition_point(|s| s.version < v)..statements.partition_point(|s| s.version <= v);
    for version in usize::from(!unordered)..versions {
        if unordered {
            tracing.beside(of(version));
        } else {
            tracing.next(of(version - 1), of(version));
        }
    }
    tracing.threads()
}

struct Tracing<'s, 'a, 'v> {
    statements: &'s [Statement<'a>],
    vocabulary: &'v Vocabulary<'v>,
    /// By place, another place of the same thread, in the end the first one: a union-find forest.
    owner: Vec<Place>,
    /// By place, the statement of its thread so far that says most: what a version takes up again of a quotation that
    /// was cut is a part of it.
    fullest: Vec<Place>,
    /// Statements that the versions since have left out.
    waiting: Index,
    /// Of accounts without an order: by thread, a statement for each wording so far.
    wordings: Vec<Vec<Place>>,
}

impl<'a> Tracing<'_, 'a, '_> {
    /// Finds the statements of the newer version among those of the one before and those left out since.
    fn next(&mut self, older: std::ops::Range<Place>, newer: std::ops::Range<Place>) {
        let (mut old, new): (Vec<Place>, Vec<Place>) = (older.collect(), newer.collect());
        let last = old.len();
        old.extend(self.waiting.like(&self.at(&new)));
        let row = |(x, p): (usize, &Place)| Row { statements: vec![&self.statements[*p]], comes_back: x >= last };
        let rows: Vec<Row<'_, '_>> = old.iter().enumerate().map(row).collect();
        let b = self.at(&new);
        let pairs = pairs(&rows, &b, self.vocabulary);
        let turned: Vec<(usize, usize)> = pairs.iter().map(|(x, y)| (*y, *x)).collect();
        let fullest: Vec<&Statement<'_>> = old.iter().map(|p| &self.statements[self.fullest[*p]]).collect();
        let split = parts(&fullest, &b, &pairs);
        let joined = parts(&b, &self.at(&old[..last]), &turned);
        let joined: Vec<(usize, usize)> = joined.into_iter().map(|(y, x)| (x, y)).collect();
        for (x, y) in pairs.iter().chain(&split).chain(&joined) {
            self.unite(old[*x], new[*y]);
        }
        for (x, place) in old.iter().enumerate() {
            let goes_on = pairs.iter().chain(&joined).any(|(a, _)| *a == x);
            if x >= last && goes_on {
                self.waiting.remove(*place);
            } else if x < last && !goes_on {
                self.waiting.add(*place, &self.statements[*place]);
            }
        }
    }

    /// Finds the statements of one account among the wordings of all accounts before, which have no order.
    fn beside(&mut self, newer: std::ops::Range<Place>) {
        let new: Vec<Place> = newer.collect();
        let row = |wordings: &Vec<Place>| Row { statements: self.at(wordings), comes_back: false };
        let rows: Vec<Row<'_, '_>> = self.wordings.iter().map(row).collect();
        let b = self.at(&new);
        let pairs = pairs(&rows, &b, self.vocabulary);
        let fullest: Vec<&Statement<'_>> = self.wordings.iter().map(|w| &self.statements[self.fullest[w[0]]]).collect();
        let turned: Vec<(usize, usize)> = pairs.iter().map(|(x, y)| (*y, *x)).collect();
        let split = parts(&fullest, &b, &pairs);
        let joined = parts(&b, &fullest, &turned);
        let mut group: Vec<Option<usize>> = vec![None; new.len()];
        pairs.iter().chain(&split).for_each(|(x, y)| group[*y] = Some(*x));
        for (place, group) in new.iter().zip(&group) {
            match group {
                Some(group) => self.word(*group, *place),
                None => self.wordings.push(vec![*place]),
            }
        }
        // two of one thread from now on
        for (y, x) in joined {
            self.unite(self.wordings[x][0], new[y]);
        }
    }

    /// Adds a statement to a thread of accounts; its wording, if that is new.
    fn word(&mut self, group: usize, place: Place) {
        self.unite(self.wordings[group][0], place);
        if !self.wordings[group].iter().any(|p| self.statements[*p].says_as(&self.statements[place])) {
            self.wordings[group].push(place);
        }
    }

    fn at(&self, places: &[Place]) -> Vec<&'_ Statement<'a>> {
        places.iter().map(|p| &self.statements[*p]).collect()
    }

    fn first(&self, mut place: Place) -> Place {
        while self.owner[place] != place {
            place = self.owner[place];
        }
        place
    }

    /// Makes an older and a newer statement one thread.
    fn unite(&mut self, a: Place, b: Place) {
        let (older, own) = (self.fullest[a], self.fullest[b]);
        if self.statements[older].weight() >= self.statements[own].weight() {
            self.fullest[b] = older;
        }
        let (a, b) = (self.first(a), self.first(b));
        self.owner[a.max(b)] = a.min(b);
    }

    /// In the order of their first appearance.
    fn threads(&self) -> Vec<Vec<Place>> {
        let mut out: Vec<Vec<Place>> = Vec::new();
        let mut of_owner: FxHashMap<Place, usize> = FxHashMap::default();
        for place in 0..self.statements.len() {
            let thread = *of_owner.entry(self.first(place)).or_insert(out.len());
            if thread == out.len() {
                out.push(Vec::new());
            }
            out[thread].push(place);
        }
        out
    }
}
