//! What is written, what is left alone, what is refused.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use tempfile::TempDir;

use super::{MANIFEST, OutputError, Written, carry_out, refuses};
use crate::render::Plan;

fn plan(files: &[(&str, &str)]) -> Plan {
    let files: BTreeMap<String, Arc<[u8]>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), Arc::from(text.as_bytes()))).collect();
    Plan { pages: files.len(), files }
}

fn written(written: usize, unchanged: usize, removed: usize) -> Written {
    Written { written, unchanged, removed }
}

fn everything(folder: &Path) -> Vec<String> {
    let mut found: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.path() != folder)
        .map(|entry| entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort();
    found
}

#[test]
fn writes_only_what_changed() {
    let folder = TempDir::new().unwrap();
    let public = folder.path().join("public");
    let first = plan(&[("index.html", "een"), ("a/index.html", "twee")]);
    assert_eq!(carry_out(&first, &public, false).unwrap(), written(2, 0, 0));
    let before = fs::metadata(public.join("index.html")).unwrap().modified().unwrap();
    assert_eq!(carry_out(&first, &public, false).unwrap(), written(0, 2, 0));
    let second = plan(&[("index.html", "een"), ("a/index.html", "drie")]);
    assert_eq!(carry_out(&second, &public, false).unwrap(), written(1, 1, 0));
    assert_eq!(fs::metadata(public.join("index.html")).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read_to_string(public.join("a/index.html")).unwrap(), "drie");
}

#[test]
fn what_servers_read_may_begin_with_a_dot_or_an_underscore() {
    let folder = TempDir::new().unwrap();
    let files = ["_headers", ".htaccess", "_nginx.conf", ".well-known/security.txt", "a/_b/.c"].map(|path| (path, "x"));
    assert_eq!(carry_out(&plan(&files), folder.path(), false).unwrap(), written(5, 0, 0));
    assert!(files.iter().all(|(path, _)| folder.path().join(path).is_file()));
    // The program's own are beside them.
    let taken = carry_out(&plan(&[(".blogkermis-x", "x")]), folder.path(), false);
    assert!(matches!(taken, Err(OutputError::Outside(_))));
}

#[test]
fn removes_only_its_own() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join(".gitkeep"), "").unwrap();
    carry_out(&plan(&[("index.html", "x"), ("a/b/index.html", "x"), ("c/index.html", "x")]), folder.path(), false)
        .unwrap();
    fs::write(folder.path().join("CNAME"), "x.example").unwrap();
    fs::write(folder.path().join("c/foreign.txt"), "x").unwrap();
    assert_eq!(carry_out(&plan(&[("index.html", "x")]), folder.path(), false).unwrap(), written(0, 1, 2));
    assert_eq!(everything(folder.path()), [MANIFEST, ".gitkeep", "CNAME", "c", "c/foreign.txt", "index.html"]);
}

#[test]
fn a_dry_run_touches_nothing() {
    let folder = TempDir::new().unwrap();
    let public = folder.path().join("public");
    assert_eq!(carry_out(&plan(&[("index.html", "x")]), &public, true).unwrap(), written(1, 0, 0));
    assert!(!public.exists());
}

#[test]
fn refuses_to_leave_the_folder() {
    let folder = TempDir::new().unwrap();
    let public = folder.path().join("public");
    for path in ["../x", "/etc/x", "a/../../x", "", "a//b", "a\\b", "a\0b", "C:x", "./x", "a/", MANIFEST, "a\nb"] {
        let result = carry_out(&plan(&[("index.html", "x"), (path, "x")]), &public, false);
        assert!(matches!(result, Err(OutputError::Outside(_))), "{path:?}");
    }
    assert!(!public.exists(), "nothing is written when anything is refused");
}

#[test]
fn a_list_somebody_tampered_with_removes_nothing_outside() {
    let folder = TempDir::new().unwrap();
    let public = folder.path().join("public");
    carry_out(&plan(&[("index.html", "x")]), &public, false).unwrap();
    fs::write(folder.path().join("precious"), "x").unwrap();
    fs::write(public.join(MANIFEST), "index.html\n../precious\n").unwrap();
    assert!(carry_out(&plan(&[("index.html", "y")]), &public, false).is_err());
    assert!(folder.path().join("precious").exists());
}

#[cfg(unix)]
#[test]
fn does_not_write_through_links() {
    let folder = TempDir::new().unwrap();
    let (public, elsewhere) = (folder.path().join("public"), folder.path().join("elsewhere"));
    fs::create_dir_all(&public).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, public.join("a")).unwrap();
    fs::write(elsewhere.join("kept"), "kept").unwrap();
    std::os::unix::fs::symlink(elsewhere.join("kept"), public.join("index.html")).unwrap();
    assert!(carry_out(&plan(&[("a/index.html", "x")]), &public, false).is_err());
    fs::write(public.join(MANIFEST), "index.html\n").unwrap();
    // A link in the place of a file is replaced; what it pointed at stays.
    carry_out(&plan(&[("index.html", "new")]), &public, false).unwrap();
    assert_eq!(fs::read_to_string(elsewhere.join("kept")).unwrap(), "kept");
    assert_eq!(everything(&elsewhere), ["kept"]);
}

