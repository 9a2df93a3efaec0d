//! A lemma and its paradigm → all its forms, each with its features.
//!
//! A verb is regular, or follows a model of `grammar/verbs/paradigms.toml` (its own, or the one that
//! `like` names: *contraddire* like *dire*), or is regular but for a strong remote past and participle
//! (*chiedere*: *chies-i*, *chiesto*). A model says only what the rules do not give.
//!
//! Verbs are many and ways of conjugating them few: a lemma is split into a stem and an
//! [`Inflection`], and the forms of an inflection are the same whatever stem stands before them.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

mod stems;
#[cfg(test)]
mod tests;

use stems::{Stems, six_forms, spelling};

/// The mood of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// *dice*
    Indicative,
    /// *dica*
    Subjunctive,
    /// *direbbe*
    Conditional,
    /// *di'*
    Imperative,
    /// *dire*
    Infinitive,
    /// *dicendo*
    Gerund,
    /// *detto*
    Participle,
}

impl Mood {
    /// Whether its forms have a person.
    pub const fn is_finite(self) -> bool {
        !matches!(self, Mood::Infinitive | Mood::Gerund | Mood::Participle)
    }
}

/// The tense of a finite form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// *dice*, *dica*, *direbbe*, *di'*
    Present,
    /// *diceva*, *dicesse*
    Imperfect,
    /// *disse*
    Remote,
    /// *dirà*
    Future,
    /// Forms that are not finite.
    None,
}

/// What a form says of its subject and of itself. A form that is written the same for several
/// persons holds the bits of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Features {
    /// The mood.
    pub mood: Mood,
    /// The tense.
    pub tense: Tense,
    /// Bits: first singular 1, second 2, third 4, first plural 8, second 16, third 32.
    pub persons: u8,
    /// Bits: masculine 1, feminine 2. None but for participles.
    pub gender: u8,
    /// Bits: singular 1, plural 2. None but for finite forms and participles.
    pub number: u8,
    /// Whether a pronoun hangs on it: *dirlo*, *dicendogli*, *dettosi*.
    pub enclitic: bool,
}

/// One form, or what of it stands behind the stem: lower case, composed, accents as they are printed
/// (*affermò*, *poté*).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The form.
    pub text: String,
    /// Its features.
    pub features: Features,
}

/// A verb as the verb files give it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The infinitive; with *-si* for a verb that is only reflexive.
    pub lemma: String,
    /// The model that it follows, whose name is the end of the lemma.
    pub like: Option<String>,
    /// *-ire* with *-isc-*: *ribadisco*.
    pub isc: bool,
    /// The stem of a strong remote past: `chies`.
    pub remote: Option<String>,
    /// The masculine singular of an irregular participle: `chiesto`.
    pub participle: Option<String>,
    /// Whether forms with pronouns behind are wanted as well.
    pub enclitics: bool,
}

/// What an irregular verb does not take from the rules. Six forms stand in the order of the persons,
/// variants behind a slash (`devo/debbo`).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Model {
    lemma: String,
    /// Stem and vowel of the imperfect, the gerund and whatever else is regular: `dice` for *dire*.
    theme: Option<String>,
    /// The same for the weak persons of the remote past and for the past subjunctive: `ste` for *stare*.
    past_theme: Option<String>,
    present: Option<String>,
    imperfect: Option<String>,
    /// Six forms or a strong stem.
    remote: Option<String>,
    /// What future and conditional begin with: `terr`.
    future: Option<String>,
    /// The singular of the present subjunctive.
    subjunctive: Option<String>,
    /// The second person singular.
    imperative: Option<String>,
    participle: Option<String>,
    isc: bool,
}

