//! Manifest and rule files → compiled rules, in the order of the manifest.

use serde::Deserialize;

use super::{at_start, line_and_column, required, toml_error};
use crate::engine::GrammarError;
use crate::grammar::lexicon::Lexicon;
use crate::grammar::rule::{CompiledRule, ContentTest, Resolver, Rule};
use crate::grammar::source::Files;
use crate::grammar::{pattern, program};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    rules: Vec<String>,
}

pub(super) fn rules(files: &Files, lexicon: &Lexicon) -> Result<Vec<CompiledRule>, GrammarError> {
    let text = required(files, "manifest.toml")?;
    let manifest: Manifest = toml::from_str(text).map_err(|e| toml_error("manifest.toml", text, 0, &e))?;
    for (path, _) in files.under("rules/") {
        let id = path.trim_start_matches("rules/").trim_end_matches(".toml");
        if !manifest.rules.iter().any(|r| r == id) {
            return Err(at_start(
                path,
                format!("la regola `{id}` non è nel manifesto; aggiungerla a manifest.toml, al posto che le spetta"),
            ));
        }
    }
    manifest
        .rules
        .iter()
        .map(|id| {
            let path = format!("rules/{id}.toml");
            let source = files.get(&path).ok_or_else(|| {
                let (line, column) = line_and_column(text, text.find(&format!("\"{id}\"")).unwrap_or(0));
                GrammarError {
                    file: "manifest.toml".to_owned(),
                    line,
                    column,
                    message: format!("il file {path} manca; crearlo o togliere la riga"),
                }
            })?;
            rule(&path, source, id, lexicon)
        })
        .collect()
}

fn rule(path: &str, source: &str, id: &str, lexicon: &Lexicon) -> Result<CompiledRule, GrammarError> {
    let rule: Rule = toml::from_str(source).map_err(|e| toml_error(path, source, 0, &e))?;
    let fault = |key: &str, offset: usize, message: String| {
        let at = source.find(&format!("\n{key} =")).map_or(0, |p| p + 1);
        let value = source[at..].find(['\'', '"']).map_or(at, |p| at + p + 1);
        let (line, column) = line_and_column(source, value);
        GrammarError { file: path.to_owned(), line, column: column + offset, message }
    };
    if rule.id != id {
        return Err(fault("id", 0, format!("l'id è `{}`, il file si chiama `{id}`; devono essere uguali", rule.id)));
    }
    if rule.examples.is_empty() || rule.counterexamples.is_empty() {
        return Err(fault("id", 0, "la regola vuole almeno un [[example]] e un [[counterexample]]".to_owned()));
    }
    if rule.pattern.is_empty() == rule.resolver.is_empty() {
        return Err(fault("id", 0, "la regola vuole `pattern` oppure `resolver`, uno dei due".to_owned()));
    }
    let mut programs = Vec::new();
    if !rule.pattern.is_empty() {
        let parsed = pattern::parse(&rule.pattern).map_err(|(column, m)| fault("pattern", column, m))?;
        programs = program::compile(&parsed, lexicon).map_err(|m| fault("pattern", 0, m))?;
    }
    let mut resolver = None;
    if !rule.resolver.is_empty() {
        resolver = Resolver::NAMES.iter().find(|(n, _)| *n == rule.resolver).map(|(_, r)| *r);
        if resolver.is_none() {
            let known: Vec<&str> = Resolver::NAMES.iter().map(|(n, _)| *n).collect();
            return Err(fault("resolver", 0, format!("il resolver `{}` non esiste; ci sono {}", rule.resolver, known.join(" "))));
        }
    }
    let mut content = ContentTest::default();
    for name in &rule.content {
        let test = ContentTest::NAMES.iter().find(|(n, _)| n == name).map(|(_, t)| *t);
        content = content.or(test.ok_or_else(|| {
            let known: Vec<&str> = ContentTest::NAMES.iter().map(|(n, _)| *n).collect();
            fault("content", 0, format!("il filtro `{name}` non esiste; ci sono {}", known.join(" ")))
        })?);
    }
    Ok(CompiledRule { rule, programs, resolver, content })
}
