//! The lexicon: what the grammar knows of a word, by its key. One look-up a token; everything that
//! the later stages ask of a word is in its [`Entry`].

use rustc_hash::FxHashMap;

use super::conjugate::Mood;
use super::forms::{Forms, Reading, class_of};
use super::index::Index;
use super::key::key_into;

/// What a word can be, as a set of bits. A word may be several things (*la* is an article and a
/// clitic); the stages decide by what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Class(pub u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class { $($(#[$doc])* pub const $name: Class = Class(1 << $bit);)* }
        /// The names by which patterns and `grammar` commands call the classes.
        pub const CLASS_NAMES: &[(&str, Class)] = &[$((stringify!($name), Class::$name)),*];
    };
}

classes! {
    /// il lo la i gli le l'
    ARTICLE = 0;
    /// un uno una
    INDEFINITE = 1;
    /// questo quello
    DEMONSTRATIVE = 2;
    /// mio suo loro
    POSSESSIVE = 3;
    /// a da in con
    PREPOSITION = 4;
    /// del alla nei: preposition and article in one
    ARTICULATED = 5;
    /// di del d': what joins a complement to its noun
    OF = 6;
    /// io lui costei
    PRONOUN = 7;
    /// che cui quale
    RELATIVE = 8;
    /// mi lo gli ne
    CLITIC = 9;
    /// e o ma
    COORDINATOR = 10;
    /// mentre quando perché
    SUBORDINATOR = 11;
    /// poi anche ieri
    ADVERB = 12;
    /// non
    NEGATION = 13;
    /// due cento milioni
    NUMBER = 14;
    /// one person by office, trade, relation
    ROLE = 15;
    /// several or unnamed people
    GROUP = 16;
    /// what speaks in writing
    DOCUMENT = 17;
    /// governo procura azienda
    BODY = 18;
    /// commento replica parole
    SPEECH = 19;
    /// a given name
    GIVEN = 20;
    /// de von al-
    PARTICLE = 21;
    /// signor dott. mons.
    HONORIFIC = 22;
    /// vicario regionale: follows a role as part of the title
    ROLE_ADJECTIVE = 23;
    /// ex vice neo
    ROLE_PREFIX = 24;
    /// francese, granata
    DEMONYM = 25;
    /// Roma, Francia
    PLACE = 26;
    /// a proper name of an institution
    ORGANIZATION = 27;
    /// netto duro soddisfatto before a colon
    STANCE_ADJECTIVE = 28;
    /// film libro: what stands in marks after it is a title
    TITLE_NOUN = 29;
    /// operazione nave: what stands in marks after it is a name
    NAME_NOUN = 30;
    /// cosiddetto termine parola
    TERM_MARKER = 31;
    /// soprannominato intitolato
    NAMING = 32;
    /// a common noun of things
    NOUN = 33;
    /// a common adjective
    ADJECTIVE = 34;
    /// gennaio lunedì
    CALENDAR = 35;
    /// a medium that is a place and no speaker: Facebook
    NETWORK = 36;
    /// uomo donna signora: can be anybody
    GENERIC = 37;
    /// usually the one who asks
    LISTENER = 38;
    /// at least one finite verb form
    FINITE = 39;
    /// far oftener no verb in the press
    NOUNLIKE = 40;
    /// any other verb form
    NONFINITE = 41;
    /// some multi-word entry begins with it
    OPENS_PHRASE = 42;
    /// secondo, a detta di: takes a source
    FRAMING = 43;
    /// di parere opposto: with a following name announces speech
    OPENING = 44;
    /// e ancora, poi: announces more of the same speaker before a colon
    CONTINUER = 45;
    /// per così dire: reports nothing
    EMPTY_PHRASE = 46;
    /// a noun that practically always announces speech
    SPEECH_STRONG = 47;
    /// alcuni molti entrambi
    QUANTIFIER = 48;
    /// piazza stadio: makes a place of the name that follows
    AREA = 49;
    /// a metonym whose article belongs to it: il Colle
    METONYM = 50;
    /// via stadio: as PLACE, in capitals
    OUTLET = 51;
    /// ndr, ride: the reporter's brackets
    REPORTER_NOTE = 52;
    /// chi, che cosa, come: opens a question
    INTERROGATIVE = 53;
    /// on. sen. c.: a final stop ends no sentence
    ABBREVIATION = 54;
    /// in una nota, su Facebook: where it was said
    MEDIUM = 55;
    /// nouns of time: anno, ora
    TIME = 56;
    /// io tu noi voi: somebody of the dialogue, never a reporter's source
    DIALOGUE_PRONOUN = 57;
    /// tramite, per bocca di: who stands behind it speaks for a body
    MOUTHPIECE = 58;
    /// dal canto suo, invece: somebody else than before speaks
    CONTRAST = 59;
    /// notizia intenzione richiesta: with a verb of saying its clause is what was said
    CONTENT_NOUN = 60;
    /// replica risposta: the other one of two speaks
    REPLY = 61;
    /// moglie figlio fratello: somebody's, and not the one whose
    KIN = 62;
    /// ministro presidente assessore: an office has a matter or a seat as its complement (alla Salute)
    OFFICE = 63;
}

