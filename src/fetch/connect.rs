//! Sends a request to where it may go, and tells what went wrong.

use std::{collections::BTreeMap, error::Error, io, sync::Arc, time::Duration};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Response, header::HeaderMap};
use url::{Host, Url};

use super::{
    FetchError, TimeLimit,
    guard::Guard,
    headers,
    limits::{Limits, Watch},
    proxy::{Proxies, Proxy},
    resolve::{self, Lookup, Refused, Resolver},
};

/// The connections of a client.
#[derive(Debug)]
pub(super) struct Connectors {
    guard: Arc<Guard>,
    /// For the ports of the web.
    web: reqwest::Client,
    /// For each port an allow list names; see [`Resolver`].
    named: BTreeMap<u16, reqwest::Client>,
    /// For http and for https, where the environment names a proxy.
    proxied: [Option<Proxied>; 2],
    /// Which hosts are asked through it.
    matcher: Matcher,
    lookup: Lookup,
}

/// A way through a proxy.
#[derive(Debug)]
struct Proxied {
    connector: reqwest::Client,
    port: u16,
}

impl Connectors {
    pub(super) fn new(
        guard: &Arc<Guard>,
        lookup: &Lookup,
        proxies: &Proxies,
        limits: &Limits,
        contact: Option<&str>,
    ) -> Result<Self, FetchError> {
        let named_ports = guard.named_ports();
        let connector = |port, proxy| {
            let resolver = Resolver::new(Arc::clone(guard), lookup.clone(), port);
            connector(resolver, proxy, limits, contact)
        };
        let through = |Proxy { url, port }| -> Result<Proxied, FetchError> {
            let named = Some(port).filter(|port| named_ports.contains(port));
            // The address was judged already, and its words are not to be shown.
            let proxy = reqwest::Proxy::all(url)
                .map_err(|_| FetchError::Setting("the address of the proxy cannot be used".to_owned()))?;
            Ok(Proxied { connector: connector(named, Some(proxy))?, port })
        };
        let [http, https] = proxies.permitted(guard)?;
        let proxied = [http.map(through).transpose()?, https.map(through).transpose()?];
        let mut named = BTreeMap::new();
        for port in &named_ports {
            named.insert(*port, connector(Some(*port), None)?);
        }
        Ok(Self {
            guard: Arc::clone(guard),
            web: connector(None, None)?,
            named,
            proxied,
            matcher: proxies.matcher(),
            lookup: lookup.clone(),
        })
    }

    /// The proxy through which an address is asked.
    fn proxied(&self, url: &Url) -> Option<&Proxied> {
        let [http, https] = &self.proxied;
        let proxied = if url.scheme() == "https" { https.as_ref()? } else { http.as_ref()? };
        let host = url.host_str()?.trim_end_matches('.');
        let uri = format!("{}://{host}/", url.scheme()).parse().ok()?;
        self.matcher.intercept(&uri).map(|_| proxied)
    }

    /// Judges a name that a proxy is going to resolve by where it leads from here. What has no address here is left to the
    /// proxy, which may be the only one who knows.
    async fn judge_name(&self, url: &Url, watch: &mut Watch<'_>) -> Result<(), FetchError> {
        let Some(Host::Domain(name)) = url.host() else { return Ok(()) };
        let found = match watch.within(TimeLimit::Connect, self.lookup.find(name)).await {
            Ok(Ok(found)) => found,
            Ok(Err(_)) | Err(FetchError::Timeout { limit: TimeLimit::Connect, .. }) => return Ok(()),
            Err(error) => return Err(error),
        };
        let port = url.port_or_known_default().filter(|port| self.named.contains_key(port));
        Ok(resolve::judge(name, &found, &self.guard, port)?)
    }

