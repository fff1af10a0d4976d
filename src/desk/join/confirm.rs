//! What was found, what may be corrected of it, and the yes.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use serde::Serialize;
use tera::Value;
use url::Url;

use super::{
    Asking, EditionView, Made, Mistake, about, answer, form, frame, no_form, place, preview, ticket, told, wait,
};
use crate::{
    desk::{self, Desk, Loaded, guard::Form},
    inbox::corrections::{self, LONGEST_DEFINITION, LONGEST_NAME, LONGEST_TITLE, Wrong},
    model::{Consent, Corrections, Edition, Lang, Route, SeenPost, Tip, desk::is_mail, printable, printable_line},
    store::{Ticket, TicketState},
    text::Document,
};

/// The version of the words that somebody agrees to: `desk-consent`. Other words, another version.
pub(super) const CONSENT: &str = "2026-11";

/// Languages to choose from, beside the one that was found: those that have a name in our words.
const LANGUAGES: [&str; 11] = ["nl", "en", "de", "fr", "fy", "es", "it", "pt", "pl", "tr", "ar"];

fn purpose(ticket: &Ticket) -> String {
    format!("ticket {}", ticket.ticket)
}

/// What somebody typed, or what stands there before.
#[derive(Clone, Debug, Default, Serialize)]
struct Fields {
    name: String,
    title: String,
    language: String,
    definition: String,
    quote: String,
    mail: String,
    consent: bool,
}

impl Fields {
    /// What was found.
    fn found(post: Option<&SeenPost>) -> Self {
        Self {
            name: post.and_then(|post| post.author.as_deref()).map(printable_line).unwrap_or_default(),
            title: post.map(|post| printable_line(&post.title)).unwrap_or_default(),
            language: post
                .and_then(|post| post.language.as_ref())
                .map(|lang| lang.primary().to_owned())
                .unwrap_or_default(),
            ..Self::default()
        }
    }

    fn typed(form: &Form) -> Self {
        let get = |name| printable(form.get(name));
        Self {
            name: get("name"),
            title: get("title"),
            language: get("language"),
            definition: get("definition"),
            quote: get("quote"),
            mail: get("mail"),
            consent: form.get("consent") == CONSENT,
        }
    }
}

/// The sentence at each field that is to be mended.
#[derive(Clone, Debug, Default, Serialize)]
struct AtField {
    name: Option<String>,
    title: Option<String>,
    definition: Option<String>,
    quote: Option<String>,
    mail: Option<String>,
    consent: Option<String>,
}

impl AtField {
    fn of(mistakes: &[Mistake]) -> Self {
        let at = |field: &str| mistakes.iter().find(|one| one.field == field).map(|one| one.text.clone());
        Self {
            name: at("name"),
            title: at("title"),
            definition: at("definition"),
            quote: at("quote"),
            mail: at("mail"),
            consent: at("consent"),
        }
    }
}

/// The form in which somebody says yes.
#[derive(Serialize)]
pub(super) struct Confirm {
    token: String,
    fields: Fields,
    mistakes: Vec<Mistake>,
    wrong: AtField,
    consent_version: &'static str,
    /// The languages to choose from, by tag and name.
    choices: Vec<(String, String)>,
}

impl Confirm {
    /// Nothing was found that could be corrected.
    pub(super) fn bare(desk: &Desk, loaded: &Loaded, ticket: &Ticket, lang: &str) -> Self {
        Self::with(desk, loaded, ticket, lang, Fields::default(), Vec::new())
    }

    fn with(desk: &Desk, loaded: &Loaded, ticket: &Ticket, lang: &str, fields: Fields, mistakes: Vec<Mistake>) -> Self {
        let found = post(ticket).and_then(|post| post.language.as_ref()).map(Lang::primary);
        let others = LANGUAGES.into_iter().filter(|other| Some(*other) != found);
        let name = |tag: &str| {
            let named = LANGUAGES.contains(&tag).then(|| loaded.pages.text(lang, &format!("language-{tag}"), &[]));
            (tag.to_owned(), named.unwrap_or_else(|| tag.to_owned()))
        };
        Self {
            token: desk.secret.token(&purpose(ticket), desk.now()).unwrap_or_default(),
            fields,
            wrong: AtField::of(&mistakes),
            mistakes,
            consent_version: CONSENT,
            choices: found.into_iter().chain(others).map(name).collect(),
        }
    }
}

