//! The words that bring in somebody's words.

use serde::Deserialize;

use super::lexicon::{Phrases, Words};

/// The cue words of a language, in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Cues {
    /// Verbs of saying, as they stand in texts.
    pub(super) say: Words,
    /// Verbs of saying whose object is a person.
    pub(super) to: Words,
    /// A source follows.
    pub(super) from: Phrases,
    /// A source follows, right behind somebody's words only: “…”, so Anna.
    pub(super) tags: Words,
    /// A source follows when a word for words stands before.
    pub(super) of: Words,
    /// Words for words.
    pub(super) words: Words,
    /// Subjects that name nobody.
    pub(super) pronouns: Words,
    /// Subjects that are the author.
    pub(super) own: Words,
    /// Words before somebody who belongs to somebody.
    pub(super) possessives: Words,
    /// Words that may stand between a subject and its verb.
    pub(super) between: Words,
    /// Words that begin a noun phrase.
    pub(super) determiners: Words,
    /// Words that lead from a noun to another: “a baker from Delft”.
    pub(super) prepositions: Words,
    /// Words that go on about the noun just before a comma: “Anna, who …”.
    pub(super) relative: Words,
    /// Verbs that leave the participle to the end of the clause: “Anna heeft … gezegd”.
    pub(super) auxiliaries: Words,
    /// Verbs that stand between a noun and where it comes from: “my favourite came from a driver” names nobody.
    pub(super) verbs: Words,
    /// Singular pronouns for people: somebody named before, if anywhere.
    pub(super) singular: Words,
    /// Pronouns for somebody other than whom the sentence names.
    pub(super) third: Words,
    /// Verbs for passing on somebody's words.
    pub(super) sharing: Words,
    /// Words before a link that is no nickname.
    pub(super) articles: Words,
    /// Words that may stand between the halves of one utterance.
    pub(super) connectives: Words,
    /// Whether all nouns have a capital, so that it makes no name.
    pub(super) capital_nouns: bool,
    /// Whether the subject may follow its verb in the middle of a sentence.
    pub(super) inverts: bool,
}
