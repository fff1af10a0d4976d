//! What does not turn: the mast on its platform, and the canopy with its wedges, flaps, bulbs and pennant.

use std::{f64::consts::PI, fmt::Write as _};

use super::{GOLD, HUB, INK, short};
use crate::{model::palette::CREAM, render::palette::Paint};

/// The rim of the canopy.
const RIM: (f64, f64) = (226.0, 34.0);
const APEX: f64 = 54.0;

/// The underside of the canopy, so that the back row hangs from something.
pub(super) fn underside(out: &mut String, paint: Paint) {
    let _ = write!(
        out,
        "<ellipse class=\"r-under\" cx=\"{}\" cy=\"{}\" rx=\"{}\" ry=\"{}\" fill=\"{}\"/>",
        HUB.0, HUB.1, RIM.0, RIM.1, paint.under
    );
}

/// The mast and the platform.
pub(super) fn mast(out: &mut String, paint: Paint) {
    let cloth = paint.cloth;
    let _ = write!(
        out,
        "<path class=\"r-mast\" d=\"M300 150h40l13 358h-66z\" fill=\"{CREAM}\" stroke=\"{INK}\" stroke-width=\"2\"/>"
    );
    let _ = write!(out, "<g class=\"r-cloth\" fill=\"{cloth}\">");
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
        "<path class=\"r-cloth\" d=\"M200 510v12a120 17 0 0 0 240 0v-12z\" fill=\"{cloth}\" stroke=\"{INK}\" \
         stroke-width=\"2\"/><ellipse class=\"r-mast\" cx=\"320\" cy=\"510\" rx=\"120\" ry=\"17\" fill=\"{CREAM}\" \
         stroke=\"{INK}\" stroke-width=\"2\"/>"
    );
}

/// A point on the front of the rim, on whole units, so that what meets there meets; `part` runs from 0 (left) to 1 (right).
fn rim(part: f64) -> (f64, f64) {
    let angle = PI * (1.0 - part);
    ((HUB.0 + RIM.0 * angle.cos()).round(), (HUB.1 + RIM.1 * angle.sin()).round())
}

/// The canopy, with so many wedges.
pub(super) fn canopy(out: &mut String, segments: u32, bold: f64, paint: Paint) {
    let cloth = paint.cloth;
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
            short(aqx, 0),
            short(aqy, 0),
            short(ax, 0),
            short(ay, 0),
            short(bx, 0),
            short(by, 0),
            short(bqx, 0),
            short(bqy, 0)
        );
        let _ = write!(
            flaps[(i % 2) as usize],
            "M{} {}q{} {} {} {}z",
            short(ax, 0),
            short(ay, 0),
            short((bx - ax) / 2.0, 0),
            short(f64::midpoint(by - ay, 0.0) + 32.0, 0),
            short(bx - ax, 0),
            short(by - ay, 0)
        );
    }
    for i in 0..=segments {
        let (x, y) = rim(f64::from(i) / f64::from(segments));
        let _ = write!(bulbs, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>", short(x, 0), short(y, 0), short(4.5 * bold, 1));
    }
    let (left, y) = rim(0.0);
    let (right, _) = rim(1.0);
    let side = |x: f64| (x0 + (x - x0) * 0.42, APEX + (y - APEX) * 0.46);
    let ((lx, ly), (rx, ry)) = (side(left), side(right));
    let _ = write!(
        out,
        "<g stroke-linejoin=\"round\"><path class=\"r-cloth\" d=\"{}\" fill=\"{cloth}\"/>\
         <path class=\"r-cream\" d=\"{}\" fill=\"{CREAM}\"/>\
         <path class=\"r-edge\" d=\"M{} {y}Q{} {} {x0} {APEX}Q{} {} {} {y}\" fill=\"none\" stroke=\"{INK}\" \
         stroke-width=\"2\"/>\
         <path class=\"r-cream\" d=\"{}\" fill=\"{CREAM}\" stroke=\"{INK}\" stroke-width=\"1.5\"/>\
         <path class=\"r-cloth\" d=\"{}\" fill=\"{cloth}\" stroke=\"{INK}\" stroke-width=\"1.5\"/></g>",
        wedges[0],
        wedges[1],
        short(left, 0),
        short(lx, 0),
        short(ly, 0),
        short(rx, 0),
        short(ry, 0),
        short(right, 0),
        flaps[0],
        flaps[1],
    );
    let _ = write!(
        out,
        "<g class=\"r-bulbs\" fill=\"{GOLD}\" stroke=\"{INK}\">{bulbs}</g>\
         <path class=\"r-pole\" d=\"M320 {APEX}V14\" fill=\"none\" stroke=\"{INK}\" stroke-width=\"{0}\"/>\
         <path class=\"r-cloth\" d=\"M321 13q12-6 22 0t20 1l-8 10 8 11q-10 5-20-1t-22 0z\" fill=\"{cloth}\" stroke=\"{INK}\"/>\
         <path d=\"M304 58q16-22 32 0z\" fill=\"{cloth}\" stroke=\"{INK}\" stroke-width=\"1.5\"/>\
         <circle cx=\"320\" cy=\"42\" r=\"8\" fill=\"{GOLD}\" stroke=\"{INK}\" stroke-width=\"1.5\"/>",
        short(2.0 * bold, 1),
    );
}
