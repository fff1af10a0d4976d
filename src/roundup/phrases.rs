//! Sentence material for the draft and for letters, in Fluent files: one a language, English where there is none.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use crate::model::Lang;

/// The sentence material of one language.
pub(crate) struct Phrases {
    bundle: FluentBundle<FluentResource>,
}

impl Phrases {
    /// The draft's material in a language.
    pub(crate) fn draft(language: &Lang) -> Self {
        match language.primary() {
            "nl" => Self::read("nl", include_str!("../../data/locale/draft.nl.ftl")),
            _ => Self::read("en", include_str!("../../data/locale/draft.en.ftl")),
        }
    }

    /// Words about the health of a feed in a language.
    pub(crate) fn health(language: &Lang) -> Self {
        match language.primary() {
            "nl" => Self::read("nl", include_str!("../../data/locale/health.nl.ftl")),
            _ => Self::read("en", include_str!("../../data/locale/health.en.ftl")),
        }
    }

    /// Words around an edition, its call and the messages about it, in a language.
    pub(crate) fn life(language: &Lang) -> Self {
        match language.primary() {
            "nl" => Self::read("nl", include_str!("../../data/locale/life.nl.ftl")),
            _ => Self::read("en", include_str!("../../data/locale/life.en.ftl")),
        }
    }

    /// Words to a blogger about an entry.
    pub(crate) fn notice(language: &Lang) -> Self {
        match language.primary() {
            "nl" => Self::read("nl", include_str!("../../data/locale/notice.nl.ftl")),
            _ => Self::read("en", include_str!("../../data/locale/notice.en.ftl")),
        }
    }

    /// Words to somebody who sent something in.
    pub(crate) fn receipt(language: &Lang) -> Self {
        match language.primary() {
            "nl" => Self::read("nl", include_str!("../../data/locale/receipt.nl.ftl")),
            _ => Self::read("en", include_str!("../../data/locale/receipt.en.ftl")),
        }
    }

    fn read(tag: &str, source: &str) -> Self {
        // The files are part of the program: a mistake in them is found by the test below, and costs one message only.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let locale: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { bundle }
    }

    /// A message without arguments.
    pub(crate) fn plain(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A message with its arguments.
    pub(crate) fn with(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, argument) in arguments {
            args.set(
                *name,
                match argument {
                    Argument::Text(text) => FluentValue::from(*text),
                    Argument::Count(count) => FluentValue::from(*count),
                },
            );
        }
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A date in words; only where the material has `date`.
    pub(crate) fn date(&self, day: Date) -> String {
        // The year is text: a number would be grouped in some languages.
        let number = |number: i8| Argument::Count(usize::try_from(number).unwrap_or_default());
        let year = day.year().to_string();
        self.with(
            "date",
            &[("day", number(day.day())), ("month", number(day.month())), ("year", Argument::Text(&year))],
        )
    }

    /// Whether there is such a message.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// `a, b and c`.
    pub(crate) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.plain("and")),
        }
    }
}

/// What stands in a message.
#[derive(Clone, Copy)]
pub(crate) enum Argument<'a> {
    /// Words.
    Text(&'a str),
    /// A number, which may choose the form of the message.
    Count(usize),
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::FluentResource;

    #[test]
    fn both_languages_have_the_same_messages() {
        let ids = |source: &str| -> BTreeSet<String> {
            assert!(FluentResource::try_new(source.to_owned()).is_ok(), "a well-formed Fluent file");
            let starts = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
            starts.filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
        };
        let nl = [
            include_str!("../../data/locale/draft.nl.ftl"),
            include_str!("../../data/locale/health.nl.ftl"),
            include_str!("../../data/locale/life.nl.ftl"),
            include_str!("../../data/locale/notice.nl.ftl"),
            include_str!("../../data/locale/receipt.nl.ftl"),
        ];
        let en = [
            include_str!("../../data/locale/draft.en.ftl"),
            include_str!("../../data/locale/health.en.ftl"),
            include_str!("../../data/locale/life.en.ftl"),
            include_str!("../../data/locale/notice.en.ftl"),
            include_str!("../../data/locale/receipt.en.ftl"),
        ];
        assert_eq!(nl.map(ids), en.map(ids));
    }
}
