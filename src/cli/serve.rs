//! `serve`: the development server.

use std::sync::{Arc, Mutex};

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    desk,
    fetch::{self, Wish},
    inbox, lint,
    report::{Report, count},
    site,
};
use crate::{
    build, content,
    harvest::{self, Mode},
    render::{self, Plan},
    serve::{self, Rebuild, ServeError},
    store::Store,
};

pub(super) fn run(args: &args::Serve, global: &Global, report: &Report) -> Outcome {
    let root = site::root(global)?;
    let is_reading = global.dry_run || global.frozen;
    // What is due is fetched once, before serving; a site with mistakes is served all the same, mistakes first.
    if !global.offline && content::load(&root).is_ok() {
        let mut opened = site::open(global, report)?;
        let harvest = fetch::harvest(&opened, &Wish::default(), global, report)?;
        if global.frozen && fetch::exit(&harvest, global, report) == Exit::Findings {
            return Ok(Exit::Findings);
        }
        inbox::recheck(&mut opened, &harvest.records, global, report)?;
    }
    let runtime = fetch::runtime()?;
    let store = if is_reading { None } else { Some(Store::open(&root).map_err(Failure::data)?) };
    let handle = runtime.handle().clone();
    let speaker = Arc::new(Mutex::new(Report::new(global)));
    let site_folder = root.clone();
    let teller = Arc::clone(&speaker);
    let tell = move |told: &str| {
        if let Ok(report) = teller.lock() {
            report.say(told);
        }
    };
    let rebuild = Rebuild {
        plan: Box::new(move || {
            if let Some(store) = &store {
                return plan(&site_folder, store, is_reading, &handle, &tell);
            }
            // Opened for every look: it does not see what others write meanwhile.
            let store = Store::open_to_read(&site_folder).map_err(|error| error.to_string())?;
            plan(&site_folder, &store, is_reading, &handle, &tell)
        }),
        heard: Box::new(move |planned| {
            let Ok(report) = speaker.lock() else { return };
            match planned {
                Ok(plan) => report.say(format!("built {}", count(plan.pages, "page", "pages"))),
                Err(message) => report.block(message),
            }
        }),
    };
    let desk = if args.desk { Some(desk::open(desk::beside_the_site(), global, report)?) } else { None };
    let on_start = |address| {
        report.say(format!("http://{address}/ (Ctrl-C stops)"));
        if let Some(desk) = &desk {
            report.say(format!("http://{address}{} is the desk", desk.start()));
        }
    };
    let beside = desk.as_ref().map(crate::desk::router);
    let served = runtime.block_on(async {
        let stop = crate::desk::until_asked_to_end();
        let worker = desk.as_ref().map(|desk| tokio::spawn(crate::desk::work(Arc::clone(desk), stop.clone())));
        let served = serve::run(&root, args.port, rebuild, beside, stop, on_start).await;
        if let (Ok(()), Some(worker)) = (&served, worker) {
            // A worker that broke has left its work in the store.
            let _ = worker.await;
        }
        served
    });
    // A rebuild may be under way; whatever it writes, it writes whole or not at all.
    runtime.shutdown_background();
    served.map_err(|error| match error {
        ServeError::Listen { .. } => Failure::new(Exit::Network, error).help("another port: --port 0 takes a free one"),
        ServeError::Stopped(_) => Failure::new(Exit::Network, error),
        ServeError::Watch(_) => Failure::data(error),
    })?;
    Ok(Exit::Ok)
}

/// Everything from disk to plan; `tell` hears what is wrong with the newest roundup. Feeds that are files of the site are read again; nothing goes out.
fn plan(
    root: &std::path::Path,
    store: &Store,
    dry_run: bool,
    runtime: &tokio::runtime::Handle,
    tell: &dyn Fn(&str),
) -> Result<Plan, String> {
    let content = content::load(root).map_err(|errors| {
        let shown: Vec<_> = errors.0.iter().map(|diagnostic| diagnostic.render(false)).collect();
        shown.join("\n\n")
    })?;
    let now = site::now().map_err(|failure| failure.message)?;
    let mode = Mode { offline: true, dry_run, ..Mode::default() };
    let harvest = runtime
        .block_on(harvest::run(root, &content, store, None, mode, &[], now, &|_| {}))
        .map_err(|error| advised(&error, error.help()))?;
    let series = build::series(&content, &harvest.records, store, now, true).map_err(|problems| {
        let shown: Vec<_> =
            problems.iter().map(|p| format!("error: {}: {}\n  help: {}", p.path, p.message, p.help)).collect();
        shown.join("\n\n")
    })?;
    // Of the edition that is being written; older ones are as they are.
    if let Some(newest) = series.editions.first()
        && let Some(told) = lint::told(&build::lint(newest, &content, store), newest)
    {
        tell(&told);
    }
    let site = build::gather(root, content, series).map_err(|error| advised(&error, error.help()))?;
    for remark in render::theme::remarks(&site.templates) {
        tell(&format!("warning: {}: {}\n  help: {}", remark.path, remark.message, remark.help));
    }
    render::plan(&site, now).map_err(|error| error.message)
}

fn advised(error: &dyn std::fmt::Display, help: Option<&str>) -> String {
    help.map_or_else(|| format!("error: {error}"), |help| format!("error: {error}\n  help: {help}"))
}
