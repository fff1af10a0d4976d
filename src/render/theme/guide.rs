//! The theme guide: `cargo run --example theme > docs/theme.md`, or `blogkermis theme guide`.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    ThemeFile, files,
    schema::{self, Field, Type},
    templates::{self, EVERYWHERE, FRAME, TEMPLATES, Template},
};
use crate::render::engine::{FILTERS, FUNCTIONS, is_page, theme_file, variables_of};

/// What a host is told before the tables.
const OPENING: &str = include_str!("guide.md");

/// The whole guide, as Markdown.
#[must_use]
pub fn guide() -> String {
    let mut generator = schema::generator();
    let mut out = OPENING.to_owned();
    out.push_str("\n## Templates\n\nEach page of the site is one of these.\n");
    for template in TEMPLATES {
        of_template(&mut out, template, &mut generator);
    }
    out.push_str("\n## Variables of every page\n\n");
    let mut shared: Vec<Field> = schema::fields(EVERYWHERE, &mut generator);
    shared.extend(schema::fields(FRAME, &mut generator));
    shared.sort_by(|a, b| a.name.cmp(&b.name));
    table(&mut out, &shared);
    out.push_str("\n## Types\n\nAddresses “from the root” want `{{ root }}` in front of them.\n");
    for kind in schema::types(&generator) {
        of_type(&mut out, &kind);
    }
    of_parts(&mut out);
    out.push_str("\n## Filters and functions\n\nBeside those of Tera itself:\n\n| | |\n| --- | --- |\n");
    for (name, about) in FILTERS.iter().chain(FUNCTIONS) {
        let _ = writeln!(out, "| `{name}` | {} |", cell(about));
    }
    of_assets(&mut out);
    out
}

fn of_template(out: &mut String, template: &Template, generator: &mut schemars::SchemaGenerator) {
    let _ = write!(out, "\n### {}\n\n{}", template.name, template.about);
    let source = theme_file(template.name).unwrap_or_default();
    let blocks = after(&source, "{% block ");
    if !blocks.is_empty() {
        let _ = write!(out, " Blocks: {}.", listed(&blocks));
    }
    let parts = after(&source, "{% include \"");
    if !parts.is_empty() {
        let _ = write!(out, " Parts: {}.", listed(&parts));
    }
    out.push('\n');
    let mut fields: BTreeMap<String, Field> = BTreeMap::new();
    for given in template.given {
        for mut field in schema::fields(*given, generator) {
            if given.optional {
                field.about.push_str(" Not always there.");
            }
            fields.insert(field.name.clone(), field);
        }
    }
    let fields: Vec<Field> = fields.into_values().collect();
    if fields.is_empty() {
        out.push_str("\nThe variables of every page, and no others.\n");
    } else {
        out.push('\n');
        table(out, &fields);
    }
}

fn of_type(out: &mut String, kind: &Type) {
    let _ = write!(out, "\n### {}\n\n{}\n\n", kind.name, kind.about);
    if kind.fields.is_empty() {
        out.push_str("| word | |\n| --- | --- |\n");
        for word in &kind.words {
            let _ = writeln!(out, "| `{}` | {} |", word.name, cell(&word.about));
        }
    } else {
        table(out, &kind.fields);
    }
}

fn table(out: &mut String, fields: &[Field]) {
    out.push_str("| variable | type | |\n| --- | --- | --- |\n");
    for field in fields {
        let _ = writeln!(out, "| `{}` | {} | {} |", field.name, cell(&field.kind), cell(&field.about));
    }
}

fn of_parts(out: &mut String) {
    out.push_str(
        "\n## Parts\n\nTemplates include these, and they see what the including template sees, what it `set`s included. \
         Each can be replaced by itself.\n\n| part | what it reads |\n| --- | --- |\n",
    );
    let is_part = |file: &ThemeFile| is_page(&file.name) && templates::find(&file.name).is_none();
    for file in files().iter().filter(|file| is_part(file)) {
        let read = variables_of(&file.name);
        let about = if file.about.is_empty() { String::new() } else { format!(" {}", cell(&file.about)) };
        let _ = writeln!(out, "| `{}` | {}{about} |", file.name, listed(&read));
    }
}

fn of_assets(out: &mut String) {
    out.push_str("\n## Stylesheets and scripts\n\n| file | |\n| --- | --- |\n");
    for file in files().iter().filter(|file| !is_page(&file.name)) {
        let _ = writeln!(out, "| `{}` | {} |", file.name, cell(&file.about));
    }
}

/// The words that follow a beginning of a tag, each once, in the order they come.
fn after(source: &str, tag: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, _) in source.match_indices(tag) {
        let name = source[at + tag.len()..].split([' ', '"', '%']).next().unwrap_or_default();
        if !name.is_empty() && found.iter().all(|known| known != name) {
            found.push(name.to_owned());
        }
    }
    found
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Text that may stand in a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}
