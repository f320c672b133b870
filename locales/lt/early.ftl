early-title = Lango atverti nepavyko
early-kept = Niekas, kas įrašyta, neprarasta: žurnalas yra diske ir nebuvo paliestas.
early-next = Bandykite dar kartą. Jei šis puslapis pasikartos, nusiųskite žemiau esantį tekstą tam, kas prižiūri šį kompiuterį.
early-again = Bandyti dar kartą
early-slow = Programa už lango neatsako jau 8 sekundes. Galbūt ji dar atveria žurnalą.
