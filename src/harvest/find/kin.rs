//! Feeds of the same posts: RSS beside Atom, excerpts beside whole texts.

use std::collections::HashSet;

use crate::{
    feed::Feed,
    model::{Post, address},
};

/// As many posts say enough about a feed.
const ENOUGH: usize = 20;

/// Whether two feeds bring the same posts: most of those of the one that has fewer are in the other too, by the address
/// of their page, or by their title where they have none.
pub(super) fn same_posts(one: &Feed, other: &Feed) -> bool {
    let (few, many) = if one.posts.len() <= other.posts.len() { (one, other) } else { (other, one) };
    let known: HashSet<String> = many.posts.iter().flat_map(marks).collect();
    let asked: Vec<&Post> = few.posts.iter().take(ENOUGH).collect();
    let shared = asked.iter().filter(|post| marks(post).into_iter().any(|mark| known.contains(&mark))).count();
    !asked.is_empty() && shared * 3 >= asked.len() * 2
}

fn marks(post: &Post) -> Vec<String> {
    match &post.url {
        Some(url) => vec![address::key(url)],
        None if post.title.is_empty() => Vec::new(),
        None => vec![format!("“{}”", post.title.to_lowercase())],
    }
}

#[cfg(test)]
mod tests {
    use super::same_posts;
    use crate::feed::{Feed, read};

    fn feed(links: &[&str]) -> Feed {
        let item = |link: &&str| format!("<item><title>{link}</title><link>https://a.example/{link}</link></item>");
        let items = links.iter().map(item).collect::<Vec<_>>().concat();
        read(format!("<rss version='2.0'><channel><title>x</title>{items}</channel></rss>").as_bytes(), None, None)
            .unwrap()
    }

    #[test]
    fn most_posts_in_common() {
        let blog = feed(&["1", "2", "3", "4", "5", "6"]);
        assert!(same_posts(&blog, &feed(&["1", "2", "3"])));
        assert!(same_posts(&feed(&["1?utm_source=rss", "2", "9"]), &blog));
        assert!(!same_posts(&blog, &feed(&["1", "8", "9"])), "a category has some of them");
        assert!(!same_posts(&blog, &feed(&[])));
    }
}
