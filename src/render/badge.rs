//! The badge: a small picture that says "I'm on the ride", for bloggers to put on their own site. It stands by itself, asks
//! for no font and for nothing from anywhere.

use std::fmt::Write as _;

use super::{
    context::{EditionModel, World},
    html::escape,
    lettering,
    palette::Paint,
    ride::{self, short},
};
use crate::model::palette::{INK, PAPER};

/// Its size, in pixels.
pub(super) const WIDTH: u32 = 320;
/// See [`WIDTH`].
pub(super) const HEIGHT: u32 = 88;
/// Where text begins, and how far it may reach.
const LEFT: f64 = 92.0;
/// The size of what it says, which is never cut short.
const SAYS: f64 = 17.0;
const ROOM: f64 = 212.0;

/// What it says, for those who do not see it.
pub(super) fn alt(world: &World, edition: &EditionModel) -> String {
    world.strings.text(&edition.lang, "badge-alt", &[("title", &edition.source.edition.title)])
}

/// The badge of an edition, as an SVG file.
pub(super) fn svg(world: &World, edition: &EditionModel) -> String {
    let says = world.strings.text(&edition.lang, "badge-says", &[]);
    draw(
        Paint::of(&edition.palette),
        edition.palette.accent().light,
        &alt(world, edition),
        &says,
        &edition.source.edition.title,
    )
}

fn draw(paint: Paint, accent: crate::model::Colour, alt: &str, says: &str, title: &str) -> String {
    let (paper, ink) = (PAPER.light, INK.light);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         role=\"img\" aria-labelledby=\"t\"><title id=\"t\">{}</title>\
         <rect x=\"1\" y=\"1\" width=\"{}\" height=\"{}\" rx=\"16\" fill=\"{paper}\" stroke=\"{ink}\" stroke-width=\"2\"/>\
         <circle cx=\"46\" cy=\"46\" r=\"33\" fill=\"{}\"/><g transform=\"translate(2.4 6.4) scale(.136)\">",
        escape(alt),
        WIDTH - 2,
        HEIGHT - 2,
        paint.sky,
    );
    ride::sign(&mut out, paint);
    out.push_str("</g>");
    let mut write = |text: &str, size: f64, y: f64, colour| {
        if let Some(line) = lettering::line_within(text, size, ROOM) {
            let _ = write!(out, "<path d=\"{}\" fill=\"{colour}\"/>", line.at(LEFT, y));
        } else {
            // Another script: the reader's own fonts know it, and the picture's edge cuts it.
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\" font-family=\"serif\" font-size=\"{}\" fill=\"{colour}\">{}</text>",
                short(LEFT, 0),
                short(y, 0),
                short(size, 0),
                escape(&text.chars().take(24).collect::<String>())
            );
        }
    };
    write(says, SAYS, 39.0, ink);
    write(title, 20.0, 65.0, accent);
    out.push_str("</svg>\n");
    out
}

#[cfg(test)]
mod tests {
    use super::{Paint, ROOM, SAYS, draw, lettering};
    use crate::{model::Palette, render::strings::Strings};

    fn badge(title: &str) -> String {
        let palette = Palette::of_edition(2);
        draw(Paint::of(&palette), palette.accent().light, "a <b>", "Ik hang in de zweefmolen", title)
    }

    #[test]
    fn what_it_says_has_room_in_every_language() {
        let strings = Strings::load().unwrap();
        for lang in ["nl", "en"] {
            let says = strings.text(lang, "badge-says", &[]);
            let line = lettering::line(&says, SAYS).unwrap();
            assert!(line.width <= ROOM, "{says}: {}", line.width);
        }
    }

    #[test]
    fn a_badge_stands_by_itself() {
        for title in ["Hardop leren", "Een titel die veel te lang is voor een plaatje van deze breedte", "<التعلم>"]
        {
            let drawn = badge(title);
            assert!(!drawn.contains("href") && !drawn.contains(" style=") && !drawn.contains("url("), "{title}");
            assert!(drawn.contains("a &lt;b&gt;") && !drawn.contains("<ا"));
            assert!(drawn.len() < 24_000, "{title}: {} bytes", drawn.len());
        }
        insta::assert_snapshot!(badge("x"));
    }
}
