//! The one change the program makes to a file that a person wrote: a feed's address, when the feed has moved for good
//! and the host says so. It is shown before it is made, and touches nothing but the address.
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
    compose::quoted,
    front_matter,
    mistakes::Mistakes,
    walk::{BLOGS, CONTENT},
    write::temporary,
};
use crate::model::Slug;

/// A change to one line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewrite {
    /// The file, relative to the site.
    pub path: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The line as it is.
    pub before: String,
    /// The line as it will be.
    pub after: String,
    /// The whole file as it was read, and as it will be.
    old: String,
    new: String,
}

/// The change that gives a blog's feed another address. `None` when its file names no feed: then it is found anew.
///
/// # Errors
/// When the file cannot be read.
pub fn move_feed(root: &Path, blog: &Slug, to: &Url) -> Result<Option<Rewrite>, WriteError> {
    let path = Path::new(CONTENT).join(BLOGS).join(format!("{blog}.md"));
    let old = fs::read_to_string(root.join(&path)).map_err(|source| WriteError::Io { path: path.clone(), source })?;
    let Some(place) = place_of_feed(&path, &old) else { return Ok(None) };
    let new = format!("{}{}{}", &old[..place.start], quoted(to), &old[place.end..]);
    let line_of = |text: &str| {
        let start = text[..place.start].rfind('\n').map_or(0, |at| at + 1);
        text[start..].lines().next().unwrap_or_default().to_owned()
    };
    let line = old[..place.start].matches('\n').count() + 1;
    Ok(Some(Rewrite { path, line, before: line_of(&old), after: line_of(&new), old, new }))
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

    use super::move_feed;
    use crate::model::Slug;

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
        rewrite.carry_out(root.path()).unwrap();
        let expected = FILE.replace("'https://a.example/feed'", "\"https://b.example/?a=1&b=2\"");
        assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), expected);
        assert!(rewrite.carry_out(root.path()).is_err(), "it is another file by now");
        fs::write(folder.join("a.md"), "+++\ntitle = \"A\"\nauthor = \"N\"\nurl = \"https://a.example/\"\n+++\n")
            .unwrap();
        assert_eq!(move_feed(root.path(), &slug, &to).unwrap(), None);
    }
}
