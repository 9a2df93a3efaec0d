//! The people of an article: their names from the fullest mention, their roles by apposition, their
//! gender by given name, role and participle.

mod apposition;
mod role;

use rustc_hash::{FxHashMap, FxHashSet};

use super::name::{compatible, name_keys, significant, without_nickname};
use crate::attribution::Reading;
use crate::grammar::lexicon::{Agreement, Class};
use crate::span::Span;
use crate::unit::{Kind, NameKind, NounPhrase, UnitKind};

/// Somebody with a name.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The fullest name, as the article writes it.
    pub name: String,
    /// Keys of its words, in order, particles included.
    pub keys: Vec<String>,
    /// What they are, as the article words it, without articles.
    pub roles: Vec<String>,
    /// Head nouns (lexicon ids) of those roles, with the classes they belong to.
    pub heads: Vec<(u32, u64)>,
    /// Content words of the roles' complements (*Lavoro*, *Cisl*).
    pub complements: Vec<String>,
    /// Gender bits, 0 if nothing tells.
    pub gender: u8,
    /// Where the name stands.
    pub mentions: Vec<Span>,
    /// How often.
    pub weight: usize,
    /// Whether a given name or a role says that this is a person, and not some capital.
    pub certain: bool,
}

impl Person {
    /// A person beyond doubt, or a capital that the article keeps coming back to.
    pub fn is_somebody(&self) -> bool {
        self.certain || self.mentions.len() >= 3
    }

    /// The last mention that begins before a byte.
    pub fn last_before(&self, at: usize) -> Option<Span> {
        let later = self.mentions.partition_point(|m| m.start < at);
        later.checked_sub(1).map(|k| self.mentions[k])
    }
}

/// All people with a name, and the index from a name's last word to them.
#[derive(Debug, Default)]
pub(crate) struct People {
    pub list: Vec<Person>,
    /// By mention.
    owners: FxHashMap<Span, usize>,
    by_word: FxHashMap<String, Vec<usize>>,
}

struct Mention {
    name: Span,
    keys: Vec<String>,
    noun: usize,
    person: bool,
    /// Counts only for somebody with that surname.
    place: bool,
}

impl People {
    /// Gathers people from all noun phrases with a name.
    pub fn gather(reading: &Reading<'_>) -> Self {
        let text = reading.article.text;
        let mut mentions: Vec<Mention> = Vec::new();
        let speakers = sayers(reading);
        for (n, noun) in reading.units.nouns.iter().enumerate() {
            let Some(name) = noun.name else { continue };
            // Corvetto, where Zelinda Corvetto was named: a place that is a surname
            let place = noun.name_kind == NameKind::Place && noun.head == 0 && noun.preposition == 0;
            if !place && !matches!(noun.name_kind, NameKind::Person | NameKind::Unknown) {
                continue;
            }
            let bare = without_nickname(name.of(text));
            let keys = name_keys(&bare);
            if keys.is_empty() {
                continue;
            }
            // Zoran Pelić commenta: two words that no list knows, and they speak
            let says = keys.len() == 2 && noun.name_kind == NameKind::Unknown && speakers.contains(&(n as u32));
            let person = noun.name_kind == NameKind::Person || noun.kind == Kind::Person && noun.head != 0 || says;
            mentions.push(Mention { name, keys, noun: n, person, place });
        }
        let mut people = People::default();
        // the longest names first, so that a surname finds its owner
        let mut order: Vec<usize> = (0..mentions.len()).collect();
        order.sort_by_key(|m| (std::cmp::Reverse(mentions[*m].keys.len()), mentions[*m].name.start));
        for m in order {
            people.place(reading, &mentions[m], text);
        }
        for (at, person) in people.list.iter_mut().enumerate() {
            person.mentions.sort();
            person.mentions.dedup();
            for mention in &person.mentions {
                people.owners.entry(*mention).or_insert(at);
            }
        }
        people.appositions(reading);
        people
    }

    fn place(&mut self, reading: &Reading<'_>, mention: &Mention, text: &str) {
        let noun = &reading.units.nouns[mention.noun];
        if mention.place {
            let surname =
                |p: &usize| self.list[*p].certain && self.list[*p].keys.len() > 1 && self.list[*p].keys.last() == mention.keys.last();
            if let [one] = self.matching(&mention.keys).as_slice()
                && surname(one)
            {
                self.list[*one].mentions.push(mention.name);
            }
            return;
        }
        let at = match self.matching(&mention.keys).as_slice() {
            [] => {
                let index = self.list.len();
                self.list.push(Person {
                    name: without_nickname(mention.name.of(text)).into_owned(),
                    keys: mention.keys.clone(),
                    roles: Vec::new(),
                    heads: Vec::new(),
                    complements: Vec::new(),
                    gender: 0,
                    mentions: Vec::new(),
                    weight: 0,
                    certain: false,
                });
                for key in &mention.keys {
                    self.by_word.entry(key.clone()).or_default().push(index);
                }
                index
            }
            [one] => *one,
            several => self.by_role(noun, several).unwrap_or(several[0]),
        };
        let person = &mut self.list[at];
        person.mentions.push(mention.name);
        person.weight += 1 + usize::from(mention.person);
        person.certain |= mention.person;
        if person.gender == 0 && mention.person {
            person.gender = given_gender(reading, &person.keys);
        }
        if noun.head != 0 {
            self.add_role(reading, at, noun);
        }
    }

