//! `site.webmanifest` (W3C Web Application Manifest): name, language and sign of the site, for those who keep it.

use serde_json::json;

use super::{context::World, html::direction, json_feed::pretty};

/// The paper of the light palette, behind the sign while the site opens.
const PAPER: &str = "#fbf6ea";

/// The manifest. Addresses in it are relative to itself, so that the site may stand in a folder.
pub(crate) fn manifest(world: &World) -> Vec<u8> {
    let config = &world.site.content.config;
    pretty(&json!({
        "name": config.title,
        "description": config.description,
        "lang": world.lang,
        "dir": direction(&world.lang).unwrap_or("ltr"),
        "id": "./",
        "start_url": "./",
        "scope": "./",
        // A site among others: nothing that would work better in a window of its own.
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{ "src": "favicon.svg", "sizes": "any", "type": "image/svg+xml" }],
    }))
}
