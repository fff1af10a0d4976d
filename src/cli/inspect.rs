//! `inspect`: what the program sees in a feed, a page or a text. Writes nothing.

#![expect(clippy::disallowed_methods, reason = "reads the files it is given")]

use std::{fs, path::Path};

use serde::Serialize;
use url::Url;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global, What},
    describe, fetch,
    report::{self, Report},
};
use crate::{
    extract::{self, Cast, Theme},
    feed,
    model::{Bands, FetchPolicy, Lang, Person, QuotationPolicy},
    text::Document,
};

/// The largest file that is read.
const MOST_BYTES: u64 = 64 << 20;

pub(super) fn run(args: &args::Inspect, global: &Global, report: &Report) -> Outcome {
    let base = args.base.as_deref().map(Url::parse).transpose();
    let base = base.map_err(|error| Failure::usage(format!("--base is no address: {error}")))?;
    let mut exit = Exit::Ok;
    for name in &args.inputs {
        let shown = bring(name, base.clone(), report).and_then(|mut input| {
            if let Some(content_type) = &args.content_type {
                input.content_type = Some(content_type.clone());
            }
            show(&input, args, global)
        });
        match shown {
            Ok(text) => report.print(&text),
            Err(failure) => {
                exit = failure.exit;
                report.failure(&Failure { message: format!("{name}: {}", failure.message), ..failure });
            }
        }
    }
    Ok(exit)
}

pub(super) struct Input {
    name: String,
    pub(super) bytes: Vec<u8>,
    base: Option<Url>,
    content_type: Option<String>,
    /// What the HTTP headers say of robots, and of data mining.
    robots: (Vec<String>, bool),
}

/// What stands behind a word on the command line: a file, or what the polite client is given.
pub(super) fn bring(name: &str, base: Option<Url>, report: &Report) -> Result<Input, Failure> {
    if name.starts_with("http://") || name.starts_with("https://") {
        let url = Url::parse(name).map_err(Failure::usage)?;
        let client = fetch::client(&FetchPolicy::default(), report)?;
        let fetched = fetch::runtime()?.block_on(client.get_fresh(&url));
        let fetched = fetched.map_err(|error| Failure::new(Exit::Network, error))?;
        return Ok(Input {
            name: name.to_owned(),
            bytes: fetched.body,
            base: base.or(Some(fetched.url)),
            content_type: fetched.content_type,
            robots: (fetched.robots, fetched.tdm_reserved),
        });
    }
    let size = fs::metadata(name).map_err(Failure::data)?.len();
    if size > MOST_BYTES {
        return Err(Failure::data(format!("larger than {} MiB", MOST_BYTES >> 20)));
    }
    let bytes = fs::read(name).map_err(Failure::data)?;
    Ok(Input { name: name.to_owned(), bytes, base, content_type: None, robots: Default::default() })
}

fn show(input: &Input, args: &args::Inspect, global: &Global) -> Result<String, Failure> {
    let several = args.inputs.len() > 1;
    let content_type = input.content_type.as_deref();
    match args.what {
        What::Feed => {
            let feed = feed::read(&input.bytes, input.base.as_ref(), content_type).map_err(Failure::data)?;
            let report = feed::FeedReport::from(&feed);
            if global.json { json(&report, several) } else { Ok(report::clean(&describe::feed(&report))) }
        }
        What::Page => {
            let mut page = feed::page(&input.bytes, input.base.as_ref(), content_type).map_err(Failure::data)?;
            page.policy.tightened_by(&input.robots.0, input.robots.1);
            if global.json { json(&page, several) } else { Ok(report::clean(&describe::page(&page))) }
        }
        What::Html => {
            let html = String::from_utf8_lossy(&input.bytes);
            feed::sanitize(&html, input.base.as_ref()).map_err(Failure::data)
        }
        What::Text => text(input, args, global, several),
    }
}

fn text(input: &Input, args: &args::Inspect, global: &Global, several: bool) -> Result<String, Failure> {
    let language = match &args.language {
        None => None,
        Some(tag) => Some(Lang::parse(tag).ok_or_else(|| Failure::usage(format!("`{tag}` is no language")))?),
    };
    let source = String::from_utf8_lossy(&input.bytes);
    let is_html = Path::new(&input.name)
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("html") || e.eq_ignore_ascii_case("htm"));
    let document = if is_html {
        let html = feed::sanitize(&source, input.base.as_ref()).map_err(Failure::data)?;
        Document::from_html(&html, language.as_ref())
    } else {
        Document::from_plain(&source, language.as_ref())
    };
    let theme = Theme::of_terms(&args.terms, language.as_ref());
    let author = args.author.clone().map(Person::named);
    let cast = Cast { contributors: author.clone().into_iter().collect(), author };
    let report = extract::inspect(&document, "", &theme, &cast, &QuotationPolicy::default(), &Bands::default());
    if global.json { json(&report, several) } else { Ok(report::clean(&describe::text(&report))) }
}

fn json(value: &impl Serialize, one_line: bool) -> Result<String, Failure> {
    let text = if one_line { serde_json::to_string(value) } else { serde_json::to_string_pretty(value) };
    text.map_err(Failure::data)
}
