//! `[links]`: where else on the web the host is.

use url::Host;

use super::{
    keys::Value,
    mistakes::Mistakes,
    nearest::quoted,
    values::{address, list, table, text},
};
use crate::model::SiteLinks;

/// The longest name a fediverse server gives out and the longest host name there is.
const LONGEST: usize = 320;

/// Reads the table.
pub(super) fn read(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<SiteLinks> {
    let mut keys = table(value, "[links]", mistakes)?;
    let links = SiteLinks {
        fediverse: keys.optional("fediverse", mistakes, handle),
        me: keys.optional("me", mistakes, |value, mistakes| list(value, mistakes, address)).unwrap_or_default(),
        webmention: keys.optional("webmention", mistakes, address),
    };
    keys.finish(mistakes);
    Some(links)
}

/// `@name@server`; the first `@` may be left out.
fn handle(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let written = text(value, mistakes)?;
    let good = written
        .trim()
        .trim_start_matches('@')
        .split_once('@')
        .filter(|(name, server)| is_name(name) && is_server(server));
    let Some((name, server)) = good else {
        let message = format!("`{}` is no fediverse handle: {}", value.key, quoted(&written));
        mistakes.at(value.place.clone(), message, "write name and server: `@name@server.example`");
        return None;
    };
    Some(format!("@{name}@{}", server.to_lowercase()))
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-'))
}

fn is_server(server: &str) -> bool {
    server.contains('.') && server.len() <= LONGEST && matches!(Host::parse(server), Ok(Host::Domain(_)))
}
