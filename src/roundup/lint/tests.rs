//! Every rule where it should speak and where it should not, in two languages; and any text at all.

use std::{collections::HashMap, fmt::Write as _};

use proptest::prelude::*;

use super::{Finding, Settings, lint};
use crate::{
    content::RoundupFile,
    model::{
        Edition, Entry, EntryKind, Lang, LintCode, LintPolicy, Match, PagePolicy, Person, Phase, QuotationPolicy,
        Severity, Slug, Snapshot, Status, Suggestions, Summary, SummaryBy,
    },
    roundup::{CollectedEdition, Roundup},
};

const CLEAN_NL: &str = include_str!("fixtures/clean.nl.md");
const CLEAN_EN: &str = include_str!("fixtures/clean.en.md");

/// The host's own entry, as the clean texts tell of it up to the last sentence.
const OWN_NL: &str =
    "En in mijn eigen bijdrage, [Mijn stapel boeken](https://wil.example/stapel), vertel ik hoe ik traag leerde lezen.";
const OWN_EN: &str =
    "And in my own entry, [Mijn stapel boeken](https://wil.example/stapel), I tell how I learned to read slowly.";

/// Author, title, address, language, text; the last one is the host's.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ROWS: [Row; 4] = [
    (
        "Anna Prins",
        "Een tuin zonder plan",
        "https://anna.example/tuin",
        "nl",
        "Wie haast heeft, koopt hier niets, zei de kweker. Ik zette in maart alles door elkaar en schreef op het hek wat ik \
         niet wist. In een boekje staat: hardop leren is struikelen waar je kinderen bij zijn. The fence taught me more than \
         the garden did.",
    ),
    (
        "Bas Kok",
        "Tien jaar soep",
        "https://bas.example/soep",
        "nl",
        "Hardop leren is de soep laten proeven voordat er zout in zit. Learning out loud is letting people taste the soup \
         before the salt goes in. Het recept hangt op de deur.",
    ),
    (
        "Callum Tregear",
        "Learning with error bars",
        "https://callum.example/bars",
        "en",
        "Say the wrong number while there is still time to change it. Thirty Thursdays in, readers have caught nineteen \
         mistakes.",
    ),
    (
        "Wil Smeets",
        "Mijn stapel boeken",
        "https://wil.example/stapel",
        "nl",
        "Op mijn nachtkastje ligt een stapel van elf boeken, en de bovenste lees ik het langzaamst van allemaal.",
    ),
];

/// What Anna's post said before she changed it.
const BEFORE: &str = "De slakken waren mijn strengste lezers van dat voorjaar, en de vogels lazen mee.";

fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

fn entry(at: usize, row: &Row) -> Entry {
    let (author, title, url, language, text) = *row;
    let summary =
        || Summary { text: String::new(), by: SummaryBy::Machine, sentences: Vec::new(), reasons: Vec::new() };
    Entry {
        id: format!("e{at}"),
        url: url.parse().ok(),
        title: title.to_owned(),
        author: Person::named(author),
        blog: Slug::from_text(author),
        published: None,
        language: Lang::parse(language).unwrap(),
        kind: EntryKind::Post,
        status: Status::Accepted,
        included: true,
        late: false,
        fit: Match::default(),
        summary: Some(summary()),
        definitions: Vec::new(),
        quotes: Vec::new(),
        suggestions: Suggestions::default(),
        keywords: Vec::new(),
        topics: Vec::new(),
        question: None,
        proposal: None,
        links: Vec::new(),
        snapshot: Some(Snapshot { hash: hash(text), words: 400, fetched: "2026-11-01".parse().unwrap() }),
        past_snapshots: if at == 0 { vec![hash(BEFORE)] } else { Vec::new() },
        policy: PagePolicy::default(),
        by_host: author == "Wil Smeets",
        guest_of: None,
        slug: None,
    }
}

