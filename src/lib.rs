//! virgolette: who said what in the Italian press.
#![deny(missing_docs)]

pub mod document;
pub mod span;
