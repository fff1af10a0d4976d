# De woorden van de balie, in het Nederlands: het formulier, het ontvangstbewijs, de pagina’s van de gastheer of gastvrouw.

desk-mistaken = Fout:
desk-privacy = Wat we bewaren
desk-join-title = Doe mee
