//! Allow lists: addresses that are not public and may be asked all the same.

use std::{
    collections::BTreeSet,
    net::{IpAddr, SocketAddr},
};

use super::FetchError;

/// What a host opened, on purpose, in the guard. Empty by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Allow {
    entries: Vec<Entry>,
}

/// `NETWORK[:PORT]`. Without a port it opens the web's own ports; with one, that port and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    base: IpAddr,
    prefix: u8,
    port: Option<u16>,
}

impl Allow {
    /// Reads entries: an address, a network (`10.0.0.0/8`), either with a port (`127.0.0.1:8080`, `[::1]:8080`,
    /// `127.0.1.0/24:8080`, `fd00::/8:8080`). Blank ones are skipped.
    pub(super) fn parse<'a>(entries: impl IntoIterator<Item = &'a str>) -> Result<Self, FetchError> {
        let entries = entries.into_iter().map(str::trim).filter(|entry| !entry.is_empty());
        Ok(Self { entries: entries.map(Entry::parse).collect::<Result<_, _>>()? })
    }

    /// Whether this address is open at this port; `None` stands for a web port that no entry names.
    pub(super) fn opens(&self, address: IpAddr, port: Option<u16>, is_web_port: bool) -> bool {
        self.entries.iter().any(|entry| entry.opens(address, port, is_web_port))
    }

    /// Whether anything is open at this port.
    pub(super) fn opens_some(&self, port: u16, is_web_port: bool) -> bool {
        self.entries.iter().any(|entry| entry.fits_port(Some(port), is_web_port))
    }

    /// The ports that entries name.
    pub(super) fn ports(&self) -> BTreeSet<u16> {
        self.entries.iter().filter_map(|entry| entry.port).collect()
    }
}

impl Entry {
    fn parse(text: &str) -> Result<Self, FetchError> {
        let wrong = |why: &str| {
            FetchError::Setting(format!(
                "`{text}` cannot stand in an allow list: {why} (as in 10.0.0.0/8, 127.0.0.1:8080)"
            ))
        };
        let entry = match text.split_once('/') {
            None => Self::single(text).ok_or_else(|| wrong("it is no address"))?,
            Some((address, rest)) => {
                let base = bare(address).parse().map_err(|_| wrong("it is no network"))?;
                let (prefix, port) = match rest.split_once(':') {
                    Some((prefix, port)) => (prefix, Some(port.parse().map_err(|_| wrong("its port is no number"))?)),
                    None => (rest, None),
                };
                let prefix = prefix.parse().map_err(|_| wrong("its prefix length is no number"))?;
                Self { base, prefix, port }
            }
        };
        if entry.prefix > width(entry.base) {
            return Err(wrong("its prefix is too long"));
        }
        if entry.port == Some(0) {
            return Err(wrong("no server listens at port 0"));
        }
        // `10.0.0.1/8` is more likely a slip than sixteen million open addresses.
        if bits(entry.base) != entry.network_of(entry.base) {
            return Err(wrong("the address has bits beyond its prefix"));
        }
        Ok(entry)
    }

    fn single(text: &str) -> Option<Self> {
        let whole = |base, port| Self { base, prefix: width(base), port };
        if let Ok(base) = bare(text).parse() {
            return Some(whole(base, None));
        }
        text.parse().ok().map(|socket: SocketAddr| whole(socket.ip(), Some(socket.port())))
    }

    fn opens(self, address: IpAddr, port: Option<u16>, is_web_port: bool) -> bool {
        let same_family = self.base.is_ipv4() == address.is_ipv4();
        same_family && self.fits_port(port, is_web_port) && self.network_of(address) == bits(self.base)
    }

    fn fits_port(self, port: Option<u16>, is_web_port: bool) -> bool {
        match self.port {
            Some(named) => port == Some(named),
            None => is_web_port,
        }
    }

    fn network_of(self, address: IpAddr) -> u128 {
        let host_bits = u32::from(width(address).saturating_sub(self.prefix));
        bits(address).checked_shr(host_bits).map_or(0, |network| network << host_bits)
    }
}

fn bare(text: &str) -> &str {
    text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text)
}

fn width(address: IpAddr) -> u8 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_bits().into(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Allow;

    fn opens(list: &str, address: &str, port: u16) -> bool {
        Allow::parse(list.split(',')).unwrap().opens(address.parse().unwrap(), Some(port), port == 80)
    }

    #[test]
    fn opens_exactly_what_it_says() {
        let list = "10.0.0.0/8, 127.0.0.1:8080,127.0.1.0/24:9000,[::1]:8080,fd00::/8,fe80::/10:7000,,192.168.1.2";
        for (address, port) in [
            ("10.0.0.0", 80),
            ("10.255.255.255", 80),
            ("127.0.0.1", 8080),
            ("127.0.1.0", 9000),
            ("127.0.1.255", 9000),
            ("::1", 8080),
            ("fdff::1", 80),
            ("fe80::1", 7000),
            ("192.168.1.2", 80),
        ] {
            assert!(opens(list, address, port), "{address} {port}");
        }
        for (address, port) in [
            ("10.0.0.0", 8081),
            ("11.0.0.0", 80),
            ("9.255.255.255", 80),
            ("127.0.0.1", 8081),
            ("127.0.0.1", 80),
            ("127.0.0.2", 8080),
            ("127.0.2.0", 9000),
            ("127.0.0.255", 9000),
            ("::1", 8081),
            ("::", 8080),
            ("::ffff:127.0.0.1", 8080),
            ("::ffff:10.0.0.1", 80),
            ("::10.0.0.1", 80),
            ("fc00::1", 80),
            ("192.168.1.3", 80),
        ] {
            assert!(!opens(list, address, port), "{address} {port}");
        }
        assert!(opens("0.0.0.0/0", "1.2.3.4", 80) && opens("::/0", "fe80::1", 80));
        assert!(!opens("0.0.0.0/0", "fe80::1", 80));
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        for entry in [
            "localhost",
            "10.0.0.1/8",
            "10.0.0.0/33",
            "10.0.0.0/",
            "127.0.0.1:",
            "127.0.0.1:0",
            "127.0.0.1:65536",
            "10/8",
        ] {
            let error = Allow::parse([entry]).unwrap_err().to_string();
            assert!(error.contains(entry), "{error}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(entry in "[0-9a-f:./\\[\\]]{0,24}") {
            let _ = Allow::parse([entry.as_str()]);
        }

        #[test]
        fn a_network_holds_what_shares_its_prefix(base: u32, prefix in 0u8..=32, other: u32) {
            let mask = u32::MAX.checked_shl(32 - u32::from(prefix)).unwrap_or(0);
            let list = format!("{}/{prefix}:81", std::net::Ipv4Addr::from(base & mask));
            let address = std::net::Ipv4Addr::from(other);
            let allow = Allow::parse([list.as_str()]).unwrap();
            prop_assert_eq!(allow.opens(address.into(), Some(81), false), other & mask == base & mask);
            prop_assert!(!allow.opens(address.into(), Some(80), true));
        }
    }
}
