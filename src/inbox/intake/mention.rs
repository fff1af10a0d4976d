//! Webmentions that a service collected: `mentions.jf2` of webmention.io (<https://jf2.spec.indieweb.org/>).

use serde_json::Value;
use url::Url;

use super::{name, page};
use crate::model::{Route, Tip, address};

/// Mentions of one of `own` addresses; `None` when it is something else. A mention is a claim of whoever sent it to the
/// service: the page is read before anything is believed.
pub(super) fn read(value: &Value, own: &[Url]) -> Option<Vec<Tip>> {
    let children = value.get("children")?.as_array()?;
    value.get("type").and_then(Value::as_str).filter(|kind| *kind == "feed")?;
    let calls: Vec<String> = own.iter().map(address::key).collect();
    Some(children.iter().filter_map(|mention| of_mention(mention, &calls)).collect())
}

fn of_mention(mention: &Value, calls: &[String]) -> Option<Tip> {
    let text = |key: &str| mention.get(key).and_then(Value::as_str);
    let is_private = mention.get("wm-private").is_some_and(|private| private == &Value::Bool(true));
    let target = text("wm-target").and_then(page)?;
    if is_private || !calls.contains(&address::key(&target)) {
        return None;
    }
    let source = text("wm-source").or_else(|| text("url")).and_then(page)?;
    let author = mention.get("author").and_then(|author| author.get("name")).and_then(Value::as_str).and_then(name);
    Some(Tip { address: source, route: Route::Webmention, author, text: None })
}
