# What somebody is told who sent something in, in English. `what` says what there is, `mend` what the blogger can do.

subject = Your contribution to “{ $edition }”
greeting = Dear { $author },
greeting-unknown = Hello,
received = You sent us this address for “{ $edition }”: { $address }
found = This is what we found there: “{ $title }”, by { $author }{ $date }.
found-untitled = We found a post without a title there, by { $author }{ $date }.
found-by-nobody = This is what we found there: “{ $title }”{ $date }.
dated = , of { $date }
feed = The blog’s feed is { $feed }.
nothing-found = We found no post for this edition there.
fine = Nothing is missing.
next-accepted = You have a seat on the ride. The host reads your post and writes about it; if you change it after that, the host looks again.
next-queued = The host looks at it before it goes on the site. There is nothing you need to do, except perhaps what stands above.
next-later = We will try again later.
next-mend = Once it is mended, send the address in again.
farewell = Kind regards, { $host }

what-unreachable = The server did not answer: { $said }.
mend-unreachable = Does the address open in your browser? Then we will try again too.
what-not-found = There is no page at this address (the server says { $status }).
mend-not-found = Look whether the address is right, and whether your post is published and no longer a draft.
what-refused = The server does not hand out the page (it says { $status }).
mend-refused = Perhaps something keeps programs out. Let “blogkermis” through, or give the address of the feed.
what-closed = Not everybody can read this post: it is behind a paywall or a password.
mend-closed = Open it to everybody, or send in an address that anybody can read.
what-redirect-loop = The address redirects on and on and leads nowhere.
mend-redirect-loop = That is usually a setting of http and https, or of “www.”. Look at it with your provider, or send in the address that stays in your browser.
what-too-large = The page is too large to be read.
mend-too-large = Is the whole archive on one page? Then send in the address of the one post.
what-forbidden = We may not read there: { $said }.
mend-forbidden = Let “blogkermis” in by robots.txt, or send in an address on the open web.
what-not-a-page = At this address there is neither a web page nor a feed.
mend-not-a-page = Send in the address of your post or of your blog’s home page.
what-needs-script = The page is empty until its scripts have run. We read without them, as search engines and screen readers often do.
mend-needs-script = Give the address of a feed with the whole text, or let your site send the text itself.
what-no-feed = We found no feed for your blog.
mend-no-feed = You can do without: the address of your post is enough. With a feed we see it when you correct something. Most blog programs have one; name it in the head of the page with <link rel="alternate">.
what-only-comments = We found only a feed of the comments.
mend-only-comments = Send in the address of the feed of your posts.
what-broken-feed = Your blog has a feed, but it cannot be read.
mend-broken-feed = https://validator.w3.org/feed/ shows what is wrong with it.
what-not-in-feed = Your post is not in your blog’s feed.
mend-not-in-feed = No harm done: we read the page itself. Perhaps your feed has only the latest posts.
what-undated = Nothing says when your post appeared.
mend-undated = Put the date into the feed (pubDate or published), or into a <time datetime> on the page.
what-outside-window = Your post is not from the weeks of this edition.
mend-outside-window = If it belongs here all the same, write a line to the host.
what-other-language = Your post seems to be written in { $language }, and this edition has no words for that.
mend-other-language = That need not be in the way: the host decides. If the program is wrong, say the language in the page (lang="en").
what-no-link-to-call = There is no link to the call in your post.
mend-no-link-to-call = Put it in: { $call }. Then we know for sure that it is for this edition, and that we may quote from it.
what-off-theme = We do not recognise the theme “{ $theme }” in your post.
mend-off-theme = Is it about it all the same? The host reads it too.
what-no-author = Nothing says who wrote it.
mend-no-author = Put your name into the feed, or answer with what we should call you.
what-others-fit = { $count ->
    [one] One more post of your blog fits the theme.
   *[other] { $count } more posts of your blog fit the theme.
  }
mend-others-fit = If you meant another one, send in that post’s address.
what-no-quoting = The page asks not to be quoted.
mend-no-quoting = We respect that: your post is listed, with a link. If quoting is fine, take “nosnippet” out of the page.
