// The browser comes from the ladder in src/report/render/browser.ts; nothing is downloaded at install time.
module.exports = {skipDownload: true};
