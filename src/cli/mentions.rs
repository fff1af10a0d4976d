//! `mentions`: what others say of a roundup on their own pages, and what readers see of it.

use std::path::Path;

use futures_util::{StreamExt as _, stream};
use serde_json::json;
use url::Url;

use super::{
    Exit, Failure, Outcome, add,
    args::{self, Global},
    fetch,
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    inbox::intake,
    model::{Became, Slug},
    store::{Asked, Due, Moderation, Patience, ReceivedMention, ReceivedState, distinct},
    webmention::{self, Aims, AttendError, Request},
};

/// So many pages are looked at at a time.
const AT_ONCE: usize = 8;
/// A page that is to be looked at no matter when.
const ALL: usize = usize::MAX;

impl From<AttendError> for Failure {
    fn from(error: AttendError) -> Self {
        let failure = Self::data(&error);
        error.help().into_iter().fold(failure, Self::help)
    }
}

pub(super) fn run(args: &args::Mentions, global: &Global, report: &Report) -> Outcome {
    let opened = site::open(global, report)?;
    let aims = Aims::new(&opened.content, opened.now);
    if args.check && global.offline {
        return Err(Failure::usage("--check looks at pages, and --offline forbids it"));
    }
    if let Some(source) = &args.pull {
        pull(source, &opened, &aims, global, report)?;
    }
    if args.check {
        check(&opened, global, report)?;
    }
    let mut exit = Exit::Ok;
    if (args.check || args.pull.is_some()) && !global.offline && !global.dry_run {
        exit = look(&opened, &aims, report)?;
    }
    decide(&args.show, Moderation::Shown, &opened, global, report)?;
    decide(&args.hide, Moderation::Hidden, &opened, global, report)?;
    if !global.dry_run {
        published(&webmention::publish(&opened.root, &opened.store, &aims, false)?, report);
    }
    let all = opened.store.received_mentions().map_err(Failure::data)?;
    let listed = if args.all { all } else { reactions(all) };
    if global.json {
        report.json(&json!(listed))?;
    } else {
        list(&listed, args.all, report);
    }
    Ok(exit)
}

/// Those that are for the host to decide about, each page once.
fn reactions(all: Vec<ReceivedMention>) -> Vec<ReceivedMention> {
    let mut reactions = distinct(all);
    reactions.retain(|mention| mention.became == Some(Became::Reaction));
    reactions
}

/// Takes in what a service collected.
fn pull(source: &str, opened: &Opened, aims: &Aims, global: &Global, report: &Report) -> Result<(), Failure> {
    let bytes = collected(source, opened, global, report)?;
    let claims = intake::claims(&bytes).map_err(|error| Failure::data(&error).help(error.help()))?;
    let (mut fresh, mut known, mut others) = (0, 0, 0);
    for claim in &claims {
        let is_ours = |page: &Url| aims.of(page).is_some();
        let request = match Request::new(claim.source.as_str(), claim.target.as_str(), &is_ours) {
            Ok(request) => request,
            Err(refusal) => {
                others += 1;
                report.detail(format!("{} → {}: {refusal}", claim.source, claim.target));
                continue;
            }
        };
        if global.dry_run {
            fresh += 1;
            report.data(&format!("{} → {}", request.source, request.target));
            continue;
        }
        let asked = opened.store.ask(&request.source, &request.target, Patience::NONE, opened.now);
        match asked.map_err(Failure::data)? {
            Asked::Taken { is_new: true, .. } => fresh += 1,
            _ => known += 1,
        }
    }
    let would = if global.dry_run { "would be taken in" } else { "new" };
    report.say(format!("{} {would}, {known} there before", count(fresh, "webmention", "webmentions")));
    if others > 0 {
        report.say(format!("{} of pages that take none (-v lists them)", count(others, "webmention", "webmentions")));
    }
    if global.offline && fresh + known > 0 && !global.dry_run {
        report.hint("`blogkermis mentions --check` looks at their pages");
    }
    Ok(())
}

fn collected(source: &str, opened: &Opened, global: &Global, report: &Report) -> Result<Vec<u8>, Failure> {
    let path = Path::new(source);
    if path.is_file() {
        return add::read_file(path);
    }
    let url = Url::parse(source).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let url = url.ok_or_else(|| {
        Failure::usage(format!("`{source}` is neither a file nor an address")).help(
            "webmention.io gives what it collected at https://webmention.io/api/mentions.jf2?domain=DOMAIN&token=TOKEN",
        )
    })?;
    if global.offline {
        return Err(Failure::usage("--pull has to fetch this, and --offline forbids it"));
    }
    let client = fetch::client(&opened.content.config.fetch, report)?;
    // The address may hold a token: it is not repeated.
    let fetched = fetch::runtime()?.block_on(client.get_named(&url));
    let fetched = fetched
        .map_err(|error| Failure::new(Exit::Network, format!("{}: {error}", url.host_str().unwrap_or_default())))?;
    Ok(fetched.body.clone())
}

/// Has the page of everything that was found to link looked at again.
fn check(opened: &Opened, global: &Global, report: &Report) -> Result<(), Failure> {
    let all = opened.store.received_mentions().map_err(Failure::data)?;
    let due: Vec<i64> = all
        .iter()
        .filter(|mention| mention.state == ReceivedState::Verified || mention.due.is_some())
        .map(|mention| mention.id)
        .collect();
    if global.dry_run {
        report.say(format!("would look at {}", count(due.len(), "page", "pages")));
    } else {
        opened.store.look_again(&due, opened.now).map_err(Failure::data)?;
    }
    Ok(())
}

