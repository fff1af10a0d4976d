# The words of the desk in English: the form, the receipt, the host’s pages.

## On every page
desk-mistaken = Error:
desk-mistakes = There is a problem
desk-privacy = What we keep
desk-optional = Optional.

## The address
desk-join-title = Join in
desk-until = send it in by { $date }
desk-closed = closed since { $date }
desk-join-intro = Give the address of your post or of your blog. That is all: we read what is there, and you see what it will look like first.
desk-late = The deadline has passed. You can still send your post; whether it takes part is for { $host } to decide.
desk-address = The address of your post or your blog
desk-address-hint = For example https://myblog.example/on-learning
desk-address-missing = Enter the address of your post or your blog, starting with https://
desk-address-none = This is not an address on the web. Copy it from your browser’s address bar; it starts with https://
desk-trap = Leave this field empty
desk-trap-filled = Leave the hidden field empty. Your browser may have filled it in by itself.
desk-look = Look at my post
desk-or-mail = Rather send a mail?
desk-steps = What happens next
desk-step-read = We read the page and look for your blog’s feed.
desk-step-see = You see the card as it will be on the site, and correct what is wrong.
desk-step-host = { $host } reads your post and decides. Until then nothing of it is on the site.
desk-kept = Unless you confirm, we keep your address for a day at most. We do not keep where you sent it from.
desk-none-title = No edition is running
desk-none-text = There is nothing to take part in right now. Follow the site to see the next call.

## What can go wrong with the form
desk-token-foreign = We no longer know this form. Check what it says and send it once more.
desk-token-soon = That was very fast. Wait a few seconds and send it once more.
desk-token-late = The form lay open for more than two hours. Check what it says and send it once more.
desk-token-spent = This form was sent before. If you have something else to send, send it once more.
desk-wait-title = One moment
desk-wait-text = Too much is coming in right now. Try again in a while; what you sent before is still here.
desk-too-large-title = That is too much
desk-too-large-text = The form is larger than we can read. Send just the address of your post.
desk-too-slow-title = That took too long
desk-too-slow-text = The form did not arrive as a whole. Try again, perhaps on a better connection.
desk-not-a-form-title = We could not read that
desk-not-a-form-text = Please use the form on this site.
desk-no-ticket-title = There is nothing here (any more)
desk-no-ticket-text = Perhaps the address was not copied as a whole. What nobody confirms we throw away after a day; feel free to send it again.
desk-to-form = To the form

## The post is being read
desk-reading-title = We are reading your post
desk-reading-text = That usually takes a few seconds.
desk-judging-title = We are putting it ready
desk-judging-text = We have your entry, and are putting it ready for the host.
desk-again = We will try again in a moment. You can leave this page open, or come back later at the same address.
desk-refreshes = This page refreshes itself.
desk-refresh = Refresh now
desk-nothing-title = We found no post
desk-said-forbidden = the address is not on the open web, or the site keeps programs out
desk-said-unreachable = no connection came about, or it took too long
desk-other-address = Give another address
desk-anyway = Is the address right all the same?
desk-anyway-text = Then send it as it is. The host will have a look.

## What was found
desk-preview-title = Is this right?
desk-card = This is what it will look like
desk-no-card = The post is too large to make a card of it here.
desk-cited = What we would quote from it
desk-post = Post
desk-words = { $n ->
    [one] 1 word
   *[other] { $n } words
  }
desk-blog = Blog
desk-feed = Feed
desk-no-feed = not found
desk-lacks = What we could not find
desk-not-this = Not the post you meant?
desk-correct = Correct what is wrong
desk-name = Your name
desk-name-hint = As you want to be named on the site. If your blog gives another name, { $host } has a look first.
desk-title = Title
desk-language = Language of the post
desk-definition = Your definition
desk-definition-hint = Optional. The sentence of your post that says what “{ $theme }” is, exactly as it stands there.
desk-definition-not-there = This definition does not stand in your post like that. Copy it word for word, or leave the field empty.
desk-quote = Your best sentence
desk-quote-hint = Optional. A sentence of your post that we may quote, exactly as it stands there; { $n } characters at most.
desk-quote-not-there = This sentence does not stand in your post like that. Copy it word for word, or leave the field empty.
desk-too-long = This is too long: { $n } characters at most.
desk-mail = E-mail address
desk-mail-hint = Optional. Only for the host, to answer you. It never appears on the site, and is gone after ninety days.
desk-mail-none = This is not an e-mail address. Enter one like jo@example.org, or leave the field empty.
desk-consent = This post is mine, or I send it on behalf of whoever wrote it. The site may mention it with name and link, summarise it and quote briefly from it. I can take it back at any time.
desk-consent-missing = Tick the box if you agree; without it we cannot take your post.
desk-send = Send it in

## The receipt
desk-queued-title = You are in the queue
desk-aboard-title = You have a seat on the ride
desk-known-title = We had this one
desk-known-text = This address was sent in before. There is nothing more to do; this is how it stands.
desk-said = What you said of it
desk-receipt-kept = Keep the address of this page if you want to see later how it stands: it is here for ninety days.

## Webmentions
desk-mention-title = Your webmention
desk-mention-explain = This address takes webmentions: messages by which one site tells another that a post links to it. Your blog sends them by itself if it knows how. If it does not, use the form to join in.
desk-mention-waiting = We have your webmention, and will look at your page in a moment.
desk-mention-again = Your page did not answer. We will try again a few times in the next hours.
desk-mention-no-link = Your page does not link here. Put the link in and send the webmention again.
desk-mention-gone = Your page is no longer there, so nothing of it is shown here.
desk-mention-failed = We could not read your page, and have stopped trying. Send the webmention again once it can be read.
desk-mention-submission = Your post is in the host’s inbox for this edition.
desk-mention-list = This page shows many posts at once, and yours will move off it. Send the address of the post itself.
desk-mention-wanted = We think it is this one:
desk-mention-old = Thank you for writing about it. That edition is long over, and takes no reactions any more.
desk-mention-reaction = Your page links here. The host reads it before it is shown.
desk-mention-shown = Your reaction is shown with the edition.
