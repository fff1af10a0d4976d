//! How often somebody may ask. Of an address on the network only a salted hash is kept, for a day at most, in memory: the
//! salt is thrown away with it.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

use super::token::random;
use crate::model::DeskPolicy;

const HOUR: i64 = 60 * 60;
const DAY: i64 = 24 * HOUR;
/// So many visitors are told apart; when there are more, those are forgotten whose hour is over, and new ones wait.
const MOST_VISITORS: usize = 20_000;

/// Who asked too often may come back after so many seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wait(pub(crate) i64);

/// Counts of one kind of request.
pub(crate) struct Rate {
    per_visitor: u32,
    per_hour: u32,
    counts: Mutex<Counts>,
}

struct Counts {
    salt: [u8; 32],
    /// When the salt was made.
    salted: i64,
    visitors: HashMap<[u8; 8], Count>,
    everybody: Count,
}

/// How many since when.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    since: i64,
    times: u32,
}

impl Count {
    /// One more, if there is room in the hour.
    fn take(&mut self, most: u32, now: i64) -> Result<(), Wait> {
        if !(0..HOUR).contains(&(now - self.since)) {
            *self = Self { since: now, times: 0 };
        }
        if self.times >= most {
            return Err(Wait((self.since + HOUR - now).max(1)));
        }
        self.times += 1;
        Ok(())
    }
}

impl Rate {
    /// Nobody has asked yet.
    pub(crate) fn new(policy: &DeskPolicy) -> Result<Self, String> {
        Ok(Self {
            per_visitor: policy.per_visitor,
            per_hour: policy.per_hour,
            counts: Mutex::new(Counts {
                salt: random()?,
                salted: i64::MIN,
                visitors: HashMap::new(),
                everybody: Count::default(),
            }),
        })
    }

    /// Counts a request of a visitor: [`DeskPolicy::per_visitor`] in an hour.
    pub(crate) fn visit(&self, visitor: IpAddr, now: Timestamp) -> Result<(), Wait> {
        let now = now.as_second();
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.rotate(now);
        let hash = counts.hash(visitor);
        if !counts.visitors.contains_key(&hash) && counts.visitors.len() >= MOST_VISITORS {
            counts.visitors.retain(|_, count| (0..HOUR).contains(&(now - count.since)));
            if counts.visitors.len() >= MOST_VISITORS {
                return Err(Wait(HOUR));
            }
        }
        counts.visitors.entry(hash).or_default().take(self.per_visitor, now)
    }

    /// Counts a request of anybody, once it is known to be worth the work: [`DeskPolicy::per_hour`] in all.
    pub(crate) fn everybody(&self, now: Timestamp) -> Result<(), Wait> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.everybody.take(self.per_hour, now.as_second())
    }
}

impl Counts {
    /// Another salt every day, and nothing left that was hashed with the old one.
    fn rotate(&mut self, now: i64) {
        if (0..DAY).contains(&now.saturating_sub(self.salted)) {
            return;
        }
        // Without random numbers the old salt goes on; the hashes go all the same.
        if let Ok(salt) = random() {
            self.salt = salt;
        }
        self.salted = now;
        self.visitors.clear();
    }

    /// Whoever has an IPv6 address has a whole network of them.
    fn hash(&self, visitor: IpAddr) -> [u8; 8] {
        let mut hasher = blake3::Hasher::new_keyed(&self.salt);
        match visitor.to_canonical() {
            IpAddr::V4(address) => hasher.update(&address.octets()),
            IpAddr::V6(address) => hasher.update(&address.octets()[..8]),
        };
        let mut hash = [0; 8];
        hash.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        hash
    }
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use jiff::{Timestamp, ToSpan as _};

    use super::{MOST_VISITORS, Rate, Wait};
    use crate::model::DeskPolicy;

    fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    fn rate(per_visitor: u32, per_hour: u32) -> Rate {
        Rate::new(&DeskPolicy { per_visitor, per_hour, ..DeskPolicy::default() }).unwrap()
    }

    #[test]
    fn each_visitor_has_so_many_an_hour() {
        let rate = rate(2, 100);
        let [one, other]: [IpAddr; 2] = ["192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap()];
        assert!(rate.visit(one, now()).is_ok() && rate.visit(one, now() + 10.minutes()).is_ok());
        assert_eq!(rate.visit(one, now() + 20.minutes()), Err(Wait(40 * 60)));
        assert!(rate.visit(other, now() + 20.minutes()).is_ok(), "others are not concerned");
        assert!(rate.visit(one, now() + 60.minutes()).is_ok());
    }

    #[test]
    fn a_network_is_one_visitor() {
        let rate = rate(1, 100);
        let visit = |address: &str| rate.visit(address.parse().unwrap(), now());
        assert!(visit("2001:db8::1").is_ok() && visit("2001:db8::2").is_err() && visit("2001:db8:0:1::1").is_ok());
        assert!(visit("192.0.2.1").is_ok() && visit("::ffff:192.0.2.1").is_err());
    }

    #[test]
    fn nothing_of_a_visitor_is_there_after_a_day() {
        let rate = rate(1, 100);
        let visitor = "192.0.2.1".parse().unwrap();
        rate.visit(visitor, now()).unwrap();
        let before = rate.counts.lock().unwrap().hash(visitor);
        rate.visit("192.0.2.9".parse().unwrap(), now() + 24.hours()).unwrap();
        let counts = rate.counts.lock().unwrap();
        assert!(counts.visitors.len() == 1 && !counts.visitors.contains_key(&before));
        assert_ne!(counts.hash(visitor), before, "another salt");
    }

    #[test]
    fn memory_is_bounded() {
        let rate = rate(1, 100);
        let visitors = (0..).map(|n| IpAddr::V4(Ipv4Addr::from_bits(n)));
        let refused = visitors.take(MOST_VISITORS + 10).filter(|one| rate.visit(*one, now()).is_err()).count();
        assert_eq!(refused, 10);
        assert!(rate.visit("192.0.2.1".parse().unwrap(), now() + 61.minutes()).is_ok());
        assert_eq!(rate.counts.lock().unwrap().visitors.len(), 1);
    }

    #[test]
    fn everybody_together_has_so_many_an_hour() {
        let rate = rate(1, 3);
        assert!((0..3).all(|_| rate.everybody(now()).is_ok()));
        assert_eq!(rate.everybody(now() + 59.minutes()), Err(Wait(60)));
        assert!(rate.everybody(now() + 60.minutes()).is_ok());
    }
}
