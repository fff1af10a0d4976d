//! The display face, Abril Fatface: how the stylesheet asks for it, what stands in for it while it is under way, and its
//! outlines, where text has to be drawn because no font can be counted on.
//!
//! The files stand in `templates/fonts/` as Fontsource publishes them, byte for byte, with their licence (OFL 1.1, whose
//! reserved font names are why nothing is cut from them here). Browsers get WOFF2; the WOFF of the same face is what
//! outlines are read from, for which no decoder of WOFF2 is needed.

use std::{collections::BTreeMap, fmt::Write as _, io::Read as _, sync::LazyLock};

use flate2::read::ZlibDecoder;
use ttf_parser::{Face, GlyphId, OutlineBuilder, RawFaceTables};

use super::{engine::Theme, ride::short};

/// The parts of the face, each with the characters it is asked for: those it has, in as few ranges as tell the parts apart.
/// In the stylesheet the first comes last, so that it is the one asked where both could be.
const PARTS: [(&str, &str); 2] = [
    ("latin", "U+0-FF,U+131,U+152-153,U+2BC,U+2C6,U+2DA,U+2DC,U+2013-201E,U+2022-2044,U+20AC,U+2122,U+2212-2215"),
    ("latin-ext", "U+100-2DD,U+1E80-1EF3,U+2020"),
];

/// A face that stands in for the other until it is there: with its own letters, but as wide and as high.
struct StandIn {
    /// What it is called in the stylesheet.
    name: &'static str,
    /// What it is called where it is installed; the others have the same widths.
    local: &'static [&'static str],
    /// The mean width of its letters in em, weighed by how often they occur in English text; from Capsize, as is the
    /// one of Abril Fatface.
    width: f64,
}

const STAND_INS: [StandIn; 2] = [
    StandIn { name: "Kermis Georgia", local: &["Georgia", "Gelasio"], width: 913.0 / 2048.0 },
    StandIn { name: "Kermis Times", local: &["Times New Roman", "Liberation Serif", "Tinos"], width: 832.0 / 2048.0 },
];

/// The mean width of the letters of Abril Fatface in em.
const WIDTH: f64 = 0.461;
/// How far its lines reach above and below the base line, in em. No gap between them.
const ASCENT: f64 = 1.058;
const DESCENT: f64 = 0.291;

/// The files for browsers: name and bytes.
pub(super) fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    PARTS.iter().filter_map(|(part, _)| {
        let name = format!("abril-fatface-{part}");
        let file = Theme::get(&format!("fonts/{name}.woff2"))?;
        Some((name, file.data.into_owned()))
    })
}

/// The rules of the stylesheet; `path` says where a file of [`files`] stands, beside the stylesheet.
pub(super) fn css(path: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (part, range) in PARTS.into_iter().rev() {
        let _ = write!(
            out,
            "@font-face{{font-family:\"Abril Fatface\";font-display:swap;src:url({}) format(\"woff2\");unicode-range:{range}}}",
            path(&format!("abril-fatface-{part}"))
        );
    }
    for StandIn { name, local, width } in STAND_INS {
        let size = WIDTH / width;
        let local: Vec<String> = local.iter().map(|name| format!("local(\"{name}\")")).collect();
        let _ = write!(
            out,
            "@font-face{{font-family:\"{name}\";src:{};size-adjust:{}%;ascent-override:{}%;descent-override:{}%;\
             line-gap-override:0%}}",
            local.join(","),
            short(size * 100.0, 1),
            short(ASCENT / size * 100.0, 1),
            short(DESCENT / size * 100.0, 1),
        );
    }
    out.push('\n');
    out
}

type Tables = BTreeMap<[u8; 4], Vec<u8>>;

static FACES: LazyLock<Vec<Tables>> = LazyLock::new(|| {
    let file = |part: &&str| Theme::get(&format!("fonts/abril-fatface-{part}.woff"));
    PARTS.iter().filter_map(|(part, _)| unpack(&file(part)?.data)).collect()
});

