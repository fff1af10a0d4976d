# Sentence material for the draft of the roundup. What the host keeps of it is the host's to decide.
# Where a number stands behind, there is more than one way to say it; each has to fit everywhere. `$theme` is always there.

title = { $theme }: the roundup

opening = The theme of this carnival is *{ $theme }*. { $count ->
    [0] Nobody has written yet; the swing ride is ready.
    [1] So far one blogger sits in the swing ride: { $names }.
    [2] Two of us sit in the swing ride: { $names }.
    [3] Three of us sit in the swing ride: { $names }.
    [4] Four of us sit in the swing ride: { $names }.
    [5] Five of us sit in the swing ride: { $names }.
    [6] Six of us sit in the swing ride: { $names }.
    [7] Seven of us sit in the swing ride: { $names }.
    [8] Eight of us sit in the swing ride: { $names }.
    [9] Nine of us sit in the swing ride: { $names }.
    [10] Ten of us sit in the swing ride: { $names }.
    [11] Eleven of us sit in the swing ride: { $names }.
    [12] Twelve of us sit in the swing ride: { $names }.
    [13] Thirteen of us sit in the swing ride: { $names }.
    [14] Fourteen of us sit in the swing ride: { $names }.
    [15] Fifteen of us sit in the swing ride: { $names }.
    [16] Sixteen of us sit in the swing ride: { $names }.
   *[other] { $count } of us sit in the swing ride: { $names }.
}
opening-invitation = Write something on your own blog, link to the call, and there is a seat for you.
opening-prompt = In need of a nudge? { $prompt }
opening-languages = { $count ->
    [1] One entry is in { $language }.
   *[other] { number-first } entries are in { $language }.
}
opening-entries = Between us we wrote { number } entries.
opening-minis = { $count ->
    [1] One of them is a short message, which counts like any other.
   *[other] { number-first } of them are short messages, which count like any other.
}
others = { $count ->
    [1] and one more
   *[other] and { $count } others
}

definitions-heading = What is { $theme }?
definitions-opening = { $count ->
    [1] One entry says in so many words what *{ $theme }* is.
   *[other] { number-first } times an entry says in so many words what *{ $theme }* is. Here are the definitions in a row, in the writers’ own words.
}
definitions-some = These are { number } of them; the others are on the page with all definitions.
definition-own-1 = { $name } writes:
definition-own-2 = For { $name } it is this:
definition-own-3 = { $name } puts it like this:
definition-own-4 = In { $name }’s entry we read:
definition-own-5 = The definition of { $name }:
definition-again = { $name } once more:
definition-word = definition
definition-host = My own { $definition }:
definition-shared = { $name } shares the definition of { $originator }:
definition-shared-unknown = { $name } shares a definition without saying whose it is:
definition-host-shared = I share the { $definition } of { $originator }:
definition-host-shared-unknown = I share a { $definition } whose origin I do not know:

stands-out = What stands out: { $sentence }
stands-out-question = What stands out is how far apart the definitions are: { $options }?
stands-out-option = is it about { $option }
or = or
stands-out-camp-1 = { $count ->
    [2] { $names } think along the same lines: both use the words { $words }.
   *[other] { $names } think along the same lines: they use the words { $words }.
}
stands-out-camp-2 = { $names } are close to each other too: there we read { $words }.
stands-out-camp-3 = { $names } meet in words like { $words }.
stands-out-camp-4 = And then there are { $names }, who talk about { $words }.
stands-out-genus = { $names } call it, in so many words, a kind of { $genus }.
stands-out-word = What stands out: { $count ->
    [2] both { $names } choose the word { $word }.
   *[other] { $names } all choose the word { $word }.
}
stands-out-word-too = The word that runs through most definitions is { $word }: { $names } use it.
stands-out-word-next = And { $word } we read in those of { $names }.
stands-out-borrowed = { $count ->
    [1] { $names } takes the definition from somebody else.
   *[other] { $names } take their definitions from somebody else.
}
stands-out-alone = { $count ->
    [1] { $names } stands alone: that definition is like none of the others.
   *[other] { $names } each go their own way.
}
stands-out-alone-many = The other { number } each go their own way: { $names }.
stands-out-nothing = { $count ->
    [2] What stands out: the two definitions have hardly a word in common.
   *[other] What stands out: no two definitions are alike.
}

