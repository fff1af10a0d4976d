//! A look at HTML before anything that keeps it reads it: small inputs can take a parser minutes.
//!
//! There is no clock in it. The parser itself reads the HTML into a tree that is none and only counts what it is asked
//! for (`meter`), in pieces that have one tag at most, and is left alone as soon as the count is too high. The price is
//! one *step*, a look at an element: some nanoseconds. What it is charged for:
//!
//! * every element the parser looks at: it walks up the open elements at nearly every tag (quadratic in the depth)
//! * every element it makes, with its attributes: it makes those that were left open again in every block that follows
//! * comparing new formatting elements with the open ones, attributes and all
//! * looking for a place among siblings, for what may not stand in a table and for what was closed crosswise
//! * comparing each attribute of a tag with those before it (`attributes`: before the tag ends the parser says nothing)
//!
//! Beside the steps, what readers of the finished tree pay for is capped: its depth, escaped characters in long texts
//! (the serialiser looks ahead from each), and blocks inside many formatting elements (a text remembers them all).

mod attributes;
mod meter;

use std::panic::{AssertUnwindSafe, catch_unwind};

use html5ever::{
    ParseOpts, Parser, QualName, local_name, ns, parse_fragment,
    tendril::{StrTendril, TendrilSink},
};

use self::{
    attributes::Attributes,
    meter::{Counts, Meter},
};

/// More open elements than any real page has: 130 pages of the web peaked at 319.
pub(super) const DEEPEST: usize = 512;
/// The largest HTML that is read, in bytes.
pub(super) const LARGEST: usize = 2 << 20;
/// The most a parser may have to do. The costliest of 365 real pages took 434,000 steps, of 370 kB. All that is done with a
/// text, parsing it twice and writing it down, takes about 30 ns a step.
const STEPS: usize = 5_000_000;
/// The most attributes of an element.
const MOST_ATTRIBUTES: usize = 256;
/// Formatting elements inside each other.
const MOST_FORMATS: usize = 64;
/// Blocks times the formatting elements around them; real pages have some 3,000.
const MARKED: usize = 200_000;
/// The most steps of a page whose main text is looked for: twice those of the costliest real page.
const LIGHT: usize = 900_000;
/// Nodes times the elements around them, for a library that climbs.
const CLIMBED: usize = 1_000_000;
/// The serialiser looks through the rest of a text for every character of it that it escapes: so many bytes at most.
const SCANNED: usize = 1_000_000_000;
/// The parser is asked after every tag, and after so many bytes.
const PIECE: usize = 4096;

/// HTML is nested so deeply, or so large, that reading it would take too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TooMuch {
    /// More than 512 open elements.
    #[error("the markup is nested more than 512 elements deep")]
    Depth,
    /// More bytes than a post may have.
    #[error("the markup is larger than 2 MiB")]
    Size,
    /// Elements that overlap, or attributes without number, in a way that takes too long to untangle.
    #[error("the markup is too tangled to be read")]
    Tangle,
}

/// What reading an HTML text costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    steps: usize,
    /// Nodes, each as often as elements stand around it.
    climbed: usize,
}

impl Cost {
    /// The cost of this and another reading together.
    ///
    /// # Errors
    /// When together they are too much.
    pub(super) fn and(self, other: Self) -> Result<Self, TooMuch> {
        let both = Self { steps: self.steps + other.steps, climbed: self.climbed + other.climbed };
        if both.steps > STEPS { Err(TooMuch::Tangle) } else { Ok(both) }
    }

    /// Whether the main text of a page may be looked for, which takes a dozen walks and climbs.
    pub(super) fn is_light(self) -> bool {
        self.steps <= LIGHT && self.climbed <= CLIMBED
    }
}

/// Refuses HTML that would take too long, and says what it costs. Takes no longer itself than what it lets through does.
///
/// # Errors
/// Says what there is too much of.
pub(super) fn check(html: &str) -> Result<Cost, TooMuch> {
    if html.len() > LARGEST {
        return Err(TooMuch::Size);
    }
    // Nothing to parse, and nothing that is escaped when it is written down.
    if !html.bytes().any(|b| matches!(b, b'<' | b'&' | 0xc2)) {
        return Ok(Cost::default());
    }
    catch_unwind(AssertUnwindSafe(|| measure(html))).unwrap_or(Err(TooMuch::Tangle))
}

fn measure(html: &str) -> Result<Cost, TooMuch> {
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let mut parser = parse_fragment(Meter::default(), ParseOpts::default(), context, Vec::new(), false);
    let mut attributes = Attributes::default();
    for piece in Pieces(html) {
        let meter = &parser.tokenizer.sink.sink;
        meter.step(attributes.read(piece));
        verdict(&meter.counts())?;
        meter.take_spoke();
        parser.process(StrTendril::from_slice(piece));
        compare(&parser);
        if parser.tokenizer.sink.sink.take_spoke() {
            attributes.end();
        }
    }
    let counts = parser.finish().counts();
    verdict(&counts)?;
    Ok(Cost { steps: counts.steps, climbed: counts.climbed })
}

