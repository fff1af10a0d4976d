//! `[desk]` of `blogkermis.toml`: where others take part, and how often.

use url::Url;

use super::{
    keys::Value,
    mistakes::Mistakes,
    nearest::quoted,
    values::{address, number, table, text},
};
use crate::model::DeskPolicy;

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

/// An address that a `mailto:` link can lead to: one, without a name, and without anything that a mail program would take
/// for more (RFC 6068 section 2).
fn mail(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<String> {
    let mail = text(value, mistakes)?;
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".!#$*+-/^_'{|}~".contains(c);
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_mail = mail.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && local.chars().all(is_local) && domain.contains('.') && domain.chars().all(is_domain)
    });
    if !is_mail {
        let message = format!("`mail` is no e-mail address: {}", quoted(&mail));
        mistakes.at(value.place.clone(), message, "write one address and nothing else: `kermis@example.org`");
        return None;
    }
    Some(mail)
}
