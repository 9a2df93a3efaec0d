//! Grammar files → [`Grammar`]. Errors name file, line and column, and say what to do.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Grammar;
use super::conjugate::{Entry as VerbEntry, Paradigms};
use super::lexicon::{Agreement, Class, Lexicon, WordId, split_phrase};
use super::pattern;
use super::program;
use super::rule::{CompiledRule, ContentTest, Resolver, Rule};
use super::source::Files;
use super::verbs::{Expression, Frames, Helper, Lemma, Link, Report, Verbs};
use super::words::Words;
use crate::document::Stance;
use crate::engine::GrammarError;
use crate::marks::MarkTable;

/// How the words of a list are written.
#[derive(Clone, Copy)]
enum Form {
    /// `word word_in_phrases`; gender and number by the ending of articles and the like.
    Plain,
    /// `m.sg/f.sg/m.pl/f.pl`; a word without slots does not change.
    Slots,
    /// The same gender and number for all.
    Fixed(u8),
    /// -o, from which -a -i -e follow.
    FirstClass,
    /// -e, from which -i follows.
    SecondClass,
}

const M: u8 = Agreement::MASCULINE;
const F: u8 = Agreement::FEMININE;
const S: u8 = Agreement::SINGULAR;
const P: u8 = Agreement::PLURAL;

/// Every list of the word files: file, key, class, how it is written.
const LISTS: &[(&str, &str, Class, Form)] = &[
    ("function", "definite", Class::ARTICLE, Form::Plain),
    ("function", "indefinite", Class::INDEFINITE, Form::Plain),
    ("function", "demonstratives", Class::DEMONSTRATIVE, Form::Plain),
    ("function", "possessives", Class::POSSESSIVE, Form::Plain),
    ("function", "quantifiers", Class::QUANTIFIER, Form::Plain),
    ("function", "prepositions", Class::PREPOSITION, Form::Fixed(0)),
    ("function", "mouthpieces", Class::MOUTHPIECE, Form::Fixed(0)),
    ("function", "contrasts", Class::CONTRAST, Form::Fixed(0)),
    ("function", "subordinators", Class::SUBORDINATOR, Form::Fixed(0)),
    ("function", "coordinators", Class::COORDINATOR, Form::Fixed(0)),
    ("function", "relatives", Class::RELATIVE, Form::Fixed(0)),
    ("function", "interrogatives", Class::INTERROGATIVE, Form::Fixed(0)),
    ("function", "negations", Class::NEGATION, Form::Fixed(0)),
    ("function", "clitics", Class::CLITIC, Form::Fixed(0)),
    ("function", "number-words", Class::NUMBER, Form::Fixed(P)),
    ("function", "ordinals", Class::ADJECTIVE, Form::Plain),
    ("function", "adverbs", Class::ADVERB, Form::Fixed(0)),
    ("abbreviations", "abbreviations", Class::ABBREVIATION, Form::Fixed(0)),
    ("abbreviations", "reporter-notes", Class::REPORTER_NOTE, Form::Fixed(0)),
    ("titles", "title-nouns", Class::TITLE_NOUN, Form::Slots),
    ("titles", "name-nouns", Class::NAME_NOUN, Form::Slots),
    ("titles", "naming-participles", Class::NAMING, Form::Slots),
    ("titles", "naming-phrases", Class::NAMING, Form::Fixed(0)),
    ("titles", "term-markers", Class::TERM_MARKER, Form::Fixed(0)),
    ("names", "masculine", Class::GIVEN, Form::Fixed(M | S)),
    ("names", "feminine", Class::GIVEN, Form::Fixed(F | S)),
    ("names", "either", Class::GIVEN, Form::Fixed(M | F | S)),
    ("names", "particles", Class::PARTICLE, Form::Fixed(0)),
    ("places", "countries", Class::PLACE, Form::Fixed(0)),
    ("places", "cities", Class::PLACE, Form::Fixed(0)),
    ("places", "regions", Class::PLACE, Form::Fixed(0)),
    ("places", "areas", Class::AREA, Form::Slots),
    ("places", "months", Class::CALENDAR, Form::Fixed(0)),
    ("places", "weekdays", Class::CALENDAR, Form::Fixed(0)),
    ("places", "demonyms", Class::DEMONYM, Form::Slots),
    ("nouns", "masculine", Class::NOUN, Form::Fixed(M | S)),
    ("nouns", "feminine", Class::NOUN, Form::Fixed(F | S)),
    ("nouns", "masculine-plural", Class::NOUN, Form::Fixed(M | P)),
    ("nouns", "feminine-plural", Class::NOUN, Form::Fixed(F | P)),
    ("nouns", "time", Class::TIME, Form::Slots),
    ("adjectives", "first_class", Class::ADJECTIVE, Form::FirstClass),
    ("adjectives", "second_class", Class::ADJECTIVE, Form::SecondClass),
    ("adjectives", "invariable", Class::ADJECTIVE, Form::Fixed(0)),
    ("roles", "prefixes", Class::ROLE_PREFIX, Form::Fixed(0)),
    ("roles", "honorifics", Class::HONORIFIC, Form::Slots),
    ("roles", "adjectives", Class::ROLE_ADJECTIVE, Form::Plain),
    ("groups", "words", Class::GROUP, Form::Slots),
    ("groups", "quantifiers", Class::QUANTIFIER, Form::Plain),
    ("documents", "words", Class::DOCUMENT, Form::Slots),
    ("institutions", "organizations", Class::ORGANIZATION, Form::Fixed(0)),
    ("institutions", "outlets", Class::OUTLET, Form::Fixed(0)),
    ("institutions", "nouns", Class::BODY, Form::Slots),
    ("institutions", "networks", Class::NETWORK, Form::Fixed(0)),
    ("speech", "nouns", Class::SPEECH, Form::Slots),
    ("speech", "reply-nouns", Class::REPLY, Form::Slots),
    ("speech", "content-nouns", Class::CONTENT_NOUN.or(Class::NOUN), Form::Slots),
    ("speech", "stances", Class::STANCE_ADJECTIVE, Form::Plain),
    ("speech", "frames", Class::FRAMING, Form::Fixed(0)),
    ("speech", "openings", Class::OPENING, Form::Fixed(0)),
    ("speech", "continuers", Class::CONTINUER, Form::Fixed(0)),
    ("speech", "phrases-that-report-nothing", Class::EMPTY_PHRASE, Form::Fixed(0)),
    ("speech", "written-media", Class::MEDIUM, Form::Fixed(0)),
];

