//! The theme's own files that are not pages, each under a name that carries a hash of its bytes: a browser may keep it for
//! ever, and a changed file is another file.

use std::collections::BTreeMap;

use super::{engine::theme_file, ride};

/// So many hexadecimal digits of the hash: 48 bits, for a handful of files.
const DIGITS: usize = 12;

/// One file.
#[derive(Debug)]
pub(crate) struct Asset {
    /// What templates call it: `assets.style`.
    pub(crate) key: &'static str,
    /// Where it stands in the site: `style.0123456789ab.css`.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// Every file, as the built-in theme or the site's own `templates/` has it.
pub(crate) fn all(overrides: &BTreeMap<String, String>) -> Vec<Asset> {
    let text = |name: &str| overrides.get(name).cloned().or_else(|| theme_file(name)).unwrap_or_default();
    // The movement of the ride is computed, and comes last.
    let style = text("style.css") + &ride::keyframes();
    vec![
        asset("style", "style", "css", style.into_bytes()),
        asset("carousel", "carousel", "js", text("carousel.js").into_bytes()),
    ]
}

fn asset(key: &'static str, name: &str, extension: &str, bytes: Vec<u8>) -> Asset {
    let hash = blake3::hash(&bytes).to_hex();
    Asset { key, path: format!("{name}.{}.{extension}", &hash[..DIGITS]), bytes }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::all;

    #[test]
    fn another_file_has_another_name() {
        let own = all(&BTreeMap::new());
        let mine = all(&BTreeMap::from([("style.css".to_owned(), "body{}".to_owned())]));
        assert_ne!(own[0].path, mine[0].path);
        assert_eq!(own[1].path, mine[1].path);
        assert!(own[0].path.starts_with("style.") && own[0].path.ends_with(".css"), "{}", own[0].path);
    }
}
