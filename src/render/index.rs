//! The index of bloggers, in the order of names; by letter where they are many.

use schemars::JsonSchema;
use serde::Serialize;
use tera::{Context, Value};

use super::{
    collation::{NameKey, name_key},
    context::World,
    variables::{self, Blogs},
    views::BlogView,
};

/// From more bloggers than this the index has letters to jump to.
const LETTERS: usize = 24;

/// The bloggers under one letter.
#[derive(Serialize, JsonSchema)]
pub(super) struct Shelf {
    /// Empty where the index has no letters, `#` for digits and signs.
    letter: String,
    /// In the order of names.
    #[schemars(with = "Vec<BlogView>")]
    blogs: Vec<Value>,
}

/// Puts the index into the page's context.
pub(super) fn fill(context: &mut Context, world: &World) {
    let mut blogs: Vec<(NameKey, Value)> =
        world.blogs.iter().map(|blog| (name_key(&blog.source.author), blog.view.clone())).collect();
    blogs.sort_by(|a, b| a.0.cmp(&b.0));
    let lettered = blogs.len() > LETTERS;
    let mut shelves: Vec<Shelf> = Vec::new();
    for (key, blog) in blogs {
        let letter = if lettered { key.initial().unwrap_or_else(|| "#".to_owned()) } else { String::new() };
        match shelves.iter_mut().find(|shelf| shelf.letter == letter) {
            Some(shelf) => shelf.blogs.push(blog),
            None => shelves.push(Shelf { letter, blogs: vec![blog] }),
        }
    }
    variables::put(context, &Blogs { shelves, blog_count: world.blogs.len() });
}
