# Sentence material for the draft of the roundup. What the host keeps of it is the host's to decide.

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
   *[other] { $count } of us sit in the swing ride: { $names }.
}
opening-languages = { $count ->
    [1] One entry is in { $language }.
   *[other] { $count } entries are in { $language }.
}
opening-entries = Between us we wrote { $entries } entries.

definitions-heading = What is { $theme }?
definitions-opening = { $count ->
    [1] One entry says in so many words what *{ $theme }* is.
   *[other] In this edition somebody says { $count } times in so many words what *{ $theme }* is. Here are the definitions side by side, in the writers’ own words.
}
definition-own-1 = { $name } writes:
definition-own-2 = For { $name } it is this:
definition-own-3 = { $name } puts it like this:
definition-own-4 = In { $name }’s entry we read:
definition-own-5 = The definition of { $name }:
definition-host = My own definition:
definition-shared = { $name } shares the definition of { $originator }:
definition-shared-unknown = { $name } shares a definition without saying whose it is:
definition-host-shared = I share the definition of { $originator }:
definition-host-shared-unknown = I share a definition whose origin I do not know:
definitions-shared-word = What stands out: { $names } all use the word *{ $word }*.
definitions-shared-word-two = What stands out: both { $first } and { $second } use the word *{ $word }*.

entries-heading = The entries
entry-1 = { $name } wrote { $title }.
entry-2 = { $name } takes part with { $title }.
entry-3 = By { $name } there is { $title }.
entry-4 = { $name } blogs under the title { $title }.
entry-host = And my own entry is { $title }.
entry-guest = As a guest on { $blog }, { $name } wrote { $title }.
entry-mini = { $name } took part with a short message, { $title }:
entry-words-1 = In their own words: { $words }
entry-words-2 = From it: { $words }
entry-words-3 = A few sentences of it: { $words }
entry-by-command = { $words } (Summarised by a program.)

threads-heading = Common threads
thread = The word *{ $subject }* keeps coming back in the entries of { $names }.
thread-quote = — { $name } in { $title }

closing-heading = And the next carnival?
closing = That was *{ $theme }*. What would you like to write about next time? Tell me, or start writing: the swing ride turns again as soon as there is a theme.

and = and
quote-open = “
quote-close = ”
quote-open-inner = ‘
quote-close-inner = ’

language-nl = Dutch
language-en = English
language-de = German
language-fr = French
