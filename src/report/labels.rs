//! The words of the text report, in Italian and English.

use crate::document::{QuotationType, Reason, SpeakerKind};

/// The language of the labels; the quotations stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Italian.
    #[default]
    Italian,
    /// English.
    English,
}

impl Language {
    fn pick(self, italian: &'static str, english: &'static str) -> &'static str {
        match self {
            Language::Italian => italian,
            Language::English => english,
        }
    }

    pub(super) fn indirect(self) -> &'static str {
        self.pick("discorso indiretto", "indirect speech")
    }

    pub(super) fn kind(self, kind: QuotationType) -> &'static str {
        match kind {
            QuotationType::Direct => self.pick("diretta", "direct"),
            QuotationType::Mixed => self.pick("mista", "mixed"),
            QuotationType::Indirect => self.pick("indiretta", "indirect"),
        }
    }

    pub(super) fn speaker(self, kind: SpeakerKind) -> &'static str {
        match kind {
            SpeakerKind::Person => self.pick("persona", "person"),
            SpeakerKind::Group => self.pick("gruppo", "group"),
            SpeakerKind::Organization => self.pick("ente", "organization"),
            SpeakerKind::Document => self.pick("documento", "document"),
            SpeakerKind::Unknown => self.pick("non si sa", "unknown"),
        }
    }

    pub(super) fn reason(self, reason: Reason) -> &'static str {
        match reason {
            Reason::Title => self.pick("titolo", "title"),
            Reason::Name => self.pick("nome", "name"),
            Reason::Term => self.pick("termine", "term"),
            Reason::Scare => self.pick("ironia o enfasi", "scare quotes"),
        }
    }

    pub(super) fn nobody(self) -> &'static str {
        self.pick("Di nessuno che il testo nomini", "Nobody whom the text names")
    }

    pub(super) fn uncertain(self) -> &'static str {
        self.pick("incerto", "uncertain")
    }

    pub(super) fn or_else(self) -> &'static str {
        self.pick("altrimenti", "otherwise")
    }

    pub(super) fn line(self) -> &'static str {
        self.pick("riga", "line")
    }

    pub(super) fn cue(self) -> &'static str {
        self.pick("segnale", "cue")
    }

    pub(super) fn source(self) -> &'static str {
        self.pick("fonte", "source")
    }

    pub(super) fn rejected(self) -> &'static str {
        self.pick("Tra virgolette, ma non citazioni", "In quotation marks, but no quotations")
    }

    pub(super) fn diagnostics(self) -> &'static str {
        self.pick("Avvertenze sul testo", "Notes on the text")
    }

    pub(super) fn none(self) -> &'static str {
        self.pick("Nessuna citazione.", "No quotations.")
    }

    pub(super) fn count(self, n: usize) -> String {
        match (self, n) {
            (Language::Italian, 1) => "1 citazione".to_owned(),
            (Language::Italian, _) => format!("{n} citazioni"),
            (Language::English, 1) => "1 quotation".to_owned(),
            (Language::English, _) => format!("{n} quotations"),
        }
    }
}
