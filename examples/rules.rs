//! Writes the table of all rules that stand in data files, as Markdown: `cargo run --example rules > docs/rules.md`.

#![expect(clippy::disallowed_methods, reason = "reads the data files")]
#![expect(clippy::print_stdout, reason = "the table goes to standard output")]

use std::path::Path;

#[path = "rules/table.rs"]
mod table;

fn main() -> std::io::Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/extract");
    let mut files = Vec::new();
    for language in std::fs::read_dir(folder)?.filter_map(Result::ok).filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(language.path())? {
            let path = file?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            files.push((language.file_name().to_string_lossy().into_owned(), name, std::fs::read_to_string(path)?));
        }
    }
    print!("{}", table::markdown(&mut files));
    Ok(())
}
