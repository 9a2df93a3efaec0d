//! A verb → the stems and short tables that its forms are built from: the rules of regular
//! conjugation and of its spelling, wherever a model says nothing else.

use super::Model;

/// What the forms of one verb are built from.
pub(super) struct Stems {
    /// Stem and thematic vowel: *parla*, *chiede*, *senti*; *dice* for *dire*.
    pub theme: String,
    /// The thematic vowel.
    pub vowel: char,
    /// The theme of the weak remote past and of the past subjunctive.
    pub past: String,
    /// The six persons of the present.
    pub present: [String; 6],
    stem: String,
    stressed: bool,
}

impl Stems {
    /// Of a model, or of a regular verb as a model that says nothing; `stressed` for *inviare*: *invii*.
    pub fn new(model: &Model, stressed: bool) -> Self {
        let theme = model.theme.clone().unwrap_or_else(|| model.lemma.strip_suffix("re").unwrap_or(&model.lemma).to_owned());
        let vowel = theme.chars().next_back().unwrap_or('a');
        let stem = theme[..theme.len() - vowel.len_utf8()].to_owned();
        let past = model.past_theme.clone().unwrap_or_else(|| theme.clone());
        let mut stems = Stems { theme, vowel, past, present: Default::default(), stem, stressed };
        stems.present = match &model.present {
            Some(six) => six_forms(six),
            None => stems.regular_present(model.isc),
        };
        stems
    }

    fn regular_present(&self, isc: bool) -> [String; 6] {
        let endings = match self.vowel {
            'a' => ["o", "i", "a", "iamo", "ate", "ano"],
            'i' if isc => ["isco", "isci", "isce", "iamo", "ite", "iscono"],
            'i' => ["o", "i", "e", "iamo", "ite", "ono"],
            _ => ["o", "i", "e", "iamo", "ete", "ono"],
        };
        endings.map(|e| self.join(e))
    }

    /// Stem and ending with the spelling that keeps the sound: *spieg-h-i*, *cominc-i*, *cominc-erà*.
    fn join(&self, ending: &str) -> String {
        let stem = self.stem.as_str();
        let first = self.vowel == 'a';
        match (ending.chars().next(), stem.strip_suffix('i')) {
            (Some('i' | 'e'), None) if first && stem.ends_with(['c', 'g']) => format!("{stem}h{ending}"),
            (Some('i'), Some(short)) if !self.stressed || ending.starts_with("ia") => format!("{short}{ending}"),
            (Some('e'), Some(short)) if first && !self.stressed && short.ends_with(['c', 'g']) => format!("{short}{ending}"),
            _ => format!("{stem}{ending}"),
        }
    }

    /// *chiese*, *chiedesti*; regular *affermò*, *temé/temette*.
    pub fn remote(&self, given: Option<&str>) -> [String; 6] {
        let (past, stem, theme) = (&self.past, &self.stem, &self.theme);
        let with = |first: String, third: String, thirds: String| {
            [first, format!("{past}sti"), third, format!("{past}mmo"), format!("{past}ste"), thirds]
        };
        let accent = match self.vowel {
            'a' => 'ò',
            'i' => 'ì',
            _ => 'é',
        };
        let weak = (format!("{theme}i"), format!("{stem}{accent}"), format!("{theme}rono"));
        match given {
            Some(six) if six.contains(' ') => six_forms(six),
            Some(strong) => with(format!("{strong}i"), format!("{strong}e"), format!("{strong}ero")),
            // -ette is avoided behind t: batté, ripeté
            None if self.vowel != 'e' || stem.ends_with('t') => with(weak.0, weak.1, weak.2),
            None => with(format!("{}/{theme}tti", weak.0), format!("{}/{theme}tte", weak.1), format!("{}/{theme}ttero", weak.2)),
        }
    }

    /// *dicono* → *dica*; first conjugation *parli*.
    pub fn subjunctive(&self, given: Option<&str>) -> [String; 6] {
        let plural = self.present[3].clone();
        let second = format!("{}te", plural.strip_suffix("mo").unwrap_or(&plural));
        let singular = match given {
            Some(word) => word.to_owned(),
            None if self.vowel == 'a' => self.join("i"),
            None => {
                let third = self.present[5].split('/').next().unwrap_or_default();
                format!("{}a", third.strip_suffix("ono").unwrap_or(third))
            }
        };
        let third = singular.split('/').map(|s| format!("{s}no")).collect::<Vec<_>>().join("/");
        [singular.clone(), singular.clone(), singular, plural, second, third]
    }

    /// What future and conditional begin with: *dir*-ò, *spiegher*-ebbe.
    pub fn future(&self, given: Option<&str>) -> String {
        match given {
            Some(stem) => stem.to_owned(),
            None if self.vowel == 'a' => self.join("er"),
            None => format!("{}r", self.theme),
        }
    }

    /// *dicendo*
    pub fn gerund(&self) -> String {
        match self.vowel {
            'i' => format!("{}endo", self.stem),
            _ => format!("{}ndo", self.theme),
        }
    }

    /// The masculine singular.
    pub fn participle(&self, given: Option<&str>) -> String {
        match (given, self.vowel) {
            (Some(word), _) => word.to_owned(),
            (None, 'e') if self.stem.ends_with('c') => format!("{}iuto", self.stem),
            (None, 'e') => format!("{}uto", self.stem),
            (None, _) => format!("{}to", self.theme),
        }
    }
}

/// Six words of a model, in the order of the persons.
pub(super) fn six_forms(words: &str) -> [String; 6] {
    let mut words = words.split_whitespace();
    std::array::from_fn(|_| words.next().unwrap_or_default().to_owned())
}

/// The end of a stem on which the spelling of its forms depends: nothing of *parl-are*, *c* of
/// *manc-are*, *ci* of *cominci-are*.
pub(super) fn spelling(stem: &str) -> &str {
    let before = stem.strip_suffix('i').unwrap_or(stem);
    let before = before.strip_suffix(['c', 'g', 't']).unwrap_or(before);
    stem.strip_prefix(before).unwrap_or_default()
}
