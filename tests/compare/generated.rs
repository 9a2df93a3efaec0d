//! Versions made from articles by one known change each: over `corpus/` always, over the annotated articles beside
//! the repository where they are. Each must be reported exactly: the statement that was changed, and no other.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use virgolette::compare::{Kind, Order, Reason};
use virgolette::document::QuotationType;
use virgolette::grammar::conjugate::Mood;
use virgolette::grammar::forms::Reading;
use virgolette::grammar::key::key;
use virgolette::grammar::lexicon::Class;
use virgolette::grammar::verbs::Frames;
use virgolette::span::Span;

use super::{Analysed, ENGINE, articles, compared, corpus};

/// A changed text, and what became of the statement with that content in the text before; nothing else changed.
struct Made {
    text: String,
    of: Option<usize>,
    kinds: Vec<Kind>,
    reasons: Vec<Reason>,
}

type Maker = fn(&Analysed) -> Option<Made>;

const MAKERS: [(&str, Maker); 11] = [
    ("marks", |a| whole(a, marks)),
    ("apostrophes", |a| whole(a, apostrophes)),
    ("decomposed", |a| whole(a, |t| t.nfd().collect())),
    ("spaces", |a| whole(a, spaces)),
    ("negation", negation),
    ("number", number),
    ("word", word),
    ("speaker", speaker),
    ("dropped", dropped),
    ("added", added),
    ("paraphrase", paraphrase),
];

/// The makers that change nothing but type.
const TYPOGRAPHIC: usize = 4;

#[test]
fn known_changes_of_our_articles_are_reported_exactly() {
    check(&articles(&corpus()));
}

#[test]
fn known_changes_of_the_annotated_articles_are_reported_exactly() {
    for set in ["dev", "dev2", "devwire"] {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold").join(set);
        let articles = articles(&dir);
        if !articles.is_empty() {
            println!("{set}");
            check(&articles);
        }
    }
}

fn check(articles: &[Analysed]) {
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for (m, (name, maker)) in MAKERS.iter().enumerate() {
        let made: Vec<(&Analysed, Made)> = articles.iter().filter_map(|a| maker(a).map(|made| (a, made))).collect();
        let faults: Vec<String> = made.iter().filter_map(|(a, made)| fault(a, made)).collect();
        println!("{name}: {} of {}", made.len() - faults.len(), made.len());
        (right, all) = (right + made.len() - faults.len(), all + made.len());
        assert!(m >= TYPOGRAPHIC || faults.is_empty(), "{name}: {faults:#?}");
        wrong.extend(faults.into_iter().map(|f| format!("{name}: {f}")));
    }
    println!("all: {right} of {all}\n{}", wrong.join("\n"));
    assert!(all >= 100 && right * 100 >= all * 97, "{right} of {all}:\n{}", wrong.join("\n"));
}

/// What the comparison says otherwise than was made.
fn fault(before: &Analysed, made: &Made) -> Option<String> {
    let after = Analysed::new(made.text.clone());
    let found = compared(&[before, &after], Order::Time);
    let mut hit = false;
    for thread in &found.threads {
        let [change] = thread.changes.as_slice() else { return Some(format!("{} changes", thread.changes.len())) };
        let target = match made.of {
            Some(q) => thread.appearances.iter().any(|a| a.version == 0 && a.quotation == q),
            None => made.kinds == [Kind::Added] && change.kinds == [Kind::Added] && !hit,
        };
        let (kinds, reasons): (&[Kind], &[Reason]) = if target { (&made.kinds, &made.reasons) } else { (&[Kind::Unchanged], &[]) };
        hit |= target;
        if change.kinds != kinds || change.reasons != reasons {
            let edits: Vec<_> = change.edits.iter().map(|e| (e.operation, &e.text)).collect();
            return Some(format!(
                "{:?} {:?} instead of {kinds:?} {reasons:?}: {:?} {edits:?}",
                change.kinds, change.reasons, change.speaker
            ));
        }
    }
    let wanted = made.of.is_some() || made.kinds == [Kind::Added];
    (wanted && !hit).then(|| "not found".to_owned())
}

/// The whole text in other type: nothing changed.
fn whole(article: &Analysed, set: fn(&str) -> String) -> Option<Made> {
    let text = set(&article.text);
    (text != article.text && !article.document.quotations.is_empty()).then_some(Made {
        text,
        of: None,
        kinds: Vec::new(),
        reasons: Vec::new(),
    })
}

