//! What brat gets and gives back is the document: no quotation, offset, cue, source or speaker is lost on the way.

use virgolette::document::Quotation;
use virgolette::evaluate::brat::gold;
use virgolette::report::brat;
use virgolette::report::json::type_name;
use virgolette::report::offsets::Offsets;
use virgolette::span::Span;

use crate::TEXTS;

#[test]
fn documents_come_back_from_brat() {
    let mut count = 0;
    for article in TEXTS.iter() {
        let (text, document) = (&article.text, &article.document);
        let mut ann = Vec::new();
        brat::write(&mut ann, &article.analysed()).expect("brat");
        let found = gold(std::str::from_utf8(&ann).expect("UTF-8")).expect("brat");
        let offsets = Offsets::code_points(text);
        let pair = |s: Span| (offsets.at(s.start), offsets.at(s.end));
        let mut own: Vec<&Quotation> = document.quotations.iter().collect();
        own.sort_by_key(|q| q.segments.iter().map(|s| pair(*s)).collect::<Vec<_>>());
        assert_eq!(found.quotations.len(), own.len());
        for (q, back) in own.iter().zip(&found.quotations) {
            let pairs = back.pairs();
            assert_eq!(pairs.first().map(|p| p.0), q.segments.first().map(|s| pair(*s).0));
            assert_eq!(pairs.last().map(|p| p.1), q.segments.last().map(|s| pair(*s).1));
            assert_eq!(back.kind, type_name(q.kind));
            assert_eq!(back.cue.as_ref().map(|c| (c.start, c.end)), q.cue.as_ref().map(|c| pair(c.span)));
            assert_eq!(back.source.as_ref().map(|s| (s.start, s.end)), q.source.map(pair));
            assert_eq!(back.speaker.as_deref(), q.speaker.map(|s| document.speakers[s].name.as_str()));
            count += 1;
        }
        assert_eq!(found.not_quotes.len(), document.rejected.len());
    }
    assert!(count > 1000, "{count}");
}
