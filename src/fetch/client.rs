//! One request from beginning to end.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use reqwest::{Response, StatusCode, header::LOCATION};
use tokio::sync::OnceCell;
use url::{Origin, Url};

use super::{
    Answer, Confirmed, FetchError, Fetched, Validators,
    allow::Allow,
    body::{self, Limit, Memory},
    connect::Connectors,
    guard::Guard,
    headers,
    limits::{Limits, Watch},
    proxy::Proxies,
    redirect::{self, Trail},
    resolve::Lookup,
    robots::{self, Robots},
    turns::Turns,
};
use crate::model::FetchPolicy;

pub use submit::Submitted;

/// The shortest time for a hiccup to pass; the longest is twice as long.
const PAUSE: Duration = Duration::from_millis(500);

/// The client. Cheap to clone; at most one request a host at a time, [`FetchPolicy::concurrency`] in all. After each
/// request its host is left alone for three times as long as the answer took, at most five seconds.
///
/// It follows the address rules of [`super::is_public`], asks the system's resolver, keeps no cookies, sends no referrer, and reads no more than [`FetchPolicy::max_bytes`] of any body, counted after decompression. Of bodies
/// larger than 1 MiB it holds four at a time: who keeps a [`Fetched`] keeps others waiting.
#[derive(Clone, Debug)]
pub struct Client {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    guard: Arc<Guard>,
    connectors: Connectors,
    turns: Turns,
    memory: Memory,
    limits: Limits,
    /// What the sites whose pages were wanted ask of robots.
    robots: Mutex<HashMap<Origin, Arc<OnceCell<Robots>>>>,
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Wanted<'v> {
    /// A feed, unless it is the one that these tell of.
    Feed(&'v Validators),
    /// A page, where robots may go.
    Page,
    /// A page that a person named.
    Named,
    /// The file that says where they may.
    Robots,
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
    /// Proxies stand under the same guard. Through one, numeric addresses and names are refused as without it: a name is
    /// resolved here as well, and left to the proxy only where it has no address here.
    ///
    /// # Errors
    /// [`FetchError::Setting`] when an entry of an allow list or a proxy cannot be read, when a proxy may not be asked, or
    /// TLS cannot be set up.
    pub fn new(policy: &FetchPolicy, test_allow: Option<&str>, proxies: &Proxies) -> Result<Self, FetchError> {
        Self::asking(policy, test_allow, proxies, &Lookup::system())
    }

    fn asking(
        policy: &FetchPolicy,
        test_allow: Option<&str>,
        proxies: &Proxies,
        lookup: &Lookup,
    ) -> Result<Self, FetchError> {
        let for_tests = test_allow.into_iter().flat_map(|value| value.split(','));
        let allow = Allow::parse(policy.allow.iter().map(String::as_str).chain(for_tests))?;
        let guard = Arc::new(Guard::new(allow));
        let limits = Limits::of(policy);
        let connectors = Connectors::new(&guard, lookup, proxies, &limits, policy.contact.as_deref())?;
        let (turns, memory) = (Turns::new(policy.concurrency), Memory::new(policy));
        Ok(Self { inner: Arc::new(Inner { guard, connectors, turns, memory, limits, robots: Mutex::default() }) })
    }

    /// Asks for an address, following redirects under the same guard.
    ///
    /// The time limits count what the server takes, over all redirects; waiting for a turn or for memory does not count.
    /// The validators go along temporary redirects, but not to where a feed has moved for good: there it is asked for as
    /// new, so that the move is learnt with it. Nor do they go from https to http, where anybody could read them.
    ///
    /// # Errors
    /// See [`FetchError`]. Where no connection came about or the server answered 5xx without naming a time to wait, the
    /// request is sent once more after a moment. What broke off after it was sent is not: the server has had its work,
    /// and would be asked for the same again.
    pub async fn get(&self, url: &Url, validators: &Validators) -> Result<Answer, FetchError> {
        self.inner.get(url, Wanted::Feed(validators)).await
    }

    /// Asks for an address that led to `known` the last time: the validators are of that address and are told there only.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub async fn get_again(&self, url: &Url, known: &Url, validators: &Validators) -> Result<Answer, FetchError> {
        let trail = Trail::new(url, redirect::MAX_HOPS).leading_to(known);
        self.inner.follow(trail, Wanted::Feed(validators)).await
    }

    /// Asks for an address of which there is no copy yet.
    ///
    /// # Errors
    /// As [`get`](Self::get); a 304 is one too.
    pub async fn get_fresh(&self, url: &Url) -> Result<Fetched, FetchError> {
        fresh(self.get(url, &Validators::default()).await?)
    }

    /// Asks for a page, if its site lets robots read it (`robots.txt`, RFC 9309), after the pause that it asks for between
    /// two pages, 10 s at most. The site of every redirect on the way is asked too. Each is asked once in a client's life.
    ///
    /// # Errors
    /// As [`get_fresh`](Self::get_fresh), and [`FetchError::Robots`].
    pub async fn get_page(&self, url: &Url) -> Result<Fetched, FetchError> {
        fresh(self.inner.get(url, Wanted::Page).await?)
    }

