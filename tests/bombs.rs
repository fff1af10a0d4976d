//! Memory: sixteen servers at once that want to fill it. A process of its own, so that it can be measured.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "this is a test")]

use std::time::Duration;

use axum::{
    Router,
    body::{Body, Bytes},
    routing::get,
};
use blogkermis::{
    fetch::{Client, FetchError, Proxies},
    model::FetchPolicy,
};
use flate2::{Compress, Compression, FlushCompress};
use futures_util::{FutureExt as _, future::join_all, stream};

/// The beginning of a gzip file that unpacks to so many MiB.
fn bomb(size: usize) -> Body {
    let mut block = Vec::with_capacity(64 << 10);
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress_vec(&vec![b'x'; 1 << 20], &mut block, FlushCompress::Full).unwrap();
    assert_eq!(compress.total_in(), 1 << 20);
    // After a full flush the packer knows nothing of what went before: the same block can follow itself.
    let head = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let blocks = std::iter::once(head).chain((0..size).map(move |_| block.clone()));
    Body::from_stream(stream::iter(blocks.map(Ok::<_, std::convert::Infallible>)))
}

/// The most memory this process ever used, in MB.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() / 1000
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixteen_at_once_do_not_fill_the_memory() {
    let listener = tokio::net::TcpListener::bind("0.0.0.0:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let large = Bytes::from(vec![b'x'; 10 << 20]);
    let app = Router::new()
        .route("/bomb", get(|| async { ([("content-encoding", "gzip")], bomb(1024)) }))
        .route("/large", get(|| async { large }));
    tokio::spawn(async move { axum::serve(listener, app).await });
    let client =
        Client::new(&FetchPolicy::default(), Some(&format!("127.0.0.0/24:{port}")), &Proxies::default()).unwrap();
    let before = peak();
    let all = |path: &'static str| {
        // A host of its own for each, because no host is asked for two things at once.
        let asks = (1..=16).map(|host| {
            let (client, url) = (client.clone(), format!("http://127.0.0.{host}:{port}/{path}").parse().unwrap());
            tokio::spawn(async move {
                let fetched = client.get_fresh(&url).await?;
                // Somebody reads what came, and takes his time.
                tokio::time::sleep(Duration::from_millis(700)).await;
                Ok::<_, FetchError>(fetched.body.len())
            })
        });
        join_all(asks).map(|answers| answers.into_iter().map(Result::unwrap))
    };
    for answer in all("bomb").await {
        assert!(matches!(answer, Err(FetchError::TooLarge { limit: 10_485_760 })), "{answer:?}");
    }
    for answer in all("large").await {
        assert_eq!(answer.unwrap(), 10 << 20);
    }
    let after = peak();
    println!("{before} MB before, {after} MB at most");
    assert!(after < 100, "{after} MB");
}
