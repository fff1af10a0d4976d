//! What the author of a post can be told. The program sends no mail: the host does, from a program of their own.

use serde::Serialize;
use url::Url;

use super::{super::guard::Form, queue::Case};
use crate::{
    content::Content,
    inbox::receipt::{self, Occasion},
    model::{Edition, Lang, Seen, SubmissionState, desk::is_mail, is_printable, printable_line},
    render::apart::Apart,
    store::Letter,
};

/// The longest subject and the longest letter, in characters.
const LONGEST: (usize, usize) = (200, 8000);

/// The letters that a case may need, as the host finds them in the forms.
#[derive(Serialize)]
pub(super) struct Drafts {
    pub(super) lang: String,
    pub(super) accept: Draft,
    pub(super) ask: Draft,
    pub(super) reject: Draft,
}

/// A letter that nobody has sent.
#[derive(Serialize)]
pub(super) struct Draft {
    pub(super) subject: String,
    pub(super) body: String,
}

/// Letters about a case, in its language where the program writes it, else in the call's.
pub(super) fn drafts(case: &Case, edition: &Edition, content: &Content, words: &Apart) -> Drafts {
    let own = case.language().filter(|own| matches!(own.primary(), "nl" | "en")).unwrap_or(&edition.language);
    let language = Lang::parse(words.language(own, &edition.language)).unwrap_or_else(Lang::en);
    let urls = edition.call_urls(&content.config.base_url);
    let call: &Url = edition.call.as_ref().or(urls.first()).unwrap_or(&content.config.base_url);
    let author = Some(case.author()).filter(|author| !author.is_empty());
    let host = content.host_name(edition);
    let occasion = Occasion { edition, call, host, address: &case.url, author };
    let nothing = Seen::default();
    let seen = case.submission.as_ref().and_then(|one| one.seen.as_ref()).unwrap_or(&nothing);
    let of = |state| {
        let receipt = receipt::receipt(&occasion, seen, state, &language);
        Draft { subject: receipt.subject, body: receipt.body }
    };
    let asked = of(SubmissionState::Queued);
    let text = |key: &str, arguments: &[(&str, &str)]| words.text(language.as_str(), key, arguments);
    let greeting = match author {
        Some(author) => text("host-letter-greeting", &[("author", &printable_line(author))]),
        None => text("host-letter-greeting-nobody", &[]),
    };
    let said = [("edition", edition.title.as_str()), ("title", case.title()), ("address", case.url.as_str())];
    let kind = if case.title().is_empty() { "host-letter-reject-untitled" } else { "host-letter-reject" };
    let rejected = [greeting, text(kind, &said), text("host-letter-farewell", &[("host", host)])];
    Drafts {
        lang: language.to_string(),
        accept: of(SubmissionState::Accepted),
        reject: Draft { subject: asked.subject.clone(), body: rejected.join("\n\n") },
        ask: asked,
    }
}

/// The letter of a form; `None` when its text is empty.
pub(super) fn sent(form: &Form) -> Option<Letter> {
    let subject: String = printable_line(form.get("subject")).chars().take(LONGEST.0).collect();
    let body = form.get("letter").replace("\r\n", "\n");
    let body: String = body.chars().filter(|c| *c == '\n' || is_printable(*c)).take(LONGEST.1).collect();
    (!body.trim().is_empty()).then_some(Letter { subject, body })
}

/// The address of a letter for a mail program. `to` counts when it is one address and nothing else.
pub(super) fn mailto(to: Option<&str>, letter: &Letter) -> String {
    let to = to.filter(|to| is_mail(to)).unwrap_or_default();
    crate::render::mailto(to, &letter.subject, &letter.body)
}

#[cfg(test)]
mod tests {
    use super::{Letter, mailto};

    #[test]
    fn a_letter_has_one_recipient_or_none() {
        let letter = Letter { subject: "Blogkermis?&bcc=x@y.example".into(), body: "Dag".into() };
        let link = mailto(Some("jo+kermis@a.example"), &letter);
        assert_eq!(link, "mailto:jo%2Bkermis@a.example?subject=Blogkermis%3F%26bcc%3Dx%40y.example&body=Dag");
        for bad in ["jo@a.example?bcc=x@y.example", "jo@a.example\r\nBcc: x@y.example", "Jo <jo@a.example>", ""] {
            assert!(mailto(Some(bad), &letter).starts_with("mailto:?subject="), "{bad}");
        }
    }
}
