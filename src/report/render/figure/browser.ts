// The door of the renderer in the page: esbuild binds what is named here into one script, `lookbookDraw`.
export {drawFigure} from "./drawFigure.js";
export {paperHeight} from "./figure.js";
export {interactiveForm} from "./interactive.js";
export {selfContained, tokensOf} from "./selfContained.js";
export {tableOf} from "./tableOf.js";
