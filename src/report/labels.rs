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
    pub(super) fn pick(self, italian: &'static str, english: &'static str) -> &'static str {
        match self {
            Language::Italian => italian,
            Language::English => english,
        }
    }

    pub(super) fn indirect(self) -> &'static str {
        self.pick("discorso indiretto", "indirect speech")
    }

    pub(super) fn mixed(self) -> &'static str {
        self.pick("citazione mista", "mixed quotation")
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
        self.pick("Il testo non dice chi parla", "The text does not say who")
    }

    pub(super) fn uncertain(self) -> &'static str {
        self.pick("attribuzione incerta", "uncertain attribution")
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

    /// The words of a cue; a bare mark is called by its name.
    pub(super) fn cue_words(self, words: String) -> String {
        if words == ":" { self.pick("due punti", "colon").to_owned() } else { words }
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

    pub(super) fn quotations(self, n: usize) -> String {
        let noun = if n == 1 { self.pick("citazione", "quotation") } else { self.pick("citazioni", "quotations") };
        format!("{n} {noun}")
    }

    /// How many speakers, as a journalist counts them.
    pub(super) fn voices(self, n: usize) -> String {
        let noun = if n == 1 { self.pick("voce", "speaker") } else { self.pick("voci", "speakers") };
        format!("{n} {noun}")
    }
}
