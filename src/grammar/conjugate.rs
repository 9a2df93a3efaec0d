//! From a lemma to all its forms, by paradigm: the regular conjugations in code, the irregular verbs
//! as tables in `verbs/paradigms.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Mood of a verb form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mood {
    /// dice, disse
    Indicative,
    /// dica
    Subjunctive,
    /// direbbe
    Conditional,
    /// di'
    Imperative,
    /// dire
    Infinitive,
    /// dicendo
    Gerund,
    /// detto
    Participle,
}

/// Tense of a finite form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tense {
    /// dice
    Present,
    /// diceva
    Imperfect,
    /// disse
    Remote,
    /// dirà
    Future,
    /// Forms without a tense.
    None,
}

/// What a form says of its subject. Bits: persons 1s=1 2s=2 3s=4 1p=8 2p=16 3p=32; gender m=1 f=2;
/// number s=1 p=2 (of participles).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Features {
    /// Mood.
    pub mood: Mood,
    /// Tense.
    pub tense: Tense,
    /// Persons that the form can be.
    pub persons: u8,
    /// Gender of a participle.
    pub gender: u8,
    /// Number of a participle.
    pub number: u8,
    /// With a clitic glued on: *dirlo*.
    pub enclitic: bool,
}

/// A form and its features.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// Lower case, with its accents.
    pub text: String,
    /// What it is.
    pub features: Features,
}

/// A verb as a grammar file gives it.
#[derive(Clone, Default, Deserialize, Debug)]
#[serde(default)]
pub struct Entry {
    /// The infinitive; in *-si* if it is always reflexive.
    pub lemma: String,
    /// The irregular verb of `paradigms.toml` that it is a compound of.
    pub like: Option<String>,
    /// -ire with -isc-.
    pub isc: bool,
    /// Stem of a strong remote past: *chies* for *chiesi, chiese, chiesero*.
    pub remote: Option<String>,
    /// An irregular participle.
    pub participle: Option<String>,
    /// Whether infinitive, gerund and participle are wanted with clitics too.
    pub enclitics: bool,
}

/// The irregular verbs: for each the stems and forms in which it departs from the rule.
#[derive(Debug, Default, Deserialize)]
pub struct Paradigms {
    #[serde(flatten)]
    models: BTreeMap<String, Model>,
}

/// Each list in the order of the persons; what is missing is regular.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Model {
    present: Vec<String>,
    subjunctive: Vec<String>,
    imperfect: Vec<String>,
    past_subjunctive: Vec<String>,
    /// Stem of the strong persons of the remote past.
    remote: Option<String>,
    /// All six, where even the weak ones are irregular.
    remotes: Vec<String>,
    /// Stem of future and conditional: *dir*, *verr*.
    future: Option<String>,
    participle: Option<String>,
    gerund: Option<String>,
    imperative: Vec<String>,
    /// The stem of all forms that the rule makes: *dic* for dire.
    stem: Option<String>,
}

impl Paradigms {
    /// Reads `paradigms.toml`.
    ///
    /// # Errors
    /// What the TOML parser says.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }

    /// All forms of a verb.
    pub fn conjugate(&self, entry: &Entry) -> Vec<Form> {
        let lemma = plain(&entry.lemma);
        let mut model = Model::default();
        let mut prefix = String::new();
        let like = entry.like.as_deref().or_else(|| self.models.contains_key(&lemma).then_some(lemma.as_str()));
        if let Some(like) = like {
            model = self.models.get(like).cloned().unwrap_or_default();
            prefix = lemma.strip_suffix(like).unwrap_or_default().to_owned();
        }
        if let Some(remote) = &entry.remote {
            model.remote = Some(remote.clone());
        }
        let base = if prefix.is_empty() { lemma.clone() } else { lemma[prefix.len()..].to_owned() };
        let strip = |s: &String| if s.starts_with(&prefix) && entry.remote.as_ref() == Some(s) { s[prefix.len()..].to_owned() } else { s.clone() };
        model.remote = model.remote.as_ref().map(strip);
        let mut maker = Maker { out: Vec::with_capacity(64), prefix, isc: entry.isc };
        maker.verb(&base, &model, entry);
        maker.out
    }
}