fn post(ticket: &Ticket) -> Option<&SeenPost> {
    ticket.seen.as_ref()?.post.as_ref()
}

/// What was found, in a few words.
#[derive(Serialize)]
struct Found {
    url: String,
    /// The same for reading.
    place: String,
    blog: String,
    feed: Option<String>,
    words: usize,
    is_addressed: bool,
}

/// The page that shows what was found.
#[derive(Serialize)]
struct PreviewPage {
    edition: EditionView,
    /// The card as it will look; none where the post was too large to keep.
    entry: Option<Value>,
    found: Found,
    /// What lacks, and how to mend it.
    said: Vec<String>,
    /// Whether words of the post can be looked up.
    has_text: bool,
    quote_chars: usize,
    back: String,
    #[serde(flatten)]
    form: Confirm,
}

/// Shows what was found, with what somebody typed and what is to be mended of it.
pub(super) fn page(
    desk: &Desk,
    loaded: &Loaded,
    ticket: &Ticket,
    edition: &Edition,
    lang: &str,
    typed: Option<(Form, Vec<Mistake>)>,
    status: StatusCode,
) -> Made {
    let Some(post) = post(ticket) else { return Ok(answer::broken()) };
    let mut frame = frame(desk, loaded, Some(lang), "preview", "desk-preview-title");
    let (fields, mistakes) = match typed {
        Some((form, mistakes)) => (Fields::typed(&form), mistakes),
        None => (Fields::found(Some(post)), Vec::new()),
    };
    frame.is_mistaken = !mistakes.is_empty();
    let shown = PreviewPage {
        edition: EditionView::of(desk, loaded, edition),
        entry: preview::card(desk, loaded, ticket, edition, &frame.lang),
        found: Found {
            url: post.url.to_string(),
            place: post.url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned(),
            blog: printable_line(&post.blog),
            feed: post.feed.as_ref().map(Url::to_string),
            words: post.words,
            is_addressed: crate::model::address::key(&post.url) == crate::model::address::key(&ticket.address),
        },
        said: ticket::lacks(loaded, ticket, edition, &frame.lang),
        has_text: ticket.post.is_some(),
        quote_chars: loaded.content.config.quotation.quote_max_chars,
        back: form::back(&frame.lang, ""),
        form: Confirm::with(desk, loaded, ticket, &frame.lang, fields, mistakes),
    };
    Ok(answer::html(status, desk::page::render(&loaded.pages, "desk/preview.html", &frame, &shown)?))
}

