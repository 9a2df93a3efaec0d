//! The command as a shell sees it: `tests/cmd/*.trycmd` are sessions (`? 2` is the exit code, `...`
//! and `[..]` stand for anything), `*.toml` those that need standard input. NAME.in is the folder in
//! which NAME runs. What the engine finds is not tested here: only how it is asked for and said.

use std::io::Read;
use std::process::{Command, Stdio};

#[test]
fn sessions_go_as_written() {
    trycmd::TestCases::new().env("COLUMNS", "100").case("tests/cmd/*.trycmd").case("tests/cmd/*.toml");
}

/// `virgolette report … | head` must end without a word.
#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_virgolette"))
        .args(["report", "--format", "jsonl"])
        .args(std::iter::repeat_n("tests/cmd/input.in/articolo.txt", 500))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    let mut first = [0; 16];
    child.stdout.take().expect("a pipe").read_exact(&mut first).expect("some output");
    // the pipe is closed here, with most of the output unwritten
    let output = child.wait_with_output().expect("an exit");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
