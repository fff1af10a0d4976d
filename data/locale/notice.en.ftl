# A notice to a blogger about an entry.

subject = { $kind ->
    [new] Your entry “{ $title }” in { $series }
   *[changed] Changed: your entry “{ $title }” in { $series }
}
greeting = Hello { $name },
opening = Your entry “{ $title }” takes part in the blog carnival about { $theme }. The roundup is here:
opening-changed = Something changed in what the blog carnival about { $theme } says of your entry “{ $title }”. The roundup is here:
blurb-host = This is what we wrote about it:
blurb-machine = This is its summary, in sentences of your own text:
blurb-author = This is its summary, in your own words:
blurb-command = This is its summary, written by a program:
cited = { $count ->
    [1] This is quoted from your entry:
   *[other] These passages are quoted from your entry:
}
nothing-cited = Nothing of your entry is quoted; there is a link to your blog.
definition = definition
quote = quote
paraphrase = in other words
by-author = yours
by-person = by { $speaker }
shared = by { $originator }, passed on by you
by-nobody = we do not know by whom
link = Your entry: { $url }
correct = Is anything wrong? Reply to this message and we will correct it.
correct-to = Is anything wrong? Tell us at { $contact } and we will correct it.
remove = Would you rather not take part? A short reply is enough for that, too: summary, quotations and link will all be taken out.
signature =
    Kind regards,
    { $host }
