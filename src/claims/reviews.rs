//! Known fact-checks: a feed of schema.org `ClaimReview` → for each claim the reviews that look at the same statement.
//!
//! How alike two statements are is measured by their words: verbs by infinitive, nouns without endings, numbers by value,
//! function words for little. It is 85 % of what they share (Dice, or how much of the shorter one is in the longer) and
//! 15 % of how much of it stands in the same order; seven tenths of that where each names something that the other does
//! not. The speakers must not be two different people.

use std::rc::Rc;

use serde_json::Value;

use crate::document::{Speaker, SpeakerKind};
use crate::grammar::Grammar;
use crate::statement::Statement;
use crate::statement::index::Index;
use crate::statement::likeness::likeness_of_matter;
use crate::statement::same_speaker::{Agreement, Known, agreement};
use crate::wording::Vocabulary;

use super::Article;

/// A fact-check as its publisher describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// What was reviewed, in the publisher's words.
    pub claim: String,
    /// Who is said to have claimed it.
    pub speaker: Option<String>,
    /// The verdict in words, or its value.
    pub rating: Option<String>,
    /// Who reviewed it.
    pub publisher: Option<String>,
    /// Where the review stands.
    pub url: Option<String>,
    /// When it was published.
    pub date: Option<String>,
}

/// A review that looks at a claim's statement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Index of the review.
    pub review: usize,
    /// How alike the two are, 0 to 1.
    pub similarity: f32,
}

/// The least likeness of a claim and what a review looks at.
const SAME: f32 = 0.6;

/// All reviews that a JSON text holds, wherever in it they are: a `DataFeed`, a list, a graph, one review.
///
/// # Errors
/// That the text is no JSON.
pub fn read(json: &str) -> Result<Vec<Review>, serde_json::Error> {
    let mut out = Vec::new();
    gather(&serde_json::from_str(json)?, &mut out);
    Ok(out)
}

fn gather(value: &Value, out: &mut Vec<Review>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| gather(v, out)),
        Value::Object(_) if is_review(value) => out.extend(review(value)),
        Value::Object(map) => map.values().for_each(|v| gather(v, out)),
        _ => {}
    }
}

fn is_review(value: &Value) -> bool {
    let named = |v: &Value| v.as_str().is_some_and(|t| t.rsplit(['/', ':']).next() == Some("ClaimReview"));
    match &value["@type"] {
        Value::Array(types) => types.iter().any(named),
        one => named(one),
    }
}

fn review(value: &Value) -> Option<Review> {
    let rating = &value["reviewRating"];
    let item = &value["itemReviewed"];
    Some(Review {
        claim: text(&value["claimReviewed"]).or_else(|| text(&item["text"])).or_else(|| text(&item["name"]))?,
        speaker: name(&item["author"]).or_else(|| name(&item["creator"])),
        rating: text(&rating["alternateName"]).or_else(|| text(&rating["name"])).or_else(|| text(&rating["ratingValue"])),
        publisher: name(&value["author"]).or_else(|| name(&value["publisher"])),
        url: text(&value["url"]).or_else(|| text(&value["@id"])),
        date: text(&value["datePublished"]),
    })
}

/// A text, a number, or the first of several.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.iter().find_map(text),
        Value::Object(map) => map.get("@value").and_then(text),
        _ => None,
    }
}

fn name(value: &Value) -> Option<String> {
    match value {
        Value::Array(list) => list.iter().find_map(name),
        Value::Object(map) => map.get("name").and_then(text),
        other => text(other),
    }
}

/// For each quotation of each article, the reviews that look at the same statement, the likest first.
pub fn matches(grammar: &Grammar, articles: &[Article<'_>], reviews: &[Review]) -> Vec<Vec<Vec<Match>>> {
    let mut vocabulary = Vocabulary::new(grammar);
    let speaker = |r: &Review| {
        r.speaker.as_ref().map(|name| Speaker { name: name.clone(), kind: SpeakerKind::Person, roles: Vec::new(), mentions: Vec::new() })
    };
    let speakers: Vec<Option<Speaker>> = reviews.iter().map(speaker).collect();
    let mut index = Index::default();
    let mut reviewed: Vec<Statement<'_>> = Vec::with_capacity(reviews.len());
    for (place, (review, speaker)) in reviews.iter().zip(&speakers).enumerate() {
        let known = speaker.as_ref().map(|s| Rc::new(Known::new(s, &mut vocabulary)));
        let statement = Statement::alone(place, review.claim.clone(), known, &mut vocabulary);
        index.add(place, &statement);
        reviewed.push(statement);
    }
    let mut out = Vec::with_capacity(articles.len());
    for article in articles {
        let statements = Statement::all(0, article.text, article.document, &mut vocabulary);
        out.push(statements.iter().map(|s| like(s, &reviewed, &index, &vocabulary)).collect());
    }
    out
}

fn like(statement: &Statement<'_>, reviewed: &[Statement<'_>], index: &Index, vocabulary: &Vocabulary<'_>) -> Vec<Match> {
    let of = |review: usize| {
        let other = &reviewed[review];
        let people = agreement(statement.speaker.as_deref(), other.speaker.as_deref()) != Agreement::Other;
        let similarity = people.then(|| likeness_of_matter(statement, other, vocabulary)).flatten()?;
        (similarity >= SAME).then_some(Match { review, similarity })
    };
    let mut found: Vec<Match> = index.like(&[statement]).into_iter().filter_map(of).collect();
    found.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then(a.review.cmp(&b.review)));
    found
}

#[cfg(test)]
mod tests {
    use super::{matches, read};
    use crate::Engine;
    use crate::claims::Article;

    const FEED: &str = r#"{"@context": "https://schema.org", "@type": "DataFeed", "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [
            {"@type": "ClaimReview", "claimReviewed": "Il ponte di Barga è chiuso da quaranta giorni", "url": "https://verifica.it/1",
             "author": {"@type": "Organization", "name": "Verifica"}, "datePublished": "2026-03-02",
             "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Anna Rossi"}},
             "reviewRating": {"@type": "Rating", "ratingValue": 1, "alternateName": "Falso"}},
            {"@type": "ClaimReview", "claimReviewed": "Il mare è salato", "reviewRating": {"ratingValue": "5"}}]}]}"#;

    #[test]
    fn reviews_are_found_by_statement_and_speaker() {
        let reviews = read(FEED).expect("JSON");
        assert_eq!(reviews.len(), 2);
        assert_eq!((reviews[0].rating.as_deref(), reviews[0].publisher.as_deref()), (Some("Falso"), Some("Verifica")));
        assert_eq!(reviews[1].rating.as_deref(), Some("5"));
        let engine = Engine::embedded().expect("grammar");
        let text = "«Il ponte di Barga è chiuso da 40 giorni», ha detto la sindaca Anna Rossi.\n\n«Il ponte di Barga è chiuso da 40 giorni», ha detto Ugo Neri.\n";
        let (document, sentences) = (engine.analyze(text), engine.sentences(text));
        let article = Article { id: "x", text, document: &document, sentences: &sentences };
        let found = matches(engine.grammar(), &[article], &reviews);
        assert_eq!(found[0].iter().map(|m| m.iter().map(|m| m.review).collect::<Vec<_>>()).collect::<Vec<_>>(), [vec![0], vec![]]);
        assert!(read("{").is_err() && read("[1]").is_ok_and(|r| r.is_empty()));
    }
}
