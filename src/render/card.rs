//! The picture that other sites show beside a link: title and ride of an edition, 1200 × 630, as PNG, since none of them
//! reads SVG. Its text is drawn as outlines, so that no font is asked for and the bytes are the same everywhere.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree},
};

use super::{
    RenderError, assets,
    context::{EditionModel, World},
    lettering,
    palette::Paint,
    ride::{Letters, Ride, short},
};
use crate::model::palette::{CREAM, INK, PAPER};

/// What OpenGraph's readers expect.
pub(super) const WIDTH: u32 = 1200;
/// See [`WIDTH`].
pub(super) const HEIGHT: u32 = 630;

/// Where text begins and how wide it may be.
const LEFT: f64 = 64.0;
const ROOM: f64 = 500.0;
/// The sizes of a title, the largest first that fits on so many lines.
const SIZES: [(f64, usize); 6] = [(124.0, 1), (96.0, 2), (80.0, 3), (64.0, 4), (52.0, 5), (40.0, 6)];
/// How far awning and scallops reach down.
const AWNING: f64 = 24.0;

/// Pictures by the hash of what they were drawn from.
type Drawn = BTreeMap<[u8; 32], Arc<[u8]>>;

/// One card, not drawn yet.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    /// Where it stands in the site: its name carries a hash of what is drawn.
    pub(crate) path: String,
    /// What is to be seen, in words.
    pub(crate) alt: String,
    svg: String,
}

impl Card {
    /// The card of an edition.
    pub(crate) fn of(world: &World, edition: &EditionModel) -> Self {
        let source = &edition.source.edition;
        let alt = world.strings.text(&edition.lang, "ride-title", &[("title", &source.title)]);
        let mut kicker =
            world.strings.text(&edition.lang, "edition-number", &[("number", &edition.source.number.to_string())]);
        if let Some(opens) = source.opens {
            let _ = write!(kicker, " · {}", world.strings.month(&edition.lang, opens.date()));
        }
        let svg = draw(
            &edition.ride(),
            edition.palette.accent().light,
            &kicker,
            &source.title,
            &world.site.content.config.title,
        );
        let path = format!("{}{}", edition.path, assets::hashed("card", "png", svg.as_bytes()));
        Self { path, alt, svg }
    }

    /// The picture. It is drawn once for each input, as long as the program runs.
    ///
    /// # Errors
    /// When the drawing cannot be drawn, which would be a mistake of the program.
    pub(crate) fn png(&self) -> Result<Arc<[u8]>, RenderError> {
        /// So many are remembered: more editions than most series have.
        const REMEMBERED: usize = 128;
        static DRAWN: LazyLock<Mutex<Drawn>> = LazyLock::new(Mutex::default);
        let remembered = || DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
        let key = *blake3::hash(self.svg.as_bytes()).as_bytes();
        if let Some(known) = remembered().get(&key) {
            return Ok(Arc::clone(known));
        }
        let drawn: Arc<[u8]> = raster(&self.svg).map_err(|message| RenderError { message })?.into();
        let mut all = remembered();
        if all.len() >= REMEMBERED {
            all.clear();
        }
        all.insert(key, Arc::clone(&drawn));
        Ok(drawn)
    }
}

fn raster(svg: &str) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, &Options::default()).map_err(|error| format!("error: no card: {error}"))?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).ok_or("error: a card without pixels")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| format!("error: no card: {error}"))
}

fn draw(ride: &Ride, accent: crate::model::Colour, kicker: &str, title: &str, series: &str) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{}\"/>",
        PAPER.light
    );
    awning(&mut out, ride.paint);
    let ink = INK.light;
    let lines = set(title);
    // A title in another script is left to the words beside the card: the ride stands in the middle.
    let shift = if lines.is_some() { 548.0 } else { 280.0 };
    let _ = write!(out, "<g transform=\"translate({} 62)\">", short(shift, 0));
    ride.scene(&mut out, Letters::Outlines);
    out.push_str("</g>");
    if let Some((size, lines)) = lines {
        let step = size * 1.08;
        // The block of kicker and title stands in the middle of what is above the name of the series.
        let height = step * lines.len() as f64;
        let top = 310.0 - height / 2.0;
        if let Some(line) = fitting(kicker, 30.0) {
            let _ = write!(out, "<path d=\"{}\" fill=\"{accent}\"/>", line.at(LEFT, top - 14.0));
        }
        for (n, line) in lines.iter().enumerate() {
            let y = top + step * (n as f64 + 0.82);
            let _ = write!(out, "<path d=\"{}\" fill=\"{ink}\"/>", line.at(LEFT, y));
        }
        if let Some(line) = fitting(series, 32.0) {
            let _ = write!(out, "<path d=\"{}\" fill=\"{ink}\"/>", line.at(LEFT, 570.0));
        }
    }
    out.push_str("</svg>\n");
    out
}

