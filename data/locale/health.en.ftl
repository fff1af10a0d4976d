# How feeds are doing, in English. `what` says what is wrong, `mend` what the blogger can do, `host` what the host can do.

## Feeds that cannot be read
date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[other] December
  } { $year }
said = The message is “{ $error }”.
since = (since { $date })
what-gone = The server says that the feed is gone for good{ $since }. We no longer ask for it.
mend-gone = If the blog has a new feed, please send us its address.
host-gone = Ask for a new address and put it into the blog’s file; `blogkermis fetch BLOG --force` asks the old one once more.
what-not-found = Nothing stands at the feed’s address any more{ $since }.
mend-not-found = Perhaps the blog moved or its engine changed: please send us the new address of the feed.
host-not-found = Look for the new feed with `blogkermis add` and the blog’s home page, and correct `feed` in its file.
what-refused = The server does not let us in{ $since }.
mend-refused = Perhaps a firewall or a protection against robots stands in the way: please allow the user agent “blogkermis” at the address of the feed.
host-refused = Write to the blogger; only they can open the door.
what-busy = The server asks for patience{ $since }.
mend-busy = We ask at most once an hour. If your host limits feeds more strictly than that, please tell us how often we may come.
host-busy = Wait: we ask again when the server likes.
what-server-error = The server has trouble of its own{ $since }.
mend-server-error = Please see whether the feed opens in your browser; if not, your host can say why.
host-server-error = Wait a day; if it lasts, write to the blogger.
what-unreachable = The server cannot be reached{ $since }.
mend-unreachable = Please see whether the name of the site and its certificate are still valid.
host-unreachable = See whether the site opens in your browser; if not, write to the blogger.
what-too-slow = The server takes too long to answer{ $since }.
mend-too-slow = Fewer posts in the feed, or a cache in front of it, usually helps.
host-too-slow = Wait a day; if it lasts, raise `timeout` in [fetch] or write to the blogger.
what-broken-off = The answer broke off before it was complete{ $since }.
mend-broken-off = Please see whether the feed opens in your browser to its very end.
host-broken-off = Wait a day; if it lasts, write to the blogger.
what-too-large = The feed is too large{ $since }.
mend-too-large = Feeds with the newest twenty posts serve everybody best; most engines have a setting for it.
host-too-large = Raise `max_size` in [fetch], or write to the blogger.
what-redirects = The address leads on and on without arriving{ $since }.
mend-redirects = Please see where the address of the feed leads in your browser, and send us the right one.
host-redirects = Look for the feed with `blogkermis add` and the blog’s home page, and correct `feed` in its file.
what-forbidden = The feed stands at an address that is not asked for{ $since }.
mend-forbidden = Please send us an address that everybody can reach.
host-forbidden = If it is a server of your own, open its address in `allow` under [fetch].
what-web-page = A web page stands where the feed should be{ $since }.
mend-web-page = Perhaps it is a log-in or a notice in front of the feed; please send us the address that leads to the feed itself.
host-web-page = Look for the feed with `blogkermis add` and the blog’s home page, and correct `feed` in its file.
what-empty = The server answers, but with an empty page{ $since }.
mend-empty = Please see whether the feed opens in your browser; a plug-in or a theme may fail before it writes anything.
host-empty = Wait a day; if it lasts, write to the blogger.
what-unreadable = What stands there is no feed, or one that is too broken to read{ $since }.
mend-unreadable = A validator such as https://validator.w3.org/feed/ shows the first mistake.
host-unreadable = Send the blogger the place of the first mistake.
what-file = The feed’s file cannot be read{ $since }.
mend-file = Please send us a new copy of it.
host-file = Correct the path `feed` in the blog’s file, or put the file there.
what-not-found-on-page = The blog’s page names no feed{ $since }.
mend-not-found-on-page = Please send us the address of the feed, or add a link to it to the head of your pages.
host-not-found-on-page = Put the feed’s address into `feed` of the blog’s file.
what-other = The feed cannot be read{ $since }.
mend-other = Please see whether it opens in your browser.
host-other = `blogkermis inspect feed` and its address shows what the program sees.
what-missing = The blog has neither a feed nor a page to find one on.
mend-missing = Please send us the address of your blog.
host-missing = Put `feed` or `url` into the blog’s file.

## Feeds that can be read
what-taken-over = The feed was called “{ $before }” and is called “{ $now }” now, with other posts about other things.
mend-taken-over = Perhaps the name of your site has expired and somebody else has taken it: please tell us where you blog now.
host-taken-over = Look at it. If it is right, `blogkermis fetch BLOG --force` accepts it; if not, take the blog out or correct its address.
what-moved = The feed has moved for good to { $to }.
mend-moved = We follow; you need not do anything if that is right.
host-moved = `blogkermis check --feeds --rewrite` corrects the address in the blog’s file.
what-broken = The feed can be read, but only because we mended it: line { $line }, column { $column }: { $message }.
mend-broken = Stricter readers will refuse it; a validator such as https://validator.w3.org/feed/ shows the place.
host-broken = Nothing is lost; the blogger may like to know.
what-no-posts = The feed was read, but there is no post in it.
mend-no-posts = If you have published posts, please see whether this is the right feed.
host-no-posts = See whether it is the right feed: `blogkermis add` and the blog’s home page shows which there are.
what-silent = The newest post is of { $since }.
mend-silent = We look forward to the next one.
host-silent = Nothing to do.
what-slow = The server usually takes more than ten seconds to answer.
mend-slow = Fewer posts in the feed, or a cache in front of it, usually helps.
host-slow = Nothing to do.

## A letter
letter-subject = About the feed of { $blog }
letter-greeting = Dear { $author },
letter-opening = The carnival { $series } ({ $site }) follows the feed of { $blog } at { $source }. We noticed something that you may like to know.
letter-closing = Once it is mended we notice by ourselves. You need not tell us.
letter-signature = Kind regards,
    { $host }
