//! Names are resolved by us, once per connection: the address that was judged is the address that is connected to,
//! so that a name which changes its mind in between (DNS rebinding) gains nothing.

use std::{fmt, io, net::SocketAddr, sync::Arc};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::{FetchError, guard::Guard};

/// Resolves names and refuses those with an answer the guard does not permit.
pub(super) struct Resolver {
    guard: Arc<Guard>,
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
    pub(super) fn new(guard: Arc<Guard>, port: Option<u16>) -> Self {
        Self { guard, port }
    }
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (guard, port) = (Arc::clone(&self.guard), self.port);
        Box::pin(async move {
            let host = name.as_str();
            let found = tokio::net::lookup_host((host, 0)).await?;
            let addresses: Vec<SocketAddr> = found.collect();
            permitted(host, addresses, &guard, port).map(|addresses| Box::new(addresses.into_iter()) as Addrs)
        })
    }
}

/// All answers, or none: a name with one foot inside is not half trusted.
fn permitted(
    host: &str,
    addresses: Vec<SocketAddr>,
    guard: &Guard,
    port: Option<u16>,
) -> Result<Vec<SocketAddr>, Box<dyn std::error::Error + Send + Sync>> {
    if addresses.is_empty() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "the name has no address").into());
    }
    match addresses.iter().find(|found| !guard.permits(found.ip(), port)) {
        Some(found) => Err(Refused { host: host.to_owned(), address: found.ip().to_string() }.into()),
        None => Ok(addresses),
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
        let addresses =
            addresses.iter().map(|address| (address.parse::<std::net::IpAddr>().unwrap(), 0).into()).collect();
        permitted("name.example", addresses, &Guard::new(Allow::parse([allow]).unwrap()), port)
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
    fn an_opened_port_is_open_to_its_own_resolver_only() {
        assert_eq!(judge(&["127.0.0.1"], "127.0.0.1:81", Some(81)), Ok(1));
        assert!(judge(&["127.0.0.1"], "127.0.0.1:81", Some(82)).is_err());
        assert!(judge(&["127.0.0.1"], "127.0.0.1:81", None).is_err());
        // and a public address is not open at a port that was named for another
        assert!(judge(&["8.8.8.8"], "127.0.0.1:81", Some(81)).is_err());
    }
}
