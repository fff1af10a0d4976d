//! Whether a feed turned into somebody else's: domains expire, and casinos move in.

use std::collections::HashSet;

use crate::{
    feed::Feed,
    model::{Lang, Post, TakenOver, address},
    text::{Document, stem, token},
};

/// With fewer posts on either side there is nothing to compare.
const FEWEST: usize = 3;
/// Posts looked at on either side.
const MOST: usize = 20;
/// Two vocabularies of one blog share more than this; measured on blogs of one author against blogs of others.
const ANOTHER_TOPIC: f64 = 0.06;

/// Compares a feed with what it was: its title before and the posts that were kept of it. Title and posts must be
/// others altogether, and so must be the language or the topic: a blog that moves, or is renamed, keeps some of them.
#[must_use]
pub(super) fn taken_over(title_before: &str, kept: &[Post], feed: &Feed) -> Option<TakenOver> {
    if kept.len() < FEWEST || feed.posts.len() < FEWEST || title_before.is_empty() || feed.title.is_empty() {
        return None;
    }
    if !words(title_before).is_disjoint(&words(&feed.title)) || shares_posts(kept, &feed.posts) {
        return None;
    }
    let (before, now) = (Portrait::of(kept), Portrait::of(&feed.posts));
    let speaks_otherwise = before.language.is_some() && now.language.is_some() && before.language != now.language;
    if !speaks_otherwise && before.likeness(&now) >= ANOTHER_TOPIC {
        return None;
    }
    Some(TakenOver {
        title_before: title_before.to_owned(),
        title: feed.title.clone(),
        language_before: before.language,
        language: now.language,
    })
}

fn shares_posts(kept: &[Post], posts: &[Post]) -> bool {
    let page = |post: &Post| post.url.as_ref().map(address::key);
    let ids: HashSet<&str> = kept.iter().map(|post| post.id.as_str()).collect();
    let pages: HashSet<String> = kept.iter().filter_map(page).collect();
    posts.iter().any(|post| ids.contains(post.id.as_str()) || page(post).is_some_and(|page| pages.contains(&page)))
}

fn words(text: &str) -> HashSet<String> {
    token::words(text).map(|(_, word)| word.to_lowercase()).filter(|word| word.chars().count() > 2).collect()
}

/// What posts speak of, and in which language.
struct Portrait {
    language: Option<Lang>,
    /// Stems of the longer words: the short ones are those that everybody uses.
    stems: HashSet<String>,
}

impl Portrait {
    fn of(posts: &[Post]) -> Self {
        let texts = posts.iter().take(MOST).map(|post| format!("<p>{}.</p>{}", post.title, post.html()));
        let document = Document::from_html(&texts.collect::<String>(), None);
        let language = document.language();
        let tag = language.as_ref().map_or("en", Lang::primary).to_owned();
        let long = token::words(&document.text).map(|(_, word)| word.to_lowercase());
        let stems = long.filter(|w| w.chars().count() > 5).map(|word| stem::stem(&word, &tag).into_owned()).collect();
        Self { language, stems }
    }

    /// The cosine of the two sets of stems.
    fn likeness(&self, other: &Self) -> f64 {
        let common = self.stems.intersection(&other.stems).count() as f64;
        let product = (self.stems.len() * other.stems.len()) as f64;
        if product > 0.0 { common / product.sqrt() } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::taken_over;
    use crate::{feed, model::Lang};

    fn feed(title: &str, site: &str, posts: &[(&str, &str)]) -> feed::Feed {
        let item = |(n, (title, text)): (usize, &(&str, &str))| {
            format!(
                "<item><title>{title}</title><link>https://{site}/{n}</link><description>{text}</description></item>"
            )
        };
        let items: Vec<String> = posts.iter().enumerate().map(item).collect();
        let items = items.concat();
        let xml = format!("<rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>");
        feed::read(xml.as_bytes(), None, None).unwrap()
    }

    const GARDEN: [(&str, &str); 3] = [
        ("Aardappelen", "De aardappelen staan erin, en de compost ligt klaar voor de pompoenen achter het schuurtje."),
        ("Slakken", "Alle slakken van het volkstuincomplex hebben vannacht mijn slaplantjes gevonden en opgegeten."),
        ("Compost", "Wie composteert moet geduld hebben: koffiedik, eierschalen en bladeren worden vanzelf aarde."),
    ];
    const CASINO: [(&str, &str); 3] = [
        ("Best casino bonuses", "Claim your welcome bonus today and play hundreds of slot machines with free spins."),
        (
            "Roulette strategy",
            "Professional gamblers reveal the betting systems that casinos would rather keep hidden.",
        ),
        ("Free spins", "No deposit required: register at our partner and collect your free spins immediately."),
    ];

    #[test]
    fn a_casino_in_a_garden_is_noticed() {
        let before = feed("Volkstuin 61", "tuin.example", &GARDEN);
        let now = feed("Lucky Spins Casino", "tuin.example/spins", &CASINO);
        let found = taken_over(&before.title, &before.posts, &now).unwrap();
        assert_eq!((found.title_before.as_str(), found.title.as_str()), ("Volkstuin 61", "Lucky Spins Casino"));
        assert_eq!(found.language.as_ref().map(Lang::as_str), Some("en"));
    }

    #[test]
    fn a_blog_that_moves_or_is_renamed_is_not() {
        let before = feed("Volkstuin 61", "tuin.example", &GARDEN);
        let moved = feed("Volkstuin 61", "nieuw.example", &CASINO);
        assert_eq!(taken_over(&before.title, &before.posts, &moved), None, "the title stayed");
        let renamed = feed("Wroeten", "tuin.example", &GARDEN);
        assert_eq!(taken_over(&before.title, &before.posts, &renamed), None, "the posts stayed");
        let both = feed(
            "Wroeten",
            "nieuw.example",
            &[
                ("Nieuwe plek", "De compost en de pompoenen zijn mee verhuisd, de slakken en de slaplantjes ook."),
                ("Aardappelen", "Mijn aardappelen staan erin, en de bladeren liggen achter het nieuwe schuurtje."),
                ("Slakken", "De slakken van het volkstuincomplex vonden vannacht de bladeren en het koffiedik."),
            ],
        );
        assert_eq!(taken_over(&before.title, &before.posts, &both), None, "the topic stayed");
        assert_eq!(taken_over("", &before.posts, &both), None);
    }
}
