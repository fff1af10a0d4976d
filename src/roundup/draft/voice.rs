//! How a draft speaks: frames in the edition's language, quotation marks, passages.

use super::{
    super::{
        CollectedEdition, Thread,
        markdown::escape,
        phrases::{
            Argument::{self, Text},
            Phrases,
        },
    },
    Extent,
    names::Names,
};
use crate::model::{Entry, Form, Lang};

/// More names than this are a crowd: some are named, the others counted.
const NAMED: usize = 12;

/// No frame has more variants than this.
const MOST_FRAMES: usize = 20;

/// The frames of one draft, and what all of its parts look at.
pub(super) struct Voice<'a> {
    /// What is drafted.
    pub(super) collected: &'a CollectedEdition,
    /// How much of it.
    pub(super) extent: Extent,
    phrases: Phrases,
    names: Names,
    theme: String,
}

impl<'a> Voice<'a> {
    pub(super) fn new(collected: &'a CollectedEdition, extent: Extent) -> Self {
        Self {
            collected,
            extent,
            phrases: Phrases::draft(&collected.edition.language),
            names: Names::of(collected),
            theme: escape(&collected.edition.theme),
        }
    }

    /// A frame; `$theme` is always there.
    pub(super) fn say(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let mut all = vec![("theme", Text(&self.theme))];
        all.extend_from_slice(arguments);
        self.phrases.with(id, &all)
    }

    /// One of the frames `id-1`, `id-2` …; the same for the same turn.
    pub(super) fn vary(&self, id: &str, turn: usize, arguments: &[(&str, Argument<'_>)]) -> String {
        let frames = (1..=MOST_FRAMES).take_while(|n| self.phrases.has(&format!("{id}-{n}"))).count();
        self.say(&format!("{id}-{}", turn % frames.max(1) + 1), arguments)
    }

    /// Whether there is a frame.
    pub(super) fn can_say(&self, id: &str) -> bool {
        self.phrases.has(id)
    }

    /// `a, b and c`.
    pub(super) fn list(&self, items: &[String]) -> String {
        self.phrases.list(items)
    }

    /// The same where there may be hundreds: some of them, and how many others.
    pub(super) fn some(&self, items: &[String]) -> String {
        if items.len() <= NAMED + NAMED / 2 {
            return self.list(items);
        }
        let others = self.say("others", &[("count", Argument::Count(items.len() - NAMED))]);
        format!("{} {others}", items[..NAMED].join(", "))
    }

    /// Somebody who has been named before.
    pub(super) fn short(&self, name: &str) -> String {
        escape(self.names.short(name))
    }

    /// The short names of several entries' authors, each once.
    pub(super) fn shorts<'e>(&self, entries: impl IntoIterator<Item = &'e Entry>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for entry in entries {
            let name = self.short(&entry.author.name);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The entries of a thread.
    pub(super) fn members(&self, thread: &Thread) -> Vec<&'a Entry> {
        let entries = &self.collected.entries;
        thread.entries.iter().filter_map(|id| entries.iter().find(|entry| &entry.id == id)).collect()
    }

    /// Whether words are in another language than the draft.
    pub(super) fn is_foreign(&self, language: &Lang) -> bool {
        language.primary() != self.collected.edition.language.primary()
    }

    /// A passage of its own. Markdown cannot say which language it is in, so a foreign one gets the HTML element.
    pub(super) fn passage(&self, words: &str, language: &Lang, form: Form) -> String {
        let words = escape(words);
        if form == Form::Paraphrase {
            words
        } else if self.is_foreign(language) {
            format!("<blockquote lang=\"{language}\">\n\n{words}\n\n</blockquote>")
        } else {
            format!("> {words}")
        }
    }

    /// Words between quotation marks; around marks of their own stands the other kind.
    pub(super) fn quoted(&self, words: &str, language: &Lang) -> String {
        let marks = if words.contains(['“', '”', '„', '"']) {
            ["quote-open-inner", "quote-close-inner"]
        } else {
            ["quote-open", "quote-close"]
        };
        let quoted = format!("{}{}{}", self.phrases.plain(marks[0]), escape(words), self.phrases.plain(marks[1]));
        self.marked(quoted, language)
    }

    /// Markdown within a paragraph, marked when it is in another language than the draft.
    pub(super) fn marked(&self, text: String, language: &Lang) -> String {
        if self.is_foreign(language) { format!("<span lang=\"{language}\">{text}</span>") } else { text }
    }

    /// Single words as words: in italics.
    pub(super) fn words(&self, words: &[String]) -> String {
        self.list(&words.iter().map(|word| format!("*{}*", escape(word))).collect::<Vec<_>>())
    }
}

/// A turn for [`Voice::vary`] that hangs on what is spoken of and nothing else.
pub(super) fn turn(of: &str) -> usize {
    usize::from(blake3::hash(of.as_bytes()).as_bytes()[0])
}

/// With a capital in front.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
