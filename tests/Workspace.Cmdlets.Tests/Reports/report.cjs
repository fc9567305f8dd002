// Opens the reports of a folder in a browser and prints as JSON what is to be seen. node report.cjs BROWSER FOLDER
"use strict";
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");

const [browserPath, folder] = process.argv.slice(2);
const mark = /(<script type="application\/json" id="data">)([^]*?)(<\/script>)/;

// The same page with other data, as the module would have escaped it.
const derive = (name, change) => {
  const html = fs.readFileSync(path.join(folder, "fleet.html"), "utf8");
  const data = JSON.parse(html.match(mark)[2]);
  change(data);
  const json = JSON.stringify(data).replace(/</g, "\\u003c");
  fs.writeFileSync(path.join(folder, name), html.replace(mark, (_, start, __, end) => start + json + end));
};

const status = page => page.locator("#desktops [role=status]").textContent();
const column = (page, index) => page.locator(`#desktops tbody td:nth-child(${index})`).allTextContents();
const settle = page => page.waitForTimeout(200);

const look = async (browser, name, file, inspect = async () => ({})) => {
  const context = await browser.newContext({ colorScheme: name === "dark" ? "dark" : "light", viewport: { width: 1400, height: 900 } });
  const page = await context.newPage();
  const errors = [];
  const requests = [];
  page.on("console", message => { if (message.type() === "error" || message.type() === "warning") errors.push(message.text()); });
  page.on("pageerror", error => errors.push(error.message));
  page.on("request", request => { if (!request.isNavigationRequest()) requests.push(request.url()); });
  await page.goto(`file://${path.join(folder, file)}`);
  const ready = await page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, { timeout: 20000 }).then(() => true, () => false);
  const seen = { errors, requests, ready };
  if (ready) Object.assign(seen, await inspect(page));
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: name !== "big" });
  await context.close();
  return seen;
};

const whole = async page => {
  const seen = {};
  seen.charts = await page.evaluate(() => [...document.querySelectorAll("figure canvas")].map(canvas => {
    const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
    return { id: canvas.closest("figure").id, values: Chart.getChart(canvas).data.datasets.flatMap(set => set.data).filter(value => value).length, colours: colours.size };
  }));
  seen.ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  seen.unlabelled = await page.evaluate(() => [...document.querySelectorAll("input, select")].filter(field => !field.labels.length).length
    + [...document.querySelectorAll("canvas")].filter(canvas => !canvas.getAttribute("aria-label")).length
    + [...document.querySelectorAll("th")].filter(cell => !cell.scope).length);
  seen.tables = await page.locator("figure details table").count();
  seen.all = await status(page);
  await page.locator("#desktops .pager button").nth(1).click();
  seen.nextPage = await status(page);
  await page.getByLabel("State", { exact: true }).selectOption("SHUTOFF");
  seen.filtered = await column(page, 3);
  await page.locator("#desktops .clear").click();
  await page.getByLabel("Needs work").selectOption("Stragglers");
  seen.stragglers = (await column(page, 1)).length;
  await page.locator("#desktops .clear").click();
  await page.locator("#desktops input").fill("SALES-01-0002");
  await settle(page);
  seen.searched = await column(page, 1);
  await page.locator("#desktops input").fill("nothing has this");
  await settle(page);
  seen.nothing = await status(page);
  await page.locator("#desktops .clear").click();
  await page.locator("#desktops th button").first().click();
  await page.locator("#desktops th button").first().click();
  seen.sorted = await column(page, 1);
  seen.pdf = (await page.pdf()).length;
  return seen;
};

(async () => {
  derive("big.html", data => {
    const from = data.desktops;
    const count = from.id.length;
    for (const name of Object.keys(from)) {
      const values = from[name];
      from[name] = Array.from({ length: 100000 }, (_, i) => name === "name" ? `${values[i % count]}-${i}` : name === "id" ? `${values[i % count].slice(0, 30)}${String(i).padStart(6, "0")}` : values[i % count]);
    }
  });
  derive("evil.html", data => {
    data.desktops.name[0] = "</script><script>window.hacked=1</script>";
    data.desktops.user[0] = "<img src=x onerror='window.hacked=1'>";
    data.pools[0].name = "<svg onload='window.hacked=1'>";
    data.imageNames[0] = "\"><script>window.hacked=1</script>";
    data.states[0] = "<script>window.hacked=1</script>";
    data.gaps.push("<img src=x onerror='window.hacked=1'>");
    data.jobs[0].reason = "<iframe src='https://example.invalid'></iframe>";
    data.title = "</title><script>window.hacked=1</script>";
  });
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  const opened = async page => ({ all: await status(page), milliseconds: await page.evaluate(() => Math.round(performance.getEntriesByName("ready")[0].startTime)) });
  const evil = async page => ({ names: await column(page, 1), hacked: await page.evaluate(() => "hacked" in window) });
  const seen = {
    light: await look(browser, "light", "fleet.html", whole),
    dark: await look(browser, "dark", "fleet.html", whole),
    empty: await look(browser, "empty", "empty.html"),
    big: await look(browser, "big", "big.html", opened),
    evil: await look(browser, "evil", "evil.html", evil),
  };
  await browser.close();
  console.log(JSON.stringify(seen));
})().catch(error => { console.error(error); process.exit(1); });
