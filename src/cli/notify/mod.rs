//! `notify`: what each blogger is told about an entry. It lists, writes mail drafts, and remembers what the host sent; with
//! `--send`, and only then, webmentions leave the machine.

pub(super) mod outbox;
mod webmentions;

use std::collections::HashMap;

use serde_json::json;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    report::{Report, count},
    site::{self, Opened},
};
use crate::{
    model::{Lang, Phase, Slug},
    roundup::{
        CollectedEdition,
        notice::{self, Notice, Sender},
    },
    store::{MentionState, SentNotice, Store},
};

/// What is to be done about a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Changed,
    Sent,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Sent => "sent",
        }
    }
}

pub(super) fn run(args: &args::Notify, global: &Global, report: &Report) -> Outcome {
    if args.send {
        return webmentions::send(args, global, report);
    }
    let edition = site::edition(args.edition.as_deref(), true, global, report)?;
    let collected = edition.collected();
    let slug = edition.slug();
    let sent = edition.site.store.notices(slug).map_err(Failure::data)?;
    let notices = notices(collected, &edition.site, &sent);
    let state = |notice: &Notice| match sent.get(&notice.entry) {
        None => State::New,
        Some(sent) if sent.hash == notice.hash => State::Sent,
        Some(_) => State::Changed,
    };
    let due: Vec<&Notice> = notices.iter().filter(|notice| state(notice) != State::Sent).collect();
    if collected.phase != Phase::Published {
        report.warn("the roundup is not published yet: what you tell people now may still change");
    }
    if args.sent {
        return remember(&due, slug, &edition.site, global, report);
    }
    if args.mail {
        return write(&due, collected, &edition.site, global, report);
    }
    let mentioned = webmentions::mentioned(&notices, &edition.site.store)?;
    let mention = |notice: &Notice| mentioned.get(&notice.webmention.as_ref()?.target);
    if global.json {
        let listed = notices.iter().map(|notice| {
            let mut value = serde_json::to_value(notice).unwrap_or_default();
            value["state"] = state(notice).name().into();
            value["mentioned"] =
                json!(mention(notice).map(|mention| json!({ "state": mention.state, "at": mention.at.to_string() })));
            value["sent"] = json!(sent.get(&notice.entry).map(|sent| sent.sent.to_string()));
            value
        });
        report.json(&listed.collect::<Vec<_>>())?;
        return Ok(Exit::Ok);
    }
    let lines = notices.iter().map(|notice| {
        let target = notice.webmention.as_ref().map_or("no address", |mention| mention.target.as_str());
        let told = mention(notice).filter(|mention| mention.state == MentionState::Accepted);
        let told =
            told.map_or_else(String::new, |mention| format!(" (webmention sent {:.10})", mention.at.to_string()));
        format!("{:<8} {}: {}\n         {target}{told}", state(notice).name(), notice.author, notice.title)
    });
    report.data(&lines.collect::<Vec<_>>().join("\n"));
    report.say(format!("{} to tell, {} told", count(due.len(), "author", "authors"), notices.len() - due.len()));
    if !due.is_empty() {
        report.hint(format!("`blogkermis notify {slug} --mail` writes a mail draft for each; nothing is sent"));
        report.hint(format!("`blogkermis notify {slug} --send` sends a webmention to each site that takes them"));
    }
    Ok(Exit::Ok)
}

fn notices(collected: &CollectedEdition, opened: &Opened, sent: &HashMap<String, SentNotice>) -> Vec<Notice> {
    let config = &opened.content.config;
    let sender = Sender { series: &config.title, base_url: &config.base_url, contact: config.fetch.contact.as_deref() };
    let language_of =
        |slug: &Slug| -> Option<Lang> { opened.content.blogs.iter().find(|blog| &blog.slug == slug)?.language.clone() };
    notice::notices(collected, &sender, &language_of, &|entry| sent.contains_key(&entry.id))
}

/// A mail draft for everybody who does not know yet.
fn write(due: &[&Notice], collected: &CollectedEdition, opened: &Opened, global: &Global, report: &Report) -> Outcome {
    let slug = &collected.edition.slug;
    let folder = outbox::folder(slug);
    let config = &opened.content.config;
    let host = collected.host.as_ref().map_or(config.title.as_str(), |host| &host.name);
    let envelope = outbox::Envelope {
        from: host,
        contact: config.fetch.contact.as_deref(),
        domain: config.base_url.host_str().unwrap_or("localhost"),
        now: opened.now,
    };
    for notice in due {
        let path = folder.join(format!("{}.eml", notice.slug));
        report.detail(format!("{}: {}", path.display(), notice.author));
        if !global.dry_run {
            let message = outbox::message(notice, &envelope).map_err(Failure::data)?;
            outbox::put(&opened.root.join(&path), &message)
                .map_err(|error| Failure::data(format!("{}: {error}", path.display())))?;
        }
    }
    let would = if global.dry_run { "would go to" } else { "in" };
    report.say(format!(
        "{} {would} {}; no address is known here",
        count(due.len(), "draft", "drafts"),
        folder.display()
    ));
    if !due.is_empty() {
        report.say(format!("send them with your mail program, then `blogkermis notify {slug} --sent` remembers it"));
    }
    Ok(Exit::Ok)
}

/// What the host sent by hand.
fn remember(due: &[&Notice], slug: &Slug, opened: &Opened, global: &Global, report: &Report) -> Outcome {
    if !global.dry_run {
        let store = Store::open(&opened.root).map_err(Failure::data)?;
        let told: Vec<(&str, &str)> = due.iter().map(|n| (n.entry.as_str(), n.hash.as_str())).collect();
        store.keep_notices(slug, &told, opened.now).map_err(Failure::data)?;
    }
    let would = if global.dry_run { "would be remembered" } else { "remembered" };
    report.say(format!("{} {would} as sent", count(due.len(), "notice", "notices")));
    Ok(Exit::Ok)
}
