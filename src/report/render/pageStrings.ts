/** The words that the page itself says: its bar, its dialogs, its outputs, its last pages. */
export interface PageStrings {
  readonly skip: string;
  readonly notice: string;
  readonly bar: string;
  readonly toTop: string;
  readonly search: string;
  readonly searchFor: string;
  readonly results: string;
  readonly close: string;
  readonly width: string;
  readonly theme: string;
  readonly print: string;
  readonly help: string;
  readonly code: string;
  readonly showCode: string;
  readonly linkToChapter: string;
  /** `{label}` is `Figure 3`. */
  readonly linkTo: string;
  readonly link: string;
  readonly made: string;
  /** `{chapter}`, `{cell}` */
  readonly cellOf: string;
  readonly outputOf: string;
  /** `{path}` first: the page reads it there. `{chapter}`, `{cell}` */
  readonly computedIn: string;
  /** `{count}` */
  readonly linesLeftOut: string;
  /** `{level}` is `95 %`. */
  readonly intervalNote: string;
  readonly provenanceIntroduction: string;
  readonly nothing: string;
  readonly values: string;
  readonly value: string;
  readonly computedAs: string;
  readonly cell: string;
  readonly figuresAndTables: string;
  readonly label: string;
  readonly caption: string;
}

/** The words that the page's scripts say. */
export interface ScriptStrings {
  readonly oneResult: string;
  /** `{count}` */
  readonly manyResults: string;
  /** `{count}`, `{shown}` */
  readonly moreResults: string;
  readonly noResults: string;
  readonly searchHint: string;
  readonly heading: string;
  readonly text: string;
  readonly caption: string;
  readonly table: string;
  readonly code: string;
  readonly formula: string;
  readonly showCode: string;
  readonly hideCode: string;
  readonly copy: string;
  readonly copyCode: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly wrap: string;
  readonly link: string;
  readonly linkToCell: string;
  /** `{label}` */
  readonly linkTo: string;
  /** `{label}`, `{format}` */
  readonly download: string;
  readonly downloadFailed: string;
  /** `{shown}`, `{count}` */
  readonly pointsDrawn: string;
  /** How a figure is used from the keyboard. */
  readonly figureKeys: string;
  /** `{reason}` */
  readonly figureFailed: string;
  /** `{label}` */
  readonly copyTable: string;
  readonly thisFigure: string;
  readonly themeSystem: string;
  readonly themeLight: string;
  readonly themeDark: string;
  /** `{title}` */
  readonly showSections: string;
  readonly scrollHint: string;
  readonly close: string;
  readonly made: string;
  readonly notebook: string;
  readonly cell: string;
  readonly goToCell: string;
  readonly noCode: string;
  readonly published: string;
  readonly claim: string;
  readonly evidence: string;
  readonly value: string;
  /** `{level}` */
  readonly interval: string;
  readonly codeHash: string;
  readonly madeWith: string;
  readonly timings: string;
  readonly helpTitle: string;
  readonly keySearch: string;
  readonly keyCode: string;
  readonly keyWrap: string;
  readonly keyTheme: string;
  readonly keyContents: string;
  readonly keyNext: string;
  readonly keyPrevious: string;
  readonly keyTop: string;
  readonly keyHelp: string;
  readonly keyClose: string;
  readonly singleKeys: string;
}

/** The words of the provenance that the build writes. */
export interface ProvenanceStrings {
  readonly source: string;
  readonly commit: string;
  readonly profile: string;
  /** `{name}` */
  readonly parameter: string;
  /** `{name}` */
  readonly hashOf: string;
  readonly chapters: string;
  /** `{hash}` */
  readonly codeOf: string;
  readonly packages: string;
  readonly data: string;
  readonly engine: string;
  readonly noVersionControl: string;
  /** Follows the commit. */
  readonly uncommitted: string;
}

/** The words of the page of timings, which lies beside the report. */
export interface TimingStrings {
  readonly title: string;
  readonly introduction: string;
  readonly cells: string;
  readonly time: string;
  readonly peakMemory: string;
  readonly all: string;
  readonly firstLine: string;
  readonly status: string;
  readonly ok: string;
  readonly error: string;
  readonly "timed out": string;
  readonly skipped: string;
  readonly cached: string;
}

/** What this file adds to the words of a language. */
export interface ScreenStrings {
  readonly page: PageStrings;
  readonly script: ScriptStrings;
  readonly origins: ProvenanceStrings;
  readonly timings: TimingStrings;
}