/// Compiles a grammar. Examples are not run here: see [`crate::Engine::with_grammar`].
///
/// # Errors
/// The first file that is missing or wrong.
pub fn load(files: &Files) -> Result<Grammar, GrammarError> {
    let mut lexicon = Lexicon::new();
    let tables = word_tables(files)?;
    let bases = articulated(files, &tables, &mut lexicon)?;
    for (file, key, class, form) in LISTS {
        let Some(text) = tables.get(*file).and_then(|t| t.get(*key)).and_then(toml::Value::as_str) else { continue };
        for word in list_words(text) {
            add(&mut lexicon, word, *class, *form);
        }
    }
    pronouns(&tables, &mut lexicon);
    roles(&tables, &mut lexicon);
    metonyms(&tables, &mut lexicon);
    let verbs = verbs(files, &mut lexicon)?;
    let words = Words::new(&mut lexicon, bases);
    lexicon.mark_forms().map_err(|e| at_start("verbs/other.toml", e))?;
    let marks_file = required(files, "marks.toml")?;
    let marks = MarkTable::from_toml(marks_file).map_err(|e| at_start("marks.toml", e.to_string()))?;
    let rules = rules(files, &lexicon)?;
    Ok(Grammar { lexicon, verbs, words, marks, rules })
}

fn at_start(file: &str, message: String) -> GrammarError {
    GrammarError { file: file.to_owned(), line: 1, column: 1, message }
}

