# The words of the desk in English: the form, the receipt, the host’s pages.

desk-mistaken = Error:
desk-privacy = What we keep
desk-join-title = Join in
