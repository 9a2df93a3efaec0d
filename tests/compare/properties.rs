//! What holds of every comparison, over the stories and the articles of the corpus.

use std::fs;

use virgolette::compare::{Change, Comparison, Kind, Operation, Order};

use super::{Analysed, articles, compared, corpus, rebuilt, said};

/// The versions of all stories, story by story.
fn chains() -> Vec<Vec<Analysed>> {
    let stories = fs::read_dir(corpus().join("versions")).expect("stories").filter_map(Result::ok);
    let mut paths: Vec<_> = stories.map(|e| e.path()).filter(|p| p.is_dir()).collect();
    paths.sort();
    paths.iter().map(|p| articles(p)).collect()
}

#[test]
fn a_version_against_itself_is_unchanged() {
    for article in articles(&corpus()) {
        let found = compared(&[&article, &article], Order::Time);
        assert_eq!(found.threads.len(), article.document.quotations.len(), "{}", article.text);
        for change in found.threads.iter().flat_map(|t| &t.changes) {
            assert_eq!((change.kinds.as_slice(), change.meaning()), ([Kind::Unchanged].as_slice(), false), "{:?}", change.edits);
        }
    }
}

#[test]
fn edits_rebuild_both_contents() {
    for chain in chains() {
        let versions: Vec<&Analysed> = chain.iter().collect();
        for thread in &compared(&versions, Order::Time).threads {
            for change in &thread.changes {
                assert_eq!(rebuilt(&change.edits, Operation::Insert), said(thread, change.from, &versions));
                assert_eq!(rebuilt(&change.edits, Operation::Delete), said(thread, change.to, &versions));
            }
        }
    }
}

#[test]
fn every_quotation_is_in_one_thread_once() {
    for chain in chains() {
        let versions: Vec<&Analysed> = chain.iter().collect();
        for order in [Order::Time, Order::None] {
            let mut found: Vec<(usize, usize)> =
                compared(&versions, order).threads.iter().flat_map(|t| &t.appearances).map(|a| (a.version, a.quotation)).collect();
            found.sort_unstable();
            let all = versions.iter().enumerate().flat_map(|(v, a)| (0..a.document.quotations.len()).map(move |q| (v, q)));
            assert_eq!(found, all.collect::<Vec<_>>());
        }
    }
}

#[test]
fn the_way_back_is_the_mirror_of_the_way_there() {
    for chain in chains() {
        for pair in chain.windows(2) {
            let there = compared(&[&pair[0], &pair[1]], Order::Time);
            let back = compared(&[&pair[1], &pair[0]], Order::Time);
            assert_eq!(told(&there, false), told(&back, true));
        }
    }
}

/// Kinds, reasons and both contents of all changes, as the other direction would tell them if `mirrored`.
fn told(comparison: &Comparison, mirrored: bool) -> Vec<String> {
    let one = |change: &Change| {
        let turned = |kind: &Kind| match kind {
            Kind::Added if mirrored => Kind::Removed,
            Kind::Removed if mirrored => Kind::Added,
            other => *other,
        };
        let kinds: Vec<Kind> = change.kinds.iter().map(turned).collect();
        let mut contents = [rebuilt(&change.edits, Operation::Insert), rebuilt(&change.edits, Operation::Delete)];
        if mirrored {
            contents.reverse();
        }
        format!("{kinds:?} {:?} {contents:?}", change.reasons)
    };
    let mut out: Vec<String> = comparison.threads.iter().flat_map(|t| &t.changes).map(one).collect();
    out.sort();
    out
}