fn required<'f>(files: &'f Files, path: &str) -> Result<&'f str, GrammarError> {
    files.get(path).ok_or_else(|| at_start(path, "il file manca; rimetterlo nella cartella della grammatica".to_owned()))
}

/// A TOML error with its place.
pub(super) fn toml_error(file: &str, text: &str, error: &toml::de::Error) -> GrammarError {
    let at = error.span().map_or(0, |s| s.start).min(text.len());
    let (line, column) = line_and_column(text, at);
    GrammarError { file: file.to_owned(), line, column, message: error.message().to_owned() }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}

fn word_tables(files: &Files) -> Result<FxHashMap<String, toml::Table>, GrammarError> {
    let mut tables = FxHashMap::default();
    for (path, text) in files.under("words/") {
        let table: toml::Table = toml::from_str(text).map_err(|e| toml_error(path, text, &e))?;
        let name = path.trim_start_matches("words/").trim_end_matches(".toml");
        tables.insert(name.to_owned(), table);
    }
    Ok(tables)
}

/// The words of a list: separated by white space, or one a line where a line holds spaces inside
/// quotation marks; `#` comments end with their line.
fn list_words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.trim_start().starts_with('#')).flat_map(str::split_whitespace)
}

fn add(lexicon: &mut Lexicon, word: &str, class: Class, form: Form) {
    match form {
        Form::Plain => {
            let agreement = by_ending(word);
            lexicon.add(word, class, agreement);
        }
        Form::Fixed(bits) => {
            lexicon.add(word, class, Agreement(bits));
        }
        Form::Slots => {
            let (word, class) = match word.strip_suffix('!') {
                Some(bare) => (bare, class.or(Class::SPEECH_STRONG)),
                None => (word, class),
            };
            slots(word).for_each(|(w, a)| {
                lexicon.add(w, class, a);
            });
        }
        Form::FirstClass => {
            let Some(stem) = word.strip_suffix('o') else {
                lexicon.add(word, class, Agreement(0));
                return;
            };
            let hard = if stem.ends_with(['c', 'g']) { "h" } else { "" };
            let plural = if stem.ends_with('i') { "" } else { "i" };
            lexicon.add(word, class, Agreement(M | S));
            lexicon.add(&format!("{stem}a"), class, Agreement(F | S));
            lexicon.add(&format!("{stem}{hard}{plural}"), class, Agreement(M | P));
            lexicon.add(&format!("{stem}i"), class, Agreement(M | P));
            lexicon.add(&format!("{stem}{hard}e"), class, Agreement(F | P));
        }
        Form::SecondClass => {
            lexicon.add(word, class, Agreement(M | F | S));
            if let Some(stem) = word.strip_suffix('e') {
                lexicon.add(&format!("{stem}i"), class, Agreement(M | F | P));
            }
        }
    }
}

/// `m.sg/f.sg/m.pl/f.pl` → each form with what it agrees with; equal forms add up.
fn slots(word: &str) -> impl Iterator<Item = (&str, Agreement)> {
    const BITS: [u8; 4] = [M | S, F | S, M | P, F | P];
    let parts: Vec<&str> = word.split('/').collect();
    let single = parts.len() == 1;
    let forms: Vec<(&str, Agreement)> = parts
        .iter()
        .enumerate()
        .filter(|(_, p)| !p.is_empty() && **p != "-")
        .map(|(n, p)| (*p, Agreement(if single { M | F | S } else { BITS[n.min(3)] })))
        .collect();
    forms.into_iter()
}

