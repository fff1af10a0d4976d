//! `notify --send`: webmentions to the posts that the roundup links to.

use std::collections::HashMap;

use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use url::Url;

use super::notices;
use crate::{
    cli::{
        Exit, Failure, Outcome,
        args::{self, Global},
        fetch,
        report::{Report, count},
        site::{self, Opened, OpenedEdition},
    },
    fetch::Client,
    model::Phase,
    roundup::notice::Notice,
    store::{MentionState, SentMention, Store, StoreError},
    webmention::{self, Delivery, Due, Held, Ledger, Occasion, OwnPage, Wanted, may_pass},
};

/// So many sites are told at a time.
const AT_ONCE: usize = 8;

/// What was to be told, and what became of it.
struct Told {
    due: Due,
    delivery: Tried,
}

/// A webmention, or what would have been one.
enum Tried {
    Sent(Delivery),
    /// The endpoint that was found in a dry run.
    Found(Option<Url>),
}

pub(super) fn send(args: &args::Notify, global: &Global, report: &Report) -> Outcome {
    if global.offline {
        return Err(Failure::usage("--send needs the network, and --offline forbids it"));
    }
    let opened = site::open(global, report)?;
    let (policy, now) = (opened.content.config.fetch.clone(), opened.now);
    let (page, wanted, store) = match retired(args, &opened.content, &opened.store)? {
        Some(page) => (page, Vec::new(), opened.store),
        None => published(args, opened, report)?,
    };
    let client = fetch::client(&policy, report)?;
    let runtime = fetch::runtime()?;
    let own = if args.no_check { None } else { Some(runtime.block_on(look(&client, &page))?) };
    let links = own.as_ref().map(|own| |target: &Url| own.has(target));
    let links = links.as_ref().map(|links| links as &dyn Fn(&Url) -> bool);
    let kept = store.mentions(&page).map_err(Failure::data)?;
    let ledger = Ledger::new(&wanted, &kept, links, args.again, now);
    if !global.dry_run {
        for target in &ledger.forgotten {
            store.forget_mention(&page, target).map_err(Failure::data)?;
        }
    }
    let kept: HashMap<Url, SentMention> = kept.into_iter().map(|kept| (kept.target.clone(), kept)).collect();
    let bar = report.progress(ledger.due.len());
    let told = runtime.block_on(async {
        let one = async |due: &Due| {
            let delivery = if global.dry_run {
                match webmention::discover(&client, &due.target).await {
                    Ok(endpoint) => Tried::Found(endpoint),
                    Err(error) => Tried::Sent(Delivery::Unasked(error)),
                }
            } else {
                let delivery = webmention::send(&client, &page, &due.target).await;
                // At once: whatever happens to the others, this one is not told twice.
                keep(&store, webmention::remembered(&page, due, &delivery, kept.get(&due.target), now), &page, due)?;
                Tried::Sent(delivery)
            };
            bar.inc(1);
            Ok::<_, StoreError>(Told { due: due.clone(), delivery })
        };
        stream::iter(ledger.due.iter().map(one)).buffered(AT_ONCE).collect::<Vec<_>>().await
    });
    bar.finish_and_clear();
    let told = told.into_iter().collect::<Result<Vec<_>, _>>().map_err(Failure::data)?;
    if global.json {
        report.json(&as_json(&page, &told, &ledger))?;
    }
    tell(&page, &told, &ledger, global, report);
    let failed = told.iter().any(|told| told.delivery.error().is_some());
    Ok(match (failed, ledger.held.is_empty()) {
        (true, _) => Exit::Network,
        (false, false) => Exit::Findings,
        (false, true) => Exit::Ok,
    })
}

impl Tried {
    fn error(&self) -> Option<&crate::fetch::FetchError> {
        match self {
            Self::Sent(delivery) => delivery.error(),
            Self::Found(_) => None,
        }
    }

    fn endpoint(&self) -> Option<&Url> {
        match self {
            Self::Sent(delivery) => delivery.endpoint(),
            Self::Found(endpoint) => endpoint.as_ref(),
        }
    }

    /// As in JSON.
    fn name(&self) -> &'static str {
        match self {
            Self::Sent(Delivery::Accepted { .. }) => MentionState::Accepted.name(),
            Self::Sent(Delivery::NoEndpoint) | Self::Found(None) => MentionState::NoEndpoint.name(),
            Self::Sent(Delivery::Unasked(error) | Delivery::Unsent { error, .. }) => {
                if may_pass(error) {
                    MentionState::Waiting.name()
                } else {
                    MentionState::Refused.name()
                }
            }
            Self::Found(Some(_)) => "would-send",
        }
    }
}

fn page_of(base: &Url, slug: &str) -> Result<Url, Failure> {
    base.join(&format!("{slug}/")).map_err(Failure::data)
}

/// The page of an edition that was named, is not in the site any more, and of which people were told.
fn retired(args: &args::Notify, content: &crate::content::Content, store: &Store) -> Result<Option<Url>, Failure> {
    let Some(name) = &args.edition else { return Ok(None) };
    if content.editions.iter().any(|folder| folder.edition.slug.as_str() == name) {
        return Ok(None);
    }
    let page = page_of(&content.config.base_url, name)?;
    let kept = store.mentions(&page).map_err(Failure::data)?;
    Ok((!kept.is_empty()).then_some(page))
}

