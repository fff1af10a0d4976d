//! Webmentions that a service collected: `mentions.jf2` of webmention.io (<https://jf2.spec.indieweb.org/>).

use serde_json::Value;
use url::Url;

use super::{IntakeError, MOST, name, page};
use crate::model::{Route, Tip, address};

/// What somebody told the service: nothing of it is believed before the page was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The page that is said to link.
    pub source: Url,
    /// The page that it is said to link to.
    pub target: Url,
    /// The name that the service read there.
    pub author: Option<String>,
}

/// Reads a file of collected webmentions, whatever they are about. Private ones are left out.
///
/// # Errors
/// When it is none.
pub fn claims(bytes: &[u8]) -> Result<Vec<Claim>, IntakeError> {
    let value: Value = serde_json::from_slice(bytes).map_err(|error| IntakeError::Json(error.to_string()))?;
    let mut claims = of_feed(&value).ok_or(IntakeError::UnknownJson)?;
    claims.truncate(MOST);
    Ok(claims)
}

/// Mentions of one of `own` addresses; `None` when it is something else. A mention is a claim of whoever sent it to the
/// service: the page is read before anything is believed.
pub(super) fn read(value: &Value, own: &[Url]) -> Option<Vec<Tip>> {
    let calls: Vec<String> = own.iter().map(address::key).collect();
    let to_call = of_feed(value)?.into_iter().filter(|claim| calls.contains(&address::key(&claim.target)));
    let tip = |claim: Claim| Tip { address: claim.source, route: Route::Webmention, author: claim.author, text: None };
    Some(to_call.map(tip).collect())
}

fn of_feed(value: &Value) -> Option<Vec<Claim>> {
    let children = value.get("children")?.as_array()?;
    value.get("type").and_then(Value::as_str).filter(|kind| *kind == "feed")?;
    Some(children.iter().filter_map(of_mention).collect())
}

fn of_mention(mention: &Value) -> Option<Claim> {
    let text = |key: &str| mention.get(key).and_then(Value::as_str);
    let is_private = mention.get("wm-private").is_some_and(|private| private == &Value::Bool(true));
    let target = text("wm-target").and_then(page).filter(|_| !is_private)?;
    let source = text("wm-source").or_else(|| text("url")).and_then(page)?;
    let author = mention.get("author").and_then(|author| author.get("name")).and_then(Value::as_str).and_then(name);
    Some(Claim { source, target, author })
}
