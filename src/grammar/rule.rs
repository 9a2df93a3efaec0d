//! One rule of the grammar: its documentation, its pattern and the examples that prove it.

/// A rule as its file gives it.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// Kebab-case, describes the construction, never changes.
    pub id: String,
    /// One line.
    pub summary: String,
    /// Why the rule holds, for a linguist.
    pub why: String,
    /// What it is known to get wrong.
    pub known_problems: String,
    /// The pattern in the pattern language, or `resolver NAME`.
    pub pattern: String,
    /// Sentences in which the rule must decide.
    pub examples: Vec<Example>,
    /// Sentences in which it must not.
    pub counterexamples: Vec<Example>,
}

/// A sentence with what the rule must (or must not) find in it.
#[derive(Debug, Clone, Default)]
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