fn collected(language: &str, body: &str, allow: Vec<LintCode>) -> CollectedEdition {
    let edition = Edition {
        slug: Slug::new("hardop-leren").unwrap(),
        title: "Hardop leren".into(),
        theme: if language == "nl" { "hardop leren" } else { "learning out loud" }.into(),
        language: Lang::parse(language).unwrap(),
        opens: None,
        closes: None,
        timezone: None,
        grace: jiff::SignedDuration::ZERO,
        number: None,
        host: None,
        call: None,
        tags: Vec::new(),
        blogs: None,
        prompts: Vec::new(),
        terms: [].into(),
        palette: None,
        body: String::new(),
    };
    let file = RoundupFile {
        title: None,
        draft: false,
        published: None,
        body: body.to_owned(),
        allow,
        path: "content/hardop-leren/roundup.md".into(),
        body_line: 5,
    };
    CollectedEdition {
        edition,
        phase: Phase::Closed,
        number: 1,
        host: Some(Person::named("Wil Smeets")),
        entries: ROWS.iter().enumerate().map(|(at, row)| entry(at, row)).collect(),
        others: Vec::new(),
        threads: Vec::new(),
        quotation: QuotationPolicy::default(),
        roundup: Roundup { body: body.to_owned(), file: Some(file) },
    }
}

fn checked_with(collected: &CollectedEdition, policy: &LintPolicy) -> Vec<Finding> {
    let texts: HashMap<String, &str> = ROWS.iter().map(|row| row.4).chain([BEFORE]).map(|t| (hash(t), t)).collect();
    let snapshot = |hash: &str| texts.get(hash).map(|text| (*text).to_owned());
    lint(collected, &Settings { lint: policy, quotation: &QuotationPolicy::default(), snapshot: &snapshot })
}

fn checked(language: &str, body: &str) -> Vec<Finding> {
    checked_with(&collected(language, body, Vec::new()), &LintPolicy::default())
}

/// The clean text with one change.
fn changed(clean: &str, from: &str, to: &str) -> String {
    assert!(clean.contains(from), "the clean text has no {from:?}");
    clean.replacen(from, to, 1)
}

/// What is found, in words, one case after the other.
fn told(language: &str, clean: &str, cases: &[(&str, &str, &str)]) -> String {
    let mut shown = String::new();
    for (codes, from, to) in cases {
        let collected = collected(language, &changed(clean, from, to), Vec::new());
        let findings = checked_with(&collected, &LintPolicy::default());
        let found: Vec<_> = findings.iter().map(|finding| finding.code.as_str()).collect();
        let diagnostics = findings.iter().map(|finding| {
            finding.diagnostic(&collected).render_as(finding.severity(), Some(finding.code.as_str()), false)
        });
        let diagnostics = diagnostics.collect::<Vec<_>>().join("\n");
        assert_eq!(found.join(" "), *codes, "{from:?} → {to:?}\n{diagnostics}");
        let _ = writeln!(shown, "{diagnostics}\n");
    }
    shown
}

