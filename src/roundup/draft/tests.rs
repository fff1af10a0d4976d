//! Drafts of all sizes: their shape, whose words they hold, what they promise.

use std::collections::{BTreeMap, BTreeSet};

use super::{Block, blocks, body, excerpt};
use crate::{
    model::{Citation, Entry, Lang, Link, LintPolicy, Severity, SummaryBy, Topic},
    render::{fixture, plan},
    roundup::{
        CollectedEdition,
        lint::{Settings, lint},
        markdown::to_plain,
        threads,
        verify::fold,
    },
    text::token,
};

/// Subjects that the invented entries come back to, with a sentence of each.
const SUBJECTS: [(&str, &str); 6] = [
    ("kraan", "Een kraan die lekt leert je meer dan een kraan die zwijgt."),
    ("trap", "Op de vierde trede van de trap hoorde ik mezelf denken."),
    ("lantaarn", "Onder een lantaarn durft een mens langzamer te praten."),
    ("envelop", "In elke envelop zat een briefje met één woord erop."),
    ("kruiwagen", "Wie een kruiwagen leent, leent ook een buurman."),
    ("stempel", "Met een stempel in de hand wordt iedereen streng."),
];

/// An edition of `count` entries of as many people, the last one the host's.
fn edition(count: usize) -> CollectedEdition {
    let mut edition = fixture::site().series.editions.remove(1);
    let models = edition.entries.clone();
    let mut entries: Vec<Entry> = (0..count).map(|n| entry(&models, n)).collect();
    if let Some(own) = entries.last_mut() {
        own.by_host = true;
    }
    edition.threads = threads::find(&entries, &edition.edition);
    edition.entries = entries;
    edition
}

fn entry(models: &[Entry], n: usize) -> Entry {
    let mut entry = models[n % 12].clone();
    entry.id = format!("blog-{n}/1");
    entry.author.name = format!("{} Nummer{n}", ["Ada", "Bo", "Cas", "Dies", "Eef"][n % 5]);
    entry.url = format!("https://blog-{n}.example/stuk").parse().ok();
    entry.title = format!("Stuk {n}");
    entry.by_host = false;
    let cited = models.iter().find_map(|model| model.definitions.first()).unwrap();
    // The invented sentences are Dutch, whatever else the model writes in.
    let cite = |text: String| Citation { text, score: 0.9, language: Lang::nl(), ..cited.clone() };
    if let Some(summary) = entry.summary.as_mut().filter(|summary| summary.by != SummaryBy::Host) {
        summary.by = SummaryBy::Machine;
        summary.sentences = vec![
            format!("Op dag {n} bleef de stoel leeg."),
            format!("Wie er op dag {n} bij komt zitten, leert mij iets wat ik niet had kunnen vragen."),
        ];
    }
    if !n.is_multiple_of(3) {
        entry.definitions.clear();
    }
    entry.question = (n % 4 == 1).then(|| cite(format!("Wie komt er op dag {n} naast jou zitten?")));
    for (at, (word, sentence)) in [SUBJECTS[n % 6], SUBJECTS[(n + 1) % 6]].into_iter().enumerate() {
        entry.topics.push(Topic { word: word.to_owned(), count: 3 + at, passage: Some(cite(sentence.to_owned())) });
    }
    entry
}

fn words(block: &Block) -> usize {
    token::count(&to_plain(&block.text))
}

/// What stands between quotation marks and in block quotes.
fn quotations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let passages = text.lines().filter_map(|line| line.strip_prefix("> ")).map(to_plain);
    found.extend(passages);
    let mut rest = text;
    while let Some(start) = rest.find('“') {
        let Some(end) = rest[start..].find('”') else { panic!("a quotation that does not end: {rest}") };
        found.push(to_plain(&rest[start + '“'.len_utf8()..start + end]));
        rest = &rest[start + end..];
    }
    found
}

