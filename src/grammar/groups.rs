//! Values grouped by the number of what they belong to: one allocation for all, so that a group is one
//! place in memory and not a pointer to another.

/// Groups of values; filled in any order, then packed.
#[derive(Debug)]
pub struct Groups<T> {
    /// Group and value, in the order in which they came; none once they are packed.
    loose: Vec<(u32, T)>,
    packed: Vec<T>,
    /// By group, where it begins; then where the last one ends.
    starts: Vec<u32>,
}

impl<T> Default for Groups<T> {
    fn default() -> Self {
        Groups { loose: Vec::new(), packed: Vec::new(), starts: Vec::new() }
    }
}

impl<T: Copy> Groups<T> {
    /// Adds a value behind those of its group.
    pub fn push(&mut self, group: u32, value: T) {
        self.loose.push((group, value));
    }

    /// Packs what was added: only now [`Groups::get`] finds it.
    pub fn pack(&mut self) {
        let mut all = std::mem::take(&mut self.loose);
        all.sort_by_key(|(group, _)| *group);
        let groups = all.last().map_or(0, |(last, _)| *last + 1);
        self.starts = (0..=groups).map(|g| all.partition_point(|(group, _)| *group < g) as u32).collect();
        self.packed = all.into_iter().map(|(_, value)| value).collect();
    }

    /// The values of a group, in the order in which they were added; none for a number that has none.
    #[inline]
    pub fn get(&self, group: u32) -> &[T] {
        let at = group as usize;
        let (Some(start), Some(end)) = (self.starts.get(at), self.starts.get(at + 1)) else { return &[] };
        self.packed.get(*start as usize..*end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Groups;

    #[test]
    fn groups_keep_their_order() {
        let mut groups = Groups::default();
        for (group, value) in [(2, 'a'), (0, 'b'), (2, 'c')] {
            groups.push(group, value);
        }
        groups.pack();
        assert_eq!([0, 1, 2, 3].map(|g| groups.get(g).iter().collect::<String>()), ["b", "", "ac", ""]);
    }
}
