//! Paths → articles: files, folders in the order of their names, standard input. What cannot be read
//! is said on standard error, and the others are done.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use virgolette::bytes::decode;
use virgolette::document::{Diagnostic, Document};
use virgolette::report::{Analysed, Origin};
use walkdir::{DirEntry, WalkDir};

use super::{complain, snapshots};

/// An article's text and where it came from.
pub struct Input {
    /// As it was given, or found in a folder; of a line of JSONL with its number.
    pub path: String,
    /// The path without its extension; `stdin`; of a line of JSONL its own id, or its address.
    pub id: String,
    pub text: String,
    /// When it was published or read, if its source says so.
    pub date: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Whether the text was taken out of something else.
    pub extracted: bool,
    /// Said where the file was not UTF-8.
    pub note: Option<Diagnostic>,
}

impl Input {
    /// The article with what was found in it.
    pub fn analysed<'a>(&'a self, document: &'a Document) -> Analysed<'a> {
        let origin = Origin { date: self.date.as_deref(), url: self.url.as_deref(), extracted: self.extracted };
        Analysed { id: &self.id, path: &self.path, text: &self.text, document, origin }
    }
}

/// The paths, or standard input where none is given and something is piped in.
pub fn or_stdin(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if paths.is_empty() {
        anyhow::ensure!(!io::stdin().is_terminal(), "manca l'articolo: indicare un file, una cartella, o - per lo standard input");
        return Ok(vec![PathBuf::from("-")]);
    }
    Ok(paths.to_vec())
}

/// The files that the paths name; `false` if one of them names nothing.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, bool) {
    let mut out = Vec::new();
    let mut fine = true;
    for path in paths {
        if is_stdin(path) || !path.is_dir() {
            out.push(path.clone());
        } else {
            fine &= folder(path, &mut out);
        }
    }
    (out, fine)
}

/// Adds the articles of a folder, in the order of their paths, without what is hidden.
fn folder(path: &Path, out: &mut Vec<PathBuf>) -> bool {
    let visible = |e: &DirEntry| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.');
    let before = out.len();
    let mut fine = true;
    for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(e) if is_article(e.path()) => out.push(e.into_path()),
            Ok(_) => {}
            Err(e) => {
                let place = e.path().unwrap_or(path).display().to_string();
                complain(&format!("{place}: {}", e.io_error().map_or_else(|| "collegamento circolare".to_owned(), reason)));
                fine = false;
            }
        }
    }
    if fine && out.len() == before {
        complain(&format!("{}: nella cartella non c'è nessun file .txt", path.display()));
        fine = false;
    }
    fine
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|x| x.eq_ignore_ascii_case("txt")) && path.is_file()
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Reads all articles of the paths, one after the other, lines of JSONL too; what is wrong is said on standard error.
/// `false` if something could not be read.
pub fn each(paths: &[PathBuf], mut take: impl FnMut(Input) -> anyhow::Result<()>) -> anyhow::Result<bool> {
    let (files, mut fine) = files(paths);
    for path in &files {
        if is_jsonl(path) {
            fine &= snapshots::each(path, |line| take(line.input))?;
            continue;
        }
        match read(path) {
            Some(input) => take(input)?,
            None => fine = false,
        }
    }
    Ok(fine)
}

/// Whether a file holds an article a line.
pub fn is_jsonl(path: &Path) -> bool {
    path.extension().is_some_and(|x| x.eq_ignore_ascii_case("jsonl"))
}

/// Reads one article; what is wrong is said on standard error.
pub fn read(path: &Path) -> Option<Input> {
    let bytes = bytes(path).map_err(|e| reason(&e));
    let decoded = bytes.and_then(|b| decode(&b).map(|d| (d.text.into_owned(), d.note)).map_err(|e| e.to_string()));
    match decoded {
        Ok((text, note)) => {
            Some(Input { path: path.to_string_lossy().into_owned(), id: id(path), text, date: None, url: None, extracted: false, note })
        }
        Err(message) => {
            let name = if is_stdin(path) { "standard input".into() } else { path.to_string_lossy() };
            complain(&format!("{name}: {message}"));
            None
        }
    }
}

fn id(path: &Path) -> String {
    if is_stdin(path) { "stdin".to_owned() } else { path.with_extension("").to_string_lossy().replace('\\', "/") }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if is_stdin(path) {
        let mut buffer = Vec::new();
        io::stdin().lock().read_to_end(&mut buffer)?;
        return Ok(buffer);
    }
    fs::read(path)
}

/// The reason for a person.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "non esiste".to_owned(),
        io::ErrorKind::PermissionDenied => "permesso negato".to_owned(),
        io::ErrorKind::IsADirectory => "è una cartella, ci vuole un file".to_owned(),
        io::ErrorKind::NotADirectory => "non è una cartella".to_owned(),
        io::ErrorKind::InvalidData => "non è in UTF-8".to_owned(),
        _ => error.to_string(),
    }
}
