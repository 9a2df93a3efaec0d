//! The arguments, their help and their defaults.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Chi ha detto che cosa: trova le citazioni di un articolo italiano, le attribuisce e dice perché.
#[derive(Debug, Parser)]
#[command(name = "virgolette", version, arg_required_else_help = true, disable_help_subcommand = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// Cartella di una grammatica: i suoi file sostituiscono o si aggiungono a quelli del programma
    #[arg(long, global = true, value_name = "CARTELLA")]
    pub grammar: Option<PathBuf>,
    /// Colori: auto solo su un terminale (e mai con NO_COLOR)
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "QUANDO")]
    pub color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Chi ha detto che cosa, per ogni articolo
    Report(ReportArgs),
    /// L'articolo con ogni decisione al suo posto: regola, motivo, alternative
    Explain(ExplainArgs),
    /// Le regole della grammatica
    Grammar(GrammarArgs),
    /// Confronta con annotazioni: precisione e richiamo
    Evaluate(EvaluateArgs),
}

#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// Articoli (.txt), cartelle, o - per lo standard input
    #[arg(value_name = "PERCORSO")]
    pub paths: Vec<PathBuf>,
    /// Formato: text da leggere, json un elenco, jsonl un documento per riga
    #[arg(long, value_enum, default_value = "text", value_name = "FORMATO")]
    pub format: Format,
    /// Unità delle posizioni in json e jsonl
    #[arg(long, value_enum, default_value = "codepoint", value_name = "UNITÀ")]
    pub offsets: OffsetUnit,
    /// Lingua delle etichette
    #[arg(long, value_enum, default_value = "it", value_name = "LINGUA")]
    pub lang: Lang,
    /// Lascia fuori le citazioni meno sicure di così (da 0 a 1)
    #[arg(long, default_value_t = 0.0, value_name = "SOGLIA")]
    pub min_confidence: f32,
    /// Scrive anche il motivo di ogni attribuzione
    #[arg(long)]
    pub why: bool,
}

#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// L'articolo, o - per lo standard input
    #[arg(value_name = "PERCORSO")]
    pub path: PathBuf,
    /// Lingua delle etichette
    #[arg(long, value_enum, default_value = "it", value_name = "LINGUA")]
    pub lang: Lang,
}

#[derive(Debug, clap::Args)]
pub struct GrammarArgs {
    #[command(subcommand)]
    pub command: GrammarCommand,
}

#[derive(Debug, Subcommand)]
pub enum GrammarCommand {
    /// Elenca le regole nell'ordine in cui sono provate
    List,
    /// Mostra una regola: che cosa fa, perché, problemi noti, pattern, esempi
    Show {
        /// L'id della regola
        #[arg(value_name = "REGOLA")]
        rule: String,
    },
    /// Controlla una cartella di grammatica, esempi compresi
    Check {
        /// La cartella
        #[arg(value_name = "CARTELLA")]
        dir: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
pub struct EvaluateArgs {
    /// Cartella con NOME.txt e NOME.gold.json
    #[arg(value_name = "CARTELLA")]
    pub dir: PathBuf,
    /// Soglia da superare, per esempio detection=0.94 (scare è un massimo); si può ripetere
    #[arg(long, value_name = "CHIAVE=VALORE")]
    pub min: Vec<String>,
    /// Scrive anche gli errori, uno per riga
    #[arg(long)]
    pub errors: bool,
    /// Le cifre in JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Jsonl,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OffsetUnit {
    Codepoint,
    Byte,
    Utf16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    It,
    En,
}

impl From<Lang> for virgolette::report::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::It => Self::Italian,
            Lang::En => Self::English,
        }
    }
}
