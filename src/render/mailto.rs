//! Links that open a mail with something in it.

use super::engine::percent_encode;

/// A mail to `to` with a subject and a text. Everything is escaped that could mean more than itself to a mail program, line
/// breaks of the subject too (RFC 6068 section 5): nothing in it becomes a header.
pub(crate) fn mailto(to: &str, subject: &str, body: &str) -> String {
    let to: Vec<String> = to.split('@').map(percent_encode).collect();
    let subject = percent_encode(&crate::model::printable_line(subject));
    let body: Vec<String> = body.lines().map(percent_encode).collect();
    format!("mailto:{}?subject={subject}&body={}", to.join("@"), body.join("%0D%0A"))
}

#[cfg(test)]
mod tests {
    use super::mailto;

    #[test]
    fn nothing_in_it_becomes_a_header() {
        let link = mailto("a+b@c.example", "Leren\r\nBcc: x@y.example &bcc=z", "één\nBcc: x?&cc=y");
        assert_eq!(
            link,
            "mailto:a%2Bb@c.example?subject=Leren%20Bcc%3A%20x%40y.example%20%26bcc%3Dz\
             &body=%C3%A9%C3%A9n%0D%0ABcc%3A%20x%3F%26cc%3Dy"
        );
    }
}