#[test]
fn each_rule_speaks_in_dutch() {
    let end = "En verder";
    let cases = [
        ("E-COUNT", "z’n vieren", "z’n vijven"),
        ("E-COUNT", "De 4 bloggers", "De zes bloggers"),
        ("E-COUNT", "samen goed voor 4 bijdragen", "samen goed voor zeven bijdragen"),
        ("E-ORPHAN", end, "En verder\n\nIneke Vos zegt het zo: “Wie nooit iets laat zien, leert ook nooit iets af.”"),
        ("E-COUNT E-COUNT E-LOST", "* Bas Kok schreef [Tien jaar soep](https://bas.example/soep).", ""),
        ("E-QUOTE", "koopt hier niets”", "koopt hier nooit iets”"),
        ("E-QUOTE", "“Wie haast heeft, koopt hier niets”", "“Het recept hangt op de deur”"),
        ("E-QUOTE", "“Wie haast heeft, koopt hier niets”", "“De slakken waren mijn strengste lezers van dat voorjaar”"),
        ("E-SPEAKER", "“Wie haast heeft, koopt hier niets”, schrijft Anna.", "“Wie haast heeft, koopt hier niets.”"),
        ("E-SPEAKER", end, "En verder\n\nOp de terugweg dacht iedereen na.\n\n> Het recept hangt op de deur."),
        ("E-EMPTYLIST", "## En verder", "Dit zijn de tips uit de stukken:\n\n## En verder"),
        (
            "E-EMPTYLIST",
            "## En verder",
            "Hier volgt een lijstje met tips:\n\nHet was een mooie kermis.\n\n## En verder",
        ),
        ("E-LANG", "<span lang=\"en\">“Say", "<span>“Say"),
        ("W-BORROW", "Anna begon", "Ik zette in maart alles door elkaar en schreef op het hek van alles. Anna begon"),
        ("W-SHARER", "deelt de definitie van Machteld Zuurbier", "deelt de volgende definitie"),
        ("W-GLYPH", "niets”, schrijft", "niets“, schrijft"),
        ("W-GLYPH", end, "En verder\n\nZo ging het ‘s avonds ook."),
        ("W-GLYPH", end, "En verder\n\nEn toen ” was het op."),
        (
            "W-BLURB",
            " Hij kookt elke vrijdag voor de straat en laat iedereen roeren. De pan is groter geworden, het recept korter.",
            "",
        ),
        ("W-LINKTEXT", end, "En verder\n\nAlle foto’s staan [hier](https://anna.example/foto)."),
        ("W-NEXT", "de volgende blogkermis", "dit alles"),
        ("W-OWN", OWN_NL, "Wil Smeets met [Mijn stapel boeken](https://wil.example/stapel) leerde traag lezen."),
        ("W-THREAD", "Bij Bas zie je hetzelfde", "Elders zie je hetzelfde"),
    ];
    insta::assert_snapshot!("nl", told("nl", CLEAN_NL, &cases));
}

#[test]
fn each_rule_speaks_in_english() {
    let end = "And then";
    let cases = [
        ("E-COUNT", "Four of us", "Five of us"),
        ("E-COUNT", "The 4 bloggers", "The six bloggers"),
        (
            "E-ORPHAN",
            end,
            "And then\n\nIneke Vos puts it like this: “If you never show anything, you never unlearn anything.”",
        ),
        ("E-QUOTE", "to change it”", "to mend it”"),
        (
            "E-SPEAKER",
            "“Say the wrong number while there is still time to change it”, writes Callum.",
            "“Say the wrong number while there is still time to change it.”",
        ),
        ("E-EMPTYLIST", "## And then", "These are the tips:\n\n## And then"),
        ("E-LANG", "<span lang=\"nl\">“hardop", "<span>“hardop"),
        ("W-BORROW", "Anna began", "Thirty Thursdays in, readers have caught nineteen mistakes of his. Anna began"),
        ("W-SHARER", "shares the definition of Machteld Zuurbier", "shares the following definition"),
        ("W-GLYPH", "change it”, writes", "change it“, writes"),
        ("W-LINKTEXT", end, "And then\n\nSee [here](https://anna.example/photos) for more."),
        ("W-NEXT", "the next carnival", "all of this"),
        ("W-OWN", OWN_EN, "Wil Smeets with [Mijn stapel boeken](https://wil.example/stapel) learned to read slowly."),
        ("W-THREAD", "With Bas it is the same", "Elsewhere it is the same"),
    ];
    insta::assert_snapshot!("en", told("en", CLEAN_EN, &cases));
}

