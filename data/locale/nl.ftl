# De woorden van de site in het Nederlands. Elke taal heeft één bestand met dezelfde sleutels.

## Datums
month-1 = januari
month-2 = februari
month-3 = maart
month-4 = april
month-5 = mei
month-6 = juni
month-7 = juli
month-8 = augustus
month-9 = september
month-10 = oktober
month-11 = november
month-12 = december
date-long = { $day } { $month } { $year }
date-month = { $month } { $year }
period = { $from } tot en met { $to }


## Rondom elke pagina
skip = Naar de inhoud
nav-main = Hoofdmenu
nav-home = De molen
nav-entries = Bijdragen
nav-definitions = Definities
nav-quotes = Citaten
nav-blogs = Bloggers
nav-archive = Edities
nav-search = Zoeken
feed-atom = Atom-feed
feed-json = JSON-feed
feed-of = { $title } (Atom)
feed-json-of = { $title } (JSON)
feed-rss-of = { $title } (RSS)
to-status = Hoe het met de feeds gaat
follow-all = Volg alle bloggers (OPML)
exchange = Deze editie als data (JSON)
privacy = Geen cookies, geen volgers, geen verzoeken aan derden.
privacy-texts = De teksten blijven van wie ze schreef.
accessibility = Toegankelijkheid
page-title = { $page } – { $site }

## Een editie
deadline = Tot wanneer
calendar = Zet de data in je agenda (.ics)
ics-opens = Blogkermis “{ $title }” begint
ics-reminder = Nog een week voor de blogkermis “{ $title }”
ics-deadline = Laatste moment voor de blogkermis “{ $title }”
ics-until = Een blogkermis over { $theme }. Meedoen kan tot en met { $until }.
row-announced = binnenkort
row-open = nu open
row-closed = nog zonder verslag
row-published = met verslag
edition-number = Editie { $number }
hosted-by = te gast bij { $host }
phase-announced = Binnenkort
phase-open = Stap in: inzenden kan nog
phase-closed = De molen staat stil, het verslag wordt geschreven
phase-published = Het verslag staat er
lead-announced = Deze molen staat klaar. Instappen kan vanaf { $opens }.
lead-announced-undated = Deze molen staat klaar. Binnenkort kun je instappen.
lead-open = { $bloggers ->
    [0] De stoeltjes zijn nog leeg.
    [one] Eén blogger zit al in de molen.
   *[other] { $bloggers } bloggers zitten al in de molen.
  } { $until ->
    [none] Er is nog plaats.
   *[other] Instappen kan tot en met { $until }.
  }
lead-full = { $bloggers ->
    [0] Niemand stapte in.
    [one] Eén blogger nam plaats in de molen en schreef over { $theme }.
   *[other] { $bloggers } bloggers namen plaats in de molen en schreven over { $theme }.
  }
edition-description = { $bloggers ->
    [0] Een blogkermis over { $theme }.
    [one] Eén blogger over { $theme }: definities, citaten en samenvattingen, met een link naar elk origineel.
   *[other] { $bloggers } bloggers over { $theme }: definities, citaten en samenvattingen, met een link naar elk origineel.
  }
hop-on = Stap in
read-call = Lees de oproep
read-roundup = Lees het verslag
published-on = Verschenen op { $date }
count-definitions = { $n ->
    [0] geen definities
    [one] 1 definitie
   *[other] { $n } definities
  }
count-entries = { $n ->
    [0] nog geen bijdrage
    [one] 1 bijdrage
   *[other] { $n } bijdragen
  }
count-quotes = { $n ->
    [0] geen citaten
    [one] 1 citaat
   *[other] { $n } citaten
  }
count-bloggers = { $n ->
    [0] nog geen bloggers
    [one] 1 blogger
   *[other] { $n } bloggers
  }
the-call = De oproep
call-title = Doe mee: { $title }
call-title-past = De oproep: { $title }
call-description = De oproep voor de blogkermis over { $theme }.
call-elsewhere = Lees de hele oproep op { $place }
prompts = Losmakers
how-to-join = Zo doe je mee
join-write = Schrijf op je eigen blog over { $theme }.
join-tag = { $n ->
    [one] Link in je stuk naar deze oproep, of geef het het label { $tags }.
   *[other] Link in je stuk naar deze oproep, of geef het een van de labels { $tags }.
  }