/// The stripes with their scalloped edge, as on every page.
fn awning(out: &mut String, Paint { cloth, .. }: Paint) {
    const STRIPE: u32 = 40;
    for (first, colour) in [(0, cloth), (STRIPE, CREAM)] {
        let mut path = String::new();
        for x in (first..WIDTH).step_by(2 * STRIPE as usize) {
            let half = STRIPE / 2;
            let _ = write!(path, "M{x} 0V{AWNING}a{half} {half} 0 0 0 {STRIPE} 0V0z");
        }
        let _ = write!(out, "<path d=\"{path}\" fill=\"{colour}\"/>");
    }
}

/// The title in lines, as large as it can be; `None` when the display face lacks a letter of it. Signs that it lacks, such
/// as emoji, are left out.
fn set(title: &str) -> Option<(f64, Vec<lettering::Line>)> {
    let known = |c: char| {
        c.is_alphanumeric() || c.is_whitespace() || lettering::line(c.encode_utf8(&mut [0; 4]), 1.0).is_some()
    };
    let title: String = title.chars().filter(|c| known(*c)).collect();
    let words: Vec<&str> = title.split_whitespace().collect();
    lettering::line(&title, 1.0).filter(|_| !words.is_empty())?;
    for (size, most) in SIZES {
        let fits = |text: &str| lettering::line(text, size).is_some_and(|line| line.width <= ROOM);
        let lines = wrap(&words, fits);
        if lines.len() <= most && lines.iter().all(|line| fits(line)) {
            return Some((size, lines.iter().filter_map(|line| lettering::line(line, size)).collect()));
        }
    }
    // Very long: what fits, and a sign that there is more.
    let &(size, most) = SIZES.last()?;
    let fits = |text: &str| lettering::line(text, size).is_some_and(|line| line.width <= ROOM);
    let mut lines = wrap(&words, fits);
    let more = lines.len() > most;
    lines.truncate(most);
    let last = lines.len() - 1;
    let lines = lines.iter().enumerate().filter_map(|(n, line)| {
        if n == last && more { fitting(&format!("{line} …"), size) } else { fitting(line, size) }
    });
    Some((size, lines.collect()))
}

/// Words in lines, each as long as it can be; a word that is too long has a line of its own.
fn wrap(words: &[&str], fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push((*word).to_owned()),
        }
    }
    lines
}

/// As much of a line as there is room for.
fn fitting(text: &str, size: f64) -> Option<lettering::Line> {
    lettering::line_within(text, size, ROOM)
}

#[cfg(test)]
mod tests {
    use super::{Ride, draw, raster, set};
    use crate::{
        model::Palette,
        render::{palette::Paint, ride::Rider},
    };

    fn card(title: &str, n: usize) -> String {
        let riders: Vec<_> = (0..n).map(|colour| Rider { initials: "ÅB".into(), colour }).collect();
        let palette = Palette::of_edition(n);
        let ride = Ride { riders: &riders, free: 0, paint: Paint::of(&palette) };
        draw(&ride, palette.accent().light, "Editie 3 · mei 2026", title, "De Zweefmolen")
    }

    #[test]
    fn titles_of_any_length_stay_in_their_half() {
        let long = "Waarom wij nog altijd te weinig van elkaar leren in organisaties ".repeat(6);
        for (title, lines) in [("Stilte", 1), ("Hardop leren", 2), (long.as_str(), 6), (&"w".repeat(5000), 1)] {
            let (_, set) = set(title).unwrap();
            assert_eq!(set.len(), lines, "{title}");
            assert!(set.iter().all(|line| line.width <= super::ROOM), "{title}");
        }
        assert_eq!(set("Leren 🎠 draaien 👩‍🏫").map(|(size, _)| size), set("Leren draaien").map(|(size, _)| size));
        assert!(set("🎠").is_none() && set("").is_none() && set(" ").is_none() && set("التعلم").is_none());
    }

    #[test]
    fn the_picture_is_one_and_the_same() {
        let svg = card("Hardop leren", 13);
        assert!(!svg.contains("<text") && !svg.contains(" style="), "no font is asked for");
        let png = raster(&svg).unwrap();
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..24], [0, 0, 4, 176, 0, 0, 2, 118], "1200 by 630");
        assert!(png.len() < 150_000, "{} bytes", png.len());
        assert_eq!(raster(&svg).unwrap(), png);
        assert_ne!(raster(&card("Hardop leren", 14)).unwrap(), png);
    }

    /// `CARDS=DIR cargo test --lib render::card` writes cards to look at.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "pictures to look at, on demand")]
    fn cards_to_look_at() {
        let Some(folder) = std::env::var_os("CARDS").map(std::path::PathBuf::from) else { return };
        for (title, n) in [
            ("Stilte", 1),
            ("Hardop leren", 3),
            ("Van fouten leren, maar dan echt", 24),
            ("التعلم", 10),
            ("The long tail of learning in public, together", 80),
        ] {
            std::fs::write(folder.join(format!("card-{n}.png")), raster(&card(title, n)).unwrap()).unwrap();
        }
    }
}
