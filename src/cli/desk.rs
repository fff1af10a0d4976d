//! `desk`: taking part over HTTP.

#![expect(clippy::disallowed_methods, reason = "the clock enters here")]

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use jiff::Timestamp;

use super::{
    Exit, Failure, Outcome,
    args::{self, Global},
    fetch,
    report::Report,
    site,
};
use crate::{
    desk::{self, Desk, DeskError, Settings, Setup},
    store::Store,
};

pub(super) fn run(args: &args::Desk, global: &Global, report: &Report) -> Outcome {
    let settings =
        Settings { public: args.public, trusted_proxies: args.trusted_proxies.clone(), ..Settings::default() };
    let desk = open(settings, global, report)?;
    let address = SocketAddr::new(args.listen, args.port);
    let on_start = |address: SocketAddr| {
        // Who listens everywhere is reached here, too.
        let near = if address.ip().is_unspecified() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { address.ip() };
        let path = if args.public { "/-/join/".to_owned() } else { desk.start() };
        report.say(format!("http://{}{path} (Ctrl-C stops)", SocketAddr::new(near, address.port())));
    };
    let runtime = fetch::runtime()?;
    let ended = runtime.block_on(async {
        let stop = desk::until_asked_to_end();
        desk::run(Arc::clone(&desk), address, stop, on_start).await
    });
    // A look at a server may still hang; what was to be done is in the store.
    runtime.shutdown_background();
    ended?;
    Ok(Exit::Ok)
}

/// Opens the desk of the site. It writes, asks strangers' servers and has no end, so most switches make no sense with it.
pub(super) fn open(settings: Settings, global: &Global, report: &Report) -> Result<Arc<Desk>, Failure> {
    if global.dry_run || global.offline || global.frozen {
        let failure = Failure::usage("the desk keeps what people send and reads their addresses");
        return Err(failure.help("leave out --dry-run, --offline and --frozen"));
    }
    let root = site::root(global)?;
    let content = site::content(&root, report)?;
    let client = fetch::client(&content.config.fetch, report)?;
    let store = Store::open(&root).map_err(Failure::data)?;
    let clock = Box::new(clock()?);
    let speaker = Mutex::new(Report::new(global));
    let tell = Box::new(move |line: &str| {
        if let Ok(report) = speaker.lock() {
            report.warn(line);
        }
    });
    Desk::open(Setup { root, store, client, settings, clock, tell }).map_err(Failure::from)
}

/// The desk beside the pages of the development server.
pub(super) fn beside_the_site() -> Settings {
    Settings { site: Some("/".to_owned()), ..Settings::default() }
}

/// A clock that goes on: `SOURCE_DATE_EPOCH` says when it starts.
fn clock() -> Result<impl Fn() -> Timestamp + Send + Sync + 'static, Failure> {
    let ahead = site::now()?.duration_since(Timestamp::now());
    Ok(move || Timestamp::now().saturating_add(ahead).unwrap_or(Timestamp::MAX))
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Listen { .. } => Self::new(Exit::Network, error).help("another port: --port 0 takes a free one"),
            DeskError::Content(_) | DeskError::Render(_) | DeskError::Random(_) => Self::data(error),
        }
    }
}