join-link = Link in je stuk naar deze oproep.
join-before = Doe dat uiterlijk { $date }.
to-edition = Naar de editie { $title }
draft-note = Dit verslag is een eerste opzet, door de blogkermis gemaakt uit de bijdragen zelf.
roundup = Het verslag
more-of-edition = Alles van deze editie
book-contents = Inhoud
book-rights = De woorden in dit boek blijven van wie ze schreef. Elk hoofdstuk verwijst naar het origineel.
figures = Deze editie in cijfers
figures-new = { $n ->
    [0] niemand nieuw
   *[other] { $n } nieuw
  }
figures-returning = { $n ->
    [0] niemand van een eerdere editie
   *[other] { $n } van een eerdere editie
  }
figures-languages = Talen
figures-words = Woorden
figures-words-entries = { $n } in de bijdragen
figures-words-roundup = { $n } in het verslag
figures-unread = { $n ->
    [one] op één na, die niet gelezen is
   *[other] op { $n } na, die niet gelezen zijn
  }
figures-quoted = Citaten van
figures-prompt-unknown = { $n ->
    [one] Bij één bijdrage is aan de woorden niet te zien bij welke losmaker ze hoort.
   *[other] Bij { $n } bijdragen is aan de woorden niet te zien bij welke losmaker ze horen.
  }
other-editions = Eerdere edities
series-about = Over deze kermis
all-editions = Alle edities
no-editions = Er is nog geen editie. De kramen worden opgebouwd.

## De molen
badge-says = Ik hang in de zweefmolen
badge-alt = Ik hang in de zweefmolen: { $title }
badge-heading = Een plaatje voor je blog
badge-text = Doe je mee? Download het plaatje, zet het op je eigen site en plak deze regel erbij. Wie erop klikt komt hier terecht; je blog haalt er niets voor bij ons op.
badge-code = De regel voor je blog
badge-download = Download het plaatje (SVG)
ride-title = De zweefmolen van { $title }
ride-desc = { $n ->
    [0] Een zweefmolen met lege stoeltjes.
    [one] Een zweefmolen met één bezet stoeltje: { $names }.
   *[other] Een zweefmolen met { $n } bezette stoeltjes, één per blogger: { $names }.
  }
ride-desc-more = { $names } en { $more } anderen
ride-toggle = Laat de molen draaien
ride-free = { $n ->
    [one] Nog één vrij stoeltje
   *[other] Nog { $n } vrije stoeltjes
  }
passengers = Wie zit er in de molen?
passengers-more = en nog { $n }
empty = Nog geen passagiers

## Bijdragen
late = nagekomen
entries = De bijdragen
entries-title = Bijdragen: { $title }
entries-description = Alle bijdragen aan { $title }, met een samenvatting en een link naar het origineel.
show-all = Toon alles tegelijk
previous = Vorige
next = Volgende
read = Lees op het blog
more-of-entry = Meer over dit stuk
read-at = Lees het hele stuk bij { $name }
read-mini-at = Lees het bericht bij { $name }
watch-at = Bekijk het bij { $name }
listen-at = Beluister het bij { $name }
guest-of = te gast op { $blog }
entry-of = Bijdrage { $number } van { $total }
by = door { $name }
undated = zonder datum
in-language = in het { $language }
minutes = { $n ->
    [one] een minuut lezen
   *[other] { $n } minuten lezen
  }
kind-mini = kort bericht
kind-video = film
kind-audio = geluid
summary = Waar het over gaat
summary-by-machine = Zinnen uit het stuk, gekozen door de blogkermis
summary-by-host = Samengevat door { $name }
summary-by-host-unnamed = Samengevat door wie deze editie organiseert
summary-by-author = In de eigen woorden van { $name }
summary-by-command = Samenvatting door een programma van de organisatie, niet in de woorden van de auteur
other-entries = Andere bijdragen
entries-all = Alle bijdragen onder elkaar
page-of = Pagina { $number } van { $total }

## Definities en citaten
definitions = Zo noemen ze het zelf
definitions-title = Wat is { $theme }?
definitions-name = Definities
definitions-description = Hoe elke blogger { $theme } omschrijft, naast elkaar, met de gedeelde woorden gemarkeerd.
definitions-intro = { $n ->
    [0] Nog niemand gaf een definitie.
    [one] Eén omschrijving, in de eigen woorden van wie schreef.
   *[other] { $n } omschrijvingen naast elkaar, letterlijk overgenomen.
  }
