//! virgolette: who said what in the Italian press.
#![deny(missing_docs)]

pub mod document;
pub mod engine;
pub mod grammar;
pub mod span;

pub use engine::{Engine, GrammarError};
