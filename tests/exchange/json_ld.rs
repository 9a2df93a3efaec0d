//! Linked data: read by a JSON-LD processor, checked against the vocabulary that schema.org publishes, and complete.

use std::collections::HashMap;

use oxjsonld::JsonLdParser;
use oxrdf::{Quad, Term};
use schemaorg_rs::{extract_all, validation};
use serde_json::Value;
use sha2::{Digest, Sha256};
use virgolette::claims::{Article, claims};
use virgolette::report::claims::{Claims, json_ld as claims_json_ld};
use virgolette::report::{Analysed, Origin, json_ld};
use virgolette::span::Span;

use crate::{ENGINE, TEXTS, Text, quotations, speaker};

const SCHEMA: &str = "https://schema.org/";
const OA: &str = "http://www.w3.org/ns/oa#";
const TERMS: &str = "urn:virgolette:terms:";

/// All that a document says, as a processor understands it.
struct Graph(HashMap<(String, String), Vec<Term>>);

impl Graph {
    fn read(document: &[u8]) -> Self {
        let mut said: HashMap<(String, String), Vec<Term>> = HashMap::new();
        for quad in JsonLdParser::new().for_slice(document) {
            let Quad { subject, predicate, object, .. } = quad.expect("JSON-LD");
            said.entry((subject.to_string(), predicate.into_string())).or_default().push(object);
        }
        Graph(said)
    }

    fn all(&self, subject: &str, predicate: &str) -> &[Term] {
        self.0.get(&(subject.to_owned(), predicate.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// What is said of a subject once, or not at all: a text, a number or a name.
    fn one(&self, subject: &str, predicate: &str) -> Option<String> {
        let all = self.all(subject, predicate);
        assert!(all.len() < 2, "{subject} {predicate}: {all:?}");
        all.first().map(plain)
    }

    fn of_type(&self, class: &str) -> usize {
        let is = |((_, predicate), objects): &(&(String, String), &Vec<Term>)| {
            predicate.ends_with("#type") && objects.iter().any(|o| plain(o) == class)
        };
        self.0.iter().filter(is).count()
    }
}

fn plain(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string().trim_matches(['<', '>']).to_owned(),
    }
}

fn report() -> Vec<u8> {
    written(&TEXTS.iter().map(Text::analysed).collect::<Vec<_>>())
}

fn written(articles: &[Analysed<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    json_ld::begin(&mut out).expect("a context");
    articles.iter().enumerate().for_each(|(n, a)| json_ld::write(&mut out, a, n == 0).expect("nodes"));
    json_ld::end(&mut out).expect("an end");
    out
}

/// The name of an article: its own, and a hash of its text.
fn urn(text: &Text) -> String {
    let id = text.id.replace('-', "%2D").replace(' ', "%20").replace('_', "%5F");
    let hash: String = Sha256::digest(&text.text).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("urn:virgolette:document:{id}:{hash}")
}

#[test]
fn two_versions_of_a_page_are_told_apart() {
    let versions = ["«Sì», ha detto Ugo Neri.", "«No», ha detto Anna Rossi."].map(|t| Text::new("pagina".to_owned(), t.to_owned()));
    let graph = Graph::read(&written(&[versions[0].analysed(), versions[1].analysed()]));
    assert_eq!(graph.of_type("https://schema.org/Quotation"), 2);
    assert_eq!(graph.of_type("https://schema.org/NewsArticle"), 2);
    for (version, words) in versions.iter().zip(["Sì", "No"]) {
        assert_eq!(graph.one(&format!("<{}>", urn(version)), "https://schema.org/url").as_deref(), Some("https://esempio.it/pagina"));
        assert_eq!(graph.one(&format!("<{}:q1>", urn(version)), "https://schema.org/text").as_deref(), Some(words));
    }
}

#[test]
fn only_what_is_one_is_an_address_or_a_date() {
    let text = Text::new("a".to_owned(), "«Sì», ha detto Ugo Neri.".to_owned());
    let of = |url, date| {
        let analysed = Analysed { origin: Origin { date: Some(date), url: Some(url), extracted: false }, ..text.analysed() };
        let graph = Graph::read(&written(&[analysed]));
        let article = |term: &str| graph.one(&format!("<{}>", urn(&text)), term);
        (article(&format!("{SCHEMA}url")), article(&format!("{SCHEMA}datePublished")), article(&format!("{TERMS}dateline")))
    };
    let some = |date: &str| Some(date.to_owned());
    assert_eq!(of("https://a.it/x", "2026-03-01T10:00:00Z"), (some("https://a.it/x"), some("2026-03-01T10:00:00Z"), None));
    assert_eq!(of("https://a.it/x y", "1 marzo"), (some("https://a.it/x%20y"), None, some("1 marzo")));
    assert_eq!(of("javascript:alert(1)", "ieri"), (None, None, some("ieri")));
    assert_eq!(of("https://a.it/%zz", "2026-13-01"), (None, None, some("2026-13-01")));
    for (date, is) in
        [("2026-03-01", true), ("2026-03-01T10:00+01:00", true), ("2026-03-01 10:00", false), ("2026-03-01T10:00Z[UTC]", false)]
    {
        assert_eq!(of("https://a.it/x", date).1.is_some(), is, "{date}");
    }
}

#[test]
fn a_report_loses_nothing() {
    let graph = Graph::read(&report());
    let mut counts = [0; 3];
    for text in TEXTS.iter() {
        let report = text.json();
        for (n, q) in quotations(&report).iter().enumerate() {
            let id = format!("<{}:q{}>", urn(text), n + 1);
            let of = |term: &str| graph.one(&id, &format!("{SCHEMA}{term}"));
            let ours = |term: &str| graph.one(&id, &format!("{TERMS}{term}"));
            let string = |value: &Value| value.as_str().map(str::to_owned);
            let told = q["type"] == "indirect";
            counts[usize::from(told)] += 1;
            assert_eq!(of("text"), string(&q["content"]["text"]), "{id}");
            assert_eq!(of("url"), string(&q["link"]));
            assert_eq!(of(if told { "appearance" } else { "isPartOf" }), Some(urn(text)));
            assert_eq!(ours("type"), string(&q["type"]));
            assert_eq!(ours("because"), string(&q["because"]));
            assert_eq!(ours("stance"), string(&q["cue"]["stance"]));
            for part in ["cue", "source"] {
                let node = graph.all(&id, &format!("{TERMS}{part}")).first().map(ToString::to_string);
                let of = |term: &str| node.as_ref().and_then(|n| graph.one(n, &format!("{OA}{term}")));
                assert_eq!(of("exact"), string(&q[part]["text"]));
                assert_eq!(of("start"), q[part]["start"].as_u64().map(|n| n.to_string()));
                assert_eq!(of("end"), q[part]["end"].as_u64().map(|n| n.to_string()));
            }
            let who = graph.all(&id, &format!("{SCHEMA}{}", if told { "author" } else { "spokenByCharacter" })).first();
            let name = who.and_then(|w| graph.one(&w.to_string(), &format!("{SCHEMA}name")));
            assert_eq!(name, speaker(&report, q).and_then(|s| string(&s["name"])));
            let targets = graph.all(&format!("<{}:q{}:annotation>", urn(text), n + 1), &format!("{OA}hasTarget"));
            let selectors = targets.iter().flat_map(|t| graph.all(&t.to_string(), &format!("{OA}hasSelector")));
            let place = |s: &Term| {
                let at = |term: &str| graph.one(&s.to_string(), &format!("{OA}{term}")).and_then(|n| n.parse::<u64>().ok());
                Some((at("start")?, at("end")?))
            };
            let mut places: Vec<(u64, u64)> = selectors.filter_map(place).collect();
            places.sort_unstable();
            let segments = q["content"]["segments"].as_array().expect("segments").iter();
            let own: Vec<(u64, u64)> = segments.map(|s| (s["start"].as_u64().expect("start"), s["end"].as_u64().expect("end"))).collect();
            counts[2] += own.len();
            assert_eq!(places, own, "{id}");
        }
    }
    assert_eq!([graph.of_type(&format!("{SCHEMA}Quotation")), graph.of_type(&format!("{SCHEMA}Claim"))], counts[..2]);
    assert_eq!(graph.of_type(&format!("{OA}Annotation")), counts[0] + counts[1]);
    assert_eq!(graph.of_type(&format!("{OA}TextQuoteSelector")), counts[2]);
    assert!(counts.iter().all(|n| *n > 300), "{counts:?}");
}

fn claimed() -> (Vec<u8>, usize) {
    let sentences: Vec<Vec<Span>> = TEXTS.iter().map(|t| ENGINE.sentences(&t.text)).collect();
    let read = TEXTS.iter().zip(&sentences);
    let articles: Vec<Article<'_>> =
        read.map(|(t, sentences)| Article { id: &t.id, text: &t.text, document: &t.document, sentences }).collect();
    let all = claims(ENGINE.grammar(), &articles);
    let analysed: Vec<Analysed<'_>> = TEXTS.iter().map(crate::Text::analysed).collect();
    let mut out = Vec::new();
    claims_json_ld::write(&mut out, &Claims::new(&analysed, &all, &[]), &all.iter().collect::<Vec<_>>()).expect("JSON-LD");
    (out, all.len())
}

#[test]
fn claims_are_read_by_a_processor() {
    let (document, count) = claimed();
    let graph = Graph::read(&document);
    assert_eq!(graph.of_type(&format!("{SCHEMA}Claim")), count);
    assert_eq!(graph.of_type(&format!("{OA}Annotation")), count);
    assert_eq!(graph.of_type(&format!("{OA}TextPositionSelector")), count);
    let exact = graph.0.iter().filter(|((_, predicate), _)| *predicate == format!("{OA}exact")).count();
    assert_eq!(exact, count);
    assert!(graph.0.keys().all(|(_, predicate)| !predicate.contains("ating")), "a rating");
}

#[test]
fn schema_org_has_all_terms() {
    for document in [report(), claimed().0] {
        let mut document: Value = serde_json::from_slice(&document).expect("JSON");
        let nodes = document["@graph"].as_array_mut().expect("a graph");
        nodes.retain(|n| n["@type"] != "Annotation");
        // who is neither a person nor a body has no type, and nothing to check
        nodes.retain(|n| n["@type"].is_string());
        nodes.iter_mut().filter_map(Value::as_object_mut).for_each(|n| n.retain(|key, _| !key.starts_with("virgolette:")));
        document["@context"] = Value::from("https://schema.org");
        let page = format!("<script type=\"application/ld+json\">{}</script>", document.to_string().replace('<', "\\u003c"));
        let graph = extract_all(&page).expect("structured data");
        assert!(graph.nodes.len() > 1000, "{}", graph.nodes.len());
        let found = validation::validate(&graph);
        let wrong: Vec<String> = found.errors().chain(found.warnings()).map(|d| format!("{}: {}", d.path, d.message)).collect();
        assert!(wrong.is_empty(), "{:?}", &wrong[..wrong.len().min(5)]);
    }
}
