//! A site in a temporary folder, and the real binary run over it.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::disallowed_methods,
    reason = "every test binary uses a part of it"
)]

pub mod desk;
pub mod hostile;
pub mod web;

use std::{fs, path::Path};

use assert_cmd::Command;
use tempfile::TempDir;

/// A site that goes away with the test.
pub struct Site {
    folder: TempDir,
}

impl Site {
    /// The sample edition.
    pub fn sample() -> Self {
        let site = Self { folder: TempDir::new().unwrap() };
        let source = Path::new(env!("CARGO_MANIFEST_DIR"));
        copy(&source.join("content"), &site.folder.path().join("content"));
        fs::copy(source.join("blogkermis.toml"), site.folder.path().join("blogkermis.toml")).unwrap();
        site
    }

    /// A site with a `blogkermis.toml` and these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: TempDir::new().unwrap() };
        let toml = "title = \"Proef\"\nbase_url = \"https://kermis.example/\"\nlanguage = \"nl\"\n";
        site.write("blogkermis.toml", toml);
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The program, about to run over this site on a fixed day.
    pub fn command(&self) -> Command {
        let mut command = Command::cargo_bin("blogkermis").unwrap();
        command.arg("--root").arg(self.root()).current_dir(self.root()).env("NO_COLOR", "1");
        // 2026-11-21T12:00:00Z: after the sample edition's deadline.
        command.env("SOURCE_DATE_EPOCH", "1795262400").env_remove("BLOGKERMIS_FETCH_ALLOW");
        for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"] {
            command.env_remove(name);
        }
        command
    }

    /// Writes a file, with its folders.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Reads a file.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Whether a file is there.
    pub fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    /// Every built page, by path.
    pub fn pages(&self) -> Vec<(String, String)> {
        let public = self.root().join("public");
        let mut pages = Vec::new();
        for file in walkdir::WalkDir::new(&public).sort_by_file_name() {
            let file = file.unwrap();
            if file.path().extension().is_some_and(|e| e == "html") {
                let path = file.path().strip_prefix(&public).unwrap().display().to_string();
                pages.push((path, fs::read_to_string(file.path()).unwrap()));
            }
        }
        pages
    }
}

/// A server on a free loopback port; it answers until the runtime goes away.
pub fn serve(router: axum::Router) -> (tokio::runtime::Runtime, std::net::SocketAddr) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(async move { axum::serve(listener, router).await });
    (runtime, address)
}

fn copy(from: &Path, to: &Path) {
    for file in walkdir::WalkDir::new(from) {
        let file = file.unwrap();
        let target = to.join(file.path().strip_prefix(from).unwrap());
        if file.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(file.path(), target).unwrap();
        }
    }
}
