# The words of the desk in English: the form, the receipt, the host’s pages.

desk-mistaken = Error:
desk-privacy = What we keep
desk-join-title = Join in

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
desk-mention-why = What the server said:
