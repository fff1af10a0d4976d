//! Sources without a verb of saying: “volgens X”, “in the words of X”, “X’s definition”, “a post by X”.

use super::{
    context::{Context, Tok, name_from, nickname},
    subject::{Subject, relative},
};

/// `volgens X`, `according to X`, `in the words of X`; also how many words stand before.
pub(super) fn preposition(context: &Context<'_>) -> Option<(usize, Subject)> {
    let tokens = &context.tokens;
    for at in (0..tokens.len()).rev() {
        if !context.cues.from.iter().any(|phrase| ends_with(&tokens[..=at], phrase)) {
            continue;
        }
        let next = tokens.get(at + 1)?;
        if context.cues.own.has(&next.lower) {
            return Some((at, Subject::Author));
        }
        if let Some(somebody) = relative(context, at + 1) {
            return Some((at, somebody));
        }
        if let Some(name) = name_from(context, next.range.start, 3) {
            return Some((at, Subject::Named(name)));
        }
    }
    None
}

/// Whether the last words are a phrase.
fn ends_with(tokens: &[Tok], phrase: &str) -> bool {
    let mut last = tokens.iter().rev();
    phrase.split(' ').rev().all(|word| last.next().is_some_and(|tok| tok.lower == word))
}

/// `X’s definition`, `X’s brede definitie van …`: a name in the genitive, a word for words after it.
pub(super) fn possessive(lead: &Context<'_>) -> Option<String> {
    lead.names.iter().rev().find_map(|name| {
        let rest = &lead.text[name.range.end..];
        let genitive = rest.starts_with("'s ")
            || rest.starts_with("’s ")
            || (name.text.ends_with('s') && rest.starts_with(['\'', '’']));
        let after = lead.tokens.iter().filter(|tok| tok.range.start >= name.range.end).take(6);
        (genitive && after.into_iter().any(|tok| lead.cues.words.has(&tok.lower))).then(|| name.text.clone())
    })
}

/// `inkpot’s remark`: a linked nickname in the genitive.
pub(super) fn possessive_link(lead: &Context<'_>) -> Option<String> {
    lead.links.iter().rev().find_map(|link| {
        let from = &lead.text[link.start..];
        let end = from.find("'s ").or_else(|| from.find("’s "))?;
        let name = &from[..end];
        let after = lead.tokens.iter().filter(|tok| tok.range.start > link.start + end).take(5);
        let last = lead.text[..link.start].split_whitespace().next_back().unwrap_or_default().to_lowercase();
        let article = lead.cues.articles.has(&last);
        (!article && nickname(name) && after.into_iter().any(|tok| lead.cues.words.has(&tok.lower)))
            .then(|| name.to_owned())
    })
}

/// `de definitie van X`, `a post by X`.
pub(super) fn words_of(lead: &Context<'_>) -> Option<String> {
    for (at, tok) in lead.tokens.iter().enumerate().rev() {
        if !lead.cues.words.has(&tok.lower) {
            continue;
        }
        let mut next = at + 1;
        while let Some(of) =
            lead.tokens[next.min(lead.tokens.len())..].iter().take(7).position(|tok| lead.cues.of.has(&tok.lower))
        {
            let after = lead.tokens.get(next + of + 1)?;
            if let Some(name) = name_from(lead, after.range.start, 0) {
                return Some(name);
            }
            next += of + 1;
        }
    }
    None
}
