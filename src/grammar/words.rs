//! The function words that the stages ask for by name.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, WordId};

/// Ids of the words that code must recognise one by one.
#[derive(Debug, Default)]
pub struct Words {
    /// *che*, *ch'*
    pub che: WordId,
    /// *non*
    pub non: WordId,
    /// *si*
    pub si: WordId,
    /// *secondo*
    pub secondo: WordId,
    /// *per*
    pub per: WordId,
    /// *persona*: the head of an epithet that is a number (*la 34enne*)
    pub person: WordId,
    /// *a suo avviso, a loro dire*
    pub own_frames: Vec<WordId>,
    /// *a loro dire*: those of several
    pub own_frames_of_many: Vec<WordId>,
    /// *suo, loro*: of somebody else
    pub possessives_of_others: Vec<WordId>,
    /// *l'altro*: not whoever has just spoken
    pub the_other: Vec<WordId>,
    /// *il primo*: of the two who were named last, the one who was named first
    pub the_first: Vec<WordId>,
    /// *il secondo*
    pub the_second: Vec<WordId>,
    /// *muro, lavagna*: on them words are written that nobody says
    pub surfaces: Vec<WordId>,
    /// *mentre*: the reporter goes on
    pub breaks: Vec<WordId>,
    /// *gli, le*
    pub listener_clitics: Vec<WordId>,
    /// *viabilità, bilancio*: what an office is for
    pub matters: Vec<WordId>,
    /// *chi*
    pub whoever: WordId,
    /// *come*
    pub come: WordId,
    /// *ci*
    pub ci: WordId,
    /// *se*
    pub se: WordId,
    /// *lo, l', ne*: what was said, as an object
    pub object_clitics: Vec<WordId>,
    /// *la, li*: whom or what somebody judges
    pub object_pronouns: Vec<WordId>,
    /// *mi, ti, gli, ci, vi*: to whom it was said
    pub dative_clitics: Vec<WordId>,
    /// *si, s'*
    pub reflexive_clitics: Vec<WordId>,
    /// *a, al, in, per …*: prepositions that join a complement to a role
    pub role_prepositions: Vec<WordId>,
    /// *un, una, un'*: behind one of them no verb stands
    pub articles_before_nouns: Vec<WordId>,
    /// *dopo, prima*: behind a time they govern nothing
    pub behind_times: Vec<WordId>,
    /// *però, invece*: coordinators that are adverbs right behind a verb
    pub behind_verbs: Vec<WordId>,
    /// *quello, quella*: with one of `behind_pointers` somebody who was not named
    pub pointers: Vec<WordId>,
    /// *-ista, -ologo*: endings of nouns of people
    pub person_endings: Vec<WordId>,
    /// *gli studenti stessi*
    pub behind_nouns: Vec<WordId>,
    /// *mio, vostro, io, tu*: only in somebody's own words
    pub dialogue_words: Vec<WordId>,
    /// *e, né, sia*: they make one subject of two nouns
    pub joining_coordinators: Vec<WordId>,
    /// *prima (di uscire), invece (di parlare)*
    pub lead_infinitives: Vec<WordId>,
    /// *questo, ciò*: as a subject no person
    pub neuter_pronouns: Vec<WordId>,
    /// *con, senza, dietro*
    pub behind_pointers: Vec<WordId>,
    /// *con, per, senza, in*: no name begins so
    pub no_name_begins_with: Vec<WordId>,
    /// *può, potrà*: what somebody might say
    pub possibility: Vec<WordId>,
    /// *tra, fra*: of either of two
    pub between: Vec<WordId>,
    /// *metà, decina*: so many of what stands behind them
    pub quantities: Vec<WordId>,
    /// *mentre, invece*: behind them somebody else has another opinion
    pub contrasting: Vec<WordId>,
    /// *bilancio, linea*: what words in marks can be called
    pub sums_up: Vec<WordId>,
    /// *così*: it points back to words in marks
    pub thus: Vec<WordId>,
    /// *senza, salvo, oltre*: the reporter goes on behind them
    pub exceptions: Vec<WordId>,
    /// *chiedere, domandare*: lemmas of verbs that want an answer
    pub asking: Vec<WordId>,
    /// *ha, aveva*: with a participle something that was said
    pub having: Vec<WordId>,
    /// *poi, ancora*: whoever spoke last goes on
    pub going_on: Vec<WordId>,
    /// *nessuno, nulla*: the subject of what was not said
    pub nobody: Vec<WordId>,
    /// *per (ricordare), nel (dire)*: before an infinitive that was said
    pub leading_assertions: Vec<WordId>,
    /// *va (detto)*: what ought to be said
    pub duty: Vec<WordId>,
    /// *confermare, prevedere*: lemmas of verbs that a thing can be the subject of, and then says nothing
    pub showing: Vec<WordId>,
    /// *invitare, accusare*: lemmas of verbs with an object and an infinitive
    pub urging: Vec<WordId>,
    /// *(non) escludere, (non) negare*: lemmas of verbs that say something when they are denied
    pub denying: Vec<WordId>,
    /// *avvertire, informare*: lemmas of verbs that have their listener as object
    pub informing: Vec<WordId>,
    /// *(sul) fatto (che)*: the clause behind it is what was said
    pub facts: Vec<WordId>,
    /// *se, qualora*: what stands behind them has not been said
    pub supposing: Vec<WordId>,
    /// *parola (di Rossi)*: bare, they sum up what somebody said
    pub pledges: Vec<WordId>,
    /// *lo*: an article before one of `clusters` alone
    pub articles_before_clusters: Vec<WordId>,
    /// *sb, z, gn*: how words begin that *lo* and *uno* stand before
    pub clusters: Vec<WordId>,
    /// *ha, aveva, è*: with a participle a past that a speaker would not use of what goes on
    pub of_the_past: Vec<WordId>,
    /// *gli (ha detto), si (è chiesto)*
    pub clitics_before_auxiliaries: Vec<WordId>,
    /// *parole sue, testuali parole*
    pub of_own_words: Vec<WordId>,
    /// *da*
    pub da: WordId,
    /// *di*
    pub di: WordId,
    /// *a*
    pub a: WordId,
    /// *in*
    pub in_: WordId,
    /// *su*
    pub su: WordId,
    /// Titles of which no two are one person's, by the line that they share with those that mean the same.
    titles: FxHashMap<WordId, usize>,
    /// By the key of an epithet (*cavaliere*): the surnames that it can stand for.
    pub epithets: FxHashMap<String, Vec<String>>,
    /// By the key of a metonym (*farnesina*): what it means (*il ministero degli Esteri*).
    pub meanings: FxHashMap<String, String>,
    /// *sia … sia, tanto … quanto*: words in pairs that join nouns
    pub correlatives: Vec<(WordId, WordId)>,
    bases: FxHashMap<WordId, WordId>,
}

