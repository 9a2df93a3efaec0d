//! Word files → the lexicon, and the tables of words that are looked up by name.

use rustc_hash::FxHashMap;
use toml::de::DeTable;

use super::{list_words, required, toml_error};
use crate::engine::GrammarError;
use crate::grammar::key::key;
use crate::grammar::lexicon::{Agreement, Class, Lexicon, WordId};
use crate::grammar::source::Files;
use crate::grammar::words::Words;

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

/// Reads all word files.
pub(super) fn words(files: &Files, lexicon: &mut Lexicon) -> Result<Words, GrammarError> {
    let tables = word_tables(files)?;
    let bases = articulated(files, &tables, lexicon)?;
    for (file, key, class, form) in LISTS {
        for word in list_words(text_of(tables.get(file), key)) {
            add(lexicon, word, *class, *form);
        }
    }
    pronouns(&tables, lexicon);
    roles(&tables, lexicon);
    let meanings = metonyms(&tables, lexicon);
    let correlatives = correlatives(&tables, lexicon);
    let by_use = by_use(&tables, lexicon);
    let mut words = Words::new(lexicon, bases, &by_use);
    words.meanings = meanings;
    words.correlatives = correlatives;
    for (n, line) in text_of(tables.get("roles"), "titles").lines().enumerate() {
        words.add_titles(n, list_words(line).flat_map(slots).map(|(title, _)| lexicon.intern(title)));
    }
    words.epithets = epithets(&tables);
    Ok(words)
}

/// The word files by name; their lists are megabytes at times, and are read where they stand.
type Tables<'f> = FxHashMap<&'f str, DeTable<'f>>;

fn word_tables(files: &Files) -> Result<Tables<'_>, GrammarError> {
    let mut tables = FxHashMap::default();
    for (path, text) in files.under("words/") {
        let table = DeTable::parse(text).map_err(|e| toml_error(path, text, 0, &e))?.into_inner();
        let name = path.trim_start_matches("words/").trim_end_matches(".toml");
        tables.insert(name, table);
    }
    Ok(tables)
}

/// The text under a key; empty where there is none.
fn text_of<'t>(table: Option<&'t DeTable<'_>>, key: &str) -> &'t str {
    table.and_then(|t| t.get(key)).and_then(|v| v.get_ref().as_str()).unwrap_or_default()
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
            let mut form = stem.to_owned();
            for (endings, bits) in
                [(["", "o"], M | S), (["", "a"], F | S), ([hard, plural], M | P), (["", "i"], M | P), ([hard, "e"], F | P)]
            {
                form.truncate(stem.len());
                form.extend(endings);
                lexicon.add(&form, class, Agreement(bits));
            }
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
    let single = !word.contains('/');
    let forms = word.split('/').enumerate().filter(|(_, form)| !form.is_empty() && *form != "-");
    forms.map(move |(n, form)| (form, Agreement(if single { M | F | S } else { BITS[n.min(3)] })))
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

fn articulated(files: &Files, tables: &Tables<'_>, lexicon: &mut Lexicon) -> Result<FxHashMap<WordId, WordId>, GrammarError> {
    required(files, "words/function.toml")?;
    let mut bases = FxHashMap::default();
    let table = tables.get("function").and_then(|t| t.get("articulated")).and_then(|v| v.get_ref().as_table());
    for (base, forms) in table.into_iter().flatten() {
        let base = base.get_ref().as_ref();
        let base_id = lexicon.intern(base);
        for form in list_words(forms.get_ref().as_str().unwrap_or_default()) {
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

/// `[by-use]`: words that the stages ask for, by the name of their list.
fn by_use(tables: &Tables<'_>, lexicon: &mut Lexicon) -> FxHashMap<String, Vec<WordId>> {
    let table = tables.get("function").and_then(|t| t.get("by-use")).and_then(|v| v.get_ref().as_table());
    let lists = table.into_iter().flatten();
    lists
        .map(|(name, words)| {
            let words = list_words(words.get_ref().as_str().unwrap_or_default()).map(|w| lexicon.intern(&w.replace('_', " "))).collect();
            (name.get_ref().as_ref().to_owned(), words)
        })
        .collect()
}

/// `lui 3sm`: a third person is a pronoun that can be a source; the others only tell that somebody
/// of the dialogue speaks.
fn pronouns(tables: &Tables<'_>, lexicon: &mut Lexicon) {
    let text = text_of(tables.get("function"), "subject-pronouns");
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

fn roles(tables: &Tables<'_>, lexicon: &mut Lexicon) {
    let classes = tables.get("roles").and_then(|t| t.get("class")).and_then(|v| v.get_ref().as_array());
    for (n, class) in classes.into_iter().flat_map(|list| list.iter()).enumerate() {
        let class = class.get_ref().as_table();
        let flag = |key: &str| class.and_then(|t| t.get(key)).and_then(|v| v.get_ref().as_bool()).unwrap_or(false);
        let mut bits = Class::ROLE;
        if flag("generic") {
            bits = bits.or(Class::GENERIC);
        }
        if flag("listener") {
            bits = bits.or(Class::LISTENER);
        }
        if flag("kin") {
            bits = bits.or(Class::KIN);
        }
        if flag("office") {
            bits = bits.or(Class::OFFICE);
        }
        for word in list_words(text_of(class, "words")) {
            for (form, agreement) in slots(word) {
                let id = lexicon.add(form, bits, agreement);
                lexicon.entry_mut(id).role_classes |= 1 << (n % 64);
            }
        }
    }
}

/// `sia che`
fn correlatives(tables: &Tables<'_>, lexicon: &mut Lexicon) -> Vec<(WordId, WordId)> {
    let text = text_of(tables.get("function"), "correlatives");
    let pairs = text.lines().filter_map(|l| l.split_once(' '));
    pairs.map(|(first, second)| (lexicon.intern(first.trim()), lexicon.intern(second.trim()))).collect()
}

/// `il Colle | la presidenza della Repubblica | organization`
fn metonyms(tables: &Tables<'_>, lexicon: &mut Lexicon) -> FxHashMap<String, String> {
    let mut meanings = FxHashMap::default();
    let text = text_of(tables.get("institutions"), "metonyms");
    for line in text.lines().filter(|l| !l.trim_start().starts_with('#')) {
        let mut columns = line.split('|').map(str::trim);
        let Some(name) = columns.next().filter(|n| !n.is_empty()) else { continue };
        let bare = ["il ", "lo ", "la ", "l'", "i ", "gli ", "le "].iter().find_map(|a| name.strip_prefix(a)).unwrap_or(name);
        lexicon.add(&bare.trim().replace([' '], "_").to_lowercase(), Class::METONYM, Agreement(0));
        if let Some(meaning) = columns.next() {
            meanings.insert(key(bare.trim()), meaning.to_owned());
        }
    }
    meanings
}

/// `cavaliere | berlusconi`
fn epithets(tables: &Tables<'_>) -> FxHashMap<String, Vec<String>> {
    let text = text_of(tables.get("epithets"), "epithets");
    let lines = text.lines().filter(|l| !l.trim_start().starts_with('#')).filter_map(|l| l.split_once('|'));
    lines.map(|(name, people)| (key(name.trim()), people.split(',').map(|p| key(p.trim())).collect())).collect()
}
