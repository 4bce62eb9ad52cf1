// Renders items with citeproc-js, for comparison only; reads a job as JSON on standard input.
const fs = require('fs');
const CSL = require(process.argv[2]);
CSL.debug = () => {};
const job = JSON.parse(fs.readFileSync(0, 'utf8'));
const items = Object.fromEntries(job.items.map((item) => [item.id, item]));
const sys = {
  retrieveLocale: (lang) => job.locales[lang] || job.locales['en-US'],
  retrieveItem: (id) => JSON.parse(JSON.stringify(items[id])),
};
const now = () => performance.now();
const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

function compare() {
  const out = {};
  for (const [id, xml] of Object.entries(job.styles)) {
    out[id] = {};
    const engine = new CSL.Engine(sys, xml, job.locale, true);
    for (const item of job.items) {
      engine.updateItems([item.id]);
      const made = engine.makeBibliography();
      const entry = made ? made[1].join('').replace(/^\s*<div class="csl-entry">|<\/div>\s*$/g, '') : '';
      out[id][item.id] = { entry, citation: engine.makeCitationCluster([{ id: item.id, locator: '12', label: 'page' }]) };
    }
  }
  return out;
}

function measure() {
  const out = {};
  const ids = Object.keys(items);
  for (const [id, xml] of Object.entries(job.styles)) {
    let engine;
    const loads = [];
    for (let n = 0; n < 3; n++) {
      const start = now();
      engine = new CSL.Engine(sys, xml, job.locale, true);
      loads.push(now() - start);
    }
    const ones = [];
    for (let n = 0; n < job.rounds; n++) {
      const start = now();
      engine.updateItems([ids[n % ids.length]]);
      engine.makeBibliography();
      if (n >= 5) ones.push(now() - start);
    }
    const start = now();
    engine.updateItems(ids);
    engine.makeBibliography();
    out[id] = { load: median(loads), one: median(ones), all: now() - start };
  }
  return out;
}

console.log(JSON.stringify(job.measure ? measure() : compare()));
