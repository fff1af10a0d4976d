use std::collections::{HashMap, HashSet};

use proptest::prelude::*;

use super::{
    super::draft::Block,
    Change, has_marks,
    marks::{Piece, fingerprint, pieces},
    update, without_marks, write,
};

fn blocks(texts: &[(&str, &str)]) -> Vec<Block> {
    texts.iter().map(|(id, text)| Block::new(*id, *text)).collect()
}

/// A small draft, and the same a week later: Bo came in, and there are two now.
fn before() -> Vec<Block> {
    blocks(&[
        ("opening", "One of us."),
        ("entries", "## Entries"),
        ("entry-ann", "Ann wrote.\n\n> Words."),
        ("next", "And next?"),
    ])
}

fn after() -> Vec<Block> {
    blocks(&[
        ("opening", "Two of us."),
        ("entries", "## Entries"),
        ("entry-ann", "Ann wrote.\n\n> Words."),
        ("entry-bo", "Bo wrote."),
        ("next", "And next?"),
    ])
}

#[test]
fn a_file_that_nobody_touched_follows_the_draft() {
    let file = write(&before());
    assert_eq!(update(&file, &before()).text, file);
    let updated = update(&file, &after());
    assert_eq!(updated.changes, [Change::Rewritten("opening".into()), Change::New("entry-bo".into())]);
    let shown = |text: &str| without_marks(text).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(shown(&updated.text), shown(&write(&after())));
    insta::assert_snapshot!(updated.text);
}

#[test]
fn the_hosts_words_stay_and_newer_ones_are_offered_below() {
    let file = write(&before()).replace("One of us.", "Just me.").replace("> Words.\n", "> Words.\n\nSo true.\n");
    let updated = update(&file, &after());
    assert_eq!(updated.changes, [Change::Offered("opening".into()), Change::New("entry-bo".into())]);
    insta::assert_snapshot!(updated.text);
    let again = update(&updated.text, &after());
    assert_eq!((again.text.as_str(), again.changes.as_slice()), (updated.text.as_str(), [].as_slice()));
    // A third text takes the place of the second; the host sees one offer at a time.
    let third = blocks(&[("opening", "Three of us.")]);
    let third = update(&updated.text, &third).text;
    assert!(third.contains("Three of us.") && !third.contains("Two of us.") && third.contains("Just me."), "{third}");
}

#[test]
fn what_the_host_took_out_stays_out_and_a_withdrawn_entry_goes() {
    let file = write(&after());
    let (head, rest) = file.split_once("<!-- blogkermis entry-bo").unwrap();
    let (_, tail) = rest.split_once("<!-- blogkermis next").unwrap();
    let file = format!("{head}<!-- blogkermis next{tail}");
    assert_eq!(update(&file, &after()).text, file);
    let mut without_ann = after();
    without_ann.retain(|block| block.id != "entry-ann");
    let updated = update(&file, &without_ann);
    assert_eq!(updated.changes, [Change::Removed("entry-ann".into())]);
    assert!(!updated.text.contains("Words."));
    let touched = file.replace("Ann wrote.", "Ann, my neighbour, wrote.");
    let updated = update(&touched, &without_ann);
    assert_eq!((updated.text, updated.changes), (touched, vec![Change::LeftBehind("entry-ann".into())]));
}

#[test]
fn an_offer_that_is_taken_over_is_gone() {
    let file = write(&before()).replace("One of us.", "Just me.");
    let offered = update(&file, &after()).text;
    let taken = offered.replacen("Just me.", "Two of us.", 1);
    let updated = update(&taken, &after()).text;
    assert!(!updated.contains("offers opening") && updated.matches("Two of us.").count() == 1, "{updated}");
}

#[test]
fn what_is_new_stands_before_the_hosts_own_section() {
    let file = write(&before()).replace("> Words.\n", "> Words.\n\nA remark.\n\n## My own heading\n\nMine.\n");
    let text = update(&file, &after()).text;
    let places: Vec<_> = ["A remark.", "Bo wrote.", "## My own heading", "Mine."]
        .iter()
        .map(|words| text.find(words).unwrap())
        .collect();
    assert!(places.is_sorted(), "{text}");
}

#[test]
fn readers_see_no_mark_and_every_line_keeps_its_number() {
    let file = update(&write(&before()).replace("One of us.", "Just me."), &after()).text;
    let shown = without_marks(&file);
    assert!(!shown.contains("<!--") && !shown.contains("Two of us.") && shown.contains("Just me."), "{shown}");
    let line = |text: &str| text.lines().position(|line| line == "Bo wrote.");
    assert_eq!(line(&shown), line(&file));
    assert!(has_marks(&file) && !has_marks(&shown));
}

#[test]
fn a_comment_in_a_text_cannot_end_the_offer() {
    let file = write(&before()).replace("One of us.", "Just me.");
    let sly = blocks(&[("opening", "One --> <script>alert(1)</script>\n-->\nTwo")]);
    let updated = update(&file, &sly).text;
    assert!(!without_marks(&updated).contains("script"), "{updated}");
    assert_eq!(update(&updated, &sly).text, updated);
}

