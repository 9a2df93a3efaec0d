//! Grammar files → [`Grammar`]. Errors name file, line and column, and say what to do.

mod rules;
mod verbs;
mod words;

use super::Grammar;
use super::layout::LAYOUT;
use super::lexicon::Lexicon;
use super::meaning::{MEANING, Meaning};
use super::source::Files;
use super::weights::{EVIDENCE, WEIGHTS, Weights};
use super::worth::{WORTH, WORTH_WEIGHTS, Worth};
use crate::engine::GrammarError;
use crate::marks::MarkTable;

/// Compiles a grammar. Examples are not run here: see [`crate::Engine::with_grammar`].
///
/// # Errors
/// The first file that is missing or wrong.
pub fn load(files: &Files) -> Result<Grammar, GrammarError> {
    let mut lexicon = Lexicon::new();
    // verbs take as long as all words: they are read and conjugated beside them
    let (words, verbs) = std::thread::scope(|scope| {
        let verbs = scope.spawn(|| verbs::conjugated(files));
        (
            words::words(files, &mut lexicon),
            verbs.join().unwrap_or_else(|_| Err(at_start("verbs/reporting.toml", "i verbi non si leggono".to_owned()))),
        )
    });
    let words = words?;
    let verbs = verbs?.enter(&mut lexicon);
    lexicon.mark_forms().map_err(|e| at_start("verbs/other.toml", e))?;
    let marks_file = required(files, "marks.toml")?;
    let marks = MarkTable::from_toml(marks_file).map_err(|e| at_start("marks.toml", e.to_string()))?;
    let rules = rules::rules(files, &lexicon)?;
    let layout_file = required(files, LAYOUT)?;
    let layout = toml::from_str(layout_file).map_err(|e| toml_error(LAYOUT, layout_file, 0, &e))?;
    let meaning_file = required(files, MEANING)?;
    let meaning = Meaning::from_toml(meaning_file, &lexicon, &verbs).map_err(|e| toml_error(MEANING, meaning_file, 0, &e))?;
    let worth_file = required(files, WORTH)?;
    let mut worth = Worth::from_toml(worth_file, &lexicon, &verbs).map_err(|e| toml_error(WORTH, worth_file, 0, &e))?;
    let learnt = required(files, WORTH_WEIGHTS)?;
    worth.weigh(learnt).map_err(|e| toml_error(WORTH_WEIGHTS, learnt, 0, &e))?;
    let (trained, says) = (required(files, WEIGHTS)?, required(files, EVIDENCE)?);
    let weights = Weights::read(trained, says).map_err(|(file, e)| toml_error(file, files.get(file).unwrap_or_default(), 0, &e))?;
    Ok(Grammar { lexicon, verbs, words, layout, marks, meaning, worth, rules, weights })
}

fn at_start(file: &str, message: String) -> GrammarError {
    GrammarError { file: file.to_owned(), line: 1, column: 1, message }
}

fn required<'f>(files: &'f Files, path: &str) -> Result<&'f str, GrammarError> {
    files.get(path).ok_or_else(|| at_start(path, "il file manca; rimetterlo nella cartella della grammatica".to_owned()))
}

/// A TOML error with its place; `start` is where in the text the part begins that was read.
fn toml_error(file: &str, text: &str, start: usize, error: &toml::de::Error) -> GrammarError {
    let at = (start + error.span().map_or(0, |s| s.start)).min(text.len());
    let (line, column) = line_and_column(text, at);
    GrammarError { file: file.to_owned(), line, column, message: error.message().to_owned() }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(at)];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    (line, column)
}

/// The words of a list: separated by white space, or one a line where a line holds spaces inside
/// quotation marks; `#` comments end with their line.
fn list_words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|l| !l.trim_start().starts_with('#')).flat_map(str::split_ascii_whitespace)
}
