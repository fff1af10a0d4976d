//! The lists of an edition, and how they are spread over pages.

/// A list of an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    Entries,
    Definitions,
    Quotes,
    Reactions,
}

impl List {
    /// How many items a page shows: so many that page and stylesheet arrive with the first packets of a connection
    /// (14 kB compressed, RFC 6928), with summaries of 50 to 80 words and citations of one sentence or two.
    pub(crate) const fn per_page(self) -> usize {
        match self {
            Self::Entries => 24,
            Self::Definitions => 30,
            Self::Quotes => 40,
            // Each of 280 characters at most.
            Self::Reactions => 20,
        }
    }

    /// How many pages it takes; an empty list has one.
    pub(crate) fn pages(self, items: usize) -> usize {
        items.div_ceil(self.per_page()).max(1)
    }

    /// The page of an edition at `edition` on which the `n`th item stands.
    pub(crate) fn page_of(self, edition: &str, n: usize) -> String {
        self.page(edition, n / self.per_page())
    }

    /// The `page`th page: the list's first page or a later one.
    pub(crate) fn page(self, edition: &str, page: usize) -> String {
        let folder = match self {
            Self::Entries => "entries/",
            Self::Definitions => "definitions/",
            Self::Quotes => "quotes/",
            Self::Reactions => "reactions/",
        };
        if page == 0 { format!("{edition}{folder}") } else { format!("{edition}{folder}page-{}/", page + 1) }
    }

    /// The items of the `page`th page.
    pub(crate) fn shown<T>(self, items: &[T], page: usize) -> &[T] {
        items.chunks(self.per_page()).nth(page).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::List;

    #[test]
    fn every_item_stands_on_one_page() {
        let items: Vec<usize> = (0..100).collect();
        for list in [List::Entries, List::Definitions, List::Quotes, List::Reactions] {
            let pages = 0..list.pages(items.len());
            let all: Vec<usize> = pages.clone().flat_map(|page| list.shown(&items, page).to_vec()).collect();
            assert_eq!(all, items);
            for page in pages {
                let place = list.page("a/", page);
                assert!(list.shown(&items, page).iter().all(|n| list.page_of("a/", *n) == place));
            }
        }
        assert_eq!(List::Entries.pages(0), 1);
        assert!(List::Entries.shown::<usize>(&[], 0).is_empty());
        assert_eq!(List::Quotes.page("a/", 2), "a/quotes/page-3/");
    }
}
