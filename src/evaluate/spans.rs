//! Spans as sets of code points, trimmed of what does not count, and their best pairing.

/// Characters at a segment's ends that do not count.
const TRIM: &str = " \t\r\n\u{a0}.,;:!?…«»“”\"„‟‘’'‹›–—-";

/// A set of code points as disjoint ranges in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Points(Vec<(usize, usize)>);

impl Points {
    fn len(&self) -> usize {
        self.0.iter().map(|(a, b)| b - a).sum()
    }

    fn shared(&self, other: &Points) -> usize {
        let overlap = |a: &(usize, usize), b: &(usize, usize)| a.1.min(b.1).saturating_sub(a.0.max(b.0));
        self.0.iter().map(|a| other.0.iter().map(|b| overlap(a, b)).sum::<usize>()).sum()
    }

    /// Whether the two share a code point.
    pub fn meets(&self, other: &Points) -> bool {
        self.shared(other) > 0
    }

    /// Adds the points of another set.
    pub fn extend(&mut self, other: &Points) {
        self.0.extend(&other.0);
        self.join();
    }

    fn join(&mut self) {
        self.0.sort_unstable();
        let mut out: Vec<(usize, usize)> = Vec::with_capacity(self.0.len());
        for (a, b) in self.0.drain(..) {
            match out.last_mut() {
                Some(last) if a <= last.1 => last.1 = last.1.max(b),
                _ => out.push((a, b)),
            }
        }
        self.0 = out;
    }
}

/// The code points of segments, without marks, spaces and punctuation at the ends of each.
pub fn points(chars: &[char], segments: &[(usize, usize)]) -> Points {
    let trims = |i: usize| chars.get(i).is_some_and(|c| TRIM.contains(*c));
    let mut out = Points::default();
    for (start, end) in segments {
        let (mut s, mut e) = (*start, *end);
        while s < e && trims(s) {
            s += 1;
        }
        while e > s && trims(e - 1) {
            e -= 1;
        }
        if s < e {
            out.0.push((s, e));
        }
    }
    out.join();
    out
}

/// The best pairs of gold and found spans from `floor` of shared over covered points, each used once.
pub fn matches(gold: &[Points], found: &[Points], floor: f64) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            let shared = g.shared(p);
            let covered = g.len() + p.len() - shared;
            let score = if g.len() == 0 || p.len() == 0 { 0.0 } else { shared as f64 / covered as f64 };
            if score >= floor {
                candidates.push((score, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if !out.iter().any(|(a, b)| *a == i || *b == j) {
            out.push((i, j));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{matches, points};

    #[test]
    fn ends_do_not_count_and_each_span_is_used_once() {
        let chars: Vec<char> = "«Ciao a tutti», dice".chars().collect();
        assert_eq!(points(&chars, &[(0, 14)]), points(&chars, &[(1, 13)]));
        let a = points(&chars, &[(1, 13)]);
        let b = points(&chars, &[(1, 5)]);
        assert_eq!(matches(std::slice::from_ref(&a), &[b.clone(), a.clone()], 0.5), [(0, 1)]);
        assert!(matches(&[a], &[b], 0.8).is_empty());
    }
}
