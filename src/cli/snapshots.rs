//! JSONL, an article a line: `text`, and what is known of it: `url`, `id`, `fetched` or `date`.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use jiff::Timestamp;
use serde::Deserialize;

use super::complain;
use super::input::{Input, reason};

/// An article of a file of JSONL.
pub struct Snapshot {
    pub input: Input,
    /// When it was read or published.
    pub time: Option<Timestamp>,
}

/// A line; other fields are left alone.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    fetched: Option<Written>,
    #[serde(default)]
    date: Option<Written>,
    text: String,
}

/// A time as people write it in such files.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Number(f64),
    Text(String),
}

/// Takes the articles of a file in its order, one line in memory; what is wrong with a line is said on standard error,
/// and the others are taken. `false` if something was left out.
pub fn each(path: &Path, mut take: impl FnMut(Snapshot) -> anyhow::Result<()>) -> anyhow::Result<bool> {
    let name = path.display();
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) => {
            complain(&format!("{name}: {}", reason(&e)));
            return Ok(false);
        }
    };
    let mut fine = true;
    for (n, line) in BufReader::new(file).lines().enumerate() {
        let read = line.map_err(|e| reason(&e)).and_then(|l| snapshot(l.trim_start_matches('\u{feff}'), &format!("{name}:{}", n + 1)));
        match read {
            Ok(Some(snapshot)) => take(snapshot)?,
            Ok(None) => {}
            Err(message) => {
                complain(&format!("{name}, riga {}: {message}", n + 1));
                fine = false;
            }
        }
    }
    Ok(fine)
}

fn snapshot(line: &str, place: &str) -> Result<Option<Snapshot>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_str(line).map_err(|e| match e.classify() {
        serde_json::error::Category::Data => "ci vuole un oggetto con text (e url, fetched, id), tutti testi".to_owned(),
        _ => format!("non è JSON (colonna {})", e.column()),
    })?;
    let (time, date) = match line.fetched.or(line.date) {
        None => (None, None),
        Some(Written::Number(number)) => {
            // what is that large counts thousandths of a second
            let seconds = if number.abs() > 1e11 { number / 1000.0 } else { number };
            let time = Timestamp::from_millisecond((seconds * 1000.0) as i64).ok();
            (time, time.map(|t| t.to_string()))
        }
        Some(Written::Text(text)) => (time(&text), Some(text).filter(|t| !t.trim().is_empty())),
    };
    if time.is_none()
        && let Some(date) = &date
    {
        complain(&format!("{place}: «{date}» non è una data ISO 8601 (per esempio 2026-03-01T18:30:00Z), resta dov'è nel file"));
    }
    let id = line.id.or_else(|| line.url.clone()).unwrap_or_else(|| place.to_owned());
    let input = Input { path: place.to_owned(), id, text: line.text, date, url: line.url, extracted: true, note: None };
    Ok(Some(Snapshot { input, time }))
}

/// A time with its zone, or without one, which then is taken for UTC; or a day.
pub fn time(written: &str) -> Option<Timestamp> {
    let utc = |t: jiff::civil::DateTime| jiff::tz::TimeZone::UTC.to_timestamp(t).ok();
    written.parse().ok().or_else(|| written.parse().ok().and_then(utc))
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn times_are_compared_across_zones() {
        let at = |written: &str| time(written).expect(written);
        assert!(at("2026-03-01T10:00:00+02:00") < at("2026-03-01T09:00:00Z"));
        assert_eq!(at("2026-03-01"), at("2026-03-01T00:00:00"));
        assert_eq!(at("2026-03-01T00:00"), at("2026-03-01T00:00:00Z"));
        assert!(time("ieri").is_none());
    }
}
