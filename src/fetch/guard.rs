//! Which addresses may be asked: whoever submits a blog must not be able to make us knock on our own network's doors.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::{FetchError, allow::Allow};

/// The ports of the web. Others open only through an allow list.
pub(super) const WEB_PORTS: [u16; 4] = [80, 443, 8080, 8443];

/// The longest address that is asked for.
const MAX_URL: usize = 8 << 10;

/// The rules, with the exceptions a host made.
#[derive(Clone, Debug, Default)]
pub(super) struct Guard {
    allow: Allow,
}

impl Guard {
    pub(super) fn new(allow: Allow) -> Self {
        Self { allow }
    }

    /// The ports that need a look of their own: those which the allow list names.
    pub(super) fn named_ports(&self) -> std::collections::BTreeSet<u16> {
        self.allow.ports()
    }

    /// Whether a connection to this address and port may be made. `None` stands for any web port that the allow list
    /// does not name.
    pub(super) fn permits(&self, address: IpAddr, port: Option<u16>) -> bool {
        let is_web_port = port.is_none_or(|port| WEB_PORTS.contains(&port));
        (is_web_port && is_public(address)) || self.allow.opens(address, port, is_web_port)
    }

    /// Judges an address before it is asked for. Names are judged again, by where they lead, when they are resolved.
    ///
    /// `Url` has unmasked numeric hosts by then: `127.1`, `2130706433`, `0x7f.1` and `①②⑦.0.0.1` are all `127.0.0.1`.
    pub(super) fn check(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Address(format!(
                "{}: addresses are not fetched, only http and https",
                url.scheme()
            )));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Address("the address holds a user name or a password".to_owned()));
        }
        if url.as_str().len() > MAX_URL {
            return Err(FetchError::Address(format!("the address is longer than {MAX_URL} characters")));
        }
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
            return Err(FetchError::Address("the address names no host".to_owned()));
        };
        if !WEB_PORTS.contains(&port) && !self.allow.ports().contains(&port) {
            return Err(FetchError::Address(format!("port {port} of {host} is no web port")));
        }
        let literal = match host {
            Host::Ipv4(address) => IpAddr::V4(address),
            Host::Ipv6(address) => IpAddr::V6(address),
            Host::Domain(_) => return Ok(()),
        };
        if self.permits(literal, Some(port)) {
            Ok(())
        } else if is_public(literal) {
            Err(FetchError::Address(format!("port {port} of {host} is no web port")))
        } else {
            Err(FetchError::NotPublic { host: host.to_string(), address: literal.to_string() })
        }
    }
}

/// Whether an address belongs to the public internet, after the special-purpose registries of IANA (RFC 6890).
/// Everything in doubt is not public: a few anycast services inside reserved blocks are no loss to a feed reader.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = match a {
        // “this” network, private, loopback; multicast, reserved, broadcast
        0 | 10 | 127 | 224..=255 => true,
        100 => b & 0xc0 == 64, // shared by carriers, 100.64.0.0/10
        169 => b == 254,       // link-local, and the clouds' metadata services
        172 => b & 0xf0 == 16, // private, 172.16.0.0/12
        192 => match (b, c) {
            (168, _)                 // private
            | (0, 0 | 2)             // protocol assignments, documentation
            | (88, 99) => true,      // 6to4 relays, deprecated
            _ => false,
        },
        198 => matches!((b, c), (18 | 19, _) | (51, 100)), // benchmarks, documentation
        203 => (b, c) == (0, 113),                         // documentation
        _ => false,
    };
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // IPv4-mapped (RFC 4291 §2.5.5.2) and NAT64's well-known prefix (RFC 6052): the address inside counts
        [0, 0, 0, 0, 0, 0xffff, _, _] | [0x64, 0xff9b, 0, 0, 0, 0, _, _] => {
            let [.., a, b, c, d] = address.octets();
            is_public_v4(Ipv4Addr::new(a, b, c, d))
        }
        // protocol assignments: Teredo, ORCHID, benchmarks (2001::/23); documentation; 6to4; documentation (3fff::/20)
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only 2000::/3 is handed out as global unicast. Outside: loopback, unspecified, IPv4-compatible, local NAT64,
        // unique local, link-local, site-local, multicast, discard-only, segment routing.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests;