/// The page of the edition, the posts that it is to link to, and the site's store.
fn published(args: &args::Notify, opened: Opened, report: &Report) -> Result<(Url, Vec<Wanted>, Store), Failure> {
    let edition = site::edition_of(opened, args.edition.as_deref(), true, report)?;
    let slug = edition.slug();
    if edition.collected().phase != Phase::Published && !args.yes {
        let message = format!("the roundup of `{slug}` is not published yet: what it says may still change");
        return Err(Failure::usage(message).help("--yes tells people all the same"));
    }
    let page = page_of(&edition.site.content.config.base_url, slug.as_str())?;
    let wanted = wanted(&edition);
    Ok((page, wanted, edition.site.store))
}

/// The posts that the roundup links to, each once.
fn wanted(edition: &OpenedEdition) -> Vec<Wanted> {
    let notices = notices(edition.collected(), &edition.site, &HashMap::new());
    let mentions = notices.into_iter().filter_map(|notice| Some((notice.webmention?.target, notice.hash)));
    mentions
        .filter(|(target, _)| matches!(target.scheme(), "http" | "https"))
        .map(|(target, hash)| Wanted { target, hash })
        .collect()
}

/// What became of the webmentions about these notices, by the post.
pub(super) fn mentioned(notices: &[Notice], store: &Store) -> Result<HashMap<Url, SentMention>, Failure> {
    // All stand on one page.
    let source = notices.iter().find_map(|notice| Some(&notice.webmention.as_ref()?.source));
    let kept = source.map(|source| store.mentions(source)).transpose().map_err(Failure::data)?;
    Ok(kept.into_iter().flatten().map(|kept| (kept.target.clone(), kept)).collect())
}

async fn look(client: &Client, page: &Url) -> Result<OwnPage, Failure> {
    webmention::own_page(client, page).await.map_err(|error| {
        Failure::new(Exit::Network, format!("{page}: {error}")).help(
            "who gets a webmention looks there at once: build the site and put it online first; --no-check sends without looking",
        )
    })
}

fn keep(store: &Store, mention: Option<SentMention>, page: &Url, due: &Due) -> Result<(), StoreError> {
    match mention {
        Some(mention) => store.keep_mention(&mention),
        None => store.forget_mention(page, &due.target),
    }
}

fn as_json(page: &Url, told: &[Told], ledger: &Ledger) -> Value {
    let tried = told.iter().map(|Told { due, delivery }| {
        let submitted = match delivery {
            Tried::Sent(Delivery::Accepted { submitted, .. }) => Some(submitted),
            _ => None,
        };
        let error = delivery.error();
        json!({
            "target": due.target,
            "occasion": due.occasion,
            "result": delivery.name(),
            "endpoint": delivery.endpoint(),
            "status": submitted.map(|submitted| submitted.status).or_else(|| error?.status()),
            "location": submitted.and_then(|submitted| submitted.location.as_ref()),
            "error": error.map(ToString::to_string),
        })
    });
    let held = ledger
        .held
        .iter()
        .map(|(due, held)| json!({ "target": due.target, "occasion": due.occasion, "result": "held", "held": held }));
    json!({ "source": page, "known": ledger.known, "webmentions": tried.chain(held).collect::<Vec<_>>() })
}

fn tell(page: &Url, told: &[Told], ledger: &Ledger, global: &Global, report: &Report) {
    for Told { due, delivery } in told {
        let target = &due.target;
        let what = match due.occasion {
            Occasion::New => "new",
            Occasion::Changed => "changed",
            Occasion::Dropped => "no longer linked",
            Occasion::Retry => "once more",
            Occasion::Repeated => "again",
        };
        match delivery {
            Tried::Sent(Delivery::Accepted { submitted, .. }) => {
                report.say(format!("  told        {target} ({what})"));
                if let Some(location) = &submitted.location {
                    report.detail(format!("              see {location}"));
                }
            }
            Tried::Sent(Delivery::NoEndpoint) | Tried::Found(None) => {
                report.detail(format!("  takes none  {target}"));
            }
            Tried::Found(Some(endpoint)) => {
                report.say(format!("  would tell  {target} ({what})\n              at {endpoint}"));
            }
            Tried::Sent(Delivery::Unasked(error)) => report.warn(format!("{target}: {error}")),
            Tried::Sent(Delivery::Unsent { endpoint, error }) => {
                report.warn(format!("{target}: its webmention address {endpoint}: {error}"));
            }
        }
    }
    for (due, held) in &ledger.held {
        let target = &due.target;
        match held {
            Held::NotYetLinked => report.warn(format!("{target}: {page} does not link to it yet")),
            Held::StillLinked => report.warn(format!("{target}: {page} still links to it")),
            Held::TooSoon => report.warn(format!("{target}: its server asked to wait; try again later")),
        }
    }
    if ledger.held.iter().any(|(_, held)| *held != Held::TooSoon) {
        report.help("build the site and put it online, then send again");
    }
    let of = |name: &str| told.iter().filter(|told| told.delivery.name() == name).count();
    let (done, would) = (of(MentionState::Accepted.name()), of("would-send"));
    let sites = if global.dry_run {
        format!("{} would be told", count(would, "post", "posts"))
    } else {
        format!("{} told", count(done, "post", "posts"))
    };
    let rest = [
        (ledger.known, "as before"),
        (of(MentionState::NoEndpoint.name()), "without webmention"),
        (of(MentionState::Waiting.name()), "to be tried again"),
        (of(MentionState::Refused.name()), "refused"),
        (ledger.held.len(), "waiting"),
    ];
    let rest = rest.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!(", {number} {what}"));
    report.say(format!("{sites}{}", rest.collect::<String>()));
    if of(MentionState::Waiting.name()) > 0 {
        report.hint("the same command tries those again");
    }
    if of(MentionState::NoEndpoint.name()) > 0 && !global.dry_run {
        report.hint("who takes no webmentions can be told by mail: `blogkermis notify --mail`");
    }
}
