// A headless Chromium driven over a pipe: no port, no package, only what Node has.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Opens a browser; `open` gives pages, `close` ends it. */
export async function browser(executable = process.env.CHROMIUM ?? "chromium") {
  const profile = mkdtempSync(join(tmpdir(), "nianlun-browser-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
    "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"];
  const child = spawn(executable, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const waiting = new Map();
  const sessions = new Map();
  let last = 0;
  let rest = "";
  child.stdio[4].setEncoding("utf8");
  child.stdio[4].on("data", (chunk) => {
    rest += chunk;
    const messages = rest.split("\0");
    rest = messages.pop();
    for (const text of messages) {
      const message = JSON.parse(text);
      if (message.id) {
        const { resolve, reject } = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.error) reject(new Error(message.error.message));
        else resolve(message.result);
      } else sessions.get(message.sessionId)?.(message.method, message.params);
    }
  });
  const send = (method, params = {}, sessionId = undefined) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    child.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
  });
  const gone = new Promise((_, reject) => child.on("error", (error) => reject(new Error(`${executable}: ${error.message}`))));
  gone.catch(() => {});
  const ask = (...words) => Promise.race([send(...words), gone]);

  async function open({ width = 1280, height = 1000, dark = false, scripts = true, language = "zh-CN" } = {}) {
    const { targetId } = await ask("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await ask("Target.attachToTarget", { targetId, flatten: true });
    const page = { problems: [], requests: [] };
    let loaded = () => {};
    sessions.set(sessionId, (method, params) => {
      if (method === "Runtime.exceptionThrown") page.problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
      if (method === "Runtime.consoleAPICalled" && ["error", "warning", "assert"].includes(params.type)) page.problems.push(params.args.map((arg) => arg.value ?? arg.description).join(" "));
      if (method === "Log.entryAdded" && params.entry.level === "error") page.problems.push(params.entry.text);
      if (method === "Network.requestWillBeSent") page.requests.push(params.request.url);
      if (method === "Page.loadEventFired") loaded();
    });
    const call = (method, params) => ask(method, params, sessionId);
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await call(`${domain}.enable`);
    await call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    await call("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
    await call("Emulation.setUserAgentOverride", { userAgent: "nianlun-test", acceptLanguage: language });
    if (!scripts) await call("Emulation.setScriptExecutionDisabled", { value: true });
    page.call = call;
    page.goto = async (url) => {
      const done = new Promise((resolve) => { loaded = resolve; });
      await call("Page.navigate", { url });
      await done;
    };
    page.run = async (expression) => {
      const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    };
    page.key = async (key) => {
      const code = key.length === 1 ? { text: key, unmodifiedText: key } : {};
      await call("Input.dispatchKeyEvent", { type: "keyDown", key, ...code });
      await call("Input.dispatchKeyEvent", { type: "keyUp", key });
      await page.run("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))");
    };
    page.picture = async () => Buffer.from((await call("Page.captureScreenshot", { format: "png" })).data, "base64");
    page.close = () => ask("Target.closeTarget", { targetId });
    return page;
  }

  async function close() {
    const ended = new Promise((resolve) => child.on("exit", resolve));
    await ask("Browser.close").catch(() => child.kill());
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }

  return { open, close };
}
