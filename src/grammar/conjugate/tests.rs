use std::collections::{HashMap, HashSet};

use super::{Entry, Features, Form, Mood, Paradigms, Tense};
use crate::grammar::forms::{Forms, Reading};
use crate::grammar::key::key;

const PARADIGMS: &str = include_str!("../../../grammar/verbs/paradigms.toml");
const REPORTING: &str = include_str!("../../../grammar/verbs/reporting.toml");
const OTHER: &str = include_str!("../../../grammar/verbs/other.toml");

/// lemma, model, whether -isc-, forms that it must have
const VERBS: &[(&str, &str, bool, &str)] = &[
    ("affermare", "", false, "afferma affermano affermò affermarono affermato affermando affermerà affermerebbe"),
    ("comunicare", "", false, "comunico comunichi comunica comunichiamo comunicò comunicherà comunichino"),
    ("spiegare", "", false, "spieghi spieghiamo spiegò spiegherà spiegherebbe spieghino spiegarlo spiegandogli"),
    ("cominciare", "", false, "cominci cominciamo cominciò comincerà comincino"),
    ("annunciare", "", false, "annunci annuncerà annunciò annuncerebbero"),
    ("sbagliare", "", false, "sbagli sbaglierà sbagliamo"),
    ("lasciare", "", false, "lasci lascerà lasciamo lasciar"),
    ("inviare", "", false, "invii invierà inviamo inviino"),
    ("iniziare", "", false, "inizi inizierà iniziamo inizino"),
    ("ribadire", "", true, "ribadisco ribadisce ribadiscono ribadiamo ribadì ribadisca ribadendo ribadito"),
    ("smentire", "", true, "smentisce smentì smentirono smentirà"),
    ("avvertire", "", false, "avverte avvertono avvertì avvertirono avvertito"),
    ("ripetere", "", false, "ripete ripeté ripeterono ripetuto"),
    ("temere", "", false, "teme temette temettero temé"),
    ("chiedere", "", false, "chiede chiese chiesero chiedesti chiesto chieste chiedendosi chiedergli"),
    ("aggiungere", "giungere", false, "aggiunge aggiunse aggiunsero aggiunto aggiunga"),
    ("rispondere", "", false, "risponde rispose risposero risposto"),
    ("leggere", "", false, "legge leggono lesse letto leggerà"),
    ("scrivere", "", false, "scrive scrisse scrissero scritto"),
    ("ammettere", "mettere", false, "ammette ammise ammisero ammesso"),
    ("concludere", "", false, "conclude concluse conclusero concluso"),
    ("rivolgere", "volgere", false, "rivolge rivolse rivolto rivoltogli"),
    ("dire", "", false, "dico dice dicono diceva disse dissero dirà direbbe detto dicendo dirlo dirgli dettosi dica dicesse dir"),
    ("contraddire", "dire", false, "contraddice contraddisse contraddici contraddirlo"),
    ("fare", "", false, "faccio fa fanno faceva fece fecero farà farebbe fatto facendo farlo far"),
    ("rifare", "fare", false, "rifà rifece rifatto"),
    ("sostenere", "tenere", false, "sostiene sostengono sostenne sosterrà sosterrebbe sostenuto sostenerlo sostenga"),
    ("intervenire", "venire", false, "interviene intervenne interverrà intervenuta intervenendo"),
    ("proporre", "porre", false, "propone propongono proponeva propose proporrà proposto proporlo proponendo"),
    ("introdurre", "durre", false, "introduce introdusse introdurrà introdotto introducendo"),
    ("sottrarre", "trarre", false, "sottrae sottraggono sottrasse sottrarrà sottratto"),
    ("raccogliere", "cogliere", false, "raccoglie raccolgono raccolse raccolto"),
    ("prevedere", "", false, "prevede previde prevedrebbe|prevederebbe previsto"),
    ("avere", "", false, "ho ha hanno aveva ebbe avrà avrebbe abbia avesse avuto avendo aver"),
    ("essere", "", false, "sono è siamo era erano fu furono sarà sarebbe sia fosse stato stata essendo"),
    ("andare", "", false, "va vanno andò andrà vada andato"),
    ("dare", "", false, "dà danno diede dettero darà dia desse dato"),
    ("stare", "", false, "sta stanno stava stette starà stia stesse"),
    ("volere", "", false, "vuole vogliono volle vorrebbe voglia vuol"),
    ("dovere", "", false, "deve devono dovrebbe debba"),
    ("potere", "", false, "può possono poté potrebbe possa"),
    ("uscire", "", false, "esce escono uscì esca"),
    ("tacere", "", false, "tace tacciono tacque taciuto"),
    ("conoscere", "", false, "conosce conobbe conosciuto"),
    ("compiere", "", false, "compie compiva compì compiuto"),
    ("apparire", "parire", false, "appare appaiono apparve apparso"),
    ("lamentarsi", "", false, "lamenta lamentò lamentarsi lamentandosi"),
    ("opporsi", "porre", false, "oppone oppose opporsi"),
];

