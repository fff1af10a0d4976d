# The site's words in English. Every language has one file with the same keys.

## Dates
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-long = { $day } { $month } { $year }
date-month = { $month } { $year }
period = { $from } to { $to }


## In pictures
pictures = In pictures
pictures-title = In pictures: { $title }
pictures-description = Who shares which words with whom, and who hopped on when: { $title } in pictures.
pictures-intro = Who writes about what, and with whom? The words come from the posts themselves. Those of the theme do not count, since everybody uses them.
to-pictures = Who shares what with whom? This edition in pictures
matrix = Who writes about what?
matrix-caption = For each blogger: which words the entry comes back to
matrix-finding = The word “{ $word }” comes back most often: with { $n } of the { $total } bloggers.
matrix-order = Bloggers who are alike stand together, and so do the words.
matrix-left = { $n ->
    [one] One blogger who shares less is not in it.
   *[other] { $n } bloggers who share less are not in it.
  }
arcs = Who write about the same things?
arcs-desc = { $arcs ->
    [one] One arc between bloggers on a line. The table below says the same in words.
   *[other] { $people } bloggers on a line, with { $arcs } arcs between those who use the same words. The table below says the same in words.
  }
arcs-finding = { $one } and { $other } share most: { $words }.
arcs-key = An arc joins two bloggers whose posts come back to the same words. The thicker the arc, the more they share; a word that few others use counts for more.
arcs-left = { $n ->
    [one] One blogger who shares less is not in it.
   *[other] { $n } bloggers who share less are not in it.
  }
arcs-thinned = The thinnest arcs are left out.
data-table = The data as a table
column-with = Together with
column-words = Shared words
column-date = Date
column-entry = Entry
timeline = Who hopped on when?
timeline-finding = { $n } entries, the first on { $from } by { $first }, the last on { $to } by { $last }.
timeline-from = from { $date }
timeline-until = until { $date }
timeline-week = week of { $date }
timeline-late = An open one came late.
timeline-undated = { $n ->
    [one] One entry has no date.
   *[other] { $n } entries have no date.
  }

## How the feeds are doing
status = How the feeds are doing
status-description = Which feeds this carnival reads, when something last appeared in them, and what is wrong where something is wrong.
status-intro = { $troubled ->
    [0] All feeds were read well the last time.
    [one] One feed needs a look. The others are fine.
   *[other] { $troubled } feeds need a look. The others are fine.
  }
status-none = No blog takes part yet.
status-trouble = needs a look
status-remark = fine, with a remark
status-well = fine
status-unasked = not asked yet
status-newest = Newest post: { $date }
status-undated = No dated post yet
status-manners = How we ask for feeds
status-manners-text = { $hours ->
    [one] At most once an hour
   *[other] At most once every { $hours } hours
  }, asking whether there is anything new, one request at a time per server, under the name { $agent } with the address of this site. A server that asks for patience gets it. Where a feed gives only the first lines of a post that fits the theme, its page is fetched once, if robots.txt agrees.
status-opt-out = Rather not? A message is enough. The program also understands a 410 (gone) at the address of the feed, and a rule for blogkermis in robots.txt keeps it from the pages.

## Around every page
skip = Skip to content
nav-main = Main
nav-home = The ride
nav-entries = Entries
nav-definitions = Definitions
nav-quotes = Quotes
nav-blogs = Bloggers
nav-archive = Editions
nav-search = Search
feed-atom = Atom feed
feed-json = JSON feed
feed-of = { $title } (Atom)
feed-json-of = { $title } (JSON)
feed-rss-of = { $title } (RSS)
to-status = How the feeds are doing
follow-all = Follow every blogger (OPML)
exchange = This edition as data (JSON)
privacy = No cookies, no trackers, no requests to third parties.
privacy-texts = The texts remain with those who wrote them.
accessibility = Accessibility
page-title = { $page } – { $site }

