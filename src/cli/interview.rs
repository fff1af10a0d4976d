//! `new` on a terminal: asks for what was not given. An empty answer leaves a thing out.

use std::io;

use super::args;
use crate::model::Moment;

/// Puts a question and gives the answer; `None` when nobody answers any more.
pub(super) type Ask<'a> = dyn FnMut(&str) -> io::Result<Option<String>> + 'a;

/// So many times a question is put again that was answered with something that cannot be read.
const PATIENCE: usize = 3;

/// Fills in what is missing.
pub(super) fn fill(args: &mut args::New, languages: &[String], blogs: &[&str], ask: &mut Ask<'_>) -> io::Result<()> {
    if args.theme.is_none() {
        args.theme = line(ask, "What is the edition about, in a few words?")?;
    }
    if args.theme.is_none() {
        return Ok(());
    }
    if args.terms.is_empty() {
        for language in languages {
            let question = format!("Other words for it in `{language}`, with commas between them?");
            let words = line(ask, &question)?.unwrap_or_default();
            let words = words.split(',').map(str::trim).filter(|word| !word.is_empty());
            args.terms.extend(words.map(|word| format!("{language}={word}")));
        }
    }
    if args.prompts.is_empty() {
        while let Some(prompt) = line(ask, "A conversation starter? (Enter when there are enough)")? {
            args.prompts.push(prompt);
        }
    }
    if args.opens.is_none() {
        args.opens = moment(ask, "From which day on may posts come in, as 2026-05-01?")?;
    }
    if args.closes.is_none() {
        args.closes = moment(ask, "Until which day, as 2026-05-22?")?;
    }
    if args.tags.is_empty() {
        let tags = line(ask, "A category or hashtag that puts a post in? (Enter for `blogkermis`)")?;
        args.tags.extend(tags);
    }
    if args.host.is_none() && !blogs.is_empty() {
        let question = format!("Who hosts: {}?", blogs.join(", "));
        for _ in 0..PATIENCE {
            args.host = line(ask, &question)?;
            if args.host.as_deref().is_none_or(|host| blogs.contains(&host)) {
                break;
            }
        }
    }
    Ok(())
}

/// One line without white space around it; `None` when it is empty.
fn line(ask: &mut Ask<'_>, question: &str) -> io::Result<Option<String>> {
    Ok(ask(question)?.map(|answer| answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

fn moment(ask: &mut Ask<'_>, question: &str) -> io::Result<Option<String>> {
    for _ in 0..PATIENCE {
        match line(ask, question)? {
            Some(answer) if answer.parse::<Moment>().is_err() => {}
            answer => return Ok(answer),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::collections::VecDeque;

    use clap::Parser as _;

    use super::fill;
    use crate::cli::args::{Args, Command, New};

    fn new(line: &[&str]) -> New {
        match Args::parse_from(["blogkermis", "new"].iter().chain(line)).command {
            Some(Command::New(new)) => new,
            other => panic!("{other:?}"),
        }
    }

    fn answered(mut args: New, answers: &[&str]) -> (New, Vec<String>) {
        let mut answers: VecDeque<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let mut asked = Vec::new();
        let mut ask = |question: &str| {
            asked.push(question.to_owned());
            Ok(answers.pop_front())
        };
        fill(&mut args, &["nl".into(), "en".into()], &["jan", "an"], &mut ask).unwrap();
        (args, asked)
    }

    #[test]
    fn what_was_not_given_is_asked_for() {
        let answers =
            ["stilte", "zwijgen, stil zijn", "silence", "Wanneer is het stil?", "", "morgen", "2026-05-01", ""];
        let (args, asked) = answered(new(&[]), &[&answers[..], &["stiltekermis", "piet", "an"]].concat());
        assert_eq!(args.theme.as_deref(), Some("stilte"));
        assert_eq!(args.terms, ["nl=zwijgen", "nl=stil zijn", "en=silence"]);
        assert_eq!(args.prompts, ["Wanneer is het stil?"]);
        assert_eq!((args.opens.as_deref(), args.closes.as_deref()), (Some("2026-05-01"), None));
        assert_eq!((args.tags, args.host.as_deref()), (vec!["stiltekermis".to_owned()], Some("an")));
        assert_eq!(asked.len(), 11);
    }

    #[test]
    fn what_was_given_is_not() {
        let given = ["stilte", "--term", "nl=x", "--prompt", "Wat?", "--opens", "2026-05-01", "--closes", "2026-05-02"];
        let (_, asked) = answered(new(&[&given[..], &["--tag", "x", "--host", "an"]].concat()), &[]);
        assert!(asked.is_empty(), "{asked:?}");
        let (args, asked) = answered(new(&[]), &[]);
        assert_eq!((args.theme, asked.len()), (None, 1), "nobody answers");
    }
}
