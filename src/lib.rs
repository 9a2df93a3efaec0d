//! virgolette: who said what in the Italian press.
#![deny(missing_docs)]

pub mod article;
pub mod attribution;
pub mod bytes;
pub mod clause;
pub mod document;
pub mod engine;
pub mod evaluate;
pub mod grammar;
pub mod marks;
pub mod report;
pub mod span;
pub mod speaker;
pub mod token;
pub mod unit;

pub use engine::{Engine, GrammarError};