fn paradigms() -> Paradigms {
    Paradigms::from_toml(PARADIGMS).expect("the models load")
}

fn entry(lemma: &str, like: &str, isc: bool) -> Entry {
    let like = Some(like.to_owned()).filter(|l| !l.is_empty());
    Entry { lemma: lemma.to_owned(), like, isc, enclitics: true, ..Entry::default() }
}

fn features(forms: &[Form], text: &str, mood: Mood) -> Features {
    forms.iter().find(|f| f.text == text && f.features.mood == mood).map(|f| f.features).expect(text)
}

/// Every entry of the verb files, with the name of its file.
fn entries() -> Vec<(&'static str, Entry)> {
    let mut all = Vec::new();
    for (name, text) in [("reporting", REPORTING), ("other", OTHER)] {
        let file: toml::Table = toml::from_str(text).expect(name);
        let rows = |value: &toml::Value| value.as_array().cloned().unwrap_or_default();
        let periphrases = file.get("periphrases").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        let lists = file.get("verb").into_iter().chain(periphrases.values());
        for row in lists.flat_map(rows) {
            let row: Entry = row.try_into().expect(name);
            all.push((name, Entry { enclitics: true, ..row }));
        }
        for (key, isc) in [("regular", false), ("isc", true)] {
            let words = file.get(key).and_then(toml::Value::as_str).unwrap_or_default();
            all.extend(words.split_whitespace().map(|w| (name, entry(w, "", isc))));
        }
    }
    all
}

#[test]
fn verbs_have_their_forms() {
    let paradigms = paradigms();
    for (lemma, like, isc, wanted) in VERBS {
        let entry = entry(lemma, like, *isc);
        assert_eq!(paradigms.check(&entry), Ok(()));
        let forms: HashSet<String> = paradigms.conjugate(&entry).into_iter().map(|f| f.text).collect();
        for form in wanted.split_whitespace() {
            assert!(form.split('|').any(|f| forms.contains(f)), "{lemma}: {form}");
        }
    }
}

#[test]
fn verbs_have_no_forms_of_other_paradigms() {
    let paradigms = paradigms();
    for (lemma, like, isc, wrong) in [
        ("comunicare", "", false, "comunici comunicerà"),
        ("cominciare", "", false, "comincii comincierà"),
        ("chiedere", "", false, "chiedette chieduto chiedé"),
        ("dire", "", false, "direva dirò' dito disi"),
        ("ribadire", "", true, "ribade ribadono ribadisciamo"),
        ("proporre", "porre", false, "proporreva proporrlo"),
        ("contraddire", "dire", false, "contraddi'"),
        ("parlare", "", false, "parlar"),
    ] {
        let forms = paradigms.conjugate(&entry(lemma, like, isc));
        for form in wrong.split_whitespace() {
            assert!(forms.iter().all(|f| f.text != form), "{lemma}: {form}");
        }
    }
}

#[test]
fn one_form_holds_all_its_persons() {
    let paradigms = paradigms();
    let parlare = paradigms.conjugate(&entry("parlare", "", false));
    assert_eq!(features(&parlare, "parli", Mood::Subjunctive).persons, 1 | 2 | 4);
    assert_eq!(features(&parlare, "parli", Mood::Indicative).persons, 2);
    assert_eq!(features(&parlare, "parla", Mood::Imperative).persons, 2);
    let essere = paradigms.conjugate(&entry("essere", "", false));
    let sono = features(&essere, "sono", Mood::Indicative);
    assert_eq!((sono.persons, sono.number, sono.tense), (1 | 32, 3, Tense::Present));
    let dire = paradigms.conjugate(&entry("dire", "", false));
    let dette = features(&dire, "dette", Mood::Participle);
    assert_eq!((dette.gender, dette.number, dette.enclitic), (2, 2, false));
    assert!(features(&dire, "dettosi", Mood::Participle).enclitic);
}

#[test]
fn own_keys_override_the_rules() {
    let given = Entry { remote: Some("chies".to_owned()), participle: Some("chiesto".to_owned()), ..entry("chiedere", "", false) };
    let forms = Paradigms::default().conjugate(&given);
    assert!(["chiesi", "chiese", "chiesero", "chiesto"].iter().all(|w| forms.iter().any(|f| f.text == *w)));
}

