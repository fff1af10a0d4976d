//! Connections: so many at once, so slow at most, and an end when it is time.

use std::{pin::pin, sync::Arc, time::Duration};

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{LAST_MOMENT, guard::Peer, stopped};

/// So many connections at once, and so as many requests: more wait for a place.
const MOST_CONNECTIONS: usize = 256;
/// The longest the head of a request may take, the pause before it included.
const SLOWEST_HEAD: Duration = Duration::from_secs(10);
/// The longest a connection may last: who reads our answers too slowly gives the place to another.
const LONGEST: Duration = Duration::from_mins(2);
/// The largest head of a request, and what is read ahead of a body, in bytes.
const LARGEST_HEAD: usize = 16 << 10;

/// Serves until it is told to stop; what is being answered then is answered.
pub(super) async fn serve(listener: TcpListener, app: Router, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut open = JoinSet::new();
    loop {
        let place = tokio::select! {
            () = stopped(&mut stop) => break,
            place = Arc::clone(&places).acquire_owned() => place,
        };
        // The semaphore is never closed.
        let Ok(place) = place else { break };
        let accepted = tokio::select! {
            () = stopped(&mut stop) => break,
            accepted = listener.accept() => accepted,
        };
        while open.try_join_next().is_some() {}
        match accepted {
            Ok((stream, peer)) => {
                let app = app.clone().layer(Extension(Peer(peer.ip())));
                let stop = stop.clone();
                open.spawn(async move {
                    let _place = place;
                    // Half a request, or a client that is gone: nothing to say to anybody.
                    let _ = timeout(LONGEST, connection(stream, app, stop)).await;
                });
            }
            // No more files may be open, or the client was gone at once: others may have better luck in a moment.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
    drop(listener);
    let _ = timeout(LAST_MOMENT, async { while open.join_next().await.is_some() {} }).await;
}

async fn connection(stream: TcpStream, app: Router, mut stop: watch::Receiver<bool>) {
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SLOWEST_HEAD)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(app));
    let mut served = pin!(served);
    tokio::select! {
        _ = served.as_mut() => {}
        () = stopped(&mut stop) => {
            served.as_mut().graceful_shutdown();
            let _ = served.await;
        }
    }
}