/// Everything an entry says.
fn sources(edition: &CollectedEdition) -> Vec<String> {
    let mut texts: Vec<String> = edition.edition.prompts.clone();
    for entry in &edition.entries {
        texts.extend(entry.summary.iter().flat_map(|summary| summary.sentences.clone()));
        texts.extend(entry.definitions.iter().chain(&entry.quotes).chain(&entry.question).map(|c| c.text.clone()));
        texts.extend(entry.topics.iter().filter_map(|topic| Some(topic.passage.as_ref()?.text.clone())));
    }
    texts.iter().map(|text| fold(text)).collect()
}

#[test]
fn drafts_of_all_sizes_have_a_sensible_shape() {
    for count in [0, 1, 2, 3, 10, 80, 300] {
        let edition = edition(count);
        let blocks = blocks(&edition);
        let ids: BTreeSet<&str> = blocks.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(ids.len(), blocks.len(), "{count}: every block has a name of its own");
        assert_eq!(blocks[0].id, "opening");
        assert_eq!(ids.iter().filter(|id| id.starts_with("entry-")).count(), count, "nobody is missing");
        assert_eq!(ids.contains("entries"), count > 0);
        assert_eq!(ids.contains("next"), count > 0);
        if count < 2 {
            assert!(
                !ids.contains("threads") && !ids.contains("stands-out") && !ids.contains("also"),
                "{count}: {ids:?}"
            );
        } else {
            assert!(ids.contains("threads"), "{count}: {ids:?}");
        }
        let sections = ids.iter().filter(|id| id.starts_with("thread-")).count();
        assert!(sections <= 5 && (count < 10 || sections >= 2), "{count}: {sections} sections");
        assert!(ids.iter().filter(|id| id.starts_with("definition-")).count() <= 30);
        for block in &blocks {
            assert!(words(block) <= 250, "{count}: {} has {} words", block.id, words(block));
            assert_eq!(block.text.matches("<div").count(), block.text.matches("</div>").count(), "{}", block.text);
            assert_eq!(block.text.trim(), block.text);
        }
        let host_writes = |block: &&Block| {
            let own = edition.entries.iter().filter(|e| e.summary.as_ref().is_some_and(|s| s.by == SummaryBy::Host));
            own.into_iter().any(|entry| block.id.ends_with(&super::block::key(entry)))
        };
        for block in blocks.iter().filter(|block| block.id.starts_with("entry-") && !host_writes(block)) {
            let most = if count < 40 { 90 } else { 60 };
            assert!((30..=most).contains(&words(block)), "{count}: {} words: {}", words(block), block.text);
        }
    }
}

#[test]
fn readers_of_a_crowd_get_the_beginning_of_each_part() {
    assert_eq!(excerpt(&edition(39)), body(&edition(39)), "what can be read in one go is there whole");
    let crowd = edition(300);
    let (whole, excerpt) = (body(&crowd), excerpt(&crowd));
    let paragraphs = |text: &str| text.lines().filter(|line| line.contains("**")).count();
    assert!(paragraphs(&whole) >= 290, "{}", paragraphs(&whole));
    assert!((12..40).contains(&paragraphs(&excerpt)), "{}", paragraphs(&excerpt));
    assert_eq!(excerpt.matches("class=\"definition\"").count(), 12);
    assert!(excerpt.contains("de andere staan op de pagina met alle bijdragen."), "{excerpt}");
    assert!(!whole.contains("de pagina met alle bijdragen"));
}

#[test]
fn without_entries_a_draft_invites() {
    let blocks = blocks(&edition(0));
    assert_eq!(blocks.len(), 1);
    assert!(blocks[0].text.contains("stoeltje") && blocks[0].text.contains("Wanneer liet jij iets zien"));
}

