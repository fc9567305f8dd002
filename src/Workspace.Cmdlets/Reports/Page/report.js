"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const d = data.desktops;
  const count = d.id.length;
  const number = new Intl.NumberFormat("en");
  const UNKNOWN = -1;
  const PAGE = 50;

  // Text of the service goes into the page as text only.
  const make = (tag, text, attributes = {}) => {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) node.textContent = text;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };
  const time = text => text ? text.replace("T", " ").replace("Z", "") : "";
  const imageName = image => image < 0 ? "(unknown)" : data.imageNames[image];
  const poolName = pool => pool < 0 ? "" : data.pools[pool].name;
  const isBehind = i => d.pool[i] >= 0 && d.image[i] >= 0 && data.pools[d.pool[i]].image >= 0 && d.image[i] !== data.pools[d.pool[i]].image;
  const versionOf = i => d.sysprep[i] === UNKNOWN ? "(unknown)" : data.versions[d.sysprep[i]] || "(none)";
  const agentOf = i => ["(unknown)", "missing", "installed"][d.agent[i] + 1];

  // ---- Sums
  const tally = of => {
    const sums = new Map();
    for (let i = 0; i < count; i++) {
      const key = of(i);
      sums.set(key, (sums.get(key) || 0) + 1);
    }
    return [...sums].sort((a, b) => b[1] - a[1]);
  };
  const top = (rows, limit) => rows.length <= limit ? rows
    : [...rows.slice(0, limit - 1), [`${rows.length - limit + 1} others`, rows.slice(limit - 1).reduce((sum, row) => sum + row[1], 0)]];
  const pools = data.pools.map(pool => ({ ...pool, count: 0, behind: 0, missing: 0, installed: 0, unknown: 0, users: 0 }));
  const total = { behind: 0, missing: 0, unprepared: 0, users: 0 };
  for (let i = 0; i < count; i++) {
    const pool = pools[d.pool[i]];
    const behind = isBehind(i);
    const login = data.logins[d.login[i]];
    total.behind += behind;
    total.missing += d.agent[i] === 0;
    total.unprepared += d.sysprep[i] !== UNKNOWN && !data.versions[d.sysprep[i]];
    total.users += login === "CONNECTED";
    if (pool) {
      pool.count++;
      pool.behind += behind;
      pool.users += login === "CONNECTED";
      pool[["unknown", "missing", "installed"][d.agent[i] + 1]]++;
    }
  }
  const jobs = data.jobs || [];
  const isFailed = job => job.status === "Failed" || job.status === "PartlyFailed";
  const failedJobs = jobs.filter(isFailed).length;

  // ---- Head
  document.title = data.title;
  document.getElementById("title").textContent = data.title;
  document.getElementById("place").textContent = `Project ${data.project} in ${data.region}`;
  document.getElementById("made").textContent = `As of ${time(data.made)} UTC`;
  const gaps = document.getElementById("gaps");
  gaps.hidden = data.gaps.length === 0;
  data.gaps.forEach(gap => gaps.append(make("li", `Not read: ${gap}`)));
  const tiles = [
    ["Desktops", count, ""], ["Pools", pools.length, ""], ["Users connected", total.users, ""],
    ["Stragglers", total.behind, total.behind ? "warn" : "good"],
    ["Agents missing", d.agent.length && d.agent.every(a => a === UNKNOWN) ? null : total.missing, total.missing ? "warn" : "good"],
    ["Without Sysprep", d.sysprep.length && d.sysprep.every(s => s === UNKNOWN) ? null : total.unprepared, total.unprepared ? "warn" : "good"],
    [`Failed jobs, ${data.days} day${data.days === 1 ? "" : "s"}`, data.jobs ? failedJobs : null, failedJobs ? "bad" : "good"],
  ];
  for (const [name, value, kind] of tiles) {
    const tile = make("div", null, { class: `tile ${value === null ? "" : kind}` });
    tile.append(make("dt", name), make("dd", value === null ? "–" : number.format(value)));
    document.getElementById("tiles").append(tile);
  }

  // ---- Charts
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = printing => dark.matches && !printing;
  const colours = printing => isDark(printing)
    ? { ink: "#a3aebd", line: "#303946", main: "#6ea3f5", good: "#4fae84", bad: "#ff7a68", warn: "#e3b341", idle: "#65758b", soft: "#8b7fd6" }
    : { ink: "#566274", line: "#e3e7ed", main: "#2f6fce", good: "#3a8f6a", bad: "#c94a3b", warn: "#c98a12", idle: "#97a3b4", soft: "#7265c4" };
  const charts = [];
  const show = (id, title, rows, build) => {
    const figure = document.getElementById(id);
    if (rows.length === 0) {
      figure.append(make("p", "Nothing to show.", { class: "none" }));
      return;
    }
    const box = make("div", null, { class: "canvas" });
    const canvas = make("canvas", null, { role: "img", "aria-label": `${title}: ${rows.slice(0, 8).map(row => row.join(" ")).join(", ")}` });
    const details = make("details");
    const table = make("table");
    rows.forEach(row => {
      const line = make("tr");
      row.forEach((cell, index) => line.append(make(index ? "td" : "th", typeof cell === "number" ? number.format(cell) : cell, index ? { class: "number" } : { scope: "row" })));
      table.append(line);
    });
    details.append(make("summary", "As a table"), table);
    box.append(canvas);
    figure.append(box, details);
    const chart = new Chart(canvas, build(colours(false)));
    charts.push({ chart, build });
  };
  const repaint = printing => charts.forEach(({ chart, build }) => {
    const next = build(colours(printing));
    chart.data = next.data;
    chart.options = next.options;
    chart.update("none");
  });
  dark.addEventListener("change", () => repaint(false));
  addEventListener("beforeprint", () => repaint(true));
  addEventListener("afterprint", () => repaint(false));

  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.font.family = "system-ui, 'Segoe UI', Roboto, sans-serif";
  const short = text => text.length > 24 ? `${text.slice(0, 23)}…` : text;
  const bars = (rows, series, pick) => paint => ({
    type: "bar",
    data: {
      labels: rows.map(row => row[0]),
      datasets: series.map(({ label, index, colour }) => ({ label, data: rows.map(row => row[index]), backgroundColor: typeof colour === "function" ? rows.map(row => paint[colour(row[0])]) : paint[colour], borderRadius: 4, maxBarThickness: 26, stack: "one" })),
    },
    options: {
      indexAxis: "y",
      onClick: (_, hits) => hits.length && pick && pick(rows[hits[0].index][0]),
      scales: {
        x: { stacked: true, beginAtZero: true, grid: { color: paint.line }, ticks: { color: paint.ink, precision: 0 }, border: { display: false } },
        y: { stacked: true, grid: { display: false }, ticks: { color: paint.ink, autoSkip: false, callback(value) { return short(this.getLabelForValue(value)); } }, border: { display: false } },
      },
      plugins: { legend: { display: series.length > 1, position: "bottom", labels: { color: paint.ink, boxWidth: 12, boxHeight: 12 } } },
    },
  });
  const one = (colour, label = "Desktops") => [{ label, index: 1, colour }];
  const stateColours = { ACTIVE: "good", SHUTOFF: "idle", HIBERNATED: "soft", ERROR: "bad" };
  const find = (name, value) => { table.desktops.set(name, value); document.getElementById("desktops").scrollIntoView(); };

  const states = top(tally(i => data.states[d.state[i]] || "(unknown)"), 9);
  show("chart-states", "Desktops by state", states, bars(states, one(state => stateColours[state] || "warn"), state => find("State", state)));
  const images = top(tally(i => imageName(d.image[i])), 9);
  show("chart-images", "Desktops by image", images, bars(images, one("main"), image => find("Image", image)));
  const bySize = [...pools].sort((a, b) => b.behind - a.behind || b.count - a.count).slice(0, 9);
  const poolRows = bySize.map(pool => [pool.name || pool.id, pool.count - pool.behind, pool.behind]);
  show("chart-pools", "Desktops by pool, on its image and stragglers", poolRows,
    bars(poolRows, [{ label: "On the pool's image", index: 1, colour: "main" }, { label: "Stragglers", index: 2, colour: "warn" }], pool => find("Pool", pool)));
  const versions = top(tally(versionOf), 9);
  show("chart-versions", "Sysprep versions", versions, bars(versions, one(version => version === "(none)" ? "warn" : version === "(unknown)" ? "idle" : "main"), version => find("Sysprep", version)));
  const byMissing = [...pools].filter(pool => pool.missing + pool.installed).sort((a, b) => b.missing - a.missing || b.count - a.count).slice(0, 9);
  const single = { name: "(no pool)", missing: 0, installed: 0 };
  for (let i = 0; i < count; i++) if (d.pool[i] < 0 && d.agent[i] !== UNKNOWN) single[d.agent[i] ? "installed" : "missing"]++;
  const agentRows = [...byMissing, ...(single.missing + single.installed ? [single] : [])].map(pool => [pool.name, pool.installed, pool.missing]);
  show("chart-agents", "Monitoring agent by pool, installed and missing", agentRows,
    bars(agentRows, [{ label: "Installed", index: 1, colour: "good" }, { label: "Missing", index: 2, colour: "warn" }]));

  // The jobs as bars along the time, those that failed above the others.
  const jobColours = { Succeeded: "good", Failed: "bad", PartlyFailed: "warn", Running: "main", Waiting: "idle" };
  const end = Date.parse(data.made);
  const drawn = jobs.filter(job => job.begin);
  const types = [...new Set(drawn.map(job => job.type || "(unknown)"))];
  const rank = ["Failed", "PartlyFailed", "Running", "Waiting", "Succeeded"].filter(status => drawn.some(job => job.status === status));
  document.querySelector("#chart-jobs figcaption").textContent = `Jobs of the last ${data.days === 1 ? "day" : `${data.days} days`}`;
  const jobRows = types.flatMap(type => rank.map(status => [`${type}, ${status}`, drawn.filter(job => (job.type || "(unknown)") === type && job.status === status).length])).filter(row => row[1]);
  const first = Math.min(end - 3600e3, ...drawn.slice(0, 1).map(job => Date.parse(job.begin)));
  const clock = value => new Date(value).toISOString().slice(5, 16).replace("T", " ");
  show("chart-jobs", "Jobs along the time", jobRows, paint => ({
    type: "bar",
    data: {
      labels: types,
      datasets: rank.map((status, order) => ({
        label: status, order, grouped: false, minBarLength: 5, borderRadius: 2, borderSkipped: false, maxBarThickness: 22, backgroundColor: paint[jobColours[status]],
        data: drawn.filter(job => job.status === status).map(job => ({ x: [Date.parse(job.begin), job.end ? Date.parse(job.end) : end], y: job.type || "(unknown)", job })),
      })),
    },
    options: {
      indexAxis: "y",
      onClick: (_, hits) => hits.length && table.jobs.search(drawn.filter(job => job.status === rank[hits[0].datasetIndex])[hits[0].index].id),
      scales: {
        x: { type: "linear", min: first, max: end, grid: { color: paint.line }, ticks: { color: paint.ink, maxRotation: 0, autoSkipPadding: 24, callback: clock }, border: { display: false } },
        y: { grid: { display: false }, ticks: { color: paint.ink }, border: { display: false } },
      },
      plugins: {
        legend: { position: "bottom", labels: { color: paint.ink, boxWidth: 12, boxHeight: 12 } },
        tooltip: { callbacks: { title: hits => hits[0].raw.job.id, label: hit => `${hit.raw.job.type} ${hit.raw.job.status}, ${time(hit.raw.job.begin)} to ${time(hit.raw.job.end) || "now"}`, afterLabel: hit => hit.raw.job.reason || "" } },
      },
    },
  }));

  // ---- Tables: a page at a time, sorted and searched over all rows
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const build = (id, rows, columns, filters = []) => {
    const section = document.getElementById(id);
    const state = { text: "", sort: -1, down: false, page: 0, filters: new Map(), shown: [] };
    const texts = new Array(rows);
    const textOf = row => texts[row] ??= columns.map(column => column.of(row)).join("\n").toLowerCase();
    const bar = make("div", null, { class: "bar", role: "search" });
    const search = make("input", null, { type: "search", placeholder: "Any text in a row" });
    const field = (name, input) => {
      input.id = `${id}-${name}`.replace(/\W/g, "-");
      const box = make("div", null, { class: "field" });
      box.append(make("label", name, { for: input.id }), input);
      bar.append(box);
    };
    field("Search", search);
    const selects = new Map();
    for (const filter of filters) {
      const select = make("select");
      select.append(make("option", "All", { value: "" }));
      filter.values.forEach(value => select.append(make("option", value, { value })));
      field(filter.name, select);
      selects.set(filter.name, select);
      select.addEventListener("change", () => { state.filters.set(filter.name, select.value); state.page = 0; refresh(); });
    }
    const clear = make("button", "Clear", { type: "button", class: "clear" });
    clear.addEventListener("click", () => {
      search.value = state.text = "";
      selects.forEach(select => { select.value = ""; });
      state.filters.clear();
      state.page = 0;
      refresh();
    });
    bar.append(clear);
    const grid = make("table");
    const head = make("tr");
    const heads = columns.map((column, index) => {
      const cell = make("th", null, { scope: "col", "aria-sort": "none", ...(column.number ? { class: "number" } : {}) });
      const button = make("button", column.name, { type: "button" });
      button.addEventListener("click", () => {
        state.down = state.sort === index && !state.down;
        state.sort = index;
        state.page = 0;
        refresh();
      });
      cell.append(button);
      head.append(cell);
      return cell;
    });
    const thead = make("thead");
    thead.append(head);
    const body = make("tbody");
    grid.append(thead, body);
    const scroll = make("div", null, { class: "scroll" });
    scroll.append(grid);
    const pager = make("div", null, { class: "pager" });
    const status = make("span", null, { role: "status" });
    const back = make("button", "Back", { type: "button" });
    const next = make("button", "Next", { type: "button" });
    back.addEventListener("click", () => { state.page--; draw(); });
    next.addEventListener("click", () => { state.page++; draw(); });
    pager.append(status, back, next);
    section.append(bar, scroll, pager);

    const refresh = () => {
      const active = filters.filter(filter => state.filters.get(filter.name));
      const shown = [];
      for (let row = 0; row < rows; row++) {
        if (active.every(filter => filter.of(row, state.filters.get(filter.name))) && (!state.text || textOf(row).includes(state.text))) shown.push(row);
      }
      if (state.sort >= 0) {
        const { of, number: isNumber } = columns[state.sort];
        const keys = new Map(shown.map(row => [row, of(row)]));
        const sign = state.down ? -1 : 1;
        shown.sort((a, b) => sign * (isNumber ? keys.get(a) - keys.get(b) : collator.compare(keys.get(a), keys.get(b))) || a - b);
      }
      state.shown = shown;
      draw();
    };
    const draw = () => {
      const from = state.page * PAGE;
      const part = state.shown.slice(from, from + PAGE);
      body.replaceChildren(...part.map(row => {
        const line = make("tr");
        for (const column of columns) {
          const value = column.of(row);
          const kind = `${column.number ? "number" : ""} ${column.text ? "text" : ""} ${column.kind ? column.kind(row) : ""}`.trim();
          line.append(make("td", column.number ? number.format(value) : value, kind ? { class: kind } : {}));
        }
        return line;
      }));
      heads.forEach((cell, index) => cell.setAttribute("aria-sort", index !== state.sort ? "none" : state.down ? "descending" : "ascending"));
      status.textContent = part.length ? `${number.format(from + 1)} to ${number.format(from + part.length)} of ${number.format(state.shown.length)}` : "No row fits.";
      back.disabled = state.page === 0;
      next.disabled = from + PAGE >= state.shown.length;
    };
    let waiting = 0;
    search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { state.text = search.value.trim().toLowerCase(); state.page = 0; refresh(); }, 120);
    });
    refresh();
    return {
      set(name, value) {
        const select = selects.get(name);
        if (![...select.options].some(option => option.value === value)) return;
        select.value = value;
        select.dispatchEvent(new Event("change"));
      },
      search(text) {
        search.value = text;
        search.dispatchEvent(new Event("input"));
        section.scrollIntoView();
      },
    };
  };

  const sorted = values => [...new Set(values)].filter(Boolean).sort(collator.compare);
  const table = {};
  table.desktops = build("desktops", count, [
    { name: "Name", of: i => d.name[i] },
    { name: "Pool", of: i => poolName(d.pool[i]) },
    { name: "State", of: i => data.states[d.state[i]] + (data.tasks[d.task[i]] ? ` (${data.tasks[d.task[i]]})` : "") + (d.maintenance[i] ? " (maintenance)" : ""), kind: i => data.states[d.state[i]] === "ERROR" ? "bad" : "" },
    { name: "Login", of: i => data.logins[d.login[i]] },
    { name: "User", of: i => d.user[i] },
    { name: "Image", of: i => imageName(d.image[i]) + (isBehind(i) ? " (straggler)" : ""), kind: i => isBehind(i) ? "warn" : "" },
    { name: "Sysprep", of: versionOf, kind: i => versionOf(i) === "(none)" ? "warn" : "" },
    { name: "Agent", of: agentOf, kind: i => d.agent[i] === 0 ? "warn" : "" },
    { name: "Id", of: i => d.id[i] },
  ], [
    { name: "State", values: sorted(data.states), of: (i, value) => data.states[d.state[i]] === value },
    { name: "Pool", values: sorted(pools.map(pool => pool.name)), of: (i, value) => poolName(d.pool[i]) === value },
    { name: "Image", values: sorted(data.imageNames), of: (i, value) => imageName(d.image[i]) === value },
    { name: "Sysprep", values: sorted(versions.length ? ["(none)", "(unknown)", ...data.versions] : []), of: (i, value) => versionOf(i) === value },
    {
      name: "Needs work",
      values: ["Stragglers", "Agent missing", "No Sysprep"],
      of: (i, value) => value === "Stragglers" ? isBehind(i) : value === "Agent missing" ? d.agent[i] === 0 : versionOf(i) === "(none)",
    },
  ]);
  table.pools = build("pools", pools.length, [
    { name: "Name", of: i => pools[i].name || "" },
    { name: "Type", of: i => pools[i].type || "" },
    { name: "Status", of: i => pools[i].status || "" },
    { name: "Image", of: i => imageName(pools[i].image) },
    { name: "Desktops", number: true, of: i => pools[i].count },
    { name: "Stragglers", number: true, of: i => pools[i].behind, kind: i => pools[i].behind ? "warn" : "" },
    { name: "Agents missing", number: true, of: i => pools[i].missing, kind: i => pools[i].missing ? "warn" : "" },
    { name: "Users connected", number: true, of: i => pools[i].users },
    { name: "Id", of: i => pools[i].id || "" },
  ]);
  const late = [...jobs].reverse();
  table.jobs = build("jobs", late.length, [
    { name: "Begun (UTC)", of: i => time(late[i].begin) },
    { name: "Ended (UTC)", of: i => time(late[i].end) },
    { name: "Type", of: i => late[i].type || "" },
    { name: "Status", of: i => late[i].status, kind: i => late[i].status === "Failed" ? "bad" : late[i].status === "PartlyFailed" ? "warn" : late[i].status === "Succeeded" ? "good" : "" },
    { name: "Pool", of: i => poolName(late[i].pool) },
    { name: "Desktops", number: true, of: i => late[i].desktops },
    { name: "Reason", text: true, of: i => [late[i].code, late[i].reason].filter(Boolean).join(": ") },
    { name: "Id", of: i => late[i].id || "" },
  ], [{ name: "Status", values: sorted(late.map(job => job.status)), of: (i, value) => late[i].status === value }]);
  document.documentElement.dataset.ready = "true";
  performance.mark("ready");
})();
