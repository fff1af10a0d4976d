//! The changes the program makes to a file that a person wrote, and only when told to: a feed's address, when the feed has
//! moved for good, what a newer draft has for a roundup, and what the host decides about an entry. Each is shown before it
//! is made.
#![expect(clippy::disallowed_methods, reason = "this is where content is written")]

use std::{
    fs,
    io::Write as _,
    ops::Range,
    path::{Path, PathBuf},
};

use url::Url;

use super::{
    WriteError,
    compose::{self, entry_keys, quoted},
    diagnostic::ContentErrors,
    files::EntryFile,
    front_matter::{self, trim_body},
    load::{parse_entry, parse_roundup},
    mistakes::Mistakes,
    walk::{BLOGS, CONTENT, ENTRIES, ROUNDUP},
    write::temporary,
};
use crate::model::Slug;

/// A file as it is and as it will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// The file, relative to the site.
    pub path: PathBuf,
    /// What stands in it.
    pub old: String,
    /// What will.
    pub new: String,
}

/// A change to one line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The line, from 1.
    pub line: usize,
    /// The line as it is.
    pub before: String,
    /// The line as it will be.
    pub after: String,
    /// The whole file.
    pub rewrite: Rewrite,
}

/// The change that gives a blog's feed another address. `None` when its file names no feed: then it is found anew.
///
/// # Errors
/// When the file cannot be read.
pub fn move_feed(root: &Path, blog: &Slug, to: &Url) -> Result<Option<Move>, WriteError> {
    let path = Path::new(CONTENT).join(BLOGS).join(format!("{blog}.md"));
    let old = read(root, &path)?;
    let Some(place) = place_of_feed(&path, &old) else { return Ok(None) };
    let new = format!("{}{}{}", &old[..place.start], quoted(to), &old[place.end..]);
    let line_of = |text: &str| {
        let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        text[start..].lines().next().unwrap_or_default().to_owned()
    };
    let line = old[..place.start].matches('\n').count() + 1;
    let (before, after) = (line_of(&old), line_of(&new));
    Ok(Some(Move { line, before, after, rewrite: Rewrite { path, old, new } }))
}

/// The change that gives an edition's roundup another text; its front matter stays as it is. `None` when the text is that
/// already.
///
/// # Errors
/// When the file cannot be read, or would no longer be valid content.
pub fn edit_roundup(
    root: &Path,
    edition: &Slug,
    edit: impl FnOnce(&str) -> String,
) -> Result<Option<Rewrite>, WriteError> {
    let path = Path::new(CONTENT).join(edition.as_str()).join(ROUNDUP);
    let old = read(root, &path)?;
    let mut mistakes = Mistakes::new(&path, &old);
    let place = front_matter::split(&old, &mut mistakes).map(|parts| parts.body);
    let invalid = |mistakes: Mistakes<'_>| WriteError::Invalid {
        path: path.clone(),
        mistakes: ContentErrors(mistakes.into_diagnostics()),
    };
    let Some(place) = place else { return Err(invalid(mistakes)) };
    let body = edit(&old[place.clone()]);
    let new = format!("{}{}{}", &old[..place.start], body.trim_end(), &old[place.end..]);
    let mut mistakes = Mistakes::new(&path, &new);
    if parse_roundup(&path, &new, &mut mistakes).is_none() || !mistakes.is_empty() {
        return Err(invalid(mistakes));
    }
    Ok((new != old).then_some(Rewrite { path, old, new }))
}

