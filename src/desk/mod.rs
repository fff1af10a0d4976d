//! The desk: taking part over HTTP. What strangers see of it is a form; what the host sees is everything else.
//!
//! * [`routes`]: which address leads where, for everybody and for the host
//! * [`guard`]: who may ask and how much; what every answer says of itself
//! * [`token`]: forms that only we can have made, used once; [`rate`]: how often somebody may ask
//! * [`listen`]: connections, so many at once and so slow at most
//! * [`worker`]: what waits in the store is done, a few pieces at a time
//! * [`page`]: the desk's own pages and what they take of the site
//! * [`answer`]: the answers that are no pages
//! * [`host`]: the host's pages, from what waits to what was decided
//! * [`join`]: the form, from an address to a receipt
//! * [`mention`]: the webmention endpoint, and what becomes of what comes in there
//!
//! Everything that was answered is in the store: whatever ends the program, nothing of it is lost.

mod answer;
mod guard;
mod host;
mod join;
mod listen;
mod mention;
mod page;
mod rate;
mod routes;
mod token;
mod worker;

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};

use axum::Router;
use jiff::Timestamp;
use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    time::Instant,
};

use crate::{
    content::{self, Content, ContentErrors},
    fetch::Client,
    harvest::workbench::Workbench,
    render::RenderError,
    store::Store,
    webmention::Aims,
};
use page::Pages;
use rate::Rate;
use token::Secret;

/// So long the host's files are taken for unchanged.
const FRESH: Duration = Duration::from_secs(5);
/// So long what is under way may go on when the program is to end.
const LAST_MOMENT: Duration = Duration::from_secs(4);

/// How the desk is run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// For everybody: the form and the endpoint. The host's pages are not there, and whoever asks need not sit at this machine.
    pub public: bool,
    /// Proxies that say truly for whom they ask, beside those on this machine.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where the pages of the site are, when they are served beside the desk; else they are where `base_url` says.
    pub site: Option<String>,
}

/// What a desk is made of.
pub struct Setup {
    /// The site's folder.
    pub root: PathBuf,
    /// Its store, to write into.
    pub store: Store,
    /// Who reads the addresses of strangers.
    pub client: Client,
    /// How it is run.
    pub settings: Settings,
    /// The present.
    pub clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Hears what the host should know, a line at a time.
    pub tell: Box<dyn Fn(&str) + Send + Sync>,
}

/// The state that all requests share.
pub struct Desk {
    pub(crate) root: PathBuf,
    pub(crate) store: Store,
    pub(crate) client: Client,
    pub(crate) bench: Workbench,
    pub(crate) settings: Settings,
    /// Signs forms and cookies; another one each time the program starts.
    pub(crate) secret: Secret,
    /// Wakes the worker: something was put into the store for it.
    pub(crate) work: Notify,
    /// Wakes who waits for the worker: something was done.
    pub(crate) done: Notify,
    joining: Rate,
    mentioning: Rate,
    /// Held by who decides about a submission and writes files.
    decisions: Mutex<()>,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    tell: Box<dyn Fn(&str) + Send + Sync>,
    loaded: RwLock<Arc<Loaded>>,
    /// When the host's files were looked at last.
    looked: Mutex<Instant>,
}

/// The host's files and the pages that go with them.
pub(crate) struct Loaded {
    pub(crate) content: Content,
    pub(crate) pages: Pages,
    /// Its pages that take webmentions.
    pub(crate) aims: Aims,
}

/// The desk cannot be opened, or it broke.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// The host's files have mistakes.
    #[error(transparent)]
    Content(#[from] ContentErrors),
    /// The pages cannot be made.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The system gives no random numbers.
    #[error("the system has no random numbers: {0}")]
    Random(String),
    /// The port is taken, or not allowed.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
}

