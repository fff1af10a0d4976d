# The words around an edition: the call and the messages about it. What the host keeps of them is the host's affair.

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
and = and
instant = { $date }, { $time } ({ $zone })
zone-city = { $city } time

## The call
call-theme = This blog carnival is about *{ $theme }*.
call-why = Why this theme, and why now? Tell it here in a few sentences, best with something that happened to you. This line does not show on the site; take it out when you are done.
call-prompts = Conversation starters
call-prompts-intro = A push, no more. You need not answer them, and something else altogether is welcome too.
call-prompts-none = Three to five questions get people writing. Put them into `prompts` above, and they appear on the page.
call-join = How to join
call-write = Write about { $theme } on your own blog. Long or short, with an answer or with nothing but questions.
call-link = Link to this page in your post: <{ $url }>.
call-link-or-tag = Link to this page in your post, <{ $url }>, or tag it { $tags }.
call-between = Publish your post between { $opens } and { $until }.
call-before = Publish your post by { $until }.
call-grace = Did not make it? What is up by { $grace } still gets in, marked as late.
call-after = What happens with your post
call-roundup = Afterwards I put all entries side by side in a roundup: a short summary of each post and a few sentences word for word, with your name and a link to the original. Your text remains yours and stays on your own blog.
call-correct = Something wrong, or would you rather not be in it? Let me know and I will correct it or take it out.
call-ideas = Do you know a theme for another time, or would you like to host an edition yourself? Say so in your post, and I will read it.
call-host = This edition is hosted by { $host }.

## Messages
call-1 = A new blog carnival: { $theme }. Write about it on your own blog and join in.
call-2 = What does { $theme } mean to you? That is what the new blog carnival is about. You join with a post on your own blog.
reminder-1 = There is still time to write for the blog carnival about { $theme }.
reminder-2 = The blog carnival about { $theme } closes soon. If half a post is lying about, this is its moment.
publication-1 = The roundup of the blog carnival about { $theme } is online.
publication-2 = One theme, many blogs: read what was written about { $theme } in the roundup of the blog carnival.
until = You can join until { $until }.
prompt = To begin with: { $prompt }
prompts = A few conversation starters:
hosted = { $host } hosts this edition.
so-far = { $count ->
    [0] The first entry is yet to come.
    [1] There is one entry so far.
   *[other] There are { $count } entries so far.
  }
gathered = { $count ->
    [0] There were no entries.
    [1] There was one entry, by { $names }.
   *[other] There were { $count } entries, by { $names }.
  }
others = { $count ->
    [1] one other
   *[other] { $count } others
  }
read-call = The call is here: { $url }
read-roundup = The roundup is here: { $url }
how = Link to the call in your post.
how-tag = Link to the call in your post, or tag it { $tags }.
after = Afterwards all entries stand side by side in a roundup, with a link to every original.
thanks = If something about your post is wrong, tell me; I will correct it at once.
subject-call = Blog carnival about { $theme }: will you write along?
subject-reminder = Blog carnival about { $theme }: open until { $until }
subject-reminder-open = Blog carnival about { $theme }: still open
subject-publication = The roundup of the blog carnival about { $theme }
greeting = Hello,
closing = Best wishes,
