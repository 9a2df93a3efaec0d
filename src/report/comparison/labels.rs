//! The words of a comparison for people, in Italian and English.

use super::Compared;
use crate::compare::{Change, ConflictKind, Kind, Order, Reason, Since};
use crate::report::Language;

/// How many versions, for the heading.
pub(super) fn versions(language: Language, count: usize, unordered: bool) -> String {
    let (italian, english) = if unordered { ("resoconti", "accounts") } else { ("versioni", "versions") };
    format!("{count} {}", language.pick(italian, english))
}

/// How many statements, for the heading.
fn statements(language: Language, count: usize) -> String {
    let noun = if count == 1 { language.pick("dichiarazione", "statement") } else { language.pick("dichiarazioni", "statements") };
    format!("{count} {noun}")
}

/// How many changes touch the meaning.
fn meanings(language: Language, count: usize) -> String {
    let italian = if count == 1 { "che tocca il senso" } else { "che toccano il senso" };
    let english = if count == 1 { "that touches the meaning" } else { "that touch the meaning" };
    format!("{count} {}", language.pick(italian, english))
}

/// How many changes are of a kind.
fn kinds(language: Language, kind: Kind, count: usize) -> String {
    let (one, several, english) = match kind {
        Kind::Unchanged => ("invariata", "invariate", "unchanged"),
        Kind::Reworded => ("riformulata", "riformulate", "reworded"),
        Kind::Reattributed => ("passata a un altro", "passate a un altro", "reattributed"),
        Kind::Retyped => ("da diretta a indiretta o viceversa", "da dirette a indirette o viceversa", "retyped"),
        Kind::Added => ("aggiunta", "aggiunte", "added"),
        Kind::Removed => ("tolta", "tolte", "removed"),
    };
    format!("{count} {}", language.pick(if count == 1 { one } else { several }, english))
}

/// How many statements, versions and changes.
pub(super) fn summary(language: Language, compared: &Compared<'_>) -> String {
    let threads = &compared.comparison.threads;
    let changes = || threads.iter().flat_map(|t| &t.changes);
    let mut facts = vec![statements(language, threads.len()), versions(language, compared.versions.len(), compared.order == Order::None)];
    let counts = Kind::ALL.iter().skip(1).map(|(kind, _)| (*kind, changes().filter(|c| c.kinds.contains(kind)).count()));
    facts.extend(counts.filter(|(_, n)| *n > 0).map(|(kind, n)| kinds(language, kind, n)));
    let touching = changes().filter(|c| c.meaning()).count();
    if touching > 0 {
        facts.push(meanings(language, touching));
    }
    facts.join(" · ")
}

/// What became of a statement that comes back.
pub(super) fn since(language: Language, since: &Since) -> String {
    let mut out = format!("{} {}", language.pick("c'era nella versione", "it was in version"), since.version + 1);
    if !since.reasons.is_empty() {
        let reasons = since.reasons.iter().map(|r| reason(language, *r)).collect::<Vec<_>>().join(", ");
        out.push_str(&format!(" · {}: {reasons}", language.pick("ora tocca il senso", "now it touches the meaning")));
    }
    out
}

/// What happened, in a few words.
pub(super) fn change(language: Language, change: &Change) -> String {
    let kind = |kind: &Kind| match kind {
        Kind::Unchanged => language.pick("invariata", "unchanged"),
        Kind::Reworded => language.pick("riformulata", "reworded"),
        Kind::Reattributed => language.pick("passata a un altro", "reattributed"),
        Kind::Retyped => language.pick("altra forma", "retyped"),
        Kind::Added => language.pick("aggiunta", "added"),
        Kind::Removed => language.pick("tolta", "removed"),
    };
    let mut out = change.kinds.iter().map(kind).collect::<Vec<_>>().join(", ");
    if change.meaning() {
        let reasons = change.reasons.iter().map(|r| reason(language, *r)).collect::<Vec<_>>().join(", ");
        out.push_str(&format!(" · {}: {reasons}", language.pick("tocca il senso", "touches the meaning")));
    }
    if change.uncertain {
        out.push_str(language.pick(" · attribuzione incerta", " · uncertain attribution"));
    }
    out
}

/// Why a change touches the meaning.
fn reason(language: Language, reason: Reason) -> &'static str {
    match reason {
        Reason::Negation => language.pick("negazione o contrario", "negation or opposite"),
        Reason::Number => language.pick("quantità o data", "amount or date"),
        Reason::Modality => language.pick("modo o tempo", "mood or tense"),
        Reason::Speaker => language.pick("chi parla", "speaker"),
        Reason::Certainty => language.pick("quanto è certo", "certainty"),
        Reason::Cut => language.pick("taglio o aggiunta", "cut or addition"),
        Reason::Entity => language.pick("nome", "name"),
    }
}

/// Where the words of a conflict stand.
pub(super) fn conflict(language: Language, kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Speaker => language.pick("Le stesse parole, date a persone diverse", "The same words, given to different people"),
        ConflictKind::Words => {
            language.pick("Parole diverse tra virgolette, della stessa persona", "Different words in marks, of the same person")
        }
        ConflictKind::Alone => language.pick("Solo un resoconto ce l'ha", "Only one account has it"),
    }
}

/// Somebody whom the text does not name.
pub(super) fn nobody(language: Language) -> &'static str {
    language.pick("non si sa chi", "nobody named")
}

/// From one version to another.
pub(super) fn between(language: Language, from: usize, to: usize) -> String {
    format!("{} {} → {}", language.pick("versione", "version"), from + 1, to + 1)
}

/// The cues of a change that commits the speaker otherwise.
pub(super) fn cues(language: Language, before: &str, after: &str) -> String {
    format!("{}: {before} → {after}", language.pick("segnale", "cue"))
}

/// What the signs of the table stand for.
pub(super) fn legend(language: Language) -> &'static str {
    language.pick(
        "● c'è  = invariata  ≈ riformulata  ↔ altra forma  @ altro parlante  − tolta  ! tocca il senso",
        "● present  = unchanged  ≈ reworded  ↔ retyped  @ other speaker  − removed  ! touches the meaning",
    )
}

/// No version has a quotation.
pub(super) fn none(language: Language) -> &'static str {
    language.pick("Nessuna dichiarazione da mostrare.", "No statements to show.")
}
