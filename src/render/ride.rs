//! The swing ride (*zweefmolen*): one drawing, made of the names of those who take part.
//!
//! Up to 24 riders sit in one ring, up to 48 in two, more in three. Every seat is drawn twice, behind the mast and in
//! front of it; the stylesheet swaps the two while the ride turns. Colours are attributes, so that the drawing stands by
//! itself; classes let the stylesheet change them at dusk.

use std::{
    f64::consts::{PI, TAU},
    fmt::Write as _,
};

use super::{drawing, html::escape};

/// How many colours riders can have.
pub(crate) const COLOURS: usize = 5;
/// More riders than this are not drawn: they would be dust.
const MOST_SEATS: usize = 96;
/// A ride with fewer seats looks broken: empty ones are added.
const LEAST_SEATS: usize = 8;

/// A rider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rider {
    /// One or two letters.
    pub(crate) initials: String,
    /// Which of the [`COLOURS`].
    pub(crate) colour: usize,
}

/// Where things are, in the units of the drawing (640 × 560).
const HUB: (f64, f64) = (320.0, 172.0);
const REACH: f64 = 207.0;
const TILT: f64 = 30.0;
const CHAIN: f64 = 180.0;
const LEAN: f64 = 17.0;
const DEPTH: f64 = 0.13;
/// The rim of the canopy.
const RIM: (f64, f64) = (226.0, 34.0);
const APEX: f64 = 54.0;

pub(super) const INK: &str = "#1d2140";
pub(super) const RED: &str = "#c8372d";
const CREAM: &str = "#fff3d9";
const GOLD: &str = "#f2b632";
pub(super) const FILLS: [&str; COLOURS] = [GOLD, "#8fd0c4", "#f4a58f", CREAM, "#b9c6f2"];

/// The ride as an `svg` element. `id` makes its title's and description's ids unique on a page.
pub(crate) fn svg(id: &str, title: &str, description: &str, riders: &[Rider]) -> String {
    let mut out = String::with_capacity(16 << 10);
    drawing::begin(&mut out, "ride-drawing", (640.0, 560.0), id, title, description);
    out.push_str(
        "<circle class=\"r-sun\" cx=\"320\" cy=\"292\" r=\"234\" fill=\"#f8dfb0\"/>\
         <ellipse class=\"r-ground\" cx=\"320\" cy=\"522\" rx=\"272\" ry=\"25\" fill=\"#e9ddc2\"/>",
    );
    draw(&mut out, &rings(riders), 12, 1.0);
    out.push_str("</svg>");
    out
}

/// The site's icon: the same ride with a few large seats, as a file of its own.
pub(crate) fn icon() -> String {
    let riders: Vec<Rider> = (0..5).map(|colour| Rider { initials: String::new(), colour }).collect();
    let seats = riders.iter().map(Some).collect();
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"20 0 600 560\">\
         <rect x=\"20\" width=\"600\" height=\"560\" rx=\"120\" fill=\"#232a58\"/>",
    );
    draw(&mut out, &[Ring { scale: 1.0, letters: false, benches: true, seats }], 6, 2.0);
    out.push_str("</svg>\n");
    out
}

/// The movement, for the stylesheet: where a seat is at every 24th of a turn.
pub(crate) fn keyframes() -> String {
    const STEPS: u32 = 24;
    let mut out = String::from("@keyframes orbit{");
    for step in 0..=STEPS {
        let turn = f64::from(step) / f64::from(STEPS);
        let (x, y, lean, scale) = place(turn);
        let _ = write!(
            out,
            "{}%{{transform:translate({}px,{}px) rotate({}deg) scale({})}}",
            short(turn * 100.0, 2),
            short(x, 1),
            short(y, 1),
            short(lean, 1),
            short(scale, 3)
        );
    }
    out.push_str("}\n@keyframes in-front{0%,50%{opacity:1}50.01%,99.99%{opacity:0}100%{opacity:1}}\n");
    out.push_str("@keyframes behind{0%,50%{opacity:0}50.01%,99.99%{opacity:1}100%{opacity:0}}\n");
    out
}

/// One circle of seats; an empty one is `None`.
struct Ring<'a> {
    /// The size of the whole ring.
    scale: f64,
    /// Whether initials can be read.
    letters: bool,
    /// Whether there is room for benches under the riders.
    benches: bool,
    seats: Vec<Option<&'a Rider>>,
}