/// Gender and number by the ending of an article, pronoun, participle or ordinal.
fn by_ending(word: &str) -> Agreement {
    let last = word.rsplit('_').next().unwrap_or(word);
    let bits = match last {
        "il" | "lo" | "un" | "uno" | "quel" | "bel" | "nessun" | "ciascun" => M | S,
        "gli" | "quegli" | "quei" | "dei" | "degli" | "miei" | "tuoi" | "suoi" => M | P,
        "l'" | "gl'" | "quest'" | "quell'" | "qualche" | "ogni" | "chiunque" | "qualunque" | "qualsiasi" => M | F | S,
        "loro" | "altrui" => 0,
        "del" | "al" | "dal" | "nel" | "sul" | "col" | "pel" => M | S,
        w if w.ends_with('\'') => M | F | S,
        w if w.ends_with('o') => M | S,
        w if w.ends_with('a') => F | S,
        w if w.ends_with('i') => M | P,
        w if w.ends_with('e') => F | P,
        _ => 0,
    };
    // netto/netta have number; -e stances are singular of both
    Agreement(bits)
}

fn articulated(
    files: &Files,
    tables: &FxHashMap<String, toml::Table>,
    lexicon: &mut Lexicon,
) -> Result<FxHashMap<WordId, WordId>, GrammarError> {
    required(files, "words/function.toml")?;
    let mut bases = FxHashMap::default();
    let table = tables.get("function").and_then(|t| t.get("articulated")).and_then(toml::Value::as_table);
    for (base, forms) in table.into_iter().flatten() {
        let base_id = lexicon.intern(base);
        for form in list_words(forms.as_str().unwrap_or_default()) {
            let id = lexicon.add(form, Class::ARTICULATED, by_ending(form));
            bases.insert(id, base_id);
            if base == "di" {
                lexicon.add(form, Class::OF, Agreement(0));
            }
        }
    }
    for (elided, base) in [("d'", "di"), ("di", "di"), ("ad", "a"), ("da", "da")] {
        let base_id = lexicon.intern(base);
        let class = if base == "di" { Class::OF } else { Class::NONE };
        let id = lexicon.add(elided, class, Agreement(0));
        bases.insert(id, base_id);
    }
    Ok(bases)
}

/// `lui 3sm`: a third person is a pronoun that can be a source; the others only tell that somebody
/// of the dialogue speaks.
fn pronouns(tables: &FxHashMap<String, toml::Table>, lexicon: &mut Lexicon) {
    let text = tables.get("function").and_then(|t| t.get("subject-pronouns")).and_then(toml::Value::as_str).unwrap_or_default();
    for line in text.lines().filter(|l| !l.trim_start().starts_with('#')) {
        let mut parts = line.split_whitespace();
        let (Some(word), Some(features)) = (parts.next(), parts.next()) else { continue };
        let mut bits = 0;
        bits |= if features.contains('m') { M } else { 0 } | if features.contains('f') { F } else { 0 };
        bits |= if features.contains('s') { S } else { 0 } | if features.contains('p') { P } else { 0 };
        let class = if features.starts_with('3') { Class::PRONOUN } else { Class::DIALOGUE_PRONOUN };
        lexicon.add(word, class, Agreement(bits));
    }
}

fn roles(tables: &FxHashMap<String, toml::Table>, lexicon: &mut Lexicon) {
    let classes = tables.get("roles").and_then(|t| t.get("class")).and_then(toml::Value::as_array);
    for (n, class) in classes.into_iter().flatten().enumerate() {
        let flag = |key: &str| class.get(key).and_then(toml::Value::as_bool).unwrap_or(false);
        let mut bits = Class::ROLE;
        if flag("generic") {
            bits = bits.or(Class::GENERIC);
        }
        if flag("listener") {
            bits = bits.or(Class::LISTENER);
        }
        for word in list_words(class.get("words").and_then(toml::Value::as_str).unwrap_or_default()) {
            for (form, agreement) in slots(word).collect::<Vec<_>>() {
                let id = lexicon.add(form, bits, agreement);
                lexicon.entry_mut(id).role_classes |= 1 << (n % 64);
            }
        }
    }
}

