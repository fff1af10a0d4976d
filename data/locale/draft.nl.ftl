# Zinsmateriaal voor het concept van het overzicht. Wat de gastheer ervan overhoudt, is aan hem of haar.
# Waar een nummer achter staat, is er meer dan één manier om het te zeggen; elke manier moet overal passen.
# `$theme` is er altijd.

title = { $theme }: het overzicht

opening = Het thema van deze blogkermis is *{ $theme }*. { $count ->
    [0] Er is nog geen bijdrage binnen; de zweefmolen staat klaar.
    [1] In de zweefmolen hangt tot nu toe één blogger: { $names }.
    [2] We hangen met z’n tweeën in de zweefmolen: { $names }.
    [3] We hangen met z’n drieën in de zweefmolen: { $names }.
    [4] We hangen met z’n vieren in de zweefmolen: { $names }.
    [5] We hangen met z’n vijven in de zweefmolen: { $names }.
    [6] We hangen met z’n zessen in de zweefmolen: { $names }.
    [7] We hangen met z’n zevenen in de zweefmolen: { $names }.
    [8] We hangen met z’n achten in de zweefmolen: { $names }.
    [9] We hangen met z’n negenen in de zweefmolen: { $names }.
    [10] We hangen met z’n tienen in de zweefmolen: { $names }.
    [11] We hangen met z’n elven in de zweefmolen: { $names }.
    [12] We hangen met z’n twaalven in de zweefmolen: { $names }.
    [13] We hangen met z’n dertienen in de zweefmolen: { $names }.
    [14] We hangen met z’n veertienen in de zweefmolen: { $names }.
    [15] We hangen met z’n vijftienen in de zweefmolen: { $names }.
    [16] We hangen met z’n zestienen in de zweefmolen: { $names }.
   *[other] We hangen met { $count } bloggers in de zweefmolen: { $names }.
}
opening-invitation = Schrijf een stuk op je eigen blog, link naar de oproep, en er is een stoeltje voor je vrij.
opening-prompt = Een zetje nodig? { $prompt }
opening-languages = { $count ->
    [1] Eén bijdrage is in het { $language }.
   *[other] { number-first } bijdragen zijn in het { $language }.
}
opening-entries = Samen zijn we goed voor { number } bijdragen.
opening-minis = { $count ->
    [1] Eén daarvan is een kort bericht, en dat telt gewoon mee.
   *[other] Daar zijn { number } korte berichten bij, en die tellen gewoon mee.
}
others = { $count ->
    [1] en nog iemand
   *[other] en { $count } anderen
}

definitions-heading = Wat is { $theme }?
definitions-opening = { $count ->
    [1] Eén bijdrage zegt met zoveel woorden wat *{ $theme }* is.
   *[other] { number-first } keer staat er met zoveel woorden wat *{ $theme }* is. De definities op een rij, in de woorden van de schrijvers zelf.
}
definitions-some = Hier staan er { number }; de andere staan op de pagina met alle definities.
definition-own-1 = { $name } schrijft:
definition-own-2 = Voor { $name } is het dit:
definition-own-3 = { $name } omschrijft het zo:
definition-own-4 = Bij { $name } lezen we:
definition-own-5 = De definitie van { $name }:
definition-again = Nog een keer { $name }:
definition-word = definitie
definition-host = Mijn eigen { $definition }:
definition-shared = { $name } deelt de definitie van { $originator }:
definition-shared-unknown = { $name } deelt een definitie; van wie die is, staat er niet bij:
definition-host-shared = Zelf deel ik de { $definition } van { $originator }:
definition-host-shared-unknown = Zelf deel ik een { $definition } waarvan ik de herkomst niet ken:

