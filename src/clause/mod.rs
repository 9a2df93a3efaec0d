//! Units → clauses: the subject of every verb, and where the clause that a verb of saying governs
//! begins and ends. One pass from left to right with a stack of open clauses; no look-back but to
//! the last break. The pass and its stack are here; what opens a clause, what leaves it and whose
//! verb is whose stands in the files of this folder.

mod complement;
mod coordination;
mod finished;
mod relative;
mod subject;

use crate::grammar::Grammar;
use crate::unit::{Kind, NounPhrase, Owner, Stream, UnitKind, Units, VerbGroup};

/// How the subject of a verb was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// It stands before the verb.
    Before,
    /// It follows the verb: *ha detto Rossi*.
    After,
    /// The noun that a relative clause belongs to: *il sindaco, che ha aggiunto*.
    Relative,
    /// A verb before has it: *Rossi ha salutato e ha detto*.
    Shared,
}

/// The subject of a verb, as a unit of the same stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subject {
    /// The noun phrase's unit.
    pub unit: u32,
    /// How it was found.
    pub path: Path,
}

/// The clause that a verb of saying governs, in units of its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Complement {
    /// The unit of the verb.
    pub cue: u32,
    /// First unit: *che*, *di*, *se*.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

/// The clauses of one stream.
#[derive(Debug, Default)]
pub struct Clauses {
    /// By unit: the subject of a verb; `None` for all other units and for dropped subjects.
    pub subjects: Vec<Option<Subject>>,
    /// By unit: whether a verb stands in the main clause of its sentence.
    pub main: Vec<bool>,
    /// In the order of their beginnings.
    pub complements: Vec<Complement>,
}

impl Clauses {
    /// The complements that begin from unit `from` to before unit `to`; none goes beyond its sentence.
    pub fn complements_in(&self, from: u32, to: u32) -> &[Complement] {
        let first = self.complements.partition_point(|c| c.start < from);
        let last = self.complements.partition_point(|c| c.start < to);
        self.complements.get(first..last).unwrap_or_default()
    }
}

pub use coordination::coordinated;

/// Whether a noun phrase can be the subject of a verb, by number and by the gender of the participle.
pub fn agrees(verb: &VerbGroup, noun: &NounPhrase) -> bool {
    let wanted = verb.subject_agreement();
    let number = wanted.number() & noun.agreement.number();
    let number_fits = wanted.number() == 0 || noun.agreement.number() == 0 || number != 0;
    // a group in the singular takes a plural verb too, a role in the masculine is a woman's as well
    let collective = matches!(noun.kind, Kind::Organization | Kind::Place);
    number_fits || (collective && wanted.number() & 8 == 0)
}

/// How far the dash may be that closes another, in units.
const DASHES: usize = 40;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Main,
    Relative,
    Adverbial,
    /// Between dashes.
    Dashes,
    /// Governed by a verb of saying: index into the complements.
    Complement(usize),
}

#[derive(Clone, Copy)]
struct Frame {
    sort: Sort,
    subject: Option<u32>,
    relative: bool,
    verb: Option<u32>,
    behind_comma: bool,
    /// Opened by *quanto* or *chi*, which have no noun before them.
    headless: bool,
    /// The noun that a relative clause belongs to.
    antecedent: Option<u32>,
    /// The noun behind a break that was waiting for its verb when this clause opened.
    waiting: Option<u32>,
}

impl Frame {
    fn new(sort: Sort) -> Self {
        Frame { sort, subject: None, relative: false, verb: None, behind_comma: false, headless: false, antecedent: None, waiting: None }
    }
}

/// Reads the clauses of a stream.
pub fn clauses(stream: &Stream, units: &Units, grammar: &Grammar) -> Clauses {
    let mut reader = Reader {
        stream,
        units,
        grammar,
        out: Clauses { subjects: vec![None; stream.units.len()], main: vec![false; stream.units.len()], complements: Vec::new() },
        stack: vec![Frame::new(Sort::Main)],
        pending: None,
        coordinated: false,
        last_break: None,
        object_next: false,
    };
    for u in 0..stream.units.len() as u32 {
        reader.step(u);
    }
    reader.close_all(stream.units.len() as u32);
    reader.out
}

struct Reader<'a> {
    stream: &'a Stream,
    units: &'a Units,
    grammar: &'a Grammar,
    out: Clauses,
    stack: Vec<Frame>,
    /// A noun phrase behind a break that may be the subject of the next verb.
    pending: Option<u32>,
    /// A coordinator or comma since the last verb.
    coordinated: bool,
    last_break: Option<u32>,
    /// A verb without a person has just been read: the noun behind it is its object.
    object_next: bool,
}

impl<'a> Reader<'a> {
    fn kind(&self, u: u32) -> UnitKind {
        self.stream.units[u as usize].kind
    }

