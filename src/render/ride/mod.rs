//! The swing ride (*zweefmolen*): one drawing, made of the names of those who take part.
//!
//! Up to 24 riders sit in one ring, up to 48 in two, more in three. Every seat is drawn twice, behind the mast and in
//! front of it; the stylesheet swaps the two while the ride turns. Colours are attributes, so that the drawing stands by
//! itself; classes let the stylesheet change them at dusk. The page, the [card](super::card), the [badge](super::badge)
//! and the icon show the same drawing.

use std::fmt::Write as _;

use super::{drawing, palette::Paint};
use crate::model::{
    Colour,
    palette::{DISCS, INK as INKS, PRESETS},
};

mod canopy;
mod seats;

pub(crate) use seats::keyframes;
use seats::{LEAST_SEATS, Ring, rings};

/// How many colours riders can have.
pub(crate) const COLOURS: usize = DISCS.len();
/// So many seats are free at least while there is room in the ring and the call is open.
const WELCOME: usize = 2;

/// A rider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rider {
    /// One or two letters.
    pub(crate) initials: String,
    /// Which of the [`COLOURS`].
    pub(crate) colour: usize,
}

/// A ride.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ride<'a> {
    pub(crate) riders: &'a [Rider],
    /// How many empty seats ask to be taken. A ride with few riders has others, which ask nothing.
    pub(crate) free: usize,
    pub(crate) paint: Paint,
}

/// What initials are written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// Text, in the font of the page.
    Text,
    /// Outlines of the display face, where no font can be counted on.
    Outlines,
}

/// Where things are, in the units of the drawing (640 × 560).
const HUB: (f64, f64) = (320.0, 172.0);
const CHAIN: f64 = 180.0;

/// Lines are of ink at dusk, too, where the stylesheet does not say otherwise.
pub(super) const INK: Colour = INKS.light;
/// What stands out in any edition.
pub(super) const RED: Colour = PRESETS[0].1.cloth;
const GOLD: Colour = DISCS[0];

/// How many seats are free while the call is open.
pub(crate) fn free_seats(riders: usize) -> usize {
    if riders + WELCOME > 24 { 0 } else { LEAST_SEATS.saturating_sub(riders).max(WELCOME) }
}

impl Ride<'_> {
    /// The ride as an `svg` element of a page. `id` makes its title's and description's ids unique there.
    pub(crate) fn svg(&self, id: &str, title: &str, description: &str) -> String {
        let mut out = String::with_capacity(16 << 10);
        drawing::begin(&mut out, "ride-drawing", (640.0, 560.0), id, title, description);
        self.scene(&mut out, Letters::Text);
        out.push_str("</svg>");
        out
    }

    /// The ride with the sky behind and the ground below, 640 × 560, to be put into a drawing.
    pub(crate) fn scene(&self, out: &mut String, letters: Letters) {
        let _ = write!(
            out,
            "<circle class=\"r-sun\" cx=\"320\" cy=\"292\" r=\"234\" fill=\"{}\"/>\
             <ellipse class=\"r-ground\" cx=\"320\" cy=\"522\" rx=\"272\" ry=\"25\" fill=\"#e9ddc2\"/>",
            self.paint.sky
        );
        draw(out, &rings(self), 12, 1.0, self.paint, letters);
    }
}

/// The ride with a few large seats and nobody's initials, for small pictures.
pub(crate) fn sign(out: &mut String, paint: Paint) {
    let riders: Vec<Rider> = (0..5).map(|colour| Rider { initials: String::new(), colour }).collect();
    let seats = riders.iter().map(Some).collect();
    let ring = Ring { scale: 1.0, letters: false, benches: true, inviting: false, seats };
    draw(out, &[ring], 6, 2.0, paint, Letters::Text);
}

