//! One request from beginning to end.

use std::{collections::BTreeMap, error::Error, sync::Arc, time::Duration};

use reqwest::{Response, StatusCode, header::LOCATION};
use tokio::time::{Instant, timeout};
use url::Url;

use super::{
    Answer, Confirmed, FetchError, Fetched, Validators,
    allow::Allow,
    guard::Guard,
    headers,
    redirect::Trail,
    resolve::{Lookup, Refused, Resolver},
    turns::Turns,
};
use crate::model::FetchPolicy;

/// A server that does not pick up within this time is down.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// A server that falls silent for this long has nothing more to say, unless the host is more patient.
const SILENCE: Duration = Duration::from_secs(20);
/// Time for a hiccup to pass.
const PAUSE: Duration = Duration::from_millis(500);

/// The client. Cheap to clone; at most two requests a host at a time, [`FetchPolicy::concurrency`] in all.
///
/// It follows the address rules of [`super::is_public`], asks the system's resolver and no proxy, keeps no cookies, sends
/// no referrer, and reads no more than [`FetchPolicy::max_bytes`] of any body, counted after decompression.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    guard: Arc<Guard>,
    /// For the ports of the web.
    web: reqwest::Client,
    /// For each port an allow list names; see [`Resolver`].
    named: BTreeMap<u16, reqwest::Client>,
    turns: Turns,
    timeout: Duration,
    max_bytes: usize,
}

/// How one exchange ended.
enum Step {
    Redirect(StatusCode, Option<Vec<u8>>),
    NotModified(Confirmed),
    Body(Box<Fetched>),
}

impl Client {
    /// Makes a client. `test_allow` is the value of `BLOGKERMIS_FETCH_ALLOW`, read by the caller: entries separated by
    /// commas, in addition to [`FetchPolicy::allow`].
    ///
    /// An entry without a port opens the ports 80 and 443 of its addresses; one with a port that port only.
    ///
    /// # Errors
    /// When an entry of an allow list cannot be read, or TLS cannot be set up.
    pub fn new(policy: &FetchPolicy, test_allow: Option<&str>) -> Result<Self, FetchError> {
        Self::asking(policy, test_allow, &Lookup::system())
    }

    fn asking(policy: &FetchPolicy, test_allow: Option<&str>, lookup: &Lookup) -> Result<Self, FetchError> {
        let for_tests = test_allow.into_iter().flat_map(|value| value.split(','));
        let allow = Allow::parse(policy.allow.iter().map(String::as_str).chain(for_tests))?;
        let guard = Arc::new(Guard::new(allow));
        let web = connector(policy, &guard, lookup, None)?;
        let mut named = BTreeMap::new();
        for port in guard.named_ports() {
            named.insert(port, connector(policy, &guard, lookup, Some(port))?);
        }
        let turns = Turns::new(policy.concurrency);
        let (timeout, max_bytes) = (policy.timeout, policy.max_bytes);
        Ok(Self { inner: Arc::new(Inner { guard, web, named, turns, timeout, max_bytes }) })
    }

    /// Asks for an address, following redirects under the same guard.
    ///
    /// The time limit is for one try with all its redirects; waiting for a turn does not count. The validators go along
    /// temporary redirects, but not to where a feed has moved for good: there it is asked for as new, so that the move
    /// is learnt with it. Nor do they go from https to http, where anybody could read them.
    ///
    /// # Errors
    /// See [`FetchError`]. One transient failure is retried once after a moment, unless the server named a time to wait.
    pub async fn get(&self, url: &Url, validators: &Validators) -> Result<Answer, FetchError> {
        match self.inner.attempt(url, validators).await {
            Err(error) if error.is_worth_a_second_try() => {
                tokio::time::sleep(PAUSE).await;
                self.inner.attempt(url, validators).await
            }
            result => result,
        }
    }

    /// Asks for an address of which there is no copy yet.
    ///
    /// # Errors
    /// As [`get`](Self::get); a 304 is one too.
    pub async fn get_fresh(&self, url: &Url) -> Result<Fetched, FetchError> {
        match self.get(url, &Validators::default()).await? {
            Answer::Fresh(fetched) => Ok(fetched),
            Answer::NotModified(_) => Err(FetchError::Status { status: 304, retry_after: None }),
        }
    }
}

impl Inner {
    async fn attempt(&self, url: &Url, validators: &Validators) -> Result<Answer, FetchError> {
        let mut trail = Trail::new(url);
        let mut took = Duration::ZERO;
        loop {
            self.guard.check(trail.here())?;
            let none = Validators::default();
            let validators = if trail.carries_validators() { validators } else { &none };
            let turn = self.turns.take(trail.here().host_str().unwrap_or_default()).await;
            let started = Instant::now();
            let left = self.timeout.saturating_sub(took);
            let exchanged = timeout(left, self.exchange(trail.here(), validators)).await;
            drop(turn);
            took += started.elapsed();
            match exchanged.map_err(|_| FetchError::timeout(self.timeout))?? {
                Step::Redirect(status, location) => trail.step(status.as_u16(), location.as_deref())?,
                Step::NotModified(mut confirmed) => {
                    confirmed.took = took;
                    return Ok(Answer::NotModified(confirmed));
                }
                Step::Body(mut fetched) => {
                    (fetched.url, fetched.permanent_url) = trail.end();
                    fetched.took = took;
                    return Ok(Answer::Fresh(*fetched));
                }
            }
        }
    }

