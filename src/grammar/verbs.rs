//! Verbs by lemma: which of them report, how, and which only carry another (auxiliaries, modals,
//! periphrases). The forms that lead here are in the lexicon.

use super::lexicon::WordId;
use crate::document::Stance;

/// How a verb reports, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frames(pub u16);

impl Frames {
    /// beside words in marks: *ha detto: «…»*
    pub const QUOTE: Frames = Frames(1);
    /// *che* and a clause
    pub const CHE: Frames = Frames(2);
    /// *di* and an infinitive
    pub const DI: Frames = Frames(4);
    /// an indirect question
    pub const SE: Frames = Frames(8);
    /// *a* and an infinitive
    pub const A: Frames = Frames(16);
    /// an object and a predicate in marks: *ha definito l'accordo «una follia»*
    pub const DEFINE: Frames = Frames(32);
    /// a noun phrase in marks as its object: *ha espresso «fiducia»*
    pub const OBJECT: Frames = Frames(64);
    /// *parla di «X»*
    pub const ABOUT: Frames = Frames(128);
    /// an object and *come* before a predicate in marks: *lo ricorda come «un martire»*
    pub const AS: Frames = Frames(256);

    /// The names used in grammar files and patterns.
    pub const NAMES: [(&'static str, Frames); 9] = [
        ("quote", Self::QUOTE),
        ("che", Self::CHE),
        ("di", Self::DI),
        ("se", Self::SE),
        ("a", Self::A),
        ("define", Self::DEFINE),
        ("object", Self::OBJECT),
        ("about", Self::ABOUT),
        ("as", Self::AS),
    ];

    /// The frame of that name.
    pub fn named(name: &str) -> Option<Frames> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, f)| *f)
    }

    /// Whether the two share a frame.
    pub const fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    pub const fn or(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

/// A verb or expression that reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The dictionary form: *leggere*, *rincarare la dose*.
    pub lemma: String,
    /// How it reports.
    pub frames: Frames,
    /// How its subject commits to the content.
    pub stance: Stance,
    /// Whether it is a verb of communication wherever it stands; otherwise it reports only right
    /// beside words in marks.
    pub always: bool,
    /// Whether a text can be its subject or its place (*si legge in*).
    pub written: bool,
    /// Whether its dropped subject, behind a question, is the one who was asked (*rispondere*).
    pub answers: bool,
    /// Whether its dropped subject is oftenest the one who has just spoken (*aggiungere*).
    pub continues: bool,
}

impl Report {
    /// Whether its subject says something of himself: *si è detto orgoglioso*.
    pub fn declares(&self) -> bool {
        self.lemma.ends_with("si") && self.frames.any(Frames::DEFINE)
    }
}

/// What a verb does for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Helper {
    /// Nothing.
    #[default]
    None,
    /// essere: compound tenses and the passive
    Essere,
    /// avere: compound tenses
    Avere,
    /// venire, andare with a participle: the passive
    Passive,
    /// stare with a gerund
    Stare,
}

/// How a verb takes the infinitive that it carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// *vuole dire*
    Bare,
    /// *torna a dire*, *cerca di dire*, *sta per dire*
    With(WordId),
    /// *va dicendo*
    Gerund,
}

/// A verb with the words that complete it: *rincarare* + *la dose*.
#[derive(Debug, Clone)]
pub struct Expression {
    /// For each word of the tail, the keys that may stand there.
    pub tail: Vec<Vec<WordId>>,
    /// Index into [`Verbs::reports`].
    pub report: u16,
}

/// One lemma.
#[derive(Debug, Clone, Default)]
pub struct Lemma {
    /// The infinitive.
    pub name: String,
    /// What it reports when it stands alone; index into [`Verbs::reports`].
    pub report: Option<u16>,
    /// What it reports only as a reflexive (*lamentarsi*).
    pub reflexive_report: Option<u16>,
    /// What it reports with a tail, longest first.
    pub expressions: Vec<Expression>,
    /// Whether its compound tenses take *essere*, so that *è intervenuta* is no passive.
    pub takes_essere: bool,
    /// Whether it joins a predicate to its subject: *essere, diventare, sembrare*.
    pub copula: bool,
    /// Whether it does so with *di*: *si tratta di un errore*.
    pub copula_with_di: bool,
    /// Nobody is its subject: *bisogna*.
    pub impersonal: bool,
    /// What it does for another verb.
    pub helper: Helper,
    /// Whether it takes it only with a *si* of its own: *limitarsi a, affrettarsi a*.
    pub carries_with_si: bool,
    /// How it takes the infinitive of another verb.
    pub links: Vec<Link>,
}

impl Lemma {
    fn prominence(&self) -> u8 {
        match self.helper {
            Helper::Essere | Helper::Avere => 3,
            _ if self.report.is_some() => 2,
            _ if !self.expressions.is_empty() || !self.links.is_empty() => 1,
            _ => 0,
        }
    }
}

/// All verbs of the grammar.
#[derive(Debug, Default)]
pub struct Verbs {
    /// By the index that readings hold.
    pub lemmas: Vec<Lemma>,
    /// What reports.
    pub reports: Vec<Report>,
    /// By lemma: helpers before verbs that report, those before verbs that do so with other words or carry
    /// another verb. Beside the lemmas, since each form that can be of two verbs asks for it.
    prominence: Vec<u8>,
}

impl Verbs {
    /// The report of that index.
    pub fn report(&self, index: u16) -> &Report {
        &self.reports[index as usize]
    }

    /// Notes what each lemma is, once all are complete.
    pub fn finish(&mut self) {
        self.prominence = self.lemmas.iter().map(Lemma::prominence).collect();
    }

    /// How likely a form that can be of several verbs is this one's: the higher, the likelier.
    #[inline]
    pub fn prominence(&self, index: u16) -> u8 {
        self.prominence.get(index as usize).copied().unwrap_or(0)
    }

    /// The lemma of that index.
    pub fn lemma(&self, index: u16) -> &Lemma {
        &self.lemmas[index as usize]
    }
}
