//! Content → normalised words: what is left of it when marks, spaces, apostrophes, capitals and the Unicode
//! form make no difference. Each word keeps its place, so that a diff can show the text as it stands.

mod number;
pub(crate) mod times;

use crate::grammar::Grammar;
use crate::grammar::conjugate::{Mood, Tense};
use crate::grammar::forms::Reading;
use crate::grammar::index::Index;
use crate::grammar::key::{is_combining, key};
use crate::grammar::lexicon::Class;
use crate::grammar::meaning::{Role, Tags};
use crate::grammar::verbs::Helper;
use crate::span::Span;
use number::Numbers;

/// Number of a distinct word in the [`Vocabulary`].
pub(crate) type WordId = u32;

/// A word or a character of punctuation in a content.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Bytes of the content.
    pub span: Span,
    /// Which word it is.
    pub id: WordId,
    /// A capital that no sentence gives it, or a word that the lexicon has as a name.
    pub name: bool,
    /// A capital that a sentence gives it, of a word that the lexicon does not have: it may be a name.
    pub unknown_capital: bool,
    /// What it does, alone or in the phrase that it belongs to.
    pub tags: Tags,
    /// The line of its list; 0 where lines tell nothing apart.
    pub line: u16,
}

/// When something is so, as far as a change of it changes the statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// *firma*
    Present,
    /// *firmava*
    Imperfect,
    /// *firmò*, *ha firmato*
    Past,
    /// *firmerà*
    Future,
    /// *firmerebbe*
    Conditional,
    /// *avrebbe firmato*
    Unreal,
}

/// What is known of a distinct word.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Number of its stem.
    pub stem: u32,
    /// How much it tells of what a statement says, 0 to 1.
    pub weight: f32,
    /// What it does alone.
    role: Role,
    /// An article, a pronoun, a preposition: what a paraphrase turns or drops.
    pub function: bool,
    /// *essere*, *avere*
    pub auxiliary: bool,
    /// These, and *venire*, *andare*: with a participle behind them, one verb.
    pub helper: bool,
    /// Written in digits, or a word for a number.
    pub numeral: bool,
    /// A month or a day of the week.
    pub calendar: bool,
    /// The persons of a finite verb: bits as in its readings; 0 of any other word.
    persons: u8,
    /// *di, alla*
    pub preposition: bool,
    /// *il, alla*
    pub article: bool,
    /// The name of a person, place or body by the lexicon.
    proper: bool,
    /// A word that the lexicon does not have.
    unknown: bool,
    /// An adjective or a participle.
    pub adjective: bool,
    /// Names what is spoken of or what it is like: neither a verb nor a number.
    pub matter: bool,
    /// Its time, if it is a finite verb form.
    pub time: Option<Time>,
    /// Whether the auxiliary is *avere*.
    pub avere: bool,
    /// Whether its compound times take *essere*.
    pub takes_essere: bool,
    /// Whether it is a participle.
    pub participle: bool,
    /// Whether it stands for no letter or digit.
    pub punctuation: bool,
}

/// All distinct words of the versions, with what the grammar knows of each: asked once a word.
pub(crate) struct Vocabulary<'g> {
    grammar: &'g Grammar,
    numbers: Numbers,
    keys: Index,
    stems: Index,
    entries: Vec<Entry>,
}

impl<'g> Vocabulary<'g> {
    pub fn new(grammar: &'g Grammar) -> Self {
        Vocabulary { grammar, numbers: Numbers::default(), keys: Index::default(), stems: Index::default(), entries: Vec::new() }
    }

    pub fn entry(&self, id: WordId) -> &Entry {
        &self.entries[id as usize]
    }

    pub fn key(&self, id: WordId) -> &str {
        self.keys.get(id)
    }

    /// *dell'* → *di*; the key of any other word.
    fn base(&self, id: WordId) -> &str {
        let lexicon = &self.grammar.lexicon;
        let base = self.grammar.words.base(lexicon.id(self.key(id)));
        if base == 0 || lexicon.key_of(base).is_empty() { self.key(id) } else { lexicon.key_of(base) }
    }

    pub fn stem(&self, id: WordId) -> &str {
        self.stems.get(self.entry(id).stem)
    }

    /// How many words the number has that begins with them: *tre milioni e duecentomila*, *un milione e mezzo*.
    pub fn numeral_length(&self, words: &[Word]) -> usize {
        let numeral = |i: usize| words.get(i).is_some_and(|w| self.entry(w.id).numeral);
        let key = |i: usize| words.get(i).map_or("", |w| self.key(w.id));
        let large = |i: usize| self.grammar.meaning.multiplier(key(i)).is_some();
        let mut length = 0;
        while numeral(length) {
            length += 1;
            if large(length - 1)
                && self.grammar.meaning.joins_numbers(key(length))
                && (numeral(length + 1) || self.grammar.meaning.is_half(key(length + 1)))
            {
                length += 2;
            }
        }
        length
    }

