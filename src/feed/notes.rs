//! What was repaired or doubtful, once for each kind.

use crate::model::Note;

/// A feed of a hundred thousand bad entries is not told about a hundred thousand times.
const MOST: usize = 100;

/// Notes in the order in which they were first needed.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(Note, usize)>);

impl Notes {
    /// Adds a note. The same sentence again is only counted.
    pub(super) fn add(&mut self, code: &str, message: impl Into<String>) {
        let note = Note::new(code, message);
        if let Some((_, times)) = self.0.iter_mut().find(|(known, _)| *known == note) {
            *times += 1;
        } else if self.0.len() < MOST {
            self.0.push((note, 1));
        }
    }

    /// The notes, with how often they applied.
    pub(super) fn into_vec(self) -> Vec<Note> {
        let told = |(note, times): (Note, usize)| match times {
            1 => note,
            _ => Note { message: format!("{} ({times} times)", note.message), ..note },
        };
        self.0.into_iter().map(told).collect()
    }
}
