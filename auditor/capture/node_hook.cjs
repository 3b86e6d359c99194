// Sends what a Node before 24 would send past the proxy through it, as later ones do by themselves:
// loaded by NODE_OPTIONS before the program. Connections to the proxy itself stay as they are.
"use strict";
const net = require("node:net");
const tls = require("node:tls");
const { Duplex } = require("node:stream");

const wanted = process.env.HTTPS_PROXY || process.env.https_proxy;
const proxy = wanted && URL.canParse(wanted) ? new URL(wanted) : null;
const connect = { net: net.connect, tls: tls.connect };
const MOST_HEAD = 65536;

function target(args) {
  const first = args[0];
  if (first !== null && typeof first === "object") {
    if (first.path || first.socket || !first.port) return null;
    return { host: first.host || "localhost", port: Number(first.port) };
  }
  if (typeof first !== "number" && !/^\d+$/.test(String(first))) return null;
  return { host: typeof args[1] === "string" ? args[1] : "localhost", port: Number(first) };
}

function isProxy(to) {
  return to.port === Number(proxy.port) && (to.host === proxy.hostname || to.host === "localhost");
}

// A connection to the target by way of the proxy. It may be written to before the tunnel stands.
class Tunnel extends Duplex {
  constructor(to) {
    super({ allowHalfOpen: true });
    this.connecting = true;
    this.remotePort = to.port;
    this.under = connect.net({ host: proxy.hostname, port: Number(proxy.port) });
    this.stands = new Promise((done) => this.once("connect", done));
    this.under.on("error", (error) => this.destroy(error));
    this.under.on("close", () => this.destroy());
    this.under.once("connect", () => this.ask(to));
  }
  ask(to) {
    const host = to.host.includes(":") ? `[${to.host}]` : to.host;
    let head = Buffer.alloc(0);
    const heard = (data) => {
      head = Buffer.concat([head, data]);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0 && head.length < MOST_HEAD) return;
      this.under.removeListener("data", heard);
      if (end < 0 || !/^HTTP\/1\.[01] 200/.test(head.toString("latin1"))) {
        this.destroy(new Error(`the proxy did not connect to ${to.host}:${to.port}`));
      } else {
        this.open(head.subarray(end + 4));
      }
    };
    this.under.on("data", heard);
    this.under.write(`CONNECT ${host}:${to.port} HTTP/1.1\r\nHost: ${host}:${to.port}\r\n\r\n`);
  }
  open(rest) {
    this.connecting = false;
    if (rest.length) this.push(rest);
    this.under.on("data", (data) => this.push(data) || this.under.pause());
    this.under.on("end", () => this.push(null));
    this.emit("connect");
    this.emit("ready");
  }
  _read() {
    if (!this.connecting) this.under.resume();
  }
  _write(data, _, done) {
    this.stands.then(() => this.under.write(data, done));
  }
  _final(done) {
    this.stands.then(() => this.under.end(done));
  }
  _destroy(error, done) {
    this.under.destroy();
    done(error);
  }
  setTimeout(after, listener) {
    this.under.setTimeout(after, () => this.emit("timeout"));
    if (listener) this.once("timeout", listener);
    return this;
  }
}
for (const name of ["ref", "unref", "setKeepAlive", "setNoDelay"]) {
  Tunnel.prototype[name] = function (...args) {
    this.under[name](...args);
    return this;
  };
}

function split(args) {
  const listener = typeof args.at(-1) === "function" ? args.at(-1) : null;
  const options = args.find((each) => each !== null && typeof each === "object") || {};
  return { listener, options };
}

if (proxy && Number(process.versions.node.split(".")[0]) < 24) {
  net.connect = net.createConnection = function (...args) {
    const to = target(args);
    if (!to || isProxy(to)) return connect.net.apply(this, args);
    const socket = new Tunnel(to);
    const { listener } = split(args);
    if (listener) socket.once("connect", listener);
    return socket;
  };
  tls.connect = function (...args) {
    const to = target(args);
    if (!to) return connect.tls.apply(this, args);
    const { listener, options } = split(args);
    const servername = options.servername || (net.isIP(to.host) ? "" : to.host);
    const made = { ...options, servername, socket: new Tunnel(to) };
    return connect.tls(made, ...(listener ? [listener] : []));
  };
}
