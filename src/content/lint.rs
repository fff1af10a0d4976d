//! What hosts write to the linter: `[lint]` of `blogkermis.toml`, `lint` of a roundup's front matter, and comments in its
//! text: `<!-- lint: allow W-GLYPH -->`.

use std::ops::Range;

use super::{
    keys::Value,
    mistakes::Mistakes,
    nearest::{quoted, suggest},
    values::{fraction, list, number, table, text},
};
use crate::model::{LintCode, LintPolicy};

/// A comment that silences rules for what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silence {
    /// The whole comment, in bytes of the text.
    pub range: Range<usize>,
    /// Rules it names, and names that are no rule, each with its place.
    pub names: Vec<(Range<usize>, String)>,
}

impl Silence {
    /// The rules that are silent.
    pub fn codes(&self) -> impl Iterator<Item = LintCode> {
        self.names.iter().filter_map(|(_, name)| LintCode::named(name))
    }
}

/// The comments to the linter in a text.
#[must_use]
pub fn silences(body: &str) -> Vec<Silence> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = body[at..].find("<!--").map(|offset| at + offset) {
        let inner = start + "<!--".len();
        let Some(end) = body[inner..].find("-->").map(|offset| inner + offset) else { break };
        at = end + "-->".len();
        let Some(listed) = body[inner..end].trim_start().strip_prefix("lint:") else { continue };
        let Some(listed) = listed.trim_start().strip_prefix("allow") else { continue };
        let base = end - listed.len();
        let is_gap = |c: char| c.is_whitespace() || c == ',';
        let mut names = Vec::new();
        let mut from = 0;
        while let Some(begin) = listed[from..].find(|c| !is_gap(c)).map(|offset| from + offset) {
            let stop = listed[begin..].find(is_gap).map_or(listed.len(), |offset| begin + offset);
            names.push((base + begin..base + stop, listed[begin..stop].to_owned()));
            from = stop;
        }
        found.push(Silence { range: start..at, names });
    }
    found
}

/// Names in comments that are no rule. The text begins at byte `base` of its file.
pub(super) fn check_comments(body: &str, base: usize, mistakes: &mut Mistakes<'_>) {
    for (place, name) in silences(body).into_iter().flat_map(|silence| silence.names) {
        if LintCode::named(&name).is_none() {
            unknown(&name, base + place.start..base + place.end, mistakes);
        }
    }
}

/// `lint = { allow = ["W-THREAD"] }` of a roundup.
pub(super) fn of_file(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<LintCode>> {
    let mut keys = table(value, "lint = { allow = [\"W-THREAD\"] }", mistakes)?;
    let allow = keys.optional("allow", mistakes, codes);
    keys.finish(mistakes);
    allow
}

/// `[lint]` of a site.
pub(super) fn policy(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<LintPolicy> {
    const MOST: usize = 10_000;
    let mut keys = table(value, "[lint]", mistakes)?;
    let default = LintPolicy::default();
    let allow = keys.optional("allow", mistakes, codes);
    let mut count = |key, least, or| {
        keys.optional(key, mistakes, |value, mistakes| number(value, least, MOST, mistakes)).unwrap_or(or)
    };
    let borrowed_words = count("borrowed_words", 3, default.borrowed_words);
    let quotes_per_person = count("quotes_per_person", 1, default.quotes_per_person);
    let (blurb_min_words, blurb_max_words) = keys
        .optional("blurb_words", mistakes, |value, mistakes| bounds(value, MOST, mistakes))
        .unwrap_or((default.blurb_min_words, default.blurb_max_words));
    let source_share = keys.optional("source_share", mistakes, fraction).unwrap_or(default.source_share);
    let quoted_share = keys.optional("quoted_share", mistakes, fraction).unwrap_or(default.quoted_share);
    keys.finish(mistakes);
    Some(LintPolicy {
        allow: allow.unwrap_or_default(),
        blurb_min_words,
        blurb_max_words,
        borrowed_words,
        quotes_per_person,
        source_share,
        quoted_share,
    })
}

/// Two numbers, the smaller one first.
pub(super) fn bounds(value: &Value<'_>, most: usize, mistakes: &mut Mistakes<'_>) -> Option<(usize, usize)> {
    let bounds = list(value, mistakes, |item, mistakes| number(item, 1, most, mistakes))?;
    match bounds[..] {
        [least, most] if least <= most => Some((least, most)),
        // An element that is no number has been named already.
        _ if value.toml.as_array().is_some_and(|array| array.len() == 2 && bounds.len() < 2) => None,
        _ => {
            let message = format!("`{}` must be two numbers, the smaller one first", value.key);
            mistakes.at(value.place.clone(), message, format!("write `{} = [50, 80]`", value.key));
            None
        }
    }
}

fn codes(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Vec<LintCode>> {
    list(value, mistakes, |item, mistakes| {
        let name = text(item, mistakes)?;
        let code = LintCode::named(&name);
        if code.is_none() {
            unknown(&name, item.place.clone(), mistakes);
        }
        code
    })
}

fn unknown(name: &str, place: Range<usize>, mistakes: &mut Mistakes<'_>) {
    let help = suggest(name, LintCode::ALL.iter().map(|code| code.as_str()));
    mistakes.at(place, format!("unknown rule {}", quoted(name)), format!("{help} `blogkermis explain` lists all"));
}

#[cfg(test)]
mod tests {
    use super::silences;
    use crate::model::LintCode;

    #[test]
    fn comments_name_rules() {
        let body = "a\n\n<!-- lint: allow W-GLYPH, e-quote -->\n<!-- anything --> <!--lint: allow X--> <!-- lint: allow W-NEXT";
        let found = silences(body);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].codes().collect::<Vec<_>>(), [LintCode::Glyph, LintCode::Quote]);
        assert_eq!(&body[found[0].names[1].0.clone()], "e-quote");
        assert_eq!(found[1].names, [(found[1].names[0].0.clone(), "X".to_owned())]);
        assert_eq!(found[1].codes().count(), 0);
    }
}
