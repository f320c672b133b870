receive-title = Priimti be pranešimo
receive-title-announced = Priimti iš donoro: { $donor }
receive-expected = Laukiamos siuntos
receive-none-title = Šiai vietai siuntų nepranešta
receive-none-text = Jei prekės jau prie vartų, priimkite jas be pranešimo. Koordinatorius vėliau susies jas su donoro pasiūlymu.
receive-unannounced = Priimti be pranešimo
receive-unannounced-chip = nepranešta
receive-unannounced-hint = Niekieno nepraneštos prekės priimamos taip pat.
receive-drafts = { $count ->
    [one] Išsaugotas { $count } priėmimo juodraštis.
    [few] Išsaugoti { $count } priėmimų juodraščiai.
    [many] Išsaugota { $count } priėmimo juodraščio.
   *[other] Išsaugota { $count } priėmimų juodraščių.
}
receive-review = Peržiūrėti ir įrašyti
receive-accept-line = Priimti, kas laukiama šioje eilutėje
receive-accept-all = Priimti viską, kas laukiama
receive-damage = Šioje eilutėje pažeista
receive-totals = Suskaičiuota { $counted }
receive-totals-of = Suskaičiuota { $counted } iš { $expected }
receive-open = { $count ->
    [one] neužpildyta { $count } eilutė
    [few] neužpildytos { $count } eilutės
    [many] neužpildyta { $count } eilutės
   *[other] neužpildyta { $count } eilučių
}
receive-differences = { $count ->
    [one] { $count } skirtumas
    [few] { $count } skirtumai
    [many] { $count } skirtumo
   *[other] { $count } skirtumų
}
receive-left-out = { $count ->
    [one] šiame priėmime nėra { $count } eilutės: atvyks vėliau
    [few] šiame priėmime nėra { $count } eilučių: atvyks vėliau
    [many] šiame priėmime nėra { $count } eilutės: atvyks vėliau
   *[other] šiame priėmime nėra { $count } eilučių: atvyks vėliau
}
line-done = priimta anksčiau
line-left-out = šiame priėmime nėra
receipt-linked = susieta su priimtu pasiūlymu
receipt-provisional = dar nesusieta
receipt-bought = pirkta
review-title = Įrašyti šį priėmimą?
review-text = Įrašyto priėmimo pakeisti negalima, tik atšaukti.

issue-post = Įrašyti išdavimą
issue-no-points = Išdavimo punktų dar nėra: pridėkite.
issue-add-point = Pridėti punktą
issue-add-point-text = Vieta, į kurią išduodamos prekės, pavyzdžiui, bendrabučio korpusas. Niekada ne pagalbos gavėjo vardas.
issue-save-point = Pridėti
issue-nothing-title = Nėra ko išduoti
issue-nothing-text = Pirma priimkite prekes. Pažeistos prekės neišduodamos.
issue-lines = { $count ->
    [one] { $count } eilutė
    [few] { $count } eilutės
    [many] { $count } eilutės
   *[other] { $count } eilučių
}
issue-remains = lieka { $remaining }
issue-too-many = Yra tik { $available }

stock-none-title = Atsargų nėra
stock-none-text = Atsargos atsiras su pirmu šioje vietoje įrašytu priėmimu.
stock-lots = Partijos
stock-show-lots = Prekės „{ $item }“ partijos
stock-card = Atsargų kortelė
stock-card-none = Judėjimų nėra
stock-card-none-text = Ši prekė šioje vietoje nebuvo priimta.
back-to-stock = Grįžti į atsargas
lot-batch = partija { $batch }
lot-expiry = tinka iki { $date }