definitions-words = Kies een woord om te zien wie het gebruikt
definitions-all = Alle definities naast elkaar
definitions-none = Zonder eigen definitie: { $names }
kinds = Soorten definities
kind-genus = Het is een { $genus }
kind-alone = { $n ->
    [one] Eén gaat een eigen kant op
   *[other] Ieder een eigen kant op
  }
kind-rest = De andere definities
kind-evidence = { $n ->
    [one] { $names } gebruiken hetzelfde woord: { $words }.
   *[other] { $names } gebruiken dezelfde woorden: { $words }.
  }
continued = vervolg
list = { $first } en { $last }
definitions-table = Wie gebruikt welk woord?
definitions-table-caption = Per definitie: wie het zegt, wiens woorden het zijn en welke gedeelde woorden erin staan
definitions-compare = Vergelijk met de andere definities
definition-of = De definitie van { $name }
definitions-of = De definities van { $name }
definitions-shared-by = { $n ->
    [one] De definitie die { $name } deelt
   *[other] De definities die { $name } deelt
  }
column-blogger = Blogger
column-origin = Wiens woorden
yes = ja
no = nee
origin-own = eigen woorden
origin-borrowed = geleend van { $name }
origin-unknown = herkomst onbekend
speaker-other = gezegd door { $name }
speaker-unknown = spreker onbekend
cited-in = in { $title }
cited-from = van { $name }
paraphrased = in andere woorden weergegeven
quotes = Citaten
quotes-title = Citaten: { $title }
quotes-description = Zinnen om te onthouden uit de bijdragen aan { $title }.
quotes-intro = Zinnen om te onthouden, letterlijk overgenomen. Elke link springt naar de plek in het stuk zelf.
quotes-from = Uit { $title }
quotes-all = Alle citaten
permalink = vaste link
permalink-of = Vaste link naar de woorden van { $name }
threads = Rode draden
threads-title = Rode draden: { $title }
threads-description = Wat bij meer dan één blogger terugkomt in { $title }, met een zin van elk.
threads-intro = Wat bij meer dan één blogger terugkomt, met een zin van elk.
thread-companion = en ook { $word }
thread-besides = Het komt ook terug bij { $names }.
to-threads = De rode draden
quotes-by = Spring naar een blogger
source-in = { $name } in { $title }

## What others say of an edition
reactions = Reacties
reactions-title = Reacties: { $title }
reactions-description = Wat anderen op hun eigen site over { $title } zeggen.
reactions-intro = Wat anderen op hun eigen site over deze editie zeggen. Wie de editie organiseert, leest het eerst.
reactions-all = { $n ->
    [one] De ene reactie
   *[other] Alle { $n } reacties
  }
reaction-at = op
reaction-likes = Leuk gevonden door
reaction-reposts = Gedeeld door
reaction-bookmarks = Bewaard door

## Bloggers
blogs = Bloggers
blogs-description = Alle bloggers van deze molen, met hun blog en hun bijdragen.
blogger = Blogger
blog-description = Wat { $name } bijdroeg: stukken, definities en citaten.
blog-feed = Feed
blog-unread = De feed van dit blog was de laatste keer niet te lezen.
blog-unread-earlier = Wat er eerder uit kwam, staat hieronder.
blog-unread-short = feed niet te lezen
blog-no-entries = Zat nog niet in de molen.

blogs-letters = Spring naar een letter
meets = Deelt woorden met

## In beeld
pictures = In beeld
pictures-title = In beeld: { $title }
pictures-description = Wie welke woorden deelt met wie, en wie wanneer instapte: { $title } in beeld.
pictures-intro = Wie heeft het waarover, en met wie? De woorden komen uit de stukken zelf. Die van het thema tellen niet mee, want die gebruikt iedereen.
to-pictures = Wie deelt wat met wie? Deze editie in beeld
matrix = Wie heeft het waarover?
matrix-caption = Per blogger: welke woorden in de bijdrage terugkomen
matrix-finding = Het woord “{ $word }” komt het vaakst terug: bij { $n } van de { $total } bloggers.
matrix-order = Wie op elkaar lijken, staan bij elkaar; de woorden ook.
matrix-left = { $n ->
    [one] Eén blogger die minder deelt, staat er niet bij.
   *[other] { $n } bloggers die minder delen, staan er niet bij.
  }
arcs = Wie schrijven over hetzelfde?
arcs-desc = { $arcs ->
    [one] Eén boog tussen bloggers op een lijn. De tabel eronder zegt hetzelfde in woorden.
   *[other] { $people } bloggers op een lijn, met { $arcs } bogen tussen wie dezelfde woorden gebruiken. De tabel eronder zegt hetzelfde in woorden.
  }
