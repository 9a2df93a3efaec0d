//! One rule of the grammar: its documentation, its pattern and the examples that prove it.

use serde::Deserialize;

use super::program::Program;

/// A rule as its file gives it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rule {
    /// Kebab-case, describes the construction, never changes.
    pub id: String,
    /// One line.
    pub summary: String,
    /// Why the rule holds, for a linguist.
    pub why: String,
    /// What it is known to get wrong.
    #[serde(default)]
    pub known_problems: String,
    /// The pattern in the pattern language; empty where a resolver decides.
    #[serde(default)]
    pub pattern: String,
    /// The name of the coded resolver; empty where a pattern decides.
    #[serde(default)]
    pub resolver: String,
    /// What the marked words must be like: filters of the content.
    #[serde(default)]
    pub content: Vec<String>,
    /// What the rule concludes.
    #[serde(default)]
    pub outcome: Outcome,
    /// Who the source is, where the pattern captures none.
    #[serde(default)]
    pub source: SourceFrom,
    /// 0 to 1.
    pub certainty: f32,
    /// The sentence for a journalist; `{cue}` and `{source}` stand for the words found.
    pub because: String,
    /// Sentences in which the rule must decide.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
    /// Sentences in which it must not.
    #[serde(default, rename = "counterexample")]
    pub counterexamples: Vec<Example>,
}

/// What a rule concludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// A direct quotation.
    #[default]
    Direct,
    /// A quoted fragment in the reporter's clause.
    Mixed,
    /// An indirect quotation.
    Indirect,
    /// No quotation: a title.
    Title,
    /// No quotation: a name.
    Name,
    /// No quotation: a term.
    Term,
    /// No quotation: irony, distance.
    Scare,
}

/// Who the source is, where the pattern captures none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceFrom {
    /// The subject of the cue, or its dropped subject.
    #[default]
    Subject,
    /// The one who spoke before.
    Previous,
    /// Whoever the sentences before are about.
    Recent,
    /// The other one of the two who spoke last.
    Other,
    /// Only what the pattern captures.
    Captured,
}

/// A sentence with what the rule must (or must not) find in it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The text, as an article would have it.
    pub text: String,
    /// The content expected, where given.
    pub content: Option<String>,
    /// The cue expected, where given.
    pub cue: Option<String>,
    /// The source expected, where given.
    pub source: Option<String>,
    /// The speaker expected, where given.
    pub speaker: Option<String>,
}

/// A rule ready to match.
#[derive(Debug, Clone)]
pub struct CompiledRule {
    /// As its file gives it.
    pub rule: Rule,
    /// Its pattern's alternatives; none for a resolver.
    pub programs: Vec<Program>,
    /// Its coded resolver.
    pub resolver: Option<Resolver>,
    /// What the content must be like.
    pub content: ContentTest,
}

/// The coded resolvers: what no pattern over neighbouring units can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolver {
    /// The cue stands inside the marks.
    Aside,
    /// Marks closed and opened again around an aside.
    Reopened,
    /// Inside the clause that a cue or a framing expression governs.
    Reported,
    /// Fragments of a sentence that the next one, or the words before the colon, attribute.
    TakenUp,
    /// The next sentence has a noun for the words, and whose they are: *È il bilancio tracciato da X*.
    NamedBehind,
    /// The translation in brackets of the words in marks before it.
    Gloss,
    /// A name in brackets behind the marks.
    BracketSource,
    /// A sentence without a verb of saying ends in a colon before the marks.
    Colon,
    /// The same speaker goes on.
    Continuation,
    /// An answer of an interview.
    Interview,
    /// A turn of dialogue.
    Dialogue,
    /// A headline's words that the story quotes too.
    Headline,
    /// A complement clause without marks.
    IndirectClause,
    /// A clause around an aside, without marks.
    IndirectAside,
    /// A clause with secondo X, without marks.
    IndirectFraming,
    /// A sentence that the next one attributes, without marks.
    IndirectAfter,
    /// A headline's paraphrase after a name and a colon.
    IndirectHeadline,
    /// *ha detto: Non possiamo*: words without marks behind a colon.
    Verbatim,
    /// Verbatim speech after a colon without marks.
    Unmarked,
    /// A sentence in marks whose clause has somebody as its subject.
    ClauseSubject,
    /// No quotation: what is left.
    Leftover,
}

impl Resolver {
    /// The resolvers by the names that rule files use.
    pub const NAMES: [(&'static str, Resolver); 21] = [
        ("aside", Resolver::Aside),
        ("reopened", Resolver::Reopened),
        ("reported", Resolver::Reported),
        ("gloss", Resolver::Gloss),
        ("taken-up", Resolver::TakenUp),
        ("named-behind", Resolver::NamedBehind),
        ("bracket-source", Resolver::BracketSource),
        ("colon", Resolver::Colon),
        ("continuation", Resolver::Continuation),
        ("interview", Resolver::Interview),
        ("dialogue", Resolver::Dialogue),
        ("headline", Resolver::Headline),
        ("indirect-clause", Resolver::IndirectClause),
        ("indirect-aside", Resolver::IndirectAside),
        ("indirect-framing", Resolver::IndirectFraming),
        ("indirect-after", Resolver::IndirectAfter),
        ("indirect-headline", Resolver::IndirectHeadline),
        ("verbatim", Resolver::Verbatim),
        ("unmarked", Resolver::Unmarked),
        ("clause-subject", Resolver::ClauseSubject),
        ("leftover", Resolver::Leftover),
    ];
}

/// Filters on the words in marks, as a set of bits: all must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ContentTest(pub u16);

macro_rules! content_tests {
    ($($(#[$doc:meta])* $name:literal $const:ident = $bit:expr;)*) => {
        impl ContentTest {
            $($(#[$doc])* pub const $const: ContentTest = ContentTest(1 << $bit);)*
            /// The filters by the names that rule files use.
            pub const NAMES: &[(&'static str, ContentTest)] = &[$(($name, ContentTest::$const)),*];
        }
    };
}

content_tests! {
    /// up to six words
    "short" SHORT = 0;
    /// five words or more
    "long" LONG = 1;
    /// begins with a capital or digit
    "capital" CAPITAL = 2;
    /// has a finite verb
    "verb" VERB = 3;
    /// has none
    "no-verb" NO_VERB = 4;
    /// begins with a small letter
    "lower" LOWER = 5;
    /// reads like a sentence: a verb and three words, or a closing . ? !
    "sentence" SENTENCE = 6;
    /// does not
    "fragment" FRAGMENT = 7;
    /// its own paragraph holds nothing else
    "alone" ALONE = 8;
    /// stands first in its sentence
    "first" FIRST = 9;
    /// begins with no word that leads a clause of another in (se, chi, quando), or asks
    "main" MAIN = 10;
}

impl ContentTest {
    /// Whether all filters of `self` are among the facts.
    pub const fn holds(self, facts: ContentTest) -> bool {
        self.0 & facts.0 == self.0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: ContentTest) -> ContentTest {
        ContentTest(self.0 | other.0)
    }
}