entries-heading = { $count ->
    [1] The entry
   *[other] The { number } entries
}
entries-some = These are { number } of them; the others are on the page with all entries.
entries-some-of-each = These are { number } of each subject; the others are on the page with all entries.
entries-about = { $subject }
entries-others = And all the others
entry-1 = { $name } wrote { $title }.
entry-2 = { $name } takes part with { $title }.
entry-3 = { $name } is in the swing ride too, with { $title }.
entry-4 = { $name } blogs under the title { $title }.
entry-5 = From { $name } comes { $title }.
entry-6 = { $name }, with { $title }.
entry-first = { $name } got us started with { $title }.
entry-again = { $name } once more, this time with { $title }.
entry-foreign = { $name } takes part in { $language }, with { $title }.
entry-short = { $name } keeps it short in { $title }.
entry-shares = { $name } brings in { $originator } in { $title }.
entry-host = And my own entry is { $title }.
entry-host-again = And also mine: { $title }.
entry-guest = As a guest on { $blog }, { $name } wrote { $title }.
entry-mini = { $name } took part with a short message, { $title }:
entry-by-command = { $words } (Summarised by a program.)
entry-scene-1 = { $first } tells us: { $words }
entry-scene-2 = { $first } writes: { $words }
entry-scene-3 = In the words of { $first }: { $words }
entry-scene-4 = This is how it goes for { $first }: { $words }
entry-scene-5 = We read: { $words }
entry-point-1 = What stays with you: { $words }
entry-point-2 = A sentence to remember: { $words }
entry-point-3 = And this one: { $words }
entry-point-4 = It goes with this: { $words }
entry-question-1 = { $first } ends with a question: { $words }
entry-question-2 = At the end stands a question: { $words }
entry-question-3 = The question it all leads to: { $words }
entry-voices-1 = { $count ->
    [1] We hear from { $names } as well.
   *[other] We hear from { $names } as well.
}
entry-voices-2 = There is a supporting role for { $names }.
entry-voices-3 = { $count ->
    [1] Besides { $first }, { $names } has a say in it.
   *[other] Besides { $first }, { $names } have a say in it.
}
entry-cites-1 = { $count ->
    [1] On the way we meet { $names }, who is in this ride as well.
   *[other] On the way we meet { $names }, who are in this ride as well.
}
entry-cites-2 = { $count ->
    [1] Good to see: { $first } has read { $names } too.
   *[other] Good to see: { $first } has read { $names } too.
}
entry-words-1 = Words that keep coming back: { $words }.
entry-words-2 = { $first } keeps returning to the words { $words }.
entry-words-3 = Watch how often { $words } come by.
entry-about-1 = It is about { $words }, among other things.
entry-about-2 = Along the way you meet { $words }.
entry-kin-1 = Put it beside what { $names } wrote: the word { $word } comes up there, too.
entry-kin-2 = { $first } shares the word { $word } with { $names }.
entry-kin-3 = It goes well with { $names }, where the word { $word } turns up as well.
entry-kin-4 = From { $word } it is one step to { $names }.
entry-definition-1 = The definition above comes from this entry.
entry-definition-2 = It also holds the definition you have read above.
entry-definition-of-1 = The definition of { $originator } that you have read above stands in this entry too.
entry-definition-of-2 = This is also where the definition of { $originator } above comes from.
entry-long-1 = Take your time for it: it runs to more than { $count } words.
entry-long-2 = It is a long story of more than { $count } words, so pour yourself something first.
entry-more-1 = If you want to know more, it is best to start at the beginning: the link is above.
entry-more-2 = A few words cannot catch it, so take a moment and read the whole of it.
entry-more-3 = This is only a glimpse of it, and the rest stands where it belongs: on the blog itself.
entry-host-more-1 = If you want to know more, it is best to start at the beginning: the link is above.
entry-go-1 = To know how it really went, read it in { $first }’s own place.
entry-go-2 = I will not give away more: do read it on the blog itself.
entry-go-3 = The rest is on the blog of { $first }, which is where it reads best.
entry-host-scene-1 = In it I write: { $words }
entry-host-scene-2 = I wrote: { $words }
entry-host-point-1 = And also: { $words }
entry-host-point-2 = Where I ended up: { $words }
entry-host-question-1 = I end with a question, too: { $words }
entry-host-question-2 = The question I am left with: { $words }
entry-host-voices-1 = I let { $names } speak in it as well.
entry-host-voices-2 = You will also hear { $names }.
entry-host-cites-1 = And I quote { $names }.
entry-host-cites-2 = In it I also meet { $names }.
entry-host-words-1 = In it I keep returning to { $words }.
entry-host-about-1 = It is about { $words }, among other things.
entry-host-kin-1 = I share the word { $word } with { $names }.
entry-host-kin-2 = I met the word { $word } with { $names } as well.
entry-host-definition-1 = My definition above comes from it.
entry-host-definition-of-1 = The definition of { $originator } that you have read above stands in it too.
entry-host-long-1 = It ran to more than { $count } words, so take your time for it.
entry-host-go-1 = How it ended is on my own blog.