    /// The noun phrase of a unit, with or without a preposition.
    fn noun_of(&self, u: u32) -> Option<&'a NounPhrase> {
        self.units.noun(&self.stream.units[u as usize])
    }

    fn verb_of(&self, u: u32) -> Option<&'a VerbGroup> {
        self.units.verb(&self.stream.units[u as usize])
    }

    fn step(&mut self, u: u32) {
        let unit = &self.stream.units[u as usize];
        match unit.kind {
            UnitKind::Stop | UnitKind::Paragraph => self.close_all(u),
            UnitKind::Punct(':' | ';') => {
                let subject = self.stack[0].subject;
                let keep = unit.kind == UnitKind::Punct(';');
                self.close_all(u);
                if keep {
                    // behind a semicolon the subject goes on unless a new noun comes first
                    self.stack[0].subject = subject;
                    self.stack[0].relative = true;
                }
            }
            UnitKind::Punct(',') => self.comma(u),
            UnitKind::Punct('-') => self.dash(u),
            UnitKind::Che => self.che(u),
            UnitKind::Subordinator => self.subordinator(u),
            UnitKind::Linker => self.linker(u),
            UnitKind::Coordinator => {
                self.note_break(u);
            }
            // a quanto riferisce X: a clause of its own
            UnitKind::Framing if self.grammar.lexicon.key_of(unit.word).ends_with(" quanto") => {
                self.open(Frame { headless: true, ..Frame::new(Sort::Relative) });
            }
            UnitKind::Noun(_) => self.noun(u),
            UnitKind::Verb(_) => self.verb(u),
            _ => {}
        }
    }

    /// – che in passato ha riguardato anche la diocesi –: what stands between dashes keeps its nouns and
    /// verbs to itself.
    fn dash(&mut self, u: u32) {
        if let Some(at) = self.stack.iter().rposition(|f| f.sort == Sort::Dashes) {
            let waiting = self.stack[at].waiting;
            while self.stack.len() > at {
                self.pop(u);
            }
            self.note_break(u);
            self.pending = waiting;
            return;
        }
        self.note_break(u);
        let until = (u + 2..self.stream.units.len() as u32).take(DASHES).map_while(|k| match self.kind(k) {
            UnitKind::Stop | UnitKind::Paragraph => None,
            kind => Some(kind),
        });
        // «… – ha ricordato – …»: inside marks the reporter's dashes end the speaker's clause
        let quoted = matches!(self.stream.owner, Owner::Quote(_));
        if !quoted && until.into_iter().any(|kind| kind == UnitKind::Punct('-')) {
            self.open(Frame::new(Sort::Dashes));
        }
    }

    fn note_break(&mut self, u: u32) {
        self.object_next = false;
        self.coordinated = true;
        self.pending = self.pending.filter(|p| self.encloses_apposition(*p, u) || self.goes_on_behind(*p, u));
        let adjacent = self.last_break.is_some_and(|b| b + 1 == u);
        if !adjacent {
            self.last_break = Some(u);
        }
    }

    /// *e Marzio Neri, presidente della Provincia, ha garantito*: commas around an apposition do not
    /// end the noun's wait for its verb.
    fn encloses_apposition(&self, noun: u32, u: u32) -> bool {
        let comma = matches!(self.kind(u), UnitKind::Punct(','));
        // il segretario, dopo una lettura dei dati e dei conti, ha detto
        let within = matches!(self.kind(u), UnitKind::Coordinator) && matches!(self.kind(noun + 1), UnitKind::Punct(',')) && noun + 2 < u;
        (comma || within)
            && self.stream.units[noun as usize + 1..u as usize].iter().all(|x| match x.kind {
                UnitKind::Noun(n) => self.units.nouns[n as usize].name.is_none(),
                UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Adverb | UnitKind::Punct(',') => true,
                UnitKind::Coordinator | UnitKind::Word => matches!(self.kind(noun + 1), UnitKind::Punct(',')),
                _ => false,
            })
    }

    /// *… e Marco Neri e Ugo Bo hanno detto*: the break at `u` joins another noun to the one that waits.
    fn goes_on_behind(&self, noun: u32, u: u32) -> bool {
        coordinated(self.stream, self.units, self.grammar, noun).last().is_some_and(|last| *last > u)
    }

    fn top(&mut self) -> &mut Frame {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    fn close_all(&mut self, at: u32) {
        while self.stack.len() > 1 {
            self.pop(at);
        }
        self.stack[0] = Frame::new(Sort::Main);
        self.pending = None;
        self.coordinated = false;
        self.last_break = None;
        self.object_next = false;
    }

    fn open(&mut self, mut frame: Frame) {
        frame.antecedent = frame.subject;
        frame.waiting = self.pending.take();
        self.stack.push(frame);
        self.coordinated = false;
    }

    fn pop(&mut self, end: u32) {
        if let Some(frame) = self.stack.pop()
            && let Sort::Complement(c) = frame.sort
        {
            self.out.complements[c].end = self.without_break(self.out.complements[c].start, end);
        }
    }

    /// The end of a clause without the commas, dashes and coordinators that hang on it.
    fn without_break(&self, start: u32, mut end: u32) -> u32 {
        while end > start + 1 {
            match self.kind(end - 1) {
                UnitKind::Punct(',' | '-' | ';' | ':') | UnitKind::Coordinator | UnitKind::Stop => end -= 1,
                _ => break,
            }
        }
        end
    }

    fn comma(&mut self, u: u32) {
        self.note_break(u);
        while self.stack.len() > 1 {
            let frame = *self.top();
            // che «…», mentre: the words in marks were the whole clause
            let quoted = matches!(frame.sort, Sort::Complement(_))
                && frame.verb.is_none()
                && u > 0
                && matches!(self.kind(u - 1), UnitKind::Quote(_))
                && !matches!(self.stream.units.get(u as usize + 1).map(|x| x.kind), Some(UnitKind::Coordinator | UnitKind::Che));
            let closes = quoted || frame.verb.is_some() && matches!(frame.sort, Sort::Relative | Sort::Adverbial);
            if !closes {
                break;
            }
            // un barcaiolo, che ha visto tutto, ha detto: the noun still waits for its verb
            self.pending = frame.waiting;
            self.pop(u);
        }
    }
}
