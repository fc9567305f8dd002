// Installs the packages of package.json into an ignored folder, once for each content of that file, and prints where. node restore.cjs
"use strict";
const { spawnSync } = require("child_process");
const { createHash } = require("crypto");
const fs = require("fs");
const path = require("path");

const list = path.join(__dirname, "package.json");
const hash = createHash("sha256").update(fs.readFileSync(list)).digest("hex").slice(0, 16);
const target = path.join(__dirname, "obj", hash);

if (!fs.existsSync(target)) {
  // Installed beside it and renamed, so that a folder of that name is whole, whoever else restores at the same time.
  const own = `${target}.${process.pid}`;
  fs.mkdirSync(own, { recursive: true });
  fs.copyFileSync(list, path.join(own, "package.json"));
  const npm = spawnSync("npm install --no-package-lock --no-audit --no-fund --ignore-scripts", { cwd: own, encoding: "utf8", shell: true });
  if (npm.status !== 0) {
    fs.rmSync(own, { recursive: true, force: true });
    throw new Error(`npm install ended with ${npm.status ?? npm.error}: ${npm.stderr}`);
  }

  try {
    fs.renameSync(own, target);
  } catch (error) {
    fs.rmSync(own, { recursive: true, force: true });
    if (!fs.existsSync(target)) throw error;
  }
}

console.log(path.join(target, "node_modules"));
