//! What needs a resolver that lies.

use std::{
    io::{Read as _, Write as _},
    net::{IpAddr, TcpListener},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use url::Url;

use super::{Client, Lookup};
use crate::{
    fetch::{FetchError, Proxies, Validators},
    model::FetchPolicy,
};

/// Answers every request and hangs up. Counts connections.
fn serve(listener: TcpListener) -> Arc<AtomicUsize> {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            seen.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 6\r\n\r\n<rss/>");
        }
    });
    count
}

/// A server on one loopback address and a victim at the same port of another.
fn two_at_one_port() -> (u16, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    for _ in 0..100 {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = server.local_addr().unwrap().port();
        if let Ok(victim) = TcpListener::bind(("127.0.0.2", port)) {
            return (port, serve(server), serve(victim));
        }
    }
    panic!("no port is free on both addresses");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_name_that_changes_its_mind_gains_nothing() {
    let (port, server, victim) = two_at_one_port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let lookup = Lookup::answering(move |host| {
        assert_eq!(host, "rebind.example");
        let last = if count.fetch_add(1, Ordering::SeqCst) == 0 { 1 } else { 2 };
        Ok(vec![IpAddr::from([127, 0, 0, last])])
    });
    let client =
        Client::asking(&FetchPolicy::default(), Some(&format!("127.0.0.1:{port}")), &Proxies::default(), &lookup)
            .unwrap();
    let url = Url::parse(&format!("http://rebind.example:{port}/")).unwrap();
    client.get(&url, &Validators::default()).await.unwrap();
    let error = client.get(&url, &Validators::default()).await.unwrap_err();
    assert!(
        matches!(&error, FetchError::NotPublic { host, address } if host == "rebind.example" && address == "127.0.0.2"),
        "{error:?}"
    );
    let counts = [&server, &victim, &asked].map(|count| count.load(Ordering::SeqCst));
    assert_eq!(counts, [1, 0, 2], "the name was asked for each connection, and the victim was left alone");
}

#[tokio::test]
async fn a_public_name_that_leads_inside_is_refused() {
    for inside in ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::808:808", "fd00::1"]
    {
        for also in [vec![], vec!["8.8.8.8"], vec!["8.8.8.8", "2606:4700::1111"]] {
            let mut answer: Vec<IpAddr> = also.iter().map(|address| address.parse().unwrap()).collect();
            answer.push(inside.parse().unwrap());
            let lookup = Lookup::answering(move |_| Ok(answer.clone()));
            let client = Client::asking(&FetchPolicy::default(), None, &Proxies::default(), &lookup).unwrap();
            let error = client.get_fresh(&Url::parse("https://127.0.0.1.nip.example/").unwrap()).await.unwrap_err();
            assert!(matches!(&error, FetchError::NotPublic { address, .. } if address == inside), "{error:?}");
        }
    }
}

#[tokio::test]
async fn a_name_is_judged_here_before_a_proxy_resolves_it() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let asked = serve(listener);
    let lookup = Lookup::answering(|host| match host {
        "inside.example" => Ok(vec![IpAddr::from([8, 8, 8, 8]), IpAddr::from([10, 0, 0, 1])]),
        "outside.example" => Ok(vec![IpAddr::from([8, 8, 8, 8])]),
        _ => Err(std::io::ErrorKind::NotFound.into()),
    });
    let proxies = Proxies::from_variables(|name| (name == "http_proxy").then(|| address.clone()));
    let client = Client::asking(&FetchPolicy::default(), Some(&address), &proxies, &lookup).unwrap();
    let get = async |name: &str| client.get_fresh(&Url::parse(&format!("http://{name}/")).unwrap()).await;
    assert!(matches!(get("inside.example").await, Err(FetchError::NotPublic { address, .. }) if address == "10.0.0.1"));
    assert_eq!(asked.load(Ordering::SeqCst), 0);
    for name in ["outside.example", "unknown.example"] {
        assert_eq!(get(name).await.unwrap().body, b"<rss/>", "{name}");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}