arcs-finding = { $one } en { $other } delen het meest: { $words }.
arcs-key = Een boog verbindt twee bloggers bij wie dezelfde woorden terugkomen. Hoe dikker de boog, hoe meer ze delen; een woord dat bij weinig anderen voorkomt, telt zwaarder.
arcs-left = { $n ->
    [one] Eén blogger die minder deelt, staat er niet bij.
   *[other] { $n } bloggers die minder delen, staan er niet bij.
  }
arcs-thinned = De dunste bogen zijn weggelaten.
data-table = De gegevens als tabel
column-with = Samen met
column-words = Gedeelde woorden
column-date = Datum
column-entry = Bijdrage
timeline = Wie stapte wanneer in?
timeline-finding = { $n } bijdragen, de eerste op { $from } van { $first }, de laatste op { $to } van { $last }.
timeline-from = vanaf { $date }
timeline-until = tot en met { $date }
timeline-week = week van { $date }
timeline-late = Open is nagekomen.
timeline-undated = { $n ->
    [one] Eén bijdrage heeft geen datum.
   *[other] { $n } bijdragen hebben geen datum.
  }

## Hoe het met de feeds gaat
status = Hoe het met de feeds gaat
status-description = Welke feeds deze kermis leest, wanneer er voor het laatst iets in stond, en wat er mis is als er iets mis is.
status-intro = { $troubled ->
    [0] Alle feeds zijn de laatste keer goed gelezen.
    [one] Met één feed is iets aan de hand. De rest is in orde.
   *[other] Met { $troubled } feeds is iets aan de hand. De rest is in orde.
  }
status-none = Er doet nog geen blog mee.
status-trouble = vraagt aandacht
status-remark = in orde, met een opmerking
status-well = in orde
status-unasked = nog niet opgevraagd
status-newest = Nieuwste bericht: { $date }
status-undated = Nog geen gedateerd bericht
status-manners = Hoe we feeds opvragen
status-manners-text = { $hours ->
    [one] Hoogstens één keer per uur
   *[other] Hoogstens eens per { $hours } uur
  }, met de vraag of er iets nieuws is, één verzoek tegelijk per server, onder de naam { $agent } met het adres van deze site erbij. Vraagt een server om geduld, dan krijgt hij het. Geeft een feed alleen de eerste regels van een stuk dat bij het thema past, dan halen we één keer de pagina zelf op, als robots.txt dat goedvindt.
status-opt-out = Liever niet? Een bericht is genoeg. Het programma begrijpt ook een 410 (voorgoed weg) op het adres van de feed, en een regel voor blogkermis in robots.txt houdt het bij de pagina’s weg.

## Edities
archive-without-roundup = { $n ->
    [one] Eén editie is gesloten en heeft nog geen verslag: { $titles }.
   *[other] { $n } edities zijn gesloten en hebben nog geen verslag: { $titles }.
  }
archive = Edities
archive-years = Spring naar een jaar
archive-description = Alle edities, de nieuwste eerst.
undated-editions = Zonder datum

## Zoeken
search = Zoeken
search-description = Zoek in de stukken, de bloggers en de edities van deze blogkermis.
search-for = Waar zoek je naar?
search-by = Van wie?
search-everybody = Iedereen
search-language = In welke taal?
search-any-language = Alle talen
search-none = Niets gevonden. Probeer een korter woord.
search-one = 1 gevonden
search-many = { $n } gevonden
register = Register
register-intro = Waar de stukken over gaan, van A tot Z, en bij wie je het leest.
register-letters = Spring naar een letter

## Verdwaald
not-found = Deze attractie is afgebroken
not-found-description = Deze pagina is er niet, of niet meer.
not-found-text = Hier stond misschien ooit een kraam. Nu is het een lege plek op het plein.
not-found-back = Terug naar de molen

