//! Dates that can be read and still cannot be right.

use jiff::{SignedDuration, Timestamp};

use super::plain;
use crate::model::{Moment, Note, Post};

/// How far a clock may go ahead, and a zone be missing, before a date counts as one of the future.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// So many posts do not appear in one second.
const AT_ONCE: usize = 4;

/// What is doubtful about the dates of a feed's posts, for whoever knows what time it is: a post that is more than a day
/// ahead (`future-date`, one note for each), and four posts or more that all carry the same instant to the second
/// (`same-dates`): the time at which the feed was made, most likely. The dates themselves are left as they are.
#[must_use]
pub fn doubtful_dates(posts: &[Post], now: Timestamp) -> Vec<Note> {
    let mut notes = Vec::new();
    let limit = now.saturating_add(AHEAD).unwrap_or(Timestamp::MAX);
    for post in posts {
        if let Some(published) = post.published.filter(|published| published.earliest() > limit) {
            let name = plain::short(if post.title.is_empty() { &post.id } else { &post.title });
            notes.push(Note::new("future-date", format!("“{name}” is dated {published}, which is still to come")));
        }
    }
    let dated: Vec<Moment> = posts.iter().filter_map(|post| post.published.or(post.updated)).collect();
    if let [Moment::Instant(first, _), ..] = dated.as_slice()
        && dated.len() >= AT_ONCE
        && dated.iter().all(|at| matches!(at, Moment::Instant(at, _) if at.as_second() == first.as_second()))
    {
        notes.push(Note::new(
            "same-dates",
            format!("all {} dated posts carry the same time, {}", dated.len(), dated[0]),
        ));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::doubtful_dates;
    use crate::model::{Note, Post};

    fn posts(dates: &[&str]) -> Vec<Post> {
        let items: String = dates.iter().enumerate().fold(String::new(), |all, (n, date)| {
            format!("{all}<item><title>post {n}</title><pubDate>{date}</pubDate></item>")
        });
        crate::feed::read(format!("<rss version='2.0'><channel>{items}</channel></rss>").as_bytes(), None, None)
            .unwrap()
            .posts
    }

    fn notes(dates: &[&str]) -> Vec<String> {
        let told = |note: Note| format!("{}: {}", note.code, note.message);
        doubtful_dates(&posts(dates), "2026-05-06T10:00:00Z".parse().unwrap()).into_iter().map(told).collect()
    }

    #[test]
    fn a_post_of_the_day_after_tomorrow_is_doubtful() {
        assert_eq!(notes(&["2026-05-07T10:00:00Z", "2026-05-07", "2024-01-01", "x"]), [""; 0]);
        assert_eq!(
            notes(&["2026-05-07T10:00:01Z", "2026-05-09"]),
            [
                "future-date: “post 0” is dated 2026-05-07T10:00:01Z, which is still to come",
                "future-date: “post 1” is dated 2026-05-09, which is still to come",
            ]
        );
    }

    #[test]
    fn four_posts_of_one_second_are_doubtful() {
        let at = "2024-01-01T10:00:00Z";
        assert_eq!(
            notes(&[at, "2024-01-01T12:00:00+02:00", at, "2024-01-01T10:00:00.9Z", "x"]),
            ["same-dates: all 4 dated posts carry the same time, 2024-01-01T10:00:00Z"]
        );
        assert_eq!(notes(&[at, at, at]), [""; 0]);
        assert_eq!(notes(&[at, at, at, at, "2024-01-01T10:00:01Z"]), [""; 0]);
        assert_eq!(notes(&["2024-01-01"; 5]), [""; 0]);
    }
}