stands-out = Wat opvalt: { $sentence }
stands-out-question = Wat opvalt is dat er nogal wat verschil zit in de definities: { $options }?
stands-out-option = gaat het om { $option }
or = of
stands-out-camp-1 = { $count ->
    [2] { $names } denken in dezelfde richting: bij allebei vallen de woorden { $words }.
   *[other] { $names } denken in dezelfde richting: steeds vallen de woorden { $words }.
}
stands-out-camp-2 = Ook { $names } liggen dicht bij elkaar: daar lezen we { $words }.
stands-out-camp-3 = { $names } vinden elkaar in woorden als { $words }.
stands-out-camp-4 = En dan zijn er nog { $names }, die het over { $words } hebben.
stands-out-genus = { $names } noemen het met zoveel woorden een { $genus }.
stands-out-word = Wat opvalt: { $count ->
    [2] zowel { $names } kiest het woord { $word }.
   *[other] { $names } kiezen allemaal het woord { $word }.
}
stands-out-word-too = Het woord dat door de meeste definities heen loopt, is { $word }: het valt bij { $names }.
stands-out-word-next = En { $word } lezen we bij { $names }.
stands-out-borrowed = { $count ->
    [1] { $names } haalt de definitie bij een ander vandaan.
   *[other] { $names } halen hun definitie bij een ander vandaan.
}
stands-out-alone = { $count ->
    [1] { $names } staat alleen: die definitie lijkt op geen van de andere.
   *[other] { $names } gaan ieder hun eigen weg.
}
stands-out-alone-many = De andere { number } gaan ieder hun eigen weg: { $names }.
stands-out-nothing = { $count ->
    [2] Wat opvalt: de twee definities hebben bijna geen woord gemeen.
   *[other] Wat opvalt: geen twee definities lijken op elkaar.
}

entries-heading = { $count ->
    [1] De bijdrage
   *[other] De { number } bijdragen
}
entries-some = Hier staan er { number }; de andere staan op de pagina met alle bijdragen.
entries-some-of-each = Van elk onderwerp staan er hier { number }; de andere staan op de pagina met alle bijdragen.
entries-about = { $subject }
entries-others = En alle andere
entry-1 = { $name } schreef { $title }.
entry-2 = { $name } doet mee met { $title }.
entry-3 = Ook { $name } zit in de zweefmolen, met { $title }.
entry-4 = { $name } blogt onder de titel { $title }.
entry-5 = Van { $name } komt { $title }.
entry-6 = { $name } met { $title }.
entry-first = { $name } beet het spits af met { $title }.
entry-again = Nog een keer { $name }, nu met { $title }.
entry-foreign = { $name } doet mee in het { $language }, met { $title }.
entry-short = { $name } houdt het kort in { $title }.
entry-shares = { $name } haalt in { $title } { $originator } aan.
entry-host = En mijn eigen bijdrage is { $title }.
entry-host-again = En ook van mijzelf: { $title }.
entry-guest = Te gast op { $blog } schreef { $name } { $title }.
entry-mini = { $name } deed mee met een kort bericht, { $title }:
entry-by-command = { $words } (Samengevat door een programma.)

