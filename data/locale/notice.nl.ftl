# Bericht aan een blogger over zijn of haar bijdrage.

subject = { $kind ->
    [new] Je bijdrage “{ $title }” in { $series }
   *[changed] Aangepast: je bijdrage “{ $title }” in { $series }
}
greeting = Dag { $name },
opening = Je bijdrage “{ $title }” doet mee in de blogkermis over { $theme }. Het overzicht staat hier:
opening-changed = Er is iets veranderd aan wat er over je bijdrage “{ $title }” in de blogkermis over { $theme } staat. Het overzicht vind je hier:
blurb-host = Dit schreven we erover:
blurb-machine = Dit staat er als samenvatting, in zinnen uit je eigen tekst:
blurb-author = Dit staat er als samenvatting, in je eigen woorden:
blurb-command = Dit staat er als samenvatting, gemaakt door een programma:
cited = { $count ->
    [1] Dit wordt uit je bijdrage aangehaald:
   *[other] Deze passages worden uit je bijdrage aangehaald:
}
nothing-cited = Er wordt niets uit je bijdrage geciteerd; er staat een link naar je blog.
definition = definitie
quote = citaat
paraphrase = in andere woorden
by-author = van jou
by-person = van { $speaker }
shared = van { $originator }, door jou aangehaald
by-nobody = van wie, weten we niet
link = Je bijdrage: { $url }
correct = Klopt er iets niet? Antwoord op dit bericht, dan verbeteren we het.
correct-to = Klopt er iets niet? Laat het weten via { $contact }, dan verbeteren we het.
remove = Wil je liever niet meedoen? Ook dan is een kort antwoord genoeg: samenvatting, citaten en link gaan er allemaal uit.
signature =
    Groeten,
    { $host }