    /// Sends a request and waits for the head of the answer. With a `form` it is a POST, without one a GET.
    pub(super) async fn send(
        &self,
        url: &Url,
        headers: HeaderMap,
        form: Option<String>,
        watch: &mut Watch<'_>,
    ) -> Result<Response, FetchError> {
        let limits = watch.limits();
        let proxied = self.proxied(url);
        if proxied.is_some() {
            self.judge_name(url, watch).await?;
        }
        let direct = || url.port_or_known_default().and_then(|port| self.named.get(&port)).unwrap_or(&self.web);
        let connector = proxied.map_or_else(direct, |proxied| &proxied.connector);
        let request = match form {
            None => connector.get(url.clone()),
            Some(form) => connector.post(url.clone()).body(form),
        };
        let sent = watch.within(TimeLimit::FirstByte, request.headers(headers).send()).await?;
        let response = sent.map_err(|error| explain(&error, limits))?;
        self.check_peer(url, proxied, &response)?;
        let size = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
            name.as_str().len() + value.len() + 4
        };
        let told = response.headers();
        if told.len() > limits.max_headers || told.iter().map(size).sum::<usize>() > limits.max_header_bytes {
            return Err(head_too_large(limits));
        }
        Ok(response)
    }

    /// The last line: whatever way a connection came about, nothing is read from where nobody may go.
    fn check_peer(&self, url: &Url, proxied: Option<&Proxied>, response: &Response) -> Result<(), FetchError> {
        let port = proxied.map_or_else(|| url.port_or_known_default(), |proxied| Some(proxied.port));
        match response.remote_addr() {
            Some(peer) if Some(peer.port()) == port && self.guard.permits(peer.ip(), port) => Ok(()),
            peer => Err(FetchError::NotPublic {
                host: url.host_str().unwrap_or_default().to_owned(),
                address: peer.map_or_else(|| "an unknown address".to_owned(), |peer| peer.ip().to_string()),
            }),
        }
    }
}

fn connector(
    resolver: Resolver,
    proxy: Option<reqwest::Proxy>,
    limits: &Limits,
    contact: Option<&str>,
) -> Result<reqwest::Client, FetchError> {
    // The cryptography belongs to the process: the first who brings one has brought it for all.
    let _ = rustls::crypto::ring::default_provider().install_default();
    // The library would ask the environment itself.
    let builder = reqwest::Client::builder().no_proxy();
    let builder = match proxy {
        Some(proxy) => builder.proxy(proxy),
        None => builder,
    };
    builder
        .user_agent(headers::user_agent(contact)?)
        .default_headers(headers::always())
        .dns_resolver(resolver)
        // `Trail` follows, so that every step is checked and weighed.
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(limits.time(TimeLimit::Connect))
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(Duration::from_secs(15))
        .http1_max_headers(limits.max_headers)
        .build()
        .map_err(|error| FetchError::Setting(format!("the client cannot be set up: {}", root_cause(&error))))
}

fn head_too_large(limits: &Limits) -> FetchError {
    FetchError::HeadTooLarge { bytes: limits.max_header_bytes, fields: limits.max_headers }
}

/// Finds out what really happened behind `reqwest`'s “error sending request”.
fn explain(error: &reqwest::Error, limits: &Limits) -> FetchError {
    if let Some(refused) = causes(error).find_map(|cause| cause.downcast_ref::<Refused>()) {
        return refused.clone().into();
    }
    if causes(error).filter_map(|cause| cause.downcast_ref::<hyper::Error>()).any(hyper::Error::is_parse_too_large) {
        return head_too_large(limits);
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => limits.overrun(TimeLimit::Connect),
        (true, false) if is_passing(error) => FetchError::Unreachable(format!("no connection: {}", root_cause(error))),
        (true, false) => FetchError::Connection(format!("no connection: {}", root_cause(error))),
        (false, _) => FetchError::Interrupted(format!("no answer: {}", root_cause(error))),
    }
}

/// A body that broke off.
pub(super) fn interrupted(error: &reqwest::Error) -> FetchError {
    FetchError::Interrupted(format!("the body cannot be read: {}", root_cause(error)))
}

/// Whether a connection that did not come about may come about in a moment: nobody listened, or the way was closed. A name
/// that does not exist and a certificate that is wrong stay so.
fn is_passing(error: &reqwest::Error) -> bool {
    causes(error).filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::ConnectionRefused
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::BrokenPipe
                | io::ErrorKind::UnexpectedEof
                | io::ErrorKind::HostUnreachable
                | io::ErrorKind::NetworkUnreachable
                | io::ErrorKind::NetworkDown
                | io::ErrorKind::TimedOut
        )
    })
}

fn root_cause(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| error.to_string(), ToString::to_string)
}

fn causes(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |&cause| cause.source())
}
