//! Versions of an article of a thousand words, read and compared: the time must not grow faster than their number.
//! `cargo bench --bench versions`

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use virgolette::Engine;
use virgolette::compare::{Order, Version, compare};

fn main() {
    divan::main();
}

/// So many versions: each changes a number inside a statement, and leaves out another statement than the one before.
fn versions(count: usize) -> Vec<String> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let mut paths: Vec<_> = std::fs::read_dir(dir).expect("corpus/").filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    let articles = paths.iter().filter(|p| p.extension().is_some_and(|x| x == "txt")).filter_map(|p| std::fs::read_to_string(p).ok());
    let mut paragraphs: Vec<String> = Vec::new();
    for article in articles {
        paragraphs.extend(article.split("\n\n").map(str::to_owned));
        if paragraphs.iter().map(|p| p.split_whitespace().count()).sum::<usize>() >= 1000 {
            break;
        }
    }
    let version = |v: usize| {
        let kept = paragraphs.iter().enumerate().filter(|(p, _)| (*p == 0) || p % paragraphs.len() != v % paragraphs.len());
        let text: Vec<&str> = kept.map(|(_, p)| p.as_str()).collect();
        format!("{}\n\n«Abbiamo contato {v} telefonate in una notte», ha detto Ermes Valdambri.\n", text.join("\n\n"))
    };
    (0..count).map(version).collect()
}

#[divan::bench(args = [50, 100, 200, 400], sample_count = 10)]
fn read_and_compared(bencher: Bencher, count: usize) {
    let (engine, texts) = (Engine::embedded().expect("grammar"), versions(count));
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let documents: Vec<_> = texts.iter().map(|t| engine.analyze(t)).collect();
        let versions: Vec<Version<'_>> = texts.iter().zip(&documents).map(|(text, document)| Version { text, document }).collect();
        black_box(compare(engine.grammar(), &versions, Order::Time))
    });
}

#[divan::bench(args = [200], sample_count = 10)]
fn side_by_side(bencher: Bencher, count: usize) {
    let (engine, texts) = (Engine::embedded().expect("grammar"), versions(count));
    let documents: Vec<_> = texts.iter().map(|t| engine.analyze(t)).collect();
    let versions: Vec<Version<'_>> = texts.iter().zip(&documents).map(|(text, document)| Version { text, document }).collect();
    bencher.counter(ItemsCount::new(count)).bench(|| black_box(compare(engine.grammar(), &versions, Order::None)));
}
