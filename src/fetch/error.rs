//! Why there is no answer.

/// Why there is no answer. Messages are for people: lower case, no full stop.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// The client cannot be made: an entry of an allow list, a proxy or the contact cannot be read, a proxy may not be
    /// asked, TLS cannot be set up.
    #[error("{0}")]
    Setting(String),
    /// A scheme other than http and https, a user name in the address, a port that is no web port.
    #[error("{0}")]
    Address(String),
    /// The address leads to a network that is not public.
    #[error("{}", not_public(host, address))]
    NotPublic {
        /// The name that was asked for.
        host: String,
        /// Where it leads.
        address: String,
    },
    /// The name is one of a machine, of a private network or of a cloud's metadata service.
    #[error("{host} is a name inside a network, not one of the web")]
    LocalName {
        /// The name.
        host: String,
    },
    /// The site asks robots to leave the page alone, or cannot be asked whether it does.
    #[error("{0}")]
    Robots(String),
    /// A status other than 200 and 304; 304 too when nothing was asked conditionally.
    #[error("the server answered {status}")]
    Status {
        /// The status code.
        status: u16,
        /// `Retry-After`, in seconds from now.
        retry_after: Option<u64>,
    },
    /// The body is larger than the limit.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The limit.
        limit: usize,
    },
    /// The head of the answer is larger than the limits, or has no end.
    #[error("the head of the answer has more than {fields} fields or {bytes} bytes")]
    HeadTooLarge {
        /// The limit in bytes.
        bytes: usize,
        /// The limit in fields.
        fields: usize,
    },
    /// It took too long.
    #[error("{}", too_long(*limit, *seconds))]
    Timeout {
        /// Which limit was reached.
        limit: TimeLimit,
        /// The limit, rounded up.
        seconds: u64,
    },
    /// Too many large answers were held in memory at once, and none was let go for too long.
    #[error("too many large answers at once")]
    Crowded,
    /// Too many redirects, or one in a circle, or one without an address.
    #[error("{0}")]
    Redirect(String),
    /// The connection stood and then broke: reset, or the body ended too early or could not be unpacked.
    #[error("{0}")]
    Interrupted(String),
    /// No connection came about, for a reason that may pass: refused, reset, no way there.
    #[error("{0}")]
    Unreachable(String),
    /// Everything else: no such name, TLS, an encoding nobody asked for.
    #[error("{0}")]
    Connection(String),
}

/// A limit in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeLimit {
    /// Until there is a connection.
    Connect,
    /// Until the head of the answer is there.
    FirstByte,
    /// Between two pieces of a body.
    Stall,
    /// For everything together.
    Total,
}

fn too_long(limit: TimeLimit, seconds: u64) -> String {
    match limit {
        TimeLimit::Connect => format!("no connection within {seconds} s"),
        TimeLimit::FirstByte => format!("no answer within {seconds} s"),
        TimeLimit::Stall => format!("the answer stopped in the middle for {seconds} s"),
        TimeLimit::Total => format!("no complete answer within {seconds} s"),
    }
}

fn not_public(host: &str, address: &str) -> String {
    if host.trim_matches(['[', ']']) == address {
        format!("{address} is not a public address")
    } else {
        format!("{host} leads to {address}, which is not a public address")
    }
}

impl FetchError {
    /// Whether the same request may well succeed a little later: 5xx except 501, 408, time-outs and broken
    /// connections. A 429 is not among them: it asks for patience, not for another request.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Status { status, .. } => matches!(status, 408 | 500 | 502..=599),
            Self::Timeout { .. } | Self::Interrupted(_) | Self::Unreachable(_) | Self::Crowded => true,
            _ => false,
        }
    }

    /// Whether the guard refused: nobody was asked, and asking again will not help.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Address(_) | Self::NotPublic { .. } | Self::LocalName { .. })
    }

    /// The status, where the server answered with one that says no.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// For how many seconds the server asked to be left alone.
    #[must_use]
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether asking again at once is fair: the failure may pass, the server named no time to wait, and it has sent no
    /// body yet. A request that was sent and came to nothing is not repeated: whoever is slow or breaks off is not helped by
    /// being asked twice.
    pub(super) fn is_worth_a_second_try(&self) -> bool {
        match self {
            Self::Status { status, retry_after: None } => matches!(status, 500 | 502..=599),
            Self::Unreachable(_) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FetchError, TimeLimit};

    fn status(status: u16) -> FetchError {
        FetchError::Status { status, retry_after: None }
    }

    #[test]
    fn tells_passing_failures_from_lasting_ones() {
        for code in [408, 500, 502, 503, 504, 520, 599] {
            assert!(status(code).is_transient(), "{code}");
        }
        for code in [304, 400, 401, 403, 404, 410, 429, 451, 501] {
            assert!(!status(code).is_transient(), "{code}");
        }
        assert!(!FetchError::TooLarge { limit: 1 }.is_transient());
    }

    #[test]
    fn says_where_a_name_leads_but_not_that_an_address_leads_to_itself() {
        let said = |host: &str, address: &str| {
            FetchError::NotPublic { host: host.to_owned(), address: address.to_owned() }.to_string()
        };
        assert_eq!(said("nas.example", "10.0.0.2"), "nas.example leads to 10.0.0.2, which is not a public address");
        assert_eq!(said("[fd00::1]", "fd00::1"), "fd00::1 is not a public address");
    }

    #[test]
    fn a_server_that_names_a_time_is_not_asked_again_at_once() {
        let busy = FetchError::Status { status: 503, retry_after: Some(120) };
        assert!(busy.is_transient() && !busy.is_worth_a_second_try());
        assert_eq!((busy.status(), busy.retry_after()), (Some(503), Some(120)));
        assert_eq!((status(404).status(), status(404).retry_after()), (Some(404), None));
        assert_eq!(FetchError::Setting(String::new()).status(), None);
        assert!(status(503).is_worth_a_second_try());
    }

    #[test]
    fn what_was_asked_and_came_to_nothing_is_not_asked_again_at_once() {
        for code in [304, 400, 404, 408, 410, 429, 501] {
            assert!(!status(code).is_worth_a_second_try(), "{code}");
        }
        assert!(FetchError::Unreachable(String::new()).is_worth_a_second_try());
        assert!(!FetchError::Interrupted(String::new()).is_worth_a_second_try());
        let slow = FetchError::Timeout { limit: TimeLimit::Stall, seconds: 20 };
        assert!(slow.is_transient() && !slow.is_worth_a_second_try());
    }
}