fn rings(riders: &[Rider]) -> Vec<Ring<'_>> {
    let riders = &riders[..riders.len().min(MOST_SEATS)];
    // Outer rings are longer and take more seats.
    let (scales, shares): (&[f64], &[usize]) = match riders.len() {
        0..=24 => (&[1.0], &[1]),
        25..=48 => (&[1.0, 0.66], &[3, 2]),
        _ => (&[1.0, 0.76, 0.52], &[4, 3, 2]),
    };
    let total: usize = shares.iter().sum();
    let mut left: Vec<Option<&Rider>> = riders.iter().map(Some).collect();
    let all = left.len();
    let mut rings = Vec::new();
    for (i, (&scale, &share)) in scales.iter().zip(shares).enumerate() {
        let take = if i + 1 == scales.len() { left.len() } else { (all * share).div_ceil(total).min(left.len()) };
        let rest = left.split_off(take);
        rings.push(Ring {
            scale,
            letters: all <= 48 && i == 0,
            benches: all <= 48,
            seats: std::mem::replace(&mut left, rest),
        });
    }
    if let Some(only) = rings.first_mut().filter(|ring| ring.seats.len() < LEAST_SEATS) {
        only.seats.resize(LEAST_SEATS, None);
    }
    rings
}

/// A seat's position, lean and size at `turn` (0 to 1) of the way round. The first half is in front.
fn place(turn: f64) -> (f64, f64, f64, f64) {
    let (sin, cos) = (turn * TAU).sin_cos();
    (HUB.0 + REACH * cos, HUB.1 + 4.0 + TILT * sin, -LEAN * cos, 1.0 + DEPTH * sin)
}

fn draw(out: &mut String, rings: &[Ring], segments: u32, bold: f64) {
    // The underside of the canopy, so that the back row hangs from something.
    let _ = write!(
        out,
        "<ellipse class=\"r-under\" cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"#7d2430\"/>",
        HUB.0, HUB.1, RIM.0, RIM.1
    );
    for ring in rings {
        draw_ring(out, ring, false, bold);
    }
    mast(out);
    for ring in rings.iter().rev() {
        draw_ring(out, ring, true, bold);
    }
    canopy(out, segments, bold);
}

fn draw_ring(out: &mut String, ring: &Ring, front: bool, bold: f64) {
    let layer = if front { "front" } else { "back" };
    let scaled = (ring.scale - 1.0).abs() > f64::EPSILON;
    if scaled {
        let (x, y) = HUB;
        let s = short(ring.scale, 2);
        let _ = write!(
            out,
            "<g transform=\"translate({} {}) scale({s})\">",
            short(x * (1.0 - ring.scale), 1),
            short(y * (1.0 - ring.scale), 1)
        );
    }
    let count = ring.seats.len();
    // A multiple of four would put a seat right before the mast: the ring is turned by half a seat.
    let (half, shift) = if count.is_multiple_of(4) { (" half", 0.5) } else { ("", 0.0) };
    let _ = write!(out, "<g class=\"ring {layer}{half}\">");
    let crowd = if count > 24 { 0.72 } else { 1.0 };
    for (i, rider) in ring.seats.iter().enumerate() {
        let turn = (i as f64 + shift) / count as f64;
        let (x, y, lean, scale) = place(turn);
        let here = (turn < 0.5) == front;
        let _ = write!(
            out,
            "<g class=\"seat\" transform=\"translate({} {}) rotate({}) scale({})\"{}>",
            short(x, 0),
            short(y, 0),
            short(lean, 1),
            short(scale, 2),
            if here { "" } else { " opacity=\"0\"" }
        );
        seat(out, *rider, ring, front, bold * crowd);
        out.push_str("</g>");
    }
    out.push_str("</g>");
    if scaled {
        out.push_str("</g>");
    }
}

