/** The README of a new project, in the language of its report where there are words for it. */
export function readme(title: string, language: string): string {
  return `# ${title}\n\n${/^de\b/i.test(language) ? german : english}`;
}

const english = `A report from TypeScript notebooks, built by Lookbook. You need Node 20.19 or newer.

\`\`\`sh
npm install            # once; a folder made by \`lookbook init\` builds without it on the same machine
npx lookbook build     # runs the notebooks; the report lies in report/dist/
\`\`\`

\`npx lookbook preview\` shows the report while you write, \`npx lookbook check\` finds mistakes before a build does, and
\`npx lookbook hook install\` does that before each commit.

| folder | what lies there |
|---|---|
| \`notebooks/\` | the chapters; their order stands in \`report/report.json\` |
| \`data/\` | what they read; what they write goes to \`data/processed/\`, which git ignores |
| \`report/\` | \`report.json\`; perhaps \`brand.css\` and \`references.json\` |
`;

const german = `Ein Bericht aus TypeScript-Notebooks, gebaut von Lookbook. Nötig ist Node 20.19 oder neuer.

\`\`\`sh
npm install            # einmal; ein Ordner von \`lookbook init\` baut auf demselben Rechner auch ohne
npx lookbook build     # führt die Notebooks aus; der Bericht liegt in report/dist/
\`\`\`

\`npx lookbook preview\` zeigt den Bericht beim Schreiben, \`npx lookbook check\` findet Fehler vor dem Bauen, und
\`npx lookbook hook install\` tut das vor jedem Commit.

| Ordner | was dort liegt |
|---|---|
| \`notebooks/\` | die Kapitel; ihre Reihenfolge steht in \`report/report.json\` |
| \`data/\` | was sie lesen; was sie schreiben, kommt nach \`data/processed/\`, das git übergeht |
| \`report/\` | \`report.json\`; vielleicht \`brand.css\` und \`references.json\` |
`;
