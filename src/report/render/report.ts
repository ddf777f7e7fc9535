import {lines, textOf} from "../../core/html.js";
import {claimsRecord, claimWarnings} from "./claims/claims.js";
import type {RenderedReport, ReportInput} from "./input.js";
import {backPage, renderBackMatter} from "./page/backMatter.js";
import {renderChapter} from "./page/chapter.js";
import {renderContents} from "./page/contents.js";
import {renderCover} from "./page/cover.js";
import {listsOf} from "./page/lists.js";
import {renderPage} from "./page/page.js";
import {pageBoxes} from "./page/pageBoxes.js";
import {renderPageData} from "./page/pageData.js";
import {provenanceAnchor, renderProvenance} from "./page/provenance.js";
import {renderSummary, summaryAnchor} from "./page/summary.js";
import {survey} from "./page/survey.js";
import {renderInline} from "./prose/prose.js";
import {unusedPaths, unusedProblems} from "./value/unused.js";
import {valuesRecord} from "./value/values.js";

/**
 * Binds executed notebooks into one page. Pure: equal inputs give equal bytes.
 * @throws LookbookError `bad-reference` for an unknown, twin or unused value, and for an unknown or twin label, claim, source, term or
 * footnote; `bad-notebook` for a display, callout, table or formula that cannot be drawn; `missing-file` for a picture. Each names the
 * notebook and the cell; several are told of in one error, whose `cause` holds them
 */
export function renderReport(input: ReportInput): RenderedReport {
  const {config, chapters, provenance, facts = [], builtDate, theme} = input;
  const found = survey(input);
  const {strings} = found;
  const summary = renderSummary(config.summary, found);
  const written = found.chapters.map(renderChapter);
  const back = renderBackMatter(found);
  const heads = found.chapters.map(
    ({number, title}) => [`chapter-${number}`, `${number}\u2002${textOf(title())}`] as const,
  );
  const html = renderPage(
    {
      ...config,
      description: config.subtitle,
      pageBoxes: pageBoxes({
        title: config.title,
        heads: [
          ["summary", strings.summary],
          ...heads,
          [backPage, back.map(({title}) => title).join(" · ")],
          ["provenance", strings.provenance],
        ],
        notices: found.notices,
        pageOf: strings.pageOf,
        continued: strings.continued,
        flow: config.chapterStart === "flow",
      }),
      notices: found.notices,
      cover: lines([renderCover(config, {facts, builtDate, logo: theme.brand?.logo}), summary]),
      contents: renderContents({
        before: summary ? [{anchor: summaryAnchor, title: strings.summary}] : [],
        chapters: found.chapters,
        after: [...back, {anchor: provenanceAnchor, title: strings.provenance}],
        lists: listsOf(found.figures, config.lists, strings),
        strings,
      }),
      main: lines([...written, ...back.map(({section}) => section), renderProvenance(provenance, found)]),
      data: renderPageData({chapters, provenance, found, strings}),
      strings,
    },
    theme,
  );
  if (!input.partial) for (const problem of unusedProblems(found.values, found.used)) found.problems.add(problem);
  found.problems.assertNone();
  return {
    html,
    claims: claimsRecord(found.claims),
    values: valuesRecord(found.values),
    figures: found.figures.map(({kind, id, label, caption, scope}) => ({
      kind,
      id,
      label,
      caption: textOf(renderInline(caption, scope)),
      place: scope.place,
    })),
    unusedValues: unusedPaths(found.values, found.used),
    warnings: [
      ...new Set([...found.warnings, ...claimWarnings(found.claims, found.mentioned), ...found.citations.warnings]),
    ],
  };
}
