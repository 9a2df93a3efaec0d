//! Markdown: a CommonMark reader finds every speaker and every quotation, and nothing that the article marks up.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use virgolette::document::QuotationType;
use virgolette::report::{Language, markdown};

use crate::{TEXTS, line};

#[derive(Default)]
struct Read {
    strong: Vec<String>,
    items: Vec<(String, Option<String>)>,
    other: Vec<String>,
}

fn read(document: &str) -> Read {
    let mut read = Read::default();
    let (mut in_strong, mut in_item) = (false, false);
    for event in Parser::new(document) {
        match event {
            Event::Start(Tag::Strong) => {
                in_strong = true;
                read.strong.push(String::new());
            }
            Event::End(TagEnd::Strong) => in_strong = false,
            Event::Start(Tag::Item) => {
                in_item = true;
                read.items.push((String::new(), None));
            }
            Event::End(TagEnd::Item) => in_item = false,
            Event::Start(Tag::Link { dest_url, .. }) if in_item => {
                if let Some(item) = read.items.last_mut() {
                    item.1 = Some(dest_url.to_string());
                }
            }
            Event::Text(text) if in_item => {
                if let Some(item) = read.items.last_mut() {
                    item.0.push_str(&text);
                }
            }
            Event::Text(text) if in_strong => {
                if let Some(name) = read.strong.last_mut() {
                    name.push_str(&text);
                }
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Link { .. }) | Event::End(_) | Event::Text(_) => {}
            other => read.other.push(format!("{other:?}")),
        }
    }
    read
}

#[test]
fn a_page_has_every_speaker_and_quotation() {
    for text in TEXTS.iter() {
        let mut out = Vec::new();
        markdown::write(&mut out, &text.analysed(), Language::Italian).expect("Markdown");
        let read = read(std::str::from_utf8(&out).expect("UTF-8"));
        assert!(read.other.is_empty(), "{}: {:?}", text.id, read.other);
        let json = text.json();
        let links: Vec<&str> = crate::quotations(&json).iter().filter_map(|q| q["link"].as_str()).collect();
        assert_eq!(read.items.len(), text.document.quotations.len(), "{}", text.id);
        for (q, link) in text.document.quotations.iter().zip(links) {
            let words = q.segments.iter().map(|s| line(s.of(&text.text))).collect::<Vec<_>>().join(" … ");
            let words = if q.kind == QuotationType::Indirect { words } else { format!("«{words}»") };
            let is = |(item, to): &&(String, Option<String>)| line(item).starts_with(&words) && to.as_deref() == Some(link);
            assert!(read.items.iter().any(|item| is(&item)), "{}: {words}: {:?}", text.id, read.items);
        }
        for speaker in &text.document.speakers {
            assert!(read.strong.contains(&line(&speaker.name)), "{}: {} {:?}", text.id, speaker.name, read.strong);
        }
    }
}