#[test]
fn a_file_gives_way_to_a_folder_and_back() {
    let folder = TempDir::new().unwrap();
    carry_out(&plan(&[("a", "file")]), folder.path(), false).unwrap();
    carry_out(&plan(&[("a/index.html", "page")]), folder.path(), false).unwrap();
    carry_out(&plan(&[("a", "file")]), folder.path(), false).unwrap();
    assert_eq!(everything(folder.path()), [MANIFEST, "a"]);
}

#[test]
fn a_build_that_was_killed_is_finished_by_the_next() {
    let folder = TempDir::new().unwrap();
    carry_out(&plan(&[("old.html", "x"), ("both.html", "x")]), folder.path(), false).unwrap();
    // As after a kill between the two lists: the union is written down, one new file is there, the old one still is.
    fs::write(folder.path().join(MANIFEST), "both.html\nnew.html\nold.html\n").unwrap();
    fs::write(folder.path().join("new.html"), "half").unwrap();
    let next = plan(&[("both.html", "x"), ("other.html", "y")]);
    assert_eq!(carry_out(&next, folder.path(), false).unwrap(), written(1, 1, 2));
    assert_eq!(everything(folder.path()), [MANIFEST, "both.html", "other.html"]);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("index.html"), "theirs").unwrap();
    fs::write(folder.path().join("same.html"), "x").unwrap();
    for dry_run in [true, false] {
        let error = carry_out(&plan(&[("index.html", "ours"), ("a.html", "x")]), folder.path(), dry_run).unwrap_err();
        assert!(matches!(error, OutputError::Foreign { .. }) && error.help().is_some(), "{error}");
    }
    assert_eq!(everything(folder.path()), ["index.html", "same.html"]);
    // The same bytes are nobody's loss.
    assert_eq!(carry_out(&plan(&[("same.html", "x")]), folder.path(), false).unwrap(), written(0, 1, 0));
    assert_eq!(fs::read_to_string(folder.path().join(MANIFEST)).unwrap(), "same.html\n");
}

#[test]
fn a_build_that_cannot_go_on_has_changed_nothing() {
    let folder = TempDir::new().unwrap();
    carry_out(&plan(&[("index.html", "old"), ("old.html", "x")]), folder.path(), false).unwrap();
    fs::create_dir(folder.path().join("theirs")).unwrap();
    fs::write(folder.path().join("theirs/file"), "x").unwrap();
    let before = everything(folder.path());
    let long = "x".repeat(300);
    for (bad, kind) in [
        ("index.html/index.html", "clash"),
        ("theirs", "in the way"),
        ("theirs/file/index.html", "in the way"),
        (long.as_str(), "the system"),
    ] {
        let error = carry_out(&plan(&[("index.html", "new"), (bad, "x")]), folder.path(), false).unwrap_err();
        let found = match error {
            OutputError::Clash { .. } => "clash",
            OutputError::InTheWay { .. } => "in the way",
            OutputError::Io { .. } => "the system",
            _ => "another",
        };
        assert_eq!(found, kind, "{bad}: {error}");
        assert_eq!(everything(folder.path()), before, "{bad}");
        assert_eq!(fs::read_to_string(folder.path().join("index.html")).unwrap(), "old");
    }
}

#[test]
fn leftovers_of_a_killed_run_are_swept_and_a_running_build_is_not() {
    let folder = TempDir::new().unwrap();
    let only = plan(&[("index.html", "x")]);
    carry_out(&only, folder.path(), false).unwrap();
    for name in [".blogkermis-dead", ".blogkermis-alive"] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("1"), "half").unwrap();
    }
    let lock = fs::File::create(folder.path().join(".blogkermis-alive/lock")).unwrap();
    lock.lock().unwrap();
    assert_eq!(carry_out(&only, folder.path(), false).unwrap(), written(0, 1, 0));
    assert!(!folder.path().join(".blogkermis-dead").exists());
    assert!(folder.path().join(".blogkermis-alive/1").exists());
}

#[test]
fn the_site_s_sources_are_no_output() {
    let root = TempDir::new().unwrap();
    let root = root.path();
    fs::create_dir_all(root.join("content/blogs")).unwrap();
    for bad in ["", "content", "content/new/deep", "harvest", "static/x", "public/../templates", "x/y/../../static"] {
        let error = refuses(root, &root.join(bad)).unwrap_err();
        assert!(matches!(error, OutputError::Source { .. }) && error.help().is_some(), "{bad}");
    }
    for good in ["public", "contents", "deep/content", "../elsewhere"] {
        assert!(refuses(root, &root.join(good)).is_ok(), "{good}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("content"), root.join("disguise")).unwrap();
        assert!(refuses(root, &root.join("disguise/x")).is_err());
    }
}