/// The site's icon: the sign, as a file of its own.
pub(crate) fn icon(paint: Paint) -> String {
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"20 0 600 560\">\
         <rect x=\"20\" width=\"600\" height=\"560\" rx=\"120\" fill=\"#232a58\"/>",
    );
    sign(&mut out, paint);
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, rings: &[Ring], segments: u32, bold: f64, paint: Paint, letters: Letters) {
    canopy::underside(out, paint);
    for ring in rings {
        seats::draw_ring(out, ring, false, bold, letters);
    }
    canopy::mast(out, paint);
    for ring in rings.iter().rev() {
        seats::draw_ring(out, ring, true, bold, letters);
    }
    canopy::canopy(out, segments, bold, paint);
}

/// A number with at most `digits` decimals and no needless zeros.
pub(super) fn short(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{super::palette::Paint, Ride, Rider, free_seats, icon, keyframes, rings, short};
    use crate::model::Palette;

    fn riders(n: usize) -> Vec<Rider> {
        (0..n).map(|colour| Rider { initials: "AB".into(), colour }).collect()
    }

    fn ride(riders: &[Rider], free: usize) -> Ride<'_> {
        Ride { riders, free, paint: Paint::of(&Palette::of_edition(1)) }
    }

    #[test]
    fn every_rider_has_a_seat_in_both_layers() {
        for n in [0, 1, 3, 8, 10, 24, 25, 48, 49, 96] {
            let riders = riders(n);
            let drawn = ride(&riders, 0).svg("r", "t", "d");
            assert_eq!(drawn.matches("class=\"seat\"").count(), 2 * n.max(8), "{n} seats");
            assert_eq!(drawn.matches("class=\"r-head\"").count(), 2 * n, "{n} heads");
            assert!(!drawn.contains("r-free"), "{n}: nobody is asked any more");
            // None that hangs behind the mast is drawn over it.
            let (behind, before) = drawn.split_once("r-mast").expect("a mast");
            let rings = rings(&ride(&riders, 0));
            let half: usize = rings.iter().map(|ring| ring.seats.len() / 2).sum();
            assert_eq!(
                (behind.matches("opacity=\"0\"").count(), before.matches("opacity=\"0\"").count()),
                (0, half),
                "{n}"
            );
        }
    }

    #[test]
    fn free_seats_are_asked_for_while_there_is_room() {
        assert_eq!([0, 1, 6, 7, 22, 23, 80].map(free_seats), [8, 7, 2, 2, 2, 0, 0]);
        for n in [0, 1, 6, 7, 22, 23] {
            let riders = riders(n);
            let drawn = ride(&riders, free_seats(n)).svg("r", "t", "d");
            assert_eq!(drawn.matches("class=\"r-free\"").count(), 2 * free_seats(n), "{n} riders");
            assert_eq!(drawn.matches("class=\"r-head\"").count(), 2 * n, "{n} heads");
        }
    }

    #[test]
    fn many_riders_sit_in_more_rings() {
        let sizes = |n| rings(&ride(&riders(n), 0)).iter().map(|ring| ring.seats.len()).collect::<Vec<_>>();
        assert_eq!(sizes(3), [8]);
        assert_eq!(sizes(40), [24, 16]);
        assert_eq!(sizes(90), [40, 30, 20]);
        assert_eq!(sizes(5000).iter().sum::<usize>(), 96);
    }

    #[test]
    fn names_are_escaped_and_nothing_has_a_style_attribute() {
        let rider = [Rider { initials: "<&".into(), colour: 9 }];
        let drawn = ride(&rider, 2).svg("r", "<b>", "\"x\"");
        assert!(drawn.contains("&lt;b&gt;") && drawn.contains("&lt;&amp;") && !drawn.contains(" style="));
        assert!(!icon(Paint::of(&Palette::of_edition(1))).contains(" style="));
        assert!(keyframes().starts_with("@keyframes orbit{0%{transform"));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!((short(1.50, 2), short(-0.01, 1), short(20.0, 0)), ("1.5".into(), "0".into(), "20".into()));
    }
}
