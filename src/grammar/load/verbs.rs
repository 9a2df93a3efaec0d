//! Verb files → [`Verbs`] and their forms, which enter the lexicon together.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::{at_start, line_and_column, list_words, required, toml_error};
use crate::document::Stance;
use crate::engine::GrammarError;
use crate::grammar::conjugate::{Entry as VerbEntry, Paradigms};
use crate::grammar::forms::Forms;
use crate::grammar::lexicon::{Agreement, Class, Lexicon, split_phrase};
use crate::grammar::source::Files;
use crate::grammar::verbs::{Expression, Frames, Helper, Lemma, Link, Report, Verbs};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct VerbFile {
    #[serde(default)]
    verb: Vec<VerbRow>,
    #[serde(default)]
    regular: String,
    #[serde(default)]
    isc: String,
    #[serde(default)]
    essere: String,
    #[serde(default)]
    copulas: String,
    #[serde(default)]
    copulas_with_di: String,
    #[serde(default)]
    impersonal: String,
    #[serde(default)]
    ambiguous: String,
    #[serde(default)]
    periphrases: toml::Table,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct VerbRow {
    #[serde(flatten)]
    entry: VerbEntry,
    #[serde(default)]
    tail: String,
    #[serde(default)]
    frames: Vec<String>,
    #[serde(default)]
    stance: String,
    #[serde(default)]
    certainty: String,
    #[serde(default)]
    answers: bool,
    #[serde(default)]
    continues: bool,
    #[serde(default)]
    written: bool,
}

/// Reads the verb files; the words that they name wait for the lexicon.
struct VerbLoader {
    paradigms: Paradigms,
    forms: Forms,
    verbs: Verbs,
    by_name: FxHashMap<String, u16>,
    /// By lemma and report, the words of an expression's tail.
    tails: Vec<(u16, u16, Vec<Vec<String>>)>,
    /// By lemma, how it is linked: *a*, *di*, `gerund`.
    links: Vec<(u16, String)>,
    ambiguous: Vec<String>,
}

/// All verbs and their forms, but for the words beside them.
pub(super) struct Conjugated(VerbLoader);

/// Reads and conjugates the verbs of the files.
pub(super) fn conjugated(files: &Files) -> Result<Conjugated, GrammarError> {
    let paradigms = Paradigms::from_toml(required(files, "verbs/paradigms.toml")?).map_err(|e| at_start("verbs/paradigms.toml", e))?;
    let mut loader = VerbLoader {
        paradigms,
        forms: Forms::default(),
        verbs: Verbs::default(),
        by_name: FxHashMap::default(),
        tails: Vec::new(),
        links: Vec::new(),
        ambiguous: Vec::new(),
    };
    for helper in ["essere", "avere", "stare", "venire", "andare"] {
        loader.lemma(&plain_entry(helper, false), false);
    }
    let (mut essere, mut copulas, mut with_di, mut impersonal): (Vec<String>, Vec<String>, Vec<String>, Vec<String>) = Default::default();
    for (path, text) in files.under("verbs/").filter(|(p, _)| !p.ends_with("paradigms.toml")) {
        let mut lists = Vec::new();
        for (start, part) in parts(text) {
            let file: VerbFile = toml::from_str(part).map_err(|e| toml_error(path, text, start, &e))?;
            for row in &file.verb {
                loader.row(row).map_err(|message| {
                    let (line, column) = line_and_column(text, start + part.find("lemma =").unwrap_or(0));
                    GrammarError { file: path.to_owned(), line, column, message }
                })?;
            }
            if !part.starts_with("[[verb]]") {
                lists.push(file);
            }
        }
        for file in &lists {
            loader.lists(file);
            essere.extend(list_words(&file.essere).map(str::to_owned));
            copulas.extend(list_words(&file.copulas).map(str::to_owned));
            with_di.extend(list_words(&file.copulas_with_di).map(str::to_owned));
            impersonal.extend(list_words(&file.impersonal).map(str::to_owned));
        }
    }
    loader.helpers();
    for lemma in &mut loader.verbs.lemmas {
        lemma.takes_essere = essere.contains(&lemma.name);
        lemma.copula = copulas.contains(&lemma.name);
        lemma.copula_with_di = with_di.contains(&lemma.name);
        lemma.impersonal = impersonal.contains(&lemma.name);
    }
    Ok(Conjugated(loader))
}

impl Conjugated {
    /// The verbs, whose words and forms enter the lexicon.
    pub(super) fn enter(self, lexicon: &mut Lexicon) -> Verbs {
        let VerbLoader { forms, mut verbs, tails, links, ambiguous, .. } = self.0;
        lexicon.set_forms(forms);
        for (lemma, report, words) in tails {
            let tail = words.iter().map(|slot| slot.iter().map(|w| lexicon.intern(w)).collect()).collect();
            verbs.lemmas[lemma as usize].expressions.push(Expression { tail, report });
        }
        for word in &ambiguous {
            lexicon.add(word, Class::NOUNLIKE, Agreement(0));
        }
        for (lemma, link) in &links {
            let links = &mut verbs.lemmas[*lemma as usize].links;
            match link.as_str() {
                "gerund" => links.push(Link::Gerund),
                "a" => links.extend(["a", "ad"].map(|w| Link::With(lexicon.intern(w)))),
                "di" | "per" | "da" => links.push(Link::With(lexicon.intern(link))),
                _ => links.push(Link::Bare),
            }
        }
        for lemma in &mut verbs.lemmas {
            lemma.expressions.sort_by_key(|e| std::cmp::Reverse(e.tail.len()));
        }
        verbs.finish();
        verbs
    }
}

/// A verb file cut before each row and before the periphrases, with the place of each part: the tree
/// of a thousand rows takes longer to build than to read.
fn parts(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let part = text.get(start..).filter(|rest| !rest.is_empty())?;
        let header = |at: &usize| part[at + 1..].starts_with("[[verb]]") || part[at + 1..].starts_with("[periphrases");
        let end = part.match_indices("\n[").map(|(at, _)| at).find(header);
        let part = end.map_or(part, |end| &part[..=end]);
        start += part.len();
        Some((start - part.len(), part))
    })
}