    fn by_role(&self, noun: &NounPhrase, among: &[usize]) -> Option<usize> {
        let gender = noun.agreement.gender();
        among.iter().copied().find(|p| {
            let person = &self.list[*p];
            (noun.head != 0 && person.heads.iter().any(|(h, _)| *h == noun.head))
                || (gender != 0 && gender != 3 && person.gender != 0 && person.gender & gender != 0)
        })
    }

    /// Adds what a noun phrase says of a person: *il ministro del Lavoro* Damiano.
    pub fn add_role(&mut self, reading: &Reading<'_>, at: usize, noun: &NounPhrase) {
        let text = reading.article.text;
        let person = &mut self.list[at];
        person.certain = true;
        let class = reading.grammar.lexicon.entry(noun.head).class;
        if class.any(Class::HONORIFIC) && !class.any(Class::ROLE) {
            return;
        }
        // da bambino Jacopo dormiva: what he was once
        if noun.preposition == reading.grammar.words.da && !noun.definite {
            return;
        }
        // scandisce dal palco Pina Neri: where somebody stands
        let words = &reading.grammar.words;
        let known = Class::ROLE.or(Class::GENERIC).or(Class::DEMONYM).or(Class::BODY).or(Class::GROUP);
        if words.base(noun.preposition) == words.da && !class.any(known) {
            return;
        }
        let end = noun.name.filter(|n| n.start > noun.head_span.start).map_or(noun.span.end, |n| n.start);
        if let Some(role) = role::role(reading, noun) {
            role::add(&mut person.roles, role);
        }
        if !person.heads.iter().any(|(h, _)| *h == noun.head) {
            person.heads.push((noun.head, noun.role_classes));
        }
        let tail = Span::new(noun.head_span.end.min(end), end).of(text);
        for word in significant(tail) {
            if !person.complements.contains(&word) {
                person.complements.push(word);
            }
        }
        let gender = noun.agreement.gender();
        if person.gender == 0 && (gender == Agreement::FEMININE) {
            person.gender = gender;
        }
    }

    /// The person whose mention stands at `name`.
    pub fn owner_of(&self, name: Span, text: &str) -> Option<usize> {
        self.owners.get(&name).copied().or_else(|| self.matching(&name_keys(&without_nickname(name.of(text)))).first().copied())
    }

    /// People whose name these words can be a part of: the surname, the first name, both; or who
    /// have a part of it.
    pub fn matching(&self, keys: &[String]) -> Vec<usize> {
        let Some(last) = keys.last() else { return Vec::new() };
        let mut out: Vec<usize> = Vec::new();
        let candidates = keys.iter().filter_map(|k| self.by_word.get(k)).flatten();
        for p in candidates {
            if out.contains(p) {
                continue;
            }
            let person = &self.list[*p];
            let fits = if keys.len() > 1 {
                compatible(keys, &person.keys)
            } else {
                person.keys.last() == Some(last) || person.keys.first() == Some(last) || person.keys.len() > 2 && person.keys.contains(last)
            };
            if fits {
                out.push(*p);
            }
        }
        // a surname before a first name
        if keys.len() == 1 {
            let by_surname: Vec<usize> = out.iter().copied().filter(|p| self.list[*p].keys.last() == Some(last)).collect();
            if !by_surname.is_empty() {
                return by_surname;
            }
        }
        out
    }
}

/// The nouns that are the subject of a verb of saying.
fn sayers(reading: &Reading<'_>) -> FxHashSet<u32> {
    let mut out = FxHashSet::default();
    for (s, stream) in reading.units.streams.iter().enumerate() {
        for (u, unit) in stream.units.iter().enumerate() {
            let says = reading.units.verb(unit).filter(|v| !v.passive && reading.report(v).is_some_and(|r| r.always));
            let subject = says.and_then(|_| reading.subject_of_verb(s as u32, u as u32));
            if let Some(UnitKind::Noun(n)) = subject.and_then(|x| reading.kind(s as u32, x.unit)) {
                out.insert(n);
            }
        }
    }
    out
}

fn given_gender(reading: &Reading<'_>, keys: &[String]) -> u8 {
    let lexicon = &reading.grammar.lexicon;
    let given = keys.iter().take(2).map(|k| lexicon.entry(lexicon.id(k))).find(|e| e.class.any(Class::GIVEN));
    let gender = given.map_or(0, |e| e.agreement.gender());
    if gender == 3 { 0 } else { gender }
}