/// *lamentarsi* → *lamentare*, *opporsi* → *opporre*
fn plain(lemma: &str) -> String {
    for (reflexive, active) in [("arsi", "are"), ("ersi", "ere"), ("irsi", "ire"), ("rsi", "rre")] {
        if let Some(stem) = lemma.strip_suffix(reflexive) {
            return format!("{stem}{active}");
        }
    }
    lemma.to_owned()
}

/// Endings of the three conjugations, in the order of the persons.
struct Endings {
    present: [&'static str; 6],
    subjunctive: [&'static str; 6],
    remote: [&'static str; 6],
    theme: &'static str,
    participle: &'static str,
    gerund: &'static str,
}

const ARE: Endings = Endings {
    present: ["o", "i", "a", "iamo", "ate", "ano"],
    subjunctive: ["i", "i", "i", "iamo", "iate", "ino"],
    remote: ["ai", "asti", "ò", "ammo", "aste", "arono"],
    theme: "a",
    participle: "at",
    gerund: "ando",
};
const ERE: Endings = Endings {
    present: ["o", "i", "e", "iamo", "ete", "ono"],
    subjunctive: ["a", "a", "a", "iamo", "iate", "ano"],
    remote: ["ei", "esti", "é", "emmo", "este", "erono"],
    theme: "e",
    participle: "ut",
    gerund: "endo",
};
const IRE: Endings = Endings {
    present: ["o", "i", "e", "iamo", "ite", "ono"],
    subjunctive: ["a", "a", "a", "iamo", "iate", "ano"],
    remote: ["ii", "isti", "ì", "immo", "iste", "irono"],
    theme: "i",
    participle: "it",
    gerund: "endo",
};

const IMPERFECT: [&str; 6] = ["vo", "vi", "va", "vamo", "vate", "vano"];
const PAST_SUBJUNCTIVE: [&str; 6] = ["ssi", "ssi", "sse", "ssimo", "ste", "ssero"];
const FUTURE: [&str; 6] = ["ò", "ai", "à", "emo", "ete", "anno"];
const CONDITIONAL: [&str; 6] = ["ei", "esti", "ebbe", "emmo", "este", "ebbero"];
const CLITICS: [&str; 17] = ["mi", "ti", "ci", "vi", "si", "lo", "la", "li", "le", "gli", "ne", "glielo", "gliela", "gliene", "melo", "celo", "selo"];

struct Maker {
    out: Vec<Form>,
    prefix: String,
    isc: bool,
}

impl Maker {
    fn verb(&mut self, base: &str, model: &Model, entry: &Entry) {
        let endings = match base {
            b if b.ends_with("are") => &ARE,
            b if b.ends_with("ire") && model.stem.is_none() => &IRE,
            _ => &ERE,
        };
        let cut = if base.ends_with("rre") { 3 } else { 3.min(base.len()) };
        let stem = model.stem.clone().unwrap_or_else(|| base[..base.len() - cut].to_owned());
        self.present(&stem, endings, model);
        self.past(&stem, endings, model);
        self.future(base, &stem, endings, model);
        self.non_finite(base, &stem, endings, model, entry);
    }

    fn push(&mut self, text: String, mood: Mood, tense: Tense, persons: u8, gender: u8, number: u8, enclitic: bool) {
        let text = format!("{}{text}", self.prefix);
        let features = Features { mood, tense, persons, gender, number, enclitic };
        let same = |f: &&mut Form| f.text == text && f.features.mood == mood && f.features.tense == tense && f.features.enclitic == enclitic;
        match self.out.iter_mut().find(same) {
            Some(form) => {
                form.features.persons |= persons;
                form.features.gender |= gender;
                form.features.number |= number;
            }
            None => self.out.push(Form { text, features }),
        }
    }

    fn finite(&mut self, forms: impl Iterator<Item = String>, mood: Mood, tense: Tense) {
        for (n, form) in forms.enumerate() {
            if !form.is_empty() && form != "-" {
                self.push(form, mood, tense, 1 << n, 0, 0, false);
            }
        }
    }

    fn join(&self, stem: &str, ending: &str, first: bool) -> String {
        let mut stem = stem.to_owned();
        if self.isc && first && ending.chars().count() <= 3 && !matches!(ending, "iamo" | "iate" | "ite") {
            stem.push_str("isc");
        }
        let soft = ending.starts_with(['i', 'e']);
        let are = first;
        if are && soft && !self.isc && (stem.ends_with('c') || stem.ends_with('g')) && self.hardens() {
            stem.push('h');
        }
        if self.hardens() && stem.ends_with('i') && ending.starts_with('i') {
            stem.pop();
        }
        format!("{stem}{ending}")
    }

    /// Set for -are verbs by `present`: their c and g stay hard before i and e.
    fn hardens(&self) -> bool {
        self.are()
    }

    fn are(&self) -> bool {
        self.out.first().is_some_and(|f| f.text.ends_with("are")) && !self.isc
    }

    fn present(&mut self, stem: &str, e: &Endings, model: &Model) {
        if e.theme == "a" && model.present.is_empty() {
            // The infinitive goes first: it tells `join` which conjugation this is.
            self.push(format!("{stem}are"), Mood::Infinitive, Tense::None, 0, 0, 0, false);
        }
        let pick = |list: &Vec<String>, n: usize, regular: String| list.get(n).cloned().unwrap_or(regular);
        let present: Vec<String> = (0..6).map(|n| pick(&model.present, n, self.join(stem, e.present[n], true))).collect();
        let subjunctive: Vec<String> = (0..6).map(|n| pick(&model.subjunctive, n, self.join(stem, e.subjunctive[n], true))).collect();
        self.finite(present.into_iter(), Mood::Indicative, Tense::Present);
        self.finite(subjunctive.into_iter(), Mood::Subjunctive, Tense::Present);
        for form in &model.imperative {
            self.push(form.clone(), Mood::Imperative, Tense::Present, 2, 0, 0, false);
        }
    }

    fn past(&mut self, stem: &str, e: &Endings, model: &Model) {
        let theme = format!("{stem}{}", e.theme);
        let imperfect: Vec<String> = if model.imperfect.is_empty() { IMPERFECT.iter().map(|x| format!("{theme}{x}")).collect() } else { model.imperfect.clone() };
        let past: Vec<String> =
            if model.past_subjunctive.is_empty() { PAST_SUBJUNCTIVE.iter().map(|x| format!("{theme}{x}")).collect() } else { model.past_subjunctive.clone() };
        self.finite(imperfect.into_iter(), Mood::Indicative, Tense::Imperfect);
        self.finite(past.into_iter(), Mood::Subjunctive, Tense::Imperfect);
        let remote: Vec<String> = if !model.remotes.is_empty() {
            model.remotes.clone()
        } else if let Some(strong) = &model.remote {
            let weak = |n: usize| format!("{stem}{}", e.remote[n]);
            vec![format!("{strong}i"), weak(1), format!("{strong}e"), weak(3), weak(4), format!("{strong}ero")]
        } else {
            e.remote.iter().map(|x| format!("{stem}{x}")).collect()
        };
        self.finite(remote.into_iter(), Mood::Indicative, Tense::Remote);
        if e.theme == "e" && model.remote.is_none() && model.remotes.is_empty() {
            let second = [format!("{stem}etti"), String::new(), format!("{stem}ette"), String::new(), String::new(), format!("{stem}ettero")];
            self.finite(second.into_iter(), Mood::Indicative, Tense::Remote);
        }
    }

    fn future(&mut self, base: &str, stem: &str, e: &Endings, model: &Model) {
        let root = model.future.clone().unwrap_or_else(|| match e.theme {
            "a" => {
                let hard = if stem.ends_with(['c', 'g']) { "h" } else { "" };
                let bare = if stem.ends_with("ci") || stem.ends_with("gi") { &stem[..stem.len() - 1] } else { stem };
                format!("{bare}{hard}er")
            }
            _ => base[..base.len() - 1].to_owned(),
        });
        self.finite(FUTURE.iter().map(|x| format!("{root}{x}")), Mood::Indicative, Tense::Future);
        self.finite(CONDITIONAL.iter().map(|x| format!("{root}{x}")), Mood::Conditional, Tense::Present);
    }

    fn non_finite(&mut self, base: &str, stem: &str, e: &Endings, model: &Model, entry: &Entry) {
        self.push(base.to_owned(), Mood::Infinitive, Tense::None, 0, 0, 0, false);
        let gerund = model.gerund.clone().unwrap_or_else(|| format!("{stem}{}", e.gerund));
        self.push(gerund.clone(), Mood::Gerund, Tense::None, 0, 0, 0, false);
        let own = entry.participle.as_ref().map(|p| p.strip_prefix(self.prefix.as_str()).unwrap_or(p).to_owned());
        let participle = own.or_else(|| model.participle.clone());
        let root = match &participle {
            Some(p) => p.strip_suffix('o').unwrap_or(p).to_owned(),
            None if e.theme == "e" && stem.ends_with(['c', 'g']) => format!("{stem}iut"),
            None => format!("{stem}{}", e.participle),
        };
        for (ending, gender, number) in [("o", 1, 1), ("a", 2, 1), ("i", 1, 2), ("e", 2, 2)] {
            self.push(format!("{root}{ending}"), Mood::Participle, Tense::None, 0, gender, number, false);
        }
        if entry.enclitics {
            let short = base.strip_suffix("rre").map_or_else(|| base[..base.len() - 1].to_owned(), |b| format!("{b}r"));
            for clitic in CLITICS {
                self.push(format!("{short}{clitic}"), Mood::Infinitive, Tense::None, 0, 0, 0, true);
                self.push(format!("{gerund}{clitic}"), Mood::Gerund, Tense::None, 0, 0, 0, true);
            }
            for clitic in ["si", "gli", "lo"] {
                self.push(format!("{root}o{clitic}"), Mood::Participle, Tense::None, 0, 1, 1, true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Form, Mood, Paradigms};

    fn forms(lemma: &str) -> Vec<Form> {
        let paradigms = Paradigms::from_toml(include_str!("../../grammar/verbs/paradigms.toml")).expect("paradigms");
        paradigms.conjugate(&Entry { lemma: lemma.to_owned(), enclitics: true, ..Entry::default() })
    }

    #[test]
    fn regular_and_irregular_verbs_have_their_forms() {
        let cases = [
            ("comunicare", "comunicò comunichi comunicherà comunicando comunicata comunicarlo"),
            ("cominciare", "cominci cominciò comincerà cominciano"),
            ("spiegare", "spieghi spiegherebbe spiega spiegano"),
            ("dire", "dice disse dicono detto dicendo dirà direbbe diceva dirlo dicesse dica"),
            ("fare", "fa fanno fece faceva farà facendo fatto farlo"),
            ("avere", "ha hanno aveva ebbe avrà avrebbe abbia avuto"),
            ("essere", "è sono era fu sarà sarebbe sia fosse stato essendo"),
            ("tenere", "tiene tengono tenne terrà tenuto"),
            ("temere", "temette temeva temuto temendo"),
        ];
        for (lemma, wanted) in cases {
            let have = forms(lemma);
            for form in wanted.split(' ') {
                assert!(have.iter().any(|f| f.text == form), "{lemma}: {form} is missing");
            }
        }
    }

    #[test]
    fn compounds_follow_their_model() {
        let paradigms = Paradigms::from_toml(include_str!("../../grammar/verbs/paradigms.toml")).expect("paradigms");
        let entry = Entry { lemma: "sostenere".to_owned(), like: Some("tenere".to_owned()), ..Entry::default() };
        let have = paradigms.conjugate(&entry);
        for form in ["sostiene", "sostenne", "sosterrà", "sostenuto", "sostenere"] {
            assert!(have.iter().any(|f| f.text == form), "{form}");
        }
        let chiedere = Entry { lemma: "chiedere".to_owned(), remote: Some("chies".to_owned()), participle: Some("chiesto".to_owned()), ..Entry::default() };
        let have = paradigms.conjugate(&chiedere);
        for form in ["chiese", "chiesero", "chiesto", "chiede", "chiederà"] {
            assert!(have.iter().any(|f| f.text == form), "{form}");
        }
    }

    #[test]
    fn isc_verbs_widen_their_stem() {
        let paradigms = Paradigms::from_toml("").expect("empty");
        let have = paradigms.conjugate(&Entry { lemma: "ribadire".to_owned(), isc: true, ..Entry::default() });
        for form in ["ribadisce", "ribadiscono", "ribadiamo", "ribadì", "ribadito", "ribadisca"] {
            assert!(have.iter().any(|f| f.text == form), "{form}");
        }
        assert!(have.iter().filter(|f| f.features.mood == Mood::Infinitive).count() >= 1);
    }
}
