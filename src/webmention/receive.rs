//! What somebody asks of us (W3C Webmention, 3.2 and 3.2.1): that `source` links to `target`. Pure; nothing is believed yet.

use serde::Serialize;
use url::{Url, form_urlencoded};

/// The largest request that is read, in bytes: two addresses of the greatest length, escaped.
pub const MAX_REQUEST: usize = 16 << 10;

/// The longest address.
const MAX_ADDRESS: usize = 2 << 10;

/// A request that may be looked into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
    /// The page that is said to link. Without a fragment: nobody is sent one.
    pub source: Url,
    /// The page of ours, as it was written: the source has to link to just that.
    pub target: Url,
}

/// Which of the two addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// `source`.
    Source,
    /// `target`.
    Target,
}

impl std::fmt::Display for Field {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::Source => "source",
            Self::Target => "target",
        })
    }
}

/// Why a request is not looked into. Messages are for whoever wrote the sending program: lower case, no full stop.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// More than [`MAX_REQUEST`] bytes.
    #[error("the request is larger than {MAX_REQUEST} bytes")]
    TooLarge,
    /// Not `application/x-www-form-urlencoded`.
    #[error("send a form: application/x-www-form-urlencoded")]
    NotAForm,
    /// An address is not there.
    #[error("`{0}` is missing")]
    Missing(Field),
    /// An address is there twice, and which one is meant is anybody's guess.
    #[error("`{0}` is there more than once")]
    Twice(Field),
    /// An address is none, or too long for one.
    #[error("`{0}` is no address")]
    NoAddress(Field),
    /// An address that no web page has.
    #[error("`{0}` is not an http or https address")]
    Scheme(Field),
    /// An address with a user name or a password in it.
    #[error("`{0}` holds a user name or a password")]
    Credentials(Field),
    /// A page that tells of itself.
    #[error("`source` and `target` are the same page")]
    Same,
    /// A page that does not take webmentions here.
    #[error("`target` is no page that takes webmentions here")]
    NotOurs,
}

impl Refusal {
    /// The HTTP status that says so.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::TooLarge => 413,
            Self::NotAForm => 415,
            _ => 400,
        }
    }
}

impl Request {
    /// Reads and checks the body of a POST. `is_ours` says which pages take webmentions; it is asked without the fragment.
    /// Fields beside `source` and `target` mean nothing.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn from_form(content_type: Option<&str>, body: &[u8], is_ours: &dyn Fn(&Url) -> bool) -> Result<Self, Refusal> {
        if body.len() > MAX_REQUEST {
            return Err(Refusal::TooLarge);
        }
        let kind = content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Err(Refusal::NotAForm);
        }
        let only = |field: Field| {
            let mut values = form_urlencoded::parse(body).filter(|(name, _)| *name == field.to_string());
            let value = values.next().ok_or(Refusal::Missing(field))?.1;
            if values.next().is_some() { Err(Refusal::Twice(field)) } else { Ok(value) }
        };
        Self::new(&only(Field::Source)?, &only(Field::Target)?, is_ours)
    }

    /// Checks two addresses.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn new(source: &str, target: &str, is_ours: &dyn Fn(&Url) -> bool) -> Result<Self, Refusal> {
        let mut source = address(source, Field::Source)?;
        let target = address(target, Field::Target)?;
        let mut page = target.clone();
        page.set_fragment(None);
        source.set_fragment(None);
        if source == page {
            return Err(Refusal::Same);
        }
        if !is_ours(&page) {
            return Err(Refusal::NotOurs);
        }
        Ok(Self { source, target })
    }
}