/// «» → “”, and back.
fn marks(text: &str) -> String {
    let pairs = if text.contains('«') { [('«', '“'), ('»', '”')] } else { [('“', '«'), ('”', '»')] };
    // a text that has both would mix them up
    if text.contains('«') && text.contains(['“', '”']) || text.contains('„') {
        return text.to_owned();
    }
    text.chars().map(|c| pairs.iter().find(|(old, _)| *old == c).map_or(c, |(_, new)| *new)).collect()
}

fn apostrophes(text: &str) -> String {
    // a single mark would become another kind of mark
    if text.contains('‘') || text.contains(" '") {
        return text.to_owned();
    }
    let (old, new) = if text.contains('’') { ('’', '\'') } else { ('\'', '’') };
    text.replace(old, &new.to_string())
}

fn spaces(text: &str) -> String {
    text.replace(", ", ",  ").replace("« ", "«").replace(" e ", "\u{a0}e ")
}

/// The marked quotations in one piece, with their spans.
fn marked(article: &Analysed) -> impl Iterator<Item = (usize, Span)> {
    let quotations = article.document.quotations.iter().enumerate();
    quotations
        .filter(|(_, q)| q.kind == QuotationType::Direct && !q.marks.is_empty() && q.segments.len() == 1)
        .map(|(n, q)| (n, q.segments[0]))
}

/// The first marked quotation in which `replace` finds something to replace.
fn in_content(article: &Analysed, kinds: &[Kind], reasons: &[Reason], replace: impl Fn(&str) -> Option<String>) -> Option<Made> {
    let (of, span, new) = marked(article).find_map(|(of, span)| replace(span.of(&article.text)).map(|new| (of, span, new)))?;
    Some(made(article, Some(of), span, &new, kinds, reasons))
}

fn made(article: &Analysed, of: Option<usize>, span: Span, new: &str, kinds: &[Kind], reasons: &[Reason]) -> Made {
    let text = format!("{}{new}{}", &article.text[..span.start], &article.text[span.end..]);
    Made { text, of, kinds: kinds.to_vec(), reasons: reasons.to_vec() }
}

fn negation(article: &Analysed) -> Option<Made> {
    let verbs = ["è", "sono", "ha", "abbiamo", "hanno", "siamo", "c'è", "era", "sarà", "saranno", "vogliamo", "possiamo", "dobbiamo", "fa"];
    in_content(article, &[Kind::Reworded], &[Reason::Negation], |content| {
        let denies = ["non", "mai", "nessun", "niente", "nulla", "senza", "né", "Non"].iter().any(|w| content.contains(w));
        let verb = verbs.iter().find(|v| !denies && content.split_whitespace().count() > 3 && content.contains(&format!(" {v} ")))?;
        Some(content.replacen(&format!(" {verb} "), &format!(" non {verb} "), 1))
    })
}

fn number(article: &Analysed) -> Option<Made> {
    in_content(article, &[Kind::Reworded], &[Reason::Number], |content| {
        let words: Vec<&str> = content.split(' ').collect();
        let at = words.iter().position(|w| w.len() < 5 && w.parse::<u32>().is_ok())?;
        let new = (words[at].parse::<u32>().ok()? + 1).to_string();
        Some(words.iter().enumerate().map(|(i, w)| if i == at { new.as_str() } else { w }).collect::<Vec<_>>().join(" "))
    })
}

fn word(article: &Analysed) -> Option<Made> {
    let synonyms = [
        ("anche", "pure"),
        ("perché", "poiché"),
        ("adesso", "ora"),
        ("persone", "individui"),
        ("situazione", "condizione"),
        ("problema", "guaio"),
        ("subito", "immediatamente"),
        ("cosa", "faccenda"),
        ("casa", "abitazione"),
        ("lavoro", "impiego"),
        ("strada", "via"),
        ("paese", "territorio"),
        ("importante", "rilevante"),
        ("bambini", "piccoli"),
        ("ragazzi", "giovani"),
    ];
    in_content(article, &[Kind::Reworded], &[], |content| {
        let (old, new) = synonyms.iter().find(|(old, _)| content.split(' ').count() > 3 && content.contains(&format!(" {old} ")))?;
        Some(content.replacen(&format!(" {old} "), &format!(" {new} "), 1))
    })
}

