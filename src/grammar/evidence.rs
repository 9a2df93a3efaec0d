//! What can speak for or against somebody as the speaker of words whose source has no name: facts, each
//! with the name by which `evidence.toml` explains it and `weights.toml` weighs it.

/// A set of facts about one candidate for one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Evidence(pub u128);

macro_rules! evidence {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $id:expr;)*) => {
        impl Evidence { $($(#[$doc])* pub const $name: Evidence = Evidence(1 << $bit);)* }
        /// All facts with their names, by bit.
        pub const FACTS: &[(Evidence, &str)] = &[$((Evidence::$name, $id)),*];
    };
}

evidence! {
    /// Subject of a main clause in the same sentence.
    SUBJECT_HERE = 0, "subject-here";
    /// … of the sentence before.
    SUBJECT_BEFORE = 1, "subject-before";
    /// … two sentences before.
    SUBJECT_TWO_BEFORE = 2, "subject-two-before";
    /// … of an earlier one.
    SUBJECT_EARLIER = 3, "subject-earlier";
    /// Subject of a clause under another, in the same sentence or the one before.
    SUBJECT_UNDER = 4, "subject-under";
    /// The last subject of a main clause.
    SUBJECT_LAST = 5, "subject-last";
    /// Subject of a main clause since somebody spoke.
    SUBJECT_SINCE = 6, "subject-since";
    /// The last subject since somebody spoke, a person before a body.
    SUBJECT_TAKES_OVER = 7, "subject-takes-over";
    /// No subject in the last sentences.
    NO_SUBJECT = 8, "no-subject";
    /// *a X*: somebody whom one speaks to.
    LISTENER = 9, "listener";
    /// *da X*: the agent of a passive.
    AGENT = 10, "agent";
    /// *di X*: inside another noun phrase.
    COMPLEMENT = 11, "complement";
    /// Behind another preposition.
    OBLIQUE = 12, "oblique";
    /// No subject and no preposition.
    OBJECT = 13, "object";
    /// Mentioned in the same sentence.
    HERE = 14, "here";
    /// … in the sentence before.
    BEFORE = 15, "before";
    /// … two sentences before.
    TWO_BEFORE = 16, "two-before";
    /// … further back.
    FAR = 17, "far";
    /// Mentioned in the same paragraph.
    PARAGRAPH = 18, "paragraph";
    /// The only certain person of the paragraph so far.
    ONLY = 19, "only";
    /// Mentioned more than once in the last three sentences.
    TWICE = 20, "twice";
    /// The person whom the reporter named last.
    NAMED_LAST = 21, "named-last";
    /// Mentioned since somebody spoke.
    NAMED_SINCE = 22, "named-since";
    /// A person whose name ends the sentence before, of which nobody is the subject.
    ENDS_SENTENCE = 23, "ends-sentence";
    /// A person with a name.
    PERSON = 24, "person";
    /// A person beyond doubt: by given name, role or honorific.
    CERTAIN = 25, "certain";
    /// A person without a name.
    UNNAMED = 26, "unnamed";
    /// Several people.
    GROUP = 27, "group";
    /// An institution, company, party.
    BODY = 28, "body";
    /// A text.
    DOCUMENT = 29, "document";
    /// A text, for a verb that a text does not do.
    MUTE = 30, "mute";
    /// The gender of verb or noun is this person's beyond doubt.
    GENDER = 31, "gender";
    /// The person of the headline whom the article names most.
    PROTAGONIST = 32, "protagonist";
    /// Named in the headline.
    HEADLINE = 33, "headline";
    /// Named in the article at least five times.
    OFTEN = 34, "often";
    /// Named inside the words themselves.
    IN_CONTENT = 35, "in-content";
    /// Called by name in the words.
    ADDRESSED = 36, "addressed";
    /// The subject of a passive cue: the words are about this one.
    PATIENT = 37, "patient";
    /// Spoke last, in the same paragraph.
    FLOOR = 38, "floor";
    /// Spoke last, a paragraph ago or more.
    FLOOR_PARAGRAPH = 39, "floor-paragraph";
    /// Spoke last, in the same sentence.
    FLOOR_SENTENCE = 40, "floor-sentence";
    /// Spoke last, and nothing but marks and punctuation stands in between.
    ADJACENT = 41, "adjacent";
    /// The same over the end of a paragraph.
    NEXT_PARAGRAPH = 42, "next-paragraph";
    /// Spoke last, and nobody else was mentioned since.
    ALONE = 43, "alone";
    /// Spoke last, and no subject has taken the floor over since (`SUBJECT_TAKES_OVER` of nobody).
    FREE = 44, "free";
    /// Spoke last, and the verb goes on: *ha aggiunto*.
    GOES_ON = 45, "goes-on";
    /// Spoke last, and the words give the floor to somebody else: *dal canto suo*.
    CONTRAST = 46, "contrast";
    /// Spoke last, with a question.
    ASKED_SELF = 47, "asked-self";
    /// The last words were a question to this one, or to whoever did not ask.
    ASKED = 48, "asked";
    /// Spoke last, with words that were told and not quoted.
    FLOOR_TOLD = 49, "floor-told";
    /// Spoke last, and these words are told, not quoted.
    THEN_TOLD = 50, "then-told";
    /// Spoke last of all who can be meant.
    LAST_FITTING = 51, "last-fitting";
    /// Spoke before the last.
    FLOOR_OTHER = 52, "floor-other";
    /// Spoke earlier.
    FLOOR_EARLIER = 53, "floor-earlier";
    /// Spoke at least twice.
    SPOKE_TWICE = 54, "spoke-twice";
    /// Holds the very office that the source names.
    OFFICE = 55, "office";
    /// Holds one that goes by the same words (*il legale*, *l'avvocato*).
    OFFICE_ALIKE = 56, "office-alike";
    /// Shares what stands behind the office: *della Cisl*.
    OFFICE_SHARED = 57, "office-shared";
    /// Nobody else of the article holds it.
    OFFICE_ALONE = 58, "office-alone";
    /// The source names an office, and nothing is known of this person.
    OFFICE_UNKNOWN = 59, "office-unknown";
    /// The source is a word for anybody (*la donna*), and nothing is known of this person.
    ANYBODY_UNKNOWN = 60, "anybody-unknown";
    /// … and an office is known.
    ANYBODY_OFFICE = 61, "anybody-office";
    /// Goes by that epithet: *il Cavaliere*.
    EPITHET = 62, "epithet";
    /// Nobody that the article names: the source stands for itself, a word for anybody.
    ITSELF = 63, "itself";
    /// The same, an office or trade.
    ITSELF_OFFICE = 64, "itself-office";
    /// The same, and more words tell it apart.
    ITSELF_TOLD_APART = 65, "itself-told-apart";
    /// Somebody without a name whom the article called by the same noun before.
    SAME_NOUN = 66, "same-noun";
    /// The same, with an indefinite article: *una donna di 33 anni*.
    INTRODUCED = 67, "introduced";
    /// Named before the source.
    NAMED_BEFORE = 68, "named-before";
    /// The last subject, and the clauses since have none: they go on about this one.
    CHAIN = 69, "chain";
    /// Mentioned beside a verb without a subject: not whom the story goes on about.
    BESIDE_CHAIN = 70, "beside-chain";
    /// Who says *sono stanca* is a woman, and so is this one.
    SAYS_GENDER = 71, "says-gender";
    /// … and this one is a man.
    SAYS_OTHER_GENDER = 72, "says-other-gender";
    /// Whom the rules of the floor would choose.
    BY_RULE = 73, "by-rule";
    /// The same, and they are sure.
    BY_RULE_SURE = 74, "by-rule-sure";
    /// Whom the sentence behind words that open a paragraph is about.
    NEXT_SUBJECT = 75, "next-subject";
    /// Whose words the story speaks of: *la risposta del ministro*, *la voce di Neri*.
    VOICED = 76, "voiced";
    /// Nobody else has spoken in the article so far, and this one has twice.
    SOLE_VOICE = 77, "sole-voice";
    /// Spoke oftener than all others together.
    MOST_VOICE = 78, "most-voice";
    /// The person whom the article is about, and the words are those of an *io*.
    PROTAGONIST_I = 79, "protagonist-i";
}

impl Evidence {
    /// Both together.
    #[must_use]
    pub const fn or(self, other: Evidence) -> Evidence {
        Evidence(self.0 | other.0)
    }

    /// Adds those facts if they hold.
    pub fn set(&mut self, facts: Evidence, hold: bool) {
        if hold {
            self.0 |= facts.0;
        }
    }

    /// Whether they share a fact.
    pub const fn any(self, other: Evidence) -> bool {
        self.0 & other.0 != 0
    }

    /// The indices of its facts in [`FACTS`].
    pub fn indices(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = (left != 0).then(|| left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(next)
        })
    }
}
