//! Forms that only we can have made: a signed token in each, good for one purpose, for a while, and once.
//!
//! A page elsewhere cannot have one for its visitors to send, a program that posts without looking has none, and one that was
//! used is of no use to whoever finds it. Nothing of this is kept between runs: a form of before is asked for once more.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;

/// A person takes at least so long to fill in a form, in seconds.
pub(crate) const SOONEST: i64 = 2;
/// A form is good for so long, in seconds.
pub(crate) const LATEST: i64 = 2 * 60 * 60;
/// So many used tokens are remembered at once; the rates keep far below.
const MOST_SPENT: usize = 100_000;

/// Why a token is not good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BadToken {
    /// There is none, it is another's, or it was made for another form.
    Foreign,
    /// Nobody fills in a form so fast.
    TooSoon,
    /// The form lay open too long.
    TooLate,
    /// It was used before.
    Spent,
}

/// The key of this run.
pub(crate) struct Secret {
    key: [u8; 32],
    start: String,
    /// Used tokens, and when they would have been too late anyhow (seconds since 1970).
    spent: Mutex<HashMap<[u8; 16], i64>>,
}

/// Random bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
        let digit = |c: u8| char::from(c).to_digit(16).filter(|_| !c.is_ascii_uppercase());
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}

impl Secret {
    /// A new one.
    pub(crate) fn new() -> Result<Self, String> {
        Ok(Self { key: random()?, start: hex(&random::<16>()?), spent: Mutex::default() })
    }

    /// What opens the host's pages.
    pub(crate) fn start(&self) -> &str {
        &self.start
    }

    /// Whether somebody has what opens the host's pages.
    pub(crate) fn is_start(&self, given: &str) -> bool {
        self.is_same(given, &self.start)
    }

    /// What a browser that was let in shows each time.
    pub(crate) fn cookie(&self) -> String {
        self.sign(&["cookie", &self.start]).to_hex().to_string()
    }

    /// Whether it does.
    pub(crate) fn is_cookie(&self, given: &str) -> bool {
        self.is_same(given, &self.cookie())
    }

    /// Compares in a time that tells nothing: hashes of the two, which are compared so.
    fn is_same(&self, one: &str, other: &str) -> bool {
        blake3::keyed_hash(&self.key, one.as_bytes()) == blake3::keyed_hash(&self.key, other.as_bytes())
    }

    fn sign(&self, parts: &[&str]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.key);
        for part in parts {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize()
    }

    /// A token for a form: `purpose` says which, and of what.
    pub(crate) fn token(&self, purpose: &str, now: Timestamp) -> Result<String, String> {
        let made = format!("{:x}", now.as_second().max(0));
        let once = hex(&random::<16>()?);
        let signature = self.sign(&["form", purpose, &made, &once]).to_hex();
        Ok(format!("{made}.{once}.{signature}"))
    }

    /// Takes a token in: from now on it is used.
    pub(crate) fn spend(&self, token: &str, purpose: &str, now: Timestamp) -> Result<(), BadToken> {
        self.spend_after(SOONEST, token, purpose, now)
    }

    /// The same for who is let in: a key may be pressed as soon as the page is there.
    pub(crate) fn spend_at_once(&self, token: &str, purpose: &str, now: Timestamp) -> Result<(), BadToken> {
        self.spend_after(0, token, purpose, now)
    }

    fn spend_after(&self, soonest: i64, token: &str, purpose: &str, now: Timestamp) -> Result<(), BadToken> {
        let (once, made) = self.read(token, purpose).ok_or(BadToken::Foreign)?;
        let now = now.as_second();
        // A clock that was set back makes forms of the future: as good as new.
        let age = now - made;
        if age > LATEST {
            return Err(BadToken::TooLate);
        }
        if (0..soonest).contains(&age) {
            return Err(BadToken::TooSoon);
        }
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if spent.len() >= MOST_SPENT {
            spent.retain(|_, end| *end >= now);
        }
        // As many as that within two hours: nobody is believed until some of them have run out.
        if spent.len() >= MOST_SPENT || spent.contains_key(&once) {
            return Err(BadToken::Spent);
        }
        spent.insert(once, made + LATEST);
        Ok(())
    }

    /// What a token says of itself, if it is ours.
    fn read(&self, token: &str, purpose: &str) -> Option<([u8; 16], i64)> {
        let mut parts = token.split('.');
        let (made, once, signature) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let signature: [u8; 32] = unhex(signature)?;
        if self.sign(&["form", purpose, made, once]) != blake3::Hash::from_bytes(signature) {
            return None;
        }
        Some((unhex(once)?, i64::from_str_radix(made, 16).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, ToSpan as _};

    use super::{BadToken, LATEST, Secret};

    fn now() -> Timestamp {
        "2026-11-20T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_token_is_good_once_and_for_one_form() {
        let secret = Secret::new().unwrap();
        let token = secret.token("join", now()).unwrap();
        let later = now() + 5.seconds();
        assert_eq!(secret.spend(&token, "other", later), Err(BadToken::Foreign));
        assert_eq!(secret.spend(&token, "join", later), Ok(()));
        assert_eq!(secret.spend(&token, "join", later), Err(BadToken::Spent));
    }

    #[test]
    fn a_token_is_good_for_a_while() {
        let secret = Secret::new().unwrap();
        let token = secret.token("join", now()).unwrap();
        assert_eq!(secret.spend(&token, "join", now() + 1.second()), Err(BadToken::TooSoon));
        assert_eq!(secret.spend(&token, "join", now() + (LATEST + 1).seconds()), Err(BadToken::TooLate));
        assert_eq!(secret.spend(&token, "join", now() + LATEST.seconds()), Ok(()));
    }

    #[test]
    fn nobody_else_makes_one() {
        let (secret, other) = (Secret::new().unwrap(), Secret::new().unwrap());
        let token = secret.token("join", now()).unwrap();
        let later = now() + 5.seconds();
        let (made, rest) = token.split_once('.').unwrap();
        let younger = format!("{:x}.{rest}", i64::from_str_radix(made, 16).unwrap() + 1);
        let loud = token.to_uppercase();
        for forged in ["", "..", "a.b.c", &token[1..], &format!("{token}."), &younger, &loud, "\0", "é.é.é"] {
            assert_eq!(secret.spend(forged, "join", later), Err(BadToken::Foreign), "{forged}");
        }
        assert_eq!(other.spend(&token, "join", later), Err(BadToken::Foreign));
    }

    #[test]
    fn the_start_opens_and_the_cookie_is_another() {
        let secret = Secret::new().unwrap();
        assert!(secret.is_start(secret.start()) && secret.is_cookie(&secret.cookie()));
        assert!(!secret.is_start("") && !secret.is_start(&secret.cookie()) && !secret.is_cookie(secret.start()));
    }
}
