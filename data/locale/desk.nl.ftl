# De woorden van de balie, in het Nederlands: het formulier, het ontvangstbewijs, de pagina’s van de gastheer of gastvrouw.

## Op elke pagina
desk-mistaken = Fout:
desk-mistakes = Er klopt iets nog niet
desk-privacy = Wat we bewaren
desk-optional = Hoeft niet.

## Het adres
desk-join-title = Doe mee
desk-until = insturen kan tot en met { $date }
desk-closed = gesloten sinds { $date }
desk-join-intro = Geef het adres van je stuk of van je blog. Meer hoeft niet: we lezen wat er staat, en je ziet eerst hoe het eruit komt te zien.
desk-late = De inzendtermijn is voorbij. Je kunt je stuk nog insturen; of het meedoet, beslist { $host }.
desk-address = Het adres van je stuk of je blog
desk-address-hint = Bijvoorbeeld https://mijnblog.nl/over-leren
desk-address-missing = Vul het adres van je stuk of je blog in, beginnend met https://
desk-address-none = Dit is geen adres op het web. Kopieer het uit de adresbalk van je browser; het begint met https://
desk-trap = Laat dit veld leeg
desk-trap-filled = Laat het verborgen veld leeg. Misschien vulde je browser het vanzelf in.
desk-look = Bekijk mijn stuk
desk-or-mail = Liever mailen?
desk-steps = Wat er dan gebeurt
desk-step-read = We lezen de pagina en zoeken de feed van je blog.
desk-step-see = Je ziet het kaartje zoals het op de site komt, en verbetert wat niet klopt.
desk-step-host = { $host } leest je stuk en beslist. Tot die tijd staat er niets van op de site.
desk-kept = Zolang je niet bevestigt, bewaren we je adres hooguit een dag. Waarvandaan je dit stuurt, bewaren we niet.
desk-none-title = Er loopt geen editie
desk-none-text = Op dit moment valt er nergens aan mee te doen. Volg de site, dan zie je de volgende oproep.

## Wat er mis kan gaan met het formulier
desk-token-foreign = Dit formulier kennen we niet meer. Controleer wat er staat en verstuur het nog een keer.
desk-token-soon = Dat ging wel heel snel. Wacht een paar tellen en verstuur het nog een keer.
desk-token-late = Het formulier stond meer dan twee uur open. Controleer wat er staat en verstuur het nog een keer.
desk-token-spent = Dit formulier was al verstuurd. Wil je nog iets insturen, verstuur het dan nog een keer.
desk-wait-title = Even wachten
desk-wait-text = Er komt nu te veel binnen. Probeer het over een tijdje nog eens; wat je al had ingestuurd, is er nog.
desk-too-large-title = Dat is te veel
desk-too-large-text = Het formulier is groter dan we kunnen lezen. Stuur alleen het adres van je stuk.
desk-too-slow-title = Dat duurde te lang
desk-too-slow-text = Het formulier kwam niet helemaal binnen. Probeer het nog eens, misschien met een betere verbinding.
desk-not-a-form-title = Dat konden we niet lezen
desk-not-a-form-text = Gebruik het formulier op deze site.
desk-no-ticket-title = Hier is niets (meer)
desk-no-ticket-text = Misschien is het adres niet helemaal overgenomen. Wat niet bevestigd is, gooien we na een dag weg; stuur het dan gerust opnieuw in.
desk-to-form = Naar het formulier

## Het stuk wordt gelezen
desk-reading-title = We lezen je stuk
desk-reading-text = Dat duurt meestal maar een paar tellen.
desk-judging-title = We leggen het klaar
desk-judging-text = Je inzending is binnen. We leggen hem klaar voor de gastheer of gastvrouw.
desk-again = We proberen het zo nog eens. Je kunt deze pagina openlaten, of later terugkomen op hetzelfde adres.
desk-refreshes = Deze pagina ververst zichzelf.
desk-refresh = Nu verversen
desk-nothing-title = We vonden geen stuk
desk-said-forbidden = het adres staat niet op het open web, of de site houdt programma’s buiten
desk-said-unreachable = er kwam geen verbinding tot stand, of het duurde te lang
desk-other-address = Geef een ander adres
desk-anyway = Klopt het adres toch?
desk-anyway-text = Stuur het dan in zoals het is. De gastheer of gastvrouw kijkt er zelf naar.

