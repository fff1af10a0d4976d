//! The arc diagram: people on a line, and an arc between every two who share something, thicker the more they share.
//!
//! The line stands upright, so that names lie flat and the drawing fits a telephone. Colours are attributes, so that it
//! stands by itself; classes let the stylesheet change them at dusk. Only the order of the people is somebody else's
//! ([`seriation`](super::seriation)): neighbours make short arcs.

use std::fmt::Write as _;

use super::{
    drawing::{begin, cut},
    html::escape,
    ride::{COLOURS, INK, RED, short},
};
use crate::model::palette::DISCS;

/// The width of the drawing in its own units. At 288 px, which is what a page of 320 px leaves, its text is 13 px high.
const WIDTH: f64 = 420.0;
const TEXT: f64 = 19.0;
/// The height of a person.
const ROW: f64 = 36.0;
/// Where the line stands.
const LINE: f64 = 230.0;
const DISC: f64 = 10.5;
/// How far the widest arc reaches from the line, its own thickness not counted.
const REACH: f64 = 184.0;
/// The thinnest and the thickest arc.
const THICKNESS: (f64, f64) = (1.75, 7.0);
/// Longer names are cut off: what is left of the line has room for so many letters.
const LETTERS: usize = 19;

/// Somebody on the line.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub(crate) name: &'a str,
    /// Which of the [`COLOURS`].
    pub(crate) colour: usize,
}

/// What two people share.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    /// Their places on the line.
    pub(crate) ends: (usize, usize),
    /// How much it is; any number above 0, for comparing.
    pub(crate) strength: f64,
}

/// The diagram as an `svg` element. `id` makes its title's and description's ids unique on a page.
pub(crate) fn svg(id: &str, title: &str, description: &str, nodes: &[Node], arcs: &[Arc]) -> String {
    let mut out = String::with_capacity(1024 + nodes.len() * 256 + arcs.len() * 96);
    let height = ROW * nodes.len() as f64;
    begin(&mut out, "arcs", (WIDTH, height), id, title, description);
    let at = |node: usize| ROW * (node as f64 + 0.5);
    let most = arcs.iter().map(|arc| arc.strength).fold(f64::MIN_POSITIVE, f64::max);
    let longest = arcs.iter().map(|arc| arc.ends.0.abs_diff(arc.ends.1)).max().unwrap_or(1).max(1) as f64;
    let _ = write!(out, "<g class=\"arc\" fill=\"none\" stroke=\"{RED}\" stroke-opacity=\"0.72\">");
    for arc in arcs {
        let (above, below) = (arc.ends.0.min(arc.ends.1), arc.ends.0.max(arc.ends.1));
        let radius = ROW * (below - above) as f64 / 2.0;
        let reach = (REACH * (below - above) as f64 / longest).min(radius * 2.4).max(ROW / 2.0);
        let thickness = THICKNESS.0 + (THICKNESS.1 - THICKNESS.0) * (arc.strength / most).clamp(0.0, 1.0);
        let _ = write!(
            out,
            "<path d=\"M{LINE} {}A{} {} 0 0 1 {LINE} {}\" stroke-width=\"{}\"/>",
            short(at(above), 1),
            short(reach, 1),
            short(radius, 1),
            short(at(below), 1),
            short(thickness, 1)
        );
    }
    let _ = write!(
        out,
        "</g><path class=\"line\" d=\"M{LINE} {}V{}\" stroke=\"{INK}\" stroke-width=\"2\"/>",
        short(ROW / 2.0, 1),
        short(height - ROW / 2.0, 1)
    );
    let _ = write!(out, "<g class=\"names\" fill=\"{INK}\" font-size=\"{TEXT}\" text-anchor=\"end\">");
    for (n, node) in nodes.iter().enumerate() {
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\">{}</text>",
            short(LINE - DISC - 9.0, 1),
            short(at(n) + TEXT * 0.34, 1),
            escape(&cut(node.name, LETTERS))
        );
    }
    let _ = write!(out, "</g><g class=\"discs\" stroke=\"{INK}\" stroke-width=\"2\">");
    for (n, node) in nodes.iter().enumerate() {
        let _ = write!(
            out,
            "<circle cx=\"{LINE}\" cy=\"{}\" r=\"{DISC}\" fill=\"{}\"/>",
            short(at(n), 1),
            DISCS[node.colour % COLOURS]
        );
    }
    out.push_str("</g></svg>");
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Arc, Node, ROW, WIDTH, svg};
    use crate::render::figure_tests::Drawing;

    fn arc(a: usize, b: usize, strength: f64) -> Arc {
        Arc { ends: (a, b), strength }
    }

    #[test]
    fn three_people_look_like_this() {
        let names = ["Marit Veenstra", "Nadia el Khatib", "Wolfeschlegelsteinhausenbergerdorff"];
        let nodes: Vec<Node> = names.iter().enumerate().map(|(colour, name)| Node { name, colour }).collect();
        insta::assert_snapshot!(svg("a", "Wie deelt wat", "Drie mensen.", &nodes, &[arc(0, 1, 1.0), arc(2, 0, 4.0)]));
    }

    proptest! {
        #[test]
        fn everything_is_inside_and_names_are_text(
            names in prop::collection::vec("\\PC{0,40}", 1..30),
            ends in prop::collection::vec((0_usize..30, 0_usize..30, 0.0_f64..1e9), 0..60),
        ) {
            let nodes: Vec<Node> = names.iter().enumerate().map(|(colour, name)| Node { name, colour }).collect();
            let arcs: Vec<Arc> = ends
                .into_iter()
                .filter(|(a, b, _)| a != b && *a < names.len() && *b < names.len())
                .map(|(a, b, strength)| arc(a, b, strength))
                .collect();
            let drawn = svg("a", &names[0], &names[0], &nodes, &arcs);
            let drawing = Drawing::read(&drawn);
            prop_assert_eq!(drawing.view, (WIDTH, ROW * names.len() as f64));
            prop_assert!(drawing.is_inside(), "{}", drawn);
            prop_assert!(drawing.smallest_text.unwrap() * 288.0 / WIDTH >= 13.0);
            prop_assert_eq!((drawing.count("circle"), drawing.count("text")), (names.len(), names.len()));
            prop_assert_eq!(drawing.count("path"), arcs.len() + 1);
            prop_assert_eq!(&drawn, &svg("a", &names[0], &names[0], &nodes, &arcs));
        }
    }
}
