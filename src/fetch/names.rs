//! Names that lead into somebody's own network: they are refused before anybody is asked where they lead.

/// Names of the clouds' metadata services that look like names of the web. The others end in [`LOCAL`].
const METADATA: [&str; 5] = [
    "metadata.cloud.ibm.com",
    "metadata.goog",
    "metadata.packet.net",
    "metadata.platformequinix.com",
    "metadata.tencentyun.com",
];

/// Endings that no public name has: set aside by RFC 6761 (`localhost`), RFC 6762 (`local`), RFC 8375 (`home.arpa`) and
/// ICANN (`internal`), those which RFC 6762 appendix G finds in private use, and those of container networks.
const LOCAL: [&str; 15] = [
    "corp",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "localdomain4",
    "localdomain6",
    "localhost",
    "localhost4",
    "localhost6",
    "private",
    "svc",
];

/// Whether a name belongs to a cloud's metadata service. No allow list opens it.
pub(super) fn is_metadata(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    METADATA.iter().any(|metadata| is_within(name, metadata))
        || is_within(name, "internal") && name.to_ascii_lowercase().contains("metadata.")
        || ["metadata", "instance-data"].iter().any(|first| name.eq_ignore_ascii_case(first))
        || name.get(..14).is_some_and(|first| first.eq_ignore_ascii_case("instance-data."))
}

/// Whether a name is one of a machine or of a network behind it. A name without a dot is.
pub(super) fn is_local(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    !name.contains('.') || LOCAL.iter().any(|ending| is_within(name, ending))
}

/// Whether a name is a domain or lies below it.
fn is_within(name: &str, domain: &str) -> bool {
    let Some(start) = name.len().checked_sub(domain.len()) else { return false };
    let ends = name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(domain));
    ends && (start == 0 || name.as_bytes().get(start - 1) == Some(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::{is_local, is_metadata};

    #[test]
    fn names_of_a_machine_and_of_the_networks_behind_it() {
        for name in ["localhost", "a.LocalHost.", "wiki", "nas.local", "x.home.arpa", "b.c.internal..", "", "."] {
            assert!(is_local(name), "{name}");
        }
        for name in
            ["localhost.example", "mylocal.example", "home.example", "xlocal.example", "arpa.example", "nl.example"]
        {
            assert!(!is_local(name), "{name}");
        }
    }

    #[test]
    fn names_of_metadata_services() {
        for name in ["metadata", "METADATA.google.internal.", "metadata.goog", "x.metadata.goog", "instance-data.ec2.x"]
        {
            assert!(is_metadata(name), "{name}");
        }
        for name in ["metadata.example", "notmetadata.goog", "db.internal", "instance-database", "localhost"] {
            assert!(!is_metadata(name), "{name}");
        }
    }
}