fn compare(parser: &Parser<Meter>) {
    let builder = &parser.tokenizer.sink;
    builder.sink.compare_formats(|tracer| builder.trace_handles(tracer));
}

fn verdict(counts: &Counts) -> Result<(), TooMuch> {
    // The parser adds an `html` of its own around a fragment.
    if counts.deepest > DEEPEST + 1 || counts.formats > MOST_FORMATS {
        return Err(TooMuch::Depth);
    }
    let tangled = counts.steps > STEPS
        || counts.marked > MARKED
        || counts.scanned > SCANNED
        || counts.attributes > MOST_ATTRIBUTES;
    if tangled { Err(TooMuch::Tangle) } else { Ok(()) }
}

/// HTML cut before every `<`, and wherever a piece would become long.
struct Pieces<'a>(&'a str);

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.0.is_empty() {
            return None;
        }
        let mut end = self.0.len().min(PIECE);
        while !self.0.is_char_boundary(end) {
            end -= 1;
        }
        if let Some(at) = self.0.get(1..end).and_then(|rest| rest.find('<')) {
            end = at + 1;
        }
        let (piece, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::{TooMuch, check};

    fn refused(html: &str) -> Result<(), TooMuch> {
        check(html).map(|_| ())
    }

    #[test]
    fn ordinary_pages_pass() {
        assert_eq!(refused(&"<p>a <b>b</b> <br>".repeat(5000)), Ok(()));
        assert_eq!(refused(&format!("<ul>{}</ul>", "<li>a".repeat(5000))), Ok(()));
        assert_eq!(refused(&format!("<table>{}</table>", "<tr><td>a<td>b".repeat(5000))), Ok(()));
        assert_eq!(refused(&"<div>".repeat(512)), Ok(()));
    }

    #[test]
    fn time_bombs_do_not() {
        assert_eq!(refused(&"<div>".repeat(513)), Err(TooMuch::Depth));
        assert_eq!(refused(&"<b>".repeat(600)), Err(TooMuch::Depth));
        assert_eq!(refused(&"<a><div>".repeat(1000)), Err(TooMuch::Depth));
        let open = (0..400).map(|n| format!("<font a{n}>")).collect::<Vec<_>>().concat();
        assert!(refused(&format!("{open}{}", "<p></p>".repeat(10_000))).is_err());
        assert_eq!(refused(&"<p a1 ".repeat(600)), Ok(()));
        assert_eq!(refused(&"a & b ".repeat(20_000)), Err(TooMuch::Tangle));
        assert_eq!(refused(&"\u{a0}".repeat(100_000)), Err(TooMuch::Tangle));
        assert_eq!(refused(&"<p>a & b</p> ".repeat(20_000)), Ok(()));
        assert_eq!(refused(&"a &lt; b ".repeat(20_000)), Ok(()));
        let attributes = (0..300).map(|n| format!(" a{n}")).collect::<Vec<_>>().concat();
        assert_eq!(refused(&format!("<p{attributes}>")), Err(TooMuch::Tangle));
    }

    #[test]
    fn what_hides_from_a_tokenizer_does_not_hide_from_the_parser() {
        // Each of these leaves elements open that look closed, or hides them in what looks like a comment.
        for piece in ["<div><object></div>", "<li><center>", "<p><object>", "<div><xmp></div></xmp>"] {
            assert_eq!(refused(&piece.repeat(2000)), Err(TooMuch::Depth), "{piece}");
        }
        for start in ["<!-->", "<!-- --!>", "<![CDATA[>", "<?x>", "<!x [>", "<svg><style>"] {
            let open = if start.starts_with("<svg") { "<g>" } else { "<div>" };
            assert_eq!(refused(&format!("{start}{}", open.repeat(2000))), Err(TooMuch::Depth), "{start}");
        }
        let attributes = (0..20_000).map(|n| format!(" a{n}")).collect::<Vec<_>>().concat();
        assert_eq!(refused(&format!("<p></p{attributes}>")), Err(TooMuch::Tangle));
        assert_eq!(refused(&format!("<!--{attributes}-->")), Ok(()));
        assert_eq!(refused(&format!("<img alt='{attributes}'>")), Ok(()));
    }

    #[test]
    fn what_is_costly_to_place_is_counted() {
        assert_eq!(refused(&format!("<table>{}", "<br>".repeat(100_000))), Err(TooMuch::Tangle));
        assert_eq!(refused(&format!("{}{}", "<b>".repeat(60), "<p>x</p>".repeat(100_000))), Err(TooMuch::Tangle));
        assert_eq!(refused(&format!("<table>{}</table>", "<br>".repeat(1000))), Ok(()));
    }
}
