//! Where the versions of a story come from: files, folders, the revisions of a file in git, snapshots in JSONL.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::Context;
use jiff::Timestamp;
use serde::Deserialize;
use virgolette::bytes::decode;
use virgolette::document::Diagnostic;

use super::args::{CompareArgs, Sort};
use super::complain;
use super::input::{files, read, reason};

/// A version of a story.
pub struct Snapshot {
    /// File, or file and revision.
    pub path: String,
    pub text: String,
    /// When it was read or written.
    pub date: Option<String>,
    pub url: Option<String>,
    /// Said where the text was not UTF-8.
    pub note: Option<Diagnostic>,
}

/// The versions that the arguments name, oldest first; `false` if something was left out since it cannot be read.
pub fn snapshots(args: &CompareArgs) -> anyhow::Result<(Vec<Snapshot>, bool)> {
    let mut out = Vec::new();
    let mut fine = true;
    if let Some(file) = &args.git {
        out.extend(revisions(file)?);
    }
    for path in &args.paths {
        if path.extension().is_some_and(|x| x.eq_ignore_ascii_case("jsonl")) {
            fine &= lines(path, &mut out);
            continue;
        }
        let (mut found, all) = files(std::slice::from_ref(path));
        fine &= all;
        if args.sort == Sort::Date && path.is_dir() {
            found.sort_by_cached_key(|p| modified(p));
        }
        for file in &found {
            let Some(input) = read(file) else {
                fine = false;
                continue;
            };
            out.push(Snapshot { path: input.path, text: input.text, date: None, url: None, note: input.note });
        }
    }
    Ok((out, fine))
}

/// Files whose time nobody knows come first.
fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|m| m.modified()).ok()
}

/// A line of a file of snapshots; other fields are left alone.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    fetched: Option<Fetched>,
    text: String,
}

/// A time as people write it in such files.
#[derive(Deserialize)]
#[serde(untagged)]
enum Fetched {
    Seconds(f64),
    Written(String),
}

/// Adds the snapshots of a file by the time at which they were fetched; those without a time stay where they stand.
fn lines(path: &Path, out: &mut Vec<Snapshot>) -> bool {
    let Some(input) = read(path) else { return false };
    let mut fine = true;
    let mut found: Vec<(Option<Timestamp>, Snapshot)> = Vec::new();
    for (n, line) in input.text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match snapshot(line) {
            Ok((time, snapshot)) => found.push((time, Snapshot { path: format!("{}:{}", input.path, n + 1), ..snapshot })),
            Err(message) => {
                complain(&format!("{}, riga {}: {message}", input.path, n + 1));
                fine = false;
            }
        }
    }
    if found.iter().all(|(time, _)| time.is_some()) {
        found.sort_by_key(|(time, _)| *time);
    }
    out.extend(found.into_iter().map(|(_, s)| s));
    fine
}

fn snapshot(line: &str) -> Result<(Option<Timestamp>, Snapshot), String> {
    let line: Line = serde_json::from_str(line).map_err(|e| match e.classify() {
        serde_json::error::Category::Data => "ci vuole un oggetto con text (e url, fetched), tutti testi".to_owned(),
        _ => format!("non è JSON (colonna {})", e.column()),
    })?;
    let (time, date) = match line.fetched {
        None => (None, None),
        Some(Fetched::Seconds(s)) => {
            let time = Timestamp::from_millisecond((s * 1000.0) as i64).map_err(|_| format!("fetched: {s} non è un tempo"))?;
            (Some(time), Some(time.to_string()))
        }
        Some(Fetched::Written(text)) => {
            let time = time(&text).ok_or_else(|| format!("fetched: «{text}» non è una data ISO 8601, per esempio 2026-03-01T18:30:00Z"))?;
            (Some(time), Some(text))
        }
    };
    Ok((time, Snapshot { path: String::new(), text: line.text, date, url: line.url, note: None }))
}

/// A time with its zone, or without one, which then is taken for UTC; or a day.
fn time(written: &str) -> Option<Timestamp> {
    let utc = |t: jiff::civil::DateTime| jiff::tz::TimeZone::UTC.to_timestamp(t).ok();
    written.parse().ok().or_else(|| written.parse().ok().and_then(utc))
}

/// Every revision of a file, oldest first, also under the names that it had before.
fn revisions(file: &Path) -> anyhow::Result<Vec<Snapshot>> {
    anyhow::ensure!(!file.is_dir(), "{}: è una cartella, ci vuole un file", file.display());
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().with_context(|| format!("{}: non è un file", file.display()))?;
    let log = git(folder, &["log", "--follow", "--name-only", "-z", "--format=%x01%H%x02%cI%x02", "--"], Some(Path::new(name)))?;
    let log = String::from_utf8_lossy(&log).into_owned();
    let mut out = Vec::new();
    for entry in log.split('\u{1}').filter(|e| !e.trim().is_empty()) {
        let mut parts = entry.split('\u{2}');
        let (Some(hash), Some(date), Some(names)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some(path) = names.split(['\0', '\n']).find(|n| !n.is_empty()) else { continue };
        // a revision that deletes the file has no text
        let Ok(bytes) = git(folder, &["show", &format!("{hash}:{path}")], None) else { continue };
        let decoded = decode(&bytes).map_err(|e| anyhow::anyhow!("{path} alla revisione {hash}: {e}"))?;
        let short = hash.get(..10).unwrap_or(hash);
        out.push(Snapshot {
            path: format!("{}@{short}", file.display()),
            text: decoded.text.into_owned(),
            date: Some(date.to_owned()),
            url: None,
            note: decoded.note,
        });
    }
    out.reverse();
    anyhow::ensure!(!out.is_empty(), "{}: git non ne ha nessuna revisione", file.display());
    Ok(out)
}

fn git(folder: &Path, arguments: &[&str], path: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).args(path).stdin(Stdio::null());
    let output = command.output().map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("--git: il comando git non c'è"),
        _ => anyhow::anyhow!("--git: {}", reason(&e)),
    })?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "git: {}", said.lines().next().unwrap_or("non ha potuto leggere il repository"));
    Ok(output.stdout)
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
