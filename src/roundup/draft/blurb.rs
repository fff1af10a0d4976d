//! What is told of one entry: its author and its title first, then what the author does in it, then what it comes to.
//! 50 to 80 words, in a crowd fewer.
//!
//! The program writes no sentence about what a post says: it lets the post say it, in one or two sentences between
//! quotation marks, and says around them what it knows for certain (who else has a say in it, which words keep coming
//! back, whose stand beside it, what it ends by asking). The host's own blurb stands as it is.

use std::collections::BTreeSet;

use super::{
    super::{
        markdown::{escape, link, to_plain},
        phrases::Argument::{self, Count, Text},
    },
    about::telling_words,
    definitions::{Origin, origin},
    ledger::{CROWD, Ledger},
    voice::{Voice, turn},
};
use crate::{
    model::{Attribution, Citation, Entry, EntryKind, Form, SummaryBy, address},
    text::token,
};

/// A blurb shorter than this says too little …
const LEAST: usize = 30;
/// … and in a crowd this is the most it is given.
const CROWD_WORDS: usize = 45;
/// An entry of fewer words is short.
const SHORT: usize = 150;
/// An entry of more words takes time.
const LONG: usize = 900;
/// What an author tells takes at least this many words …
const SHORTEST_SCENE: usize = 7;
/// … and what else is quoted this many.
const SHORTEST_PASSAGE: usize = 5;
/// A passage about a topic that says less than this of it is no sentence to remember.
const MEMORABLE: f64 = 0.4;
/// Passages of more words are for the post itself.
const LONGEST_PASSAGE: usize = 30;

/// The paragraph about an entry. `again` says that its author has had one before; `before` is the frame of the last one.
pub(super) fn of<'a>(
    voice: &Voice<'a>,
    ledger: &mut Ledger<'a>,
    entry: &'a Entry,
    again: bool,
    before: &mut Option<String>,
) -> String {
    let opening = opening(voice, entry, again, before);
    let told = entry.summary.as_ref().and_then(|summary| match summary.by {
        SummaryBy::Host => Some(escape(&summary.text)),
        SummaryBy::Command => {
            let words = voice.marked(escape(&summary.text), &entry.language);
            Some(voice.say("entry-by-command", &[("words", Text(&words))]))
        }
        SummaryBy::Machine | SummaryBy::Author => None,
    });
    if entry.kind == EntryKind::Mini {
        return mini(voice, ledger, entry, opening, told.as_deref());
    }
    if let Some(told) = told {
        return format!("{opening} {told}");
    }
    let blurb = Blurb { voice, entry, turn: turn(&entry.id) };
    let (text, passages) = blurb.write(&opening, ledger);
    ledger.quote_in_blurb(entry, &passages);
    text
}

/// A short message is quoted whole, where it is short enough.
fn mini<'a>(
    voice: &Voice<'a>,
    ledger: &mut Ledger<'a>,
    entry: &'a Entry,
    opening: String,
    told: Option<&str>,
) -> String {
    let mut text = opening;
    if let Some(own) = entry.quotes.first().filter(|own| own.form == Form::Verbatim && ledger.is_short(&own.text)) {
        text.push(' ');
        text += &voice.quoted(&own.text, &own.language);
        ledger.quote_in_blurb(entry, &[&own.text]);
    }
    if let Some(told) = told {
        text.push(' ');
        text += told;
    }
    text
}

