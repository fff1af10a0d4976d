//! One file a command: turns arguments into calls and results into words.