entry-scene-1 = { $first } vertelt: { $words }
entry-scene-2 = { $first } schrijft: { $words }
entry-scene-3 = In de woorden van { $first }: { $words }
entry-scene-4 = Bij { $first } gaat het zo: { $words }
entry-scene-5 = We lezen: { $words }
entry-point-1 = Wat blijft hangen: { $words }
entry-point-2 = Een zin om te onthouden: { $words }
entry-point-3 = En deze: { $words }
entry-point-4 = Daar hoort bij: { $words }
entry-question-1 = { $first } eindigt met een vraag: { $words }
entry-question-2 = Aan het slot staat een vraag: { $words }
entry-question-3 = De vraag waar het stuk op uitkomt: { $words }
entry-voices-1 = { $count ->
    [1] Ook { $names } komt aan het woord.
   *[other] Ook { $names } komen aan het woord.
}
entry-voices-2 = Er is een bijrol voor { $names }.
entry-voices-3 = { $count ->
    [1] Behalve { $first } zelf krijgt ook { $names } het woord.
   *[other] Behalve { $first } zelf krijgen ook { $names } het woord.
}
entry-cites-1 = { $count ->
    [1] Onderweg wordt { $names } erbij gehaald, die hier ook in de zweefmolen hangt.
   *[other] Onderweg worden { $names } erbij gehaald, die hier ook in de zweefmolen hangen.
}
entry-cites-2 = { $count ->
    [1] Mooi om te zien: { $first } heeft ook { $names } gelezen.
   *[other] Mooi om te zien: { $first } heeft ook { $names } gelezen.
}
entry-words-1 = Woorden die blijven terugkomen: { $words }.
entry-words-2 = { $first } komt steeds terug op de woorden { $words }.
entry-words-3 = Let eens op hoe vaak { $words } langskomen.
entry-about-1 = Het gaat onder meer over { $words }.
entry-about-2 = Wie het leest, komt onderweg { $words } tegen.
entry-kin-1 = { $count ->
    [1] Leg het eens naast wat { $names } schreef: ook daar valt het woord { $word }.
   *[other] Leg het eens naast wat { $names } schreven: ook daar valt het woord { $word }.
}
entry-kin-2 = Het woord { $word } deelt { $first } met { $names }.
entry-kin-3 = Leuk om naast { $names } te leggen, want ook daar duikt het woord { $word } op.
entry-kin-4 = Wie bij { $word } blijft haken, kan door naar { $names }.
entry-definition-1 = De definitie hierboven komt uit dit stuk.
entry-definition-2 = Hier staat ook de definitie in die je hierboven al las.
entry-definition-of-1 = De definitie van { $originator } die je hierboven las, staat ook in dit stuk.
entry-definition-of-2 = Hieruit komt ook de definitie van { $originator } die je hierboven las.
entry-long-1 = Trek er even tijd voor uit: het zijn ruim { $count } woorden.
entry-long-2 = Het is een lang verhaal, van ruim { $count } woorden, dus schenk eerst iets in.
entry-more-1 = Wie er meer van wil weten, begint het best bij het begin: de link staat hierboven.
entry-more-2 = In een paar woorden is het niet te vangen, dus neem er even de tijd voor.
entry-more-3 = Dit is er maar een glimp van, en de rest staat waar het thuishoort: op het blog zelf.
entry-host-more-1 = Wie er meer van wil weten, begint het best bij het begin: de link staat hierboven.
entry-go-1 = Wie wil weten hoe het zit, leest het bij { $first } zelf.
entry-go-2 = Meer verklap ik niet: lees het vooral bij { $first } zelf.
entry-go-3 = De rest staat op het blog van { $first }, en daar leest het ook het best.
entry-host-scene-1 = Daarin schrijf ik: { $words }
entry-host-scene-2 = Ik schreef: { $words }
entry-host-point-1 = En ook: { $words }
entry-host-point-2 = Waar ik op uitkwam: { $words }
entry-host-question-1 = Ik eindig zelf ook met een vraag: { $words }
entry-host-question-2 = De vraag waar ik mee zit: { $words }
entry-host-voices-1 = Ik laat er ook { $names } aan het woord.
entry-host-voices-2 = { $count ->
    [1] Ook { $names } mag er iets zeggen.
   *[other] Ook { $names } mogen er iets zeggen.
}
entry-host-cites-1 = En ik haal { $names } aan.
entry-host-cites-2 = Ik kom er ook { $names } in tegen.
entry-host-words-1 = Ik kom er steeds terug op de woorden { $words }.
entry-host-about-1 = Het gaat onder meer over { $words }.
entry-host-kin-1 = Het woord { $word } deel ik met { $names }.
entry-host-kin-2 = Ook bij { $names } kwam ik het woord { $word } tegen.
entry-host-definition-1 = Mijn definitie hierboven komt eruit.
entry-host-definition-of-1 = De definitie van { $originator } die je hierboven las, vond je daar ook.
entry-host-long-1 = Het werden ruim { $count } woorden, dus neem er even de tijd voor.
entry-host-go-1 = Hoe het afliep, staat op mijn eigen blog.

