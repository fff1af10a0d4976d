# Zinsmateriaal voor het concept van het overzicht. Wat de gastheer ervan overhoudt, is aan hem of haar.

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
opening-languages = { $count ->
    [1] Eén bijdrage is in het { $language }.
   *[other] { $count } bijdragen zijn in het { $language }.
}
opening-entries = Samen goed voor { $entries } bijdragen.

definitions-heading = Wat is { $theme }?
definitions-opening = { $count ->
    [1] Eén bijdrage zegt met zoveel woorden wat *{ $theme }* is.
   *[other] In deze editie wordt { $count } keer met zoveel woorden gezegd wat *{ $theme }* is. Hier staan de definities naast elkaar, in de woorden van de schrijvers zelf.
}
definition-own-1 = { $name } schrijft:
definition-own-2 = Voor { $name } is het dit:
definition-own-3 = { $name } omschrijft het zo:
definition-own-4 = Bij { $name } lezen we:
definition-own-5 = De definitie van { $name }:
definition-host = Mijn eigen definitie:
definition-shared = { $name } deelt de definitie van { $originator }:
definition-shared-unknown = { $name } deelt een definitie; van wie die is, staat er niet bij:
definition-host-shared = Zelf deel ik de definitie van { $originator }:
definition-host-shared-unknown = Zelf deel ik een definitie waarvan ik de herkomst niet ken:
definitions-shared-word = Wat opvalt: { $names } gebruiken allemaal het woord *{ $word }*.
definitions-shared-word-two = Wat opvalt: zowel { $first } als { $second } gebruikt het woord *{ $word }*.

entries-heading = De bijdragen
entry-1 = { $name } schreef { $title }.
entry-2 = { $name } doet mee met { $title }.
entry-3 = Van { $name } is { $title }.
entry-4 = { $name } blogt onder de titel { $title }.
entry-host = En mijn eigen bijdrage is { $title }.
entry-guest = Te gast op { $blog } schreef { $name } { $title }.
entry-mini = { $name } deed mee met een kort bericht, { $title }:
entry-words-1 = In eigen woorden: { $words }
entry-words-2 = Daaruit: { $words }
entry-words-3 = Een paar zinnen eruit: { $words }
entry-by-command = { $words } (Samengevat door een programma.)

threads-heading = Rode draden
thread = Het woord *{ $subject }* keert terug bij { $names }.
thread-quote = — { $name } in { $title }

closing-heading = En de volgende blogkermis?
closing = Dit was *{ $theme }*. Waar zou jij het de volgende keer over willen hebben? Laat het weten, of schrijf er alvast over: de zweefmolen draait weer zodra er een thema is.

and = en
quote-open = “
quote-close = ”
quote-open-inner = ‘
quote-close-inner = ’

language-nl = Nederlands
language-en = Engels
language-de = Duits
language-fr = Frans