    async fn exchange(&self, url: &Url, validators: &Validators) -> Result<Step, FetchError> {
        let port = url.port_or_known_default();
        let connector = port.and_then(|port| self.named.get(&port)).unwrap_or(&self.web);
        let conditions = headers::conditions(validators);
        let is_conditional = !conditions.is_empty();
        let sent = connector.get(url.clone()).headers(conditions).send().await;
        let response = sent.map_err(|error| explain(&error, "no answer", self.timeout))?;
        self.check_peer(url, &response)?;
        match response.status() {
            StatusCode::OK => self.read(url, response).await.map(|fetched| Step::Body(Box::new(fetched))),
            StatusCode::NOT_MODIFIED if is_conditional => {
                let told = headers::validators(response.headers());
                Ok(Step::NotModified(Confirmed {
                    validators: validators.refreshed(told),
                    max_age: headers::max_age(response.headers()),
                    took: Duration::ZERO,
                }))
            }
            status if Trail::is_redirect(status.as_u16()) => {
                let location = response.headers().get(LOCATION).map(|value| value.as_bytes().to_vec());
                Ok(Step::Redirect(status, location))
            }
            status => {
                let retry_after = headers::retry_after(response.headers());
                Err(FetchError::Status { status: status.as_u16(), retry_after })
            }
        }
    }

    /// The last line: whatever way a connection came about, nothing is read from where nobody may go.
    fn check_peer(&self, url: &Url, response: &Response) -> Result<(), FetchError> {
        match response.remote_addr() {
            Some(peer) if self.guard.permits(peer.ip(), Some(peer.port())) => Ok(()),
            peer => Err(FetchError::NotPublic {
                host: url.host_str().unwrap_or_default().to_owned(),
                address: peer.map_or_else(|| "an unknown address".to_owned(), |peer| peer.ip().to_string()),
            }),
        }
    }

    async fn read(&self, url: &Url, mut response: Response) -> Result<Fetched, FetchError> {
        let limit = self.max_bytes;
        let announced = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        if announced > limit {
            return Err(FetchError::TooLarge { limit });
        }
        if let Some(packing) = headers::packing(response.headers()) {
            let message = format!("the answer is packed as {packing}, which was not asked for");
            return Err(FetchError::Connection(message));
        }
        // Announcing costs nothing, so not much is set aside for it.
        let mut body = Vec::with_capacity(announced.min(1 << 20));
        let broken = |error| explain(&error, "the body cannot be read", self.timeout);
        while let Some(chunk) = response.chunk().await.map_err(broken)? {
            if chunk.len() > limit - body.len() {
                return Err(FetchError::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        let headers = response.headers();
        Ok(Fetched {
            url: url.clone(),
            permanent_url: url.clone(),
            body,
            content_type: headers::content_type(headers),
            language: headers::language(headers),
            links: headers::links(headers),
            robots: headers::robots(headers),
            tdm_reserved: headers::tdm_reserved(headers),
            validators: headers::validators(headers),
            max_age: headers::max_age(headers),
            took: Duration::ZERO,
        })
    }
}

/// Two thirds of the whole time, but no less than [`SILENCE`].
fn read_timeout(whole: Duration) -> Duration {
    SILENCE.max(whole.saturating_mul(2) / 3)
}

fn connector(
    policy: &FetchPolicy,
    guard: &Arc<Guard>,
    lookup: &Lookup,
    port: Option<u16>,
) -> Result<reqwest::Client, FetchError> {
    reqwest::Client::builder()
        .user_agent(headers::user_agent(policy.contact.as_deref())?)
        .default_headers(headers::always())
        // Names are resolved under the guard; a proxy would resolve them out of its sight.
        .no_proxy()
        .dns_resolver(Resolver::new(Arc::clone(guard), lookup.clone(), port))
        // `Trail` follows, so that every step is checked and weighed.
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT_TIMEOUT)
        .read_timeout(read_timeout(policy.timeout))
        .pool_max_idle_per_host(2)
        .pool_idle_timeout(Duration::from_secs(15))
        .http2_max_header_list_size(64 << 10)
        .build()
        .map_err(|error| FetchError::Setting(format!("the client cannot be set up: {}", root_cause(&error))))
}

/// Finds out what really happened behind `reqwest`'s “error sending request”.
fn explain(error: &reqwest::Error, what: &str, whole: Duration) -> FetchError {
    if let Some(refused) = causes(error).find_map(|cause| cause.downcast_ref::<Refused>()) {
        return refused.clone().into();
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => FetchError::timeout(CONNECT_TIMEOUT),
        (false, true) => FetchError::timeout(read_timeout(whole)),
        (true, false) => FetchError::Connection(format!("no connection: {}", root_cause(error))),
        (false, false) => FetchError::Interrupted(format!("{what}: {}", root_cause(error))),
    }
}

fn root_cause(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}

#[cfg(test)]
mod tests;
