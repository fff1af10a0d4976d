//! What every document keeps, whatever it is made of.

use proptest::prelude::*;

use super::{BlockKind, Document, MarkKind};
use crate::model::{Lang, Span};

fn kinds(html: &str) -> Vec<(BlockKind, String)> {
    let document = Document::from_html(html, None);
    document.blocks.iter().map(|block| (block.kind, document.block_text(block).to_owned())).collect()
}

fn sentences(text: &str, language: &str) -> Vec<String> {
    super::split(text, language).into_iter().map(|range| text[range].to_owned()).collect()
}

#[test]
fn blocks_have_kinds() {
    use BlockKind::{Caption, Cell, Code, Description, Heading, ListItem, Paragraph, Quotation, Term};
    let html = "Los begin <h2>Kop</h2><p>Een&nbsp; alinea\n met <b>vet</b>.</p><div>Los<ul><li>een<li>twee</ul>staart</div>\
                <blockquote><p>Woorden</p><cite>Wie</cite></blockquote><figure><img alt='x'><figcaption>Bij</figcaption></figure>\
                <dl><dt>Kermis<dd>Feest</dl><table><tr><td>a<td>b</table><pre>x\n  y</pre><nav>weg</nav><script>weg</script>";
    assert_eq!(
        kinds(html),
        [
            (Paragraph, "Los begin"),
            (Heading(2), "Kop"),
            (Paragraph, "Een alinea met vet."),
            (Paragraph, "Los"),
            (ListItem, "een"),
            (ListItem, "twee"),
            (Paragraph, "staart"),
            (Quotation, "Woorden"),
            (Caption, "Wie"),
            (Caption, "Bij"),
            (Term, "Kermis"),
            (Description, "Feest"),
            (Cell, "a"),
            (Cell, "b"),
            (Code, "x\ny"),
        ]
        .map(|(kind, text)| (kind, text.to_owned()))
    );
}

#[test]
fn two_line_breaks_end_a_paragraph_and_one_does_not() {
    assert_eq!(
        kinds("<p>een<br>twee<br> <br>drie</p>").into_iter().map(|(_, text)| text).collect::<Vec<_>>(),
        ["een\ntwee", "drie"]
    );
}

#[test]
fn marks_know_their_words() {
    let document = Document::from_html(
        "<p>Zie <a href=\"https://voorbeeld.nl/\"> de <em>oproep</em> </a>en <q>kom <q>nou</q></q>, <q>“dus”</q></p>",
        None,
    );
    assert_eq!(document.text, "Zie de oproep en “kom ‘nou’”, “dus”");
    let marks: Vec<_> = document.blocks[0].marks.iter().map(|m| (&m.kind, &document.text[m.range.clone()])).collect();
    assert_eq!(
        marks,
        [
            (&MarkKind::Link("https://voorbeeld.nl/".into()), "de oproep"),
            (&MarkKind::Emphasis, "oproep"),
            (&MarkKind::Quote, "“kom ‘nou’”"),
            (&MarkKind::Quote, "‘nou’"),
            (&MarkKind::Quote, "“dus”"),
        ]
    );
}

