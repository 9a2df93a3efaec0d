//! The Italian grammar: what is read from `grammar/` and compiled for the other stages.

pub mod rule;