/// Name and linked title, in a sentence that says what kind of entry it is where that is something to say.
fn opening(voice: &Voice<'_>, entry: &Entry, again: bool, before: &mut Option<String>) -> String {
    let name = format!("**{}**", escape(&entry.author.name));
    let title = link(&entry.title, entry.url.as_ref());
    let blog = entry.guest_of.as_deref().map(escape).unwrap_or_default();
    let language = format!("language-{}", entry.language.primary());
    let language = if voice.is_foreign(&entry.language) && voice.can_say(&language) {
        voice.say(&language, &[])
    } else {
        String::new()
    };
    let lent = entry.definitions.iter().find_map(|definition| match origin(entry, definition) {
        Origin::Somebody(who) => Some(escape(who)),
        _ => None,
    });
    let words = entry.snapshot.as_ref().map_or(usize::MAX, |snapshot| snapshot.words);
    let first = voice.collected.entries.first().is_some_and(|first| first.id == entry.id);
    let originator = lent.clone().unwrap_or_default();
    let arguments: [(&str, Argument<'_>); 5] = [
        ("name", Text(&name)),
        ("title", Text(&title)),
        ("blog", Text(&blog)),
        ("language", Text(&language)),
        ("originator", Text(&originator)),
    ];
    let special = if entry.by_host {
        Some(if again { "entry-host-again" } else { "entry-host" })
    } else if entry.kind == EntryKind::Mini {
        Some("entry-mini")
    } else if entry.guest_of.is_some() {
        Some("entry-guest")
    } else if again {
        Some("entry-again")
    } else if first && voice.collected.entries.len() > 2 {
        Some("entry-first")
    } else if words < SHORT {
        Some("entry-short")
    } else if lent.is_some() {
        Some("entry-shares")
    } else if !language.is_empty() {
        Some("entry-foreign")
    } else {
        None
    };
    // A frame of its own may come back, but not at once, unless it says what readers have to know.
    let must = entry.by_host || entry.kind == EntryKind::Mini || entry.guest_of.is_some();
    if let Some(id) = special.filter(|id| must || before.as_deref() != Some(id)) {
        *before = Some(id.to_owned());
        return voice.say(id, &arguments);
    }
    let written = voice.vary("entry", turn(&entry.id), &arguments);
    let frame = |written: &str| written.replace(&name, "").replace(&title, "");
    let written = if before.as_deref() == Some(frame(&written).as_str()) {
        voice.vary("entry", turn(&entry.id) + 1, &arguments)
    } else {
        written
    };
    *before = Some(frame(&written));
    written
}

struct Blurb<'v, 'a> {
    voice: &'v Voice<'a>,
    entry: &'a Entry,
    turn: usize,
}

/// What a sentence of a blurb is about, in the order of telling.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Length,
    Scene,
    Words,
    Voices,
    Cites,
    Point,
    Definition,
    Kin,
    Question,
    Go,
    More,
}