    /// The number that consecutive words are, in digits.
    pub fn number(&self, words: &[Word]) -> Option<String> {
        let keys: Vec<&str> = words.iter().map(|w| self.key(w.id)).collect();
        self.numbers.value(&keys, &self.grammar.meaning)
    }

    /// Whether two words are opposites.
    pub fn opposite(&self, a: WordId, b: WordId) -> bool {
        let adjectives = self.entry(a).adjective && self.entry(b).adjective;
        self.grammar.meaning.opposite(self.stem(a), self.stem(b), adjectives)
    }

    /// The words of a content, without marks and without the punctuation that ends it.
    pub fn words(&mut self, content: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut opens = true;
        for piece in Pieces::of(content) {
            let text = piece.of(content);
            let id = self.id(text);
            let entry = &self.entries[id as usize];
            let capital = text.starts_with(char::is_uppercase);
            words.push(Word {
                span: piece,
                id,
                name: capital && (!opens || entry.proper),
                unknown_capital: capital && opens && entry.unknown,
                tags: entry.role.tags,
                line: entry.role.line,
            });
            opens = entry.punctuation && (opens || matches!(text, "." | "?" | "!" | "…" | "..."));
        }
        while words.last().is_some_and(|w: &Word| self.entry(w.id).punctuation && w.span.of(content) != "?") {
            words.pop();
        }
        self.tag_phrases(&mut words);
        words
    }

    /// The word *non*, at no place of a content: what a cue denies, its content does not say.
    pub fn denial(&mut self) -> Word {
        let id = self.id("non");
        Word { span: Span::default(), id, name: false, unknown_capital: false, tags: Tags::NEGATION, line: 0 }
    }

    /// What stands for a number of that value among stems.
    pub fn value_stem(&mut self, value: &str) -> u32 {
        self.stems.add(&format!("#{value}"))
    }

    fn tag_phrases(&self, words: &mut [Word]) {
        for i in 0..words.len() {
            let found = self.grammar.meaning.phrase(|k| words.get(i + k).map(|w| self.base(w.id)));
            if let Some((length, role)) = found {
                words[i..i + length].iter_mut().for_each(|w| w.tags = w.tags.or(role.tags));
                words[i + 1..i + length].iter_mut().for_each(|w| w.line = 0);
                words[i].line = role.line;
            }
        }
    }

    fn id(&mut self, text: &str) -> WordId {
        let key = normal(text);
        let id = self.keys.add(&key);
        if self.entries.len() <= id as usize {
            let entry = self.read(&key, text);
            self.entries.push(entry);
        }
        id
    }

    fn read(&mut self, key: &str, text: &str) -> Entry {
        let lexicon = &self.grammar.lexicon;
        let word = lexicon.id(key);
        let class = lexicon.entry(word).class;
        let mut readings = Vec::new();
        lexicon.readings(word, &mut readings);
        let punctuation = !text.chars().any(char::is_alphanumeric) && !matches!(text, "%" | "€" | "$" | "£");
        let stem = self.grammar.stem(key);
        let role = self.grammar.meaning.role(key, &stem);
        let tags = role.tags;
        let helps = |helpers: &[Helper]| readings.iter().any(|r| helpers.contains(&self.grammar.verbs.lemma(r.lemma).helper));
        let auxiliary = helps(&[Helper::Essere, Helper::Avere]);
        let function = class.any(FUNCTION) || auxiliary;
        let numeral = self.numbers.is_numeral(key, &self.grammar.meaning);
        let weight = match () {
            () if punctuation => 0.0,
            () if tags.any(Tags::NEGATION) => 0.3,
            () if function && !numeral => 0.15,
            () if tags.any(Tags::MODAL.or(Tags::CONDITION)) => 0.5,
            () => 1.0,
        };
        Entry {
            stem: self.stems.add(&stem),
            weight,
            role,
            function,
            auxiliary,
            helper: auxiliary || helps(&[Helper::Passive]),
            avere: helps(&[Helper::Avere]),
            takes_essere: readings.iter().any(|r| self.grammar.verbs.lemma(r.lemma).takes_essere),
            numeral,
            calendar: class.any(Class::CALENDAR),
            // il lavoro, un accordo: far oftener a noun
            persons: if class.any(NOMINAL) { 0 } else { persons(&readings) },
            article: class.any(Class::ARTICLE.or(Class::ARTICULATED)),
            preposition: class.any(Class::PREPOSITION.or(Class::ARTICULATED).or(Class::OF)),
            proper: class.any(Class::GIVEN) || !function && readings.is_empty() && class.any(PROPER),
            unknown: !function && readings.is_empty() && class == Class::NONE,
            adjective: class.any(Class::ADJECTIVE) || readings.iter().any(|r| r.features.mood == Mood::Participle),
            matter: weight >= 1.0 && !numeral && (readings.is_empty() || class.any(NOMINAL)),
            time: time(&readings),
            participle: readings.iter().any(|r| r.features.mood == Mood::Participle),
            punctuation,
        }
    }
}

