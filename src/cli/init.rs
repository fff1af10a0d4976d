//! `init`: makes a new site.

use std::path::PathBuf;

use url::Url;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    carry_on,
    report::Report,
};
use crate::{
    content::{self, NewSite},
    model::Lang,
};

pub(super) fn run(args: &args::Init, global: &Global, report: &Report) -> Outcome {
    let root = args.folder.clone().or_else(|| global.root.clone()).unwrap_or_else(|| PathBuf::from("."));
    let language = args.language.as_deref().and_then(Lang::parse).unwrap_or_else(Lang::nl);
    let dutch = language.primary() == "nl";
    let title =
        args.title.clone().unwrap_or_else(|| if dutch { "Onze blogkermis" } else { "Our blog carnival" }.into());
    let base_url = args.base_url.as_deref().unwrap_or("https://kermis.example/");
    let base_url = Url::parse(base_url).map_err(|error| Failure::usage(format!("--base-url: {error}")))?;
    if let Some(source) = &args.from {
        return carry_on::run(source, &root, base_url, args, global, report);
    }
    if global.dry_run {
        report.say(format!("would make a site in {}", root.display()));
        return Ok(Exit::Ok);
    }
    let site = NewSite { title, description: String::new(), base_url, language };
    for path in content::init(&root, &site).map_err(Failure::data)? {
        report.say(format!("  {}", path.display()));
    }
    report.say(format!("a new site stands in {}", root.display()));
    report.help("launch an edition with `blogkermis new THEME`, then add blogs with `blogkermis add ADDRESS`");
    Ok(Exit::Ok)
}
