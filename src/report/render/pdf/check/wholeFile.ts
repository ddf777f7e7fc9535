import {decodeName, destinationsOf} from "../read/destinations.js";
import {fontsOf, readFont} from "../read/font.js";
import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";

/** The families that a report carries; anything else came from the machine it was printed on. */
const shipped = /^(SourceSerif4|SourceSans3|JetBrainsMono|KaTeX)/;

/** Characters that no shipped font has: another machine would print them otherwise, or not at all. */
export function foreignFonts({file, pages}: Layout): Finding[] {
  const seen = new Set<string>();
  return file.pages.flatMap((id, i) =>
    [...fontsOf(file, file.objects.get(id) ?? "").values()].flatMap((font): Finding[] => {
      const {name} = readFont(file, font);
      if (shipped.test(name) || seen.has(name)) return [];
      seen.add(name);
      const characters = [
        ...new Set(pages[i]!.filter((mark) => mark.font === name).flatMap(({text}) => [...text])),
      ].join(" ");
      const message = /\S/.test(characters)
        ? `no font of the report has the characters ${characters}; they come from ${name} of this machine`
        : `HTML of a cell, shown in a frame, is set in ${name} of this machine: frames have none of the report's fonts`;
      return [{rule: "foreign-font", page: i + 1, message}];
    }),
  );
}

/** Links to places that are not there. */
export function deadLinks({file}: Layout): Finding[] {
  const places = destinationsOf(file);
  return file.pages.flatMap((id, i) => {
    const [, list = ""] = /\/Annots \[([^\]]*)\]/.exec(file.objects.get(id) ?? "") ?? [];
    const targets = [...list.matchAll(/(\d+) 0 R/g)].flatMap(([, link]) => {
      const [, name] = /\/Dest \/([^\s/<>()[\]]+)/.exec(file.objects.get(link!) ?? "") ?? [];
      return name === undefined ? [] : [decodeName(name)];
    });
    const dead = [...new Set(targets.filter((name) => !places.has(name)))];
    return dead.map(
      (name): Finding => ({rule: "dead-link", page: i + 1, message: `a link leads to "${name}", which is nowhere`}),
    );
  });
}