/// The tables of a WOFF file (W3C Recommendation, *WOFF File Format 1.0*, sections 3 to 5).
fn unpack(woff: &[u8]) -> Option<Tables> {
    const HEADER: usize = 44;
    const ENTRY: usize = 20;
    let number = |at: usize| Some(u32::from_be_bytes(woff.get(at..at + 4)?.try_into().ok()?) as usize);
    if woff.get(..4)? != b"wOFF" {
        return None;
    }
    let count = usize::from(u16::from_be_bytes(woff.get(12..14)?.try_into().ok()?));
    let mut tables = Tables::new();
    for entry in (0..count).map(|n| HEADER + n * ENTRY) {
        let tag: [u8; 4] = woff.get(entry..entry + 4)?.try_into().ok()?;
        let (start, packed, length) = (number(entry + 4)?, number(entry + 8)?, number(entry + 12)?);
        let packed = woff.get(start..start + packed)?;
        let mut table = Vec::with_capacity(length);
        if packed.len() < length {
            ZlibDecoder::new(packed).take(length as u64).read_to_end(&mut table).ok()?;
        } else {
            table.extend_from_slice(packed);
        }
        tables.insert(tag, table);
    }
    Some(tables)
}

fn face(tables: &Tables) -> Option<Face<'_>> {
    let table = |tag: &[u8; 4]| tables.get(tag).map(Vec::as_slice);
    Face::from_raw_tables(RawFaceTables {
        head: table(b"head")?,
        hhea: table(b"hhea")?,
        maxp: table(b"maxp")?,
        hmtx: table(b"hmtx"),
        cmap: table(b"cmap"),
        glyf: table(b"glyf"),
        loca: table(b"loca"),
        os2: table(b"OS/2"),
        kern: table(b"kern"),
        ..RawFaceTables::default()
    })
    .ok()
}

/// A line of text as it will be drawn.
pub(super) struct Line {
    /// The glyphs: which face, which glyph, and where it begins, in pixels.
    glyphs: Vec<(usize, GlyphId, f64)>,
    /// The height of an em.
    size: f64,
    /// How far the line reaches.
    pub(super) width: f64,
}

/// Sets a line in `size` pixels. `None` when a character of it is in none of the files: another script, an emoji.
pub(super) fn line(text: &str, size: f64) -> Option<Line> {
    let faces: Vec<Face> = FACES.iter().filter_map(face).collect();
    let mut glyphs = Vec::new();
    let mut at = 0.0;
    for c in text.chars() {
        let (n, glyph) = faces.iter().enumerate().find_map(|(n, face)| Some((n, face.glyph_index(c)?)))?;
        glyphs.push((n, glyph, at));
        at += f64::from(faces[n].glyph_hor_advance(glyph)?) * size / f64::from(faces[n].units_per_em());
    }
    Some(Line { glyphs, size, width: at })
}

/// As much of a line as there is room for, with a sign where more was. `None` as for [`line`](line()).
pub(super) fn line_within(text: &str, size: f64, room: f64) -> Option<Line> {
    let whole = line(text, size)?;
    if whole.width <= room {
        return Some(whole);
    }
    let sign = line("…", size)?.width;
    let kept = whole.glyphs.iter().take_while(|(_, _, start)| *start <= room - sign).count();
    // The glyph that begins before that place may end after it.
    let start: String = text.chars().take(kept.saturating_sub(1)).collect();
    line(&format!("{}…", start.trim_end()), size)
}

impl Line {
    /// The data of an SVG path that draws it, beginning at `x`, standing on `y`.
    pub(super) fn at(&self, x: f64, y: f64) -> String {
        let faces: Vec<Face> = FACES.iter().filter_map(face).collect();
        let mut pen = Pen { out: String::new(), x, y, scale: 1.0 };
        for (n, glyph, start) in &self.glyphs {
            if let Some(face) = faces.get(*n) {
                pen.x = x + start;
                pen.scale = self.size / f64::from(face.units_per_em());
                face.outline_glyph(*glyph, &mut pen);
            }
        }
        pen.out
    }
}

/// Writes outlines as path data.
struct Pen {
    out: String,
    x: f64,
    y: f64,
    scale: f64,
}

