//! Writing the repaired feed: what counts once, what is fallen back on.

use super::{MOST_OF_A_KIND, Repair};
use crate::feed::markup::escape;

impl Repair<'_, '_> {
    /// Writes an element of which the first counts.
    pub(super) fn put(&mut self, name: &'static str, kind: Option<&str>, value: &str) {
        let seen = if self.item_at.is_some() { &mut self.seen } else { &mut self.seen_of_feed };
        if !value.trim().is_empty() && !seen.contains(&name) {
            seen.push(name);
            self.write(name, kind, value);
        }
    }

    pub(super) fn late(&mut self, name: &'static str, value: &str) {
        if !value.trim().is_empty() && !self.late.iter().any(|(known, _)| *known == name) {
            self.late.push((name, value.to_owned()));
        }
    }

    /// The feed's own fallbacks are due when its first item begins.
    pub(super) fn flush_feed(&mut self) {
        if self.item_at.is_none() {
            for (name, value) in std::mem::take(&mut self.late) {
                self.put(name, None, &value);
            }
        }
    }

    pub(super) fn write(&mut self, name: &str, kind: Option<&str>, value: &str) {
        self.out.extend(["<", name]);
        if let Some(kind) = kind {
            self.out.extend([" type=\"", kind, "\""]);
        }
        self.out.push('>');
        // One event for the reader instead of one for every `<` of a post.
        if value.contains(['<', '&', '>']) {
            self.out.extend(["<![CDATA[", &value.replace("]]>", "]]]]><![CDATA[>"), "]]>"]);
        } else {
            self.out.push_str(value);
        }
        self.out.extend(["</", name, ">"]);
    }

    pub(super) fn write_category(&mut self, term: &str, label: Option<&str>, scheme: Option<&str>) {
        // Blogger marks what an entry is with a category; that is no subject.
        if term.trim().is_empty() || scheme.is_some_and(|scheme| scheme.ends_with("#kind")) {
            return;
        }
        self.categories += 1;
        if self.categories > MOST_OF_A_KIND {
            return;
        }
        if self.is_atom {
            self.out.push_str("<category");
            for (name, value) in [("term", Some(term.trim())), ("label", label)] {
                if let Some(value) = value {
                    self.out.extend([" ", name, "=\""]);
                    escape(&mut self.out, value);
                    self.out.push('"');
                }
            }
            self.out.push_str("/>");
        } else {
            self.write("category", None, term.trim());
            if let Some(label) = label.filter(|label| *label != term) {
                self.write("category", None, label);
            }
        }
    }
}
