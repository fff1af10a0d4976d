//! A form that is sent: to a webmention endpoint, to a WebSub hub.

use std::time::Duration;

use reqwest::header::LOCATION;
use url::{Url, form_urlencoded};

use super::{Client, Inner};
use crate::fetch::{
    FetchError, headers,
    limits::Watch,
    redirect::{self, Trail},
};

/// A server has taken a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The status, 200 to 299.
    pub status: u16,
    /// Where what becomes of it can be seen: `Location`, absolute.
    pub location: Option<Url>,
}

impl Client {
    /// Sends a form (`application/x-www-form-urlencoded`) by POST. Redirects are followed under the same guard, and the form
    /// is sent again to where they lead; not after a 303, which says that it has arrived and leads to something to read.
    /// What the server writes back is not read.
    ///
    /// It is sent once: whoever got it and broke off may have acted on it.
    ///
    /// # Errors
    /// See [`FetchError`]; any status but 2xx is one.
    pub async fn submit(&self, url: &Url, fields: &[(&str, &str)]) -> Result<Submitted, FetchError> {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.inner.submit(url, &form).await
    }
}

impl Inner {
    async fn submit(&self, url: &Url, form: &str) -> Result<Submitted, FetchError> {
        let mut watch = Watch::new(&self.limits);
        let mut trail = Trail::new(url, redirect::MAX_HOPS);
        loop {
            let here = trail.here();
            self.guard.check(here)?;
            let _turn = self.turns.take(here.host_str().unwrap_or_default(), Duration::ZERO).await;
            let response = self.connectors.send(here, headers::for_form(), Some(form.to_owned()), &mut watch).await?;
            let status = response.status();
            let location = response.headers().get(LOCATION).map(|value| value.as_bytes().to_vec());
            if status.is_success() {
                let location = location.and_then(|location| here.join(std::str::from_utf8(&location).ok()?).ok());
                return Ok(Submitted { status: status.as_u16(), location });
            }
            if status.as_u16() == 303 || !Trail::is_redirect(status.as_u16()) {
                let retry_after = headers::retry_after(response.headers());
                return Err(FetchError::Status { status: status.as_u16(), retry_after });
            }
            trail.step(status.as_u16(), location.as_deref())?;
        }
    }
}
