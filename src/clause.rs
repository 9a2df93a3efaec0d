//! Units → clauses: the subject of every verb, and where the clause that a verb of saying governs
//! begins and ends. One pass from left to right with a stack of open clauses; no look-back but to
//! the last break.

use crate::grammar::Grammar;
use crate::grammar::conjugate::Mood;
use crate::grammar::lexicon::{Agreement, Class};
use crate::grammar::verbs::Frames;
use crate::unit::{Kind, Stream, UnitKind, Units};

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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Main,
    Relative,
    Adverbial,
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
    /// The noun that a relative clause belongs to.
    antecedent: Option<u32>,
    /// The noun behind a break that was waiting for its verb when this clause opened.
    waiting: Option<u32>,
}

impl Frame {
    fn new(sort: Sort) -> Self {
        Frame { sort, subject: None, relative: false, verb: None, behind_comma: false, antecedent: None, waiting: None }
    }
}

/// The furthest that a subject may stand behind its verb, in units.
const AFTER: u32 = 7;

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

impl Reader<'_> {
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
            UnitKind::Punct('-') => self.note_break(u),
            UnitKind::Che => self.che(u),
            UnitKind::Subordinator => self.subordinator(u),
            UnitKind::Linker => self.linker(u),
            UnitKind::Coordinator => {
                self.note_break(u);
            }
            UnitKind::Noun(_) => self.noun(u),
            UnitKind::Verb(_) => self.verb(u),
            _ => {}
        }
    }

    fn note_break(&mut self, u: u32) {
        self.object_next = false;
        self.coordinated = true;
        self.pending = self.pending.filter(|p| self.encloses_apposition(*p, u));
        let adjacent = self.last_break.is_some_and(|b| b + 1 == u);
        if !adjacent {
            self.last_break = Some(u);
        }
    }

    /// *e Marzio Neri, presidente della Provincia, ha garantito*: commas around an apposition do not
    /// end the noun's wait for its verb.
    fn encloses_apposition(&self, noun: u32, u: u32) -> bool {
        let comma = matches!(self.stream.units[u as usize].kind, UnitKind::Punct(','));
        comma
            && self.stream.units[noun as usize + 1..u as usize].iter().all(|x| match x.kind {
                UnitKind::Noun(n) => self.units.nouns[n as usize].name.is_none(),
                UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Adverb | UnitKind::Punct(',') => true,
                _ => false,
            })
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
            match self.stream.units[end as usize - 1].kind {
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
                && matches!(self.stream.units[u as usize - 1].kind, UnitKind::Quote(_))
                && !matches!(self.stream.units.get(u as usize + 1).map(|x| x.kind), Some(UnitKind::Coordinator | UnitKind::Che));
            let closes = quoted || frame.verb.is_some() && matches!(frame.sort, Sort::Relative | Sort::Adverbial);
            if !closes {
                break;
            }
            // inoltre un uomo, che ha aiutato i ribelli, ha detto: the noun still waits for its verb
            self.pending = frame.waiting;
            self.pop(u);
        }
    }

    fn open(&mut self, mut frame: Frame) {
        frame.antecedent = frame.subject;
        frame.waiting = self.pending.take();
        self.stack.push(frame);
        self.coordinated = false;
    }

    /// The verb of saying that a complementizer at `u` belongs to, if one is near.
    fn governor(&self, u: u32, frame: Frames) -> Option<u32> {
        let mut k = u;
        let mut steps = 0;
        while k > 0 && steps < 9 {
            k -= 1;
            steps += 1;
            let unit = &self.stream.units[k as usize];
            match unit.kind {
                UnitKind::Verb(v) => {
                    let verb = &self.units.verbs[v as usize];
                    let report = verb.report.map(|r| self.grammar.verbs.report(r))?;
                    return report.frames.any(frame).then_some(k);
                }
                UnitKind::Adverb | UnitKind::Prep(_) | UnitKind::Noun(_) | UnitKind::Brackets(_) | UnitKind::Punct(',' | '-') => {}
                UnitKind::Word if steps <= 3 => {}
                UnitKind::Coordinator if k + 1 == u => {}
                _ => return None,
            }
        }
        None
    }

    fn complement(&mut self, u: u32, cue: u32) {
        let index = self.out.complements.len();
        self.out.complements.push(Complement { cue, start: u, end: u + 1 });
        self.open(Frame::new(Sort::Complement(index)));
    }

    fn che(&mut self, u: u32) {
        let coordinated = u > 0 && matches!(self.stream.units[u as usize - 1].kind, UnitKind::Coordinator);
        if coordinated && let Some(position) = self.stack.iter().rposition(|f| matches!(f.sort, Sort::Complement(_))) {
            let Sort::Complement(index) = self.stack[position].sort else { return };
            let cue = self.out.complements[index].cue;
            // e che …: the same content goes on, unless marks stand in one of the two
            while self.stack.len() > position {
                self.pop(u);
            }
            return self.complement(u, cue);
        }
        let previous = u.checked_sub(1).map(|p| self.stream.units[p as usize].kind);
        let behind_noun = matches!(previous, Some(UnitKind::Noun(_) | UnitKind::Prep(_)));
        let behind_comma_noun = matches!(previous, Some(UnitKind::Punct(',')))
            && u > 1
            && matches!(self.stream.units[u as usize - 2].kind, UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_));
        let governor = self.governor(u, Frames::CHE).or_else(|| self.governor_behind_relative(u, Frames::CHE));
        let complements = governor.filter(|g| (!behind_comma_noun || self.parenthesis(*g, u)) && self.takes_clause(*g, u));
        if let Some(cue) = complements {
            return self.complement(u, cue);
        }
        let mut frame = Frame::new(if behind_noun || behind_comma_noun { Sort::Relative } else { Sort::Adverbial });
        if frame.sort == Sort::Relative {
            frame.subject = self.antecedent(u);
            frame.relative = true;
        }
        frame.behind_comma = behind_comma_noun;
        self.open(frame);
    }

    /// *ha detto Rossi che…*, *ha detto ai cronisti che…*: the clause is the verb's, not the noun's,
    /// where what stands between is its subject, its listener or an aside; behind an object, or
    /// when another clause is governed already, *che* is a relative.
    fn takes_clause(&self, governor: u32, u: u32) -> bool {
        if u == governor + 1 {
            return true;
        }
        // «…», ha raccontato una donna che passava: the words in marks are all that the verb reports
        let finite = self.units.verb(&self.stream.units[governor as usize]).is_some_and(|v| v.is_finite());
        if finite && self.beside_quote(governor) {
            return false;
        }
        // rivendicato da terroristi che…, confermato durante il congresso che…: behind a passive the noun is
        // nearer than the verb
        let passive = self.units.verb(&self.stream.units[governor as usize]).is_some_and(|v| v.passive);
        if passive && matches!(self.stream.units[u as usize - 1].kind, UnitKind::Prep(_)) {
            return false;
        }
        let already = self.out.complements_in(governor, u).iter().any(|c| c.cue == governor);
        let between = &self.stream.units[governor as usize + 1..u as usize];
        let commas = between.iter().filter(|x| matches!(x.kind, UnitKind::Punct(','))).count();
        let Some(verb) = self.units.verb(&self.stream.units[governor as usize]) else { return false };
        let has_subject = self.out.subjects[governor as usize].is_some_and(|s| s.path != Path::After);
        let nouns = between.iter().filter_map(|x| match x.kind {
            UnitKind::Noun(n) => Some(&self.units.nouns[n as usize]),
            _ => None,
        });
        let mut count = 0;
        let last = between.len() - 1;
        let object =
            |n: &crate::unit::NounPhrase| self.is_content_noun(n) && self.units.noun(&between[last]).is_some_and(|x| x.span == n.span);
        for noun in nouns {
            // ribadisce la richiesta che…: verb and noun report together
            if object(noun) && noun.definite && between.len() <= 2 && !verb.impersonal {
                continue;
            }
            count += 1;
            if !noun.can_speak() || has_subject || verb.passive || !agrees(verb, noun) {
                return false;
            }
        }
        !already && count <= 1 && commas % 2 == 0
    }

    /// *ha fatto sapere, con una certa ironia, che…*: between commas stands nothing that a relative could
    /// belong to.
    fn parenthesis(&self, governor: u32, u: u32) -> bool {
        let between = &self.stream.units[governor as usize + 1..u as usize];
        let comma = |x: &crate::unit::Unit| matches!(x.kind, UnitKind::Punct(','));
        between.len() > 2
            && comma(&between[0])
            && comma(&between[between.len() - 1])
            && between[1..between.len() - 1].iter().all(|x| matches!(x.kind, UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_)))
    }

    /// *la richiesta, l'intenzione, la notizia*: nouns whose clause says what was said.
    fn is_content_noun(&self, noun: &crate::unit::NounPhrase) -> bool {
        noun.name.is_none() && self.grammar.lexicon.entry(noun.head).class.any(Class::SPEECH.or(Class::CONTENT_NOUN))
    }

    /// *ha chiesto alla Svizzera, che rappresenta il paese, di indagare*: the verb of the clause
    /// around the relative that has just closed.
    fn governor_behind_relative(&self, u: u32, frame: Frames) -> Option<u32> {
        let comma = u > 0 && matches!(self.stream.units[u as usize - 1].kind, UnitKind::Punct(','));
        let verb = self.stack.last().and_then(|f| f.verb).filter(|v| comma && u - v < 30)?;
        let report = self.units.verb(&self.stream.units[verb as usize])?.report.map(|r| self.grammar.verbs.report(r))?;
        let free = !self.out.complements_in(verb, u).iter().any(|c| c.cue == verb);
        (free && report.frames.any(frame) && report.always).then_some(verb)
    }

    fn antecedent(&self, u: u32) -> Option<u32> {
        let from = (0..u).rev().take(3);
        for k in from {
            match self.stream.units[k as usize].kind {
                UnitKind::Noun(_) | UnitKind::Prep(_) => {
                    // il portavoce di X, che…: an apposition leads back to the name
                    return Some(self.first_of_apposition(k));
                }
                UnitKind::Punct(',') | UnitKind::Brackets(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// *Rossi, segretaria della Cisl, che…*: the name before the comma.
    fn first_of_apposition(&self, mut k: u32) -> u32 {
        loop {
            match self.before_apposition(k) {
                0 => return k,
                step => k -= step,
            }
        }
    }

    fn before_apposition(&self, k: u32) -> u32 {
        if k < 2 || !matches!(self.stream.units[k as usize - 1].kind, UnitKind::Punct(',')) {
            return 0;
        }
        let here = self.units.noun(&self.stream.units[k as usize]);
        let before = self.units.noun(&self.stream.units[k as usize - 2]);
        match (before, here) {
            (Some(b), Some(h)) if (b.name.is_some() || b.kind == Kind::Person) && h.preposition == 0 => {
                // il senatore Neri, ex Italia dei Valori, che…
                let member = b.kind == Kind::Person && h.kind == Kind::Organization;
                if h.name.is_none() && h.head != 0 || member { 2 } else { 0 }
            }
            _ => 0,
        }
    }

    fn subordinator(&mut self, u: u32) {
        let class = self.grammar.lexicon.entry(self.stream.units[u as usize].word).class;
        let adjacent = u > 0
            && matches!(
                self.stream.units[u as usize - 1].kind,
                UnitKind::Verb(_) | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Coordinator
            );
        let word = self.grammar.lexicon.key_of(self.stream.units[u as usize].word);
        let frames = if word == "come" { Frames::SE.or(Frames::CHE) } else { Frames::SE };
        let asks = class.any(Class::INTERROGATIVE) || matches!(word, "se" | "come" | "quanto" | "perche'");
        if adjacent
            && asks
            && let Some(cue) = self.governor(u, frames).filter(|g| self.takes_clause(*g, u))
        {
            return self.complement(u, cue);
        }
        let relative = class.any(Class::RELATIVE);
        let mut frame = Frame::new(if relative { Sort::Relative } else { Sort::Adverbial });
        if relative && self.is_which(u) {
            frame.subject = self.antecedent(u);
            frame.relative = true;
        }
        frame.behind_comma = u > 0 && matches!(self.stream.units[u as usize - 1].kind, UnitKind::Punct(','));
        self.open(frame);
    }

    /// *il quale, i quali* without a preposition: a subject, unlike *cui*.
    fn is_which(&self, u: u32) -> bool {
        let key = self.grammar.lexicon.key_of(self.stream.units[u as usize].word);
        let behind_break = u > 0
            && matches!(
                self.stream.units[u as usize - 1].kind,
                UnitKind::Punct(',') | UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Brackets(_)
            );
        behind_break && key.contains("qual") && !key.starts_with(['d', 'n', 's', 'a'])
    }

    fn linker(&mut self, u: u32) {
        let word = self.stream.units[u as usize].word;
        let frame = if self.grammar.words.is_di(word) {
            Frames::DI
        } else if self.grammar.words.is_a(word) {
            Frames::A
        } else {
            return;
        };
        let Some(cue) = self.governor(u, frame).or_else(|| self.governor_behind_relative(u, frame)) else { return };
        let behind_other = (cue + 1..u).any(|k| match self.stream.units[k as usize].kind {
            UnitKind::Noun(n) => {
                let noun = &self.units.nouns[n as usize];
                let impersonal = self.units.verb(&self.stream.units[cue as usize]).is_some_and(|v| v.impersonal);
                !noun.can_speak() && (impersonal || k + 1 != u || !self.is_content_noun(noun))
            }
            _ => false,
        });
        let coordinated = u > 0 && matches!(self.stream.units[u as usize - 1].kind, UnitKind::Coordinator);
        if behind_other && !coordinated {
            return;
        }
        self.complement(u, cue);
    }

    fn noun(&mut self, u: u32) {
        let UnitKind::Noun(n) = self.stream.units[u as usize].kind else { return };
        let noun = &self.units.nouns[n as usize];
        let bare = matches!(noun.kind, Kind::Thing | Kind::Speech)
            && !noun.definite
            && !noun.indefinite
            && noun.agreement.number() != Agreement::PLURAL;
        if noun.kind == Kind::Time || bare || std::mem::take(&mut self.object_next) {
            return;
        }
        let coordinated = self.coordinated;
        let frame = *self.top();
        match frame.verb {
            None => {
                let replace = match frame.subject {
                    None => true,
                    Some(s) => {
                        let old = self.units.noun(&self.stream.units[s as usize]);
                        frame.relative
                            || old.is_some_and(|o| !o.can_speak() && !coordinated || o.kind == Kind::Place && noun.kind != Kind::Place)
                                && noun.can_speak()
                    }
                };
                if replace {
                    let top = self.top();
                    top.subject = Some(u);
                    top.relative = false;
                } else if coordinated {
                    self.pending = Some(u);
                }
            }
            Some(v) => {
                if coordinated {
                    self.pending.get_or_insert(u);
                }
                self.subject_after(v, u);
            }
        }
    }

    /// Gives verb `v` the noun `u` behind it as subject, if it has none and the two agree.
    fn subject_after(&mut self, v: u32, u: u32) {
        let beside_quote = self.beside_quote(v);
        let had = self.out.subjects[v as usize];
        let Some(verb) = self.units.verb(&self.stream.units[v as usize]) else { return };
        let Some(noun) = self.units.noun(&self.stream.units[u as usize]) else { return };
        // Il ritorno del gruppo, parla la cantante: what cannot speak gives way behind a comma
        let mute = had.is_some_and(|s| {
            s.path == Path::Before
                && noun.kind == Kind::Person
                && verb.report.is_some()
                && matches!(self.stream.units[v as usize - 1].kind, UnitKind::Punct(','))
                && self.units.noun(&self.stream.units[s.unit as usize]).is_some_and(|n| !n.can_speak())
        });
        if had.is_some_and(|s| s.path == Path::After) || had.is_some() && !beside_quote && !mute || u - v > AFTER {
            return;
        }
        if verb.passive || !verb.is_finite() || verb.is_speech_internal() || !noun.can_speak() {
            return;
        }
        // Harris, secondo cui «…», ha chiesto una commissione: only a person takes the verb's subject away
        if had.is_some_and(|s| s.path == Path::Before) && noun.kind != Kind::Person {
            return;
        }
        if !agrees(verb, noun) {
            return;
        }
        let clear = (v + 1..u).all(|k| {
            matches!(
                self.stream.units[k as usize].kind,
                UnitKind::Adverb | UnitKind::Prep(_) | UnitKind::Brackets(_) | UnitKind::Punct(',') | UnitKind::Word
            ) || self.is_infinitive(k)
        });
        if clear {
            self.out.subjects[v as usize] = Some(Subject { unit: u, path: Path::After });
        }
    }

    /// *non vuole sentir parlare Neri*
    fn is_infinitive(&self, k: u32) -> bool {
        self.units.verb(&self.stream.units[k as usize]).is_some_and(|v| v.head.mood == Mood::Infinitive)
    }

    fn beside_quote(&self, v: u32) -> bool {
        let mut k = v;
        while k > 0 {
            k -= 1;
            match self.stream.units[k as usize].kind {
                UnitKind::Punct(',' | '-') | UnitKind::Adverb => {}
                UnitKind::Quote(_) => return true,
                _ => return false,
            }
        }
        // inside marks, an aside: «… – continua il ministro – …»
        false
    }

    fn verb(&mut self, u: u32) {
        let Some(verb) = self.units.verb(&self.stream.units[u as usize]) else { return };
        if verb.head.mood == Mood::Participle {
            return;
        }
        let reports = verb.report.is_some_and(|r| self.grammar.verbs.report(r).always);
        if verb.is_finite() {
            let left = self.leave_finished(u);
            if let Some(subject) = left.and_then(|relative| self.subject_behind_relative(u, relative)) {
                let top = self.top();
                top.subject = Some(subject.unit);
                top.verb = Some(u);
                self.pending = None;
                self.out.main[u as usize] = self.stack.len() == 1;
                self.out.subjects[u as usize] = Some(subject);
                self.coordinated = false;
                return;
            }
        } else if reports && (verb.head.mood == Mood::Gerund || self.behind_except(u)) {
            self.leave_complement(u);
        }
        let coordinated = self.coordinated;
        let pending = self.pending.take();
        let frame = *self.top();
        let agreeing =
            |unit: Option<u32>| unit.filter(|s| self.units.noun(&self.stream.units[*s as usize]).is_some_and(|n| agrees(verb, n)));
        let subject = if !verb.is_finite() {
            // a gerund goes with the verb of its clause, whose subject may stand behind it
            let beside = self.stack.iter().rev().find_map(|f| f.verb).and_then(|v| self.out.subjects[v as usize]).map(|x| x.unit);
            let owner = self.stack.iter().rev().find_map(|f| f.subject);
            beside.or(owner).map(|unit| Subject { unit, path: Path::Shared })
        } else if verb.is_speech_internal() {
            None
        } else if frame.subject.is_none() && pending.is_none() && frame.sort == Sort::Adverbial {
            // mentre parlava: the subject of the sentence around it
            let around = if reports {
                // X ha confermato che Y resterà, mentre ammette: the reporter's own source
                self.stack.iter().rev().skip(1).find_map(|f| f.subject.filter(|_| !matches!(f.sort, Sort::Complement(_))))
            } else {
                self.stack.iter().rev().skip(1).find_map(|f| f.subject)
            };
            agreeing(around).map(|unit| Subject { unit, path: Path::Shared })
        } else if let Some(unit) = agreeing(pending).filter(|p| frame.verb.is_none() && self.displaces(frame.subject, *p, u)) {
            self.top().subject = Some(unit);
            Some(Subject { unit, path: Path::Before })
        } else if let Some(unit) = agreeing(frame.subject).filter(|_| frame.verb.is_none()) {
            // an apposition or a coordinated noun behind the subject does not replace it
            Some(Subject { unit, path: if frame.relative { Path::Relative } else { Path::Before } })
        } else if let Some(unit) = agreeing(pending) {
            self.top().subject = Some(unit);
            Some(Subject { unit, path: Path::Before })
        } else {
            agreeing(frame.subject).map(|unit| Subject {
                unit,
                path: match (frame.relative, frame.verb.is_some() && coordinated) {
                    (true, _) => Path::Relative,
                    (_, true) => Path::Shared,
                    _ => Path::Before,
                },
            })
        };
        self.out.subjects[u as usize] = subject;
        self.out.main[u as usize] = self.stack.len() == 1;
        if verb.head.mood == Mood::Infinitive && matches!(frame.sort, Sort::Complement(_)) && frame.verb.is_none() {
            self.top().verb = Some(u);
        }
        if verb.is_finite() {
            self.top().verb = Some(u);
            self.coordinated = false;
        }
        self.object_next = !verb.is_finite();
    }

    /// *… del ministro Neri, Sala ha precisato*: an apposition is closed by a comma, so what stands
    /// between a comma and the verb is the subject.
    fn displaces(&self, old: Option<u32>, new: u32, verb: u32) -> bool {
        let comma = self.last_break.is_some_and(|b| b + 1 == new && matches!(self.stream.units[b as usize].kind, UnitKind::Punct(',')));
        let noun = self.units.noun(&self.stream.units[new as usize]);
        let speaks = noun.is_some_and(|n| n.can_speak() && (n.definite || n.name.is_some()));
        comma && old.is_some() && verb - new <= 2 && speaks
    }

    /// A finite verb in a clause that has one already and no break since: the clause is over.
    /// The relative clause that was left so, if one was.
    fn leave_finished(&mut self, u: u32) -> Option<Frame> {
        let report = self.units.verb(&self.stream.units[u as usize]).and_then(|v| v.report).map(|r| self.grammar.verbs.report(r));
        let reports = report.is_some();
        // che l'Italia ha pagato e ha invitato tutti a…: two acts of speech in a row are the reporter's
        let speaks_again = report.is_some_and(|r| r.always) && self.last_break.is_some_and(|b| b + 1 == u);
        let mut relative = None;
        let mut left_complement = false;
        while self.stack.len() > 1 {
            let frame = *self.top();
            let Some(own) = frame.verb else {
                // afferma che l'offerta «non riflette il valore» e invita…: the clause has its verb in marks
                let Sort::Complement(c) = frame.sort else { break };
                let complement = self.out.complements[c];
                let marked = (complement.start..u).any(|k| matches!(self.stream.units[k as usize].kind, UnitKind::Quote(_)));
                if !(marked && speaks_again && self.same_tense(complement.cue, u)) {
                    break;
                }
                self.pop(self.last_break.unwrap_or(u));
                left_complement = true;
                continue;
            };
            let finished = match frame.sort {
                Sort::Complement(c) => {
                    let cue = self.out.complements[c].cue;
                    reports && self.coordinated && self.same_tense(cue, u) && (speaks_again || !self.same_tense(cue, own))
                }
                // quando le chiese perché tacesse, rispose: the comma closes both
                _ => !self.coordinated || left_complement && self.behind_comma(u),
            };
            if !finished {
                break;
            }
            let end = if self.coordinated { self.last_break.unwrap_or(u) } else { u };
            self.pop(end);
            left_complement |= matches!(frame.sort, Sort::Complement(_));
            if frame.sort == Sort::Relative && !self.coordinated {
                relative = Some(frame);
            }
        }
        relative
    }

    /// Whether the last break is a comma not far before `u`.
    fn behind_comma(&self, u: u32) -> bool {
        self.last_break.is_some_and(|b| u - b <= 3 && matches!(self.stream.units[b as usize].kind, UnitKind::Punct(',')))
    }

    /// *…, non senza riconoscere che*; *…, salvo ammettere che*: the reporter goes on.
    fn behind_except(&self, u: u32) -> bool {
        let word = |k: u32| self.grammar.lexicon.key_of(self.stream.units[k as usize].word);
        self.last_break.is_some_and(|b| u - b <= 4 && (b + 1..u).any(|k| matches!(word(k), "senza" | "salvo" | "oltre")))
    }

    /// *un uomo che ha aiutato i ribelli ha detto*; *nonostante l'embargo che dura da anni il
    /// ministro ha detto*: a verb right behind a relative clause belongs to the noun before the
    /// clause, or else to the one that stands before the verb itself.
    fn subject_behind_relative(&self, u: u32, relative: Frame) -> Option<Subject> {
        let verb = self.units.verb(&self.stream.units[u as usize])?;
        let fits = |unit: u32| {
            let unit = &self.stream.units[unit as usize];
            matches!(unit.kind, UnitKind::Noun(_)) && self.units.noun(unit).is_some_and(|n| n.can_speak() && agrees(verb, n))
        };
        let own = relative.antecedent.filter(|a| fits(*a));
        let near = (u.saturating_sub(3)..u).rev().take_while(|k| {
            matches!(self.stream.units[*k as usize].kind, UnitKind::Noun(_) | UnitKind::Prep(_) | UnitKind::Adverb | UnitKind::Brackets(_))
        });
        let unit = own.or_else(|| near.into_iter().find(|k| fits(*k)))?;
        Some(Subject { unit, path: Path::Before })
    }

    /// *ha spiegato che…, precisando che…*: the gerund of a verb of saying is the reporter's.
    fn leave_complement(&mut self, u: u32) {
        // pur precisando: the conjunction before it has opened a clause of its own
        while self.stack.len() > 1 && (self.top().verb.is_some() || self.top().sort == Sort::Adverbial) {
            let end = self.last_break.filter(|b| *b + 3 >= u).unwrap_or(u);
            self.pop(end);
        }
    }

    fn same_tense(&self, a: u32, b: u32) -> bool {
        let verb = |u: u32| self.units.verb(&self.stream.units[u as usize]);
        match (verb(a), verb(b)) {
            (Some(x), Some(y)) => x.head.mood == y.head.mood && x.head.tense == y.head.tense && y.head.persons & (4 | 32) != 0,
            _ => false,
        }
    }
}

/// Whether a noun phrase can be the subject of a verb, by number and by the gender of the participle.
pub fn agrees(verb: &crate::unit::VerbGroup, noun: &crate::unit::NounPhrase) -> bool {
    let wanted = verb.subject_agreement();
    let number = wanted.number() & noun.agreement.number();
    let number_fits = wanted.number() == 0 || noun.agreement.number() == 0 || number != 0;
    // a group in the singular takes a plural verb too, a role in the masculine is a woman's as well
    let collective = matches!(noun.kind, Kind::Organization | Kind::Place);
    number_fits || (collective && wanted.number() & 8 == 0)
}