/// `il Colle | la presidenza della Repubblica | organization`
fn metonyms(tables: &FxHashMap<String, toml::Table>, lexicon: &mut Lexicon) {
    let text = tables.get("institutions").and_then(|t| t.get("metonyms")).and_then(toml::Value::as_str).unwrap_or_default();
    for line in text.lines().filter(|l| !l.trim_start().starts_with('#')) {
        let Some(name) = line.split('|').next().map(str::trim).filter(|n| !n.is_empty()) else { continue };
        let bare = ["il ", "lo ", "la ", "l'", "i ", "gli ", "le "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
        lexicon.add(&bare.trim().replace([' '], "_").to_lowercase(), Class::METONYM, Agreement(0));
    }
}

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
    written: bool,
}

struct VerbLoader<'a> {
    paradigms: Paradigms,
    lexicon: &'a mut Lexicon,
    verbs: Verbs,
    by_name: FxHashMap<String, u16>,
}

fn verbs(files: &Files, lexicon: &mut Lexicon) -> Result<Verbs, GrammarError> {
    let paradigms = Paradigms::from_toml(required(files, "verbs/paradigms.toml")?).map_err(|e| at_start("verbs/paradigms.toml", e))?;
    let mut loader = VerbLoader { paradigms, lexicon, verbs: Verbs::default(), by_name: FxHashMap::default() };
    for helper in ["essere", "avere", "stare", "venire", "andare"] {
        loader.lemma(&plain_entry(helper, false), false);
    }
    let mut essere: Vec<String> = Vec::new();
    for (path, text) in files.under("verbs/").filter(|(p, _)| !p.ends_with("paradigms.toml")) {
        let file: VerbFile = toml::from_str(text).map_err(|e| toml_error(path, text, &e))?;
        for row in &file.verb {
            loader.row(row).map_err(|message| {
                let at = text.find(&format!("lemma = \"{}\"", row.entry.lemma)).unwrap_or(0);
                let (line, column) = line_and_column(text, at);
                GrammarError { file: path.to_owned(), line, column, message }
            })?;
        }
        for lemma in list_words(&file.regular) {
            loader.lemma(&plain_entry(lemma, false), false);
        }
        for lemma in list_words(&file.isc) {
            loader.lemma(&plain_entry(lemma, true), false);
        }
        for word in list_words(&file.essere) {
            essere.push(word.to_owned());
        }
        for word in list_words(&file.ambiguous) {
            loader.lexicon.add(word, Class::NOUNLIKE, Agreement(0));
        }
        loader.periphrases(&file.periphrases);
    }
    loader.helpers();
    for lemma in &mut loader.verbs.lemmas {
        lemma.takes_essere = essere.contains(&lemma.name);
        lemma.expressions.sort_by_key(|e| std::cmp::Reverse(e.tail.len()));
    }
    Ok(loader.verbs)
}

fn plain_entry(lemma: &str, isc: bool) -> VerbEntry {
    VerbEntry { lemma: lemma.to_owned(), isc, ..VerbEntry::default() }
}