impl<'a> Blurb<'_, 'a> {
    /// The text and which passages it quotes.
    fn write(&self, opening: &str, ledger: &Ledger<'a>) -> (String, Vec<&'a str>) {
        let policy = &self.voice.collected.quotation;
        let crowd = self.voice.collected.entries.len() >= CROWD;
        let most = policy.summary_max_words.min(if crowd { CROWD_WORDS } else { usize::MAX }).max(LEAST);
        let aim = policy.summary_min_words.min(if crowd { LEAST + 2 } else { usize::MAX }).clamp(LEAST, most);
        let mut length = length(opening);
        let mut told: Vec<(Part, String)> = Vec::new();
        let mut quoted: Vec<&'a str> = Vec::new();
        let mut quotable = ledger.thrift.blurb_words;
        if !ledger.may_quote(&self.entry.author.name) {
            quotable = 0;
        }
        // What is worth most comes first; the rest fills up what is left of the measure.
        let (first, second) =
            if self.turn.is_multiple_of(2) { (Part::Kin, Part::Words) } else { (Part::Words, Part::Kin) };
        let order = [
            Part::Scene,
            Part::Question,
            Part::Point,
            Part::Voices,
            Part::Cites,
            first,
            second,
            Part::Definition,
            Part::Length,
            Part::Go,
            Part::More,
        ];
        for part in order {
            // A post's own question and a second sentence are worth more room than the measure asks for.
            let enough = if matches!(part, Part::Question | Part::Point) { aim + 10 } else { aim };
            if length >= enough && part != Part::Scene || matches!(part, Part::Go | Part::More) && length >= LEAST {
                continue;
            }
            let passage = match part {
                Part::Scene => self.scene(ledger, quotable),
                Part::Point => self.point(ledger, quotable, &quoted),
                Part::Question => self.question(ledger, quotable),
                _ => None,
            };
            let sentence = match (part, passage) {
                (Part::Scene | Part::Point | Part::Question, None) => None,
                (_, Some(words)) => Some(self.quoting(part, words)),
                (_, None) => self.fact(part),
            };
            let Some(sentence) = sentence else { continue };
            let words = self::length(&sentence);
            if length + words > most {
                continue;
            }
            if let Some(words) = passage {
                quotable = quotable.saturating_sub(token::count(words));
                quoted.push(words);
            }
            length += words;
            told.push((part, sentence));
        }
        told.sort_by_key(|(part, _)| *part);
        let text = std::iter::once(opening.to_owned()).chain(told.into_iter().map(|(_, sentence)| sentence));
        (text.collect::<Vec<_>>().join(" "), quoted)
    }

    fn quoting(&self, part: Part, words: &str) -> String {
        let quoted = self.voice.quoted(words, &self.entry.language);
        let id = match part {
            Part::Scene => "scene",
            Part::Point => "point",
            _ => "question",
        };
        self.say(id, &[("words", Text(&quoted))])
    }

    /// One of the frames of a kind, with the author's first name; of the host's own entry in the first person.
    fn say(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let first = self.voice.short(&self.entry.author.name);
        let mut all = vec![("first", Text(&first))];
        all.extend_from_slice(arguments);
        let who = if self.entry.by_host { "entry-host" } else { "entry" };
        // The frames of one paragraph need not all have the same number.
        self.voice.vary(&format!("{who}-{id}"), self.turn + id.len(), &all)
    }

    /// What can be said without anybody's words.
    fn fact(&self, part: Part) -> Option<String> {
        let entry = self.entry;
        let said = |names: Vec<String>, id: &str| {
            let listed = self.voice.some(&names);
            (!names.is_empty()).then(|| self.say(id, &[("names", Text(&listed)), ("count", Count(names.len()))]))
        };
        match part {
            Part::Voices => said(self.voices(), "voices"),
            Part::Cites => said(self.cites(), "cites"),
            Part::Words => {
                let (words, often) = telling_words(self.voice, entry);
                let id = if often { "words" } else { "about" };
                (words.len() > 1).then(|| self.say(id, &[("words", Text(&self.voice.words(&words)))]))
            }
            Part::Kin => {
                // The smaller the thread, the nearer its people.
                let threads = self.voice.collected.threads.iter().filter(|thread| thread.entries.contains(&entry.id));
                let thread = threads.min_by_key(|thread| thread.entries.len())?;
                let others: Vec<&Entry> =
                    self.voice.members(thread).into_iter().filter(|e| e.author != entry.author).collect();
                let names = self.voice.shorts(others.iter().copied().take(2));
                let word = self.voice.words(std::slice::from_ref(&thread.subject));
                let listed = self.voice.list(&names);
                (!names.is_empty()).then(|| {
                    let arguments = [("names", Text(&listed)), ("count", Count(names.len())), ("word", Text(&word))];
                    self.say("kin", &arguments)
                })
            }
            Part::Definition => match entry.definitions.first().map(|definition| origin(entry, definition))? {
                Origin::Somebody(who) => Some(self.say("definition-of", &[("originator", Text(&escape(who)))])),
                Origin::Own | Origin::Unknown => Some(self.say("definition", &[])),
            },
            Part::Length => {
                let words = entry.snapshot.as_ref()?.words;
                let rounded = words / 100 * 100;
                (words > LONG).then(|| self.say("long", &[("count", Count(rounded))]))
            }
            Part::Go => Some(self.say("go", &[])),
            Part::More => Some(self.say("more", &[])),
            Part::Scene | Part::Point | Part::Question => None,
        }
    }

    /// Who else has a say in the entry: no contributors, who have a paragraph of their own.
    fn voices(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for quote in &self.entry.quotes {
            let name = match &quote.speaker {
                Some(Attribution::Person(name)) if is_name(name) && !self.is_told(name) => escape(name),
                // A description is in the words, and so in the language, of the entry.
                Some(who @ Attribution::Described(name))
                    if !who.is_bare() && !self.voice.is_foreign(&quote.language) =>
                {
                    escape(name)
                }
                _ => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.truncate(3);
        names
    }

    /// Whether somebody has a paragraph of their own, or stands in this one already.
    fn is_told(&self, name: &str) -> bool {
        let lent = |definition: &Citation| origin(self.entry, definition) == Origin::Somebody(name);
        self.voice.collected.entries.iter().any(|entry| entry.author.name == name)
            || self.entry.definitions.iter().any(lent)
    }

    /// Other contributors whom the entry quotes or links to.
    fn cites(&self) -> Vec<String> {
        let linked: BTreeSet<String> = self.entry.links.iter().map(|link| address::key(&link.url)).collect();
        let quoted = |other: &Entry| {
            let by = |quote: &Citation| matches!(&quote.speaker, Some(Attribution::Person(name)) if *name == other.author.name);
            self.entry.quotes.iter().any(by)
        };
        let others = self.voice.collected.entries.iter().filter(|other| {
            other.author.name != self.entry.author.name
                && (quoted(other) || other.url.as_ref().is_some_and(|url| linked.contains(&address::key(url))))
        });
        let mut names = self.voice.shorts(others);
        names.truncate(3);
        names
    }

    /// What the author does or tells: the first sentence of the summary that is no definition.
    fn scene(&self, ledger: &Ledger<'_>, quotable: usize) -> Option<&'a str> {
        self.passages().into_iter().find(|words| token::count(words) >= SHORTEST_SCENE && fits(ledger, words, quotable))
    }

    /// What it comes to: the passage worth most, of another sentence.
    fn point(&self, ledger: &Ledger<'_>, quotable: usize, quoted: &[&str]) -> Option<&'a str> {
        let may = |words: &&'a str| {
            fits(ledger, words, quotable) && !quoted.iter().any(|q| q.contains(words) || words.contains(q))
        };
        // The end of a summary is where a post arrives.
        let summary = self.summary().into_iter().rev().find(|words| may(words));
        summary.or_else(|| self.passages().into_iter().find(|words| may(words)))
    }

    fn question(&self, ledger: &Ledger<'_>, quotable: usize) -> Option<&'a str> {
        let question = self.entry.question.as_ref()?.text.as_str();
        fits(ledger, question, quotable).then_some(question)
    }

    /// The sentences of the summary, then what the entry says about its topics.
    fn passages(&self) -> Vec<&'a str> {
        let mut topics: Vec<&Citation> = self.entry.topics.iter().filter_map(|topic| topic.passage.as_ref()).collect();
        topics.retain(|passage| passage.score >= MEMORABLE);
        topics.sort_by(|a, b| b.score.total_cmp(&a.score));
        self.summary().into_iter().chain(topics.into_iter().map(|passage| passage.text.as_str())).collect()
    }

    fn summary(&self) -> Vec<&'a str> {
        let sentences = self.entry.summary.as_ref().map(|summary| summary.sentences.as_slice());
        sentences.unwrap_or_default().iter().map(String::as_str).collect()
    }
}

/// Whether words may stand here: short enough, a sentence of the author's alone, not said elsewhere in the draft.
fn fits(ledger: &Ledger<'_>, words: &str, quotable: usize) -> bool {
    let count = token::count(words);
    (SHORTEST_PASSAGE..=LONGEST_PASSAGE.min(quotable)).contains(&count)
        && words.ends_with(['.', '!', '?', '…'])
        && !words.contains(['“', '”', '„', '"', '\n'])
        && ledger.is_short(words)
        && !ledger.is_said(words)
}

/// Whether a name reads as one: few words, all with a capital but particles.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| !word.starts_with(char::is_lowercase);
    words.len() <= 5 && words.iter().all(|word| capital(word) || word.chars().count() <= 3)
}

fn length(markdown: &str) -> usize {
    token::count(&to_plain(markdown))
}