#[test]
fn nothing_is_said_of_what_is_right() {
    assert_eq!(checked("nl", CLEAN_NL), []);
    assert_eq!(checked("en", CLEAN_EN), []);
    let variants = [
        ("met z’n vieren", "met zijn 4-en"),
        ("met z’n vieren", "met z'n vieren"),
        // A number of some of them is no number of all of them.
        ("alles ging over", "twee bloggers schreven over brood, en alles ging over"),
        ("* Bas Kok schreef", "- Bas Kok schreef"),
        // White space and the shape of marks may differ; what is left out is said.
        ("“Wie haast heeft, koopt hier niets”", "\"Wie haast  heeft, … koopt hier niets.\""),
        ("van Machteld Zuurbier: “", "waarvan niemand de herkomst kent: “"),
        ("## En verder", "Dit zijn de tips uit de stukken:\n\n* Begin.\n* Ga door.\n\n## En verder"),
        ("## En verder", "De hele molen:\n\n{{ ride() }}\n\n## En verder"),
        ("En verder", "En verder\n\nAlle foto’s staan bij [Anna in de tuin](https://anna.example/foto)."),
        (
            "En verder",
            "En verder\n\nZo’n dag, ’s avonds, in de ‘molen’, met foto’s van de jaren ’90 en een scherm van 15\".",
        ),
        ("En verder", "En verder\n\nEen vrouw uit de zaal zei: “Wie nooit iets laat zien, leert ook nooit iets af.”"),
        ("En verder", "En verder\n\n`“ en ‘` zijn tekens."),
    ];
    for (from, to) in variants {
        assert_eq!(checked("nl", &changed(CLEAN_NL, from, to)), [], "{from:?} → {to:?}");
    }
}

#[test]
fn the_automatic_list_lists_everybody() {
    let body =
        "Met z’n vieren schreven we.\n\n{{ entries() }}\n\nAnna Prins en Bas Kok lopen voorop. De volgende keer weer.";
    let found = checked("nl", body);
    let told: Vec<_> = found.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    let missing = "Callum Tregear stands in the list that the page makes, and nowhere in the text";
    assert_eq!(told, [(LintCode::Balance, missing)]);
}

#[test]
fn a_story_has_no_blurbs_to_measure() {
    let body = "Het begon met [Een tuin zonder plan](https://anna.example/tuin) van Anna Prins en met \
                [Tien jaar soep](https://bas.example/soep) van Bas Kok, en <span lang=\"en\">[Learning with error \
                bars](https://callum.example/bars)</span> sloot erbij aan.\n\nZelf schreef ik [Mijn stapel \
                boeken](https://wil.example/stapel).\n\nTot de volgende editie.";
    assert_eq!(checked("nl", body), []);
    // And it speaks with many voices: a quotation in it is not the first one's.
    let body = body.replace("sloot erbij aan.", "sloot erbij aan. Wie zei dit? “Het recept hangt op de deur.”");
    assert_eq!(codes(&checked("nl", &body)), ["E-SPEAKER"]);
}

#[test]
fn much_is_too_much() {
    let more = "Anna schrijft: “Ik zette in maart alles door elkaar.” Anna zegt: “Ik schreef op het hek wat ik niet wist.” \
                Anna schrijft: “The fence taught me more than the garden did.”";
    let more = more
        .replace("“The", "<span lang=\"en\">“The")
        .replace("did.”", "did.”</span>")
        .replace("Ik schreef", "schreef");
    let body = changed(CLEAN_NL, "En verder\n\n", &format!("En verder\n\n{more}\n\n"));
    assert_eq!(codes(&checked("nl", &body)), ["W-BALANCE"]);
    let strict = LintPolicy { source_share: 0.01, quoted_share: 0.05, blurb_max_words: 40, ..LintPolicy::default() };
    let found = checked_with(&collected("nl", CLEAN_NL, Vec::new()), &strict);
    assert!(found.iter().all(|f| f.severity() == Severity::Warning), "{found:?}");
    let messages: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert!(messages.iter().any(|m| m.starts_with("with this, 9 of the 400 words of “Een tuin")), "{messages:?}");
    assert!(messages.iter().any(|m| m.ends_with("words of the roundup are quotations")), "{messages:?}");
    assert!(messages.iter().any(|m| m.ends_with("about this entry: more than 40")), "{messages:?}");
    let long = "woord en nog een woord ".repeat(20);
    let body = changed(CLEAN_NL, "En verder\n\n", &format!("En verder\n\nIemand uit de zaal zei: “{long}”\n\n"));
    assert!(codes(&checked("nl", &body)).contains(&"W-LONGQ"));
}