export const englishScreen: ScreenStrings = {
  page: {
    skip: "Skip to the text",
    notice: "Notice",
    bar: "Tools of this page",
    toTop: "Back to the top",
    search: "Search",
    searchFor: "Search text, captions, values and code",
    results: "Results",
    close: "Close",
    width: "Wide text",
    theme: "Colours",
    print: "Print",
    help: "Keyboard help",
    code: "Code",
    showCode: "Show all code",
    linkToChapter: "Link to this chapter",
    linkTo: "Link to {label}",
    link: "Link",
    made: "How was this made?",
    cellOf: "{chapter}, cell {cell}",
    outputOf: "Output of {chapter}, cell {cell}",
    computedIn: "{path}, computed in {chapter}, cell {cell}",
    linesLeftOut: "… {count} lines are left out in print …",
    intervalNote: "In brackets: {level} confidence intervals.",
    provenanceIntroduction:
      "Every number, figure and table of this report was computed by the build that wrote it. The print edition leaves out code that the page shows folded; the notebooks and the HTML edition have all of it.",
    nothing: "None.",
    values: "Values",
    value: "Value",
    computedAs: "Computed as",
    cell: "Cell",
    figuresAndTables: "Figures and tables",
    label: "Label",
    caption: "Caption",
  },
  script: {
    oneResult: "1 result",
    manyResults: "{count} results",
    moreResults: "{count} results, the first {shown} are shown",
    noResults: "Nothing found",
    searchHint: "All words must occur. Arrow keys choose, Enter jumps, Escape closes.",
    heading: "Heading",
    text: "Text",
    caption: "Caption",
    table: "Table",
    code: "Code",
    formula: "Formula",
    showCode: "Show all code",
    hideCode: "Hide all code",
    copy: "Copy",
    copyCode: "Copy the code",
    copied: "Copied",
    notCopied: "The browser does not allow copying",
    wrap: "Wrap lines",
    link: "Link",
    linkToCell: "Link to this cell",
    linkTo: "Link to {label}",
    download: "Download {label} as {format}",
    downloadFailed: "This download could not be made",
    pointsDrawn: "{shown} of {count} points drawn",
    figureKeys: "Enter makes the figure interactive, Escape ends it",
    figureFailed: "This figure could not be drawn: {reason}",
    copyTable: "Copy {label} for a spreadsheet",
    thisFigure: "this figure",
    themeSystem: "Colours: as the system",
    themeLight: "Colours: light",
    themeDark: "Colours: dark",
    showSections: "Sections of {title}",
    scrollHint: "Scroll inside the table to see all of it",
    close: "Close",
    made: "How was this made?",
    notebook: "Notebook",
    cell: "Cell",
    goToCell: "Show the cell in the report",
    noCode: "The report does not show this cell's code; the notebook has it.",
    published: "Published as",
    claim: "Claim",
    evidence: "Evidence",
    value: "Value",
    interval: "{level} % interval",
    codeHash: "Code of the chapter (SHA-256)",
    madeWith: "Made with",
    timings: "Its time and memory stand in timings.html beside the report",
    helpTitle: "Keyboard",
    keySearch: "search",
    keyCode: "show or hide all code",
    keyWrap: "wrap long lines of code, or not",
    keyTheme: "colours: system, light, dark",
    keyContents: "go to the contents",
    keyNext: "next section",
    keyPrevious: "previous section",
    keyTop: "back to the top",
    keyHelp: "this help",
    keyClose: "close what is open",
    singleKeys: "Single letters are commands",
  },
  origins: {
    source: "Source",
    commit: "Commit",
    profile: "Profile",
    parameter: "Parameter {name}",
    hashOf: "SHA-256 of the {name}",
    chapters: "Chapters",
    codeOf: "code {hash}",
    packages: "Packages",
    data: "Data",
    engine: "Engine",
    noVersionControl: "not under version control",
    uncommitted: ", with changes that were not committed",
  },
  timings: {
    title: "Timings",
    introduction:
      "Measured on the machine that ran the notebooks, which is why they stand beside the report and not in it.",
    cells: "Cells",
    time: "Time",
    peakMemory: "Peak memory",
    all: "All",
    firstLine: "First line",
    status: "Status",
    ok: "ok",
    error: "error",
    "timed out": "timed out",
    skipped: "skipped",
    cached: "cached",
  },
};

