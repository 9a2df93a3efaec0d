//! The arguments, their help and their defaults. Help is in Italian, like its readers; `usage` puts
//! clap's own headings and errors into Italian, so each argument says its values and default itself.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use virgolette::evaluate::Scores;

/// Chi ha detto che cosa: trova le citazioni di un articolo italiano, le attribuisce e dice perché.
#[derive(Debug, Parser)]
#[command(name = "virgolette", version, override_usage = "virgolette COMANDO [OPZIONI]")]
#[command(after_help = "Per incominciare: virgolette report articolo.txt")]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    /// Cartella di una grammatica: i suoi file sostituiscono o si aggiungono a quelli del programma
    #[arg(long, global = true, value_name = "CARTELLA")]
    pub grammar: Option<PathBuf>,
    /// Colori: auto (solo su un terminale, mai con NO_COLOR; se non si dice altro), always, never
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
    /// Le versioni di una notizia: che cosa è rimasto, cambiato, passato a un altro, aggiunto, tolto
    Compare(CompareArgs),
    /// Le dichiarazioni da verificare: chi ha detto che cosa, dove, e quanto vale la pena
    Claims(ClaimsArgs),
    /// L'articolo con ogni decisione al suo posto: regola, motivo, alternative
    Explain(ExplainArgs),
    /// Le regole della grammatica
    Grammar(GrammarArgs),
    /// Confronta con annotazioni: precisione e richiamo
    Evaluate(EvaluateArgs),
    /// Impara da annotazioni i pesi con cui si cerca chi parla quando non è nominato, o quelli di ciò che è da verificare
    Train(TrainArgs),
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette report [OPZIONI] [PERCORSO]…")]
pub struct ReportArgs {
    /// Articoli, cartelle con articoli .txt, file .jsonl con un articolo per riga (text, e url, date, id), o -
    /// per lo standard input
    #[arg(value_name = "PERCORSO")]
    pub paths: Vec<PathBuf>,
    /// Formato: text (da leggere; se non si dice altro), json (un elenco), jsonl (un documento per riga), json-ld
    /// (schema.org e W3C Web Annotation), csv (una citazione per riga), markdown (da incollare), brat (annotazioni da
    /// correggere), tei (TEI P5); questi ultimi due, di più articoli, con --out
    #[arg(long, value_enum, default_value = "text", value_name = "FORMATO")]
    pub format: Format,
    /// Che cosa contano le posizioni in json, jsonl e csv: codepoint (se non si dice altro), byte, utf16
    #[arg(long, value_enum, default_value = "codepoint", value_name = "UNITÀ")]
    pub offsets: OffsetUnit,
    /// Lingua delle etichette: it (se non si dice altro), en
    #[arg(long, value_enum, default_value = "it", value_name = "LINGUA")]
    pub lang: Lang,
    /// Con --format brat o tei: la cartella in cui scrivere i file di ogni articolo (NOME.txt e NOME.ann, o NOME.xml)
    #[arg(long, value_name = "CARTELLA")]
    pub out: Option<PathBuf>,
    /// Lascia fuori le citazioni meno sicure di così, da 0 a 1
    #[arg(long, default_value = "0", value_name = "SOGLIA", value_parser = confidence)]
    pub min_confidence: f32,
    /// Scrive anche la regola e il motivo di ogni decisione
    #[arg(long, short = 'v')]
    pub why: bool,
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette compare [OPZIONI] VERSIONE VERSIONE…")]
pub struct CompareArgs {
    /// Le versioni, dalla più vecchia: articoli, cartelle con articoli .txt, o file .jsonl con un'istantanea
    /// per riga (url, fetched, text)
    #[arg(value_name = "VERSIONE")]
    pub paths: Vec<PathBuf>,
    /// Ogni revisione di questo file nel suo repository git, dalla più vecchia
    #[arg(long, value_name = "FILE")]
    pub git: Option<PathBuf>,
    /// In che ordine stanno i file di una cartella: name (se non si dice altro), date (di modifica)
    #[arg(long, value_enum, default_value = "name", value_name = "ORDINE")]
    pub sort: Sort,
    /// Le versioni sono resoconti di testate diverse, senza un prima e un dopo: dice in che cosa discordano
    #[arg(long)]
    pub unordered: bool,
    /// Formato: text (da leggere; se non si dice altro), json, html (una pagina)
    #[arg(long, value_enum, default_value = "text", value_name = "FORMATO")]
    pub format: CompareFormat,
    /// Mostra solo le dichiarazioni con questi cambiamenti: meaning (che toccano il senso), changed (tutti),
    /// reworded, reattributed, retyped, added, removed, unchanged
    #[arg(long, value_enum, value_name = "QUALI")]
    pub only: Option<OnlyChanges>,
    /// Il codice di uscita è 1 se qualcosa è cambiato (con --only, se c'è un cambiamento di quelli)
    #[arg(long)]
    pub exit_code: bool,
    /// Che cosa contano le posizioni in json: codepoint (se non si dice altro), byte, utf16
    #[arg(long, value_enum, default_value = "codepoint", value_name = "UNITÀ")]
    pub offsets: OffsetUnit,
    /// Lingua delle etichette: it (se non si dice altro), en
    #[arg(long, value_enum, default_value = "it", value_name = "LINGUA")]
    pub lang: Lang,
    /// Lascia fuori le citazioni meno sicure di così, da 0 a 1
    #[arg(long, default_value = "0", value_name = "SOGLIA", value_parser = confidence)]
    pub min_confidence: f32,
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette claims [OPZIONI] [PERCORSO]…")]
pub struct ClaimsArgs {
    /// Articoli, cartelle con articoli .txt, file .jsonl con un articolo per riga (text, e url, date, id), o -
    /// per lo standard input
    #[arg(value_name = "PERCORSO")]
    pub paths: Vec<PathBuf>,
    /// Formato: jsonl (una dichiarazione per riga; se non si dice altro), json-ld (schema.org e W3C
    /// Web Annotation), csv, markdown
    #[arg(long, value_enum, default_value = "jsonl", value_name = "FORMATO")]
    pub format: ClaimsFormat,
    /// Di ogni articolo solo le prime N
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Solo quelle che valgono almeno così, da 0 a 1
    #[arg(long, default_value = "0", value_name = "SOGLIA", value_parser = confidence)]
    pub min_score: f32,
    /// Solo quelle di chi si chiama così (cognome, nome, o tutti e due)
    #[arg(long, value_name = "NOME")]
    pub speaker: Option<String>,
    /// Un elenco di verifiche già fatte (ClaimReview di schema.org, in JSON): ogni dichiarazione dice quali la
    /// riguardano
    #[arg(long, value_name = "FILE")]
    pub reviews: Option<PathBuf>,
    /// Solo quelle di articoli di questo giorno o dopo, per esempio 2026-03-01; senza data sono lasciati fuori
    #[arg(long, value_name = "DATA")]
    pub since: Option<String>,
    /// Lascia fuori le citazioni meno sicure di così, da 0 a 1
    #[arg(long, default_value = "0", value_name = "SOGLIA", value_parser = confidence)]
    pub min_confidence: f32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClaimsFormat {
    Jsonl,
    JsonLd,
    Csv,
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    Text,
    Json,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    Name,
    Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OnlyChanges {
    Meaning,
    Changed,
    Reworded,
    Reattributed,
    Retyped,
    Added,
    Removed,
    Unchanged,
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette explain [OPZIONI] PERCORSO")]
pub struct ExplainArgs {
    /// L'articolo, o - per lo standard input
    #[arg(value_name = "PERCORSO")]
    pub path: PathBuf,
    /// Lingua delle etichette: it (se non si dice altro), en
    #[arg(long, value_enum, default_value = "it", value_name = "LINGUA")]
    pub lang: Lang,
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette grammar COMANDO")]
pub struct GrammarArgs {
    #[command(subcommand)]
    pub command: GrammarCommand,
}

#[derive(Debug, Subcommand)]
pub enum GrammarCommand {
    /// Elenca le regole, nell'ordine in cui si provano
    #[command(override_usage = "virgolette grammar list")]
    List,
    /// Mostra una regola: che cosa fa, perché, problemi noti, pattern, esempi
    #[command(override_usage = "virgolette grammar show REGOLA")]
    Show {
        /// L'id della regola, come lo scrive grammar list
        #[arg(value_name = "REGOLA")]
        rule: String,
    },
    /// Controlla una cartella di grammatica, esempi compresi
    #[command(override_usage = "virgolette grammar check CARTELLA")]
    Check {
        /// La cartella, con file come quelli di grammar/
        #[arg(value_name = "CARTELLA")]
        dir: PathBuf,
    },
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette evaluate [OPZIONI] CARTELLA")]
pub struct EvaluateArgs {
    /// Cartella con NOME.txt e NOME.gold.json, o con NOME.ann di brat
    #[arg(value_name = "CARTELLA")]
    pub dir: PathBuf,
    /// Il minimo di una cifra, per esempio detection=0.94 (per scare è il massimo); si può ripetere.
    /// Se una cifra non ci arriva, il codice di uscita è 1
    #[arg(long, value_name = "CHIAVE=VALORE", value_parser = floor)]
    pub min: Vec<Floor>,
    /// Scrive anche gli errori, uno per riga
    #[arg(long)]
    pub errors: bool,
    /// Le cifre in JSON
    #[arg(long)]
    pub json: bool,
    /// Scrive anche quanto ci si può fidare: la quota giusta per confidenza, la precisione per copertura
    #[arg(long)]
    pub calibration: bool,
}

#[derive(Debug, clap::Args)]
#[command(override_usage = "virgolette train [OPZIONI] CARTELLA…")]
pub struct TrainArgs {
    /// Cartelle con NOME.txt e NOME.gold.json
    #[arg(value_name = "CARTELLA", required = true)]
    pub dirs: Vec<PathBuf>,
    /// Impara invece quanto conta ogni ragione per verificare una dichiarazione, da questi giudizi in JSONL (article,
    /// text, worthy, e second di un secondo lettore) su articoli delle cartelle
    #[arg(long, value_name = "FILE", conflicts_with = "errors")]
    pub checkworthiness: Option<PathBuf>,
    /// Scrive anche chi non è stato trovato, con ogni candidato e i suoi indizi
    #[arg(long)]
    pub errors: bool,
    /// Scrive i pesi in questo file, per esempio grammar/weights.toml o grammar/checkworthiness-weights.toml
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Jsonl,
    JsonLd,
    Csv,
    Markdown,
    Brat,
    Tei,
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

/// What a figure must reach.
#[derive(Debug, Clone)]
pub struct Floor {
    pub key: String,
    pub value: f64,
    /// The value as it was written.
    pub written: String,
}

fn floor(argument: &str) -> Result<Floor, String> {
    let (key, written) = argument.split_once('=').ok_or("si scrive CHIAVE=VALORE, per esempio detection=0.94")?;
    let keys = Scores::keys();
    if !keys.contains(&key) {
        return Err(format!("la cifra «{key}» non esiste; ci sono {}", keys.join(", ")));
    }
    let value = written.parse().ok().filter(|v: &f64| v.is_finite()).ok_or_else(|| format!("«{written}» non è un numero"))?;
    Ok(Floor { key: key.to_owned(), value, written: written.to_owned() })
}

fn confidence(argument: &str) -> Result<f32, String> {
    let value = argument.parse().ok().filter(|v| (0.0..=1.0).contains(v));
    value.ok_or_else(|| "ci vuole un numero da 0 a 1".to_owned())
}

impl From<Lang> for virgolette::report::Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::It => Self::Italian,
            Lang::En => Self::English,
        }
    }
}