fn seat(out: &mut String, rider: Option<&Rider>, ring: &Ring, front: bool, size: f64) {
    let spread = short(17.0 * size, 0);
    let thin = short(1.6 * size, 1);
    let (w, foot) = (23.0 * size, 17.0 * size);
    let _ = write!(
        out,
        "<path class=\"r-chain\" d=\"M-3 0-{spread} {CHAIN}M3 0 {spread} {CHAIN}\" fill=\"none\" stroke=\"{INK}\" \
         stroke-width=\"{thin}\"/>",
    );
    if ring.benches {
        let _ = write!(
            out,
            "<path class=\"r-bench\" d=\"M-{0} {CHAIN}H{0}L{1} {2}H-{1}z\" fill=\"{INK}\" stroke=\"{INK}\"/>",
            short(w, 0),
            short(foot, 0),
            short(CHAIN + 13.0 * size, 0),
        );
    }
    let Some(rider) = rider else { return };
    let opacity = if front { "" } else { " fill-opacity=\".84\"" };
    let colour = rider.colour % COLOURS;
    let _ = write!(
        out,
        "<circle class=\"r-head\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{INK}\" stroke-width=\"2\"{opacity}/>",
        short(CHAIN - 20.0 * size, 0),
        short(20.0 * size, 0),
        FILLS[colour],
    );
    if ring.letters && ring.seats.len() <= 32 && !rider.initials.is_empty() {
        let _ = write!(
            out,
            "<text y=\"{}\" fill=\"{INK}\"{opacity}>{}</text>",
            short(CHAIN - 19.0 * size, 0),
            escape(&rider.initials)
        );
    }
}

fn mast(out: &mut String) {
    let _ = write!(
        out,
        "<path class=\"r-mast\" d=\"M300 150h40l13 358h-66z\" fill=\"{CREAM}\" stroke=\"{INK}\" stroke-width=\"2\"/>"
    );
    out.push_str("<g class=\"r-red\" fill=\"");
    out.push_str(RED);
    out.push_str("\">");
    for (y, half) in [(244.0, 26.0), (318.0, 28.0), (398.0, 30.0)] {
        let wide = 15.0 + (y - 244.0) / 60.0;
        let _ = write!(
            out,
            "<path d=\"m320 {} {} {half}-{} {half}-{} -{half}z\"/>",
            short(y - half, 0),
            short(wide, 1),
            short(wide, 1),
            short(wide, 1)
        );
    }
    out.push_str("</g>");
    let _ = write!(
        out,
        "<path class=\"r-red\" d=\"M200 510v12a120 17 0 0 0 240 0v-12z\" fill=\"{RED}\" stroke=\"{INK}\" \
         stroke-width=\"2\"/><ellipse class=\"r-mast\" cx=\"320\" cy=\"510\" rx=\"120\" ry=\"17\" fill=\"{CREAM}\" \
         stroke=\"{INK}\" stroke-width=\"2\"/>"
    );
}

/// A point on the front of the rim; `part` runs from 0 (left) to 1 (right).
fn rim(part: f64) -> (f64, f64) {
    let angle = PI * (1.0 - part);
    (HUB.0 + RIM.0 * angle.cos(), HUB.1 + RIM.1 * angle.sin())
}

