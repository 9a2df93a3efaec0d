//! The grammar is embedded by a macro that cargo cannot see into: a changed rule or list rebuilds.

fn main() {
    println!("cargo::rerun-if-changed=grammar");
}
