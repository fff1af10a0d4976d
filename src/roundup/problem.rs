//! What is wrong with the host's files or the records, for people.

/// Something in the host's files or the records that keeps the site from being built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Which file, relative to the site.
    pub path: String,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}