/// The models, and the lists that the spelling of regular verbs needs.
#[derive(Debug, Default)]
pub struct Paradigms {
    models: FxHashMap<String, Model>,
    /// *invii*, *inviino*
    stressed: FxHashSet<String>,
    /// *far*, *aver*
    shortened: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ParadigmFile {
    #[serde(default)]
    strong: String,
    #[serde(default)]
    stressed: String,
    #[serde(default)]
    shortened: String,
    #[serde(default)]
    model: Vec<Model>,
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
const PERSONS: [u8; 6] = [1, 2, 4, 8, 16, 32];
const PARTICIPLES: [(&str, u8, u8); 4] = [("o", 1, 1), ("a", 2, 1), ("i", 1, 2), ("e", 2, 2)];
/// Behind an infinitive or a gerund.
const ENCLITICS: [&str; 19] = [
    "mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "gli", "ne", "glielo", "gliela", "glieli", "gliele", "gliene", "selo", "sela",
    "sene",
];
/// Behind a participle (*dettosi*, *rivoltogli*); the others are not met in print.
const PARTICIPLE_ENCLITICS: [&str; 5] = ["si", "gli", "le", "mi", "ci"];

impl Paradigms {
    /// Reads the models.
    ///
    /// # Errors
    /// What is wrong with the file, for a person, without its name.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let file: ParadigmFile = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut models = FxHashMap::default();
        let strong = file.strong.lines().map(str::trim).filter(|l| !l.is_empty()).map(strong_model);
        for model in strong.chain(file.model.into_iter().map(Ok)) {
            let model = model?;
            if let Some(twice) = models.insert(model.lemma.clone(), model) {
                return Err(format!("il modello `{}` è dato due volte; toglierne uno", twice.lemma));
            }
        }
        let words = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        Ok(Paradigms { models, stressed: words(&file.stressed), shortened: words(&file.shortened) })
    }

    /// Whether the entry can be conjugated.
    ///
    /// # Errors
    /// Why it cannot, and what to write instead.
    pub fn check(&self, entry: &Entry) -> Result<(), String> {
        let base = active(&entry.lemma);
        match &entry.like {
            Some(like) if !self.models.contains_key(like) => {
                Err(format!("`{base}` segue `{like}`, che non è un modello di verbs/paradigms.toml"))
            }
            Some(like) if !base.ends_with(like.as_str()) => {
                Err(format!("`{base}` non finisce in `{like}`; indicare un modello con la stessa fine"))
            }
            None if !self.models.contains_key(&base) && !["are", "ere", "ire"].iter().any(|e| base.ends_with(e)) => {
                Err(format!("`{base}` non è un infinito regolare; indicare il modello con `like`"))
            }
            _ => Ok(()),
        }
    }

    /// All forms of a verb, no two alike; none for an entry that [`Paradigms::check`] refuses.
    pub fn conjugate(&self, entry: &Entry) -> Vec<Form> {
        let Some((stem, inflection)) = self.split(entry) else { return Vec::new() };
        let whole = |f: Form| Form { text: format!("{stem}{}", f.text), ..f };
        inflection.forms().into_iter().map(whole).collect()
    }

    /// The letters that all forms of a verb begin with, and how they go on; nothing for an entry that
    /// [`Paradigms::check`] refuses.
    pub fn split(&self, entry: &Entry) -> Option<(String, Inflection)> {
        self.check(entry).ok()?;
        let base = active(&entry.lemma);
        let mut model = self.models.get(entry.like.as_ref().unwrap_or(&base)).cloned().unwrap_or_default();
        if model.lemma.is_empty() {
            model.lemma.clone_from(&base);
        }
        let mut stem = base.strip_suffix(model.lemma.as_str()).unwrap_or_default().to_owned();
        let own = |given: &Option<String>| given.as_ref().map(|g| g.strip_prefix(&stem).unwrap_or(g).to_owned());
        model.remote = own(&entry.remote).or(model.remote);
        model.participle = own(&entry.participle).or(model.participle);
        model.isc |= entry.isc;
        let mut prefixed = !stem.is_empty();
        if prefixed {
            // a prefix keeps to the rule: di', but contraddici
            model.imperative = None;
        }
        if let Some(common) = model.take_common_letters() {
            stem.push_str(&common);
            // what was taken has a vowel: no monosyllable is left
            prefixed = false;
        }
        let pronouns = match entry.enclitics {
            true => Pronouns::All,
            false => Pronouns::Verbal,
        };
        let (stressed, shortened) = (self.stressed.contains(&base), self.shortened.contains(&base));
        Some((stem, Inflection { model, prefixed, stressed, shortened, pronouns }))
    }
}

impl Model {
    /// Takes off the letters that all forms begin with, but for those that the spelling depends on:
    /// *chiedere, chies, chiesto* → *dere, s, sto*. Nothing where the model lists whole forms.
    fn take_common_letters(&mut self) -> Option<String> {
        let whole = [&self.theme, &self.past_theme, &self.present, &self.imperfect, &self.future, &self.subjunctive, &self.imperative];
        let given = [&self.remote, &self.participle];
        if whole.iter().any(|f| f.is_some()) || given.iter().any(|f| f.as_ref().is_some_and(|f| f.contains([' ', '/']))) {
            return None;
        }
        let stem = self.lemma.get(..self.lemma.len().checked_sub("are".len())?)?;
        let mut length = stem.len() - spelling(stem).len();
        for form in given.into_iter().flatten() {
            length = self.lemma.bytes().zip(form.bytes()).take(length).take_while(|(a, b)| a == b).count();
        }
        let common = self.lemma.get(..length).filter(|c| c.contains(VOWELS))?.to_owned();
        self.lemma.drain(..length);
        for form in [&mut self.remote, &mut self.participle].into_iter().flatten() {
            form.drain(..length);
        }
        Some(common)
    }
}

/// How the forms of a verb go on behind its stem. Verbs of one inflection differ in nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Inflection {
    model: Model,
    /// Whether the stem is a prefix to the words of a model.
    prefixed: bool,
    stressed: bool,
    shortened: bool,
    pronouns: Pronouns,
}