#[test]
fn what_is_quoted_stands_in_a_source_and_what_stands_in_a_source_is_quoted() {
    for count in [1, 10, 80] {
        let edition = edition(count);
        let text = body(&edition);
        let sources = sources(&edition);
        let found = quotations(&text);
        assert!(found.len() >= count / 3, "{count}: {found:?}");
        for quotation in &found {
            assert!(sources.iter().any(|source| source.contains(&fold(quotation))), "{quotation}");
        }
        // The words around the quotations, of machine-made summaries' posts.
        let mut rest = to_plain(&text);
        for quotation in &found {
            rest = rest.replace(quotation, " | ");
        }
        let rest = fold(&rest);
        for entry in edition.entries.iter().filter(|e| e.summary.as_ref().is_none_or(|s| s.by != SummaryBy::Host)) {
            for sentence in entry.summary.iter().flat_map(|summary| &summary.sentences) {
                let sentence: Vec<String> = fold(sentence).split_whitespace().map(str::to_owned).collect();
                for run in sentence.windows(8) {
                    assert!(!rest.contains(&run.join(" ")), "borrowed: {}", run.join(" "));
                }
            }
        }
    }
}

#[test]
fn nobody_is_quoted_too_often_and_not_too_much_is_quoted() {
    for count in [10, 80] {
        let edition = edition(count);
        let blocks = blocks(&edition);
        let mut quoted = 0;
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for block in blocks.iter().filter(|block| !block.id.starts_with("definition-")) {
            quoted += quotations(&block.text).iter().map(|words| token::count(words)).sum::<usize>();
        }
        for entry in &edition.entries {
            let own =
                |block: &&Block| block.id.contains(&super::block::key(entry)) && !quotations(&block.text).is_empty();
            *times.entry(&entry.author.name).or_default() += blocks.iter().filter(own).count();
        }
        let all: usize = blocks.iter().map(words).sum();
        assert!(quoted * 100 <= all * 25, "{count}: {quoted} of {all} words");
        assert!(times.values().all(|times| *times <= 3), "{times:?}");
    }
}

#[test]
fn less_may_be_quoted_where_the_host_says_so() {
    let mut thrifty = edition(10);
    thrifty.quotation.roundup_percent = 100;
    let free = quotations(&body(&thrifty)).join(" ");
    thrifty.quotation.roundup_percent = 5;
    let less = quotations(&body(&thrifty)).join(" ");
    assert!(token::count(&less) < token::count(&free));
    thrifty.quotation.entry_percent = 0;
    let sections = blocks(&thrifty).into_iter().filter(|block| block.id.starts_with("thread-"));
    for section in sections {
        assert!(quotations(&section.text).is_empty(), "{}", section.text);
    }
}

#[test]
fn a_new_entry_leaves_the_names_of_the_others_as_they_were() {
    let mut edition = edition(10);
    let before = blocks(&edition);
    let newcomer = entry(&fixture::site().series.editions[1].entries, 20);
    edition.entries.insert(4, newcomer);
    let after: BTreeMap<String, String> = blocks(&edition).into_iter().map(|block| (block.id, block.text)).collect();
    assert!(after.keys().filter(|id| id.starts_with("entry-")).count() == 11);
    for block in before.iter().filter(|block| !block.id.starts_with("thread-") && block.id != "also") {
        assert!(after.contains_key(&block.id), "{}", block.id);
    }
}

#[test]
fn the_host_comes_last_and_speaks_as_i() {
    let blocks = blocks(&edition(10));
    let last = blocks.iter().rfind(|block| block.id.starts_with("entry-")).unwrap();
    assert!(last.text.starts_with("En mijn eigen bijdrage is"), "{}", last.text);
    assert!(!last.text.contains("Nummer9"), "{}", last.text);
}

