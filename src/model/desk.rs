//! How others take part over the web: `[desk]` of `blogkermis.toml`.

use url::Url;

/// Where the desk is, and how much of it others may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskPolicy {
    /// Where the desk's public side stands, its `/-/` included; ends with a slash. `None`: the call says nothing of it.
    pub url: Option<Url>,
    /// Where bloggers may send a mail; shown on the call.
    pub mail: Option<String>,
    /// How many forms one visitor may send in an hour.
    pub per_visitor: u32,
    /// How many addresses are read for everybody together in an hour.
    pub per_hour: u32,
    /// How many webmentions are taken from everybody together in an hour; one visitor may send a quarter of them.
    pub mentions_per_hour: u32,
}

impl Default for DeskPolicy {
    fn default() -> Self {
        Self { url: None, mail: None, per_visitor: 30, per_hour: 300, mentions_per_hour: 600 }
    }
}

impl DeskPolicy {
    /// The form.
    #[must_use]
    pub fn form(&self) -> Option<Url> {
        self.url.as_ref()?.join("join/").ok()
    }

    /// Who receives webmentions.
    #[must_use]
    pub fn webmention(&self) -> Option<Url> {
        self.url.as_ref()?.join("webmention").ok()
    }
}

/// Whether a text is an address that mail can be sent to: one, without a name, and without anything that a mail program would
/// take for more (RFC 6068 section 2).
#[must_use]
pub fn is_mail(text: &str) -> bool {
    /// RFC 5321 section 4.5.3.1.
    const LONGEST: usize = 254;
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".!#$*+-/^_'{|}~".contains(c);
    let is_domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    text.len() <= LONGEST
        && text.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && local.chars().all(is_local) && domain.contains('.') && domain.chars().all(is_domain)
        })
}

#[cfg(test)]
mod tests {
    use super::is_mail;

    #[test]
    fn one_address_and_nothing_else() {
        for good in ["a@b.example", "jo.de-boer+kermis@post.example"] {
            assert!(is_mail(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.example", "a@", "a@b.example,c@d.example", "a@b.example?bcc=x@y.example"] {
            assert!(!is_mail(bad), "{bad}");
        }
        for bad in
            ["a@b.example\r\nBcc: x@y.example", "Jo <a@b.example>", "a b@c.example", "a@b@c.example", "a%0a@b.example"]
        {
            assert!(!is_mail(bad), "{bad}");
        }
    }
}