## Privacy en toegankelijkheid
privacy-title = Privacy
privacy-description = Wat deze site van haar lezers weet: niets. En wat ze van bloggers laat zien.
privacy-readers = Als je hier leest
privacy-readers-cookies = Deze site zet geen cookies en bewaart niets in je browser. Er is geen teller die bijhoudt wie wat leest, en er staat niets op de pagina’s dat van een andere site komt: geen lettertypen, geen plaatjes, geen knoppen.
privacy-readers-scripts = Alles werkt zonder scripts. Er zijn er twee: het ene bladert door de lijst met bijdragen, het andere zoekt. Dat zoeken gebeurt in je eigen browser; wat je intikt gaat nergens heen.
privacy-readers-server = Wie de server beheert kan, zoals overal op het web, bijhouden welke adressen zijn opgevraagd. Daar gaat deze site niet over. Wil je weten hoe het zit, vraag het dan aan de gastheer of gastvrouw.
privacy-readers-links = Volg je een link naar een blog, dan gelden de regels van dat blog.
privacy-bloggers = Als je hier meedoet
privacy-bloggers-shown = Van een bijdrage staan hier je naam, de titel, de datum, een korte samenvatting en een paar citaten, met een link naar het origineel. Het hele stuk blijft op je eigen blog. Alles komt uit je openbare feed of pagina.
privacy-bloggers-form = Stuur je iets in met het formulier, dan bewaren we het adres dat je gaf, wat je verbeterde en waar je mee akkoord ging. Een e-mailadres ziet alleen de gastheer of gastvrouw, en is na negentig dagen weg. Wat je niet bevestigt, gooien we na een dag weg. Waarvandaan je het stuurde, bewaren we niet; om misbruik te herkennen onthoudt de server daar hooguit een dag een onherkenbaar kenmerk van.
privacy-bloggers-mentions = Laat je site met een webmention weten dat je over een editie schreef, dan kunnen hier je naam, een link en je eerste zinnen staan. Wie de editie organiseert, leest ze eerst. Haal je de link weg en laat je site dat weten, dan verdwijnt het hier ook.
privacy-bloggers-away = Wil je iets verbeterd zien, of wil je er toch niet bij staan? Een bericht is genoeg, en je hoeft niet te zeggen waarom. { $status } staat hoe we feeds opvragen en hoe je dat tegenhoudt.
privacy-bloggers-status = Op de pagina over de feeds
statement-contact = Waar je terechtkunt
statement-contact-at = Je bereikt ons via { $contact }.
statement-contact-host = Vragen zijn voor { $host }, die de nieuwste editie organiseert.
statement-contact-none = Vragen zijn voor de gastheer of gastvrouw van de nieuwste editie.
accessibility-description = Hoe deze site het iedereen mogelijk maakt om mee te lezen, en waar dat nog niet lukt.
accessibility-aim = We willen dat iedereen hier kan lezen, hoe je ook leest: met een schermlezer, met het toetsenbord, met grote letters, op een klein scherm of op papier. We houden WCAG 2.2 aan, niveau AA.
accessibility-does = Wat je kunt verwachten
accessibility-does-scripts = Elke pagina werkt zonder scripts en met alleen het toetsenbord, en is te lezen op een scherm van 320 pixels breed of als je vier keer inzoomt.
accessibility-does-looks = Kleuren hebben genoeg contrast, ook in het donker, en zeggen nooit als enige iets. Heb je op je apparaat eigen kleuren gekozen, dan houdt de site zich daaraan.
accessibility-does-motion = Niets beweegt uit zichzelf. De molen draait mee als je scrolt, en staat stil als je apparaat om minder beweging vraagt.
accessibility-does-words = Van elk citaat en elke titel is vastgelegd in welke taal ze staan. Elke tekening heeft een beschrijving, en de gegevens staan er ook als tekst of als tabel bij.
accessibility-limits = Wat nog niet lukt
accessibility-limits-texts = Het sjabloon van deze site wordt met automatische controles nagekeken. Dat is geen keuring door mensen met een beperking. Teksten en plaatjes van de gastheer of gastvrouw kijkt het programma niet na, en de blogs waar links heen gaan al helemaal niet.
accessibility-tell = Loop je ergens tegenaan? Vertel het ons, dan lossen we het op.

## Talen
languages = Deze site in een andere taal
language-itself = Nederlands
language-nl = Nederlands
language-en = Engels
language-de = Duits
language-fr = Frans
language-es = Spaans
language-ar = Arabisch
language-tr = Turks
language-pl = Pools
language-fy = Fries
language-it = Italiaans
language-pt = Portugees

## Insturen, op de oproep
join-form = Stuur het adres van je stuk in
join-form-text = Of laat het ons vinden: geef het adres, en je ziet meteen hoe het eruit komt te zien.
join-mail = Stuur het adres per mail
join-mail-subject = Mijn bijdrage aan “{ $title }”
join-mail-body =
    Dag,

    Hier is mijn bijdrage aan “{ $title }”.

    Adres van mijn stuk:
    Mijn naam:
