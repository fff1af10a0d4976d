//! Who may ask when: so many requests at once in all, one at a time per host, and a pause after each.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep_until},
};

/// A host is left alone for so many times as long as its last answer took: a slow one is given air, a fast one is not made
/// to wait for nothing.
const PAUSE_FACTOR: u32 = 3;

/// And for no longer than this.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The longest pause that a host may ask for between two pages. Its entry is kept for so long.
pub(super) const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// Hands out turns.
#[derive(Debug)]
pub(super) struct Turns {
    all: Arc<Semaphore>,
    /// Hosts that somebody is waiting for or was talking to a moment ago: the rest is dropped when a new one comes in.
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    turn: Arc<Semaphore>,
    last: Mutex<Option<Last>>,
}

/// The last exchange with a host.
#[derive(Clone, Copy, Debug)]
struct Last {
    ended: Instant,
    pause: Duration,
}

/// A turn; it ends when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    host: Arc<Host>,
    began: Instant,
    _of_host: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl Turns {
    pub(super) fn new(concurrency: usize) -> Self {
        let all = concurrency.clamp(1, Semaphore::MAX_PERMITS);
        Self { all: Arc::new(Semaphore::new(all)), hosts: Mutex::default() }
    }

    /// Waits for a turn at a host, `delay` after its last one at the earliest. First the host's, then the common one:
    /// whoever waits for a slow host holds up nobody else. `None` only if a semaphore was closed, which nobody does.
    pub(super) async fn take(&self, host: &str, delay: Duration) -> Option<Turn> {
        let host = self.host(host);
        let of_host = Arc::clone(&host.turn).acquire_owned().await.ok()?;
        if let Some(last) = host.last() {
            sleep_until(last.ended + last.pause.max(delay.min(LONGEST_DELAY))).await;
        }
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Turn { host, began: Instant::now(), _of_host: of_host, _of_all: of_all })
    }

    fn host(&self, name: &str) -> Arc<Host> {
        // A fully qualified name is the same host.
        let name = name.trim_end_matches('.');
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.get(name) {
            return Arc::clone(known);
        }
        hosts.retain(|_, host| {
            Arc::strong_count(host) > 1 || host.last().is_some_and(|last| last.ended.elapsed() < LONGEST_DELAY)
        });
        let host = Arc::new(Host { turn: Arc::new(Semaphore::new(1)), last: Mutex::default() });
        hosts.insert(name.to_owned(), Arc::clone(&host));
        host
    }
}

impl Host {
    fn last(&self) -> Option<Last> {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let pause = self.began.elapsed().saturating_mul(PAUSE_FACTOR).min(LONGEST_PAUSE);
        let last = Last { ended: Instant::now(), pause };
        *self.host.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(last);
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::Arc, time::Duration};

    use futures_util::FutureExt as _;
    use tokio::time::{Instant, sleep};

    use super::{Host, Last, Turns};

    async fn take(turns: &Turns, host: &str) -> super::Turn {
        turns.take(host, Duration::ZERO).await.unwrap()
    }

    #[tokio::test]
    async fn one_a_host_and_so_many_in_all() {
        let turns = Turns::new(2);
        let first = take(&turns, "a.example").await;
        assert!(take(&turns, "a.example.").now_or_never().is_none(), "a second at the same host");
        let _other = take(&turns, "b.example").now_or_never().unwrap();
        assert!(take(&turns, "c.example").now_or_never().is_none(), "a third in all");
        drop(first);
        let _again = take(&turns, "a.example").await;
    }

    #[tokio::test]
    async fn a_slow_host_is_given_air() {
        let turns = Turns::new(4);
        let slow = take(&turns, "slow.example").await;
        sleep(Duration::from_millis(30)).await;
        drop(slow);
        let ended = Instant::now();
        let other = take(&turns, "other.example").await;
        assert!(ended.elapsed() < Duration::from_millis(30), "others do not wait with it");
        drop(other);
        drop(take(&turns, "slow.example").await);
        assert!(ended.elapsed() >= Duration::from_millis(90), "three times as long as it took");
        let ended = Instant::now();
        drop(turns.take("slow.example", Duration::from_millis(60)).await);
        assert!(ended.elapsed() >= Duration::from_millis(60), "as long as it asked for");
    }

    #[tokio::test]
    async fn no_pause_is_longer_than_five_seconds() {
        let turns = Turns::new(1);
        let mut turn = take(&turns, "slow.example").await;
        turn.began -= Duration::from_mins(1);
        drop(turn);
        assert_eq!(turns.host("slow.example").last().unwrap().pause, Duration::from_secs(5));
    }

    #[tokio::test]
    async fn forgets_hosts_nobody_talks_to() {
        let turns = Turns::new(0);
        for host in 0..100 {
            drop(take(&turns, &format!("b{host}.example")).await);
            let hosts: Vec<Arc<Host>> = turns.hosts.lock().unwrap().values().map(Arc::clone).collect();
            for host in hosts {
                let long_ago = Instant::now() - Duration::from_secs(20);
                *host.last.lock().unwrap() = Some(Last { ended: long_ago, pause: Duration::ZERO });
            }
        }
        assert!(turns.hosts.lock().unwrap().len() <= 2);
    }
}