threads-heading = Rode draden
threads-opening = { $count ->
    [1] Wie alles achter elkaar leest, ziet één ding terugkomen.
   *[other] Wie alles achter elkaar leest, ziet sommige dingen bij de een na de ander terugkomen.
}
thread-heading-pair = { $subject } en { $other }
thread-heading-1 = { $subject }, van { number } kanten bekeken
thread-heading-2 = Steeds weer: { $lower }
thread-heading-3 = Eén woord, { number } verhalen: { $lower }
thread-1 = { $count ->
    [2] Twee van ons gebruiken het woord { $word }: { $names }.
   *[other] Bij { number } van ons valt het woord { $word }: bij { $names }.
}
thread-2 = Het woord { $word } keert terug bij { $names }, en steeds klinkt het net iets anders.
thread-3 = Ook { $names } hebben een woord gemeen: { $word }.
thread-4 = En dan is er { $word }, een woord dat opduikt bij { $names }.
thread-5 = Let ook eens op { $word }: dat woord kom je tegen bij { $names }.
thread-quote-1 = { $name } schrijft: { $words }
thread-quote-2 = Of zoals { $name } het verwoordt: { $words }
thread-quote-3 = Bij { $name } staat het zo: { $words }
thread-quote-next-1 = { $name } heeft het er ook over: { $words }
thread-quote-next-2 = Leg daar de zin van { $name } eens naast: { $words }
thread-quote-next-3 = En { $name }: { $words }
thread-quote-host-1 = Zelf schreef ik: { $words }
thread-companion = { $count ->
    [2] { $names } delen ook nog het woord { $word }.
   *[other] { $names } delen ook nog het woord { $word }.
}

also-heading = En verder
also-1 = { $name } had een heel eigen onderwerp: in { $title } gaat het onder meer over { $words }.
also-2 = Ook { $title } van { $name } staat op zichzelf: daar gaat het onder meer over { $words }.
also-3 = En wie op zoek is naar { $words }, moet bij { $name } zijn, in { $title }.
also-plain-1 = { $name } koos een eigen hoek, in { $title }.
also-plain-2 = Vergeet ook { $title } van { $name } niet.
also-host = Zelf kwam ik ergens anders uit, in { $title }.
also-others = { $count ->
    [1] Ook { $names } hoort in deze zweefmolen thuis.
   *[other] Ook { $names } horen in deze zweefmolen thuis.
}

tools-heading = Om verder te lezen
tools-opening = { $count ->
    [1] Eén ding wordt door meer dan één blogger aangeraden.
   *[other] Deze dingen worden door meer dan één blogger aangeraden.
}
tool = { $title }, genoemd door { $names }

closing-heading = En de volgende blogkermis?
closing-theme = Dit was *{ $theme }*.
closing-open = { $count ->
    [0] Waar zou jij het de volgende keer over willen hebben?
    [1] Wat vind jij, of weet je iets anders?
   *[other] Waar zou jij op stemmen, of weet je iets anders?
}
closing-proposal-1 = { $name } doet alvast een voorstel: { $words }
closing-proposal-2 = Er is ook een voorstel van { $name }: { $words }
closing-proposal-3 = En dit komt van { $name }: { $words }
closing-proposal-host = Zelf opperde ik al: { $words }
closing = Laat het weten, of schrijf er alvast over: de zweefmolen draait weer zodra er een thema is.

number = { $count ->
    [1] één
    [2] twee
    [3] drie
    [4] vier
    [5] vijf
    [6] zes
    [7] zeven
    [8] acht
    [9] negen
    [10] tien
    [11] elf
    [12] twaalf
    [13] dertien
    [14] veertien
    [15] vijftien
    [16] zestien
    [17] zeventien
    [18] achttien
    [19] negentien
    [20] twintig
   *[other] { $count }
}
number-first = { $count ->
    [1] Één
    [2] Twee
    [3] Drie
    [4] Vier
    [5] Vijf
    [6] Zes
    [7] Zeven
    [8] Acht
    [9] Negen
    [10] Tien
    [11] Elf
    [12] Twaalf
    [13] Dertien
    [14] Veertien
    [15] Vijftien
    [16] Zestien
    [17] Zeventien
    [18] Achttien
    [19] Negentien
    [20] Twintig
   *[other] { $count }
}

and = en
quote-open = “
quote-close = ”
quote-open-inner = ‘
quote-close-inner = ’

language-nl = Nederlands
language-en = Engels
language-de = Duits
language-fr = Frans
language-es = Spaans
language-it = Italiaans
language-pt = Portugees
language-sv = Zweeds
language-da = Deens
language-pl = Pools
language-ru = Russisch
language-uk = Oekraïens
language-tr = Turks
language-ar = Arabisch
language-fa = Perzisch
language-he = Hebreeuws
language-hi = Hindi
language-zh = Chinees
language-ja = Japans
language-ko = Koreaans
language-vi = Vietnamees
