//! The result of the engine for one article: what was said, how, by whom, and why we think so.
//! Everything points into the article's text by byte [`Span`]s; the report turns them into the
//! unit that it was asked for.

use crate::span::Span;

/// All that was found in one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// What the article says of itself.
    pub metadata: Metadata,
    /// In the order of the text.
    pub quotations: Vec<Quotation>,
    /// In the order of their first quotation.
    pub speakers: Vec<Speaker>,
    /// What stands in marks and is no quotation.
    pub rejected: Vec<Rejected>,
    /// What the article has wrong: never an error.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the article says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<Span>,
    /// Who signs the article: the name alone.
    pub byline: Option<Span>,
    /// The agency or paper named in the dateline.
    pub outlet: Option<Span>,
    /// The date as the dateline gives it.
    pub date: Option<Span>,
}

/// How the content is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuotationType {
    /// The whole content stands in marks.
    Direct,
    /// A quoted fragment that the reporter's words complete.
    Mixed,
    /// No marks.
    Indirect,
}

/// One quotation: content, cue, source and the speaker behind them.
#[derive(Debug, Clone, PartialEq)]
pub struct Quotation {
    /// Direct, mixed or indirect.
    pub kind: QuotationType,
    /// The content without marks and asides, in the order of the text.
    pub segments: Vec<Span>,
    /// The marks as they stand in the text (`«»`), empty where there are none.
    pub marks: String,
    /// The words that signal the attribution.
    pub cue: Option<Cue>,
    /// The mention of who said it.
    pub source: Option<Span>,
    /// Index into [`Document::speakers`].
    pub speaker: Option<usize>,
    /// 0 to 1.
    pub confidence: f32,
    /// The id of the rule that decided.
    pub rule: String,
    /// The id of the rule that joined segments which the marks keep apart.
    pub joined_by: Option<String>,
    /// One sentence that a journalist understands.
    pub because: String,
    /// What else was considered, best first.
    pub runners_up: Vec<RunnerUp>,
    /// The next best speaker, where the source has no name and the speaker was weighed.
    pub runner_up: Option<OtherSpeaker>,
}

/// Somebody else who may have said it.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherSpeaker {
    /// The fullest name, as a [`Speaker`]'s.
    pub name: String,
    /// 0 to 1.
    pub confidence: f32,
}

impl Quotation {
    /// From the first byte of the content to its last.
    pub fn extent(&self) -> Span {
        match (self.segments.first(), self.segments.last()) {
            (Some(a), Some(b)) => Span::new(a.start, b.end),
            _ => Span::default(),
        }
    }
}

/// The words that signal an attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Where they stand.
    pub span: Span,
    /// The dictionary form (`leggere`), the expression itself, or the mark (`:`).
    pub lemma: String,
    /// How the speaker commits to the content.
    pub stance: Stance,
}

/// How the speaker commits to the content, for fact-checkers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Stance {
    /// *dire*
    #[default]
    Neutral,
    /// *sostenere, ribadire*
    Assertive,
    /// *negare, smentire*
    Denial,
    /// *ammettere, riconoscere*
    Admission,
    /// *accusare, denunciare*
    Accusation,
    /// *chiedere, invitare*
    Request,
    /// *promettere, assicurare*
    Promise,
    /// *minacciare, avvertire*
    Threat,
    /// *prevedere*
    Prediction,
}

impl Stance {
    /// All stances with the word that stands for each in grammar files and JSON.
    pub const ALL: [(Stance, &'static str); 9] = [
        (Stance::Neutral, "neutral"),
        (Stance::Assertive, "assertive"),
        (Stance::Denial, "denial"),
        (Stance::Admission, "admission"),
        (Stance::Accusation, "accusation"),
        (Stance::Request, "request"),
        (Stance::Promise, "promise"),
        (Stance::Threat, "threat"),
        (Stance::Prediction, "prediction"),
    ];

    /// The word for it in grammar files and JSON.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(s, _)| *s == self).map_or("neutral", |(_, n)| n)
    }

    /// The stance of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, n)| *n == name).map(|(s, _)| *s)
    }
}

/// Somebody or something that is quoted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The fullest name that the article gives, without titles.
    pub name: String,
    /// What kind of speaker.
    pub kind: SpeakerKind,
    /// Roles as the article words them, without articles: *ministro della Difesa*.
    pub roles: Vec<String>,
    /// Where the article names the speaker, in the order of the text.
    pub mentions: Vec<Span>,
}

impl Speaker {
    /// Whether somebody who writes this name means the speaker: the surname, the first name, all or a part of the name, in
    /// any case.
    #[must_use]
    pub fn goes_by(&self, name: &str) -> bool {
        let own = crate::speaker::name::name_keys(&self.name);
        let asked = crate::speaker::name::name_keys(name);
        !asked.is_empty() && asked.iter().all(|w| own.contains(w))
    }
}

/// What kind of speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpeakerKind {
    /// One human being.
    Person,
    /// Several or unnamed people.
    Group,
    /// Institution, party, company, country, newspaper.
    Organization,
    /// Report, law, note, statute.
    Document,
    /// None of these can be told.
    Unknown,
}

impl SpeakerKind {
    /// All kinds with the word that stands for each in grammar files and JSON.
    pub const ALL: [(SpeakerKind, &'static str); 5] = [
        (SpeakerKind::Person, "person"),
        (SpeakerKind::Group, "group"),
        (SpeakerKind::Organization, "organization"),
        (SpeakerKind::Document, "document"),
        (SpeakerKind::Unknown, "unknown"),
    ];
}

/// A span in marks that is no quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The words, marks excluded.
    pub span: Span,
    /// Why not.
    pub reason: Reason,
    /// The id of the rule that decided.
    pub rule: String,
    /// One sentence that a journalist understands.
    pub because: String,
}

/// Why a span in marks is no quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A work, song, programme, law, slogan used as a name.
    Title,
    /// A nickname, ship, hotel, operation.
    Name,
    /// A word mentioned or a technical term.
    Term,
    /// Irony, distance, emphasis.
    Scare,
}

/// Something that the article has wrong and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: DiagnosticKind,
    /// Where.
    pub span: Span,
    /// One sentence for a person.
    pub message: String,
}

/// What can be wrong with an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DiagnosticKind {
    /// An opening mark that nothing closes.
    UnclosedMark,
    /// A closing mark that nothing opened.
    LoneMark,
    /// Opened with one kind of mark, closed with another.
    MismatchedMarks,
    /// The file was not UTF-8 and was decoded by detection.
    Decoded,
}

/// An alternative that lost.
#[derive(Debug, Clone, PartialEq)]
pub struct RunnerUp {
    /// The rule that proposed it.
    pub rule: String,
    /// The source that it would have named.
    pub source: Option<Span>,
    /// Its confidence, 0 to 1.
    pub confidence: f32,
}
