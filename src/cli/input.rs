//! Paths → articles: files, folders in the order of their names, standard input. What cannot be read
//! is said on standard error, and the others are done.

use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use virgolette::bytes::decode;
use virgolette::document::Diagnostic;
use walkdir::WalkDir;

use super::complain;

/// An article's text and where it came from.
pub struct Input {
    pub path: String,
    pub id: String,
    pub text: String,
    pub note: Option<Diagnostic>,
}

/// The files that the paths name; `false` if one of them names nothing.
pub fn files(paths: &[PathBuf]) -> (Vec<PathBuf>, bool) {
    let mut out = Vec::new();
    let mut fine = true;
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            let before = out.len();
            let visible = |e: &walkdir::DirEntry| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.');
            for entry in WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible) {
                match entry {
                    Ok(e) if e.file_type().is_file() && e.path().extension().is_some_and(|x| x == "txt") => out.push(e.into_path()),
                    Ok(_) => {}
                    Err(e) => {
                        complain(&format!("{}: {e}", path.display()));
                        fine = false;
                    }
                }
            }
            if out.len() == before {
                complain(&format!("{}: nella cartella non c'è nessun file .txt", path.display()));
                fine = false;
            }
        } else {
            out.push(path.clone());
        }
    }
    (out, fine)
}

/// The paths, or standard input where none is given and something is piped in.
pub fn or_stdin(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    if paths.is_empty() {
        anyhow::ensure!(!io::stdin().is_terminal(), "manca l'articolo: indicare un file, una cartella, o - per lo standard input");
        return Ok(vec![PathBuf::from("-")]);
    }
    Ok(paths.to_vec())
}

/// Reads one article; what is wrong is said on standard error.
pub fn read(path: &Path) -> Option<Input> {
    match bytes(path).map_err(|e| reason(&e)).and_then(|b| decode(&b).map(|d| (d.text.into_owned(), d.note)).map_err(|e| e.to_string())) {
        Ok((text, note)) => {
            if let Some(note) = &note {
                complain(&format!("{}: {}", path.display(), note.message));
            }
            let stdin = path.as_os_str() == "-";
            let id = if stdin { "stdin".to_owned() } else { path.with_extension("").to_string_lossy().replace('\\', "/") };
            Some(Input { path: path.to_string_lossy().into_owned(), id, text, note })
        }
        Err(message) => {
            complain(&format!("{}: {message}", path.display()));
            None
        }
    }
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        let mut buffer = Vec::new();
        io::stdin().lock().read_to_end(&mut buffer)?;
        return Ok(buffer);
    }
    fs::read(path)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "il file non esiste".to_owned(),
        io::ErrorKind::PermissionDenied => "non si può leggere: permesso negato".to_owned(),
        io::ErrorKind::IsADirectory => "è una cartella".to_owned(),
        _ => error.to_string(),
    }
}
