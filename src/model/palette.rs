//! The colours of an edition: three that somebody chose, everything else computed from them, so that whatever is chosen
//! can be read by day and at dusk.
//!
//! The frame is the same everywhere: paper, ink, and the colours of the people. An edition brings the cloth of awning and
//! canopy, a second colour beside it, and the sky behind the ride.

use super::colour::{Colour, PARTS, TEXT};

/// The light and the dark form of one colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// By day.
    pub light: Colour,
    /// At dusk.
    pub dark: Colour,
}

const fn pair(light: u32, dark: u32) -> Pair {
    Pair { light: Colour::hex(light), dark: Colour::hex(dark) }
}

/// The page.
pub const PAPER: Pair = pair(0x00fb_f6ea, 0x0014_172e);
/// Cards, and what else lies on the page.
pub const SHEET: Pair = pair(0x00ff_fdf7, 0x001d_2140);
/// Text.
pub const INK: Pair = pair(0x001d_2140, 0x00f4_ecda);
/// Text that may be overlooked.
pub const SOFT: Pair = pair(0x0056_5a78, 0x00b6_b4c6);
/// Behind words that were picked.
pub const GLOW: Pair = pair(0x00ff_e3a3, 0x005a_4612);
/// The stripes between those of the cloth.
pub const CREAM: Colour = Colour::hex(0x00ff_f3d9);
/// The discs of the people. They stay the same in every edition, and have dark initials by day and at dusk.
pub const DISCS: [Colour; 5] =
    [Colour::hex(0x00f2_b632), Colour::hex(0x008f_d0c4), Colour::hex(0x00f4_a58f), CREAM, Colour::hex(0x00b9_c6f2)];

/// The colours somebody chooses, as they are by day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Awning and canopy; links are of its hue.
    pub cloth: Colour,
    /// What is to be told from the links.
    pub second: Colour,
    /// The sky behind the ride.
    pub sun: Colour,
}

/// The palettes of the program, in the order in which the editions of a series get them.
pub const PRESETS: [(&str, Palette); 6] = [
    ("tomato", chosen(0x00c8_372d, 0x0017_635a, 0x00f8_dfb0)),
    ("sea", chosen(0x000f_7388, 0x009a_3b1c, 0x00f9_e0b6)),
    ("mustard", chosen(0x00a8_6e00, 0x003d_4c98, 0x00f6_e3c0)),
    ("rose", chosen(0x00b5_2f6b, 0x001f_6255, 0x00f9_dccb)),
    ("moss", chosen(0x004c_7433, 0x008c_3a56, 0x00f3_e4ae)),
    ("dusk", chosen(0x005c_4ba6, 0x0094_4716, 0x00fb_d8b8)),
];

const fn chosen(cloth: u32, second: u32, sun: u32) -> Palette {
    Palette { cloth: Colour::hex(cloth), second: Colour::hex(second), sun: Colour::hex(sun) }
}

/// A colour that cannot be used as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fault {
    /// What it could not be told from.
    pub ground: &'static str,
    /// The contrast it has, and the one it needs.
    pub contrast: f32,
    /// See `contrast`.
    pub least: f32,
    /// The nearest colour that would do; `None` when there is none.
    pub nearest: Option<Colour>,
}

impl Palette {
    /// The palette of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        PRESETS.iter().find(|(known, _)| *known == name).map(|(_, palette)| *palette)
    }

    /// Its name, if it is one of the program's.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        PRESETS.iter().find(|(_, palette)| palette == self).map(|(name, _)| *name)
    }

    /// The palette of edition `number` (counted from 1) where nobody chose one: neighbours differ.
    #[must_use]
    pub fn of_edition(number: usize) -> Self {
        PRESETS[number.saturating_sub(1) % PRESETS.len()].1
    }

    /// The palette of the program whose cloth looks most like `cloth`: it says what goes with it.
    #[must_use]
    pub fn kin(cloth: Colour) -> Self {
        let unlike = |palette: &Self| palette.cloth.difference(cloth);
        let all = PRESETS.map(|(_, palette)| palette);
        let nearest = all.into_iter().min_by(|a, b| unlike(a).total_cmp(&unlike(b)));
        Self { cloth, ..nearest.unwrap_or(PRESETS[0].1) }
    }

    /// Why `cloth` cannot be the cloth: it is to be seen beside cream, and on paper.
    #[must_use]
    pub fn cloth_fault(cloth: Colour) -> Option<Fault> {
        fault(cloth, &[("the cream stripes beside it", CREAM), ("the page", PAPER.light)], PARTS)
    }

    /// Why `second` cannot be the second colour: it is text.
    #[must_use]
    pub fn second_fault(second: Colour) -> Option<Fault> {
        fault(second, &[("the page", PAPER.light), ("a card", SHEET.light)], TEXT)
    }

    /// Why `sun` cannot be the sky: chains of ink hang before it.
    #[must_use]
    pub fn sun_fault(sun: Colour) -> Option<Fault> {
        fault(sun, &[("the chains before it", INK.light)], TEXT)
    }

    /// Awning and canopy.
    #[must_use]
    pub fn cloth(&self) -> Pair {
        // At dusk cloth is dimmer, and still to be seen on the page and beside cream.
        let dim = self.cloth.at(0.52, 0.19);
        Pair { light: self.cloth, dark: dim.until(&[CREAM, PAPER.dark], PARTS).unwrap_or(CREAM) }
    }

    /// The underside of the canopy.
    #[must_use]
    pub fn under(&self) -> Pair {
        Pair { light: self.cloth.at(0.38, 0.12), dark: self.cloth.at(0.31, 0.1) }
    }

    /// Links and what else calls for attention, in the hue of the cloth.
    #[must_use]
    pub fn accent(&self) -> Pair {
        readable(self.cloth.at(0.48, 0.17))
    }

    /// The second colour.
    #[must_use]
    pub fn second(&self) -> Pair {
        let Pair { dark, .. } = readable(self.second);
        Pair { light: self.second, dark }
    }

    /// The sky behind the ride: at dusk it is night blue in every edition.
    #[must_use]
    pub fn sky(&self) -> Pair {
        Pair { light: self.sun, dark: Colour::hex(0x0026_2d5e) }
    }
}

