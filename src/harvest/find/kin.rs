//! Feeds of the same posts: RSS beside Atom, excerpts beside whole texts.

use std::collections::HashSet;

use crate::{
    feed::Feed,
    model::{Post, address},
};

/// As many posts say enough about a feed.
const ENOUGH: usize = 20;
/// Among as many posts of the other one they are looked for.
const MOST: usize = 200;

/// What the posts of a feed are known by, in the feed's order: the address of their page, or their title where they have
/// none.
#[derive(Clone, Debug)]
pub(super) struct Marks(Vec<String>);

impl Marks {
    pub(super) fn of(feed: &Feed) -> Self {
        Self(feed.posts.iter().take(MOST).filter_map(mark).collect())
    }

    /// Whether two feeds bring the same posts: most of those of the one that has fewer are in the other too.
    pub(super) fn are_kin(&self, other: &Self) -> bool {
        let (few, many) = if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let known: HashSet<&String> = many.iter().collect();
        let asked = &few[..few.len().min(ENOUGH)];
        let shared = asked.iter().filter(|mark| known.contains(mark)).count();
        !asked.is_empty() && shared * 3 >= asked.len() * 2
    }
}

fn mark(post: &Post) -> Option<String> {
    let title = (!post.title.is_empty()).then(|| format!("“{}”", post.title.to_lowercase()));
    post.url.as_ref().map(address::key).or(title)
}

#[cfg(test)]
mod tests {
    use super::Marks;
    use crate::feed::read;

    fn feed(links: &[&str]) -> Marks {
        let item = |link: &&str| format!("<item><title>{link}</title><link>https://a.example/{link}</link></item>");
        let items = links.iter().map(item).collect::<Vec<_>>().concat();
        let channel = format!("<rss version='2.0'><channel><title>x</title>{items}</channel></rss>");
        Marks::of(&read(channel.as_bytes(), None, None).unwrap())
    }

    #[test]
    fn most_posts_in_common() {
        let blog = feed(&["1", "2", "3", "4", "5", "6"]);
        assert!(blog.are_kin(&feed(&["1", "2", "3"])));
        assert!(feed(&["1?utm_source=rss", "2", "9"]).are_kin(&blog));
        assert!(!blog.are_kin(&feed(&["1", "8", "9"])), "a category has some of them");
        assert!(!blog.are_kin(&feed(&[])));
    }
}
