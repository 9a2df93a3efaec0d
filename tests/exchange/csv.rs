//! A spreadsheet has every quotation with its speaker, and all places.

use std::collections::BTreeMap;

use serde_json::Value;
use virgolette::report::csv::{COLUMNS, head, write};
use virgolette::report::offsets::Unit;

use crate::{TEXTS, quotations, speaker};

#[test]
fn a_spreadsheet_loses_nothing() {
    let mut out = Vec::new();
    head(&mut out).expect("a head");
    TEXTS.iter().for_each(|t| write(&mut out, &t.analysed(), Unit::CodePoint).expect("rows"));
    assert!(out.ends_with(b"\r\n"));
    let mut reader = ::csv::Reader::from_reader(out.as_slice());
    assert_eq!(reader.headers().expect("a head").iter().collect::<Vec<_>>(), COLUMNS);
    let mut rows = reader.deserialize::<BTreeMap<String, String>>().map(|r| r.expect("a row"));
    for report in TEXTS.iter().map(|t| t.json()) {
        for q in quotations(&report) {
            let row = rows.next().expect("a row for each quotation");
            assert!(row.values().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
            let cell =
                |column: &str| row[column].strip_prefix('\'').filter(|rest| rest.starts_with(['=', '@', '+', '-'])).unwrap_or(&row[column]);
            let text = |value: &Value| match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let who = speaker(&report, q).unwrap_or(&Value::Null);
            let segments = q["content"]["segments"].as_array().expect("segments");
            let places: Vec<String> = segments.iter().map(|s| format!("{}-{}", s["start"], s["end"])).collect();
            let roles = who["roles"].as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join("; ");
            let expected = [
                ("document", text(&report["document"]["id"])),
                ("title", text(&report["document"]["title"])),
                ("date", text(&report["document"]["date"])),
                ("id", text(&q["id"])),
                ("type", text(&q["type"])),
                ("text", text(&q["content"]["text"])),
                ("speaker", text(&who["name"])),
                ("kind", text(&who["kind"])),
                ("role", roles),
                ("speaker id", text(&q["speaker"])),
                ("offsets", "codepoint".to_owned()),
                ("start", text(&segments[0]["start"])),
                ("end", text(&segments[segments.len() - 1]["end"])),
                ("segments", places.join(";")),
                ("marks", text(&q["marks"])),
                ("cue", text(&q["cue"]["text"])),
                ("cue start", text(&q["cue"]["start"])),
                ("cue end", text(&q["cue"]["end"])),
                ("lemma", text(&q["cue"]["lemma"])),
                ("stance", text(&q["cue"]["stance"])),
                ("source", text(&q["source"]["text"])),
                ("source start", text(&q["source"]["start"])),
                ("source end", text(&q["source"]["end"])),
                ("rule", text(&q["rule"])),
                ("because", text(&q["because"])),
                ("link", text(&q["link"])),
            ];
            for (column, value) in expected {
                assert_eq!(cell(column), value, "{column}");
            }
        }
    }
    assert!(rows.next().is_none());
}
