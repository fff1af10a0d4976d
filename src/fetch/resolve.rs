//! Names are resolved by us, once per connection: the address that was judged is the address that is connected to,
//! so that a name which changes its mind in between (DNS rebinding) gains nothing.

use std::{
    fmt, io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use futures_util::{FutureExt as _, future::BoxFuture};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{FetchError, guard::Guard};

/// Who is asked where a name leads: the system, but in tests.
#[derive(Clone)]
pub(super) struct Lookup(Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>);

impl Lookup {
    /// The system's resolver.
    pub(super) fn system() -> Self {
        Self(Arc::new(|host| {
            async move { Ok(tokio::net::lookup_host((host, 0)).await?.map(|found| found.ip()).collect()) }.boxed()
        }))
    }

    /// Somebody who answers as he likes.
    #[cfg(test)]
    pub(super) fn answering(answer: impl Fn(&str) -> io::Result<Vec<IpAddr>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(move |host| std::future::ready(answer(&host)).boxed()))
    }

    /// Where a name leads, now.
    pub(super) async fn find(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        (self.0)(host.to_owned()).await
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lookup")
    }
}

/// Resolves names and refuses those with an answer the guard does not permit.
pub(super) struct Resolver {
    guard: Arc<Guard>,
    lookup: Lookup,
    /// `reqwest` does not tell for which port a name is resolved, so that each port an allow list names has a
    /// resolver of its own. `None`: for every other.
    port: Option<u16>,
}

/// A name that leads where nobody may go; carried through `reqwest`'s own error.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    host: String,
    address: String,
}

impl Resolver {
    pub(super) fn new(guard: Arc<Guard>, lookup: Lookup, port: Option<u16>) -> Self {
        Self { guard, lookup, port }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, lookup, port) = (Arc::clone(&self.guard), self.lookup.clone(), self.port);
        Box::pin(async move {
            let host = name.as_str();
            let addresses = permitted(host, lookup.find(host).await?, &guard, port)?;
            // The port is put in by `reqwest`.
            Ok(Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

fn permitted(
    host: &str,
    addresses: Vec<IpAddr>,
    guard: &Guard,
    port: Option<u16>,
) -> Result<Vec<IpAddr>, Box<dyn std::error::Error + Send + Sync>> {
    if addresses.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address").into());
    }
    judge(host, &addresses, guard, port)?;
    Ok(addresses)
}

/// All answers, or none: a name with one foot inside is not half trusted.
pub(super) fn judge(host: &str, addresses: &[IpAddr], guard: &Guard, port: Option<u16>) -> Result<(), Refused> {
    match addresses.iter().find(|found| !guard.permits_name(host, **found, port)) {
        Some(found) => Err(Refused { host: host.to_owned(), address: found.to_string() }),
        None => Ok(()),
    }
}

impl From<Refused> for FetchError {
    fn from(refused: Refused) -> Self {
        Self::NotPublic { host: refused.host, address: refused.address }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} leads to {}", self.host, self.address)
    }
}

impl std::error::Error for Refused {}

#[cfg(test)]
mod tests {
    use super::{Guard, Refused, permitted};
    use crate::fetch::allow::Allow;

    fn judge(addresses: &[&str], allow: &str, port: Option<u16>) -> Result<usize, Option<String>> {
        judge_name("name.example", addresses, allow, port)
    }

    fn judge_name(name: &str, addresses: &[&str], allow: &str, port: Option<u16>) -> Result<usize, Option<String>> {
        let addresses = addresses.iter().map(|address| address.parse().unwrap()).collect();
        permitted(name, addresses, &Guard::new(Allow::parse([allow]).unwrap()), port)
            .map(|addresses| addresses.len())
            .map_err(|error| error.downcast::<Refused>().ok().map(|refused| refused.address))
    }

    #[test]
    fn one_address_inside_refuses_the_name() {
        assert_eq!(judge(&["8.8.8.8", "2606:4700::1"], "", None), Ok(2));
        assert_eq!(judge(&["8.8.8.8", "10.0.0.1"], "", None), Err(Some("10.0.0.1".into())));
        assert_eq!(judge(&["::ffff:7f00:1"], "", None), Err(Some("::ffff:127.0.0.1".into())));
        assert_eq!(judge(&[], "", None), Err(None));
    }

    #[test]
    fn a_local_name_leads_to_what_is_opened_and_nowhere_else() {
        for name in ["wiki", "wiki.corp", "localhost"] {
            assert_eq!(judge_name(name, &["10.0.0.1"], "10.0.0.0/8", None), Ok(1));
            assert_eq!(judge_name(name, &["8.8.8.8"], "10.0.0.0/8", None), Err(Some("8.8.8.8".into())));
        }
    }

    #[test]
    fn an_opened_port_is_open_to_its_own_resolver_only() {
        assert_eq!(judge(&["127.0.0.1"], "127.0.0.1:81", Some(81)), Ok(1));
        assert!(judge(&["127.0.0.1"], "127.0.0.1:81", Some(82)).is_err());
        assert!(judge(&["127.0.0.1"], "127.0.0.1:81", None).is_err());
        // and a public address is not open at a port that was named for another
        assert!(judge(&["8.8.8.8"], "127.0.0.1:81", Some(81)).is_err());
    }
}