impl Desk {
    /// Opens the desk.
    ///
    /// # Errors
    /// When the host's files have mistakes, or the system gives no random numbers.
    pub fn open(setup: Setup) -> Result<Arc<Self>, DeskError> {
        let Setup { root, store, client, settings, clock, tell } = setup;
        let loaded = Loaded::of(&root, clock())?;
        let joining = Rate::new(&loaded.content.config.desk).map_err(DeskError::Random)?;
        let mentioning = mention::rate(&loaded.content.config.desk).map_err(DeskError::Random)?;
        Ok(Arc::new(Self {
            root,
            store,
            client,
            bench: Workbench::default(),
            settings,
            secret: Secret::new().map_err(DeskError::Random)?,
            work: Notify::new(),
            done: Notify::new(),
            joining,
            mentioning,
            decisions: Mutex::new(()),
            clock,
            tell,
            loaded: RwLock::new(Arc::new(loaded)),
            looked: Mutex::new(Instant::now()),
        }))
    }

    /// The present.
    pub(crate) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Tells the host.
    pub(crate) fn tell(&self, line: &str) {
        (self.tell)(line);
    }

    /// The host's files as they were a few seconds ago at most. While they have mistakes, as they were before. Reads files:
    /// not to be called where others wait for the network.
    pub(crate) fn loaded(&self) -> Arc<Loaded> {
        // Whoever comes while another one reads waits for it, and finds it fresh.
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        if looked.elapsed() > FRESH {
            match Loaded::of(&self.root, self.now()) {
                Ok(loaded) => *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded),
                Err(error) => self.tell(&format!("the desk goes on with the files as they were: {error}")),
            }
            *looked = Instant::now();
        }
        self.kept()
    }

    /// The same without looking: for who cannot wait for the disk.
    pub(crate) fn kept(&self) -> Arc<Loaded> {
        Arc::clone(&self.loaded.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Does work that waits for the disk or takes the processor. `None` when it panicked.
    pub(crate) async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Option<T> {
        let desk = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&desk)).await.ok()
    }

    /// One decision after the other: each looks at the files that those before it wrote. Waits; not where others wait for
    /// the network.
    pub(crate) fn deciding(&self) -> MutexGuard<'_, ()> {
        self.decisions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The path that opens the host's pages in a browser.
    #[must_use]
    pub fn start(&self) -> String {
        format!("{}/desk/?token={}", routes::PREFIX, self.secret.start())
    }
}

impl Loaded {
    fn of(root: &std::path::Path, now: Timestamp) -> Result<Self, DeskError> {
        let content = content::load(root)?;
        // Templates of the host's that cannot be read are the build's to complain about.
        let overrides = crate::build::templates(root).unwrap_or_default();
        let pages = Pages::new(&content, &overrides)?;
        let aims = Aims::new(&content, now);
        Ok(Self { content, pages, aims })
    }
}

/// The desk's part of a server's addresses: everything below `/-/`.
pub fn router(desk: &Arc<Desk>) -> Router {
    routes::all(desk)
}

/// Does what waits in the store, until it is told to stop; what is under way then is finished, or left in the store.
pub async fn work(desk: Arc<Desk>, stop: watch::Receiver<bool>) {
    worker::run(desk, stop).await;
}

/// Serves the desk until it is told to stop. `on_start` hears the address once it listens.
///
/// # Errors
/// When it cannot listen there.
pub async fn run(
    desk: Arc<Desk>,
    address: SocketAddr,
    stop: watch::Receiver<bool>,
    on_start: impl FnOnce(SocketAddr),
) -> Result<(), DeskError> {
    let listener = TcpListener::bind(address).await.map_err(|source| DeskError::Listen { address, source })?;
    on_start(listener.local_addr().unwrap_or(address));
    let worker = tokio::spawn(work(Arc::clone(&desk), stop.clone()));
    listen::serve(listener, router(&desk), stop).await;
    let _ = worker.await;
    Ok(())
}

/// Says when the process is asked to end: Ctrl-C, or SIGTERM of a service manager.
#[must_use]
pub fn until_asked_to_end() -> watch::Receiver<bool> {
    let (said, heard) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_end().await;
        // Nobody listening any more is no reason to complain.
        let _ = said.send(true);
        // The channel stays open: a closed one would be taken for a word.
        said.closed().await;
    });
    heard
}

async fn asked_to_end() {
    tokio::select! {
        () = terminated() => {}
        () = interrupted() => {}
    }
}

/// Ctrl-C. Without a signal handler the process simply ends on it, and nobody is asked.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut asked) => {
            asked.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// Resolves when it is time to stop.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that nobody can say so any more: the program is ending.
    let _ = stop.wait_for(|stop| *stop).await;
}