fn plain_entry(lemma: &str, isc: bool) -> VerbEntry {
    VerbEntry { lemma: lemma.to_owned(), isc, ..VerbEntry::default() }
}

impl VerbLoader {
    fn lists(&mut self, file: &VerbFile) {
        for lemma in list_words(&file.regular) {
            self.lemma(&plain_entry(lemma, false), false);
        }
        for lemma in list_words(&file.isc) {
            self.lemma(&plain_entry(lemma, true), false);
        }
        self.ambiguous.extend(list_words(&file.ambiguous).map(str::to_owned));
        self.periphrases(&file.periphrases);
    }

    /// The lemma of an entry; its forms enter the lexicon when it is new.
    fn lemma(&mut self, entry: &VerbEntry, with_clitics: bool) -> u16 {
        let name = active(&entry.lemma);
        if let Some(index) = self.by_name.get(&name) {
            return *index;
        }
        let index = self.verbs.lemmas.len() as u16;
        self.by_name.insert(name.clone(), index);
        self.verbs.lemmas.push(Lemma { name, ..Lemma::default() });
        let mut entry = entry.clone();
        entry.enclitics = with_clitics;
        if let Some((stem, inflection)) = self.paradigms.split(&entry) {
            self.forms.add(&stem, inflection, index);
        }
        index
    }

    fn row(&mut self, row: &VerbRow) -> Result<(), String> {
        let index = self.lemma(&row.entry, !row.frames.is_empty());
        if row.frames.is_empty() {
            return Ok(());
        }
        let mut frames = Frames::default();
        for f in &row.frames {
            frames = frames.or(Frames::named(f).ok_or_else(|| {
                let known: Vec<&str> = Frames::NAMES.iter().map(|(n, _)| *n).collect();
                format!("il frame `{f}` non esiste; usare uno tra {}", known.join(" "))
            })?);
        }
        let stance = if row.stance.is_empty() { Some(Stance::Neutral) } else { Stance::parse(&row.stance) };
        let stance = stance.ok_or_else(|| format!("la stance `{}` non esiste", row.stance))?;
        let first_tail = row.tail.split_whitespace().map(|w| w.split('|').next().unwrap_or(w)).collect::<Vec<_>>().join(" ");
        let lemma = if first_tail.is_empty() { row.entry.lemma.clone() } else { format!("{} {first_tail}", row.entry.lemma) };
        let report = self.verbs.reports.len() as u16;
        self.verbs.reports.push(Report {
            lemma,
            frames,
            stance,
            always: row.certainty != "beside",
            written: row.written,
            answers: row.answers,
            continues: row.continues,
        });
        if row.tail.is_empty() {
            let lemma = &mut self.verbs.lemmas[index as usize];
            if row.entry.lemma.ends_with("si") && row.entry.lemma != lemma.name {
                lemma.reflexive_report = Some(report);
            } else {
                lemma.report = Some(report);
            }
            return Ok(());
        }
        let tail = row
            .tail
            .split_whitespace()
            .flat_map(|slot| {
                let alternatives: Vec<Vec<&str>> = slot.split('|').map(|words| split_phrase(words).collect()).collect();
                let width = alternatives.iter().map(Vec::len).max().unwrap_or(0);
                (0..width).map(move |n| alternatives.iter().filter_map(|a| a.get(n).copied()).collect::<Vec<_>>()).collect::<Vec<_>>()
            })
            .map(|slot| slot.into_iter().map(str::to_owned).collect())
            .collect();
        self.tails.push((index, report, tail));
        Ok(())
    }

    /// `[periphrases]`: lists of `{ lemma, link, … }` by the kind of link.
    fn periphrases(&mut self, table: &toml::Table) {
        for rows in table.values().filter_map(toml::Value::as_array) {
            for row in rows {
                let Ok(entry) = row.clone().try_into::<VerbEntry>() else { continue };
                let link = row.get("link").and_then(toml::Value::as_str).unwrap_or("infinitive");
                let index = self.lemma(&entry, false);
                self.verbs.lemmas[index as usize].carries_with_si = entry.lemma.ends_with("rsi");
                self.links.push((index, link.to_owned()));
            }
        }
    }

    fn helpers(&mut self) {
        for (name, helper) in [
            ("essere", Helper::Essere),
            ("avere", Helper::Avere),
            ("venire", Helper::Passive),
            ("andare", Helper::Passive),
            ("stare", Helper::Stare),
        ] {
            if let Some(index) = self.by_name.get(name) {
                self.verbs.lemmas[*index as usize].helper = helper;
            }
        }
    }
}

/// *lamentarsi* → *lamentare*
fn active(lemma: &str) -> String {
    for (reflexive, plain) in [("arsi", "are"), ("ersi", "ere"), ("irsi", "ire"), ("rsi", "rre")] {
        if let Some(stem) = lemma.strip_suffix(reflexive) {
            return format!("{stem}{plain}");
        }
    }
    lemma.to_owned()
}