threads-heading = Common threads
threads-opening = { $count ->
    [1] Read everything in one go, and one thing keeps coming back.
   *[other] Read everything in one go, and some things keep coming back, with one writer after another.
}
thread-heading-pair = { $subject } and { $other }
thread-heading-1 = { $subject }, seen from { number } sides
thread-heading-2 = Again and again: { $lower }
thread-heading-3 = One word, { number } stories: { $lower }
thread-1 = { $count ->
    [2] Two of us use the word { $word }: { $names }.
   *[other] { number-first } of us use the word { $word }: { $names }.
}
thread-2 = The word { $word } comes up with { $names }, and each time it sounds slightly different.
thread-3 = { $names } have a word in common, too: { $word }.
thread-4 = And then there is { $word }, a word that turns up with { $names }.
thread-5 = Watch out for { $word }, too: you will meet that word with { $names }.
thread-quote-1 = { $name } writes: { $words }
thread-quote-2 = Or as { $name } puts it: { $words }
thread-quote-3 = In { $name }’s entry it says: { $words }
thread-quote-next-1 = { $name } mentions it, too: { $words }
thread-quote-next-2 = Put beside it what { $name } says: { $words }
thread-quote-next-3 = And { $name }: { $words }
thread-quote-host-1 = I wrote myself: { $words }
thread-companion = { $count ->
    [2] { $names } also share the word { $word }.
   *[other] { $names } also share the word { $word }.
}

also-heading = And also
also-1 = { $name } has a subject nobody else touched: { $title } is about { $words }, among other things.
also-2 = { $title } by { $name } stands by itself, too: it is about { $words }, among other things.
also-3 = And whoever is looking for { $words } should go to { $name }, in { $title }.
also-plain-1 = { $name } chose a corner of the subject nobody else did, in { $title }.
also-plain-2 = Do not miss { $title } by { $name } either.
also-host = I ended up somewhere else myself, in { $title }.
also-others = { $count ->
    [1] { $names } belongs in this ride, too.
   *[other] { $names } belong in this ride, too.
}

tools-heading = Further reading
tools-opening = { $count ->
    [1] One thing is recommended by more than one blogger.
   *[other] These things are recommended by more than one blogger.
}
tool = { $title }, mentioned by { $names }

closing-heading = And the next carnival?
closing-theme = That was *{ $theme }*.
closing-open = { $count ->
    [0] What would you like to talk about next time?
    [1] What do you think, or have you a better idea?
   *[other] Which would you vote for, or have you a better idea?
}
closing-proposal-1 = { $name } has a proposal already: { $words }
closing-proposal-2 = There is one from { $name } as well: { $words }
closing-proposal-3 = And this comes from { $name }: { $words }
closing-proposal-host = I suggested something myself: { $words }
closing = Tell me, or start writing: the swing ride turns again as soon as there is a theme.

number = { $count ->
    [1] one
    [2] two
    [3] three
    [4] four
    [5] five
    [6] six
    [7] seven
    [8] eight
    [9] nine
    [10] ten
    [11] eleven
    [12] twelve
    [13] thirteen
    [14] fourteen
    [15] fifteen
    [16] sixteen
    [17] seventeen
    [18] eighteen
    [19] nineteen
    [20] twenty
   *[other] { $count }
}
number-first = { $count ->
    [1] One
    [2] Two
    [3] Three
    [4] Four
    [5] Five
    [6] Six
    [7] Seven
    [8] Eight
    [9] Nine
    [10] Ten
    [11] Eleven
    [12] Twelve
    [13] Thirteen
    [14] Fourteen
    [15] Fifteen
    [16] Sixteen
    [17] Seventeen
    [18] Eighteen
    [19] Nineteen
    [20] Twenty
   *[other] { $count }
}

and = and
quote-open = “
quote-close = ”
quote-open-inner = ‘
quote-close-inner = ’

language-nl = Dutch
language-en = English
language-de = German
language-fr = French
language-es = Spanish
language-it = Italian
language-pt = Portuguese
language-sv = Swedish
language-da = Danish
language-pl = Polish
language-ru = Russian
language-uk = Ukrainian
language-tr = Turkish
language-ar = Arabic
language-fa = Persian
language-he = Hebrew
language-hi = Hindi
language-zh = Chinese
language-ja = Japanese
language-ko = Korean
language-vi = Vietnamese
