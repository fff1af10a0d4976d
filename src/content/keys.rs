//! Takes keys out of a TOML table one by one and then names those that nobody asked for.
//!
//! Reading by hand instead of by serde has one reason: serde stops at the first mistake, and a person who mends a file
//! wants to see all of them, each with its place.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    mistakes::Mistakes,
    nearest::{listed, nearest, quoted},
};

/// A value with the key it stands under and its place in the file.
#[derive(Clone, Debug)]
pub(super) struct Value<'v> {
    pub(super) key: &'v str,
    pub(super) toml: &'v DeValue<'v>,
    /// In the file's text.
    pub(super) place: Range<usize>,
    /// Where the TOML begins in the file's text.
    base: usize,
}

impl<'v> Value<'v> {
    /// An element of this array, or a member that is read under this key.
    pub(super) fn inner(&self, item: &'v Spanned<DeValue<'v>>) -> Self {
        Self { key: self.key, toml: item.get_ref(), place: shifted(item.span(), self.base), base: self.base }
    }

    /// The keys of this value, if it is a table.
    pub(super) fn keys(&self) -> Option<Keys<'v>> {
        let table = self.toml.as_table()?;
        Some(Keys { table, place: Some(self.place.clone()), base: self.base, known: Vec::new() })
    }
}

/// The keys of one table.
pub(super) struct Keys<'v> {
    table: &'v DeTable<'v>,
    /// Where to point when a key is missing.
    place: Option<Range<usize>>,
    base: usize,
    known: Vec<&'static str>,
}

/// The TOML that was read, best effort, with every line of it that is no TOML among the mistakes.
pub(super) fn parse<'t>(toml: &'t str, base: usize, mistakes: &mut Mistakes<'_>) -> DeTable<'t> {
    /// The rest would only be counted.
    const ENOUGH: usize = 40;
    let (table, errors) = DeTable::parse_recoverable(toml);
    for error in errors.iter().take(ENOUGH) {
        let place = shifted(error.span().unwrap_or(0..0), base);
        mistakes.broken_line(place, format!("this is no TOML: {}", error.message()), help_for(error.message()));
    }
    table.into_inner()
}

fn help_for(message: &str) -> &'static str {
    if message.contains("duplicate key") {
        "keep one of the two"
    } else if message.contains("date") || message.contains("month") || message.contains("day") {
        "write a date as 2026-05-01 or an instant as 2026-05-22T23:59:59+02:00, without quotes"
    } else {
        "write `key = value`; text stands between double quotes"
    }
}

fn shifted(range: Range<usize>, base: usize) -> Range<usize> {
    range.start + base..range.end + base
}

impl<'v> Keys<'v> {
    /// The keys of a whole document whose TOML begins at `base` and whose mistakes of omission are shown at `place`.
    pub(super) fn new(table: &'v DeTable<'v>, place: Option<Range<usize>>, base: usize) -> Self {
        Self { table, place, base, known: Vec::new() }
    }

    /// The value of `key`, as it is.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Value<'v>> {
        self.known.push(key);
        let (name, value) = self.table.get_key_value(key)?;
        Some(self.value(name, value))
    }

    /// What `read` makes of the value of `key`, if there is one.
    pub(super) fn optional<T>(
        &mut self,
        key: &'static str,
        mistakes: &mut Mistakes<'_>,
        read: impl FnOnce(&Value<'v>, &mut Mistakes<'_>) -> Option<T>,
    ) -> Option<T> {
        self.take(key).and_then(|value| read(&value, mistakes))
    }

    /// As [`Keys::optional`]; a missing key is a mistake. `example` is what could have stood there.
    pub(super) fn required<T>(
        &mut self,
        key: &'static str,
        example: &str,
        mistakes: &mut Mistakes<'_>,
        read: impl FnOnce(&Value<'v>, &mut Mistakes<'_>) -> Option<T>,
    ) -> Option<T> {
        if let Some(value) = self.take(key) {
            return read(&value, mistakes);
        }
        // A key that is misspelt is not missing as well.
        let misspelt = self.unknown().any(|(name, _)| nearest(name, [key]).is_some());
        if !misspelt && !mistakes.has_broken_lines() {
            let (message, help) = (format!("the key `{key}` is missing"), format!("add `{key} = {example}`"));
            match self.place.clone() {
                Some(place) => mistakes.at(place, message, help),
                None => mistakes.anywhere(message, help),
            }
        }
        None
    }

    /// Every key with its value, for tables whose keys are people's own.
    pub(super) fn all(&self) -> impl Iterator<Item = Value<'v>> {
        self.table.iter().map(|(name, value)| self.value(name, value))
    }

    /// The place of a key's name.
    pub(super) fn place_of(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).map(|(name, _)| shifted(name.span(), self.base))
    }

    /// Names the keys that nobody asked for.
    pub(super) fn finish(self, mistakes: &mut Mistakes<'_>) {
        for (name, place) in self.unknown() {
            let unused = self.known.iter().copied().filter(|key| !self.table.contains_key(*key));
            let near = nearest(name, unused).or_else(|| nearest(name, self.known.iter().copied()));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known keys: {}", listed(self.known.iter().copied())),
            };
            mistakes.at(place, format!("unknown key {}", quoted(name)), help);
        }
    }

    fn unknown(&self) -> impl Iterator<Item = (&'v str, Range<usize>)> {
        let (known, base) = (&self.known, self.base);
        self.table
            .keys()
            .filter(|name| !known.contains(&name.get_ref().as_ref()))
            .map(move |name| (name.get_ref().as_ref(), shifted(name.span(), base)))
    }

    fn value(&self, name: &'v Spanned<std::borrow::Cow<'v, str>>, value: &'v Spanned<DeValue<'v>>) -> Value<'v> {
        Value {
            key: name.get_ref().as_ref(),
            toml: value.get_ref(),
            place: shifted(value.span(), self.base),
            base: self.base,
        }
    }
}