#[test]
fn what_stands_out_names_camps_and_those_who_stand_alone() {
    let mut edition = edition(6);
    let model = edition.entries[0].definitions[0].clone();
    let texts = [
        "Hardop leren is een gesprek met de wind, en de wind begint.",
        "Hardop leren is timmeren: planken, spijkers en lijm.",
        "Hardop leren betekent een traag gesprek, gevoerd met wind die je niet ziet.",
        "Hardop leren is timmeren met spijkers en planken, zonder geld.",
        "Hardop leren is wat mijn oom op zondag deed.",
    ];
    for (at, text) in texts.into_iter().enumerate() {
        let id = format!("d{at:08x}");
        edition.entries[at].definitions = vec![Citation { id, text: text.to_owned(), ..model.clone() }];
    }
    let blocks = blocks(&edition);
    let text = &blocks.iter().find(|block| block.id == "stands-out").unwrap().text;
    assert!(text.starts_with("Wat opvalt is dat er nogal wat verschil zit"), "{text}");
    assert!(text.contains("Ada Nummer0 en Cas") && text.contains("Bo en Dies"), "{text}");
    assert!(text.contains("Eef staat alleen"), "{text}");
}

#[test]
fn what_two_people_link_to_is_told() {
    let mut edition = edition(4);
    let mut link = |at: usize, url: &str, text: &str| {
        edition.entries[at].links.push(Link { url: url.parse().unwrap(), text: text.to_owned() });
    };
    link(0, "https://gereedschap.example/hamer", "deze hamer");
    link(1, "https://gereedschap.example/hamer/", "Hamer 3000");
    link(1, "https://model.example/", "Het Model");
    link(2, "https://elders.example/model", "het model");
    link(2, "https://blog-0.example/stuk", "Stuk 0");
    link(3, "https://blog-0.example/stuk", "Stuk 0");
    link(3, "https://alleen.example/", "Alleen");
    let tools = blocks(&edition).into_iter().find(|block| block.id == "tools").unwrap();
    assert!(tools.text.contains("- [Hamer 3000](<https://gereedschap.example/hamer>), genoemd door"), "{}", tools.text);
    assert_eq!(tools.text.matches("\n- ").count(), 1, "{}", tools.text);
}

#[test]
fn the_linter_has_nothing_against_a_draft_of_any_size() {
    for count in [0, 1, 2, 3, 10, 80, 300] {
        let mut edition = edition(count);
        for entry in &mut edition.entries {
            // Its sentences are Dutch, and how much the host says of an entry is the host's own affair.
            entry.language = Lang::nl();
            entry.summary = entry.summary.take().filter(|summary| summary.by != SummaryBy::Host);
        }
        (edition.roundup.body, edition.roundup.file) = (body(&edition), None);
        let policy = LintPolicy::default();
        let settings = Settings { lint: &policy, quotation: &edition.quotation, snapshot: &|_| None };
        let found = lint(&edition, &settings).into_iter().filter(|finding| finding.severity() != Severity::Hint);
        let found: Vec<_> = found.map(|finding| format!("{}: {}", finding.code.as_str(), finding.message)).collect();
        assert!(found.is_empty(), "{count} entries: {found:#?}");
    }
}

#[test]
fn proposals_are_put_to_the_vote_in_their_authors_words() {
    let mut edition = edition(3);
    let mut proposal = edition.entries[0].quotes[0].clone();
    proposal.text = "De volgende keer graag over stilte.".into();
    edition.entries[0].proposal = Some(proposal);
    let next = blocks(&edition).pop().unwrap().text;
    assert!(next.contains("Ada") && next.contains("“De volgende keer graag over stilte.”"), "{next}");
    assert!(next.contains("Wat vind jij"), "{next}");
}

#[test]
fn a_page_shows_each_definition_of_a_draft_once() {
    let mut site = fixture::site();
    let collected = &mut site.series.editions[1];
    collected.roundup.body = body(collected);
    collected.roundup.file = None;
    let expected: usize = collected.entries.iter().map(|entry| entry.definitions.len()).sum();
    let plan = plan(&site, fixture::now()).unwrap_or_else(|error| panic!("{error}"));
    let html = String::from_utf8(plan.files["hardop-leren/index.html"].to_vec()).unwrap();
    assert_eq!(html.matches("<div class=\"definition\">").count(), expected);
    assert!(!html.contains("{{") && html.contains("De veertien bijdragen"));
}
