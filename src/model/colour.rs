//! A colour as the screen shows it, how well it can be told from another, and the nearest one that can.
//!
//! Contrast is that of WCAG 2.2 (*relative luminance* and *contrast ratio*). Lighter and darker are steps in OKLCH, where
//! a step looks equally large in every hue (Ottosson 2020, *A perceptual color space for image processing*).

use std::fmt;

use color::{ColorSpace, Oklab, Oklch, OpaqueColor, Srgb};

/// The contrast that text needs (WCAG 2.2, 1.4.3, level AA).
pub const TEXT: f32 = 4.5;
/// The contrast that large text and parts of the interface need (1.4.3 and 1.4.11).
pub const PARTS: f32 = 3.0;

/// An opaque colour of sRGB.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

impl Colour {
    /// `0xrrggbb`.
    #[must_use]
    pub const fn hex(value: u32) -> Self {
        let [_, red, green, blue] = value.to_be_bytes();
        Self([red, green, blue])
    }

    /// Reads `#rrggbb` or `#rgb`; `None` when it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::hex(value)),
            3 => {
                let [a, b, c] = [value >> 8, value >> 4 & 15, value & 15];
                Some(Self::hex((a << 16 | b << 8 | c) * 0x11))
            }
            _ => None,
        }
    }

    /// How well the two can be told apart, from 1 (not at all) to 21 (black on white).
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let light = |colour: Self| colour.srgb().relative_luminance() + 0.05;
        let (a, b) = (light(self), light(other));
        a.max(b) / a.min(b)
    }

    /// Whether it has a contrast of `least` with each of `grounds`.
    #[must_use]
    pub fn stands_out(self, grounds: &[Self], least: f32) -> bool {
        grounds.iter().all(|ground| self.contrast(*ground) >= least)
    }

    /// How different the two look: the distance in `OKLab`, where black and white are 1 apart.
    #[must_use]
    pub fn difference(self, other: Self) -> f32 {
        self.srgb().convert::<Oklab>().difference(other.srgb().convert())
    }

    /// The same hue at another lightness, `0..=1`, and with at most `chroma` (what a screen can show is less in places).
    #[must_use]
    pub fn at(self, lightness: f32, chroma: f32) -> Self {
        let [_, own, hue] = self.srgb().convert::<Oklch>().components;
        let mut chroma = own.min(chroma);
        loop {
            let shown = OpaqueColor::<Oklch>::new([lightness, chroma, hue]).convert::<Srgb>();
            let clipped = Srgb::clip(shown.components);
            let off = shown.components.iter().zip(clipped).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            if off < 0.002 || chroma < 0.001 {
                let rgba = OpaqueColor::<Srgb>::new(clipped).to_rgba8();
                return Self([rgba.r, rgba.g, rgba.b]);
            }
            chroma *= 0.96;
        }
    }

    /// The nearest lightness, of the same hue, that has a contrast of `least` with each of `grounds`; the colour itself
    /// where it has. `None` when no lightness does.
    #[must_use]
    pub fn until(self, grounds: &[Self], least: f32) -> Option<Self> {
        /// Two hundred steps lead from black to white: less than an eye sees.
        const STEP: f32 = 0.005;
        if self.stands_out(grounds, least) {
            return Some(self);
        }
        let [lightness, ..] = self.srgb().convert::<Oklch>().components;
        (1_u8..=200)
            .flat_map(|step| [lightness - f32::from(step) * STEP, lightness + f32::from(step) * STEP])
            .filter(|lightness| (0.0..=1.0).contains(lightness))
            .map(|lightness| self.at(lightness, f32::MAX))
            .find(|colour| colour.stands_out(grounds, least))
    }

    fn srgb(self) -> OpaqueColor<Srgb> {
        let [red, green, blue] = self.0;
        OpaqueColor::from_rgb8(red, green, blue)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Colour, TEXT};

    #[test]
    fn colours_are_read_as_stylesheets_write_them() {
        assert_eq!(Colour::parse("#C8372d"), Some(Colour::hex(0x00c8_372d)));
        assert_eq!(Colour::parse("#f0a"), Some(Colour::hex(0x00ff_00aa)));
        for wrong in ["", "#", "c8372d", "#c8372", "#c8372d0", "#+12", "#ggg", "red", "#é0"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    /// Values of the `WebAIM` contrast checker.
    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let contrast = |a, b| format!("{:.2}", Colour::hex(a).contrast(Colour::hex(b)));
        assert_eq!(contrast(0, 0x00ff_ffff), "21.00");
        assert_eq!(contrast(0x0077_7777, 0x00ff_ffff), "4.48");
        assert_eq!(contrast(0x00ff_ffff, 0x00ff_0000), "4.00");
    }

    proptest! {
        #[test]
        fn what_is_proposed_stands_out(value in 0_u32..0x100_0000, ground in 0_u32..0x100_0000) {
            let (colour, ground) = (Colour::hex(value), Colour::hex(ground));
            // Black or white always does: their contrasts with one ground have the product 21.
            let found = colour.until(&[ground], TEXT);
            prop_assert!(found.is_some_and(|found| found.stands_out(&[ground], TEXT)), "{colour} on {ground}: {found:?}");
            prop_assert_eq!(Colour::parse(&colour.to_string()), Some(colour));
        }
    }
}
