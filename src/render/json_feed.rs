//! JSON Feed 1.1 (jsonfeed.org).

use serde_json::{Map, Value, json};

use super::{feeds::Feed, html::safe_url};
use crate::model::Moment;

/// A feed as JSON Feed.
pub(crate) fn json_feed(feed: &Feed) -> Vec<u8> {
    let items: Vec<Value> = feed
        .items
        .iter()
        .map(|item| {
            let mut map = Map::new();
            let mut set = |key: &str, value: Option<Value>| {
                if let Some(value) = value {
                    map.insert(key.into(), value);
                }
            };
            set("id", Some(item.page.clone().into()));
            set("url", Some(item.page.clone().into()));
            set("external_url", item.original.clone().map(Value::from));
            set("title", Some(item.title.clone().into()));
            set("summary", (!item.summary.is_empty()).then(|| item.summary.clone().into()));
            set("content_html", Some(item.html.clone().into()));
            set("date_published", item.published.map(|moment| date_time(moment).into()));
            set("language", Some(item.lang.as_str().into()));
            let author = match safe_url(item.author.url.as_ref()) {
                Some(url) => json!({ "name": item.author.name, "url": url }),
                None => json!({ "name": item.author.name }),
            };
            set("authors", Some(json!([author])));
            Value::Object(map)
        })
        .collect();
    let mut value = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": format!("{}.json", feed.address),
        "language": feed.lang,
        "items": items,
    });
    if let Some(hub) = &feed.hub {
        value["hubs"] = json!([{ "type": "WebSub", "url": hub }]);
    }
    if feed.expired {
        value["expired"] = true.into();
    }
    pretty(&value)
}

fn date_time(moment: Moment) -> String {
    match moment {
        Moment::Instant(..) => moment.to_string(),
        Moment::Day(day) => format!("{day}T00:00:00Z"),
    }
}

/// Indented, with a line end at the end.
pub(crate) fn pretty(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