/// A little more contrast than text needs, on everything it stands on.
fn readable(colour: Colour) -> Pair {
    const BY_DAY: f32 = 5.5;
    const AT_DUSK: f32 = 7.5;
    let light = colour.until(&[PAPER.light, SHEET.light, CREAM], BY_DAY).unwrap_or(INK.light);
    let dark = colour.at(0.79, 0.13).until(&[PAPER.dark, SHEET.dark], AT_DUSK).unwrap_or(INK.dark);
    Pair { light, dark }
}

fn fault(colour: Colour, grounds: &[(&'static str, Colour)], least: f32) -> Option<Fault> {
    let (ground, contrast) = grounds
        .iter()
        .map(|(name, ground)| (*name, colour.contrast(*ground)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, contrast)| *contrast < least)?;
    let all: Vec<Colour> = grounds.iter().map(|(_, ground)| *ground).collect();
    Some(Fault { ground, contrast, least, nearest: colour.until(&all, least) })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every pair in use: what it is, front, ground, and the contrast it needs.
    fn pairs(palette: &Palette, of: impl Fn(Pair) -> Colour) -> Vec<(&'static str, Colour, Colour, f32)> {
        let (paper, sheet, ink, soft) = (of(PAPER), of(SHEET), of(INK), of(SOFT));
        let (cloth, accent, second, sky) =
            (of(palette.cloth()), of(palette.accent()), of(palette.second()), of(palette.sky()));
        let mut all = vec![
            ("text on the page", ink, paper, TEXT),
            ("text on a card", ink, sheet, TEXT),
            ("a word that was picked", ink, of(GLOW), TEXT),
            ("a button", paper, ink, TEXT),
            ("asides on the page", soft, paper, TEXT),
            ("asides on a card", soft, sheet, TEXT),
            ("links on the page", accent, paper, TEXT),
            ("links on a card", accent, sheet, TEXT),
            ("the second colour on the page", second, paper, TEXT),
            ("the second colour on a card", second, sheet, TEXT),
            ("the edge of a quote", cloth, paper, PARTS),
            ("stripes", cloth, CREAM, PARTS),
            ("chains before the sky", ink, sky, PARTS),
            ("chains before the page", ink, paper, PARTS),
        ];
        // Discs keep dark initials and a dark edge at dusk.
        all.extend(DISCS.map(|disc| ("initials", INK.light, disc, TEXT)));
        all
    }

    fn failures(palette: &Palette) -> Vec<String> {
        [("light", pairs(palette, |pair| pair.light)), ("dark", pairs(palette, |pair| pair.dark))]
            .into_iter()
            .flat_map(|(theme, pairs)| pairs.into_iter().map(move |pair| (theme, pair)))
            .filter(|(_, (_, front, ground, least))| front.contrast(*ground) < *least)
            .map(|(theme, (name, front, ground, least))| {
                format!("{name}, {theme}: {front} on {ground} is {:.2}, needs {least}", front.contrast(ground))
            })
            .collect()
    }

    #[test]
    fn every_preset_can_be_read_by_day_and_at_dusk() {
        for (name, palette) in PRESETS {
            assert_eq!(failures(&palette), [""; 0], "{name}");
            assert_eq!(Palette::cloth_fault(palette.cloth), None, "{name}");
            assert_eq!(Palette::second_fault(palette.second), None, "{name}");
            assert_eq!(Palette::sun_fault(palette.sun), None, "{name}");
        }
    }

    #[test]
    fn neighbours_in_a_series_differ() {
        for number in 1..=20 {
            assert_ne!(Palette::of_edition(number), Palette::of_edition(number + 1), "{number}");
        }
        assert_eq!(Palette::of_edition(0), Palette::of_edition(1));
        assert_eq!(Palette::named("sea"), Some(Palette::of_edition(2)));
        assert_eq!(Palette::named("Sea"), None);
    }

    #[test]
    fn presets_are_told_apart() {
        let all = PRESETS.map(|(_, palette)| {
            (palette.cloth().light.to_string(), palette.accent().light.to_string(), palette.accent().dark.to_string())
        });
        insta::assert_debug_snapshot!(all);
    }

    proptest! {
        /// Whoever's colours are taken, the page can be read: what is refused is mended by the colour that is proposed.
        #[test]
        fn any_palette_that_is_taken_can_be_read(cloth: u32, second: u32, sun: u32) {
            let any = |value: u32| Colour::hex(value & 0x00ff_ffff);
            let mended = |colour, fault: fn(Colour) -> Option<Fault>| match fault(colour) {
                None => Some(colour),
                Some(fault) => fault.nearest,
            };
            let cloth = mended(any(cloth), Palette::cloth_fault);
            let second = mended(any(second), Palette::second_fault);
            let sun = mended(any(sun), Palette::sun_fault);
            prop_assert!(cloth.is_some() && second.is_some() && sun.is_some());
            if let (Some(cloth), Some(second), Some(sun)) = (cloth, second, sun) {
                prop_assert_eq!(failures(&Palette { cloth, second, sun }), [""; 0]);
            }
        }
    }
}
