//! Who may ask when: at most so many requests at once in all, and at most two a host.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// As many as a browser of the nineties, and what RFC 2616 §8.1.4 asked for.
const PER_HOST: usize = 2;

/// Hands out turns.
#[derive(Debug)]
pub(super) struct Turns {
    all: Arc<Semaphore>,
    /// Only hosts that somebody is waiting for or talking to: the rest is dropped when a new one comes in.
    hosts: Mutex<HashMap<String, Weak<Semaphore>>>,
}

/// A turn; it ends when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _host: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
    // Keeps the host's entry alive for those who come while this one is served.
    _semaphore: Arc<Semaphore>,
}

impl Turns {
    pub(super) fn new(concurrency: usize) -> Self {
        let all = concurrency.clamp(1, Semaphore::MAX_PERMITS);
        Self { all: Arc::new(Semaphore::new(all)), hosts: Mutex::default() }
    }

    /// Waits for a turn at a host. First the host's, then the common one: whoever waits for a slow host holds up nobody
    /// else. `None` only if a semaphore was closed, which nobody does.
    pub(super) async fn take(&self, host: &str) -> Option<Turn> {
        let semaphore = self.host(host);
        let of_host = Arc::clone(&semaphore).acquire_owned().await.ok()?;
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Turn { _host: of_host, _all: of_all, _semaphore: semaphore })
    }

    fn host(&self, host: &str) -> Arc<Semaphore> {
        // A fully qualified name is the same host.
        let host = host.trim_end_matches('.');
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.get(host).and_then(Weak::upgrade) {
            return known;
        }
        hosts.retain(|_, semaphore| semaphore.strong_count() > 0);
        let semaphore = Arc::new(Semaphore::new(PER_HOST));
        hosts.insert(host.to_owned(), Arc::downgrade(&semaphore));
        semaphore
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::Turns;

    #[tokio::test]
    async fn two_a_host_and_so_many_in_all() {
        let turns = Turns::new(3);
        let first = turns.take("a.example").await.unwrap();
        let _second = turns.take("a.example.").await.unwrap();
        assert!(turns.take("a.example").now_or_never().is_none(), "a third at the same host");
        let _other = turns.take("b.example").now_or_never().unwrap().unwrap();
        assert!(turns.take("c.example").now_or_never().is_none(), "a fourth in all");
        drop(first);
        assert!(turns.take("a.example").now_or_never().is_some());
    }

    #[tokio::test]
    async fn forgets_hosts_nobody_talks_to() {
        let turns = Turns::new(0);
        for host in 0..100 {
            drop(turns.take(&format!("b{host}.example")).await);
        }
        assert!(turns.hosts.lock().unwrap().len() <= 2);
    }
}
