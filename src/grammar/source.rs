//! The files of a grammar: those that the program carries, and the folder that a user puts over them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use crate::engine::GrammarError;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/grammar");

/// Grammar files by their path relative to the grammar's folder, with `/`.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: BTreeMap<String, Cow<'static, str>>,
}

impl Files {
    /// The files that the program carries.
    pub fn embedded() -> Self {
        let mut files = Files::default();
        files.collect(&EMBEDDED);
        files
    }

    fn collect(&mut self, dir: &'static Dir<'static>) {
        for file in dir.files() {
            if let (Some(path), Some(text)) = (file.path().to_str(), file.contents_utf8()) {
                self.files.insert(path.replace('\\', "/"), Cow::Borrowed(text));
            }
        }
        for sub in dir.dirs() {
            self.collect(sub);
        }
    }

    /// Puts the files of `dir` over these: the same path replaces, a new one is added.
    ///
    /// # Errors
    /// A folder or file that cannot be read.
    pub fn overlay(&mut self, dir: &Path) -> Result<(), GrammarError> {
        let broken = |file: &str, message: String| GrammarError { file: file.to_owned(), line: 1, column: 1, message };
        if !dir.is_dir() {
            return Err(broken(
                &dir.display().to_string(),
                "non è una cartella; indicare una cartella con gli stessi file di grammar/".to_owned(),
            ));
        }
        for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
            let entry = entry.map_err(|e| broken(&dir.display().to_string(), e.to_string()))?;
            if !entry.file_type().is_file() || entry.path().extension().is_none_or(|e| e != "toml") {
                continue;
            }
            let name = entry.path().strip_prefix(dir).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(entry.path()).map_err(|e| broken(&name, e.to_string()))?;
            self.files.insert(name, Cow::Owned(text));
        }
        Ok(())
    }

    /// The text of a file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// All files under a folder, in the order of their names.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> + 'a {
        self.files.iter().filter(move |(p, _)| p.starts_with(folder)).map(|(p, t)| (p.as_str(), t.as_ref()))
    }
}
