//! `palette`: a name, or colours of one's own, which must be readable.

use super::{
    keys::Value,
    mistakes::Mistakes,
    nearest::{quoted, suggest},
    values::{table, text},
};
use crate::model::{
    Colour, Palette,
    palette::{Fault, PRESETS},
};

/// What a table of colours looks like, for messages.
const TABLE: &str = "palette = \"sea\"` or `palette = { cloth = \"#c8372d\" }";

/// Reads the value of `palette`.
pub(super) fn palette(value: &Value<'_>, mistakes: &mut Mistakes<'_>) -> Option<Palette> {
    if value.toml.is_str() {
        let name = text(value, mistakes)?;
        let found = Palette::named(name.trim());
        if found.is_none() {
            let help = suggest(name.trim(), PRESETS.iter().map(|(known, _)| *known));
            mistakes.at(value.place.clone(), format!("there is no palette {}", quoted(&name)), help);
        }
        return found;
    }
    let mut keys = table(value, TABLE, mistakes)?;
    let cloth = keys
        .required("cloth", "\"#c8372d\"", mistakes, |value, mistakes| colour(value, Palette::cloth_fault, mistakes));
    let second = keys.optional("second", mistakes, |value, mistakes| colour(value, Palette::second_fault, mistakes));
    let sun = keys.optional("sun", mistakes, |value, mistakes| colour(value, Palette::sun_fault, mistakes));
    keys.finish(mistakes);
    let kin = Palette::kin(cloth?);
    Some(Palette { cloth: cloth?, second: second.unwrap_or(kin.second), sun: sun.unwrap_or(kin.sun) })
}

fn colour(value: &Value<'_>, fault: fn(Colour) -> Option<Fault>, mistakes: &mut Mistakes<'_>) -> Option<Colour> {
    let written = text(value, mistakes)?;
    let Some(colour) = Colour::parse(written.trim()) else {
        let message = format!("{} is no colour", quoted(&written));
        mistakes.at(value.place.clone(), message, "write `#` and six hexadecimal digits, as in `#c8372d`");
        return None;
    };
    let Some(Fault { ground, contrast, least, nearest }) = fault(colour) else { return Some(colour) };
    // Rounded down: 4.49 is not 4.5.
    let contrast = (contrast * 100.0).floor() / 100.0;
    let message = format!(
        "`{}` is too close to {ground}: the contrast is {contrast:.2}, and it needs {least} (WCAG 2.2, AA)",
        value.key
    );
    let help = match nearest {
        Some(nearest) => format!("the nearest colour that can be told from it is `{nearest}`"),
        None => "choose another colour".to_owned(),
    };
    mistakes.at(value.place.clone(), message, help);
    None
}