/// On which of the forms that are not finite pronouns hang.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Pronouns {
    /// on the infinitive and the gerund: *averlo*, *limitandosi*
    Verbal,
    /// on the participle too: *dettosi*
    All,
}

impl Inflection {
    /// What stands behind the stem, form by form.
    pub fn forms(&self) -> Vec<Form> {
        let model = &self.model;
        let stems = Stems::new(model, self.stressed);
        let mut forms = Forms { prefixed: self.prefixed, list: Vec::with_capacity(192) };
        forms.finite(&stems, model);
        forms.infinite(&stems, model, self.shortened);
        match self.pronouns {
            Pronouns::All => forms.with_enclitics(&stems, model),
            Pronouns::Verbal => forms.with_verbal_enclitics(&stems, model),
        }
        forms.list
    }
}

/// `chiedere chies chiesto`; `-` where the rules hold.
fn strong_model(line: &str) -> Result<Model, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [lemma, remote, participle] = words[..] else {
        return Err(format!("`{line}` non ha tre parti; scrivere `infinito radice-del-passato-remoto participio`"));
    };
    let given = |w: &str| (w != "-").then(|| w.to_owned());
    Ok(Model { lemma: lemma.to_owned(), remote: given(remote), participle: given(participle), ..Model::default() })
}

/// *lamentarsi* → *lamentare*, *proporsi* → *proporre*; *-trarsi* is taken for *-trare* (*concentrarsi*).
fn active(lemma: &str) -> String {
    match lemma.strip_suffix("rsi") {
        Some(stem) if stem.ends_with(['o', 'u']) => format!("{stem}rre"),
        Some(stem) => format!("{stem}re"),
        None => lemma.to_owned(),
    }
}

/// *porre* → *por-lo*, *dire* → *dir-lo*.
fn infinitive_stem(lemma: &str) -> &str {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    if stem.ends_with("rr") { &stem[..stem.len() - 1] } else { stem }
}

/// The forms found so far.
struct Forms {
    prefixed: bool,
    list: Vec<Form>,
}

impl Forms {
    fn finite(&mut self, stems: &Stems, model: &Model) {
        use {Mood as M, Tense as T};
        let with = |stem: &str, endings: [&str; 6]| endings.map(|e| format!("{stem}{e}"));
        self.six(M::Indicative, T::Present, &stems.present);
        let imperfect = model.imperfect.as_deref().map(six_forms);
        let regular = || with(&stems.theme, ["vo", "vi", "va", "vamo", "vate", "vano"]);
        self.six(M::Indicative, T::Imperfect, &imperfect.unwrap_or_else(regular));
        self.six(M::Indicative, T::Remote, &stems.remote(model.remote.as_deref()));
        let future = stems.future(model.future.as_deref());
        self.six(M::Indicative, T::Future, &with(&future, ["ò", "ai", "à", "emo", "ete", "anno"]));
        self.six(M::Conditional, T::Present, &with(&future, ["ei", "esti", "ebbe", "emmo", "este", "ebbero"]));
        self.six(M::Subjunctive, T::Present, &stems.subjunctive(model.subjunctive.as_deref()));
        self.six(M::Subjunctive, T::Imperfect, &with(&stems.past, ["ssi", "ssi", "sse", "ssimo", "ste", "ssero"]));
        let second = if stems.vowel == 'a' { &stems.present[2] } else { &stems.present[1] };
        let imperative = ["", model.imperative.as_deref().unwrap_or(second), "", &stems.present[3], &stems.present[4], ""];
        self.six(M::Imperative, T::Present, &imperative.map(str::to_owned));
    }