fn canopy(out: &mut String, segments: u32, bold: f64) {
    let (x0, _) = HUB;
    let mut wedges = [String::new(), String::new()];
    let mut flaps = [String::new(), String::new()];
    let mut bulbs = String::new();
    for i in 0..segments {
        let (ax, ay) = rim(f64::from(i) / f64::from(segments));
        let (bx, by) = rim(f64::from(i + 1) / f64::from(segments));
        // The cloth sags between the apex and the rim.
        let sag = |x: f64, y: f64| (x0 + (x - x0) * 0.42, APEX + (y - APEX) * 0.46);
        let ((aqx, aqy), (bqx, bqy)) = (sag(ax, ay), sag(bx, by));
        let _ = write!(
            wedges[(i % 2) as usize],
            "M{x0} {APEX}Q{} {} {} {}L{} {}Q{} {} {x0} {APEX}z",
            short(aqx, 1),
            short(aqy, 1),
            short(ax, 1),
            short(ay, 1),
            short(bx, 1),
            short(by, 1),
            short(bqx, 1),
            short(bqy, 1)
        );
        let _ = write!(
            flaps[(i % 2) as usize],
            "M{} {}q{} {} {} {}z",
            short(ax, 1),
            short(ay, 1),
            short((bx - ax) / 2.0, 1),
            short(f64::midpoint(by - ay, 0.0) + 32.0, 1),
            short(bx - ax, 1),
            short(by - ay, 1)
        );
    }
    for i in 0..=segments {
        let (x, y) = rim(f64::from(i) / f64::from(segments));
        let _ = write!(bulbs, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", short(x, 1), short(y, 1), short(4.5 * bold, 1));
    }
    let (left, y) = rim(0.0);
    let (right, _) = rim(1.0);
    let side = |x: f64| (x0 + (x - x0) * 0.42, APEX + (y - APEX) * 0.46);
    let ((lx, ly), (rx, ry)) = (side(left), side(right));
    let _ = write!(
        out,
        "<g stroke-linejoin=\"round\"><path class=\"r-red\" d=\"{}\" fill=\"{RED}\"/>\
         <path class=\"r-cream\" d=\"{}\" fill=\"{CREAM}\"/>\
         <path class=\"r-edge\" d=\"M{} {y}Q{} {} {x0} {APEX}Q{} {} {} {y}\" fill=\"none\" stroke=\"{INK}\" \
         stroke-width=\"2\"/>\
         <path class=\"r-cream\" d=\"{}\" fill=\"{CREAM}\" stroke=\"{INK}\" stroke-width=\"1.5\"/>\
         <path class=\"r-red\" d=\"{}\" fill=\"{RED}\" stroke=\"{INK}\" stroke-width=\"1.5\"/></g>",
        wedges[0],
        wedges[1],
        short(left, 1),
        short(lx, 1),
        short(ly, 1),
        short(rx, 1),
        short(ry, 1),
        short(right, 1),
        flaps[0],
        flaps[1],
    );
    let _ = write!(
        out,
        "<g class=\"r-bulbs\" fill=\"{GOLD}\" stroke=\"{INK}\">{bulbs}</g>\
         <path class=\"r-pole\" d=\"M320 {APEX}V14\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"{0}\"/>\
         <path class=\"r-red\" d=\"M321 13q12-6 22 0t20 1l-8 10 8 11q-10 5-20-1t-22 0z\" fill=\"{RED}\" stroke=\"{INK}\"/>\
         <path d=\"M304 58q16-22 32 0z\" fill=\"{RED}\" stroke=\"{INK}\" stroke-width=\"1.5\"/>\
         <circle cx=\"320\" cy=\"42\" r=\"8\" fill=\"{GOLD}\" stroke=\"{INK}\" stroke-width=\"1.5\"/>",
        short(2.0 * bold, 1),
    );
}

/// A number with at most `digits` decimals and no needless zeros.
pub(super) fn short(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Rider, icon, keyframes, rings, short, svg};

    fn riders(n: usize) -> Vec<Rider> {
        (0..n).map(|colour| Rider { initials: "AB".into(), colour }).collect()
    }

    #[test]
    fn every_rider_has_a_seat_in_both_layers() {
        for n in [0, 1, 8, 24, 25, 48, 49, 96] {
            let drawn = svg("r", "t", "d", &riders(n));
            assert_eq!(drawn.matches("class=\"seat\"").count(), 2 * n.max(8), "{n} seats");
            assert_eq!(drawn.matches("class=\"r-head\"").count(), 2 * n, "{n} heads");
            // Each seat shows in exactly one of the two.
            assert_eq!(drawn.matches("opacity=\"0\"").count(), n.max(8), "{n} hidden");
        }
    }

    #[test]
    fn many_riders_sit_in_more_rings() {
        let sizes = |n| rings(&riders(n)).iter().map(|ring| ring.seats.len()).collect::<Vec<_>>();
        assert_eq!(sizes(3), [8]);
        assert_eq!(sizes(40), [24, 16]);
        assert_eq!(sizes(90), [40, 30, 20]);
        assert_eq!(sizes(5000).iter().sum::<usize>(), 96);
    }

    #[test]
    fn names_are_escaped_and_nothing_has_a_style_attribute() {
        let drawn = svg("r", "<b>", "\"x\"", &[Rider { initials: "<&".into(), colour: 9 }]);
        assert!(drawn.contains("&lt;b&gt;") && drawn.contains("&lt;&amp;") && !drawn.contains(" style="));
        assert!(!icon().contains(" style=") && keyframes().starts_with("@keyframes orbit{0%{transform"));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!((short(1.50, 2), short(-0.01, 1), short(20.0, 0)), ("1.5".into(), "0".into(), "20".into()));
    }
}
