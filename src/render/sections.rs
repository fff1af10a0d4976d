//! A list in sections that is spread over pages: which item stands where.

use super::lists::List;

/// The sections of a list. Every item is in exactly one.
#[derive(Clone, Debug)]
pub(crate) struct Sections<T> {
    list: List,
    parts: Vec<(T, Vec<usize>)>,
    /// By item, its place in the order of the sections.
    places: Vec<usize>,
}

/// What one page shows of a section.
#[derive(Debug)]
pub(crate) struct Part<'a, T> {
    pub(crate) label: &'a T,
    /// The items on this page.
    pub(crate) items: &'a [usize],
    /// All items of the section.
    pub(crate) all: &'a [usize],
    /// Whether the section began on an earlier page.
    pub(crate) continued: bool,
}

impl<T> Sections<T> {
    /// Sections of the items 0, 1, 2 … of a list, each of which is in one of them.
    pub(crate) fn new(list: List, sections: Vec<(T, Vec<usize>)>) -> Self {
        let order = sections.iter().flat_map(|(_, items)| items);
        let mut places = vec![0; order.clone().count()];
        for (place, &item) in order.enumerate() {
            places[item] = place;
        }
        Self { list, parts: sections, places }
    }

    /// The page that an item stands on, counted from 0.
    pub(crate) fn page_of(&self, item: usize) -> usize {
        self.places.get(item).map_or(0, |place| place / self.list.per_page())
    }

    /// The items of a page, in the order in which they stand there.
    pub(crate) fn items(&self, page: usize) -> Vec<usize> {
        self.page(page).into_iter().flat_map(|part| part.items.iter().copied()).collect()
    }

    /// What stands on a page.
    pub(crate) fn page(&self, page: usize) -> Vec<Part<'_, T>> {
        let (from, to) = (page * self.list.per_page(), (page + 1) * self.list.per_page());
        let mut begins = 0;
        let mut parts = Vec::new();
        for (label, all) in &self.parts {
            let within = |place: usize| place.clamp(begins, begins + all.len()) - begins;
            let items = &all[within(from)..within(to)];
            if !items.is_empty() {
                parts.push(Part { label, items, all, continued: begins < from });
            }
            begins += all.len();
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{List, Sections};

    proptest! {
        #[test]
        fn every_item_stands_on_the_page_it_is_said_to(sizes in prop::collection::vec(0_usize..150, 0..9)) {
            let total: usize = sizes.iter().sum();
            // Backwards, so that the order of the items is not that of the sections.
            let mut left = total;
            let sections = sizes.iter().enumerate().map(|(n, size)| {
                left -= size;
                (n, (left..left + size).collect())
            });
            let sections = Sections::new(List::Quotes, sections.collect());
            let per_page = List::Quotes.per_page();
            let mut seen = vec![0; total];
            for page in 0..total.div_ceil(per_page) {
                let parts = sections.page(page);
                prop_assert!(parts.iter().map(|part| part.items.len()).sum::<usize>() <= per_page);
                for (n, part) in parts.iter().enumerate() {
                    prop_assert!(!part.continued || n == 0 && part.items[0] != part.all[0]);
                    for &item in part.items {
                        seen[item] += 1;
                        prop_assert_eq!(sections.page_of(item), page);
                    }
                }
            }
            prop_assert!(seen.iter().all(|times| *times == 1));
        }
    }
}
