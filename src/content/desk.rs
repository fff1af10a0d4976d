//! `[desk]` of `blogkermis.toml`: where others take part, and how often.

use url::Url;

use super::{
    keys::Value,
    mistakes::Mistakes,
    nearest::quoted,
    values::{address, number, table, text},
};
use crate::model::{DeskPolicy, desk::is_mail};

/// So many an hour is no limit any more.
const MOST: usize = 1_000_000;

/// Reads it. What is missing is as a careful host would have it.
pub(super) fn policy(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<DeskPolicy> {
    let mut keys = table(value, "[desk]", mistakes)?;
    let default = DeskPolicy::default();
    let count = |value: &Value<'_>, mistakes: &mut Mistakes<'_>| {
        number(value, 1, MOST, mistakes).and_then(|count| u32::try_from(count).ok())
    };
    let policy = DeskPolicy {
        url: keys.optional("url", mistakes, url),
        mail: keys.optional("mail", mistakes, mail),
        per_visitor: keys.optional("per_visitor", mistakes, count).unwrap_or(default.per_visitor),
        per_hour: keys.optional("per_hour", mistakes, count).unwrap_or(default.per_hour),
        mentions_per_hour: keys.optional("mentions_per_hour", mistakes, count).unwrap_or(default.mentions_per_hour),
    };
    keys.finish(mistakes);
    Some(policy)
}

/// The desk's part of a server, under its own prefix.
fn url(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Url> {
    let url = address(value, mistakes)?;
    if !url.path().ends_with("/-/") || url.query().is_some() || url.fragment().is_some() {
        let message = "`url` of [desk] is the address of a folder that ends with `/-/`";
        mistakes.at(value.place.clone(), message, "write it as the desk serves it: `https://example.org/-/`");
        return None;
    }
    Some(url)
}

fn mail(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let mail = text(value, mistakes)?;
    if !is_mail(&mail) {
        let message = format!("`mail` is no e-mail address: {}", quoted(&mail));
        mistakes.at(value.place.clone(), message, "write one address and nothing else: `kermis@example.org`");
        return None;
    }
    Some(mail)
}