#[test]
fn line_endings_are_kept() {
    let file = write(&before()).replace('\n', "\r\n");
    assert_eq!(update(&file, &before()).text, file);
    let text = update(&file, &after()).text;
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

/// What a host does to a file with an editor, and what the edition does meanwhile.
#[derive(Clone, Debug)]
enum Step {
    /// Types words at a place.
    Type(prop::sample::Index, String),
    /// Takes out some characters.
    Delete(prop::sample::Index, usize),
    /// Copies a passage elsewhere.
    Copy(prop::sample::Index, usize, prop::sample::Index),
    /// A new block in the draft.
    Come(prop::sample::Index),
    /// A block less.
    Go(prop::sample::Index),
    /// Other words for a block.
    Change(prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        4 => (place(), "( |\n|\n\n|# |> |a|é|“|-->|<!-- |\r\n){1,3}(mine )?").prop_map(|(at, text)| Step::Type(at, text)),
        3 => (place(), 1usize..90).prop_map(|(at, length)| Step::Delete(at, length)),
        1 => (place(), 1usize..200, place()).prop_map(|(from, length, to)| Step::Copy(from, length, to)),
        2 => place().prop_map(Step::Come),
        1 => place().prop_map(Step::Go),
        2 => place().prop_map(Step::Change),
    ]
}

fn boundary(text: &str, at: prop::sample::Index) -> usize {
    let mut place = at.index(text.len() + 1);
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// Whether a line could be of the comment that remembers: of two copies of it, one in the other, only one is left.
fn remembers(line: &str) -> bool {
    line == "-->"
        || line.starts_with("<!-- blogkermis has offered")
        || line.split(' ').all(|word| word.len() == 8 && word.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Every stretch of text after a mark that is no longer as the mark says, and every line that no draft ever had.
fn hosts_own(file: &str, machines: &HashSet<String>) -> (Vec<String>, Vec<String>) {
    let mut stretches = Vec::new();
    let mut lines = Vec::new();
    let (mut seen, mut print) = (HashSet::new(), None);
    for piece in pieces(file) {
        match piece {
            Piece::Mark { id, print: of, .. } => {
                seen.insert(id);
                print = Some(of);
            }
            Piece::Text(text) => {
                let all: Vec<&str> = text.split_inclusive('\n').collect();
                let is_machines = |print| (1..=all.len()).any(|to| fingerprint(&all[..to].concat()) == print);
                if print.is_some_and(|print| !is_machines(print)) {
                    // Of two copies of the comment that remembers, the outer one ends here and goes with the inner.
                    let is_own = |line: &&str| !line.trim().is_empty() && !remembers(line.trim_end());
                    let last = all.iter().rposition(is_own).map_or(0, |last| last + 1);
                    stretches.push(all[..last].concat().trim_end().to_owned());
                }
                lines.extend(all.iter().map(|line| line.trim_end().to_owned()).filter(|line| !machines.contains(line)));
                print = None;
            }
            Piece::Offer { id, print, text, .. } => {
                if fingerprint(text) != print || !seen.contains(id) {
                    lines.extend(
                        text.split('\n').map(|line| line.trim_end().to_owned()).filter(|line| !machines.contains(line)),
                    );
                }
            }
            Piece::Memory { .. } => {}
        }
    }
    lines.retain(|line| !remembers(line));
    (stretches, lines)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 400,  ..ProptestConfig::default() })]

    /// Two hundred edits of a host, a draft that grows and changes meanwhile, and an update after every few.
    #[test]
    fn no_character_of_the_host_is_lost(steps in prop::collection::vec(step(), 200), every in 1usize..7) {
        let mut draft: Vec<Block> = before();
        let mut file = write(&draft);
        let mut machines: HashSet<String> = HashSet::from([String::new()]);
        machines.extend(draft.iter().flat_map(|block| block.text.lines()).map(str::to_owned));
        let mut count = 0;
        for (at, step) in steps.into_iter().enumerate() {
            count += 1;
            match step {
                Step::Type(place, text) => file.insert_str(boundary(&file, place), &text),
                Step::Delete(place, length) => {
                    let from = boundary(&file, place);
                    let to = file[from..].char_indices().nth(length).map_or(file.len(), |(end, _)| from + end);
                    file.replace_range(from..to, "");
                }
                Step::Copy(from, length, to) => {
                    let from = boundary(&file, from);
                    let words: String = file[from..].chars().take(length).collect();
                    file.insert_str(boundary(&file, to), &words);
                }
                Step::Come(place) => {
                    let place = place.index(draft.len() + 1);
                    draft.insert(place, Block::new(format!("new-{count}"), format!("Block {count}.\n\nIts words {count}.")));
                }
                Step::Go(place) if !draft.is_empty() => drop(draft.remove(place.index(draft.len()))),
                Step::Change(place) if !draft.is_empty() => {
                    let place = place.index(draft.len());
                    draft[place].text = format!("Other words {count}.");
                }
                Step::Go(_) | Step::Change(_) => {}
            }
            machines.extend(draft.iter().flat_map(|block| block.text.lines()).map(str::to_owned));
            if at % every == 0 {
                let (stretches, lines) = hosts_own(&file, &machines);
                let updated = update(&file, &draft).text;
                for stretch in stretches {
                    prop_assert!(updated.contains(&stretch), "{stretch:?} of\n{file}\nis not in\n{updated}");
                }
                let mut there: HashMap<&str, usize> = HashMap::new();
                for line in updated.split('\n') {
                    *there.entry(line.trim_end()).or_default() += 1;
                }
                for line in &lines {
                    let left = there.entry(line).or_default();
                    prop_assert!(*left > 0, "{line:?} of\n{file}\nis not in\n{updated}");
                    *left -= 1;
                }
                prop_assert_eq!(&update(&updated, &draft).text, &updated, "a second time something happens");
                file = updated;
            }
        }
    }
}