impl Class {
    /// Nothing.
    pub const NONE: Class = Class(0);

    /// Whether it shares a bit with `other`.
    #[inline]
    pub const fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[inline]
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    /// The class of that name, written as patterns do (`speech-strong`).
    pub fn named(name: &str) -> Option<Class> {
        let wanted = name.replace('-', "_").to_uppercase();
        CLASS_NAMES.iter().find(|(n, _)| *n == wanted).map(|(_, c)| *c)
    }
}

/// Gender and number as bits, both set where a form leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement(pub u8);

impl Agreement {
    /// il
    pub const MASCULINE: u8 = 1;
    /// la
    pub const FEMININE: u8 = 2;
    /// gli insegnanti, le insegnanti
    pub const ANY_GENDER: u8 = Self::MASCULINE | Self::FEMININE;
    /// one
    pub const SINGULAR: u8 = 4;
    /// more than one
    pub const PLURAL: u8 = 8;
    /// Nothing is known: agrees with everything.
    pub const OPEN: Agreement = Agreement(15);

    /// Gender bits.
    pub const fn gender(self) -> u8 {
        self.0 & 3
    }

    /// Number bits.
    pub const fn number(self) -> u8 {
        self.0 & 12
    }

    /// Whether one reading satisfies both; an empty dimension is open.
    pub const fn agrees(self, other: Agreement) -> bool {
        let g = self.gender() & other.gender();
        let n = self.number() & other.number();
        (g != 0 || self.gender() == 0 || other.gender() == 0) && (n != 0 || self.number() == 0 || other.number() == 0)
    }

    /// What both allow; a dimension that one leaves empty is the other's.
    pub const fn meet(self, other: Agreement) -> Agreement {
        let g = match (self.gender(), other.gender()) {
            (0, g) | (g, 0) => g,
            (a, b) if a & b != 0 => a & b,
            (a, _) => a,
        };
        let n = match (self.number(), other.number()) {
            (0, n) | (n, 0) => n,
            (a, b) if a & b != 0 => a & b,
            (a, _) => a,
        };
        Agreement(g | n)
    }
}

/// All that the grammar knows of one word but what it is as a verb form: see [`Lexicon::readings`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Entry {
    /// What it can be.
    pub class: Class,
    /// Gender and number as a noun, adjective, article or pronoun.
    pub agreement: Agreement,
    /// Bits of the role classes (`coach`, `minister`) that it belongs to.
    pub role_classes: u64,
    /// The id that it has as a verb form; 0 if it is none.
    form: WordId,
    /// Whether it is the second word of some multi-word entry.
    second: bool,
}

/// A word of the lexicon; 0 is the unknown word. A verb form that no list has got an id as well.
pub type WordId = u32;

/// A multi-word entry: the words after the first two, and what the whole is.
#[derive(Debug, Clone)]
struct Phrase {
    rest: Box<[WordId]>,
    entry: WordId,
}

/// Words and multi-word entries by key.
#[derive(Debug)]
pub struct Lexicon {
    keys: Index,
    /// By the number of the key.
    entries: Vec<Entry>,
    forms: Forms,
    buffer: String,
    /// By their first two words: *in*, *a* and *per* begin hundreds.
    phrases: FxHashMap<(WordId, WordId), Vec<Phrase>>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Lexicon::new()
    }
}

impl Lexicon {
    /// An empty lexicon; entry 0 is the unknown word.
    pub fn new() -> Self {
        const WORDS: usize = 50_000;
        let mut keys = Index::with_capacity(WORDS);
        keys.add("");
        let mut entries = Vec::with_capacity(WORDS);
        entries.push(Entry::default());
        Lexicon { keys, entries, forms: Forms::default(), buffer: String::new(), phrases: FxHashMap::default() }
    }

    /// The id of the word with this **key**, 0 if unknown.
    #[inline]
    pub fn id(&self, key: &str) -> WordId {
        self.keys.find(key).unwrap_or_else(|| self.forms.id(key))
    }

    /// What is known of a word.
    #[inline]
    pub fn entry(&self, id: WordId) -> &Entry {
        self.entries.get(id as usize).unwrap_or_else(|| form_entry(id))
    }

    /// The key of a listed word; the empty string for the unknown one and for verb forms.
    #[inline]
    pub fn key_of(&self, id: WordId) -> &str {
        self.keys.get(id)
    }

    /// Adds what a word is as a verb form to `out`.
    pub fn readings(&self, id: WordId, out: &mut Vec<Reading>) {
        let form = self.entries.get(id as usize).map_or(id, |listed| listed.form);
        self.forms.readings(form, out);
    }

    /// Whether a word can be an infinitive.
    pub fn is_infinitive(&self, id: WordId) -> bool {
        let mut readings = Vec::new();
        self.readings(id, &mut readings);
        readings.iter().any(|r| r.features.mood == Mood::Infinitive)
    }