const NOMINAL: Class =
    Class::NOUN.or(Class::ADJECTIVE).or(Class::ROLE).or(Class::GROUP).or(Class::BODY).or(Class::DOCUMENT).or(Class::SPEECH);

const PROPER: Class = Class::PLACE.or(Class::ORGANIZATION).or(Class::METONYM);

const FUNCTION: Class = Class::ARTICLE
    .or(Class::INDEFINITE)
    .or(Class::DEMONSTRATIVE)
    .or(Class::POSSESSIVE)
    .or(Class::PREPOSITION)
    .or(Class::ARTICULATED)
    .or(Class::OF)
    .or(Class::PRONOUN)
    .or(Class::DIALOGUE_PRONOUN)
    .or(Class::RELATIVE)
    .or(Class::CLITIC)
    .or(Class::COORDINATOR)
    .or(Class::SUBORDINATOR)
    .or(Class::NEGATION)
    .or(Class::INTERROGATIVE);

fn persons(readings: &[Reading]) -> u8 {
    let finite = readings.iter().map(|r| r.features).filter(|f| f.mood.is_finite() && f.mood != Mood::Imperative);
    finite.fold(0, |bits, f| bits | f.persons)
}

impl Entry {
    /// Whether it is a finite verb of these persons only: bits as in its readings.
    pub fn is_of(&self, persons: u8) -> bool {
        self.persons != 0 && self.persons & !persons == 0
    }
}

/// *firmo*
pub(crate) const ME: u8 = 1;
/// *firmiamo*
pub(crate) const US: u8 = 8;
/// *firmi, firmate*
pub(crate) const YOU: u8 = 2 | 16;
/// *firma, firmano*
pub(crate) const OTHERS: u8 = 4 | 32;

/// The time of a form by its likeliest reading; the subjunctive follows its main clause and tells none.
fn time(readings: &[Reading]) -> Option<Time> {
    let of = |mood: Mood| readings.iter().map(|r| r.features).find(|f| f.mood == mood);
    if let Some(f) = of(Mood::Indicative) {
        return match f.tense {
            Tense::Present => Some(Time::Present),
            Tense::Imperfect => Some(Time::Imperfect),
            Tense::Remote => Some(Time::Past),
            Tense::Future => Some(Time::Future),
            Tense::None => None,
        };
    }
    of(Mood::Conditional).map(|_| Time::Conditional)
}

/// The key of a word; all dashes are one, three stops an ellipsis, and what nobody sees is left out.
fn normal(text: &str) -> String {
    match text {
        "–" | "—" | "―" | "-" | "‑" | "‒" | "−" => "-".to_owned(),
        "..." | "…" => "…".to_owned(),
        _ if text.contains(is_invisible) => key(&text.replace(is_invisible, "")),
        _ => key(text),
    }
}

/// Cuts a content into words and punctuation; marks and white space are neither.
struct Pieces<'t> {
    text: &'t str,
    at: usize,
    /// Whether a single mark is open, so that the next one behind a word closes it.
    single: bool,
}

impl<'t> Pieces<'t> {
    fn of(text: &'t str) -> Self {
        Pieces { text, at: 0, single: false }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            let rest = self.text.get(self.at..)?;
            let c = rest.chars().next()?;
            let start = self.at;
            self.at += c.len_utf8();
            if c.is_alphanumeric() {
                self.at = start + self.word(rest);
                return Some(Span::new(start, self.at));
            }
            if is_apostrophe(c) {
                self.single = rest[c.len_utf8()..].starts_with(char::is_alphanumeric);
            } else if rest.starts_with("...") {
                self.at = start + 3;
                return Some(Span::new(start, self.at));
            } else if !(c.is_whitespace() || is_mark(c) || is_invisible(c)) {
                return Some(Span::new(start, self.at));
            }
        }
    }
}

impl Pieces<'_> {
    /// How many bytes the word at the head of `rest` has: letters, digits and what joins them; an apostrophe that
    /// no single mark claims.
    fn word(&mut self, rest: &str) -> usize {
        let mut end = 0;
        for (i, c) in rest.char_indices() {
            let joined =
                || rest[i + c.len_utf8()..].starts_with(|n: char| n.is_ascii_digit()) && rest[..i].ends_with(|p: char| p.is_ascii_digit());
            let part = c.is_alphanumeric() || is_combining(c) || is_invisible(c) || matches!(c, '.' | ',' | ':' | '/') && joined();
            if !part {
                break;
            }
            end = i + c.len_utf8();
        }
        let Some(mark) = rest[end..].chars().next().filter(|c| is_apostrophe(*c)) else { return end };
        let elides = rest[end + mark.len_utf8()..].starts_with(char::is_alphanumeric);
        if self.single && !elides {
            self.single = false;
            return end;
        }
        end + mark.len_utf8()
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '‚' | '‛')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}
