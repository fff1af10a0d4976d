//! The tables say what is so: of every template, of every variable.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{
    file, files, guide, nearest, remarks, schema,
    templates::{self, EVERYWHERE, TEMPLATES},
};
use crate::render::{
    context::World,
    engine::{Engine, desk_files, is_page},
    fixture,
    pages::Page,
    strings::Strings,
};

#[test]
fn the_guide_is_what_the_types_say() {
    let written = include_str!("../../../docs/theme.md");
    assert!(written == guide(), "docs/theme.md is old: cargo run --example theme > docs/theme.md");
}

#[test]
fn every_template_is_rendered_or_a_part() {
    let known: BTreeSet<String> = files().into_iter().map(|file| file.name).collect();
    for template in TEMPLATES {
        assert!(known.contains(template.name), "{} is not in templates/", template.name);
    }
    let page = |name: &&String| is_page(name) && !name.contains('/');
    for name in known.iter().filter(page) {
        assert!(templates::find(name).is_some(), "{name} is not in the table of templates");
    }
}

/// What a page's template is given, as JSON.
fn dumped(context: &tera::Context) -> Value {
    let mut tera = tera::Tera::new();
    let dump = |value: tera::Value, _: tera::Kwargs, _: &tera::State| serde_json::to_string(&value).unwrap();
    tera.register_filter("dump", dump);
    tera.add_raw_template("dump", "{{ __tera_context | dump | safe }}").unwrap();
    serde_json::from_str(&tera.render("dump", context).unwrap()).unwrap()
}

/// The schema of everything a template is given: what stands in the guide, made strict.
fn contract(template: &templates::Template) -> Value {
    let mut generator = schema::generator();
    let (mut properties, mut required) = (serde_json::Map::new(), Vec::new());
    for given in template.all().skip(1) {
        let schema = (given.schema)(&mut generator).to_value();
        properties.extend(schema["properties"].as_object().unwrap().clone());
        if !given.optional {
            required.extend(schema["required"].as_array().into_iter().flatten().cloned());
        }
    }
    let mut definitions = generator.take_definitions(true);
    for definition in definitions.values_mut().filter_map(Value::as_object_mut) {
        if definition.contains_key("properties") {
            definition.insert("additionalProperties".into(), false.into());
        }
    }
    json!({ "properties": properties, "required": required, "additionalProperties": false, "$defs": definitions })
}

#[test]
fn templates_are_given_what_the_guide_says() {
    let strings = std::sync::Arc::new(Strings::load().unwrap());
    let full = fixture::site();
    let mut empty = fixture::site();
    empty.series.editions.clear();
    let discussed = crate::render::Site { reactions: fixture::reactions(), ..fixture::site() };
    for site in [&full, &empty, &discussed] {
        let world = World::new(site, &strings).unwrap();
        let engine = Engine::new(&BTreeMap::new(), std::sync::Arc::clone(&strings)).unwrap();
        for page in Page::all(&world) {
            let template = templates::find(page.template()).unwrap();
            let validator = jsonschema::validator_for(&contract(template)).unwrap();
            let given = dumped(&page.context(&world, &engine).unwrap());
            let errors: Vec<String> =
                validator.iter_errors(&given).map(|error| format!("{error} at {}", error.instance_path())).collect();
            assert!(errors.is_empty(), "{page:?} ({}): {errors:#?}", template.name);
        }
    }
}

#[test]
fn the_theme_reads_only_what_it_is_given() {
    let mut theme = BTreeMap::new();
    for name in files().into_iter().map(|file| file.name) {
        // Another text than the theme's own, so that it is looked at.
        theme.insert(name.clone(), file(&name).unwrap() + "\n");
    }
    assert_eq!(remarks(&theme), []);
    let everywhere = schema::fields(EVERYWHERE, &mut schema::generator());
    assert!(everywhere.iter().any(|field| field.name == "assets"));
}

#[test]
fn odd_files_and_variables_are_remarked_on() {
    let templates = BTreeMap::from([
        ("hoem.html".to_owned(), "x".to_owned()),
        ("quote.html".to_owned(), "x".to_owned()),
        ("mine/box.html".to_owned(), "{{ whatever }}".to_owned()),
        ("mine.css".to_owned(), "x".to_owned()),
        ("notes.txt".to_owned(), "x".to_owned()),
        (
            "blogs.html".to_owned(),
            "{% include \"mine/box.html\" %}\n{% if shelfs %}{% set own = 1 %}{{ own }}{% endif %}".to_owned(),
        ),
    ]);
    let told: Vec<String> =
        remarks(&templates).into_iter().map(|r| format!("{}: {} ({})", r.path, r.message, r.help)).collect();
    insta::assert_snapshot!("remarks", told.join("\n"));
}

#[test]
fn the_pages_of_the_desk_are_nobodys_to_replace() {
    // As in a checkout of the program, whose templates are the theme itself.
    let mut theirs = desk_files();
    assert!(theirs.len() > 5);
    assert_eq!(remarks(&theirs), []);
    theirs.insert("desk/join.html".into(), "{{ whatever }}".into());
    let told: Vec<String> = remarks(&theirs).into_iter().map(|remark| remark.path + ": " + &remark.message).collect();
    assert_eq!(
        told,
        ["templates/desk/join.html: the pages of the desk are no part of the theme: this changes nothing"]
    );
}

#[test]
fn a_name_is_guessed_by_its_end_and_by_its_letters() {
    assert_eq!(nearest("quote.html").as_deref(), Some("parts/quote.html"));
    assert_eq!(nearest("archief.html").as_deref(), Some("archive.html"));
    assert_eq!(nearest("zzzzzzzzzz"), None);
}