    /// Asks for a page that a person named or linked to, as a browser would: `robots.txt` is for programs that find their
    /// way by themselves (RFC 9309 §1).
    ///
    /// # Errors
    /// As [`get_fresh`](Self::get_fresh).
    pub async fn get_named(&self, url: &Url) -> Result<Fetched, FetchError> {
        fresh(self.inner.get(url, Wanted::Named).await?)
    }
}

fn fresh(answer: Answer) -> Result<Fetched, FetchError> {
    match answer {
        Answer::Fresh(fetched) => Ok(fetched),
        Answer::NotModified(_) => Err(FetchError::Status { status: 304, retry_after: None }),
    }
}

impl Inner {
    async fn get(&self, url: &Url, wanted: Wanted<'_>) -> Result<Answer, FetchError> {
        let max_hops = if matches!(wanted, Wanted::Robots) { robots::MAX_HOPS } else { redirect::MAX_HOPS };
        self.follow(Trail::new(url, max_hops), wanted).await
    }

    async fn follow(&self, mut trail: Trail, wanted: Wanted<'_>) -> Result<Answer, FetchError> {
        let mut watch = Watch::new(&self.limits);
        let mut second_try = false;
        loop {
            match self.exchange(&trail, wanted, &mut watch).await {
                Ok(Step::Redirect(status, location)) => trail.step(status.as_u16(), location.as_deref())?,
                Ok(Step::NotModified(confirmed)) => {
                    let (_, permanent_url) = trail.end();
                    return Ok(Answer::NotModified(Confirmed { permanent_url, took: watch.spent(), ..confirmed }));
                }
                Ok(Step::Body(mut fetched)) => {
                    (fetched.url, fetched.permanent_url) = trail.end();
                    fetched.took = watch.spent();
                    return Ok(Answer::Fresh(*fetched));
                }
                Err(error) if error.is_worth_a_second_try() && !second_try => {
                    second_try = true;
                    tokio::time::sleep(moment(trail.here())).await;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// How long after the last request a page may be read.
    async fn delay(&self, page: &Url) -> Result<Duration, FetchError> {
        let cell = {
            let mut robots = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(robots.entry(page.origin()).or_default())
        };
        let robots = cell.get_or_init(async || {
            let mut file = page.clone();
            file.set_path("/robots.txt");
            file.set_query(None);
            let asked = Box::pin(self.get(&file, Wanted::Robots)).await.and_then(fresh);
            Robots::of(asked.map(|fetched| fetched.body))
        });
        robots.await.check(page)
    }

    /// One request and its answer.
    async fn exchange(&self, trail: &Trail, wanted: Wanted<'_>, watch: &mut Watch<'_>) -> Result<Step, FetchError> {
        let url = trail.here();
        self.guard.check(url)?;
        let validators = match wanted {
            Wanted::Feed(validators) if trail.carries_validators() => validators.clone(),
            _ => Validators::default(),
        };
        let delay = if let Wanted::Page = wanted { self.delay(url).await? } else { Duration::ZERO };
        let mut said = headers::conditions(&validators);
        let is_conditional = !said.is_empty();
        if !matches!(wanted, Wanted::Feed(_)) {
            said.extend(headers::for_page());
        }
        let limit = match wanted {
            Wanted::Robots => Limit::Beginning(robots::MAX_BYTES),
            _ => Limit::Whole(self.limits.max_bytes),
        };
        let _turn = self.turns.take(url.host_str().unwrap_or_default(), delay).await;
        let response = self.connectors.send(url, said, None, watch).await?;
        match response.status() {
            StatusCode::OK => self.read(url, response, limit, watch).await.map(|fetched| Step::Body(Box::new(fetched))),
            StatusCode::NOT_MODIFIED if is_conditional => Ok(Step::NotModified(Confirmed {
                validators: validators.refreshed(headers::validators(response.headers())),
                permanent_url: trail.here().clone(),
                max_age: headers::max_age(response.headers()),
                took: Duration::ZERO,
            })),
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

    async fn read(
        &self,
        url: &Url,
        mut response: Response,
        limit: Limit,
        watch: &mut Watch<'_>,
    ) -> Result<Fetched, FetchError> {
        let (body, leave) = body::read(&mut response, limit, watch, &self.memory).await?;
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
            _leave: leave,
        })
    }
}

/// Time for a hiccup to pass: another for each address, so that those of one server do not come back together, and always
/// the same for one.
fn moment(url: &Url) -> Duration {
    let mut hasher = DefaultHasher::new();
    url.hash(&mut hasher);
    let part = u32::try_from(hasher.finish() % 256).unwrap_or_default();
    PAUSE + PAUSE * part / 256
}

mod submit;
#[cfg(test)]
mod tests;
