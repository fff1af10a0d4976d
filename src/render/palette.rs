//! Colours on their way to the page: as custom properties in the stylesheet, one class for each palette that the site uses.
//!
//! A class, and not a `style` attribute: the content security policy would refuse that.

use std::fmt::Write as _;

use super::context::World;
use crate::model::{
    Colour, Palette,
    palette::{CREAM, DISCS, GLOW, INK, PAPER, Pair, SHEET, SOFT},
};

/// The palette of pages that belong to no edition.
pub(super) fn of_site(chosen: Option<Palette>) -> Palette {
    chosen.unwrap_or_else(|| Palette::of_edition(1))
}

/// The class of a palette: `p-sea`, or for somebody's own `p-` and its colours.
pub(super) fn class(palette: &Palette) -> String {
    let Palette { cloth, second, sun } = palette;
    match palette.name() {
        Some(name) => format!("p-{name}"),
        None => format!("p-{cloth}{second}{sun}").replace('#', ""),
    }
}

/// The colours of everything.
pub(super) fn css(world: &World) -> String {
    css_of(world.palette, world.editions.iter().map(|edition| edition.palette))
}

/// The frame and the site's palette for `:root`, a class for every other palette.
pub(super) fn css_of(site: Palette, editions: impl Iterator<Item = Palette>) -> String {
    let mut out = String::from(":root{");
    for (name, colours) in
        [("paper", PAPER), ("sheet", SHEET), ("ink", INK), ("soft", SOFT), ("glow", GLOW)].into_iter().chain(of(&site))
    {
        property(&mut out, name, colours);
    }
    let _ = write!(out, "--cream:{CREAM}}}");
    for (n, disc) in DISCS.iter().enumerate() {
        let _ = write!(out, ".disc.c{n}{{background:{disc}}}");
    }
    let mut used: Vec<Palette> = Vec::new();
    for palette in editions {
        if palette != site && !used.contains(&palette) {
            used.push(palette);
        }
    }
    for palette in used {
        let _ = write!(out, ".{}{{", class(&palette));
        for (name, colours) in of(&palette) {
            property(&mut out, name, colours);
        }
        out.push('}');
    }
    out.push('\n');
    out
}

/// What differs between editions.
fn of(palette: &Palette) -> [(&'static str, Pair); 5] {
    [
        ("cloth", palette.cloth()),
        ("under", palette.under()),
        ("accent", palette.accent()),
        ("second", palette.second()),
        ("sky", palette.sky()),
    ]
}

fn property(out: &mut String, name: &str, Pair { light, dark }: Pair) {
    let _ = write!(out, "--{name}:light-dark({light},{dark});");
}

/// What a drawing that stands by itself is made of: no stylesheet changes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    pub(super) cloth: Colour,
    pub(super) under: Colour,
    pub(super) sky: Colour,
}

impl Paint {
    /// The palette by day.
    pub(super) fn of(palette: &Palette) -> Self {
        Self { cloth: palette.cloth().light, under: palette.under().light, sky: palette.sky().light }
    }
}
