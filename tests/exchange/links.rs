//! Links find the words: what a browser does with a text fragment directive, step by step as its specification has it
//! (wicg.github.io/scroll-to-text-fragment), on the article's own text.

use percent_encoding::percent_decode_str;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;
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
    let decoded = |part: &str| collated(&percent_decode_str(part).decode_utf8().expect("UTF-8"));
    let prefix = parts.first().and_then(|p| p.strip_suffix('-'));
    let suffix = parts.last().filter(|_| parts.len() > 1).and_then(|p| p.strip_prefix('-'));
    let words = &parts[usize::from(prefix.is_some())..parts.len() - usize::from(suffix.is_some())];
    assert!(matches!(words.len(), 1 | 2), "{link}");
    let [prefix, suffix] = [prefix, suffix].map(|p| p.map_or(String::new(), decoded));
    Directive { prefix, start: decoded(words[0]), end: words.get(1).map_or(String::new(), |w| decoded(w)), suffix }
}

/// Text as browsers compare it, at the first level of collation: without capitals, accents, kinds of apostrophes.
fn collated(text: &str) -> String {
    let bare = text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    bare.flat_map(char::to_lowercase).map(|c| if matches!(c, '’' | '‘' | '`' | '´' | 'ʼ') { '\'' } else { c }).collect()
}

/// Where a browser finds it in the page: paragraphs, each on one line, collated. It takes whole words only.
fn find(page: &[String], wanted: &Directive) -> Option<String> {
    // at the boundaries of words that Unicode knows: dell'Aurelia and 10.500 are one word
    let bounds: Vec<Vec<usize>> = page.iter().map(|l| l.split_word_bound_indices().map(|(at, _)| at).chain([l.len()]).collect()).collect();
    let whole = |p: usize, from: usize, to: usize| [from, to].iter().all(|at| bounds[p].binary_search(at).is_ok());
    let all = |p: usize, words: &str| -> Vec<usize> {
        let line = &page[p];
        (0..line.len())
            .filter(|at| line.is_char_boundary(*at) && line[*at..].starts_with(words) && whole(p, *at, at + words.len()))
            .collect()
    };
    let mut places = (0..page.len()).flat_map(|p| all(p, &wanted.start).into_iter().map(move |at| (p, at)));
    places.find_map(|(p, at)| {
        let before = if page[p][..at].trim().is_empty() { page[..p].last().map_or("", String::as_str) } else { &page[p][..at] };
        let (last, from) = (p, at + wanted.start.len());
        let (last, until) = if wanted.end.is_empty() {
            (last, from)
        } else {
            let inside = all(p, &wanted.end).into_iter().find(|k| *k >= from).map(|k| (p, k + wanted.end.len()));
            let below = || (p + 1..page.len()).find_map(|l| all(l, &wanted.end).first().map(|k| (l, k + wanted.end.len())));
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
        let page: Vec<String> = text.text.split(['\n', '\r']).map(|l| collated(&line(l))).filter(|l| !l.is_empty()).collect();
        let links = text.analysed().links().expect("an address");
        for q in &text.document.quotations {
            let link = links.to(Quotation::extent(q));
            let found = find(&page, &directive(&link));
            assert_eq!(found, Some(collated(&line(q.extent().of(&text.text)))), "{}: {link}", text.id);
            count += 1;
        }
    }
    assert!(count > 1000, "{count}");
}
