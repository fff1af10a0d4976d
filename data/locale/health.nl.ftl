# Hoe het met de feeds gaat, in het Nederlands. `what` zegt wat er is, `mend` wat de blogger kan doen, `host` wat de gastheer kan doen.

## Feeds die niet te lezen zijn
date = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[other] december
  } { $year }
said = De melding is: “{ $error }”.
since = (sinds { $date })
what-gone = De server zegt dat de feed er niet meer is en niet terugkomt{ $since }. We vragen er niet meer om.
mend-gone = Heeft het blog een nieuwe feed, stuur ons dan het adres.
host-gone = Vraag om een nieuw adres en zet het in het bestand van het blog; `blogkermis fetch BLOG --force` vraagt het oude nog één keer.
what-not-found = Op het adres van de feed staat niets meer{ $since }.
mend-not-found = Misschien is het blog verhuisd of draait het nu op iets anders: stuur ons het nieuwe adres van de feed.
host-not-found = Zoek de nieuwe feed met `blogkermis add` en de voorpagina van het blog, en verbeter `feed` in het bestand.
what-refused = De server laat ons er niet in{ $since }.
mend-refused = Misschien staat er een firewall of een beveiliging tegen robots voor: laat de user agent “blogkermis” toe op het adres van de feed.
host-refused = Schrijf de blogger; alleen die kan de deur openzetten.
what-busy = De server vraagt om geduld{ $since }.
mend-busy = We vragen hoogstens één keer per uur. Is je provider strenger, laat ons dan weten hoe vaak we mogen komen.
host-busy = Wacht: we vragen het opnieuw zodra de server dat wil.
what-server-error = De server heeft zelf een probleem{ $since }.
mend-server-error = Kijk of de feed opengaat in je browser; zo niet, dan weet je provider waarom.
host-server-error = Wacht een dag; duurt het langer, schrijf dan de blogger.
what-unreachable = De server is niet bereikbaar{ $since }.
mend-unreachable = Kijk of de naam van de site en het certificaat nog geldig zijn.
host-unreachable = Kijk of de site opengaat in je browser; zo niet, schrijf dan de blogger.
what-too-slow = De server doet te lang over een antwoord{ $since }.
mend-too-slow = Minder berichten in de feed, of een cache ervoor, helpt meestal.
host-too-slow = Wacht een dag; duurt het langer, verhoog dan `timeout` onder [fetch] of schrijf de blogger.
what-broken-off = Het antwoord brak af voordat het compleet was{ $since }.
mend-broken-off = Kijk of de feed in je browser tot het einde opengaat.
host-broken-off = Wacht een dag; duurt het langer, schrijf dan de blogger.
what-too-large = De feed is te groot{ $since }.
mend-too-large = Een feed met de nieuwste twintig berichten is voor iedereen het prettigst; de meeste systemen hebben er een instelling voor.
host-too-large = Verhoog `max_size` onder [fetch], of schrijf de blogger.
what-redirects = Het adres verwijst steeds verder en komt nergens aan{ $since }.
mend-redirects = Kijk in je browser waar het adres van de feed heen leidt, en stuur ons het goede.
host-redirects = Zoek de feed met `blogkermis add` en de voorpagina van het blog, en verbeter `feed` in het bestand.
what-forbidden = De feed staat op een adres dat niet wordt opgevraagd{ $since }.
mend-forbidden = Stuur ons een adres waar iedereen bij kan.
host-forbidden = Is het een eigen server, zet het adres dan in `allow` onder [fetch].
what-web-page = Waar de feed hoort, staat een webpagina{ $since }.
mend-web-page = Misschien staat er een inlogscherm of een melding voor de feed; stuur ons het adres dat naar de feed zelf leidt.
host-web-page = Zoek de feed met `blogkermis add` en de voorpagina van het blog, en verbeter `feed` in het bestand.
what-empty = De server antwoordt, maar met een lege pagina{ $since }.
mend-empty = Kijk of de feed opengaat in je browser; een plug-in of thema kan mislukken voordat er iets staat.
host-empty = Wacht een dag; duurt het langer, schrijf dan de blogger.
what-unreadable = Wat er staat is geen feed, of een die te stuk is om te lezen{ $since }.
mend-unreadable = Een validator als https://validator.w3.org/feed/ wijst de eerste fout aan.
host-unreadable = Stuur de blogger de plaats van de eerste fout.
what-file = Het bestand met de feed is niet te lezen{ $since }.
mend-file = Stuur ons een nieuwe kopie.
host-file = Verbeter het pad `feed` in het bestand van het blog, of zet het bestand daar neer.
what-not-found-on-page = De pagina van het blog noemt geen feed{ $since }.
mend-not-found-on-page = Stuur ons het adres van de feed, of zet een verwijzing ernaar in de kop van je pagina’s.
host-not-found-on-page = Zet het adres van de feed bij `feed` in het bestand van het blog.
what-other = De feed is niet te lezen{ $since }.
mend-other = Kijk of hij opengaat in je browser.
host-other = `blogkermis inspect feed` met het adres laat zien wat het programma ziet.
what-missing = Het blog heeft geen feed en ook geen pagina om er een op te zoeken.
mend-missing = Stuur ons het adres van je blog.
host-missing = Zet `feed` of `url` in het bestand van het blog.

## Feeds die te lezen zijn
what-taken-over = De feed heette “{ $before }” en heet nu “{ $now }”, met andere berichten over andere dingen.
mend-taken-over = Misschien is de naam van je site verlopen en door iemand anders overgenomen: laat ons weten waar je nu blogt.
host-taken-over = Ga kijken. Klopt het, dan neemt `blogkermis fetch BLOG --force` het over; zo niet, haal het blog weg of verbeter het adres.
what-moved = De feed is voorgoed verhuisd naar { $to }.
mend-moved = We verhuizen mee; klopt het, dan hoef je niets te doen.
host-moved = `blogkermis check --feeds --rewrite` verbetert het adres in het bestand van het blog.
what-broken = De feed is te lezen, maar alleen doordat we hem hebben opgelapt: regel { $line }, kolom { $column }: { $message }.
mend-broken = Strengere lezers weigeren hem; een validator als https://validator.w3.org/feed/ wijst de plek aan.
host-broken = Er gaat niets verloren; de blogger wil het misschien weten.
what-no-posts = De feed is gelezen, maar er staat geen bericht in.
mend-no-posts = Heb je wel berichten gepubliceerd, kijk dan of dit de goede feed is.
host-no-posts = Kijk of het de goede feed is: `blogkermis add` met de voorpagina van het blog laat zien welke er zijn.
what-silent = Het nieuwste bericht is van { $since }.
mend-silent = We kijken uit naar het volgende.
host-silent = Er is niets te doen.
what-slow = De server doet meestal meer dan tien seconden over een antwoord.
mend-slow = Minder berichten in de feed, of een cache ervoor, helpt meestal.
host-slow = Er is niets te doen.

## Een brief
letter-subject = Over de feed van { $blog }
letter-greeting = Dag { $author },
letter-opening = De kermis { $series } ({ $site }) volgt de feed van { $blog } op { $source }. Daarbij viel ons iets op dat je misschien wilt weten.
letter-closing = Is het verholpen, dan merken we dat vanzelf. Je hoeft ons niets te laten weten.
letter-signature = Hartelijke groet,
    { $host }
