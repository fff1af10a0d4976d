//! Posts with a hashtag: the JSON of `/api/v1/timelines/tag/TAG` (<https://docs.joinmastodon.org/entities/Status/>).

use serde_json::Value;

use super::{name, page};
use crate::{
    model::{Route, Tip},
    text::Document,
};

/// The longest text that is kept, in characters.
const LONGEST_TEXT: usize = 5_000;

/// The posts of a timeline; `None` when it is something else. Only what anybody may see: direct posts and those for
/// followers are left out, and so are boosts, which are somebody else's.
pub(super) fn read(value: &Value) -> Option<Vec<Tip>> {
    let posts = value.as_array()?;
    let is_post = |post: &Value| post.get("account").is_some() && post.get("content").is_some();
    if posts.is_empty() || !posts.iter().all(is_post) {
        return None;
    }
    Some(posts.iter().filter_map(of_post).collect())
}

fn of_post(post: &Value) -> Option<Tip> {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let is_public = matches!(text(post, "visibility").as_deref(), None | Some("public" | "unlisted"));
    let is_boost = post.get("reblog").is_some_and(|boosted| !boosted.is_null());
    if !is_public || is_boost {
        return None;
    }
    let address = page(&text(post, "url").or_else(|| text(post, "uri"))?)?;
    let account = post.get("account")?;
    let shown = text(account, "display_name").as_deref().and_then(name);
    let author = shown.or_else(|| name(&text(account, "username")?));
    let words: String = Document::from_html(&text(post, "content")?, None).text.chars().take(LONGEST_TEXT).collect();
    Some(Tip { address, route: Route::Toot, author, text: Some(words).filter(|words| !words.trim().is_empty()) })
}