/// Somebody else in place of the name of a speaker who says nothing else.
fn speaker(article: &Analysed) -> Option<Made> {
    let document = &article.document;
    let of = |n: usize| {
        let q = &document.quotations[n];
        let speaker = &document.speakers[q.speaker?];
        let alone = document.quotations.iter().filter(|o| o.speaker == q.speaker).count() == 1;
        let source = q.source.filter(|s| s.of(&article.text) == speaker.name && speaker.name.contains(' '))?;
        // whoever goes on without a name would go on as the new one
        let last = document.quotations.iter().skip(n + 1).all(|o| o.source.is_some());
        (alone && last && speaker.mentions.len() == 1 && q.cue.is_some()).then_some((n, source))
    };
    let (n, source) = marked(article).find_map(|(n, _)| of(n))?;
    Some(made(article, Some(n), source, "Ermes Valdambri", &[Kind::Reattributed], &[Reason::Speaker]))
}

/// The article up to its last quotation, where that has a sentence of its own.
fn dropped(article: &Analysed) -> Option<Made> {
    let text = &article.text;
    let (of, span) = marked(article).last()?;
    let others = |s: Span| article.document.quotations.iter().enumerate().all(|(n, q)| n == of || q.extent().end <= s.start);
    let start = text[..span.start].rfind(". ").map(|at| at + 2).or_else(|| text[..span.start].rfind('\n').map(|at| at + 1))?;
    let title = article.document.metadata.title.map_or(0, |t| t.end);
    let rest = Span::new(start, text.len());
    let whole = article.document.quotations.iter().enumerate().all(|(n, q)| n == of || q.source.is_none_or(|s| s.end <= start));
    (start > title && others(rest) && whole).then(|| made(article, Some(of), rest, "", &[Kind::Removed], &[]))
}

fn added(article: &Analysed) -> Option<Made> {
    let end = Span::new(article.text.trim_end().len(), article.text.len());
    let new = "\n\n«I sentieri del Valdambro restano di tutti», ha detto Ermes Valdambri.\n";
    (!article.document.quotations.is_empty()).then(|| made(article, None, end, new, &[Kind::Added], &[]))
}

/// «…», ha detto X. → X ha detto che …, where nobody speaks of himself or to somebody.
fn paraphrase(article: &Analysed) -> Option<Made> {
    let text = &article.text;
    let of = |(n, span): (usize, Span)| {
        let q = &article.document.quotations[n];
        let (cue, source) = (q.cue.as_ref()?.span, q.source?);
        let content = span.of(text).trim_end_matches(',');
        let open = text[..span.start].chars().next_back()?.len_utf8();
        let sentence = Span::new(span.start - open, source.end);
        let between = text.get(span.end..cue.start)?;
        let plain =
            cue.end + 1 == source.start && between.chars().filter(|c| c.is_alphanumeric()).count() == 0 && between.chars().count() < 5;
        let stops = text[source.end..].starts_with(['.', '\n']) && (sentence.start == 0 || text[..sentence.start].ends_with([' ', '\n']));
        let before = text[..sentence.start].trim_end();
        let opens = before.is_empty() || before.ends_with(['.', '\n', '!', '?']);
        let own =
            ["io", "noi", "mi", "ci", "ti", "vi", "mio", "mia", "nostro", "nostra", "nostri", "nostre", "miei", "tu", "voi", "me", "te"];
        let personal = |w: &str| own.contains(&w) || speaks_of_speaker(w);
        let words = content.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>();
        let fit = words.len() > 4 && !words.iter().any(|w| personal(w)) && !content.contains(['.', '?', '!', '…', '‘', '\'']);
        let lemma = &q.cue.as_ref()?.lemma;
        let tells = ENGINE.grammar().verbs.reports.iter().any(|r| r.lemma == *lemma && r.frames.any(Frames::CHE) && r.always);
        if !(plain && stops && opens && fit && tells) {
            return None;
        }
        let mut first = content.chars();
        let lower: String = first.next().into_iter().flat_map(char::to_lowercase).chain(first).collect();
        let mut name = source.of(text).chars();
        let name: String = name.next().into_iter().flat_map(char::to_uppercase).chain(name).collect();
        Some(made(article, Some(n), sentence, &format!("{name} {} che {lower}", cue.of(text)), &[Kind::Retyped], &[]))
    };
    marked(article).find_map(of)
}

/// A finite verb of the first or second person, and no noun or adjective.
fn speaks_of_speaker(word: &str) -> bool {
    let lexicon = &ENGINE.grammar().lexicon;
    let id = lexicon.id(&key(word));
    let mut readings = Vec::new();
    lexicon.readings(id, &mut readings);
    let third = 4 | 32;
    let finite = |r: &Reading| r.features.mood.is_finite() && r.features.mood != Mood::Imperative;
    let nominal = lexicon.entry(id).class.any(Class::NOUN.or(Class::ADJECTIVE));
    !nominal && readings.iter().any(finite) && !readings.iter().any(|r| finite(r) && r.features.persons & third != 0)
}
