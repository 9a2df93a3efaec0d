//! TEI loses nothing: an XML reader finds in it the article's own text, every quotation's words, its speaker and its kind.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use roxmltree::{Document as Xml, Node};
use virgolette::Engine;
use virgolette::report::json::{content, type_name};
use virgolette::report::{Analysed, Origin, tei};

const XML: &str = "http://www.w3.org/XML/1998/namespace";

#[test]
fn an_xml_reader_finds_text_quotations_and_speakers() {
    let engine = Engine::embedded().expect("grammar");
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let paths = fs::read_dir(dir).expect("corpus/").filter_map(Result::ok).map(|e| e.path());
    let paths: Vec<PathBuf> = paths.filter(|p| p.extension().is_some_and(|x| x == "txt")).collect();
    for path in paths {
        check(&engine, &fs::read_to_string(path).expect("an article"));
    }
    for odd in ["«A & B <c>», ha detto Anna \"la rossa\" Rossi.\u{1}", "«Uno\n\ndue», ha detto Ugo Neri.\r\n«Tre", "\u{feff}"] {
        check(&engine, odd);
    }
}

fn check(engine: &Engine, text: &str) {
    let document = engine.analyze(text);
    let mut out = Vec::new();
    tei::write(&mut out, &Analysed { id: "x", path: "x", text, document: &document, origin: Origin::default() }).expect("TEI");
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

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
