//! The text a host can start from: plain Markdown that may be edited anywhere, publishable on any day of the edition.

mod block;

pub use block::Block;

use super::{
    CollectedEdition,
    markdown::{escape, link},
    phrases::{
        Argument::{Count, Text},
        Phrases,
    },
    shared_words::shared_words,
};
use crate::model::{Attribution, Citation, Entry, EntryKind, Form, Lang, Summary, SummaryBy};

/// What marks the definitions of a draft: the theme sets them in columns.
pub const SIDE_BY_SIDE: &str = "class=\"side-by-side\"";

/// The title of a draft.
#[must_use]
pub fn title(collected: &CollectedEdition) -> String {
    let theme = &collected.edition.theme;
    let mut letters = theme.chars();
    let theme = letters.next().map(|c| c.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default();
    Phrases::draft(&collected.edition.language).with("title", &[("theme", Text(&theme))])
}

/// Drafts the body of `roundup.md`.
#[must_use]
pub fn body(collected: &CollectedEdition) -> String {
    let mut body = blocks(collected).into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n");
    body.push('\n');
    body
}

/// The draft in pieces.
#[must_use]
pub fn blocks(collected: &CollectedEdition) -> Vec<Block> {
    let draft = Draft { collected, phrases: Phrases::draft(&collected.edition.language) };
    let parts = [
        ("opening", draft.opening()),
        ("definitions", draft.definitions()),
        ("entries", draft.entries()),
        ("threads", draft.threads()),
        ("closing", draft.closing()),
    ];
    let full = parts.into_iter().filter(|(_, part)| !part.is_empty());
    full.map(|(id, part)| Block::new(id, part.join("\n\n"))).collect()
}

struct Draft<'a> {
    collected: &'a CollectedEdition,
    phrases: Phrases,
}

type Part = Vec<String>;