impl VerbLoader<'_> {
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
            self.lexicon.add_verb(&stem, inflection, index);
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
                let alternatives: Vec<Vec<&str>> = slot.split('|').map(split_phrase).collect();
                let width = alternatives.iter().map(Vec::len).max().unwrap_or(0);
                (0..width).map(move |n| alternatives.iter().filter_map(|a| a.get(n).copied()).collect::<Vec<_>>()).collect::<Vec<_>>()
            })
            .map(|slot| slot.into_iter().map(|w| self.lexicon.intern(w)).collect())
            .collect();
        self.verbs.lemmas[index as usize].expressions.push(Expression { tail, report });
        Ok(())
    }

    /// `[periphrases]`: lists of `{ lemma, link, … }` by the kind of link.
    fn periphrases(&mut self, table: &toml::Table) {
        for rows in table.values().filter_map(toml::Value::as_array) {
            for row in rows {
                let Ok(entry) = row.clone().try_into::<VerbEntry>() else { continue };
                let link = row.get("link").and_then(toml::Value::as_str).unwrap_or("infinitive");
                let index = self.lemma(&entry, false) as usize;
                let links: Vec<Link> = match link {
                    "gerund" => vec![Link::Gerund],
                    "a" | "di" | "per" | "da" => {
                        let mut list = vec![Link::With(self.lexicon.intern(link))];
                        if link == "a" {
                            list.push(Link::With(self.lexicon.intern("ad")));
                        }
                        list
                    }
                    _ => vec![Link::Bare],
                };
                self.verbs.lemmas[index].links.extend(links);
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    rules: Vec<String>,
}

fn rules(files: &Files, lexicon: &Lexicon) -> Result<Vec<CompiledRule>, GrammarError> {
    let text = required(files, "manifest.toml")?;
    let manifest: Manifest = toml::from_str(text).map_err(|e| toml_error("manifest.toml", text, &e))?;
    for (path, _) in files.under("rules/") {
        let id = path.trim_start_matches("rules/").trim_end_matches(".toml");
        if !manifest.rules.iter().any(|r| r == id) {
            return Err(at_start(
                path,
                format!("la regola `{id}` non è nel manifesto; aggiungerla a manifest.toml, al posto che le spetta"),
            ));
        }
    }
    manifest
        .rules
        .iter()
        .map(|id| {
            let path = format!("rules/{id}.toml");
            let source = files.get(&path).ok_or_else(|| {
                let (line, column) = line_and_column(text, text.find(&format!("\"{id}\"")).unwrap_or(0));
                GrammarError {
                    file: "manifest.toml".to_owned(),
                    line,
                    column,
                    message: format!("il file {path} manca; crearlo o togliere la riga"),
                }
            })?;
            rule(&path, source, id, lexicon)
        })
        .collect()
}

fn rule(path: &str, source: &str, id: &str, lexicon: &Lexicon) -> Result<CompiledRule, GrammarError> {
    let rule: Rule = toml::from_str(source).map_err(|e| toml_error(path, source, &e))?;
    let fault = |key: &str, offset: usize, message: String| {
        let at = source.find(&format!("\n{key} =")).map_or(0, |p| p + 1);
        let value = source[at..].find(['\'', '"']).map_or(at, |p| at + p + 1);
        let (line, column) = line_and_column(source, value);
        GrammarError { file: path.to_owned(), line, column: column + offset, message }
    };
    if rule.id != id {
        return Err(fault("id", 0, format!("l'id è `{}`, il file si chiama `{id}`; devono essere uguali", rule.id)));
    }
    if rule.examples.is_empty() || rule.counterexamples.is_empty() {
        return Err(fault("id", 0, "la regola vuole almeno un [[example]] e un [[counterexample]]".to_owned()));
    }
    if rule.pattern.is_empty() == rule.resolver.is_empty() {
        return Err(fault("id", 0, "la regola vuole `pattern` oppure `resolver`, uno dei due".to_owned()));
    }
    let mut programs = Vec::new();
    if !rule.pattern.is_empty() {
        let parsed = pattern::parse(&rule.pattern).map_err(|(column, m)| fault("pattern", column, m))?;
        programs = program::compile(&parsed, lexicon).map_err(|m| fault("pattern", 0, m))?;
    }
    let mut resolver = None;
    if !rule.resolver.is_empty() {
        resolver = Resolver::NAMES.iter().find(|(n, _)| *n == rule.resolver).map(|(_, r)| *r);
        if resolver.is_none() {
            let known: Vec<&str> = Resolver::NAMES.iter().map(|(n, _)| *n).collect();
            return Err(fault("resolver", 0, format!("il resolver `{}` non esiste; ci sono {}", rule.resolver, known.join(" "))));
        }
    }
    let mut content = ContentTest::default();
    for name in &rule.content {
        let test = ContentTest::NAMES.iter().find(|(n, _)| n == name).map(|(_, t)| *t);
        content = content.or(test.ok_or_else(|| {
            let known: Vec<&str> = ContentTest::NAMES.iter().map(|(n, _)| *n).collect();
            fault("content", 0, format!("il filtro `{name}` non esiste; ci sono {}", known.join(" ")))
        })?);
    }
    Ok(CompiledRule { rule, programs, resolver, content })
}