#[test]
fn before_the_first_entry_nothing_is_wrong() {
    let mut empty = collected("nl", "Het thema is *hardop leren*. Er is nog geen bijdrage binnen.\n", Vec::new());
    empty.entries.clear();
    assert_eq!(checked_with(&empty, &LintPolicy::default()), []);
}

fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn a_rule_is_silent_where_the_host_says_so() {
    let wrong = changed(
        CLEAN_NL,
        "En verder\n\n",
        "En verder\n\nKijk [hier](https://a.example/).\n\nEn [hier](https://b.example/).\n\n",
    );
    assert_eq!(codes(&checked("nl", &wrong)), ["W-LINKTEXT"; 2]);
    let comment = "<!-- lint: allow W-LINKTEXT -->\n\nKijk [hier]";
    assert_eq!(codes(&checked("nl", &wrong.replace("Kijk [hier]", comment))), ["W-LINKTEXT"], "one paragraph");
    let beside = "Kijk <!-- lint: allow W-LINKTEXT --> [hier]";
    assert_eq!(codes(&checked("nl", &wrong.replace("Kijk [hier]", beside))), ["W-LINKTEXT"], "its own paragraph");
    let of_file = collected("nl", &wrong, vec![LintCode::LinkText]);
    assert_eq!(checked_with(&of_file, &LintPolicy::default()), []);
    let of_site = LintPolicy { allow: vec![LintCode::LinkText], ..LintPolicy::default() };
    assert_eq!(checked_with(&collected("nl", &wrong, Vec::new()), &of_site), []);
}

#[test]
fn a_finding_points_into_the_file() {
    let body =
        changed(CLEAN_NL, "En verder\n\n", "En verder\n\n**Wél** \\*&amp; mooi: [hier](https://a.example/).\n\n");
    let found = checked("nl", &body);
    assert_eq!(found.len(), 1);
    assert_eq!(&body[found[0].range.clone()], "hier");
    let collected = collected("nl", &body, Vec::new());
    let line = body[..found[0].range.start].matches('\n').count() + 5;
    assert_eq!(found[0].diagnostic(&collected).position(), Some((line, 24)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_can_be_checked(
        parts in prop::collection::vec(
            prop_oneof![
                "\\PC{0,20}",
                "[“”„‘’\"'«»: .,…\\[\\]()]{1,6}",
                prop::sample::select(vec![
                    "\n\n", "\n", "* ", "> ", "## ", "<span lang=\"en\">", "</span>", "<!-- lint: allow W-GLYPH -->",
                    "{{ ride() }}", "{{ entries() }}", "[hier](https://anna.example/tuin)", "Anna Prins ", "Bas Kok zegt: ",
                    "deelt de definitie ", "met z’n tienen ", "&amp;", "&nbsp;", "\\*", "e\u{301}", "\u{ad}", "`“`", "| a |\n|---|\n",
                    "Hardop leren is de soep laten proeven voordat er zout in zit. ", "<!-- ", "<p", "\u{0}", "```\n",
                ]).prop_map(str::to_owned),
            ],
            0..40,
        ),
    ) {
        let body = parts.concat();
        for finding in checked("nl", &body) {
            prop_assert!(body.get(finding.range.clone()).is_some(), "{:?} in {:?}", finding, body);
            let collected = collected("nl", &body, Vec::new());
            prop_assert!(finding.diagnostic(&collected).position().is_some());
        }
    }
}