#[test]
fn entries_that_cannot_be_conjugated_are_refused() {
    let paradigms = paradigms();
    for (lemma, like) in [("tradurre", ""), ("dire", "tenere"), ("alludere", "ludare"), ("casa", "")] {
        let entry = entry(lemma, like, false);
        assert!(paradigms.check(&entry).is_err(), "{lemma}");
        assert!(paradigms.conjugate(&entry).is_empty(), "{lemma}");
    }
    assert!(Paradigms::from_toml("strong = \"chiedere chies\"").is_err());
    assert!(Paradigms::from_toml("[[model]]\nlemma = \"dire\"\ntense = \"x\"").is_err());
}

#[test]
fn all_verbs_of_the_files_conjugate() {
    let paradigms = paradigms();
    for (file, entry) in entries() {
        paradigms.check(&entry).unwrap_or_else(|e| panic!("{file}: {e}"));
        let forms = paradigms.conjugate(&entry);
        let mut seen = HashSet::new();
        for form in &forms {
            assert!(form.text.chars().all(|c| c.is_lowercase() || c == '\''), "{file} {}: `{}`", entry.lemma, form.text);
            assert!(!form.text.is_empty(), "{file}: {}", entry.lemma);
            let f = form.features;
            let key = (form.text.as_str(), f.mood as u8, f.tense as u8, f.enclitic);
            assert!(seen.insert(key), "{file} {}: {} twice", entry.lemma, form.text);
        }
        assert!(forms.iter().any(|f| f.text == entry.lemma), "{file}: {}", entry.lemma);
    }
}

#[test]
fn the_files_are_sorted_and_have_no_doubles() {
    let file: toml::Table = toml::from_str(REPORTING).expect("reporting");
    let text = |row: &toml::Value, key: &str| row.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let rows = file["verb"].as_array().expect("verbs");
    let reporting: Vec<(String, String)> = rows.iter().map(|r| (text(r, "lemma"), text(r, "tail"))).collect();
    assert!(reporting.len() >= 420, "{}", reporting.len());
    for pair in reporting.windows(2) {
        assert!(pair[0] < pair[1], "{:?} before {:?}", pair[0], pair[1]);
    }
    let alone: HashSet<&String> = reporting.iter().map(|(lemma, _)| lemma).collect();
    let mut seen = HashSet::new();
    for (_, entry) in entries().into_iter().filter(|(name, _)| *name == "other") {
        assert!(!alone.contains(&entry.lemma), "{} is in both files", entry.lemma);
        assert!(seen.insert(entry.lemma.clone()), "{} twice", entry.lemma);
    }
    assert!(seen.len() >= 1200, "{}", seen.len());
}

#[test]
fn homographs_are_forms_of_some_verb() {
    let paradigms = paradigms();
    let forms: HashSet<String> = entries().iter().flat_map(|(_, e)| paradigms.conjugate(e)).map(|f| f.text).collect();
    let file: toml::Table = toml::from_str(OTHER).expect("other");
    let words = file["ambiguous"].as_str().expect("a list");
    let strangers: Vec<&str> = words.split_whitespace().filter(|w| !forms.contains(*w)).collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

/// The same verb with two paradigms would have the forms of whichever file is read first.
#[test]
fn a_verb_has_one_paradigm() {
    let paradigms = paradigms();
    let mut known: HashMap<String, Vec<Form>> = HashMap::new();
    for (file, entry) in entries() {
        let forms = paradigms.conjugate(&entry);
        let name = super::active(&entry.lemma);
        if let Some(before) = known.get(&name) {
            assert!(*before == forms, "{file}: {name} is conjugated in two ways");
        }
        known.insert(name, forms);
    }
}

#[test]
fn analysis_reads_what_conjugation_lists() {
    let paradigms = paradigms();
    let mut analysed = Forms::default();
    let mut listed: HashMap<String, Vec<Reading>> = HashMap::new();
    for (lemma, (_, entry)) in entries().into_iter().enumerate() {
        let lemma = u16::try_from(lemma).expect("some thousand verbs");
        let Some((stem, inflection)) = paradigms.split(&entry) else { continue };
        analysed.add(&stem, inflection, lemma);
        for form in paradigms.conjugate(&entry) {
            listed.entry(key(&form.text)).or_default().push(Reading { lemma, features: form.features });
        }
    }
    analysed.finish().expect("room for all");
    assert!(listed.len() > 200_000, "{}", listed.len());
    for (form, wanted) in &listed {
        let mut found = Vec::new();
        analysed.readings(analysed.id(form), &mut found);
        assert_eq!(found, *wanted, "{form}");
    }
    for word in ["parlò", "parlezione", "o", ""] {
        assert_eq!(analysed.id(word), 0, "{word}");
    }
}
