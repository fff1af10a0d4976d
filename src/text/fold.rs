//! Folding for comparisons.

/// The text as comparisons see it: white space of any kind becomes one space, at the edges none; quotation marks and
/// apostrophes become `"` and `'`, dashes and hyphens `-`; invisible characters go. Letters and case stay.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        let c = match c {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => continue,
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
            c if c.is_whitespace() => {
                gap = !folded.is_empty();
                continue;
            }
            c => c,
        };
        if gap {
            folded.push(' ');
            gap = false;
        }
        folded.push(c);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn hears_no_difference_between_glyphs() {
        assert_eq!(fold("  “Zo’n\u{a0}\n\u{a0}dag” – ja\u{ad}ar "), "\"Zo'n dag\" - jaar");
        assert_eq!(fold("«Zo'n dag»"), "\"Zo'n dag\"");
        assert_eq!(fold("Dag"), "Dag");
    }
}
