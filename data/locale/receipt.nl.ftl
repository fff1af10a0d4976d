# Wat iemand hoort die een bijdrage instuurde, in het Nederlands. `what` zegt wat er is, `mend` wat de blogger kan doen.

subject = Je bijdrage aan “{ $edition }”
greeting = Dag { $author },
greeting-unknown = Dag,
received = We kregen dit adres van je voor “{ $edition }”: { $address }
found = We vonden er: “{ $title }”, van { $author }{ $date }.
found-untitled = We vonden er een stuk zonder titel, van { $author }{ $date }.
found-by-nobody = We vonden er: “{ $title }”{ $date }.
dated = , van { $date }
feed = De feed van het blog is { $feed }.
nothing-found = We vonden er geen stuk voor deze editie.
fine = Er ontbreekt niets.
next-accepted = Je hangt in de zweefmolen. De gastheer of gastvrouw leest je stuk en schrijft de bijdrage uit; verander je het daarna nog, dan wordt er opnieuw naar gekeken.
next-queued = De gastheer of gastvrouw kijkt ernaar voor het op de site komt. Je hoeft niets te doen, behalve misschien wat hierboven staat.
next-later = We proberen het later opnieuw.
next-mend = Is het verholpen, stuur het adres dan nog eens in.
farewell = Groet, { $host }

what-unreachable = We kregen geen antwoord van de server: { $said }.
mend-unreachable = Opent het adres in je browser? Dan proberen wij het straks ook nog eens.
what-not-found = Op dit adres staat geen pagina (de server zegt { $status }).
mend-not-found = Kijk of het adres klopt, en of je stuk al gepubliceerd is en geen concept meer.
what-refused = De server geeft de pagina niet (hij zegt { $status }).
mend-refused = Misschien houdt een beveiliging programma’s buiten de deur. Laat “blogkermis” erdoor, of geef het adres van de feed.
what-closed = Niet iedereen kan dit stuk lezen: het zit achter een betaalmuur of een wachtwoord.
mend-closed = Zet het voor iedereen open, of stuur een adres in dat iedereen kan lezen.
what-redirect-loop = Het adres verwijst almaar door en komt nergens uit.
mend-redirect-loop = Dat is meestal een instelling van http en https, of van “www.”. Kijk ernaar bij je provider, of stuur het adres in dat in je browser blijft staan.
what-too-large = De pagina is te groot om te lezen.
mend-too-large = Staat het hele archief op één pagina? Stuur dan het adres van het ene stuk in.
what-forbidden = We mogen daar niet lezen: { $said }.
mend-forbidden = Laat “blogkermis” toe in robots.txt, of stuur een adres in dat op het open web staat.
what-not-a-page = Op dit adres staat geen webpagina en geen feed.
mend-not-a-page = Stuur het adres in van je stuk of van de voorpagina van je blog.
what-needs-script = De pagina is leeg zolang er geen scripts draaien. Wij lezen zonder, en zoekmachines en voorleesprogramma’s vaak ook.
mend-needs-script = Geef het adres van een feed waar de hele tekst in staat, of laat je site de tekst zelf meesturen.
what-no-feed = We vonden geen feed bij je blog.
mend-no-feed = Zonder kan ook: het adres van je stuk is genoeg. Met een feed zien we het als je iets verbetert. De meeste blogprogramma’s hebben er een; zet hem in de kop van de pagina met <link rel="alternate">.
what-only-comments = We vonden alleen een feed van de reacties.
mend-only-comments = Stuur het adres van de feed van je stukken in.
what-broken-feed = Je blog heeft een feed, maar die is niet te lezen.
mend-broken-feed = Op https://validator.w3.org/feed/ zie je wat eraan mankeert.
what-not-in-feed = Je stuk staat niet in de feed van je blog.
mend-not-in-feed = Dat is niet erg: we lezen de pagina zelf. Misschien staan er in je feed alleen de laatste stukken.
what-undated = Nergens staat wanneer je stuk verscheen.
mend-undated = Zet de datum in de feed (pubDate of published), of in een <time datetime> op de pagina.
what-outside-window = Je stuk is niet van de weken van deze editie.
mend-outside-window = Hoort het er toch bij, schrijf dat dan even aan de gastheer of gastvrouw.
what-other-language = Je stuk lijkt in het { $language } geschreven, en daar heeft deze editie geen woorden voor.
mend-other-language = Dat hoeft geen bezwaar te zijn: de gastheer of gastvrouw beslist. Vergist het programma zich, zet dan de taal in de pagina (lang="nl").
what-no-link-to-call = In je stuk staat geen link naar de oproep.
mend-no-link-to-call = Zet die erin: { $call }. Dan weten we zeker dat het voor deze editie is, en dat we eruit mogen citeren.
what-off-theme = We herkennen het thema “{ $theme }” niet in je stuk.
mend-off-theme = Gaat het er toch over? De gastheer of gastvrouw leest het zelf.
what-no-author = Nergens staat wie het schreef.
mend-no-author = Zet je naam in de feed, of antwoord hierop met hoe we je moeten noemen.
what-others-fit = { $count ->
    [one] Nog één stuk van je blog past bij het thema.
   *[other] Nog { $count } stukken van je blog passen bij het thema.
  }
mend-others-fit = Bedoelde je een ander, stuur dan het adres van dat stuk in.
what-no-quoting = De pagina vraagt om er niet uit te citeren.
mend-no-quoting = Daar houden we ons aan: je stuk komt in de lijst, met een link. Mag het wel, haal dan “nosnippet” uit de pagina.
