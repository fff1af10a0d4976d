//! The types of variables as a guide tells them: `text`, `list of Entry`, `number or none`.

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value};

use super::templates::Given;

/// A variable, or a field of one.
pub(super) struct Field {
    pub(super) name: String,
    /// Its type, in Markdown.
    pub(super) kind: String,
    /// What it is.
    pub(super) about: String,
}

/// A type that variables have.
pub(super) struct Type {
    pub(super) name: String,
    pub(super) about: String,
    /// Its fields; empty for one that is a choice of words.
    pub(super) fields: Vec<Field>,
    /// The words there are to choose from.
    pub(super) words: Vec<Field>,
}

/// Writes types down as they are when they are given to a template.
pub(super) fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_serialize().into_generator()
}

/// The fields of what is given; the types they have are kept in `generator`.
pub(super) fn fields(given: Given, generator: &mut SchemaGenerator) -> Vec<Field> {
    of_object(&(given.schema)(generator).to_value())
}

/// Every type that came up, in the order of names.
pub(super) fn types(generator: &SchemaGenerator) -> Vec<Type> {
    let definitions = generator.definitions();
    let mut types: Vec<Type> = definitions
        .iter()
        .map(|(name, schema)| Type {
            name: name.clone(),
            about: about(schema),
            fields: of_object(schema),
            words: words(schema),
        })
        .collect();
    types.sort_by(|a, b| a.name.cmp(&b.name));
    types
}

fn of_object(schema: &Value) -> Vec<Field> {
    let Some(properties) = schema["properties"].as_object() else { return Vec::new() };
    let field =
        |(name, schema): (&String, &Value)| Field { name: name.clone(), kind: kind(schema), about: about(schema) };
    properties.iter().map(field).collect()
}

fn words(schema: &Value) -> Vec<Field> {
    let Some(choices) = schema["oneOf"].as_array() else { return Vec::new() };
    let word = |choice: &Value| {
        Some(Field { name: choice["const"].as_str()?.to_owned(), kind: String::new(), about: about(choice) })
    };
    choices.iter().filter_map(word).collect()
}

/// What is said of a type or a field, on one line.
fn about(schema: &Value) -> String {
    let text = schema["description"].as_str().unwrap_or_default();
    // Links lead into the program's own documentation.
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("[`", "`").replace("`]", "`")
}

/// A type in words.
fn kind(schema: &Value) -> String {
    let Some(map) = schema.as_object() else { return "anything".to_owned() };
    if let Some(reference) = map.get("$ref").and_then(Value::as_str) {
        let name = reference.rsplit('/').next().unwrap_or(reference);
        return format!("[{name}](#{})", name.to_lowercase());
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(choices) = map.get(choice).and_then(Value::as_array) {
            return choices.iter().map(kind).collect::<Vec<_>>().join(" or ");
        }
    }
    match map.get("type") {
        Some(Value::Array(names)) => {
            names.iter().filter_map(Value::as_str).map(|name| named(name, map)).collect::<Vec<_>>().join(" or ")
        }
        Some(Value::String(name)) => named(name, map),
        _ => "anything".to_owned(),
    }
}

fn named(name: &str, schema: &Map<String, Value>) -> String {
    match name {
        "string" => "text".to_owned(),
        "integer" | "number" => "number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "null" => "none".to_owned(),
        "array" => match (schema.get("prefixItems").and_then(Value::as_array), schema.get("items")) {
            (Some(items), _) => format!("({})", items.iter().map(kind).collect::<Vec<_>>().join(", ")),
            (None, Some(items)) => format!("list of {}", kind(items)),
            (None, None) => "list".to_owned(),
        },
        "object" => "text by name".to_owned(),
        other => other.to_owned(),
    }
}
