//! The annotations: what a careful reader found in the texts, as the files in `labels/` say it. The README beside this
//! file has the guideline and the format.

use std::{
    fmt, fs, io,
    ops::Range,
    path::{Path, PathBuf},
};

use blogkermis::{
    model::{Lang, Person},
    text::Document,
};
use serde::Deserialize;

/// Where the annotations stand.
pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/annotations");

/// Half of the documents is for writing rules and fitting weights, half only for checking them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// May be looked at.
    Tuning,
    /// Only figures leave it.
    HeldOut,
}

impl Half {
    /// The half of a document: an even first hexadecimal digit of the BLAKE3 hash of its name is tuning.
    pub fn of(name: &str) -> Self {
        if blake3::hash(name.as_bytes()).as_bytes()[0] & 0x10 == 0 { Self::Tuning } else { Self::HeldOut }
    }
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tuning => "tuning",
            Self::HeldOut => "held-out",
        })
    }
}

/// A stretch of the text in code points: start and end.
type At = [usize; 2];

/// A passage that says what a term means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// Where it stands.
    pub at: At,
    /// What is defined.
    pub term: String,
    /// 1: the theme or a kind of it; 2: another concept.
    pub level: u8,
    /// Whose words or thought it is, when not the author's.
    pub speaker: Option<String>,
    /// Said to hold for the speaker only.
    #[serde(default)]
    pub personal: bool,
    /// Borderline: finding it is neither right nor wrong.
    #[serde(default)]
    pub optional: bool,
}

/// What stands between quotation marks, or in a block quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Somebody's words.
    Quote,
    /// A word at arm's length.
    Scare,
    /// Of a book, a post, a talk.
    Title,
    /// What people or things go by.
    Name,
    /// A word spoken of as a word.
    Term,
}

/// A passage between quotation marks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// Where it stands, marks included.
    pub at: At,
    /// What it is.
    pub kind: QuoteKind,
    /// Who says it, as the text has it; `self` is the author; nothing: the text does not say.
    pub speaker: Option<String>,
    /// Borderline.
    #[serde(default)]
    pub optional: bool,
}

/// What a sentence of running text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// A definition, or part of one.
    Definition,
    /// Part of a borderline one.
    Optional,
    /// Neither.
    Plain,
}

/// A sentence of running text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// Where it stands.
    pub at: At,
    /// The first twelve hexadecimal digits of the BLAKE3 hash of its text.
    pub hash: String,
    /// What it is.
    pub label: Label,
}

/// The labels of one document, as `labels/NAME.toml` has them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// The language of the text.
    pub language: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// The theme, as a host would name it.
    pub theme: Vec<String>,
    /// Where the text stands in this folder; nothing: it is not ours.
    pub text: Option<PathBuf>,
    /// The file of the shared data that has it.
    pub source: Option<PathBuf>,
    /// Its id in that file.
    pub id: Option<String>,
    /// Where the text was published.
    pub repository: Option<String>,
    /// The licence of somebody else's text.
    pub licence: Option<String>,
    /// Its definitions, in order.
    pub definitions: Vec<Definition>,
    /// What stands between quotation marks, in order; in somebody else's text only what the source labels.
    pub quotes: Vec<Quote>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// A text with its labels.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The name of the file of labels.
    pub name: String,
    /// What was found in it.
    pub labels: Labels,
    /// Markdown; `None` when the text is not ours and is not at hand.
    pub text: Option<String>,
}

impl Annotated {
    /// Which half it belongs to.
    pub fn half(&self) -> Half {
        Half::of(&self.name)
    }

    /// Whether the text was written for this project.
    pub fn is_own(&self) -> bool {
        self.labels.text.is_some()
    }

    /// Its language.
    pub fn language(&self) -> Option<Lang> {
        Lang::parse(&self.labels.language)
    }

    /// Its author.
    pub fn author(&self) -> Option<Person> {
        self.labels.author.as_ref().map(Person::named)
    }

    /// The text as a reader of the feed gets it.
    pub fn document(&self) -> Option<Document> {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(self.text.as_deref()?));
        Some(Document::from_html(&html, self.language().as_ref()))
    }

    /// A stretch of the Markdown; `None` when it does not lie in the text.
    pub fn slice(&self, at: At) -> Option<&str> {
        let text = self.text.as_deref()?;
        text.get(bytes(text, at)?)
    }
}

/// From code points to bytes.
fn bytes(text: &str, [start, end]: At) -> Option<Range<usize>> {
    let mut starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let first = starts.nth(start)?;
    let last = if end > start { starts.nth(end - start - 1)? } else { return None };
    Some(first..last)
}

/// Reads all annotations by name. `shared` is the folder that holds the texts of others, when there is one.
///
/// # Errors
///
/// A file of labels that cannot be read, or that does not have the format.
pub fn load(shared: Option<&Path>) -> io::Result<Vec<Annotated>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(Path::new(FOLDER).join("labels"))?.map(|file| Ok(file?.path())).collect::<io::Result<_>>()?;
    files.sort();
    files.iter().map(|file| read(file, shared)).collect()
}

fn read(file: &Path, shared: Option<&Path>) -> io::Result<Annotated> {
    let bad = |problem: &dyn fmt::Display| io::Error::other(format!("{}: {problem}", file.display()));
    let labels: Labels = toml::from_str(&fs::read_to_string(file)?).map_err(|error| bad(&error))?;
    let text = match (&labels.text, &labels.source, &labels.id, shared) {
        (Some(own), ..) => Some(fs::read_to_string(Path::new(FOLDER).join(own))?),
        (None, Some(source), Some(id), Some(shared)) => line_of(&shared.join(source), id)?,
        _ => None,
    };
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok(Annotated { name, labels, text })
}

/// The text with an id in a file of JSON lines; `None` when there is no such file or id.
fn line_of(file: &Path, id: &str) -> io::Result<Option<String>> {
    #[derive(Deserialize)]
    struct Line {
        id: String,
        text: String,
    }
    if !file.exists() {
        return Ok(None);
    }
    let lines = fs::read_to_string(file)?;
    Ok(lines.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok()).find(|l| l.id == id).map(|l| l.text))
}