impl Pen {
    fn draw(&mut self, command: char, points: &[(f32, f32)]) {
        self.out.push(command);
        for (n, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.x + f64::from(*x) * self.scale, self.y - f64::from(*y) * self.scale);
            let _ = write!(self.out, "{}{} {}", if n > 0 { " " } else { "" }, short(x, 1), short(y, 1));
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.draw('M', &[(x, y)]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.draw('L', &[(x, y)]);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.draw('Q', &[(x1, y1), (x, y)]);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.draw('C', &[(x1, y1), (x2, y2), (x, y)]);
    }
    fn close(&mut self) {
        self.out.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::{ASCENT, DESCENT, FACES, PARTS, WIDTH, css, face, files, line, unpack};

    #[test]
    fn the_first_file_is_light_and_all_come_with_their_licence() {
        let all: Vec<_> = files().collect();
        assert_eq!(all.len(), PARTS.len());
        assert!(all[0].1.len() <= 15_000, "{} bytes", all[0].1.len());
        let licence = super::Theme::get("fonts/OFL.txt").expect("the licence stands beside the files");
        assert!(String::from_utf8_lossy(&licence.data).contains("SIL OPEN FONT LICENSE Version 1.1"));
        // A face with reserved names may not be changed under them: these are the files as they were published.
        let hashes: Vec<String> =
            all.iter().map(|(name, bytes)| format!("{name} {}", &blake3::hash(bytes).to_hex()[..16])).collect();
        insta::assert_debug_snapshot!(hashes);
    }

    #[test]
    fn what_stands_in_is_as_high_and_as_wide() {
        let face = face(&FACES[0]).unwrap();
        let em = f64::from(face.units_per_em());
        assert_eq!(
            (f64::from(face.ascender()) / em, f64::from(-face.descender()) / em, face.line_gap()),
            (ASCENT, DESCENT, 0)
        );
        // The mean width of a letter in a text of some length is what Capsize says, give or take.
        let text = "a host names a theme and bloggers write about it on their own blogs until somebody reads it all";
        let mean = line(text, 1.0).unwrap().width / text.chars().count() as f64;
        assert!((mean - WIDTH).abs() < 0.04, "{mean}");
        insta::assert_snapshot!(css(|name| format!("{name}.0123.woff2")).replace('}', "}\n"));
    }

    #[test]
    fn every_character_is_asked_of_a_file_that_has_it() {
        let ranges = PARTS.map(|(_, list)| {
            list.split(',')
                .map(|range| {
                    let (first, last) = range[2..].split_once('-').unwrap_or((&range[2..], &range[2..]));
                    [first, last].map(|hex| u32::from_str_radix(hex, 16).unwrap())
                })
                .collect::<Vec<_>>()
        });
        let faces: Vec<_> = FACES.iter().map(|tables| face(tables).unwrap()).collect();
        let mut known = 0;
        for c in (' '..='\u{fffd}').filter(|c| faces.iter().any(|face| face.glyph_index(*c).is_some())) {
            let asked = ranges.iter().position(|list| list.iter().any(|[a, b]| (*a..=*b).contains(&u32::from(c))));
            assert!(asked.is_some_and(|n| faces[n].glyph_index(c).is_some()), "{c:?} is asked of {asked:?}");
            known += 1;
        }
        assert!(known > 300, "{known}");
    }

    #[test]
    fn text_is_drawn_or_declined() {
        let drawn = line("Łódź, één IJs", 20.0).unwrap();
        assert!(drawn.width > 60.0 && drawn.width < 160.0, "{}", drawn.width);
        let path = drawn.at(5.0, 30.0);
        assert!(path.starts_with('M') && path.ends_with('Z') && !path.contains("NaN"));
        assert!(line("تعلم", 20.0).is_none() && line("🎠", 20.0).is_none());
        assert!(line("", 20.0).is_some_and(|line| line.width == 0.0));
    }

    #[test]
    fn what_is_no_font_is_none() {
        assert!(unpack(b"").is_none() && unpack(b"wOFF").is_none() && unpack(&[0; 64]).is_none());
        let mut cut = b"wOFF".to_vec();
        cut.extend([0; 8]);
        cut.extend([0, 9]);
        cut.extend([0; 60]);
        assert!(unpack(&cut).is_none());
    }
}