    /// The id of a word, which is made if it is new. `_` joins the words of a phrase.
    pub fn intern(&mut self, word: &str) -> WordId {
        if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return self.intern_key(word);
        }
        let mut buffer = std::mem::take(&mut self.buffer);
        key_into(word, &mut buffer);
        let id = self.intern_key(&buffer);
        self.buffer = buffer;
        id
    }

    fn intern_key(&mut self, key: &str) -> WordId {
        let id = self.keys.add(key);
        if self.entries.len() < self.keys.len() {
            self.entries.push(Entry::default());
        }
        id
    }

    /// Adds a class (and gender and number) to a word or, with `_`, to a phrase.
    pub fn add(&mut self, word: &str, class: Class, agreement: Agreement) -> WordId {
        let id = if word.bytes().any(|b| matches!(b, b'_' | b' ')) { self.phrase(word) } else { self.intern(word) };
        let entry = &mut self.entries[id as usize];
        entry.class = entry.class.or(class);
        entry.agreement = Agreement(entry.agreement.0 | agreement.0);
        id
    }

    /// Changes what is known of a word.
    pub fn entry_mut(&mut self, id: WordId) -> &mut Entry {
        &mut self.entries[id as usize]
    }

    /// Takes the forms of all verbs.
    pub fn set_forms(&mut self, forms: Forms) {
        self.forms = forms;
    }

    /// Marks the listed words that are verb forms as well, once all words and verbs are known.
    ///
    /// # Errors
    /// More verbs than ids can number.
    pub fn mark_forms(&mut self) -> Result<(), String> {
        self.forms.finish()?;
        for (id, entry) in self.entries.iter_mut().enumerate().skip(1) {
            let key = self.keys.get(id as WordId);
            if !key.contains(' ') {
                entry.form = self.forms.id(key);
                entry.class = entry.class.or(class_of(entry.form));
            }
        }
        Ok(())
    }

    fn phrase(&mut self, words: &str) -> WordId {
        let ids: Vec<WordId> = split_phrase(words).map(|part| self.intern(part)).collect();
        let [first, second, rest @ ..] = &ids[..] else {
            return ids.first().copied().unwrap_or(0);
        };
        let place = (*first, *second);
        if let Some(found) = self.phrases.get(&place).and_then(|l| l.iter().find(|p| *p.rest == *rest)) {
            return found.entry;
        }
        let mut joined = std::mem::take(&mut self.buffer);
        key_into(words, &mut joined);
        let entry = self.intern_key(&joined.replace('_', " "));
        self.buffer = joined;
        let opening = &mut self.entries[*first as usize];
        opening.class = opening.class.or(Class::OPENS_PHRASE);
        self.entries[*second as usize].second = true;
        let list = self.phrases.entry(place).or_insert_with(|| Vec::with_capacity(1));
        let shorter = list.partition_point(|p| p.rest.len() >= rest.len());
        list.insert(shorter, Phrase { rest: rest.into(), entry });
        entry
    }

    /// The longest multi-word entry that the words `next(0), next(1), …` begin with: its number of
    /// words and its id. `next` gives 0 where the text ends.
    pub fn phrase_at(&self, next: impl Fn(usize) -> WordId) -> Option<(usize, WordId)> {
        let (first, second) = (next(0), next(1));
        if !self.entry(first).class.any(Class::OPENS_PHRASE) || !self.entry(second).second {
            return None;
        }
        let list = self.phrases.get(&(first, second))?;
        let found = list.iter().find(|p| p.rest.iter().enumerate().all(|(k, id)| next(k + 2) == *id))?;
        Some((found.rest.len() + 2, found.entry))
    }

    /// How many words and phrases are listed.
    pub fn len(&self) -> usize {
        self.entries.len() - 1
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The parts of a phrase as the tokenizer cuts them: at `_`, at spaces, and after an elision.
pub fn split_phrase(words: &str) -> impl Iterator<Item = &str> {
    let cut = |part: &'_ str| match part.find(['\'', '’']) {
        Some(at) => {
            let behind = part[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            if part[behind..].starts_with(char::is_alphabetic) { behind } else { part.len() }
        }
        None => part.len(),
    };
    words.split(['_', ' ']).flat_map(move |part| <[&str; 2]>::from(part.split_at(cut(part)))).filter(|p| !p.is_empty())
}

/// The entry of a verb form that no list has.
fn form_entry(id: WordId) -> &'static Entry {
    const fn of(class: Class) -> Entry {
        Entry { class, agreement: Agreement(0), role_classes: 0, form: 0, second: false }
    }
    static NONE: Entry = of(Class::NONE);
    static FINITE: Entry = of(Class::FINITE);
    static NONFINITE: Entry = of(Class::NONFINITE);
    static BOTH: Entry = of(Class::FINITE.or(Class::NONFINITE));
    let class = class_of(id);
    match (class.any(Class::FINITE), class.any(Class::NONFINITE)) {
        (true, true) => &BOTH,
        (true, false) => &FINITE,
        (false, true) => &NONFINITE,
        (false, false) => &NONE,
    }
}
