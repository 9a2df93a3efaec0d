//! clap in Italian: its headings, its help flags and its errors.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

const TEMPLATE: &str = "{about}\n\nUso: {usage}\n\n{all-args}{after-help}\n";
/// Columns of the help texts, at most.
const WIDTH: usize = 100;

/// The command and those below it with Italian headings.
pub fn italian(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("Scrive questo aiuto");
    let command = command
        .help_template(TEMPLATE)
        .max_term_width(WIDTH)
        .subcommand_help_heading("Comandi")
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .mut_args(|a| {
            let has_value = a.get_action().takes_values();
            let heading = if a.is_positional() { "Argomenti" } else { "Opzioni" };
            a.help_heading(heading).hide_default_value(has_value).hide_possible_values(has_value)
        })
        .arg(help.help_heading("Opzioni"));
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, italian))
}

/// The command itself with `--version` too.
pub fn with_version(command: Command) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Scrive la versione");
    italian(command.disable_version_flag(true)).arg(version.help_heading("Opzioni"))
}

/// What is wrong with the arguments, in one sentence or two.
pub fn complaint(error: &Error) -> String {
    let of = |kind| error.get(kind).map(words).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "manca il comando; `virgolette --help` li elenca".to_owned()
        }
        ErrorKind::InvalidSubcommand => unknown_command(&of(ContextKind::InvalidSubcommand), &of(ContextKind::SuggestedSubcommand)),
        ErrorKind::UnknownArgument => match of(ContextKind::SuggestedArg) {
            s if s.is_empty() => format!("«{argument}» non è previsto qui; `--help` elenca le opzioni"),
            s => format!("l'opzione «{argument}» non esiste; forse {s}"),
        },
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument}: manca il valore"),
        ErrorKind::InvalidValue => {
            format!("{argument}: «{value}» non va bene; i valori sono {}", of(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            let option = argument.split(' ').next().unwrap_or_default();
            format!("{option} {value}: {reason}")
        }
        ErrorKind::MissingRequiredArgument => format!("manca {argument}; `--help` spiega come si usa"),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other.is_empty() || other == argument => format!("{argument} compare due volte"),
            other => format!("{argument} non si può dare con {other}"),
        },
        ErrorKind::InvalidUtf8 => "un argomento non è in UTF-8".to_owned(),
        _ => error.kind().to_string(),
    }
}

fn unknown_command(command: &str, suggested: &str) -> String {
    if !suggested.is_empty() {
        format!("il comando «{command}» non esiste; forse {suggested}")
    } else if std::path::Path::new(command).exists() {
        format!("«{command}» non è un comando; per il rapporto di un articolo: virgolette report {command}")
    } else {
        format!("il comando «{command}» non esiste; `virgolette --help` li elenca")
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(s) => s.clone(),
        ContextValue::Strings(list) => list.join(", "),
        ContextValue::StyledStr(s) => s.to_string(),
        ContextValue::StyledStrs(list) => list.iter().map(StyledStr::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::Number(n) => n.to_string(),
        _ => String::new(),
    }
}
