//! Where the machine draws its lines.

use super::Citation;

/// Two lines through the scores of one kind of finding, 0 to 1, `suggest` not above `publish`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// From here on it is used without asking anybody.
    pub publish: f64,
    /// From here on the host is told of it; nothing below is kept.
    pub suggest: f64,
}

/// Where a score falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Banded {
    /// Sure enough to be used.
    Publish,
    /// For the host to decide.
    Suggest,
    /// Not worth anybody's time.
    Drop,
}

/// The lines for everything the machine finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bands {
    /// Posts: accepted, candidates, rejected.
    pub entries: Band,
    /// Definitions.
    pub definitions: Band,
    /// Quotes.
    pub quotes: Band,
}

impl Default for Bands {
    fn default() -> Self {
        Self {
            entries: Band { publish: 0.5, suggest: 0.25 },
            definitions: Band { publish: 0.6, suggest: 0.3 },
            quotes: Band { publish: 0.6, suggest: 0.3 },
        }
    }
}

impl Band {
    /// Where a score falls.
    #[must_use]
    pub fn of(self, score: f64) -> Banded {
        if score >= self.publish {
            Banded::Publish
        } else if score >= self.suggest {
            Banded::Suggest
        } else {
            Banded::Drop
        }
    }

    /// Those to use and those to suggest, each in the order they came in.
    #[must_use]
    pub fn split(self, citations: Vec<Citation>) -> (Vec<Citation>, Vec<Citation>) {
        let kept = citations.into_iter().filter(|citation| self.of(citation.score) != Banded::Drop);
        kept.partition(|citation| self.of(citation.score) == Banded::Publish)
    }
}

#[cfg(test)]
mod tests {
    use super::{Band, Banded, Bands};

    #[test]
    fn a_score_on_the_line_is_above_it() {
        let band = Band { publish: 0.6, suggest: 0.3 };
        let banded: Vec<_> = [0.6, 0.59, 0.3, 0.29].into_iter().map(|score| band.of(score)).collect();
        assert_eq!(banded, [Banded::Publish, Banded::Suggest, Banded::Suggest, Banded::Drop]);
    }

    #[test]
    fn nothing_is_published_that_would_not_be_suggested() {
        let Bands { entries, definitions, quotes } = Bands::default();
        assert!([entries, definitions, quotes].iter().all(|band| band.suggest <= band.publish));
    }
}
