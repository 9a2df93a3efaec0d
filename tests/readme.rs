//! What the README shows is what the program prints.

#[test]
fn the_console_of_the_readme_is_true() {
    trycmd::TestCases::new().case("README.md");
}
