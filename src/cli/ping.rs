//! `ping`: tells the WebSub hub which feeds have changed.

use serde_json::{Value, json};
use url::Url;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    fetch,
    report::{Report, count},
    site,
};
use crate::{
    build,
    fetch::{Client, FetchError},
    render,
    websub::{self, Topic},
};

/// What became of a feed that has changed.
enum Told {
    Yes,
    Would,
    /// Online there is another one, or none.
    NotOnline(Option<FetchError>),
    Failed(FetchError),
}

pub(super) fn run(args: &args::Ping, global: &Global, report: &Report) -> Outcome {
    if global.offline {
        return Err(Failure::usage("the hub cannot be told without the network, and --offline forbids it"));
    }
    let opened = site::open(global, report)?;
    let Some(hub) = opened.content.config.hub.clone() else {
        let help = "name one in blogkermis.toml, as [websub] hub = \"https://hub.example/\", and build the site";
        return Err(Failure::usage("this site has no WebSub hub").help(help));
    };
    let records = opened.records()?;
    let series = opened.collect(&records, true, report)?;
    let client = fetch::client(&opened.content.config.fetch, report)?;
    let site = build::gather(&opened.root, opened.content, series)?;
    let plan = render::plan(&site, opened.now).map_err(|error| {
        report.block(&error.message);
        Failure::data("the site could not be rendered")
    })?;
    let told = opened.store.pings(&hub).map_err(Failure::data)?;
    let topics = topics(&site, &plan)?;
    let (known, changed): (Vec<_>, Vec<_>) = topics.into_iter().partition(|topic| topic.is_known(&told));
    let runtime = fetch::runtime()?;
    let mut results = Vec::new();
    for topic in &changed {
        let told = runtime.block_on(tell(&client, &hub, topic, args.no_check, global.dry_run));
        if let Told::Yes = told {
            opened.store.keep_ping(&hub, &topic.url, &topic.hash, opened.now).map_err(Failure::data)?;
        }
        results.push((topic, told));
    }
    if global.json {
        let feeds: Vec<_> = results.iter().map(|(topic, told)| as_json(&topic.url, told)).collect();
        report.json(&json!({ "hub": hub, "known": known.len(), "feeds": feeds }))?;
    }
    Ok(say(&hub, &results, known.len(), global, report))
}

/// The feeds of the series and of every edition, in all their formats.
fn topics<'a>(site: &render::Site, plan: &'a render::Plan) -> Result<Vec<Topic<'a>>, Failure> {
    let editions = site.series.editions.iter().map(|collected| format!("{}/", collected.edition.slug));
    let folders = std::iter::once(String::new()).chain(editions);
    let paths = folders.flat_map(|folder| render::FEEDS.map(|name| format!("{folder}{name}")));
    let mut topics = Vec::new();
    for path in paths {
        let Some(bytes) = plan.files.get(&path) else { continue };
        let url = site.content.config.base_url.join(&path).map_err(Failure::data)?;
        topics.push(Topic::new(url, bytes));
    }
    Ok(topics)
}

async fn tell(client: &Client, hub: &Url, topic: &Topic<'_>, no_check: bool, dry_run: bool) -> Told {
    if !no_check {
        match topic.is_online(client).await {
            Ok(true) => {}
            Ok(false) => return Told::NotOnline(None),
            Err(error) => return Told::NotOnline(Some(error)),
        }
    }
    if dry_run {
        return Told::Would;
    }
    match websub::publish(client, hub, &topic.url).await {
        Ok(_) => Told::Yes,
        Err(error) => Told::Failed(error),
    }
}

fn as_json(feed: &Url, told: &Told) -> Value {
    let (result, error) = match told {
        Told::Yes => ("told", None),
        Told::Would => ("would-tell", None),
        Told::NotOnline(error) => ("not-online", error.as_ref()),
        Told::Failed(error) => ("failed", Some(error)),
    };
    json!({ "feed": feed, "result": result, "error": error.map(ToString::to_string) })
}

fn say(hub: &Url, results: &[(&Topic<'_>, Told)], known: usize, global: &Global, report: &Report) -> Exit {
    let (mut done, mut waiting, mut failed) = (0, 0, 0);
    for (topic, told) in results {
        let feed = &topic.url;
        match told {
            Told::Yes | Told::Would => {
                done += 1;
                report.detail(format!("  {feed}"));
            }
            Told::NotOnline(error) => {
                waiting += 1;
                let why = error.as_ref().map_or_else(|| "another one is online".to_owned(), ToString::to_string);
                report.warn(format!("{feed} is not online as it was built: {why}"));
            }
            Told::Failed(error) => {
                failed += 1;
                report.warn(format!("{feed}: {hub}: {error}"));
            }
        }
    }
    if waiting > 0 {
        report.help("build the site and put it online, then tell the hub again; --no-check tells it without looking");
    }
    let told = if global.dry_run { "would be told of" } else { "told of" };
    report.say(format!("{hub} {told} {}, {known} as before", count(done, "feed", "feeds")));
    match (failed, waiting) {
        (0, 0) => Exit::Ok,
        (0, _) => Exit::Findings,
        _ => Exit::Network,
    }
}