#[test]
fn a_mark_around_paragraphs_goes_on_in_each() {
    let document = Document::from_html("<strong><p>een</p><p>twee</p></strong>", None);
    assert_eq!(document.blocks.iter().map(|b| b.marks.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn blockquotes_are_counted_and_languages_kept() {
    let document = Document::from_html(
        "<blockquote lang=en><p>One</p><p>Two</p></blockquote><p>x</p><blockquote>Drie</blockquote>",
        Some(&Lang::nl()),
    );
    let seen: Vec<_> = document.blocks.iter().map(|b| (b.blockquote, b.language.as_ref().unwrap().as_str())).collect();
    assert_eq!(seen, [(Some(0), "en"), (Some(0), "en"), (None, "nl"), (Some(1), "nl")]);
}

#[test]
fn cells_know_their_rows() {
    let document = Document::from_html(
        "<table><thead><tr><th>Woord<th>Betekenis</tr></thead><tr><td>draaimolen<td><p>een molen</p><p>die draait</p>\
         </table><p>tussen</p><table><tr><td>zweef<td>molen</table>",
        None,
    );
    let rows: Vec<Vec<_>> = document
        .rows()
        .into_iter()
        .map(|row| document.blocks[row].iter().map(|b| (document.block_text(b), b.cell.unwrap())).collect())
        .map(|row: Vec<_>| row.iter().map(|(text, cell)| (*text, cell.row, cell.column, cell.header)).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec![("Woord", 0, 0, true), ("Betekenis", 0, 1, true)],
            vec![("draaimolen", 1, 0, false), ("een molen", 1, 1, false), ("die draait", 1, 1, false)],
            vec![("zweef", 2, 0, false), ("molen", 2, 1, false)],
        ]
    );
}

#[test]
fn asides_stand_beside() {
    let document = Document::from_html("<p>a</p><aside><h3>b</h3><p>c</p></aside><p>d</p>", None);
    assert_eq!(document.blocks.iter().map(|b| b.aside).collect::<Vec<_>>(), [false, true, true, false]);
}

#[test]
fn decomposed_letters_are_composed_and_marks_move_along() {
    let document = Document::from_html("<p>cafe\u{301} <b>re\u{301}el</b></p>", None);
    assert_eq!(document.text, "café réel");
    assert_eq!(&document.text[document.blocks[0].marks[0].range.clone()], "réel");
}

#[test]
fn what_turns_the_text_around_is_no_text() {
    assert_eq!(
        Document::from_html("<p>a\u{202e}b\u{2066}c\u{2069} \u{5d0}\u{200f}!</p>", None).text,
        "abc \u{5d0}\u{200f}!"
    );
}

#[test]
fn plain_text_has_paragraphs_and_list_items() {
    let document = Document::from_plain("Een regel\nen nog een\n\n  • punt een\n  • punt twee\n", None);
    let seen: Vec<_> = document.blocks.iter().map(|b| (b.kind, document.block_text(b))).collect();
    assert_eq!(
        seen,
        [
            (BlockKind::Paragraph, "Een regel\nen nog een"),
            (BlockKind::ListItem, "punt een"),
            (BlockKind::ListItem, "punt twee")
        ]
    );
}

#[test]
fn abbreviations_initials_and_numbers_do_not_end_sentences() {
    for (language, text) in [
        ("nl", "Dat zei dr. Jansen bijv. Piet en m.b.t. Kees ook."),
        ("nl", "J.W. de Boer kocht 3.5 liter bij K. Pietersen op nr. 5."),
        ("en", "Mr. Brown met J. K. Smith in the U.S. Senate, e.g. Tuesday."),
        ("en", "He paid 3.50 to Acme Inc. Monday on p. 5 of vol. 2."),
        ("de", "Am 3. Mai kam Dr. Huber z.B. Anna besuchen."),
        ("fr", "M. Dupont et Mme. Durand habitent, p.ex. Paris."),
        ("nl", "“Kom je?” vroeg ze."),
        ("nl", "Ik dacht … nee, toch niet."),
        ("nl", "1. Begin met een plan"),
        ("nl", "Dat is b.v. zo"),
        ("fr", "Le mot « P.T.T. » est vieux."),
        ("en", "Ours is the house with N°. 14 on it, built c. 1890."),
        ("en", "At 6 p.m. Mr. Brown shut the gate."),
    ] {
        assert_eq!(sentences(text, language), [text], "{language}");
    }
}

#[test]
fn sentences_end_where_they_end() {
    for (language, text, expected) in [
        ("nl", "Ze kwam. 's Avonds ging ze.", vec!["Ze kwam.", "'s Avonds ging ze."]),
        ("nl", "“Kom je?” Ze knikte.", vec!["“Kom je?”", "Ze knikte."]),
        ("nl", "Brood, kaas enz. De rest niet.", vec!["Brood, kaas enz.", "De rest niet."]),
        ("nl", "Dat was in 2015. Daarna niet meer.", vec!["Dat was in 2015.", "Daarna niet meer."]),
        ("en", "(I left. She stayed.) Then what?", vec!["(I left.", "She stayed.)", "Then what?"]),
        ("en", "It was me and I. Then it ended...", vec!["It was me and I.", "Then it ended..."]),
        (
            "en",
            "The ride opens at 7 a.m. Prof. Lark has a key.",
            vec!["The ride opens at 7 a.m.", "Prof. Lark has a key."],
        ),
        ("en", "The wheel is old. [12] It still turns.", vec!["The wheel is old. [12]", "It still turns."]),
        ("nl", "Het regende. ...maar niemand ging weg.", vec!["Het regende.", "...maar niemand ging weg."]),
        ("nl", "\" Kom. Ga mee. \" Dat zei ze.", vec!["\" Kom.", "Ga mee. \"", "Dat zei ze."]),
        ("fr", "« Viens. » Puis rien.", vec!["« Viens. »", "Puis rien."]),
        ("en", "1.) Take bread. 2.) Take butter.", vec!["1.) Take bread.", "2.) Take butter."]),
        ("en", "flour\nbutter\nsugar, salt", vec!["flour", "butter", "sugar, salt"]),
        ("en", "Wait… What?! Yes.", vec!["Wait…", "What?!", "Yes."]),
        ("en", "One line here\nAnother line", vec!["One line here", "Another line"]),
    ] {
        assert_eq!(sentences(text, language), expected);
    }
}

fn check(document: &Document) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut last = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        prop_assert!(text.get(block.range.clone()).is_some_and(|t| !t.is_empty() && t.trim() == t), "{block:?}");
        prop_assert_eq!(block.range.start, if index == 0 { 0 } else { last + 2 });
        prop_assert!(index == 0 || &text[last..last + 2] == "\n\n");
        last = block.range.end;
        for mark in &block.marks {
            prop_assert!(text.get(mark.range.clone()).is_some_and(|t| !t.is_empty()), "{mark:?}");
            prop_assert!(block.range.start <= mark.range.start && mark.range.end <= block.range.end);
        }
    }
    prop_assert_eq!(last, text.len());
    prop_assert!(unicode_normalization::is_nfc(text));
    let folded = !["  ", "\u{a0}", "\n\n\n"].iter().any(|gap| text.contains(gap));
    prop_assert!(folded);
    let mut end = 0;
    for sentence in document.sentences() {
        let block = &document.blocks[sentence.block].range;
        prop_assert!(block.start <= sentence.range.start && sentence.range.end <= block.end);
        prop_assert!(end <= sentence.range.start);
        end = sentence.range.end;
        let words = text.get(sentence.range.clone());
        prop_assert!(words.is_some_and(|t| !t.is_empty() && t.trim() == t));
        prop_assert_eq!(Span::of_bytes(text, sentence.range.clone()).bytes(text), Some(sentence.range.clone()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn plain_text_of_any_kind_keeps_the_invariants(text in "\\PC{0,120}") {
        check(&Document::from_plain(&text, None))?;
    }

    #[test]
    fn prose_keeps_the_invariants(text in "([A-Za-zé'’“”\". ,!?…\u{301}\u{a0}\n]{0,8}){0,30}") {
        check(&Document::from_plain(&text, Some(&Lang::nl())))?;
    }

    #[test]
    fn html_of_any_kind_keeps_the_invariants(
        parts in prop::collection::vec(prop_oneof![
            Just("<p>".to_owned()), Just("</p>".to_owned()), Just("<blockquote>".to_owned()),
            Just("</blockquote>".to_owned()), Just("<q>".to_owned()), Just("</q>".to_owned()), Just("<br>".to_owned()),
            Just("<li>".to_owned()), Just("<b>".to_owned()), Just("</b>".to_owned()), Just("<pre>".to_owned()),
            Just("</pre>".to_owned()), Just("<cite>".to_owned()), Just("<table><td>".to_owned()),
            Just("<a href='/x' lang=en>".to_owned()), Just("</a>".to_owned()), "[A-Za-z .!?\u{301}é“”\n\u{a0}&<]{0,12}",
        ], 0..40)
    ) {
        check(&Document::from_html(&parts.concat(), None))?;
    }
}

#[test]
fn depth_costs_no_stack() {
    let html = format!("{}x{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
    assert_eq!(Document::from_html(&html, None).text, "x");
}
