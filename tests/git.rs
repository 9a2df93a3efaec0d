//! `compare --git`: the revisions of a file, in a repository made for the test. Without the git command there is
//! nothing to test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A new folder for one test.
fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a folder");
    dir
}

fn git(dir: &Path, arguments: &[&str]) -> bool {
    let identity = ["-c", "user.email=prova@esempio.it", "-c", "user.name=Prova", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").arg("-C").arg(dir).args(identity).args(arguments).output();
    done.is_ok_and(|o| o.status.success())
}

fn compare(file: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_virgolette")).args(["compare", "--git"]).arg(file).args(arguments).output().expect("the command")
}

#[test]
fn every_revision_is_a_version_also_under_an_older_name() {
    let dir = folder("revisions");
    if !git(&dir, &["init", "-q"]) {
        return;
    }
    let article = |words: &str| format!("Il ponte\n\n«{words}», ha detto Anna Zanetti alla fine di una lunga riunione in municipio.\n");
    std::fs::create_dir(dir.join("pagine")).expect("a folder");
    for (file, words) in [("pagine/a.txt", "Riapriremo il ponte a maggio"), ("pagine/a.txt", "Non riapriremo il ponte a maggio")] {
        std::fs::write(dir.join(file), article(words)).expect("a file");
        assert!(git(&dir, &["add", "-A"]) && git(&dir, &["commit", "-qm", "versione"]));
    }
    assert!(git(&dir, &["mv", "pagine/a.txt", "pagine/è nuovo.txt"]) && git(&dir, &["commit", "-qm", "nome"]));
    let output = compare(&dir.join("pagine/è nuovo.txt"), &["--format", "json"]);
    assert!(output.status.success(), "{output:?}");
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(found["versions"].as_array().map(Vec::len), Some(3));
    assert!(found["versions"][0]["date"].is_string());
    let changes = found["threads"][0]["changes"].as_array().expect("changes");
    assert_eq!(changes[0]["reasons"], serde_json::json!(["negation"]));
    assert_eq!(changes[1]["kinds"], serde_json::json!(["unchanged"]));
    assert_eq!(compare(&dir.join("pagine/è nuovo.txt"), &["--only", "meaning", "--exit-code"]).status.code(), Some(1));
    assert_eq!(compare(&dir.join("pagine/manca.txt"), &[]).status.code(), Some(2));
}