    fn infinite(&mut self, stems: &Stems, model: &Model, shortened: bool) {
        self.word(&model.lemma, Mood::Infinitive, 0, 0);
        if shortened {
            self.word(infinitive_stem(&model.lemma), Mood::Infinitive, 0, 0);
        }
        self.word(&stems.gerund(), Mood::Gerund, 0, 0);
        for participle in stems.participle(model.participle.as_deref()).split('/') {
            let stem = participle.strip_suffix('o').unwrap_or(participle);
            for (ending, gender, number) in PARTICIPLES {
                self.word(&format!("{stem}{ending}"), Mood::Participle, gender, number);
            }
        }
    }

    fn with_enclitics(&mut self, stems: &Stems, model: &Model) {
        let participles: Vec<Form> = self.list.iter().filter(|f| f.features.mood == Mood::Participle).cloned().collect();
        self.with_verbal_enclitics(stems, model);
        for Form { text, features } in participles {
            let features = Features { enclitic: true, ..features };
            self.list.extend(PARTICIPLE_ENCLITICS.iter().map(|e| Form { text: [text.as_str(), e].concat(), features }));
        }
    }

    fn with_verbal_enclitics(&mut self, stems: &Stems, model: &Model) {
        self.hang(infinitive_stem(&model.lemma), Mood::Infinitive, &ENCLITICS);
        self.hang(&stems.gerund(), Mood::Gerund, &ENCLITICS);
    }

    /// Pronouns differ, and so do the forms that they hang on: none is there already.
    fn hang(&mut self, stem: &str, mood: Mood, enclitics: &[&str]) {
        let features = Features { mood, tense: Tense::None, persons: 0, gender: 0, number: 0, enclitic: true };
        self.list.extend(enclitics.iter().map(|e| Form { text: [stem, e].concat(), features }));
    }

    /// Six persons; an empty one does not exist.
    fn six(&mut self, mood: Mood, tense: Tense, six: &[String; 6]) {
        for (words, persons) in six.iter().zip(PERSONS) {
            let number = if persons < 8 { 1 } else { 2 };
            for word in words.split('/').filter(|w| !w.is_empty()) {
                self.add(word, Features { mood, tense, persons, gender: 0, number, enclitic: false });
            }
        }
    }

    fn word(&mut self, word: &str, mood: Mood, gender: u8, number: u8) {
        self.add(word, Features { mood, tense: Tense::None, persons: 0, gender, number, enclitic: false });
    }

    /// Adds a form, or its bits to the one that is written the same.
    fn add(&mut self, word: &str, features: Features) {
        let text = if self.prefixed { accented(word) } else { word.to_owned() };
        let same = |f: &&mut Form| {
            f.features.mood == features.mood
                && f.features.tense == features.tense
                && f.features.enclitic == features.enclitic
                && f.text == text
        };
        // equal forms stand in one tense, which has twelve forms at the most
        if let Some(known) = self.list.iter_mut().rev().take(12).find(same) {
            known.features.persons |= features.persons;
            known.features.gender |= features.gender;
            known.features.number |= features.number;
            return;
        }
        self.list.push(Form { text, features });
    }
}

/// A monosyllable takes an accent behind a prefix: *fa*, but *rifà*.
fn accented(word: &str) -> String {
    let one_vowel = word.matches(VOWELS).count() == 1;
    match word.char_indices().next_back().filter(|_| one_vowel) {
        Some((at, 'a')) => format!("{}à", &word[..at]),
        Some((at, 'o')) => format!("{}ò", &word[..at]),
        _ => word.to_owned(),
    }
}
