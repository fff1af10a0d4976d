//! Who sits where: rings of seats, each seat drawn twice, behind the mast and in front of it.

use std::{f64::consts::TAU, fmt::Write as _};

use super::{CHAIN, COLOURS, HUB, INK, Letters, Ride, Rider, short};
use crate::{
    model::palette::DISCS,
    render::{html::escape, lettering},
};

/// More riders than this are not drawn: they would be dust.
const MOST_SEATS: usize = 96;
/// A ride with fewer seats looks broken: empty ones are added.
pub(crate) const LEAST_SEATS: usize = 8;
/// So many sit in one ring.
const IN_ONE_RING: usize = 24;
/// How far the seats hang from the mast, how far they dip in front, how they lean and how much nearer ones are larger.
const REACH: f64 = 207.0;
const TILT: f64 = 30.0;
const LEAN: f64 = 17.0;
const DEPTH: f64 = 0.13;

/// The movement, for the stylesheet: where a seat is at every 16th of a turn.
pub(crate) fn keyframes() -> String {
    const STEPS: u32 = 16;
    let mut out = String::from("@keyframes orbit{");
    for step in 0..=STEPS {
        let turn = f64::from(step) / f64::from(STEPS);
        let (x, y, lean, scale) = place(turn);
        let _ = write!(
            out,
            "{}%{{transform:translate({}px,{}px) rotate({}deg) scale({})}}",
            short(turn * 100.0, 2),
            short(x, 0),
            short(y, 0),
            short(lean, 1),
            short(scale, 2)
        );
    }
    out.push_str("}\n@keyframes in-front{0%,50%{opacity:1}50.01%,99.99%{opacity:0}100%{opacity:1}}\n");
    out.push_str("@keyframes behind{0%,50%{opacity:0}50.01%,99.99%{opacity:1}100%{opacity:0}}\n");
    out
}

/// One circle of seats; an empty one is `None`.
pub(super) struct Ring<'a> {
    /// The size of the whole ring.
    pub(super) scale: f64,
    /// Whether initials can be read.
    pub(super) letters: bool,
    /// Whether there is room for benches under the riders.
    pub(super) benches: bool,
    /// Whether empty seats ask to be taken.
    pub(super) inviting: bool,
    pub(super) seats: Vec<Option<&'a Rider>>,
}

/// The rings of a ride.
pub(super) fn rings<'a>(ride: &Ride<'a>) -> Vec<Ring<'a>> {
    let riders = &ride.riders[..ride.riders.len().min(MOST_SEATS)];
    let all = riders.len();
    if all <= IN_ONE_RING {
        let count = (all + ride.free).clamp(LEAST_SEATS, IN_ONE_RING);
        let mut seats = vec![None; count];
        // Empty seats lie between the others, and not all on one side.
        for (i, rider) in riders.iter().enumerate() {
            seats[i * count / all] = Some(rider);
        }
        return vec![Ring { scale: 1.0, letters: true, benches: true, inviting: ride.free > 0, seats }];
    }
    // Outer rings are longer and take more seats.
    let (scales, shares): (&[f64], &[usize]) =
        if all <= 48 { (&[1.0, 0.66], &[3, 2]) } else { (&[1.0, 0.76, 0.52], &[4, 3, 2]) };
    let total: usize = shares.iter().sum();
    let mut left: Vec<Option<&Rider>> = riders.iter().map(Some).collect();
    let mut rings = Vec::new();
    for (i, (&scale, &share)) in scales.iter().zip(shares).enumerate() {
        let take = if i + 1 == scales.len() { left.len() } else { (all * share).div_ceil(total).min(left.len()) };
        let rest = left.split_off(take);
        rings.push(Ring {
            scale,
            letters: all <= 48 && i == 0,
            benches: all <= 48,
            inviting: false,
            seats: std::mem::replace(&mut left, rest),
        });
    }
    rings
}

/// A seat's position, lean and size at `turn` (0 to 1) of the way round. The first half is in front.
fn place(turn: f64) -> (f64, f64, f64, f64) {
    let (sin, cos) = (turn * TAU).sin_cos();
    (HUB.0 + REACH * cos, HUB.1 + 4.0 + TILT * sin, -LEAN * cos, 1.0 + DEPTH * sin)
}

/// Draws one of the two layers of a ring; `bold` makes everything thicker, for small pictures.
pub(super) fn draw_ring(out: &mut String, ring: &Ring, front: bool, bold: f64, letters: Letters) {
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
    // What hangs behind is a little paler.
    let pale = if front { "" } else { " fill-opacity=\".84\"" };
    let _ = write!(out, "<g class=\"ring {layer}{half}\"{pale}>");
    let crowd = if count > 24 { 0.72 } else { 1.0 };
    for (i, rider) in ring.seats.iter().enumerate() {
        let turn = (i as f64 + shift) / count as f64;
        let (x, y, lean, scale) = place(turn);
        // Of two drawings in one place the nearer covers the other: only what hangs behind has to be hidden in front.
        let hidden = front && turn >= 0.5;
        let _ = write!(
            out,
            "<g class=\"seat\" transform=\"translate({} {}) rotate({}) scale({})\"{}>",
            short(x, 0),
            short(y, 0),
            short(lean, 1),
            short(scale, 2),
            if hidden { " opacity=\"0\"" } else { "" }
        );
        seat(out, *rider, ring, bold * crowd, letters);
        out.push_str("</g>");
    }
    out.push_str("</g>");
    if scaled {
        out.push_str("</g>");
    }
}

fn seat(out: &mut String, rider: Option<&Rider>, ring: &Ring, size: f64, letters: Letters) {
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
    let (head, radius) = (CHAIN - 20.0 * size, 20.0 * size);
    let Some(rider) = rider else {
        if ring.inviting {
            let _ = write!(
                out,
                "<path class=\"r-free\" d=\"M0 {0}a{1} {1} 0 1 0 .1 0zm-7 {1}h14m-7-7v14\" fill=\"none\" stroke=\"{INK}\" \
                 stroke-width=\"2\" stroke-dasharray=\"5 4\"/>",
                short(head - radius, 0),
                short(radius, 0),
            );
        }
        return;
    };
    let colour = rider.colour % COLOURS;
    let _ = write!(
        out,
        "<circle class=\"r-head\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"{INK}\" stroke-width=\"2\"/>",
        short(head, 0),
        short(radius, 0),
        DISCS[colour],
    );
    if ring.letters && ring.seats.len() <= 32 && !rider.initials.is_empty() {
        let middle = CHAIN - 19.0 * size;
        match letters {
            Letters::Text => {
                let y = short(middle, 0);
                let _ = write!(out, "<text y=\"{y}\" fill=\"{INK}\">{}</text>", escape(&rider.initials));
            }
            Letters::Outlines => {
                if let Some(line) = lettering::line(&rider.initials, 17.0) {
                    let d = line.at(-line.width / 2.0, middle + 6.0);
                    let _ = write!(out, "<path d=\"{d}\" fill=\"{INK}\"/>");
                }
            }
        }
    }
}
