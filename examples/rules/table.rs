//! The table itself: one section a language and a file, one row a rule.

use std::fmt::Write as _;

use toml::{Table, Value};

/// The Markdown of the rules in files, each with its language, its name and its text; brings the files into order.
pub(crate) fn markdown(files: &mut [(String, String, String)]) -> String {
    files.sort();
    let mut page = "# Rules\n\nEvery rule that stands in a data file, by language, as `why` and `inspect text` name it. Made by `cargo run --example\n\
                    rules > docs/rules.md`; a test keeps it so. What the fields mean stands in [CONTRIBUTING.md](../CONTRIBUTING.md), what the signs of\n\
                    quotations are worth in `src/extract/quotes/weights.rs`.\n"
        .to_owned();
    for (language, name, text) in files {
        let Ok(file) = text.parse::<Table>() else { continue };
        for (kind, rules) in &file {
            let rules: Vec<&Table> = rules.as_array().into_iter().flatten().filter_map(Value::as_table).collect();
            if !rules.iter().any(|rule| rule.contains_key("id")) {
                continue;
            }
            let _ = write!(
                page,
                "\n## {language}: {name}, {kind}\n\n| rule | strength | only | example |\n| --- | --: | --- | --- |\n"
            );
            for rule in rules {
                let text = |key: &str| rule.get(key).and_then(Value::as_str).unwrap_or_default();
                let strength = rule.get("strength").or(rule.get("weight")).and_then(Value::as_float);
                let strength = strength.map(|strength| strength.to_string()).unwrap_or_default();
                let example = text("example").replace('|', "\\|");
                let _ = writeln!(page, "| `{}` | {strength} | {} | {example} |", text("id"), text("needs"));
            }
        }
    }
    page
}