fn address(text: &str, field: Field) -> Result<Url, Refusal> {
    if text.is_empty() {
        return Err(Refusal::Missing(field));
    }
    if text.len() > MAX_ADDRESS {
        return Err(Refusal::NoAddress(field));
    }
    let url = Url::parse(text.trim()).map_err(|_| Refusal::NoAddress(field))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(Refusal::Scheme(field));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::Credentials(field));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::{Field, MAX_REQUEST, Refusal, Request};

    const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
    const OURS: &str = "https://kermis.example/leren/";

    fn is_ours(page: &Url) -> bool {
        page.as_str() == OURS
    }

    fn form(fields: &[(&str, &str)]) -> Result<Request, Refusal> {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Request::from_form(FORM, body.as_bytes(), &is_ours)
    }

    fn pair(source: &str, target: &str) -> Result<Request, Refusal> {
        form(&[("source", source), ("target", target)])
    }

    #[test]
    fn receiver_1_a_valid_request_is_looked_into() {
        let request = pair("https://a.example/post#deel", OURS).unwrap();
        assert_eq!((request.source.as_str(), request.target.as_str()), ("https://a.example/post", OURS));
    }

    #[test]
    fn receiver_2_garbage_is_a_400() {
        let cases = [
            ("zomaar wat", OURS, Refusal::NoAddress(Field::Source)),
            ("https://a.example/post", "zomaar wat", Refusal::NoAddress(Field::Target)),
            ("zomaar", "wat", Refusal::NoAddress(Field::Source)),
        ];
        for (source, target, refusal) in cases {
            assert_eq!(refusal.status(), 400);
            assert_eq!(pair(source, target), Err(refusal));
        }
    }

    #[test]
    fn url_validation() {
        let post = "https://a.example/post";
        for (source, target, refusal) in [
            ("mailto:a@b.example", OURS, Refusal::Scheme(Field::Source)),
            ("ftp://a.example/", OURS, Refusal::Scheme(Field::Source)),
            ("javascript:alert(1)", OURS, Refusal::Scheme(Field::Source)),
            ("file:///etc/passwd", OURS, Refusal::Scheme(Field::Source)),
            (post, "mailto:a@b.example", Refusal::Scheme(Field::Target)),
            ("https://me:secret@a.example/", OURS, Refusal::Credentials(Field::Source)),
            ("//a.example/post", OURS, Refusal::NoAddress(Field::Source)),
            ("https://", OURS, Refusal::NoAddress(Field::Source)),
            ("", OURS, Refusal::Missing(Field::Source)),
            (post, "", Refusal::Missing(Field::Target)),
            (OURS, OURS, Refusal::Same),
            (&format!("{OURS}#a"), &format!("{OURS}#b"), Refusal::Same),
        ] {
            assert_eq!(refusal.status(), 400);
            assert_eq!(pair(source, target), Err(refusal), "{source} {target}");
        }
        let long = format!("https://a.example/{}", "x".repeat(2048));
        assert_eq!(pair(&long, OURS), Err(Refusal::NoAddress(Field::Source)));
    }

    #[test]
    fn allowed_target_is_exact() {
        for other in [
            "https://kermis.example/leren",
            "https://kermis.example/leren/?p=1",
            "http://kermis.example/leren/",
            "https://www.kermis.example/leren/",
            "https://kermis.example/Leren/",
            "https://elders.example/leren/",
        ] {
            assert_eq!(pair("https://a.example/post", other), Err(Refusal::NotOurs), "{other}");
        }
        assert!(pair("https://a.example/post", "HTTPS://Kermis.example:443/leren/").is_ok(), "the same address");
    }

    #[test]
    fn allowed_target_ignore_fragment() {
        let target = format!("{OURS}#e-nachtdienst");
        assert_eq!(pair("https://a.example/post", &target).unwrap().target.as_str(), target, "but it is kept");
    }

    #[test]
    fn the_form_itself() {
        let post = "https://a.example/post";
        assert_eq!(form(&[("source", post)]), Err(Refusal::Missing(Field::Target)));
        assert_eq!(form(&[("target", OURS)]), Err(Refusal::Missing(Field::Source)));
        assert_eq!(form(&[]), Err(Refusal::Missing(Field::Source)));
        let twice = form(&[("source", post), ("target", OURS), ("source", "https://b.example/")]);
        assert_eq!(twice, Err(Refusal::Twice(Field::Source)));
        assert!(form(&[("vouch", "https://c.example/"), ("source", post), ("target", OURS)]).is_ok());
        let body = format!("source={post}&target={OURS}");
        assert!(
            Request::from_form(Some("Application/X-WWW-form-urlencoded; charset=utf-8"), body.as_bytes(), &is_ours)
                .is_ok()
        );
        for kind in [None, Some("application/json"), Some("multipart/form-data; boundary=x"), Some("text/plain")] {
            let refusal = Request::from_form(kind, body.as_bytes(), &is_ours).unwrap_err();
            assert_eq!((&refusal, refusal.status()), (&Refusal::NotAForm, 415));
        }
        let refusal = Request::from_form(FORM, &vec![b'x'; MAX_REQUEST + 1], &is_ours).unwrap_err();
        assert_eq!((&refusal, refusal.status()), (&Refusal::TooLarge, 413));
    }

    proptest! {
        #[test]
        fn never_panics(body: Vec<u8>) {
            let _ = Request::from_form(FORM, &body, &is_ours);
        }
    }
}