## Wat er gevonden is
desk-preview-title = Klopt dit?
desk-card = Zo komt het op de site
desk-no-card = Het stuk is te groot om hier een kaartje van te maken.
desk-cited = Wat we eruit zouden citeren
desk-post = Stuk
desk-words = { $n ->
    [one] 1 woord
   *[other] { $n } woorden
  }
desk-blog = Blog
desk-feed = Feed
desk-no-feed = niet gevonden
desk-lacks = Wat we nog misten
desk-not-this = Niet het stuk dat je bedoelde?
desk-correct = Verbeter wat niet klopt
desk-name = Je naam
desk-name-hint = Zoals je op de site genoemd wilt worden. Staat er op je blog een andere naam, dan kijkt { $host } er eerst naar.
desk-title = Titel
desk-language = Taal van het stuk
desk-definition = Jouw definitie
desk-definition-hint = Hoeft niet. De zin uit je stuk waarin je zegt wat “{ $theme }” is, precies zoals hij er staat.
desk-definition-not-there = Deze definitie staat niet zo in je stuk. Kopieer haar letterlijk, of laat het veld leeg.
desk-quote = Je mooiste zin
desk-quote-hint = Hoeft niet. Een zin uit je stuk die we mogen citeren, precies zoals hij er staat; hooguit { $n } tekens.
desk-quote-not-there = Deze zin staat niet zo in je stuk. Kopieer hem letterlijk, of laat het veld leeg.
desk-too-long = Dit is te lang: hooguit { $n } tekens.
desk-mail = E-mailadres
desk-mail-hint = Hoeft niet. Alleen voor de gastheer of gastvrouw, om je te kunnen antwoorden. Komt nooit op de site, en is na negentig dagen weg.
desk-mail-none = Dit is geen e-mailadres. Vul er een in als jan@voorbeeld.nl, of laat het veld leeg.
desk-consent = Dit stuk is van mij, of ik stuur het in namens wie het schreef. De site mag het noemen met naam en link, het samenvatten en er kort uit citeren. Ik kan het altijd weer terugtrekken.
desk-consent-missing = Zet een vinkje als je akkoord gaat; zonder kunnen we je stuk niet aannemen.
desk-send = Stuur in

## Het ontvangstbewijs
desk-queued-title = Je hangt in de wachtrij
desk-aboard-title = Je hangt in de zweefmolen
desk-known-title = Deze hadden we al
desk-known-text = Dit adres is al eens ingestuurd. Je hoeft niets meer te doen; zo staat het ervoor.
desk-said = Wat je erbij zei
desk-receipt-kept = Bewaar het adres van deze pagina als je later wilt zien hoe het ervoor staat: negentig dagen lang staat het hier.

## Webmentions
desk-mention-title = Je webmention
desk-mention-explain = Dit adres ontvangt webmentions: berichtjes waarmee de ene site de andere laat weten dat een blog ernaar linkt. Kan je blog dat, dan gaat het vanzelf. Kan je blog het niet, gebruik dan het formulier om mee te doen.
desk-mention-waiting = We hebben je webmention. Zo meteen kijken we op je pagina.
desk-mention-again = Je pagina gaf geen antwoord. We proberen het de komende uren nog een paar keer.
desk-mention-no-link = Je pagina linkt niet hierheen. Zet de link erin en stuur de webmention opnieuw.
desk-mention-gone = Je pagina bestaat niet meer. Er staat hier dus ook niets meer van.
desk-mention-failed = We konden je pagina niet lezen en proberen het niet meer. Stuur de webmention opnieuw als het weer kan.
desk-mention-submission = Je stuk ligt klaar voor wie deze editie organiseert.
desk-mention-list = Op deze pagina staan veel stukken bij elkaar, en dat van jou zakt eruit weg. Stuur het adres van het stuk zelf.
desk-mention-wanted = We denken dat het dit is:
desk-mention-old = Leuk dat je erover schreef. Die editie is al lang voorbij; reacties komen er niet meer bij.
desk-mention-reaction = Je pagina linkt hierheen. Wie deze editie organiseert, leest haar voordat er hier iets van te zien is.
desk-mention-shown = Je reactie staat bij de editie.