/// The change that gives an entry's file other keys or another blurb. What does not change keeps its place and its
/// remarks. `None` when there is nothing to change.
///
/// # Errors
/// When the file cannot be read, or is or would be no valid content.
pub fn edit_entry(
    root: &Path,
    edition: &Slug,
    entry: &Slug,
    edit: impl FnOnce(&mut EntryFile),
) -> Result<Option<Rewrite>, WriteError> {
    let path = Path::new(CONTENT).join(edition.as_str()).join(ENTRIES).join(format!("{entry}.md"));
    let old = read(root, &path)?;
    let parsed = |text: &str| {
        let mut mistakes = Mistakes::new(&path, text);
        match parse_entry(entry.clone(), text, &mut mistakes).filter(|_| mistakes.is_empty()) {
            Some(file) => Ok(file),
            None => {
                Err(WriteError::Invalid { path: path.clone(), mistakes: ContentErrors(mistakes.into_diagnostics()) })
            }
        }
    };
    let before = parsed(&old)?;
    let mut after = before.clone();
    edit(&mut after);
    after.blurb = after.blurb[trim_body(&after.blurb, 0..after.blurb.len())].to_owned();
    if after == before {
        return Ok(None);
    }
    let mut new = in_place(&path, &old, &before, &after);
    // Keys may be written in ways that no single line of theirs can be taken out of.
    if parsed(&new).ok().as_ref() != Some(&after) {
        new = compose::entry(&after);
        parsed(&new)?;
    }
    Ok(Some(Rewrite { path, old, new }))
}

/// The file's text with the values that differ put where they stood, and new keys at the end.
fn in_place(path: &Path, old: &str, before: &EntryFile, after: &EntryFile) -> String {
    let (had, has) = (entry_keys(before), entry_keys(after));
    let value = |keys: &[(&'static str, String)], key: &str| {
        keys.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone())
    };
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut mistakes = Mistakes::new(path, old);
    let Some(parts) = front_matter::split(old, &mut mistakes) else { return old.to_owned() };
    // Before the first table: what follows one belongs to it.
    let toml = &old[parts.toml.clone()];
    let end =
        parts.toml.start + if toml.starts_with('[') { 0 } else { toml.find("\n[").map_or(toml.len(), |at| at + 1) };
    let names: Vec<&'static str> = had.iter().chain(&has).map(|(key, _)| *key).collect();
    front_matter::read(old, &mut mistakes, |mut keys, _, _| {
        for (at, key) in names.iter().enumerate() {
            let (was, is) = (value(&had, key), value(&has, key));
            if was == is || names[..at].contains(key) {
                continue;
            }
            let name = keys.place_of(key);
            let place = keys.take(key).map(|value| value.place);
            match (name.zip(place), is) {
                (Some((_, place)), Some(is)) => edits.push((place, is)),
                (Some((name, place)), None) => {
                    let start = old[..name.start].rfind('\n').map_or(0, |at| at + 1);
                    let stop = old[place.end..].find('\n').map_or(old.len(), |at| place.end + at + 1);
                    edits.push((start..stop, String::new()));
                }
                (None, Some(is)) => edits.push((end..end, format!("{key} = {is}\n"))),
                (None, None) => {}
            }
        }
        Some(())
    });
    let mut new = old.to_owned();
    if before.blurb != after.blurb {
        let head = old[..parts.body.start].trim_end();
        let body = &after.blurb;
        new = if body.is_empty() { format!("{head}\n") } else { format!("{head}\n\n{body}\n") };
    }
    // From the back, so that the places of the others stay; new keys keep their order.
    edits.sort_by_key(|(place, _)| place.start);
    for (place, text) in edits.into_iter().rev() {
        new.replace_range(place, &text);
    }
    new
}

fn read(root: &Path, path: &Path) -> Result<String, WriteError> {
    fs::read_to_string(root.join(path)).map_err(|source| WriteError::Io { path: path.to_owned(), source })
}

/// Where the value of `feed` stands in the file.
fn place_of_feed(path: &Path, text: &str) -> Option<Range<usize>> {
    let mut mistakes = Mistakes::new(path, text);
    front_matter::read(text, &mut mistakes, |mut keys, _, _| keys.take("feed").map(|value| value.place))
}

