//! How long and how much: the limits of one request, and the watch that keeps them.

use std::{future::Future, time::Duration};

use tokio::time::{Instant, timeout};

use super::{FetchError, TimeLimit};
use crate::model::FetchPolicy;

/// The limits of one request.
#[derive(Clone, Debug)]
pub(super) struct Limits {
    connect: Duration,
    first_byte: Duration,
    stall: Duration,
    total: Duration,
    pub(super) max_bytes: usize,
    pub(super) max_header_bytes: usize,
    pub(super) max_headers: usize,
}

impl Limits {
    /// The limits a host set; no part may take longer than the whole.
    pub(super) fn of(policy: &FetchPolicy) -> Self {
        let total = policy.timeout;
        Self {
            connect: policy.connect_timeout.min(total),
            first_byte: policy.first_byte_timeout.min(total),
            stall: policy.stall_timeout.min(total),
            total,
            max_bytes: policy.max_bytes,
            max_header_bytes: policy.max_header_bytes,
            max_headers: policy.max_headers,
        }
    }

    pub(super) fn time(&self, limit: TimeLimit) -> Duration {
        match limit {
            TimeLimit::Connect => self.connect,
            TimeLimit::FirstByte => self.first_byte,
            TimeLimit::Stall => self.stall,
            TimeLimit::Total => self.total,
        }
    }

    /// The failure to keep a limit.
    pub(super) fn overrun(&self, limit: TimeLimit) -> FetchError {
        let time = self.time(limit);
        FetchError::Timeout { limit, seconds: time.as_secs() + u64::from(time.subsec_nanos() > 0) }
    }
}

/// Counts the time that a server takes, over all its answers to one request. What we take for ourselves, waiting for a turn
/// or for memory, does not count.
#[derive(Debug)]
pub(super) struct Watch<'l> {
    limits: &'l Limits,
    spent: Duration,
}

impl<'l> Watch<'l> {
    pub(super) fn new(limits: &'l Limits) -> Self {
        Self { limits, spent: Duration::ZERO }
    }

    pub(super) fn limits(&self) -> &'l Limits {
        self.limits
    }

    /// How much was counted.
    pub(super) fn spent(&self) -> Duration {
        self.spent
    }

    /// Waits for a part of an answer, within its own limit and within what is left of the whole.
    pub(super) async fn within<T>(&mut self, limit: TimeLimit, part: impl Future<Output = T>) -> Result<T, FetchError> {
        let left = self.limits.total.saturating_sub(self.spent);
        let own = self.limits.time(limit);
        let (limit, most) = if own < left { (limit, own) } else { (TimeLimit::Total, left) };
        // What is always ready would never be found to be late.
        if most.is_zero() {
            return Err(self.limits.overrun(limit));
        }
        let started = Instant::now();
        let done = timeout(most, part).await;
        self.spent += started.elapsed();
        done.map_err(|_| self.limits.overrun(limit))
    }
}

#[cfg(test)]
mod tests {
    use std::{future, time::Duration};

    use super::{Limits, Watch};
    use crate::{
        fetch::{FetchError, TimeLimit},
        model::FetchPolicy,
    };

    fn limits(stall: u64, total: u64) -> Limits {
        let [stall_timeout, timeout] = [stall, total].map(Duration::from_millis);
        Limits::of(&FetchPolicy { stall_timeout, timeout, ..FetchPolicy::default() })
    }

    #[test]
    fn no_part_is_longer_than_the_whole() {
        let limits = limits(2000, 1500);
        for part in [TimeLimit::Connect, TimeLimit::FirstByte, TimeLimit::Stall, TimeLimit::Total] {
            assert_eq!(limits.time(part), Duration::from_millis(1500), "{part:?}");
        }
        assert!(matches!(limits.overrun(TimeLimit::Stall), FetchError::Timeout { seconds: 2, .. }));
    }

    #[tokio::test]
    async fn the_limit_that_is_reached_first_is_the_one_that_is_told() {
        let limits = limits(20, 70);
        let mut watch = Watch::new(&limits);
        let error = watch.within(TimeLimit::Stall, future::pending::<()>()).await.unwrap_err();
        assert!(matches!(error, FetchError::Timeout { limit: TimeLimit::Stall, seconds: 1 }), "{error:?}");
        let _ = watch.within(TimeLimit::FirstByte, tokio::time::sleep(Duration::from_millis(35))).await;
        let error = watch.within(TimeLimit::Stall, future::pending::<()>()).await.unwrap_err();
        assert!(matches!(error, FetchError::Timeout { limit: TimeLimit::Total, .. }), "{error:?}");
        assert!(watch.spent() >= Duration::from_millis(70));
        assert!(watch.within(TimeLimit::Stall, future::ready(())).await.is_err(), "nothing is left");
    }
}
