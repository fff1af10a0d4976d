//! What all drawings have in common: how they begin, and how names fit into them.

use std::fmt::Write as _;

use super::{html::escape, ride::short};

/// Begins an `svg` element of that size, in its own units, with a name and a description for those who do not see it. `id`
/// makes their ids unique on a page.
pub(super) fn begin(out: &mut String, class: &str, size: (f64, f64), id: &str, title: &str, description: &str) {
    let _ = write!(
        out,
        "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
        short(size.0, 1),
        short(size.1, 1),
        escape(title),
        escape(description)
    );
}

/// A name of at most `letters` characters: what is longer ends with an ellipsis.
pub(super) fn cut(name: &str, letters: usize) -> String {
    if name.chars().count() <= letters {
        return name.to_owned();
    }
    let start: String = name.chars().take(letters - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn long_names_are_cut() {
        assert_eq!(cut("Anna Bos", 8), "Anna Bos");
        assert_eq!(cut("Anna B. Bosch", 8), "Anna B.…");
    }
}