impl Rewrite {
    /// Makes the change, unless the file changed since it was read.
    ///
    /// # Errors
    /// When the file is another one by now, or the disk would not.
    pub fn carry_out(&self, root: &Path) -> Result<(), WriteError> {
        let failed = |source| WriteError::Io { path: self.path.clone(), source };
        let target = root.join(&self.path);
        if fs::read_to_string(&target).map_err(failed)? != self.old {
            return Err(WriteError::Changed(self.path.clone()));
        }
        let folder = target.parent().unwrap_or(root);
        let mut file = temporary(folder).map_err(failed)?;
        file.write_all(self.new.as_bytes()).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{edit_entry, move_feed};
    use crate::model::{Slug, Status};

    const FILE: &str = "+++\r\ntitle = \"A\" # mine\r\nauthor = \"Noor\"\r\nfeed   =  'https://a.example/feed'  # since 2019\r\n+++\r\nfeed = \"x\"\r\n";

    #[test]
    fn changes_the_address_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("content/blogs");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("a.md"), FILE).unwrap();
        let slug = Slug::new("a").unwrap();
        let to = "https://b.example/?a=1&b=2".parse().unwrap();
        let rewrite = move_feed(root.path(), &slug, &to).unwrap().unwrap();
        assert_eq!((rewrite.line, rewrite.before.as_str()), (4, "feed   =  'https://a.example/feed'  # since 2019"));
        assert_eq!(rewrite.after, "feed   =  \"https://b.example/?a=1&b=2\"  # since 2019");
        assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), FILE, "only shown so far");
        rewrite.rewrite.carry_out(root.path()).unwrap();
        let expected = FILE.replace("'https://a.example/feed'", "\"https://b.example/?a=1&b=2\"");
        assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), expected);
        assert!(rewrite.rewrite.carry_out(root.path()).is_err(), "it is another file by now");
        fs::write(folder.join("a.md"), "+++\ntitle = \"A\"\nauthor = \"N\"\nurl = \"https://a.example/\"\n+++\n")
            .unwrap();
        assert_eq!(move_feed(root.path(), &slug, &to).unwrap(), None);
    }

    #[test]
    fn what_is_decided_about_an_entry_leaves_its_remarks_and_its_other_keys() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("content/leren/entries");
        fs::create_dir_all(&folder).unwrap();
        let (edition, entry) = (Slug::new("leren").unwrap(), Slug::new("a").unwrap());
        let edited = |text: &str, edit: fn(&mut crate::content::EntryFile)| {
            fs::write(folder.join("a.md"), text).unwrap();
            let rewrite = edit_entry(root.path(), &edition, &entry, edit).unwrap();
            rewrite.map(|rewrite| rewrite.new)
        };
        let text = "+++\n# met dank\nurl = 'https://a.example/'  # de post\ntitle = \"A\"\nstatus = \"accepted\"\n+++\n\nMooi.\n";
        assert_eq!(edited(text, |file| file.blurb.push('\n')), None);
        let new = edited(text, |file| {
            (file.status, file.title, file.quotes) = (Some(Status::Rejected), None, Some(Vec::new()));
            file.author = Some("Noor".into());
            file.blurb = "Heel *mooi*.".into();
        });
        assert_eq!(
            new.as_deref(),
            Some(
                "+++\n# met dank\nurl = 'https://a.example/'  # de post\nstatus = \"rejected\"\nauthor = \"Noor\"\nquotes = []\n+++\n\nHeel *mooi*.\n"
            )
        );
        // Keys in tables of their own are written anew as a whole.
        let tables = "+++\nurl = \"https://a.example/\"\n[[quotes]]\ntext = \"x\"\n+++\n";
        let new = edited(tables, |file| file.quotes = None).unwrap();
        assert_eq!(new, "+++\nurl = \"https://a.example/\"\n+++\n");
        let new = edited(tables, |file| file.status = Some(Status::Accepted)).unwrap();
        assert!(new.contains("status = \"accepted\"") && new.contains("text = \"x\""), "{new}");
    }
}
