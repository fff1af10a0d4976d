//! Runs stage 1 over many blogs, reads and writes the records.