## An edition
deadline = Deadline
calendar = Put the dates in your calendar (.ics)
ics-opens = Blog carnival “{ $title }” begins
ics-reminder = One week left for the blog carnival “{ $title }”
ics-deadline = Last moment to join the blog carnival “{ $title }”
ics-until = A blog carnival about { $theme }. You can join until { $until }.
row-announced = coming soon
row-open = open
row-closed = no roundup yet
row-published = with roundup
edition-number = Edition { $number }
hosted-by = hosted by { $host }
phase-announced = Coming soon
phase-open = Hop on: entries are welcome
phase-closed = The ride has stopped, the host is writing
phase-published = The roundup is here
lead-announced = This ride is ready. Boarding starts on { $opens }.
lead-announced-undated = This ride is ready. Boarding starts soon.
lead-open = { $bloggers ->
    [0] The seats are still empty.
    [one] One blogger is on the ride already.
   *[other] { $bloggers } bloggers are on the ride already.
  } { $until ->
    [none] There is room for more.
   *[other] You can hop on until { $until }.
  }
lead-full = { $bloggers ->
    [0] Nobody hopped on.
    [one] One blogger took a seat and wrote about { $theme }.
   *[other] { $bloggers } bloggers took a seat and wrote about { $theme }.
  }
edition-description = { $bloggers ->
    [0] A blog carnival about { $theme }.
    [one] One blogger on { $theme }: definitions, quotes and summaries, with a link to every original.
   *[other] { $bloggers } bloggers on { $theme }: definitions, quotes and summaries, with a link to every original.
  }
hop-on = Hop on
read-call = Read the call
read-roundup = Read the roundup
published-on = Published on { $date }
count-definitions = { $n ->
    [0] no definitions
    [one] 1 definition
   *[other] { $n } definitions
  }
count-entries = { $n ->
    [0] no entry yet
    [one] 1 entry
   *[other] { $n } entries
  }
count-quotes = { $n ->
    [0] no quotes
    [one] 1 quote
   *[other] { $n } quotes
  }
count-bloggers = { $n ->
    [0] no bloggers yet
    [one] 1 blogger
   *[other] { $n } bloggers
  }
the-call = The call
call-title = Join in: { $title }
call-title-past = The call: { $title }
call-description = The call for the blog carnival about { $theme }.
call-elsewhere = Read the whole call at { $place }
prompts = Conversation starters
how-to-join = How to join
join-write = Write about { $theme } on your own blog.
join-tag = { $n ->
    [one] Link to this call in your post, or tag it { $tags }.
   *[other] Link to this call in your post, or give it one of the tags { $tags }.
  }
join-link = Link to this call in your post.
join-before = Do so by { $date }.
to-edition = To the edition { $title }
draft-note = This roundup is a first draft, put together by the program from the entries themselves.
roundup = The roundup
more-of-edition = Everything in this edition
book-contents = Contents
book-rights = The words in this book remain with those who wrote them. Every chapter links to the original.
figures = This edition in figures
figures-new = { $n ->
    [0] nobody new
   *[other] { $n } new
  }
figures-returning = { $n ->
    [0] nobody from an earlier edition
   *[other] { $n } from an earlier edition
  }
figures-languages = Languages
figures-words = Words
figures-words-entries = { $n } in the entries
figures-words-roundup = { $n } in the roundup
figures-unread = { $n ->
    [one] without one that was not read
   *[other] without { $n } that were not read
  }
figures-quoted = Quotes from
figures-prompt-unknown = { $n ->
    [one] Of one entry the words do not show which one it answers.
   *[other] Of { $n } entries the words do not show which one they answer.
  }
other-editions = Earlier editions
series-about = About this carnival
all-editions = All editions
no-editions = There is no edition yet. The stalls are being built.

## The ride
badge-says = I’m on the ride
badge-alt = I’m on the ride: { $title }
badge-heading = A badge for your blog
badge-text = Taking part? Download the badge, put it on your own site and paste this line beside it. It leads your visitors here, and your blog asks nothing of ours.
badge-code = The line for your blog
badge-download = Download the badge (SVG)
ride-title = The swing ride of { $title }
ride-desc = { $n ->
    [0] A swing ride with empty seats.
    [one] A swing ride with one seat taken: { $names }.
   *[other] A swing ride with { $n } seats taken, one for each blogger: { $names }.
  }
ride-desc-more = { $names } and { $more } others
ride-toggle = Keep it turning
ride-free = { $n ->
    [one] One free seat left
   *[other] { $n } free seats left
  }
passengers = Who is on the ride?
passengers-more = and { $n } more
empty = No passengers yet

