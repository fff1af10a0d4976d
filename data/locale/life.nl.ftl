# De woorden rond een editie: de oproep en de berichten erover. Wat de gastheer ervan overhoudt, is aan hem of haar.

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
and = en
instant = { $date }, { $time } uur ({ $zone })
zone-city = tijd in { $city }

## De oproep
call-theme = Deze blogkermis gaat over *{ $theme }*.
call-why = Waarom dit thema, en waarom nu? Vertel het hier in een paar zinnen, het liefst met iets wat je zelf hebt meegemaakt. Deze regel komt niet op de site; haal hem weg als je klaar bent.
call-prompts = Losmakers
call-prompts-intro = Bedoeld als zetje. Je hoeft ze niet te beantwoorden, en iets heel anders mag ook.
call-prompts-none = Drie tot vijf vragen zetten mensen aan het schrijven. Zet ze bij `prompts` hierboven, dan komen ze vanzelf op de pagina.
call-join = Meedoen
call-write = Schrijf op je eigen blog over { $theme }. Lang of kort, met een antwoord of alleen met vragen.
call-link = Link in je stuk naar deze pagina: <{ $url }>.
call-link-or-tag = Link in je stuk naar deze pagina, <{ $url }>, of geef het het label { $tags }.
call-between = Publiceer je stuk tussen { $opens } en { $until }.
call-before = Publiceer je stuk uiterlijk { $until }.
call-grace = Niet gered? Wat er uiterlijk { $grace } staat, neem ik mee als nagekomen bijdrage.
call-after = Wat er met je stuk gebeurt
call-roundup = Na afloop zet ik alle bijdragen naast elkaar in een overzicht: van elk stuk een korte samenvatting en een paar zinnen die er letterlijk staan, met je naam erbij en een link naar het origineel. Je tekst blijft van jou en blijft op je eigen blog.
call-correct = Klopt er iets niet, of wil je er liever niet bij staan? Laat het me weten, dan pas ik het aan of haal ik het weg.
call-ideas = Weet je een thema voor een volgende keer, of wil je zelf een editie organiseren? Schrijf het erbij in je stuk, dan lees ik het.
call-host = Deze editie wordt georganiseerd door { $host }.

## Berichten
call-1 = Nieuwe blogkermis: { $theme }. Schrijf erover op je eigen blog en doe mee.
call-2 = Wat heb jij met { $theme }? Daarover gaat de nieuwe blogkermis. Meedoen doe je met een stuk op je eigen blog.
reminder-1 = Wie nog wil meeschrijven met de blogkermis over { $theme }: dat kan nog.
reminder-2 = De blogkermis over { $theme } sluit bijna. Ligt er nog een half stuk, dan is dit het moment.
publication-1 = Het overzicht van de blogkermis over { $theme } staat online.
publication-2 = Een thema, veel blogs: lees wat er over { $theme } geschreven is in het overzicht van de blogkermis.
until = Meedoen kan tot en met { $until }.
prompt = Om mee te beginnen: { $prompt }
prompts = Een paar losmakers:
hosted = { $host } organiseert deze editie.
so-far = { $count ->
    [0] De eerste bijdrage moet nog komen.
    [1] Er is tot nu toe één bijdrage.
   *[other] Er zijn tot nu toe { $count } bijdragen.
  }
gathered = { $count ->
    [0] Er kwamen geen bijdragen.
    [1] Er kwam één bijdrage, van { $names }.
   *[other] Er kwamen { $count } bijdragen, van { $names }.
  }
others = { $count ->
    [1] nog iemand
   *[other] { $count } anderen
  }
read-call = De oproep staat hier: { $url }
read-roundup = Het overzicht staat hier: { $url }
how = Link in je stuk naar de oproep.
how-tag = Link in je stuk naar de oproep, of geef het het label { $tags }.
after = Na afloop staan alle bijdragen naast elkaar in een overzicht, met een link naar elk origineel.
thanks = Staat er iets van jou verkeerd in, dan hoor ik het graag; ik pas het meteen aan.
subject-call = Blogkermis over { $theme }: schrijf je mee?
subject-reminder = Blogkermis over { $theme }: nog tot en met { $until }
subject-reminder-open = Blogkermis over { $theme }: meeschrijven kan nog
subject-publication = Het overzicht van de blogkermis over { $theme }
greeting = Hallo,
closing = Groet,
