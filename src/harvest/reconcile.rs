//! One post is one entry: the posts of a feed against those it gave before.
//!
//! Feeds change the ids of their posts (a new engine, an id made of the title), and use one id for several posts. A post
//! that stands at the same address is the same post and keeps the id it was first seen with; a post under a known id
//! that has another address and says something else is another post.

use std::collections::{HashMap, HashSet};

use super::sketch::Sketch;
use crate::model::{Post, address};

/// Below this likeness two texts are not versions of one another.
const ANOTHER_TEXT: f64 = 0.3;

/// Gives the posts of a feed the ids that they had before. Ids stay unique.
pub(super) fn reconcile(posts: &mut [Post], kept: &[Post]) {
    let by_id: HashMap<&str, &Post> = kept.iter().map(|post| (post.id.as_str(), post)).collect();
    let by_page: HashMap<String, &Post> =
        kept.iter().filter_map(|post| Some((address::key(post.url.as_ref()?), post))).collect();
    let mut taken: HashSet<String> = posts.iter().map(|post| post.id.clone()).collect();
    for post in posts.iter_mut() {
        let known = by_id.get(post.id.as_str()).filter(|known| !is_another(post, known));
        if known.is_some() {
            continue;
        }
        let Some(page) = post.url.as_ref().map(address::key) else { continue };
        let id = match by_page.get(&page) {
            Some(known) => known.id.clone(),
            // The id belongs to a post that is another one.
            None if by_id.contains_key(post.id.as_str()) => {
                format!("{}#{}", post.id, &blake3::hash(page.as_bytes()).to_hex()[..8])
            }
            None => continue,
        };
        if taken.insert(id.clone()) {
            post.id = id;
        }
    }
}

/// Whether two posts that share an id are two posts: another address, another title and another text.
fn is_another(post: &Post, known: &Post) -> bool {
    let (Some(here), Some(there)) = (&post.url, &known.url) else { return false };
    address::key(here) != address::key(there)
        && post.title != known.title
        && Sketch::of_html(post.html()).likeness(&Sketch::of_html(known.html())) < ANOTHER_TEXT
}

#[cfg(test)]
mod tests {
    use super::reconcile;
    use crate::model::Post;

    fn post(id: &str, url: &str, title: &str, text: &str) -> Post {
        let json = serde_json::json!({
            "id": id, "url": url, "title": title, "authors": [], "published": null, "updated": null, "language": null,
            "categories": [], "summary_html": "", "content_html": text,
        });
        serde_json::from_value(json).unwrap()
    }

    const A: &str = "Over het bakken van brood op een maandag in de regen, met te weinig zout en te veel haast.";
    const B: &str =
        "De trein naar Deventer stond stil en niemand wist waarom; een jongen speelde op een mondharmonica.";

    fn ids(feed: &[Post], kept: &[Post]) -> Vec<String> {
        let mut posts = feed.to_vec();
        reconcile(&mut posts, kept);
        posts.into_iter().map(|post| post.id).collect()
    }

    #[test]
    fn a_post_keeps_the_id_it_was_first_seen_with() {
        let kept = [post("old", "https://a.example/brood", "Brood", A)];
        assert_eq!(ids(&[post("new", "http://www.a.example/brood/?utm_source=x", "Brood!", A)], &kept), ["old"]);
        assert_eq!(ids(&[post("new", "https://a.example/ander", "Brood", A)], &kept), ["new"]);
    }

    #[test]
    fn an_edited_post_is_the_same_post() {
        let kept = [post("1", "https://a.example/brood", "Brood", A)];
        // another address after a change of title, with nearly the same text
        assert_eq!(
            ids(&[post("1", "https://a.example/brood-bakken", "Brood bakken", &format!("{A} En klaar."))], &kept),
            ["1"]
        );
        // the same address, another text
        assert_eq!(ids(&[post("1", "https://a.example/brood", "Trein", B)], &kept), ["1"]);
    }

    #[test]
    fn another_post_under_a_known_id_gets_its_own_and_keeps_it() {
        let kept = [post("1", "https://a.example/brood", "Brood", A)];
        let first = ids(&[post("1", "https://a.example/trein", "Trein", B)], &kept);
        assert_ne!(first, ["1"]);
        let kept = [kept[0].clone(), post(&first[0], "https://a.example/trein", "Trein", B)];
        assert_eq!(ids(&[post("1", "https://a.example/trein", "Trein", B)], &kept), first);
    }

    #[test]
    fn ids_stay_unique() {
        let kept = [post("1", "https://a.example/brood", "Brood", A)];
        let feed = [post("1", "https://a.example/trein", "Trein", B), post("2", "https://a.example/brood", "Brood", A)];
        let ids = ids(&feed, &kept);
        assert_ne!(ids[0], ids[1]);
    }
}
