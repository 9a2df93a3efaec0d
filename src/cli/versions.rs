//! Where the versions of a story come from: files, folders, the revisions of a file in git, snapshots in JSONL.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::SystemTime;

use anyhow::Context;
use virgolette::bytes::decode;

use super::args::{CompareArgs, Sort};
use super::complain;
use super::input::{Input, files, is_jsonl, read, reason};
use super::snapshots::{self, Snapshot};

/// The versions that the arguments name, oldest first; `false` if something was left out since it cannot be read.
pub fn versions(args: &CompareArgs) -> anyhow::Result<(Vec<Input>, bool)> {
    let mut out = Vec::new();
    let mut fine = true;
    if let Some(file) = &args.git {
        fine &= revisions(file, &mut out)?;
    }
    for path in &args.paths {
        if is_jsonl(path) {
            fine &= by_time(path, &mut out)?;
            continue;
        }
        let (mut found, all) = files(std::slice::from_ref(path));
        fine &= all;
        if args.sort == Sort::Date && path.is_dir() {
            found.sort_by_cached_key(|p| modified(p));
        }
        for file in &found {
            match read(file) {
                Some(input) => out.push(input),
                None => fine = false,
            }
        }
    }
    Ok((out, fine))
}

/// Files whose time nobody knows come first.
fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|m| m.modified()).ok()
}

/// Adds the snapshots of a file by the time at which they were fetched; one without a time stays behind the one before it
/// in the file.
fn by_time(path: &Path, out: &mut Vec<Input>) -> anyhow::Result<bool> {
    let mut found: Vec<Snapshot> = Vec::new();
    let fine = snapshots::each(path, |mut snapshot| {
        snapshot.time = snapshot.time.or(found.last().and_then(|s| s.time));
        found.push(snapshot);
        Ok(())
    })?;
    found.sort_by_key(|s| s.time);
    out.extend(found.into_iter().map(|s| s.input));
    Ok(fine)
}

/// Every revision of a file, oldest first, also under the names that it had before.
fn revisions(file: &Path, out: &mut Vec<Input>) -> anyhow::Result<bool> {
    anyhow::ensure!(!file.is_dir(), "{}: è una cartella, ci vuole un file", file.display());
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().with_context(|| format!("{}: non è un file", file.display()))?;
    let log = git(folder, &["log", "--follow", "--name-only", "-z", "--format=%x01%H%x02%cI%x02", "--"], Some(Path::new(name)))?;
    let log = String::from_utf8_lossy(&log).into_owned();
    let (before, mut fine) = (out.len(), true);
    for entry in log.split('\u{1}').filter(|e| !e.trim().is_empty()) {
        let mut parts = entry.split('\u{2}');
        let (Some(hash), Some(date), Some(names)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let Some(path) = names.split(['\0', '\n']).find(|n| !n.is_empty()) else { continue };
        // a revision that deletes the file has no text
        let Ok(bytes) = git(folder, &["show", &format!("{hash}:{path}")], None) else { continue };
        let path = format!("{}@{}", file.display(), hash.get(..10).unwrap_or(hash));
        // a page may have been empty for a while
        let (text, note) = match decode(&bytes) {
            Ok(decoded) => (decoded.text.into_owned(), decoded.note),
            Err(_) if bytes.is_empty() => (String::new(), None),
            Err(e) => {
                complain(&format!("{path}: {e}"));
                fine = false;
                continue;
            }
        };
        out.push(Input { id: path.clone(), path, text, date: Some(date.to_owned()), url: None, extracted: false, note });
    }
    out[before..].reverse();
    anyhow::ensure!(out.len() > before || !fine, "{}: git non ne ha nessuna revisione", file.display());
    Ok(fine)
}

fn git(folder: &Path, arguments: &[&str], path: Option<&Path>) -> anyhow::Result<Vec<u8>> {
    let mut command = Command::new("git");
    // a name with * or [ is that name
    command.env("GIT_LITERAL_PATHSPECS", "1");
    command.arg("-C").arg(folder).args(arguments).args(path).stdin(Stdio::null());
    let output = command.output().map_err(|e| match e.kind() {
        io::ErrorKind::NotFound => anyhow::anyhow!("--git: il comando git non c'è"),
        _ => anyhow::anyhow!("--git: {}", reason(&e)),
    })?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(output.status.success(), "git: {}", said.lines().next().unwrap_or("non ha potuto leggere il repository"));
    Ok(output.stdout)
}
