//! Who said what in the Italian press: quotations, their cues and sources, the speakers behind them,
//! and why.
//!
//! [`Engine::analyze`] takes an article through the stages, one module each, in this order:
//! [`bytes`] → [`article`] → [`marks`] → [`token`] → [`mod@unit`] → [`clause`] → [`attribution`] →
//! [`speaker`] → [`document`] → [`report`]. What they know of Italian is in [`grammar`].
//!
//! ```
//! let engine = virgolette::Engine::embedded()?;
//! let text = "«Aspettiamo», ha detto Anna Rossi.";
//! let document = engine.analyze(text);
//! assert_eq!(document.quotations[0].segments[0].of(text), "Aspettiamo");
//! assert_eq!(document.speakers[0].name, "Anna Rossi");
//! # Ok::<(), virgolette::GrammarError>(())
//! ```
#![deny(missing_docs)]

pub mod article;
pub mod attribution;
pub mod bytes;
pub mod claims;
pub mod clause;
pub mod compare;
pub mod document;
pub mod engine;
pub mod evaluate;
pub mod grammar;
pub mod marks;
pub mod report;
pub mod span;
pub mod speaker;
mod statement;
pub mod token;
pub mod train;
pub mod unit;
mod wording;

pub use engine::{Engine, GrammarError};

/// The README's Rust is compiled and run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
