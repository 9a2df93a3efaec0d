//! Links find the words: what a browser does with a text fragment directive, step by step as its specification has it
//! (wicg.github.io/scroll-to-text-fragment), on the article's own text.

use percent_encoding::percent_decode_str;
use virgolette::document::Quotation;

use crate::{TEXTS, line};

/// A directive's parts: before, first words, last words, behind.
struct Directive {
    prefix: String,
    start: String,
    end: String,
    suffix: String,
}

fn directive(link: &str) -> Directive {
    let (_, text) = link.split_once("#:~:text=").expect("a directive");
    let parts: Vec<&str> = text.split(',').collect();
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().expect("UTF-8").to_lowercase();
    let prefix = parts.first().and_then(|p| p.strip_suffix('-'));
    let suffix = parts.last().filter(|_| parts.len() > 1).and_then(|p| p.strip_prefix('-'));
    let words = &parts[usize::from(prefix.is_some())..parts.len() - usize::from(suffix.is_some())];
    assert!(matches!(words.len(), 1 | 2), "{link}");
    let [prefix, suffix] = [prefix, suffix].map(|p| p.map_or(String::new(), decoded));
    Directive { prefix, start: decoded(words[0]), end: words.get(1).map_or(String::new(), |w| decoded(w)), suffix }
}

/// Where a browser finds it in the page: paragraphs, each on one line, in lower case.
fn find(page: &[String], wanted: &Directive) -> Option<String> {
    let mut places = (0..page.len()).flat_map(|p| page[p].match_indices(wanted.start.as_str()).map(move |(at, _)| (p, at)));
    places.find_map(|(p, at)| {
        let before = if page[p][..at].trim().is_empty() { page[..p].last().map_or("", String::as_str) } else { &page[p][..at] };
        let (last, from) = (p, at + wanted.start.len());
        let (last, until) = if wanted.end.is_empty() {
            (last, from)
        } else {
            let inside = page[p][from..].find(wanted.end.as_str()).map(|k| (p, from + k + wanted.end.len()));
            let below = || (p + 1..page.len()).find_map(|l| page[l].find(wanted.end.as_str()).map(|k| (l, k + wanted.end.len())));
            inside.or_else(below)?
        };
        let rest = page[last][until..].trim_start();
        let behind = if rest.is_empty() { page.get(last + 1).map_or("", String::as_str) } else { rest };
        let fits = before.trim_end().ends_with(wanted.prefix.as_str()) && behind.starts_with(wanted.suffix.as_str());
        fits.then(|| {
            let mut found = vec![page[p][at..if last == p { until } else { page[p].len() }].to_owned()];
            found.extend(page[p + 1..last.max(p + 1)].iter().cloned());
            found.extend((last > p).then(|| page[last][..until].to_owned()));
            line(&found.join(" "))
        })
    })
}

#[test]
fn every_link_opens_on_its_words() {
    let mut count = 0;
    for text in TEXTS.iter() {
        let page: Vec<String> = text.text.split(['\n', '\r']).map(|l| line(l).to_lowercase()).filter(|l| !l.is_empty()).collect();
        let links = text.analysed().links().expect("an address");
        for q in &text.document.quotations {
            let link = links.to(Quotation::extent(q));
            let found = find(&page, &directive(&link));
            assert_eq!(found, Some(line(q.extent().of(&text.text)).to_lowercase()), "{}: {link}", text.id);
            count += 1;
        }
    }
    assert!(count > 1000, "{count}");
}