/// Takes the yes, with what was corrected.
pub(super) async fn take(State(desk): State<Arc<Desk>>, Path(name): Path<String>, request: Request) -> Response {
    let Asking { visitor, lang } = Asking::of(&desk, &request);
    if let Err(too_often) = desk.joining.visit(visitor, desk.now()) {
        return wait(&desk, lang, too_often).await;
    }
    let form = match Form::read(request).await {
        Ok(form) => form,
        Err(why) => return no_form(&desk, lang, why).await,
    };
    let Some(ticket) = ticket::find(&desk, &name).await else {
        return told(&desk, lang, StatusCode::NOT_FOUND, "no-ticket").await;
    };
    let here = place(&ticket.ticket);
    // A second click, or a page that lay open: where it stands now is on the page.
    if ticket.state != TicketState::Read {
        return answer::see(&here);
    }
    let spent = desk.secret.spend(form.get("token"), &purpose(&ticket), desk.now());
    let made = answer::page(&desk, move |desk, loaded| {
        let editions = loaded.content.editions.iter().map(|folder| &folder.edition);
        let (Some(edition), Some(seen)) =
            (editions.into_iter().find(|edition| edition.slug == ticket.edition), ticket.seen.as_ref())
        else {
            return Ok(answer::see(&place(&ticket.ticket)));
        };
        let lang = desk.language(loaded, Some(edition), Some(lang.as_deref().unwrap_or(ticket.language.as_str())));
        let mut mistakes = Vec::new();
        let corrections = read(loaded, &form, &ticket, &lang, desk.now(), &mut mistakes);
        if let Err(bad) = spent {
            mistakes.insert(0, Mistake { field: "consent", text: loaded.pages.text(&lang, about(bad), &[]) });
        }
        if !mistakes.is_empty() {
            let status = if spent.is_err() { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return if seen.post.is_some() {
                page(desk, loaded, &ticket, edition, &lang, Some((form, mistakes)), status)
            } else {
                let send = Confirm::with(desk, loaded, &ticket, &lang, Fields::typed(&form), mistakes);
                ticket::nothing(desk, loaded, &ticket, Some(edition), &lang, Some(send), status)
            };
        }
        if seen.post.is_none() && !ticket::may_be_sent(seen) {
            return Ok(answer::see(&place(&ticket.ticket)));
        }
        let sent = desk.store.send_ticket(&ticket.ticket, &tip(&ticket, &corrections), &corrections, desk.now());
        match sent {
            // Whoever was faster has sent it.
            Ok(Some(_) | None) => Ok(answer::see(&place(&ticket.ticket))),
            Err(error) => {
                desk.tell(&error.to_string());
                Ok(answer::broken())
            }
        }
    })
    .await;
    desk.work.notify_one();
    made
}

/// What was said, and what of it is to be mended.
fn read(
    loaded: &Loaded,
    form: &Form,
    ticket: &Ticket,
    lang: &str,
    now: Timestamp,
    mistakes: &mut Vec<Mistake>,
) -> Corrections {
    let text = |key: &str, arguments: &[(&str, &str)]| loaded.pages.text(lang, key, arguments);
    let found = Fields::found(post(ticket));
    let mut take = |field: &'static str, read: Result<Option<String>, Wrong>| match read {
        Ok(read) => read,
        Err(wrong) => {
            let told = match wrong {
                Wrong::TooLong(most) => text("desk-too-long", &[("n", &most.to_string())]),
                Wrong::NotThere => text(&format!("desk-{field}-not-there"), &[]),
            };
            mistakes.push(Mistake { field, text: told });
            None
        }
    };
    let name = take("name", corrections::line(form.get("name"), &found.name, LONGEST_NAME));
    let title = take("title", corrections::line(form.get("title"), &found.title, LONGEST_TITLE));
    let (mut definition, mut quote) = (None, None);
    if let Some(kept) = &ticket.post {
        let document = Document::from_html(kept.html(), kept.language.as_ref());
        let longest = loaded.content.config.quotation.quote_max_chars;
        definition = take("definition", corrections::words(form.get("definition"), &document, LONGEST_DEFINITION));
        quote = take("quote", corrections::words(form.get("quote"), &document, longest));
    }
    let mail = Some(form.get("mail")).filter(|mail| !mail.is_empty());
    if mail.is_some_and(|mail| !is_mail(mail)) {
        mistakes.push(Mistake { field: "mail", text: text("desk-mail-none", &[]) });
    }
    if form.get("consent") != CONSENT {
        mistakes.push(Mistake { field: "consent", text: text("desk-consent-missing", &[]) });
    }
    Corrections {
        name,
        title,
        language: Some(form.get("language"))
            .filter(|chosen| LANGUAGES.contains(chosen))
            .and_then(|chosen| corrections::language(chosen, post(ticket))),
        definition,
        quote,
        mail: mail.map(ToOwned::to_owned),
        consent: Consent { version: CONSENT.to_owned(), words: text("desk-consent", &[]), at: now },
    }
}

/// What goes into the inbox: the post that was found, where it stands on the site that was named, so that a blog's address and
/// its post's are one submission. A page may name any other page as the one that counts, so that is not believed.
fn tip(ticket: &Ticket, said: &Corrections) -> Tip {
    let found = post(ticket).map(|post| &post.url).filter(|url| url.host_str() == ticket.address.host_str());
    Tip { address: found.unwrap_or(&ticket.address).clone(), route: Route::Form, author: said.name.clone(), text: None }
}

#[cfg(test)]
mod tests {
    use super::CONSENT;

    /// Whoever changes the words that people agree to gives them another version.
    #[test]
    fn other_words_have_another_version() {
        let words =
            [include_str!("../../../data/locale/desk.nl.ftl"), include_str!("../../../data/locale/desk.en.ftl")]
                .map(|file| file.lines().find_map(|line| line.strip_prefix("desk-consent = ")).unwrap());
        let hash = blake3::hash(words.join("\n").as_bytes()).to_hex();
        assert_eq!((CONSENT, &hash[..12]), ("2026-11", "d99cf67e7b57"));
    }
}
