# De woorden van de balie, in het Nederlands: het formulier, het ontvangstbewijs, de pagina’s van de gastheer of gastvrouw.

desk-mistaken = Fout:
desk-privacy = Wat we bewaren
desk-join-title = Doe mee

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
desk-mention-reaction = Je pagina linkt hierheen. De organisator leest haar voordat er hier iets van te zien is.
desk-mention-shown = Je reactie staat bij de editie.
desk-mention-why = De server zei:
