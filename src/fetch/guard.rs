//! Which addresses may be asked: whoever submits a blog must not be able to make us knock on our own network's doors.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use super::{FetchError, allow::Allow, names};

/// The ports of the web. Others open only through an allow list.
pub(super) const WEB_PORTS: [u16; 2] = [80, 443];

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

    /// Whether a name may lead to this address. A name of a machine or of a private network leads nowhere but to what the
    /// allow list opens: what it means depends on where one stands.
    pub(super) fn permits_name(&self, name: &str, address: IpAddr, port: Option<u16>) -> bool {
        let is_web_port = port.is_none_or(|port| WEB_PORTS.contains(&port));
        if names::is_local(name) { self.allow.opens(address, port, is_web_port) } else { self.permits(address, port) }
    }

    /// Judges an address before it is asked for. Names are judged again, by where they lead, when they are resolved; those
    /// of machines, private networks and metadata services do not come that far.
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
            Host::Domain(name) => {
                let is_open = !names::is_local(name) || self.allow.opens_some(port, WEB_PORTS.contains(&port));
                return if is_open && !names::is_metadata(name) {
                    Ok(())
                } else {
                    Err(FetchError::LocalName { host: name.to_owned() })
                };
            }
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
/// Everything in doubt is not public: a few anycast services inside reserved blocks are no loss to a feed reader, and an
/// address inside an address (IPv4-mapped, NAT64, 6to4) is a disguise, whatever is inside.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    /// The hosts' own service in Azure, in a block that is public otherwise.
    const WIRE_SERVER: Ipv4Addr = Ipv4Addr::new(168, 63, 129, 16);
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
    !special && address != WIRE_SERVER
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    match address.segments() {
        // protocol assignments: Teredo, ORCHID, benchmarks (2001::/23); documentation; 6to4; documentation (3fff::/20)
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x2002, ..] | [0x3fff, 0..=0xfff, ..] => false,
        // Only 2000::/3 is handed out as global unicast. Outside: loopback, unspecified, IPv4-mapped and -compatible,
        // NAT64, unique local, link-local, site-local, multicast, discard-only, segment routing.
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests;
