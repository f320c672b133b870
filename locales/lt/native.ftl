# Rodo darbalaukio langas, kai puslapio nupiešti nepavyksta. Po vieną eilutę, be argumentų.
native-blank-title = Šiame kompiuteryje langas lieka tuščias.
native-blank-text = Niekas, ką įvedėte, neprarasta: viskas saugoma šiame kompiuteryje. Atnaujinkite vaizdo plokštės tvarkyklę arba paketą libwebkit2gtk-4.1-0 ir vėl paleiskite „Relief Ledger“.
