//! The JSON shape of a claim, that other programs rely on: fields may be added, never renamed.

use serde::Serialize;

use super::Claims;
use crate::claims::Claim;
use crate::document::SpeakerKind;
use crate::report::json::{speaker_kind, type_name};

/// A claim.
#[derive(Debug, Serialize)]
pub struct Shape<'a> {
    schema: u32,
    id: &'a str,
    claim: String,
    speaker: Option<Speaker<'a>>,
    r#type: &'static str,
    cue: Option<&'a str>,
    stance: &'static str,
    confidence: f64,
    document: Document<'a>,
    selector: Selector<'a>,
    context: Context<'a>,
    checkworthiness: Worth<'a>,
    statement: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appearances: Vec<Appearance<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reviews: Vec<ReviewShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

/// A known fact-check of the same statement; the rating is its publisher's.
#[derive(Debug, Serialize)]
struct ReviewShape<'a> {
    claim: &'a str,
    rating: Option<&'a str>,
    publisher: Option<&'a str>,
    url: Option<&'a str>,
    date: Option<&'a str>,
    similarity: f64,
}

#[derive(Debug, Serialize)]
struct Speaker<'a> {
    name: &'a str,
    kind: &'static str,
    role: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Document<'a> {
    id: &'a str,
    path: &'a str,
    title: Option<&'a str>,
    date: Option<&'a str>,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Selector<'a> {
    start: usize,
    end: usize,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Debug, Serialize)]
struct Context<'a> {
    before: Option<&'a str>,
    after: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Worth<'a> {
    score: f64,
    reasons: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    against: &'a [String],
}

/// The same statement in another place.
#[derive(Debug, Serialize)]
struct Appearance<'a> {
    id: &'a str,
    document: &'a str,
    url: Option<&'a str>,
}

/// The JSON shape of a claim; none if it is of no article that is there. Offsets count code points.
pub fn shape<'a>(claims: &Claims<'a>, claim: &'a Claim) -> Option<Shape<'a>> {
    let shown = claims.shown(claim)?;
    let (article, q) = (shown.article, shown.quotation);
    let of = |span: Option<crate::span::Span>| span.map(|s| s.of(article.text));
    let hundredths = |x: f32| (f64::from(x) * 100.0).round() / 100.0;
    let appearances = claims.elsewhere(claim).filter_map(|c| {
        let other = claims.articles.get(c.article)?;
        Some(Appearance { id: &c.id, document: other.id, url: other.origin.url })
    });
    let reviews = claim.reviews.iter().filter_map(|found| {
        let review = claims.reviews.get(found.review)?;
        Some(ReviewShape {
            claim: &review.claim,
            rating: review.rating.as_deref(),
            publisher: review.publisher.as_deref(),
            url: review.url.as_deref(),
            date: review.date.as_deref(),
            similarity: hundredths(found.similarity),
        })
    });
    Some(Shape {
        schema: 1,
        id: &claim.id,
        claim: shown.words(),
        speaker: shown.speaker.map(|s| Speaker {
            name: &s.name,
            kind: speaker_kind(s.kind),
            role: (s.kind == SpeakerKind::Person).then(|| s.roles.first().map(String::as_str)).flatten(),
        }),
        r#type: type_name(q.kind),
        cue: q.cue.as_ref().map(|c| c.span.of(article.text)),
        stance: q.cue.as_ref().map_or("neutral", |c| c.stance.name()),
        confidence: hundredths(q.confidence),
        document: Document { id: article.id, path: article.path, title: article.title(), date: article.date(), url: article.origin.url },
        selector: Selector { start: shown.start, end: shown.end, exact: shown.exact, prefix: shown.prefix, suffix: shown.suffix },
        context: Context { before: of(claim.before), after: of(claim.after) },
        checkworthiness: Worth {
            score: hundredths(claim.checkworthiness.score),
            reasons: &claim.checkworthiness.reasons,
            against: &claim.checkworthiness.against,
        },
        statement: &claim.statement,
        appearances: appearances.collect(),
        reviews: reviews.collect(),
        link: shown.link,
    })
}
