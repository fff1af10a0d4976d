//! Where a chain of redirects leads, and how much of it is for good.

use std::collections::HashSet;

use url::Url;

use super::FetchError;

/// More steps than this lead nowhere.
pub(super) const MAX_HOPS: usize = 10;

/// The way from the address asked to the one that answers.
#[derive(Debug)]
pub(super) struct Trail {
    here: Url,
    permanent: Url,
    /// Every step so far was permanent.
    all_permanent: bool,
    /// Some step led from https to http.
    downgraded: bool,
    seen: HashSet<Url>,
    max_hops: usize,
}

impl Trail {
    /// A way that begins at `start` and has at most so many steps.
    pub(super) fn new(start: &Url, max_hops: usize) -> Self {
        let mut here = start.clone();
        here.set_fragment(None);
        Self {
            max_hops,
            seen: HashSet::from([here.clone()]),
            here,
            permanent: start.clone(),
            all_permanent: true,
            downgraded: false,
        }
    }

    /// The address to ask now.
    pub(super) fn here(&self) -> &Url {
        &self.here
    }

    /// Whether what is known of the address asked is told to this one. Not where the feed has moved for good, because it
    /// does not hold there, nor on the way from https to http, where it could be read and answered by anybody.
    pub(super) fn carries_validators(&self) -> bool {
        let has_moved = self.seen.len() > 1 && self.all_permanent;
        !has_moved && !self.downgraded
    }

    /// The address that answered, and the one to ask next time.
    pub(super) fn end(self) -> (Url, Url) {
        (self.here, self.permanent)
    }

    /// Whether a status is a redirect that is followed (RFC 9110 §15.4); 300 and 305 are not.
    pub(super) fn is_redirect(status: u16) -> bool {
        matches!(status, 301 | 302 | 303 | 307 | 308)
    }

    /// Goes one step further.
    pub(super) fn step(&mut self, status: u16, location: Option<&[u8]>) -> Result<(), FetchError> {
        let location = location
            .filter(|location| !location.is_empty())
            .ok_or_else(|| FetchError::Redirect(format!("the server answered {status} without saying where to go")))?;
        let mut next = self.here.join(&text(location)).map_err(|error| {
            FetchError::Redirect(format!("the server redirects to an address that cannot be read: {error}"))
        })?;
        next.set_fragment(None);
        if !self.seen.insert(next.clone()) {
            return Err(FetchError::Redirect(format!("the redirects go round in a circle at {next}")));
        }
        if self.seen.len() > self.max_hops + 1 {
            return Err(FetchError::Redirect(format!("more than {} redirects", self.max_hops)));
        }
        // Whoever sits on the wire may have answered for http; what was https is not remembered as http.
        let downgrade = self.here.scheme() == "https" && next.scheme() == "http";
        self.downgraded |= downgrade;
        self.all_permanent &= matches!(status, 301 | 308) && !downgrade;
        if self.all_permanent {
            self.permanent = next.clone();
        }
        self.here = next;
        Ok(())
    }
}

/// A header's bytes as UTF-8, which servers send against the rules, or else as Latin-1, which the rules once said.
fn text(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().copied().map(char::from).collect(), ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{MAX_HOPS, Trail};

    fn walk(start: &str, steps: &[(u16, &str)]) -> Result<(String, String), String> {
        let mut trail = Trail::new(&Url::parse(start).unwrap(), MAX_HOPS);
        for (status, location) in steps {
            trail.step(*status, Some(location.as_bytes())).map_err(|error| error.to_string())?;
        }
        let (here, permanent) = trail.end();
        Ok((here.into(), permanent.into()))
    }

    #[test]
    fn learns_up_to_the_first_temporary_step() {
        let cases: [(&[_], _, _); 7] = [
            (&[], "http://a.example/feed", "http://a.example/feed"),
            (&[(301, "/b")], "http://a.example/b", "http://a.example/b"),
            (&[(302, "/b")], "http://a.example/b", "http://a.example/feed"),
            (&[(301, "/b"), (308, "/c")], "http://a.example/c", "http://a.example/c"),
            (&[(301, "/b"), (307, "/c"), (301, "/d")], "http://a.example/d", "http://a.example/b"),
            (&[(301, "https://a.example/"), (301, "http://a.example/x")], "http://a.example/x", "https://a.example/"),
            (&[(303, "//b.example/é?ü")], "http://b.example/%C3%A9?%C3%BC", "http://a.example/feed"),
        ];
        for (steps, here, permanent) in cases {
            assert_eq!(
                walk("http://a.example/feed", steps).unwrap(),
                ((*here).into(), (*permanent).into()),
                "{steps:?}"
            );
        }
    }

    #[test]
    fn validators_go_along_temporary_steps_that_stay_encrypted() {
        let cases: [(&[_], _); 7] = [
            (&[], true),
            (&[(302, "/b")], true),
            (&[(301, "/b")], false),
            (&[(301, "/b"), (302, "/c")], true),
            (&[(302, "http://a.example/")], false),
            (&[(302, "http://a.example/"), (302, "https://a.example/b")], false),
            (&[(301, "/b"), (307, "http://a.example/"), (302, "/c")], false),
        ];
        for (steps, carries) in cases {
            let mut trail = Trail::new(&Url::parse("https://a.example/feed").unwrap(), MAX_HOPS);
            for (status, location) in steps {
                let location: &str = location;
                trail.step(*status, Some(location.as_bytes())).unwrap();
            }
            assert_eq!(trail.carries_validators(), carries, "{steps:?}");
        }
    }

    #[test]
    fn finds_circles_and_dead_ends() {
        assert!(walk("http://a.example/", &[(301, "#here")]).unwrap_err().contains("circle"));
        assert!(walk("http://a.example/", &[(302, "/b"), (302, "/")]).unwrap_err().contains("circle"));
        assert!(walk("http://a.example/", &[(302, "")]).unwrap_err().contains("without saying where"));
        assert!(walk("http://a.example/", &[(302, "http://[")]).unwrap_err().contains("cannot be read"));
        let steps: Vec<(u16, String)> = (0..11).map(|step| (302, format!("/{step}"))).collect();
        let steps: Vec<(u16, &str)> = steps.iter().map(|(status, to)| (*status, to.as_str())).collect();
        assert!(walk("http://a.example/", &steps[..10]).is_ok());
        assert!(walk("http://a.example/", &steps).unwrap_err().contains("more than 10"));
    }

    #[test]
    fn latin_1_in_a_location() {
        let mut trail = Trail::new(&Url::parse("http://a.example/").unwrap(), MAX_HOPS);
        trail.step(302, Some(b"/caf\xe9")).unwrap();
        assert_eq!(trail.here().path(), "/caf%C3%A9");
    }
}