/// Looks at every page that is due.
fn look(opened: &Opened, aims: &Aims, report: &Report) -> Result<Exit, Failure> {
    let due = opened.store.mentions_due(opened.now, ALL).map_err(Failure::data)?;
    if due.is_empty() {
        return Ok(Exit::Ok);
    }
    let client = fetch::client(&opened.content.config.fetch, report)?;
    let bar = report.progress(due.len());
    let kept = fetch::runtime()?.block_on(async {
        let one = async |due: &Due| {
            let looked = webmention::look(due, aims, &client, opened.now).await;
            bar.inc(1);
            webmention::settle(&opened.root, &opened.store, aims, due, &looked, opened.now)
        };
        stream::iter(due.iter().map(one)).buffered(AT_ONCE).collect::<Vec<_>>().await
    });
    bar.finish_and_clear();
    let kept = kept.into_iter().collect::<Result<Vec<_>, _>>()?;
    let of = |state: ReceivedState| kept.iter().flatten().filter(|mention| mention.state == state).count();
    let waiting = kept.iter().flatten().filter(|mention| mention.due.is_some()).count();
    let tips = kept.iter().flatten().filter(|m| m.became == Some(Became::Submission)).count();
    report.say(format!(
        "{} looked at: {} link here, {} do not, {} gone",
        count(kept.len(), "page", "pages"),
        of(ReceivedState::Verified),
        of(ReceivedState::NoLink),
        of(ReceivedState::Gone)
    ));
    for mention in kept.iter().flatten() {
        if let Some(why) = &mention.why {
            report.warn(format!("{}: {why}", mention.source));
        }
    }
    if tips > 0 {
        report.hint("those to the call are in the inbox: `blogkermis submissions --look` reads them");
    }
    if waiting > 0 {
        report.hint("`blogkermis mentions --check` tries those again that could not be looked at");
    }
    Ok(if waiting > 0 { Exit::Findings } else { Exit::Ok })
}

/// Puts down what the host says of each.
fn decide(
    numbers: &[i64],
    moderation: Moderation,
    opened: &Opened,
    global: &Global,
    report: &Report,
) -> Result<(), Failure> {
    for &number in numbers {
        let mention = opened.store.received_mention(number).map_err(Failure::data)?.ok_or_else(|| {
            Failure::usage(format!("there is no mention {number}"))
                .help("`blogkermis mentions --all` lists them with their numbers")
        })?;
        if moderation == Moderation::Shown {
            showable(&mention)?;
        }
        if !global.dry_run {
            opened.store.moderate(number, moderation).map_err(Failure::data)?;
        }
        let would = if global.dry_run { "would be " } else { "" };
        report.say(format!("{number}: {would}{} ({})", moderation.name(), mention.source));
    }
    Ok(())
}

/// Only a reaction whose page links here can be shown.
fn showable(mention: &ReceivedMention) -> Result<(), Failure> {
    let number = mention.id;
    match (mention.state, mention.became) {
        (ReceivedState::Verified, Some(Became::Reaction)) => Ok(()),
        (ReceivedState::Verified, Some(Became::Submission)) => {
            Err(Failure::usage(format!("mention {number} is an answer to the call, and in the inbox"))
                .help(format!("`blogkermis submissions --accept {}`", mention.source)))
        }
        (ReceivedState::Verified, Some(Became::List)) => {
            Err(Failure::usage(format!("mention {number} is a page with many posts: what it says changes"))
                .help("the post has an address of its own; its author can send that"))
        }
        (ReceivedState::Verified, _) => {
            Err(Failure::usage(format!("mention {number} is of an edition that is long over")))
        }
        (ReceivedState::Unseen, _) => Err(Failure::usage(format!("nobody has looked at mention {number} yet"))
            .help("`blogkermis mentions --check` does")),
        (state, _) => Err(Failure::usage(format!("mention {number} cannot be shown: {}", state.name()))
            .help("`blogkermis mentions --check` looks at its page again")),
    }
}

fn published(changed: &[Slug], report: &Report) {
    for edition in changed {
        report.say(format!("wrote harvest/reactions/{edition}.json"));
    }
    if !changed.is_empty() {
        report.hint("the next `blogkermis build` shows it");
    }
}

fn list(mentions: &[ReceivedMention], everything: bool, report: &Report) {
    for mention in mentions {
        report.data(&lines(mention));
    }
    let waiting = mentions
        .iter()
        .filter(|mention| mention.became == Some(Became::Reaction) && mention.moderation == Moderation::Waiting)
        .count();
    let what = if everything { ("webmention", "webmentions") } else { ("reaction", "reactions") };
    report.say(format!("{}, {waiting} of them for you to look at", count(mentions.len(), what.0, what.1)));
    if waiting > 0 {
        report.hint("`blogkermis mentions --show NUMBER`, or --hide");
    }
}

/// One mention in a few lines.
fn lines(mention: &ReceivedMention) -> String {
    let state = match (mention.state, mention.became) {
        (ReceivedState::Verified, Some(Became::Reaction)) => mention.moderation.name(),
        (ReceivedState::Verified, Some(became)) => became.name(),
        (state, _) => state.name(),
    };
    let kind = mention.verified.as_ref().map_or("", |verified| verified.kind.name());
    let mut lines = vec![format!("{:>4} {state:<10} {kind:<8} {}", mention.id, mention.source)];
    if let Some(verified) = &mention.verified {
        let author = verified.author.as_ref().map_or("nobody knows who", |author| author.name.as_str());
        let said = verified.title.as_deref().or(Some(verified.excerpt.as_str())).filter(|said| !said.is_empty());
        let said: String = said.map(|said| said.chars().take(90).collect()).unwrap_or_default();
        lines.push(format!("     {author}{}{said}", if said.is_empty() { "" } else { ": " }));
    }
    if let Some(why) = &mention.why {
        lines.push(format!("     · {why}"));
    }
    lines.join("\n")
}
