//! The development server: builds in memory, watches, reloads. It listens on loopback only and writes no `public/`.
//!
//! * [`state`]: the last plan that worked and the error there may be now
//! * [`http`]: pages out of the plan
//! * [`watch`]: what changed, debounced
//!
//! Everything is read and planned again on any change: the whole build is fast, and nothing can be stale.

mod http;
mod state;
mod watch;

use std::{future::IntoFuture as _, io, net::SocketAddr, sync::Arc};

use axum::{Router, middleware, routing::any_service};
use tokio::{net::TcpListener, sync::watch as channel};
use tower_livereload::LiveReloadLayer;

use crate::render::Plan;
pub(crate) use http::is_loopback;
pub use state::State;
pub use watch::WatchError;

/// A plan, or the message to show instead, several lines.
pub type Planned = Result<Plan, String>;

/// What [`run`] needs of its caller.
pub struct Rebuild {
    /// Reads everything again and plans it.
    pub plan: Box<dyn Fn() -> Planned + Send + Sync>,
    /// Hears of every rebuild.
    pub heard: Box<dyn Fn(&Planned) + Send + Sync>,
}

/// The server could not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The port is taken, or not allowed.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The site's folder cannot be watched.
    #[error(transparent)]
    Watch(#[from] WatchError),
    /// The server broke.
    #[error("the server stopped: {0}")]
    Stopped(io::Error),
}

/// Serves until `stop` says so. `beside` answers what begins with `/-/`; `on_start` hears the address once it listens.
///
/// # Errors
/// When the port is taken or the folder cannot be watched; never because of a mistake in the site.
pub async fn run(
    root: &std::path::Path,
    port: u16,
    rebuild: Rebuild,
    beside: Option<Router>,
    mut stop: channel::Receiver<bool>,
    on_start: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let address = SocketAddr::from(([127, 0, 0, 1], port));
    let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
    let reload = LiveReloadLayer::new();
    let reloader = reload.reloader();
    let state = Arc::new(State::default());
    let again = {
        let state = Arc::clone(&state);
        move || {
            let planned = (rebuild.plan)();
            (rebuild.heard)(&planned);
            if state.set(planned) {
                reloader.reload();
            }
        }
    };
    // Watching begins before the first build, so that nothing that changes meanwhile is missed.
    let _watcher = watch::start(root, again)?;
    on_start(listener.local_addr().unwrap_or(address));
    let mut app = http::router(state).layer(reload).layer(middleware::from_fn(http::guard));
    if let Some(beside) = beside {
        // Only reading is allowed on the pages, and the script that reloads them has no place in others.
        app = Router::new().route("/-/{*rest}", any_service(beside)).fallback_service(app);
    }
    // No graceful end: a page that is open holds its event stream open for ever, and nothing is lost.
    tokio::select! {
        ended = axum::serve(listener, app).into_future() => ended.map_err(ServeError::Stopped),
        _ = stop.wait_for(|stop| *stop) => Ok(()),
    }
}
