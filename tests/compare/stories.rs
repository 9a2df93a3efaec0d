//! `corpus/versions/STORY`: the versions as numbered texts, and `expected.json` with the threads that a careful
//! reader finds. A change lists what it is and, under `also`, what a careful reader would accept as well.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use virgolette::compare::{Change, Order};

use super::{Analysed, compared, corpus};

#[derive(Deserialize)]
struct Expected {
    threads: Vec<Thread>,
}

#[derive(Deserialize)]
struct Thread {
    appearances: Vec<Appearance>,
    changes: Vec<ExpectedChange>,
}

#[derive(Deserialize)]
struct Appearance {
    version: usize,
    content: String,
    speaker: Option<String>,
}

#[derive(Deserialize)]
struct ExpectedChange {
    from: usize,
    to: usize,
    #[serde(flatten)]
    what: What,
    #[serde(default)]
    also: Vec<What>,
}

#[derive(Deserialize, Clone, PartialEq, Eq, Debug)]
struct What {
    kinds: Vec<String>,
    meaning: bool,
    #[serde(default)]
    reasons: Vec<String>,
}

impl What {
    fn sorted(mut self) -> Self {
        self.kinds.sort();
        self.reasons.sort();
        self
    }
}

/// What is still wrong, a line each: story, first version, words that it is about.
fn known() -> Vec<(String, usize, String)> {
    let list = fs::read_to_string(corpus().join("versions/known.txt")).expect("known.txt");
    let line = |line: &str| {
        let mut parts = line.splitn(3, " | ").map(str::to_owned);
        Some((parts.next()?, parts.next()?.parse().ok()?, parts.next()?))
    };
    list.lines().filter_map(line).collect()
}

#[test]
fn stories_have_the_threads_that_a_reader_finds() {
    let mut stories: Vec<_> =
        fs::read_dir(corpus().join("versions")).expect("stories").filter_map(Result::ok).map(|e| e.path()).filter(|p| p.is_dir()).collect();
    stories.sort();
    assert!(stories.len() >= 15, "{}", stories.len());
    let known = known();
    let wrong: Vec<String> = stories.iter().flat_map(|s| story(s, &known)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn story(dir: &Path, known: &[(String, usize, String)]) -> Vec<String> {
    let name = dir.file_name().expect("a name").to_string_lossy().into_owned();
    let text = |n: usize| fs::read_to_string(dir.join(format!("{n}.txt"))).ok();
    let versions: Vec<Analysed> = (1..).map_while(text).map(Analysed::new).collect();
    let versions: Vec<&Analysed> = versions.iter().collect();
    let expected = fs::read_to_string(dir.join("expected.json")).expect("expected.json");
    let expected: Expected = serde_json::from_str(&expected).expect("expected.json");
    let found = compared(&versions, Order::Time);
    let mut threads: BTreeMap<Vec<(usize, String)>, &virgolette::compare::Thread> = BTreeMap::new();
    for thread in &found.threads {
        threads.insert(thread.appearances.iter().map(|a| (a.version, line(&versions[a.version].content(a.quotation)))).collect(), thread);
    }
    let mut wrong = Vec::new();
    if threads.len() != expected.threads.len() {
        wrong.push(format!("{name}: {} threads instead of {}", threads.len(), expected.threads.len()));
    }
    for thread in &expected.threads {
        let key: Vec<(usize, String)> = thread.appearances.iter().map(|a| (a.version, line(&a.content))).collect();
        let Some(own) = threads.get(&key) else {
            wrong.push(format!("{name}: no thread {key:?}"));
            continue;
        };
        for (appearance, wanted) in own.appearances.iter().zip(&thread.appearances) {
            let speaker = versions[appearance.version].speaker(appearance.quotation);
            if speaker != wanted.speaker.as_deref() {
                wrong.push(format!("{name}: {speaker:?} instead of {:?}", wanted.speaker));
            }
        }
        if own.changes.len() != thread.changes.len() {
            wrong.push(format!("{name}: {} changes of {key:?}", own.changes.len()));
        }
        for (change, wanted) in own.changes.iter().zip(&thread.changes) {
            let known =
                known.iter().any(|(s, from, words)| *s == name && *from == change.from && key.iter().any(|k| k.1.contains(words.as_str())));
            if is_right(change, wanted) == known {
                wrong.push(format!("{name}: {}→{} {:?} {:?} of {key:?}", change.from, change.to, change.kinds, change.reasons));
            }
        }
    }
    wrong
}

fn is_right(change: &Change, wanted: &ExpectedChange) -> bool {
    let found = What {
        kinds: change.kinds.iter().map(|k| k.name().to_owned()).collect(),
        meaning: change.meaning(),
        reasons: change.reasons.iter().map(|r| r.name().to_owned()).collect(),
    };
    let found = found.sorted();
    let accepted = std::iter::once(&wanted.what).chain(&wanted.also);
    (change.from, change.to) == (wanted.from, wanted.to) && accepted.cloned().any(|w| w.sorted() == found)
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