## Entries
late = came in late
entries = The entries
entries-title = Entries: { $title }
entries-description = All entries to { $title }, with a summary and a link to the original.
show-all = Show all at once
previous = Previous
next = Next
read = Read at the blog
more-of-entry = More about this piece
read-at = Read the full piece at { $name }’s
read-mini-at = Read the message at { $name }’s
watch-at = Watch it at { $name }’s
listen-at = Listen to it at { $name }’s
guest-of = a guest on { $blog }
entry-of = Entry { $number } of { $total }
by = by { $name }
undated = undated
in-language = in { $language }
minutes = { $n ->
    [one] a minute’s read
   *[other] { $n } minutes’ read
  }
kind-mini = short post
kind-video = film
kind-audio = recording
summary = What it is about
summary-by-machine = Sentences from the post, picked by the program
summary-by-host = Summarised by { $name }
summary-by-host-unnamed = Summarised by the host
summary-by-author = In { $name }’s own words
summary-by-command = Summary written by a program of the host’s, not in the author’s words
other-entries = Other entries
entries-all = All entries in a list
page-of = Page { $number } of { $total }

## Definitions and quotes
definitions = In their own words
definitions-title = What is { $theme }?
definitions-name = Definitions
definitions-description = How every blogger describes { $theme }, side by side, with the words they share marked.
definitions-intro = { $n ->
    [0] Nobody has given a definition yet.
    [one] One description, in the words of who wrote it.
   *[other] { $n } descriptions side by side, letter by letter.
  }
definitions-words = Pick a word to see who uses it
definitions-all = All definitions side by side
definitions-none = Without a definition of their own: { $names }
kinds = Kinds of definitions
kind-genus = A kind of { $genus }
kind-alone = { $n ->
    [one] One goes its own way
   *[other] Each goes its own way
  }
kind-rest = The other definitions
kind-evidence = { $n ->
    [one] { $names } use the same word: { $words }.
   *[other] { $names } use the same words: { $words }.
  }
continued = continued
list = { $first } and { $last }
definitions-table = Who uses which word?
definitions-table-caption = For each definition: who says it, whose words they are and which shared words it holds
definitions-compare = Compare with the other definitions
definition-of = { $name }’s definition
definitions-of = { $name }’s definitions
definitions-shared-by = { $n ->
    [one] The definition { $name } shares
   *[other] The definitions { $name } shares
  }
column-blogger = Blogger
column-origin = Whose words
yes = yes
no = no
origin-own = own words
origin-borrowed = borrowed from { $name }
origin-unknown = origin unknown
speaker-other = said by { $name }
speaker-unknown = speaker unknown
cited-in = in { $title }
cited-from = by { $name }
paraphrased = put in other words
quotes = Quotes
quotes-title = Quotes: { $title }
quotes-description = Sentences worth keeping from the entries to { $title }.
quotes-intro = Sentences worth keeping, letter by letter. Every link jumps to the place in the piece itself.
quotes-from = From { $title }
quotes-all = All quotes
permalink = permalink
permalink-of = Permalink to the words of { $name }
threads = Common threads
threads-title = Common threads: { $title }
threads-description = What more than one blogger comes back to in { $title }, with a sentence from each.
threads-intro = What more than one blogger comes back to, with a sentence from each.
thread-companion = and also { $word }
thread-besides = { $names } come back to it too.
to-threads = The common threads
quotes-by = Jump to a blogger
source-in = { $name } in { $title }

## What others say of an edition
reactions = Reactions
reactions-title = Reactions: { $title }
reactions-description = What others say of { $title } on pages of their own.
reactions-intro = What others say of this edition on pages of their own. The host read it before it was put here.
reactions-all = { $n ->
    [one] The one reaction
   *[other] All { $n } reactions
  }
reaction-at = at
reaction-likes = Liked by
reaction-reposts = Passed on by
reaction-bookmarks = Kept by

## Bloggers
blogs = Bloggers
blogs-description = All bloggers of this ride, with their blogs and entries.
blogger = Blogger
blog-description = What { $name } brought: posts, definitions and quotes.
blog-feed = Feed
blog-unread = This blog’s feed could not be read the last time.
blog-unread-earlier = What came from it before stands below.
blog-unread-short = feed unreadable
blog-no-entries = Has not been on the ride yet.
blogs-letters = Jump to a letter
meets = Shares words with

## Editions
archive-without-roundup = { $n ->
    [one] One edition is closed and has no roundup yet: { $titles }.
   *[other] { $n } editions are closed and have no roundup yet: { $titles }.
  }
