use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use proptest::prelude::*;
use url::Url;

use super::{Allow, Guard, is_public};
use crate::fetch::FetchError;

fn guard(allow: &str) -> Guard {
    Guard::new(Allow::parse(allow.split(',')).unwrap())
}

fn check(allow: &str, url: &str) -> Result<(), FetchError> {
    guard(allow).check(&Url::parse(url).unwrap())
}

#[test]
fn first_and_last_address_of_every_special_block_and_their_neighbours() {
    for (first, last, before, after) in [
        ("0.0.0.0", "0.255.255.255", "223.255.255.255", "1.0.0.0"),
        ("10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"),
        ("100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"),
        ("127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"),
        ("169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"),
        ("172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"),
        ("192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"),
        ("192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"),
        ("192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"),
        ("192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"),
        ("198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"),
        ("198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"),
        ("203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"),
        ("224.0.0.0", "255.255.255.255", "223.255.255.255", "1.1.1.1"),
        ("168.63.129.16", "168.63.129.16", "168.63.129.15", "168.63.129.17"),
        ("2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff::", "2001:200::"),
        ("2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff::", "2001:db9::"),
        ("2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff::", "2003::"),
        ("3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff::", "3fff:1000::"),
        ("4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff::", "2a00::"),
        ("::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2606:4700::1111", "2000::"),
    ] {
        for special in [first, last] {
            assert!(!is_public(special.parse().unwrap()), "{special}");
        }
        for neighbour in [before, after] {
            assert!(is_public(neighbour.parse().unwrap()), "{neighbour}");
        }
    }
}

/// The lines of the table of refused addresses: why, and what.
fn refused() -> impl Iterator<Item = (&'static str, String)> {
    let lines = include_str!("../../../tests/fixtures/fetch/refused.tsv").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.map(|(reason, address)| (reason, address.replace("\\t", "\t")))
}

#[test]
fn every_address_of_the_table_is_refused_for_its_reason() {
    let mut count = 0;
    for (reason, address) in refused() {
        count += 1;
        let said = match Url::parse(&address) {
            Err(_) => "unreadable",
            Ok(url) => match guard("").check(&url) {
                Err(FetchError::NotPublic { .. }) => "private",
                Err(FetchError::LocalName { .. }) => "name",
                Err(FetchError::Address(_)) => "address",
                other => panic!("{address} as {url}: {other:?}"),
            },
        };
        assert_eq!(said, reason, "{address}");
        // An opening for one port is none for another, nor for another spelling of another address.
        if let Ok(url) = Url::parse(&address) {
            assert!(guard("127.0.0.1:8081,[::1]:8082").check(&url).is_err(), "{address}");
        }
    }
    assert!(count >= 120, "{count}");
}

#[test]
fn public_addresses_pass() {
    for address in include_str!("../../../tests/fixtures/fetch/public.txt").lines() {
        check("", address).unwrap_or_else(|error| panic!("{address}: {error}"));
    }
}

#[test]
fn names_of_metadata_services_are_never_opened() {
    let everything = "0.0.0.0/0,::/0";
    for name in ["metadata.google.internal", "metadata.goog", "instance-data", "METADATA", "metadata.tencentyun.com."] {
        assert!(matches!(check(everything, &format!("http://{name}/")), Err(FetchError::LocalName { .. })), "{name}");
    }
    for name in ["localhost", "wiki", "wiki.corp", "nas.local"] {
        check(everything, &format!("http://{name}/")).unwrap();
        assert!(matches!(check("10.0.0.1:3000", &format!("http://{name}/")), Err(FetchError::LocalName { .. })));
        check("10.0.0.1:3000", &format!("http://{name}:3000/")).unwrap();
    }
}

#[test]
fn an_address_inside_an_address_is_refused_whatever_it_is() {
    for inner in ["127.0.0.1", "10.1.2.3", "169.254.169.254", "0.0.0.0", "255.255.255.255", "8.8.8.8"] {
        for outer in ["::ffff:", "64:ff9b::", "::", "64:ff9b:1::"] {
            assert!(!is_public(format!("{outer}{inner}").parse().unwrap()), "{outer}{inner}");
        }
    }
    assert!(!is_public("2002:808:808::".parse().unwrap()));
}

#[test]
fn schemes_users_and_ports() {
    for url in [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "data:text/plain,x",
        "unix:/run/x",
        "http://me@example.org/",
        "http://me:secret@example.org/",
        "http://:secret@example.org/",
        "http://example.org:22/",
        "http://example.org:8080/",
        "https://example.org:8443/",
        "https://8.8.8.8:22/",
        "http://example.org:0/",
    ] {
        assert!(matches!(check("", url), Err(FetchError::Address(_))), "{url}");
    }
    for url in [
        "http://example.org/",
        "https://example.org/",
        "http://example.org:443/",
        "http://8.8.8.8/",
        "http://[2606:4700:4700::1111]/",
    ] {
        check("", url).unwrap_or_else(|error| panic!("{url}: {error}"));
    }
    assert!(check("", &format!("http://example.org/{}", "a".repeat(9000))).is_err());
}

#[test]
fn an_opened_port_opens_only_its_own_address() {
    let allow = "127.0.0.1:3000,10.0.0.0/8";
    check(allow, "http://127.0.0.1:3000/").unwrap();
    check(allow, "http://127.1:3000/").unwrap();
    check(allow, "https://10.1.2.3/").unwrap();
    for url in [
        "http://127.0.0.1/",
        "http://127.0.0.1:3001/",
        "http://127.0.0.2:3000/",
        "http://[::1]:3000/",
        "http://[::ffff:7f00:1]:3000/",
        "http://10.1.2.3:3000/",
        "http://10.1.2.3:8080/",
        "http://8.8.8.8:3000/",
    ] {
        assert!(check(allow, url).is_err(), "{url}");
    }
    // The name passes here and is judged by where it leads.
    check(allow, "http://localhost:3000/").unwrap();
    let guard = guard(allow);
    let here: IpAddr = Ipv4Addr::LOCALHOST.into();
    assert!(guard.permits(here, Some(3000)));
    assert!(!guard.permits(here, Some(80)) && !guard.permits(here, None));
    assert!(!guard.permits(Ipv4Addr::new(8, 8, 8, 8).into(), Some(3000)));
    assert!(guard.permits(Ipv4Addr::new(10, 0, 0, 1).into(), None));
}

proptest! {
    #[test]
    fn agrees_with_std_on_ipv4(bits: u32) {
        let a = Ipv4Addr::from(bits);
        if a.is_private() || a.is_loopback() || a.is_link_local() || a.is_multicast() || a.is_broadcast()
            || a.is_documentation() || a.is_unspecified() || bits >> 28 == 15 || bits >> 24 == 0 {
            prop_assert!(!is_public(a.into()));
        }
        prop_assert!(!is_public(a.to_ipv6_mapped().into()));
        prop_assert!(!is_public(a.to_ipv6_compatible().into()));
    }

    #[test]
    fn agrees_with_std_on_ipv6(bits: u128, top in prop::sample::select(vec![0u128, 0x2000, 0xfc00, 0xfe80, 0xff00])) {
        let a = Ipv6Addr::from((bits >> 16) | (top << 112));
        if a.is_loopback() || a.is_unspecified() || a.is_multicast() || a.is_unique_local()
            || a.is_unicast_link_local() || a.segments()[0] >> 13 != 1 {
            prop_assert!(!is_public(a.into()));
        }
    }
}
