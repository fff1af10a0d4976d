//! `announce`: texts to post about an edition.

use super::{
    Exit, Outcome,
    args::{self, Global, Medium, Occasion},
    report::Report,
    site,
};
use crate::roundup::announce::{self, Announcement};

pub(super) fn run(args: &args::Announce, global: &Global, report: &Report) -> Outcome {
    let edition = site::edition(args.edition.as_deref(), true, global, report)?;
    let collected = edition.collected();
    let occasion = args.occasion.map_or_else(|| announce::occasion(collected, edition.site.now), Into::into);
    let media = args.medium.map_or(vec![Medium::Mail, Medium::Mastodon, Medium::Linkedin], |medium| vec![medium]);
    let base_url = &edition.site.content.config.base_url;
    let texts: Vec<Announcement> =
        media.into_iter().map(|medium| announce::text(collected, base_url, occasion, medium.into())).collect();
    if global.json {
        report.json(&texts)?;
        return Ok(Exit::Ok);
    }
    let several = texts.len() > 1;
    let shown: Vec<String> = texts.iter().map(|text| shown(text, several)).collect();
    report.data(&shown.join("\n\n"));
    Ok(Exit::Ok)
}

/// The text as it is posted; where there are several, below a line that tells them apart.
fn shown(text: &Announcement, several: bool) -> String {
    let name = match text.medium {
        announce::Medium::Mail => "Mail",
        announce::Medium::Mastodon => "Mastodon",
        announce::Medium::Linkedin => "LinkedIn",
    };
    let head = if several { format!("--- {name} ({} characters)\n\n", text.characters) } else { String::new() };
    let subject = text.subject.as_ref().map(|subject| format!("Subject: {subject}\n\n")).unwrap_or_default();
    format!("{head}{subject}{}", text.text)
}

impl From<Occasion> for announce::Occasion {
    fn from(occasion: Occasion) -> Self {
        match occasion {
            Occasion::Call => Self::Call,
            Occasion::Reminder => Self::Reminder,
            Occasion::Publication => Self::Publication,
        }
    }
}

impl From<Medium> for announce::Medium {
    fn from(medium: Medium) -> Self {
        match medium {
            Medium::Mail => Self::Mail,
            Medium::Mastodon => Self::Mastodon,
            Medium::Linkedin => Self::Linkedin,
        }
    }
}