impl Draft<'_> {
    fn opening(&self) -> Part {
        let Self { collected, phrases } = self;
        let mut names: Vec<&str> = Vec::new();
        for entry in &collected.entries {
            if !names.contains(&entry.author.name.as_str()) {
                names.push(&entry.author.name);
            }
        }
        let listed = phrases.list(&names.iter().map(|name| escape(name)).collect::<Vec<_>>());
        let theme = escape(&collected.edition.theme);
        let mut text = phrases
            .with("opening", &[("theme", Text(&theme)), ("count", Count(names.len())), ("names", Text(&listed))]);
        if collected.entries.len() > names.len() {
            text.push(' ');
            text += &phrases.with("opening-entries", &[("entries", Count(collected.entries.len()))]);
        }
        let mut foreign: Vec<(&str, usize)> = Vec::new();
        for entry in &collected.entries {
            let language = entry.language.primary();
            if language != collected.edition.language.primary() {
                match foreign.iter_mut().find(|(seen, _)| *seen == language) {
                    Some((_, count)) => *count += 1,
                    None => foreign.push((language, 1)),
                }
            }
        }
        for (language, count) in foreign {
            let id = format!("language-{language}");
            if phrases.has(&id) {
                let language = phrases.plain(&id);
                text.push(' ');
                text += &phrases.with("opening-languages", &[("count", Count(count)), ("language", Text(&language))]);
            }
        }
        vec![text, "{{ ride() }}".to_owned()]
    }

    fn definitions(&self) -> Part {
        let cited: Vec<(&Entry, &Citation)> =
            self.collected.entries.iter().flat_map(|e| e.definitions.iter().map(move |d| (e, d))).collect();
        if cited.is_empty() {
            return Part::new();
        }
        let theme = escape(&self.collected.edition.theme);
        let mut part = vec![
            format!("## {}", self.phrases.with("definitions-heading", &[("theme", Text(&theme))])),
            self.phrases.with("definitions-opening", &[("count", Count(cited.len())), ("theme", Text(&theme))]),
        ];
        // Markdown has no columns: the HTML around each pair is all that puts them side by side.
        part.push(format!("<div {SIDE_BY_SIDE}>\n<div>"));
        let mut own = 0;
        for (at, (entry, definition)) in cited.iter().enumerate() {
            if at > 0 {
                part.push("</div>\n<div>".to_owned());
            }
            part.push(self.definition_frame(entry, definition, &mut own));
            part.push(self.passage(&definition.text, &definition.language, definition.form));
        }
        part.push("</div>\n</div>".to_owned());
        part.extend(self.what_stands_out(&cited));
        part
    }

    /// Who says it, or who shares whose: a sharer is not an originator.
    fn definition_frame(&self, entry: &Entry, definition: &Citation, own: &mut usize) -> String {
        let author = entry.author.name.as_str();
        let name = link(author, entry.url.as_ref());
        let somebody = |who: &Option<Attribution>| match who {
            Some(Attribution::Person(name)) if name != author => Some(name.clone()),
            _ => None,
        };
        let named = somebody(&definition.originator)
            .or_else(|| somebody(&definition.speaker).filter(|_| definition.originator.is_none()));
        // The author's own words, somebody's by name, or nobody knows whose.
        let originator = (named.is_some() || definition.originator.is_none()).then_some(named);
        let id = match (&originator, entry.by_host) {
            (None, true) => "definition-host".to_owned(),
            (None, false) => {
                *own += 1;
                format!("definition-own-{}", (*own - 1) % 5 + 1)
            }
            (Some(Some(_)), true) => "definition-host-shared".to_owned(),
            (Some(Some(_)), false) => "definition-shared".to_owned(),
            (Some(None), true) => "definition-host-shared-unknown".to_owned(),
            (Some(None), false) => "definition-shared-unknown".to_owned(),
        };
        let originator = escape(originator.flatten().as_deref().unwrap_or_default());
        self.phrases.with(&id, &[("name", Text(&name)), ("originator", Text(&originator))])
    }

    /// The word that most authors share, if two do.
    fn what_stands_out(&self, cited: &[(&Entry, &Citation)]) -> Option<String> {
        let shared = shared_words(cited.iter().map(|(_, definition)| *definition), &self.collected.edition);
        let users = shared.into_iter().map(|word| {
            let mut names: Vec<String> = Vec::new();
            for name in word.definitions.iter().map(|&at| escape(&cited[at].0.author.name)) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
            (escape(&word.label), names)
        });
        let (word, names) = users.filter(|(_, names)| names.len() >= 2).max_by_key(|(_, names)| names.len())?;
        Some(match names.as_slice() {
            [first, second] => self.phrases.with(
                "definitions-shared-word-two",
                &[("first", Text(first)), ("second", Text(second)), ("word", Text(&word))],
            ),
            _ => self
                .phrases
                .with("definitions-shared-word", &[("names", Text(&self.phrases.list(&names))), ("word", Text(&word))]),
        })
    }

    fn entries(&self) -> Part {
        if self.collected.entries.is_empty() {
            return Part::new();
        }
        let mut part = vec![format!("## {}", self.phrases.plain("entries-heading")), "{{ entries() }}".to_owned()];
        part.extend(self.collected.entries.iter().enumerate().map(|(at, entry)| self.entry(entry, at)));
        part
    }

    /// A paragraph: name and linked title first, then what the entry says.
    fn entry(&self, entry: &Entry, at: usize) -> String {
        let name = format!("**{}**", escape(&entry.author.name));
        let title = link(&entry.title, entry.url.as_ref());
        let blog = entry.guest_of.as_deref().unwrap_or_default();
        let id = match (entry.by_host, entry.kind) {
            (true, _) => "entry-host".to_owned(),
            (false, EntryKind::Mini) => "entry-mini".to_owned(),
            (false, _) if entry.guest_of.is_some() => "entry-guest".to_owned(),
            (false, _) => format!("entry-{}", at % 4 + 1),
        };
        let mut text =
            self.phrases.with(&id, &[("name", Text(&name)), ("title", Text(&title)), ("blog", Text(&escape(blog)))]);
        if entry.kind == EntryKind::Mini
            && let Some(own) = entry.quotes.first()
        {
            text.push(' ');
            text += &self.in_quotes(&escape(&own.text), &own.language);
        }
        let told = |summary: &&Summary| entry.kind != EntryKind::Mini || summary.by == SummaryBy::Host;
        if let Some(summary) = entry.summary.as_ref().filter(told) {
            text.push(' ');
            match summary.by {
                SummaryBy::Host => text += &escape(&summary.text),
                SummaryBy::Command => {
                    let words = self.in_language(escape(&summary.text), &entry.language);
                    text += &self.phrases.with("entry-by-command", &[("words", Text(&words))]);
                }
                SummaryBy::Machine | SummaryBy::Author => {
                    let words = self.in_quotes(&escape(&summary.text), &entry.language);
                    // “In their own words” is nothing to say of oneself.
                    let id =
                        if entry.by_host { "entry-words-2".to_owned() } else { format!("entry-words-{}", at % 3 + 1) };
                    text += &self.phrases.with(&id, &[("words", Text(&words))]);
                }
            }
        }
        text
    }

    fn threads(&self) -> Part {
        if self.collected.threads.is_empty() {
            return Part::new();
        }
        let mut part = vec![format!("## {}", self.phrases.plain("threads-heading"))];
        for thread in &self.collected.threads {
            let entries: Vec<_> =
                thread.entries.iter().filter_map(|id| self.collected.entries.iter().find(|e| &e.id == id)).collect();
            let names: Vec<_> = entries.iter().map(|e| link(&e.author.name, e.url.as_ref())).collect();
            let subject = escape(&thread.subject);
            let mut letters = thread.subject.chars();
            let heading: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            part.push(format!("### {}", escape(&heading)));
            let names = self.phrases.list(&names);
            part.push(self.phrases.with("thread", &[("names", Text(&names)), ("subject", Text(&subject))]));
            if let Some((id, words)) = &thread.quote
                && let Some(entry) = entries.iter().find(|e| &e.id == id)
            {
                part.push(self.passage(words, &entry.language, Form::Verbatim));
                let name = escape(&entry.author.name);
                let title = link(&entry.title, entry.url.as_ref());
                part.push(self.phrases.with("thread-quote", &[("name", Text(&name)), ("title", Text(&title))]));
            }
        }
        part
    }

    fn closing(&self) -> Part {
        let theme = escape(&self.collected.edition.theme);
        vec![
            format!("## {}", self.phrases.plain("closing-heading")),
            self.phrases.with("closing", &[("theme", Text(&theme))]),
        ]
    }

    /// A passage of its own. Markdown cannot say which language it is in, so a foreign one gets the HTML element.
    fn passage(&self, words: &str, language: &Lang, form: Form) -> String {
        let words = escape(words);
        if form == Form::Paraphrase {
            words
        } else if language.primary() == self.collected.edition.language.primary() {
            format!("> {words}")
        } else {
            format!("<blockquote lang=\"{language}\">\n\n{words}\n\n</blockquote>")
        }
    }

    fn in_quotes(&self, words: &str, language: &Lang) -> String {
        // Words that hold quotation marks of their own get the other kind around them.
        let marks = if words.contains(['“', '”', '„', '"']) {
            ["quote-open-inner", "quote-close-inner"]
        } else {
            ["quote-open", "quote-close"]
        };
        let quoted = format!("{}{words}{}", self.phrases.plain(marks[0]), self.phrases.plain(marks[1]));
        self.in_language(quoted, language)
    }

    /// Words within a paragraph, marked when they are in another language than the edition.
    fn in_language(&self, words: String, language: &Lang) -> String {
        if language.primary() == self.collected.edition.language.primary() {
            words
        } else {
            format!("<span lang=\"{language}\">{words}</span>")
        }
    }
}