impl Words {
    /// Finds the words in a lexicon. `bases` maps each articulated preposition to its plain form,
    /// `by_use` gives the words of a list of `[by-use]`.
    pub(super) fn new(lexicon: &mut Lexicon, bases: FxHashMap<WordId, WordId>, by_use: &FxHashMap<String, Vec<WordId>>) -> Self {
        let mut id = |w: &str| lexicon.intern(w);
        let by_use = |list: &str| by_use.get(list).cloned().unwrap_or_default();
        Words {
            che: id("che"),
            non: id("non"),
            si: id("si"),
            secondo: id("secondo"),
            per: id("per"),
            person: id("persona"),
            whoever: id("chi"),
            come: id("come"),
            ci: id("ci"),
            se: id("se"),
            object_clitics: by_use("object-clitics"),
            object_pronouns: by_use("object-pronouns"),
            dative_clitics: by_use("dative-clitics"),
            listener_clitics: by_use("listener-clitics"),
            reflexive_clitics: by_use("reflexive-clitics"),
            role_prepositions: by_use("role-prepositions"),
            articles_before_nouns: by_use("articles-before-nouns"),
            behind_times: by_use("behind-times"),
            behind_verbs: by_use("behind-verbs"),
            pointers: by_use("pointers"),
            person_endings: by_use("person-endings"),
            behind_nouns: by_use("behind-nouns"),
            behind_pointers: by_use("behind-pointers"),
            dialogue_words: by_use("dialogue-words"),
            joining_coordinators: by_use("joining-coordinators"),
            lead_infinitives: by_use("lead-infinitives"),
            neuter_pronouns: by_use("neuter-pronouns"),
            no_name_begins_with: by_use("no-name-begins-with"),
            own_frames: by_use("own-frames"),
            own_frames_of_many: by_use("own-frames-of-many"),
            possessives_of_others: by_use("possessives-of-others"),
            the_other: by_use("the-other"),
            the_first: by_use("the-first"),
            the_second: by_use("the-second"),
            surfaces: by_use("surfaces"),
            breaks: by_use("breaks"),
            matters: by_use("matters"),
            possibility: by_use("possibility"),
            between: by_use("between"),
            quantities: by_use("quantities"),
            contrasting: by_use("contrasting"),
            sums_up: by_use("sums-up"),
            thus: by_use("thus"),
            exceptions: by_use("exceptions"),
            asking: by_use("asking"),
            having: by_use("having"),
            going_on: by_use("going-on"),
            nobody: by_use("nobody"),
            leading_assertions: by_use("leading-assertions"),
            duty: by_use("duty"),
            pledges: by_use("pledges"),
            supposing: by_use("supposing"),
            facts: by_use("facts"),
            denying: by_use("denying"),
            informing: by_use("informing"),
            urging: by_use("urging"),
            showing: by_use("showing"),
            articles_before_clusters: by_use("articles-before-clusters"),
            clusters: by_use("clusters"),
            of_the_past: by_use("of-the-past"),
            clitics_before_auxiliaries: by_use("clitics-before-auxiliaries"),
            of_own_words: by_use("of-own-words"),
            da: id("da"),
            di: id("di"),
            a: id("a"),
            in_: id("in"),
            su: id("su"),
            epithets: FxHashMap::default(),
            meanings: FxHashMap::default(),
            titles: FxHashMap::default(),
            correlatives: Vec::new(),
            bases,
        }
    }

    /// The plain form of a preposition: *del* → *di*.
    pub fn base(&self, preposition: WordId) -> WordId {
        self.bases.get(&preposition).copied().unwrap_or(preposition)
    }

    /// Whether two offices are never one: *il presidente* is not *il direttore*, whatever epithets they share.
    pub fn exclude_each_other(&self, a: WordId, b: WordId) -> bool {
        matches!((self.titles.get(&a), self.titles.get(&b)), (Some(a), Some(b)) if a != b)
    }

    /// Adds titles that mean the same, and exclude those of other lines.
    pub fn add_titles(&mut self, line: usize, titles: impl Iterator<Item = WordId>) {
        self.titles.extend(titles.map(|t| (t, line)));
    }

    /// *di, d'*
    pub fn is_di(&self, word: WordId) -> bool {
        self.base(word) == self.di
    }

    /// *a, ad*
    pub fn is_a(&self, word: WordId) -> bool {
        self.base(word) == self.a
    }
}