export const germanScreen: ScreenStrings = {
  page: {
    skip: "Zum Text springen",
    notice: "Hinweis",
    bar: "Werkzeuge dieser Seite",
    toTop: "Zum Anfang",
    search: "Suchen",
    searchFor: "Text, Unterschriften, Werte und Programm durchsuchen",
    results: "Treffer",
    close: "Schließen",
    width: "Breiter Text",
    theme: "Farben",
    print: "Drucken",
    help: "Hilfe zur Tastatur",
    code: "Programm",
    showCode: "Ganzes Programm zeigen",
    linkToChapter: "Verweis auf dieses Kapitel",
    linkTo: "Verweis auf {label}",
    link: "Verweis",
    made: "Wie entstand das?",
    cellOf: "{chapter}, Zelle {cell}",
    outputOf: "Ausgabe von {chapter}, Zelle {cell}",
    computedIn: "{path}, berechnet in {chapter}, Zelle {cell}",
    linesLeftOut: "… {count} Zeilen fehlen im Druck …",
    intervalNote: "In Klammern: Konfidenzintervalle zu {level}.",
    provenanceIntroduction:
      "Jede Zahl, Abbildung und Tabelle dieses Berichts wurde bei seiner Herstellung berechnet. Die gedruckte Fassung lässt das Programm weg, das die Seite eingeklappt zeigt; vollständig steht es in den Notebooks und in der HTML-Fassung.",
    nothing: "Keine.",
    values: "Werte",
    value: "Wert",
    computedAs: "Berechnet als",
    cell: "Zelle",
    figuresAndTables: "Abbildungen und Tabellen",
    label: "Bezeichnung",
    caption: "Unterschrift",
  },
  script: {
    oneResult: "1 Treffer",
    manyResults: "{count} Treffer",
    moreResults: "{count} Treffer, die ersten {shown} sind zu sehen",
    noResults: "Nichts gefunden",
    searchHint: "Alle Wörter müssen vorkommen. Pfeiltasten wählen, Eingabe springt, Escape schließt.",
    heading: "Überschrift",
    text: "Fließtext",
    caption: "Unterschrift",
    table: "Tabelle",
    code: "Programm",
    formula: "Formel",
    showCode: "Ganzes Programm zeigen",
    hideCode: "Ganzes Programm verbergen",
    copy: "Kopieren",
    copyCode: "Programm kopieren",
    copied: "Kopiert",
    notCopied: "Der Browser lässt das Kopieren nicht zu",
    wrap: "Zeilen umbrechen",
    link: "Verweis",
    linkToCell: "Verweis auf diese Zelle",
    linkTo: "Verweis auf {label}",
    download: "{label} als {format} herunterladen",
    downloadFailed: "Diese Datei konnte nicht erzeugt werden",
    pointsDrawn: "{shown} von {count} Punkten gezeichnet",
    figureKeys: "Die Eingabetaste macht die Abbildung bedienbar, Escape beendet das",
    figureFailed: "Diese Abbildung konnte nicht gezeichnet werden: {reason}",
    copyTable: "{label} für eine Tabellenkalkulation kopieren",
    thisFigure: "diese Abbildung",
    themeSystem: "Farben: wie im System",
    themeLight: "Farben: hell",
    themeDark: "Farben: dunkel",
    showSections: "Abschnitte von {title}",
    scrollHint: "Die Tabelle lässt sich in sich verschieben",
    close: "Schließen",
    made: "Wie entstand das?",
    notebook: "Notebook",
    cell: "Zelle",
    goToCell: "Die Zelle im Bericht zeigen",
    noCode: "Der Bericht zeigt das Programm dieser Zelle nicht; es steht im Notebook.",
    published: "Veröffentlicht als",
    claim: "Aussage",
    evidence: "Beleg",
    value: "Wert",
    interval: "Intervall zu {level} %",
    codeHash: "Programm des Kapitels (SHA-256)",
    madeWith: "Entstanden mit",
    timings: "Zeit und Speicher stehen in timings.html neben dem Bericht",
    helpTitle: "Tastatur",
    keySearch: "suchen",
    keyCode: "ganzes Programm zeigen oder verbergen",
    keyWrap: "lange Programmzeilen umbrechen oder nicht",
    keyTheme: "Farben: System, hell, dunkel",
    keyContents: "zum Inhaltsverzeichnis",
    keyNext: "nächster Abschnitt",
    keyPrevious: "voriger Abschnitt",
    keyTop: "zum Anfang",
    keyHelp: "diese Hilfe",
    keyClose: "Offenes schließen",
    singleKeys: "Einzelne Buchstaben sind Befehle",
  },
  origins: {
    source: "Quelle",
    commit: "Stand",
    profile: "Profil",
    parameter: "Parameter {name}",
    hashOf: "SHA-256 von {name}",
    chapters: "Kapitel",
    codeOf: "Programm {hash}",
    packages: "Pakete",
    data: "Daten",
    engine: "Rechenwerk",
    noVersionControl: "nicht unter Versionsverwaltung",
    uncommitted: ", mit Änderungen, die nicht eingetragen sind",
  },
  timings: {
    title: "Zeiten",
    introduction:
      "Gemessen auf dem Rechner, auf dem die Notebooks liefen; darum stehen sie neben dem Bericht und nicht in ihm.",
    cells: "Zellen",
    time: "Zeit",
    peakMemory: "Größter Speicher",
    all: "Alle",
    firstLine: "Erste Zeile",
    status: "Ergebnis",
    ok: "gut",
    error: "Fehler",
    "timed out": "zu lang",
    skipped: "ausgelassen",
    cached: "vorrätig",
  },
};

/** Fills `{name}` in a fixed text. */
export function fill(text: string, parts: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(parts[name] ?? whole));
}
