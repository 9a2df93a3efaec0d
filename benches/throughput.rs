//! Megabytes of article text a second, by stage and as a whole, over the articles of `corpus/`; and
//! the time to load the grammar. `cargo bench`

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use virgolette::Engine;
use virgolette::article::article;
use virgolette::grammar::source::Files;
use virgolette::marks::marks;
use virgolette::span::Span;
use virgolette::token::tokens;
use virgolette::unit::units;

fn main() {
    divan::main();
}

/// The articles of the corpus; a folder named in `VIRGOLETTE_BENCH` instead.
fn articles() -> Vec<String> {
    let dir = std::env::var("VIRGOLETTE_BENCH").unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/corpus").to_owned());
    let entries = std::fs::read_dir(dir).expect("the folder of articles");
    let texts = entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.extension().is_some_and(|x| x == "txt"));
    texts.filter_map(|p| std::fs::read_to_string(p).ok()).collect()
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let (engine, texts) = (Engine::embedded().expect("grammar"), articles());
    bencher.counter(bytes(&texts)).bench(|| texts.iter().for_each(|t| drop(black_box(engine.analyze(t)))));
}

#[divan::bench]
fn stage_1_marks(bencher: Bencher) {
    let (engine, texts) = (Engine::embedded().expect("grammar"), articles());
    bencher.counter(bytes(&texts)).bench(|| {
        for t in &texts {
            let a = article(t, &engine.grammar().layout);
            let story: Vec<Span> = a.paragraphs.iter().map(|p| Span::new(p.story, p.span.end)).collect();
            drop(black_box(marks(t, &story, &engine.grammar().marks)));
        }
    });
}

#[divan::bench]
fn stage_2_tokens(bencher: Bencher) {
    let (engine, texts) = (Engine::embedded().expect("grammar"), articles());
    bencher.counter(bytes(&texts)).bench(|| {
        for t in &texts {
            let a = article(t, &engine.grammar().layout);
            let story: Vec<Span> = a.paragraphs.iter().map(|p| Span::new(p.story, p.span.end)).collect();
            let m = marks(t, &story, &engine.grammar().marks);
            drop(black_box(tokens(&a, &m, &engine.grammar().lexicon)));
        }
    });
}

#[divan::bench]
fn stage_3_units(bencher: Bencher) {
    let (engine, texts) = (Engine::embedded().expect("grammar"), articles());
    bencher.counter(bytes(&texts)).bench(|| {
        for t in &texts {
            let a = article(t, &engine.grammar().layout);
            let story: Vec<Span> = a.paragraphs.iter().map(|p| Span::new(p.story, p.span.end)).collect();
            let m = marks(t, &story, &engine.grammar().marks);
            let tokens = tokens(&a, &m, &engine.grammar().lexicon);
            drop(black_box(units(t, &tokens, engine.grammar())));
        }
    });
}

#[divan::bench(sample_count = 20)]
fn load_grammar(bencher: Bencher) {
    bencher.bench(|| Engine::from_files(&Files::embedded()).expect("grammar"));
}