archive = Editions
archive-years = Jump to a year
archive-description = All editions, newest first.
undated-editions = Undated

## Search
search = Search
search-description = Search the entries, the bloggers and the editions of this carnival.
search-for = What are you looking for?
search-by = By whom?
search-everybody = Everybody
search-language = In which language?
search-any-language = All languages
search-none = Nothing found. Try a shorter word.
search-one = 1 found
search-many = { $n } found
register = Register
register-intro = What the entries are about, from A to Z, and whose entry tells you more.
register-letters = Jump to a letter

## Lost
not-found = This ride has been taken down
not-found-description = This page is not here, or not any more.
not-found-text = Perhaps a stall stood here once. Now it is an empty spot on the square.
not-found-back = Back to the ride

## Privacy and accessibility
privacy-title = Privacy
privacy-description = What this site knows about its readers: nothing. And what it shows of bloggers.
privacy-readers = When you read here
privacy-readers-cookies = This site sets no cookies and keeps nothing in your browser. No counter notes who reads what, and nothing on its pages comes from another site: no fonts, no pictures, no buttons.
privacy-readers-scripts = Everything works without scripts. There are two: one pages through the list of entries, the other searches. It searches in your own browser; what you type goes nowhere.
privacy-readers-server = Whoever runs the server may, as everywhere on the web, keep a log of the addresses that were asked for. That is not up to this site. If you want to know, ask the host.
privacy-readers-links = When you follow a link to a blog, the rules of that blog apply.
privacy-bloggers = When you take part
privacy-bloggers-shown = Of an entry this site shows your name, the title, the date, a short summary and a few quotes, with a link to the original. The whole text stays on your own blog. All of it comes from your public feed or page.
privacy-bloggers-form = If you send something in by the form, we keep the address you gave, what you corrected and what you agreed to. An e-mail address is seen by the host alone, and gone after ninety days. What you do not confirm we throw away after a day. We do not keep where you sent it from; to recognise abuse the server remembers an unrecognisable mark of that for a day at most.
privacy-bloggers-mentions = If your site sends a webmention to say that you wrote about an edition, your name, a link and your first sentences may stand here. The host reads them first. Take the link out and let your site say so, and they go from here too.
privacy-bloggers-away = Would you like something corrected, or would you rather not be here after all? A message is enough, and you need not say why. { $status } says how we ask for feeds and how to stop that.
privacy-bloggers-status = The page about the feeds
statement-contact = Whom to ask
statement-contact-at = You can reach us through { $contact }.
statement-contact-host = Questions go to { $host }, who hosts the newest edition.
statement-contact-none = Questions go to the host of the newest edition.
accessibility-description = How this site lets everybody read along, and where it does not manage yet.
accessibility-aim = Everybody should be able to read here, however they read: with a screen reader, with the keyboard, in large letters, on a small screen or on paper. We follow WCAG 2.2, level AA.
accessibility-does = What you can expect
accessibility-does-scripts = Every page works without scripts and with the keyboard alone, and can be read on a screen 320 pixels wide or magnified four times.
accessibility-does-looks = Colours have enough contrast, in the dark too, and never say something by themselves. If you have chosen colours of your own on your device, the site keeps to them.
accessibility-does-motion = Nothing moves by itself. The ride turns as you scroll, and stands still when your device asks for less motion.
accessibility-does-words = Every quote and every title is marked with its language. Every drawing has a description, and what it shows is there as text or as a table, too.
accessibility-limits = What does not work yet
accessibility-limits-texts = The theme of this site is checked by automatic tests. That is no audit by people with a disability. The program does not check the host’s texts and pictures, let alone the blogs that links lead to.
accessibility-tell = Is something in your way? Tell us, and we will mend it.

## Languages
languages = This site in another language
language-itself = English
language-nl = Dutch
language-en = English
language-de = German
language-fr = French
language-es = Spanish
language-ar = Arabic
language-tr = Turkish
language-pl = Polish
language-fy = Frisian
language-it = Italian
language-pt = Portuguese

## Sending in, on the call
join-form = Send in the address of your post
join-form-text = Or let us find it: give the address, and see at once what it will look like.
join-mail = Send the address by mail
join-mail-subject = My entry for “{ $title }”
join-mail-body =
    Hello,

    Here is my entry for “{ $title }”.

    Address of my post:
    My name:
