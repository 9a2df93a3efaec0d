//! TEI loses nothing: an XML reader finds in it the article's own text, every quotation's words, its speaker and its kind.

use std::collections::BTreeMap;

use roxmltree::{Document as Xml, Node};
use virgolette::report::json::{content, type_name};
use virgolette::report::tei;

use crate::{TEXTS, Text, line};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

#[test]
fn an_xml_reader_finds_text_quotations_and_speakers() {
    TEXTS.iter().for_each(check);
}

fn check(article: &Text) {
    let (text, document) = (&article.text, &article.document);
    let mut out = Vec::new();
    tei::write(&mut out, &article.analysed()).expect("TEI");
    let out = String::from_utf8(out).expect("UTF-8");
    let xml = Xml::parse(&out).unwrap_or_else(|e| panic!("{e}: {out}"));
    let named = |name: &'static str| xml.descendants().filter(move |n| n.tag_name().name() == name);
    let body = named("body").next().expect("a body");
    let lines: Vec<String> = body.children().filter(Node::is_element).map(words).filter(|l| !l.is_empty()).collect();
    let own = text.split(['\n', '\r']).map(line).map(|l| l.replace('\u{1}', "\u{fffd}")).filter(|l| !l.is_empty());
    assert_eq!(lines, own.collect::<Vec<_>>());
    let mut said: BTreeMap<usize, (Vec<String>, Option<&str>, &str)> = BTreeMap::new();
    for node in named("said") {
        let id = node.attribute((XML, "id")).expect("an id");
        let number = id[1..].split('.').next().and_then(|n| n.parse().ok()).expect("q1");
        let entry = said.entry(number).or_insert((Vec::new(), node.attribute("who"), node.attribute("rend").expect("a kind")));
        entry.0.push(words(node));
    }
    assert_eq!(said.len(), document.quotations.len());
    for (number, (pieces, who, kind)) in said {
        let q = &document.quotations[number - 1];
        let plain = |s: &str| line(s).replace('\u{1}', "\u{fffd}").replace(' ', "");
        assert_eq!(pieces.concat().replace(' ', ""), plain(&content(text, &q.segments)));
        assert_eq!(kind, type_name(q.kind));
        let name =
            who.map(|w| xml.descendants().find(|n| n.attribute((XML, "id")) == Some(&w[1..])).map(|n| n.first_element_child().map(words)));
        assert_eq!(name.flatten().flatten(), q.speaker.map(|s| line(&document.speakers[s].name)));
    }
    let rejected: Vec<String> = named("q").map(words).collect();
    for r in &document.rejected {
        let own = line(r.span.of(text));
        assert!(own.is_empty() || rejected.iter().any(|words| own.contains(words.as_str())), "{own}: {rejected:?}");
    }
}

/// All text of a node, on one line.
fn words(node: Node<'_, '_>) -> String {
    line(&node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect::<String>())
}
